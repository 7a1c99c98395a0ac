"""``ostrakon ablate``: what each part of a regime adds to an outcome.

Here lives the command. Never here: what is lived and told (``experiments/ablating.py``).
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.console import err, out, progress
from ostrakon.cli.living import announce, processors
from ostrakon.cli.options import Workers
from ostrakon.cli.place import check_place
from ostrakon.engine.world import read
from ostrakon.errors import OstrakonError, fail
from ostrakon.results.folder import default_folder
from ostrakon.results.words import duration

LONG = 2 * 3600             # seconds beyond which a plan is lived only with --yes
MOST_ORDERS = 2000


@dataclass(frozen=True)
class _Asked:
    ablation: Any
    overrides: tuple[str, ...]
    seed: int
    workers: int
    folder: Path
    yes: bool


def ablate(
    name: Annotated[str, typer.Argument(help="A regime of the catalogue, or a file.", metavar="NAME-OR-FILE")],
    parts: Annotated[
        str, typer.Option(help="Parts to switch, with commas: errors, spillover, recovery, rules.jaywalking, A07.", metavar="NAME,NAME")
    ] = "",
    part: Annotated[
        list[str] | None,
        typer.Option(help="A part of your own, and what is set when it is off. Repeat for more.", metavar="NAME=PATH=VALUE"),
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="What is told [default: wrongly_listed]. Repeat for more.", metavar="MEASURE")
    ] = None,
    orders: Annotated[
        str | None, typer.Option(help="Sample so many orders instead of taking all [default: 32 when over 10 parts].", metavar="N")
    ] = None,
    society: Annotated[
        str | None, typer.Option(help="A society of the catalogue, or a file; the regime's own unless given.", metavar="NAME-OR-FILE")
    ] = None,
    people: Annotated[str, typer.Option(help="How many synthetic people.", metavar="N")] = "100000",
    days: Annotated[str, typer.Option(help="How many days.", metavar="D")] = "365",
    start: Annotated[str, typer.Option(help="The first day.", metavar="DATE")] = "2020-01-01",
    seed: Annotated[str, typer.Option(help="People, luck and sampled orders follow from it.", metavar="S")] = "1",
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="Change the regime first: rules.jaywalking.points=-20.", metavar="PATH=VALUE")
    ] = None,
    with_: Annotated[list[str] | None, typer.Option("--with", help="Stack a diff on it first. Repeat for more.", metavar="DIFF")] = None,
    workers: Workers = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/ablate-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Go ahead however long it takes.")] = False,
) -> int:
    """Switch parts of a regime off, alone and together, for the same people with the same luck: what each adds to an outcome."""
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    sample = whole("--orders", orders, 4, MOST_ORDERS) if orders is not None else None
    found = read(name, society=society, people=people, days=days, start=start, seed=seed, set_=set_ or (), with_=with_ or ())
    for warning in found.warnings:
        print(str(warning), file=sys.stderr)
    folder = out_folder if out_folder is not None else default_folder(f"ablate-{found.regime.model.id}", found.seed)
    check_place(folder, str(out_folder) if out_folder is not None else str(folder))
    # Loaded here: a wrong option is told without waiting for what only living needs.
    from ostrakon.experiments import ablating

    named = [text.strip() for text in parts.split(",") if text.strip()]
    ablation = ablating.ablation_of(found, named, part or (), outcome or (), ablating.even(sample))
    return _run(_Asked(ablation, tuple(set_ or ()), found.seed, threads, folder, yes))


def _run(asked: _Asked) -> int:
    from ostrakon.experiments import ablate as experiment
    from ostrakon.experiments import ablating

    began, ablation = time.perf_counter(), asked.ablation
    announce()
    try:
        _say_how_long(asked, experiment.seconds_of(ablation, asked.seed, asked.workers))
        n, scenario = len(ablation.plan.coalitions), ablation.scenario
        with progress(scenario.people * n, scenario.days + scenario.burn_in, f"living under {n} sets of parts") as show:
            lived = experiment.live_plan(ablation, seed=asked.seed, workers=asked.workers, progress=show)
    except RuntimeError as error:
        fail("OST6001", str(error), remedy="please report it, with the regime, the parts and the seed")
    result = ablating.result_of(ablation, lived, asked.seed, asked.workers, asked.overrides)
    try:
        ablating.save(asked.folder, ablation, result, ["ostrakon", *sys.argv[1:]])
    except OstrakonError:
        _print(result, None, time.perf_counter() - began)       # what was computed is worth printing all the same
        raise
    _print(result, asked.folder, time.perf_counter() - began)
    return 0


def _say_how_long(asked: _Asked, seconds: float) -> None:
    """Say what will be lived and about how long that takes; refuse what takes hours unless told to go ahead."""
    ablation = asked.ablation
    plan, n = ablation.plan, len(ablation.parts)
    how = "every set of them on and off" if plan.is_exact else f"{len(plan.orders)} sampled orders of switching them on"
    err.print(f"{n} part{'s' * (n != 1)}, {how}: at most {len(plan.coalitions):,} Programs, each on {ablation.scenario.people:,} people; "
              f"about {duration(seconds)} on {asked.workers} thread{'s' * (asked.workers != 1)}.", style="dim")
    if seconds > LONG and not asked.yes:
        fail("OST8001", f"this would take about {duration(seconds)}", allowed=f"{duration(LONG)} without --yes",
             remedy="take fewer people, fewer parts or --orders 8, or say --yes")


def _print(result: dict[str, Any], folder: Path | None, seconds: float) -> None:
    """Sentences first, then a table for each outcome."""
    run, plan = result["run"], result["plan"]
    out.print(f"\n[bold]{escape(result['regime']['title'])}[/], and what each part of it adds")
    out.print(f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, society {escape(result['society']['id'])}, "
              f"seed {run['seed']}: the same people with the same luck under {plan['coalitions']:,} sets of parts, which came to "
              f"{plan['programs']:,} different Programs", style="dim")
    for name, outcome in result["outcomes"].items():
        out.print()
        for sentence in result["sentences"][name]:
            out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
        out.print()
        out.print(_table(outcome))
    sampled = "" if plan["exact"] else f" They include the choice of {plan['orders']} orders."
    out.print(f"\nEveryone is synthetic. Intervals cover chance alone, not whether the regime is described rightly.{sampled}", style="dim")
    out.print(f"Saved     {escape(str(folder)) if folder else 'not saved'}", soft_wrap=True)
    out.print(f"Took      {duration(seconds)}")


def _table(outcome: dict[str, Any]) -> Table:
    """What each part adds, in the order in which parts were named."""
    from ostrakon.experiments.shares import table

    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    rows = table(outcome)
    found.add_column("Part", min_width=min(20, max(len(row[0]) for row in rows)), overflow="fold")
    for heading in ("adds", "95 % interval", "of 100", "95 % interval", "off alone"):
        found.add_column(heading, justify="right")
    for row in rows:
        found.add_row(*(escape(cell) for cell in row))
    return found
