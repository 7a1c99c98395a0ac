"""Concentration: whether few people bear most of the days under sanction.

Estimand: the Gini index of days under sanction, over all people and over those with any. Unit: index, 0 when all bear the same
and 1 when one bears all. Denominator: people, or people with at least one such day. Formula: 1 - sum of (p(i) - p(i - 1)) (L(i) +
L(i - 1)), p and L the cumulative shares of people and of days, least burdened first. Source: C. Gini, Variabilità e mutabilità
(1912); M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the American Statistical Association 9
(1905), 209-219. People come in 88 bins by days, with the days of each bin: exact at the borders of bins, equal within one, so
that the index errs on the low side.
"""

from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Composite, Counts, Labels
from ostrakon.results.functional import functional
from ostrakon.results.jackknife import Design, Floats

GRID = (*(i / 20 for i in range(20)), 0.99, 1.0)        # shares of people at which the curve is told
TOP = 0.99
NUMBERS = {
    "gini": ("index", "Gini index of days under sanction over all people"),
    "gini_of_sanctioned": ("index", "Gini index of days under sanction over people with at least one"),
    "touched": ("share of people", "share of all people with at least one day under sanction"),
}
MOST = "share of all days under sanction that the most burdened 1 percent of people bear"


def burden(t: Tallies, labels: Labels) -> Counts:
    """[N,BURDEN_BINS,2] people by days under sanction, and these days."""
    return t.burden


def _curve(counts: Floats) -> tuple[Floats, Floats]:
    """[B,1+bins] each: cumulative shares of people and of their days; NaN where there is no day."""
    start = np.zeros((len(counts), 1))
    people, days = (np.concatenate([start, np.cumsum(counts[..., i], axis=1)], axis=1) for i in (k.B_PEOPLE, k.B_DAYS))
    bearable = days[:, -1:] > 0
    return people / np.maximum(people[:, -1:], 1), np.where(bearable, days / np.where(bearable, days[:, -1:], 1.0), np.nan)


def gini(counts: Floats) -> Floats:
    """[B] index of counts [B,bins,2], bins in rising order of days."""
    p, lorenz = _curve(counts)
    return np.asarray(1 - (np.diff(p, axis=1) * (lorenz[:, 1:] + lorenz[:, :-1])).sum(axis=1))


def lorenz(counts: Floats, at: tuple[float, ...] = GRID) -> Floats:
    """[B,len(at)] share of days borne by the least burdened share ``at`` of people."""
    p, days = _curve(counts)
    return np.array([np.interp(at, x, y) for x, y in zip(p, days, strict=True)])


def numbers(counts: Floats) -> Floats:
    """[B,3] what NUMBERS names, but the share of the top percent."""
    everybody = np.maximum(counts[:, :, k.B_PEOPLE].sum(axis=1), 1)
    touched = counts[:, 1:, k.B_PEOPLE].sum(axis=1) / everybody
    return np.stack([gini(counts), gini(counts[:, 1:]), touched], axis=1)


def top(counts: Floats) -> Floats:
    """[B,1] the share of days that the top percent bear."""
    return 1 - lorenz(counts, (TOP,))


def tell(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    """Indices, the share of the top percent, and the Lorenz curve over all people. counts [G,bins,2]."""
    total = counts.sum(axis=0)
    if not total[:, k.B_DAYS].any():
        return {"value": None, "reason": "nobody had a day under sanction"}
    told, curve = functional(numbers, counts, plan, "share"), functional(lorenz, counts, plan, "bounded")
    people, with_any = int(total[:, k.B_PEOPLE].sum()), int(total[1:, k.B_PEOPLE].sum())
    return {
        "days": int(total[:, k.B_DAYS].sum()),
        "top_1_percent": functional(top, counts, plan, "bounded").one(0, "share of days", MOST, people, ""),
        "lorenz": {"people": list(GRID), **curve.many()},
        **{name: told.one(i, unit, estimand, with_any if name == "gini_of_sanctioned" else people, "")
           for i, (name, (unit, estimand)) in enumerate(NUMBERS.items())},
    }


MEASURES = (
    Composite(
        "concentration",
        "How few bear how much",
        "Gini index of days under sanction, over all people and over those with any",
        "index",
        burden,
        tell,
        counted="days under sanction of the least burdened",
        among="days under sanction",
        formula="1 - sum of (p(i) - p(i - 1)) (L(i) + L(i - 1)), cumulative shares of people and of days, least burdened first",
        source="Gini 1912, Variabilità e mutabilità; Lorenz 1905, Publications of the American Statistical Association 9, 209-219",
        needs=("sanctions",),
        not_said="how heavy a day is: a sanction of any kind makes one; within a bin all bear the same, so the index errs on the low side",
    ),
)
