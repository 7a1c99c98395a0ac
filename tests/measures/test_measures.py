"""Measures against tables worked by hand: two regions, two groups of communities each, cohorts of both sexes."""

import numpy as np
import pytest

from ostrakon.kernel import tallies as k
from ostrakon.measures.base import Labels, weeks_of
from ostrakon.measures.labels import axes
from ostrakon.measures.series import weekly
from ostrakon.measures.summary import HEADLINES, reduce_run, summarise
from ostrakon.results.estimate import design

COHORTS = [
    {"sex": "male", "urban": "rural"},
    {"sex": "male", "urban": "urban"},
    {"sex": "female", "urban": "rural"},
    {"sex": "female", "urban": "urban"},
]
LABELS = Labels(
    kinds=("criticism", "jaywalking", "fly"),
    natures=("expression", "unlawful", "request"),
    channels=("camera",),
    lists=("black", "red"),
    red=(False, True),
    tiers=("bad", "good"),
    regions=("North", "South"),
    axes=axes(COHORTS),
)


def counts(listed: int, people: int = 1000) -> k.Tallies:
    """Tallies of one group: ``people`` in every cohort, of whom ``listed`` in the first were listed, half of them wrongly."""
    t = k.empty(4, 3, 1, 2, 2, 2)
    t.people[:, k.PEOPLE] = people
    t.people[0, k.EVER_LISTED] = listed
    t.people[0, k.EVER_WRONGLY] = listed // 2
    t.tiers[:, 0] = 10
    t.tiers[:, 1] = t.tiers_shadow[:, 1] = people - 10
    t.tiers_shadow[:, 0] = 10
    t.lists[0, 0, k.ENTRIES] = listed
    t.lists[0, 1, k.ENTRIES] = 77
    t.lists[0, 0, k.BY_ERROR] = listed // 4
    t.flow[1, 0, [k.WENT, k.CHILLED, k.EMBOLDENED]] = 90, 30, 20
    t.flow[2, 2, k.DENIED] = 8
    t.flow[3, 1, [k.LOST, k.SPILL_LOST, k.LOST_NO_ERROR, k.SPILL_LOST_NO_ERROR]] = 60, 40, 50, 30
    t.series[:, k.DENIED] = 3, 8
    t.series[:, k.S_LISTED] = 1, listed
    return t


@pytest.fixture
def summary() -> dict:
    groups = {(0, 0): counts(100), (0, 1): counts(140), (1, 0): counts(20), (1, 1): counts(60)}
    return summarise([reduce_run(groups, LABELS)], LABELS)


def value(summary: dict, name: str) -> float:
    return summary["outcomes"][name]["value"]


def test_shares_of_people(summary: dict) -> None:
    assert value(summary, "listed") == pytest.approx(320 / 16000)
    assert summary["outcomes"]["listed"]["count"]["value"] == 320
    assert value(summary, "wrongly_listed") == pytest.approx(160 / 16000)
    assert value(summary, "wrongful_share") == pytest.approx(0.5)
    assert value(summary, "bad_credit") == pytest.approx(0.01)


def test_red_lists_are_no_listings(summary: dict) -> None:
    assert value(summary, "listed_by_error") == pytest.approx(80 / 320)


def test_chilled_counts_what_would_have_been_said(summary: dict) -> None:
    # taken 90, of which 20 only because of the regime, and 30 unsaid: 100 would have been said
    assert value(summary, "chilled") == pytest.approx(0.3)
    assert summary["outcomes"]["chilled"]["n"] == 400


def test_points_to_error_and_to_association(summary: dict) -> None:
    assert value(summary, "points_to_error") == pytest.approx((100 - 80) / 100)
    assert value(summary, "points_to_association") == pytest.approx(0.4)


def test_denials_per_thousand(summary: dict) -> None:
    assert value(summary, "denials") == pytest.approx(32 / 16000 * 1000)
    assert summary["requests"]["fly"]["value"] == pytest.approx(2.0)


def test_cut_by_attribute_and_region(summary: dict) -> None:
    by = summary["by"]["listed"]
    assert by["sex"]["male"]["value"] == pytest.approx(320 / 8000)
    assert by["sex"]["female"]["value"] == 0
    assert by["sex"]["female"]["low"] is None, "nothing varied, so nothing is claimed"
    assert by["urban"]["rural"]["value"] == pytest.approx(320 / 8000)
    assert by["region"]["North"]["value"] == pytest.approx(240 / 8000)
    assert by["region"]["South"]["n"] == 8000


DEMANDED = ("listed", "bad_credit", "wrongly_listed", "points_to_error", "points_to_association", "chilled", "denied.fly")


@pytest.mark.parametrize("name", DEMANDED)
def test_every_demanded_outcome_is_cut_by_every_attribute_and_province(summary: dict, name: str) -> None:
    cuts = summary["by"][name]
    assert {axis: set(levels) for axis, levels in cuts.items()} == {
        "sex": {"male", "female"},
        "urban": {"rural", "urban"},
        "region": {"North", "South"},
    }
    fields = {"value", "low", "high", "mcse", "n"}
    assert all(set(o) == (fields if o["value"] is not None else fields | {"reason"}) for levels in cuts.values() for o in levels.values())


def test_points_to_association_and_denials_by_request_belong_to_a_cohort(summary: dict) -> None:
    by = summary["by"]
    assert by["points_to_association"]["sex"]["female"]["value"] == pytest.approx(0.4)
    assert by["points_to_association"]["sex"]["male"]["value"] is None, "they lost no points, so there is nothing to divide by"
    assert by["denied.fly"]["sex"]["female"]["value"] == pytest.approx(32 / 8000 * 1000)
    assert by["denied.fly"]["sex"]["male"]["value"] == 0
    assert by["denied.fly"]["region"]["South"]["value"] == pytest.approx(2.0)


def test_weeks_are_differences_of_running_sums() -> None:
    table = weekly(counts(100).series[None], design([0], [4000]))
    assert table["day"] == [7, 14]
    assert table["denied"]["value"] == pytest.approx([0.75, 1.25])
    assert table["listed"]["value"] == pytest.approx([0.25, 25])
    assert table["listed"]["low"] == table["listed"]["high"] == table["listed"]["mcse"] == [None, None], "one group tells nothing"


def test_where_there_is_one_tier_nobody_is_in_the_lowest() -> None:
    two, one = counts(100), counts(100)
    one = one._replace(tiers=one.tiers.sum(axis=1, keepdims=True))
    two.series[:, k.S_BOTTOM] = one.series[:, k.S_BOTTOM] = 40
    assert weekly(weeks_of([two]), design([0], [4000]))["bad_credit"]["value"] == [10, 10]
    assert weekly(weeks_of([one]), design([0], [4000]))["bad_credit"]["value"] == [0, 0]
    assert reduce_run({(0, 0): two}, LABELS).series[0, 0, k.S_BOTTOM] == two.series[0, k.S_BOTTOM] == 40
    assert one.series[0, k.S_BOTTOM] == 40, "tallies stay as they were counted"


def test_a_run_shorter_than_a_week_has_no_weeks() -> None:
    table = weekly(np.zeros((1, 0, k.SERIES), dtype=np.int64), design([0], [10]))
    assert table["denied"] == {"value": [], "low": [], "high": [], "mcse": [], "unit": "per 1,000 people and week", "n": 10}


def test_a_week_has_the_interval_of_the_same_counts_as_an_outcome(summary: dict) -> None:
    # The last week's stock of listed people is, in these tables, the count of people ever listed; the first does not vary.
    week, run = summary["weekly"]["listed"], summary["outcomes"]["listed"]
    assert week["n"] == run["n"] and week["unit"] == "per 1,000 people"
    for field in ("value", "low", "high", "mcse"):
        assert week[field][1] == pytest.approx(run[field] * 1000)
    assert week["low"][0] is None and week["mcse"][0] is None


def test_weeks_of_replicates_are_pooled() -> None:
    groups = {(0, 0): counts(100), (0, 1): counts(140)}
    one, two = (summarise([reduce_run(groups, LABELS)] * n, LABELS)["weekly"]["listed"] for n in (1, 2))
    assert two["value"] == one["value"] and two["n"] == 2 * one["n"]
    assert two["mcse"][1] < one["mcse"][1]


def test_replicates_are_pooled_and_counts_stay_per_run() -> None:
    groups = {(0, 0): counts(100), (0, 1): counts(140)}
    one, two = (summarise([reduce_run(groups, LABELS)] * n, LABELS)["outcomes"]["listed"] for n in (1, 2))
    assert two["value"] == one["value"]
    assert two["count"]["value"] == one["count"]["value"]
    assert two["n"] == 2 * one["n"]
    assert two["mcse"] < one["mcse"]


def test_every_measure_has_a_name_of_its_own_and_an_estimand() -> None:
    assert len({m.name for m in HEADLINES}) == len(HEADLINES)
    assert all(m.estimand and m.unit and m.title for m in HEADLINES)
