"""Phases 1 to 3: candidates of the day, the choice, requests at their gates. Acts are handed on to detection."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel.community import OK, PENDING, TOO_MANY_ACTS, TOO_MANY_FOLLOW_UPS, WHEEL
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.rng import ALWAYS, blocks, draw, happens, waits

U = np.uint64
EXPRESSION, REQUEST = 3, 5
NEVER = 2**31 - 1       # a tick beyond every run
E_LISTED, E_WRONG, E_DENIED, E_CHILLED, E_SPOKE, E_LAWFUL = 1, 2, 4, 8, 16, 32


@device
def file_due(c, person, day):
    """Put a person into the calendar on a day."""
    slot = day & (WHEEL - 1)
    c.after[person] = c.wheel[slot]
    c.wheel[slot] = person


@helper
def occasions(s, r, p, c, t, seed, place, day, streams, log):
    """Every own candidate of the day, in batches: all due people's next candidate, then those with another one today."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    w0, w1, w2, w3, who, kind_of = c.w0, c.w1, c.w2, c.w3, c.b_who, c.b_kind
    number_of, then_of, stream_of = c.b_number, c.b_wait, c.b_stream
    due, tick, ordinal, scale, limit = c.due, c.tick, c.ordinal, p.scale, p.limit
    after, stratum, kind_start = c.after, p.stratum, s.group_start
    variant = s.variant[place[0]]
    cut, other = s.kind_cut[variant], s.kind_other[variant]
    end = (day + 1) << 10
    m = 0
    i = c.wheel[day & (WHEEL - 1)]
    c.wheel[day & (WHEEL - 1)] = -1
    while i >= 0:
        j = after[i]
        if tick[i] < end:
            due[m] = i
            m += 1
        else:
            file_due(c, i, day)
        i = j
    acts = 0
    status = OK
    while m > 0:
        for i in range(m):
            person = due[i]
            who[i] = person
            number_of[i] = ordinal[person]
            then_of[i] = scale[person]
            stream_of[i] = streams[3]
        blocks(k, c0, who, number_of, stream_of, w0, w1, w2, w3, m)
        waits(w0, then_of, log, m)
        more = 0
        for i in range(m):                         # who does what, and when the next candidate comes: hardly a branch
            person = who[i]
            x = w1[i] >> 8
            g = 0
            for j in range(5):
                g += x >= limit[person, j]
            first = kind_start[g]
            x = np.int64(w2[i]) * (kind_start[g + 1] - first)
            j = first + (x >> 32)
            st = stratum[person]
            instead = first + np.int64(other[st, j])
            kind_of[i] = j if (x & ALWAYS) < np.int64(cut[st, j]) else instead
            now = np.int64(tick[person])
            then = now + then_of[i]
            then_of[i] = now
            tick[person] = min(NEVER, then)
            ordinal[person] += 1
            if then < end:
                due[more] = person
                more += 1
            else:
                file_due(c, person, min(then >> 10, day + WHEEL - 1))
        for i in range(m):
            acts, status = choose(s, r, p, c, t, k, place, day, streams, np.int64(who[i]), np.int64(kind_of[i]), then_of[i],
                                  np.int64(number_of[i]), np.int64(w3[i]), 0, acts)
            if status != OK:
                return acts, status
        m = more
    return acts, status


@helper
def follow_ups(s, r, p, c, t, seed, place, day, streams, acts):
    """Occasions that an earlier granted request brings today."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    end = (day + 1) << 10
    if c.f_count[0] == 0:
        return acts, OK
    i = 0
    while i < c.f_count[0]:
        person, j = c.f_list[i] // PENDING, c.f_list[i] % PENDING
        now = c.f_tick[person, j]
        if now >= end:
            i += 1
            continue
        number = c.f_ordinal[person, j]
        _, _, _, w = draw(k, c0, person, number, streams[5])
        c.f_tick[person, j] = -1
        c.f_count[0] -= 1
        c.f_list[i] = c.f_list[c.f_count[0]]
        acts, status = choose(s, r, p, c, t, k, place, day, streams, person, np.int64(c.f_kind[person, j]), now, number, w, 1, acts)
        if status != OK:
            return acts, status
    return acts, OK


@device
def choose(s, r, p, c, t, k, place, day, streams, person, kind, now, number, word, followed, acts):
    """Does the person go ahead, and what stops it."""
    flow = t.flow[p.cohort[person], kind]
    flow[T.CANDIDATES] += 1
    if day <= c.detained[person]:
        flow[T.DETAINED] += 1
        return acts, OK
    fear = min(15, (c.fear[person] + c.publicity[0]) >> 8)
    hard = min(15, np.int64(c.hard[person]) >> 8)
    standing = np.int64(c.standing[person])
    z = np.int64(p.response[person])
    if c.aware[person] == 0:
        z += r.will.shape[0] >> 1
    goes = happens(word, np.int64(r.will[z, standing, fear, hard, kind]))
    nature = s.nature[kind]
    if nature == EXPRESSION and followed == 0:
        would = happens(word, np.int64(r.will0[z, kind]))
        if would and not goes:
            flow[T.CHILLED] += 1
            c.ever[person] |= E_CHILLED
        if goes and not would:
            flow[T.EMBOLDENED] += 1
    if not goes:
        return acts, OK
    flow[T.WENT] += 1
    if nature == REQUEST:
        return acts, request(s, r, p, c, flow, k, place, streams, person, kind, now, number, followed, standing)
    if nature == EXPRESSION and r.flags[standing] & 1:
        flow[T.SILENCED] += 1
        return acts, OK
    c.acted[person] |= 1 << nature
    if r.seen_start[kind + 1] > r.seen_start[kind]:
        if acts >= c.act.shape[0]:
            return acts, TOO_MANY_ACTS
        evades = -1
        if r.evades and r.evade_channel[kind] >= 0 and happens(word, np.int64(r.evade[z, standing, fear, hard, kind])):
            evades = r.evade_channel[kind]
            flow[T.EVADED] += 1
        a = c.act[acts]
        a[0], a[1], a[2], a[3], a[4], a[5] = person, kind, now, number | (followed << 31), r.seen_start[kind], evades
        acts += 1
    return acts, OK


@device
def harder(c, person, amount):
    """Hardship that is felt from tomorrow."""
    if c.hard_add[person] == 0 and amount > 0:
        n = c.dirty.size
        c.hard_list[c.hard_list[n]] = person
        c.hard_list[n] += 1
    c.hard_add[person] += amount


@device
def request(s, r, p, c, flow, k, place, streams, person, kind, now, number, followed, standing):
    """A request meets its gate; a denial is what the same word would have granted under ``none``."""
    chance = s.grant[p.stratum[person], kind]
    boost = np.int64(r.boost[standing, kind])
    word = 0
    if (chance != 0 and chance != ALWAYS) or (boost != 0 and boost != ALWAYS):
        word, _, _, _ = draw(k, place[0] * 1048576 + place[1], person, number | (followed << 31), streams[4])
    base = happens(word, chance)
    denied = (r.deny[standing, kind] != 0 or (s.travel[kind] == 1 and r.flags[standing] & 4)
              or (r.household_deny[kind] & c.home_bits[person]) != 0)
    if denied:
        if base:
            flow[T.DENIED] += 1
            harder(c, person, s.denial_hardship[kind])
            c.ever[person] |= E_DENIED
            c.denials[person] += 1
        else:
            flow[T.REFUSED] += 1
        return OK
    if not base:
        if boost == 0 or not happens(word, boost):
            flow[T.REFUSED] += 1
            return OK
        flow[T.BOOSTED] += 1
    flow[T.GRANTED] += 1
    if c.tier[0, person] == r.tier_cut.size - 1:
        flow[T.GRANTED_TOP] += 1
    flow[T.YUAN] += max(0, s.cost_yuan[kind] - r.save_yuan[standing, kind])
    flow[T.MINUTES] += max(0, s.cost_minutes[kind] - r.save_minutes[standing, kind])
    if s.follow[kind] >= 0:
        for j in range(PENDING):
            if c.f_tick[person, j] < 0:
                c.f_tick[person, j] = now + s.follow_delay[kind]
                c.f_ordinal[person, j] = number
                c.f_kind[person, j] = s.follow[kind]
                c.f_list[c.f_count[0]] = person * PENDING + j
                c.f_count[0] += 1
                return OK
        return TOO_MANY_FOLLOW_UPS
    return OK
