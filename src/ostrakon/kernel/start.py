"""The first morning, and the crossing from one Program to the next (docs/model.md, sections 11, 18.9 and 19)."""

import numpy as np

from ostrakon.kernel.community import BITS, COHORT, ENROLLED, SIGHT, STANDING, TIER, VOICE, WANT
from ostrakon.kernel.consequences import household_learns
from ostrakon.kernel.jit import helper, kernel
from ostrakon.kernel.lists import allowed, find_calm
from ostrakon.kernel.occasions import know_fates, know_place
from ostrakon.kernel.rng import ALWAYS, COMMUNITY, draw, happens, wait
from ostrakon.kernel.scoring import rescore
from ostrakon.kernel.trace import CHANGED, note_scores

U = np.uint64


@kernel
def enter_program(s, r, p, c, seed, place, streams, log, fresh, now):
    """Scope, awareness, false-record clocks; with fresh, everybody at base. ``now``: day of the change."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    n = c.score.shape[0]
    for channel in range(r.false_on.size):
        if r.false_on[channel] and c.false_ordinal[channel] == 0:
            scale = max(1, s.false_wait // (65536 * n))
            w, _, _, _ = draw(k, c0, COMMUNITY, 0, r.stream_false[channel])
            c.false_tick[channel] = wait(w, scale, log)
            c.false_ordinal[channel] = 1
            while c.false_tick[channel] < now << 10:            # the same candidates, whenever the channel begins
                w, _, _, _ = draw(k, c0, COMMUNITY, c.false_ordinal[channel], r.stream_false[channel])
                c.false_tick[channel] += wait(w, scale, log)
                c.false_ordinal[channel] += 1
    find_calm(r, c)
    know_fates(s, r, c)
    c.stock[:] = 0
    c.reach_down[:] = 0
    c.home_lists[0] = 0
    for kind in range(r.household_deny.size):
        c.home_lists[0] |= r.household_deny[kind]
    c.family[:] = 0
    certain = r.enrol_share == ALWAYS and r.enrol_consent == ALWAYS and r.aware_share == ALWAYS
    all_enrol, all_aware = r.enrol_allow.min() == 1, r.aware_allow.min() == 1
    share = consent = aware = 0
    rows = r.will.shape[0] // r.tie_levels
    for i in range(n):
        if not certain:                     # a chance of 1 needs no word
            share, consent, aware, _ = draw(k, c0, i, 0, streams[6])
        exempt = r.has_exempt == 1 and allowed(r.exempt, p, i)
        c.enrolled[i] = ((all_enrol or allowed(r.enrol_allow, p, i)) and not exempt and happens(share, r.enrol_share)
                         and happens(consent, r.enrol_consent))
        c.mark[i, ENROLLED] = c.enrolled[i]
        c.aware[i] = (all_aware or allowed(r.aware_allow, p, i)) and happens(aware, r.aware_share)
        c.mood[i, COHORT] = p.cohort[i]
        c.mood[i, SIGHT] = p.attr[1, i] * r.hit.shape[2] + p.group[i]
        before = np.int64(c.mood[i, VOICE]) // rows        # the tie level stays
        c.mood[i, VOICE] = before * rows + p.response[i] + (0 if c.aware[i] else rows >> 1)
        if not (fresh or c.enrolled[i]):
            strike_off(p, c, i)
        if fresh or not c.enrolled[i]:
            at_base(r, p, c, i)
        else:                       # a tier crosses by name
            for ledger in range(4):
                rescore(r, c, ledger, i)
        c.mood[i, STANDING] = (c.mark[i, TIER] << r.list_red.size) | c.mark[i, BITS]
        know_place(r, c, i)
        c.stock[p.cohort[i], c.mood[i, STANDING]] += 1
        c.family[p.cohort[i]] += c.home_bits[i] & c.home_lists[0] != 0
        if r.flags[c.mood[i, STANDING]] & 1:
            c.reach_down[p.cohort[i]] += p.reach[i]
    if c.trace.shape[0] > 0:
        for i in range(n):
            if c.watch[i]:
                note_scores(c, now, i, CHANGED)
    for j in range(c.changed[0]):
        household_learns(p, c, c.changed[j + 1])


@helper
def at_base(r, p, c, person):
    """Every dimension where people start, and the score and tier of that, in all ledgers."""
    stratum, total = np.int64(p.stratum[person]), 128
    for d in range(r.dim_weight.size):
        base = r.dim_base[d, stratum]
        total += r.dim_weight[d] * base
        for ledger in range(4):
            c.book[person, d, ledger] = base
    score = total >> 8
    tier = r.tier_cut.size - 1
    while tier > 0 and score < r.tier_cut[tier]:
        tier -= 1
    c.total[0] += score - c.score[person, 0]
    for ledger in range(4):
        c.score[person, ledger] = score
        c.mark[person, TIER + ledger] = tier


@helper
def strike_off(p, c, person):
    """Somebody whom the new Program does not cover is on no list from now on; ties cut for it come back tonight."""
    if c.mark[person, BITS] != 0:
        c.changed[0] += 1
        c.changed[c.changed[0]] = person
    for ledger in range(4):
        c.mark[person, BITS + ledger] = c.mark[person, WANT + ledger] = 0
        for m in range(c.since.shape[0]):
            c.until[ledger, m, person] = -1
    for m in range(c.since.shape[0]):
        c.appeal[m, person] = 0
