"""Phases 5 and 6: records become points, points are settled, scores recover and drift toward the company one keeps."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel.detection import ACTOR, CHANNEL, DAY, DUE, KIND, ORDER, ORDINAL, TARGET
from ostrakon.kernel.jit import device, helper

SPILLED = 64            # bit of State.charged


@device
def touch(c, person):
    """Remember that a person has points to settle."""
    if c.dirty[person] == 0:
        n = c.dirty.size
        c.dirty[person] = 1
        c.work[c.work[n]] = person
        c.work[n] += 1


@helper
def charge(s, r, p, c, t, day):
    """Records that fall due today, in the order of the page, on both sides."""
    total = c.n_records[0]
    x = c.records
    keep = 0
    first_due = 0
    # those due today come to the front in order (insertion: a day has few, mostly in order already)
    for i in range(total):
        if x[i, DUE] <= day:
            swap_rows(x, first_due, i)
            first_due += 1
    shell_sort(x, first_due)
    for i in range(first_due):
        kind, channel = x[i, KIND], x[i, CHANNEL]
        rule = r.rule_of[channel, kind]
        if rule < 0:
            continue
        if x[i, TARGET] >= 0:
            charge_side(s, r, p, c, t, 0, x[i, TARGET], rule, kind, channel, day, x[i, DAY])
        if x[i, ACTOR] >= 0:
            charge_side(s, r, p, c, t, 1, x[i, ACTOR], rule, kind, channel, day, x[i, DAY])
    for i in range(first_due, total):
        swap_rows(x, keep, i)
        keep += 1
    c.n_records[0] = keep


@device
def swap_rows(x, i, j):
    if i != j:
        for m in range(8):
            x[i, m], x[j, m] = x[j, m], x[i, m]


@helper
def shell_sort(x, n):
    """By (order, ordinal)."""
    gap = 1
    while gap < n // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(gap, n):
            j = i
            while j >= gap and (x[j - gap, ORDER] > x[j, ORDER]
                                or (x[j - gap, ORDER] == x[j, ORDER] and x[j - gap, ORDINAL] > x[j, ORDINAL])):
                swap_rows(x, j - gap, j)
                j -= gap
        gap //= 3


@helper
def repetition(r, c, side, person, rule, day):
    """How many of the last eight records of this kind fall into the rule's window, today's included."""
    slot = r.rule_rep[rule]
    if slot < 0:
        return 1
    past = c.hist[side, slot, person]
    at = c.hist_at[side, slot, person]
    past[at] = day + 1
    c.hist_at[side, slot, person] = (at + 1) & 7
    count = 0
    for j in range(8):
        if past[j] > 0 and day + 1 - past[j] < r.rule_window[rule]:
            count += 1
    return count


@helper
def charge_side(s, r, p, c, t, side, person, rule, kind, channel, day, since):
    """One record on one side: ledgers 0 and 2 for the person it fell on, 1 and 3 for the true actor."""
    count = repetition(r, c, side, person, rule, day)
    dim = r.rule_dim[rule]
    touch(c, person)
    flow = t.flow[p.cohort[person], kind]
    for ledger in (side, side + 2):
        points = r.rule_points[rule, count - 1, c.tier[ledger, person]]
        c.pend[ledger, dim, person] += points
        if r.rule_list[rule] >= 0 and count >= r.rule_list_at[rule]:
            c.want[ledger, person] |= 1 << r.rule_list[rule]
        if ledger == 0:
            c.lag[person, 0] += 1
            c.lag[person, 1] += since
            if points < 0:
                flow[T.LOST] -= points
                t.chan[channel, T.CH_LOST] -= points
                c.own_lost[person] -= points
                c.charged[person] |= 1 << s.nature[kind]
            else:
                flow[T.GAINED] += points
        elif points < 0:
            if ledger == 1:
                flow[T.LOST_NO_ERROR] -= points
            elif ledger == 3:
                flow[T.LOST_SHADOW] -= points
    points = r.rule_points[rule, count - 1, c.tier[side, person]]
    if r.spill_mode[rule, 0] + r.spill_mode[rule, 1] + r.spill_mode[rule, 2] == 0:
        return
    spill_home(r, p, c, t, side, person, rule, kind, channel, dim, points)
    spill_ties(r, p, c, t, side, person, rule, kind, channel, dim, points, 1, p.close_start, p.close_end, p.close, c.close_cut)
    spill_ties(r, p, c, t, side, person, rule, kind, channel, dim, points, 2, p.wide_start, p.wide_end, p.wide, c.wide_cut)


@device
def share_of(r, rule, role, points):
    """Spilled points for one role: a share rounded toward zero, or the fixed number."""
    if r.spill_mode[rule, role] == 2:
        return r.spill[rule, role]
    x = points * r.spill[rule, role]
    return x >> 8 if x >= 0 else -((-x) >> 8)


@helper
def spill_on(p, c, t, side, other, kind, channel, dim, points):
    if c.enrolled[other] == 0 or points == 0:
        return
    touch(c, other)
    c.pend[side, dim, other] += points
    flow = t.flow[p.cohort[other], kind]
    if side == 1:
        if points < 0:
            flow[T.SPILL_LOST_NO_ERROR] -= points
    elif points < 0:
        flow[T.SPILL_LOST] -= points
        t.chan[channel, T.CH_LOST] -= points
        c.spill_lost[other] -= points
        c.charged[other] |= SPILLED
    else:
        flow[T.SPILL_GAINED] += points


@helper
def spill_home(r, p, c, t, side, person, rule, kind, channel, dim, points):
    if r.spill_mode[rule, 0] == 0:
        return
    share = share_of(r, rule, 0, points)
    for other in range(p.home[person, 0], p.home[person, 1]):
        if other != person:
            spill_on(p, c, t, side, other, kind, channel, dim, share)


@helper
def spill_ties(r, p, c, t, side, person, rule, kind, channel, dim, points, role, start, end, ties, cut):
    if r.spill_mode[rule, role] == 0:
        return
    share = share_of(r, rule, role, points)
    for e in range(start[person], end[person]):
        if cut[e] == 0:
            spill_on(p, c, t, side, ties[e], kind, channel, dim, share)


@device
def rescore(r, c, ledger, person):
    total = 128
    for d in range(r.dim_weight.size):
        total += r.dim_weight[d] * c.dims[ledger, d, person]
    c.score[ledger, person] = total >> 8


@helper
def settle(s, r, p, c, t, day):
    """Sum, add, clip once; scores of those who had points."""
    n = c.dirty.size
    for i in range(c.work[n]):
        person = c.work[i]
        for ledger in range(4):
            for d in range(r.dim_weight.size):
                v = c.dims[ledger, d, person] + c.pend[ledger, d, person]
                c.dims[ledger, d, person] = min(r.dim_max[d], max(r.dim_min[d], v))
                c.pend[ledger, d, person] = 0
            rescore(r, c, ledger, person)
        people = t.people[p.cohort[person]]
        people[T.LAG_DAYS] += c.lag[person, 0] * day - c.lag[person, 1]
        people[T.LAG_RECORDS] += c.lag[person, 0]
        c.lag[person, 0] = 0
        c.lag[person, 1] = 0


@device
def toward_zero(x, shift):
    return x >> shift if x >= 0 else -((-x) >> shift)


@helper
def recover(s, r, p, c):
    """The first of the month: points and factor toward base, for everybody enrolled."""
    for d in range(r.dim_weight.size):
        step, factor = r.recover_points[d], r.recover_factor[d]
        if step == 0 and factor == 65536:
            continue
        for ledger in range(4):
            for person in range(c.dirty.size):
                if c.enrolled[person]:
                    base = r.dim_base[d, p.stratum[person]]
                    v = c.dims[ledger, d, person]
                    if v < base:
                        v = min(base, v + step)
                    elif v > base:
                        v = max(base, v - step)
                    c.dims[ledger, d, person] = base + toward_zero((v - base) * factor, 16)


@helper
def rescore_all(r, c):
    for ledger in range(4):
        for person in range(c.dirty.size):
            rescore(r, c, ledger, person)


@device
def ties_total(c, first, last, ties, cut):
    """Sum of the scores of enrolled people at the other end of active ties, in both ledgers, and how many they are."""
    actual = no_error = count = 0
    for e in range(first, last):
        other = ties[e]
        if cut[e] == 0 and c.enrolled[other]:
            actual += c.score[0, other]
            no_error += c.score[1, other]
            count += 1
    return actual, no_error, count


@helper
def company(r, p, c):
    """The first of the month: a dimension moves toward the mean score of one's ties; scores are read, dimensions written."""
    d = r.company_dim
    if d < 0:
        return
    for person in range(c.dirty.size):
        if c.enrolled[person] == 0:
            continue
        actual, no_error, count = ties_total(c, p.close_start[person], p.close_end[person], p.close, c.close_cut)
        if r.company_of == 1:
            x, y, z = ties_total(c, p.wide_start[person], p.wide_end[person], p.wide, c.wide_cut)
            actual, no_error, count = actual + x, no_error + y, count + z
        if count == 0:
            continue
        for ledger in range(2):
            v = np.int64(c.dims[ledger, d, person])
            mean = (actual if ledger == 0 else no_error) // count
            v += toward_zero((mean - v) * r.company_weight, 8)
            c.dims[ledger, d, person] = min(r.dim_max[d], max(r.dim_min[d], v))


@helper
def first_of_month(s, r, p, c):
    """Recovery, then company, then every score anew."""
    recover(s, r, p, c)
    rescore_all(r, c)
    if r.company_dim >= 0:
        company(r, p, c)
        rescore_all(r, c)
