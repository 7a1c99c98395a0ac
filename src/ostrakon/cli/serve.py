"""``ostrakon serve``: a local page on which a regime is played with.

Here lives the command. Never here: an answer to the page (``web``).
"""

import importlib.util
from typing import Annotated

import typer

from ostrakon.cli.bounds import MOST_PEOPLE, MOST_WORKERS, whole
from ostrakon.cli.console import err, out
from ostrakon.cli.living import announce, processors
from ostrakon.errors import fail

NEEDED = ("fastapi", "uvicorn", "websockets")


def serve(
    port: Annotated[str, typer.Option(help="On which port; 0: any that is free.", metavar="N")] = "8765",
    host: Annotated[
        str, typer.Option(help="To whom: this machine alone unless told otherwise; then a token is asked for.", metavar="ADDRESS")
    ] = "127.0.0.1",
    people_limit: Annotated[str, typer.Option(help="The most people that a page may ask for.", metavar="N")] = "2000000",
    workers: Annotated[str | None, typer.Option(help="Threads that live people. All processors unless told.", metavar="N")] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
) -> int:
    """Play with a regime in a browser: the story, the city, the bench. Nothing leaves this machine."""
    at = whole("--port", port, 0, 65_535)
    most = whole("--people-limit", people_limit, 1, MOST_PEOPLE)
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else processors()
    if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        fail("OST7401", f"ostrakon serve needs {', '.join(lacking)}", remedy="pip install 'ostrakon[web]'")
    from ostrakon.web.limits import Limits
    from ostrakon.web.start import serve as start

    announce()
    err.print("The kernel is made ready.", style="dim")

    def said(address: str) -> None:
        out.print(f"Page      {address}", soft_wrap=True)
        err.print("Ctrl-C ends it. Everyone is synthetic; nothing leaves this machine.", style="dim")

    start(host, at, Limits(people=most), threads, said, open_)
    return 0
