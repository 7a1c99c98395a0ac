"""A number and how sure one may be of it: stratified delete-a-group jackknife over communities.

Here lives the passage from sums per (region, jackknife group) to an Estimate. Never here: which sums make an outcome
(that is ``measures/``), or anything that reads a simulation.

Communities are closed and independent given the tables, so they are the units of sampling and regions the strata. A
group is a fixed tenth of a region's communities. Groups of a region may differ in size, so the delete-m_j form is used:
F. Busing, E. Meijer & R. van der Leeden, "Delete-m jackknife for unequal m", Statistics and Computing 9 (1999), 3-8.
What an interval covers is Monte Carlo error alone: another seed. It says nothing about wrong assumptions.
"""

import math
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
class Course:
    """An outcome over time: the numbers of an Estimate, one a moment. n: what the denominator counted at each of them."""

    value: list[float | None]
    low: list[float | None]
    high: list[float | None]
    mcse: list[float | None]
    unit: str
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


def _by_stratum(values: Floats, plan: Design) -> Floats:
    """[...,H] sums of values [...,G] within each stratum."""
    sums = np.zeros((int(plan.stratum.max()) + 1, *values.shape[:-1]))
    np.add.at(sums, plan.stratum, np.moveaxis(values, -1, 0))
    return np.moveaxis(sums, 0, -1)


def _without_one(values: Floats, plan: Design) -> Floats:
    """[...,G] the sum of ``values`` when group g is left out and the rest of its stratum is blown up to its people."""
    by_stratum = _by_stratum(values, plan)[..., plan.stratum]
    people = _by_stratum(plan.people, plan)[plan.stratum]
    rest = people - plan.people
    grown = (by_stratum - values) * people / np.where(rest > 0, rest, np.nan)
    return np.asarray(values.sum(axis=-1, keepdims=True) - by_stratum + grown)


def _variance(theta: Floats, left_out: Floats, plan: Design) -> Floats:
    """[...] variance of theta [...], from what it is without each group, [...,G]."""
    people = _by_stratum(plan.people, plan)
    groups = np.bincount(plan.stratum).astype(np.float64)
    h = people[plan.stratum] / plan.people
    pseudo = h * theta[..., None] - (h - 1.0) * left_out
    centre = groups * theta[..., None] - _by_stratum((1.0 - 1.0 / h) * left_out, plan)
    terms = (pseudo - centre[..., plan.stratum]) ** 2 / (h - 1.0)
    return np.asarray((_by_stratum(terms, plan) / groups).sum(axis=-1))


def standard_errors(numerator: Floats, denominator: Floats | None, plan: Design) -> tuple[Floats, float]:
    """[...] standard errors of sum(numerator) / sum(denominator), or of the total per run, and their degrees of freedom.

    Arrays [...,G]: many outcomes of one design at once. NaN where there is nothing to tell it by: fewer than two groups,
    nothing that varied, or a denominator that is gone with one group. Degrees of freedom are groups less strata: those
    estimated from the strata's own variances would be nearer where few strata dominate, but collapse to one for rare
    outcomes, and intervals with them.
    """
    unknown = np.full(numerator.shape[:-1], np.nan)
    if len(plan.people) < 2 or numerator.shape[-1] != len(plan.people):
        return unknown, 0.0
    left_out = _without_one(numerator, plan)
    theta, known = np.asarray(numerator.sum(axis=-1)), np.ones(unknown.shape, dtype=bool)
    if denominator is not None:
        left_denominator = _without_one(denominator, plan)
        known = np.all(left_denominator > 0, axis=-1)
        theta = theta / np.where(known, denominator.sum(axis=-1), 1.0)
        left_out = left_out / np.where(known[..., None], left_denominator, 1.0)
    variance, freedom = _variance(theta, left_out, plan), float(len(plan.people) - plan.stratum.max() - 1)
    known = known & (variance > 0) & (freedom > 0)
    return np.where(known, np.sqrt(np.where(known, variance, 0.0)), np.nan), freedom


def standard_error(numerator: Floats, denominator: Floats | None, plan: Design) -> tuple[float, float] | None:
    """The same for one outcome, arrays [G]; None where there is nothing to tell it by."""
    error, freedom = standard_errors(numerator, denominator, plan)
    return None if np.isnan(error) else (float(error), freedom)


def interval(value: npt.ArrayLike, error: npt.ArrayLike, freedom: float, scale: Scale) -> tuple[Floats, Floats]:
    """Low and high ends: on the logit scale for a share, the log scale for a positive rate, else symmetric."""
    at, half = np.asarray(value, dtype=np.float64), float(stdtrit(freedom, 0.5 + LEVEL / 2)) * np.asarray(error, dtype=np.float64)
    low, high = at - half, at + half
    if scale == "share":
        fits = (at > 0.0) & (at < 1.0)
        p = np.where(fits, at, 0.5)
        wide = half / (p * (1.0 - p))
        low, high = np.where(fits, expit(logit(p) - wide), low), np.where(fits, expit(logit(p) + wide), high)
    if scale == "rate":
        fits = at > 0.0
        factor = np.exp(np.minimum(half / np.where(fits, at, 1.0), 700.0))
        low, high = np.where(fits, at / factor, low), np.where(fits, at * factor, high)
    return low, high


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
    low, high = (float(end) for end in interval(value, found[0], found[1], scale))
    return Estimate(value * per, low * per, high * per, found[0] * per, unit, estimand, n)


@dataclass(frozen=True)
class Difference:
    """How an outcome differs between two arms with the same people and luck, variant less baseline, in ``unit``.

    low, high, mcse as of an Estimate. unpaired_mcse: what the standard error would be had the arms different people and luck.
    """

    value: float | None
    low: float | None
    high: float | None
    mcse: float | None
    unpaired_mcse: float | None
    unit: str


def difference(
    baseline: tuple[npt.ArrayLike, npt.ArrayLike],
    variant: tuple[npt.ArrayLike, npt.ArrayLike],
    plan: Design,
    *,
    unit: str,
    per: float = 1.0,
) -> Difference:
    """Of two ratios, each (numerator [G], denominator [G]) in the order of one design: the same groups of communities in both arms.

    The jackknife leaves a group out of both arms at once, so what the arms share cancels.
    """
    arms = [(np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)) for above, below in (baseline, variant)]
    if any(below.sum() <= 0 for _, below in arms):
        return Difference(None, None, None, None, None, unit)
    theta = [float(above.sum() / below.sum()) for above, below in arms]
    value = theta[1] - theta[0]
    alone = [standard_error(above, below, plan) for above, below in arms]
    apart = math.hypot(*(found[0] for found in alone if found)) * per if all(alone) else None
    freedom = float(len(plan.people) - plan.stratum.max() - 1)
    left = [(_without_one(above, plan), _without_one(below, plan)) for above, below in arms]
    if len(plan.people) < 2 or freedom <= 0 or not all(np.all(below > 0) for _, below in left):
        return Difference(value * per, None, None, None, apart, unit)
    leaves = left[1][0] / left[1][1] - left[0][0] / left[0][1]
    variance = float(_variance(np.asarray(value), leaves, plan))
    if not variance > 0:
        return Difference(value * per, None, None, None, apart, unit)
    low, high = (float(end) for end in interval(value, math.sqrt(variance), freedom, "plain"))
    return Difference(value * per, low * per, high * per, math.sqrt(variance) * per, apart, unit)


def course(
    numerator: npt.ArrayLike,
    denominator: npt.ArrayLike,
    plan: Design,
    *,
    unit: str,
    scale: Scale = "share",
    per: float = 1.0,
) -> Course:
    """``ratio`` at many moments. numerator [W,G] by moment and group; denominator [G], more than 0, the same at every moment."""
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    value = above.sum(axis=-1) / below.sum()
    errors, freedom = standard_errors(above, np.broadcast_to(below, above.shape), plan)
    low, high = interval(value, errors, freedom, scale)

    def known(numbers: Floats) -> list[float | None]:
        return [None if math.isnan(x) else x for x in (numbers * per).tolist()]

    return Course(known(value), known(low), known(high), known(errors), unit, round(float(below.sum())))


def total(numerator: npt.ArrayLike, plan: Design, *, unit: str, estimand: str) -> Estimate:
    """The sum per run, with its interval on the log scale; n is the number of people simulated."""
    above = np.asarray(numerator, dtype=np.float64) / plan.replicates
    value, n = float(above.sum()), round(float(plan.people.sum()))
    # The sum over pooled replicates is that many times a run's, and so is its standard error; the division above does both.
    found = standard_error(above, None, plan)
    if found is None:
        return Estimate(value, None, None, None, unit, estimand, n)
    low, high = (float(end) for end in interval(value, found[0], found[1], "rate"))
    return Estimate(value, low, high, found[0], unit, estimand, n)


@dataclass(frozen=True)
class Ratios:
    """One ratio in many arms with the same people and luck: theta [A], and left_out [A,G] without each group; nan where there is none."""

    theta: Floats
    left_out: Floats
    plan: Design


@dataclass(frozen=True)
class Contrast:
    """A weighted sum over arms: of weight[i] x (outcome of arm plus[i], less that of arm minus[i] unless ``minus`` is None)."""

    weight: Floats
    plus: Ints
    minus: Ints | None = None

    def of(self, outcomes: Floats) -> Floats:
        """[...] the sum, of outcomes [A,...]. Differences are taken first: arms that are equal give 0 exactly."""
        parts = outcomes[self.plus] if self.minus is None else outcomes[self.plus] - outcomes[self.minus]
        return np.asarray(np.tensordot(self.weight, parts, axes=1))


@dataclass(frozen=True)
class Combination:
    """A Contrast in ``unit``; low, high and mcse as of an Estimate. None when an arm has nobody to count, or nothing to divide by."""

    value: float | None
    low: float | None
    high: float | None
    mcse: float | None
    unit: str


def ratios(numerator: npt.ArrayLike, denominator: npt.ArrayLike, plan: Design) -> Ratios:
    """Of arms [A,G], groups in the order of the design: the jackknife leaves a group out of all arms at once."""
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        theta = np.where(below.sum(axis=-1) > 0, above.sum(axis=-1) / below.sum(axis=-1), np.nan)
        left_below = _without_one(below, plan)
        left_out = np.where(left_below > 0, _without_one(above, plan) / left_below, np.nan)
    return Ratios(theta, left_out, plan)


def combination(contrast: Contrast, arms: Ratios, *, unit: str, per: float = 1.0, over: Contrast | None = None,
                beside: tuple[float, float] = (0.0, math.inf)) -> Combination:
    """``per`` times a Contrast, or times its quotient by another, with the interval that pairing allows.

    beside: a variance of the Contrast that comes from elsewhere than people and luck, and its degrees of freedom (Satterthwaite
    joins the two).
    """
    value, left_out = contrast.of(arms.theta), contrast.of(arms.left_out)
    divisor = 1.0
    if over is not None:
        divisor = float(over.of(arms.theta))
        with np.errstate(divide="ignore", invalid="ignore"):
            value, left_out = value / divisor, left_out / over.of(arms.left_out)
    if not np.isfinite(value):
        return Combination(None, None, None, None, unit)
    known, plan = float(value) * per, arms.plan
    freedom = float(len(plan.people) - plan.stratum.max() - 1)
    if len(plan.people) < 2 or freedom <= 0 or not np.all(np.isfinite(left_out)):
        return Combination(known, None, None, None, unit)
    own, other = float(_variance(value, left_out, plan)), beside[0] / divisor**2
    if not own + other > 0:
        return Combination(known, None, None, None, unit)
    joint = (own + other) ** 2 / (own**2 / freedom + other**2 / beside[1])
    low, high = (float(end) for end in interval(value, math.sqrt(own + other), joint, "plain"))
    return Combination(known, low * per, high * per, math.sqrt(own + other) * per, unit)
