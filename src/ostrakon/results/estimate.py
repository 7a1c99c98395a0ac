"""A number and how sure one may be of it: stratified delete-a-group jackknife over communities.

Here lives the passage from sums per (region, jackknife group) to an Estimate. Never here: which sums make an outcome
(that is ``measures/``), or anything that reads a simulation.

Communities are closed and independent given the tables, so they are the units of sampling and regions the strata. A
group is a fixed tenth of a region's communities. Groups of a region may differ in size, so the delete-m_j form is used:
F. Busing, E. Meijer & R. van der Leeden, "Delete-m jackknife for unequal m", Statistics and Computing 9 (1999), 3-8.
What an interval covers is Monte Carlo error alone: another seed. It says nothing about wrong assumptions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, stdtrit

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Scale = Literal["share", "rate", "plain"]

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """An outcome of a run.

    value: the estimate in ``unit``, None when its denominator is zero. low, high: a 95 percent interval over seeds, None
    when fewer than two groups of communities exist or nothing varied. mcse: Monte Carlo standard error in ``unit``.
    n: what the denominator counted. estimand: what is estimated, in one sentence.
    """

    value: float | None
    low: float | None
    high: float | None
    mcse: float | None
    unit: str
    estimand: str
    n: int


@dataclass(frozen=True)
class Design:
    """Who was sampled with whom: one entry per group of communities.

    stratum [G]: number of the stratum, 0 ... H-1, each with at least two groups unless there is only one group at all.
    people [G]: people of the group, by which a deleted group's stratum is blown up again.
    replicates: how many independent runs are pooled; totals are per run.
    """

    stratum: Ints
    people: Floats
    replicates: int = 1


def strata(regions: Sequence[int]) -> Ints:
    """Stratum of each group, given the region of each group.

    A region with one group shows no variance of its own, so such regions are collapsed in pairs in the order of their
    codes (an odd one joins the last pair, or failing that the last stratum). Collapsing adds the difference between
    the regions to the variance: it errs on the wide side.
    """
    codes, counts = np.unique(np.asarray(regions, dtype=np.int64), return_counts=True)
    stratum_of: dict[int, int] = {}
    for code in codes[counts > 1].tolist():
        stratum_of[code] = len(stratum_of)
    next_stratum = len(stratum_of)
    lonely = codes[counts == 1].tolist()
    for position, code in enumerate(lonely):
        if position % 2 == 0 and (position + 1 < len(lonely) or next_stratum == 0):
            next_stratum += 1
        stratum_of[code] = next_stratum - 1
    return np.array([stratum_of[int(r)] for r in regions], dtype=np.int64)


def design(regions: Sequence[int], people: Sequence[int], replicates: int = 1) -> Design:
    """The design of groups that lie in these regions and hold so many people; groups of all replicates in one list."""
    return Design(strata(regions), np.asarray(people, dtype=np.float64), replicates)


def _without_one(values: Floats, plan: Design) -> Floats:
    """[G] the sum of ``values`` when group g is left out and the rest of its stratum is blown up to its people."""
    by_stratum = np.bincount(plan.stratum, weights=values)
    people = np.bincount(plan.stratum, weights=plan.people)
    rest = people[plan.stratum] - plan.people
    grown = (by_stratum[plan.stratum] - values) * people[plan.stratum] / np.where(rest > 0, rest, np.nan)
    return np.asarray(values.sum() - by_stratum[plan.stratum] + grown)


def _variance(theta: float, left_out: Floats, plan: Design) -> tuple[float, float]:
    """Variance of theta and its degrees of freedom: groups less strata.

    Degrees estimated from the strata's own variances would be nearer where few strata dominate, but collapse to one for
    rare outcomes, and intervals with them.
    """
    people = np.bincount(plan.stratum, weights=plan.people)
    groups = np.bincount(plan.stratum).astype(np.float64)
    h = people[plan.stratum] / plan.people
    pseudo = h * theta - (h - 1.0) * left_out
    centre = groups * theta - np.bincount(plan.stratum, weights=(1.0 - 1.0 / h) * left_out)
    terms = (pseudo - centre[plan.stratum]) ** 2 / (h - 1.0)
    by_stratum = np.bincount(plan.stratum, weights=terms) / groups
    return float(by_stratum.sum()), float((groups - 1.0).sum())


def standard_error(numerator: Floats, denominator: Floats | None, plan: Design) -> tuple[float, float] | None:
    """Standard error and degrees of freedom of sum(numerator) / sum(denominator), or of the total per run."""
    if len(plan.people) < 2 or len(numerator) != len(plan.people):
        return None
    if denominator is None:
        theta, left_out = float(numerator.sum()), _without_one(numerator, plan)
    else:
        theta = float(numerator.sum() / denominator.sum())
        left_denominator = _without_one(denominator, plan)
        if not np.all(left_denominator > 0):
            return None
        left_out = _without_one(numerator, plan) / left_denominator
    variance, freedom = _variance(theta, left_out, plan)
    if not (variance > 0 and freedom > 0):
        return None
    return float(np.sqrt(variance)), freedom


def interval(value: float, error: float, freedom: float, scale: Scale) -> tuple[float, float]:
    """Low and high ends: on the logit scale for a share, the log scale for a positive rate, else symmetric."""
    t = float(stdtrit(freedom, 0.5 + LEVEL / 2))
    if scale == "share" and 0.0 < value < 1.0:
        half = t * error / (value * (1.0 - value))
        return float(expit(logit(value) - half)), float(expit(logit(value) + half))
    if scale == "rate" and value > 0.0:
        factor = float(np.exp(min(t * error / value, 700.0)))
        return value / factor, value * factor
    return value - t * error, value + t * error


def ratio(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    plan: Design,
    *,
    unit: str,
    estimand: str,
    scale: Scale = "share",
    per: float = 1.0,
) -> Estimate:
    """``per`` times sum(numerator) / sum(denominator), with its interval. Arrays [G] in the order of the design."""
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    n = round(float(below.sum()))
    if n <= 0:
        return Estimate(None, None, None, None, unit, estimand, 0)
    value = float(above.sum() / below.sum())
    found = standard_error(above, below, plan)
    if found is None:
        return Estimate(value * per, None, None, None, unit, estimand, n)
    low, high = interval(value, found[0], found[1], scale)
    return Estimate(value * per, low * per, high * per, found[0] * per, unit, estimand, n)


def total(numerator: npt.ArrayLike, plan: Design, *, unit: str, estimand: str) -> Estimate:
    """The sum per run, with its interval on the log scale; n is the number of people simulated."""
    above = np.asarray(numerator, dtype=np.float64) / plan.replicates
    value, n = float(above.sum()), round(float(plan.people.sum()))
    # The sum over pooled replicates is that many times a run's, and so is its standard error; the division above does both.
    found = standard_error(above, None, plan)
    if found is None:
        return Estimate(value, None, None, None, unit, estimand, n)
    low, high = interval(value, found[0], found[1], "rate")
    return Estimate(value, low, high, found[0], unit, estimand, n)
