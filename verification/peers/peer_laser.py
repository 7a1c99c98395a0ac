"""The minimal regime in LASER (laser-core): people in a LaserFrame, components called each tick, kernels compiled by Numba.

Here lives that, after the documentation of laser-core and its components. It has no ties between persons: friends are
kept beside the frame.
"""

from typing import Any

import numba as nb
import numpy as np
from laser.core import LaserFrame, PropertySet
from laser.core.random import prng
from laser.core.random import seed as seed_laser
from minimal import BASE, CUT, DETECTED, DOUBLED, FRIENDS, HIGH, LOW, MULTIPLIERS, POINTS, RATES, SPILL, SPILLS, histogram, summary

KINDS = len(RATES)


@nb.njit(parallel=True, nogil=True, cache=True)
def act(multiplier, listed, points, seen_spilling, acts, records, rates, worth):  # type: ignore[no-untyped-def]
    """A day of conduct; at most one act of a kind. acts, records [threads,K]."""
    for i in nb.prange(len(multiplier)):
        for k in range(KINDS):
            if np.random.random() < multiplier[i] * rates[listed[i], k]:
                acts[nb.get_thread_id(), k] += 1
                if np.random.random() < DETECTED:
                    records[nb.get_thread_id(), k] += 1
                    points[i] += worth[k]
                    if k == SPILLS:
                        seen_spilling[i] = 1


@nb.njit(nogil=True, cache=True)
def spill(seen_spilling, start, friends, points):  # type: ignore[no-untyped-def]
    """Points for the friends of those seen; in one thread, since two may have a friend in common."""
    for i in range(len(seen_spilling)):
        if seen_spilling[i]:
            seen_spilling[i] = 0
            for e in range(start[i], start[i + 1]):
                points[friends[e]] += SPILL


@nb.njit(parallel=True, nogil=True, cache=True)
def settle(score, points, listed, sums):  # type: ignore[no-untyped-def]
    """The evening: points are added, and the low are listed. sums [threads,2]: of scores, of the listed."""
    for i in nb.prange(len(score)):
        score[i] = min(HIGH, max(LOW, score[i] + points[i]))
        points[i] = 0
        if score[i] < CUT:
            listed[i] = 1
        sums[nb.get_thread_id(), 0] += score[i]
        sums[nb.get_thread_id(), 1] += listed[i]


class Conduct:
    """What people do and who sees it."""

    def __init__(self, model: "Town") -> None:
        self.model = model
        people = model.people
        people.add_scalar_property("multiplier", np.float32)
        people.add_scalar_property("points", np.int16)
        people.add_scalar_property("seen_spilling", np.uint8)
        people.multiplier[:] = prng().choice(MULTIPLIERS, people.count)
        self.rates = np.array([RATES, RATES * np.where(DOUBLED, 2, 1)], np.float32)
        self.start, self.friends = ties(people.count)
        self.acts, self.records = (np.zeros((nb.get_num_threads(), KINDS), np.int64) for _ in range(2))

    def __call__(self, model: "Town", tick: int) -> None:
        """A day."""
        people = model.people
        act(people.multiplier, people.listed, people.points, people.seen_spilling, self.acts, self.records, self.rates,
            POINTS.astype(np.int16))
        spill(people.seen_spilling, self.start, self.friends, people.points)


class Scoring:
    """Scores and the list."""

    def __init__(self, model: "Town") -> None:
        model.people.add_scalar_property("score", np.int16, default=BASE)
        model.people.add_scalar_property("listed", np.uint8)
        model.results.add_vector_property("course", model.params.nticks, np.float64)

    def __call__(self, model: "Town", tick: int) -> None:
        """An evening."""
        people, sums = model.people, np.zeros((nb.get_num_threads(), 2), np.int64)
        settle(people.score, people.points, people.listed, sums)
        model.results.course[tick] = sums.sum(axis=0) / people.count


class Town:
    """Everybody, and the components of a tick."""

    def __init__(self, params: PropertySet) -> None:
        self.params = params
        seed_laser(params.seed)
        self.people, self.results = LaserFrame(params.people), LaserFrame(2)
        scoring = Scoring(self)
        self.conduct = Conduct(self)
        self.components = [self.conduct, scoring]

    def run(self) -> None:
        """All ticks."""
        for tick in range(self.params.nticks):
            for component in self.components:
                component(self, tick)


def ties(people: int) -> tuple[np.ndarray, np.ndarray]:
    """Friends of person i: those from start[i] to start[i + 1]."""
    one, other = prng().integers(0, people, (2, round(people * FRIENDS / 2)), np.int32)
    apart = one != other
    one, other = np.concatenate([one[apart], other[apart]]), np.concatenate([other[apart], one[apart]])
    start = np.concatenate([[0], np.cumsum(np.bincount(one, minlength=people))])
    return start, other[np.argsort(one, kind="stable")]


def simulate(people: int, days: int, seed: int, threads: int = 1) -> dict[str, Any]:
    """The answer. Each of Numba's threads has its own luck, so the answer depends on how many there are."""
    nb.set_num_threads(threads)
    town = Town(PropertySet({"people": people, "nticks": days, "seed": seed}))
    town.run()
    mean, share = town.results.course.T
    return summary(mean, share, mean[-1], town.people.listed.sum(), histogram(town.people.score), town.conduct.acts.sum(axis=0),
                   town.conduct.records.sum(axis=0))
