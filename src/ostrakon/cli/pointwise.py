"""What ``sweep`` and ``sensitivity`` share: reading what is asked, saying how long it takes, living the points, going on after a stop.

Never here: which points there are, or what is said of them.
"""

import hashlib
import json
import shlex
import shutil
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon import __version__
from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, MOST_WORKERS, SEEDS, day, whole
from ostrakon.cli.console import err, out, progress
from ostrakon.cli.living import announce, ctrl_c_once, processors
from ostrakon.cli.place import check_place
from ostrakon.cli.tables import tables_of, too_late
from ostrakon.errors import OstrakonError, fail
from ostrakon.results.folder import default_folder
from ostrakon.results.words import duration
from ostrakon.spec.check import demand
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, load_regime, load_society

LONG = 2 * 3600             # seconds beyond which a plan is lived only with --yes
DEFAULTS = {"people": "20000", "days": "365", "start": "2020-01-01", "seed": "1"}
WIDE = 31                   # of a column, where its cells are not to be broken
Options = dict[str, Any]    # as given on the command line: text, lists of text, None


@dataclass(frozen=True)
class Asked:
    """A command as it was understood. trial: what each point is tried on; options: as given, or as an earlier run was given them."""

    command: str
    options: Options
    regime: LoadedRegime
    trial: Any
    folder: Path
    resumed: bool
    yes: bool

    def get(self, name: str, default: str) -> str:
        """An option, or what it is unless given."""
        return self.options[name] or default


def read(command: str, options: Options, workers: str | None, folder: Path | None, resume: Path | None, yes: bool) -> Asked:
    """What is asked, from the command line or from the journal of an earlier run. Raises OstrakonError before anything runs."""
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    if resume is not None:
        options = _earlier(command, options, folder, resume)
    elif options["regime"] is None:
        fail("OST8001", "a regime is missing", allowed="a regime of the catalogue, or a file",
             remedy=f"ostrakon {command} article-2018 ..., or --resume DIR")
    chosen = {name: options[name] or default for name, default in DEFAULTS.items()}
    n, length = whole("--people", chosen["people"], 1, MOST_PEOPLE), whole("--days", chosen["days"], 1, MOST_DAYS)
    luck, first = whole("--seed", chosen["seed"], 0, SEEDS - 1), day(chosen["start"])
    regime = load_regime(options["regime"], tuple(options["set"] or ()), 0, tuple(options["with"] or ()))
    society = load_society(options["society"] or regime.model.society)
    for warning in [*demand(regime.model, society.model, regime.places), *too_late(regime, length, first)]:
        print(str(warning), file=sys.stderr)
    place = resume or folder or default_folder(f"{command}-{regime.model.id}", luck)
    if resume is None:
        check_place(place, str(place))
    # Loaded here: a wrong option is told without waiting for what only living needs.
    from ostrakon.experiments.ablate import measures_of
    from ostrakon.experiments.points import RegimeTrial

    measures = measures_of(options["outcome"] or ["wrongly_listed"])
    scenario, _ = tables_of(regime, society, n, length, first, regime.model.burn_in_days)
    return Asked(command, options, regime, RegimeTrial(scenario, regime, society, measures, luck, threads), place, resume is not None, yes)


def _earlier(command: str, options: Options, folder: Path | None, resume: Path) -> Options:
    """The options of the run that is to go on; no others may be given beside it."""
    from ostrakon.experiments.journal import read_head

    given = [f"--{name}" if name != "regime" else "REGIME" for name, value in options.items() if value]
    if given or folder is not None:
        fail("OST8001", f"--resume with {', '.join([*given, *(['--out'] if folder is not None else [])])}",
             allowed="--workers and --yes only", remedy="what was asked stands in the folder; leave the rest out")
    asked = read_head(resume)["asked"]
    found = asked.get("options") if isinstance(asked, dict) else None
    if not isinstance(found, dict) or set(found) != set(options) or asked.get("command") != command:
        fail("OST8001", f"--resume {str(resume)[:200]}: this was not left by 'ostrakon {command}'")
    return found


def live(asked: Asked, points: Sequence[tuple[str, ...]], what: str = "", days: int | None = None) -> list[dict[str, Any]] | None:
    """The records of all points; None when stopped. Says first how many they are, and about how long and how much that is.

    what: they are, unless so many points of as many people and days each; days: of one on average, where they differ.
    """
    from ostrakon.experiments import journal
    from ostrakon.experiments.points import live_points

    announce()
    head = head_of(asked, points)
    if asked.resumed:
        with journal.resume(asked.folder, head):        # whether it can go on is told before the estimate is made
            pass
    seconds, size = asked.trial.seconds() * len(points), asked.trial.bytes() * len(points)
    scenario = asked.trial.scenario
    say_how_long(asked, what or f"{len(points):,} points, each of {scenario.people:,} people for {scenario.days:,} days", seconds, size)
    stop = threading.Event()
    with (ctrl_c_once(stop), (journal.resume(asked.folder, head) if asked.resumed else journal.begin(asked.folder, head)) as kept,
          progress(len(points), scenario.people * (days or scenario.days), f"living {len(points):,} points") as show):
        if kept.done:
            err.print(f"{len(kept.done):,} of them were finished before.", style="dim")
        try:
            return live_points(asked.trial, points, kept.keep, kept.done, show)
        except KeyboardInterrupt:
            print(f"stopped after {kept.whole():,} of {len(points):,} points; nothing finished is lost: "
                  f"ostrakon {asked.command} --resume {shlex.quote(str(asked.folder))}", file=sys.stderr)
            return None


def head_of(asked: Asked, points: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    """What a journal begins with: what was asked, and digests of what it was asked of."""
    trial = asked.trial
    return {
        "format": "ostrakon points/1",
        "version": __version__,
        "asked": {"command": asked.command, "options": asked.options},
        "program": trial.prepare(()).digest,
        "plan": hashlib.sha256(json.dumps([list(point) for point in points]).encode()).hexdigest(),
        "points": len(points),
        "groups": [[*key, people] for key, people in trial.groups],
    }


def say_how_long(asked: Asked, what: str, seconds: float, size: int) -> None:
    """Say what will be lived; refuse what takes hours unless told to go ahead, and what the disk cannot hold."""
    err.print(f"{what}: about {duration(seconds)} on {asked.trial.workers} thread{'s' * (asked.trial.workers != 1)}, and "
              f"{max(size / 1e6, 0.1):,.1f} MB on disk.", style="dim")
    if seconds > LONG and not asked.yes:
        fail("OST8001", f"this would take about {duration(seconds)}", allowed=f"{duration(LONG)} without --yes",
             remedy="take fewer points or fewer people, or say --yes")
    parent = next(p for p in asked.folder.absolute().parents if p.exists())
    if size > shutil.disk_usage(parent).free:
        fail("OST8001", f"this would take {size / 1e6:,.0f} MB, more than is free at {str(parent)[:200]}", remedy="take fewer points")


def finish(asked: Asked, name: str, told: dict[str, Any], records: Sequence[Mapping[str, Any]], seconds: float, table: Callable[[Any], Any]
           ) -> dict[str, Any]:
    """Put what is said of all points beside what they are of, and save it."""
    from ostrakon.experiments.points_store import write
    from ostrakon.results.provenance import provenance

    trial, regime = asked.trial, asked.regime.model
    counts = hashlib.sha256(json.dumps([record["counts"] for record in records]).encode()).hexdigest()
    run = {"people": trial.scenario.people, "days": trial.scenario.days, "start": trial.scenario.start.isoformat(), "seed": trial.seed,
           "workers": trial.workers, "points": len(records), "programs": len({r["program"] for r in records if r["program"]}),
           "refused": sum(r["refused"] is not None for r in records), "seconds": round(seconds, 3),
           "burn_in": trial.scenario.burn_in, "community_size": trial.scenario.community_size}
    result = {"format": f"ostrakon {name}/1", "version": __version__, "asked": asked.options,
              "regime": {"id": regime.id, "title": regime.title, "family": regime.family},
              "society": {"id": trial.society.model.id, "title": trial.society.model.title}, "run": run, "counts_digest": counts, **told}
    made = provenance(["ostrakon", *sys.argv[1:]], run, records[0]["program"], counts)
    made["command_line"] = shlex.join(made["command"])
    try:
        write(asked.folder, name, result, table(result), dump(asked.regime), dump(trial.society), made)
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
