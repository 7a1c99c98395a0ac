"""The first of a month: dimensions recover toward base, then drift toward the company one keeps, and scores are taken anew.

Here lives what happens to everybody at once. Never here: points of records (``scoring``).
"""

import numpy as np

from ostrakon.kernel import trace as N
from ostrakon.kernel.community import COMPANIONS, ENROLLED
from ostrakon.kernel.jit import helper
from ostrakon.kernel.scoring import rescore, toward_zero


@helper
def recover(s, r, p, c):
    """The first of the month: points and factor toward base, for everybody enrolled; tells whether any dimension recovers."""
    any_at_all = False
    for d in range(r.dim_weight.size):
        step, factor = r.recover_points[d], r.recover_factor[d]
        if step == 0 and factor == 65536:
            continue
        any_at_all = True
        for person in range(c.score.shape[0]):
            if c.mark[person, ENROLLED]:
                base = r.dim_base[d, p.stratum[person]]
                for ledger in range(4):
                    v = np.int64(c.book[person, d, ledger])
                    if v < base:
                        v = min(base, v + step)
                    elif v > base:
                        v = max(base, v - step)
                    c.book[person, d, ledger] = base + toward_zero((v - base) * factor, 16)
    return any_at_all


@helper
def rescore_all(r, c, ledgers):
    for person in range(c.score.shape[0]):
        for ledger in range(ledgers):
            rescore(r, c, ledger, person)


@helper
def ties_total(near, start, end, ties, cut, first, last, so_far, total):
    """Add to ``total`` what ``near`` holds at the other ends of the active ties of people from ``first`` to below ``last``.

    Summed tie by tie, and each person's is a difference of two sums: how many ties somebody has cannot be guessed. What lies between the
    ties of two people falls out of the difference.
    """
    low, high = np.int64(start[first]), np.int64(start[last])
    x = y = 0
    for e in range(low, high):
        so_far[e - low, 0], so_far[e - low, 1] = x, y
        other, holds = np.int64(ties[e]), -np.int64(cut[e] == 0)
        x += near[other, 0] & holds
        y += near[other, 1] & holds
    so_far[high - low, 0], so_far[high - low, 1] = x, y
    for i in range(first, last):
        one, past = np.int64(start[i]) - low, np.int64(end[i]) - low
        total[i - first, 0] += so_far[past, 0] - so_far[one, 0]
        total[i - first, 1] += so_far[past, 1] - so_far[one, 1]


@helper
def company(r, p, c):
    """The first of the month: a dimension moves toward the mean score of one's ties; scores are read, dimensions written."""
    near, n = c.near, c.near.shape[0]
    for person in range(n):         # what all read, side by side: a tie's other end is anywhere
        counts = np.int64(c.mark[person, ENROLLED])
        near[person, 0], near[person, 1] = counts * ((np.int64(c.score[person, 0]) << 8) + 1), counts * np.int64(c.score[person, 1])
    for first in range(0, n, COMPANIONS):
        last = min(n, first + COMPANIONS)
        for i in range(last - first):
            c.total_near[i, 0] = c.total_near[i, 1] = 0
        ties_total(near, p.close_start, p.close_end, p.close, c.close_cut, first, last, c.so_far, c.total_near)
        if r.company_of == 1:
            ties_total(near, p.wide_start, p.wide_end, p.wide, c.wide_cut, first, last, c.so_far, c.total_near)
        drift(r, c, first, last)


@helper
def drift(r, c, first, last):
    """The people from ``first`` to below ``last``, toward the means of ``total_near``."""
    d, book, score = r.company_dim, c.book, c.score
    low, high, weight, alone, of_score, moved = r.dim_min[d], r.dim_max[d], r.company_weight, r.dim_weight.size == 1, r.dim_weight[d], 0
    for person in range(first, last):
        actual, no_error = c.total_near[person - first, 0], c.total_near[person - first, 1]
        count = actual & 255
        if count > 0 and c.mark[person, ENROLLED] != 0:
            a, b = np.int64(book[person, d, 0]), np.int64(book[person, d, 1])
            a = min(high, max(low, a + toward_zero(((actual >> 8) // count - a) * weight, 8)))
            b = min(high, max(low, b + toward_zero((no_error // count - b) * weight, 8)))
            book[person, d, 0], book[person, d, 1] = a, b
            if alone:
                a, b = (of_score * a + 128) >> 8, (of_score * b + 128) >> 8
                moved += a - score[person, 0]
                score[person, 0], score[person, 1] = a, b
                continue
        rescore(r, c, 0, person)
        rescore(r, c, 1, person)
    c.total[0] += moved


@helper
def first_of_month(s, r, p, c):
    """Recovery, then company, then every score anew."""
    if recover(s, r, p, c):
        rescore_all(r, c, 4)
    if r.company_dim >= 0:
        company(r, p, c)


@helper
def of_ties(near, start, end, ties, cut, person):
    """What ``near`` holds at the other ends of one person's active ties."""
    x = y = 0
    for e in range(start[person], end[person]):
        if cut[e] == 0:
            x, y = x + near[np.int64(ties[e]), 0], y + near[np.int64(ties[e]), 1]
    return x, y


@helper
def note_month(r, p, c, day):
    """What the first of a month did to the watched: the company they keep, and their scores."""
    if c.trace.shape[0] == 0:
        return
    for person in range(c.watch.size):
        if c.watch[person] == 0:
            continue
        if r.company_dim >= 0 and c.mark[person, ENROLLED]:
            total, other = of_ties(c.near, p.close_start, p.close_end, p.close, c.close_cut, person)
            if r.company_of == 1:
                x, y = of_ties(c.near, p.wide_start, p.wide_end, p.wide, c.wide_cut, person)
                total, other = total + x, other + y
            ties = total & 255
            if ties > 0:
                N.note(c, day, N.COMPANY, person, 0, 0, 0, 0, c.near[person, 0] >> 8, (total >> 8) // ties, ties, other // ties, 0)
        N.note_scores(c, day, person, N.MONTH)
