"""Phase 1: who could do what, and when. Candidates depend on the society alone, so a stretch of days is drawn at once.

Here lives the calendar: candidates of the coming days in order of day. Whether anybody goes ahead is said elsewhere.
"""

import numpy as np

from ostrakon.kernel.community import OK, SOON, TOO_MANY_CANDIDATES
from ostrakon.kernel.jit import device, helper, kernel, reached
from ostrakon.kernel.rng import ALWAYS, blocks, neglogs, sure, ticks, wait, whole

U = np.uint64
NEVER = 2**31 - 1       # a tick beyond every run
ROW = 5                 # column of People.limit: where the alias rows of the person's stratum begin
CHUNK = 512             # people drawn together: their words stay in the first cache


@kernel
def first_morning(p, c, seed, place, streams, log):
    """The wait of everybody to their first candidate."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    tick, ordinal, scale = c.tick, c.ordinal, p.scale
    n = scale.size
    who, number = np.zeros(CHUNK, np.int32), np.zeros(CHUNK, np.uint32)
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
    c.filled[:] = 0
    if not draw_candidates(s, p, c, U(seed), place, day, c.stretch[1] << 10, streams[3], log):
        return TOO_MANY_CANDIDATES
    return OK


@helper
def draw_candidates(s, p, c, k, place, first, end, stream, log):
    """Candidates before ``end``, in rounds: the next one of each person in the round; who has another stays, others join."""
    who, number, soon, w0, w1, w2, w3 = c.b_who, c.b_number, c.b_stream, c.w0, c.w1, c.w2, c.w3
    tick, ordinal, scale, limit, first_kind = c.tick, c.ordinal, p.scale, p.limit, s.group_start
    cut, other = s.kind_cut[s.variant[place[0]]], s.kind_other[s.variant[place[0]]]
    cut, other = cut.reshape(cut.size), other.reshape(other.size)
    calendar, filled, room = c.calendar, c.filled, c.calendar.shape[1] - SOON
    c0 = place[0] * 1048576 + place[1]
    m = low = 0
    while True:
        high = min(tick.size, low + CHUNK - m)
        for i in range(low, high):
            who[m], number[m], soon[m] = i, ordinal[i], tick[i]
            m += tick[i] < end
        low = high
        if m == 0 and low == tick.size:
            return True
        blocks(k, c0, who, number, stream, w0, w1, w2, w3, whole(m))
        for j in range(m):          # apart: the table is not in the first cache, and in a short loop many wait for it at once
            i = np.int64(who[j])
            w1[j] = kind_of(np.int64(w1[j]), np.int64(w2[j]), limit, i, first_kind, cut, other)
        neglogs(w0, whole(m))
        more = 0
        for j in range(m):
            i, this, now = np.int64(who[j]), np.int64(number[j]), np.int64(soon[j])
            then = min(NEVER, now + ticks(np.int64(w0[j]), np.int64(scale[i])))
            tick[i] = then
            ordinal[i] = this + 1
            day = (now >> 10) - first
            at = filled[day]
            if at == room:
                return False
            filled[day] = at + 1
            calendar[day, at, 0] = pack(i, np.int64(w1[j]), now)
            calendar[day, at, 1] = sure(np.int64(w3[j])) | (this << 32)
            who[more], number[more], soon[more] = i, this + 1, then
            more += then < end
        m = more


@device
def pack(person, kind, tick):
    return person | (kind << 24) | ((tick & 1023) << 32)


@device
def unpack(entry):
    """Person, kind, tick of the day, ordinal and response word of an entry of the calendar."""
    a, b = entry[0], entry[1]
    return a & 0xFFFFFF, (a >> 24) & 0xFF, (a >> 32) & 1023, (b >> 32) & ALWAYS, b & ALWAYS


@device
def kind_of(w1, w2, limit, person, first_kind, cut, other):
    """The group from the person's thresholds, then the kind from the alias row of the stratum and group; no branch."""
    g = reached(limit, person, w1 >> 8)
    first = first_kind[g]
    x = w2 * (first_kind[g + 1] - first)
    kind = first + (x >> 32)
    at = np.int64(limit[person, ROW]) + kind
    instead = first + np.int64(other[at])
    return kind if (x & ALWAYS) < np.int64(cut[at]) else instead
