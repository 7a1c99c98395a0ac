"""A run as it is told: what was run and every outcome of it, in the one structure that its folder holds.

Here lives what the command and a notebook share. Never here: a measure, or anything printed.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Protocol

from ostrakon import __version__
from ostrakon.engine.sample import groups_of
from ostrakon.measures.base import Axis, Labels, Reduced
from ostrakon.measures.cuts import cut
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import reduce_run, summarise
from ostrakon.results.groups import Row
from ostrakon.spec.load import LoadedRegime, LoadedSociety


class Asked(Protocol):
    """What was asked of a run, whoever asked."""

    @property
    def regime(self) -> LoadedRegime:
        """As it was read."""

    @property
    def society(self) -> LoadedSociety:
        """As it was read."""

    @property
    def scenario(self) -> Any:
        """How many people, how long."""

    @property
    def program(self) -> Any:
        """All tables."""

    @property
    def overrides(self) -> tuple[str, ...]:
        """Of the regime, then of the society."""

    @property
    def seed(self) -> int:
        """Of the first replicate."""

    @property
    def replicates(self) -> int:
        """So many."""

    @property
    def workers(self) -> int:
        """Threads."""


class Telling:
    """A run while it is lived: each replicate reduced before the next, so that no more than one is held."""

    def __init__(self, asked: Asked, by: Sequence[str] = ()) -> None:
        self.asked = asked
        self.labels: Labels = labels_of(asked.program, asked.society.model.grouping("cohorts"), asked.scenario.days)
        self.by = tuple(dict.fromkeys(by))
        self.axes: list[Axis] = [cut(text, self.labels.axes) for text in self.by]
        self.runs: list[Reduced] = []
        self.digests: list[str] = []
        self.groups: list[Row] = []
        self.people = self.communities = self.whole = 0

    def add(self, done: Any) -> None:
        """One replicate. What of it was finished; one that was cut short is of use only when there is no whole one."""
        if done.communities and (done.complete or not self.runs):
            self.runs.append(reduce_run(done.groups, self.labels, self.axes))
            self.digests.append(done.digest)
            self.people, self.communities = self.people + done.people, self.communities + done.communities
        if done.complete:
            self.whole += 1
            self.groups += [Row(self.whole, g.region, g.number, g.communities, g.people, g.digest)
                            for g in groups_of(done, self.asked.scenario)]

    @property
    def complete(self) -> bool:
        """Whether all was lived that was asked for."""
        return self.whole == self.asked.replicates

    def summary(self, seconds: float) -> dict[str, Any]:
        """All that is told and saved of what was added; at least one community."""
        return {**self._head(seconds), **summarise(self.runs, self.labels, self.axes)}

    def _head(self, seconds: float) -> dict[str, Any]:
        """What was run. people and communities are per run when replicates are pooled."""
        asked, n = self.asked, len(self.digests)
        regime, scenario = asked.regime.model, asked.scenario
        return {
            "format": "ostrakon run/1",
            "version": __version__,
            "regime": {"id": regime.id, "title": regime.title, "summary": regime.summary, "family": regime.family},
            "society": {"id": asked.society.model.id, "title": asked.society.model.title},
            "diffs": list(asked.regime.diffs),
            "overrides": list(asked.overrides),
            "run": {
                "people": self.people // n,
                "days": scenario.days,
                "start": scenario.start.isoformat(),
                "seed": asked.seed,
                "replicates": n,
                "workers": asked.workers,
                "communities": self.communities // n,
                "seconds": round(seconds, 3),
                "complete": self.complete,
                "people_asked": scenario.people,
                "replicates_asked": asked.replicates,
            },
            "program_digest": asked.program.digest,
            "tally_digest": self.digests[0] if n == 1 else sha256("".join(self.digests).encode()).hexdigest(),
            "tally_digests": self.digests,
            **({"own_laws": sorted(scenario.laws)} if scenario.laws else {}),        # functions: their names are all that a file can hold
            **({"cuts": list(self.by)} if self.by else {}),
        }
