"""Moves between tiers against a table worked by hand on harbour town, and nulls: nobody moves, one tier, a short run."""

from dataclasses import replace

import numpy as np
import pytest

from measures.town import LABELS, tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures.chain import after
from ostrakon.measures.mobility import MEASURES

MOBILITY = MEASURES[0]
LOW, MIDDLE, HIGH = range(3)

# People by tier at a snapshot (rows) and four weeks later (columns): 20 in low, 100 in middle, 10 in high.
BY_HAND = [[15, 5, 0],
           [10, 80, 10],
           [0, 2, 8]]


def group(table: list[list[int]], times: int = 1) -> k.Tallies:
    t = tallies()
    t.moves[2] = np.array(table) * times
    return t


FOUND = told(MOBILITY, group(BY_HAND), group(BY_HAND, 2))


def test_the_matrix_by_hand() -> None:
    assert FOUND["tiers"] == ["low", "middle", "high"] and FOUND["people"] == [60, 300, 30]
    assert FOUND["matrix"]["value"] == [pytest.approx(row) for row in ([0.75, 0.25, 0], [0.1, 0.8, 0.1], [0, 0.2, 0.8])]


def test_shares_by_hand() -> None:
    """Of 130 people 5 + 10 rise and 10 + 2 fall; of the 20 in low 5 leave; the diagonal sums to 0.75 + 0.8 + 0.8."""
    assert FOUND["up"]["value"] == pytest.approx(15 / 130) and FOUND["down"]["value"] == pytest.approx(12 / 130)
    assert FOUND["leave_bottom_four_weeks"]["value"] == pytest.approx(0.25) and FOUND["leave_bottom_four_weeks"]["n"] == 60
    assert FOUND["shorrocks"]["value"] == pytest.approx((3 - 2.35) / 2)


def test_a_year_by_the_chain() -> None:
    """13 times four weeks: never seen outside low with 0.75^13. Two tiers with 1/4 up and 1/8 down: 2/3 + (1/3)... in closed form."""
    assert FOUND["leave_bottom_one_year"]["value"] == pytest.approx(1 - 0.75**13)
    two = np.array([[[6.0, 2.0], [1.0, 7.0]]])      # up a = 1/4, down b = 1/8: above after n moves a / (a + b) (1 - (1 - a - b)^n)
    assert 1 - after(two, 13)[0, 0, 0] == pytest.approx((2 / 3) * (1 - (5 / 8) ** 13))
    assert 0 < FOUND["above_bottom_after_one_year"]["value"] < FOUND["leave_bottom_one_year"]["value"]


def test_where_nobody_moves_nobody_moves() -> None:
    still = told(MOBILITY, group([[5, 0, 0], [0, 90, 0], [0, 0, 5]]), group([[5, 0, 0], [0, 90, 0], [0, 0, 5]]))
    assert [still[name]["value"] for name in ("up", "down", "shorrocks", "leave_bottom_one_year")] == [0, 0, 0, 0]
    assert still["up"]["low"] is None and still["up"]["no_interval"] == "nothing varied between groups of communities"


def test_a_tier_in_which_nobody_was_is_no_zero() -> None:
    empty = told(MOBILITY, group([[0, 0, 0], [0, 90, 2], [0, 1, 5]]), group([[0, 0, 0], [0, 90, 1], [0, 1, 5]]))
    assert empty["matrix"]["value"][LOW] == [None, None, None]
    assert empty["leave_bottom_four_weeks"]["value"] is None
    assert empty["leave_bottom_four_weeks"]["reason"] == "nobody was seen in the lowest tier"


def test_one_tier_and_a_short_run_say_what_would_be_needed() -> None:
    assert MOBILITY.cannot(replace(LABELS, has=LABELS.has - {"tiers"})) == "the regime has one tier"
    assert told(MOBILITY, tallies(), tallies()) == {
        "value": None, "reason": "nobody was seen twice: a run of 29 days or more, with people enrolled, is needed"}
