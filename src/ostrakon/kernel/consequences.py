"""Phase 8: what entering a tier or a list sets off once; fear, hardship, publicity; households; ties cut."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as N
from ostrakon.kernel.community import BITS, FEAR, FREE, HARD
from ostrakon.kernel.jit import helper
from ostrakon.kernel.occasions import E_SANCTIONED, harder, know_place
from ostrakon.kernel.rng import draw, happens

U = np.uint64
MOST = 4095             # fear, hardship, publicity: 16 levels of 256
BY_OWNER, BY_OTHER, FOR_GOOD = 1, 2, 4
TODAY = 4                # cuts of the day wait four bits higher: every tie of today is judged as it stood yesterday


@helper
def apply_consequences(s, r, p, c, t, seed, place, day):
    """Fines, detention, publicity, fear; then ties; then households; then caps and the weekly decay."""
    n = c.score.shape[0]
    publicised = 0
    for i in range(c.n_events[0]):
        publicised += strike(s, r, p, c, t, day, c.events[i, 0], c.events[i, 1])
    tiers = r.tier_cut.size
    for i in range(c.n_events[0]):
        if c.events[i, 1] >= tiers and r.ostracism[c.events[i, 1] - tiers] > 0:
            cut_ties(r, p, c, t, seed, place, day, c.events[i, 0], c.events[i, 1] - tiers)
    for i in range(c.n_events[0]):
        if c.events[i, 1] >= tiers and r.ostracism[c.events[i, 1] - tiers] > 0:
            make_hold(p.close_start, p.close_end, p.close_back, c.close_cut, c.events[i, 0])
            make_hold(p.wide_start, p.wide_end, p.wide_back, c.wide_cut, c.events[i, 0])
    c.n_events[0] = 0
    for i in range(c.changed[0]):
        lists_changed(r, p, c, c.changed[i + 1])
    c.changed[0] = 0
    before = c.publicity[0]
    c.publicity[0] = min(MOST, before + (s.fear[3] * publicised * 8192) // n)
    for i in range(c.hard_list[n]):
        person = c.hard_list[i]
        feels(c, person, c.hard_add[person])
        c.feel[person, HARD] = min(MOST, c.feel[person, HARD] + c.hard_add[person])
        c.hard_add[person] = 0
        know_place(r, c, person)
    c.hard_list[n] = 0
    if (day + 1) % 7 == 0:
        c.publicity[0] = (c.publicity[0] * s.decay[2]) >> 16
        decay(s, r, c)
    if c.publicity[0] != before:
        publicity_moved(r, c, before)


@helper
def decay(s, r, c):
    """A week's end, for all who feel anything."""
    n, kept = c.feel.shape[0], 0
    for i in range(c.felt[n]):
        person = c.felt[i]
        c.feel[person, FEAR] = (c.feel[person, FEAR] * s.decay[0]) >> 16
        c.feel[person, HARD] = (c.feel[person, HARD] * s.decay[1]) >> 16
        know_place(r, c, person)
        c.felt[kept] = person
        kept += c.feel[person, FEAR] + c.feel[person, HARD] > 0
    c.felt[n] = kept


@helper
def publicity_moved(r, c, before):
    """Places of those for whom it makes a level of fear; while it is below a level, only who has fear of their own can be one."""
    n, now = c.feel.shape[0], c.publicity[0]
    if now >> 8 != before >> 8:
        for person in range(n):
            know_place(r, c, person)
        return
    for i in range(c.felt[n]):
        person = c.felt[i]
        fear = np.int64(c.feel[person, FEAR])
        if (fear + now) >> 8 != (fear + before) >> 8:
            know_place(r, c, person)


@helper
def feels(c, person, amount):
    """Remember who has fear or hardship: for all others nothing decays and nothing is summed."""
    if amount > 0 and c.feel[person, FEAR] == 0 and c.feel[person, HARD] == 0:
        n = c.feel.shape[0]
        c.felt[c.felt[n]] = person
        c.felt[n] += 1


@helper
def add_fear(r, c, day, person, amount, source, role):
    if c.watch[person]:
        N.note(c, day, N.FEAR, person, 0, 0, 0, source, amount, role, 0, 0, 0)
    feels(c, person, amount)
    c.feel[person, FEAR] = min(MOST, c.feel[person, FEAR] + amount)
    know_place(r, c, person)


@helper
def strike(s, r, p, c, t, day, person, entity):
    """One entity entered by one person; returns 1 when the entry is publicised."""
    people = t.people[p.cohort[person]]
    if c.watch[person]:
        N.note(c, day, N.STRUCK, person, 0, 0, 0, 0, entity, r.fine[entity], r.detain[entity],
               (r.sanctions[entity] != 0) + 2 * (r.publicised[entity] != 0) + 4 * (r.removes[entity] != 0), 0)
    if r.fine[entity] > 0:
        people[T.FINES] += r.fine[entity]
        harder(c, person, r.fine[entity] * 256 // s.yuan_per_level)
    if r.detain[entity] > 0:
        was = max(c.mood[person, FREE], day + 1)
        free = max(was, day + 1 + r.detain[entity])
        people[T.DETAINED_DAYS] += free - was
        c.mood[person, FREE] = free
    if r.removes[entity] and c.removed[person] == 0:
        c.removed[person] = 1
        c.accounts[p.cohort[person]] += 1
        people[T.REACH_LOST] += p.reach[person]
    if r.sanctions[entity]:
        people[T.SANCTIONS] += 1
        c.ever[person] |= E_SANCTIONED
        add_fear(r, c, day, person, s.fear[0], person, N.SELF)
        for other in range(p.home[person, 0], p.home[person, 1]):
            if other != person:
                add_fear(r, c, day, other, s.fear[1], person, N.HOUSEHOLD)
        for e in range(p.close_start[person], p.close_end[person]):
            if c.close_cut[e] == 0:
                add_fear(r, c, day, np.int64(p.close[e]), s.fear[2], person, N.CLOSE)
    return r.publicised[entity]


@helper
def cut_ties(r, p, c, t, seed, place, day, person, m):
    cut_layer(r, p, c, t, seed, place, day, person, m, N.CLOSE, p.close_start, p.close_end, p.close, p.close_back, c.close_cut)
    cut_layer(r, p, c, t, seed, place, day, person, m, N.WIDER, p.wide_start, p.wide_end, p.wide, p.wide_back, c.wide_cut)


@helper
def cut_layer(r, p, c, t, seed, place, day, person, m, role, start, end, ties, back, cut):
    """Each tie that was active yesterday, by one word per pair and listing."""
    for e in range(start[person], end[person]):
        if cut[e] & 7:
            continue
        other = ties[e]
        low, high = min(person, other), max(person, other)
        word, _, _, _ = draw(U(seed), place[0] * 1048576 + place[1], low + ((day & 4095) << 20), high + ((day >> 12) << 20),
                             r.stream_ostracism[m])
        if happens(word, r.ostracism[m]):
            people = t.people[p.cohort[person]]
            if c.watch[person]:
                N.note(c, day, N.CUT, person, 0, 0, 0, np.int64(other), role, r.ostracism_ever[m], m, 0, 0)
            if c.watch[other]:
                N.note(c, day, N.CUT, np.int64(other), 0, 0, 0, person, role, r.ostracism_ever[m], m, 1, 0)
            people[T.TIES_CUT] += cut[e] == 0
            if r.ostracism_ever[m]:
                cut[e] |= FOR_GOOD << TODAY
                cut[back[e]] |= FOR_GOOD << TODAY
            else:
                cut[e] |= BY_OWNER << TODAY
                cut[back[e]] |= BY_OTHER << TODAY


@helper
def make_hold(start, end, back, cut, person):
    """Cuts of today take their place."""
    for e in range(start[person], end[person]):
        cut[e] = (cut[e] & 7) | (cut[e] >> TODAY)
        cut[back[e]] = (cut[back[e]] & 7) | (cut[back[e]] >> TODAY)


@helper
def lists_changed(r, p, c, person):
    """Ties cut for a listing come back with its end; the household learns whose lists it shares."""
    holds = False
    for m in range(r.list_red.size):
        if c.mark[person, BITS] & (1 << m) and r.ostracism[m] > 0 and r.ostracism_ever[m] == 0:
            holds = True
    if not holds:
        mend(p.close_start, p.close_end, p.close_back, c.close_cut, person)
        mend(p.wide_start, p.wide_end, p.wide_back, c.wide_cut, person)
    household_learns(p, c, person)


@helper
def household_learns(p, c, person):
    """Each member's lists of the others."""
    first, last = p.home[person, 0], p.home[person, 1]
    for i in range(first, last):
        bits = 0
        for j in range(first, last):
            if j != i:
                bits |= c.mark[j, BITS]
        c.family[p.cohort[i]] += np.int64(bits & c.home_lists[0] != 0) - np.int64(c.home_bits[i] & c.home_lists[0] != 0)
        c.home_bits[i] = bits


@helper
def mend(start, end, back, cut, person):
    for e in range(start[person], end[person]):
        cut[e] &= BY_OTHER | FOR_GOOD
        cut[back[e]] &= BY_OWNER | FOR_GOOD
