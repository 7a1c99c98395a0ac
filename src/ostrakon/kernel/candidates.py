"""Phase 1: who could do what, and when. Candidates depend on the society alone, so a stretch of days is drawn at once.

Here lives the calendar: candidates of the coming days in order of day. Whether anybody goes ahead is said elsewhere.
"""

import numpy as np

from ostrakon.kernel.community import OK, STRETCH, TOO_MANY_CANDIDATES
from ostrakon.kernel.jit import device, helper, kernel
from ostrakon.kernel.rng import ALWAYS, blocks, wait

U = np.uint64
NEVER = 2**31 - 1       # a tick beyond every run
CHUNK = 1024            # people drawn together: their words stay in the first cache


@kernel
def first_morning(p, c, seed, place, streams, log):
    """The wait of everybody to their first candidate."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    tick, ordinal, scale = c.tick, c.ordinal, p.scale
    n = scale.size
    who, number = np.empty(CHUNK, np.int32), np.zeros(CHUNK, np.uint32)
    w0, w1, w2, w3 = np.empty(CHUNK, np.uint32), np.empty(CHUNK, np.uint32), np.empty(CHUNK, np.uint32), np.empty(CHUNK, np.uint32)
    for low in range(0, n, CHUNK):
        m = min(CHUNK, n - low)
        for j in range(m):
            who[j] = low + j
        blocks(k, c0, who, number, streams[3], w0, w1, w2, w3, m)
        for j in range(m):
            i = low + j
            ordinal[i] = 1
            tick[i] = min(NEVER, wait(np.int64(w0[j]), np.int64(scale[i]), log)) if scale[i] > 0 else NEVER


@helper
def look_ahead(s, p, c, seed, place, day, end, streams, log):
    """Fill the calendar from a day on, to ``end`` at most; does nothing while the day is in it."""
    if day < c.stretch[1]:
        return OK
    c.stretch[0] = day
    c.stretch[1] = min(end, day + c.stretch[2])
    count = 0
    for low in range(0, c.dirty.size, CHUNK):
        count = candidates_of(s, p, c, U(seed), place, low, min(c.dirty.size, low + CHUNK), c.stretch[1] << 10, count, streams[3], log)
        if count < 0:
            return TOO_MANY_CANDIDATES
    put_in_order(c, day, count)
    return OK


@helper
def candidates_of(s, p, c, k, place, low, high, end, count, stream, log):
    """Candidates before ``end`` of a chunk of people, in rounds: everybody's next, then those with another one."""
    who, number, w0, w1, w2, w3 = c.b_who, c.b_number, c.w0, c.w1, c.w2, c.w3
    tick, ordinal, scale, limit, stratum, first_kind = c.tick, c.ordinal, p.scale, p.limit, p.stratum, s.group_start
    variant = s.variant[place[0]]
    cut, other = s.kind_cut[variant], s.kind_other[variant]
    to_who, to_kind, to_time, to_number, to_word = c.raw_who, c.raw_kind, c.raw_time, c.raw_number, c.raw_word
    c0 = place[0] * 1048576 + place[1]
    m = 0
    for i in range(low, high):
        who[m] = i
        m += tick[i] < end
    while m > 0:
        if count + m > to_who.size:
            return -1
        for j in range(m):
            number[j] = ordinal[who[j]]
        blocks(k, c0, who, number, stream, w0, w1, w2, w3, m)
        more = 0
        for j in range(m):
            i = who[j]
            now = np.int64(tick[i])
            then = min(NEVER, now + wait(np.int64(w0[j]), np.int64(scale[i]), log))
            tick[i] = then
            ordinal[i] += 1
            to_who[count + j] = i
            to_kind[count + j] = kind_of(w1[j], np.int64(w2[j]), limit, i, first_kind, cut, other, stratum[i])
            to_time[count + j] = now
            to_number[count + j] = number[j]
            to_word[count + j] = w3[j]
            who[more] = i
            more += then < end
        count += m
        m = more
    return count


@device
def kind_of(w1, w2, limit, person, first_kind, cut, other, row):
    """The group from the person's thresholds, then the kind from the alias row of the stratum and group; no branch."""
    x = w1 >> 8
    g = 0
    for j in range(5):
        g += x >= limit[person, j]
    first = first_kind[g]
    x = w2 * (first_kind[g + 1] - first)
    kind = first + (x >> 32)
    instead = first + np.int64(other[row, kind])
    return kind if (x & ALWAYS) < np.int64(cut[row, kind]) else instead


@helper
def put_in_order(c, first, count):
    """By day, keeping a person's own order."""
    start = c.cal_start
    raw_who, raw_kind, raw_time, raw_number, raw_word = c.raw_who, c.raw_kind, c.raw_time, c.raw_number, c.raw_word
    who, kind, time, number, word = c.cal_who, c.cal_kind, c.cal_time, c.cal_number, c.cal_word
    start[:] = 0
    for e in range(count):
        start[(raw_time[e] >> 10) - first + 1] += 1
    for j in range(STRETCH):
        start[j + 1] += start[j]
    for e in range(count):
        day = (raw_time[e] >> 10) - first
        at = start[day]
        start[day] = at + 1
        who[at] = raw_who[e]
        kind[at] = raw_kind[e]
        time[at] = raw_time[e]
        number[at] = raw_number[e]
        word[at] = raw_word[e]
    for j in range(STRETCH, 0, -1):
        start[j] = start[j - 1]
    start[0] = 0
