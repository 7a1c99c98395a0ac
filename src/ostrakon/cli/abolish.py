"""``ostrakon abolish``: a regime ends on a day; what of it remains.

Here lives the command. Never here: the arms (``experiments/abolish.py``), the wording (``experiments/aftermath.py``) or the page.
"""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.padding import Padding

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID, out
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyStart, WithFirst, Workers, Yes
from ostrakon.errors import fail
from ostrakon.results.words import duration

PEOPLE, ON, AFTER = "100000", "364", "365"


def abolish(
    regime: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="REGIME")] = None,
    on: Annotated[
        str | None,
        typer.Option(help=f"The first day without it, counted from 0 [default: {ON}, the last of the first year].", metavar="DAY"),
    ] = None,
    after: Annotated[str | None, typer.Option(help=f"How many days are lived without it [default: {AFTER}].", metavar="DAYS")] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="What is told [default: all]: fear, chilled, requests ... Repeat for more.", metavar="NAME")
    ] = None,
    society: Society = None,
    people: Annotated[str | None, typer.Option(help=f"How many synthetic people [default: {PEOPLE}].", metavar="N")] = None,
    start: StudyStart = None,
    seed: Annotated[str | None, typer.Option(help="People and luck follow from it [default: 1].", metavar="S")] = None,
    set_: SetFirst = None,
    with_: WithFirst = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/abolish-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with one that was stopped; nothing else is given.", metavar="DIR")] = None,
    yes: Yes = False,
) -> int:
    """End a regime on a day: what is still otherwise, week by week, than where it never was, for the same people with the same luck."""
    began = time.perf_counter()
    days = None
    if resume is None:
        from ostrakon.experiments.studies import days_of

        on, after, people = on or ON, after or AFTER, people or PEOPLE
        days = days_of(on, after)
    options = {"regime": regime, "on": on, "after": after, "told": outcome, "outcome": None, "days": days, "society": society,
               "people": people if regime or resume else None, "start": start, "seed": seed, "set": set_, "with": with_}
    asked, place = pointwise.read("abolish", options, workers, out_folder, resume, yes, cluster)
    from ostrakon.experiments import studies

    study = studies.abolition(asked)
    records = pointwise.live(study, place)
    if records is None:
        return STOPPED_AND_SAID
    result = pointwise.finish(study, place, records, began)
    _page(result, place.folder)
    _print(result, place.folder, time.perf_counter() - began)
    return 0


def _page(result: Mapping[str, Any], folder: Path) -> None:
    from ostrakon.results.abolition_page import render_abolition

    try:
        (folder / "index.html").write_text(render_abolition(result), encoding="utf-8")
    except OSError as error:
        fail("OST8001", f"{str(folder)[:200]}: {error.strerror or error}", remedy="free some space; --resume writes the results again")


def _print(result: Mapping[str, Any], folder: Path, seconds: float) -> None:
    from ostrakon.experiments import aftermath

    run, ending = result["run"], result["ending"]
    out.print(f"\n[bold]{escape(result['regime']['title'])}[/], and what remains of it")
    out.print(f"{run['people']:,} synthetic people, society {escape(result['society']['id'])}, seed {run['seed']}: {ending['before']:,} "
              f"weeks under it from {run['start']}, its end on day {ending['on']:,}, {ending['weeks'] - ending['after']:,} weeks without "
              "it; the same people with the same luck where it goes on and where it never was", style="dim")
    out.print()
    for sentence in result["sentences"]:
        out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
    out.print()
    out.print(pointwise.table_of(aftermath.HEADINGS, 1, aftermath.table(result)))
    for note in ("", result["meaning"], result["caution"],
                 "Everyone is synthetic. How fast fear and hardship fade is an assumption of the society, and so is how long anything "
                 "lasts."):
        out.print(note, style="dim")
    out.print(f"Page      {escape(str(folder / 'index.html'))}", soft_wrap=True)
    out.print(f"Took      {duration(seconds)}")
