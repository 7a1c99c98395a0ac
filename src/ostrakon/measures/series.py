"""Weekly series: stocks at the end of each week and flows within it, for the whole society.

Here live which counters make which series, and their units. Never here: how an interval is made (``results/``).
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.measures.base import Counts
from ostrakon.results.estimate import Design, Scale, course


def stock(column: int) -> Callable[[Counts], Counts]:
    """[W,G] this counter at the end of each week, from series [G,W,SERIES]."""
    return lambda series: series[:, :, column].T


def flow(*columns: int) -> Callable[[Counts], Counts]:
    """[W,G] what was added to these counters within each week: the kernel keeps running sums, so a difference."""
    return lambda series: np.diff(series[:, :, list(columns)].sum(axis=2).T, axis=0, prepend=0)


@dataclass(frozen=True)
class Series:
    """One series: ``per`` times its counts by people; scale on which axis an interval lies."""

    counts: Callable[[Counts], Counts]
    unit: str
    scale: Scale
    per: float


SERIES = {
    "listed": Series(stock(k.S_LISTED), "per 1,000 people", "share", 1000.0),
    "wrongly_listed": Series(stock(k.S_WRONGLY), "per 1,000 people", "share", 1000.0),
    "bad_credit": Series(stock(k.S_BOTTOM), "per 1,000 people", "share", 1000.0),
    "denied": Series(flow(k.DENIED), "per 1,000 people and week", "rate", 1000.0),
    "chilled": Series(flow(k.CHILLED), "per 1,000 people and week", "rate", 1000.0),
    "silenced": Series(flow(k.SILENCED), "per 1,000 people and week", "rate", 1000.0),
    "records": Series(flow(k.RECORD_RIGHT, k.RECORD_WRONG, k.RECORD_FALSE), "per 1,000 people and week", "rate", 1000.0),
    "points_lost": Series(flow(k.LOST, k.SPILL_LOST), "per 1,000 people and week", "rate", 1000.0),
    "mean_score": Series(stock(k.S_SCORE), "points per person", "plain", 1.0),
    # Fear and hardship are kept in 256ths.
    "mean_fear": Series(stock(k.S_FEAR), "per person", "rate", 1 / 256),
    "mean_hardship": Series(stock(k.S_HARDSHIP), "per person", "rate", 1 / 256),
}


def weekly(series: Counts, plan: Design) -> dict[str, Any]:
    """``day``, the last day of each week, and each series with its intervals, by week.

    series [G,W,SERIES]: the groups of communities in the order of the design. Days after the last whole week are not in it.
    """
    days = [float((week + 1) * 7) for week in range(series.shape[1])]
    courses = {name: course(s.counts(series), plan.people, plan, unit=s.unit, scale=s.scale, per=s.per) for name, s in SERIES.items()}
    return {"day": days, **{name: asdict(found) for name, found in courses.items()}}
