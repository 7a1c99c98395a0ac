"""What ``sweep`` and ``sensitivity`` share: reading what is asked, saying how long it takes, living the points, going on after a stop.

Never here: which points there are, or what is said of them (``experiments/studies.py``).
"""

import shlex
import shutil
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.console import err, out, progress
from ostrakon.cli.living import crew, ctrl_c_once, processors
from ostrakon.cli.place import check_place
from ostrakon.errors import OstrakonError, fail
from ostrakon.experiments import pointwise
from ostrakon.results.folder import default_folder
from ostrakon.results.words import duration

LONG = 2 * 3600             # seconds beyond which a plan is lived only with --yes
WIDE = 31                   # of a column, where its cells are not to be broken
Options = dict[str, Any]    # as given on the command line: text, lists of text, None


@dataclass(frozen=True)
class Place:
    """Where a study is kept, whether it goes on with what is there, whether it may take hours, and the cluster that lives it, if any."""

    folder: Path
    resumed: bool
    yes: bool
    cluster: str | None = None


def read(command: str, options: Options, workers: str | None, folder: Path | None, resume: Path | None, yes: bool,
         cluster: str | None = None) -> tuple[pointwise.Asked, Place]:
    """What is asked, from the command line or from the journal of an earlier run. Raises OstrakonError before anything runs."""
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    if resume is not None:
        options = _earlier(command, options, folder, resume)
    elif options["regime"] is None:
        fail("OST8001", "a regime is missing", allowed="a regime of the catalogue, or a file",
             remedy=f"ostrakon {command} article-2018 ..., or --resume DIR")
    found = pointwise.reading_of(options)
    for warning in found.warnings:
        print(str(warning), file=sys.stderr)
    place = resume or folder or default_folder(f"{command}-{found.regime.model.id}", found.seed)
    if resume is None:
        check_place(place, str(place))
    return pointwise.asked_of(command, options, found, threads), Place(place, resume is not None, yes, cluster)


def _earlier(command: str, options: Options, folder: Path | None, resume: Path) -> Options:
    """The options of the run that is to go on; no others may be given beside it."""
    from ostrakon.experiments.journal import read_head

    given = [f"--{name}" if name != "regime" else "REGIME" for name, value in options.items() if value]
    if given or folder is not None:
        fail("OST8001", f"--resume with {', '.join([*given, *(['--out'] if folder is not None else [])])}",
             allowed="--workers, --cluster and --yes only", remedy="what was asked stands in the folder; leave the rest out")
    asked = read_head(resume)["asked"]
    found = asked.get("options") if isinstance(asked, dict) else None
    if not isinstance(found, dict) or set(found) != set(options) or asked.get("command") != command:
        fail("OST8001", f"--resume {str(resume)[:200]}: this was not left by 'ostrakon {command}'")
    return found


def live(study: Any, place: Place) -> list[dict[str, Any]] | None:
    """The records of all points; None when stopped. Says first how many they are, and about how long and how much that is."""
    from ostrakon.experiments.points import live_points

    asked, points, scenario = study.asked, study.points, study.asked.trial.scenario
    head = pointwise.head_of(asked, points)
    demand_same(place, head)
    what = study.what or f"{len(points):,} points, each of {scenario.people:,} people for {scenario.days:,} days"
    stop = threading.Event()
    with hands(asked.trial, place) as trial:
        say_how_long(trial, place, what, trial.seconds() * len(points), trial.bytes() * len(points))
        with (ctrl_c_once(stop), kept_in(place, asked, head) as kept,
              progress(len(points), scenario.people * (study.days or scenario.days), f"living {len(points):,} points") as show):
            if kept.done:
                err.print(f"{len(kept.done):,} of them were finished before.", style="dim")
            try:
                return live_points(trial, points, kept.keep, kept.done, show)
            except KeyboardInterrupt:
                print(f"stopped after {kept.whole():,} of {len(points):,} points; nothing finished is lost: "
                      f"ostrakon {asked.command} --resume {shlex.quote(str(place.folder))}", file=sys.stderr)
                return None


@contextmanager
def hands(trial: Any, place: Place) -> Iterator[Any]:
    """The trial, lived by threads of this process or on the cluster that was named."""
    with crew(trial.workers, place.cluster) as found:
        yield trial if isinstance(found, int) else trial.by(found, found.threads)


def demand_same(place: Place, head: Mapping[str, Any]) -> None:
    """Raise OST8001 when what was begun there cannot be gone on with: told before an estimate is made."""
    from ostrakon.experiments import journal

    if place.resumed:
        with journal.resume(place.folder, dict(head)):
            pass


def kept_in(place: Place, asked: pointwise.Asked, head: Mapping[str, Any]) -> Any:
    """The journal, taken up or begun; with a new one the plan is written beside it."""
    from ostrakon.experiments import journal
    from ostrakon.results.planned import write_plan

    if place.resumed:
        return journal.resume(place.folder, dict(head))
    kept = journal.begin(place.folder, dict(head))
    try:
        write_plan(place.folder, pointwise.plan_of(asked))
    except OSError as error:
        fail("OST8001", f"{str(place.folder)[:200]}: {error.strerror or error}", remedy="free some space, or name another folder")
    return kept


def say_how_long(trial: Any, place: Place, what: str, seconds: float, size: int) -> None:
    """Say what will be lived; refuse what takes hours unless told to go ahead, and what the disk cannot hold."""
    err.print(f"{what}: about {duration(seconds)} on {trial.workers} thread{'s' * (trial.workers != 1)}, and "
              f"{max(size / 1e6, 0.1):,.1f} MB on disk.", style="dim")
    if seconds > LONG and not place.yes:
        fail("OST8001", f"this would take about {duration(seconds)}", allowed=f"{duration(LONG)} without --yes",
             remedy="take fewer points or fewer people, or say --yes")
    parent = next(p for p in place.folder.absolute().parents if p.exists())
    if size > shutil.disk_usage(parent).free:
        fail("OST8001", f"this would take {size / 1e6:,.0f} MB, more than is free at {str(parent)[:200]}", remedy="take fewer points")


def finish(study: Any, place: Place, records: Sequence[Mapping[str, Any]], began: float) -> dict[str, Any]:
    """What is said of all points beside what they are of, saved."""
    told = study.told(records)
    result = pointwise.result_of(study.asked, study.name, told, records, time.perf_counter() - began)
    try:
        pointwise.save(place.folder, study.asked, study.name, result, records, study.tables(result), ["ostrakon", *sys.argv[1:]])
    except OstrakonError as error:
        print(str(error), file=sys.stderr)              # what was computed is worth printing all the same
    return result


def show(result: Mapping[str, Any], about: str, parts: Sequence[tuple[Sequence[str], Table]], notes: Sequence[str], folder: Path,
         seconds: float, lived: str = "") -> None:
    """Sentences first, then a table, for each outcome. lived: what the points are, unless the same people under other regimes."""
    run = result["run"]
    many = lived or (f"the same people with the same luck at {run['points']:,} points, which came to {run['programs']:,} different "
                     "Programs")
    out.print(f"\n[bold]{escape(result['regime']['title'])}[/], {about}")
    out.print(f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, society {escape(result['society']['id'])}, "
              f"seed {run['seed']}: {many}", style="dim")
    for sentences, table in parts:
        out.print()
        for sentence in sentences:
            out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
        out.print()
        out.print(table)
    out.print()
    for note in notes:
        out.print(note, style="dim")
    out.print(f"Saved     {escape(str(folder))}", soft_wrap=True)
    out.print(f"Took      {duration(seconds)}")


def table_of(headings: Sequence[str], words: int, rows: Sequence[tuple[str, ...]]) -> Table:
    """A table; the first columns hold words, the others numbers."""
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for i, heading in enumerate(headings):
        wide = max((len(line) for row in rows for line in row[i].splitlines()), default=1)
        found.add_column(escape(heading), justify="left" if i < words else "right", overflow="fold", min_width=min(wide, WIDE))
    for row in rows:
        found.add_row(*(escape(text) for text in row))
    return found
