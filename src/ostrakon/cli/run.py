"""``ostrakon run``: simulate, estimate, print, save; and the same for what ``ostrakon resume`` goes on with.

Never here: how what is finished is kept (``engine/keeper.py``), or what makes a run one that can be gone on with (``resume``).
"""

import shlex
import sys
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ostrakon.cli import difference
from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, MOST_WORKERS, SEEDS, day, switches, whole
from ostrakon.cli.catalog import provisional
from ostrakon.cli.console import STOPPED_AND_SAID, err, out, progress
from ostrakon.cli.living import crew, ctrl_c_once, processors
from ostrakon.cli.options import OnCluster, Workers
from ostrakon.cli.place import check_place
from ostrakon.cli.table import print_summary
from ostrakon.cli.tables import same_tables, tables_of, too_late
from ostrakon.cli.unfinished import begin, demand_none_unfinished, origin, say_how_to_go_on
from ostrakon.cli.view import PLAIN, View, view_of
from ostrakon.errors import OstrakonError, fail
from ostrakon.results.folder import aside, default_folder
from ostrakon.spec.check import demand
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society


@dataclass(frozen=True)
class Asked:
    """What was asked, read and checked, before anything is lived: the regime that is run is the one that will be saved."""

    regime: LoadedRegime
    society: LoadedSociety
    scenario: Any
    program: Any
    overrides: tuple[str, ...]
    seed: int
    replicates: int
    workers: int
    folder: Path
    command: tuple[str, ...]        # the words that asked for it first
    texts: tuple[str, str]          # regime and society, resolved, as they are saved
    replaces: bool = False          # whether what stands in the folder is an earlier part of the same run
    view: View = PLAIN             # what is told in more detail
    cluster: str | None = None      # where it is lived, instead of on threads


def run(
    name: Annotated[str, typer.Argument(help="A regime of the catalogue, or a file.", metavar="NAME-OR-FILE")],
    society: Annotated[
        str | None, typer.Option(help="A society of the catalogue, or a file; the regime's own unless given.", metavar="NAME-OR-FILE")
    ] = None,
    people: Annotated[str, typer.Option(help="How many synthetic people.", metavar="N")] = "1000000",
    days: Annotated[str, typer.Option(help="How many days.", metavar="D")] = "365",
    start: Annotated[str, typer.Option(help="The first day.", metavar="DATE")] = "2020-01-01",
    seed: Annotated[str, typer.Option(help="Replicate i uses this seed + i, from i = 0.", metavar="S")] = "1",
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="Change the regime: rules.jaywalking.points=-20. Repeat for more.", metavar="PATH=VALUE"),
    ] = None,
    set_society: Annotated[
        list[str] | None, typer.Option(help="Change the society: kinds.fly.rate=3. Repeat for more.", metavar="PATH=VALUE")
    ] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", help="Stack a diff on it. Repeat for more; no two may conflict.", metavar="DIFF")
    ] = None,
    off: Annotated[
        list[str] | None,
        typer.Option(help="Switch a mechanism (A07) or an entry (rules.jaywalking) off. Repeat for more.", metavar="NAME-OR-PATH"),
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option(help="Cut outcomes by these attributes too: sex+minority. Repeat for more.", metavar="ATTRIBUTES")
    ] = None,
    measure: Annotated[
        list[str] | None, typer.Option(help="Print this measure in full: exit_time. Repeat for more.", metavar="NAME")
    ] = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    replicates: Annotated[str, typer.Option(help="Independent repetitions, pooled.", metavar="N")] = "1",
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/REGIME-SEED-N].", metavar="DIR")
    ] = None,
) -> int:
    """Run a regime on a synthetic society; print what it does to people, and save it."""
    n, length = whole("--people", people, 1, MOST_PEOPLE), whole("--days", days, 1, MOST_DAYS)
    times = whole("--replicates", replicates, 1, MOST_REPLICATES)
    luck = whole("--seed", seed, 0, SEEDS - times)
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    first = day(start)
    diffs = tuple(with_ or ())
    switched = switches(load_regime(name, diffs=diffs), off) if off else ()
    overrides = (*switched, *(set_ or ()))
    regime = load_regime(name, overrides, len(switched), diffs)
    found = load_society(society or regime.model.society, tuple(set_society or ()), 0)
    warnings = [*demand(regime.model, found.model, regime.places), *too_late(regime, length, first)]
    for warning in warnings:
        print(str(warning), file=sys.stderr)
    folder = out_folder if out_folder is not None else default_folder(regime.model.id, luck)
    check_place(folder, str(out_folder) if out_folder is not None else str(folder))
    demand_none_unfinished(folder)
    scenario, program = tables_of(regime, found, n, length, first)
    view = view_of(by or (), measure or (), _labels(program, found, scenario)) if by or measure else PLAIN
    difference.show(regime, same_tables(regime, found, program, length, first), warnings)
    if said := provisional(name, society or regime.model.society):
        err.print(said, style="dim")
    asked = Asked(regime, found, scenario, program, (*overrides, *(set_society or ())), luck, times, threads, folder,
                  ("ostrakon", *sys.argv[1:]), (dump(regime), dump(found)), view=view, cluster=cluster)
    return carry_out(asked, begin(asked, threads if workers is not None else None))


def carry_out(asked: Asked, work: Any) -> int:
    """Live what is not finished, print and save it. work: where it is kept until then, and longer when something goes wrong."""
    from ostrakon.engine.keeper import Keeper

    stop = threading.Event()
    with work, ctrl_c_once(stop):
        keeper = Keeper(work, origin(asked), lambda said: err.print(escape(said), style="dim"))
        try:
            return _carry_out(asked, keeper, stop, work)
        except BaseException as error:
            keeper.flush()
            if not keeper.kept:
                work.remove()
                raise
            say_how_to_go_on(asked.folder)
            if isinstance(error, KeyboardInterrupt):
                return STOPPED_AND_SAID
            raise


def _carry_out(asked: Asked, keeper: Any, stop: threading.Event, work: Any) -> int:
    began = time.perf_counter()
    with crew(asked.workers, asked.cluster) as workers:
        summary, complete, groups = _simulate(asked, began, stop, keeper, workers)
    if summary is None:
        work.remove()
        print("stopped before the first community was finished; nothing was written", file=sys.stderr)
        return STOPPED_AND_SAID
    try:
        _save(asked, summary, groups)
    except OstrakonError:
        # The disk may be full by now; what hours of computing found is still worth printing.
        print_summary(out, summary, None, time.perf_counter() - began, asked.view)
        raise
    print_summary(out, summary, asked.folder, time.perf_counter() - began, asked.view)
    if complete:
        work.remove()
        return 0
    say_how_to_go_on(asked.folder)
    return STOPPED_AND_SAID


def _simulate(asked: Asked, began: float, stop: threading.Event, keeper: Any, workers: Any
              ) -> tuple[dict[str, Any] | None, bool, list[Any]]:
    """Live every replicate, each reduced before the next; the summary of those (and the part) that were finished, and their groups."""
    from ostrakon.engine.simulate import simulate

    program = asked.program
    telling: Any = None
    for i in range(asked.replicates):
        title = "living" if asked.replicates == 1 else f"replicate {i + 1} of {asked.replicates}"
        with progress(asked.scenario.people, asked.scenario.days + program.burn_in, title) as show:
            try:
                done = simulate(asked.scenario, seed=asked.seed + i, workers=workers, program=program, progress=show,
                                keeper=keeper, replicate=i + 1)
            except (RuntimeError, MemoryError) as error:
                fail("OST6001", str(error) or "there was not enough memory", remedy=_remedy(error))
        telling = telling or _telling(asked)
        telling.add(done)
        if stop.is_set() or not done.complete:
            break
    if not telling.runs:
        return None, False, []
    return telling.summary(time.perf_counter() - began + keeper.earlier), telling.complete, telling.groups


# Measures are loaded when there is something to measure: nobody waits for them before the first person lives.
def _telling(asked: Asked) -> Any:
    from ostrakon.lab.told import Telling

    return Telling(asked, asked.view.by)


def _remedy(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "take fewer --workers"
    return "please report it, with the regime and the seed"


def _labels(program: Any, society: LoadedSociety, scenario: Any) -> Any:
    from ostrakon.measures.labels import labels_of

    return labels_of(program, society.model.grouping("cohorts"), scenario.days)


def _save(asked: Asked, summary: dict[str, Any], groups: list[Any]) -> None:
    from ostrakon.results.provenance import provenance
    from ostrakon.results.store import write

    made = provenance(list(asked.command), summary["run"], summary["program_digest"], summary["tally_digest"])
    made["command_line"] = shlex.join(made["command"])
    with aside(asked.folder) if asked.replaces and asked.folder.exists() else nullcontext():
        write(asked.folder, summary, *asked.texts, made, groups)
