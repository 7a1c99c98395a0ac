"""Disparity: how many times as often an outcome befalls a cohort as everybody else, intersections of attributes included.

Estimand: the rate among people of a cohort over the rate among all others of the run. Small cohorts are not left out in
silence: each is named with the reason. A detection class whose ratio is not 1 is an input; a disparity says what came of it.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any

import numpy as np

from ostrakon.measures.base import Axis, Counts, Sums
from ostrakon.results.relative import relative

# What befalls people, at most once each.
OUTCOMES = ("listed", "wrongly_listed", "bad_credit", "recorded", "sanctioned", "bystanders", "harmed_by_association", "ever_denied",
            "denied_wrongly", "denied_no_breach", "ever_chilled")
LEAST_MET, LEAST_PEOPLE = 20, 200       # fewer met it, or fewer people: the logarithm's normal law is too far off

Group = tuple[tuple[str, str], ...]     # (attribute, level) of each attribute that the cohort is of


def groups(axes: Sequence[Axis]) -> Iterator[tuple[Group, Counts]]:
    """Every cohort by one attribute, by two, and so on: what it is, and which cohorts of the tallies it holds, bool [N].

    Attributes with a single level tell nobody apart, and provinces are told of elsewhere.
    """
    telling = [axis for axis in axes if len(axis.labels) > 1 and axis.name != "region"]
    for n in range(1, len(telling) + 1):
        for some in combinations(telling, n):
            for levels in product(*(range(len(axis.labels)) for axis in some)):
                inside = np.all([axis.of == level for axis, level in zip(some, levels, strict=True)], axis=0)
                yield tuple((axis.name, axis.labels[level]) for axis, level in zip(some, levels, strict=True)), inside


def disparities(sums: Sums, axes: Sequence[Axis], noun: str = "people") -> dict[str, Any]:
    """``cohorts``, the highest ratio first, and ``excluded`` with the reason of each. noun: what the denominator counts.

    A cohort: attributes, value (its rate), ratio with low and high, n people, met of them, clear (whether it differs from
    all others even when all cohorts are looked at together).
    """
    found = list(groups(axes))
    members = np.array([inside for _, inside in found]).reshape(-1, sums.above.shape[1])
    above, below = (table @ members.T for table in (sums.above, sums.below))             # [G,M]
    met, people = above.sum(axis=0), below.sum(axis=0)
    everybody, all_met = int(sums.below.sum()), int(sums.above.sum())
    reasons = [reason(int(m), int(n), everybody - int(n), noun) or ("nobody else met it" if m == all_met else "")
               for m, n in zip(met, people, strict=True)]
    kept = np.array([not why for why in reasons], dtype=bool)
    excluded = [{"cohort": dict(group), "n": int(n), "met": int(m), "reason": why}
                for (group, _), m, n, why in zip(found, met, people, reasons, strict=True) if why]
    if not kept.any():
        return {"cohorts": [], "excluded": excluded}
    told = relative(above.T[kept], below.T[kept], sums.above.sum(axis=1), sums.below.sum(axis=1), sums.plan)
    rows = [
        {"cohort": dict(found[j][0]), "value": float(met[j] / people[j]) * sums.measure.per, "ratio": float(told.ratio[i]),
         "low": _number(told.low[i]), "high": _number(told.high[i]), "n": int(people[j]), "met": int(met[j]), "clear": bool(told.clear[i])}
        for i, j in enumerate(np.flatnonzero(kept).tolist())
    ]
    return {"cohorts": sorted(rows, key=lambda row: -row["ratio"]), "excluded": excluded}


def reason(met: int, people: int, others: int, noun: str = "people") -> str:
    """Why nothing is told of a cohort; '' when something is."""
    if people == 0:
        return f"no {noun}"
    if others == 0:
        return "everybody is in it" if noun == "people" else f"all {noun} are in it"
    if people < LEAST_PEOPLE:
        return f"{people} {noun}; fewer than {LEAST_PEOPLE}"
    return f"{met} met it; fewer than {LEAST_MET}" if met < LEAST_MET else ""


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
