"""Redress by hand."""

import pytest

from ostrakon.mechanisms import redress
from ostrakon.numbers import daily, p32

LISTS = {"black": {"below": 300}, "grey": {"below": 350}}


def test_none(live, society):
    tables = redress.fill(live(lists=LISTS), society)
    assert tables["appeal_on"].tolist() == [0, 0] and not tables["appeal_hazard"].any() and tables["appeal_wait"].tolist() == [1, 1]


def test_by_hand(live, society):
    given = {"black": {"hazard_per_year": 2.0, "hazard_by": {"sex": {"female": 0.5}}, "wait_days": 20, "success_if_wrong": 0.5,
                       "success_if_right": 0.25, "restores": "record", "where": {"age": "18+"}}}
    tables = redress.fill(live(lists=LISTS, redress=given), society)
    assert tables["appeal_on"].tolist() == [1, 0] and tables["appeal_wait"].tolist() == [20, 1]
    assert tables["appeal_hazard"].tolist() == [[p32(daily(2.0), "x"), p32(daily(1.0), "x")], [0, 0]]
    assert tables["appeal_hazard"][0, 1] == pytest.approx(2**32 / 365.5, rel=1e-5)
    assert tables["appeal_chance"].tolist() == [[2**30, 2**31], [0, 0]] and tables["appeal_restore"].tolist() == [2, 0]
    assert tables["appeal_allow"][0, 2].sum() == 110


def test_no_lists(live, society):
    assert redress.fill(live(), society)["appeal_hazard"].shape == (0, 2)
