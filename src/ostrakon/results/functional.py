"""Any statistic of the summed tallies with its interval: the jackknife of ``estimate`` for what is more than one ratio.

Here lives the passage from counts per group of communities and a function of their sum to values and intervals. Never here:
which function, or which counts. A statistic gets counts [B,...], each of the B a whole society, and returns [B,S], NaN where
it cannot be had: that way it is taken once of everybody and once without each group in one call.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from ostrakon.results.estimate import LEVEL, interval
from ostrakon.results.jackknife import Design, Floats, spread, without_one

Statistic = Callable[[Floats], Floats]
Axis = Literal["share", "rate", "plain", "survival", "bounded"]

ALONE = "there are fewer than two groups of communities"
STILL = "nothing varied between groups of communities"
GONE = "without one group of communities it cannot be had"


@dataclass(frozen=True)
class Functional:
    """Values [S] of a statistic, each with a 95 percent interval and Monte Carlo standard error; NaN where there is none.

    no_interval [S]: why a value has no interval, '' where it has one.
    """

    value: Floats
    low: Floats
    high: Floats
    mcse: Floats
    no_interval: tuple[str, ...]

    def one(self, i: int, unit: str, estimand: str, n: int, absent: str, per: float = 1.0) -> dict[str, Any]:
        """Value i as plain data, in ``per`` units; absent: the reason that is given when it cannot be had."""
        value, low, high, mcse = (_known(float(x[i]) * per) for x in (self.value, self.low, self.high, self.mcse))
        told: dict[str, Any] = {"value": value, "low": low, "high": high, "mcse": mcse, "unit": unit, "estimand": estimand, "n": n}
        if value is None:
            return told | {"reason": absent}
        return told | {"no_interval": self.no_interval[i]} if self.no_interval[i] else told

    def many(self, part: slice = slice(None)) -> dict[str, list[float | None]]:
        """These values as plain lists, None where there is none."""
        columns = (("value", self.value), ("low", self.low), ("high", self.high), ("mcse", self.mcse))
        return {name: [_known(x) for x in numbers[part].tolist()] for name, numbers in columns}


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None


def functional(statistic: Statistic, counts: npt.ArrayLike, plan: Design, scale: Axis = "plain") -> Functional:
    """``statistic`` of the sum of counts [G,...], in the order of the design; scale: on which axis its intervals lie.

    What is left when a group is out is blown up to its stratum's people, as in ``estimate`` (Busing, Meijer & van der Leeden
    1999). survival: the interval lies on log(-log), which keeps it between 0 and 1 and is near normal sooner (Kalbfleisch &
    Prentice, The Statistical Analysis of Failure Time Data, 1980, section 1.3). bounded: symmetric, cut off at 0 and 1, for
    shares that may lie so near an end that their logit says nothing.
    """
    groups = np.asarray(counts, dtype=np.float64)
    alone = len(plan.people) < 2 or plan.freedom <= 0
    whole = groups.sum(axis=0)[None]
    left = np.empty((0, *groups.shape[1:])) if alone else np.moveaxis(without_one(np.moveaxis(groups, 0, -1), plan), -1, 0)
    found = statistic(np.concatenate([whole, left]))
    value, unknown = found[0], np.full(found.shape[1:], np.nan)
    if alone:
        return Functional(value, unknown, unknown, unknown, (ALONE,) * len(value))
    had = np.isfinite(found).all(axis=0)
    usable = np.where(had, found, 0.0)
    sizes = [plan.people, groups.reshape(len(groups), -1).sum(axis=1)]
    variance, freedom = spread(usable[0], usable[1:].T, plan, sizes)
    error = np.sqrt(variance)
    known = had & (error > 0)
    error = np.where(known, error, np.nan)
    low, high = _ends(value, error, freedom, scale)
    why = np.where(known, "", np.where(had, STILL, GONE))
    return Functional(value, low, high, error, tuple(why.tolist()))


def _ends(value: Floats, error: Floats, freedom: Floats, scale: Axis) -> tuple[Floats, Floats]:
    if scale == "bounded":
        low, high = interval(value, error, freedom, "plain")
        return np.clip(low, 0, 1), np.clip(high, 0, 1)
    if scale != "survival":
        return interval(value, error, freedom, scale)
    inside = (value > 0) & (value < 1)
    s = np.where(inside, value, 0.5)
    hazard = -np.log(s)
    half = np.minimum(stdtrit(freedom, 0.5 + LEVEL / 2) * error / (s * hazard), 700.0)
    low, high = interval(value, error, freedom, "plain")
    return (np.where(inside, np.exp(-hazard * np.exp(half)), np.clip(low, 0, 1)),
            np.where(inside, np.exp(-hazard * np.exp(-half)), np.clip(high, 0, 1)))
