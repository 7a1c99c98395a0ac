"""Every study that lives points: which points, and what is said of them, from what was asked.

Here lives what the commands and a notebook share. Never here: an estimate, a wording, or anything printed; nothing is sought.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

from ostrakon.engine.bounds import MOST_DAYS, MOST_REPLICATES, whole
from ostrakon.errors import fail
from ostrakon.experiments import abolish, aftermath, ignorance, plan, points_store, precision, uncertainty
from ostrakon.experiments import sensitivity as sensitive
from ostrakon.experiments import sweep as swept
from ostrakon.experiments.lasting import chosen
from ostrakon.experiments.points import Keep, Progress, Record, live_points
from ostrakon.experiments.pointwise import Asked, Values
from ostrakon.vocabulary import nearest

Told = dict[str, Any]


@dataclass(frozen=True)
class Study:
    """Points to be lived, and what is then said of their records. name: of the file that holds it.

    axes: what is varied, where anything is; what: the points are, unless so many of as many people and days; days: of one on average.
    """

    asked: Asked
    name: str
    points: Sequence[Values]
    told: Callable[[Sequence[Record]], Told]
    tables: Callable[[Any], dict[str, Any]]
    axes: Sequence[Any] = ()
    what: str = ""
    days: int | None = None


def _one(name: str, table: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    """The tables of a result that has one."""
    return lambda result: {name: table(result)}


def sweep(asked: Asked) -> Study:
    """Outcomes over many values of the parameters. Raises OstrakonError for what cannot be varied so."""
    name = asked.get("design", "grid")
    if name not in plan.DESIGNS:
        fail("OST8001", f"--design {name[:40]}", allowed=", ".join(plan.DESIGNS))
    if (asked.options["points"] is None) is (name != "grid"):
        fail("OST8001", f"--design {name} with{'out' * (name != 'grid')} --points",
             remedy="a grid has the values that --vary names" if name == "grid" else "say how many: --points 64")
    n = None if name == "grid" else whole("--points", asked.options["points"], 2, plan.MOST_POINTS)
    axes = plan.read_axes(asked.regime, asked.options["vary"] or (), name)
    plan.size_of(axes, name, n)
    points = plan.points_of(axes, name, n, asked.trial.seed)

    def told(records: Sequence[Record]) -> Told:
        found = swept.told(asked.trial, axes, points, records)
        return found | {"sentences": {name: list(swept.sentences(found, name)) for name in found["outcomes"]}}

    return Study(asked, "sweep", swept.plan_of(axes, points), told, _one("sweep", points_store.sweep_table), axes)


def without_effect(study: Study) -> Sequence[Any]:
    """The axes of a sweep that change no table. Raises OST8001 when none of them does."""
    idle = swept.without_effect(study.asked.trial, study.axes)
    if len(idle) == len(study.axes):
        fail("OST8001", f"--vary {', '.join(axis.path for axis in study.axes)}: without any effect",
             remedy="vary something that matters in this regime")
    return idle


def sensitivity(asked: Asked, resumed: bool = False) -> Study:
    """Every assumed value over its range. Raises OstrakonError; a plan that is resumed was found valid before."""
    name = asked.get("method", "tornado")
    if name not in sensitive.METHODS:
        fail("OST8001", f"--method {name[:40]}", allowed=", ".join(sensitive.METHODS), nearest=nearest(name, sensitive.METHODS))
    if name == "tornado" and asked.options["size"] is not None:
        fail("OST8001", "--size with --method tornado", remedy="a tornado has two points for each unknown; leave --size out")
    n = whole("--size", asked.get("size", str(sensitive.SIZES[name])), 1, plan.MOST_POINTS)
    sensitive.demand_salib(name)
    axes = sensitive.unknowns(asked.regime, asked.options["only"] or (), asked.options["without"] or ())
    sensitive.size_of(name, len(axes), n)
    study = sensitive.study(name, axes, n, asked.trial.seed)
    if name != "tornado" and not resumed:
        sensitive.demand_valid(study, asked.regime)

    def told(records: Sequence[Record]) -> Told:
        found = sensitive.told(study, asked.trial, records)
        return found | {"sentences": {name: list(ignorance.sentences(found, name)) for name in found["outcomes"]}}

    return Study(asked, "sensitivity", study.points, told, _one("sensitivity", points_store.sensitivity_table), study.axes)


def unsure(asked: Asked, resumed: bool = False) -> Study:
    """Every assumed value anywhere in its range, with other luck each time."""
    n = whole("--points", asked.get("points", str(uncertainty.POINTS)), uncertainty.LEAST, plan.MOST_POINTS)
    axes = uncertainty.axes_of(asked.regime, asked.trial.society, asked.get("of", "both"), asked.options["only"] or (),
                               asked.options["without"] or ())
    points = uncertainty.points_of(axes, n, asked.trial.seed)
    if not resumed:
        uncertainty.demand_valid(points, asked.regime, asked.trial.society)
    asked = replace(asked, trial=uncertainty.UncertainTrial(asked.trial, uncertainty.of_societies(axes)))

    def told(records: Sequence[Record]) -> Told:
        found = uncertainty.told(asked.trial, axes, records, asked.trial.seed)
        return found | {"sentences": {name: list(uncertainty.sentences(found, name)) for name in found["outcomes"]}}

    return Study(asked, "uncertainty", points, told, _one("uncertainty", uncertainty.arrow_table), axes)


PEOPLE, ON, AFTER = "100000", "364", "365"      # of an abolition, unless told otherwise


def days_of(on: str, after: str) -> str:
    """How many days an abolition lives."""
    return str(sum(whole(name, text, 1, MOST_DAYS) for name, text in (("--on", on), ("--after", after))))


def abolition(asked: Asked) -> Study:
    """A regime ends on a day; what is left beside the society in which it never was."""
    given = asked.options
    trial = abolish.AbolitionTrial(asked.trial, abolish.ending(int(given["on"]), int(given["after"])))
    names = given["told"] or ()
    chosen(trial.outcomes, names)
    asked = replace(asked, trial=trial)
    lives = trial.ending.lives()
    weeks = sum(n for _, n in lives)

    def told(records: Sequence[Record]) -> Told:
        found = abolish.told(trial, records, names)
        return found | {"sentences": list(aftermath.sentences(found)), "meaning": aftermath.MEANING, "caution": aftermath.CAUTION}

    what = f"{trial.scenario.people:,} people, {len(lives)} lives of {weeks:,} weeks together"
    tables = _one("abolition", aftermath.arrow_table)
    return Study(asked, "abolition", trial.points, told, tables, what=what, days=round(7 * weeks / len(lives)))


Stage = Callable[[int], AbstractContextManager[Progress | None]]


def silent(replicates: int) -> AbstractContextManager[None]:
    """Lived without a word."""
    return nullcontext()


@dataclass(frozen=True)
class Replicates:
    """As many replicates as an outcome needs: a pilot of ``pilot``, then so many more as it says."""

    asked: Asked
    goal: precision.Goal
    pilot: int

    name = "precision"

    def tables(self, result: Told) -> dict[str, Any]:
        """Its one table."""
        return {self.name: precision.arrow_table(result)}

    def points(self, replicates: int) -> list[Values]:
        """So many replicates: point i is the replicate of the seed plus i."""
        return precision.points_of(replicates)

    def live(self, keep: Keep, done: Sequence[Record] = (), stage: Stage = silent,
             rest: Callable[[Sequence[Record], int], None] | None = None) -> list[Record]:
        """The records of all. stage: of so many replicates the context in which they are lived, which yields a progress.

        rest(records of the pilot, how many are needed) is called before the others are lived.
        """
        trial, measures, groups = precision.ReplicateTrial(self.asked.trial), self.asked.trial.measures, self.asked.trial.groups
        with stage(self.pilot) as show:
            pilot = live_points(trial, self.points(self.pilot), keep, done[: self.pilot], show)
        n = precision.needed(measures, self.goal, groups, pilot)
        if rest is not None:
            rest(pilot, n)
        with stage(n) as show:
            return live_points(trial, self.points(n), keep, [*pilot, *done[self.pilot : n]], show)

    def told(self, records: Sequence[Record]) -> Told:
        """What is said of them."""
        found = precision.told(self.asked.trial.measures, self.goal, self.asked.trial.groups, records, self.pilot)
        return found | {"sentences": list(precision.sentences(found))}


WITHIN, PILOT, EACH = "5%", "4", "200000"       # of a precision study, unless told otherwise


def precise(asked: Asked) -> Replicates:
    """As many replicates as an outcome needs for an interval so narrow."""
    goal = precision.goal_of(asked.options["within"])
    return Replicates(asked, goal, whole("--pilot", asked.options["pilot"], 2, MOST_REPLICATES))


def sentences_of(told: Mapping[str, Any]) -> list[str]:
    """All sentences of a study, each once."""
    said = told["sentences"]
    return list(said if isinstance(said, list) else dict.fromkeys(one for name in told["outcomes"] for one in said[name]))
