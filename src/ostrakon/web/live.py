"""Worlds lived for a page: coarse first, then fine; what was lived is kept; what is of no use any more is given up.

Here lives the order of the work for one request. Never here: the websocket, or an estimate.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from ostrakon.engine.simulate import digest_of, simulate, total_of
from ostrakon.errors import fail
from ostrakon.web.pool import Pool
from ostrakon.web.protocol import Live
from ostrakon.web.tell import Counted, Groups, apart, demand
from ostrakon.web.worlds import Kept, Ready, Worlds

COARSE = 10_000             # people of the coarse results
KEPT = 24                   # worlds whose counts are kept: some 25 MB each
Say = Callable[[dict[str, Any]], None]


class Superseded(Exception):
    """A newer request took the place of this one."""


class Living:
    """Lives worlds on a pool, and keeps the counts of the latest."""

    def __init__(self, worlds: Worlds, pool: Pool) -> None:
        self.worlds, self.pool = worlds, pool
        self._lived: Kept[tuple[Groups, str]] = Kept(KEPT)

    def live(self, asked: Live, client: str, stop: threading.Event, say: Say) -> None:
        """Answer a request. Raises OstrakonError, and Superseded once ``stop`` is set."""
        demand(asked.outcomes, asked.weekly)
        began = time.perf_counter()
        ready = [self.worlds.ready(world) for world in asked.worlds]
        first = ready[0].asked
        for one in ready[1:]:
            if (one.asked.people, one.asked.days, one.asked.seed, one.asked.society) != (first.people, first.days, first.seed, first.society):
                fail("OST9002", "worlds side by side differ in society, people, days or seed",
                     remedy="give them the same, so that the same people have the same luck")
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
        say({"kind": "results", "id": asked.id, "stage": stage, "people": ready[0].asked.people,
             "worlds": [{"title": one.regime.model.title, "digest": digest, "outcomes": counts.outcomes(), "weekly": counts.weekly(asked.weekly),
                         "by": counts.by(asked.by)} for one, (_, digest), counts in zip(ready, lived, counted, strict=True)],
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
