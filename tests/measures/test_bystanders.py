"""Bystanders against a table worked by hand on harbour town."""

import pytest

from measures.town import LABELS, estimate, fill, labels, named, tallies
from ostrakon.kernel import tallies as k
from ostrakon.measures.bystanders import MEASURES


def group(harmed: int) -> k.Tallies:
    t = tallies()
    fill(t.people, {k.RECORDED_EVER: (60, 50, 40, 50), k.SANCTIONED_EVER: (10, 20, 5, 5), k.BYSTANDERS: (harmed, 10, 0, 40)})
    return t


GROUPS = (group(20), group(40))


def value(name: str) -> float | None:
    return estimate(named(MEASURES, name), *GROUPS).value


def test_by_hand() -> None:
    """Of 800 people 400 are recorded, 80 sanctioned, and 160 others harmed: two to each sanctioned person."""
    assert value("recorded") == pytest.approx(0.5)
    assert value("sanctioned") == pytest.approx(0.1)
    assert value("bystanders") == pytest.approx(0.2)
    assert value("bystanders_per_sanctioned") == pytest.approx(2.0)


def test_nobody_sanctioned_is_nothing_to_divide_by() -> None:
    assert estimate(named(MEASURES, "bystanders_per_sanctioned"), tallies(), tallies()).value is None
    without = labels("consequences=off")
    assert named(MEASURES, "bystanders_per_sanctioned").cannot(without) == "no tier or list of this regime brings a sanction"
    assert named(MEASURES, "bystanders_per_sanctioned").cannot(LABELS) == ""
