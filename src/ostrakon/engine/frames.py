"""Frames: what everybody's state is at the end of each week, in three bytes a person.

Here live the living of a society with somebody looking on, and the form of what is seen. Never here: a colour, or a count: that
living is the same, and comes to the same tallies, whether anybody looks or not.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ostrakon.engine.crew import Crew, crew_of, group_of
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import Living, add, digest_of, places, total_of
from ostrakon.kernel import occasions as o
from ostrakon.kernel.community import BITS, FEAR, TIER, People, State
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.tallies import Tallies
from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.program import Program

SCORE, STANDING, FEELING = range(3)
PLANES = 3
MOST_BLACK, RED, TIERS, WRONGLY = 3, 1 << 3, 4, 1 << 7             # of STANDING: bits 0 to 2, bit 3, bits 4 to 6, bit 7
SILENT, DENIED, EVER_WRONGLY, LAWLESS = 1 << 4, 1 << 5, 1 << 6, 1 << 7      # of FEELING, above the level of fear


@dataclass(frozen=True)
class Frames:
    """planes [W,3,N] uint8: score, standing, feeling by week and person, communities in the order of ``places``.

    low, high: the scores that 0 and 255 stand for. digest: of the tallies of the same run.
    """

    planes: np.ndarray
    low: int
    high: int
    communities: tuple[tuple[int, int], ...]        # (region, people) of each
    digest: str

    @property
    def weeks(self) -> int:
        """So many."""
        return int(self.planes.shape[0])


Seen = tuple[Tallies, np.ndarray]           # tallies of a community, planes [W,3,n]


@dataclass(frozen=True)
class Films:
    """The piece of work: a community lived with somebody looking on at the end of each week."""

    of: Living

    def live(self, place: Place, memory: Memory) -> Seen:
        """Its tallies and what was seen."""
        living = self.of
        seen = np.zeros((living.days // 7, PLANES, place.people), dtype=np.uint8)
        tables = living.program.regime
        low, high = bounds(tables)
        black = [m for m, red in enumerate(tables.list_red) if not red]
        red = sum(1 << m for m, is_red in enumerate(tables.list_red) if is_red)

        def look(week: int, people: People, state: State) -> None:
            seen[week] = frame(people, state, low, high, black, red)

        return live_community(living.program, living.seed, place, living.days, living.month_first, memory=memory, look=look)[0], seen

    def join(self, total: Seen, part: Seen) -> Seen:
        """What was seen of two communities lies one behind the other."""
        return self.of.join(total[0], part[0]), np.concatenate([total[1], part[1]], axis=2)

    def pack(self, counts: Seen) -> list[bytes]:
        """Tallies, then planes."""
        return [*self.of.pack(counts[0]), zlib.compress(counts[1].tobytes(), 1)]

    def unpack(self, blobs: list[bytes]) -> Seen:
        """What was packed."""
        planes = np.frombuffer(zlib.decompress(blobs[-1]), np.uint8).reshape(self.of.days // 7, PLANES, -1)
        return self.of.unpack(blobs[:-1]), planes


def bounds(r: RegimeTables) -> tuple[int, int]:
    """The least and the greatest score that anybody can have."""
    ends = [(int(w) * int(a), int(w) * int(b)) for w, a, b in zip(r.dim_weight, r.dim_min, r.dim_max, strict=True)]
    return sum(min(pair) for pair in ends) >> 8, sum(max(pair) for pair in ends) >> 8


def frame(people: People, state: State, low: int, high: int, black: list[int], red: int) -> np.ndarray:
    """[3,n] what is seen of a community now."""
    score = state.score[:, 0].astype(np.int64)
    wide = max(1, high - low)
    bits, shadow = state.mark[:, BITS], state.mark[:, BITS + 3]
    standing = np.minimum(state.mark[:, TIER], 7) << TIERS
    for place, m in enumerate(black):
        standing |= ((bits >> m) & 1) << min(place, MOST_BLACK - 1)
        standing |= np.where((bits >> m) & 1 & ~(shadow >> m), WRONGLY, 0).astype(np.uint8)
    standing |= np.where(bits & red, RED, 0).astype(np.uint8)
    ever, feeling = state.ever, np.minimum(state.feel[:, FEAR] >> 8, 15).astype(np.uint8)
    for bit, told in ((o.E_CHILLED, SILENT), (o.E_DENIED, DENIED), (o.E_WRONG, EVER_WRONGLY)):
        feeling |= np.where(ever & bit, told, 0).astype(np.uint8)
    feeling |= np.where(state.acted & o.UNLAWFUL_OR_CONTRACTUAL, LAWLESS, 0).astype(np.uint8)
    return np.stack([np.clip((score - low) * 255 // wide, 0, 255).astype(np.uint8), standing.astype(np.uint8), feeling])


def film(scenario: Scenario, program: Program, *, seed: int = 1, workers: int | Crew = 2,
         progress: Callable[[int, int], None] | None = None) -> Frames:
    """Live a scenario and look on. progress(people done, people in all) is called as communities finish; what it raises ends it."""
    low, high = bounds(program.regime)
    todo = list(places(program.society.tables.population, scenario.people, scenario.community_size))
    first = dict(zip(todo, np.cumsum([0, *(place.people for place in todo)]).tolist(), strict=False))
    planes = np.zeros((scenario.days // 7, PLANES, scenario.people), dtype=np.uint8)
    groups: dict[tuple[int, int], Tallies] = {}
    done = 0
    filming = Living(program, seed, scenario.days, scenario.month_first(program.burn_in))
    for (place,), (tallies, seen) in crew_of(workers).share(iter(todo), Films(filming)):
        add(groups, group_of(place), tallies)
        planes[:, :, first[place]:first[place] + place.people] = seen
        done += place.people
        if progress is not None:
            progress(done, scenario.people)
    digest = digest_of(total_of(dict(sorted(groups.items()))))
    return Frames(planes, low, high, tuple((place.region, place.people) for place in todo), digest)
