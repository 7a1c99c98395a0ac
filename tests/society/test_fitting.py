"""Rows of aliases against one row at a time, and the halving of bounds, also where it has no end of its own."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostrakon.numbers import alias
from ostrakon.society.fitting import alias_rows, solve, whole_rows

WEIGHT = st.floats(0, 1e300, allow_subnormal=True)
ROWS = st.integers(1, 8).flatmap(lambda n: st.lists(st.lists(WEIGHT, min_size=n, max_size=n), min_size=1, max_size=5))


@given(ROWS)
def test_whole_numbers_keep_the_proportions_exactly(rows: list[list[float]]) -> None:
    for row, whole in zip(rows, whole_rows(np.array(rows)), strict=True):
        assert [Fraction(w) * sum(whole) for w in row] == [x * sum(map(Fraction, row)) for x in whole]


@given(ROWS)
def test_rows_are_those_made_one_by_one(rows: list[list[float]]) -> None:
    cut, other = alias_rows(np.array([rows, rows[::-1]]))
    wanted = [alias(row if any(row) else [1.0] * len(row)) for row in rows]
    for found, want in zip((cut, other), zip(*wanted, strict=True), strict=True):
        assert found.dtype == np.int64
        assert found[0].tolist() == list(want) == found[1, ::-1].tolist()


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_what_is_no_weight_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="negative or not finite"):
        alias_rows(np.array([[1.0, 2.0], [wrong, 1.0]]))


def test_halving_ends_at_neighbours() -> None:
    asked: list[float] = []
    root = solve(lambda x: (asked.append(x), x * x - 2)[1], 0.0, 2.0)
    assert root in (np.nextafter(2**0.5, 0), 2**0.5, np.nextafter(2**0.5, 2)) and len(asked) < 60


def test_halving_towards_nought_ends_too() -> None:
    assert abs(solve(lambda x: x, -3.0, 5.0)) < 1e-50
