"""What commands that live communities share: threads, Ctrl-C, and a word while the kernel compiles.

Never here: what is lived, or what is said of it.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.markup import escape

from ostrakon.cli.console import err
from ostrakon.engine.bounds import processors as processors
from ostrakon.errors import fail


@contextmanager
def ctrl_c_once(stop: threading.Event) -> Iterator[None]:
    """The first Ctrl-C ends the run after the communities under way; the next ones are heard only after the saving."""

    def heard(number: int, frame: Any) -> None:
        if not stop.is_set():
            stop.set()
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def crew(workers: int, cluster: str | None) -> Iterator[Any]:
    """Who lives communities: so many threads of this process, or a cluster, left at the end. Raises OST6006 where it is of no use."""
    if cluster is None:
        announce()
        yield workers
        return
    try:
        from ostrakon.engine.cluster import Cluster
    except ImportError as error:
        fail("OST6006", f"--cluster {cluster[:80]}: {error}", remedy="pip install 'ostrakon[cluster]'")
    with Cluster(cluster, lambda said: err.print(escape(said), style="dim")) as found:
        found.look()
        said = f"{len(found.good):,} worker{'s' * (len(found.good) != 1)}, {found.threads:,} thread{'s' * (found.threads != 1)} in all"
        err.print(f"{said}. Whoever has not lived anything yet compiles the kernel first, which takes a minute or so.", style="dim")
        yield found


def announce() -> None:
    """Say that the first run compiles, on a terminal."""
    from ostrakon.kernel.jit import is_warm

    if not is_warm() and err.is_terminal:
        err.print("First run on this machine: compiling the kernel takes a minute or so; it is kept for the next time.", style="dim")
