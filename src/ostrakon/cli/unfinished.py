"""What ``run`` leaves for ``resume``: what was asked, and the sentence that says how to go on.

Never here: the files themselves (``engine/unfinished.py``), or anything that is lived.
"""

import shlex
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from ostrakon import __version__
from ostrakon.errors import fail
from ostrakon.results.folder import working_folder


class Asks(Protocol):
    """What is asked of a run, as far as its working folder has it."""

    @property
    def scenario(self) -> Any: ...
    @property
    def program(self) -> Any: ...
    @property
    def folder(self) -> Path: ...
    @property
    def regime(self) -> Any: ...
    @property
    def view(self) -> Any: ...
    @property
    def overrides(self) -> tuple[str, ...]: ...
    @property
    def seed(self) -> int: ...
    @property
    def replicates(self) -> int: ...
    @property
    def command(self) -> tuple[str, ...]: ...
    @property
    def texts(self) -> tuple[str, str]: ...


def demand_none_unfinished(folder: Path) -> None:
    """Raise OST8001 when a run to this folder was begun and is not finished: it would be lost. OST6004 while it still lives."""
    work = working_folder(folder)
    if work.exists() and any(work.glob("*.json")):
        from ostrakon.engine.unfinished import demand_nobody

        demand_nobody(work)
        fail("OST8001", f"--out {str(folder)[:200]}: a run to it was begun and is not finished",
             remedy=f"ostrakon resume {quoted(folder)} goes on with it; to begin again, remove {quoted(work)}")


def origin(asked: Asks) -> dict[str, Any]:
    """What counts are of, but the seed: counts of another origin must not be added to them."""
    from ostrakon.engine.unfinished import code_digest

    scenario = asked.scenario
    return {"version": __version__, "code": code_digest(), "program": asked.program.digest, "people": scenario.people,
            "days": scenario.days, "start": scenario.start.isoformat(), "community_size": scenario.community_size}


def begin(asked: Asks, workers: int | None) -> Any:
    """The working folder of a run that begins, held by this process. workers: as given, or None."""
    from ostrakon.engine import unfinished

    regime, society = asked.texts
    return unfinished.begin(working_folder(asked.folder), {
        **origin(asked), "seed": asked.seed, "replicates": asked.replicates, "workers": workers, "overrides": list(asked.overrides),
        "diffs": list(asked.regime.diffs), "view": asdict(asked.view), "command": list(asked.command),
        "regime": regime, "society": society})


def say_how_to_go_on(folder: Path) -> None:
    """The sentence at the end of a run that was stopped."""
    print(f"What was finished is kept. To go on: ostrakon resume {quoted(folder)}", file=sys.stderr)


def quoted(folder: Path) -> str:
    """A path as a shell takes it."""
    return shlex.quote(str(folder))
