"""``ostrakon ablate``: what each part of a regime adds to an outcome.

Here lives the command. Never here: what is lived and told (``experiments/ablating.py``).
"""

import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID, out
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyDays, StudyStart, WithFirst, Workers, Yes
from ostrakon.errors import OstrakonError
from ostrakon.results.words import duration

PEOPLE = "100000"


def ablate(
    name: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="NAME-OR-FILE")] = None,
    parts: Annotated[
        str | None,
        typer.Option(help="Parts to switch, with commas: errors, spillover, recovery, rules.jaywalking, A07.", metavar="NAME,NAME"),
    ] = None,
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
    society: Society = None,
    people: Annotated[str | None, typer.Option(help="How many synthetic people [default: 100000].", metavar="N")] = None,
    days: StudyDays = None,
    start: StudyStart = None,
    seed: Annotated[str | None, typer.Option(help="People, luck and sampled orders follow from it [default: 1].", metavar="S")] = None,
    set_: SetFirst = None,
    with_: WithFirst = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/ablate-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with one that was stopped; nothing else is given.", metavar="DIR")] = None,
    yes: Yes = False,
) -> int:
    """Switch parts of a regime off, alone and together, for the same people with the same luck: what each adds to an outcome."""
    began = time.perf_counter()
    if resume is None and name is not None:
        people = people or PEOPLE
    options = {"regime": name, "parts": parts, "part": part, "outcome": outcome, "orders": orders, "society": society, "people": people,
               "days": days, "start": start, "seed": seed, "set": set_, "with": with_}
    asked, place = pointwise.read("ablate", options, workers, out_folder, resume, yes, cluster)
    from ostrakon.experiments import ablating  # loaded here: a wrong option is told without waiting for what only living needs

    study = ablating.study_of(asked)
    records = pointwise.live(study, place)
    if records is None:
        return STOPPED_AND_SAID
    result = study.result(records, time.perf_counter() - began)
    try:
        study.save(place.folder, result, ["ostrakon", *sys.argv[1:]])
    except OstrakonError:
        _print(result, None, time.perf_counter() - began)       # what was computed is worth printing all the same
        raise
    _print(result, place.folder, time.perf_counter() - began)
    return 0


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
