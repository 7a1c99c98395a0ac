"""A number and how sure one may be of it: stratified delete-a-group jackknife over communities.

Here lives the passage from sums per (region, jackknife group) to an Estimate. Never here: which sums make an outcome
(that is ``measures/``), or anything that reads a simulation.

The variance and what stands behind it is in ``jackknife``. The scales are the usual ones for shares and positive rates: the
delta method on the logit and the logarithm keeps ends inside what is possible and follows the skewness of few events (A. Agresti,
"Categorical Data Analysis", 2nd ed. 2002, section 3.1). What an interval covers is Monte Carlo error alone: another seed. It says
nothing about wrong assumptions. How often it covers the truth: docs/verification/coverage.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, stdtrit

from ostrakon.results.jackknife import Design as Design
from ostrakon.results.jackknife import Floats as Floats
from ostrakon.results.jackknife import Ints as Ints
from ostrakon.results.jackknife import design as design
from ostrakon.results.jackknife import seen, spread, unsettled, without_one
from ostrakon.results.jackknife import strata as strata

Scale = Literal["share", "rate", "plain"]

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """An outcome of a run.

    value: the estimate in ``unit``, None when its denominator is zero. low, high: a 95 percent interval over seeds, None
    when fewer than two groups of communities exist, nothing varied, or it happened (or failed to) in fewer than three of
    them. mcse: Monte Carlo standard error in ``unit``, None like the interval.
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


def standard_errors(numerator: Floats, denominator: Floats | None, plan: Design) -> tuple[Floats, Floats]:
    """[...] standard errors of sum(numerator) / sum(denominator), or of the total per run, and their degrees of freedom.

    Arrays [...,G]: many outcomes of one design at once. NaN where there is nothing to tell it by: fewer than two groups,
    nothing that varied, something that happened (or failed to) in fewer than three groups, or a denominator that is gone with one group.
    """
    unknown = np.full(numerator.shape[:-1], np.nan)
    if len(plan.people) < 2 or numerator.shape[-1] != len(plan.people) or plan.freedom <= 0:
        return unknown, np.zeros(unknown.shape)
    left_out, sizes = without_one(numerator, plan), [numerator]
    theta, known = np.asarray(numerator.sum(axis=-1)), np.ones(unknown.shape, dtype=bool)
    if denominator is not None:
        left_denominator = without_one(denominator, plan)
        known = np.all(left_denominator > 0, axis=-1)
        theta = theta / np.where(known, denominator.sum(axis=-1), 1.0)
        left_out = left_out / np.where(known[..., None], left_denominator, 1.0)
        sizes = [numerator, denominator, denominator - numerator]
    variance, freedom = spread(theta, left_out, plan, sizes)
    known = known & (variance > 0) & np.all([seen(size, plan) for size in sizes], axis=0)
    return np.where(known, np.sqrt(np.where(known, variance, 0.0)), np.nan), freedom


def standard_error(numerator: Floats, denominator: Floats | None, plan: Design) -> tuple[float, float] | None:
    """The same for one outcome, arrays [G]; None where there is nothing to tell it by."""
    error, freedom = standard_errors(numerator, denominator, plan)
    return None if np.isnan(error) else (float(error), float(freedom))


def interval(value: npt.ArrayLike, error: npt.ArrayLike, freedom: npt.ArrayLike, scale: Scale) -> tuple[Floats, Floats]:
    """Low and high ends: on the logit scale for a share, the log scale for a positive rate, else symmetric."""
    at, half = np.asarray(value, dtype=np.float64), stdtrit(freedom, 0.5 + LEVEL / 2) * np.asarray(error, dtype=np.float64)
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

    low, high, mcse as of an Estimate. unpaired_mcse: what the standard error would be had the arms different people
    and luck; that of one arm when in the other nothing happened.
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

    The jackknife leaves a group out of both arms at once, so what the arms share cancels. There is no interval when too
    little changes (three groups), or when the arms count among different n and one of them so few that chance alone could
    move it by more than the interval (9 of 9 on a list is no proof of all).
    """
    arms = [(np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)) for above, below in (baseline, variant)]
    if any(below.sum() <= 0 for _, below in arms):
        return Difference(None, None, None, None, None, unit)
    theta = [float(above.sum() / below.sum()) for above, below in arms]
    value = theta[1] - theta[0]
    apart = _apart(arms, plan)
    apart = None if apart is None else apart * per
    left = [(without_one(above, plan), without_one(below, plan)) for above, below in arms]
    if len(plan.people) < 2 or plan.freedom <= 0 or not all(np.all(below > 0) for _, below in left):
        return Difference(value * per, None, None, None, apart, unit)
    leaves = left[1][0] / left[1][1] - left[0][0] / left[0][1]
    variance, freedom = spread(np.asarray(value), leaves, plan, [arms[1][0] - arms[0][0], arms[0][1], arms[1][1]])
    if not variance > 0 or not seen(np.abs(arms[1][0] - arms[0][0]) + np.abs(arms[1][1] - arms[0][1]), plan):
        return Difference(value * per, None, None, None, apart, unit)
    low, high = (float(end) for end in interval(value, np.sqrt(variance), freedom, "plain"))
    if np.any(arms[0][1] != arms[1][1]) and sum(float(unsettled(*arm, plan)) for arm in arms) > (high - low) / 2:
        return Difference(value * per, None, None, None, apart, unit)
    return Difference(value * per, low * per, high * per, math.sqrt(float(variance)) * per, apart, unit)


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


def _apart(arms: Sequence[tuple[Floats, Floats]], plan: Design) -> float | None:
    """The standard error of a difference of two arms with people and luck of their own; an arm in which nothing happened adds none."""
    known = [found for found in (standard_error(above, below, plan) for above, below in arms if above.any()) if found]
    return math.hypot(*(error for error, _ in known)) if known and len(known) == sum(above.any() for above, _ in arms) else None


@dataclass(frozen=True)
class Ratios:
    """One ratio in many arms with the same people and luck: theta [A], and left_out [A,G] without each group; nan where there is none.

    above, below [A,G]: of each group, by which regions with one group borrow their variance; without them they are collapsed.
    """

    theta: Floats
    left_out: Floats
    plan: Design
    above: Floats | None = None
    below: Floats | None = None


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

    def open(self, arms: "Ratios") -> float:
        """By how much arms of few may move the sum unseen; 0 when all count among the same n, for then changes are counted themselves."""
        if arms.above is None or arms.below is None:
            return 0.0
        used = self.plus if self.minus is None else np.concatenate([self.plus, self.minus])
        if (arms.below[used] == arms.below[used[0]]).all():
            return 0.0
        each = unsettled(arms.above, arms.below, arms.plan)
        weight = np.abs(self.weight)
        return float(weight @ each[self.plus] + (0.0 if self.minus is None else weight @ each[self.minus]))


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
        left_below = without_one(below, plan)
        left_out = np.where(left_below > 0, without_one(above, plan) / left_below, np.nan)
    return Ratios(theta, left_out, plan, above, below)


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
    if len(plan.people) < 2 or plan.freedom <= 0 or not np.all(np.isfinite(left_out)):
        return Combination(known, None, None, None, unit)
    sizes, moved = [], True
    if arms.above is not None and arms.below is not None:
        sizes = [*(c.of(arms.above) for c in (contrast, over) if c is not None), arms.below.sum(axis=0)]
        moved = bool(seen(np.abs(sizes[0]) + np.abs(contrast.of(arms.below)), plan))
    own, freedom = (float(x) for x in spread(value, left_out, plan, sizes))
    other = beside[0] / divisor**2
    if not own + other > 0 or not moved:
        return Combination(known, None, None, None, unit)
    joint = (own + other) ** 2 / (own**2 / freedom + other**2 / beside[1])
    low, high = (float(end) for end in interval(value, math.sqrt(own + other), joint, "plain"))
    if contrast.open(arms) > (high - low) / 2 * abs(divisor):
        return Combination(known, None, None, None, unit)
    return Combination(known, low * per, high * per, math.sqrt(own + other) * per, unit)
