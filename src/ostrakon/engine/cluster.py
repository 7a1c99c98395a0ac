"""A cluster as a crew: communities as independent tasks of a Dask scheduler, wherever its workers are.

Here live which workers may take part, how tasks are cut, and what is done about workers that vanish or lag. Never here: what is
lived, or a number that depends on who lived it: counts are integers, and each community is counted once, whoever was first.

A task is some communities of one group, so many that it takes about ``TASK`` seconds; what comes back are their counts, added and
packed as in a checkpoint. Dask runs again what a lost worker had under way; a task that takes far longer than others is given to a
another worker too, and whichever is done first counts. A worker with another version of ostrakon, or other code of
the kernel, gets no task.
"""

import hashlib
import pickle
import queue
import statistics
import threading
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Set
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain
from types import TracebackType
from typing import Any, TypeVar

from distributed import Client, Future, LocalCluster, get_worker

from ostrakon.engine.crew import GROUPS, Work, group_of
from ostrakon.engine.live import Place
from ostrakon.engine.unfinished import code_digest
from ostrakon.errors import OstrakonError, fail
from ostrakon.kernel.memory import Memory

R = TypeVar("R")
Say = Callable[[str], None]
Found = tuple[float, str, list[bytes]]          # seconds, worker, packed counts
TASK = 2.0              # seconds of a core that a task should take, at least
RATE = 50.0             # tasks a second at most: a scheduler on a busy machine passed 150 (benchmarks/NOTES.md)
MOST = 1024             # communities of a task
AHEAD = 2               # tasks under way for each thread, so that none waits for its next one
LOOK = 2.0              # seconds between looks at who is there
LAG, LEAST = 4.0, 5.0   # a task is given to another worker after so many medians, and not before so many seconds
SAMPLE = 5              # tasks that must be done before a median is one
PATIENCE = 60.0         # seconds to wait for a worker when there is none
REACH = 10.0            # seconds to wait for the scheduler, for what a worker has finished, or for another than those refused
FETCH = 8               # results that are fetched at once
NO_DASHBOARD = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}         # its server of numbers starts even so: at any free port
_OWN = threading.local()
_WORK: dict[str, Any] = {}


@dataclass
class _Task:
    """Communities under way. sent: when last. futures: one for each time it was sent, since workers may lag. among: where it may be."""

    places: tuple[Place, ...]
    began: float
    sent: float = 0.0
    futures: list[Future] = field(default_factory=list)
    among: Set[str] = frozenset()

    def drop(self) -> None:
        """Nobody needs to go on with it."""
        for future in self.futures:
            future.release()


class Cluster:
    """The workers of a scheduler. address: ``tcp://HOST:PORT``, ``tls://HOST:PORT``, or ``local:N`` for N processes of this machine.

    say(sentence) tells of workers that are refused, lost or slow. Raises OST6006 when nobody can be reached, or nobody may take part.
    """

    def __init__(self, address: str, say: Say) -> None:
        self._say, self._local = say, None
        try:
            if address.startswith("local:"):
                workers = int(address.removeprefix("local:"))
                self._local = LocalCluster(n_workers=workers, threads_per_worker=1, scheduler_kwargs=NO_DASHBOARD)
            self._client = Client(self._local or address, timeout=REACH, set_as_default=False)
            if self._local is not None:
                self._client.wait_for_workers(len(self._local.workers), timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            fail("OST6006", f"--cluster {address[:200]}: {str(error)[:200] or 'no answer'}",
                 allowed="tcp://HOST:PORT of a Dask scheduler, or local:N",
                 remedy="start one: dask scheduler; and its workers: dask worker ADDRESS")
        self.good: dict[str, int] = {}          # threads of the workers that take part, by address
        self.refused: dict[str, str] = {}       # why others do not
        self._joining: dict[str, tuple[Future, ...]] = {}       # what newcomers are asked
        self._lagging: set[str] = set()         # of the good ones: nothing more is given to them until they are done with something
        self._work = ("", b"")                  # what is lived now: its digest, and it packed
        self._looked = 0.0

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close()
        if self._local is not None:
            self._local.close()

    @property
    def threads(self) -> int:
        """How many tasks are lived at once."""
        return sum(self.good.values())

    def look(self) -> None:
        """See who is there; newcomers are asked for their version. Raises OST6006 when nobody who may take part comes within a minute."""
        began = time.monotonic()
        while True:
            there = {name: int(n) for name, n in self._client.nthreads().items()}
            for lost in [name for name in (*self.good, *self._joining) if name not in there]:
                if self.good.pop(lost, None):
                    self._say(f"Worker {lost} is gone; what it had under way is lived again.")
                self._joining.pop(lost, None)
            for name in there.keys() - self.good.keys() - self.refused.keys() - self._joining.keys():
                self._joining[name] = tuple(self._client.submit(*what, workers=[name], pure=False) for what in (
                    (version, "ostrakon"), (code_digest,), (hold, *self._work)))
            self._hear(there)
            self._looked = time.monotonic()
            if self.good:
                return
            if self._looked - began > (REACH if there and self.refused.keys() >= there.keys() else PATIENCE):
                why = "; ".join(f"{name}: {reason}" for name, reason in list(self.refused.items())[:5]) or "there is no worker"
                fail("OST6006", f"nobody can live this: {why}",
                     remedy="give the workers the same ostrakon; a run that was begun goes on with: ostrakon resume DIR")
            time.sleep(0.05)

    def _hear(self, there: dict[str, int]) -> None:
        """Take in the newcomers that have answered, or refuse them. One that does not answer stays where it is and holds nobody up."""
        for name, asked in list(self._joining.items()):
            if not all(future.done() for future in asked):
                continue
            said = [future.result() if future.status == "finished" else future.exception() for future in asked]
            if reason := why_not(*said):
                self.refused[name] = reason
                self._say(f"Worker {name} gets nothing to do: {reason}.")
            else:
                self.good[name] = there[name]
            del self._joining[name]

    def share(self, todo: Iterator[Place], work: Work[R]) -> Iterator[tuple[tuple[Place, ...], R]]:
        """As ``crew.Crew`` says, several communities at a time."""
        blob = zlib.compress(pickle.dumps(work, 5), 1)
        self._work = (hashlib.sha256(blob).hexdigest(), blob)
        self.good.clear()               # everybody is to hold the new work
        self._joining.clear()
        self.look()
        return self._shared(_Cutter(todo), work)

    def _shared(self, cutter: "_Cutter", work: Work[R]) -> Iterator[tuple[tuple[Place, ...], R]]:
        ready = queue.SimpleQueue[tuple[_Task, Found | Exception | None]]()
        fetching = ThreadPoolExecutor(FETCH)            # a worker that freezes with what it has finished must hold nobody up
        tasks: dict[int, _Task] = {}
        took: deque[float] = deque(maxlen=101)

        def send(task: _Task, among: Set[str]) -> None:
            future = self._client.submit(lived, self._work[0], task.places, workers=sorted(among), pure=False)
            task.futures, task.among, task.sent = [*task.futures, future], task.among | among, time.monotonic()
            future.add_done_callback(lambda done: fetching.submit(lambda: ready.put((task, fetched(done)))))

        try:
            while True:
                while len(tasks) < AHEAD * self.threads and (places := cutter.next()):
                    task = tasks[id(places)] = _Task(places, time.monotonic())
                    send(task, self.good.keys() - self._lagging or self.good.keys())
                if not tasks:
                    return
                if time.monotonic() - self._looked > LOOK:
                    self.look()
                    self._mend(tasks, took, send)
                try:
                    task, found = ready.get(timeout=LOOK / 4)
                except queue.Empty:
                    continue
                if id(task.places) not in tasks or found is None:
                    continue            # of a task that is counted; or it did not come, and will be late
                if isinstance(found, OstrakonError):
                    raise found
                if isinstance(found, Exception):
                    raise RuntimeError(f"a worker failed: {found}") from found
                seconds, where, blobs = found
                del tasks[id(task.places)]
                took.append(time.monotonic() - task.began)
                task.drop()
                self._lagging.discard(where)
                cutter.learn(seconds / len(task.places), self.threads)
                yield task.places, work.unpack(blobs)
        finally:
            for task in tasks.values():
                task.drop()
            fetching.shutdown(wait=False, cancel_futures=True)

    def _mend(self, tasks: dict[int, _Task], took: deque[float], send: Callable[[_Task, Set[str]], None]) -> None:
        """Give tasks whose workers have all gone to others, and those that lag to others too."""
        late = max(LEAST, LAG * statistics.median(took)) if len(took) >= SAMPLE else float("inf")
        everybody, now = self.good.keys(), time.monotonic()
        busy: dict[str, set[str]] | None = None
        for task in tasks.values():
            if not task.among & everybody:
                send(task, everybody)
            elif now - task.sent > late * 2 ** (len(task.futures) - 1):
                busy = self._busy() if busy is None else busy
                slow = {name for name, keys in busy.items() if any(future.key in keys for future in task.futures)} & everybody
                if slow - self._lagging:
                    self._say(f"Worker {', '.join(sorted(slow))} is slow; others live the same.")
                self._lagging |= slow
                send(task, everybody - slow - self._lagging or everybody - slow or everybody)

    def _busy(self) -> dict[str, set[str]]:
        """The tasks that each worker has."""
        return {name: set(keys) for name, keys in self._client.processing().items()}


def fetched(future: Future) -> Found | Exception | None:
    """What a task came to; None when that does not come in time."""
    try:
        found: Found = future.result(timeout=REACH)
    except (TimeoutError, CancelledError):
        return None
    except Exception as error:
        return error
    return found


class _Cutter:
    """Cuts what is to be lived into tasks: communities of one group, so many that a task takes about ``TASK`` seconds."""

    def __init__(self, todo: Iterator[Place]) -> None:
        self._todo, self._cut, self._many = todo, deque[tuple[Place, ...]](), 1
        self._next: Place | None = None

    def learn(self, seconds: float, threads: int) -> None:
        """How long a community took, and how many are lived at once."""
        self._many = max(1, min(MOST, round(max(TASK, threads / RATE) / max(seconds, 1e-6))))

    def next(self) -> tuple[Place, ...]:
        """The communities of the next task; none at the end."""
        if not self._cut:
            self._block()
        return self._cut.popleft() if self._cut else ()

    def _block(self) -> None:
        """Communities of one region that follow each other, by group."""
        groups: dict[tuple[int, int], list[Place]] = {}
        for read, place in enumerate(chain([self._next] if self._next is not None else [], self._todo)):
            self._next = None
            if groups and (place.region != next(iter(groups))[0] or read == GROUPS * self._many):
                self._next = place
                break
            groups.setdefault(group_of(place), []).append(place)
        self._cut.extend(map(tuple, groups.values()))


def why_not(said: object, code: object, held: object) -> str:
    """Why a worker may not take part, from what it said of its version, its code and the work it was given; '' when it may."""
    if isinstance(said, BaseException) or said is None:
        return f"it has no ostrakon ({type(said).__name__})"
    if said != version("ostrakon"):
        return f"it has ostrakon {said}, and this is {version('ostrakon')}"
    if isinstance(code, BaseException) or code is None:
        return f"its ostrakon does not tell its code ({type(code).__name__})"
    if code != code_digest():
        return f"its ostrakon {said} has other code of the kernel"
    return f"it cannot hold the work ({held})" if isinstance(held, BaseException) else ""


# ---- on a worker -------------------------------------------------------------------------------------------------------------------


def hold(key: str, blob: bytes) -> None:
    """Keep the work that is lived now, and forget any other. Every worker holds it: none needs another one to go on."""
    _WORK.clear()
    if blob:
        _WORK[key] = pickle.loads(zlib.decompress(blob))


def lived(key: str, places: tuple[Place, ...]) -> Found:
    """(seconds, worker, packed counts) of these communities together."""
    began, work = time.perf_counter(), _WORK[key]
    if not hasattr(_OWN, "memory"):
        _OWN.memory = Memory()
    total = work.live(places[0], _OWN.memory)
    for place in places[1:]:
        total = work.join(total, work.live(place, _OWN.memory))
    return time.perf_counter() - began, get_worker().address, work.pack(total)
