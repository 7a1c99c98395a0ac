"""A run: communities shared out among threads or machines, tallies added, nothing else kept. The order of work changes no number."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from ostrakon.engine.checkpoint import Counted, Finished, packed, unpacked
from ostrakon.engine.crew import Crew, Work, crew_of, group_of
from ostrakon.engine.keeper import Keeper
from ostrakon.engine.live import Place, live_community, nothing
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.sizes import communities as communities
from ostrakon.engine.sizes import region_sizes as region_sizes
from ostrakon.engine.sizes import share as share
from ostrakon.engine.stop import ctrl_c_later
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.tallies import Tallies
from ostrakon.program import MOST_COMMUNITIES, Program

T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(frozen=True)
class RunTallies:
    """Integer tallies of a run by (region, group of communities), and how it was made."""

    groups: dict[tuple[int, int], Tallies]
    communities: int
    people: int
    days: int
    seconds: float
    program: Program
    complete: bool

    @property
    def total(self) -> Tallies:
        """Sum over all groups."""
        return total_of(self.groups)

    @property
    def digest(self) -> str:
        """SHA-256 over all integer tallies: equal exactly when every count is."""
        return digest_of(self.total)


def places(population: np.ndarray, people: int, size: int) -> Iterator[Place]:
    """Every community, region by region."""
    for region, n in enumerate(region_sizes(population, people)):
        count = communities(n, size)
        if count > MOST_COMMUNITIES:
            raise ValueError(f"region {region} would have {count} communities; the most is {MOST_COMMUNITIES}")
        for k in range(count):
            yield Place(region, k, share(n, count, k))


@dataclass(frozen=True)
class Living:
    """A run's piece of work: a community lived under a Program."""

    program: Program
    seed: int
    days: int
    month_first: np.ndarray

    def live(self, place: Place, memory: Memory) -> Tallies:
        """Its tallies."""
        return live_community(self.program, self.seed, place, self.days, self.month_first, memory=memory)[0]

    def join(self, total: Tallies, part: Tallies) -> Tallies:
        """Both added up, in the first."""
        return joined(total, part)

    def pack(self, counts: Tallies) -> list[bytes]:
        """As in a checkpoint."""
        return [packed(counts)[0]]

    def unpack(self, blobs: list[bytes]) -> Tallies:
        """What was packed."""
        return unpack(blobs[0], self.program, self.days)


def unpack(blob: bytes, program: Program, days: int) -> Tallies:
    """Tallies of a run of so many days, as ``checkpoint.packed`` made them small."""
    found: Tallies = unpacked(blob, Tallies, [array.shape for array in nothing(program, days)])
    return found


def simulate(scenario: Scenario, *, seed: int = 1, workers: int | Crew = 2, program: Program | None = None,
             progress: Callable[[int, int], None] | None = None, keeper: Keeper | None = None, replicate: int = 1) -> RunTallies:
    """Run a scenario. progress(people done, people in all) is called as communities finish.

    With a keeper, what it has of this replicate is gone on with, and what is finished is kept as it goes. Ctrl-C
    (KeyboardInterrupt) stops after the communities under way; what was finished is returned, ``complete`` False. So many
    communities as were finished are on the disk then, and when an error ends it. workers: so many threads, or a cluster.
    """
    program = compile_scenario(scenario) if program is None else program
    work = Living(program, seed, scenario.days, scenario.month_first(program.burn_in))
    everywhere = places(program.society.tables.population, scenario.people, scenario.community_size)
    counted, complete = live_all(work, everywhere, scenario.people, seed=seed, workers=workers, progress=progress, keeper=keeper,
                                 replicate=replicate)
    groups = dict(sorted(counted.groups.items()))
    return RunTallies(groups, len(counted.finished), counted.people, scenario.days, counted.seconds, program, complete)


def live_all(work: Work[Any], everywhere: Iterator[Place], people: int, *, seed: int, workers: int | Crew,
             progress: Callable[[int, int], None] | None, keeper: Keeper | None, replicate: int) -> tuple[Counted, bool]:
    """What is counted of all communities and whether that is all of them: gone on with, kept and stopped as ``simulate`` says.

    people: in all. What the work makes of a community is a NamedTuple of int64 arrays.
    """
    counted = Counted() if keeper is None else keeper.start(replicate, seed)
    began, earlier = time.perf_counter(), counted.seconds
    number: dict[Place, int] = {}           # of the communities under way

    def passed() -> float:
        return earlier + time.perf_counter() - began

    if progress is not None and counted.people:
        progress(counted.people, people)
    try:
        with ctrl_c_later() as stopped:
            left = _left(everywhere, counted.finished, number, stopped)
            for where, counts in crew_of(workers).share(left, work):
                add(counted.groups, group_of(where[0]), counts)
                for place in where:
                    counted.finished.add(number.pop(place))
                counted.people, counted.seconds = counted.people + sum(place.people for place in where), passed()
                if keeper is not None:
                    keeper.after(group_of(where[0]))
                if progress is not None:
                    progress(counted.people, people)
    except KeyboardInterrupt:
        pass            # raised by progress itself, where everything is counted
    finally:
        complete = counted.people == people
        if keeper is not None:
            keeper.wait() if complete else keeper.flush()
    counted.seconds = passed()
    return counted, complete


def _left(everywhere: Iterator[Place], finished: Finished, number: dict[Place, int], stopped: threading.Event) -> Iterator[Place]:
    """The communities that are not finished, until a stop; the number of each is put in ``number``."""
    for n, place in enumerate(everywhere):
        if stopped.is_set():
            return
        if n not in finished:
            number[place] = n
            yield place


def add(groups: dict[tuple[int, int], Any], key: tuple[int, int], counts: Any) -> None:
    """Add counts to those of their group."""
    groups[key] = joined(groups[key], counts) if key in groups else counts


def joined(total: T, part: T) -> T:
    """Both added up, in the first: NamedTuples of arrays."""
    for whole, more in zip(total, part, strict=True):
        whole += more
    return total


def digest_of(total: Tallies) -> str:
    """SHA-256 over all integer tallies: equal exactly when every count is."""
    h = hashlib.sha256()
    for name, array in total._asdict().items():
        h.update(f"{name}{array.shape}".encode())
        h.update(np.ascontiguousarray(array).tobytes())
    return h.hexdigest()


def total_of(groups: dict[tuple[int, int], Tallies]) -> Tallies:
    """Sum over all groups."""
    return Tallies(*[np.sum(parts, axis=0) for parts in zip(*groups.values(), strict=True)])
