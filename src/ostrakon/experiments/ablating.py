"""An ablation carried out: what is asked made into parts and a plan, what was lived told in the one structure that its folder holds.

Here lives what the command and a notebook share. Never here: what a part is (``parts``), an estimate (``ablate``), the wording of a
share (``shares``), or anything printed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ostrakon import __version__
from ostrakon.engine.world import Reading
from ostrakon.errors import fail
from ostrakon.experiments import ablate, ablation_store
from ostrakon.experiments.parts import choose
from ostrakon.experiments.shares import sentences
from ostrakon.results.provenance import commanded
from ostrakon.spec.dump import dump

MOST_ORDERS = 2000


def even(orders: int | None) -> int | None:
    """So many orders, if that can be sampled. Raises OST8001."""
    if orders is not None and orders % 2:
        fail("OST8001", f"--orders is {orders}", allowed="an even number: each order is taken with its reverse")
    return orders


def ablation_of(asked: Reading, parts: Sequence[str], own: Sequence[str], outcomes: Sequence[str], orders: int | None) -> ablate.Ablation:
    """What is lived. own: parts as NAME=PATH=VALUE; orders: sampled, an even number; None: all, or as many as is usual."""
    chosen = choose(asked.regime, parts, own)
    measures = ablate.measures_of(outcomes or ["wrongly_listed"])
    scenario, _ = asked.tables()
    return ablate.Ablation(scenario, asked.regime, asked.society, chosen, ablate.plan_of(len(chosen), orders, asked.seed), measures)


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


def save(folder: Path, ablation: ablate.Ablation, result: dict[str, Any], command: Sequence[str]) -> None:
    """Write it, with the words that asked for it. Raises OST8001."""
    made = commanded(command, result["run"], result["coalitions"][-1]["program"], result["counts_digest"])
    ablation_store.write(folder, result, dump(ablation.regime), dump(ablation.society), made)
