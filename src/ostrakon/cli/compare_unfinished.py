"""What a comparison leaves for its resumption, and the way back from it.

Here live the working folder of ``compare`` and what makes it one that can be gone on with. Never here: the living, printing and saving,
which are those of ``compare``, or the files themselves (``engine/unfinished.py``).
"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ostrakon import __version__
from ostrakon.cli.bounds import MOST_WORKERS
from ostrakon.cli.living import processors
from ostrakon.cli.place import check_place
from ostrakon.results.folder import working_folder
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society


def origin(asked: Any) -> dict[str, Any]:
    """What counts are of, but the seed: counts of another origin must not be added to them."""
    from ostrakon.engine.unfinished import code_digest
    from ostrakon.program import tables_digest

    scenario = asked.scenario
    return {"version": __version__, "code": code_digest(), "program": tables_digest([], *(arm.program.digest for arm in asked.arms)),
            "people": scenario.people, "days": scenario.days, "start": scenario.start.isoformat(),
            "community_size": scenario.community_size}


def begin(asked: Any, folder: Path, command: list[str]) -> Any:
    """The working folder of a comparison that begins, held by this process."""
    from ostrakon.engine import unfinished

    arms = [{"name": arm.name, "overrides": list(arm.overrides), "diffs": list(arm.regime.diffs), "regime": dump(arm.regime)}
            for arm in asked.arms]
    return unfinished.begin(working_folder(folder), {
        **origin(asked), "seed": asked.seed, "replicates": asked.replicates, "burn_in": asked.arms[0].program.burn_in, "arms": arms,
        "society": dump(asked.society), "command": command})


def asked_again(work: Any, threads: int | None) -> Any:
    """What was asked when the comparison was begun, read again. Raises OST6002 when it does not come to the same Programs."""
    from ostrakon.engine.unfinished import demand_program
    from ostrakon.engine.world import tables_of
    from ostrakon.experiments.comparison import Arm, Comparing

    asked = work.asked
    society, arms, scenario = load_society(asked["society"]), list[Any](), None
    for one in asked["arms"]:
        regime = replace(load_regime(one["regime"]), diffs=tuple(one["diffs"]))
        made, program = tables_of(regime, society, asked["people"], asked["days"], date.fromisoformat(asked["start"]), asked["burn_in"])
        scenario = scenario or made
        arms.append(Arm(one["name"], regime, program, tuple(one["overrides"])))
    found = Comparing(tuple(arms), society, scenario, asked["seed"], asked["replicates"], threads or min(processors(), MOST_WORKERS))
    demand_program(work.folder, asked["program"], origin(found)["program"])
    return found


def stands_there(asked: Any, folder: Path) -> str:
    """'whole' or 'part' of the same comparison, or '' where nothing stands; anything else is refused (OST8001)."""
    try:
        found = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
        same = [arm["program_digest"] for arm in found["arms"]] == [arm.program.digest for arm in asked.arms]
        if same and found["run"]["seed"] == asked.seed:
            return "whole" if found["run"]["complete"] else "part"
    except (OSError, ValueError, KeyError, TypeError):
        pass
    check_place(folder, str(folder))
    return ""
