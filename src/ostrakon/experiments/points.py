"""Points on the same people with the same luck, a few side by side, each kept the moment it is finished.

Here live the living of a plan, and what is kept of a point. Never here: which points there are (``plan``), what is read from them
(``sweep``, ``sensitivity``), or the arithmetic of luck over points (``outcomes``). A point that the language, the regime or the kernel
refuses is kept with the reason, and the rest goes on.
"""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol

from ostrakon.engine.crew import Crew, group_of
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import MOST_DAYS, Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.experiments.beside import live_beside
from ostrakon.experiments.plan import Values, varied
from ostrakon.kernel.memory import Memory
from ostrakon.measures.base import Labels, Measure
from ostrakon.measures.labels import labels_of
from ostrakon.program import Program
from ostrakon.results.estimate import Design, design
from ostrakon.spec.check import demand_lived
from ostrakon.spec.load import LoadedRegime, LoadedSociety

PROBE = 1000            # people of the community on which the time is measured
LINE = 300              # bytes of a record beside its counts
MOST_BESIDE = 12        # Programs whose tables are held at a time, some 9 MB each
LIVES = 1_200_000       # people times years that are lived before any of their points is finished: seconds, which a stop may cost
Record = dict[str, Any]
Counts = dict[str, list[list[float]]]
Keep = Callable[[Record], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Prepared:
    """A point that can be lived. digest: equal for two points exactly when their counts are.

    arm: what may be lived side by side with arms of the same trial, to the same counts; None where a point is lived by itself.
    """

    digest: str
    live: Callable[[], Counts]
    arm: "Arm | None" = None


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
class Arm:
    """A Program with the names behind its counts, on the people of a trial."""

    trial: "RegimeTrial"
    program: Program

    @property
    def labels(self) -> Labels:
        """The names."""
        return labels_of(self.program, self.trial.society.model.grouping("cohorts"), self.trial.scenario.days)


@dataclass(frozen=True)
class RegimeTrial:
    """A regime, changed by overrides, lived on the people of one seed. Counts [2,G]: numerator and denominator by group.

    workers: threads; crew: who lives communities instead of them.
    """

    scenario: Scenario
    regime: LoadedRegime
    society: LoadedSociety
    measures: tuple[Measure, ...]
    seed: int
    workers: int
    society_tables: list[Any] = field(default_factory=list)      # held once
    crew: Crew | None = None

    def by(self, crew: Crew, threads: int) -> "RegimeTrial":
        """The same, lived by a crew of so many threads."""
        return replace(self, crew=crew, workers=threads)

    @property
    def hands(self) -> int | Crew:
        """Who lives communities."""
        return self.workers if self.crew is None else self.crew

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
        demand_lived(regime.model, self.society.model, regime.places)
        if regime.model.burn_in_days + self.scenario.days > MOST_DAYS:
            fail("OST8001", f"{regime.model.burn_in_days:,} days of burn-in and {self.scenario.days:,} days",
                 allowed=f"{MOST_DAYS:,} days together")
        return self.tables(replace(self.scenario, burn_in=None), regime)

    def tables(self, scenario: Scenario, regime: LoadedRegime) -> Program:
        """The tables of a regime on this society, whose own tables are made once. Raises OstrakonError."""
        program = compile_scenario(scenario, regime, self.society, *self.society_tables)
        self.society_tables[:] = self.society_tables or [program.society]
        return replace(program, society=self.society_tables[0])

    def prepare(self, overrides: Values) -> Prepared:
        """The point's tables, to be lived under."""
        return self.prepared(self.program(overrides))

    def prepared(self, program: Program) -> Prepared:
        """These tables, to be lived under."""
        arm = Arm(self, program)
        return Prepared(program.digest, lambda: counts_of(self.lived([arm])[0]), arm)

    @property
    def beside(self) -> int:
        """How many points may be lived side by side: what a stop may cost is seconds."""
        return max(1, min(MOST_BESIDE, LIVES * 365 // (self.scenario.people * self.scenario.days)))

    def lived(self, arms: Sequence[Arm]) -> "list[Counts | OstrakonError]":
        """The counts of each arm, or why it could not be lived. Raises KeyboardInterrupt when stopped: part of the people is no point."""
        groups, failed = live_beside(self.scenario, [arm.program for arm in arms], [arm.labels for arm in arms], self.measures, self.seed,
                                     self.hands)
        found: list[Counts | OstrakonError] = []
        for i in range(len(arms)):
            if i in failed:
                found.append(OstrakonError(Problem(*failed[i])))
            else:
                found.append({m.name: [[int(counts[i, j, end]) for counts in groups.values()] for end in (0, 1)]
                              for j, m in enumerate(self.measures)})
        return found

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
        live_community(program, self.seed, Place(0, 0, people), self.scenario.days, month_first, memory=memory)
        living = time.perf_counter() - began
        return compiling + living / people * sum(sizes) / min(self.workers, len(sizes))

    def bytes(self) -> int:
        """About how much one point takes on disk."""
        groups = len(self.plan.people)
        return LINE + len(self.measures) * 2 * groups * (len(str(self.scenario.people * self.scenario.days // groups)) + 2)


def counts_of(found: Counts | OstrakonError) -> Counts:
    """The counts. Raises the error instead, where there is one."""
    if isinstance(found, OstrakonError):
        raise found
    return found


def live_points(trial: Trial, points: Sequence[Values], keep: Keep, done: Sequence[Record] = (), progress: Progress | None = None
                ) -> list[Record]:
    """The records of all points, in the order of the plan; each new one is given to ``keep`` as it is finished.

    done: records of the first points, from an earlier run. A point of the same tables as an earlier one is not lived again. While some
    points are lived the tables of the next ones are made. Raises KeyboardInterrupt when stopped: what was finished is with ``keep``.
    """
    records = list(done)
    first = {r["program"]: r["point"] for r in reversed(records) if r["program"]}
    todo = list(enumerate(points))[len(records):]
    with ThreadPoolExecutor(1) as ahead, closing(_batches(trial, todo, ahead)) as batches:
        for batch in batches:
            for record in _lived(batch, first):
                keep(record)
                records.append(record)
                if progress is not None:
                    progress(len(records), len(points))
    return records


@dataclass(frozen=True)
class _Point:
    """A point that is prepared, or refused. seconds: that it took so far."""

    number: int
    overrides: Values
    prepared: Prepared | OstrakonError
    seconds: float


def _batches(trial: Trial, todo: Sequence[tuple[int, Values]], ahead: ThreadPoolExecutor) -> Generator[list[_Point]]:
    """Points that are lived side by side, the next ones being prepared meanwhile; the first decides how many that may be."""
    def prepare(number: int, overrides: Values) -> _Point:
        began = time.perf_counter()
        try:
            found: Prepared | OstrakonError = trial.prepare(overrides)
        except OstrakonError as error:
            found = error
        return _Point(number, overrides, found, time.perf_counter() - began)

    coming: list[Future[_Point]] = []
    left = iter(todo)

    def more(n: int) -> None:
        while len(coming) < n and (one := next(left, None)) is not None:
            coming.append(ahead.submit(prepare, *one))

    more(1)
    try:
        while coming:
            point = coming.pop(0).result()
            arm = point.prepared.arm if isinstance(point.prepared, Prepared) else None
            batch, most = [point], 1 if arm is None else arm.trial.beside
            more(most - 1)
            while len(batch) < most and coming:
                batch.append(coming.pop(0).result())
            more(most)
            yield batch
    finally:
        for future in coming:
            future.cancel()


def _lived(batch: Sequence[_Point], first: dict[str, int]) -> Iterator[Record]:
    """The records of points that are lived side by side. first: the number of the point that was lived under tables of a digest."""
    began, arms = time.perf_counter(), dict[str, Arm]()
    for point in batch:
        if isinstance(point.prepared, Prepared) and point.prepared.arm is not None and point.prepared.digest not in first:
            arms.setdefault(point.prepared.digest, point.prepared.arm)
    several: dict[str, Counts | OstrakonError] = {}
    for trial in {id(arm.trial): arm.trial for arm in arms.values()}.values():
        its = {digest: arm for digest, arm in arms.items() if arm.trial is trial}
        several |= zip(its, trial.lived(list(its.values())), strict=True)
    each = (time.perf_counter() - began) / max(len(arms), 1)
    for point in batch:
        record: Record = {"point": point.number, "overrides": list(point.overrides), "program": None, "same_as": None, "counts": None,
                          "refused": None}
        began, beside = time.perf_counter(), 0.0
        try:
            if isinstance(point.prepared, OstrakonError):
                raise point.prepared
            digest = point.prepared.digest
            record["program"], record["same_as"] = digest, first.get(digest)
            if record["same_as"] is None:
                record["counts"] = counts_of(several[digest]) if digest in several else point.prepared.live()
                first[digest], beside = point.number, each * (digest in several)
        except OstrakonError as error:
            record.update(program=None, refused=_reason(error.problems))
        yield {**record, "seconds": round(point.seconds + beside + time.perf_counter() - began, 3)}


def _reason(problems: Sequence[Problem]) -> dict[str, str]:
    """Why a point was refused: the first of its problems, and how many more there are."""
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return {"code": problems[0].code, "reason": problems[0].message + more}
