"""What a trial has that lives more than one arm, seed or society of a regime: all that it shares with the trial of the regime itself.

Never here: which points there are, or how one is lived.
"""

from dataclasses import dataclass, replace
from typing import Self

from ostrakon.engine.crew import Crew
from ostrakon.engine.scenario import Scenario
from ostrakon.experiments.points import RegimeTrial
from ostrakon.measures.base import Measure
from ostrakon.results.estimate import Design
from ostrakon.spec.load import LoadedSociety


@dataclass(frozen=True)
class Around:
    """People, outcomes and groups of communities of ``base``."""

    base: RegimeTrial

    @property
    def scenario(self) -> Scenario:
        """Of a point, the longest where they differ."""
        return self.base.scenario

    @property
    def society(self) -> LoadedSociety:
        """As it was read."""
        return self.base.society

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The outcomes."""
        return self.base.measures

    @property
    def plan(self) -> Design:
        """The groups, as the jackknife needs them."""
        return self.base.plan

    @property
    def groups(self) -> list[tuple[tuple[int, int], int]]:
        """(region, group of communities) and its people, in the order of the counts."""
        return self.base.groups

    @property
    def seed(self) -> int:
        """Of people and luck, or the first of them."""
        return self.base.seed

    @property
    def workers(self) -> int:
        """Threads."""
        return self.base.workers

    def by(self, crew: Crew, threads: int) -> Self:
        """The same, lived by a crew of so many threads."""
        return replace(self, base=self.base.by(crew, threads))

    def seconds(self) -> float:
        """About how long a point takes."""
        return self.base.seconds()

    def bytes(self) -> int:
        """About how much a point takes on disk."""
        return self.base.bytes()
