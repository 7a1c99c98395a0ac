"""Which clause of a regime makes the lives of two runs part: what differs is put into the first regime piece by piece.

Here live the pieces, each a difference of the two resolved regimes, and the trying. Never here: how a parting is found
(``partings``), or a judgement on a clause.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Any

from ostrakon.engine.live import Place
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.errors import OstrakonError
from ostrakon.experiments.partings import Moment, parting_of
from ostrakon.lives.relive import Lived, relive
from ostrakon.program import Program
from ostrakon.spec.difference import ABSENT, Difference, differences
from ostrakon.spec.fit import Places, dotted, fit
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.spec.regime import Regime
from ostrakon.spec.text import Key, Mark, Where
from ostrakon.spec.within import within

# Trials are so many at most, and so many days of one community, watched by everybody: a trial of a day takes 0.2 s, most of it tables.
MOST_TRIALS, MOST_DAYS, LEAST_TRIALS = 400, 40_000, 60
Clauses = tuple[Difference, ...]


@dataclass(frozen=True)
class Found:
    """What makes the lives part at a moment.

    alone: the differences each of which does by itself. together: where none does, the first pair that does. refused: by path, why
    a difference cannot stand alone. idle: how many change no table by themselves. untried: how many sets were not tried.
    """

    clauses: Clauses
    alone: Clauses
    together: Clauses
    refused: dict[str, str]
    idle: int
    untried: int


@dataclass(frozen=True)
class Trial:
    """The community in which lives part, the first regime as the run has it, and what is put into it."""

    first: LoadedRegime
    second: LoadedRegime
    society: LoadedSociety
    program: Program
    scenario: Scenario
    seed: int
    place: Place
    moment: Moment

    def base(self) -> Lived:
        """The community under the first regime, through the day of the parting."""
        return self._lived(self.program)

    def _lived(self, program: Program) -> Lived:
        return relive(program, replace(self.scenario, days=self.moment.day + 1), self.seed, self.place, None)

    def parts(self, base: Lived, clauses: Clauses) -> bool | None:
        """Whether lives part at the same moment when these differences are put into the first regime; None when no table changes.

        Raises OstrakonError where the regime cannot be so, or nobody can live under it to the end.
        """
        regime = changed(self.first, self.second, clauses)
        program = compile_scenario(self.scenario, regime, self.society)
        if program.digest == self.program.digest:
            return None
        return parting_of(base, self._lived(program)) == self.moment


def clauses_of(trial: Trial) -> Found:
    """The differences of the two regimes, and which of them make the lives part at the trial's moment: alone, or else two together."""
    clauses = tuple(d for d in differences(trial.first.data, trial.second.data) if not d.is_words)
    most = max(LEAST_TRIALS, min(MOST_TRIALS, MOST_DAYS // (trial.moment.day + 1)))
    base, alone, refused, idle = trial.base(), [], {}, 0
    for clause in clauses[:most]:
        try:
            parts = trial.parts(base, (clause,))
        except OstrakonError as error:
            refused[dotted(clause.path)] = error.problems[0].message
            continue
        idle += parts is None
        if parts:
            alone.append(clause)
    untried = len(clauses[most:])
    together: Clauses = ()
    if not alone and len(clauses) > 2:
        together, left = _pair(trial, base, clauses, max(0, most - len(clauses)))
        untried += left
    return Found(clauses, tuple(alone), clauses if not alone and len(clauses) == 2 else together, refused, idle, untried)


def _pair(trial: Trial, base: Lived, clauses: Clauses, most: int) -> tuple[Clauses, int]:
    """The first pair that makes lives part there, and how many pairs were not tried when none was found."""
    for pair in islice(combinations(clauses, 2), most):
        try:
            if trial.parts(base, pair):
                return pair, 0
        except OstrakonError:
            continue
    return (), max(0, len(clauses) * (len(clauses) - 1) // 2 - most)


def changed(first: LoadedRegime, second: LoadedRegime, clauses: Sequence[Difference]) -> LoadedRegime:
    """The first regime with some of what is different in the second. Raises OstrakonError where it cannot be so."""
    data = copy.deepcopy(first.data)
    for clause in clauses:
        _put(data, second.data, clause)
    model = fit(Regime, data, Places())
    if wrong := [p for p in within(model, Places()) if not p.is_warning]:
        raise OstrakonError(*wrong)
    return replace(first, model=model, data=data, places=Places())


def _put(data: Any, wanted: Any, clause: Difference) -> None:
    """Set, add or remove one path."""
    *above, last = clause.path
    for key in above:
        data, wanted = data[_key(data, wanted, key)], _at(wanted, key)
    if isinstance(data, dict):
        if clause.after is ABSENT:
            data.pop(last, None)
        else:
            data[last] = copy.deepcopy(clause.after)
        return
    if clause.after is ABSENT:
        del data[_key(data, wanted, last)]
        return
    data.append(copy.deepcopy(clause.after))
    # tiers stand in the order of their cutoffs, the worst without one first; amendments in that of their dates
    data.sort(key=lambda item: (item.get("from") is not None, item.get("from") or 0))


def _key(data: Any, wanted: Any, key: Key) -> Key:
    """Where a key, or an item named by it, stands; an item that has a new name in the other list stands at the same place."""
    if not isinstance(data, list):
        return key
    at = _index(data, key)
    return at if at is not None else _index(wanted, key) or 0


def _index(items: Any, name: Key) -> int | None:
    if not isinstance(items, list):
        return None
    return next((i for i, item in enumerate(items) if isinstance(item, dict) and name in (item.get("name"), item.get("from"))), None)


def _at(data: Any, key: Key) -> Any:
    """What stands at a key or a name; None when nothing does."""
    if isinstance(data, list):
        at = _index(data, key)
        return None if at is None else data[at]
    return data.get(key) if isinstance(data, dict) else None


def mark_of(regime: LoadedRegime, path: Where) -> Mark:
    """Where a path of a difference stands in the regime's file; names of tiers and dates of amendments are counted off."""
    where: list[Key] = []
    data: Any = regime.data
    for key in path:
        at = _index(data, key)
        where.append(key if at is None else at)
        data = _at(data, key)
    return regime.places.of(tuple(where))
