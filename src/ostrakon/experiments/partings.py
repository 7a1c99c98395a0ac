"""Where two runs on the same people part: the first day, time and person at which something happens in one and not in the other.

Here lives the comparison of what is noted of everybody, event by event, and the search through the communities. Never here: what
an event is called (``lives``), or why they part (``clauses``).

What happens is what a life tells (``lives/form.py``): occasions and answers, requests, records, points, scores, tiers, lists,
consequences, fear, ties. How things stand at the time (fear, hardship, standing) is no happening of its own, and what the three
ledgers beside the actual one hold happens to nobody. Numbers of channels, rules and lists are compared by name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ostrakon.engine.crew import each
from ostrakon.engine.live import Place
from ostrakon.engine.scenario import Scenario
from ostrakon.kernel import trace as n
from ostrakon.kernel.memory import Memory
from ostrakon.lives.relive import Lived, relive
from ostrakon.mechanisms.consequences import entities
from ostrakon.mechanisms.live import Live, frame_of
from ostrakon.program import Program
from ostrakon.spec.regime import Regime

# Times of a day before and after its occasions, which have ticks. At night things happen in the order of the codes of events:
# NIGHT + POINTS before NIGHT + SCORE, before NIGHT + TIER, and so on.
MORNING, NIGHT = -1, 1 << 20
HORIZONS = (7, 28, 112)             # days that everybody is lived, one after the other, until somebody's life parts
TIME, OWNER, WHY = 12, 13, 14       # columns beside those of an event: when, whose life it is told in, and a name more
COLUMNS = 15
Rows = np.ndarray


@dataclass(frozen=True, order=True)
class Moment:
    """A day of the run, a time of it (a tick, MORNING, or NIGHT and later), and a person of a community of a region.

    An earlier one is less; of one time that of the lower region, community and person.
    """

    day: int
    time: int
    region: int
    community: int
    person: int


class Names:
    """Numbers that mean the same in two Programs: by name; of tiers by their order, where both have as many."""

    def __init__(self, first: Program, second: Program) -> None:
        self._of: dict[object, int] = {}
        self.by_order = len(first.tiers) == len(second.tiers)

    def __call__(self, name: object) -> int:
        """The number of a name; the same name has the same."""
        return self._of.setdefault(name, len(self._of))

    def all(self, names: Iterable[object]) -> np.ndarray:
        """The numbers of names, and -1 at the end, so that -1 stays -1."""
        return np.array([*map(self, names), -1], dtype=np.int64)

    def tiers(self, program: Program) -> np.ndarray:
        """The numbers of a Program's tiers."""
        return np.array([*range(len(program.tiers)), -1], dtype=np.int64) if self.by_order else self.all(program.tiers)


def happenings(lived: Lived, names: Names, scored: bool) -> Rows:
    """What is told of everybody who was watched, in order of day: [n, COLUMNS]. scored: whether scores are among it."""
    burn, e = lived.program.burn_in, lived.events
    e = e[e[:, n.DAY] >= burn]
    e = e[np.argsort(e[:, n.DAY], kind="stable")]
    e = np.column_stack([e, *np.zeros((COLUMNS - n.COLUMNS, len(e)), dtype=np.int64)])
    e[:, n.DAY] -= burn
    _place(e)
    e = e[_is_told(e, scored)]
    for regime, here in _phases(lived, e):
        _name(e, here, lived, regime, names)
    told: Rows = e[~((e[:, n.WHAT] == n.STRUCK) & (e[:, WHY] == names(())) & (e[:, n.D] == 0))]
    return told


def _is_told(e: Rows, scored: bool) -> np.ndarray:
    what = e[:, n.WHAT]
    actual = e[:, n.A] == 0
    out = ~np.isin(what, [n.FEELS, n.COMPANY] if scored else [n.FEELS, n.COMPANY, n.SCORE])
    out &= ~np.isin(what, [n.TIER, n.ENTRY, n.EXIT, n.POINTS]) | actual
    return np.asarray(out & ~((what == n.SPILL) & (e[:, n.B] == 0)))


def _place(e: Rows) -> None:
    """When an event is told and in whose life: what comes of an own occasion at its time, what fills a day's end at night."""
    what = e[:, n.WHAT]
    e[:, TIME], e[:, OWNER] = NIGHT + what, e[:, n.PERSON]
    e[(what == n.SCORE) & (e[:, n.E] == n.CHANGED), TIME] = MORNING
    acts = np.flatnonzero(what == n.OCCASION)
    e[acts, TIME] = e[acts, n.B]
    keys = e[acts, n.PERSON] << 32 | e[acts, n.NUMBER]
    order = np.argsort(keys)
    keys, acts = keys[order], acts[order]
    actor = np.where(what == n.REQUEST, e[:, n.PERSON], e[:, n.OTHER])
    own = (what == n.REQUEST) | ((what == n.RECORD) & (actor >= 0)) | ((what == n.POINTS) & (actor == e[:, n.PERSON]) & (e[:, n.A] == 0))
    own = np.flatnonzero(own & (e[:, n.NUMBER] < n.UNREAL))
    if not len(keys) or not len(own):
        return
    wanted = actor[own] << 32 | e[own, n.NUMBER]
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    found = (keys[at] == wanted) & (e[acts[at], n.DAY] == e[own, n.DAY])
    e[own[found], TIME], e[own[found], OWNER] = e[acts[at[found]], TIME], actor[own[found]]


def _phases(lived: Lived, e: Rows) -> Iterator[tuple[Regime | None, slice]]:
    """Stretches of rows under one regime, None where nobody is watched."""
    starts = sorted({0, *(phase.day for phase in lived.phases)})
    for start, stop in zip(starts, [*starts[1:], 1 << 40], strict=True):
        i, j = np.searchsorted(e[:, n.DAY], [start, stop])
        if i < j:
            yield lived.at(start)[1], slice(int(i), int(j))


def _name(e: Rows, here: slice, lived: Lived, regime: Regime | None, names: Names) -> None:
    """Put numbers of names in the place of a Program's own numbers, and nothing where only the standing is told."""
    program, rows = lived.program, e[here]
    lists, channels, tiers = names.all(program.lists), names.all(program.channels), names.tiers(program)

    def of(*what: int) -> np.ndarray:
        return np.flatnonzero(np.isin(rows[:, n.WHAT], what))

    def put(at: np.ndarray, column: int, numbers: np.ndarray) -> None:
        rows[at, column] = numbers[rows[at, column]]

    def clear(at: np.ndarray, *columns: int) -> None:
        for column in columns:
            rows[at, column] = 0

    at = of(n.OCCASION)
    put(at, n.E, channels)
    clear(at, n.C, n.D)
    rows[of(n.REQUEST), n.E] &= 3
    put(of(n.RECORD, n.POINTS, n.SPILL), n.CHANNEL, channels)
    _name_rules(rows, of(n.POINTS), of(n.SPILL), regime, names)
    clear(of(n.SCORE), n.B, n.C, n.D)
    for column in (n.B, n.C):
        put(of(n.TIER), column, tiers)
    put(of(n.ENTRY, n.EXIT, n.STOPPED, n.LODGED, n.DECIDED), n.B, lists)
    put(of(n.CUT), n.C, lists)
    _name_entities(rows, of(n.STRUCK), lived, regime, names)


def _name_rules(rows: Rows, points: np.ndarray, spilled: np.ndarray, regime: Regime | None, names: Names) -> None:
    """Of points: the rule, and in C the list that it puts on; the other ledger is not told. Of what spilled: the rule and its truth."""
    rules = [(name, rule) for name, rule in regime.rules.items() if rule.enabled] if regime else []
    numbers = names.all(name for name, _ in rules)
    lists = names.all(rule.list for _, rule in rules)
    since = np.array([*(rule.list_from if rule.list else 1 << 40 for _, rule in rules), 1 << 40], dtype=np.int64)
    which = rows[points, n.E]
    rows[points, n.C] = np.where(rows[points, n.D] >= since[which], lists[which], -1)
    rows[points, n.E] = numbers[which]
    rows[spilled, n.E] = numbers[rows[spilled, n.E]]
    rows[spilled, n.C] = 0
    rows[spilled, n.D] &= 3


def _name_entities(rows: Rows, struck: np.ndarray, lived: Lived, regime: Regime | None, names: Names) -> None:
    """Of a consequence: the tier or list that it hangs on, and in WHY what hangs on that."""
    program = lived.program
    hanging: dict[int, list[str]] = {}
    if regime is not None and len(struck):
        live = Live(regime, frame_of([phase.regime for phase in lived.phases if phase.regime]))
        for name, consequence in live.consequences.items():
            for entity in entities(live, name, consequence):
                hanging.setdefault(entity, []).append(name)
    tiers = [("tier", int(x)) for x in names.tiers(program)[:-1]]
    where = names.all([*tiers, *(("list", name) for name in program.lists)])
    why = names.all(tuple(hanging.get(i, ())) for i in range(len(where) - 1))
    rows[struck, WHY] = why[rows[struck, n.A]]
    rows[struck, n.A] = where[rows[struck, n.A]]


def first_difference(a: Rows, b: Rows) -> tuple[int, int, int] | None:
    """(day, time, person) of the first thing that is told in one only; None where all is the same."""
    common = min(len(a), len(b))
    unequal = (a[:common] != b[:common]).any(axis=1)
    at = int(unequal.argmax()) if unequal.any() else common
    for day in sorted({int(day) for rows in (a, b) for day in np.unique(rows[at:, n.DAY])}):
        # All rows of the day: within one, the two may note the same things in another order.
        one, other = (Counter(map(tuple, rows[np.searchsorted(rows[:, n.DAY], day):np.searchsorted(rows[:, n.DAY], day + 1)].tolist()))
                      for rows in (a, b))
        if only := [*(one - other), *(other - one)]:
            time, person = min((row[TIME], row[OWNER]) for row in only)
            return day, time, person
    return None


def keeps_scores(program: Program) -> bool:
    """Whether there is anything to score: no dimension of the regime ``none`` moves."""
    return bool((program.regime.dim_max > program.regime.dim_min).any())


def parting_of(first: Lived, second: Lived) -> Moment | None:
    """Where the lives of a community, lived with everybody watched under each of two Programs, part first."""
    names = Names(first.program, second.program)
    scored = keeps_scores(first.program) and keeps_scores(second.program)
    found = first_difference(happenings(first, names, scored), happenings(second, names, scored))
    return None if found is None else Moment(found[0], found[1], first.place.region, first.place.number, found[2])


@dataclass
class _Search:
    """Everybody lived under two Programs, up to a day on which somebody's life parts."""

    programs: Sequence[Program]
    scenario: Scenario
    seed: int
    best: Moment | None = None

    def one(self, place: Place, memory: Memory) -> Moment | None:
        """A community, lived no further than is of use. Threads that know of no earlier parting yet live more days, to the same end."""
        days = self.scenario.days if self.best is None else min(self.scenario.days, self.best.day + 1)
        return parting_of(*(relive(p, replace(self.scenario, days=days), self.seed, place, None) for p in self.programs))

    def through(self, places: Sequence[Place], workers: int) -> Iterator[Place]:
        """Look at communities, each given back when that is done."""
        for place, found in each(iter(places), self.one, workers):
            self.best = min((moment for moment in (self.best, found) if moment is not None), default=None)
            yield place


def first_parting(programs: Sequence[Program], scenario: Scenario, seed: int, differing: Sequence[Place], equal: Sequence[Place], *,
                  workers: int = 2, progress: Callable[[int, int], None] | None = None) -> Moment | None:
    """The first moment at which anybody's life parts between two Programs; None when nothing that is told differs.

    differing: the communities of which some count differs; equal: all others, which are looked at up to the day found in those.
    Whatever day is found, every community has been lived through it, and hardly any beyond.
    """
    people = sum(place.people for place in (*differing, *equal))
    for days in dict.fromkeys(min(days, scenario.days) for days in (*HORIZONS, scenario.days)):
        done, search = 0, _Search(programs, replace(scenario, days=days), seed)
        for places in (differing, equal):
            for place in search.through(places, workers) if places is differing or search.best else ():
                done += place.people
                if progress is not None:
                    progress(done, people)
        if search.best is not None:
            return search.best
    return None
