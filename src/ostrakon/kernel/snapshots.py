"""What is looked at now and then, since every day would cost too much: mobility every fourth week, distances every thirteenth.

Here lives counting at a moment. Never here: what is counted every day or once (``observe``), or anything that anyone feels.
"""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel.community import ENROLLED, HARD, STANDING, TIER
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.occasions import E_RECORDED, E_SANCTIONED
from ostrakon.mechanisms.tables import SANCTIONED

MOST = 4                    # distances from here on are one


@helper
def fourth_week(r, p, c, t, first):
    """From where to where people moved since the last snapshot: between tiers; between hardship and standing."""
    mark, feel, mood, snap, flags, cohorts = c.mark, c.feel, c.mood, c.snap, r.flags, p.cohort
    moves, trap, tiers = t.moves.reshape(t.moves.size), t.trap.reshape(t.trap.size), t.moves.shape[1]
    for person in range(snap.shape[0]):
        tier, hard = np.int64(mark[person, TIER]), np.int64(feel[person, HARD]) >> 8
        state = ((flags[np.int64(mood[person, STANDING])] & SANCTIONED) >> 1) + (hard >= 1) + (hard >= 4) + (hard >= 8)
        if not first:
            cohort = np.int64(cohorts[person])
            moves[(cohort * tiers + np.int64(snap[person, 0])) * tiers + tier] += np.int64(mark[person, ENROLLED])
            trap[(cohort * T.STATES + np.int64(snap[person, 1])) * T.STATES + state] += 1
        snap[person, 0], snap[person, 1] = tier, state


@helper
def distances(p, c, t):
    """Who fell silent this quarter, by the steps to the nearest person sanctioned so far."""
    far, queue, ever, silent, home, cohorts = c.far, c.queue, c.ever, c.silent, p.home, p.cohort
    n = far.size
    reached = 0
    for person in range(n):
        sanctioned = np.int64(ever[person] & E_SANCTIONED != 0)
        far[person] = T.UNREACHED * (1 - sanctioned)
        queue[reached] = person
        reached += sanctioned
    at = 0
    while at < reached and far[queue[at]] < 2:          # from the few to those around them, two steps
        person = np.int64(queue[at])
        step = np.int64(far[person]) + 1
        for other in range(np.int64(home[person, 0]), np.int64(home[person, 1])):
            reached = reach(far, queue, other, True, step, reached)
        reached = along(far, queue, np.int64(p.close_start[person]), np.int64(p.close_end[person]), p.close, c.close_cut, step, reached)
        reached = along(far, queue, np.int64(p.wide_start[person]), np.int64(p.wide_end[person]), p.wide, c.wide_cut, step, reached)
        at += 1
    more = reached > 0
    step = 3
    while more:                                         # then the rest ask around: the first answer is enough
        more = False
        for person in range(n):
            if far[person] == T.UNREACHED and is_beside(p, c, far, home, person, min(step, MOST) - 1, min(step - 1, MOST)):
                far[person] = min(step, MOST)
                more = True
        step += 1
    count = t.distance.reshape(t.distance.size)
    for person in range(n):
        touched = np.int64(ever[person] & (E_RECORDED | E_SANCTIONED) != 0)
        place = ((np.int64(cohorts[person]) * 2 + touched) * T.DISTANCES + np.int64(far[person])) * 3
        count[place + T.D_PEOPLE] += 1
        if silent[person] > 0:
            count[place + T.D_SILENT] += 1
            count[place + T.D_CHILLED] += np.int64(silent[person])
            silent[person] = 0


@helper
def along(far, queue, first, last, ties, cut, step, reached):
    """The other ends of one person's active ties."""
    for e in range(first, last):
        reached = reach(far, queue, np.int64(ties[e]), cut[e] == 0, step, reached)
    return reached


@helper
def is_beside(p, c, far, home, person, low, high):
    """Whether somebody at one of these distances is a step away."""
    for other in range(np.int64(home[person, 0]), np.int64(home[person, 1])):
        if far[other] >= low and far[other] <= high:
            return True
    return (has(far, np.int64(p.close_start[person]), np.int64(p.close_end[person]), p.close, c.close_cut, low, high)
            or has(far, np.int64(p.wide_start[person]), np.int64(p.wide_end[person]), p.wide, c.wide_cut, low, high))


@device
def has(far, first, last, ties, cut, low, high):
    for e in range(first, last):
        x = far[np.int64(ties[e])]
        if x >= low and x <= high and cut[e] == 0:
            return True
    return False


@device
def reach(far, queue, person, holds, step, reached):
    """Somebody not reached before goes into the queue; returns how many are. Without a branch: nobody can guess who that is."""
    fresh = np.int64(holds & (far[person] == T.UNREACHED))
    queue[reached] = person
    far[person] = far[person] + fresh * (step - T.UNREACHED)
    return reached + fresh
