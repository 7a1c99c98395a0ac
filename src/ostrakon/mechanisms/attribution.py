"""Attribution: records that bear the wrong name, and records of what never happened.

Here live misattribution and false records. Never here: misses (channels), or what a record costs (scoring).
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import conduct, per_class
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import alias, p32
from ostrakon.spec.regime import FalseRecords, Misattribution

AMONG = ("look_alike", "community")


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables wrong, wrong_among, false_*, stream_false and stream_false_review."""
    channels = live.channels
    rows = [_false_row(c.false_records, view, f"channels.{n}.false_records") for n, c in channels.items()]
    kinds, classes = len(view.kinds), len(view.classes)
    return {
        "wrong": _stack([_wrong(c.misattribution, view, f"channels.{n}.misattribution") for n, c in channels.items()], classes),
        "wrong_among": np.array([AMONG.index(c.misattribution.among) if c.misattribution else 0 for c in channels.values()], np.int64),
        "false_on": np.array([int(c.false_records is not None) for c in channels.values()], np.int64),
        "false_keep": _stack([keep for keep, _, _ in rows], classes),
        "false_cut": _stack([cut for _, cut, _ in rows], kinds),
        "false_other": _stack([other for _, _, other in rows], kinds),
        "stream_false": np.array(live.streams("false", channels), np.int64),
        "stream_false_review": np.array(live.streams("false-review", channels), np.int64),
    }


def _stack(rows: list[list[int]], width: int) -> np.ndarray:
    return np.array(rows, np.int64).reshape(len(rows), width)


def _wrong(misattribution: Misattribution | None, view: SocietyView, place: str) -> list[int]:
    """Share of hits put on another person, by class of the actor."""
    if misattribution is None:
        return [0] * len(view.classes)
    shares = misattribution.share * per_class(view, misattribution.by_class, f"{place}.by_class")
    if shares.max() > 1.0:
        fail("OST4001", f"{place} reaches {shares.max():.6g} after its multipliers", allowed="at most 1")
    return [p32(float(s), f"{place}.share") for s in shares]


def _false_row(false: FalseRecords | None, view: SocietyView, place: str) -> tuple[list[int], list[int], list[int]]:
    """Chance that a false candidate is kept, by class, and the alias row of its kind."""
    if false is None:
        return [0] * len(view.classes), [0] * len(view.kinds), [0] * len(view.kinds)
    rates = false.per_person_year * per_class(view, false.by_class, f"{place}.by_class")
    if rates.max() > view.false_ceiling:
        fail("OST4001", f"{place} reaches {rates.max():.6g} per person and year", allowed=f"the society's ceiling, {view.false_ceiling:g}")
    weights = [0.0] * len(view.kinds)
    for kind, weight in false.of.items():
        weights[conduct(view, kind, f"{place}.of")] = weight
    if not sum(weights):
        fail("OST4001", f"{place}.of has no weight above 0")
    return [p32(float(r) / view.false_ceiling, place) for r in rates], *alias(weights)
