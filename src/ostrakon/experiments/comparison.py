"""A comparison carried out: regimes read, lived side by side, told in the one structure that its folder holds.

Here lives what the command and a notebook share. Never here: an estimate (``compare``), the wording of a difference (``sentences``),
or anything printed.
"""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ostrakon import __version__
from ostrakon.engine.bounds import switches
from ostrakon.engine.crew import Crew
from ostrakon.engine.keeper import Keeper
from ostrakon.engine.pair import simulate_arms
from ostrakon.errors import fail
from ostrakon.experiments.compare import changed_sides, differences, reduce_arms
from ostrakon.experiments.sentences import sentences
from ostrakon.measures.labels import labels_of
from ostrakon.results.comparison_store import write_comparison
from ostrakon.results.provenance import commanded
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime

MOST_ARMS = 16
Showing = Callable[[str, int, int], AbstractContextManager[Callable[[int, int], None]]]    # (title, people, days) -> progress


@dataclass(frozen=True)
class Arm:
    """One regime of the comparison: what it is called, as it was read, its tables, and what was switched off in it."""

    name: str
    regime: LoadedRegime
    program: Any
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparing:
    """What is compared: arms with the same people and luck, the baseline first."""

    arms: tuple[Arm, ...]
    society: LoadedSociety
    scenario: Any
    seed: int
    replicates: int
    workers: int


def regimes_of(baseline: str, variants: Sequence[str], off: Sequence[str]) -> list[tuple[str, LoadedRegime, tuple[str, ...]]]:
    """(name, regime, overrides) of every arm, the baseline first; names are told apart by a number where two are alike."""
    base = load_regime(baseline)
    found: list[tuple[str, LoadedRegime, tuple[str, ...]]] = [(base.model.id, base, ())]
    found += [(regime.model.id, regime, ()) for regime in map(load_regime, variants)]
    for name in off:
        overrides = switches(base, [name])
        found.append((f"{base.model.id} without {name}", load_regime(baseline, overrides, len(overrides)), overrides))
    if not 2 <= len(found) <= MOST_ARMS:
        fail("OST8001", f"{len(found) - 1} variants", allowed=f"1 to {MOST_ARMS - 1}",
             remedy="name a regime, a diff, 'none', or --off NAME")
    names = [name for name, _, _ in found]
    return [(name if names.count(name) == 1 else f"{name} ({i})", regime, overrides) for i, (name, regime, overrides) in enumerate(found)]


def live(asked: Comparing, showing: Showing, stop: threading.Event | None = None, crew: Crew | None = None, keeper: Keeper | None = None
         ) -> tuple[dict[str, Any] | None, bool]:
    """Live every replicate under every arm: the comparison of those that were finished, and whether that is all of them.

    crew: who lives communities, instead of threads. keeper: has what is finished, and keeps it as it goes.
    """
    began, programs = time.perf_counter(), [arm.program for arm in asked.arms]
    runs: list[Any] = []
    complete = True
    for i in range(asked.replicates):
        title = f"living under {len(programs)} regimes" + (f", replicate {i + 1} of {asked.replicates}" if asked.replicates > 1 else "")
        with showing(title, asked.scenario.people, (asked.scenario.days + programs[0].burn_in) * len(programs)) as show:
            try:
                done = simulate_arms(asked.scenario, programs, seed=asked.seed + i, workers=asked.workers if crew is None else crew,
                                     progress=show, keeper=keeper, replicate=i + 1)
            except RuntimeError as error:
                fail("OST6001", str(error), remedy="please report it, with the regimes and the seed")
        complete = done.complete and not (stop is not None and stop.is_set())
        if done.communities and (complete or not runs):
            runs.append(done)
        if not complete:
            break
    earlier = 0.0 if keeper is None else keeper.earlier
    return (_compared(asked, runs, complete, time.perf_counter() - began + earlier), complete) if runs else (None, False)


def _compared(asked: Comparing, runs: Sequence[Any], complete: bool, seconds: float) -> dict[str, Any]:
    cohorts = asked.society.model.grouping("cohorts")
    reduced = reduce_arms(runs, [labels_of(arm.program, cohorts, asked.scenario.days) for arm in asked.arms])
    found = {**_head(asked, runs, complete, seconds), **differences(reduced), "sides": changed_sides(reduced)}
    return {**found, "sentences": [list(sentences(found, i)) for i in range(len(asked.arms) - 1)]}


def _head(asked: Comparing, runs: Sequence[Any], complete: bool, seconds: float) -> dict[str, Any]:
    scenario = asked.scenario
    return {
        "format": "ostrakon comparison/1",
        "version": __version__,
        "society": {"id": asked.society.model.id, "title": asked.society.model.title},
        "run": {
            "people": sum(run.people for run in runs) // len(runs),
            "days": scenario.days,
            "start": scenario.start.isoformat(),
            "seed": asked.seed,
            "replicates": len(runs),
            "workers": asked.workers,
            "communities": sum(run.communities for run in runs) // len(runs),
            "seconds": round(seconds, 3),
            "complete": complete,
            "people_asked": scenario.people,
            "replicates_asked": asked.replicates,
            "burn_in": asked.arms[0].program.burn_in,
            "community_size": scenario.community_size,
        },
        "arms": [
            {
                "name": arm.name,
                "title": arm.regime.model.title,
                "family": arm.regime.model.family,
                "diffs": list(arm.regime.diffs),
                "overrides": list(arm.overrides),
                "program_digest": arm.program.digest,
                "tally_digests": [run.digests[i] for run in runs],
                "tally_digest": runs[0].digests[i],
            }
            for i, arm in enumerate(asked.arms)
        ],
    }


def save(folder: Path, asked: Comparing, comparison: dict[str, Any], command: Sequence[str]) -> None:
    """Write it, with the words that asked for it. Raises OST8001."""
    base = comparison["arms"][0]
    made = commanded(command, comparison["run"], base["program_digest"], base["tally_digest"])
    made["arms"] = [{key: arm[key] for key in ("name", "program_digest", "tally_digests")} for arm in comparison["arms"]]
    write_comparison(folder, comparison, {arm.name: dump(arm.regime) for arm in asked.arms}, dump(asked.society), made)
