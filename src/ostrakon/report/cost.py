"""About how long a study takes and how much it takes on disk, before anything is lived.

Here lives the reckoning. Never here: an exact figure: one small community is lived, the rest is multiplication.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ostrakon.engine.scenario import Scenario
from ostrakon.experiments.ablate import measures_of, plan_of
from ostrakon.experiments.abolish import AbolitionTrial, ending
from ostrakon.experiments.points import RegimeTrial
from ostrakon.experiments.sensitivity import SIZES, size_of, unknowns
from ostrakon.report.steps import Step
from ostrakon.report.study import Study

RESULTS = 6_000_000         # bytes of a run's folder with its tables as CSV, and of report and documents: article-2018, 100,000 people
ARM = 1_000_000             # of each arm of a comparison, likewise
SMALL = 300_000             # of any other part, and of a life


@dataclass(frozen=True)
class Cost:
    """seconds, and bytes on disk, both about."""

    seconds: float = 0.0
    bytes: int = 0


class Reckoner:
    """What each part of a study will take on so many threads."""

    def __init__(self, study: Study, workers: int) -> None:
        self.study, self.workers = study, workers
        p = study.plan.model
        self._whole = self._trial(p.people, p.days).seconds() / p.people

    def all(self, todo: Sequence[Step]) -> Cost:
        """Of all these commands together."""
        found = [self.of(step) for step in todo]
        return Cost(sum(cost.seconds for cost in found), sum(cost.bytes for cost in found))

    def of(self, step: Step) -> Cost:
        """Of one command."""
        ways: dict[str, Callable[[], Cost]] = {"run": self._run, "changes": self._changes, "why": self._why, "unknown": self._unknown,
                                               "lasting": self._lasting}
        if step.part in ways:
            return ways[step.part]()
        return Cost(self._run().seconds if "--role" in step.words else 1.0, SMALL)

    def _trial(self, people: int, days: int, outcomes: Sequence[str] = ("wrongly_listed",)) -> RegimeTrial:
        study, p = self.study, self.study.plan.model
        scenario = Scenario(study.regime.model.id, study.society.model.id, people, days, date.fromisoformat(p.start),
                            burn_in=study.regime.model.burn_in_days)
        return RegimeTrial(scenario, study.regime, study.society, measures_of(outcomes), p.seed, self.workers)

    def _run(self) -> Cost:
        p = self.study.plan.model
        return Cost(self._whole * p.people * p.replicates, RESULTS)

    def _changes(self) -> Cost:
        p = self.study.plan.model
        if p.changes is None:
            return Cost()
        arms = 1 + len(p.changes.variants) + len(p.changes.off)
        return Cost(self._whole * (p.changes.people or p.people) * p.replicates * arms, ARM * arms)

    def _why(self) -> Cost:
        p = self.study.plan.model
        if p.why is None:
            return Cost()
        parts = len(p.why.parts) + len({own.partition("=")[0] for own in p.why.own})
        return Cost(self._whole * (p.why.people or p.people) * len(plan_of(parts, p.why.orders, p.seed).coalitions), SMALL)

    def _unknown(self) -> Cost:
        p = self.study.plan.model
        if p.unknown is None:
            return Cost()
        axes = unknowns(self.study.regime, p.unknown.only, p.unknown.without)
        points = size_of(p.unknown.method, len(axes), p.unknown.size or SIZES[p.unknown.method])
        trial = self._trial(p.people_of_unknown, p.days, p.unknown.outcomes)
        return Cost(trial.seconds() * points, trial.bytes() * points + SMALL)

    def _lasting(self) -> Cost:
        p = self.study.plan.model
        if p.lasting is None:
            return Cost()
        base = self._trial(p.people_of_lasting, p.lasting.on + p.lasting.after)
        trial = AbolitionTrial(base, ending(p.lasting.on, p.lasting.after))
        return Cost(trial.seconds() * len(trial.points), trial.bytes() * len(trial.points) + SMALL)
