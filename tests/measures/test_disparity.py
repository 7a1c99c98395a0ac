"""Disparities against a table worked by hand, closed forms, and labels that are swapped."""

import numpy as np
import pytest

from ostrakon.measures.base import Measure, Sums, everyone
from ostrakon.measures.disparity import disparities, groups
from ostrakon.measures.labels import axes
from ostrakon.results.estimate import design
from ostrakon.results.relative import relative

COHORTS = [{"sex": s, "place": p} for s in ("male", "female") for p in ("rural", "urban")]
AXES = axes(COHORTS)
MEASURE = Measure("listed", "Listed", "share listed", "share of people", everyone, everyone)


def sums(above: list[list[int]], people: int = 1000) -> Sums:
    met = np.array(above)
    plan = design([0] * len(met), [people * met.shape[1]] * len(met))
    return Sums(MEASURE, met, np.full_like(met, people), np.zeros(len(met), dtype=np.int64), plan)


HAND = sums([[10, 20, 10, 60], [10, 20, 10, 40]])     # male rural, male urban, female rural, female urban; two groups of communities


def row(found: dict, **cohort: str) -> dict:
    return next(r for r in found["cohorts"] if r["cohort"] == cohort)


def test_ratios_by_hand() -> None:
    """Of 4,000 in each cell of two groups: female urban 100 of 2,000 against 80 of 6,000; women 120 of 4,000 against 60 of 4,000."""
    found = disparities(HAND, AXES)
    assert row(found, sex="female", place="urban")["ratio"] == pytest.approx((100 / 2000) / (80 / 6000))
    assert row(found, sex="female")["ratio"] == pytest.approx(2.0) and row(found, sex="male")["ratio"] == pytest.approx(0.5)
    assert row(found, place="urban")["ratio"] == pytest.approx(140 / 40)
    assert [r["ratio"] for r in found["cohorts"]] == sorted((r["ratio"] for r in found["cohorts"]), reverse=True)
    assert row(found, sex="female", place="urban") | {"low": 0, "high": 0, "clear": 0} == {
        "cohort": {"sex": "female", "place": "urban"}, "value": 0.05, "ratio": pytest.approx(3.75), "low": 0, "high": 0,
        "n": 2000, "met": 100, "clear": 0}


def test_a_cohort_that_is_too_small_is_named_with_the_reason() -> None:
    found = disparities(sums([[0, 20, 9, 60], [0, 20, 10, 40]]), AXES)
    assert {tuple(e["cohort"].values()): e["reason"] for e in found["excluded"]} == {
        ("male", "rural"): "0 met it; fewer than 20", ("female", "rural"): "19 met it; fewer than 20",
        ("rural",): "19 met it; fewer than 20"}
    few = disparities(sums([[10, 20, 10, 60], [10, 20, 10, 40]], people=90), AXES)
    assert "180 people; fewer than 200" in {e["reason"] for e in few["excluded"]}
    nobody = disparities(Sums(MEASURE, HAND.above * [0, 1, 1, 1], HAND.below * [0, 1, 1, 1], HAND.regions, HAND.plan), AXES)
    assert {tuple(e["cohort"].values()): e["reason"] for e in nobody["excluded"]}[("male", "rural")] == "no people"


def test_swapped_labels_swap_the_disparity() -> None:
    swapped = sums(np.array([[10, 20, 10, 60], [10, 20, 10, 40]])[:, [2, 3, 0, 1]].tolist())
    one, other = disparities(HAND, AXES), disparities(swapped, AXES)
    for r in one["cohorts"]:
        cohort = {**r["cohort"], **({"sex": {"male": "female", "female": "male"}[r["cohort"]["sex"]]} if "sex" in r["cohort"] else {})}
        assert row(other, **cohort)["ratio"] == pytest.approx(r["ratio"]) and row(other, **cohort)["low"] == pytest.approx(r["low"])


def test_every_intersection_is_there_once() -> None:
    found = [dict(group) for group, _ in groups(AXES)]
    assert len(found) == 2 + 2 + 4 and len({tuple(sorted(g.items())) for g in found}) == 8
    assert [inside.sum() for _, inside in groups(AXES)] == [2, 2, 2, 2, 1, 1, 1, 1]


def test_the_interval_of_equal_risks_covers_one() -> None:
    """Poisson counts of one rate in two cohorts, 400 times: the interval leaves 1 out about 1 time in 20, the joint one almost never."""
    rng = np.random.default_rng(11)
    plan, people = design([0] * 20, [2000] * 20), np.full(20, 1000.0)
    outside = clear = 0
    for _ in range(400):
        a, b = rng.poisson(8, 20), rng.poisson(8, 20)
        found = relative([a, b], [people, people], a + b, 2 * people, plan)
        outside += not found.low[0] <= 1 <= found.high[0]
        clear += bool(found.clear.any())
    assert 8 <= outside <= 36 and clear <= outside        # 20 expected; 4.4 standard errors are 19


def test_a_real_difference_is_found_and_without_variation_nothing_is_claimed() -> None:
    rng = np.random.default_rng(12)
    plan, people = design([0] * 20, [2000] * 20), np.full(20, 1000.0)
    a, b = rng.poisson(24, 20), rng.poisson(8, 20)
    found = relative([a], [people], a + b, 2 * people, plan)
    assert found.low[0] < 3 < found.high[0] and found.clear[0]
    still = relative([np.full(20, 3)], [people], np.full(20, 6), 2 * people, plan)
    assert still.ratio[0] == 1 and np.isnan(still.low[0]) and not still.clear[0]


def test_the_cohorts_named_do_not_lie_in_each_other_and_are_called_by_words() -> None:
    from ostrakon.results.words import cohort, worst

    def told(ratio: float, clear: bool, **levels: str) -> dict:
        return {"cohort": levels, "ratio": ratio, "clear": clear}

    found = worst({"cohorts": [told(4, False, sex="female"), told(3, True, sex="female", urban="rural"), told(2.5, True, urban="rural"),
                               told(2, True, minority="minority"), told(0.5, True, sex="male")]}, 3)
    assert [cohort(row["cohort"]) for row in found] == ["rural women and girls", "minority people"]


def test_a_cohort_outside_which_nobody_met_it_has_no_ratio() -> None:
    """Some regimes cover one cohort alone: nothing can be divided by what befell the others."""
    found = disparities(sums([[0, 0, 0, 30], [0, 0, 0, 40]]), AXES)
    assert found["cohorts"] == []
    assert {tuple(e["cohort"].values()): e["reason"] for e in found["excluded"]}[("female",)] == "nobody else met it"
