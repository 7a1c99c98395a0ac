"""Mobility: how people move between tiers, from one snapshot to the next four weeks later.

Estimand: the share of people of a tier who are in another one four weeks later. Unit: share of people. Denominator: enrolled
people at a snapshot, by the tier in which they then were. Formula: moves from tier i to tier j / moves from tier i. Source: the
matrix: definition; the index: A. F. Shorrocks, "The measurement of mobility", Econometrica 46 (1978), 1013-1024. What is said of
a year assumes that the chain is Markov: that the next tier depends on the present one alone, not on how long one was in it.
"""

from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Composite, Counts, Labels
from ostrakon.measures.chain import after, chances
from ostrakon.results.functional import functional
from ostrakon.results.jackknife import Design, Floats

A_YEAR = 13         # snapshots lie four weeks apart: 364 days
MARKOV = "by the chain, which assumes that the next tier depends on the present one alone"
NUMBERS = {
    "up": "share of people who are in a better tier four weeks later",
    "down": "share of people who are in a worse tier four weeks later",
    "shorrocks": "index (T - trace) / (T - 1) of the T tiers: 0 when nobody moves, 1 when the next tier owes the present one nothing",
    "leave_bottom_four_weeks": "share of people of the lowest tier who are in a better one four weeks later",
    "leave_bottom_one_year": f"share of people of the lowest tier who are seen in a better one within 364 days, {MARKOV}",
    "above_bottom_after_one_year": f"share of people of the lowest tier who are in a better one after 364 days, {MARKOV}",
}


def moves(t: Tallies, labels: Labels) -> Counts:
    """[N,T,T] enrolled people by tier at a snapshot and at the next."""
    return t.moves


def matrix(counts: Floats) -> Floats:
    """[B,T*T] chance of each move."""
    return chances(counts).reshape(len(counts), -1)


def numbers(counts: Floats) -> Floats:
    """[B,6] what NUMBERS names."""
    p, tiers = chances(counts), counts.shape[-1]
    people = np.where(counts.sum(axis=(1, 2)) > 0, counts.sum(axis=(1, 2)), np.nan)
    up, down = (part(counts, n).sum(axis=(1, 2)) / people for part, n in ((np.triu, 1), (np.tril, -1)))
    index = (tiers - np.trace(p, axis1=1, axis2=2)) / (tiers - 1)
    stays = p[:, 0, 0]
    return np.stack([up, down, index, 1 - stays, 1 - stays**A_YEAR, 1 - after(counts, A_YEAR)[:, 0, 0]], axis=1)


def tell(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    """``matrix`` by tier then and now, and the numbers that it comes to. counts [G,T,T]."""
    total = counts.sum(axis=0)
    if not total.any():
        return {"value": None, "reason": f"nobody was seen twice: a run of {k.SNAPSHOT + 1} days or more, with people enrolled, is needed"}
    cells, told = functional(matrix, counts, plan, "share"), functional(numbers, counts, plan, "share")
    of = {name: int(total.sum()) if i < 3 else int(total[0].sum()) for i, name in enumerate(NUMBERS)}
    return {
        "tiers": list(labels.tiers),
        "people": total.sum(axis=1).tolist(),
        "matrix": {end: np.array(values, dtype=object).reshape(total.shape).tolist() for end, values in cells.many().items()},
        **{name: told.one(i, "index" if name == "shorrocks" else "share of people", estimand, of[name], _absent(total, name))
           for i, (name, estimand) in enumerate(NUMBERS.items())},
    }


def _absent(total: Counts, name: str) -> str:
    if name == "shorrocks":
        return "in some tier nobody was seen"
    return "a tier was entered from which no move was seen" if total[0].any() else "nobody was seen in the lowest tier"


MEASURES = (
    Composite(
        "mobility",
        "How people move between tiers",
        "share of people of a tier who are in another one four weeks later",
        "share of people",
        moves,
        tell,
        counted="moves from tier i to tier j",
        among="moves from tier i, staying included",
        formula="p(i, j) = moves(i, j) / sum over j of moves(i, j); left within a year: 1 - p(0, 0)^13; after a year: 1 - (p^13)(0, 0)",
        source="matrix: definition; index: Shorrocks 1978, Econometrica 46, 1013-1024",
        needs=("tiers",),
        not_said="what happened between two snapshots; of a year it speaks only by a chain without memory, and people have one",
    ),
)
