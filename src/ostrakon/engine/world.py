"""What is asked of a run, read and checked before anybody lives: regime, society, how many people and days, and the tables they make.

Here lives the passage from words (of a command line, or of a notebook) to a scenario and its tables, with problems told at their place
in the file. Never here: a kernel, or what a table holds.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ostrakon.engine.bounds import MOST_DAYS, MOST_PEOPLE, SEEDS, day, switches, whole
from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.check import demand
from ostrakon.spec.fit import Places
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society
from ostrakon.spec.text import Key, Where

DOTTED = re.compile(r"[a-z_]+(?:\.[\w-]+)+")
Text = str | int | date         # a number or a day, as a command line writes it or as Python has it


@dataclass(frozen=True)
class Reading:
    """A regime on a society, as asked for, read and checked. overrides: of the regime, then of the society."""

    regime: LoadedRegime
    society: LoadedSociety
    people: int
    days: int
    start: date
    seed: int
    overrides: tuple[str, ...]
    warnings: tuple[Problem, ...]

    def tables(self) -> tuple[Any, Any]:
        """(scenario, program)."""
        return tables_of(self.regime, self.society, self.people, self.days, self.start, self.regime.model.burn_in_days)


def read(regime: str, *, society: str | None = None, people: Text, days: Text = 365, start: Text = "2020-01-01", seed: Text = 1,
         set_: Sequence[str] = (), set_society: Sequence[str] = (), with_: Sequence[str] = (), off: Sequence[str] = (), replicates: int = 1
         ) -> Reading:
    """What these words ask for. Raises OstrakonError: OST8001 for a number or a day, others for what a file says."""
    n, length = whole("--people", str(people), 1, MOST_PEOPLE), whole("--days", str(days), 1, MOST_DAYS)
    luck, first, diffs = whole("--seed", str(seed), 0, SEEDS - replicates), day(str(start)), tuple(with_)
    switched = switches(load_regime(regime, diffs=diffs), off) if off else ()
    overrides = (*switched, *set_)
    found = load_regime(regime, overrides, len(switched), diffs)
    where = load_society(society or found.model.society, tuple(set_society), 0)
    warnings = (*demand(found.model, where.model, found.places), *too_late(found, length, first))
    return Reading(found, where, n, length, first, luck, (*overrides, *set_society), warnings)


def tables_of(regime: LoadedRegime, society: LoadedSociety, people: int, days: int, start: date,
              burn_in: int | None = None, built: Any = None) -> tuple[Any, Any]:
    """(scenario, program) of the two as they were read, overrides included. Raises OstrakonError, with places.

    built: the society's tables (``Program.society``), from a caller who has them.
    """
    from ostrakon.engine.scenario import Scenario, compile_scenario

    scenario = Scenario(regime.model.id, society.model.id, people, days, start, burn_in=burn_in)
    try:
        return scenario, compile_scenario(scenario, regime, society, built)
    except OstrakonError as error:
        raise OstrakonError(*(_placed(p, regime.places, society.places) for p in error.problems)) from None


def same_tables(regime: LoadedRegime, society: LoadedSociety, program: Any, days: int, start: date, burn_in: int | None = None) -> bool:
    """Whether a changed regime comes to the same tables as what it changes. Without a base, or where that has none: no."""
    if regime.base is None:
        return False
    try:
        return bool(tables_of(regime.base, society, 1, days, start, burn_in)[1].digest == program.digest)
    except OstrakonError:
        return False


def too_late(regime: LoadedRegime, days: int, start: date) -> list[Problem]:
    """Warnings of dated changes that lie beyond the end of the run."""
    last = start + timedelta(days=days - 1)
    return [
        regime.places.problem("OST2123", ("amendments", i), f"the amendment from {entry.from_}: the run ends on {last}")
        for i, entry in enumerate(regime.model.amendments)
        if entry.from_ > last.isoformat()
    ] + [
        regime.places.problem("OST2123", ("rollout", i), f"rollout.{i} begins on day {change.day}; the run has {days} days")
        for i, change in enumerate(regime.model.rollout)
        if change.day >= days
    ]


def _placed(problem: Problem, *files: Places) -> Problem:
    """The Problem with the place of the key that its words name; as it is when they name none."""
    named = DOTTED.search(problem.found)
    words: list[str] = named[0].split(".") if named else []
    for places in files:
        for n in range(len(words), 0, -1):
            path: Where = tuple(_key(word) for word in words[:n])
            if path in places.marks:
                mark = places.of(path)
                return problem.at(file=mark.file, line=mark.line, column=mark.column, text=mark.text, path=path)
    return problem


def _key(word: str) -> Key:
    return int(word) if word.isascii() and word.isdigit() else word
