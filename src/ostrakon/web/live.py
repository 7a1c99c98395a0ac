"""Worlds lived for a page: coarse first, then fine; what was lived is kept; what is of no use any more is given up.

Here lives the order of the work for one request. Never here: the websocket, or an estimate.
"""

import struct
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from ostrakon.engine.checkpoint import packed
from ostrakon.engine.frames import Frames, film
from ostrakon.engine.simulate import digest_of, simulate, total_of, unpack
from ostrakon.errors import fail
from ostrakon.web.pool import Pool
from ostrakon.web.protocol import Frame, Live
from ostrakon.web.protocol import Frames as AskFrames
from ostrakon.web.tell import Counted, Groups, apart, demand
from ostrakon.web.worlds import Kept, Ready, Worlds

COARSE = 10_000             # people of the coarse results
FEW = 3 * COARSE            # so many have none: their fine ones come as soon
KEPT = 40                   # worlds whose counts are kept,
MOST_COUNTS = 400_000_000   # and their bytes in all: of a year, 20 MB while they are asked for, packed half a MB
PAUSE = 0.1                 # seconds between two words on progress
MOST_FRAMES = 600_000_000   # bytes of frames that are kept
Say = Callable[[dict[str, Any]], None]


class Superseded(Exception):
    """A newer request took the place of this one."""


@dataclass(frozen=True)
class Counts:
    """What was counted of a world, and its digest: as it was counted while that is asked for, packed after that."""

    groups: Groups | None
    digest: str
    packed: dict[tuple[int, int], bytes] | None = None

    def read(self, one: Ready) -> Groups:
        """The counts, unpacked where they were packed."""
        if self.groups is not None:
            return self.groups
        return {key: unpack(blob, one.program, one.asked.days) for key, blob in (self.packed or {}).items()}

    def small(self) -> "Counts":
        """The same, packed."""
        return self if self.groups is None else Counts(None, self.digest, {key: packed(counts)[0] for key, counts in self.groups.items()})

    @property
    def size(self) -> int:
        """Bytes."""
        if self.groups is not None:
            return sum(array.nbytes for counts in self.groups.values() for array in counts)
        return sum(map(len, (self.packed or {}).values()))


class Progress:
    """What is said of one request while it is lived: not at first, and not too often."""

    def __init__(self, number: int, say: Say) -> None:
        self.number, self.say = number, say
        self.began = self.last = time.perf_counter()

    def told(self, done: int, of: int) -> None:
        """So many people are lived, of so many."""
        now = time.perf_counter()
        if now - self.began > 3 * PAUSE and now - self.last > PAUSE:
            self.last = now
            self.say({"kind": "progress", "id": self.number, "done": done, "of": of, "left": (now - self.began) / done * (of - done)})


class Living:
    """Lives worlds on a pool, and keeps the counts of the latest."""

    def __init__(self, worlds: Worlds, pool: Pool) -> None:
        self.worlds, self.pool = worlds, pool
        self._lived: Kept[Counts] = Kept(KEPT)
        self._counted: Kept[Counted] = Kept(KEPT)
        self._told: Kept[dict[str, Any]] = Kept(KEPT)
        self._films: Kept[Frames] = Kept(8)
        self._shown: Kept[Frames] = Kept(64)            # by client and number of the request

    def live(self, asked: Live, client: str, stop: threading.Event, say: Say, newer: threading.Event | None = None) -> None:
        """Answer a request. Raises OstrakonError, and Superseded once ``stop`` is set.

        newer: set when another request takes this one's place. A first pass over few people is told all the same, as of an earlier
        setting: whoever turns a number without rest sees something. Whatever would come after it is given up.
        """
        newer = stop if newer is None else newer
        if stop.is_set():
            raise Superseded
        demand(asked.outcomes, asked.weekly)
        began = time.perf_counter()
        ready = self.worlds.beside(asked.worlds)
        coarse: list[Ready] = []
        if asked.coarse and ready[0].asked.people > FEW and any(self._lived.peek(one.key) is None for one in ready):
            coarse = [one.sized(COARSE) for one in ready]
        try:
            if coarse:
                self._results(asked, coarse, client, stop, say, "coarse", began, newer)
            few = not coarse and ready[0].asked.people <= FEW
            self._results(asked, ready, client, stop if few else newer, say, "fine", began, newer)
        finally:
            for one in (*coarse, *ready):
                self._pack(one)

    def _results(self, asked: Live, ready: list[Ready], client: str, stop: threading.Event, say: Say, stage: str, began: float,
                 newer: threading.Event) -> None:
        todo = [one for one in ready if self._lived.peek(one.key) is None]
        of, done = sum(one.asked.people for one in todo), 0
        progress = Progress(asked.id, say)
        found = []
        for one in ready:
            def show(people: int, _: int, before: int = done) -> None:
                if stop.is_set():
                    raise KeyboardInterrupt
                if stage == "fine":
                    progress.told(before + people, of)

            known = self._lived.peek(one.key) is not None
            found.append(self.counted(one, asked.outcomes, client, stop, show))
            done += 0 if known else one.asked.people
        if stop.is_set():
            raise Superseded
        told = [{"title": one.regime.model.title, "digest": digest, **self._estimated(one, counts, asked)}
                for one, (counts, digest) in zip(ready, found, strict=True)]
        say({"kind": "results", "id": asked.id, "stage": stage, "earlier": newer.is_set(), "people": ready[0].asked.people, "worlds": told,
             "differences": [apart(found[0][0], counts) for counts, _ in found[1:]],
             "milliseconds": round((time.perf_counter() - began) * 1000, 1)})

    def _estimated(self, one: Ready, counts: Counted, asked: Live) -> dict[str, Any]:
        """What is told of a world by itself; of the one that others are compared with it is the same each time."""
        key = one.key, tuple(asked.outcomes), tuple(asked.weekly), tuple(asked.by)
        return self._told.get(key, lambda: {"outcomes": counts.outcomes(), "weekly": counts.weekly(asked.weekly),
                                            "by": counts.by(asked.by)})

    def counted(self, one: Ready, outcomes: list[str], client: str, stop: threading.Event,
                show: Callable[[int, int], None] | None = None) -> tuple[Counted, str]:
        """What was counted for outcomes, and the digest of all counts: kept, or lived now, once for all who ask. Raises as ``live``."""
        with self._alone(self._lived, one.key, stop):
            known = self.lived(one, client, stop, show)
            return self._counted.get((one.key, tuple(outcomes)), lambda: Counted(known.read(one), one.labels, outcomes)), known.digest

    def lived(self, one: Ready, client: str, stop: threading.Event, show: Callable[[int, int], None] | None = None) -> Counts:
        """The counts of a world, kept or lived now, once for all who ask. Raises Superseded, and OST6001."""
        with self._alone(self._lived, one.key, stop):
            return self._lived.peek(one.key) or self._live(one, client, show)

    def _live(self, one: Ready, client: str, show: Callable[[int, int], None] | None) -> Counts:
        try:
            run = simulate(one.scenario, seed=one.asked.seed, workers=self.pool.lane(client), program=one.program, progress=show)
        except RuntimeError as error:
            fail("OST6001", str(error), remedy="please report it, with the regime and the seed")
        if not run.complete:
            raise Superseded
        found = self._lived.put(one.key, Counts(run.groups, digest_of(total_of(run.groups))))
        self._lived.trim(lambda kept: sum(counts.size for counts in kept) > MOST_COUNTS)
        return found

    def _pack(self, one: Ready) -> None:
        """Once the answer is told, what it was made of takes little room."""
        known = self._lived.peek(one.key)
        if known is not None and known.groups is not None:
            self._lived.put(one.key, known.small())

    @staticmethod
    @contextmanager
    def _alone(kept: Kept[Any], key: Hashable, stop: threading.Event) -> Iterator[None]:
        """Nobody else lives the same meanwhile. Raises Superseded once ``stop`` is set."""
        gate = kept.gate(key)
        while not gate.lock.acquire(timeout=0.05):
            if stop.is_set():
                raise Superseded
        try:
            if stop.is_set():
                raise Superseded
            yield
        finally:
            gate.lock.release()

    def frames(self, asked: AskFrames, client: str, stop: threading.Event, say: Say) -> None:
        """Live a world with somebody looking on, and say what can be asked for. Raises as ``live``."""
        if stop.is_set():
            raise Superseded
        one = self.worlds.ready(asked.world)
        size = one.asked.people * 3 * (one.asked.days // 7)
        if size > MOST_FRAMES:
            fail("OST9001", f"frames of {one.asked.people:,} people over {one.asked.days:,} days: {size // 10**6:,} MB",
                 allowed=f"at most {MOST_FRAMES // 10**6:,} MB", remedy="ask for fewer people or days")
        with self._alone(self._films, one.key, stop):
            film_ = self._films.peek(one.key) or self._films.put(one.key, self._film(one, asked, client, stop, say))
        self._shown.put((client, asked.id), film_)
        self._films.trim(lambda kept: sum(f.planes.nbytes for f in kept) > MOST_FRAMES)
        self._shown.trim(lambda kept: sum(f.planes.nbytes for f in {id(f): f for f in kept}.values()) > MOST_FRAMES)
        regions: dict[int, list[int]] = {}
        for region, people in film_.communities:
            regions.setdefault(region, []).append(people)
        say({"kind": "framed", "id": asked.id, "digest": film_.digest, "weeks": film_.weeks, "burn": one.program.burn_in,
             "score": {"low": film_.low, "high": film_.high, "start": start_of(one)}, "tiers": list(one.program.tiers),
             "lists": [{"name": name, "red": bool(red)} for name, red in zip(one.program.lists, one.program.regime.list_red, strict=True)],
             "regions": [{"name": one.labels.regions[region], "communities": sizes} for region, sizes in regions.items()]})

    def _film(self, one: Ready, asked: AskFrames, client: str, stop: threading.Event, say: Say) -> Frames:
        progress = Progress(asked.id, say)

        def show(done: int, of: int) -> None:
            if stop.is_set():
                raise Superseded
            progress.told(done, of)

        try:
            return film(one.scenario, one.program, seed=one.asked.seed, workers=self.pool.lane(client), progress=show)
        except RuntimeError as error:
            fail("OST6001", str(error), remedy="please report it, with the regime and the seed")

    def frame(self, client: str, asked: Frame) -> bytes:
        """One week of what was kept, as the protocol has it. Raises OST9002 for what was not, or is not any more."""
        kept = self._shown.peek((client, asked.of))
        if kept is None or asked.week >= kept.weeks:
            fail("OST9002", f"week {asked.week} of request {asked.of} is not kept", remedy="ask for the frames again")
        planes: bytes = kept.planes[asked.week].tobytes()
        return struct.pack("<4I", asked.id, asked.week, kept.planes.shape[2], 0) + planes


def start_of(one: Ready) -> int:
    """The score with which people begin, dimensions weighed; by attribute it may be another."""
    r = one.program.regime
    return int(sum(int(w) * int(np.atleast_1d(b).flat[0]) for w, b in zip(r.dim_weight, r.dim_base, strict=True))) >> 8
