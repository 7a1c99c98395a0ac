"""Laws that read ties, and laws of one's own: what they fill, and what is refused."""

from types import SimpleNamespace

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import response, will_none
from ostrakon.numbers import ALWAYS, ONE

THEFT, LATE, SPEECH, GIFT, FLY = range(5)


def looked(**changes):
    return SimpleNamespace(**({"of": "all", "kinds": ["criticism"], "days": 7, "levels": 4} | changes))


@pytest.fixture
def filled(live, society):
    def make(own=None, **settings):
        society.own_laws = own or {}
        for name, value in settings.items():
            setattr(society.response, name, value)
        return response.fill(live(), society)
    return make


def test_joining_by_hand(filled, society):
    tables = filled(laws=["joining"], joining=SimpleNamespace(at=[0.0, 1 / 3], alone=0.25), ties=looked())
    assert tables["will"].shape == (4 * 4, 2, 16, 16, 6) and tables["will0"].shape == (4 * 4, 6)
    by_level = tables["will"].reshape(4, 4, 2, 16, 16, 6)[..., SPEECH]      # level, aware 0 1 unaware 0 1
    assert (by_level[:, [0, 2]] == ALWAYS).all()
    assert (by_level[0, [1, 3]] == ONE // 4).all() and (by_level[1:, [1, 3]] == ALWAYS).all()
    assert (tables["will"][..., THEFT] == ALWAYS).all() and (tables["will"][..., LATE] == 2**31).all()
    assert (will_none(society).reshape(4, 4, 16, 16, 6)[0, 1, :, :, SPEECH] == ONE // 4).all()
    assert {name: tables[name] for name in ("tie_levels", "tie_of", "tie_days")} == {"tie_levels": 4, "tie_of": 2, "tie_days": 7}
    assert tables["tie_kinds"].tolist() == [0, 0, 1, 0, 0, 0]


def test_a_share_between_two_levels_is_reached_at_the_upper_one(filled):
    for at, first in ((0.0, 0), (0.25, 1), (1 / 3, 1), (0.34, 2), (0.99, 3), (1.0, 3)):
        will = filled(laws=["joining"], joining=SimpleNamespace(at=[at, 0.0], alone=0.0), ties=looked())["will"].reshape(4, 4, 2, 16, 16, 6)
        assert [int(will[level, 0, 0, 0, 0, SPEECH] > 0) for level in range(4)] == [int(level >= first) for level in range(4)]


def test_nobody_looks_around_when_no_law_reads_ties(filled):
    tables = filled(ties=looked())
    assert tables["tie_levels"] == 1 and not tables["tie_kinds"].any() and tables["will"].shape == (4, 2, 16, 16, 6)


def test_a_law_of_ones_own_multiplies(filled, society):
    def half(told):
        return 1.0 - 0.5 * told.of("unlawful")
    will = filled({"half": half}, laws=["hardship"], hardship=0.1)["will"]
    assert (will[..., THEFT] == 2**31).all() and int(will[0, 0, 0, 5, LATE]) == round(0.75 * ONE) and (will[..., SPEECH] == ALWAYS).all()
    assert (will_none(society)[..., THEFT] == 2**31).all()


def test_a_law_of_ones_own_reads_ties(filled):
    def mirror(told):
        return np.arange(4.0)[:, None, None, None, None, None] / 3 * told.of("expression") + 1.0 - told.of("expression")
    tables = filled({"mirror": mirror}, ties=looked())
    found = tables["will"].reshape(4, 4, 2, 16, 16, 6)
    assert tables["tie_levels"] == 4 and [round(int(x) / ONE * 3) for x in found[:, 0, 0, 0, 0, SPEECH]] == [0, 1, 2, 3]


@pytest.mark.parametrize(("law", "found"), [
    (lambda told: np.ones((3, 1, 1, 1, 6)), r"OST4004.*'mine' gives an array of shape \[3, 1, 1, 1, 6\]"),
    (lambda told: np.ones((2, 1, 1, 1, 1, 1, 6)), r"OST4004.*shape \[2, 1, 1, 1, 1, 1, 6\]"),
    (lambda told: -np.ones(6), r"OST4004.*below 0"),
    (lambda told: np.full(6, np.nan), r"OST4004.*no number"),
    (lambda told: np.full(6, "much"), r"OST4004.*no number"),
    (lambda told: np.ones((16, 1, 1, 1, 1, 6)), r"OST4004.*reads ties, and the society says nothing"),
    (lambda told: np.ones(6) + told.of("expression"), r"OST4003.*'criticism' for aware class 0, standing 0, fear 0, hardship 0: 2 times")])
def test_what_a_law_of_ones_own_may_not_give(filled, law, found):
    with pytest.raises(OstrakonError, match=found):
        filled({"mine": law})


def test_a_law_with_other_tie_levels_than_the_society_says(filled):
    with pytest.raises(OstrakonError, match=r"OST4004.*shape \[16, 1, 1, 1, 1, 6\](?s:.*)tie levels, 4 of them"):
        filled({"mine": lambda told: np.ones((16, 1, 1, 1, 1, 6))}, ties=looked())


def test_a_law_of_ones_own_has_a_name_of_its_own(filled):
    with pytest.raises(OstrakonError, match=r"OST4004.*'hardship'"):
        filled({"hardship": lambda told: np.ones(6)})


def test_above_the_ceiling_the_tie_level_is_named(filled):
    def crowd(told):
        return np.array([1.0, 1.0, 2.0, 1.0])[:, None, None, None, None, None] * told.of("unlawful") + 1.0
    with pytest.raises(OstrakonError, match=r"hardship 0, tie level 0: 2 times"):
        filled({"crowd": crowd}, ties=looked())


def test_too_many_tie_levels_for_so_many_standings(filled):
    with pytest.raises(OstrakonError, match=r"OST4001.*120 tie levels x 128 response classes(?s:.*)response\.ties\.levels"):
        filled(laws=["joining"], boldness=[1.0] * 128, joining=SimpleNamespace(at=[0.5] * 128, alone=0.0), ties=looked(levels=120))
