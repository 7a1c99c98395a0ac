"""``ostrakon calibrate``: which values of what is assumed agree with what was observed.

Here lives the command. Never here: what may be a target (``experiments/targets.py``), the points (``experiments/generations.py``), or
their wording (``experiments/calibrate_words.py``).
"""

import os
import shlex
import sys
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli import pointwise
from ostrakon.cli.bounds import whole
from ostrakon.cli.console import STOPPED_AND_SAID, err, out, progress
from ostrakon.cli.living import announce, ctrl_c_once
from ostrakon.cli.options import SetFirst, Society, StudyPeople, StudySeed, WithFirst, Workers, Yes
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
    if resume is None:
        options |= _of_targets(targets, tuple(hold_out or ()))
    if write_diff is not None and write_diff.exists():
        fail("OST8001", f"--write-diff {str(write_diff)[:200]}: it is there already", remedy="name a new file")
    asked, place = pointwise.read("calibrate", options, workers, out_folder, resume, yes)
    study = _study(asked)
    lived = _live(study, place)
    if lived is None:
        return STOPPED_AND_SAID
    _tell(study, place, lived, write_diff, began)
    return 0


@dataclass(frozen=True)
class Study:
    """A calibration as it was understood. asked: with what points are tried on."""

    asked: Any
    unknowns: Any
    read: Any
    settings: Any
    name: str = "calibration"

    @property
    def table(self) -> Any:
        """What makes the table of the result: one row per target."""
        from ostrakon.experiments.calibrate_words import fit_table

        return fit_table

    @property
    def what(self) -> str:
        """What will be lived, in words."""
        trial, settings, n, fitted = self.asked.trial, self.settings, len(self.unknowns), len(self.read.fitted)
        held, look = len(self.read.observed) - fitted, 1 + 2 * n
        many = f"{settings.generations} generation{'s' * (settings.generations > 1)}"
        each = f"each of {trial.scenario.people:,} people for {trial.scenario.days:,} days"
        return (f"{n} unknown{'s' * (n != 1)}, {fitted} target{'s' * (fitted != 1)} to fit and {held} held out: {look:,} points to see "
                f"what moves what, then at most {many} of {settings.points:,}, {each}")


@dataclass(frozen=True)
class Told:
    """What was lived, for those who save it."""

    asked: Any
    name: str
    table: Any
    found: dict[str, Any]

    def told(self, records: Any) -> dict[str, Any]:
        """What there is to say of all points."""
        return self.found


def _study(asked: Any) -> Study:
    from ostrakon.experiments import calibrate as experiment
    from ostrakon.experiments.targets import read_targets

    given = asked.options
    read = read_targets(given["targets_text"], asked.get("targets", ""), tuple(given["hold_out"] or ()))
    settings = experiment.settings_of(whole("--points", asked.get("points", str(experiment.POINTS)), 1, 10**6),
                                      whole("--generations", asked.get("generations", str(experiment.GENERATIONS)), 1, 10**6),
                                      asked.trial.seed)
    trial, unknowns = experiment.asked_of(asked.trial, read, given["of"] or "", given["only"] or (), given["without"] or (),
                                          given["tie"] or ())
    return Study(replace(asked, trial=trial), unknowns, read, settings)


def _of_targets(named: str | None, hold_out: tuple[str, ...]) -> dict[str, Any]:
    """What of the options follows from the targets: their text, the days and the start."""
    if named is None:
        fail("OST8001", "--targets is missing", allowed="a .yaml file of observed values, or a name",
             remedy="ostrakon calibrate court-list --targets court-list ...")
    from ostrakon.experiments.targets import read_targets, text_of

    text = text_of(named)
    read = read_targets(text, named, hold_out)
    return {"targets_text": text, "days": str(read.days), "start": read.file.start}


def _live(study: Study, place: pointwise.Place) -> Any:
    """All points; None when stopped. Says first how many there are at most, and about how long and how much that is."""
    from ostrakon.experiments import calibrate as experiment
    from ostrakon.experiments import journal
    from ostrakon.experiments.generations import live

    announce()
    asked, trial, settings = study.asked, study.asked.trial, study.settings
    head = _head(study)
    if place.resumed:
        with journal.resume(place.folder, head):        # whether it can go on is told before the estimate is made
            pass
    most = settings.most(len(study.unknowns))
    pointwise.say_how_long(trial, place, study.what, trial.seconds() * most, trial.bytes() * most)
    check = None if place.resumed else experiment.valid_first(asked.regime, trial.society)
    stop = threading.Event()
    with (ctrl_c_once(stop), (journal.resume(place.folder, head) if place.resumed else journal.begin(place.folder, head)) as kept,
          progress(most, trial.scenario.people * trial.scenario.days, f"living at most {most:,} points") as show):
        if kept.done:
            err.print(f"{len(kept.done):,} of them were finished before.", style="dim")
        try:
            return live(trial, study.read.observed, study.unknowns, settings, kept.keep, kept.done, show, check)
        except KeyboardInterrupt:
            print(f"stopped after {kept.whole():,} points; nothing finished is lost: "
                  f"ostrakon calibrate --resume {shlex.quote(str(place.folder))}", file=sys.stderr)
            return None


def _head(study: Study) -> dict[str, Any]:
    """What the journal begins with: what was asked, and digests of what it was asked of."""
    from ostrakon.experiments.pointwise import head_of

    plan = repr([(one.path, one.tied, one.axis.low, one.axis.high) for one in study.unknowns]) + repr(study.read.observed)
    found: dict[str, Any] = head_of(study.asked, [(plan,), (repr(study.settings),)])
    return {**found, "points": study.settings.most(len(study.unknowns))}


def _tell(study: Study, place: pointwise.Place, lived: Any, write_diff: Path | None, began: float) -> None:
    """What came out: files, sentences, tables, and the diff."""
    from ostrakon.experiments import calibrate_words as words
    from ostrakon.experiments import posterior

    told = posterior.told(lived, study.asked.trial, study.read)
    told["sentences"] = list(words.sentences(told))
    _save(place.folder, words.posterior_table(told), study.read.text)
    result = pointwise.finish(Told(study.asked, study.name, study.table, told), place, lived.records, began)
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


def _save(folder: Path, table: Any, targets: str) -> None:
    import pyarrow.csv
    import pyarrow.parquet as pq

    try:
        pq.write_table(table, folder / "posterior.parquet")
        pyarrow.csv.write_csv(table, folder / "posterior.csv")
        (folder / "targets.yaml").write_text(targets, encoding="utf-8")
    except OSError as error:
        fail("OST8001", f"{str(folder)[:200]}: {error.strerror or error}",
             remedy="free some space; --resume writes the results again")


def _extends(named: str, write_diff: Path | None) -> str:
    """What the regime is called from where the diff will lie."""
    if not named.endswith((".yaml", ".yml")) and "/" not in named:
        return named
    return os.path.relpath(named, write_diff.parent if write_diff is not None else ".")
