"""An ablation carried out: what is asked made into parts and a plan, what was lived told in the one structure that its folder holds.

Here lives what the command and a notebook share. Never here: what a part is (``parts``), an estimate (``ablate``), the wording of a
share (``shares``), or anything printed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ostrakon import __version__
from ostrakon.engine.bounds import whole
from ostrakon.errors import fail
from ostrakon.experiments import ablate, ablation_store, points_store
from ostrakon.experiments.parts import choose
from ostrakon.experiments.plan import Values
from ostrakon.experiments.points import Record
from ostrakon.experiments.pointwise import Asked, plan_of
from ostrakon.experiments.shares import sentences
from ostrakon.results.provenance import commanded

MOST_ORDERS = 2000


@dataclass(frozen=True)
class Study:
    """An ablation as it was understood. asked: with what coalitions are tried on."""

    asked: Asked
    ablation: ablate.Ablation
    name: str = "ablation"
    days: None = None

    @property
    def points(self) -> list[Values]:
        """The coalitions."""
        return ablate.points_of(self.ablation)

    @property
    def what(self) -> str:
        """What will be lived, in words."""
        plan, n = self.ablation.plan, len(self.ablation.parts)
        how = "every set of them on and off" if plan.is_exact else f"{len(plan.orders)} sampled orders of switching them on"
        return (f"{n} part{'s' * (n != 1)}, {how}: at most {len(plan.coalitions):,} Programs, each on "
                f"{self.ablation.scenario.people:,} people")

    def result(self, records: Sequence[Record], seconds: float) -> dict[str, Any]:
        """All that is told and saved. Raises OstrakonError when a coalition could not be lived."""
        trial, overrides = self.asked.trial, self.asked.options["set"] or ()
        return result_of(self.ablation, ablate.lived_of(trial, records, seconds), trial.seed, trial.workers, overrides)

    def tables(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """By name."""
        return {"parts": ablation_store.parts_table(result), "interactions": ablation_store.interactions_table(result),
                "coalitions": ablation_store.coalitions_table(result)}

    def save(self, folder: Path, result: dict[str, Any], command: Sequence[str]) -> None:
        """Write it beside the journal, with the words that asked for it. Raises OST8001."""
        made = commanded(command, result["run"], result["coalitions"][-1]["program"], result["counts_digest"])
        points_store.write(folder, self.name, result, self.tables(result), plan_of(self.asked), made)


def study_of(asked: Asked) -> Study:
    """What is lived: parts as names with commas and as NAME=PATH=VALUE, orders as a number. Raises OstrakonError before anything is."""
    given, trial = asked.options, asked.trial
    named = [text.strip() for text in (given["parts"] or "").split(",") if text.strip()]
    chosen = choose(asked.regime, named, given["part"] or ())
    sample = None if given["orders"] is None else whole("--orders", given["orders"], 4, MOST_ORDERS)
    if sample is not None and sample % 2:
        fail("OST8001", f"--orders is {sample}", allowed="an even number: each order is taken with its reverse")
    plan = ablate.plan_of(len(chosen), sample, trial.seed)
    ablation = ablate.Ablation(trial.scenario, trial.regime, trial.society, chosen, plan, trial.measures)
    return Study(replace(asked, trial=ablate.AblationTrial(trial, chosen)), ablation)


def result_of(ablation: ablate.Ablation, lived: ablate.Lived, seed: int, workers: int, overrides: Sequence[str]) -> dict[str, Any]:
    """All that is told and saved."""
    told = ablate.told(ablation, lived)
    regime, scenario = ablation.regime.model, ablation.scenario
    return {
        "format": "ostrakon ablation/1",
        "version": __version__,
        "regime": {"id": regime.id, "title": regime.title, "family": regime.family},
        "society": {"id": ablation.society.model.id, "title": ablation.society.model.title},
        "diffs": list(ablation.regime.diffs),
        "overrides": list(overrides),
        "run": {"people": lived.people, "days": scenario.days, "start": scenario.start.isoformat(), "seed": seed,
                "workers": workers, "communities": lived.communities, "seconds": round(lived.seconds, 3),
                "burn_in": scenario.burn_in, "community_size": scenario.community_size},
        "counts_digest": lived.digest,
        **told,
        "sentences": {name: list(sentences(name, found, told["parts"])) for name, found in told["outcomes"].items()},
    }
