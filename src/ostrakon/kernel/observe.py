"""Phase 9: counting. It writes tallies and each person's own end-of-run counters, and changes nothing that anyone feels."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel.community import BITS, FEAR, HARD, STANDING, TIER
from ostrakon.kernel.jit import bit_length, helper, kernel
from ostrakon.kernel.listings import cut_short
from ostrakon.kernel.occasions import (
    E_CHILLED,
    E_DENIED,
    E_DENIED_INNOCENT,
    E_DENIED_WRONGLY,
    E_FAMILY,
    E_LAWFUL,
    E_LISTED,
    E_RECORDED,
    E_SANCTIONED,
    E_SPOKE,
    E_WRONG,
    count_most,
)
from ostrakon.kernel.snapshots import distances, fourth_week
from ostrakon.kernel.trace import note_feelings
from ostrakon.mechanisms.tables import SANCTIONED


@helper
def observe(s, r, p, c, t, day, day_zero):
    """Person-days by standing and list, every day; stocks, every seventh day of the tallied time."""
    n = c.score.shape[0]
    if (day + 1) % 7 == 0:
        note_feelings(c, day)
    if day < day_zero:
        return
    for i in range(c.active[n]):
        person = c.active[i]
        bits, shadow = c.mark[person, BITS], c.mark[person, BITS + 3]
        if bits | shadow:
            black = 0
            for m in range(r.list_red.size):
                count = t.lists[p.cohort[person], m]
                if bits & (1 << m):
                    count[T.LIST_DAYS] += 1
                    count[T.WRONGFUL_DAYS] += shadow & (1 << m) == 0
                    black |= r.list_red[m] == 0
                count[T.SHADOW_DAYS] += shadow & (1 << m) != 0
            c.days_listed[person] += black
    for a in range(c.stock.shape[0]):
        t.people[a, T.REACH_DAYS] += c.reach_down[a]
        t.people[a, T.FAMILY_DAYS] += c.family[a]
        t.people[a, T.REMOVED_DAYS] += c.accounts[a]
    days, stock = t.days.reshape(t.days.size), c.stock.reshape(c.stock.size)
    for a in range(stock.size):
        days[a] += stock[a]
    lived = day - day_zero + 1
    if lived % 7 == 0 and lived // 7 <= t.series.shape[0]:
        count_most(c, t)
        stocks(r, c, t, t.series[lived // 7 - 1])
    if lived % T.SNAPSHOT == 1:
        fourth_week(r, p, c, t, lived == 1)
    if lived % T.QUARTER == 0:
        distances(p, c, t)


@helper
def stocks(r, c, t, row):
    n = c.score.shape[0]
    for i in range(c.active[n]):
        listed = wrongly = 0
        for m in range(r.list_red.size):
            if r.list_red[m] == 0 and c.mark[c.active[i], BITS] & (1 << m):
                listed = 1
                wrongly |= c.mark[c.active[i], BITS + 3] & (1 << m) == 0
        row[T.S_LISTED] += listed
        row[T.S_WRONGLY] += wrongly
    bottom = fear = hard = 0
    for a in range(c.stock.shape[0]):
        for b in range(1 << r.list_red.size):
            bottom += c.stock[a, b]
    for i in range(c.felt[n]):
        fear += np.int64(c.feel[c.felt[i], FEAR])
        hard += np.int64(c.feel[c.felt[i], HARD])
    row[T.S_BOTTOM] += bottom
    row[T.S_SCORE] += c.total[0]
    row[T.S_FEAR] += fear
    row[T.S_HARDSHIP] += hard
    flows = t.flow.reshape(T.FLOWS, t.flow.shape[1] * t.flow.shape[2])
    for f in range(T.FLOWS):
        total = 0
        for a in range(flows.shape[1]):
            total += flows[f, a]
        row[f] += total
    for a in range(t.lists.shape[0]):
        for m in range(t.lists.shape[1]):
            row[T.S_ENTRIES] += t.lists[a, m, T.ENTRIES]


@helper
def log2_bin(x):
    b = 0
    while x > 0:
        x >>= 1
        b += 1
    return min(b, T.HIST_BINS - 1)


@helper
def burden_bin(x):
    if x < 16:
        return x
    octave = bit_length(x) - 1
    return min(16 + 8 * (octave - 4) + ((x >> (octave - 3)) & 7), T.BURDEN_BINS - 1)


@kernel
def close_books(r, p, c, t, end):
    """The end of the run, the morning of day ``end``: everything that is counted per person."""
    lo, hi = 0, 0
    for d in range(r.dim_weight.size):
        lo += r.dim_weight[d] * r.dim_min[d]
        hi += r.dim_weight[d] * r.dim_max[d]
    lo >>= 8
    width = max(1, (hi >> 8) - lo + 1)
    for i in range(c.score.shape[0]):
        a = p.cohort[i]
        people = t.people[a]
        ever = c.ever[i]
        people[T.PEOPLE] += 1
        people[T.ENROLLED] += c.enrolled[i]
        people[T.EVER_LISTED] += ever & E_LISTED != 0
        people[T.EVER_WRONGLY] += ever & E_WRONG != 0
        people[T.EVER_DENIED] += ever & E_DENIED != 0
        people[T.EVER_CHILLED] += ever & E_CHILLED != 0
        people[T.RECORDED_EVER] += ever & E_RECORDED != 0
        people[T.SANCTIONED_EVER] += ever & E_SANCTIONED != 0
        people[T.EVER_DENIED_WRONGLY] += ever & E_DENIED_WRONGLY != 0
        people[T.EVER_DENIED_INNOCENT] += ever & E_DENIED_INNOCENT != 0
        people[T.BYSTANDERS] += ever & E_SANCTIONED == 0 and (c.spill_lost[i] > 0 or ever & E_FAMILY != 0)
        people[T.SCORE] += c.score[i, 0]
        people[T.SCORE_SHADOW] += c.score[i, 3]
        people[T.FEAR] += c.feel[i, FEAR]
        people[T.HARDSHIP] += c.feel[i, HARD]
        if c.own_lost[i] == 0:
            people[T.LOST_BY_UNINVOLVED] += c.spill_lost[i]
        people[T.HARMED_BY_ASSOCIATION] += c.spill_lost[i] > 0
        listed = wrongly = 0
        for m in range(r.list_red.size):
            bit = 1 << m
            if c.mark[i, BITS] & bit:
                t.lists[a, m, T.ON_AT_END] += 1
                cut_short(p, c, t, end, i, m)
                wrong = c.mark[i, BITS + 3] & bit == 0
                t.lists[a, m, T.WRONGFUL_AT_END] += wrong
                if r.list_red[m] == 0:
                    listed = 1
                    wrongly |= wrong
        people[T.LISTED_AT_END] += listed
        people[T.WRONGLY_AT_END] += wrongly
        if r.list_red.size > 0:
            t.lists[a, 0, T.EVER] += ever & E_LISTED != 0
            t.lists[a, 0, T.EVER_WRONGFUL] += ever & E_WRONG != 0
            t.lists[a, 0, T.EVER_EXPRESSION_ONLY] += ever & E_SPOKE != 0
            t.lists[a, 0, T.EVER_NO_UNLAWFUL] += ever & E_LAWFUL != 0
        t.tiers[a, c.mark[i, TIER]] += 1
        t.tiers_shadow[a, c.mark[i, TIER + 3]] += 1
        t.scores[a, min(T.SCORE_BINS - 1, max(0, (c.score[i, 0] - lo) * T.SCORE_BINS // width))] += 1
        t.hist[a, T.H_DAYS, log2_bin(c.days_listed[i])] += 1
        t.hist[a, T.H_DENIALS, log2_bin(c.denials[i])] += 1
        t.hist[a, T.H_WRONGFUL, log2_bin(c.times_wrong[i])] += 1
        borne = np.int64(c.borne[i, 0])
        t.burden[a, burden_bin(borne), T.B_PEOPLE] += 1
        t.burden[a, burden_bin(borne), T.B_DAYS] += borne


@kernel
def bear(r, c, day):
    """Sanction-days up to the evening before ``day``, whose standing is still that of these tables."""
    for person in range(c.borne.shape[0]):
        if r.flags[c.mood[person, STANDING]] & SANCTIONED:
            c.borne[person, 0] += day - c.borne[person, 1]
        c.borne[person, 1] = day
