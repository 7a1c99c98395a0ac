"""The best response by hand: who complies, defies, holds back or keeps silent, and what that does to rates."""

from types import SimpleNamespace

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import response
from ostrakon.mechanisms.response.best_response import SILENCE, choices
from ostrakon.numbers import ALWAYS, ONE

# charity, rate 1, is the mild grade; criticism, rate 4, the strong one; both cost half of what a camera may see of them
CHANNELS = {"camera": {"context": "street", "sees": {"criticism": 0.5}}}
RULES = {"c": {"kind": "criticism", "points": -1000}}
SPEECH, GIFT = 2, 3


def test_choices_by_hand():
    grades, cost = np.array([0.25, 0.5, 1.0]), np.array([[0.0, 0.6, 0.7]])
    # worth 1: 0.25, -0.1, 0.3; worth 0.5: 0.125, -0.35, -0.2; worth 0: nothing above silence
    assert choices(grades, np.array([1.0, 0.5, 0.0]), cost).tolist() == [[0, 0, 2], [0, 0, 0], [SILENCE] * 3]
    assert choices(grades, np.array([1.0]), np.array([[0.25, 0.5, 1.0]])).tolist() == [[SILENCE] * 3]     # of equals the mildest


def test_best_response_is_the_dearest_of_all():
    rng = np.random.default_rng(7)
    for _ in range(50):
        grades, worth, cost = np.sort(rng.random(6)), rng.random(3) * 2, rng.random((3, 6))
        got = choices(grades, worth, cost)
        for z in range(3):
            value = worth[z] * grades - cost[z]
            for k in range(6):
                best = max([0.0, *value[: k + 1]])
                assert (0.0 if got[z, k] == SILENCE else value[got[z, k]]) == best and got[z, k] <= k


@pytest.fixture
def will(live, society):
    def make(worth, stake, **settings):
        society.response.laws = ["best_response"]
        society.response.best_response = SimpleNamespace(grades={"criticism": 0.75, "charity": 0.5}, worth=worth, stake=stake)
        society.ceilings = settings.get("ceilings", [1.0, 2.0, 1.0, 5.0, 1.0, 1.0])
        return response.fill(live(channels=CHANNELS, rules=RULES), society)["will"]
    return make


def test_who_defies_and_who_holds_back(will):
    # cost of criticism 0.5 x stake 1: worth 4: 3 - 0.5 > 2; worth 1: 0.25 < 0.5, so that its rate of 4 goes to charity: 5 in place of 1
    table = will([4.0, 1.0], 1.0)[:, 0, 0, 0]
    assert table[0, SPEECH] == ALWAYS and table[0, GIFT] == round(ONE / 5)
    assert table[1, SPEECH] == 0 and table[1, GIFT] == ALWAYS
    assert (table[2:, SPEECH] == ALWAYS).all() and (table[2:, GIFT] == round(ONE / 5)).all()      # the unaware


def test_what_is_held_back_needs_room_below_the_ceiling(will):
    with pytest.raises(OstrakonError, match=r"OST4003.*'charity' for aware class 1.*: 1.25 times(?s:.*)ceiling, 4 times"):
        will([4.0, 1.0], 1.0, ceilings=[1.0, 2.0, 1.0, 4.0, 1.0, 1.0])


def test_the_law_needs_its_section(live, society):
    society.response.laws = ["best_response"]
    with pytest.raises(OstrakonError, match=r"OST4001.*response\.best_response"):
        response.fill(live(), society)
