"""One page's websocket: what it asks, what is under way for it, and what it is told.

Here lives the conversation. Never here: how a world is lived (``live``) or its frames kept (``frames``).
"""

import asyncio
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from uuid import uuid4

from fastapi import WebSocket, WebSocketDisconnect
from pydantic import TypeAdapter, ValidationError

from ostrakon.errors import OstrakonError, Problem
from ostrakon.web.limits import Limits
from ostrakon.web.live import Living, Superseded
from ostrakon.web.problems import first_of, misfit, told
from ostrakon.web.protocol import Ask, Frame, Frames, Live, Stop

MOST_MESSAGE = 2_000_000        # characters
RATE, BURST = 50.0, 200.0       # messages a second that are heard in the long run, and at once; the rest wait
MOST_TALKS = 64                 # pages at once
MOST_GOING = 64                 # answers under way for one page, frames too
READER: TypeAdapter[Any] = TypeAdapter(Ask)
FAULT = Problem("OST9009", "the server could not answer", remedy="please report it, with what was asked")


class Talks:
    """The conversations of a server: how many, and the threads in which each waits for what is lived."""

    def __init__(self, living: Living, limits: Limits) -> None:
        self.living, self.limits = living, limits
        self.threads = ThreadPoolExecutor(MOST_TALKS * (limits.runs + 1), thread_name_prefix="talk")
        self.open = 0

    async def begin(self, socket: WebSocket) -> None:
        """Talk with a page until it goes; with one too many, not at all."""
        if self.open >= MOST_TALKS:
            await socket.close(1013, "too many pages")
            return
        self.open += 1
        try:
            await Talk(socket, self.living, self.limits, self.threads).run()
        finally:
            self.open -= 1


class Going:
    """A request under way in a slot. stop: of no use. newer: another took its place. shown: first results are told, or it has ended."""

    def __init__(self, asked: Live | Frames, before: "Going | None") -> None:
        self.asked, self.before = asked, before
        self.stop, self.newer, self.shown = threading.Event(), threading.Event(), asyncio.Event()
        self.task: asyncio.Task[None] | None = None

    def end(self) -> None:
        """Nobody wants it any more."""
        self.stop.set()
        self.newer.set()


class Talk:
    """A conversation with one page."""

    def __init__(self, socket: WebSocket, living: Living, limits: Limits, threads: ThreadPoolExecutor) -> None:
        self.socket, self.living, self.limits, self.threads = socket, living, limits, threads
        self._left, self._filled = BURST, time.monotonic()      # messages that may come at once, and when that was so
        self.client = uuid4().hex
        self.slots: dict[str, Going] = {}              # what is under way in each
        self.under_way: set[Going] = set()             # and those whose place another took
        self.going: set[asyncio.Task[None]] = set()
        self._one = asyncio.Lock()

    async def run(self) -> None:
        """Until the page goes."""
        await self.socket.accept()
        try:
            while True:
                text = await self.socket.receive_text()
                await self._slowly()
                await self._hear(text)
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            for going in self.under_way:
                going.end()

    async def _slowly(self) -> None:
        """Wait where a page says too much at once, or asks for more than it takes."""
        now = time.monotonic()
        self._left, self._filled = min(BURST, self._left + RATE * (now - self._filled)) - 1, now
        if self._left < 0:
            await asyncio.sleep(-self._left / RATE)
        while len(self.going) >= MOST_GOING:
            await asyncio.wait(self.going, return_when=asyncio.FIRST_COMPLETED)

    async def _hear(self, text: str) -> None:
        number = 0
        try:
            if len(text) > MOST_MESSAGE:
                raise OstrakonError(Problem("OST9001", f"a message of {len(text):,} characters", allowed=f"at most {MOST_MESSAGE:,}"))
            data = json.loads(text)
            given = data.get("id") if isinstance(data, dict) else None
            number = given if isinstance(given, int) else 0
            asked = READER.validate_python(data)
        except OstrakonError as error:
            await self._say({"kind": "failed", "id": number, "problem": first_of(error)})
            return
        except ValidationError as error:
            await self._say({"kind": "failed", "id": number, "problem": told(misfit(error))})
            return
        except (ValueError, RecursionError):
            await self._say({"kind": "failed", "id": number, "problem": told(Problem("OST9002", "a message that is no JSON"))})
            return
        if isinstance(asked, Stop):
            self._stop(asked.slot)
        elif isinstance(asked, Frame):
            self._begin(self._frame(asked))
        else:
            await self._take(asked)

    async def _take(self, asked: Live | Frames) -> None:
        """Begin a request in its slot. What is under way there tells its first results before the newest has its turn; what waits, goes."""
        before = self.slots.pop(asked.slot, None)
        if before is not None:
            before.newer.set()
            if before.before is not None and before.task is not None:        # it has not begun
                before.task.cancel()
                await self._say({"kind": "cancelled", "id": before.asked.id})
                before = before.before
            elif isinstance(before.asked, Frames) or isinstance(asked, Frames):
                before.end()
        if len(self.slots) >= self.limits.runs:
            problem = Problem("OST9001", f"{len(self.slots)} runs at once", allowed=f"at most {self.limits.runs}",
                              remedy="wait for one of them, or stop it")
            await self._say({"kind": "failed", "id": asked.id, "problem": told(problem)})
            return
        going = self.slots[asked.slot] = Going(asked, before if before is not None and not before.shown.is_set() else None)
        self.under_way.add(going)
        going.task = self._begin(self._answer(going))
        going.task.add_done_callback(lambda _: self._ended(going))

    def _stop(self, slot: str) -> None:
        going = self.slots.pop(slot, None)
        while going is not None:
            going.end()
            going = going.before

    def _begin(self, what: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(what)
        self.going.add(task)
        task.add_done_callback(self.going.discard)
        return task

    def _ended(self, going: Going) -> None:
        going.shown.set()
        self.under_way.discard(going)
        if self.slots.get(going.asked.slot) is going:
            self.slots.pop(going.asked.slot)

    async def _answer(self, going: Going) -> None:
        asked, loop = going.asked, asyncio.get_running_loop()
        said: set[Future[None]] = set()

        def say(what: dict[str, Any]) -> None:
            if what["kind"] == "progress" and said:         # a page that does not listen is not told more and more
                return
            future = asyncio.run_coroutine_threadsafe(self._say(what), loop)
            said.add(future)
            future.add_done_callback(said.discard)
            if what["kind"] == "results":
                loop.call_soon_threadsafe(going.shown.set)

        try:
            if going.before is not None:
                await going.before.shown.wait()
                going.before = None
            await loop.run_in_executor(self.threads, self._work, going, say)
            await asyncio.gather(*map(asyncio.wrap_future, said))
        except Superseded:
            await self._say({"kind": "cancelled", "id": asked.id})
        except OstrakonError as error:
            await self._say({"kind": "failed", "id": asked.id, "problem": first_of(error)})
        except Exception:
            await self._say({"kind": "failed", "id": asked.id, "problem": told(FAULT)})

    def _work(self, going: Going, say: Callable[[dict[str, Any]], None]) -> None:
        asked = going.asked
        if isinstance(asked, Live):
            self.limits.demand(asked.worlds)
            self.living.live(asked, self.client, going.stop, say, going.newer)
        else:
            self.limits.demand([asked.world])
            self.living.frames(asked, self.client, going.stop, say)

    async def _frame(self, asked: Frame) -> None:
        try:
            data = await asyncio.get_running_loop().run_in_executor(self.threads, self.living.frame, self.client, asked)
        except OstrakonError as error:
            await self._say({"kind": "failed", "id": asked.id, "problem": first_of(error)})
            return
        async with self._one:
            await self.socket.send_bytes(data)

    async def _say(self, what: dict[str, Any]) -> None:
        try:
            async with self._one:
                await self.socket.send_text(json.dumps(what, ensure_ascii=False))
        except (WebSocketDisconnect, RuntimeError):
            pass
