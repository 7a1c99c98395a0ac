"""The minimal regime in tuned NumPy: one draw a person and day, small types, people in chunks that fit the cache, threads.

Here lives that. The number of a person's acts on a day is read off one draw (Poisson, cut at three), since a sum of Poisson numbers is one;
kind and detection are drawn for those who act. Each chunk has its own generator, so the answer does not depend on the threads.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary

CHUNK = 1 << 16
KINDS = len(RATES)
LISTED_RATES = RATES * np.where(DOUBLED, 2, 1)
KIND_OF = np.array([np.cumsum(r) / r.sum() for r in (RATES, LISTED_RATES)], np.float32)      # [not listed, listed]
GROWTH = np.float32(LISTED_RATES.sum() / RATES.sum())


class Town:
    """What is kept of everybody."""

    def __init__(self, people: int, seed: int) -> None:
        rng = np.random.Generator(np.random.SFC64(seed))
        self.rate = (MULTIPLIERS * RATES.sum()).astype(np.float32)[rng.integers(0, len(MULTIPLIERS), people, np.uint8)]
        self.start, self.friends = friends(people, rng)
        self.score = np.full(people, BASE, np.int16)
        self.listed = np.zeros(people, bool)
        self.chunks = [Chunk(self, low, min(low + CHUNK, people), np.random.SFC64([seed, low])) for low in range(0, people, CHUNK)]


def friends(people: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Friends of person i: those from start[i] to start[i + 1]."""
    pairs = rng.integers(0, people, (2, round(people * FRIENDS / 2)), np.int32)
    pairs = pairs[:, pairs[0] != pairs[1]]
    keys = np.empty(2 * pairs.shape[1], np.int64)
    np.left_shift(pairs.ravel(), 32, out=keys, dtype=np.int64)
    keys.reshape(2, -1)[:] |= pairs[::-1]
    keys.sort()
    start = np.zeros(people + 1, np.int32)
    np.cumsum(np.bincount(pairs.ravel(), minlength=people), out=start[1:])
    return start, keys.astype(np.int32)


class Chunk:
    """People low..high and their luck."""

    def __init__(self, town: Town, low: int, high: int, luck: np.random.SFC64) -> None:
        self.low, self.rate, self.score, self.listed = low, town.rate[low:high], town.score[low:high], town.listed[low:high]
        self.rng, self.draws = np.random.Generator(luck), np.empty(high - low, np.float32)
        self.acts, self.records = np.zeros(KINDS, np.int64), np.zeros(KINDS, np.int64)

    def act(self) -> tuple[np.ndarray, np.ndarray]:
        """A day: people seen, and their kinds."""
        self.rng.random(out=self.draws, dtype=np.float32)
        who = np.flatnonzero(self.draws < self.rate)            # 1 - exp(-rate) is below rate: nobody is missed
        rate, draw = self.rate[who].astype(float), self.draws[who]
        none = np.exp(-rate)
        times = (draw < 1 - none).astype(np.int8)
        times += draw < 1 - none * (1 + rate)
        times += draw < 1 - none * (1 + rate + rate * rate / 2)
        who = np.repeat(who, times)
        kind, fate = np.zeros(len(who), np.intp), self.rng.random((2, len(who)), np.float32)
        for cut in KIND_OF[self.listed[who].view(np.int8)].T[:-1]:
            kind += fate[0] >= cut
        seen = fate[1] < DETECTED
        self.acts += np.bincount(kind, minlength=KINDS)
        who, kind = who[seen], kind[seen]
        self.records += np.bincount(kind, minlength=KINDS)
        return who, kind

    def settle(self, whose: np.ndarray, points: np.ndarray) -> tuple[int, int]:
        """Points added, clipped once; who is listed from tomorrow on. Sum of scores and people listed."""
        whose = whose - self.low
        np.add.at(self.score, whose, points)
        now = np.clip(self.score[whose], LOW, HIGH)
        self.score[whose] = now
        new = np.unique(whose[(now < CUT) & ~self.listed[whose]])
        self.rate[new] *= GROWTH
        self.listed[new] = True
        return int(self.score.sum(dtype=np.int64)), int(np.count_nonzero(self.listed))


def spilled(town: Town, who: np.ndarray) -> np.ndarray:
    """Friends of each of these, one after the other."""
    first, count = town.start[who], town.start[who + 1] - town.start[who]
    ends = np.cumsum(count)
    return town.friends[np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + count, count)]


def shared_out(whose: np.ndarray, points: np.ndarray, chunks: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The points of each chunk."""
    of = (whose >> 16).astype(np.int16)
    order = np.argsort(of, kind="stable")       # of 16 bits: by radix
    ends = np.cumsum(np.bincount(of, minlength=chunks))[:-1]
    return zip(np.split(whose[order], ends), np.split(points[order], ends), strict=True)


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer, the same for any number of threads."""
    town = Town(people, seed)
    mean, share = np.empty(days), np.empty(days)
    with ThreadPoolExecutor(threads) as pool:
        for day in range(days):
            who, kind = [], []
            for chunk, (people_seen, kinds) in zip(town.chunks, pool.map(Chunk.act, town.chunks), strict=True):
                who.append(people_seen + chunk.low)
                kind.append(kinds)
            actors, done = np.concatenate(who), np.concatenate(kind)
            reached = spilled(town, actors[done == SPILLS])
            whose, points = np.concatenate([actors, reached]), np.concatenate([POINTS[done], np.full(len(reached), SPILL)]).astype(np.int16)
            parts = shared_out(whose, points, len(town.chunks))
            sums = np.array(list(pool.map(lambda pair: pair[0].settle(*pair[1]), zip(town.chunks, parts, strict=True))))
            mean[day], share[day] = sums.sum(axis=0) / people
    acts, records = sum(c.acts for c in town.chunks), sum(c.records for c in town.chunks)
    return summary(mean, share, mean[-1], np.count_nonzero(town.listed), histogram(town.score), acts, records)
