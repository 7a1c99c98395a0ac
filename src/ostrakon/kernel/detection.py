"""Phase 4: what channels see, miss, put on somebody else, and make up."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as N
from ostrakon.kernel.community import COHORT, ENROLLED, OK, SIGHT, TOO_MANY_RECORDS
from ostrakon.kernel.handle import fetch
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.occasions import E_RECORDED
from ostrakon.kernel.rng import ALWAYS, COMMUNITY, alias, blocks_of, draw, happens, index, wait, whole
from ostrakon.kernel.scoring import charge_record

U = np.uint64

@device
def write_record(c, due, order, ordinal, kind, channel, target, actor, day):
    """Put a record among those that wait; target or actor -1: that side is dropped."""
    at = c.n_records[0]
    if at >= c.records.shape[0]:
        return TOO_MANY_RECORDS
    x = c.records[at]
    x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7] = due, order, ordinal, kind, channel, target, actor, day
    c.n_records[0] = at + 1
    return OK


@helper
def detect(s, r, p, c, t, seed, place, day, acts):
    """Ask each act's channels in order, all acts of a round at once; the first hit makes the record."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    hit = r.hit[place[0]]
    hit = hit.reshape(hit.size)
    act, who, number, stream, w0, w1, w2, w3 = c.act, c.b_who, c.b_number, c.b_stream, c.w0, c.w1, c.w2, c.w3
    seen, seen_start, mood, lookout, of_class = r.seen, r.seen_start, c.mood, c.lookout, r.hit.shape[3] * r.hit.shape[4]
    chance, rest, seen_by = c.b_chance, c.ask, c.careful
    several = know_lookout(r, c) > 1
    while acts > 0:
        for i in range(acts):
            a = act[i, 0]
            person = a & 0xFFFFFF
            channel = lookout[seen_start[(a >> 24) & 0xFF] + ((a >> 48) & 0xFF)]
            who[i], number[i], stream[i] = person, act[i, 1] >> 32, channel & ALWAYS
            chance[i] = hit[np.int64(mood[person, SIGHT]) * of_class + (channel >> 32)]
        blocks_of(k, c0, who, number, stream, w0, w1, w2, w3, whole(acts))
        found = 0
        for i in range(acts):           # without a branch: nobody can guess who is seen
            seen_by[found] = i
            found += happens(np.int64(w0[i]), np.int64(chance[i]))
        for j in range(found):
            fetch(c.book, np.int64(who[seen_by[j]]))
        for j in range(found):
            i = np.int64(seen_by[j])
            a = act[i, 0]
            kind = (a >> 24) & 0xFF
            status = record(s, r, p, c, t, day, a & 0xFFFFFF, kind, seen[seen_start[kind] + ((a >> 48) & 0xFF)], (a >> 32) & 1023,
                            np.int64(number[i]), np.int64(w1[i]), np.int64(w2[i]), np.int64(w3[i]))
            if status != OK:
                return status
        acts = ask_on(seen, seen_start, act, rest, w0, chance, acts) if several else 0
        act, rest = rest, act
    return OK


@helper
def know_lookout(r, c):
    """Of every kind's channels in order: the stream, and the place of its chance among those of a class. Returns the most of any kind."""
    most, kinds = 0, r.hit.shape[4]
    for kind in range(kinds):
        most = max(most, r.seen_start[kind + 1] - r.seen_start[kind])
        for at in range(r.seen_start[kind], r.seen_start[kind + 1]):
            c.lookout[at] = r.stream_detect[r.seen[at]] | ((r.seen[at] * kinds + kind) << 32)
    return most


@helper
def ask_on(seen, seen_start, act, rest, w0, chance, acts):
    """Acts that were not seen and have another channel go on to the next round; returns how many."""
    more = 0
    for i in range(acts):
        a = act[i, 0]
        kind = (a >> 24) & 0xFF
        then, last = seen_start[kind] + ((a >> 48) & 0xFF) + 1, seen_start[kind + 1]
        if then < last and seen[then] == ((a >> 56) & 0xFF) - 1:
            then += 1
        rest[more, 0] = (a & ~(0xFF << 48)) | ((then - seen_start[kind]) << 48)
        rest[more, 1] = act[i, 1]
        more += (then < last) & (not happens(np.int64(w0[i]), np.int64(chance[i])))
    return more


@helper
def record(s, r, p, c, t, day, person, kind, channel, now, ordinal, w1, w2, w3):
    """Attribution, review and scope of one record."""
    if c.mute.shape[0] > 0 and N.is_muted(c, channel, person, ordinal):
        return OK
    rule = r.rule_of[channel, kind]
    target = person
    group = np.int64(c.mood[person, SIGHT])             # urban * classes + class
    if happens(w1, r.wrong[channel, group - r.hit.shape[2] if group >= r.hit.shape[2] else group]):
        target = someone_else(r, p, person, channel, w2)
    wrong = target != person
    actor = person if c.mark[person, ENROLLED] else -1
    delay = r.review_delay[channel] if happens(w3, r.review[channel, 2]) else 0
    watched = (c.watch[person] | c.watch[target]) != 0
    truth = N.WRONG if wrong else N.RIGHT
    if happens(w3, r.review[channel, 0] if wrong else r.review[channel, 1]):
        delay = 0
        t.chan[channel, T.CH_DROPPED] += 1
        t.flow[T.DROPPED, np.int64(c.mood[target, COHORT]), kind] += 1
        if watched:
            N.note(c, day, N.RECORD, target, kind, ordinal, channel, person, truth, N.DROPPED, day, 0, 0)
        if not wrong:
            return OK
        target = -1
    if target >= 0:
        cohort = np.int64(c.mood[target, COHORT])
        if not c.mark[target, ENROLLED]:
            t.flow[T.OUT_OF_SCOPE, cohort, kind] += 1
            t.chan[channel, T.CH_OUT_OF_SCOPE] += 1
            if watched:
                N.note(c, day, N.RECORD, target, kind, ordinal, channel, person, truth, N.OUT_OF_SCOPE, day, 0, 0)
            target = -1
        else:
            t.flow[T.RECORD_WRONG if wrong else T.RECORD_RIGHT, cohort, kind] += 1
            t.chan[channel, T.CH_WRONG if wrong else T.CH_RIGHT] += 1
            c.ever[target] |= E_RECORDED
            if watched:
                N.note(c, day, N.RECORD, target, kind, ordinal, channel, person, truth, N.WAITS if delay > 0 else N.KEPT, day + delay, 0, 0)
    if rule < 0 or (target < 0 and actor < 0):         # what no rule reads need not wait
        return OK
    if delay == 0 and r.rule_rep[rule] < 0:             # points are summed: only what repetition counts needs an order, and waits for it
        charge_record(s, r, p, c, t, day, kind, channel, target, actor, day, rule, ordinal)
        return OK
    if target >= 0:
        fetch(c.hist, target)
    if actor >= 0:
        fetch(c.hist, actor)
    order = (day << 32) | (now << 21) | person
    return write_record(c, day + delay, order, ordinal, kind, channel, target, actor, day)


@helper
def someone_else(r, p, person, channel, word):
    """A member of the look-alike class, or of the community, in id order without the actor."""
    if r.wrong_among[channel] == 1:
        n = p.stratum.size - 1
        if n == 0:
            return np.int64(person)
        j = index(word, n)
        return j + 1 if j >= person else j
    look = p.look[person]
    first = np.int64(p.look_start[look])
    n = p.look_start[look + 1] - first - 1
    if n == 0:
        return np.int64(person)
    j = index(word, n)
    if j >= p.look_rank[person]:
        j += 1
    return np.int64(p.look_member[first + j])


@helper
def false_records(s, r, p, c, t, seed, place, day, log):
    """Records of conduct that never happened: candidates per community and channel, thinned by the rate of the class."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    n = p.stratum.size
    kinds = s.nature.size
    scale = max(1, s.false_wait // (65536 * n))
    end = (day + 1) << 10
    for channel in range(r.false_on.size):
        if r.false_on[channel] == 0:
            continue
        while c.false_tick[channel] < end:
            now = c.false_tick[channel]
            ordinal = c.false_ordinal[channel]
            w0, w1, w2, w3 = draw(k, c0, COMMUNITY, ordinal, r.stream_false[channel])
            c.false_tick[channel] = now + wait(w0, scale, log)
            c.false_ordinal[channel] = ordinal + 1
            person = index(w1, n)
            if not happens(w2, r.false_keep[channel, p.group[person]]):
                continue
            kind = alias(w3, r.false_cut[channel], r.false_other[channel], kinds)
            status = keep_false(r, p, c, t, k, c0, day, now, channel, ordinal, person, kind)
            if status != OK:
                return status
    return OK


@helper
def keep_false(r, p, c, t, k, c0, day, now, channel, ordinal, person, kind):
    if c.mute.shape[0] > 0 and N.is_muted(c, channel, -1, ordinal):
        return OK
    delay = 0
    cohort = p.cohort[person]
    watched = c.watch[person] != 0
    if r.review[channel, 0] > 0 or r.review[channel, 2] > 0:
        word, _, _, _ = draw(k, c0, COMMUNITY, ordinal, r.stream_false_review[channel])
        if happens(word, r.review[channel, 0]):
            t.flow[T.DROPPED, cohort, kind] += 1
            t.chan[channel, T.CH_DROPPED] += 1
            if watched:
                N.note(c, day, N.RECORD, person, kind, ordinal | N.UNREAL, channel, -1, N.FALSE, N.DROPPED, day, 0, 0)
            return OK
        delay = r.review_delay[channel] if happens(word, r.review[channel, 2]) else 0
    if not c.enrolled[person]:
        t.flow[T.OUT_OF_SCOPE, cohort, kind] += 1
        t.chan[channel, T.CH_OUT_OF_SCOPE] += 1
        if watched:
            N.note(c, day, N.RECORD, person, kind, ordinal | N.UNREAL, channel, -1, N.FALSE, N.OUT_OF_SCOPE, day, 0, 0)
        return OK
    t.flow[T.RECORD_FALSE, cohort, kind] += 1
    t.chan[channel, T.CH_FALSE] += 1
    c.ever[person] |= E_RECORDED
    if watched:
        fate = N.WAITS if delay > 0 else N.KEPT
        N.note(c, day, N.RECORD, person, kind, ordinal | N.UNREAL, channel, -1, N.FALSE, fate, day + delay, 0, 0)
    order = (day << 32) | (1 << 31) | ((now & 1023) << 21) | channel
    return write_record(c, day + delay, order, ordinal, kind, channel, person, -1, day)
