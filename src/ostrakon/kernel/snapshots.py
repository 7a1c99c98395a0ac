"""What is looked at now and then, since every day would cost too much: mobility every fourth week, distances every thirteenth.

Here lives counting at a moment. Never here: what is counted every day or once (``observe``), or anything that anyone feels.
"""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel.community import ENROLLED, HARD, STANDING, TIER
from ostrakon.kernel.jit import helper
from ostrakon.kernel.occasions import E_RECORDED, E_SANCTIONED
from ostrakon.mechanisms.tables import SANCTIONED

MOST = 4                    # distances from here on are one


@helper
def fourth_week(r, p, c, t, first):
    """From where to where people moved since the last snapshot: between tiers; between hardship and standing."""
    for person in range(c.snap.shape[0]):
        tier, hard = np.int64(c.mark[person, TIER]), np.int64(c.feel[person, HARD]) >> 8
        state = (4 if r.flags[c.mood[person, STANDING]] & SANCTIONED else 0) + (hard >= 1) + (hard >= 4) + (hard >= 8)
        if not first:
            cohort = p.cohort[person]
            t.moves[cohort, c.snap[person, 0], tier] += c.mark[person, ENROLLED]
            t.trap[cohort, c.snap[person, 1], state] += 1
        c.snap[person, 0], c.snap[person, 1] = tier, state


@helper
def distances(p, c, t):
    """Who fell silent this quarter, by the steps to the nearest person sanctioned so far."""
    reached = 0
    for person in range(c.far.size):
        c.far[person] = T.UNREACHED
        if c.ever[person] & E_SANCTIONED:
            c.far[person] = 0
            c.queue[reached] = person
            reached += 1
    at = 0
    while at < reached:
        person = np.int64(c.queue[at])
        step = min(MOST, c.far[person] + 1)
        for other in range(p.home[person, 0], p.home[person, 1]):
            reached = reach(c, other, step, reached)
        for e in range(p.close_start[person], p.close_end[person]):
            if c.close_cut[e] == 0:
                reached = reach(c, np.int64(p.close[e]), step, reached)
        for e in range(p.wide_start[person], p.wide_end[person]):
            if c.wide_cut[e] == 0:
                reached = reach(c, np.int64(p.wide[e]), step, reached)
        at += 1
    for person in range(c.far.size):
        touched = 1 if c.ever[person] & (E_RECORDED | E_SANCTIONED) else 0
        count = t.distance[p.cohort[person], touched, c.far[person]]
        count[T.D_PEOPLE] += 1
        count[T.D_SILENT] += c.silent[person] > 0
        count[T.D_CHILLED] += c.silent[person]
        c.silent[person] = 0


@helper
def reach(c, person, step, reached):
    """Somebody not reached before goes into the queue; returns how many are."""
    if c.far[person] == T.UNREACHED:
        c.far[person] = step
        c.queue[reached] = person
        reached += 1
    return reached
