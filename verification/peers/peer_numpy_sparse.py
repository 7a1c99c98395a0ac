"""The minimal regime in NumPy that draws what happens, not who does nothing: how many acts a day has, then whose they are.

Here lives that. People stand in order of their multiplier, so that whoever acts is drawn by class and place. It is the quickest in NumPy
and knows nothing but this one regime: no draw belongs to a person, so that no two regimes could be compared on the same luck, and
each further mechanism that makes people differ needs another way to draw.
"""

from typing import Any

import numpy as np
from minimal import BASE, BINS, CUT, DETECTED, DOUBLED, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary
from peer_numpy_tuned import friends


class Town:
    """What is kept of everybody."""

    def __init__(self, people: int, seed: int) -> None:
        self.rng = rng = np.random.Generator(np.random.SFC64(seed))
        sizes = rng.multinomial(people, np.full(BINS, 1 / BINS))
        self.first, self.size = np.cumsum(sizes) - sizes, sizes
        weight = sizes * MULTIPLIERS
        self.total, self.below = weight.sum(), np.cumsum(weight) / weight.sum()
        self.multiplier = np.repeat(MULTIPLIERS.astype(np.float32), sizes)
        self.start, self.friends = friends(people, rng)
        self.score, self.listed = np.full(people, BASE, np.int16), np.zeros(people, bool)
        self.names, self.more = np.empty(0, np.int64), 0.0      # the listed, and the sum of their multipliers

    def actors(self, count: int) -> np.ndarray:
        """So many actors, each in proportion to the multiplier."""
        draw = self.rng.random(count)
        of = np.searchsorted(self.below, draw)
        before = np.where(of > 0, self.below[of - 1], 0.0)
        place = (draw - before) / (self.below[of] - before)     # even in 0..1 within the class
        return self.first[of] + np.minimum((place * self.size[of]).astype(np.int64), self.size[of] - 1)

    def listed_actors(self, count: int) -> np.ndarray:
        """So many of the listed, in proportion to the multiplier."""
        if count == 0:
            return self.names[:0]
        upto = np.cumsum(self.multiplier[self.names])
        return self.names[np.minimum(np.searchsorted(upto, self.rng.random(count) * upto[-1]), len(self.names) - 1)]

    def moved(self, whose: np.ndarray, points: np.ndarray) -> int:
        """Points added, clipped once; who is listed from tomorrow on. Sum of scores."""
        np.add.at(self.score, whose, points)
        now = np.clip(self.score[whose], LOW, HIGH)
        self.score[whose] = now
        new = np.unique(whose[(now < CUT) & ~self.listed[whose]])
        self.listed[new] = True
        self.names = np.concatenate([self.names, new])
        self.more += float(self.multiplier[new].sum())
        return int(self.score.sum(dtype=np.int64))

    def spilled(self, who: np.ndarray) -> np.ndarray:
        """Friends of each of these, one after the other."""
        first, count = self.start[who], self.start[who + 1] - self.start[who]
        ends = np.cumsum(count)
        return self.friends[np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + count, count)]


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. One thread; ``threads`` changes nothing."""
    town, rng = Town(people, seed), np.random.default_rng([seed, 1])
    kinds = len(RATES)
    acts, records = np.zeros(kinds, int), np.zeros(kinds, int)
    mean, share = np.empty(days), np.empty(days)
    for day in range(days):
        usual, more = rng.poisson(RATES * town.total), rng.poisson(RATES * DOUBLED * town.more)
        seen, seen_more = rng.binomial(usual, DETECTED), rng.binomial(more, DETECTED)
        who = np.concatenate([town.actors(seen.sum()), town.listed_actors(seen_more.sum())])
        kind = np.concatenate([np.repeat(np.arange(kinds), seen), np.repeat(np.arange(kinds), seen_more)])
        reached = town.spilled(who[kind == SPILLS])
        total = town.moved(np.concatenate([who, reached]),
                           np.concatenate([POINTS[kind], np.full(len(reached), SPILL)]).astype(np.int16))
        acts, records = acts + usual + more, records + seen + seen_more
        mean[day], share[day] = total / people, len(town.names) / people
    return summary(mean, share, mean[-1], len(town.names), histogram(town.score), acts, records)
