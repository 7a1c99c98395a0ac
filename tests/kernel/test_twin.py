"""Kernel and twin, occasion for occasion and count for count, on societies and regimes drawn at random.

The twin (tests/reference) was written from docs/model.md by an author who had not seen the kernel. They share Philox's
definition and the meaning of the tables. The seeds are hypothesis's; a failure prints the one that failed.
"""

import os
from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kernel.columns import arrays, unlike
from ostrakon.engine.live import Place, _cross, build
from ostrakon.kernel import tallies as tally
from ostrakon.kernel.candidates import first_morning
from ostrakon.kernel.community import BITS, FEAR, FREE, HARD, OK, TIER, VOICE, WAITS, WANT, new_state
from ostrakon.kernel.day import live
from ostrakon.kernel.handle import handle
from ostrakon.kernel.occasions import ACTED
from ostrakon.kernel.rng import LOG
from ostrakon.kernel.start import enter_program
from ostrakon.program import Phase, streams
from reference.change import Crossing, change
from reference.counts import Counts
from reference.draw import random_months, random_regime, random_society
from reference.life import Twin
from reference.occasions import Overflow

CASES = int(os.environ.get("OSTRAKON_TWIN_CASES", "250"))
NAMES = streams()
LOOKED: Counter[int] = Counter()           # people at a tie level above 0 in the end, by whose acts are looked at
DAILY = ("flow", "chan", "days")           # tallies that need no end of the run; test_counts.py has all of them


class Wrapped:
    """What engine.live.build needs of a Program."""

    def __init__(self, s):
        self.society = type("Society", (), {"tables": s})


class Reach:
    """What engine.live needs to cross from one Program to the next."""

    def __init__(self, s, p, c, t):
        self.s, self.p, self.c, self.t, self.r = s, p, c, t, handle


def kernel_run(s, r, seed, region, community, n, months, then=None, on=0, closed=0):
    """All days under r, or those before day ``on`` under r and the rest under ``then``."""
    people = build(Wrapped(s), seed, Place(region, community, n), NAMES)
    state = new_state(n, s, r, people, cap=200 * n + 4096)
    counts = tally.kernel_form(
        tally.empty(s.n_cohorts, len(s.nature), r.wrong.shape[0], r.list_red.shape[0], r.tier_cut.shape[0], len(months) // 7))
    key, at = np.uint64(seed), np.array([region, community])
    h, hr, hp, hs, ht = (handle(x) for x in (s, r, people, state, counts))
    first_morning(hp, hs, key, at, NAMES, LOG)
    enter_program(h, hr, hp, hs, key, at, NAMES, LOG, True, 0)
    end = len(months)
    status = live(h, hr, hp, hs, ht, key, at, np.array([0, on if then else end, 0, 1]), np.array(months), NAMES, LOG)
    if then and status == OK:
        _cross(Reach(h, hp, hs, ht), Phase(0, 0, None, r), Phase(on, 0, None, then, closed=closed), state, key, at, NAMES, on)
        status = live(h, handle(then), hp, hs, ht, key, at, np.array([on, end, 0, 1]), np.array(months), NAMES, LOG)
    return status, people, state, tally.plain_form(counts)


def town_of(p, c):
    """The built community by the twin's names."""
    n = len(p.stratum)
    ties = [[sorted(nb[start[i]:end[i]].tolist()) for i in range(n)] for nb, start, end in
            ((p.close, p.close_start, p.close_end), (p.wide, p.wide_start, p.wide_end))]
    return {"attr": p.attr.T.tolist(), "stratum": p.stratum.tolist(), "cohort": p.cohort.tolist(), "group": p.group.tolist(),
            "look": p.look.tolist(), "close": ties[0], "wide": ties[1], "scale": p.scale.tolist(),
            "enrolled": c.enrolled.astype(bool).tolist(), "aware": c.aware.astype(bool).tolist()}


def state_of(p, c, r):
    n = len(p.stratum)

    def past(side):
        out = []
        for i in range(n):
            rows = []
            for slot in range(c.hist.shape[1]):
                rows.append([int(d) - 1 for d in c.hist[i, slot, side][::-1] if d > 0])
            out.append(rows)
        return out

    def active(nb, start, end, cut):
        return [sorted(int(nb[e]) for e in range(start[i], end[i]) if cut[e] == 0) for i in range(n)]

    def by_person(array):
        return [array[..., i].tolist() for i in range(n)]

    lived = p.scale > 0
    return {"dims": [[c.book[i, :, x].tolist() for i in range(n)] for x in range(4)],
            "pending": [[c.book[i, :, WAITS + x].tolist() for i in range(n)] for x in range(4)],
            "score": c.score.T.tolist(), "tier": c.mark[:, TIER:BITS].T.tolist(), "lists": c.mark[:, BITS:WANT].T.tolist(),
            "until": [[c.until[x, :, i].tolist() for i in range(n)] for x in range(4)],
            "fear": c.feel[:, FEAR].tolist(), "hardship": c.feel[:, HARD].tolist(), "next_time": np.where(lived, c.tick, -1).tolist(),
            "ordinal": np.where(lived, c.ordinal, 0).tolist(), "detained_until": (c.mood[:, FREE].astype(int) - 1).tolist(),
            "removed": c.removed.astype(bool).tolist(), "acted": (c.acted & ACTED > 0).tolist(),
            "tie_level": (c.mood[:, VOICE] // (r.will.shape[0] // r.tie_levels)).tolist(), "grace": by_person(c.grace),
            "lodged": [[bool(x) for x in row] for row in by_person(c.appeal)],
            "active_close": active(p.close, p.close_start, p.close_end, c.close_cut),
            "active_wide": active(p.wide, p.wide_start, p.wide_end, c.wide_cut),
            "follow_ups": [sorted((t, o, k) for who, t, o, k in c.follow[: c.f_count[0]].tolist() if who == i) for i in range(n)],
            "history_a": past(0), "history_b": past(1)}


def assert_same(one, other, what):
    for name in one:
        a, b = one[name], other[name]
        if a != b:
            for i, (x, y) in enumerate(zip(a, b, strict=True)):
                assert x == y, f"{what}: {name}[{i}]"


def altered(rng, r):
    """Another regime in the same shapes: other scope, points, cutoffs and terms."""
    def near(table, spread):
        return table + rng.integers(-spread, spread + 1, table.shape)

    return r._replace(enrol_share=int(rng.choice([0, 2**31, 2**32 - 1])), aware_share=int(rng.choice([2**30, 2**32 - 1])),
                      rule_points=near(r.rule_points, 9), list_cut=near(r.list_cut, 20), monthly=int(rng.integers(2)),
                      list_term=np.where(r.list_term < 0, -1, np.maximum(0, near(r.list_term, 3))))


def without(r, closed):
    """The tables of a regime in which some lists are off."""
    off = np.array([closed >> m & 1 for m in range(len(r.list_red))], dtype=bool)
    unlisted = np.isin(r.rule_list, np.flatnonzero(off))
    return r._replace(**{name: np.where(off, nothing, getattr(r, name)) for name, nothing in
                         (("list_mode", 0), ("list_duty", 0), ("list_exit_mode", 0), ("list_term", -1), ("appeal_on", 0))},
                      rule_list=np.where(unlisted, -1, r.rule_list))


def one_case(number, changes=False):
    rng = np.random.default_rng(number)
    s = random_society(rng)
    r = random_regime(rng, s)
    n = int(rng.choice([1, 1, 2, 3, 8, 20, 45]))
    days = int(rng.choice([1, 5, 20, 40, 70]))
    months = random_months(rng, days)
    seed, region, community = int(rng.integers(2**63)), int(rng.integers(len(s.population))), int(rng.integers(1000))
    then, on, closed = None, days, 0
    if changes:
        then, on, closed = altered(rng, r), int(rng.integers(0, days)), int(rng.integers(1 << len(r.list_red)))
        then = without(then, closed)
        r = without(r, int(rng.integers(1 << len(r.list_red))) & ~closed if rng.integers(2) else 0)
    status, people, state, counts = kernel_run(s, r, seed, region, community, n, months, then, on, closed)
    try:
        twin = Twin(s, r, seed, region, community, n, months)
        twin.tally = Counts(twin)
        twin.live(0, on, True)
        if then:
            tiers, lists_here, dims, slots = [tuple(range(k)) for k in (len(r.tier_cut), len(r.list_red), len(r.dim_base), r.n_rep)]
            change(twin, on, then, Crossing(tiers, tuple(-1 if closed >> m & 1 else m for m in lists_here), dims, slots))
            twin.live(on, days, True)
    except Overflow:
        assert status != OK
        return None
    assert status == OK
    ps = twin.people
    assert_same({"attr": [list(x.codes) for x in ps], "stratum": [x.stratum for x in ps], "cohort": [x.cohort for x in ps],
                 "look": [x.look for x in ps], "close": [sorted(x.ties[0]) for x in ps], "wide": [sorted(x.ties[1]) for x in ps],
                 "scale": [x.scale for x in ps], "enrolled": [x.enrolled for x in ps], "aware": [x.aware for x in ps]},
                town_of(people, state), f"case {number}")
    mine, theirs = state_of(people, state, r), twin.arrays()
    LOOKED[r.tie_of] += sum(level > 0 for level in theirs["tie_level"])
    if r.n_rep == 0:
        for name in ("history_a", "history_b"):
            mine[name] = theirs[name]
    for name in ("appeal_due", "enrolled", "aware"):
        theirs.pop(name)
    assert_same(theirs, mine, f"case {number}")
    assert not (lines := unlike(arrays(twin, counts), counts, DAILY)), f"case {number}: " + "; ".join(lines[:20])
    return counts


@settings(max_examples=CASES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32 - 1))
@example(0)
def test_kernel_and_twin_agree(number):
    one_case(number)


@settings(max_examples=CASES // 2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32 - 1))
def test_kernel_and_twin_agree_across_a_change_of_program(number):
    one_case(number, changes=True)


def test_the_cases_reach_every_counter_compared():
    found = [counts for counts in map(one_case, range(80)) if counts is not None]
    reached = sum(c.flow.sum(axis=(0, 1)) for c in found), sum(c.chan.sum(axis=0) for c in found)
    assert (reached[0] > 0).all() and (reached[1] > 0).all(), reached
    assert min(LOOKED[of] for of in (1, 2, 3)) > 5, LOOKED


def test_comparison_can_fail():
    with pytest.raises(AssertionError):
        assert_same({"score": [[1, 2]]}, {"score": [[1, 3]]}, "x")
