"""Several Programs lived side by side: the same communities, people, occasions and luck under each, one after the other.

Here lives the pairing of communities, and who changes sides. Never here: what a difference is worth, or how it is told.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ostrakon.engine.checkpoint import packed
from ostrakon.engine.crew import Crew, crew_of, group_of
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import add, digest_of, joined, places, total_of, unpack
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.occasions import E_CHILLED, E_DENIED, E_LISTED, E_WRONG
from ostrakon.kernel.tallies import Tallies
from ostrakon.program import Program, tables_digest

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


Counts = tuple[list[Tallies], np.ndarray]


@dataclass(frozen=True)
class Side:
    """A comparison's piece of work: a community lived under every Program, one after the other."""

    programs: tuple[Program, ...]
    seed: int
    days: int
    month_first: np.ndarray

    def live(self, place: Place, memory: Memory) -> Counts:
        """(tallies of every arm, who changes sides)."""
        counts, fates = [], []
        for program in self.programs:
            tallies, people, state = live_community(program, self.seed, place, self.days, self.month_first, memory=memory)
            counts.append(tallies)
            fates.append(state.ever.copy())             # the next arm uses the memory again
        return counts, crossed(fates, people.cohort, self.programs[0].society.tables.n_cohorts)

    def join(self, total: Counts, part: Counts) -> Counts:
        """Both added up, in the first."""
        return [joined(*both) for both in zip(total[0], part[0], strict=True)], total[1] + part[1]

    def pack(self, counts: Counts) -> list[bytes]:
        """Tallies as in a checkpoint, then who changes sides."""
        return [*(packed(tallies)[0] for tallies in counts[0]), np.ascontiguousarray(counts[1]).tobytes()]

    def unpack(self, blobs: list[bytes]) -> Counts:
        """What was packed."""
        sides = np.frombuffer(blobs[-1], np.int64).reshape(len(self.programs) - 1, len(BITS), -1, 2, 2)
        return [unpack(blob, program, self.days) for blob, program in zip(blobs, self.programs, strict=False)], sides


def demand_pairs(programs: Sequence[Program]) -> None:
    """Raise ValueError unless all Programs have the same society and burn-in, so that the same people have the same luck."""
    first = programs[0]
    for program in programs[1:]:
        if tables_digest([program.society.tables]) != tables_digest([first.society.tables]):
            raise ValueError("the arms have different societies")
        if program.burn_in != first.burn_in:
            raise ValueError(f"the arms have {first.burn_in} and {program.burn_in} days of burn-in")


def simulate_arms(scenario: Scenario, programs: Sequence[Program], *, seed: int = 1, workers: int | Crew = 2,
                  progress: Callable[[int, int], None] | None = None) -> Paired:
    """Live every community under every Program; the first is the one that others are compared with.

    people, days, start and community size are the scenario's. Ctrl-C ends it after the communities under way. Raises
    ValueError for arms that are no pairs. workers: so many threads, or a cluster.
    """
    demand_pairs(programs)
    began, month_first = time.perf_counter(), scenario.month_first(programs[0].burn_in)
    arms: tuple[dict[Key, Tallies], ...] = tuple({} for _ in programs)
    sides: dict[Key, np.ndarray] = {}
    done = finished = 0
    complete = True
    work = Side(tuple(programs), seed, scenario.days, month_first)
    everywhere = places(programs[0].society.tables.population, scenario.people, scenario.community_size)
    try:
        for where, (counts, crossing) in crew_of(workers).share(everywhere, work):
            key = group_of(where[0])
            for groups, tallies in zip(arms, counts, strict=True):
                add(groups, key, tallies)
            sides[key] = sides.get(key, 0) + crossing
            done, finished = done + sum(place.people for place in where), finished + len(where)
            if progress is not None:
                progress(done, scenario.people)
    except KeyboardInterrupt:
        complete = False
    ordered = tuple(dict(sorted(groups.items())) for groups in arms)
    return Paired(ordered, dict(sorted(sides.items())), finished, done, time.perf_counter() - began, complete)


def crossed(fates: Sequence[np.ndarray], cohort: np.ndarray, n_cohorts: int) -> np.ndarray:
    """[V,F,N,2,2] people of a community by what met them in the first arm and in each other. fates: bits of each person, by arm."""
    out = np.zeros((len(fates) - 1, len(BITS), n_cohorts, 2, 2), dtype=np.int64)
    for v, variant in enumerate(fates[1:]):
        for f, bit in enumerate(BITS):
            cell = cohort.astype(np.int64) * 4 + (fates[0] & bit != 0) * 2 + (variant & bit != 0)
            out[v, f] = np.bincount(cell, minlength=4 * n_cohorts).reshape(n_cohorts, 2, 2)
    return out
