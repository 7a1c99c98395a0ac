"""``ostrakon precision``: as many replicates as an outcome needs until its interval is as narrow as asked.

Here lives the command. Never here: how many that is, or what is said of it (``experiments/precision.py``).
"""

import shlex
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.bounds import MOST_REPLICATES, whole
from ostrakon.cli.console import STOPPED_AND_SAID, progress
from ostrakon.cli.living import announce, ctrl_c_once
from ostrakon.cli.options import SetFirst, Society, StudyDays, StudyStart, WithFirst, Workers, Yes
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
    asked = pointwise.read("precision", options, workers, out_folder, resume, yes)
    from ostrakon.experiments import precision as experiment

    goal = experiment.goal_of(asked.options["within"])
    first = whole("--pilot", asked.options["pilot"], 2, MOST_REPLICATES)
    records = _live(asked, goal, first)
    if records is None:
        return STOPPED_AND_SAID
    told = experiment.told(asked.trial.measures, goal, asked.trial.groups, records, first)
    told["sentences"] = list(experiment.sentences(told))
    seconds = time.perf_counter() - began
    result = pointwise.finish(asked, "precision", told, records, seconds, experiment.arrow_table)
    parts = [(told["sentences"], pointwise.table_of(experiment.HEADINGS, 1, experiment.table(told)))]
    notes = [experiment.MEANING, "Shares of people are per 100,000. Everyone is synthetic. An interval covers chance alone, however "
             "narrow: ostrakon uncertainty says what the assumed numbers leave unknown."]
    pointwise.show(result, "known as well as was asked", parts, notes, asked.folder, seconds,
                   f"{len(records):,} replicates, each with people and luck of its own")
    return 0


def _live(asked: pointwise.Asked, goal: Any, first: int) -> list[dict[str, Any]] | None:
    """The records of the pilot and of all that it says are needed; None when stopped."""
    from ostrakon.experiments import journal
    from ostrakon.experiments import precision as experiment

    announce()
    trial, points = experiment.ReplicateTrial(asked.trial), experiment.points_of(first)
    head = pointwise.head_of(asked, points)
    each = f"replicates of {asked.trial.scenario.people:,} people for {asked.trial.scenario.days:,} days"
    if asked.resumed:
        with journal.resume(asked.folder, head):        # whether it can go on is told before the estimate is made
            pass
    pointwise.say_how_long(asked, f"A pilot of {first} {each}", asked.trial.seconds() * first, asked.trial.bytes() * first)
    stop, count = threading.Event(), 0
    with ctrl_c_once(stop), (journal.resume(asked.folder, head) if asked.resumed else journal.begin(asked.folder, head)) as kept:
        count = len(kept.done)

        def keep(record: dict[str, Any]) -> None:
            nonlocal count
            kept.keep(record)
            count += 1

        try:
            pilot = _stage(asked, trial, points, keep, kept.done[:first])
            n = experiment.needed(asked.trial.measures, goal, asked.trial.groups, pilot)
            more = max(0, n - max(count, first))
            seconds = more * sum(record["seconds"] for record in pilot) / first
            _say_the_rest(asked, f"The pilot says {n:,} {each}, {more:,} more", seconds, asked.trial.bytes() * more)
            return _stage(asked, trial, experiment.points_of(n), keep, [*pilot, *kept.done[first:n]])
        except KeyboardInterrupt:
            print(f"stopped after {count:,} replicates; nothing finished is lost: "
                  f"ostrakon precision --resume {shlex.quote(str(asked.folder))}", file=sys.stderr)
            return None


def _say_the_rest(asked: pointwise.Asked, what: str, seconds: float, size: int) -> None:
    """What the pilot says; when that takes too long, how to go on all the same."""
    try:
        pointwise.say_how_long(asked, what, seconds, size)
    except OstrakonError:
        print(f"the pilot is kept: ostrakon precision --resume {shlex.quote(str(asked.folder))} --yes", file=sys.stderr)
        raise


def _stage(asked: pointwise.Asked, trial: Any, points: Sequence[tuple[str, ...]], keep: Any, done: Sequence[dict[str, Any]]
           ) -> list[dict[str, Any]]:
    from ostrakon.experiments.points import live_points

    scenario = asked.trial.scenario
    with progress(len(points), scenario.people * scenario.days, f"living {len(points):,} replicates") as show:
        return live_points(trial, points, keep, done, show)
