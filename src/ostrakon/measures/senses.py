"""What the channels of a run can see, and how differently they err with different detection classes.

Here lives the passage from the tables of all phases of a Program. Never here: a count of what they did see.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from ostrakon.program import Program

Flags = npt.NDArray[np.bool_]
SORTS = ("misattribution", "false_records")


@dataclass(frozen=True)
class Errors:
    """The errors of one sort that a channel is declared to make, by detection class [X], in 1 / 2**32; all in proportion to it.

    several: the proportions change within the run, so that no one ratio holds.
    """

    channel: str
    sort: str
    by_class: tuple[int, ...]
    several: bool = False


@dataclass(frozen=True)
class Senses:
    """sees [C,K]: whether a channel has a chance to see a kind. classes: names of the detection classes. within [N,X]: which
    of them the people of a cohort can be in. errors: of every channel that errs with somebody, those of one sort after the other."""

    sees: Flags
    classes: tuple[str, ...]
    within: Flags
    errors: tuple[Errors, ...]


def senses_of(program: Program) -> Senses:
    """Over all phases of the Program."""
    found = [Errors(channel, sort, *_one(program, sort, number)) for sort in SORTS for number, channel in enumerate(program.channels)]
    return Senses(_sees(program), program.society.classes, _within(program), tuple(e for e in found if any(e.by_class)))


def _sees(program: Program) -> Flags:
    """[C,K] in any phase."""
    kinds = len(program.society.kinds)
    found = np.zeros((len(program.channels), kinds), dtype=np.bool_)
    for phase in program.phases:
        r = phase.tables
        for kind in range(kinds):
            found[r.seen[r.seen_start[kind]:r.seen_start[kind + 1]], kind] = True
    return found


def _one(program: Program, sort: str, channel: int) -> tuple[tuple[int, ...], bool]:
    """The errors of one sort by class of the first phase in which the channel makes any, and whether other phases differ in proportion."""
    rows = []
    for phase in program.phases:
        r = phase.tables
        on = np.any(r.seen == channel) and r.seen_start[-1] > 0 if sort == "misattribution" else r.false_on[channel] > 0
        row = (r.wrong if sort == "misattribution" else r.false_keep)[channel].astype(np.int64)
        if on and row.any():
            rows.append(row)
    if not rows:
        return (0,) * len(program.society.classes), False
    scaled = [row / row.max() for row in rows]
    return tuple(int(x) for x in rows[0]), any(not np.allclose(one, scaled[0], atol=1e-6) for one in scaled)


def _within(program: Program) -> Flags:
    """[N,X] which classes the people of a cohort can be in, from what every code of an attribute adds to each grouping."""
    s = program.society.tables
    codes = [len(labels) for labels in program.society.codes.values()]
    pairs = [{(int(s.cohort_map[a, code]), int(s.class_map[a, code])) for code in range(n)} for a, n in enumerate(codes)]
    found = np.zeros((int(s.n_cohorts), len(program.society.classes)), dtype=np.bool_)
    for combination in product(*pairs):
        found[sum(cohort for cohort, _ in combination), sum(its_class for _, its_class in combination)] = True
    return found
