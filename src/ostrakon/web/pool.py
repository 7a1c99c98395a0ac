"""Threads that all clients share, one community at a time and in turns, so that nobody waits for another's large run.

Here lives the turn-taking. Never here: what is lived, or who may ask for how much.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import partial
from typing import Any, TypeVar

from ostrakon.engine.crew import Work
from ostrakon.engine.live import Place
from ostrakon.kernel.memory import Memory

R = TypeVar("R")
Task = tuple[Future[Any], Callable[[Memory], Any]]


class Pool:
    """So many threads; each has a memory of its own. They end with the process."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._waiting: OrderedDict[str, deque[Task]] = OrderedDict()      # by client; the first has its turn
        self._more = threading.Condition()
        self._closed = False
        for n in range(workers):
            threading.Thread(target=self._work, name=f"lives {n}", daemon=True).start()

    def lane(self, client: str) -> "Lane":
        """A crew (``engine.crew.Crew``) whose work waits in this client's line."""
        return Lane(self, client)

    def submit(self, client: str, what: Callable[[Memory], R]) -> Future[R]:
        """Put a piece of work into a client's line."""
        future: Future[R] = Future()
        with self._more:
            if self._closed:
                future.cancel()
                future.set_running_or_notify_cancel()       # whoever waits for it is told
                return future
            self._waiting.setdefault(client, deque()).append((future, what))
            self._more.notify()
        return future

    def close(self) -> None:
        """What waits is given up; what is under way ends."""
        with self._more:
            self._closed = True
            for line in self._waiting.values():
                for future, _ in line:
                    future.cancel()
                    future.set_running_or_notify_cancel()
            self._waiting.clear()
            self._more.notify_all()

    def _next(self) -> Task | None:
        with self._more:
            while not self._waiting and not self._closed:
                self._more.wait()
            if self._closed:
                return None
            client, line = self._waiting.popitem(last=False)
            task = line.popleft()
            if line:
                self._waiting[client] = line            # at the end of the turns
            return task

    def _work(self) -> None:
        memory = Memory()
        while (task := self._next()) is not None:
            future, what = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(what(memory))
            except BaseException as error:
                future.set_exception(error)


class Lane:
    """One client's crew."""

    def __init__(self, pool: Pool, client: str) -> None:
        self._pool, self._client = pool, client

    def share(self, todo: Iterator[Place], work: Work[R]) -> Iterator[tuple[tuple[Place, ...], R]]:
        """As ``Crew`` says, one community at a time."""
        return (((place,), found) for place, found in self.each(todo, work.live))

    def each(self, todo: Iterator[Place], one: Callable[[Place, Memory], R]) -> Iterator[tuple[Place, R]]:
        """As ``crew.each``, in turns with the other clients."""
        running: dict[Future[R], Place] = {}
        try:
            while True:
                while len(running) < 2 * self._pool.workers and (place := next(todo, None)) is not None:
                    running[self._pool.submit(self._client, partial(one, place))] = place
                if not running:
                    return
                ready, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in ready:
                    place = running.pop(future)
                    yield place, future.result()
        finally:
            for future in running:
                future.cancel()
