"""The way back from sanctions and hardship against chains worked by hand on harbour town, and states that nobody leaves."""

from dataclasses import replace

import numpy as np
import pytest

from measures.town import LABELS, tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures.chain import moves_until
from ostrakon.measures.poverty_trap import MEASURES, STATES

TRAP = MEASURES[0]

# (state then, state now): people. States 0 ... 3 not sanctioned, 4 ... 7 sanctioned, by rising hardship.
BY_HAND = {(0, 0): 90, (0, 4): 10,
           (4, 4): 15, (4, 0): 5,               # 1/4 return: 4 moves
           (5, 4): 5, (5, 0): 5,                # half by way of 4: 1 + 4/2 = 3 moves
           (6, 6): 4,                           # nobody leaves
           (1, 6): 1, (1, 0): 9}                # one in ten goes where nobody returns from: infinite


def group(table: dict[tuple[int, int], int], times: int = 1) -> k.Tallies:
    t = tallies()
    for (then, now), people in table.items():
        t.trap[1, then, now] = people * times
    return t


FOUND = told(TRAP, group(BY_HAND), group(BY_HAND, 3))


def test_days_of_return_by_hand() -> None:
    back = FOUND["days_to_return"]
    assert back[STATES[4]]["value"] == pytest.approx(4 * 28) and back[STATES[5]]["value"] == pytest.approx(3 * 28)
    assert back[STATES[4]]["n"] == 80 and STATES[0] not in back


def test_states_of_no_return_and_states_of_nobody_say_so() -> None:
    back = FOUND["days_to_return"]
    assert [back[STATES[i]]["reason"] for i in (1, 6)] == ["never seen to return"] * 2
    assert [back[STATES[i]]["reason"] for i in (2, 3, 7)] == ["nobody was seen in it"] * 3
    assert all(back[STATES[i]]["value"] is None for i in (1, 2, 3, 6, 7))


def test_the_matrix_by_hand() -> None:
    matrix = FOUND["matrix"]["value"]
    assert matrix[0][:5] == pytest.approx([0.9, 0, 0, 0, 0.1]) and matrix[4][0] == pytest.approx(0.25) and matrix[2] == [None] * 8


def test_a_walk_between_two_walls_in_closed_form() -> None:
    """Up or down with one half each, held at the upper wall n = 7: from i the wall 0 is reached after i (2 n + 1 - i) moves."""
    walk = np.zeros((1, 8, 8))
    for i in range(1, 8):
        walk[0, i, i - 1] += 1
        walk[0, i, min(i + 1, 7)] += 1
    walk[0, 0, 0] = 1
    assert moves_until(walk, 0)[0] == pytest.approx([i * (15 - i) for i in range(8)])


def test_a_state_that_is_entered_and_never_seen_left_makes_no_number() -> None:
    seen = np.zeros((1, 8, 8))
    seen[0, 4, 0], seen[0, 4, 5], seen[0, 0, 0] = 9, 1, 50
    assert np.isinf(moves_until(seen, 0)[0, 4]) and np.isnan(moves_until(seen, 0)[0, 5])


def test_more_who_stay_take_longer_and_an_interval_holds_the_value() -> None:
    a, b = group({(4, 4): 15, (4, 0): 5, (0, 0): 1}), group({(4, 4): 19, (4, 0): 5, (0, 0): 1})
    back = told(TRAP, a, b, a, b)["days_to_return"][STATES[4]]
    assert back["value"] == pytest.approx(28 * 88 / 20) and back["low"] < back["value"] < back["high"]


def test_without_sanctions_or_a_second_look_there_is_none() -> None:
    assert TRAP.cannot(replace(LABELS, has=LABELS.has - {"sanctions"})) == "no tier or list of this regime brings a sanction"
    assert told(TRAP, tallies(), tallies()) == {"value": None, "reason": "nobody was seen twice: a run of 29 days or more is needed"}
