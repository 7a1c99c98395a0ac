"""What the closed forms share: running a case, reading its counts by name, and the tolerance.

Here live these. Never here: a formula of the model, a row, or a page.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import RunTallies, simulate
from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies

CASES = Path(__file__).parent / "cases"
PEOPLE, DAYS, SEED, YEAR = 40_000, 364, 1, 365.0
START = date(2021, 1, 1)
Z = 4.0             # standard errors that a row allows
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A run of a case and its counts. setting: the file and what was changed, for the page."""

    run: RunTallies
    setting: str

    @property
    def total(self) -> Tallies:
        """Counts of all regions."""
        return self.run.total

    @property
    def n(self) -> int:
        """People."""
        return self.run.people

    @property
    def days(self) -> int:
        """Days."""
        return self.run.days

    def flow(self, counter: int, kind: str, tallies: Tallies | None = None, **levels: str) -> int:
        """A counter of a kind, of everybody or of those with these levels of attributes."""
        t = self.total if tallies is None else tallies
        return int(t.flow[self.cohort(**levels), self.run.program.society.kinds.index(kind), counter].sum())

    def cohort(self, **levels: str) -> npt.NDArray[np.bool_]:
        """[N] cohorts with these levels; all of them without any."""
        rows = self.run.program.society.cohorts
        return np.array([all(row[name] == level for name, level in levels.items()) for row in rows])

    def people(self, counter: int = k.PEOPLE, tallies: Tallies | None = None, **levels: str) -> int:
        """A counter of people."""
        t = self.total if tallies is None else tallies
        return int(t.people[self.cohort(**levels), counter].sum())

    def listed(self, counter: int, name: str) -> int:
        """A counter of a list."""
        return int(self.total.lists[:, self.run.program.lists.index(name), counter].sum())

    def channel(self, counter: int, *names: str) -> int:
        """A counter of channels, summed."""
        return sum(int(self.total.chan[self.run.program.channels.index(name), counter]) for name in names)


def live(regime: str, *changes: str, people: int = PEOPLE, days: int = DAYS, society: Sequence[str] = (), start: date = START,
         size: int = 8192, town: str = "town") -> Case:
    """Run cases/<regime>.yaml with changes on cases/<town>.yaml, changed too."""
    return live_seeds(regime, *changes, people=people, days=days, society=society, start=start, size=size, town=town, seeds=(SEED,))[0]


def live_seeds(regime: str, *changes: str, seeds: Sequence[int], people: int = PEOPLE, days: int = DAYS, society: Sequence[str] = (),
               start: date = START, size: int = 8192, town: str = "town") -> list[Case]:
    """The same for several seeds."""
    scenario = Scenario(str(CASES / f"{regime}.yaml"), str(CASES / f"{town}.yaml"), people=people, days=days, start=start,
                        overrides=changes, society_overrides=tuple(society), community_size=size, burn_in=0)
    told = "; ".join(f"`{change}`" for change in (*changes, *society))
    setting = f"`{regime}`, {people:,} people, {days:,} days"
    setting += (f", {len(seeds)} seeds" if len(seeds) > 1 else "") + (f"; {told}" if told else "")
    program = compile_scenario(scenario)
    return [Case(simulate(scenario, seed=seed, program=program), setting) for seed in seeds]


def poisson(mean: float) -> float:
    """The tolerance of a count of independent occasions."""
    return Z * math.sqrt(mean)


def binomial(n: float, p: float) -> float:
    """The tolerance of a count of n independent trials."""
    return Z * math.sqrt(n * p * (1.0 - p))


def share(n: float, p: float) -> float:
    """The tolerance of a share of n independent trials."""
    return Z * math.sqrt(p * (1.0 - p) / n)


def mean_of(values: Floats, chances: Floats) -> tuple[float, float]:
    """Mean and variance of a law."""
    mean = float(values @ chances)
    return mean, float(((values - mean) ** 2) @ chances)
