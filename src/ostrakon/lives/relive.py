"""A community lived once more, with everything noted that happens to some of its people.

Here lives the second living, and under which regime each day was. Never here: what an event means (``tell``).
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from ostrakon.engine.live import Place, live_community, phases_here
from ostrakon.engine.scenario import Scenario
from ostrakon.kernel.community import People, State, Watch
from ostrakon.kernel.tallies import Tallies
from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.program import Phase, Program, streams
from ostrakon.spec.regime import Regime

ROOM = 4096                 # events of one life; more make a second attempt necessary
Muted = tuple[int, int, int]


@dataclass(frozen=True)
class Lived:
    """A community after its last day. events [n,12]: columns as in kernel/trace.py, days from the start of burn-in."""

    program: Program
    scenario: Scenario
    seed: int
    place: Place
    people: People
    state: State
    tallies: Tallies
    events: np.ndarray

    @cached_property
    def phases(self) -> list[Phase]:
        """Under which Programs this community lived, in order."""
        return phases_here(self.program, self.seed, self.place, streams())

    def at(self, day: int) -> tuple[RegimeTables, Regime | None]:
        """Tables and regime that held on a day of the run; before the first and after abolition those of nobody being watched."""
        phases = self.phases
        i = bisect_right([phase.day for phase in phases], day)
        return (phases[i - 1].tables, phases[i - 1].regime) if i else (self.program.neutral, None)


def relive(program: Program, scenario: Scenario, seed: int, place: Place, who: tuple[int, ...] | None,
           mute: tuple[Muted, ...] = ()) -> Lived:
    """Live a community again. who: whose lives are noted, None for everybody's. mute: records that are not made.

    Raises OstrakonError as a run does when a community overflows.
    """
    room = ROOM * len(who) if who is not None else 64 * place.people
    month_first = scenario.month_first(program.burn_in)
    while True:
        found: Any = live_community(program, seed, place, scenario.days, month_first, watch=Watch(who, room, mute))
        tallies, people, state = found
        happened = int(state.n_trace[0])
        if happened <= room:
            return Lived(program, scenario, seed, place, people, state, tallies, state.trace[:happened])
        room = happened
