"""The server: its routes and its websocket. Never here: an answer, which are in the files beside it, or who may ask (``guard``)."""

import asyncio
import mimetypes
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, WebSocket
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from ostrakon.errors import OstrakonError, Problem
from ostrakon.web import regimes
from ostrakon.web.complete import complete
from ostrakon.web.guard import Guard
from ostrakon.web.limits import Limits
from ostrakon.web.live import Living
from ostrakon.web.people import LOOK, People
from ostrakon.web.pool import Pool
from ostrakon.web.problems import first_of, told
from ostrakon.web.protocol import Complete, Find, Person, Regime, Script, World
from ostrakon.web.protocol import Worlds as Beside
from ostrakon.web.script import script
from ostrakon.web.studies import Studies
from ostrakon.web.talk import Talks
from ostrakon.web.worlds import Worlds

STATIC = Path(__file__).parent / "static"
FAULT = Problem("OST9009", "the server could not answer", remedy="please report it, with what was asked")


def make_app(limits: Limits, workers: int, hosts: frozenset[str], token: str | None = None) -> Any:
    """The application, with its gate."""
    worlds, pool = Worlds(), Pool(workers)
    people, living, studies = People(worlds, pool), Living(worlds, pool), Studies(workers)
    talks = Talks(living, limits)

    @asynccontextmanager
    async def lasting(_: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()
        talks.threads.shutdown(wait=False, cancel_futures=True)
        await asyncio.to_thread(studies.close)

    app = FastAPI(title="ostrakon", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lasting)
    app.state.studies = studies

    def answer(make: Callable[[], Any], *lived: World) -> Any:
        """What was asked for, or the Problem; never a trace. lived: worlds that have to be within the limits."""
        try:
            limits.demand(lived)
            return make()
        except OstrakonError as error:
            return JSONResponse({"problem": first_of(error)}, status_code=422)
        except Exception:
            return JSONResponse({"problem": told(FAULT)}, status_code=500)

    @app.exception_handler(RequestValidationError)
    async def unfit(_: Request, error: RequestValidationError) -> Response:
        return _problem(misfit_of(error))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> Response:
        return _problem(Problem("OST9002", str(error.detail), remedy="load the page again; it may be older than this server"))

    @app.exception_handler(Exception)
    async def fault(_: Request, error: Exception) -> Response:
        return JSONResponse({"problem": told(FAULT)}, status_code=500)

    @app.get("/api/hello")
    def hello() -> dict[str, Any]:
        return regimes.hello(limits)

    @app.post("/api/check")
    def check(asked: Regime) -> Any:
        return answer(lambda: regimes.checked(worlds, asked))

    @app.post("/api/complete")
    def completions(asked: Complete) -> Any:
        return answer(lambda: complete(asked.text, asked.line, asked.column))

    @app.post("/api/text")
    def text(asked: Regime) -> Any:
        return answer(lambda: regimes.text_of(worlds, asked))

    @app.post("/api/knobs")
    def knobs(asked: Regime) -> Any:
        return answer(lambda: regimes.knobs_of(worlds, asked))

    @app.post("/api/person")
    def person(asked: Person) -> Any:
        return answer(lambda: people.life(asked), asked.world)

    @app.post("/api/find")
    async def find(asked: Find, request: Request) -> Any:
        return await _while_there(request, lambda gone: answer(lambda: people.find(asked, gone), asked.world))

    @app.post("/api/script")
    def write(asked: Script) -> Any:
        return answer(lambda: script(asked, worlds.beside(asked.worlds)), *asked.worlds)

    @app.post("/api/study")
    def save(asked: Beside) -> Any:
        return answer(lambda: studies.begin(asked.title, worlds.beside(asked.worlds)), *asked.worlds)

    @app.get("/api/study/{job}")
    def saved(job: str) -> Any:
        if job.endswith(".zip"):
            return answer(lambda: FileResponse(studies.file(job.removesuffix(".zip")), media_type="application/zip",
                                               filename="ostrakon-study.zip"))
        return answer(lambda: studies.told(job))

    @app.post("/api/study/{job}/stop")
    def stop(job: str) -> Any:
        return answer(lambda: studies.stop(job))

    @app.websocket("/ws")
    async def talk(socket: WebSocket) -> None:
        await talks.begin(socket)

    @app.get("/{path:path}")
    def page(path: str, request: Request) -> Response:
        return _file(path or "index.html", request.scope["nonce"])

    return Guard(app, hosts, token)


async def _while_there(request: Request, make: Callable[[threading.Event], Any]) -> Any:
    """What is made on a thread, which is told when the page that asked has gone."""
    gone = threading.Event()
    made = asyncio.ensure_future(run_in_threadpool(make, gone))
    try:
        while not made.done():
            await asyncio.wait({made}, timeout=LOOK)
            if await request.is_disconnected():
                gone.set()
        return await made
    finally:
        gone.set()


def misfit_of(error: RequestValidationError) -> Problem:
    """What of a body does not fit."""
    first = error.errors()[0]
    return Problem("OST9002", f"{'.'.join(map(str, first['loc'][1:])) or 'the message'}: {first['msg']}",
                   remedy="load the page again; it may be older than this server")


def _problem(problem: Problem) -> Response:
    return JSONResponse({"problem": told(problem)}, status_code=422)


def _file(path: str, nonce: str) -> Response:
    """A file of the built pages; index.html carries this answer's nonce."""
    found = (STATIC / path).resolve()
    if not found.is_relative_to(STATIC.resolve()) or not found.is_file():
        return Response("there is nothing here\n", status_code=404, media_type="text/plain")
    if found.name == "index.html":
        text = found.read_text(encoding="utf-8").replace('name="csp-nonce" content=""', f'name="csp-nonce" content="{nonce}"')
        return HTMLResponse(text, headers={"cache-control": "no-cache"})
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    forever = "public, max-age=31536000, immutable" if found.parent.name == "assets" else "no-cache"
    return Response(found.read_bytes(), media_type=kind, headers={"cache-control": forever})
