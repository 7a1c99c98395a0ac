"""Ablate: what each part of a regime adds to an outcome, by living the same people with every set of parts switched off.

Here live the running of a plan of coalitions and the passage from its counts to Shapley values with their error, in one plain
structure that files, tables and sentences are made from. Never here: what a part is (``parts``), which sum a Shapley value is
(``shapley``), or a word on which regime is better: nothing is sought, every set of parts that the plan names is lived and told.
"""

import hashlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from ostrakon.engine.crew import each, group_of
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.errors import fail
from ostrakon.experiments import shapley as sh
from ostrakon.experiments.parts import Part, switched
from ostrakon.experiments.shapley import Plan
from ostrakon.kernel.memory import Memory
from ostrakon.measures.base import Labels, Measure
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import HEADLINES
from ostrakon.program import Program
from ostrakon.results.estimate import Combination, Contrast, Design, Ratios, combination, design, ratio, ratios
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.vocabulary import nearest

MOST_EXACT = 10         # parts of which all coalitions are lived; of more, orders are sampled
PAIRS = 16              # pairs of orders, unless told otherwise
BATCH = 12              # Programs whose tables are held at a time, some 9 MB each
PROBE = 1000            # people of the community on which the time is measured
Progress = Callable[[int, int], None]
NO_NUMBER: dict[str, Any] = {"value": None, "low": None, "high": None, "mcse": None}
Groups = dict[tuple[int, int], np.ndarray]
People = dict[tuple[int, int], int]


@dataclass(frozen=True)
class Ablation:
    """What is asked: a regime and its parts, on a society, and the outcomes that are told. ``plan`` names the coalitions."""

    scenario: Scenario
    regime: LoadedRegime
    society: LoadedSociety
    parts: tuple[Part, ...]
    plan: Plan
    measures: tuple[Measure, ...]

    def regimes(self) -> Iterator[tuple[int, LoadedRegime]]:
        """Each coalition with its regime: the parts that are not in it are off."""
        for coalition in self.plan.coalitions:
            yield coalition, switched(self.regime, [part for i, part in enumerate(self.parts) if not coalition >> i & 1])


@dataclass(frozen=True)
class Lived:
    """Counts [A,M,2,G]: numerator and denominator of each measure, by coalition and group of communities.

    programs [A]: digest of each coalition's Program; those with one digest were lived once.
    """

    counts: np.ndarray
    programs: tuple[str, ...]
    plan: Design
    people: int
    communities: int
    seconds: float

    @property
    def digest(self) -> str:
        """SHA-256 over all counts."""
        return hashlib.sha256(np.ascontiguousarray(self.counts).tobytes()).hexdigest()


def measures_of(names: Sequence[str]) -> tuple[Measure, ...]:
    """The outcomes of these names, each once. Raises OST8001 with the names there are."""
    known = {measure.name: measure for measure in HEADLINES}
    for name in names:
        if name not in known:
            fail("OST8001", f"--outcome {name[:40]}: there is no such outcome", allowed=", ".join(known), nearest=nearest(name, known))
    return tuple(known[name] for name in dict.fromkeys(names))


def plan_of(parts: int, orders: int | None, seed: int) -> Plan:
    """All coalitions of up to ten parts; of more, or when ``orders`` is given, those of so many sampled orders (an even number)."""
    if orders is None and parts <= MOST_EXACT:
        return sh.exact(parts)
    return sh.sampled(parts, PAIRS if orders is None else orders // 2, seed)


def seconds_of(ablation: Ablation, seed: int, workers: int) -> float:
    """About how long it will take, from a small community on each thread, lived with everything on and with everything off."""
    began = time.perf_counter()
    programs = [_program(ablation, switched(ablation.regime, off), None) for off in ((), ablation.parts)]
    _ = [program.digest for program in programs]            # what a Program costs before anybody lives under it
    making = (time.perf_counter() - began) / 2
    sizes = [place.people for place in _places(ablation.scenario, programs[0])]
    people, threads = min(max(sizes), PROBE), min(workers, len(sizes))
    month_first = ablation.scenario.month_first(programs[0].burn_in)
    live_community(programs[0], seed, Place(0, 0, min(people, 100)), 1, month_first)     # the kernel is loaded here

    def one(place: Place, memory: Memory) -> None:
        for program in programs:
            live_community(program, seed, place, ablation.scenario.days, month_first, memory=memory)

    began = time.perf_counter()
    for _ in each((Place(0, number, people) for number in range(threads)), one, threads):
        pass
    living = (time.perf_counter() - began) / (2 * threads * people)         # seconds a life, all threads at work
    return len(ablation.plan.coalitions) * (making + living * sum(sizes))


def live_plan(ablation: Ablation, *, seed: int, workers: int, progress: Progress | None = None) -> Lived:
    """Live every community under every coalition's Program, each different Program once; reduced to counts as they come.

    progress(lives done, lives in all), a life being a person under a coalition. Raises KeyboardInterrupt when stopped: some of the
    coalitions say nothing.
    """
    began, n, lives = time.perf_counter(), len(ablation.plan.coalitions), ablation.scenario.people
    found: dict[str, Groups] = {}
    digests: list[str] = []
    batch: list[tuple[Program, Groups]] = []
    first: Program | None = None
    people: People = {}
    told = communities = 0
    for number, (_, regime) in enumerate(ablation.regimes(), 1):
        program = _program(ablation, regime, first)
        first = first or program
        digests.append(program.digest)
        if digests[-1] not in found:
            found[digests[-1]] = {}
            batch.append((program, found[digests[-1]]))
        if len(batch) < BATCH and number < n:
            continue

        def show(done: int, told: int = told, number: int = number) -> None:
            if progress is not None:
                progress(told * lives + (number - told) * done, n * lives)

        if batch:
            people, communities = _live_batch(ablation, batch, seed, workers, show)
        show(lives)
        batch, told = [], number
    keys = sorted(people)
    counts = np.array([[found[digest][key] for key in keys] for digest in digests])         # [A,G,M,2]
    plan = design([region for region, _ in keys], [people[key] for key in keys])
    return Lived(np.moveaxis(counts, 1, 3), tuple(digests), plan, sum(people.values()), communities, time.perf_counter() - began)


def _program(ablation: Ablation, regime: LoadedRegime, first: Program | None) -> Program:
    """The Program of a regime; the society's tables are those of the first, held once."""
    program = compile_scenario(ablation.scenario, regime, ablation.society)
    return program if first is None else replace(program, society=first.society)


def _places(scenario: Scenario, program: Program) -> Iterator[Place]:
    return places(program.society.tables.population, scenario.people, scenario.community_size)


def _live_batch(ablation: Ablation, batch: Sequence[tuple[Program, Groups]], seed: int, workers: int,
                show: Callable[[int], None]) -> tuple[People, int]:
    """Live communities under some Programs, one after the other, and add each one's counts [M,2] into its groups.

    show(people done). Returns the people of each group, and the number of communities.
    """
    programs = [program for program, _ in batch]
    days, month_first = ablation.scenario.days, ablation.scenario.month_first(programs[0].burn_in)
    cohorts = ablation.society.model.grouping("cohorts")
    labels = [labels_of(program, cohorts, days) for program in programs]
    people: People = {}
    communities = 0

    def one(place: Place, memory: Memory) -> list[np.ndarray]:
        return [_counts(live_community(program, seed, place, days, month_first, memory=memory)[0], ablation.measures, names)
                for program, names in zip(programs, labels, strict=True)]

    for where, counts in each(_places(ablation.scenario, programs[0]), one, workers):
        key = group_of(where)
        people[key] = people.get(key, 0) + where.people
        communities += 1
        for (_, groups), found in zip(batch, counts, strict=True):
            groups[key] = groups.get(key, 0) + found
        show(sum(people.values()))
    return people, communities


def _counts(tallies: Any, measures: Sequence[Measure], labels: Labels) -> np.ndarray:
    """[M,2] numerator and denominator of each measure in a community."""
    return np.array([[int(pick(tallies, labels).sum()) for pick in (m.numerator, m.denominator)] for m in measures], dtype=np.int64)


def told(ablation: Ablation, lived: Lived) -> dict[str, Any]:
    """``parts``, ``plan``, ``outcomes`` and ``coalitions`` of an ablation."""
    plan, names = ablation.plan, [part.name for part in ablation.parts]
    arms = {m.name: ratios(lived.counts[:, i, 0], lived.counts[:, i, 1], lived.plan) for i, m in enumerate(ablation.measures)}
    return {
        "parts": [asdict(part) for part in ablation.parts],
        "plan": {"exact": plan.is_exact, "orders": len(plan.orders), "coalitions": len(plan.coalitions),
                 "programs": len(set(lived.programs))},
        "outcomes": {m.name: _outcome(m, plan, arms[m.name], lived.counts[:, i], names) for i, m in enumerate(ablation.measures)},
        "coalitions": [{"on": [name for i, name in enumerate(names) if c >> i & 1], "program": lived.programs[a],
                        "values": {m.name: _value(m, arms[m.name].theta[a]) for m in ablation.measures}}
                       for a, c in enumerate(plan.coalitions)],
    }


def _value(measure: Measure, theta: float) -> float | None:
    return None if np.isnan(theta) else float(theta) * measure.per


def _outcome(measure: Measure, plan: Plan, arms: Ratios, counts: np.ndarray, names: Sequence[str]) -> dict[str, Any]:
    """One outcome: with everything on, with everything off, what lies between, and what each part adds."""
    on, off = (int(plan.arms(c)[0]) for c in (plan.full, 0))

    def estimate(arm: int) -> dict[str, Any]:
        found = ratio(counts[arm, 0], counts[arm, 1], arms.plan, unit=measure.unit, estimand=measure.estimand, scale=measure.scale,
                      per=measure.per)
        return {k: v for k, v in asdict(found).items() if k not in ("unit", "estimand")}

    whole = _plain(combination(sh.total(plan), arms, unit=measure.unit, per=measure.per))
    return {
        "title": measure.title, "unit": measure.unit, "estimand": measure.estimand,
        "on": estimate(on), "off": estimate(off), "total": whole,
        "remainder": _percent(sh.outcome_of(plan, 0), arms, sh.outcome_of(plan, plan.full)),
        "parts": {name: _part(measure, plan, i, arms, is_clear(whole)) for i, name in enumerate(names)},
        "interactions": [{"parts": [names[i], names[j]],
                          **_plain(combination(sh.interaction(plan, i, j), arms, unit=measure.unit, per=measure.per))}
                         for i in range(plan.parts) for j in range(i + 1, plan.parts)] if plan.is_exact else [],
    }


def _part(measure: Measure, plan: Plan, i: int, arms: Ratios, clear: bool) -> dict[str, Any]:
    """What a part adds: its Shapley value, that in percent of the total and of the outcome, and its effect as the last and as the first.

    from_orders: the standard error that the choice of orders alone would give, 0 when all orders count. ``clear``: whether the
    total can be told from 0; a share of nothing is none.
    """
    adds, beside = sh.shapley(plan, i), sh.of_orders(plan, i, arms.theta)

    def plain(contrast: Contrast, beside: tuple[float, float] = (0.0, math.inf)) -> dict[str, Any]:
        return _plain(combination(contrast, arms, unit=measure.unit, per=measure.per, beside=beside))

    value = plain(adds, beside)
    return {
        "shapley": value,
        "from_orders": None if value["value"] is None else math.sqrt(beside[0]) * measure.per,
        "share": _percent(adds, arms, sh.total(plan), beside) if clear else NO_NUMBER,
        "of_outcome": _percent(adds, arms, sh.outcome_of(plan, plan.full), beside),
        "off_alone": plain(sh.last(plan, i)),
        "on_alone": plain(sh.first(plan, i)),
    }


def _percent(contrast: Contrast, arms: Ratios, over: Contrast, beside: tuple[float, float] = (0.0, math.inf)) -> dict[str, Any]:
    return _plain(combination(contrast, arms, unit="percent", per=100.0, over=over, beside=beside))


def _plain(found: Combination) -> dict[str, Any]:
    return {k: v for k, v in asdict(found).items() if k != "unit"}


def is_clear(found: dict[str, Any]) -> bool:
    """Whether a number can be told from 0: its interval leaves it out, or it has none and is not 0."""
    if found["value"] is None or found["value"] == 0:
        return False
    return bool(found["low"] is None or found["low"] > 0 or found["high"] < 0)
