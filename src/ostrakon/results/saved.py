"""A saved run opened again: its folder, what its summary says, and whether that can be relied on.

Here lives what makes a folder one of a whole run, of this version, that is not damaged. Never here: its Program, which is made
again where it is needed, or a comparison. Nothing is written.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ostrakon.errors import fail
from ostrakon.results.folder import working_folder

FORMAT = "ostrakon run/1"
FILES = ("regime.yaml", "society.yaml")
# what leaves another file in place of summary.json
OTHERS = {"comparison.json": "a comparison", "ablation.json": "an ablation", "abolition.json": "an abolition", "sweep.json": "a sweep",
          "sensitivity.json": "a sensitivity analysis", "uncertainty.json": "a study of uncertainty"}
REMEDY = "name the folder that ostrakon run said"


@dataclass(frozen=True)
class Saved:
    """A run on disk. ``summary``: as in summary.json, with everything there that ``demand`` asks for."""

    folder: Path
    summary: dict[str, Any]

    @property
    def run(self) -> dict[str, Any]:
        """What was lived: people, days, start, seed, replicates."""
        found: dict[str, Any] = self.summary["run"]
        return found

    @property
    def start(self) -> date:
        """The first day."""
        return date.fromisoformat(self.run["start"])


def open_run(folder: Path, version: str) -> Saved:
    """The run in a folder. Raises OST7201 when there is no whole run, OST7202 when it is damaged, OST7203 when another version made it."""
    name = str(folder)[:200]
    summary = _summary(folder, name)
    said = summary.get("format")
    if said != FORMAT:
        fail("OST7201", f"{name}/summary.json has the format {str(said)[:40]!r}", allowed=FORMAT, remedy=REMEDY)
    if summary.get("version") != version:
        fail("OST7203", f"{name} was made by ostrakon {str(summary.get('version'))[:40]}, and this is {version}",
             remedy=f"use the ostrakon that made it, or make both runs again with {version}")
    _demand(summary, name)
    run = summary["run"]
    if not run["complete"]:
        fail("OST7201", f"the run in {name} was stopped: {run['people']:,} of {run['people_asked']:,} people, {run['replicates']:,} of "
             f"{run['replicates_asked']:,} replicates", remedy=f"go on with it: ostrakon resume {name}")
    if laws := run_laws(summary):
        fail("OST7201", f"the run in {name} was lived under response laws of its authors' own ({', '.join(laws)}), and no file has them",
             remedy="in Python, live both again with their laws and compare the outcomes")
    for file in FILES:
        if not (folder / file).is_file():
            _damaged(name, f"{file} is missing")
    return Saved(folder, summary)


def run_laws(summary: Mapping[str, Any]) -> list[str]:
    """Names of the response laws that were given in Python, which a folder does not carry."""
    named = summary.get("own_laws")
    return [str(one)[:80] for one in named] if isinstance(named, list) else []


def _summary(folder: Path, name: str) -> dict[str, Any]:
    """What summary.json holds, nothing of it checked."""
    try:
        raw = (folder / "summary.json").read_bytes()
    except (OSError, ValueError) as error:
        _no_run(folder, name, getattr(error, "strerror", None) or str(error))
    try:
        found = json.loads(raw.decode())
    except (ValueError, RecursionError) as error:
        _damaged(name, f"summary.json cannot be read ({str(error)[:80]})")
    if not isinstance(found, dict):
        _damaged(name, "summary.json holds no mapping")
    return found


def _no_run(folder: Path, name: str, reason: str) -> NoReturn:
    """Say what is there instead of a run."""
    try:
        if not folder.exists() and not working_folder(folder).is_dir():
            fail("OST7201", f"there is no folder {name}", remedy=REMEDY)
        if working_folder(folder).is_dir():
            fail("OST7201", f"the run of {name} is not finished", remedy=f"go on with it: ostrakon resume {name}")
        if not folder.is_dir():
            fail("OST7201", f"{name} is a file", remedy=REMEDY)
        other = next((what for file, what in OTHERS.items() if (folder / file).is_file()), None)
    except (OSError, ValueError) as error:
        fail("OST7201", f"{name[:80]!r}: {getattr(error, 'strerror', None) or error}", remedy=REMEDY)
    fail("OST7201", f"{name} holds {other}" if other else f"{name}/summary.json: {reason}", remedy=REMEDY)


def _damaged(name: str, what: str) -> NoReturn:
    fail("OST7202", f"{name}: {what}", remedy="a file of the folder was changed or cut off: run it again")


def _whole(least: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _is_outcome(value: Any) -> bool:
    if not isinstance(value, dict) or not {"title", "unit", "value", "low", "high"} <= value.keys():
        return False
    return all(value[key] is None or type(value[key]) in (int, float) for key in ("value", "low", "high"))


def _is_named(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str) and isinstance(value.get("title"), str)


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


CHECKS: dict[str, Callable[[Any], bool]] = {
    "regime": _is_named, "society": _is_named, "diffs": _words, "overrides": _words,
    "run.people": _whole(1), "run.people_asked": _whole(1), "run.days": _whole(1), "run.start": _is_day, "run.seed": _whole(0),
    "run.replicates": _whole(1), "run.replicates_asked": _whole(1), "run.communities": _whole(1),
    "run.complete": lambda value: isinstance(value, bool),
    "program_digest": lambda value: isinstance(value, str), "tally_digests": lambda value: _words(value) and bool(value),
    "outcomes": lambda value: isinstance(value, dict) and all(map(_is_outcome, value.values())),
}


def _demand(summary: dict[str, Any], name: str) -> None:
    """Raise OST7202 at the first key that is missing or of the wrong kind."""
    for path, good in CHECKS.items():
        here: Any = summary
        for key in path.split("."):
            if not isinstance(here, dict) or key not in here:
                _damaged(name, f"summary.json has no '{path}'")
            here = here[key]
        if not good(here):
            _damaged(name, f"'{path}' in summary.json is {str(here)[:60]!r}")
    if len(summary["tally_digests"]) != summary["run"]["replicates"]:
        _damaged(name, f"summary.json has {len(summary['tally_digests'])} digests of {summary['run']['replicates']} replicates")
