"""Dispositions: latent multipliers with mean exactly 1, in 32 bins of equal chance; followers in the same bins.

Here lives how a law becomes the means of its bins. Never here: which conduct hangs on which disposition.
"""

import math
from statistics import NormalDist

import numpy as np

from ostrakon.society.fitting import solve
from ostrakon.spec.society import GROUPS, OCCUPATIONS, Disposition, Reach

BINS, UNIT = 32, 4096
NORMAL = NormalDist()


def disposition_table(given: dict[str, Disposition]) -> np.ndarray:
    """[6,32] multipliers in 1/4096, each row with the sum 32 * 4096, so that a mean rate stays what it says."""
    return np.array([_whole(_means(given.get(name, Disposition(law="none", sd=0.0)))) for name in GROUPS], np.int64)


def _means(one: Disposition) -> np.ndarray:
    if one.law == "none":
        return np.ones(BINS)
    ends = _lognormal(one.sd) if one.law == "lognormal" else _gamma(one.sd)
    return np.diff(np.array(ends)) * BINS


def _lognormal(sd: float) -> list[float]:
    """Share of the total below each bound between bins, for a lognormal law of mean 1."""
    sigma = math.sqrt(math.log1p(sd * sd))
    inner = [NORMAL.cdf(NORMAL.inv_cdf(i / BINS) - sigma) for i in range(1, BINS)]
    return [0.0, *inner, 1.0]


def _gamma(sd: float) -> list[float]:
    """The same for a gamma law: its share below x is the chance below x of the law with shape one higher."""
    shape = 1 / (sd * sd)
    top = math.log(shape + 40 * math.sqrt(shape) + 40)
    bounds = [math.exp(solve(lambda x, i=i: _below(shape, math.exp(x)) - i / BINS, -700, top))  # type: ignore[misc]
              for i in range(1, BINS)]
    return [0.0, *(_below(shape + 1, x) for x in bounds), 1.0]


def _below(shape: float, x: float) -> float:
    """The regularised lower incomplete gamma function, by its series."""
    if x <= 0:
        return 0.0
    term = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    total, n = term, shape
    while term > total * 1e-16 and n < shape + 5000:
        n += 1
        term *= x / n
        total += term
    return min(total, 1.0)


def _whole(means: np.ndarray) -> list[int]:
    """Whole numbers of the sum BINS * UNIT nearest to the means: the largest remainders get what is left."""
    exact = means * (BINS * UNIT / means.sum())
    out = [math.floor(x) for x in exact]
    left = BINS * UNIT - sum(out)
    for i in sorted(range(BINS), key=lambda i: (out[i] - exact[i], i))[:left]:
        out[i] += 1
    return out


def reach_table(reach: Reach) -> np.ndarray:
    """[O,32] followers by occupation and bin: the medians of the bins of a lognormal law."""
    spread = [math.exp(reach.sigma * NORMAL.inv_cdf((i + .5) / BINS)) for i in range(BINS)]
    return np.array([[round(reach.median * reach.by_occupation.get(job, 1.0) * x) for x in spread] for job in OCCUPATIONS], np.int64)


def response_classes(classes: int) -> np.ndarray:
    """[32] response class of each bin: as nearly equal runs of bins as possible, the lowest bins in class 0."""
    return np.arange(BINS, dtype=np.int64) * classes // BINS
