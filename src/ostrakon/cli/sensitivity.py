"""``ostrakon sensitivity``: how far what is not known of a regime moves an outcome, and how far luck does.

Here lives the command. Never here: the unknowns, the methods (``experiments/sensitivity.py``) or their wording
(``experiments/ignorance.py``).
"""

import time
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.bounds import whole
from ostrakon.cli.console import STOPPED_AND_SAID
from ostrakon.cli.options import SetFirst, Society, StudyDays, StudyPeople, StudySeed, StudyStart, WithFirst, Workers, Yes
from ostrakon.errors import fail
from ostrakon.vocabulary import nearest


def sensitivity(
    regime: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="REGIME")] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="What is told [default: wrongly_listed]. Repeat for more.", metavar="MEASURE")
    ] = None,
    method: Annotated[
        str | None, typer.Option(help="tornado (one at a time), morris or sobol [default: tornado].", metavar="NAME")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only the unknowns at or below this path. Repeat for more.", metavar="PATH")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="Leave out the unknowns at or below this path. Repeat for more.", metavar="PATH")
    ] = None,
    size: Annotated[
        str | None, typer.Option(help="Trajectories of morris [default: 10], base points of sobol [default: 64].", metavar="N")
    ] = None,
    society: Society = None,
    people: StudyPeople = None,
    days: StudyDays = None,
    start: StudyStart = None,
    seed: StudySeed = None,
    set_: SetFirst = None,
    with_: WithFirst = None,
    workers: Workers = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/sensitivity-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with a study that was stopped; nothing else is given.", metavar="DIR")] = None,
    yes: Yes = False,
) -> int:
    """Move every assumed value of a regime over its range: what we do not know, how much it matters, and how much is luck."""
    began = time.perf_counter()
    options = {"regime": regime, "outcome": outcome, "method": method, "only": only, "without": without, "size": size,
               "society": society, "people": people, "days": days, "start": start, "seed": seed, "set": set_, "with": with_}
    asked = pointwise.read("sensitivity", options, workers, out_folder, resume, yes)
    from ostrakon.experiments import plan
    from ostrakon.experiments import sensitivity as experiment

    name = asked.get("method", "tornado")
    if name not in experiment.METHODS:
        fail("OST8001", f"--method {name[:40]}", allowed=", ".join(experiment.METHODS), nearest=nearest(name, experiment.METHODS))
    if name == "tornado" and asked.options["size"] is not None:
        fail("OST8001", "--size with --method tornado", remedy="a tornado has two points for each unknown; leave --size out")
    n = whole("--size", asked.get("size", str(experiment.SIZES[name])), 1, plan.MOST_POINTS)
    experiment.demand_salib(name)
    axes = experiment.unknowns(asked.regime, asked.options["only"] or (), asked.options["without"] or ())
    experiment.size_of(name, len(axes), n)
    study = experiment.study(name, axes, n, asked.trial.seed)
    if name != "tornado" and not asked.resumed:
        experiment.demand_valid(study, asked.regime)
    return _run(asked, study, began)


def _run(asked: pointwise.Asked, study: Any, began: float) -> int:
    from ostrakon.experiments import ignorance
    from ostrakon.experiments import sensitivity as experiment
    from ostrakon.experiments.points_store import sensitivity_table

    records = pointwise.live(asked, study.points)
    if records is None:
        return STOPPED_AND_SAID
    told = experiment.told(study, asked.trial, records)
    told["sentences"] = {name: list(ignorance.sentences(told, name)) for name in told["outcomes"]}
    seconds = time.perf_counter() - began
    result = pointwise.finish(asked, "sensitivity", told, records, seconds, sensitivity_table)
    parts = [(told["sentences"][name], pointwise.table_of(ignorance.HEADINGS[study.method], 1, ignorance.table(told, name)))
             for name in told["outcomes"]]
    notes = [ignorance.MEANING[study.method],
             "Shares of people are per 100,000. Everyone is synthetic. A range is what its author thinks possible; it may be too narrow."]
    about = f"and what is not known of it: {len(study.axes)} unknown{'s' * (len(study.axes) > 1)} over the range"
    pointwise.show(result, about, parts, notes, asked.folder, seconds)
    return 0
