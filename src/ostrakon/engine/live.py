"""One community, from its first morning to its last evening: built, lived, counted, forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ostrakon.errors import OstrakonError, Problem
from ostrakon.kernel import tallies as tally
from ostrakon.kernel.candidates import first_morning
from ostrakon.kernel.community import (
    BITS,
    DIRTY,
    IN_ACTIVE,
    NOBODY,
    OK,
    STATUS,
    TOO_MANY_FOLLOW_UPS,
    WAITS,
    People,
    State,
    Watch,
    new_people,
    new_state,
)
from ostrakon.kernel.day import live
from ostrakon.kernel.handle import handle
from ostrakon.kernel.listings import close_listings
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.observe import bear, close_books
from ostrakon.kernel.people import build_people
from ostrakon.kernel.rng import LOG, draw
from ostrakon.kernel.start import enter_program
from ostrakon.kernel.ties import build_ties
from ostrakon.mechanisms.rights import restricted
from ostrakon.program import Phase, Program, is_fresh, streams


@dataclass(frozen=True)
class Place:
    """A community: region, number within it, people."""

    region: int
    number: int
    people: int


Look = Callable[[int, People, State], None]
MOST_HANDLES = 24               # each keeps its tables, some 4 MB; one is made again in half a millisecond
_HANDLES: dict[int, tuple[Any, Any]] = {}       # by identity; the tables are kept, so an identity is never reused


def _of_tables(tables: Any) -> Any:
    """The handle of a Program's tables, made once."""
    found = _HANDLES.get(id(tables))
    if found is None:
        if len(_HANDLES) > MOST_HANDLES:
            _HANDLES.clear()            # another thread may do so at any moment: what is returned is held here
        found = _HANDLES[id(tables)] = (tables, handle(tables))
    return found[1]


class Ways:
    """How compiled code reaches society, people, state and tallies of one community."""

    def __init__(self, program: Program, people: People, state: State, counts: tally.Tallies) -> None:
        self.s, self.p, self.c, self.t = _of_tables(program.society.tables), handle(people), handle(state), handle(counts)

    def r(self, tables: Any) -> Any:
        """A regime's tables."""
        return _of_tables(tables)


def build(program: Program, seed: int, place: Place, names: np.ndarray) -> People:
    """Who lives there (docs/model.md, section 18)."""
    s = program.society.tables
    people = new_people(place.people, s.n_looks, 0)
    key = np.uint64(seed)
    h, view = _of_tables(s), handle(people)
    stubs = build_people(h, view, key, place.region, place.number, names)
    close, close_back, wide, wide_back = [np.empty(m, dtype=np.int32) for m in stubs for _ in range(2)]
    build_ties(h, view, key, place.region, place.number, names[7], names[8], close, close_back, wide, wide_back)
    return people._replace(close=close, close_back=close_back, wide=wide, wide_back=wide_back)


def nothing(program: Program, days: int) -> tally.Tallies:
    """Tallies of nobody, in the shapes of a run of so many days."""
    s, r = program.society.tables, program.regime
    return tally.empty(s.n_cohorts, len(s.nature), r.wrong.shape[0], r.list_red.shape[0], r.tier_cut.shape[0], days // 7)


def live_community(program: Program, seed: int, place: Place, days: int, month_first: np.ndarray, cap: int = 0,
                   memory: Memory | None = None, watch: Watch = NOBODY, look: Look | None = None, people: People | None = None
                   ) -> tuple[tally.Tallies, People, State]:
    """Live all days; returns its tallies, and people and state for those who look closer. Raises OstrakonError: OST6007 for a
    ninth follow-up pending, OST6001 for what else does not fit.

    With ``memory`` the state lasts until that is used again. ``watch``: whose lives are noted in ``State.trace``. ``look``: called
    with (week, people, state) at the end of every whole week, counted from 0; it changes nothing. ``people``: who
    lives there, from whoever has built them: they follow from society, seed and place, and no life changes them.
    """
    s, r = program.society.tables, program.regime
    names = streams()
    key = np.uint64(seed)
    people = build(program, seed, place, names) if people is None else people
    if memory is not None:
        memory.start()
    state = new_state(place.people, s, r, people, cap, memory, watch)
    at = np.array([place.region, place.number], dtype=np.int64)
    counts = tally.kernel_form(nothing(program, days))
    ways = Ways(program, people, state, counts)
    first_morning(ways.p, ways.c, key, at, names, LOG)
    mine = phases_here(program, seed, place, names)
    burn = program.burn_in
    now, idle = 0, Phase(0, 0, None, program.neutral, True)
    running, entered = idle, False
    weeks = range(burn + 7, burn + days + 1, 7) if look else ()
    quiet: list[tuple[int, Phase | None]] = [(stop, None) for stop in (burn, *weeks, burn + days)]
    stops = quiet + [(burn + phase.day, phase) for phase in mine]
    enter_program(ways.s, ways.r(idle.tables), ways.p, ways.c, key, at, names, LOG, True, 0)
    for stop, after in sorted(stops, key=lambda one: one[0]):
        if stop > now:
            before = counts.days.copy()
            _segment(program, ways, running, key, at, now, min(stop, burn + days), burn, month_first, names, entered)
            counts.rights[:] += (counts.days - before) @ restricted(running.tables, s.travel, program.society.rights)
            if now < burn <= stop:
                _forget(state, counts)
            now, entered = stop, False
            if look is not None and now in weeks:
                look((now - burn) // 7 - 1, people, state)
        if after is not None and now < burn + days:
            _cross(ways, running, after, state, key, at, names, now)
            running, entered = after, True
    bear(ways.r(running.tables), ways.c, burn + days)
    close_books(ways.r(running.tables), ways.p, ways.c, ways.t, burn + days)
    return tally.plain_form(counts), people, state


def _segment(program: Program, ways: Ways, phase: Phase, key: Any, at: Any, now: int, stop: int, burn: int,
             month_first: np.ndarray, names: np.ndarray, everybody: bool) -> None:
    days = np.array([now, stop, burn, everybody], dtype=np.int64)
    status = live(ways.s, ways.r(phase.tables), ways.p, ways.c, ways.t, key, at, days, month_first, names, LOG)
    if status != OK:
        raise OstrakonError(_failed(program, status, f"community {at[0]}/{at[1]}: {STATUS[status]}"))


def _failed(program: Program, status: int, found: str) -> Problem:
    """Why a community could not be lived to the end. What comes after granted requests is the society's to say."""
    if status != TOO_MANY_FOLLOW_UPS:
        return Problem("OST6001", found, remedy="please report it, with the regime, the society and the seed")
    names, delays = program.society.kinds, program.society.tables.follow_delay
    follows = {names[i]: int(delays[i]) >> 10 for i in np.flatnonzero(program.society.tables.follow >= 0).tolist()}
    slow = sorted(follows, key=lambda name: -follows[name])
    said = ", ".join(f"{name} after {follows[name]:,} days" for name in slow)
    return Problem("OST6007", f"{found} ({said})", allowed="at most 8 pending at once, of one person",
                   remedy=f"make what follows come sooner (kinds.{slow[0]}.follow.after_days), or the request rarer "
                          f"(kinds.{slow[0]}.rate or ceiling)", path=("kinds", slow[0], "follow"))


def _forget(state: State, counts: tally.Tallies) -> None:
    """The end of burn-in: what was counted so far is not tallied."""
    for array in (state.ever, state.days_listed, state.denials, state.times_wrong, state.own_lost, state.spill_lost, state.borne,
                  state.silent):
        array[:] = 0
    for array in counts:
        array[:] = 0


def phases_here(program: Program, seed: int, place: Place, names: np.ndarray) -> list[Phase]:
    """The entries of the schedule in which this community takes part, by day."""
    key = np.uint64(seed)
    word, _, _, _ = draw_plain(key, (place.region << 20) + place.number, names[9])
    mine = [p for p in program.phases
            if (p.regions is None or place.region in p.regions) and (word < p.share or p.share == 0xFFFFFFFF)]
    out: list[Phase] = []
    for phase in mine:
        if not phase.amended or (out and out[-1].entry == phase.entry):
            out.append(phase)
    return out


def draw_plain(key: np.uint64, c0: int, stream: int) -> Any:
    """The community's own draw for a use: c1 = 2**32 - 1, c2 = 0."""
    return _draw(key, np.int64(c0), np.int64(0xFFFFFFFF), np.int64(0), np.int64(stream))


def _cross(ways: Ways, old: Phase, phase: Phase, state: State, key: Any, at: Any, names: np.ndarray, now: int) -> None:
    """The change of Program on a day, before its occasions. Nobody brings a score from where none was kept."""
    was = state.mark[:, BITS].copy()
    bear(ways.r(old.tables), ways.c, now)
    state.book[..., WAITS:] = 0
    state.n_records[0] = 0
    state.mark[:, DIRTY] = 0
    state.work[-1] = 0
    state.lag[:] = 0
    if phase.abolition:
        _abolish(state)
    if phase.closed:
        _close(state, phase.closed)
    enter_program(ways.s, ways.r(phase.tables), ways.p, ways.c, key, at, names, LOG, is_fresh(old, phase), now)
    close_listings(ways.p, ways.c, ways.t, now, was)


def _abolish(state: State) -> None:
    """Listings end, appeals lapse, ties cut for a listing come back; fear, hardship and ties cut for good remain."""
    for array in (state.mark[:, BITS:DIRTY], state.mark[:, IN_ACTIVE], state.appeal, state.home_bits):
        array[:] = 0
    state.grace[:] = -1
    state.active[-1] = 0
    for cut in (state.close_cut, state.wide_cut):
        cut &= 4


def _close(state: State, closed: int) -> None:
    """Whoever is on one of these lists leaves it, in every ledger; appeals lapse, and ties cut for it come back tonight."""
    kept = np.uint8(0xFF ^ closed)
    gone = np.flatnonzero(state.mark[:, BITS] & closed)
    state.changed[0] = len(gone)                     # nobody else has changed since last night
    state.changed[1:1 + len(gone)] = gone
    state.mark[:, BITS:DIRTY] &= kept
    state.home_bits[:] &= kept
    for m in range(closed.bit_length()):
        if closed >> m & 1:
            state.until[:, m] = -1
            state.appeal[m] = 0
            state.grace[m] = 0


from ostrakon.kernel.jit import kernel as _kernel  # noqa: E402


@_kernel
def _draw(key, c0, c1, c2, stream):  # type: ignore[no-untyped-def]
    return draw(key, c0, c1, c2, stream)
