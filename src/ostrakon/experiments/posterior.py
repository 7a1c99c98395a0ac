"""What comes of a calibration: how far the targets narrow each range, how well they are met, and what they leave open.

Here lives the passage from weighted points to one plain structure. Never here: the points (``generations``), or sentences. A value
that agrees with the targets is not thereby a fact: it stays assumed, with a narrower range and the targets as its source.
"""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

import numpy as np

from ostrakon.experiments.generations import OVER_FLAT, Lived, Unknown, luck_of
from ostrakon.experiments.outcomes import outcomes, value_or_none
from ostrakon.experiments.points import Trial
from ostrakon.experiments.targets import Observed, Targets

ENDS = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
AS_WIDE = 0.9           # standard deviation after over before, from which on nothing was learnt
TOGETHER = 0.9          # correlation from which on two unknowns cannot be told apart
EDGE, PILED = 0.05, 0.2     # share of a range at an end, and of the points that must not lie in it
THIN = 50               # effective points below which quantiles are rough
OVER_ERROR = 1 / 3      # luck over a target's own spread, from which on more people would tell more

Told = dict[str, Any]


def quantiles(values: np.ndarray, weights: np.ndarray, ends: Sequence[float]) -> list[float]:
    """Values below which so much of the weight lies, halfway through each point's own.

    >>> quantiles(np.array([3.0, 1.0, 2.0]), np.array([0.25, 0.5, 0.25]), [0.25, 0.625])
    [1.0, 2.0]
    """
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) - 0.5 * weights[order]
    return [float(x) for x in np.interp(ends, below, values[order])]


def told(lived: Lived, trial: Trial, targets: Targets) -> Told:
    """Everything: ``moves``, ``generations``, ``posterior``, ``correlation``, ``fit``, ``points``, ``warnings``."""
    values = values_of(lived)
    found: Told = {
        "targets": {"id": targets.file.id, "title": targets.file.title, "start": targets.file.start, "days": targets.days},
        "aside": [{"path": one.path, "was": one.axis.was, "range": [one.axis.low, one.axis.high]} for one in lived.aside],
        "moves": list(_moves(lived, targets.observed)),
        "generations": list(lived.steps),
        "tolerance": lived.weighed.tolerance,
        "effective": lived.weighed.effective,
        "posterior": [_unknown(one, values[:, u], lived.shares[:, u], lived.weighed.weights) for u, one in enumerate(lived.unknowns)],
        "correlation": correlation(lived.shares, lived.weighed.weights).tolist(),
        "fit": list(_fit(lived, trial, targets.observed)),
        "sample": _sample(lived, trial),
        "points": [{key: value for key, value in record.items() if key != "counts"} for record in lived.records],
    }
    return {**found, "warnings": list(warnings(found))}


def _sample(lived: Lived, trial: Trial) -> Told:
    """The points of the generations by number, their weights, and [A,T] what each target came to."""
    values = np.array([found.values[lived.first:] for found in outcomes(trial, lived.records)]).T
    return {"points": list(range(lived.first, len(lived.records))), "weights": lived.weighed.weights.tolist(),
            "values": [[value_or_none(value) for value in row] for row in values]}


def values_of(lived: Lived) -> np.ndarray:
    """[A,D] of the points of the generations, as they were lived."""
    rows = []
    for record in lived.records[lived.first:]:
        given = dict(text.split("=", 1) for text in record["overrides"])
        rows.append([float(given[one.path]) for one in lived.unknowns])
    return np.array(rows)


def _moves(lived: Lived, observed: Sequence[Observed]) -> Iterator[Told]:
    for u, one in enumerate(lived.asked):
        yield {"path": one.path, "was": one.axis.was, "targets": {
            target.name: {"moves": bool(lived.moved.by[u, t]), "by": value_or_none(lived.moved.effects[u, t])}
            for t, target in enumerate(observed)}}


def _unknown(one: Unknown, values: np.ndarray, shares: np.ndarray, weights: np.ndarray) -> Told:
    """One parameter: its prior, its posterior, and how much narrower that is, as standard deviations over the prior's own scale."""
    mean = float(weights @ values)
    middle = float(weights @ shares)
    narrowed = sqrt(float(weights @ (shares - middle) ** 2) * 12.0)
    ends = dict(zip(ENDS, quantiles(values, weights, list(ENDS.values())), strict=True))
    return {"path": one.path, "tied": list(one.tied), "was": one.axis.was, "status": one.axis.status,
            "range": [one.axis.low, one.axis.high], "whole": one.axis.whole, "prior": "log-uniform" if one.logarithmic else "uniform",
            "mean": mean, "sd": sqrt(float(weights @ (values - mean) ** 2)), **ends,
            "narrowed": narrowed, "at_low_end": float(weights @ (shares <= EDGE)), "at_high_end": float(weights @ (shares >= 1 - EDGE))}


def correlation(shares: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """[D,D] between unknowns, each on the scale of its prior; 0 where one does not vary."""
    gaps = shares - weights @ shares
    covariance = gaps.T @ (gaps * weights[:, None])
    sd = np.sqrt(np.diag(covariance))
    both = np.outer(sd, sd)
    found: np.ndarray = np.where(both > 0, covariance / np.where(both > 0, both, 1.0), 0.0)
    np.fill_diagonal(found, 1.0)
    return found


def _fit(lived: Lived, trial: Trial, observed: Sequence[Observed]) -> Iterator[Told]:
    """Each target beside what the weighted points come to: ``p5`` ... ``p95``, and of their spread what is luck and what ignorance.

    z: from what the points come to, on average, to what was observed, in standard deviations of both together.
    """
    for t, (one, found) in enumerate(zip(observed, outcomes(trial, lived.records), strict=True)):
        values, luck = found.values[lived.first:], luck_of(found)[lived.first:]
        as_is = found.values[0]
        known = np.isfinite(values)
        weights = np.where(known, lived.weighed.weights, 0.0)
        row: Told = {"name": one.name, "outcome": one.target.outcome, "per": one.target.per, "unit": one.target.unit,
                     "first_day": one.first, "last_day": one.last, "value": one.target.value, "error": one.target.error,
                     "within": one.target.within, "held_out": one.held, "status": one.target.status, "source": one.cited,
                     "as_is": value_or_none(as_is), "spread_used": float(lived.moved.spreads[t]), "spread_given": one.spread,
                     "luck_as_is": value_or_none(lived.moved.luck[t])}
        if weights.sum() <= 0:
            yield row | {"predicted": None, "z": None, "met": None}
            continue
        weights = weights / weights.sum()
        y = np.where(known, values, 0.0)
        mean = float(weights @ y)
        variance = float(weights @ (y - mean) ** 2)
        told_luck = np.isfinite(luck) & known
        share = float(weights[told_luck].sum())
        by_luck = float(weights[told_luck] @ luck[told_luck] ** 2) / share if share > 0 else float("nan")
        known_by = one.spread / (OVER_FLAT if one.flat else 1.0)
        z = (one.target.value - mean) / sqrt(variance + known_by**2)
        ends = dict(zip(ENDS, quantiles(values[known], weights[known], list(ENDS.values())), strict=True))
        low, high = one.target.within or (one.target.value - 1.645 * one.spread, one.target.value + 1.645 * one.spread)
        yield row | {"predicted": {"mean": mean, **ends, "sd": sqrt(variance), "luck": value_or_none(np.sqrt(by_luck)),
                                   "ignorance": value_or_none(np.sqrt(max(variance - by_luck, 0.0)) if share > 0 else np.nan)},
                     "z": z, "met": bool(ends["p5"] <= high and ends["p95"] >= low)}


def warnings(found: Told) -> Iterator[Told]:
    """What the targets leave open, and what is not to be trusted: ``sort`` and what it is about."""
    if found["tolerance"] > 1:
        yield {"sort": "tolerance", "by": found["tolerance"]}
    if found["effective"] < THIN:
        yield {"sort": "thin", "effective": found["effective"]}
    rows = found["posterior"]
    for row in rows:
        if row["narrowed"] >= AS_WIDE:
            yield {"sort": "as_wide", "path": row["path"], "narrowed": row["narrowed"]}
        for end in ("low", "high"):
            if row[f"at_{end}_end"] >= PILED:
                yield {"sort": "edge", "path": row["path"], "end": end, "share": row[f"at_{end}_end"]}
    for i, one in enumerate(rows):
        for j in range(i):
            rho = found["correlation"][i][j]
            if abs(rho) >= TOGETHER:
                yield {"sort": "together", "paths": [rows[j]["path"], one["path"]], "rho": rho}
    for target in found["fit"]:
        luck = target["luck_as_is"]
        if luck is None:
            yield {"sort": "luck_unknown", "target": target["name"]}
        elif not target["held_out"] and luck > OVER_ERROR * target["spread_given"]:
            yield {"sort": "luck", "target": target["name"], "luck": luck, "widened": target["spread_used"] > target["spread_given"]}
        if target["met"] is False:
            yield {"sort": "held_out_missed" if target["held_out"] else "missed", "target": target["name"]}
