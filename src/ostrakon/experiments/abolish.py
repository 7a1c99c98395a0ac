"""Abolish: a regime ends on a day; what of it remains, beside the society in which it never was.

Here live the arms, how long each is lived, and the passage from their counts to what is left, in one plain structure that files,
sentences and pages are made from. Never here: wording (``aftermath``), or a judgement: what remains is told, nothing is sought.

Three arms on the same people with the same luck: the regime as written (``goes on``), the same until a day and ``none`` from then
on (``ends``), and ``none`` from the first day (``never was``). Weekly counts come from the lives of full length. What a run counts
once only, by kind, is counted between two weeks by living the same lives to the end of each: the difference is exact.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import fail
from ostrakon.experiments.around import Around
from ostrakon.experiments.lasting import WEEKLY, Outcome, by_kind, chosen, once
from ostrakon.experiments.plan import Values
from ostrakon.experiments.points import Counts, Prepared, Record, RegimeTrial, live_points
from ostrakon.measures.base import Labels, Measure, weeks_of
from ostrakon.measures.labels import labels_of
from ostrakon.program import Phase, Program, tables_digest
from ostrakon.results.estimate import Contrast, Ratios, combination, course, ratios
from ostrakon.spec.load import load_regime, load_society

ARMS = ("goes on", "ends", "never was")
GOES_ON, ENDS, NEVER = range(3)
MONTH = 4                   # weeks over which a flow is averaged
LEAST = 7 * MONTH           # days before and after the end
EVERYWHERE = 0xFFFFFFFF     # p32 of a certainty
NO_NUMBER: dict[str, Any] = {"value": None, "low": None, "high": None, "mcse": None}
Number = dict[str, Any]


@dataclass(frozen=True)
class Ending:
    """When the regime ends: on the morning of day ``on``; ``weeks`` are lived in all. Weeks are those of the run, from its first day.

    A week in which the regime ends midway is neither before nor after.
    """

    on: int
    weeks: int

    @property
    def before(self) -> int:
        """Whole weeks under the regime."""
        return self.on // 7

    @property
    def after(self) -> int:
        """The weeks before the first whole week without it."""
        return -(-self.on // 7)

    @property
    def stretches(self) -> dict[str, tuple[int, int]]:
        """The last four weeks under the regime, the first four without it, and the last four: (weeks before it, weeks to its end)."""
        return {"before": (self.before - MONTH, self.before), "first": (self.after, self.after + MONTH),
                "last": (self.weeks - MONTH, self.weeks)}

    def lives(self) -> tuple[tuple[int, int], ...]:
        """(arm, weeks) of every life, the longest first. Before the end the regime that ends is the one that goes on."""
        edges = {name: set(weeks) for name, weeks in self.stretches.items()}
        wanted = {GOES_ON: edges["before"] | edges["last"], ENDS: edges["first"] | edges["last"],
                  NEVER: edges["before"] | edges["first"] | edges["last"]}
        return tuple((arm, weeks) for arm, all_of in wanted.items() for weeks in sorted(all_of, reverse=True)
                     if weeks and not (arm == ENDS and weeks <= self.before))


def ending(on: int, after: int) -> Ending:
    """The end of a regime on day ``on``, and what is lived after it. Raises OST8001 for less than four weeks of either."""
    for name, days in (("--on", on), ("--after", after)):
        if days < LEAST:
            fail("OST8001", f"{name} is {days:,}", allowed=f"{LEAST} days or more", remedy="an effect is taken over four whole weeks")
    found = Ending(on, (on + after) // 7)
    if found.weeks - found.after < MONTH:
        fail("OST8001", f"--after is {after:,}", allowed=f"four whole weeks after day {on:,}", remedy=f"take {LEAST + 7} days or more")
    return found


def ended(program: Program, on: int) -> Program:
    """The same until the morning of a day, and ``none`` from then on, for everybody and for good."""
    kept = tuple(phase for phase in program.phases if phase.day < on)
    last = Phase(on, EVERYWHERE, None, program.neutral, abolition=True, entry=1 + max((p.entry for p in program.phases), default=0))
    return replace(program, phases=(*kept, last))


def never_was(program: Program) -> Program:
    """The society without the regime, from the first day."""
    return replace(program, phases=())


def ends_by_itself(program: Program, on: int) -> int | None:
    """The day from which, by its own rollout, the regime holds nowhere before day ``on``; None when it holds somewhere."""
    held: Phase | None = None
    for phase in (p for p in program.phases if p.day < on):
        whole = phase.share == EVERYWHERE and phase.regions is None
        held = phase if phase.abolition and whole else None if not phase.abolition else held
    return None if held is None else held.day


@dataclass(frozen=True)
class AbolitionTrial(Around):
    """A regime on the people of one seed, each point an arm lived for so many weeks. Counts: rows of groups of communities."""

    ending: Ending

    @property
    def scenario(self) -> Scenario:
        """Of the longest life."""
        return replace(self.base.scenario, days=7 * self.ending.weeks)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """None: what is counted here has no one number for a run."""
        return ()

    @cached_property
    def program(self) -> Program:
        """Of the regime as it is."""
        return self.base.program(())

    @cached_property
    def labels(self) -> Labels:
        """The names behind the counts."""
        return labels_of(self.program, self.society.model.grouping("cohorts"), self.base.scenario.days)

    @cached_property
    def ties(self) -> bool | None:
        """Whether ties are cut for good, so that their number is known; None when some are and some come back, which no count tells."""
        tables = [phase.tables for phase in self.program.phases if not phase.abolition]
        kinds = {bool(ever) for r in tables for cut, ever in zip(r.ostracism, r.ostracism_ever, strict=True) if cut > 0}
        return None if len(kinds) > 1 else True in kinds

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """All that is told, in order."""
        return (*WEEKLY, *by_kind(self.labels, bool(self.ties)))

    @property
    def points(self) -> tuple[Values, ...]:
        """Every life as a point."""
        return tuple((f"arm={arm}", f"weeks={weeks}") for arm, weeks in self.ending.lives())

    def prepare(self, overrides: Values) -> Prepared:
        """One life; without a word the regime as it is, to the end."""
        arm, weeks = (int(text.partition("=")[2]) for text in overrides or (f"arm={GOES_ON}", f"weeks={self.ending.weeks}"))
        program = (self.program, ended(self.program, self.ending.on), never_was(self.program))[arm]
        return Prepared(tables_digest([], program.digest, weeks), lambda: self._live(program, weeks))

    def _live(self, program: Program, weeks: int) -> Counts:
        try:
            run = simulate(replace(self.scenario, days=7 * weeks), seed=self.seed, workers=self.base.hands, program=program)
        except RuntimeError as error:
            fail("OST6001", str(error), remedy="please report it, with the regime and the seed")
        if not run.complete:
            raise KeyboardInterrupt                     # a part of the people is no arm
        found = {outcome.name: [[once(outcome, t, self.labels) for t in run.groups.values()]]
                 for outcome in self.outcomes if outcome.weekly is None}
        if weeks == self.ending.weeks:
            series = weeks_of(run.groups.values())
            found |= {outcome.name: outcome.weekly.counts(series).tolist() for outcome in WEEKLY if outcome.weekly is not None}
        return found

    def seconds(self) -> float:
        """About how long a life takes, on average."""
        lives = self.ending.lives()
        return replace(self.base, scenario=self.scenario).seconds() * sum(weeks for _, weeks in lives) / (len(lives) * self.ending.weeks)

    def bytes(self) -> int:
        """About how much a life takes on disk, on average."""
        whole = len(ARMS) * len(WEEKLY) * self.ending.weeks / len(self.points)
        return int((whole + len(self.outcomes)) * len(self.plan.people) * 8) + 300


def told(trial: AbolitionTrial, records: Sequence[Record], names: Sequence[str] = ()) -> dict[str, Any]:
    """``ending``, ``arms``, ``lives`` and ``outcomes`` of an abolition. Raises OstrakonError when a life was refused."""
    for record in records:
        if record["refused"] is not None:
            fail(record["refused"]["code"], record["refused"]["reason"])
    lives = dict(zip(trial.ending.lives(), [_counts(records, i) for i in range(len(records))], strict=True))
    e = trial.ending
    return {
        "ending": {"on": e.on, "weeks": e.weeks, "before": e.before, "after": e.after, "by_itself": ends_by_itself(trial.program, e.on),
                   "ties": trial.ties},
        "arms": list(ARMS),
        "lives": [{"arm": ARMS[arm], "weeks": weeks, **{key: record[key] for key in ("program", "same_as", "seconds")}}
                  for (arm, weeks), record in zip(e.lives(), records, strict=True)],
        "outcomes": {o.name: _outcome(o, trial, lives) for o in chosen(trial.outcomes, names)},
    }


def _counts(records: Sequence[Record], number: int) -> Counts:
    same = records[number]["same_as"]
    found: Counts = records[number if same is None else same]["counts"]
    return found


Lives = dict[tuple[int, int], Counts]


def _outcome(o: Outcome, trial: AbolitionTrial, lives: Lives) -> dict[str, Any]:
    """Values, differences from the society in which the regime never was, and what is left of them."""
    weeks, stretches = trial.ending.weeks, trial.ending.stretches
    rows = ([lives[arm, weeks][o.name] for arm in range(3)] if o.weekly is not None
            else [[_within(o, lives, trial.ending, arm, stretch) for stretch in stretches.values()] for arm in range(3)])
    above, people = np.array(rows, dtype=np.float64), trial.plan.people                 # [3,W,G], or [3,3,G]
    arms = ratios(above.reshape(-1, len(people)), np.broadcast_to(people, above.reshape(-1, len(people)).shape), trial.plan)
    per_arm = above.shape[1]
    places = {name: _places(o, i, span) for i, (name, span) in enumerate(stretches.items())}

    def effect(arm: int, at: Sequence[int], over: Contrast | None = None, than: int = NEVER, per: float = o.per) -> Number:
        found = combination(_mean(arm, than, at, per_arm), arms, unit=o.unit, per=per, over=over)
        return {key: getattr(found, key) for key in NO_NUMBER}

    gaps = {name: effect(ENDS, at) for name, at in places.items()}
    on = effect(GOES_ON, places["last"])
    left = effect(ENDS, places["last"], _mean(ENDS, NEVER, places["before"], per_arm), per=1.0) if clear(gaps["before"]) else NO_NUMBER
    of_going_on = effect(ENDS, places["last"], _mean(GOES_ON, NEVER, places["last"], per_arm), per=1.0) if clear(on) else NO_NUMBER
    found: dict[str, Any] = {"title": o.title, "unit": o.unit, "stock": o.stock, "weekly": o.weekly is not None,
                             "levels": {name: [_level(arms, i, at, per_arm, o.per) for i in range(3)] for name, at in places.items()},
                             "effects": gaps, "going_on": on, "left": left, "left_of_going_on": of_going_on, "back": None, "weeks": None}
    if o.weekly is not None:
        differences = [effect(ENDS, [w]) for w in range(weeks)]
        series = [course(above[i], people, trial.plan, unit=o.unit, scale=o.weekly.scale, per=o.per) for i in range(3)]
        found["weeks"] = {"arms": [{key: getattr(one, key) for key in NO_NUMBER} for one in series], "differences": differences}
        found["back"] = back(differences[trial.ending.after:])
    return found


def _within(o: Outcome, lives: Lives, e: Ending, arm: int, stretch: tuple[int, int]) -> list[float]:
    """What was counted in a stretch of weeks, per week; of a stock all until its end."""
    def until(weeks: int) -> Any:
        own = GOES_ON if arm == ENDS and weeks <= e.before else arm
        # Nobody asks what the regime that goes on did in the first weeks after another's end.
        return np.array(lives[own, weeks][o.name][0]) if (own, weeks) in lives else 0.0 if weeks == 0 else np.nan

    first, last = stretch
    found = until(last) if o.stock else (until(last) - until(first)) / (last - first)
    return list(np.broadcast_to(found, len(next(iter(lives.values()))[o.name][0])))


def _places(o: Outcome, number: int, span: tuple[int, int]) -> list[int]:
    """The rows of an arm that a stretch is: its weeks, or the last of them for a stock; or its own row."""
    if o.weekly is None:
        return [number]
    # The first stretch after the end begins with its first week: a stock is told as it then stands.
    return [span[0] if number == 1 else span[1] - 1] if o.stock else list(range(*span))


def _mean(arm: int, than: int, at: Sequence[int], per_arm: int) -> Contrast:
    """How much more one arm has than another, on average over rows."""
    rows = np.array(at, dtype=np.int64)
    return Contrast(np.full(len(rows), 1.0 / len(rows)), arm * per_arm + rows, than * per_arm + rows)


def _level(arms: Ratios, arm: int, at: Sequence[int], per_arm: int, per: float) -> Number:
    rows = arm * per_arm + np.array(at, dtype=np.int64)
    found = combination(Contrast(np.full(len(rows), 1.0 / len(rows)), rows), arms, unit="", per=per)
    return {key: getattr(found, key) for key in NO_NUMBER}


def clear(gap: Number) -> bool:
    """Whether a difference can be told from chance."""
    return bool(gap["low"] is not None and not gap["low"] <= 0 <= gap["high"])


def back(differences: Sequence[Number]) -> int | None:
    """The first week, from 1, from which on no difference can be told from chance; None when the last one still can.

    >>> gone, there = {"value": 0.0, "low": -1, "high": 1}, {"value": 2.0, "low": 1, "high": 3}
    >>> back([there, gone, there, gone, gone]), back([there]), back([gone])
    (4, None, 1)
    """
    still = [i for i, gap in enumerate(differences) if clear(gap) or (gap["value"] and gap["low"] is None)]
    last = still[-1] + 1 if still else 0
    return None if last == len(differences) else last + 1


def lived(trial: AbolitionTrial, progress: Callable[[int, int], None] | None = None) -> list[Record]:
    """The records of every life."""
    return live_points(trial, trial.points, lambda record: None, progress=progress)


@dataclass(frozen=True)
class Abolition:
    """What remained. ``result``: everything, as plain data."""

    result: dict[str, Any]

    @property
    def sentences(self) -> list[str]:
        """What there is to say."""
        from ostrakon.experiments.aftermath import sentences

        return list(sentences(self.result))

    def table(self) -> Any:
        """A pyarrow Table, one row per outcome and week or stretch of weeks; ``.to_pandas()`` where pandas is installed."""
        from ostrakon.experiments.aftermath import arrow_table

        return arrow_table(self.result)


def abolish(scenario: Scenario, *, on: int = 364, after: int = 365, seed: int = 1, workers: int = 2, outcomes: Sequence[str] = (),
            progress: Callable[[int, int], None] | None = None) -> Abolition:
    """End a scenario's regime on day ``on``, and live on for ``after`` days; its own ``days`` are not asked. Raises OstrakonError."""
    regime = load_regime(scenario.regime, scenario.overrides, diffs=scenario.diffs)
    society = load_society(scenario.society or regime.model.society, scenario.society_overrides)
    whole = ending(on, after)
    trial = AbolitionTrial(RegimeTrial(replace(scenario, days=7 * whole.weeks), regime, society, (), seed, workers), whole)
    chosen(trial.outcomes, outcomes)
    return Abolition(told(trial, lived(trial, progress), outcomes))
