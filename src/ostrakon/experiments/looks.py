"""One life, looked at on several evenings: the tallies that runs ending there would have, without living them one by one.

Here lives the life of a community with a look at its tallies on the way; ``tests/experiments/test_looks.py`` holds that each look is
what a run to that day counts. Never here: what is read from the tallies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ostrakon.engine.checkpoint import packed
from ostrakon.engine.crew import Crew, crew_of, group_of
from ostrakon.engine.live import Place, Ways, _cross, _forget, _segment, build, nothing, phases_here
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import joined, places, unpack
from ostrakon.kernel.candidates import first_morning
from ostrakon.kernel.community import new_state
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.observe import bear, close_books
from ostrakon.kernel.rng import LOG
from ostrakon.kernel.start import enter_program
from ostrakon.kernel.tallies import Tallies, kernel_form, plain_form
from ostrakon.mechanisms.rights import restricted
from ostrakon.program import Phase, Program, streams

Groups = dict[tuple[int, int], Tallies]


@dataclass(frozen=True)
class Looking:
    """A piece of work: a community lived to the last of ``days``, its tallies taken at the end of each."""

    program: Program
    seed: int
    days: tuple[int, ...]
    month_first: np.ndarray

    def live(self, place: Place, memory: Memory) -> list[Tallies]:
        """Its tallies by day."""
        return looks(self.program, self.seed, place, self.days, self.month_first, memory)

    def join(self, total: list[Tallies], part: list[Tallies]) -> list[Tallies]:
        """Both added up, in the first."""
        return [joined(one, more) for one, more in zip(total, part, strict=True)]

    def pack(self, counts: list[Tallies]) -> list[bytes]:
        """As in a checkpoint."""
        return [packed(one)[0] for one in counts]

    def unpack(self, blobs: list[bytes]) -> list[Tallies]:
        """What was packed."""
        return [unpack(blob, self.program, self.days[-1]) for blob in blobs]


def look(scenario: Scenario, program: Program, seed: int, days: Sequence[int], workers: int | Crew = 2) -> dict[int, Groups]:
    """The tallies of everybody at the end of each of these days, from 1, by group of communities. Raises RuntimeError on overflow."""
    evenings = tuple(sorted(set(days)))
    work = Looking(program, seed, evenings, Scenario.month_first(scenario, program.burn_in))
    everywhere = places(program.society.tables.population, scenario.people, scenario.community_size)
    groups: dict[tuple[int, int], list[Tallies]] = {}
    for where, counts in crew_of(workers).share(everywhere, work):
        key = group_of(where[0])
        groups[key] = work.join(groups[key], counts) if key in groups else counts
    return {day: {key: groups[key][i] for key in sorted(groups)} for i, day in enumerate(evenings)}


def looks(program: Program, seed: int, place: Place, days: Sequence[int], month_first: np.ndarray, memory: Memory) -> list[Tallies]:
    """As ``engine.live.live_community``, with the tallies at the end of each of ``days``, in order; the last is the end.

    Weeks and durations lie in arrays as long as the whole life, whichever the day.
    """
    s, r, names, key = program.society.tables, program.regime, streams(), np.uint64(seed)
    people = build(program, seed, place, names)
    memory.start()
    state = new_state(place.people, s, r, people, 0, memory)
    at = np.array([place.region, place.number], dtype=np.int64)
    counts = kernel_form(nothing(program, days[-1]))
    ways = Ways(program, people, state, counts)
    first_morning(ways.p, ways.c, key, at, names, LOG)
    burn, now, idle = program.burn_in, 0, Phase(0, 0, None, program.neutral, True)
    running, found = idle, list[Tallies]()
    enter_program(ways.s, ways.r(idle.tables), ways.p, ways.c, key, at, names, LOG, True, 0)
    changes = [(burn + phase.day, phase) for phase in phases_here(program, seed, place, names)]
    # On one day a look comes before a change: it is of the evening before.
    stops: list[tuple[int, Phase | None]] = [(burn, None), *((burn + day, None) for day in days), *changes]
    fresh = False                       # whether the day at hand is the first under a regime, when everybody is evaluated
    for stop, after in sorted(stops, key=lambda one: (one[0], one[1] is not None)):
        if stop > now:
            before = counts.days.copy()
            _segment(program, ways, running, key, at, now, min(stop, burn + days[-1]), burn, month_first, names, fresh)
            counts.rights[:] += (counts.days - before) @ restricted(running.tables, s.travel, program.society.rights)
            if now < burn <= stop:
                _forget(state, counts)
            now, fresh = stop, False
        if after is None:
            if stop - burn in days and len(found) < len(days) and stop - burn == days[len(found)]:
                found.append(_evening(ways, running, program, people, state, counts, now))
        elif now < burn + days[-1]:
            _cross(ways, running, after, state, key, at, names, now)
            running, fresh = after, True
    return found


def _evening(ways: Ways, running: Phase, program: Program, people: object, state: object, counts: Tallies, now: int) -> Tallies:
    """The books closed on a copy, so that life goes on as if nobody had looked."""
    bear(ways.r(running.tables), ways.c, now)
    copy = Tallies(*(array.copy() for array in counts))
    there = Ways(program, people, state, copy)      # type: ignore[arg-type]
    close_books(there.r(running.tables), there.p, there.c, there.t, now)
    return plain_form(copy)
