"""``ostrakon precision``: as many replicates as an outcome needs until its interval is as narrow as asked.

Here lives the command. Never here: how many that is, or what is said of it (``experiments/studies.py``).
"""

import shlex
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID, progress
from ostrakon.cli.living import ctrl_c_once
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyDays, StudyStart, WithFirst, Workers, Yes
from ostrakon.errors import OstrakonError

PEOPLE, WITHIN, PILOT = "200000", "5%", "4"


def precision(
    regime: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="REGIME")] = None,
    outcome: Annotated[
        list[str] | None, typer.Option(help="What is to be known so well [default: wrongly_listed]. Repeat for more.", metavar="MEASURE")
    ] = None,
    within: Annotated[
        str | None, typer.Option(help=f"Half the interval: 5% of the outcome, or 0.001 in its unit [default: {WITHIN}].", metavar="HALF")
    ] = None,
    pilot: Annotated[str | None, typer.Option(help=f"Replicates lived first, two or more [default: {PILOT}].", metavar="N")] = None,
    society: Society = None,
    people: Annotated[str | None, typer.Option(help=f"How many synthetic people in a replicate [default: {PEOPLE}].", metavar="N")] = None,
    days: StudyDays = None,
    start: StudyStart = None,
    seed: Annotated[str | None, typer.Option(help="Replicate i uses this seed + i, from i = 0 [default: 1].", metavar="S")] = None,
    set_: SetFirst = None,
    with_: WithFirst = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/precision-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    resume: Annotated[Path | None, typer.Option(help="Go on with one that was stopped; nothing else is given.", metavar="DIR")] = None,
    yes: Yes = False,
) -> int:
    """Live as many replicates as an outcome needs for an interval so narrow, and say how many that was: a pilot first, then the rest."""
    began = time.perf_counter()
    if resume is None and regime is not None:
        within, pilot, people = within or WITHIN, pilot or PILOT, people or PEOPLE
    options = {"regime": regime, "outcome": outcome, "within": within, "pilot": pilot, "society": society, "people": people, "days": days,
               "start": start, "seed": seed, "set": set_, "with": with_}
    asked, place = pointwise.read("precision", options, workers, out_folder, resume, yes, cluster)
    from ostrakon.experiments import precision as experiment
    from ostrakon.experiments import studies

    study = studies.precise(asked)
    records = _live(study, place)
    if records is None:
        return STOPPED_AND_SAID
    result = pointwise.finish(study, place, records, began)
    parts = [(result["sentences"], pointwise.table_of(experiment.HEADINGS, 1, experiment.table(result)))]
    notes = [experiment.MEANING, "Shares of people are per 100,000. Everyone is synthetic. An interval covers chance alone, however "
             "narrow: ostrakon uncertainty says what the assumed numbers leave unknown."]
    pointwise.show(result, "known as well as was asked", parts, notes, place.folder, time.perf_counter() - began,
                   f"{len(records):,} replicates, each with people and luck of its own")
    return 0


def _live(study: Any, place: pointwise.Place) -> list[dict[str, Any]] | None:
    """The records of the pilot and of all that it says are needed; None when stopped."""
    from ostrakon.experiments.pointwise import head_of

    head = head_of(study.asked, study.points(study.pilot))
    pointwise.demand_same(place, head)
    with pointwise.hands(study.asked.trial, place) as trial:
        return _lived(replace(study, asked=replace(study.asked, trial=trial)), place, head)


def _lived(study: Any, place: pointwise.Place, head: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    trial, first = study.asked.trial, study.pilot
    each = f"replicates of {trial.scenario.people:,} people for {trial.scenario.days:,} days"
    pointwise.say_how_long(trial, place, f"A pilot of {first} {each}", trial.seconds() * first, trial.bytes() * first)
    stop, count = threading.Event(), 0
    with ctrl_c_once(stop), pointwise.kept_in(place, study.asked, head) as kept:
        count = len(kept.done)

        def keep(record: dict[str, Any]) -> None:
            nonlocal count
            kept.keep(record)
            count += 1

        def rest(pilot: Sequence[dict[str, Any]], n: int) -> None:
            more = max(0, n - max(count, first))
            seconds = more * sum(record["seconds"] for record in pilot) / first
            _say_the_rest(trial, place, f"The pilot says {n:,} {each}, {more:,} more", seconds, trial.bytes() * more)

        def stage(n: int) -> Any:
            return progress(n, trial.scenario.people * trial.scenario.days, f"living {n:,} replicates")

        try:
            return list(study.live(keep, kept.done, stage, rest))
        except KeyboardInterrupt:
            print(f"stopped after {count:,} replicates; nothing finished is lost: "
                  f"ostrakon precision --resume {shlex.quote(str(place.folder))}", file=sys.stderr)
            return None


def _say_the_rest(trial: Any, place: pointwise.Place, what: str, seconds: float, size: int) -> None:
    """What the pilot says; when that takes too long, how to go on all the same."""
    try:
        pointwise.say_how_long(trial, place, what, seconds, size)
    except OstrakonError:
        print(f"the pilot is kept: ostrakon precision --resume {shlex.quote(str(place.folder))} --yes", file=sys.stderr)
        raise
