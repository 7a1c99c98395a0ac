"""A study made of what is there: the folder of a run or an experiment becomes one, its plan read off what the folder says of itself.

Here lives that reading. Never here: what was not kept: the files as their author wrote them are not in such a folder, so the study
has the specification as resolved, and says so.
"""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ostrakon.errors import fail
from ostrakon.experiments.parts import parts_of
from ostrakon.report.evidence import PARTS
from ostrakon.report.specification import COPIES
from ostrakon.results.saved import FORMAT
from ostrakon.spec.load import load_regime
from ostrakon.spec.write import dump_data

FORMATS = {"run": FORMAT, "changes": "ostrakon comparison/1", "why": "ostrakon ablation/1", "unknown": "ostrakon sensitivity/1",
           "lasting": "ostrakon abolition/1"}
FILES = {"run": "summary.json", **PARTS}
Found = Mapping[str, Any]


def part_of(folder: Path) -> tuple[str, dict[str, Any]]:
    """Which part of a study a folder could be, and its results. Raises OST7302."""
    for part, file in FILES.items():
        if (folder / file).is_file():
            try:
                found = json.loads((folder / file).read_text(encoding="utf-8"))
                if found["format"] == FORMATS[part] and isinstance(found["run"], dict):
                    return part, found
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                pass
            fail("OST7302", f"{str(folder)[:200]}/{file} cannot be read as {FORMATS[part]}",
                 remedy="a file of the folder was changed or cut off: run it again")
    fail("OST7302", f"{str(folder)[:200]} holds no run and no experiment", allowed=", ".join(FILES.values()),
         remedy="name a plan (a .yaml file), or the folder that run, compare, ablate, sensitivity or abolish said")


def adopt(source: Path, folder: Path) -> Path:
    """Copy a run or an experiment into a new study's folder, with a plan; the plan's file. Raises OST7302 and OST8001."""
    part, found = part_of(source)
    try:
        regimes = _regimes(part, source)
        text = plan_text(part, found, list(regimes), source)
        shutil.copytree(source, folder / part)
        (folder / COPIES).mkdir()
        for name, file in {**regimes, f"{COPIES}/society.yaml": source / "society.yaml"}.items():
            shutil.copyfile(file, folder / name)
        plan = folder / "study.yaml"
        plan.write_text(text, encoding="utf-8")
    except (OSError, KeyError, TypeError, ValueError) as error:
        fail("OST7302", f"{str(source)[:200]} cannot be made a study: {type(error).__name__}: {str(error)[:120]}",
             remedy="a file of the folder was changed or is missing: run it again")
    return plan


def _regimes(part: str, source: Path) -> dict[str, Path]:
    """The resolved regimes, the one of the run first: name in the study -> file."""
    if part != "changes":
        return {f"{COPIES}/regime.yaml": source / "regime.yaml"}
    files = json.loads((source / "provenance.json").read_text(encoding="utf-8"))["regime_files"]
    found = {f"{COPIES}/{Path(name).name}": source / "regimes" / Path(name).name for name in files.values()}
    if len(found) != len(files):
        raise ValueError("two arms have one file")
    return found


def plan_text(part: str, found: Found, regimes: list[str], source: Path) -> str:
    """The plan as YAML."""
    run = found["run"]
    model = found["regime"] if part != "changes" else found["arms"][0]
    plan: dict[Any, Any] = {"ostrakon": "study/1", "title": model["title"], "regime": regimes[0], "society": f"{COPIES}/society.yaml",
                            "people": run.get("people_asked", run["people"]), "days": run["days"], "start": run["start"],
                            "seed": run["seed"], "replicates": run.get("replicates_asked", 1)}
    if part == "run" and (by := sorted({axis for cuts in found["by"].values() for axis in cuts if "+" in axis})):
        plan["by"] = by
    if part == "changes":
        plan["changes"] = {"variants": regimes[1:]}
    if part == "why":
        plan["why"] = _why(found, source)
    if part == "unknown":
        asked = {key: found["asked"][key] for key in ("only", "without") if found["asked"][key]}
        size = {"size": int(found["asked"]["size"])} if found["asked"]["size"] else {}
        plan["unknown"] = {"outcomes": list(found["outcomes"]), "method": found["method"], **asked, **size, "people": run["people"]}
    if part == "lasting":
        told = {"outcomes": found["asked"]["told"]} if found["asked"]["told"] else {}
        on, after = int(found["asked"]["on"]), int(found["asked"]["after"])
        plan |= {"days": on, "lasting": {"on": on, "after": after, **told, "people": run["people"]}}
    head = ("# Read off a folder of results. What its author wrote is not in there; the files named here are the resolved form.\n"
            f"# It was made by: {' '.join(_command(source))}\n")
    return head + dump_data(plan)


def _command(source: Path) -> list[str]:
    try:
        words = json.loads((source / "provenance.json").read_text(encoding="utf-8"))["command"]
        return [" ".join(str(word).split()) for word in words]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ["a command that is not known"]


def _why(found: Found, source: Path) -> dict[str, Any]:
    """Parts that the regime has by name, and those of the author's own by what they change."""
    known = parts_of(load_regime(str(source / "regime.yaml")))
    parts = [part["name"] for part in found["parts"] if part["name"] in known]
    own = [f"{part['name']}={override}" for part in found["parts"] if part["name"] not in known for override in part["overrides"]]
    plan = found["plan"]
    orders = {} if plan["exact"] else {"orders": plan["orders"]}
    return {**({"parts": parts} if parts else {}), **({"own": own} if own else {}), "outcomes": list(found["outcomes"]), **orders}
