"""Cuts: by which attributes, or combinations of them, an outcome is told.

Here lives the passage from "sex+minority" to the cohorts of the tallies. Never here: a number.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np

from ostrakon.errors import fail
from ostrakon.measures.base import Axis, Counts
from ostrakon.vocabulary import ATTRIBUTES, nearest

JOINT = "+"         # between the attributes of a combination, as in sex+minority


def cut(text: str, axes: Sequence[Axis]) -> Axis:
    """The combination of cohort attributes that this names, as one axis whose levels are every combination of theirs.

    Raises OstrakonError OST7001 for an attribute that is none of ``axes``, or that is named twice.
    """
    names = text.split(JOINT)
    known = {axis.name: axis for axis in axes}
    for name in names:
        if name not in known:
            _refuse(text, name, tuple(known))
    if len(set(names)) < len(names):
        fail("OST7001", f"--by {text}: an attribute is named twice", remedy=f"--by {JOINT.join(dict.fromkeys(names))}")
    chosen = [known[name] for name in names]
    if len(chosen) == 1:
        return chosen[0]
    levels = list(product(*(range(len(axis.labels)) for axis in chosen)))
    of = np.full(chosen[0].of.shape, -1, dtype=np.int64)
    for number, combination in enumerate(levels):
        of[np.all([axis.of == level for axis, level in zip(chosen, combination, strict=True)], axis=0)] = number
    labels = tuple(", ".join(axis.labels[level] for axis, level in zip(chosen, combination, strict=True)) for combination in levels)
    return Axis(text, labels, of)


def _refuse(text: str, name: str, known: Sequence[str]) -> None:
    declared = f"cohorts=[{', '.join((*known, name))}]"
    remedy = (f"the society can declare it: --set-society '{declared}'" if name in ATTRIBUTES or (name and not nearest(name, known))
              else "name attributes that the society tells cohorts apart by")
    fail("OST7001", f"--by {text[:80]}: people are not counted by '{name[:80]}' in this society",
         allowed=f"{', '.join(known) or 'none'}; several joined by {JOINT}", nearest=nearest(name, known), remedy=remedy)


def members(axes: Sequence[Axis], cohorts: int) -> Counts:
    """[M,N] which cohorts belong to which row: everybody first, then every level of every axis in turn; 0 or 1."""
    rows = [np.ones(cohorts, dtype=np.int64)]
    rows += [(axis.of == number).astype(np.int64) for axis in axes for number in range(len(axis.labels))]
    return np.array(rows)
