"""The minimal regime in numbers: what every peer reads, and the form in which each gives its answer.

Here live these (in words: model.md). Never here: a draw, a day, or anything that one peer does and another does not.
"""

import hashlib
import math
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

KINDS = ("brawl", "late_bill", "volunteering", "unpaid_loan", "littering", "gaming", "smoking", "fraud")
RATES = np.array([0.02, 0.012, 0.008, 0.005, 0.003, 0.002, 0.001, 0.0005])      # acts per day of a person of multiplier 1
POINTS = np.array([-50, -40, 5, -50, -20, -10, -5, -50])                        # of a detected act
DOUBLED = np.array([False, True, False, True, False, False, False, False])      # twice as frequent in the listed
SPILLS, SPILL = 0, -10          # a detected act of this kind gives each friend of the actor so many points
DETECTED = 0.3
BASE, LOW, HIGH, CUT = 600, 0, 800, 350     # everybody starts at BASE; who is below CUT is listed for good
FRIENDS = 5.0                   # mean of a Poisson number; friendship is mutual
SIGMA, BINS = 0.5, 32           # of the logarithm of the multiplier; values it takes
SCORE_BINS = 64                 # of equal width over LOW..HIGH


def _multipliers() -> npt.NDArray[np.float64]:
    """Means of 32 equally likely slices of a lognormal law of mean 1."""
    normal = NormalDist()
    ends = [0.0, *(normal.cdf(normal.inv_cdf(i / BINS) - SIGMA) for i in range(1, BINS)), 1.0]
    return np.diff(np.array(ends)) * BINS


MULTIPLIERS = _multipliers()


def histogram(scores: npt.ArrayLike) -> list[int]:
    """People by final score, in SCORE_BINS bins of equal width."""
    bins = (np.asarray(scores, np.int64) - LOW) * SCORE_BINS // (HIGH - LOW + 1)
    return [int(n) for n in np.bincount(bins, minlength=SCORE_BINS)]


def summary(mean: npt.ArrayLike, listed: npt.ArrayLike, final_mean: float, ever: int, scores: list[int], acts: npt.ArrayLike,
            records: npt.ArrayLike, days: npt.ArrayLike | None = None) -> dict[str, Any]:
    """The answer of a run: mean score and share listed at the end of each of ``days`` (every day unless told), final mean and scores,
    people ever listed, acts and detected acts by kind."""
    mean = [float(x) for x in np.asarray(mean, float)]
    when = range(1, len(mean) + 1) if days is None else np.asarray(days)
    return {"days": [int(d) for d in when], "mean": mean, "listed": [float(x) for x in np.asarray(listed, float)],
            "final_mean": float(final_mean), "ever": int(ever), "scores": scores, "acts": [int(x) for x in np.asarray(acts)],
            "records": [int(x) for x in np.asarray(records)]}


def digest(answer: dict[str, Any]) -> str:
    """Equal when every number of the answer is."""
    return hashlib.sha256(repr(sorted(answer.items())).encode()).hexdigest()


def quantile(scores: list[int], share: float) -> float:
    """The score below which so large a share lies, from the bins, as if even within each."""
    below = np.cumsum(scores) / sum(scores)
    i = int(np.searchsorted(below, share))
    before = below[i - 1] if i else 0.0
    width = (HIGH - LOW + 1) / SCORE_BINS
    return LOW + width * (i + (share - before) / (below[i] - before))


assert math.isclose(float(MULTIPLIERS.mean()), 1.0)
