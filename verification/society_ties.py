"""Figures of ties: how many are made of those declared, and how alike their ends are.

Here lives the reading of built ties. Expected likeness is the mixture that the declared foci give. Never here: a change to any tie.
"""

from typing import NamedTuple

import numpy as np

from ostrakon.engine.live import build
from ostrakon.engine.simulate import places
from ostrakon.program import COMMUNITY_SIZE, Program, streams
from ostrakon.spec.society import Society

NEAR = 72           # two stubs of neighbours start at most 64 ids apart; pairing passes over a few more
YEARS = 4           # two stubs of one age focus start at most 2 years from their owners
AGE, EDUCATION = 2, 5
WHAT = ("near", "of like age", "of the same schooling")
DRAWS = 4           # random partners per person and focus from which the expectation is computed


class Figure(NamedTuple):
    """One share of ties over all communities; se: over communities."""

    layer: str
    what: str
    expected: float
    got: float
    se: float


def layers(b: object, model: Society) -> list[tuple[str, float, float, float, float]]:
    """By layer: name, declared mean degree, mean stubs, mean ties made, share of stubs lost."""
    out = []
    for i, (name, section) in enumerate((("close", model.ties.close), ("wide", model.ties.wide))):
        stubs, made = (float(x[i].mean()) for x in (b.stubs, b.ties))      # type: ignore[attr-defined]
        out.append((name, section.mean, stubs, made, 1 - made / stubs))
    return out


def _alike(attr: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """[3] share of pairs that are near, of like age, of the same schooling."""
    age = attr[AGE].astype(int)
    near, years, same = np.abs(a - b) <= NEAR, np.abs(age[a] - age[b]) <= YEARS, attr[EDUCATION][a] == attr[EDUCATION][b]
    return np.array([near.mean(), years.mean(), same.mean()])


def _partners(attr: np.ndarray, home: np.ndarray, focus: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Random pairs that a focus would make: both keys moved as the stubs are, partners of equal key, no housemates."""
    n = attr.shape[1]
    one = np.repeat(np.arange(n), DRAWS)
    if focus == 0:
        key = np.clip(one + rng.integers(-32, 33, len(one)), 0, n - 1)
    elif focus == 1:
        key = np.clip(attr[AGE][one].astype(int) + rng.integers(-2, 3, len(one)), 0, 127)
    else:
        key = attr[EDUCATION][one].astype(int)
    order = np.lexsort((rng.random(len(one)), key))
    a, b = one[order[0:-1:2]], one[order[1::2]]
    keep = home[a] != home[b]
    return a[keep], b[keep]


def tie_figures(program: Program, seed: int, people: int) -> list[Figure]:
    """Likeness in both layers over all communities."""
    rng = np.random.default_rng(20_201_101)
    low, high = (int(x) / 256 for x in program.society.tables.foci)
    mix = np.array([low, high - low, 1 - high])
    found: list[np.ndarray] = []
    weights = []
    for place in places(program.society.tables.population, people, COMMUNITY_SIZE):
        p = build(program, seed, place, streams())
        expected = mix @ np.array([_alike(p.attr, *_partners(p.attr, p.home[:, 0], f, rng)) for f in range(3)])
        rows = [expected]
        for start, end, ties in ((p.close_start, p.close_end, p.close), (p.wide_start, p.wide_end, p.wide)):
            made = end - start[:-1]
            one = np.repeat(np.arange(place.people), made)
            at = np.arange(len(one)) - np.repeat(np.cumsum(made) - made, made) + np.repeat(start[:-1], made)
            rows.append(_alike(p.attr, one, ties[at]))
        found.append(np.array(rows))
        weights.append(place.people)
    all_rows, w = np.array(found), np.array(weights) / np.sum(weights)
    mean = np.tensordot(w, all_rows, 1)
    out = []
    for layer, name in ((1, "close"), (2, "wide")):
        gap = all_rows[:, layer] - all_rows[:, 0]
        error = np.sqrt((w[:, None] ** 2 * (gap - w @ gap) ** 2).sum(0))
        out += [Figure(name, WHAT[i], float(mean[0, i]), float(mean[layer, i]), float(error[i])) for i in range(3)]
    return out
