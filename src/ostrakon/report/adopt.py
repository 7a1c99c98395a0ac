"""A study made of what is there: the folder of a run or an experiment becomes one, its plan read off what the folder says of itself.

Here lives that reading. Never here: what was not kept: the files as their author wrote them are not in such a folder, so the study
has the specification as resolved, and says so.
"""

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
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
REGIMES = f"{COPIES}/regimes"
MOST_SEED = 2**63 - 1       # of whole numbers in a file (OST1009); a run takes larger ones
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
    if isinstance(seed := found["run"].get("seed"), int) and seed > MOST_SEED:
        fail("OST7302", f"seed {seed} of {str(source)[:200]} does not fit into a plan", allowed=f"at most {MOST_SEED}, as in any file",
             remedy="ostrakon verify and ostrakon report take the folder as it is")
    try:
        regimes = regime_files(part, source)
        text = plan_text(part, found, regimes, source)
        shutil.copytree(source, folder / part)
        (folder / REGIMES).mkdir(parents=True)
        for file in regimes:
            shutil.copyfile(file, folder / REGIMES / file.name)
        shutil.copyfile(source / "society.yaml", folder / COPIES / "society.yaml")
        plan = folder / "study.yaml"
        plan.write_text(text, encoding="utf-8")
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        fail("OST7302", f"{str(source)[:200]} cannot be made a study: {type(error).__name__}: {str(error)[:120]}",
             remedy="a file of the folder was changed or is missing: run it again")
    return plan


def regime_files(part: str, place: Path) -> tuple[Path, ...]:
    """The resolved regimes of a part, the one of the run first. Raises OSError, KeyError, TypeError, ValueError, AttributeError."""
    if part != "changes":
        return (place / "regime.yaml",)
    named = json.loads((place / "provenance.json").read_text(encoding="utf-8"))["regime_files"]
    return tuple(place / "regimes" / Path(name).name for name in named.values())     # a name that leads elsewhere is not followed


def known_parts(part: str, regime: Path) -> Collection[str]:
    """Names of parts that a regime has, where a plan needs them. Raises OstrakonError."""
    return parts_of(load_regime(str(regime))) if part == "why" else ()


def plan_text(part: str, found: Found, regimes: Sequence[Path], source: Path) -> str:
    """The plan as YAML."""
    head = ("# Read off a folder of results. What its author wrote is not in there; the files named here are the resolved form.\n"
            f"# It was made by: {' '.join(_command(source))}\n")
    names = [f"{REGIMES}/{file.name}" for file in regimes]
    return head + dump_data(plan_data(part, found, names, f"{COPIES}/society.yaml", known_parts(part, regimes[0])))


def plan_data(part: str, found: Found, regimes: Sequence[str], society: str, known: Collection[str] = ()) -> dict[Any, Any]:
    """A plan with one part, or the run alone, as plain data.

    regimes: names of the resolved files, the one of the run first. known: names of parts that the regime has, for an ablation.
    """
    run = found["run"]
    model = found["regime"] if part != "changes" else found["arms"][0]
    plan: dict[Any, Any] = {"ostrakon": "study/1", "title": model["title"], "regime": regimes[0], "society": society,
                            "people": run.get("people_asked", run["people"]), "days": run["days"], "start": run["start"],
                            "seed": run["seed"], "replicates": run.get("replicates_asked", 1)}
    if part == "run" and found.get("cuts"):
        plan["by"] = [str(cut) for cut in found["cuts"]]
    if part == "changes":
        plan["changes"] = {"variants": list(regimes[1:])}
    if part == "why":
        plan["why"] = _why(found, known)
    if part == "unknown":
        asked = {key: found["asked"][key] for key in ("only", "without") if found["asked"][key]}
        size = {"size": int(found["asked"]["size"])} if found["asked"]["size"] else {}
        plan["unknown"] = {"outcomes": list(found["outcomes"]), "method": found["method"], **asked, **size, "people": run["people"]}
    if part == "lasting":
        told = {"outcomes": found["asked"]["told"]} if found["asked"]["told"] else {}
        on, after = int(found["asked"]["on"]), int(found["asked"]["after"])
        plan |= {"days": on, "lasting": {"on": on, "after": after, **told, "people": run["people"]}}
    return plan


def _command(source: Path) -> list[str]:
    try:
        words = json.loads((source / "provenance.json").read_text(encoding="utf-8"))["command"]
        return [" ".join(str(word).split()) for word in words]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ["a command that is not known"]


def _why(found: Found, known: Collection[str]) -> dict[str, Any]:
    """Parts that the regime has by name, and those of the author's own by what they change."""
    parts = [part["name"] for part in found["parts"] if part["name"] in known]
    own = [f"{part['name']}={override}" for part in found["parts"] if part["name"] not in known for override in part["overrides"]]
    plan = found["plan"]
    orders = {} if plan["exact"] else {"orders": plan["orders"]}
    return {**({"parts": parts} if parts else {}), **({"own": own} if own else {}), "outcomes": list(found["outcomes"]), **orders}
