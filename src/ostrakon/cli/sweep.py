"""``ostrakon sweep``: outcomes over many values of the parameters of a regime, for the same people with the same luck.

Here lives the command. Never here: the points and what is read from them (``experiments/studies.py``), or a best point: nothing is sought.
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID, err
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyDays, StudyPeople, StudySeed, StudyStart, WithFirst, Workers, Yes


def sweep(
    regime: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="REGIME")] = None,
    vary: Annotated[
        list[str] | None,
        typer.Option(help="A parameter: PATH=LOW:HIGH:N or PATH=VALUE,VALUE. Repeat for more.", metavar="PATH=VALUES"),
    ] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="What is told [default: wrongly_listed]. Repeat for more.", metavar="MEASURE")
    ] = None,
    design: Annotated[
        str | None, typer.Option(help="grid (every combination), lhs (Latin hypercube) or sobol [default: grid].", metavar="NAME")
    ] = None,
    points: Annotated[str | None, typer.Option(help="How many points, with --design lhs or sobol.", metavar="N")] = None,
    society: Society = None,
    people: StudyPeople = None,
    days: StudyDays = None,
    start: StudyStart = None,
    seed: StudySeed = None,
    set_: SetFirst = None,
    with_: WithFirst = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/sweep-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with a sweep that was stopped; nothing else is given.", metavar="DIR")] = None,
    yes: Yes = False,
) -> int:
    """Live a regime at many values of its parameters, on the same people with the same luck. Nothing is sought."""
    began = time.perf_counter()
    options = {"regime": regime, "vary": vary, "outcome": outcome, "design": design, "points": points, "society": society,
               "people": people, "days": days, "start": start, "seed": seed, "set": set_, "with": with_}
    asked, place = pointwise.read("sweep", options, workers, out_folder, resume, yes, cluster)
    from ostrakon.experiments import studies
    from ostrakon.experiments import sweep as experiment

    study = studies.sweep(asked)
    for axis in studies.without_effect(study):
        err.print(f"{axis.path}: no value that was tried changes a table, so that by itself it has no effect.", style="dim")
    records = pointwise.live(study, place)
    if records is None:
        return STOPPED_AND_SAID
    result = pointwise.finish(study, place, records, began)
    parts = []
    for name, told in result["outcomes"].items():
        headings = (*(axis.path for axis in study.axes), told["title"].removeprefix("... "), "luck", "difference", "95 % interval")
        parts.append((result["sentences"][name], pointwise.table_of(headings, len(study.axes), experiment.table(result, name))))
    notes = ["The first row is the regime as it is. Luck: standard error over seeds; what a range does is between the rows. They are of "
             "two kinds and are not added up.",
             "Shares of people are per 100,000. Everyone is synthetic. Nothing here says which row is better."]
    pointwise.show(result, "over values of its parameters", parts, notes, place.folder, time.perf_counter() - began)
    return 0
