"""Chances, alias rows and streams, against values worked by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostrakon.errors import OstrakonError
from ostrakon.numbers import ALWAYS, alias, daily, p32, stream_id


def test_chances_by_hand():
    assert [p32(p, "x") for p in (0.0, 0.25, 0.5, 1.0)] == [0, 2**30, 2**31, ALWAYS]
    assert p32(1 / 3, "x") == 1431655765


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan"), 1e-10, 1.5 / 2**32])
def test_what_cannot_be_stored_is_refused(p):
    with pytest.raises(OstrakonError, match=r"OST4002.*the place"):
        p32(p, "the place")


def test_daily_adds_up_to_the_year():
    assert 1 - (1 - daily(2.0)) ** 365 == pytest.approx(0.8646647167633873)
    assert daily(0.0) == 0.0


def test_alias_by_hand():
    # heights 6 and 2 over a mean of 4: entry 1 fills half its column, entry 0 the rest
    assert alias([3, 1]) == ([ALWAYS, 2**31], [0, 0])
    assert alias([1, 1, 1]) == ([ALWAYS] * 3, [0, 1, 2])
    assert alias([0, 5]) == ([0, ALWAYS], [1, 1])


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_no_distribution(weights):
    with pytest.raises(ValueError, match=r"no distribution"):
        alias(weights)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40).filter(lambda w: sum(w) > 0))
def test_an_alias_row_gives_each_entry_its_share(weights):
    cut, other = alias(weights)
    n, total = len(weights), sum(map(Fraction, weights))
    got = [Fraction(0)] * n
    for j in range(n):
        part = Fraction(1) if other[j] == j else Fraction(cut[j], 2**32)
        got[j] += part / n
        got[other[j]] += (1 - part) / n
    assert all(abs(g - Fraction(w) / total) <= Fraction(1, 2**32) for g, w in zip(got, weights, strict=True))
    assert all(g == 0 for g, w in zip(got, weights, strict=True) if w == 0)


def test_streams_are_fnv1a():
    # published test values of the 32-bit FNV-1a hash
    assert [stream_id(word) for word in ("", "a", "foobar")] == [0x811C9DC5, 0xE40C292C, 0xBF9CF968]
