"""What sweeps, sensitivity studies and their kin share: from words to a trial, from the records of its points to a result and its folder.

Here lives what the commands and a notebook share. Never here: which points there are or what is said of them (``studies``), how one is
lived (``points``), or anything printed.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ostrakon import __version__
from ostrakon.engine import world
from ostrakon.engine.world import Reading
from ostrakon.results import planned
from ostrakon.results.provenance import commanded, package_version, words
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime

# what options follow from others, by command: the first day and the days of a calibration are those of its targets
ENDED_BY_OTHERS = {"abolish": ("days",), "calibrate": ("days", "start")}
DERIVED = ("targets_text",)
DEFAULTS = {"people": "20000", "days": "365", "start": "2020-01-01", "seed": "1"}
Options = dict[str, Any]        # as given on the command line: text, lists of text, None
Values = tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A study as it was understood. trial: what each point is tried on; options: as given, or as an earlier run was given them."""

    command: str
    options: Options
    regime: LoadedRegime
    trial: Any

    def get(self, name: str, default: str) -> str:
        """An option, or what it is unless given."""
        return self.options[name] or default


def reading_of(options: Options) -> Reading:
    """Regime, society and numbers, read and checked. Raises OstrakonError before anything runs."""
    people, days, start, seed = (options[name] or default for name, default in DEFAULTS.items())
    return world.read(options["regime"], society=options["society"], people=people, days=days, start=start, seed=seed,
                      set_=options["set"] or (), with_=options["with"] or ())


def asked_of(command: str, options: Options, reading: Reading, workers: int) -> Asked:
    """The same with its outcomes and what points are tried on."""
    # Loaded here: what only reads the command line, or prints its help, does not wait for what living needs.
    from ostrakon.experiments.ablate import measures_of
    from ostrakon.experiments.points import RegimeTrial

    measures = measures_of(options["outcome"] or ["wrongly_listed"])
    scenario, _ = reading.tables()
    return Asked(command, options, reading.regime,
                 RegimeTrial(scenario, reading.regime, reading.society, measures, reading.seed, workers))


def head_of(asked: Asked, points: Sequence[Values]) -> dict[str, Any]:
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


def command_of(asked: Asked) -> list[str]:
    """The command line that asks for the same, word for word, whether it was asked in Python or taken up after a stop."""
    told = {"told": "outcome"}
    options = {told.get(key, key): value for key, value in asked.options.items() if value and key not in ("regime", *DERIVED)}
    if asked.command in ENDED_BY_OTHERS:
        options = {key: value for key, value in options.items() if key not in ENDED_BY_OTHERS[asked.command]}
    return words(asked.command, [asked.options["regime"]], options)


def plan_of(asked: Asked) -> dict[str, Any]:
    """The plan: all that decides what comes out."""
    regime, targets = asked.regime, asked.options.get("targets_text")
    made = {"ostrakon": package_version("ostrakon"), "command": command_of(asked), "program_digest": asked.trial.prepare(()).digest}
    plan = planned.plan_of(made, {regime.model.id: dump(regime)}, dump(asked.trial.society))
    return plan | ({"targets": targets} if targets else {})


def result_of(asked: Asked, name: str, told: Mapping[str, Any], records: Sequence[Mapping[str, Any]], seconds: float) -> dict[str, Any]:
    """What is said of all points beside what they are of: all that is told and saved."""
    trial, regime = asked.trial, asked.regime.model
    counts = hashlib.sha256(json.dumps([record["counts"] for record in records]).encode()).hexdigest()
    run = {"people": trial.scenario.people, "days": trial.scenario.days, "start": trial.scenario.start.isoformat(), "seed": trial.seed,
           "workers": trial.workers, "points": len(records), "programs": len({r["program"] for r in records if r["program"]}),
           "refused": sum(r["refused"] is not None for r in records), "seconds": round(seconds, 3),
           "burn_in": trial.scenario.burn_in, "community_size": trial.scenario.community_size}
    return {"format": f"ostrakon {name}/1", "version": __version__, "asked": asked.options,
            "regime": {"id": regime.id, "title": regime.title, "family": regime.family},
            "society": {"id": trial.society.model.id, "title": trial.society.model.title}, "run": run, "counts_digest": counts, **told}


def save(folder: Path, asked: Asked, name: str, result: dict[str, Any], records: Sequence[Mapping[str, Any]],
         tables: Mapping[str, Any], command: Sequence[str]) -> None:
    """Write it beside the journal, with the words that asked for it. Raises OST8001."""
    from ostrakon.experiments import points_store

    made = commanded(command, result["run"], records[0]["program"], result["counts_digest"])
    points_store.write(folder, name, result, tables, plan_of(asked), made)
