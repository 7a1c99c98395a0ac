"""A scenario: which regime, on which society, how many people, how long. And its Program."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from ostrakon.engine import false_waits
from ostrakon.engine.schedule import schedule
from ostrakon.engine.sizes import sizes
from ostrakon.mechanisms.response import Law
from ostrakon.program import COMMUNITY_SIZE, Program
from ostrakon.society import BuiltSociety, society_of
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

MOST_DAYS = 61_800      # burn-in included: a day and the longest detention after it, 3,650 days, fit the 16 bits of State.mood


@dataclass(frozen=True)
class Scenario:
    """What is run. ``regime`` and ``society``: a catalogue name, a file, or the text of one; without a society, the regime's own.

    ``laws``: response laws of one's own, by name, functions from a ``mechanisms.response.Setting`` to an array; they multiply
    those of the society. The digest of the Program tells of them only by what they give.
    """

    regime: str
    society: str | None = None
    people: int = 1_000_000
    days: int = 365
    start: date = date(2020, 1, 1)
    diffs: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    society_overrides: tuple[str, ...] = ()
    community_size: int = COMMUNITY_SIZE
    burn_in: int | None = field(default=None)
    laws: Mapping[str, Law] = field(default_factory=dict, hash=False)

    def override(self, *assignments: str) -> "Scenario":
        """The same scenario with more ``path=value`` changes to the regime."""
        return replace(self, overrides=self.overrides + assignments)

    def month_first(self, burn_in: int) -> np.ndarray:
        """For each day from the start of burn-in: is it the first of a month? bool."""
        first = self.start - timedelta(days=burn_in)
        return np.array([(first + timedelta(days=d)).day == 1 for d in range(burn_in + self.days)], dtype=np.bool_)


def compile_scenario(scenario: Scenario, regime_read: LoadedRegime | None = None, society_read: LoadedSociety | None = None,
                     built: BuiltSociety | None = None) -> Program:
    """Read regime and society, fill every table. Raises OstrakonError for bad input; compiles no kernel.

    regime_read, society_read: what the scenario names, from a caller who has read it already; built: that society's tables.
    """
    read = regime_read or load_regime(scenario.regime, scenario.overrides, diffs=scenario.diffs)
    regime = read.model
    society = built or society_of((society_read or load_society(scenario.society or regime.society, scenario.society_overrides)).model)
    burn_in = regime.burn_in_days if scenario.burn_in is None else scenario.burn_in
    if burn_in + scenario.days > MOST_DAYS:
        raise ValueError(f"{burn_in:,} days of burn-in and {scenario.days:,} days are more than {MOST_DAYS:,} together")
    found = schedule(regime, replace(society, own_laws=scenario.laws), scenario.start, scenario.days, read.places)
    program = Program(society, found.tables, found.idle, found.phases, burn_in, tuple(t.name for t in regime.tiers),
                      tuple(found.frame.lists), tuple(found.frame.channels))
    lived = sizes(society.tables.population, scenario.people, scenario.community_size)
    false_waits.demand(program, lived, society_read.places if society_read else None)
    return program
