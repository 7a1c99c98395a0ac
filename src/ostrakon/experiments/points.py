"""Points lived one after the other: each on the same people with the same luck, each kept the moment it is finished.

Here live the living of a plan, what is kept of a point, and the arithmetic of luck over points. Never here: which points there
are (``plan``), or what is read from them (``sweep``, ``sensitivity``). A point that the language, the regime or the kernel
refuses is kept with the reason, and the rest goes on.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from ostrakon.engine.crew import group_of
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import MOST_DAYS, Scenario, compile_scenario
from ostrakon.engine.simulate import places, simulate
from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.experiments.plan import Values, varied
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Measure, reduce
from ostrakon.measures.labels import labels_of
from ostrakon.program import Program
from ostrakon.results.estimate import Design, Ratios, design, difference, ratio, ratios
from ostrakon.spec.check import demand
from ostrakon.spec.load import LoadedRegime, LoadedSociety

PROBE = 1000            # people of the community on which the time is measured
LINE = 300              # bytes of a record beside its counts
Record = dict[str, Any]
Counts = dict[str, list[list[float]]]
Keep = Callable[[Record], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Prepared:
    """A point that can be lived. digest: equal for two points exactly when their counts are."""

    digest: str
    live: Callable[[], Counts]


class Trial(Protocol):
    """What a point is tried on: a regime and its people, or in a test a function."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The outcomes."""

    @property
    def plan(self) -> Design:
        """The groups of which there are counts."""

    def prepare(self, overrides: Values) -> Prepared:
        """Raises OstrakonError for a point that is not valid."""


@dataclass(frozen=True)
class RegimeTrial:
    """A regime, changed by overrides, lived on the people of one seed. Counts [2,G]: numerator and denominator by group."""

    scenario: Scenario
    regime: LoadedRegime
    society: LoadedSociety
    measures: tuple[Measure, ...]
    seed: int
    workers: int
    society_tables: list[Any] = field(default_factory=list)      # held once

    @cached_property
    def places(self) -> list[Place]:
        """Every community."""
        return list(places(self.program(()).society.tables.population, self.scenario.people, self.scenario.community_size))

    @cached_property
    def groups(self) -> list[tuple[tuple[int, int], int]]:
        """(region, group of communities) and its people, in the order of the counts."""
        people: dict[tuple[int, int], int] = {}
        for place in self.places:
            people[group_of(place)] = people.get(group_of(place), 0) + place.people
        return sorted(people.items())

    @cached_property
    def plan(self) -> Design:
        """The groups, as the jackknife needs them."""
        return design([region for (region, _), _ in self.groups], [people for _, people in self.groups])

    def program(self, overrides: Values) -> Program:
        """The tables of a point. Raises OstrakonError."""
        regime = varied(self.regime, overrides)
        demand(regime.model, self.society.model, regime.places)
        if regime.model.burn_in_days + self.scenario.days > MOST_DAYS:
            fail("OST8001", f"{regime.model.burn_in_days:,} days of burn-in and {self.scenario.days:,} days",
                 allowed=f"{MOST_DAYS:,} days together")
        program = compile_scenario(replace(self.scenario, burn_in=None), regime, self.society)
        self.society_tables[:] = self.society_tables or [program.society]
        return replace(program, society=self.society_tables[0])

    def prepare(self, overrides: Values) -> Prepared:
        """The point's tables, to be lived under."""
        program = self.program(overrides)
        return Prepared(program.digest, lambda: self._live(program))

    def _live(self, program: Program) -> Counts:
        try:
            run = simulate(self.scenario, seed=self.seed, workers=self.workers, program=program)
        except RuntimeError as error:
            fail("OST6001", str(error), remedy="please report it, with the regime, the point and the seed")
        if not run.complete:
            raise KeyboardInterrupt                     # a part of the people is no point
        return self._counts(run.groups, program)

    def _counts(self, groups: dict[tuple[int, int], Tallies], program: Program) -> Counts:
        found = reduce(groups, self.measures, labels_of(program, self.society.model.grouping("cohorts"), self.scenario.days))
        return {m.name: found.sums[m.name].sum(axis=2).tolist() for m in self.measures}

    def seconds(self) -> float:
        """About how long one point takes: its tables, and one small community lived and reckoned up to all people."""
        sizes = [place.people for place in self.places]     # fills the society's tables, once and not for each point
        began = time.perf_counter()
        program = self.program(())
        compiling = time.perf_counter() - began
        memory, people = Memory(), min(max(sizes), PROBE)
        month_first = self.scenario.month_first(program.burn_in)
        live_community(program, self.seed, Place(0, 0, min(people, 100)), 1, month_first, memory=memory)    # the kernel is loaded here
        began = time.perf_counter()
        counts = live_community(program, self.seed, Place(0, 0, people), self.scenario.days, month_first, memory=memory)[0]
        living = time.perf_counter() - began
        began = time.perf_counter()
        self._counts({(0, 0): counts}, program)
        counting = (time.perf_counter() - began) * len(self.plan.people)
        return compiling + counting + living / people * sum(sizes) / min(self.workers, len(sizes))

    def bytes(self) -> int:
        """About how much one point takes on disk."""
        groups = len(self.plan.people)
        return LINE + len(self.measures) * 2 * groups * (len(str(self.scenario.people * self.scenario.days // groups)) + 2)


def live_points(trial: Trial, points: Sequence[Values], keep: Keep, done: Sequence[Record] = (), progress: Progress | None = None
                ) -> list[Record]:
    """The records of all points, in the order of the plan; each new one is given to ``keep`` as it is finished.

    done: records of the first points, from an earlier run. A point of the same tables as an earlier one is not lived again.
    Raises KeyboardInterrupt when stopped: what was finished is with ``keep``.
    """
    records = list(done)
    first = {r["program"]: r["point"] for r in reversed(records) if r["program"]}
    for number in range(len(records), len(points)):
        record = _lived(trial, number, points[number], first)
        keep(record)
        records.append(record)
        if progress is not None:
            progress(len(records), len(points))
    return records


def _lived(trial: Trial, number: int, overrides: Values, first: dict[str, int]) -> Record:
    began = time.perf_counter()
    record: Record = {"point": number, "overrides": list(overrides), "program": None, "same_as": None, "counts": None, "refused": None}
    try:
        prepared = trial.prepare(overrides)
        record["program"], record["same_as"] = prepared.digest, first.get(prepared.digest)
        if record["same_as"] is None:
            record["counts"] = prepared.live()
            first[prepared.digest] = number
    except OstrakonError as error:
        record.update(program=None, refused=_reason(error.problems))
    return {**record, "seconds": round(time.perf_counter() - began, 3)}


def _reason(problems: Sequence[Problem]) -> dict[str, str]:
    """Why a point was refused: the first of its problems, and how many more there are."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return {"code": problems[0].code, "reason": problems[0].message + more}


@dataclass(frozen=True)
class Outcomes:
    """One measure over the points of a plan. above, below [A,G]: nan where a point was refused."""

    measure: Measure
    above: np.ndarray
    below: np.ndarray
    plan: Design

    @property
    def ratios(self) -> Ratios:
        """[A] values, and those without each group."""
        return ratios(self.above, self.below, self.plan)

    @property
    def values(self) -> np.ndarray:
        """[A] in the measure's unit; nan where a point was refused or had nobody to count."""
        return self.ratios.theta * self.measure.per

    def told(self, point: int, base: int = 0) -> dict[str, Any]:
        """Value, interval and luck (``mcse``) of a point, and its paired difference from another, the regime as it is.

        All None where there is nothing to tell.
        """
        m, numbers = self.measure, ("value", "low", "high", "mcse")
        if np.isnan(self.above[point]).any():
            return {**dict.fromkeys(numbers), "difference": dict.fromkeys(numbers)}
        found = ratio(self.above[point], self.below[point], self.plan, unit=m.unit, estimand=m.estimand, scale=m.scale, per=m.per)
        gap = difference((self.above[base], self.below[base]), (self.above[point], self.below[point]), self.plan, unit=m.unit, per=m.per)
        return {**{key: getattr(found, key) for key in numbers}, "difference": {key: getattr(gap, key) for key in numbers}}


def outcomes(trial: Trial, records: Sequence[Record]) -> Iterator[Outcomes]:
    """Every measure over the points; a point with the tables of another has its counts."""
    plan = trial.plan
    for measure in trial.measures:
        counts = np.full((len(records), 2, len(plan.people)), np.nan)
        for i, record in enumerate(records):
            if record["refused"] is None:
                counts[i] = records[i if record["same_as"] is None else record["same_as"]]["counts"][measure.name]
        yield Outcomes(measure, counts[:, 0], counts[:, 1], plan)


def value_or_none(value: float) -> float | None:
    """A number for a file: nan is nothing.

    >>> value_or_none(float("nan")), value_or_none(np.float64(2))
    (None, 2.0)
    """
    return None if np.isnan(value) else float(value)
