"""Each law by hand, and the tables made of them."""

from math import exp
from types import SimpleNamespace

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import response, will_none
from ostrakon.numbers import ALWAYS, ONE

THEFT, LATE, SPEECH, GIFT, FLY = range(5)
CHANNELS = {"camera": {"context": "street", "sees": {"theft": 0.5, "criticism": 0.5, "charity": 0.5, "late_bill": 0.5}}}
RULES = {"t": {"kind": "theft", "points": -500}, "c": {"kind": "criticism", "points": -1000}, "g": {"kind": "charity", "points": 500},
         "l": {"kind": "late_bill", "points": -100}}


@pytest.fixture
def filled(live, society):
    def make(sections=None, **settings):
        for name, value in settings.items():
            setattr(society.response, name, value)
        return response.fill(live(**({"channels": CHANNELS, "rules": RULES} | (sections or {}))), society)
    return make


def near(stored, chance):
    return abs(int(stored) - chance * ONE) <= 1


def test_indifferent_is_one_over_the_ceiling(filled):
    tables = filled()
    assert tables["will"].shape == (4, 2, 16, 16, 6) and tables["will0"].shape == (4, 6)
    for k, want in ((THEFT, ALWAYS), (LATE, 2**31), (SPEECH, ALWAYS), (GIFT, 2**30), (FLY, ALWAYS)):
        assert (tables["will"][..., k] == want).all() and (tables["will0"][:, k] == want).all()


def test_fear_by_hand(filled):
    will = filled(laws=["deterrence"], fear_effect={"expression": 0.1, "request": 0.01})["will"]
    assert near(will[0, 0, 7, 0, SPEECH], exp(-0.7)) and near(will[1, 1, 7, 3, SPEECH], exp(-0.35))
    assert near(will[0, 0, 15, 0, FLY], exp(-0.15))
    assert (will[2:, :, :, :, SPEECH] == ALWAYS).all() and (will[..., THEFT] == ALWAYS).all()
    assert (np.diff(will[0, 0, :, 0, SPEECH].astype(np.int64)) < 0).all()


def test_stakes_by_hand(filled):
    tables = filled(laws=["deterrence"], deterrence=2.0)
    # surveillance 0.5, severity 0.5, 1 and 0.1
    for k, factor in ((THEFT, exp(-0.5)), (SPEECH, exp(-1.0)), (LATE, exp(-0.1) / 2)):
        assert near(tables["will"][0, 0, 0, 0, k], factor)
    assert (tables["will"][2:, 0, 0, 0, :] == tables["will0"][2:]).all() and near(tables["will0"][0, LATE], 0.5)
    assert (tables["will"][..., FLY] == ALWAYS).all()


def test_reward_stops_at_the_ceiling(filled):
    # surveillance 0.5 x reward 0.5 = 0.25; ceiling 4
    assert near(filled(laws=["deterrence"], reward=4.0)["will"][0, 0, 0, 0, GIFT], 2 / 4)
    tables = filled(laws=["deterrence"], reward=100.0)
    assert (tables["will"][:2, ..., GIFT] == ALWAYS).all() and (tables["will"][2:, ..., GIFT] == 2**30).all()


def test_hardship_by_hand(filled):
    will = filled(laws=["hardship"], hardship=0.1)["will"]
    assert [near(will[z, 0, 0, h, LATE], min(1 + 0.1 * h, 2) / 2) for z in (0, 3) for h in (0, 5, 15)] == [True] * 6
    assert (will[..., THEFT] == ALWAYS).all()


def test_laws_multiply(filled):
    will = filled(laws=["deterrence", "hardship"], hardship=0.1, fear_effect={"contractual": 0.2})["will"]
    assert near(will[0, 0, 3, 5, LATE], exp(-0.6) * 1.5 / 2)


def test_fear_and_hardship_work_without_a_regime(filled, society):
    filled(laws=["deterrence", "hardship"], hardship=0.1, fear_effect={"expression": 0.1}, deterrence=9.0)
    will = will_none(society)
    assert will.shape == (4, 16, 16, 6) and near(will[0, 5, 0, SPEECH], exp(-0.5)) and near(will[0, 0, 5, LATE], 0.75)


def test_a_law_above_the_ceiling_names_kind_and_cell(filled, monkeypatch):
    monkeypatch.setitem(response.LAWS, "hardship", lambda told: np.arange(16.0)[None, None, None, :, None] * told.of("unlawful") + 1)
    with pytest.raises(OstrakonError, match=r"OST4003.*'theft' for aware class 0, standing 0, fear 0, hardship 1: 2 times"):
        filled(laws=["hardship"])


def test_an_unknown_law(filled):
    with pytest.raises(OstrakonError, match=r"did you mean 'deterrence'"):
        filled(laws=["deterence"])


def test_what_cannot_be_stored_is_nil():
    assert response.stored(np.array([0.0, 49 / ONE, 51 / ONE, 0.5, 1.0])).tolist() == [0, 0, 51, 2**31, ALWAYS]


def test_evasion_by_hand(filled):
    way = {"theft": SimpleNamespace(channel="camera", share_per_level=0.25)}
    tables = filled(evasion=way)
    assert tables["evades"] == 1 and tables["evade_channel"].tolist() == [0, -1, -1, -1, -1, -1]
    assert [int(v) for v in tables["evade"][0, 0, :5, 0, THEFT]] == [0, 2**30, 2**31, 3 * 2**30, ALWAYS]
    assert not tables["evade"][2:].any() and not tables["evade"][..., LATE].any()
    assert (tables["evade"] <= tables["will"]).all()


def test_a_channel_that_is_not_there_is_not_evaded(filled):
    tables = filled(evasion={"theft": SimpleNamespace(channel="satellite", share_per_level=0.5)})
    assert tables["evades"] == 0 and tables["evade"].shape == (1, 1, 1, 1, 1) and set(tables["evade_channel"]) == {-1}
