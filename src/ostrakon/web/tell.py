"""Counts become what a page shows: the outcomes, series and cuts that were asked for, and how worlds differ. Nothing else is estimated.

Never here: how an outcome is defined (``measures``), or how an interval is made (``results``).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from ostrakon.errors import fail
from ostrakon.kernel.tallies import PEOPLE, Tallies
from ostrakon.measures import base as b
from ostrakon.measures.base import Labels, Measure, Sums
from ostrakon.measures.cuts import cut
from ostrakon.measures.series import SERIES
from ostrakon.measures.summary import HEADLINES, REPORTED
from ostrakon.results.estimate import Design, course, design, difference
from ostrakon.vocabulary import nearest

Groups = Mapping[tuple[int, int], Tallies]


@cache
def outcomes() -> dict[str, Measure]:
    """Every outcome that is one number, by name."""
    return {measure.name: measure for measure in (*HEADLINES, *REPORTED)}


def demand(names: Sequence[str], weekly: Sequence[str]) -> None:
    """Raise OST7002 for a name that no outcome, or no series, has."""
    for asked, known in ((names, outcomes()), (weekly, SERIES)):
        for name in asked:
            if name not in known:
                fail("OST7002", f"'{name[:80]}'", allowed=", ".join(known), nearest=nearest(name, known))


class Counted:
    """The counts of one world, reduced to what was asked."""

    def __init__(self, groups: Groups, labels: Labels, names: Sequence[str]) -> None:
        self.labels = labels
        measures = [outcomes()[name] for name in names]
        tallies = list(groups.values())
        people = [int(t.people[:, PEOPLE].sum()) for t in tallies]
        self.plan: Design = design([region for region, _ in groups], people, 1)
        found = b.sums_of(tallies, measures, labels)
        regions = np.array([region for region, _ in groups], dtype=np.int64)
        self.sums = {m.name: Sums(m, found[m.name][0], found[m.name][1], regions, self.plan) for m in measures}
        self.series = b.weeks_of(tallies)

    def outcomes(self) -> dict[str, Any]:
        """Every outcome over everybody."""
        return dict(zip(self.sums, (self._plain(s.measure, e) for s, e in zip(self.sums.values(), b.everywhere(list(self.sums.values())),
                                                                                     strict=True)), strict=True))

    def weekly(self, names: Sequence[str]) -> dict[str, Any]:
        """Series by week."""
        found = {}
        for name in names:
            s = SERIES[name]
            one = course(s.counts(self.series), self.plan.people, self.plan, unit=s.unit, scale=s.scale, per=s.per)
            found[name] = {"unit": one.unit, "value": one.value, "low": one.low, "high": one.high}
        return found

    def by(self, cuts: Sequence[str]) -> dict[str, Any]:
        """Every outcome within each level of each cut. Raises OST7001."""
        axes = [cut(text, self.labels.axes) for text in cuts]
        found: dict[str, Any] = {}
        many = list(self.sums.values())
        for axis in axes:
            for sums, levels in zip(many, b.by_axis(many, axis), strict=True):
                found.setdefault(sums.measure.name, {})[axis.name] = {level: self._plain(sums.measure, e) for level, e in levels.items()}
        return found

    def _plain(self, measure: Measure, estimate: Any) -> dict[str, Any]:
        lacks = measure.cannot(self.labels)
        if lacks:
            return {"value": None, "low": None, "high": None, "unit": measure.unit, "n": 0, "reason": lacks}
        return {"value": estimate.value, "low": estimate.low, "high": estimate.high, "unit": estimate.unit, "n": estimate.n,
                "reason": None if estimate.value is not None else f"nothing to divide by: {measure.among or 'nobody'}"}


def apart(first: Counted, other: Counted) -> dict[str, Any]:
    """How much more of each outcome the other world has: paired, the same people with the same luck."""
    found = {}
    for name, mine in other.sums.items():
        base, measure = first.sums[name], mine.measure
        lacks = measure.cannot(first.labels) or measure.cannot(other.labels)
        gap = difference((base.above.sum(axis=1), base.below.sum(axis=1) * (not measure.cannot(first.labels))),
                         (mine.above.sum(axis=1), mine.below.sum(axis=1) * (not measure.cannot(other.labels))),
                         other.plan, unit=measure.unit, per=measure.per)
        found[name] = {"value": gap.value, "low": gap.low, "high": gap.high, "unit": gap.unit, "n": None, "reason": lacks or None}
    return found
