"""What a folder holds that charts are drawn from: a run, an experiment, or a study with several of them.

Here lives the reading. Never here: a drawing, or a check of what the numbers say.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ostrakon.errors import fail

# part -> the file that holds it, and the format that the file says
FILES = {
    "run": ("summary.json", "ostrakon run/1"),
    "changes": ("comparison.json", "ostrakon comparison/1"),
    "why": ("ablation.json", "ostrakon ablation/1"),
    "unknown": ("sensitivity.json", "ostrakon sensitivity/1"),
    "lasting": ("abolition.json", "ostrakon abolition/1"),
}
REMEDY = "name the folder that ostrakon run, compare, ablate, sensitivity, abolish or study said"


def parts_of(folder: Path) -> dict[str, Mapping[str, Any]]:
    """Every part that is there: of a study folder each in a folder of its own, else the folder itself.

    Raises OST7201 when there is none, OST7202 when one cannot be read.
    """
    said = str(folder)[:200]
    found = {}
    for part, (file, format_) in FILES.items():
        place = next((one for one in (folder / file, folder / part / file) if _is_file(one)), None)
        if place is not None:
            found[part] = _read(place, format_)
    if not found:
        fail("OST7201", f"{said} holds nothing that can be drawn" if _is_folder(folder) else f"there is no folder {said}", remedy=REMEDY)
    return found


def _is_file(place: Path) -> bool:
    try:
        return place.is_file()
    except (OSError, ValueError):
        return False


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except (OSError, ValueError):
        return False


def _read(file: Path, format_: str) -> Mapping[str, Any]:
    said = str(file)[:200]
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        fail("OST7202", f"{said} cannot be read ({str(error)[:80]})", remedy="a file of the folder was changed or cut off: run it again")
    if not isinstance(found, dict) or found.get("format") != format_:
        fail("OST7201", f"{said} has the format {str(found.get('format') if isinstance(found, dict) else None)[:40]!r}", allowed=format_,
             remedy=REMEDY)
    return found


def told(part: Mapping[str, Any]) -> str:
    """What was lived, in one line that a picture can carry."""
    run = part["run"]
    who = part["regime"]["id"] if "regime" in part else part["arms"][0]["name"]
    cut = "" if run.get("complete", True) else f"; stopped early, of {run['people_asked']:,} people asked for"
    return f"{who}: {run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, seed {run['seed']}{cut}"
