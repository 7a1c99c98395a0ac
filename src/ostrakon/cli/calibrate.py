"""``ostrakon calibrate``: which values of what is assumed agree with what was observed.

Here lives the command. Never here: what is lived and told (``experiments/calibrating.py``).
"""

import os
import shlex
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.console import STOPPED_AND_SAID, err, out, progress
from ostrakon.cli.living import ctrl_c_once
from ostrakon.cli.options import OnCluster, SetFirst, Society, StudyPeople, StudySeed, WithFirst, Workers, Yes
from ostrakon.errors import fail


def calibrate(
    regime: Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="REGIME")] = None,
    targets: Annotated[
        str | None, typer.Option(help="Observed values, each with its source: a .yaml file, or court-list.", metavar="NAME-OR-FILE")
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(help="Calibrate what is assumed in the regime, the society or both [default: regime].", metavar="SIDE"),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Only the unknowns at or below this path; of the society, society:PATH. Repeat for more.", metavar="PATH"),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(help="Leave out the unknowns at or below this path. Repeat for more.", metavar="PATH")
    ] = None,
    tie: Annotated[
        list[str] | None, typer.Option(help="Let the first take the value of the second. Repeat for more.", metavar="PATH=PATH")
    ] = None,
    hold_out: Annotated[
        list[str] | None, typer.Option(help="Show this target beside what is fitted, and never fit it. Repeat for more.", metavar="TARGET")
    ] = None,
    points: Annotated[str | None, typer.Option(help="Points of a generation [default: 200].", metavar="N")] = None,
    generations: Annotated[str | None, typer.Option(help="Generations at most [default: 12].", metavar="G")] = None,
    society: Society = None,
    people: StudyPeople = None,
    seed: StudySeed = None,
    set_: SetFirst = None,
    with_: WithFirst = None,
    workers: Workers = None,
    cluster: OnCluster = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/calibrate-REGIME-SEED-N].", metavar="DIR")
    ] = None,
    write_diff: Annotated[
        Path | None, typer.Option(help="Also write what came out as a diff of the regime; values stay assumed.", metavar="FILE")
    ] = None,
    resume: Annotated[
        Path | None, typer.Option(help="Go on with a calibration that was stopped; nothing else is given.", metavar="DIR")
    ] = None,
    yes: Yes = False,
) -> int:
    """See how far observed values narrow what is assumed of a regime. Never to conduct, expression or fear; no regime is the best."""
    began = time.perf_counter()
    options = {"regime": regime, "targets": targets, "targets_text": None, "of": of, "only": only, "without": without, "tie": tie,
               "hold_out": hold_out, "points": points, "generations": generations, "society": society, "people": people, "days": None,
               "start": None, "seed": seed, "set": set_, "with": with_, "outcome": None}
    from ostrakon.experiments import calibrating  # loaded here: help and a wrong word do not wait for what living needs

    if resume is None:
        options |= calibrating.of_targets(targets, hold_out or ())
    if write_diff is not None and write_diff.exists():
        fail("OST8001", f"--write-diff {str(write_diff)[:200]}: it is there already", remedy="name a new file")
    asked, place = pointwise.read("calibrate", options, workers, out_folder, resume, yes, cluster)
    study = calibrating.study_of(asked)
    lived = _live(study, place)
    if lived is None:
        return STOPPED_AND_SAID
    _tell(study, place, lived, write_diff, began)
    return 0


def _live(study: Any, place: pointwise.Place) -> Any:
    """All points; None when stopped. Says first how many there are at most, and about how long and how much that is."""
    from ostrakon.experiments import calibrate as experiment
    from ostrakon.experiments.generations import live

    asked, scenario, most, head = study.asked, study.asked.trial.scenario, study.most, study.head
    pointwise.demand_same(place, head)
    check = None if place.resumed else experiment.valid_first(asked.regime, asked.trial.society)
    stop = threading.Event()
    with pointwise.hands(asked.trial, place) as trial:
        if study.beyond and not place.resumed:
            err.print(study.beyond)
        pointwise.say_how_long(trial, place, study.what, trial.seconds() * most, trial.bytes() * most)
        with (ctrl_c_once(stop), pointwise.kept_in(place, asked, head) as kept,
              progress(most, scenario.people * scenario.days, f"living at most {most:,} points") as show):
            if kept.done:
                err.print(f"{len(kept.done):,} of them were finished before.", style="dim")
            try:
                return live(trial, study.read.observed, study.unknowns, study.settings, kept.keep, kept.done, show, check)
            except KeyboardInterrupt:
                print(f"stopped after {kept.whole():,} points; nothing finished is lost: "
                      f"ostrakon calibrate --resume {shlex.quote(str(place.folder))}", file=sys.stderr)
                return None


@dataclass(frozen=True)
class _Told:
    """What was lived, for those who save it."""

    asked: Any
    name: str
    tables: Any
    found: dict[str, Any]

    def told(self, records: Any) -> dict[str, Any]:
        """What there is to say of all points."""
        return self.found


def _tell(study: Any, place: pointwise.Place, lived: Any, write_diff: Path | None, began: float) -> None:
    """What came out: files, sentences, tables, and the diff."""
    from ostrakon.experiments import calibrate_words as words

    told = study.told(lived)
    study.write_targets(place.folder)
    result = pointwise.finish(_Told(study.asked, study.name, study.tables, told), place, lived.records, began)
    diff = words.diff(result, _extends(study.asked.options["regime"], write_diff), shlex.join(["ostrakon", *sys.argv[1:]]))
    parts = [(told["sentences"], pointwise.table_of(words.PARAMETERS, 1, words.parameters(told))),
             ([], pointwise.table_of(words.FIT, 1, words.fit(told)))]
    pointwise.show(result, f"calibrated to: {study.read.file.title}", parts, words.MEANING, place.folder, time.perf_counter() - began,
                   f"{len(lived.records):,} points, each with people, luck and assumed values of its own")
    if write_diff is None:
        out.print("\nAs a diff (--write-diff FILE writes it):\n", style="dim")
        out.print(diff, markup=False, soft_wrap=True)
        return
    try:
        write_diff.write_text(diff, encoding="utf-8")
    except OSError as error:
        fail("OST8001", f"--write-diff {str(write_diff)[:200]}: {error.strerror}", remedy="name a file in a place of your own")
    out.print(f"Diff      {write_diff}", markup=False, soft_wrap=True)


def _extends(named: str, write_diff: Path | None) -> str:
    """What the regime is called from where the diff will lie."""
    if not named.endswith((".yaml", ".yml")) and "/" not in named:
        return named
    return os.path.relpath(named, write_diff.parent if write_diff is not None else ".")
