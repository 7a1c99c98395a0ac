"""How far a number would move with another seed: stratified delete-a-group jackknife over communities.

Here live the design of a run and the passage from estimates without each group to a variance. Never here: which sums make an outcome
(``measures/``), on what scale an interval lies (``estimate``), or anything that reads a simulation.

Communities are closed and independent given the tables, so they are the units of sampling and regions the strata. A
group is a fixed tenth of a region's communities. Groups of a region may differ in size, so the delete-m_j form is used:
F. Busing, E. Meijer & R. van der Leeden, "Delete-m jackknife for unequal m", Statistics and Computing 9 (1999), 3-8.

A region with one group shows no variance of its own. Two ways out are known (K. M. Wolter, "Introduction to Variance Estimation",
2nd ed. 2007, sections 2.5 on collapsed strata and 7.2 on generalised variance functions):

* borrowed: its variance per unit of size is taken to be that of the regions with several groups. Size is whatever of denominator,
  numerator and what lies between gives it most, so an outcome that is concentrated there is not made to look surer than it is.
  Used when these regions hold at most half of each size.
* collapsed: such regions are put together in pairs and the difference within a pair is taken for chance. It adds the difference
  between regions, so it errs on the wide side, often by far. Used otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_BORROWED = 0.5
FEWEST_SEEN = 3         # groups in which something must have happened: with one or two, intervals of few events miss the truth


@dataclass(frozen=True)
class Design:
    """Who was sampled with whom: one entry per group of communities.

    stratum [G]: number of the stratum, 0 ... H-1, each with at least two groups unless there is only one group at all.
    people [G]: people of the group, by which a deleted group's stratum is blown up again.
    replicates: how many independent runs are pooled; totals are per run.
    region [G]: the region of each group, by which those with one group are known; None: strata are regions.
    """

    stratum: Ints
    people: Floats
    replicates: int = 1
    region: Ints | None = None

    @property
    def freedom(self) -> float:
        """Groups less strata, the degrees of freedom of a variance over all strata."""
        return float(len(self.people) - self.stratum.max() - 1)


def strata(regions: Sequence[int]) -> Ints:
    """Stratum of each group, given the region of each group.

    Regions with one group are collapsed in pairs in the order of their codes (an odd one joins the last pair, or failing
    that the last stratum).
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
    return Design(strata(regions), np.asarray(people, dtype=np.float64), replicates, np.asarray(regions, dtype=np.int64))


def by_stratum(values: Floats, stratum: Ints) -> Floats:
    """[...,H] sums of values [...,G] within each stratum."""
    sums = np.zeros((int(stratum.max()) + 1, *values.shape[:-1]))
    np.add.at(sums, stratum, np.moveaxis(values, -1, 0))
    return np.moveaxis(sums, 0, -1)


def without_one(values: Floats, plan: Design) -> Floats:
    """[...,G] the sum of ``values`` when group g is left out and the rest of its stratum is blown up to its people."""
    sums = by_stratum(values, plan.stratum)[..., plan.stratum]
    people = by_stratum(plan.people, plan.stratum)[plan.stratum]
    rest = people - plan.people
    grown = (sums - values) * people / np.where(rest > 0, rest, np.nan)
    return np.asarray(values.sum(axis=-1, keepdims=True) - sums + grown)


def spread(theta: Floats, left_out: Floats, plan: Design, sizes: Sequence[Floats] = ()) -> tuple[Floats, Floats]:
    """Variance [...] of theta [...], from what it is without each group [...,G], and its degrees of freedom [...].

    sizes, each [...,G]: what the variance of a group may be in proportion to, by which regions with one group borrow theirs;
    without any they are collapsed. Degrees of freedom are groups less strata: those estimated from the strata's own variances
    (Satterthwaite) would be nearer where few strata dominate, but collapse to one for rare outcomes, and intervals with them.
    """
    pseudo = pseudo_values(theta, left_out, plan)
    blown = by_stratum(plan.people, plan.stratum)[plan.stratum]
    whole = _within(pseudo, plan.people, plan.stratum, blown)
    freedom = np.full(np.shape(whole), plan.freedom)
    if plan.region is None or not sizes:
        return whole, freedom
    _, region, count = np.unique(plan.region, return_inverse=True, return_counts=True)
    several = count[region] > 1
    if several.all() or not several.any():
        return whole, freedom
    own = np.unique(region[several], return_inverse=True)[1]
    part = _within(pseudo[..., several], plan.people[several], own, blown[several])
    rest = most_alone(sizes, ~several)
    borrowed = np.asarray(part / (1.0 - np.minimum(rest, MOST_BORROWED)))
    use = np.broadcast_to((rest <= MOST_BORROWED) & (borrowed > 0), whole.shape)
    return np.where(use, borrowed, whole), np.where(use, float(several.sum() - own.max() - 1), freedom)


def pseudo_values(theta: Floats, left_out: Floats, plan: Design) -> Floats:
    """[...,G] what theta would be if the group's stratum were like the group, give or take a constant of the stratum."""
    h = by_stratum(plan.people, plan.stratum)[plan.stratum] / plan.people
    return np.asarray(h * np.asarray(theta)[..., None] - (h - 1.0) * left_out)


def _within(pseudo: Floats, people: Floats, stratum: Ints, blown: Floats) -> Floats:
    """[...] variance from pseudo-values [...,G] within strata; blown [G]: the people to whom the pseudo-values blow a group up."""
    own, groups = by_stratum(people, stratum), np.bincount(stratum).astype(np.float64)
    h = own[stratum] / people
    centre = by_stratum(pseudo * people, stratum) / own
    terms = ((pseudo - centre[..., stratum]) * own[stratum] / blown) ** 2 / (h - 1.0)
    return np.asarray((by_stratum(terms, stratum) / groups).sum(axis=-1))


def seen(happened: Floats, plan: Design) -> npt.NDArray[np.bool_]:
    """[...] whether something, [...,G] by group, happened in enough groups to show a variance: three, or all when there are fewer."""
    return np.asarray((np.asarray(happened) != 0).sum(axis=-1) >= min(FEWEST_SEEN, len(plan.people)))


def unsettled(above: Floats, below: Floats, plan: Design) -> Floats:
    """[...] by how much a share [...,G] may be off although the jackknife sees nothing of it: 0 when enough groups show a variance.

    Else (3 + 2 sqrt k) / n, with k of n for whom it happened, or failed to if they are fewer: at 0 the rule of three (Hanley &
    Lippman-Hand, JAMA 249 (1983), 1743-1745), and above it about the upper end of a Poisson interval.
    """
    n, met = below.sum(axis=-1), np.abs(above).sum(axis=-1)
    fewest = np.minimum(met, np.abs(below - above).sum(axis=-1))
    told = seen(above, plan) & seen(below - above, plan)
    return np.where(told, 0.0, (3.0 + 2.0 * np.sqrt(fewest)) / np.maximum(n, 1.0))


def most_alone(sizes: Sequence[Floats], alone: npt.NDArray[np.bool_]) -> Floats:
    """[...] the largest share that these groups have in any size [...,G]; a size that is 0 everywhere has no say."""
    shares = []
    for size in sizes:
        whole, part = np.abs(size).sum(axis=-1), np.abs(size[..., alone]).sum(axis=-1)
        shares.append(np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), 0.0))
    return np.asarray(np.maximum.reduce(np.broadcast_arrays(*shares)))
