"""Worlds lived for a page: coarse first, then fine; what was lived is kept; what is of no use any more is given up.

Here lives the order of the work for one request. Never here: the websocket, or an estimate.
"""

import struct
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from ostrakon.engine.frames import Frames, film
from ostrakon.engine.simulate import digest_of, simulate, total_of
from ostrakon.errors import fail
from ostrakon.web.pool import Pool
from ostrakon.web.protocol import Frame, Live
from ostrakon.web.protocol import Frames as AskFrames
from ostrakon.web.tell import Counted, Groups, apart, demand
from ostrakon.web.worlds import Kept, Ready, Worlds

COARSE = 10_000             # people of the coarse results
KEPT = 24                   # worlds whose counts are kept: some 25 MB each
MOST_FRAMES = 600_000_000   # bytes of frames that are kept
Say = Callable[[dict[str, Any]], None]


class Superseded(Exception):
    """A newer request took the place of this one."""


class Living:
    """Lives worlds on a pool, and keeps the counts of the latest."""

    def __init__(self, worlds: Worlds, pool: Pool) -> None:
        self.worlds, self.pool = worlds, pool
        self._lived: Kept[tuple[Groups, str]] = Kept(KEPT)
        self._films: Kept[Frames] = Kept(8)
        self._shown: Kept[Frames] = Kept(64)            # by client and number of the request

    def live(self, asked: Live, client: str, stop: threading.Event, say: Say) -> None:
        """Answer a request. Raises OstrakonError, and Superseded once ``stop`` is set."""
        demand(asked.outcomes, asked.weekly)
        began = time.perf_counter()
        ready = self.worlds.beside(asked.worlds)
        first = ready[0].asked
        if asked.coarse and first.people > 3 * COARSE and any(self._lived.peek(one.key) is None for one in ready):
            self._results(asked, [one.sized(COARSE) for one in ready], client, stop, say, "coarse", began)
        self._results(asked, ready, client, stop, say, "fine", began)

    def _results(self, asked: Live, ready: list[Ready], client: str, stop: threading.Event, say: Say, stage: str, began: float) -> None:
        todo = [one for one in ready if self._lived.peek(one.key) is None]
        of, done = sum(one.asked.people for one in todo), 0
        started = time.perf_counter()
        lived = []
        for one in ready:
            def show(people: int, _: int, before: int = done) -> None:
                if stop.is_set():
                    raise KeyboardInterrupt
                passed = time.perf_counter() - started
                if stage == "fine" and passed > 0.3:
                    so_far = before + people
                    say({"kind": "progress", "id": asked.id, "done": so_far, "of": of, "left": passed / so_far * (of - so_far)})

            known = self._lived.peek(one.key)
            lived.append(known or self._live(one, client, stop, show))
            done += 0 if known else one.asked.people
        counted = [Counted(groups, one.labels, asked.outcomes) for one, (groups, _) in zip(ready, lived, strict=True)]
        if stop.is_set():
            raise Superseded
        told = [{"title": one.regime.model.title, "digest": digest, "outcomes": counts.outcomes(), "weekly": counts.weekly(asked.weekly),
                 "by": counts.by(asked.by)} for one, (_, digest), counts in zip(ready, lived, counted, strict=True)]
        say({"kind": "results", "id": asked.id, "stage": stage, "people": ready[0].asked.people, "worlds": told,
             "differences": [apart(counted[0], counts) for counts in counted[1:]],
             "milliseconds": round((time.perf_counter() - began) * 1000, 1)})

    def _live(self, one: Ready, client: str, stop: threading.Event, show: Callable[[int, int], None]) -> tuple[Groups, str]:
        if stop.is_set():
            raise Superseded
        try:
            run = simulate(one.scenario, seed=one.asked.seed, workers=self.pool.lane(client), program=one.program, progress=show)
        except RuntimeError as error:
            fail("OST6001", str(error), remedy="please report it, with the regime and the seed")
        if not run.complete:
            raise Superseded
        return self._lived.put(one.key, (run.groups, digest_of(total_of(run.groups))))

    def frames(self, asked: AskFrames, client: str, stop: threading.Event, say: Say) -> None:
        """Live a world with somebody looking on, and say what can be asked for. Raises as ``live``."""
        one = self.worlds.ready(asked.world)
        size = one.asked.people * 3 * (one.asked.days // 7)
        if size > MOST_FRAMES:
            fail("OST9001", f"frames of {one.asked.people:,} people over {one.asked.days:,} days: {size // 10**6:,} MB",
                 allowed=f"at most {MOST_FRAMES // 10**6:,} MB", remedy="ask for fewer people or days")
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
        began = time.perf_counter()

        def show(done: int, of: int) -> None:
            if stop.is_set():
                raise Superseded
            passed = time.perf_counter() - began
            if passed > 0.3:
                say({"kind": "progress", "id": asked.id, "done": done, "of": of, "left": passed / done * (of - done)})

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
