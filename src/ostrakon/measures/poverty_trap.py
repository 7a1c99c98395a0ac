"""Poverty trap: how long it takes from sanctions and hardship back to neither.

Estimand: expected days until somebody in a state of standing and hardship is first seen neither sanctioned nor in hardship of one
level. Unit: days. Denominator: people at a snapshot, by the state in which they then were. Formula: 28 (I - Q)^-1 1, Q the
chances of moves from one snapshot to the next among the other states. Source: J. G. Kemeny & J. L. Snell, Finite Markov Chains
(1960), chapter 3. It assumes that the chain is Markov: that what comes next depends on the present state alone.
"""

from itertools import product
from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Composite, Counts, Labels
from ostrakon.measures.chain import chances, moves_until
from ostrakon.results.functional import functional
from ostrakon.results.jackknife import Design, Floats

STANDINGS = ("not sanctioned", "sanctioned")
HARDSHIPS = ("hardship below one level", "hardship from one level", "hardship from four levels", "hardship from eight levels")
STATES = tuple(f"{standing}, {hardship}" for standing, hardship in product(STANDINGS, HARDSHIPS))
FREE = 0            # neither: where people return to
MARKOV = "by the chain, which assumes that the next state depends on the present one alone"
WORST = len(STATES) - 1


def trap(t: Tallies, labels: Labels) -> Counts:
    """[N,STATES,STATES] people by state at a snapshot and at the next."""
    return t.trap


def matrix(counts: Floats) -> Floats:
    """[B,S*S] chance of each move."""
    return chances(counts).reshape(len(counts), -1)


def days(counts: Floats) -> Floats:
    """[B,S] expected days to the state of neither."""
    return k.SNAPSHOT * moves_until(counts, FREE)


def tell(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    """``matrix`` by state then and now, and the days of return from each. counts [G,S,S]."""
    total = counts.sum(axis=0)
    if not total.any():
        return {"value": None, "reason": f"nobody was seen twice: a run of {k.SNAPSHOT + 1} days or more is needed"}
    cells, told = functional(matrix, counts, plan, "share"), functional(days, counts, plan, "rate")
    here = total.sum(axis=1)
    return {
        "states": list(STATES),
        "people": here.tolist(),
        "matrix": {end: np.array(values, dtype=object).reshape(total.shape).tolist() for end, values in cells.many().items()},
        "days_to_return": {
            state: told.one(i, "days", f"expected days from '{state}' to '{STATES[FREE]}', {MARKOV}", int(here[i]),
                            "never seen to return" if here[i] else "nobody was seen in it")
            for i, state in enumerate(STATES) if i != FREE},
    }


MEASURES = (
    Composite(
        "poverty_trap",
        "How long the way back is",
        "expected days until somebody in a state of standing and hardship is first seen neither sanctioned nor in hardship of one level",
        "days",
        trap,
        tell,
        counted="moves from state i to state j",
        among="moves from state i, staying included",
        formula="28 (I - Q)^-1 1, Q the chances of moves among all states but the one of neither; infinite where it may never be reached",
        source="Kemeny & Snell 1960, Finite Markov Chains, chapter 3",
        needs=("sanctions",),
        not_said="how long any one person takes: the longer one is in hardship, the longer it may last, and a chain does not know that",
    ),
)
