"""Kernel and twin, tally for tally: everything that a community leaves behind, on societies and regimes drawn at random.

A whole run is compared, as the engine lives it: burn-in, changes of Program, abolition, the books at the end. The twin counts in
tests/reference/counts.py from docs/model.md, section 20, by name; here names become the kernel's columns. Never here: state (test_twin.py).
"""

import os
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kernel.test_twin import altered, without
from ostrakon.engine.live import Place, live_community
from ostrakon.kernel import tallies as tally
from ostrakon.program import Phase, Program, neutral
from ostrakon.vocabulary import RIGHTS
from reference.change import Crossing, change
from reference.counts import Counts
from reference.draw import REQUEST, chance, random_months, random_regime, random_society
from reference.life import Twin
from reference.occasions import Overflow

CASES = int(os.environ.get("OSTRAKON_TWIN_CASES", "250"))
FLOWS = {name: i for i, name in enumerate(tally.FLOW_NAMES)}


def columns(first: str, last: str, prefix: str = "") -> dict[str, int]:
    """The names of a run of counters in tallies.py and their places."""
    names = list(vars(tally))
    return {name.lower().removeprefix(prefix): getattr(tally, name) for name in names[names.index(first):names.index(last) + 1]}


NAMES = {"flow": FLOWS, "chan": columns("CH_RIGHT", "CH_LOST", "ch_"), "lists": columns("ENTRIES", "REFUSED_WRONG"),
         "people": columns("PEOPLE", "REMOVED_DAYS"), "series": FLOWS | columns("S_LISTED", "S_ENTRIES"),
         "hist": columns("H_DAYS", "H_WRONGFUL", "h_"), "spells": columns("ENDED", "CENSORED_WRONG"),
         "burden": columns("B_PEOPLE", "B_DAYS", "b_"), "distance": columns("D_PEOPLE", "D_CHILLED", "d_")}


@dataclass
class Case:
    """A run: what is lived, where, how long, and the Programs after the first with their days from day 0 on."""

    number: int
    s: object
    r: object
    n: int
    burn: int
    days: int
    months: list
    seed: int
    place: Place
    none: object
    later: list
    rights: list


def draw(number: int, days: int | None = None) -> Case:
    rng = np.random.default_rng([number, 20])
    s = random_society(rng)
    r = random_regime(rng, s)
    n = int(rng.choice([1, 2, 3, 8, 20]))
    days = int(rng.choice([1, 7, 20, 60, 100])) if days is None else days
    burn = int(rng.choice([0, 0, 3, 15]))
    place = Place(int(rng.integers(len(s.population))), int(rng.integers(1000)), n)
    none = neutral(r, chance(rng, (r.will.shape[0], 16, 16, r.will.shape[-1]), often=0.7))
    later = []
    if rng.random() < 0.5:
        closed = int(rng.integers(1 << len(r.list_red)))
        later.append((int(rng.integers(0, days)), without(altered(rng, r), closed), closed, False, False))
    if rng.random() < 0.3:
        later.append((int(rng.integers(later[0][0] if later else 0, days)), none, 0, True, bool(rng.integers(2))))
    return Case(number, s, r, n, burn, days, random_months(rng, burn + days), int(rng.integers(2**63)), place, none, later,
                [int(rng.integers(-1, len(RIGHTS))) if nature == REQUEST else -1 for nature in s.nature])


def kernel_counts(case: Case):
    """The tallies of the community as the engine leaves them, or None when something overflowed."""
    society = type("Society", (), {"tables": case.s, "rights": np.array(case.rights)})
    phases = (Phase(0, 2**32 - 1, None, case.r),
              *(Phase(day, 2**32 - 1, None, r, abolition=abolition, keep_scores=keep, closed=closed, entry=int(abolition), amended=not abolition)
                for day, r, closed, abolition, keep in case.later))
    program = Program(society, case.r, case.none, phases, case.burn, (), (), ())
    try:
        return live_community(program, case.seed, case.place, case.days, np.array(case.months), 200 * case.n + 4096)[0]
    except RuntimeError:
        return None


def twin_counts(case: Case):
    """The twin after its run, its tally closed; None when a ninth follow-up was pending."""
    tiers, lists, dims, slots = (tuple(range(k)) for k in (len(case.r.tier_cut), len(case.r.list_red), len(case.r.dim_base), case.r.n_rep))
    end, at = case.burn + case.days, case.burn
    twin = Twin(case.s, case.none if case.burn else case.r, case.seed, case.place.region, case.place.number, case.n, case.months)
    twin.tally = Counts(twin, case.burn, ["" if right < 0 else RIGHTS[right] for right in case.rights])
    try:
        if case.burn:
            change(twin.live(0, at, True), at, case.r, Crossing(tiers, lists, dims, slots, erase=True))
        for day, r, closed, abolition, keep in case.later:
            day += case.burn
            twin.live(at, day, True)
            here = tuple(-1 if abolition or closed >> m & 1 else m for m in lists)
            erase = abolition and not keep
            change(twin, day, r, Crossing(tuple(-1 for _ in tiers) if erase else tiers, here, dims, slots, erase=erase))
            at = day
        twin.live(at, end, True)
    except Overflow:
        return None
    twin.tally.close(end)
    return twin


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


def unlike(mine: dict, like) -> list[str]:
    """A line for each count that differs."""
    lines = []
    for name, array in like._asdict().items():
        for place in np.argwhere(mine[name] != array).tolist():
            lines.append(f"{named(name, tuple(place))}: twin {mine[name][tuple(place)]}, kernel {array[tuple(place)]}")
    return lines


def one_case(number: int, days: int | None = None):
    case = draw(number, days)
    theirs, twin = kernel_counts(case), twin_counts(case)
    assert (theirs is None) == (twin is None), f"case {number}: one side only overflowed"
    if twin is None:
        return None
    assert not (lines := unlike(arrays(twin, theirs), theirs)), f"case {number}: " + "; ".join(lines[:20])
    return theirs
