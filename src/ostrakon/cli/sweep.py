"""``ostrakon sweep``: outcomes over many values of the parameters of a regime, for the same people with the same luck.

Here lives the command. Never here: the choice of points (``experiments/plan.py``), what is read from them
(``experiments/sweep.py``), or a best point: nothing is sought.
"""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.bounds import whole
from ostrakon.cli.console import STOPPED_AND_SAID, err
from ostrakon.cli.options import SetFirst, Society, StudyDays, StudyPeople, StudySeed, StudyStart, WithFirst, Workers, Yes
from ostrakon.errors import fail


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
    asked = pointwise.read("sweep", options, workers, out_folder, resume, yes)
    from ostrakon.experiments import plan

    name = asked.get("design", "grid")
    if name not in plan.DESIGNS:
        fail("OST8001", f"--design {name[:40]}", allowed=", ".join(plan.DESIGNS))
    if (asked.options["points"] is None) is (name != "grid"):
        fail("OST8001", f"--design {name} with{'out' * (name != 'grid')} --points",
             remedy="a grid has the values that --vary names" if name == "grid" else "say how many: --points 64")
    n = None if name == "grid" else whole("--points", asked.options["points"], 2, plan.MOST_POINTS)
    axes = plan.read_axes(asked.regime, asked.options["vary"] or (), name)
    plan.size_of(axes, name, n)
    return _run(asked, axes, plan.points_of(axes, name, n, asked.trial.seed), began)


def _run(asked: pointwise.Asked, axes: Any, points: Any, began: float) -> int:
    from ostrakon.experiments import sweep as experiment
    from ostrakon.experiments.points_store import sweep_table

    idle = experiment.without_effect(asked.trial, axes)
    for axis in idle:
        err.print(f"{axis.path}: no value that was tried changes a table, so that by itself it has no effect.", style="dim")
    if len(idle) == len(axes):
        fail("OST8001", f"--vary {', '.join(axis.path for axis in axes)}: without any effect",
             remedy="vary something that matters in this regime")
    records = pointwise.live(asked, experiment.plan_of(axes, points))
    if records is None:
        return STOPPED_AND_SAID
    told = experiment.told(asked.trial, axes, points, records)
    told["sentences"] = {name: list(experiment.sentences(told, name)) for name in told["outcomes"]}
    seconds = time.perf_counter() - began
    result = pointwise.finish(asked, "sweep", told, records, seconds, sweep_table)
    parts = []
    for name, outcome in told["outcomes"].items():
        headings = (*(axis.path for axis in axes), outcome["title"].removeprefix("... "), "luck", "difference", "95 % interval")
        parts.append((told["sentences"][name], pointwise.table_of(headings, len(axes), experiment.table(told, name))))
    notes = ["The first row is the regime as it is. Luck: standard error over seeds; what a range does is between the rows. They are of "
             "two kinds and are not added up.",
             "Shares of people are per 100,000. Everyone is synthetic. Nothing here says which row is better."]
    pointwise.show(result, "over values of its parameters", parts, notes, asked.folder, seconds)
    return 0
