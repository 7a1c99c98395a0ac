"""Several Programs lived side by side: the same communities, people, occasions and luck under each, one after the other.

Here lives the pairing of communities, and who changes sides. Never here: what a difference is worth, or how it is told.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from ostrakon.engine.checkpoint import packed, unpacked
from ostrakon.engine.crew import Crew
from ostrakon.engine.keeper import Keeper
from ostrakon.engine.live import Place, build, live_community, nothing
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import digest_of, joined, live_all, places, total_of
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.occasions import E_CHILLED, E_DENIED, E_LISTED, E_WRONG
from ostrakon.kernel.tallies import Tallies
from ostrakon.program import Program, streams, tables_digest

FATES = ("listed", "wrongly_listed", "ever_denied", "ever_chilled")     # names of measures that count people
BITS = (E_LISTED, E_WRONG, E_DENIED, E_CHILLED)

Key = tuple[int, int]


@dataclass(frozen=True)
class Paired:
    """Tallies of every arm by (region, group of communities), and who changed sides.

    sides[key] [V,F,N,2,2]: people by variant, fate, cohort, whether it met them in the first arm, and whether in the variant.
    """

    arms: tuple[dict[Key, Tallies], ...]
    sides: dict[Key, np.ndarray]
    communities: int
    people: int
    seconds: float
    complete: bool

    @property
    def digests(self) -> tuple[str, ...]:
        """Of each arm, as a run by itself would have it."""
        return tuple(digest_of(total_of(groups)) for groups in self.arms)


@cache
def kind_of(arms: int) -> type[Any]:
    """The NamedTuple in which the counts of a community under so many arms are added up and kept: all tallies, then who changes sides."""
    found = namedtuple("Arms", [f"{name}_{i}" for i in range(arms) for name in Tallies._fields] + ["sides"])   # type: ignore[misc]
    found.__module__, found.__qualname__ = __name__, f"kind_of({arms})"
    return found


def apart(counts: Any) -> tuple[list[Tallies], np.ndarray]:
    """(tallies of every arm, who changes sides) of such a NamedTuple."""
    n = len(Tallies._fields)
    return [Tallies(*counts[at:at + n]) for at in range(0, len(counts) - 1, n)], counts[-1]


@dataclass(frozen=True)
class Side:
    """A comparison's piece of work: a community lived under every Program, one after the other."""

    programs: tuple[Program, ...]
    seed: int
    days: int
    month_first: np.ndarray

    def live(self, place: Place, memory: Memory) -> Any:
        """Tallies of every arm, and who changes sides."""
        counts, fates = list[np.ndarray](), []
        people = build(self.programs[0], self.seed, place, streams())
        for program in self.programs:
            tallies, _, state = live_community(program, self.seed, place, self.days, self.month_first, memory=memory, people=people)
            counts += tallies
            fates.append(state.ever.copy())             # the next arm uses the memory again
        return kind_of(len(self.programs))(*counts, crossed(fates, people.cohort, self.programs[0].society.tables.n_cohorts))

    def join(self, total: Any, part: Any) -> Any:
        """Both added up, in the first."""
        return joined(total, part)

    def pack(self, counts: Any) -> list[bytes]:
        """As in a checkpoint."""
        return [packed(counts)[0]]

    def unpack(self, blobs: list[bytes]) -> Any:
        """What was packed."""
        shapes = [array.shape for program in self.programs for array in nothing(program, self.days)]
        sides = (len(self.programs) - 1, len(BITS), self.programs[0].society.tables.n_cohorts, 2, 2)
        return unpacked(blobs[0], kind_of(len(self.programs)), [*shapes, sides])


def demand_pairs(programs: Sequence[Program]) -> None:
    """Raise ValueError unless all Programs have the same society and burn-in, so that the same people have the same luck."""
    first = programs[0]
    for program in programs[1:]:
        if tables_digest([program.society.tables]) != tables_digest([first.society.tables]):
            raise ValueError("the arms have different societies")
        if program.burn_in != first.burn_in:
            raise ValueError(f"the arms have {first.burn_in} and {program.burn_in} days of burn-in")


def simulate_arms(scenario: Scenario, programs: Sequence[Program], *, seed: int = 1, workers: int | Crew = 2,
                  progress: Callable[[int, int], None] | None = None, keeper: Keeper | None = None, replicate: int = 1) -> Paired:
    """Live every community under every Program; the first is the one that others are compared with.

    people, days, start and community size are the scenario's. Ctrl-C ends it after the communities under way. Raises
    ValueError for arms that are no pairs. workers, progress, keeper, replicate: as ``simulate`` has them; the keeper is of ``kind_of``
    so many arms.
    """
    demand_pairs(programs)
    work = Side(tuple(programs), seed, scenario.days, scenario.month_first(programs[0].burn_in))
    everywhere = places(programs[0].society.tables.population, scenario.people, scenario.community_size)
    counted, complete = live_all(work, everywhere, scenario.people, seed=seed, workers=workers, progress=progress, keeper=keeper,
                                 replicate=replicate)
    found = {key: apart(counts) for key, counts in sorted(counted.groups.items())}
    arms: tuple[dict[Key, Tallies], ...] = tuple({key: tallies[i] for key, (tallies, _) in found.items()} for i in range(len(programs)))
    return Paired(arms, {key: sides for key, (_, sides) in found.items()}, len(counted.finished), counted.people, counted.seconds, complete)


def crossed(fates: Sequence[np.ndarray], cohort: np.ndarray, n_cohorts: int) -> np.ndarray:
    """[V,F,N,2,2] people of a community by what met them in the first arm and in each other. fates: bits of each person, by arm."""
    out = np.zeros((len(fates) - 1, len(BITS), n_cohorts, 2, 2), dtype=np.int64)
    for v, variant in enumerate(fates[1:]):
        for f, bit in enumerate(BITS):
            cell = cohort.astype(np.int64) * 4 + (fates[0] & bit != 0) * 2 + (variant & bit != 0)
            out[v, f] = np.bincount(cell, minlength=4 * n_cohorts).reshape(n_cohorts, 2, 2)
    return out
