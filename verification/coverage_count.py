"""Counting: what an outcome is estimated to be in each seed, and how often its interval covers the truth.

Here live outcomes as functions of one or several replicates, and the figures of a row. Never here: a run, or a page.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from coverage_case import Lived

from ostrakon.measures.base import Counts, Measure
from ostrakon.measures.summary import HEADLINES
from ostrakon.results.estimate import Contrast, Design, combination, design, difference, ratio, ratios, total
from ostrakon.results.relative import relative

Ends = tuple[float | None, float | None, float | None]       # value, low, high
LEVEL, BAND = 0.95, (0.93, 0.97)
Z = 1.959964
FEW = 20                                                     # fewer expected people or events: not judged
SCALES = {m.name: m for m in HEADLINES}


@dataclass(frozen=True)
class Drawn:
    """Sums of the replicates of one estimate: above, below [arm][measure] [G,N], groups in the order of the design."""

    above: dict[str, dict[str, Counts]]
    below: dict[str, dict[str, Counts]]
    regions: Counts
    plan: Design

    def sides(self, arm: str, name: str, cohorts: Counts | None = None, region: int | None = None) -> tuple[Counts, Counts]:
        """[G] numerators and denominators over all cohorts or some, in all regions or one."""
        found = []
        for side in (self.above, self.below):
            cells = side[arm][name]
            cells = cells if cohorts is None else cells[:, cohorts]
            found.append((cells if region is None else cells[self.regions == region]).sum(axis=1))
        return found[0], found[1]


def drawn(lived: Lived, seeds: Sequence[int]) -> Drawn:
    """The replicates at these positions, pooled as a run pools them."""
    rows, times = np.asarray(seeds), len(seeds)

    def pooled(side: dict[str, dict[str, Counts]]) -> dict[str, dict[str, Counts]]:
        return {arm: {name: x[rows].reshape(-1, x.shape[-1]) for name, x in by.items()} for arm, by in side.items()}

    regions, people = np.tile(lived.regions, times), np.tile(lived.people, times)
    return Drawn(pooled(lived.above), pooled(lived.below), regions, design(regions.tolist(), people.tolist(), times))


@dataclass(frozen=True)
class Outcome:
    """One row. ends: value, low and high of replicates; truth: what is known beforehand, None where only the mean of seeds says it.

    events: how many people or events an estimate rests on, on average: those of the numerator, or of what is left of a share near 1.
    """

    name: str
    ends: Callable[[Drawn], Ends]
    truth: float | None = None
    events: Callable[[Drawn], float] = field(default=lambda _: math.nan)


def measured(name: str) -> Measure:
    """The headline measure of this name; a share of people where there is none."""
    return SCALES.get(name, SCALES["listed"])


def one(arm: str, name: str, cohorts: Counts | None = None, region: int | None = None) -> Callable[[Drawn], Ends]:
    """A measure of one arm, as a run's summary gives it."""
    m = measured(name)

    def ends(d: Drawn) -> Ends:
        above, below = d.sides(arm, name, cohorts, region)
        plan = d.plan if region is None else Design(np.zeros(len(above), dtype=np.int64), d.plan.people[d.regions == region],
                                                    d.plan.replicates)
        found = ratio(above, below, plan, unit="", estimand="", scale=m.scale, per=m.per)
        return found.value, found.low, found.high

    return ends


def number(arm: str, name: str) -> Callable[[Drawn], Ends]:
    """The numerator's total per run."""
    def ends(d: Drawn) -> Ends:
        found = total(d.sides(arm, name)[0], d.plan, unit="", estimand="")
        return found.value, found.low, found.high

    return ends


def gap(first: str, second: str, name: str) -> Callable[[Drawn], Ends]:
    """A measure in the second arm less that in the first, paired."""
    def ends(d: Drawn) -> Ends:
        found = difference(d.sides(first, name), d.sides(second, name), d.plan, unit="", per=measured(name).per)
        return found.value, found.low, found.high

    return ends


def change(first: str, second: str, name: str) -> Callable[[Drawn], Ends]:
    """The same in percent of the first arm, paired."""
    def ends(d: Drawn) -> Ends:
        above, below = (np.array(x) for x in zip(d.sides(first, name), d.sides(second, name), strict=True))
        found = combination(Contrast(np.ones(1), np.array([1]), np.array([0])), ratios(above, below, d.plan), unit="", per=100.0,
                            over=Contrast(np.ones(1), np.array([0])))
        return found.value, found.low, found.high

    return ends


def risk(arm: str, name: str, cohorts: Counts) -> Callable[[Drawn], Ends]:
    """How many times as often it befalls these cohorts as all others."""
    def ends(d: Drawn) -> Ends:
        above, below = d.sides(arm, name, cohorts)
        found = relative(above[None], below[None], *d.sides(arm, name), d.plan)
        return tuple(None if np.isnan(x[0]) else float(x[0]) for x in (found.ratio, found.low, found.high))  # type: ignore[return-value]

    return ends


def people_in(arm: str, name: str, cohorts: Counts | None = None, region: int | None = None) -> Callable[[Drawn], float]:
    """Events behind a measure: its numerator, or of a share near 1 what is left."""
    def events(d: Drawn) -> float:
        above, below = (float(side.sum()) for side in d.sides(arm, name, cohorts, region))
        return min(above, below - above) if measured(name).scale == "share" else abs(above)

    return events


@dataclass(frozen=True)
class Row:
    """What the intervals of all sets did. Counts: sets, those without an interval, covering, truth below the interval, truth above it."""

    outcome: Outcome
    truth: float
    error: float                    # one standard error of the mean of the sets
    mean: float
    bias: float                     # in standard errors of the mean
    events: float
    sets: int
    without: int
    covers: int
    below: int
    above: int
    width: float                    # mean width over twice 1.96 standard deviations of the estimate between sets

    @property
    def coverage(self) -> float:
        """Of the intervals given."""
        return self.covers / max(1, self.sets - self.without)

    def wilson(self) -> tuple[float, float]:
        """A 95 percent interval of the coverage."""
        return wilson(self.covers, self.sets - self.without)

    def verdict(self) -> str:
        """In the band, outside it, or not judged for want of events: too few, or half of the sets without an interval."""
        if self.events < FEW or 2 * self.without > self.sets:
            return "few events"
        return "yes" if BAND[0] <= self.coverage <= BAND[1] else "**no**"


def wilson(hits: int, trials: int, z: float = Z) -> tuple[float, float]:
    """E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212."""
    if trials == 0:
        return 0.0, 1.0
    p, n = hits / trials, trials
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


def counted(outcome: Outcome, sets: Sequence[Drawn], whole: Drawn) -> Row | None:
    """A row from the sets; the truth, where it is not known, is the outcome of all seeds together. None when nothing varies."""
    found = [outcome.ends(d) for d in sets]
    truth = outcome.truth if outcome.truth is not None else outcome.ends(whole)[0]
    values = np.array([v for v, _, _ in found if v is not None])
    if truth is None or len(values) < 2 or not np.ptp(values) > 0:
        return None
    given = [(low, high) for _, low, high in found if low is not None and high is not None]
    low, high = np.array(given, dtype=np.float64).reshape(-1, 2).T
    sd = float(np.std(values, ddof=1))
    error = sd / math.sqrt(len(values))
    return Row(outcome, truth, error, float(values.mean()), (float(values.mean()) - truth) / error,
               float(np.mean([outcome.events(d) for d in sets])), len(sets), len(sets) - len(given),
               int(((low <= truth) & (truth <= high)).sum()), int((truth < low).sum()), int((truth > high).sum()),
               float((high - low).mean() / (2 * Z * sd)) if given else math.nan)


def together(lived: Lived) -> Drawn:
    """All seeds added up, as one run of so many times the people."""
    def summed(side: dict[str, dict[str, Counts]]) -> dict[str, dict[str, Counts]]:
        return {arm: {name: x.sum(axis=0) for name, x in by.items()} for arm, by in side.items()}

    return Drawn(summed(lived.above), summed(lived.below), lived.regions,
                 design(lived.regions.tolist(), (lived.people * lived.seeds).tolist(), lived.seeds))

