"""Ablate: what each part of a regime adds to an outcome, by living the same people with every set of parts switched off.

Here live the running of a plan of coalitions and the passage from its counts to Shapley values with their error, in one plain
structure that files, tables and sentences are made from. Never here: what a part is (``parts``), which sum a Shapley value is
(``shapley``), or a word on which regime is better: nothing is sought, every set of parts that the plan names is lived and told.
"""

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ostrakon.engine.scenario import Scenario
from ostrakon.errors import fail
from ostrakon.experiments import shapley as sh
from ostrakon.experiments.around import Around
from ostrakon.experiments.parts import Part, switched
from ostrakon.experiments.plan import Values
from ostrakon.experiments.points import Prepared, Record, RegimeTrial, live_points
from ostrakon.experiments.shapley import Plan
from ostrakon.measures.base import Measure
from ostrakon.measures.summary import HEADLINES
from ostrakon.results.estimate import Combination, Contrast, Design, Ratios, combination, ratio, ratios
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.vocabulary import nearest

MOST_EXACT = 10         # parts of which all coalitions are lived; of more, orders are sampled
PAIRS = 16              # pairs of orders, unless told otherwise
OFF = "off="            # before the name of a part that is not in a coalition
Progress = Callable[[int, int], None]
NO_NUMBER: dict[str, Any] = {"value": None, "low": None, "high": None, "mcse": None}


@dataclass(frozen=True)
class Ablation:
    """What is asked: a regime and its parts, on a society, and the outcomes that are told. ``plan`` names the coalitions."""

    scenario: Scenario
    regime: LoadedRegime
    society: LoadedSociety
    parts: tuple[Part, ...]
    plan: Plan
    measures: tuple[Measure, ...]


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


@dataclass(frozen=True)
class AblationTrial(Around):
    """A regime with some of its parts off, each point a coalition: ``off=NAME`` for every part that is not in it."""

    parts: tuple[Part, ...]

    def prepare(self, overrides: Values) -> Prepared:
        """A coalition's tables; without a word everything is on. Raises OstrakonError."""
        off = {text.removeprefix(OFF) for text in overrides}
        regime = switched(self.base.regime, [part for part in self.parts if part.name in off])
        return self.base.prepared(self.base.tables(self.scenario, regime))


def points_of(ablation: Ablation) -> list[Values]:
    """The coalitions of the plan as points, in its order."""
    return [tuple(f"{OFF}{part.name}" for i, part in enumerate(ablation.parts) if not coalition >> i & 1)
            for coalition in ablation.plan.coalitions]


def trial_of(ablation: Ablation, *, seed: int, workers: int) -> AblationTrial:
    """What coalitions are tried on."""
    base = RegimeTrial(ablation.scenario, ablation.regime, ablation.society, ablation.measures, seed, workers)
    return AblationTrial(base, ablation.parts)


def lived_of(trial: AblationTrial, records: Sequence[Record], seconds: float) -> Lived:
    """What was lived, from the records of all coalitions. Raises OstrakonError when one could not be lived: the sums need all of them."""
    for record in records:
        if record["refused"] is not None:
            fail(record["refused"]["code"], f"with {', '.join(record['overrides']) or 'everything on'}: {record['refused']['reason']}")
    whole = [records[record["point"] if record["same_as"] is None else record["same_as"]]["counts"] for record in records]
    counts = np.array([[found[m.name] for m in trial.measures] for found in whole], dtype=np.int64)         # [A,M,2,G]
    return Lived(counts, tuple(record["program"] for record in records), trial.plan, trial.scenario.people, len(trial.base.places), seconds)


def live_plan(ablation: Ablation, *, seed: int, workers: int, progress: Progress | None = None) -> Lived:
    """Live every community under every coalition's Program, each different Program once.

    progress(coalitions done, coalitions in all). Raises KeyboardInterrupt when stopped: some of the coalitions say nothing.
    """
    began, trial = time.perf_counter(), trial_of(ablation, seed=seed, workers=workers)
    records = live_points(trial, points_of(ablation), lambda record: None, progress=progress)
    return lived_of(trial, records, time.perf_counter() - began)


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
