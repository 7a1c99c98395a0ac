"""The minimal regime in plain NumPy: an array for each thing a person has, one line for each thing that happens.

Here lives that, for whoever knows NumPy and nothing else. Never here: a trick for speed.
"""

from typing import Any

import numpy as np
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. NumPy computes in one thread; ``threads`` changes nothing. At most one act of a kind a day (Bernoulli)."""
    rng = np.random.default_rng(seed)
    multiplier = rng.choice(MULTIPLIERS, people)
    one, other = rng.integers(0, people, (2, round(people * FRIENDS / 2)))
    one, other = one[one != other], other[one != other]
    score = np.full(people, BASE)
    listed = np.zeros(people, bool)
    acts, records = np.zeros(len(RATES), int), np.zeros(len(RATES), int)
    mean, share = [], []
    for _ in range(days):
        chance = multiplier[:, None] * RATES * np.where(listed[:, None] & DOUBLED, 2, 1)
        acted = rng.random(chance.shape) < chance
        seen = acted & (rng.random(chance.shape) < DETECTED)
        points = seen @ POINTS
        spills = seen[:, SPILLS]
        points += SPILL * (np.bincount(other[spills[one]], minlength=people) + np.bincount(one[spills[other]], minlength=people))
        score = np.clip(score + points, LOW, HIGH)
        listed |= score < CUT
        acts += acted.sum(axis=0)
        records += seen.sum(axis=0)
        mean.append(score.mean())
        share.append(listed.mean())
    return summary(mean, share, mean[-1], listed.sum(), histogram(score), acts, records)
