"""The twin's tallies, which go by name, in the kernel's columns, and where the two differ.

Here lives the translation of names into places. Never here: anything computed by the kernel, or what a counter means
(tests/reference/counts.py).
"""

import numpy as np

from ostrakon.kernel import tallies as tally
from ostrakon.vocabulary import RIGHTS

FLOWS = {name: i for i, name in enumerate(tally.FLOW_NAMES)}


def columns(first: str, last: str, prefix: str = "") -> dict[str, int]:
    """The names of a run of counters in tallies.py and their places."""
    names = list(vars(tally))
    return {name.lower().removeprefix(prefix): getattr(tally, name) for name in names[names.index(first):names.index(last) + 1]}


NAMES = {"flow": FLOWS, "chan": columns("CH_RIGHT", "CH_LOST", "ch_"), "lists": columns("ENTRIES", "REFUSED_WRONG"),
         "people": columns("PEOPLE", "REMOVED_DAYS"), "series": FLOWS | columns("S_LISTED", "S_ENTRIES"),
         "hist": columns("H_DAYS", "H_WRONGFUL", "h_"), "spells": columns("ENDED", "CENSORED_WRONG"),
         "burden": columns("B_PEOPLE", "B_DAYS", "b_"), "distance": columns("D_PEOPLE", "D_CHILLED", "d_")}


def arrays(twin, like) -> dict[str, np.ndarray]:
    """The twin's tallies in the kernel's shapes."""
    counts, courses = twin.tally, twin.tally.courses
    out = {name: np.zeros_like(array) for name, array in like._asdict().items()}
    for name in ("flow", "chan", "lists", "people", "series"):
        for (*cell, counter), count in getattr(counts, name).items():
            out[name][(*cell, NAMES[name][counter])] += count
    for name in ("spells", "burden", "distance"):
        for (*cell, counter), count in getattr(courses, name).items():
            out[name][(*cell, NAMES[name][counter])] += count
    for (cohort, counter, b), count in courses.hist.items():
        out["hist"][cohort, NAMES["hist"][counter], b] += count
    for name in ("tiers", "tiers_shadow", "scores", "moves", "trap"):
        for cell, count in getattr(courses, name).items():
            out[name][cell] += count
    for cell, count in counts.days.items():
        out["days"][cell] += count
    for (cohort, right), count in counts.rights.items():
        out["rights"][cohort, RIGHTS.index(right)] += count
    return out


def named(name: str, place: tuple) -> str:
    """Where two arrays differ, with the counter's name."""
    of = {number: counter for counter, number in NAMES.get(name, {}).items()}
    return f"{name}{place[:-1]} {of.get(place[-1], place[-1])}" if name != "hist" else f"hist {place[0]} {of[place[1]]} {place[2]}"


def unlike(mine: dict, like, names=tally.Tallies._fields) -> list[str]:
    """A line for each count that differs."""
    lines = []
    for name in names:
        one, other = comparable(name, mine[name]), comparable(name, getattr(like, name))
        for place in map(tuple, np.argwhere(one != other).tolist()):
            lines.append(f"{named(name, place)}: twin {one[place]}, kernel {other[place]}")
    return lines


def comparable(name: str, array: np.ndarray) -> np.ndarray:
    """The array; but which cohort a tie cut by both its ends on one day is counted with is open (docs/decisions/0002-ambiguities.md)."""
    if name == "people":
        array = array.copy()
        array[0, tally.TIES_CUT], array[1:, tally.TIES_CUT] = array[:, tally.TIES_CUT].sum(), 0
    return array
