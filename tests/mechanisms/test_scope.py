"""Scope by hand."""

from ostrakon.mechanisms import scope
from ostrakon.numbers import ALWAYS


def test_everybody_by_default(live, society):
    tables = scope.fill(live(), society)
    assert tables["enrol_allow"].all() and tables["has_exempt"] == 0
    assert tables["enrol_share"] == tables["enrol_consent"] == tables["aware_share"] == ALWAYS


def test_part_of_the_people(live, society):
    tables = scope.fill(live(scope={"where": {"age": "18+"}, "exempt": {"occupation": "clerk"}, "share": 0.5},
                             awareness={"where": {"internet": "yes"}, "share": 0.25}), society)
    assert tables["enrol_allow"][2].tolist() == [0] * 18 + [1] * 110
    assert tables["has_exempt"] == 1 and tables["exempt"][6].tolist() == [0, 1] + [0] * 126
    assert (tables["enrol_share"], tables["aware_share"]) == (2**31, 2**30)
    assert tables["aware_allow"][8, :2].tolist() == [0, 1]
