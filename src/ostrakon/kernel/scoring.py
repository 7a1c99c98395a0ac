"""Phases 5 and 6: records become points, and points are settled."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as N
from ostrakon.kernel.community import (
    ACTOR,
    CHANNEL,
    CHARGED,
    COHORT,
    DAY,
    DIRTY,
    DUE,
    ENROLLED,
    KIND,
    ORDER,
    ORDINAL,
    TARGET,
    TIER,
    WAITS,
    WANT,
)
from ostrakon.kernel.jit import device, helper

SPILLED = 64            # bit of State.charged


@device
def touch(c, person):
    """Remember that a person has points to settle."""
    if c.mark[person, DIRTY] == 0:
        n = c.score.shape[0]
        c.mark[person, DIRTY] = 1
        c.work[c.work[n]] = person
        c.work[n] += 1


@helper
def charge(s, r, p, c, t, day):
    """Records that fall due today. Points are summed, so only records that are counted for repetition need the page's order."""
    x = c.records
    total = c.n_records[0]
    counted = waiting = 0
    for i in range(total):
        if x[i, DUE] > day:
            waiting += 1
            continue
        rule = r.rule_of[x[i, CHANNEL], x[i, KIND]]
        if rule >= 0 and r.rule_rep[rule] >= 0:
            c.in_order[counted] = i
            counted += 1
        elif rule >= 0:
            charge_waiting(s, r, p, c, t, day, x[i], rule)
    shell_sort(x, c.in_order, counted)
    for j in range(counted):
        i = c.in_order[j]
        charge_waiting(s, r, p, c, t, day, x[i], r.rule_of[x[i, CHANNEL], x[i, KIND]])
    if waiting > 0:
        waiting = 0
        for i in range(total):
            if x[i, DUE] > day:
                x[waiting] = x[i]
                waiting += 1
    c.n_records[0] = waiting


@helper
def shell_sort(x, which, n):
    """Places of records by (order, ordinal)."""
    gap = 1
    while gap < n // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, n):
            moved = which[i]
            order, ordinal = x[moved, ORDER], x[moved, ORDINAL]
            j = i
            while j >= gap and (x[which[j - gap], ORDER] > order
                                or (x[which[j - gap], ORDER] == order and x[which[j - gap], ORDINAL] > ordinal)):
                which[j] = which[j - gap]
                j -= gap
            which[j] = moved
        gap //= 3


@device
def charge_waiting(s, r, p, c, t, day, x, rule):
    number = x[ORDINAL] | (((x[ORDER] >> 31) & 1) * N.UNREAL)
    charge_record(s, r, p, c, t, day, x[KIND], x[CHANNEL], x[TARGET], x[ACTOR], x[DAY], rule, number)


@helper
def charge_record(s, r, p, c, t, day, kind, channel, target, actor, since, rule, number):
    """One record on its sides: A for the person it fell on (ledgers 0 and 2), B for the true actor (1 and 3)."""
    on_a = on_b = 0
    if target >= 0:
        on_a = charge_side(s, r, p, c, t, 0, target, rule, kind, channel, day, since, number, actor)
    if actor >= 0:
        on_b = charge_side(s, r, p, c, t, 1, actor, rule, kind, channel, day, since, number, actor)
    if r.spill_mode[rule, 0] + r.spill_mode[rule, 1] + r.spill_mode[rule, 2] == 0:
        return
    truth = (N.FALSE if number >= N.UNREAL else N.RIGHT if target == actor else N.WRONG) + 4 * (actor + 1)
    if target == actor:
        spill(r, p, c, t, day, number, truth, target, rule, kind, channel, True, on_a, True, on_b)
        return
    if target >= 0:
        spill(r, p, c, t, day, number, truth, target, rule, kind, channel, True, on_a, False, 0)
    if actor >= 0:
        spill(r, p, c, t, day, number, truth, actor, rule, kind, channel, False, 0, True, on_b)


@device
def repetition(r, c, side, person, rule, day):
    """How many of the last eight records of this kind fall into the rule's window, today's included."""
    slot = r.rule_rep[rule]
    if slot < 0:
        return 1
    past = c.hist[person, slot, side]
    since = day + 1 - r.rule_window[rule]
    count = 1
    for j in range(7, 0, -1):
        before = np.int64(past[j - 1])
        past[j] = before
        count += (before > since) & (before > 0)
    past[0] = day + 1
    return count


@helper
def charge_side(s, r, p, c, t, side, person, rule, kind, channel, day, since, number, actor):
    """One record on one side; returns the points in the ledger that spills."""
    count = repetition(r, c, side, person, rule, day)
    dim = r.rule_dim[rule]
    touch(c, person)
    cohort = np.int64(c.mood[person, COHORT])
    points = r.rule_points[rule, count - 1, c.mark[person, TIER + side]]
    alone = r.rule_points[rule, count - 1, c.mark[person, TIER + side + 2]]
    c.book[person, dim, WAITS + side] += points
    c.book[person, dim, WAITS + side + 2] += alone
    if r.rule_list[rule] >= 0 and count >= r.rule_list_at[rule]:
        c.mark[person, WANT + side] |= 1 << r.rule_list[rule]
        c.mark[person, WANT + side + 2] |= 1 << r.rule_list[rule]
    if c.watch[person]:
        N.note(c, day, N.POINTS, person, kind, number, channel, actor, side, points, alone, count, rule)
    if side == 1:
        t.flow[T.LOST_NO_ERROR, cohort, kind] -= min(0, points)
        t.flow[T.LOST_SHADOW, cohort, kind] -= min(0, alone)
        return points
    c.lag[cohort, 0] += 1
    c.lag[cohort, 1] += since
    if points < 0:
        t.flow[T.LOST, cohort, kind] -= points
        t.chan[channel, T.CH_LOST] -= points
        c.own_lost[person] -= points
        c.mark[person, CHARGED] |= 1 << s.nature[kind]
    else:
        t.flow[T.GAINED, cohort, kind] += points
    return points


@device
def share_of(r, rule, role, has, points):
    """Spilled points for one role: a share rounded toward zero, or the fixed number; none on a side without a record."""
    if not has:
        return 0
    if r.spill_mode[rule, role] == 2:
        return r.spill[rule, role]
    return toward_zero(points * r.spill[rule, role], 8)


@helper
def spill(r, p, c, t, day, number, truth, person, rule, kind, channel, has_a, on_a, has_b, on_b):
    """Points of ledger 0 (side A) and ledger 1 (side B) on the others of the household and on active ties."""
    dim = r.rule_dim[rule]
    if r.spill_mode[rule, 0] > 0:
        a, b = share_of(r, rule, 0, has_a, on_a), share_of(r, rule, 0, has_b, on_b)
        for other in range(p.home[person, 0], p.home[person, 1]):
            if other != person:
                spill_on(p, c, t, day, number, truth, person, N.HOUSEHOLD, rule, other, kind, channel, dim, a, b)
    if r.spill_mode[rule, 1] > 0:
        a, b = share_of(r, rule, 1, has_a, on_a), share_of(r, rule, 1, has_b, on_b)
        for e in range(p.close_start[person], p.close_end[person]):
            if c.close_cut[e] == 0:
                spill_on(p, c, t, day, number, truth, person, N.CLOSE, rule, np.int64(p.close[e]), kind, channel, dim, a, b)
    if r.spill_mode[rule, 2] > 0:
        a, b = share_of(r, rule, 2, has_a, on_a), share_of(r, rule, 2, has_b, on_b)
        for e in range(p.wide_start[person], p.wide_end[person]):
            if c.wide_cut[e] == 0:
                spill_on(p, c, t, day, number, truth, person, N.WIDER, rule, np.int64(p.wide[e]), kind, channel, dim, a, b)


@helper
def spill_on(p, c, t, day, number, truth, source, role, rule, other, kind, channel, dim, a, b):
    if c.mark[other, ENROLLED] == 0 or (a == 0 and b == 0):
        return
    touch(c, other)
    c.book[other, dim, WAITS] += a
    c.book[other, dim, WAITS + 1] += b
    if c.watch[other]:
        N.note(c, day, N.SPILL, other, kind, number, channel, source, role, a, b, truth, rule)
    cohort = np.int64(c.mood[other, COHORT])
    if b < 0:
        t.flow[T.SPILL_LOST_NO_ERROR, cohort, kind] -= b
    if a < 0:
        t.flow[T.SPILL_LOST, cohort, kind] -= a
        t.chan[channel, T.CH_LOST] -= a
        c.spill_lost[other] -= a
        c.mark[other, CHARGED] |= SPILLED
    elif a > 0:
        t.flow[T.SPILL_GAINED, cohort, kind] += a


@device
def rescore(r, c, ledger, person):
    weight, book = r.dim_weight, c.book
    total = 128
    for d in range(weight.size):
        total += weight[d] * book[person, d, ledger]
    score = total >> 8
    if ledger == 0:
        c.total[0] += score - c.score[person, 0]
    c.score[person, ledger] = score


@helper
def settle(s, r, p, c, t, day):
    """Sum, add, clip once; scores of those who had points."""
    n = c.score.shape[0]
    for i in range(c.work[n]):
        person = c.work[i]
        for d in range(r.dim_weight.size):
            low, high = r.dim_min[d], r.dim_max[d]
            for ledger in range(4):
                v = np.int64(c.book[person, d, ledger]) + c.book[person, d, WAITS + ledger]
                c.book[person, d, ledger] = min(high, max(low, v))
                c.book[person, d, WAITS + ledger] = 0
        for ledger in range(4):
            rescore(r, c, ledger, person)
        if c.watch[person]:
            N.note_scores(c, day, person, N.SETTLED)
    for cohort in range(c.lag.shape[0]):
        t.people[cohort, T.LAG_DAYS] += c.lag[cohort, 0] * day - c.lag[cohort, 1]
        t.people[cohort, T.LAG_RECORDS] += c.lag[cohort, 0]
    c.lag[:] = 0


@device
def toward_zero(x, shift):
    return x >> shift if x >= 0 else -((-x) >> shift)
