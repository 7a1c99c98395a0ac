"""What a measure is, and how it is taken from the tallies of a run.

Here live the shape of a measure, the labels that give counts their names, and the cutting by attribute, province and
week. Never here: which counts make which outcome (one sibling file each), or how an interval is made (``results/``).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.needs import EVERYTHING, lacking
from ostrakon.measures.senses import Senses
from ostrakon.results.estimate import Design, Estimate, Scale, ratio
from ostrakon.results.ratios import many_ratios

Counts = npt.NDArray[np.int64]
ALL = slice(None)  # all kinds
AT_ONCE = 32  # groups of communities whose tallies are laid side by side; more would ask for memory and save little
BOTH = ("above", "below")


@dataclass(frozen=True)
class Axis:
    """An attribute by which cohorts can be told apart. of [N]: position in ``labels`` of each cohort, -1 for none."""

    name: str
    labels: tuple[str, ...]
    of: Counts


@dataclass(frozen=True)
class Labels:
    """The names behind the axes of the tallies, as the resolved regime and society give them.

    natures [K]: nature of each kind by name. red [L]: whether a list is a red one. regions: code -> name. days: tallied days
    of the run. has: the needs of ``needs.NEEDS`` that the regime, the society and the run meet. waits
    [L]: days that an appeal waits, 0 where there is none or no single one. senses: what channels see and how they err.
    """

    kinds: tuple[str, ...]
    natures: tuple[str, ...]
    channels: tuple[str, ...]
    lists: tuple[str, ...]
    red: tuple[bool, ...]
    tiers: tuple[str, ...]
    regions: tuple[str, ...]
    axes: tuple[Axis, ...]
    days: int = 0
    has: frozenset[str] = EVERYTHING
    waits: tuple[int, ...] = ()
    senses: Senses | None = None

    def of_nature(self, *natures: str) -> Counts:
        """Numbers of the kinds of these natures."""
        return np.array([i for i, nature in enumerate(self.natures) if nature in natures], dtype=np.int64)

    def black(self) -> Counts:
        """Numbers of the black lists."""
        return np.array([i for i, red in enumerate(self.red) if not red], dtype=np.int64)


Pick = Callable[[Tallies, Labels], Counts]


@dataclass(frozen=True)
class Described:
    """What every outcome says of itself.

    estimand: in one sentence what is estimated. unit: what the number counts. counted, among: numerator and denominator in
    words. formula: one line. source: who defined it so, or "definition". needs: names of ``needs.NEEDS``, without which it
    cannot be had. not_said: what a reader might take it for and it is not.
    """

    name: str
    title: str
    estimand: str
    unit: str
    counted: str = field(default="", kw_only=True)
    among: str = field(default="", kw_only=True)
    formula: str = field(default="", kw_only=True)
    source: str = field(default="definition", kw_only=True)
    needs: tuple[str, ...] = field(default=(), kw_only=True)
    not_said: str = field(default="", kw_only=True)

    def cannot(self, labels: Labels) -> str:
        """Why this cannot be had of such a run; '' when it can."""
        return "; ".join(need.lacking for need in lacking(self.needs, labels.has))


@dataclass(frozen=True)
class Measure(Described):
    """An outcome that is a ratio: ``per`` times sum(numerator) / sum(denominator), both [N] by cohort in each group of communities.

    scale says on which axis an interval lies. A formula that is not given is made of the words.
    """

    numerator: Pick
    denominator: Pick
    scale: Scale = "share"
    per: float = 1.0

    def __post_init__(self) -> None:
        if not self.formula and self.counted:
            times = f"{self.per:,g} x " if self.per != 1 else ""
            object.__setattr__(self, "formula", f"{times}({self.counted}) / ({self.among})")


@dataclass(frozen=True)
class Composite(Described):
    """An outcome that is more than one ratio: a curve, a matrix, an index.

    take: what of a group's tallies it is made from, [N,...] by cohort. tell: the outcome in plain numbers, from these counts
    summed over cohorts, [G,...] in the order of the design. whole: cannot be cut by cohort; take then gives [1,...].
    """

    take: Pick
    tell: Callable[[Counts, Labels, Design], dict[str, Any]]
    whole: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Sums:
    """A measure's numerators and denominators, [G,N] each, with the design and the region of each group."""

    measure: Measure
    above: Counts
    below: Counts
    regions: Counts
    plan: Design


@dataclass(frozen=True)
class Reduced:
    """One run, reduced to what the measures need, so that its tallies need not be kept while others are lived.

    regions, people [G]: of each group of communities. sums: measure name -> numerators and denominators, [2,G,N]. series:
    the weeks of each group, [G,W,SERIES]. total: tallies over all groups. parts: composite name -> its counts [M,G,...], of
    everybody and of each level of the cuts that were asked for.
    """

    regions: tuple[int, ...]
    people: tuple[int, ...]
    sums: dict[str, Counts]
    series: Counts
    total: Tallies
    parts: dict[str, Counts] = field(default_factory=dict)


def told(above: Counts, below: Counts, plan: Design, *, among: str, unit: str, scale: Scale = "share", per: float = 1.0) -> dict[str, Any]:
    """A ratio within a composite: value, low, high, mcse, unit and n; where there is nothing to divide by, the reason."""
    found = ratio(above, below, plan, unit=unit, estimand="", scale=scale, per=per)
    row = {"value": found.value, "low": found.low, "high": found.high, "mcse": found.mcse, "unit": unit, "n": found.n}
    return row if found.value is not None else row | {"reason": f"nothing to divide by: 0 {among}"}


def everyone(t: Tallies, labels: Labels) -> Counts:
    """[N] people of each cohort, the denominator of most measures."""
    return np.asarray(t.people[:, k.PEOPLE])


def flows(t: Tallies, kinds: Counts | slice, *which: int) -> Counts:
    """[N] the sum of these flows over these kinds."""
    return np.asarray(sum(t.flow[:, kinds, one].sum(axis=1) for one in which))


def on_lists(t: Tallies, lists: Counts, which: int) -> Counts:
    """[N] the sum of a list counter over these lists."""
    return np.asarray(t.lists[:, lists, which].sum(axis=1))


def reduce(groups: Mapping[tuple[int, int], Tallies], measures: Sequence[Measure], labels: Labels,
           composites: Sequence[Composite] = (), members: Counts | None = None) -> Reduced:
    """Apply measures to every (region, group of communities) of a run. members [M,N]: over which cohorts composites are summed."""
    regions, people = tuple(region for region, _ in groups), tuple(int(t.people[:, k.PEOPLE].sum()) for t in groups.values())
    total = Tallies(*(np.sum(parts, axis=0) for parts in zip(*groups.values(), strict=True)))
    rows = np.ones((1, total.people.shape[0]), dtype=np.int64) if members is None else members
    parts = {c.name: np.stack([np.tensordot(rows[:1, :1] if c.whole else rows, c.take(t, labels), axes=1) for t in groups.values()], axis=1)
             for c in composites}
    series = weeks_of(groups.values())
    return Reduced(regions, people, sums_of(list(groups.values()), measures, labels), series, total, parts)


def weeks_of(groups: Collection[Tallies]) -> Counts:
    """[G,W,SERIES] the weeks of each group. Where there is one tier, nobody counts as being in the lowest, as in ``bad_credit``."""
    found = np.array([t.series for t in groups])
    if all(t.tiers.shape[1] < 2 for t in groups):
        found[:, :, k.S_BOTTOM] = 0
    return found


def sums_of(groups: Sequence[Tallies], measures: Sequence[Measure], labels: Labels) -> dict[str, Counts]:
    """Numerators and denominators [2,G,N]. A pick takes cohort by cohort, so it takes those of several groups in one go."""
    found: dict[str, list[Counts]] = {m.name: [] for m in measures}
    for first in range(0, len(groups), AT_ONCE):
        some = groups[first:first + AT_ONCE]
        beside = Tallies(*(np.concatenate(parts) for parts in zip(*some, strict=True)))
        for m in measures:
            picked = [np.asarray(pick(beside, labels), dtype=np.int64).reshape(len(some), -1) for pick in (m.numerator, m.denominator)]
            found[m.name].append(np.stack(picked))
    return {name: np.concatenate(taken, axis=1) for name, taken in found.items()}


def pooled(measure: Measure, runs: Sequence[Reduced], plan: Design) -> Sums:
    """A measure over replicates: their groups of communities one after the other, as in the design."""
    above, below = (np.concatenate([run.sums[measure.name][i] for run in runs]) for i in (0, 1))
    return Sums(measure, above, below, np.array([r for run in runs for r in run.regions], dtype=np.int64), plan)


def overall(sums: Sums) -> Estimate:
    """The measure over everybody."""
    return everywhere([sums])[0]


def everywhere(many: Sequence[Sums]) -> list[Estimate]:
    """Measures over everybody, all of one design."""
    above, below = (np.array([getattr(s, of).sum(axis=1) for s in many])[:, None] for of in BOTH)
    return [row[0] for row in _estimates(many, above, below)]


def by_axis(many: Sequence[Sums], axis: Axis) -> list[dict[str, Estimate]]:
    """Measures of one design within each level of an attribute, over all regions."""
    levels = np.array([axis.of == number for number in range(len(axis.labels))], dtype=np.int64)
    above, below = (np.array([levels @ getattr(s, of).T for s in many]) for of in BOTH)         # [M,levels,G]
    return [dict(zip(axis.labels, row, strict=True)) for row in _estimates(many, above, below)]


def by_region(many: Sequence[Sums], labels: Labels) -> list[dict[str, Estimate]]:
    """Measures of one design within each region that has people; a region is a stratum of its own."""
    found: list[dict[str, Estimate]] = [{} for _ in many]
    regions = many[0].regions if many else np.zeros(0, dtype=np.int64)
    above, below = (np.array([getattr(s, of).sum(axis=1) for s in many]) for of in BOTH)
    for region in np.unique(regions).tolist():
        here = regions == region
        plan = Design(np.zeros(int(here.sum()), dtype=np.int64), many[0].plan.people[here], many[0].plan.replicates)
        for row, estimates in zip(found, _estimates(many, above[:, None, here], below[:, None, here], plan), strict=True):
            row[labels.regions[region]] = estimates[0]
    return found


def _estimates(many: Sequence[Sums], above: Counts, below: Counts, plan: Design | None = None) -> list[list[Estimate]]:
    """[M] rows of estimates from counts [M,levels,G]; plan: theirs when it is not that of the measures."""
    kinds = [(m.unit, m.estimand, m.scale, m.per) for m in (s.measure for s in many)]
    return many_ratios(above, below, plan or many[0].plan, kinds) if many else []
