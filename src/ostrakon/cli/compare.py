"""``ostrakon compare``: several regimes on the same people with the same luck; what differs, and who changes sides.

Here lives the command. Never here: what is lived and told (``experiments/comparison.py``).
"""

import sys
import threading
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon.cli import difference
from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, MOST_WORKERS, SEEDS, day, whole
from ostrakon.cli.console import STOPPED_AND_SAID, err, out, progress
from ostrakon.cli.living import crew, ctrl_c_once, processors
from ostrakon.cli.options import OnCluster, Workers
from ostrakon.cli.place import check_place
from ostrakon.cli.table import BLOCKS
from ostrakon.cli.tables import same_tables, tables_of, too_late
from ostrakon.cli.unfinished import demand_none_unfinished, say_how_to_go_on
from ostrakon.errors import OstrakonError, fail
from ostrakon.results.folder import aside, default_folder
from ostrakon.results.words import amount, duration, interval, is_share
from ostrakon.spec.check import demand
from ostrakon.spec.load import load_society

PEOPLE = "200000"       # unless told otherwise


def compare(
    baseline: Annotated[str | None, typer.Argument(help="The regime that others are compared with.", metavar="BASELINE")] = None,
    variants: Annotated[
        list[str] | None, typer.Argument(help="Regimes or diffs, of the catalogue or files.", metavar="VARIANT...")
    ] = None,
    off: Annotated[
        list[str] | None,
        typer.Option(help="One more variant: the baseline without a mechanism (A07) or an entry. Repeat for more.", metavar="NAME-OR-PATH"),
    ] = None,
    society: Annotated[
        str | None, typer.Option(help="A society of the catalogue, or a file; the baseline's own unless given.", metavar="NAME-OR-FILE")
    ] = None,
    people: Annotated[str | None, typer.Option(help="How many synthetic people [default: 200000].", metavar="N")] = None,
    days: Annotated[str | None, typer.Option(help="How many days [default: 365].", metavar="D")] = None,
    start: Annotated[str | None, typer.Option(help="The first day [default: 2020-01-01].", metavar="DATE")] = None,
    seed: Annotated[str | None, typer.Option(help="Replicate i uses this seed + i, from i = 0 [default: 1].", metavar="S")] = None,
    replicates: Annotated[str | None, typer.Option(help="Independent repetitions, pooled [default: 1].", metavar="N")] = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/compare-BASELINE-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with one that was stopped; nothing else is given.", metavar="DIR")] = None,
) -> int:
    """Compare regimes on the same people with the same luck: what differs, for whom, and who changes sides."""
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else None
    if resume is not None:
        return _resume(resume, baseline, {"VARIANT": variants, "--off": off, "--society": society, "--people": people, "--days": days,
                                          "--start": start, "--seed": seed, "--replicates": replicates, "--out": out_folder},
                       threads, cluster)
    if baseline is None:
        fail("OST8001", "a regime is missing", allowed="a regime of the catalogue, or a file", remedy="ostrakon compare article-2018 none")
    n, length = whole("--people", people or PEOPLE, 1, MOST_PEOPLE), whole("--days", days or "365", 1, MOST_DAYS)
    times = whole("--replicates", replicates or "1", 1, MOST_REPLICATES)
    luck = whole("--seed", seed or "1", 0, SEEDS - times)
    first = day(start or "2020-01-01")
    # Loaded here: a wrong option is told without waiting for what only living needs.
    from ostrakon.experiments import comparison as experiment

    regimes = experiment.regimes_of(baseline, variants or [], off or [])
    found = load_society(society or regimes[0][1].model.society)
    folder = out_folder if out_folder is not None else default_folder(f"compare-{regimes[0][1].model.id}", luck)
    check_place(folder, str(out_folder) if out_folder is not None else str(folder))
    demand_none_unfinished(folder)
    arms, scenario = [], None
    for name, regime, overrides in regimes:
        warnings = [*demand(regime.model, found.model, regime.places), *too_late(regime, length, first)]
        for warning in warnings:
            print(str(warning), file=sys.stderr)
        # The same days before day 0 in every arm: those of the baseline.
        made, program = tables_of(regime, found, n, length, first, regimes[0][1].model.burn_in_days)
        scenario = scenario or made
        arms.append(experiment.Arm(name, regime, program, overrides))
        if regime.base is not None:
            difference.show(regime, same_tables(regime, found, program, length, first, regimes[0][1].model.burn_in_days), warnings)
    asked = experiment.Comparing(tuple(arms), found, scenario, luck, times, threads or min(processors(), MOST_WORKERS))
    from ostrakon.cli import compare_unfinished as left

    command = ["ostrakon", *sys.argv[1:]]
    return _carry_out(_Task(asked, folder, command, cluster), left.begin(asked, folder, command))


def _resume(folder: Path, baseline: str | None, others: dict[str, Any], threads: int | None, cluster: str | None) -> int:
    given = [name for name, value in {"BASELINE": baseline, **others}.items() if value]
    if given:
        fail("OST8001", f"--resume with {', '.join(given)}", allowed="--workers and --cluster only",
             remedy="what was asked stands in the folder; leave the rest out")
    from ostrakon.cli.resume import go_on

    return go_on(folder, threads, cluster, "compare")


@dataclass(frozen=True)
class _Task:
    asked: Any
    folder: Path
    command: list[str]
    cluster: str | None
    replaces: bool = False          # whether what stands in the folder is an earlier part of the same comparison


def go_on(folder: Path, work: Any, threads: int | None, cluster: str | None) -> int:
    """Go on with a comparison from its working folder."""
    from ostrakon.cli import compare_unfinished as left

    try:
        asked = left.asked_again(work, threads)
        there = left.stands_there(asked, folder)
    except BaseException:
        work.close()
        raise
    if there == "whole":
        work.remove()               # it was killed after its last file was saved and before this was cleared away
        print(f"The comparison in {folder} is finished; there is nothing to go on with.", file=sys.stderr)
        return 0
    return _carry_out(_Task(asked, folder, work.asked["command"], cluster, there == "part"), work)


def _carry_out(task: _Task, work: Any) -> int:
    """Live what is not finished, print and save it. work: where it is kept until then, and longer when something goes wrong."""
    from ostrakon.cli.compare_unfinished import origin
    from ostrakon.engine.keeper import Keeper
    from ostrakon.engine.pair import kind_of

    stop = threading.Event()
    with work, ctrl_c_once(stop):
        keeper = Keeper(work, origin(task.asked), lambda said: err.print(escape(said), style="dim"), kind=kind_of(len(task.asked.arms)))
        try:
            return _run(task, work, keeper, stop)
        except BaseException as error:
            keeper.flush()
            if not keeper.kept:
                work.remove()
                raise
            say_how_to_go_on(task.folder)
            if isinstance(error, KeyboardInterrupt):
                return STOPPED_AND_SAID
            raise


def _run(task: _Task, work: Any, keeper: Any, stop: threading.Event) -> int:
    from ostrakon.experiments import comparison as experiment

    began, asked, folder = time.perf_counter(), task.asked, task.folder
    with crew(asked.workers, task.cluster) as hands:
        comparison, complete = experiment.live(asked, lambda title, people, days: progress(people, days, title), stop,
                                               None if isinstance(hands, int) else hands, keeper)
    if comparison is None:
        work.remove()
        print("stopped before the first community was finished; nothing was written", file=sys.stderr)
        return STOPPED_AND_SAID
    try:
        with aside(folder) if task.replaces and folder.exists() else nullcontext():
            experiment.save(folder, asked, comparison, task.command)
    except OstrakonError:
        _print(comparison, None, time.perf_counter() - began)       # what was computed is worth printing all the same
        raise
    _print(comparison, folder, time.perf_counter() - began)
    if complete:
        work.remove()
        return 0
    say_how_to_go_on(folder)
    return STOPPED_AND_SAID


def _print(comparison: dict[str, Any], folder: Path | None, seconds: float) -> None:
    """Sentences first, then a table for each variant."""
    run, arms = comparison["run"], comparison["arms"]
    many = f", {run['replicates']} replicates" if run["replicates"] > 1 else ""
    out.print(f"\n[bold]{escape(arms[0]['title'])}[/], and what would be otherwise")
    where = f"society {escape(comparison['society']['id'])}, seed {run['seed']}{many}"
    out.print(f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, {where}: the same people with the same luck "
              "in every regime", style="dim")
    if not run["complete"]:
        out.print("[bold]Stopped early.[/] This is a part of what was asked for.")
    for i, arm in enumerate(arms[1:]):
        out.print(f"\n[bold]Under {escape(arm['name'])} instead of {escape(arms[0]['name'])}[/]")
        for sentence in comparison["sentences"][i]:
            out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
        out.print()
        out.print(_table(comparison, i))
    out.print("\nEveryone is synthetic. Intervals cover chance alone, not whether the regimes are described rightly.", style="dim")
    out.print(f"Page      {escape(str(folder / 'index.html')) if folder else 'not saved'}", soft_wrap=True)
    out.print(f"Took      {duration(seconds)}")


def _table(comparison: dict[str, Any], variant: int) -> Table:
    """Headline outcomes: baseline, variant, and their difference with its interval."""
    names = [comparison["arms"][i]["name"] for i in (0, variant + 1)]
    names[1] = names[1].removeprefix(f"{names[0]} ")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, justify in (("", "left"), *((name, "right") for name in names), ("difference", "right"), ("95 % interval", "right")):
        table.add_column(escape(heading), justify=justify)  # type: ignore[arg-type]
    for title, measures in BLOCKS:
        table.add_section()
        table.add_row(f"[bold]{title}[/]")
        for measure in measures:
            outcome = comparison["outcomes"][measure]
            unit, gap = outcome["unit"], outcome["differences"][variant]
            values = [amount(outcome["arms"][i]["value"], unit) for i in (0, variant + 1)]
            table.add_row("  " + escape(outcome["title"]), *values, *_gap(gap, unit))
    return table


def _gap(gap: dict[str, Any], unit: str) -> tuple[str, str]:
    """A difference and its interval; of shares in percentage points."""
    points = " pp" if is_share(unit) else ""
    said = amount(gap["value"], unit), interval({**gap, "unit": unit})
    return said[0].replace(" %", points), said[1].replace(" %", points)
