"""A small run that is kept as it goes, and ways to stop it. Never here: a test."""

import signal
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from ostrakon.engine import crew, simulate, unfinished
from ostrakon.engine.keeper import Keeper
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import RunTallies
from ostrakon.program import Program

PROBE = Path(__file__).resolve().parents[2] / "docs/reference/key_probe_regime.yaml"
CASE = Scenario(str(PROBE), "harbour-town", people=480, days=14, burn_in=0, community_size=20)
ORIGIN = {"version": "1", "code": "c", "program": "p", "people": CASE.people, "days": CASE.days, "start": "2020-01-01",
          "community_size": 20}
SEED = 7
COMMUNITIES = 25        # in twenty groups, of two regions


@cache
def program() -> Program:
    return compile_scenario(CASE)


@cache
def undisturbed() -> str:
    return simulate.simulate(CASE, seed=SEED, program=program()).digest


def work_in(folder: Path) -> unfinished.Unfinished:
    """The working folder, begun or opened again."""
    if (folder / unfinished.ASKED).exists():
        return unfinished.reopen(folder, "1")
    return unfinished.begin(folder, {"version": "1", "code": unfinished.code_digest()})


def live(folder: Path, said: list[str] | None = None, *, every: float = 0.0, replicate: int = 1, **origin: Any) -> RunTallies:
    """Go on from what is there to the end."""
    with work_in(folder) as work:
        kept = Keeper(work, ORIGIN | origin, (said if said is not None else []).append, every=every)
        return simulate.simulate(CASE, seed=SEED, program=program(), workers=1, keeper=kept, replicate=replicate)


def stop_after(folder: Path, communities: int) -> RunTallies:
    """A run that Ctrl-C ends after so many communities; the ones under way are finished."""
    with work_in(folder) as work:
        left = count(1)

        def progress(*_: int) -> None:
            if next(left) == communities:
                signal.raise_signal(signal.SIGINT)

        kept = Keeper(work, ORIGIN, [].append, every=0.0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(crew, "each", one_by_one)
            return simulate.simulate(CASE, seed=SEED, program=program(), workers=1, keeper=kept, progress=progress)


def one_by_one(todo: Any, one: Any, workers: int) -> Iterator[Any]:
    """``each`` without threads, so that a stop comes at an exact place."""
    from ostrakon.kernel.memory import Memory

    memory = Memory()
    for place in todo:
        yield place, one(place, memory)


def waiting(self: Keeper, key: tuple[int, int], real: Any = Keeper.after) -> None:
    """``Keeper.after`` that waits for the disk, so that the order of operations is the same each time."""
    real(self, key)
    self.wait()
