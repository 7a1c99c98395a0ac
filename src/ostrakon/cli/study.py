"""``ostrakon study``: a plan carried out into one folder that anybody can check; or such a folder made of a run that is there.

Here lives the command. Never here: what a study has in it (``report/study.py``), or what a part does (its own command).
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon import __version__
from ostrakon.cli.bounds import MOST_WORKERS, switches, whole
from ostrakon.cli.console import STOPPED, STOPPED_AND_SAID, err, out
from ostrakon.cli.living import announce, processors
from ostrakon.cli.options import Workers, Yes
from ostrakon.cli.place import check_place
from ostrakon.cli.unfinished import quoted
from ostrakon.errors import fail
from ostrakon.results.words import duration

LONG = 2 * 3600             # seconds beyond which a study is lived only with --yes


def study(
    source: Annotated[Path, typer.Argument(help="A plan, or the folder of a run or an experiment.", metavar="PLAN-OR-DIR")],
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="The study's folder [default: runs/study-NAME]; one that was begun is gone on with.",
                                  metavar="DIR")
    ] = None,
    workers: Workers = None,
    yes: Yes = False,
) -> int:
    """Carry out a plan, part by part, into one folder with its report, documents and checksums; go on with one that was stopped."""
    from ostrakon.report.plan import load_plan
    from ostrakon.report.study import PLAN, read_study
    from ostrakon.results.folder import alone

    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    folder = out_folder if out_folder is not None else Path("runs") / f"study-{_name(source)}"
    said = str(out_folder or folder)
    _demand_unfinished(folder)
    read = None if source.is_dir() else read_study(load_plan(source), folder, switches)
    if not (folder / PLAN).is_file():
        check_place(folder, said)
    with alone(folder, "wait for it, or stop it with Ctrl-C and then give the same command"):
        _demand_unfinished(folder)          # another process may have ended meanwhile
        found = read or read_study(load_plan(_adopted(source, folder, said)), folder, switches)
        return _carry_out(found, str(threads) if workers is not None else None, threads, yes)


def _demand_unfinished(folder: Path) -> None:
    from ostrakon.report.study import is_finished

    if is_finished(folder):
        fail("OST7302", f"{str(folder)[:200]} is a study that is finished", remedy=f"ostrakon verify {quoted(folder)} checks it; "
             "to make another, name another folder with --out")


def _name(source: Path) -> str:
    """What a study's folder is called after: the plan's file, or its folder where that is called study.yaml."""
    full = source.absolute()
    return full.name if source.is_dir() else full.parent.name if full.stem == "study" else full.stem


def _adopted(source: Path, folder: Path, said: str) -> Path:
    """The plan of a study made of a folder, in the study's folder; the one that is there when it was begun before."""
    from ostrakon.report.adopt import adopt
    from ostrakon.report.study import PLAN

    if (folder / PLAN).is_file():
        return folder / PLAN
    check_place(folder, said)
    return adopt(source, folder)


def _carry_out(found: Any, workers: str | None, threads: int, yes: bool) -> int:
    from ostrakon.report.study import begin, carry_out, finish, left

    todo = left(found, __version__)
    if todo:
        _say_how_much(found, todo, threads, yes)
    begin(found)
    done = len(found.steps) - len(todo)
    if done:
        err.print(f"{done} of {len(found.steps)} parts were finished before.", style="dim")
    code = carry_out(found, todo, command, lambda said: print(f"\n== {said}", file=sys.stderr), workers)
    if code:
        print(f"The study is not finished. What is finished is kept; to go on: ostrakon study {quoted(found.plan.file)} "
              f"--out {quoted(found.folder)}", file=sys.stderr)
        return STOPPED_AND_SAID if code == STOPPED else code
    finish(found.folder, found.plan, __version__)
    _say_where(found.folder)
    return 0


def _say_how_much(found: Any, todo: Sequence[Any], threads: int, yes: bool) -> None:
    """Say about how long it takes and how much it takes on disk; refuse hours unless told to go ahead, and what the disk cannot hold."""
    from ostrakon.report.cost import Reckoner

    announce()
    cost = Reckoner(found, threads).all(todo)
    names = ", ".join(step.part for step in todo)
    print(f"{len(todo)} part{'s' * (len(todo) != 1)} to live ({names}): about {duration(cost.seconds)} on {threads} "
          f"thread{'s' * (threads != 1)}, and {cost.bytes / 1e6:,.0f} MB on disk.", file=sys.stderr)
    if cost.seconds > LONG and not yes:
        fail("OST8001", f"this would take about {duration(cost.seconds)}", allowed=f"{duration(LONG)} without --yes",
             remedy="take fewer people in the plan, or say --yes")
    parent = next(p for p in (found.folder / "x").absolute().parents if p.exists())
    if cost.bytes > shutil.disk_usage(parent).free:
        fail("OST8001", f"this would take {cost.bytes / 1e6:,.0f} MB, more than is free at {str(parent)[:200]}",
             remedy="name a folder elsewhere with --out")


def _say_where(folder: Path) -> None:
    for title, name in (("Report", "report.html"), ("Study", "README.md")):
        if (folder / name).is_file():
            out.print(f"{title:9} {folder / name}", soft_wrap=True, markup=False)
    out.print(f"Check it  ostrakon verify {quoted(folder)}", soft_wrap=True, markup=False)


def command(words: Sequence[str]) -> int:
    """Carry out another command in this process, so that its provenance has the words as they were."""
    from ostrakon.cli import run_command_line

    before = sys.argv
    sys.argv = ["ostrakon", *words]
    try:
        return run_command_line(words)
    finally:
        sys.argv = before


