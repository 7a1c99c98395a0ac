"""Worlds as they are asked for become worlds that can be lived: read, checked, their tables made, and kept for the next time.

Here live the reading and what is kept of it. Never here: living, or a text that names a file: a regime is an id of the catalogue or
the text itself, so that nobody can make this server read what lies on the machine.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from ostrakon.engine.bounds import switches
from ostrakon.engine.world import tables_of
from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.experiments.abolish import ended
from ostrakon.experiments.plan import varied
from ostrakon.measures.base import Labels
from ostrakon.measures.labels import labels_of
from ostrakon.program import tables_digest
from ostrakon.spec.check import demand, demand_lived
from ostrakon.spec.find import ids, path_of
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society
from ostrakon.spec.text import read_text
from ostrakon.vocabulary import nearest
from ostrakon.web.protocol import Regime, World

START = date(2020, 1, 1)
MOST_TABLES = 200_000_000       # bytes of the tables of the worlds that are kept: some 9 MB each
T = TypeVar("T")


@dataclass(frozen=True)
class Ready:
    """A world that can be lived. key: what decides the counts, so that equal ones are lived once. switched: what ``off`` stands for."""

    asked: World
    regime: LoadedRegime
    society: LoadedSociety
    scenario: Any
    program: Any
    labels: Labels
    switched: tuple[str, ...]

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Of the counts."""
        return self.program.digest, self.asked.seed, self.asked.people, self.asked.days

    @property
    def size(self) -> int:
        """Bytes of its own tables; those of the society are kept once for all."""
        of = self.program
        tables = {id(one): one for one in (of.regime, of.neutral, *(phase.tables for phase in of.phases))}
        return sum(getattr(array, "nbytes", 0) for one in tables.values() for array in one)

    def same_luck(self, other: "Ready") -> bool:
        """Whether both worlds have the same people with the same luck."""
        mine, theirs = ((one.asked.people, one.asked.days, one.asked.seed, one.program.burn_in) for one in (self, other))
        tables = self.program.society.tables, other.program.society.tables
        return mine == theirs and (tables[0] is tables[1] or tables_digest([tables[0]]) == tables_digest([tables[1]]))

    def sized(self, people: int) -> "Ready":
        """The same with other people in number."""
        asked = self.asked.model_copy(update={"people": people})
        return replace(self, asked=asked, scenario=replace(self.scenario, people=people))


class Gate:
    """A lock that is forgotten when nobody holds or waits for it; the thread that holds it may take it again."""

    def __init__(self) -> None:
        self.lock = threading.RLock()


class Kept(Generic[T]):
    """The latest so many answers, by what was asked; one at a time is made for the same question."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = threading.Lock()
        self._gates: WeakValueDictionary[Hashable, Gate] = WeakValueDictionary()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was kept, or what is made now."""
        with self.gate(key).lock:
            found = self.peek(key)
            return found if found is not None else self.put(key, make())

    def gate(self, key: Hashable) -> "Gate":
        """Whoever makes the answer to this question holds its lock meanwhile."""
        with self._lock:
            return self._gates.setdefault(key, Gate())

    def put(self, key: Hashable, value: T) -> T:
        """Keep it."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return value

    def trim(self, too_much: Callable[[list[T]], bool]) -> None:
        """Forget the oldest while it is too much; the latest stays."""
        with self._lock:
            while len(self._kept) > 1 and too_much(list(self._kept.values())):
                self._kept.popitem(last=False)

    def peek(self, key: Hashable) -> T | None:
        """What was kept, if it still is."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)


def plain_source(source: str, sort: str = "regime") -> str:
    """The source itself, where it is a text or an id of the catalogue and leads to no file. Raises OST1201, OST1201 for its diffs too."""
    if "\n" in source and sort == "regime":
        document = read_text(source)
        named = [document.data.get("extends"), *(document.data.get("with") or [])] if document.data.get("ostrakon") == "diff/1" else []
        for name in named:
            if isinstance(name, str):
                plain_source(name, sort)
        return source
    known = ids(sort)
    if source not in known and not _is_diff(source):
        fail("OST1201", f"no {sort} '{source[:80]}'", allowed=", ".join(known), nearest=nearest(source, known),
             remedy="give an id of the catalogue or the text of one; files are read on the command line only")
    return source


def _is_diff(name: str) -> bool:
    try:
        path_of("regime", name)
    except OstrakonError:
        return False
    return True


class Worlds:
    """Reads worlds, and keeps the latest."""

    def __init__(self) -> None:
        self._regimes: Kept[LoadedRegime] = Kept(64)
        self._societies: Kept[LoadedSociety] = Kept(8)
        self._built: Kept[Any] = Kept(8)            # societies with their tables
        self._ready: Kept[Ready] = Kept(64)

    def regime(self, asked: Regime) -> LoadedRegime:
        """A regime with all its changes. Raises OstrakonError with the place in what was sent."""
        key = (asked.regime, tuple(asked.with_), tuple(sets_of(asked, False)), tuple(asked.off))
        return self._regimes.get(key, lambda: self._read(asked))

    def _read(self, asked: Regime) -> LoadedRegime:
        bare = self._bare(asked)
        changes = (*switches(bare, asked.off), *sets_of(asked, False))
        return varied(bare, changes) if changes else bare

    def _bare(self, asked: Regime) -> LoadedRegime:
        source, diffs = plain_source(asked.regime), tuple(plain_source(text) for text in asked.with_)
        return self._regimes.get((source, diffs, (), ()), lambda: load_regime(source, diffs=diffs))

    def society(self, name: str, changes: Sequence[str] = ()) -> LoadedSociety:
        """A society of the catalogue, changed."""
        return self._societies.get((name, tuple(changes)), lambda: load_society(plain_source(name, "society"), tuple(changes)))

    def checked(self, asked: Regime) -> tuple[LoadedRegime, LoadedSociety, tuple[Problem, ...]]:
        """(regime, society, warnings). Raises OstrakonError."""
        regime = self.regime(asked)
        society = self.society(asked.society or regime.model.society, sets_of(asked, True))
        return regime, society, tuple(demand(regime.model, society.model, regime.places))

    def ready(self, asked: World) -> Ready:
        """A world with its tables. Raises OstrakonError."""
        found = self._ready.get(asked.model_dump_json(), lambda: self._make(asked))
        self._ready.trim(lambda kept: sum(one.size for one in kept) > MOST_TABLES)
        return found

    def beside(self, asked: Sequence[World]) -> list[Ready]:
        """Worlds for the same people with the same luck: all begin with the longest burn-in of any. Raises OST9002 where they cannot."""
        found = [self.ready(world) for world in asked]
        burn = max(one.program.burn_in for one in found)
        found = [one if one.program.burn_in == burn else self.ready(one.asked.model_copy(update={"burn": burn})) for one in found]
        if not all(one.same_luck(found[0]) for one in found):
            fail("OST9002", "worlds side by side differ in society, people, days or seed",
                 remedy="give them the same, so that the same people have the same luck")
        return found

    def _make(self, asked: World) -> Ready:
        regime = self.regime(asked)
        society_key = (asked.society or regime.model.society, tuple(sets_of(asked, True)))
        society = self.society(*society_key)
        demand_lived(regime.model, society.model, regime.places)
        if asked.ends is not None and not 1 <= asked.ends < asked.days:
            fail("OST9001", f"the regime ends on day {asked.ends:,} of {asked.days:,}", allowed=f"1 to {asked.days - 1:,}")
        burn = regime.model.burn_in_days if asked.burn is None else asked.burn
        scenario, program = tables_of(regime, society, asked.people, asked.days, START, burn, self._built.peek(society_key))
        self._built.put(society_key, program.society)
        program = _until(program, asked)
        labels = labels_of(program, society.model.grouping("cohorts"), asked.days)
        return Ready(asked, regime, society, scenario, program, labels, switches(self._bare(asked), asked.off))


def sets_of(asked: Regime, society: bool) -> list[str]:
    """The changes of the society ("society.kinds.protest.rate=0.2"), without that word, or those of the regime."""
    begins = "society."
    return [text.removeprefix(begins) for text in asked.set if text.startswith(begins) is society]


def _until(program: Any, asked: World) -> Any:
    return program if asked.ends is None else ended(program, asked.ends)
