"""Intervals: against hand-worked variances, and against a truth that is known because it was simulated.

False alarms: each coverage check fails by chance in fewer than 1 of 10,000 seeds (4 standard errors); seeds are fixed.
"""

import math

import numpy as np
import pytest

from ostrakon.results.estimate import Design, Estimate, Scale, course, design, interval, ratio, strata, total

WORDS = {"unit": "share of people", "estimand": "a test"}


def assert_covers(hits: int, trials: int, level: float = 0.95, slack: float = 0.0) -> None:
    """Fail when ``hits`` of ``trials`` intervals is not compatible with coverage of ``level``, up to ``slack``."""
    error = math.sqrt(level * (1 - level) / trials)
    share = hits / trials
    assert level - slack - 4 * error <= share <= min(1.0, level + slack + 4 * error), f"{hits} of {trials} intervals cover, wanted {level}"


def simulate(rng: np.random.Generator, rate: float, groups: int, people: int) -> tuple[np.ndarray, Design]:
    """Counts in groups that share an effect of their own, so that people of a group are alike; 6 regions of unequal rates."""
    regions = np.repeat(np.arange(6), groups)
    effect = rng.gamma(20.0, 1 / 20.0, len(regions))
    chance = np.clip(rate * effect * (0.5 + regions / 5.0), 0, 1)
    return rng.binomial(people, chance), design(regions.tolist(), [people] * len(regions))


def cover(rate: float, groups: int, trials: int = 400, shrink: float = 1.0) -> int:
    rng = np.random.default_rng(20260101)
    hits = 0
    for _ in range(trials):
        counts, plan = simulate(rng, rate, groups, 2000)
        e = ratio(counts, plan.people, plan, **WORDS)
        assert e.value is not None and e.low is not None and e.high is not None
        low, high = e.value + (e.low - e.value) * shrink, e.value + (e.high - e.value) * shrink
        hits += low <= rate <= high
    return hits


@pytest.mark.parametrize(("rate", "groups"), [(0.2, 10), (0.02, 10), (0.02, 4)])
def test_intervals_cover_the_truth(rate: float, groups: int) -> None:
    assert_covers(cover(rate, groups), 400, slack=0.01)


def test_few_groups_err_on_the_wide_side() -> None:
    assert cover(0.02, 2) / 400 > 0.92


def test_the_coverage_check_can_fail() -> None:
    with pytest.raises(AssertionError, match="intervals cover"):
        assert_covers(cover(0.02, 10, shrink=0.5), 400, slack=0.01)


def test_a_total_has_the_textbook_variance() -> None:
    # equal groups in strata of 2 and 3: the variance of the total is the sum of G_h s_h^2
    y = np.array([10.0, 14.0, 3.0, 5.0, 10.0])
    plan = design([0, 0, 1, 1, 1], [100] * 5)
    e = total(y, plan, unit="people", estimand="a test")
    assert e.value == 42
    assert e.mcse == pytest.approx(math.sqrt(2 * np.var(y[:2], ddof=1) + 3 * np.var(y[2:], ddof=1)))


def test_a_share_has_the_textbook_variance() -> None:
    y = np.array([10.0, 14.0, 3.0, 5.0, 10.0])
    plan = design([0, 0, 1, 1, 1], [100] * 5)
    e = ratio(y, plan.people, plan, **WORDS)
    assert e.mcse == pytest.approx(math.sqrt(2 * np.var(y[:2], ddof=1) + 3 * np.var(y[2:], ddof=1)) / 500)


def test_unequal_groups_of_equal_rates_have_no_variance() -> None:
    plan = design([0, 0, 0], [100, 200, 700])
    e = ratio([10, 20, 70], plan.people, plan, **WORDS)
    assert e.value == pytest.approx(0.1)
    assert e.mcse is None or e.mcse < 1e-12


def test_lonely_regions_are_collapsed_in_pairs() -> None:
    assert strata([0, 0, 1, 2, 3, 3, 4]).tolist() == [0, 0, 2, 2, 1, 1, 2]
    assert strata([5, 9]).tolist() == [0, 0]
    assert strata([5, 9, 11]).tolist() == [0, 0, 0]
    assert strata([0, 0, 7]).tolist() == [0, 0, 0]
    assert strata([7]).tolist() == [0]


@pytest.mark.parametrize("regions", [[0], [3]])
def test_one_group_has_no_interval(regions: list[int]) -> None:
    plan = design(regions, [50])
    assert ratio([5], [50], plan, **WORDS) == Estimate(0.1, None, None, None, "share of people", "a test", 50)


def test_nothing_to_divide_by_is_no_value() -> None:
    assert ratio([0, 0], [0, 0], design([0, 0], [9, 9]), **WORDS).value is None


def test_a_small_share_stays_above_zero() -> None:
    low, high = interval(0.001, 0.002, 20.0, "share")
    assert 0 < low < 0.001 < high < 1


def test_pooled_runs_have_totals_per_run() -> None:
    y = np.array([10.0, 14.0, 12.0, 16.0])
    one = total(y[:2], design([0, 0], [100, 100]), unit="people", estimand="a test")
    two = total(y, design([0] * 4, [100] * 4, 2), unit="people", estimand="a test")
    assert one.value == 24 and two.value == 26
    assert two.mcse == pytest.approx(math.sqrt(4 * np.var(y, ddof=1)) / 2)


@pytest.mark.parametrize(("scale", "rate"), [("share", 0.02), ("rate", 0.2), ("plain", 0.3)])
def test_many_moments_are_estimated_as_each_alone(scale: Scale, rate: float) -> None:
    rng = np.random.default_rng(7)
    counts, plan = simulate(rng, rate, 4, 500)
    moments = np.array([counts, counts * 0, counts // 2])
    together = course(moments, plan.people, plan, unit="people", scale=scale, per=1000.0)
    for i, moment in enumerate(moments):
        alone = ratio(moment, plan.people, plan, unit="people", estimand="a test", scale=scale, per=1000.0)
        for field in ("value", "low", "high", "mcse"):
            found, wanted = getattr(together, field)[i], getattr(alone, field)
            assert found is wanted is None or found == pytest.approx(wanted, rel=1e-9)
    assert together.low[1] is None and together.low[0] is not None
