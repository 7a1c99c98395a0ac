"""Precision: as many replicates as an outcome needs until its interval is as narrow as asked, and how many that was.

Here live the two stages and what is said of them. Never here: a stop that depends on how narrow the interval has become.

To live until an interval is narrow enough, looking each time, stops most readily where luck made it look narrow, and the interval is
then right less often than it says. So there are two stages: C. Stein, "A two-sample test for a linear hypothesis whose power is
independent of the variance", Annals of Mathematical Statistics 16 (1945), 243-258. A pilot of r replicates gives the standard error
s of the pooled outcome with f degrees of freedom (the jackknife over communities). By the square-root law n replicates have
s sqrt(r/n), so n = max(r, ceil(r (t s / d)^2)) for a half-width d, t the quantile of Student's law with f degrees. The outcome of all
n, plus or minus t s sqrt(r/n), is right in 95 percent of all cases at least, as far as replicates are normal: their spread after the
pilot is not asked. Where d is a share of the outcome it is a share of the pilot's, which makes that an approximation.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np
import pyarrow as pa
from scipy.special import stdtrit

from ostrakon.engine.scenario import Scenario
from ostrakon.errors import fail
from ostrakon.experiments.ablate import measures_of
from ostrakon.experiments.around import Around
from ostrakon.experiments.plan import Values
from ostrakon.experiments.points import Prepared, Record, RegimeTrial, live_points
from ostrakon.experiments.sweep import cell, counted
from ostrakon.measures.base import Measure
from ostrakon.program import tables_digest
from ostrakon.results.estimate import LEVEL, Design, design, ratio, standard_error
from ostrakon.results.figures import number
from ostrakon.results.words import is_share
from ostrakon.spec.load import load_regime, load_society

PILOT = 4               # replicates, unless told otherwise
MOST = 100_000          # replicates
FEW = 50                # counted in a pilot; with fewer its spread is a guess
WIDER = 1.2             # so many times as wide as asked is the interval from all replicates before a word is said
HEADINGS = ("Outcome", "value", "95 % interval", "either way", "asked", "replicates", "from all")
MEANING = ("95 percent interval of two stages (Stein 1945): how many replicates there are was settled by the pilot alone, not by looking "
           "at the interval. From all: half the ordinary interval of all replicates, for comparison.")
Groups = Sequence[tuple[tuple[int, int], int]]      # (region, group of communities) and its people


@dataclass(frozen=True)
class Goal:
    """How far off an outcome may be either way: in its unit, or ``relative``, as a share of it."""

    within: float
    relative: bool

    def half(self, value: float) -> float:
        """In the unit of the outcome."""
        return self.within * abs(value) if self.relative else self.within

    def said(self, unit: str) -> str:
        """In words."""
        return f"{number(self.within * 100)} %" if self.relative else cell(self.within, unit)


def goal_of(text: str) -> Goal:
    """``5%`` of the outcome, or a number in its unit. Raises OST8001.

    >>> goal_of("0.5%"), goal_of("0.001")
    (Goal(within=0.005, relative=True), Goal(within=0.001, relative=False))
    """
    said = text.strip()
    try:
        within = float(said.removesuffix("%"))
    except ValueError:
        within = math.nan
    if not 0 < within < math.inf or not said.isascii() or "_" in said or (said.endswith("%") and within >= 100):
        fail("OST8001", f"--within is '{text[:40]}'", allowed="a part of the outcome, such as 5%, or a number above 0 in its unit",
             remedy="of a share, 0.001 is a tenth of a percentage point")
    return Goal(within / 100, True) if said.endswith("%") else Goal(within, False)


class ReplicateTrial(Around):
    """A regime as it is; point i is the replicate of the seed plus i."""

    def prepare(self, overrides: Values) -> Prepared:
        """One replicate; without a word the first."""
        seed = (self.seed + (int(overrides[0].partition("=")[2]) if overrides else 0)) % 2**64
        found = replace(self.base, seed=seed).prepare(())
        return Prepared(tables_digest([], found.digest, seed), found.live)


def points_of(replicates: int) -> list[Values]:
    """So many replicates as points."""
    return [(f"replicate={i}",) for i in range(replicates)]


@dataclass(frozen=True)
class Pooled:
    """One outcome over replicates. above, below [R x G]: groups of communities of all replicates, one after the other."""

    measure: Measure
    above: np.ndarray
    below: np.ndarray
    plan: Design

    @property
    def value(self) -> float | None:
        """In the measure's unit; None where nobody counts."""
        return float(self.above.sum() / self.below.sum()) * self.measure.per if self.below.sum() > 0 else None


def pooled(measure: Measure, groups: Groups, records: Sequence[Record]) -> Pooled:
    """A measure over the replicates of these records. Raises OstrakonError when one was refused."""
    for record in records:
        if record["refused"] is not None:
            fail(record["refused"]["code"], record["refused"]["reason"])
    counts = np.array([record["counts"][measure.name] for record in records], dtype=np.float64)       # [R,2,G]
    regions, people = [region for (region, _), _ in groups], [n for _, n in groups]
    whole = design(regions * len(records), people * len(records), len(records))
    return Pooled(measure, counts[:, 0].ravel(), counts[:, 1].ravel(), whole)


@dataclass(frozen=True)
class Need:
    """What a pilot of ``pilot`` replicates says: ``replicates`` are needed for half-width ``half``.

    value, spread: outcome and standard error of the pilot; width: t times that. All in the measure's unit. counted: of the numerator.
    """

    value: float
    spread: float
    freedom: float
    half: float
    pilot: int
    replicates: int
    counted: float

    @property
    def width(self) -> float:
        """Half the interval of the pilot."""
        return float(stdtrit(self.freedom, 0.5 + LEVEL / 2)) * self.spread

    def half_of(self, replicates: int) -> float:
        """Half the interval of so many replicates, by the square-root law."""
        return self.width * math.sqrt(self.pilot / replicates)


def need(found: Pooled, goal: Goal, pilot: int) -> Need:
    """How many replicates an outcome needs. Raises OST8001 where a pilot has too little to tell."""
    m, value = found.measure, found.value
    error = standard_error(found.above, found.below, found.plan)

    def refuse(why: str) -> NoReturn:
        fail("OST8001", f"--outcome {m.name}: in a pilot of {pilot} replicates of {found.plan.people.sum() / pilot:,.0f} people {why}",
             remedy=f"take a larger pilot, --pilot {4 * pilot}, or more --people")

    if value is None:
        refuse("there is nobody to count it in")
    if not np.any(found.above):
        refuse("not one was counted")
    if goal.relative and value == 0:
        refuse("it is 0, of which no part can be taken")
    if error is None:
        refuse("it varies too little, or in too few communities, to tell how much")
    spread, half = error[0] * m.per, goal.half(value)
    first = Need(value, spread, error[1], half, pilot, pilot, float(found.above.sum()))
    n = max(pilot, math.ceil(pilot * (first.width / half) ** 2 * (1 - 1e-12)))
    if n > MOST:
        fail("OST8001", f"--within {goal.said(m.unit)}: {m.name} would need {n:,} replicates", allowed=f"at most {MOST:,}",
             remedy="ask for less, or take more --people in each")
    return replace(first, replicates=n)


def told(measures: Sequence[Measure], goal: Goal, groups: Groups, records: Sequence[Record], pilot: int) -> dict[str, Any]:
    """``pilot``, ``replicates`` and ``outcomes`` of what was lived."""
    n = len(records)
    outcomes = {}
    for m in measures:
        needed, whole = need(pooled(m, groups, records[:pilot]), goal, pilot), pooled(m, groups, records)
        value, half = whole.value, needed.half_of(n)
        assert value is not None                # a part of it had one
        plain = ratio(whole.above, whole.below, whole.plan, unit=m.unit, estimand=m.estimand, scale=m.scale, per=m.per)
        outcomes[m.name] = {
            "title": m.title, "unit": m.unit, "estimand": m.estimand, "value": value, "low": value - half, "high": value + half,
            "half": half, "asked": needed.half, "needed": needed.replicates, "counted_in_pilot": needed.counted,
            "pilot": {"value": needed.value, "mcse": needed.spread, "freedom": needed.freedom},
            "all": {"low": plain.low, "high": plain.high, "mcse": plain.mcse},
        }
    return {"within": {"value": goal.within, "relative": goal.relative}, "pilot": pilot, "replicates": n,
            "people_each": sum(people for _, people in groups), "outcomes": outcomes}


def sentences(found: Mapping[str, Any]) -> Iterator[str]:
    """What was needed, what came out, and what to think of it."""
    n, pilot, each = found["replicates"], found["pilot"], found["people_each"]
    for o in found["outcomes"].values():
        unit = o["unit"]
        enough = "the pilot was enough" if o["needed"] == pilot else f"it needs {o['needed']:,} replicates, by a pilot of {pilot}"
        yield (f"{o['title'].removeprefix('... ').capitalize()}: {counted(o['value'], unit)} [{cell(o['low'], unit)} to "
               f"{cell(o['high'], unit)}], {_either_way(o, found['within']['relative'])}; {enough}.")
        if o["counted_in_pilot"] < FEW and is_share(unit):
            yield (f"Only {o['counted_in_pilot']:,.0f} were counted in the pilot, so that its spread is itself rough: a larger --pilot "
                   "makes it surer.")
        if o["all"]["low"] is not None and o["all"]["high"] - o["all"]["low"] > 2 * WIDER * max(o["half"], o["asked"]):
            yield (f"The replicates vary more than the pilot did: their own interval is {cell(o['all']['low'], unit)} to "
                   f"{cell(o['all']['high'], unit)}. Begin again with another --seed and a larger --pilot.")
    yield (f"{n:,} replicates of {each:,} people were lived, {n * each:,} in all. Half as wide an interval takes four times as many.")


def _either_way(o: Mapping[str, Any], relative: bool) -> str:
    if relative and o["value"]:
        return f"{number(o['half'] / abs(o['value']) * 100)} percent of it either way"
    return f"{cell(o['half'], o['unit'])} either way"


def table(found: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Rows under ``HEADINGS``."""
    rows: list[tuple[str, ...]] = []
    for o in found["outcomes"].values():
        unit, ends = o["unit"], o["all"]
        own = "-" if ends["low"] is None else cell((ends["high"] - ends["low"]) / 2, unit)
        rows.append((o["title"].removeprefix("... "), cell(o["value"], unit), f"{cell(o['low'], unit)} to {cell(o['high'], unit)}",
                     cell(o["half"], unit), cell(o["asked"], unit), f"{o['needed']:,}", own))
    return rows


def arrow_table(found: Mapping[str, Any]) -> pa.Table:
    """One row per outcome."""
    numbers = ("value", "low", "high", "half", "asked", "needed", "counted_in_pilot")
    rows = [{"outcome": name, "unit": o["unit"], **{key: float(o[key]) for key in numbers}, "replicates": float(found["replicates"]),
             "people_each": float(found["people_each"]), **{f"all_{end}": o["all"][end] for end in ("low", "high", "mcse")}}
            for name, o in found["outcomes"].items()]
    columns = (*numbers, "replicates", "people_each", "all_low", "all_high", "all_mcse")
    return pa.Table.from_pylist(rows, schema=pa.schema([("outcome", pa.string()), ("unit", pa.string()),
                                                        *((name, pa.float64()) for name in columns)]))


def needed(measures: Sequence[Measure], goal: Goal, groups: Groups, records: Sequence[Record]) -> int:
    """How many replicates the outcome needs that needs most, by the records of a pilot."""
    return max(need(pooled(m, groups, records), goal, len(records)).replicates for m in measures)


@dataclass(frozen=True)
class Precision:
    """What was lived. ``result``: everything, as plain data."""

    result: dict[str, Any]

    @property
    def sentences(self) -> list[str]:
        """What there is to say."""
        return list(sentences(self.result))

    def table(self) -> pa.Table:
        """A pyarrow Table, one row per outcome; ``.to_pandas()`` where pandas is installed."""
        return arrow_table(self.result)


def precision(scenario: Scenario, outcome: str | Sequence[str] = "wrongly_listed", within: str = "5%", *, pilot: int = PILOT, seed: int = 1,
              workers: int = 2, progress: Callable[[int, int], None] | None = None) -> Precision:
    """Live as many replicates of a scenario as its outcomes need, two at least. Raises OstrakonError."""
    if pilot < 2:
        fail("OST8001", f"--pilot is {pilot}", allowed="2 replicates or more: one alone shows no spread of its own")
    regime = load_regime(scenario.regime, scenario.overrides, diffs=scenario.diffs)
    society = load_society(scenario.society or regime.model.society, scenario.society_overrides)
    measures, goal = measures_of([outcome] if isinstance(outcome, str) else outcome), goal_of(within)
    trial = ReplicateTrial(RegimeTrial(scenario, regime, society, measures, seed, workers))
    first = live_points(trial, points_of(pilot), lambda record: None, progress=progress)
    n = needed(measures, goal, trial.groups, first)
    records = live_points(trial, points_of(n), lambda record: None, first, progress)
    return Precision(told(measures, goal, trial.groups, records, pilot))
