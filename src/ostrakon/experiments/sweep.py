"""Sweep: the outcomes of a regime over many values of its parameters, for the same people with the same luck.

Here lives what is read from the points of a sweep, in one plain structure. Never here: living them (``points``), or any order
of the points but that of the plan: nothing is sought, no point is better than another.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from ostrakon.errors import OstrakonError
from ostrakon.experiments.outcomes import Outcomes, outcomes
from ostrakon.experiments.plan import Axis, Values, overrides
from ostrakon.experiments.points import Record, Trial
from ostrakon.results.figures import number
from ostrakon.results.words import amount, is_share

TRIED = 8           # values of a parameter that are compiled to see whether it has an effect


def without_effect(trial: Trial, axes: Sequence[Axis]) -> tuple[Axis, ...]:
    """The parameters that by themselves change no table, whatever value is tried: they cannot matter, or not as the regime is now."""
    base = trial.prepare(()).digest
    return tuple(axis for axis in axes if all(_digest(trial, axis, value) == base for value in _tried(axis)))


def _tried(axis: Axis) -> list[str]:
    values = axis.values or tuple(axis.at(i / 2) for i in range(3))
    last = len(values) - 1
    return [values[last * i // (TRIED - 1)] for i in range(TRIED)] if len(values) > TRIED else list(values)


def _digest(trial: Trial, axis: Axis, value: str) -> str | None:
    try:
        return trial.prepare(overrides((axis,), (value,))).digest
    except OstrakonError:
        return None


def plan_of(axes: Sequence[Axis], points: Sequence[Values]) -> list[Values]:
    """The points as overrides, the regime as it is first."""
    return [(), *(overrides(axes, values) for values in points)]


def told(trial: Trial, axes: Sequence[Axis], points: Sequence[Values], records: Sequence[Record]) -> dict[str, Any]:
    """``axes``, ``points`` and ``outcomes`` of a sweep; the regime as it is is point 0."""
    return {
        "axes": [axis_told(axis) for axis in axes],
        "points": [{"values": list(values), **{k: v for k, v in record.items() if k not in ("counts", "overrides")}}
                   for values, record in zip([(), *points], records, strict=True)],
        "outcomes": {found.measure.name: _outcome(found) for found in outcomes(trial, records)},
    }


def axis_told(axis: Axis) -> dict[str, Any]:
    """A parameter: its path, what the regime has, its values or its range."""
    return {"path": axis.path, "was": axis.was, "values": list(axis.values),
            "range": None if axis.values else [axis.low, axis.high], "clipped": axis.clipped, "status": axis.status}


def _outcome(found: Outcomes) -> dict[str, Any]:
    m, each = found.measure, [found.told(i) for i in range(len(found.above))]
    return {"title": m.title, "unit": m.unit, "estimand": m.estimand, "points": each, "spread": spread(each[1:])}


def spread(each: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """ignorance: lowest and highest value over the points; luck: the largest Monte Carlo standard error of one of them. Never added up."""
    values = [one["value"] for one in each if one["value"] is not None]
    errors = [one["mcse"] for one in each if one["mcse"] is not None]
    return {"low": min(values, default=None), "high": max(values, default=None), "luck": max(errors, default=None), "points": len(values)}


def sentences(sweep: Mapping[str, Any], name: str) -> Iterator[str]:
    """The sentences on one outcome."""
    outcome, points = sweep["outcomes"][name], sweep["points"]
    found, unit = outcome["spread"], outcome["unit"]
    n = len(points) - 1
    if found["low"] is None:
        yield f"{outcome['title']}: at none of the {n:,} points is there a value."
        return
    title, low, high = outcome["title"].removeprefix("... ").capitalize(), counted(found["low"], unit, True), counted(found["high"], unit)
    as_is = outcome["points"][0]["value"]
    now = "" if as_is is None else f", {counted(as_is, unit, True)} in the regime as it is"
    yield f"{title}: from {low} to {high} over {found['points']:,} points{now}."
    if found["luck"] is not None:
        yield f"Luck, another seed, moves one of these points by up to {counted(found['luck'], unit, True)} (standard error)."
    yield from refusals(points)


def refusals(points: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Which points were refused, and why, each reason once."""
    reasons: dict[tuple[str, str], int] = {}
    for point in points:
        if point["refused"] is not None:
            key = point["refused"]["code"], point["refused"]["reason"]
            reasons[key] = reasons.get(key, 0) + 1
    if not reasons:
        return
    n = sum(reasons.values())
    first = list(reasons.items())[:3]
    shown = "; ".join(f"{code} {reason}" + (f" ({times:,} times)" if times > 1 else "") for (code, reason), times in first)
    rest = len(reasons) - len(first)
    more = f"; and for {rest:,} more reason{'s' * (rest > 1)}" if rest else ""
    yield f"{n:,} point{'s were' if n > 1 else ' was'} refused and left out: {shown}{more}."


def counted(value: float, unit: str, short: bool = False) -> str:
    """A value as one says it: of shares of people so many of 100,000.

    >>> counted(0.0123, "share of people"), counted(0.5, "share of listings"), counted(3.0, "per 1,000 people")
    ('1,230 of 100,000 people', '50 % of listings', '3 per 1,000 people')
    """
    if unit == "share of people":
        return number(value * 1e5) + ("" if short else " of 100,000 people")
    if short:
        return amount(value, unit)
    return f"{amount(value, unit)} {unit.removeprefix('share ')}" if is_share(unit) else f"{amount(value, unit)} {unit}"


def table(sweep: Mapping[str, Any], name: str) -> list[tuple[str, ...]]:
    """Rows of (values..., outcome, luck, difference from the regime as it is, its interval), in the order of the plan."""
    outcome = sweep["outcomes"][name]
    unit, rows = outcome["unit"], []
    for point, found in zip(sweep["points"], outcome["points"], strict=True):
        values = point["values"] or [str(axis["was"]) for axis in sweep["axes"]]
        if point["refused"] is not None:
            rows.append((*values, point["refused"]["code"], "refused", "", ""))
            continue
        gap = found["difference"]
        ends = "-" if gap["low"] is None else f"{cell(gap['low'], unit)} to {cell(gap['high'], unit)}"
        rows.append((*values, cell(found["value"], unit), cell(found["mcse"], unit), cell(gap["value"], unit), ends))
    return rows


def cell(value: float | None, unit: str) -> str:
    """A number of a table; a dash where there is none."""
    return "-" if value is None or np.isnan(value) else counted(value, unit, True)
