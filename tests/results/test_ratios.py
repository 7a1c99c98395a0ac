"""Many ratios at once are the ratios of each."""

import numpy as np
import pytest

from ostrakon.results.estimate import Design, design, ratio
from ostrakon.results.ratios import many_ratios

KINDS = [("a", "what a is", "share", 1.0), ("b", "what b is", "rate", 1000.0), ("c", "what c is", "plain", 365.0), ("d", "d", "share", 1.0)]


def tables(groups: int) -> tuple[np.ndarray, np.ndarray]:
    """[4,5,G]: ordinary counts; nothing met; everybody met; nobody there; all in one group."""
    rng = np.random.default_rng(5)
    below = rng.integers(50, 90, (4, 5, groups))
    above = rng.binomial(below, 0.2)
    above[:, 1], above[:, 2] = 0, below[:, 2]
    above[:, 3] = below[:, 3] = 0
    above[:, 4, 1:] = below[:, 4, 1:] = 0
    return above, below


PLANS = {"two regions": design([0] * 4 + [1] * 3, [100] * 4 + [200] * 3), "one alone": design([0, 0, 1, 1, 2, 2, 3], [90] * 7, 2),
         "one group": design([0], [100])}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_each_is_its_ratio(plan: Design) -> None:
    above, below = tables(len(plan.people))
    for m, row in enumerate(many_ratios(above, below, plan, KINDS)):
        unit, estimand, scale, per = KINDS[m]
        for i, found in enumerate(row):
            alone = ratio(above[m, i], below[m, i], plan, unit=unit, estimand=estimand, scale=scale, per=per)
            assert (found.unit, found.estimand, found.n) == (alone.unit, alone.estimand, alone.n)
            for end in ("value", "low", "high", "mcse"):
                wanted = getattr(alone, end)
                assert getattr(found, end) == (None if wanted is None else pytest.approx(wanted, rel=1e-12)), (m, i, end)


def test_some_have_an_interval_and_some_have_none() -> None:
    plan = design([0] * 4 + [1] * 3, [100] * 7)
    found = many_ratios(*tables(7), plan, KINDS)
    assert all(row[0].low is not None and row[0].low < row[0].value < row[0].high for row in found)
    assert [row[1].low for row in found] == [row[2].low for row in found] == [None] * 4
    assert [row[3].value for row in found] == [None] * 4


def test_nothing_asked_is_nothing_told() -> None:
    assert many_ratios(np.zeros((2, 0, 3)), np.zeros((2, 0, 3)), design([0, 0, 0], [1, 1, 1]), KINDS[:2]) == [[], []]
