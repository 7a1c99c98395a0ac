"""Amplification: how much of a sensor's own difference between detection classes reaches people, end to end.

For each channel that errs more often with some detection classes than with others: the risk ratio of being listed wrongly
(and of being recorded wrongly) between the classes with which it errs alike, over the ratio of its own declared error.
1: what people suffer is in proportion to the sensor. Below 1: other channels and rules dilute it. Above 1: they add to it.
It can be told only where the cohorts of the society tell those classes apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Axis, Composite, Counts, Labels
from ostrakon.measures.disparity import reason
from ostrakon.measures.senses import Errors
from ostrakon.results.estimate import Design
from ostrakon.results.relative import relative

OUTCOMES = ("wrongly_listed", "recorded_wrongly")
PEOPLE = len(OUTCOMES)
EVEN = "no channel of this regime errs more often with one detection class than with another"


@dataclass(frozen=True)
class Contrast:
    """A channel's errors, the errors by level (lowest first), and of each cohort its level, [N]; or why there is none."""

    errors: Errors
    levels: tuple[int, ...] = ()
    of: Counts | None = None
    excluded: str = ""


def contrasts(labels: Labels) -> list[Contrast]:
    """Every channel and sort of error whose ratio between classes is not 1."""
    if labels.senses is None:
        return []
    return [_contrast(errors, labels) for errors in labels.senses.errors if len(set(errors.by_class)) > 1]


def _contrast(errors: Errors, labels: Labels) -> Contrast:
    assert labels.senses is not None
    levels = tuple(sorted(set(errors.by_class)))
    level = np.array([levels.index(error) for error in errors.by_class])
    within = labels.senses.within
    low, high = np.where(within, level, len(levels)).min(axis=1), np.where(within, level, -1).max(axis=1)
    if errors.several:
        return Contrast(errors, excluded="the ratio between classes changes within the run")
    if np.any((low != high) & within.any(axis=1)):
        return Contrast(errors, excluded="the cohorts of the society do not tell these classes apart")
    return Contrast(errors, levels, low)


def take(t: Tallies, labels: Labels) -> Counts:
    """[N,E,V,3] of each cohort under its level of each contrast: listed wrongly, wrong records, people."""
    found = contrasts(labels)
    n, most = t.people.shape[0], max((len(c.levels) for c in found), default=0)
    out = np.zeros((n, len(found), most, 3), dtype=np.int64)
    counts = np.stack([t.people[:, k.EVER_WRONGLY], t.flow[:, :, [k.RECORD_WRONG, k.RECORD_FALSE]].sum(axis=(1, 2)),
                       t.people[:, k.PEOPLE]], axis=1)
    for e, contrast in enumerate(found):
        if contrast.of is not None:
            inside = contrast.of < len(contrast.levels)         # a cohort of no class has nobody in it
            out[np.flatnonzero(inside), e, contrast.of[inside]] = counts[inside]
    return out


def tell(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    """``contrasts``: each level against the lowest; and ``excluded`` with the reason. counts [G,E,V,3]."""
    found = contrasts(labels)
    if not found:
        return {"value": None, "reason": EVEN}
    excluded = [{"channel": c.errors.channel, "sort": c.errors.sort, "reason": c.excluded} for c in found if c.excluded]
    if len(excluded) == len(found):
        return {"value": None, "reason": "; ".join(f"{row['channel']}: {row['reason']}" for row in excluded)}
    rows = [row for e, contrast in enumerate(found) if not contrast.excluded for row in _rows(contrast, counts[:, e], labels, plan)]
    return {"contrasts": {f"{row['channel']}, {row['sort']}, {' '.join(row['classes'])}": row for row in rows}, "excluded": excluded}


def _rows(contrast: Contrast, counts: Counts, labels: Labels, plan: Design) -> Iterator[dict[str, Any]]:
    lowest = contrast.levels[0]
    for v, level in list(enumerate(contrast.levels))[1:]:
        sensor = level / lowest if lowest else None
        yield {"channel": contrast.errors.channel, "sort": contrast.errors.sort, "classes": _classes(contrast, level, labels),
               "against": _classes(contrast, lowest, labels), "told_by": _told_by(contrast, labels.axes), "sensor": sensor,
               **{name: _ratio(counts[:, [0, v]], i, sensor, plan) for i, name in enumerate(OUTCOMES)}}


def _classes(contrast: Contrast, level: int, labels: Labels) -> list[str]:
    assert labels.senses is not None
    return [name for name, error in zip(labels.senses.classes, contrast.errors.by_class, strict=True) if error == level]


def _told_by(contrast: Contrast, axes: tuple[Axis, ...]) -> list[str]:
    """The attributes of the cohorts that make the difference: those without which cohorts of different levels look alike."""
    assert contrast.of is not None
    found = []
    for axis in axes:
        rest = [other.of for other in axes if other is not axis]
        level_of: dict[tuple[int, ...], set[int]] = {}
        for n, level in enumerate(contrast.of.tolist()):
            level_of.setdefault(tuple(int(of[n]) for of in rest), set()).add(level)
        if any(len(levels) > 1 for levels in level_of.values()):
            found.append(axis.name)
    return found


def _ratio(counts: Counts, outcome: int, sensor: float | None, plan: Design) -> dict[str, Any]:
    """The risk ratio of the second level against the first, and the same over the sensor's. counts [G,2,3]; n: people of both."""
    met, people = counts[:, :, outcome], counts[:, :, PEOPLE]
    row = {"value": None, "low": None, "high": None, "mcse": None, "unit": "times the sensor's ratio", "n": int(people.sum())}
    why = next((said for level in (1, 0) if (said := reason(int(met[:, level].sum()), int(people[:, level].sum()), 1))), "")
    if why:
        return row | {"reason": why}
    found = relative(met[:, 1][None], people[:, 1][None], met.sum(axis=1), people.sum(axis=1), plan)
    risk = {name: _number(getattr(found, of)[0]) for name, of in (("value", "ratio"), ("low", "low"), ("high", "high"))}
    if sensor is None:
        return row | {"reason": "the channel never errs with the other classes: its own ratio has no number", "risk_ratio": risk}
    return row | {name: None if x is None else x / sensor for name, x in risk.items()} | {"risk_ratio": risk}


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


COMPOSITES = (
    Composite(
        "amplification", "Amplification of a sensor's error",
        "of each channel that errs more often with some detection classes: the risk ratio of being listed wrongly, and of wrong records a "
        "person, between these classes and those with which it errs least, over the ratio of its own declared error",
        "ratio of ratios", take, tell, counted="risk ratio between classes", among="ratio of the channel's own declared error",
        formula="(risk of the class / risk of the class with the least error) / (its error / least error)",
        source="definition: docs/model.md, section 13; the interval of the risk ratio as in Katz et al. 1978, Biometrics 34, 469-474",
        needs=("channels",),
        not_said="that the channel is the cause: all channels, rules and lists together make the risk. Errors of misattribution are "
        "declared by the class of who acted and fall on somebody else, of whatever class"),
)
