"""Calibrate: which values of what is assumed of a regime agree with what was observed and published of it.

Here lives the whole from Python: a scenario, targets, and what comes of them. Never here: a part of it. No regime comes out as the
best one: what comes out is a range of each unknown, as wide as the targets leave it, and it stays assumed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from ostrakon.engine.scenario import Scenario
from ostrakon.errors import fail
from ostrakon.experiments import calibrate_words as words
from ostrakon.experiments import posterior
from ostrakon.experiments.generations import (
    FEWEST,
    GENERATIONS,
    POINTS,
    Settings,
    TargetTrial,
    Unknown,
    first_look,
    live,
    trial_of,
    unknowns_of,
)
from ostrakon.experiments.plan import MOST_POINTS, Values
from ostrakon.experiments.points import RegimeTrial
from ostrakon.experiments.targets import Targets, read_targets, text_of
from ostrakon.experiments.uncertainty import demand_valid, of_societies
from ostrakon.spec.check import demand
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

__all__ = ["FEWEST", "GENERATIONS", "POINTS", "Calibration", "Settings", "TargetTrial", "Unknown", "asked_of", "calibrate", "first_look",
           "settings_of", "valid_first"]


@dataclass(frozen=True)
class Calibration:
    """What came of it. ``result``: everything, as plain data."""

    result: dict[str, Any]

    @property
    def sentences(self) -> list[str]:
        """What there is to say."""
        return list(words.sentences(self.result))

    def table(self) -> pa.Table:
        """One row per point with its weight; ``.to_pandas()`` where pandas is installed."""
        return words.posterior_table(self.result)

    def fit(self) -> pa.Table:
        """One row per target."""
        return words.fit_table(self.result)

    def diff(self, extends: str) -> str:
        """A diff of the regime called ``extends`` with what was calibrated: medians, still assumed, with ranges and sources."""
        return words.diff(self.result, extends, "ostrakon.experiments.calibrate")


def settings_of(points: int = POINTS, generations: int = GENERATIONS, seed: int = 1) -> Settings:
    """How a calibration is made. Raises OST8001 for what makes no sense."""
    if points < FEWEST:
        fail("OST8001", f"--points is {points:,}", allowed=f"{FEWEST} or more in a generation")
    if generations < 1 or points * generations > MOST_POINTS:
        fail("OST8001", f"{generations:,} generations of {points:,} points", allowed=f"1 to {MOST_POINTS:,} points in all")
    return Settings(points, generations, seed)


def asked_of(base: RegimeTrial, targets: Targets, side: str = "", only: Sequence[str] = (), without: Sequence[str] = (),
             tie: Sequence[str] = ()) -> tuple[TargetTrial, tuple[Unknown, ...]]:
    """What points are tried on, and what is calibrated. base: with the days of the targets. Raises OstrakonError."""
    unknowns = unknowns_of(base.regime, base.society, side, only, without, tie)
    return trial_of(base, targets, of_societies([one.axis for one in unknowns])), unknowns


def valid_first(regime: LoadedRegime, society: LoadedSociety) -> Callable[[Sequence[Values]], None]:
    """Raises OST8001 when over half of the first generation is refused by the language or the regime, before it is lived."""
    return lambda points: demand_valid([(), *points], regime, society)


def calibrate(scenario: Scenario, targets: str | Path, *, of: str = "", only: Sequence[str] = (), without: Sequence[str] = (),
              tie: Sequence[str] = (), hold_out: Sequence[str] = (), points: int = POINTS, generations: int = GENERATIONS, seed: int = 1,
              workers: int = 2, progress: Callable[[int, int], None] | None = None) -> Calibration:
    """Calibrate a scenario to targets: a file, a name of the catalogue, or a text of several lines. Raises OstrakonError.

    Days and start are those of the targets, whatever the scenario has.
    """
    several = isinstance(targets, str) and "\n" in targets
    read = read_targets(str(targets) if several else text_of(targets), "<targets>" if several else str(targets), hold_out)
    scenario = replace(scenario, days=read.days, start=read.start)
    regime = load_regime(scenario.regime, scenario.overrides, diffs=scenario.diffs)
    society = load_society(scenario.society or regime.model.society, scenario.society_overrides)
    demand(regime.model, society.model, regime.places)
    trial, unknowns = asked_of(RegimeTrial(scenario, regime, society, (), seed, workers), read, of, only, without, tie)
    lived = live(trial, read.observed, unknowns, settings_of(points, generations, seed), lambda record: None, progress=progress,
                 check=valid_first(regime, society))
    about = {"regime": {"id": regime.model.id, "title": regime.model.title, "family": regime.model.family}}
    return Calibration({**about, **posterior.told(lived, trial, read)})
