"""``ostrakon run``: simulate, estimate, print, save."""

import os
import shlex
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon import __version__
from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, MOST_WORKERS, SEEDS, between, day, switches
from ostrakon.cli.console import STOPPED_AND_SAID, err, out, progress
from ostrakon.cli.table import print_summary
from ostrakon.errors import fail
from ostrakon.results.folder import check_folder, default_folder
from ostrakon.spec.check import demand
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society


@dataclass(frozen=True)
class Asked:
    """What was asked, read and checked, before anything is computed."""

    regime: LoadedRegime
    society: LoadedSociety
    scenario: Any
    overrides: tuple[str, ...]
    seed: int
    replicates: int
    workers: int
    folder: Path


def run(
    name: Annotated[str, typer.Argument(help="A regime of the catalogue, or a file.", metavar="NAME-OR-FILE")],
    society: Annotated[str, typer.Option(help="A society of the catalogue, or a file.")] = "china-2020",
    people: Annotated[int, typer.Option(help="How many synthetic people.")] = 1_000_000,
    days: Annotated[int, typer.Option(help="How many days.")] = 365,
    start: Annotated[str, typer.Option(help="The first day.")] = "2020-01-01",
    seed: Annotated[int, typer.Option(help="Replicate i uses this seed + i, from i = 0.")] = 1,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change the regime: path=value. Repeat for more.")] = None,
    set_society: Annotated[list[str] | None, typer.Option(help="Change the society: path=value.")] = None,
    off: Annotated[list[str] | None, typer.Option(help="Switch a mechanism off (A07) or an entry (rules.jaywalking).")] = None,
    workers: Annotated[int | None, typer.Option(help="Threads; one per processor unless given. No number depends on it.")] = None,
    replicates: Annotated[int, typer.Option(help="Independent repetitions, pooled.")] = 1,
    out_folder: Annotated[Path | None, typer.Option("--out", help="A new folder for the results [runs/REGIME-SEED-N].")] = None,
) -> int:
    """Run a regime on a synthetic society; print what it does to people, and save it."""
    between("--people", people, 1, MOST_PEOPLE)
    between("--days", days, 1, MOST_DAYS)
    between("--replicates", replicates, 1, MOST_REPLICATES)
    between("--seed", seed, 0, SEEDS - replicates)
    threads = between("--workers", workers if workers is not None else _processors(), 1, MOST_WORKERS)
    first = day(start)
    overrides = (*(switches(load_regime(name), off) if off else ()), *(set_ or ()))
    regime, found = load_regime(name, overrides), load_society(society, tuple(set_society or ()))
    for warning in demand(regime.model, found.model, regime.places):
        print(str(warning), file=sys.stderr)
    folder = out_folder if out_folder is not None else default_folder(regime.model.id, seed)
    check_folder(folder)
    from ostrakon.engine.scenario import Scenario

    scenario = Scenario(name, society, people, days, first, overrides, tuple(set_society or ()))
    return _run(Asked(regime, found, scenario, overrides, seed, replicates, threads, folder))


def _processors() -> int:
    """Processors that this process may use; where the system does not say, all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _ctrl_c_once(stop: threading.Event) -> Iterator[None]:
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


def _run(asked: Asked) -> int:
    began = time.perf_counter()
    stop = threading.Event()
    with _ctrl_c_once(stop):
        summary, complete = _simulate(asked, began, stop)
        if summary is None:
            print("stopped before the first community was finished; nothing was written", file=sys.stderr)
            return STOPPED_AND_SAID
        _save(asked, summary)
    print_summary(out, summary, asked.folder, time.perf_counter() - began)
    return 0 if complete else STOPPED_AND_SAID


def _simulate(asked: Asked, began: float, stop: threading.Event) -> tuple[dict[str, Any] | None, bool]:
    """Live every replicate, each reduced before the next; the summary of those (and the part) that were finished."""
    from ostrakon.engine.scenario import compile_scenario
    from ostrakon.engine.simulate import simulate

    _announce()
    program = compile_scenario(asked.scenario, asked.regime, asked.society)
    runs: list[Any] = []
    digests: list[str] = []
    people = communities = 0
    complete = True
    for i in range(asked.replicates):
        title = "living" if asked.replicates == 1 else f"replicate {i + 1} of {asked.replicates}"
        with progress(asked.scenario.people, asked.scenario.days + program.burn_in, title) as show:
            try:
                done = simulate(asked.scenario, seed=asked.seed + i, workers=asked.workers, program=program, progress=show)
            except RuntimeError as error:
                fail("OST6001", str(error), remedy="please report it, with the regime and the seed")
        complete = done.complete and not stop.is_set()
        # A replicate that was cut short is of use only when there is no whole one.
        if done.communities and (complete or not runs):
            runs.append(_reduce(done.groups, program, asked))
            digests.append(done.digest)
            people, communities = people + done.people, communities + done.communities
        if not complete:
            break
    if not runs:
        return None, False
    summary = {
        **_head(asked, program.digest, digests, people, communities, complete, time.perf_counter() - began),
        **_summarise(runs, program, asked),
    }
    return summary, complete


# Measures are loaded when there is something to measure: nobody waits for them before the first person lives.
def _reduce(groups: Any, program: Any, asked: Asked) -> Any:
    from ostrakon.measures.labels import labels_of
    from ostrakon.measures.summary import reduce_run

    return reduce_run(groups, labels_of(program, asked.society.model.grouping("cohorts")))


def _summarise(runs: list[Any], program: Any, asked: Asked) -> dict[str, Any]:
    from ostrakon.measures.labels import labels_of
    from ostrakon.measures.summary import summarise

    return summarise(runs, labels_of(program, asked.society.model.grouping("cohorts")))


def _announce() -> None:
    from ostrakon.kernel.jit import is_warm

    if not is_warm() and err.is_terminal:
        err.print("First run on this machine: compiling the kernel takes a minute or so; it is kept for the next time.", style="dim")


def _head(
    asked: Asked, program_digest: str, digests: list[str], people: int, communities: int, complete: bool, seconds: float
) -> dict[str, Any]:
    """What was run. people and communities are per run when replicates are pooled."""
    regime, scenario, n = asked.regime.model, asked.scenario, len(digests)
    return {
        "format": "ostrakon run/1",
        "version": __version__,
        "regime": {"id": regime.id, "title": regime.title, "summary": regime.summary, "family": regime.family},
        "society": {"id": asked.society.model.id, "title": asked.society.model.title},
        "overrides": [*asked.overrides, *scenario.society_overrides],
        "run": {
            "people": people // n,
            "days": scenario.days,
            "start": scenario.start.isoformat(),
            "seed": asked.seed,
            "replicates": n,
            "workers": asked.workers,
            "communities": communities // n,
            "seconds": round(seconds, 3),
            "complete": complete,
            "people_asked": scenario.people,
            "replicates_asked": asked.replicates,
        },
        "program_digest": program_digest,
        "tally_digest": digests[0] if n == 1 else sha256("".join(digests).encode()).hexdigest(),
        "tally_digests": digests,
    }


def _save(asked: Asked, summary: dict[str, Any]) -> None:
    from ostrakon.results.provenance import provenance
    from ostrakon.results.store import write

    made = provenance(["ostrakon", *sys.argv[1:]], summary["run"], summary["program_digest"], summary["tally_digest"])
    made["command_line"] = shlex.join(made["command"])
    write(asked.folder, summary, dump(asked.regime), dump(asked.society), made)
