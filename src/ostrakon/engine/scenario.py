"""A scenario: which regime, on which society, how many people, how long. And its Program."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import Live, build_regime_tables, will_none
from ostrakon.numbers import p32
from ostrakon.program import COMMUNITY_SIZE, Phase, Program, neutral
from ostrakon.society import society_of
from ostrakon.spec.check import carried_along
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

MOST_DAYS = 61_800      # burn-in included: a day and the longest detention after it, 3,650 days, fit the 16 bits of State.mood


@dataclass(frozen=True)
class Scenario:
    """What is run. ``regime`` and ``society``: a catalogue name, a file, or the text of one; without a society, the regime's own."""

    regime: str
    society: str | None = None
    people: int = 1_000_000
    days: int = 365
    start: date = date(2020, 1, 1)
    overrides: tuple[str, ...] = ()
    society_overrides: tuple[str, ...] = ()
    community_size: int = COMMUNITY_SIZE
    burn_in: int | None = field(default=None)

    def override(self, *assignments: str) -> "Scenario":
        """The same scenario with more ``path=value`` changes to the regime."""
        return replace(self, overrides=self.overrides + assignments)

    def month_first(self, burn_in: int) -> np.ndarray:
        """For each day from the start of burn-in: is it the first of a month? bool."""
        first = self.start - timedelta(days=burn_in)
        return np.array([(first + timedelta(days=d)).day == 1 for d in range(burn_in + self.days)], dtype=np.bool_)


def compile_scenario(scenario: Scenario, regime_read: LoadedRegime | None = None, society_read: LoadedSociety | None = None) -> Program:
    """Read regime and society, fill every table. Raises OstrakonError for bad input; compiles no kernel.

    regime_read, society_read: what the scenario names, from a caller who has read it already.
    """
    regime = (regime_read or load_regime(scenario.regime, scenario.overrides)).model
    society = society_of((society_read or load_society(scenario.society or regime.society, scenario.society_overrides)).model)
    tables = build_regime_tables(regime, society)
    idle = neutral(tables, will_none(society))
    burn_in = regime.burn_in_days if scenario.burn_in is None else scenario.burn_in
    if burn_in + scenario.days > MOST_DAYS:
        raise ValueError(f"{burn_in:,} days of burn-in and {scenario.days:,} days are more than {MOST_DAYS:,} together")
    phases = tuple(_phase(entry, regime, tables, idle, society, scenario) for entry in sorted(regime.rollout, key=lambda e: e.day))
    live = Live(regime)
    return Program(society, tables, idle, phases, burn_in, tuple(t.name for t in regime.tiers), tuple(live.lists),
                   tuple(live.channels))


def _phase(entry: Any, regime: Any, tables: Any, idle: Any, society: Any, scenario: Scenario) -> Phase:
    regions = None
    if entry.regions:
        names = list(society.codes["region"])
        regions = frozenset(names.index(name) for name in entry.regions)
    share = p32(entry.share, "rollout share")
    if entry.regime == "none":
        return Phase(entry.day, share, regions, idle, True, entry.keep_scores)
    if entry.overrides:
        changed = load_regime(scenario.regime, scenario.overrides + tuple(entry.overrides))
        problems = list(carried_along(regime, changed.model, changed.places, ("rollout",)))
        if problems:
            raise OstrakonError(*problems)
        return Phase(entry.day, share, regions, build_regime_tables(changed.model, society))
    return Phase(entry.day, share, regions, tables)
