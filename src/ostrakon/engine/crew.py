"""Who lives the communities: threads of this process, or a cluster. The order and the place of work change no number.

Here live what a piece of work is, and the threads. Never here: a cluster (``cluster``), or what is lived (``simulate``, ``pair``).
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol, TypeVar

from ostrakon.engine.live import Place
from ostrakon.kernel.memory import Memory

R = TypeVar("R")
GROUPS = 10                 # jackknife groups of communities per region


class Work(Protocol[R]):
    """What is done with a community. It can be sent to another machine: by pickle, once, with all tables in it."""

    def live(self, place: Place, memory: Memory) -> R:
        """One community; ``memory`` is used again for the next one, so nothing returned may lie in it."""

    def join(self, total: R, part: R) -> R:
        """Both added up; ``total`` may be changed."""

    def pack(self, counts: R) -> list[bytes]:
        """In few bytes."""

    def unpack(self, blobs: list[bytes]) -> R:
        """What ``pack`` was given."""


class Crew(Protocol):
    """Whoever lives communities."""

    def share(self, todo: Iterator[Place], work: Work[R]) -> Iterator[tuple[tuple[Place, ...], R]]:
        """(communities of one group, what the work makes of them together) as they are finished, until ``todo`` ends."""


class Threads:
    """Threads of this process; each has a memory of its own."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def share(self, todo: Iterator[Place], work: Work[R]) -> Iterator[tuple[tuple[Place, ...], R]]:
        """As ``Crew`` says, one community at a time."""
        return (((place,), counts) for place, counts in each(todo, work.live, self.workers))


def crew_of(workers: int | Crew) -> Crew:
    """So many threads, or the crew itself."""
    return Threads(workers) if isinstance(workers, int) else workers


def each(todo: Iterator[Place], one: Callable[[Place, Memory], R], workers: int) -> Iterator[tuple[Place, R]]:
    """(place, what ``one`` makes of it) for every place, in the order in which threads finish; each has a memory of its own."""
    own = threading.local()             # each worker's memory, used again for its next community

    def work(place: Place) -> tuple[Place, R]:
        if not hasattr(own, "memory"):
            own.memory = Memory()
        return place, one(place, own.memory)

    running: set[Future[tuple[Place, R]]] = set()
    with ThreadPoolExecutor(workers) as pool:
        try:
            while True:
                while len(running) < 2 * workers and (place := next(todo, None)) is not None:
                    running.add(pool.submit(work, place))
                if not running:
                    return
                ready, running = wait(running, return_when=FIRST_COMPLETED)
                for future in ready:
                    yield future.result()
        finally:
            for future in running:
                future.cancel()


def group_of(place: Place) -> tuple[int, int]:
    """The (region, group of communities) that a community counts in."""
    return place.region, place.number % GROUPS
