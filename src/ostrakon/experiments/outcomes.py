"""Outcomes over the points of a plan: values, their luck, and paired differences from the regime as it is.

Here lives the arithmetic over records of points. Never here: the living of a point (``points``), or what is said of its outcome.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ostrakon.experiments.points import Record, Trial
from ostrakon.measures.base import Measure
from ostrakon.results.estimate import Design, Ratios, difference, ratio, ratios


@dataclass(frozen=True)
class Outcomes:
    """One measure over the points of a plan. above, below [A,G]: nan where a point was refused."""

    measure: Measure
    above: np.ndarray
    below: np.ndarray
    plan: Design

    @property
    def ratios(self) -> Ratios:
        """[A] values, and those without each group."""
        return ratios(self.above, self.below, self.plan)

    @property
    def values(self) -> np.ndarray:
        """[A] in the measure's unit; nan where a point was refused or had nobody to count."""
        return self.ratios.theta * self.measure.per

    def told(self, point: int, base: int = 0) -> dict[str, Any]:
        """Value, interval and luck (``mcse``) of a point, and its paired difference from another, the regime as it is.

        All None where there is nothing to tell.
        """
        m, numbers = self.measure, ("value", "low", "high", "mcse")
        if np.isnan(self.above[point]).any():
            return {**dict.fromkeys(numbers), "difference": dict.fromkeys(numbers)}
        found = ratio(self.above[point], self.below[point], self.plan, unit=m.unit, estimand=m.estimand, scale=m.scale, per=m.per)
        gap = difference((self.above[base], self.below[base]), (self.above[point], self.below[point]), self.plan, unit=m.unit, per=m.per)
        return {**{key: getattr(found, key) for key in numbers}, "difference": {key: getattr(gap, key) for key in numbers}}


def outcomes(trial: Trial, records: Sequence[Record]) -> Iterator[Outcomes]:
    """Every measure over the points; a point with the tables of another has its counts."""
    plan = trial.plan
    for measure in trial.measures:
        counts = np.full((len(records), 2, len(plan.people)), np.nan)
        for i, record in enumerate(records):
            if record["refused"] is None:
                counts[i] = records[i if record["same_as"] is None else record["same_as"]]["counts"][measure.name]
        yield Outcomes(measure, counts[:, 0], counts[:, 1], plan)


def value_or_none(value: float) -> float | None:
    """A number for a file: nan is nothing.

    >>> value_or_none(float("nan")), value_or_none(np.float64(2))
    (None, 2.0)
    """
    return None if np.isnan(value) else float(value)
