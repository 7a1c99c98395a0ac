"""Silence by distance against a table worked by hand on harbour town."""

import pytest

from measures.town import LABELS, estimate, labels, named, tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures.distance import COMPOSITES, MEASURES, STEPS

SILENCE = COMPOSITES[0]


def group(silent: int) -> k.Tallies:
    """[people, silent, occasions] by distance, in the first cohort; two quarters, so a person can stand there twice."""
    t = tallies()
    t.distance[0, 0] = [[0, 0, 0], [100, silent, 60], [200, 20, 20], [40, 2, 2], [10, 0, 0], [50, 1, 3]]
    t.distance[0, 1] = [[80, 40, 90], [60, 10, 10], [40, 6, 8], [10, 2, 2], [5, 1, 1], [5, 1, 1]]
    return t


GROUPS = (group(28), group(32), group(28), group(32))


def test_by_hand() -> None:
    """At one step 30 of 100 person-quarters a group; 53 of 400 of the untouched; 60 of 200 of all others."""
    found = told(SILENCE, *GROUPS)
    assert {step: row["silent"]["value"] for step, row in found["untouched"].items()} == {
        "1": pytest.approx(0.3), "2": pytest.approx(0.1), "3": pytest.approx(0.05), "4 or more": 0, "none can be reached": 0.02}
    assert found["untouched"]["1"]["occasions"]["value"] == pytest.approx(600)
    assert found["untouched"]["none can be reached"]["occasions"]["value"] == pytest.approx(60)
    assert found["all_untouched"]["silent"]["value"] == pytest.approx(53 / 400)
    assert found["others"]["silent"]["value"] == pytest.approx(60 / 200) and found["others"]["occasions"]["value"] == pytest.approx(560)
    assert found["untouched"]["1"]["silent"]["low"] < 0.3 < found["untouched"]["1"]["silent"]["high"]
    assert len(STEPS) == k.DISTANCES


def test_the_two_shares_are_those_of_everybody_by_hand() -> None:
    assert estimate(named(MEASURES, "silent_untouched"), *GROUPS).value == pytest.approx(53 / 400)
    assert estimate(named(MEASURES, "silent_touched"), *GROUPS).value == pytest.approx(60 / 200)


def test_a_distance_without_people_is_no_zero() -> None:
    bare = tallies()
    bare.distance[0, 0, 1] = [10, 1, 1]
    found = told(SILENCE, bare, bare)
    assert found["untouched"]["2"]["silent"]["value"] is None
    assert found["others"]["silent"]["reason"] == "nothing to divide by: 0 person-quarters of people recorded or sanctioned"


def test_a_run_without_a_quarter_has_a_reason() -> None:
    assert told(SILENCE, tallies(), tallies()) == {"value": None, "reason": "the run has no whole quarter of 91 days"}
    assert [SILENCE.cannot(labels(days=days)) for days in (90, 91)] == ["the run has no whole quarter of 91 days", ""]
    assert SILENCE.cannot(LABELS) == ""
