"""How much more often something befalls a group than everybody else: risk ratios with intervals, many groups at once.

Here lives the arithmetic. Never here: which groups there are, or what befalls them.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from ostrakon.results.estimate import LEVEL, Design, ratios
from ostrakon.results.jackknife import seen, spread

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Relative:
    """Risk ratios of groups [M] against everybody else; NaN where there is none.

    low, high: a 95 percent interval of each by itself. clear: whether the interval that would hold for all M at once
    (Bonferroni) leaves out 1.
    """

    ratio: Floats
    low: Floats
    high: Floats
    clear: npt.NDArray[np.bool_]


def relative(above: npt.ArrayLike, below: npt.ArrayLike, all_above: npt.ArrayLike, all_below: npt.ArrayLike, plan: Design) -> Relative:
    """(above / below of a group) / (above / below of all others), by a jackknife of its logarithm.

    above, below [M,G]: of each group, in the groups of communities of the design. all_above, all_below [G]: of everybody.
    The jackknife is that of ``estimate`` (Busing, Meijer & van der Leeden 1999); the logarithm, since ratios are positive and
    skewed (Katz et al. 1978, Biometrics 34, 469-474).
    """
    own = ratios(above, below, plan)
    rest = ratios(np.asarray(all_above) - np.asarray(above), np.asarray(all_below) - np.asarray(below), plan)
    with np.errstate(divide="ignore", invalid="ignore"):
        theta = np.log(own.theta) - np.log(rest.theta)
        left_out = np.log(own.left_out) - np.log(rest.left_out)
    value = np.where(np.isfinite(theta), np.exp(np.where(np.isfinite(theta), theta, 0.0)), np.nan)
    unknown = np.full(theta.shape, np.nan)
    known = np.isfinite(theta) & np.all(np.isfinite(left_out), axis=-1)
    if len(plan.people) < 2 or plan.freedom <= 0 or not known.any():
        return Relative(value, unknown, unknown, np.zeros(theta.shape, dtype=np.bool_))
    sizes = [x for x in (own.above, own.below, rest.above, rest.below) if x is not None]
    variance, freedom = spread(np.where(known, theta, 0.0), np.where(known[..., None], left_out, 0.0), plan, sizes)
    error = np.sqrt(variance)
    known &= (error > 0) & np.all([seen(np.broadcast_to(size, left_out.shape), plan) for size in sizes], axis=0)
    one, every = (stdtrit(freedom, 1 - (1 - LEVEL) / (2 * m)) for m in (1, theta.size))
    low, high = np.exp(theta - one * error), np.exp(theta + one * error)
    return Relative(value, np.where(known, low, np.nan), np.where(known, high, np.nan), known & (np.abs(theta) > every * error))
