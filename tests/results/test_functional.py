"""Intervals of any statistic: those of a ratio are those of ``estimate``; coverage of a Gini index and of a survival curve; reasons."""

import numpy as np
import pytest

from ostrakon.results.estimate import design, ratio
from ostrakon.results.functional import ALONE, GONE, STILL, functional

PLAN = design([0] * 4 + [1] * 3, [100, 110, 90, 100, 50, 60, 40])
COUNTS = np.array([[3, 100], [5, 110], [2, 90], [9, 100], [4, 50], [1, 60], [2, 40]])


def share(counts: np.ndarray) -> np.ndarray:
    return counts[:, :1] / counts[:, 1:]


@pytest.mark.parametrize("scale", ["share", "rate", "plain"])
def test_a_ratio_has_the_interval_that_estimate_gives_it(scale: str) -> None:
    told = functional(share, COUNTS, PLAN, scale)       # type: ignore[arg-type]
    known = ratio(COUNTS[:, 0], COUNTS[:, 1], PLAN, unit="share", estimand="", scale=scale)     # type: ignore[arg-type]
    assert [float(x[0]) for x in (told.value, told.low, told.high, told.mcse)] == pytest.approx(
        [known.value, known.low, known.high, known.mcse])
    assert told.no_interval == ("",)


def test_an_interval_that_cannot_be_had_says_why() -> None:
    assert functional(share, COUNTS[:1], design([0], [100])).no_interval == (ALONE,)
    assert functional(share, [[1, 10]] * 4, design([0] * 4, [10] * 4)).no_interval == (STILL,)
    gone = functional(lambda c: np.where(c[:, 1:] > 0, c[:, :1] / np.where(c[:, 1:] > 0, c[:, 1:], 1), np.nan),
                      [[1, 10], [0, 0], [0, 0]], design([0] * 3, [10] * 3))
    assert gone.no_interval == (GONE,) and gone.value[0] == 0.1
    assert gone.one(0, "share", "it", 10, "never") == {"value": 0.1, "low": None, "high": None, "mcse": None, "unit": "share",
                                                        "estimand": "it", "n": 10, "no_interval": GONE}


def test_a_value_that_cannot_be_had_says_why() -> None:
    told = functional(lambda c: np.full((len(c), 1), np.inf), COUNTS, PLAN)
    assert told.one(0, "days", "it", 3, "never seen") == {"value": None, "low": None, "high": None, "mcse": None, "unit": "days",
                                                          "estimand": "it", "n": 3, "reason": "never seen"}


def test_a_survival_keeps_within_0_and_1_where_a_plain_interval_does_not() -> None:
    counts = [[0, 50], [1, 50], [0, 50], [5, 50]]
    plan = design([0] * 4, [50] * 4)
    plain, bounded = (functional(lambda c: 1 - share(c), counts, plan, scale) for scale in ("plain", "survival"))   # type: ignore[arg-type]
    assert plain.high[0] > 1 > bounded.high[0] > bounded.value[0] > bounded.low[0] > 0


def test_intervals_cover_in_19_of_20_cases() -> None:
    """Means of a squared coefficient of variation of geometric burdens, a statistic with no ratio form: known, 1 - p for 0, 1, 2 ..."""
    rng = np.random.default_rng(5)
    plan, p = design([0] * 20, [2000] * 20), 0.2
    truth = 1 / (1 - p)             # variance (1-p)/p^2 over squared mean ((1-p)/p)^2

    def cv2(c: np.ndarray) -> np.ndarray:
        mean = c[:, 1] / c[:, 0]
        return ((c[:, 2] / c[:, 0] - mean**2) / mean**2)[:, None]

    covered = 0
    for _ in range(300):
        days = rng.geometric(p, (20, 2000)) - 1
        counts = np.stack([np.full(20, 2000), days.sum(axis=1), (days**2).sum(axis=1)], axis=1)
        told = functional(cv2, counts, plan, "rate")
        covered += bool(told.low[0] <= truth <= told.high[0])
    assert 270 <= covered <= 297    # 285 expected; 4 standard errors are 15, the upper end 3.2
