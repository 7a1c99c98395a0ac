"""Phases 2 and 3: the choice, and requests at their gates. Acts that a channel may see are handed on to detection."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel.community import OK, PENDING, TOO_MANY_FOLLOW_UPS
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.rng import blocks, draw, happens

U = np.uint64
EXPRESSION, REQUEST = 3, 5
E_LISTED, E_WRONG, E_DENIED, E_CHILLED, E_SPOKE, E_LAWFUL = 1, 2, 4, 8, 16, 32
FOLLOWED = 1 << 31      # added to the parent's ordinal in the address of a follow-up


@helper
def occasions(s, r, p, c, t, seed, place, day, streams):
    """Today's candidates, then the follow-ups due; returns how many acts a channel may see, and a status."""
    who, kind, time, number, word = c.cal_who, c.cal_kind, c.cal_time, c.cal_number, c.cal_word
    first = day - c.stretch[0]
    acts = asked = 0
    for e in range(c.cal_start[first], c.cal_start[first + 1]):
        acts, asked = choose(s, r, p, c, t, day, np.int64(who[e]), np.int64(kind[e]), np.int64(time[e]), np.int64(number[e]),
                             np.int64(word[e]), False, acts, asked)
    status = requests(s, r, p, c, t, seed, place, streams, asked)
    if status == OK and c.f_count[0] > 0:
        acts, asked = follow_ups(s, r, p, c, t, seed, place, day, streams, acts)
        status = requests(s, r, p, c, t, seed, place, streams, asked)
    return acts, status


@helper
def follow_ups(s, r, p, c, t, seed, place, day, streams, acts):
    """Occasions that an earlier granted request brings today; they stop being pending."""
    c0 = place[0] * 1048576 + place[1]
    end = (day + 1) << 10
    asked = 0
    i = 0
    while i < c.f_count[0]:
        person, j = c.f_list[i] // PENDING, c.f_list[i] % PENDING
        now = c.f_tick[person, j]
        if now >= end:
            i += 1
            continue
        number = c.f_ordinal[person, j]
        _, _, _, word = draw(U(seed), c0, person, number, streams[5])
        c.f_tick[person, j] = -1
        c.f_count[0] -= 1
        c.f_list[i] = c.f_list[c.f_count[0]]
        acts, asked = choose(s, r, p, c, t, day, person, np.int64(c.f_kind[person, j]), now, number | FOLLOWED, word, True, acts, asked)
    return acts, asked


@device
def choose(s, r, p, c, t, day, person, kind, now, number, word, followed, acts, asked):
    """Does the person go ahead? An act goes to detection, a request to its gate, silence nowhere."""
    cohort = p.cohort[person]
    t.flow[T.CANDIDATES, cohort, kind] += 1
    if day <= c.detained[person]:
        t.flow[T.DETAINED, cohort, kind] += 1
        return acts, asked
    fear = min(15, (c.fear[person] + c.publicity[0]) >> 8)
    hard = min(15, np.int64(c.hard[person]) >> 8)
    standing = np.int64(c.standing[person])
    voice = np.int64(c.voice[person])
    goes = happens(word, np.int64(r.will[voice, standing, fear, hard, kind]))
    nature = s.nature[kind]
    if nature == EXPRESSION:
        if not followed:
            would = happens(word, np.int64(r.will0[voice, kind]))
            if would and not goes:
                t.flow[T.CHILLED, cohort, kind] += 1
                c.ever[person] |= E_CHILLED
            if goes and not would:
                t.flow[T.EMBOLDENED, cohort, kind] += 1
        if goes and r.flags[standing] & 1:
            t.flow[T.WENT, cohort, kind] += 1
            t.flow[T.SILENCED, cohort, kind] += 1
            return acts, asked
    if not goes:
        return acts, asked
    t.flow[T.WENT, cohort, kind] += 1
    if nature == REQUEST:
        c.q_who[asked] = person
        c.q_kind[asked] = kind
        c.q_time[asked] = now
        c.q_number[asked] = number
        return acts, asked + 1
    c.acted[person] |= 1 << nature
    at, last = r.seen_start[kind], r.seen_start[kind + 1]
    evades = -1
    if r.evades and at < last and r.evade_channel[kind] >= 0:
        if happens(word, np.int64(r.evade[voice, standing, fear, hard, kind])):
            evades = r.evade_channel[kind]
            t.flow[T.EVADED, cohort, kind] += 1
            at += r.seen[at] == evades
    if at == last:
        return acts, asked
    c.a_who[acts] = person
    c.a_kind[acts] = kind
    c.a_time[acts] = now
    c.a_number[acts] = number
    c.a_at[acts] = at
    c.a_evades[acts] = evades
    return acts + 1, asked


@helper
def requests(s, r, p, c, t, seed, place, streams, asked):
    """Each request of the day at its gate."""
    if asked == 0:
        return OK
    who, kind, time, number, word = c.q_who, c.q_kind, c.q_time, c.q_number, c.w0
    blocks(U(seed), place[0] * 1048576 + place[1], who, number, streams[4], word, c.w1, c.w2, c.w3, asked)
    for i in range(asked):
        status = gate(s, r, p, c, t, np.int64(who[i]), np.int64(kind[i]), np.int64(time[i]), np.int64(number[i]), np.int64(word[i]))
        if status != OK:
            return status
    return OK


@device
def gate(s, r, p, c, t, person, kind, now, number, word):
    """Granted, refused as under ``none``, or denied: what the same word would have granted under ``none``."""
    cohort = p.cohort[person]
    standing = np.int64(c.standing[person])
    base = happens(word, s.grant[p.stratum[person], kind])
    denied = (r.deny[standing, kind] != 0 or (s.travel[kind] == 1 and r.flags[standing] & 4)
              or (r.household_deny[kind] & c.home_bits[person]) != 0)
    if denied:
        if base:
            t.flow[T.DENIED, cohort, kind] += 1
            harder(c, person, s.denial_hardship[kind])
            c.ever[person] |= E_DENIED
            c.denials[person] += 1
        else:
            t.flow[T.REFUSED, cohort, kind] += 1
        return OK
    if not base:
        if not happens(word, np.int64(r.boost[standing, kind])):
            t.flow[T.REFUSED, cohort, kind] += 1
            return OK
        t.flow[T.BOOSTED, cohort, kind] += 1
    t.flow[T.GRANTED, cohort, kind] += 1
    if c.tier[person, 0] == r.tier_cut.size - 1:
        t.flow[T.GRANTED_TOP, cohort, kind] += 1
    t.flow[T.YUAN, cohort, kind] += max(0, s.cost_yuan[kind] - r.save_yuan[standing, kind])
    t.flow[T.MINUTES, cohort, kind] += max(0, s.cost_minutes[kind] - r.save_minutes[standing, kind])
    if s.follow[kind] >= 0:
        return bring(s, c, person, kind, now, number & (FOLLOWED - 1))
    return OK


@helper
def bring(s, c, person, kind, now, number):
    """A granted request brings an occasion of another kind after a delay."""
    for j in range(PENDING):
        if c.f_tick[person, j] < 0:
            c.f_tick[person, j] = now + s.follow_delay[kind]
            c.f_ordinal[person, j] = number
            c.f_kind[person, j] = s.follow[kind]
            c.f_list[c.f_count[0]] = person * PENDING + j
            c.f_count[0] += 1
            return OK
    return TOO_MANY_FOLLOW_UPS


@device
def harder(c, person, amount):
    """Hardship that is felt from tomorrow."""
    if c.hard_add[person] == 0 and amount > 0:
        n = c.dirty.size
        c.hard_list[c.hard_list[n]] = person
        c.hard_list[n] += 1
    c.hard_add[person] += amount
