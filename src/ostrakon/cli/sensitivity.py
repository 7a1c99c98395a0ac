"""``ostrakon sensitivity``: how far what is not known of a regime moves an outcome, and how far luck does.

Here lives the command. Never here: the unknowns, the methods (``experiments/studies.py``) or their wording
(``experiments/ignorance.py``).
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyDays, StudyPeople, StudySeed, StudyStart, WithFirst, Workers, Yes


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
    cluster: OnCluster = None,
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
    asked, place = pointwise.read("sensitivity", options, workers, out_folder, resume, yes, cluster)
    from ostrakon.experiments import ignorance, studies

    study = studies.sensitivity(asked, place.resumed)
    records = pointwise.live(study, place)
    if records is None:
        return STOPPED_AND_SAID
    result = pointwise.finish(study, place, records, began)
    method, n = result["method"], len(study.axes)
    parts = [(result["sentences"][name], pointwise.table_of(ignorance.HEADINGS[method], 1, ignorance.table(result, name)))
             for name in result["outcomes"]]
    notes = [ignorance.MEANING[method],
             "Shares of people are per 100,000. Everyone is synthetic. A range is what its author thinks possible; it may be too narrow."]
    about = f"and what is not known of it: {n} unknown{'s' * (n > 1)} over the range"
    pointwise.show(result, about, parts, notes, place.folder, time.perf_counter() - began)
    return 0
