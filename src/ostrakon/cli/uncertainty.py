"""``ostrakon uncertainty``: luck and ignorance, apart and together.

Here lives the command. Never here: the points, the two shares or their wording (``experiments/uncertainty.py``).
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyDays, StudyPeople, StudySeed, StudyStart, WithFirst, Workers, Yes


def uncertainty(
    regime: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="REGIME")] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="What is told [default: wrongly_listed]. Repeat for more.", metavar="MEASURE")
    ] = None,
    points: Annotated[str | None, typer.Option(help="Points over the ranges [default: 128].", metavar="N")] = None,
    of: Annotated[
        str | None, typer.Option(help="What is assumed in the regime, the society or both [default: both].", metavar="SIDE")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only the unknowns at or below this path; of the society, society:PATH. Repeat for more.", metavar="PATH"),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="Leave out the unknowns at or below this path. Repeat for more.", metavar="PATH")
    ] = None,
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
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/uncertainty-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with a study that was stopped; nothing else is given.", metavar="DIR")] = None,
    yes: Yes = False,
) -> int:
    """Live a regime with every assumed value anywhere in its range and other luck each time: how far both go, and what is of which."""
    began = time.perf_counter()
    options = {"regime": regime, "outcome": outcome, "points": points, "of": of, "only": only, "without": without, "society": society,
               "people": people, "days": days, "start": start, "seed": seed, "set": set_, "with": with_}
    asked, place = pointwise.read("uncertainty", options, workers, out_folder, resume, yes, cluster)
    from ostrakon.experiments import studies
    from ostrakon.experiments import uncertainty as experiment

    study = studies.unsure(asked, place.resumed)
    records = pointwise.live(study, place)
    if records is None:
        return STOPPED_AND_SAID
    result, n = pointwise.finish(study, place, records, began), len(study.axes)
    parts = [(studies.sentences_of(result), pointwise.table_of(experiment.HEADINGS, 1, experiment.table(result)))]
    notes = [experiment.MEANING,
             "Shares of people are per 100,000. Everyone is synthetic. A range is what its author thinks possible; it may be too narrow."]
    pointwise.show(result, f"luck and ignorance: {n} unknown{'s' * (n > 1)}", parts, notes, place.folder, time.perf_counter() - began,
                   f"{len(records):,} points, each with people, luck and assumed values of its own")
    return 0
