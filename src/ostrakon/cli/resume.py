"""``ostrakon resume``: go on with a run that was stopped, whatever stopped it, from its folder alone.

Here lives what makes a run one that can be gone on with. Never here: the living, printing and saving, which are those of ``run``.
"""

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon import __version__
from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.living import processors
from ostrakon.cli.options import OnCluster, Workers
from ostrakon.cli.place import check_place
from ostrakon.cli.run import Asked, carry_out
from ostrakon.cli.unfinished import quoted
from ostrakon.cli.view import View
from ostrakon.errors import fail
from ostrakon.experiments import journal
from ostrakon.results.folder import WORKING, folder_of, working_folder
from ostrakon.spec.load import load_regime, load_society


def resume(
    folder: Annotated[Path, typer.Argument(help="The folder that the run was given with --out, or that it said.", metavar="DIR")],
    workers: Workers = None,
    cluster: OnCluster = None,
) -> int:
    """Go on with a run or a comparison that was stopped or killed. It ends as if nothing had happened."""
    return go_on(folder, whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else None, cluster)


def go_on(folder: Path, threads: int | None, cluster: str | None, only: str = "") -> int:
    """The same for ``compare --resume``. only: the command that it must have been begun with."""
    folder = folder_of(folder)
    place = working_folder(folder)
    if not place.is_dir():
        return _nothing_to_do(folder)
    from ostrakon.engine import unfinished

    work = unfinished.reopen(place, __version__)
    compared = "arms" in work.asked
    if only and not compared:
        work.close()
        fail("OST8001", f"--resume {str(folder)[:200]}: this was not left by 'ostrakon {only}'", remedy=f"ostrakon resume {quoted(folder)}")
    if compared:
        from ostrakon.cli import compare

        return compare.go_on(folder, work, threads, cluster)
    try:
        asked = replace(_asked(folder, work, threads), cluster=cluster)
        if _stands_there(asked) == "whole":
            work.remove()           # it was killed after its last file was saved and before this was cleared away
            return _nothing_to_do(folder)
    except BaseException:
        work.close()
        raise
    return carry_out(asked, work)


def _nothing_to_do(folder: Path) -> int:
    """Of a run that is finished; a study of points is sent to its own command, another folder is refused, with those there are."""
    summary = _summary(folder)
    if summary.get("complete") or _compared(folder):
        print(f"The {'run' if summary else 'comparison'} in {folder} is finished; there is nothing to go on with.", file=sys.stderr)
        return 0
    if (folder / journal.NAME).is_file() and (command := journal.read_head(folder)["asked"].get("command")):
        fail("OST6002", f"{str(folder)[:200]} was left by 'ostrakon {str(command)[:40]}', which goes on with it itself",
             remedy=f"ostrakon {str(command)[:40]} --resume {quoted(folder)}")
    parent = folder.absolute().parent
    others = sorted(p.name.removesuffix(WORKING) for p in parent.glob(f"*{WORKING}") if not p.name.startswith("."))
    fail("OST6002", f"{str(folder)[:200]}: {working_folder(folder).name[:200]} is not beside it",
         allowed=", ".join(quoted(folder.parent / name) for name in others[:10]),
         remedy="name the folder of a run that was stopped, or run it again")


def _compared(folder: Path) -> bool:
    """Whether a whole comparison stands there."""
    try:
        return json.loads((folder / "comparison.json").read_text(encoding="utf-8"))["run"]["complete"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _asked(folder: Path, work: Any, threads: int | None) -> Asked:
    """What was asked when the run was begun, read again. Raises OST6002 when it does not come to the same Program."""
    from ostrakon.engine.scenario import Scenario, compile_scenario
    from ostrakon.engine.unfinished import demand_program

    asked = work.asked
    regime = replace(load_regime(asked["regime"]), diffs=tuple(asked["diffs"]))
    society = load_society(asked["society"])
    scenario = Scenario(regime.model.id, society.model.id, asked["people"], asked["days"], date.fromisoformat(asked["start"]),
                        community_size=asked["community_size"])
    program = compile_scenario(scenario, regime, society)
    demand_program(work.folder, asked["program"], program.digest)
    found = Asked(regime, society, scenario, program, tuple(asked["overrides"]), asked["seed"], asked["replicates"],
                  threads or asked["workers"] or min(processors(), MOST_WORKERS), folder, tuple(asked["command"]),
                  (asked["regime"], asked["society"]), view=View(**{name: tuple(words) for name, words in asked["view"].items()}))
    return replace(found, replaces=_stands_there(found) == "part")


def _stands_there(asked: Asked) -> str:
    """'whole' or 'part' of the same run, or '' where nothing stands; anything else is refused (OST8001)."""
    summary = _summary(asked.folder)
    if summary and summary["program_digest"] == asked.program.digest and summary.get("seed") == asked.seed:
        return "whole" if summary["complete"] else "part"
    check_place(asked.folder, str(asked.folder))
    return ""


def _summary(folder: Path) -> dict[str, Any]:
    """What a saved run says of itself: ``run`` and program_digest; empty where none is saved."""
    try:
        found = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
        return {**found["run"], "program_digest": found["program_digest"]} if found["format"] == "ostrakon run/1" else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
