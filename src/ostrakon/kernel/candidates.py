"""Phase 1: who could do what, and when. Candidates depend on the society alone, so a stretch of days is drawn at once.

Here lives the calendar: candidates of the coming days in order of day. Whether anybody goes ahead is said elsewhere.
"""

import numpy as np

from ostrakon.kernel.community import CHUNK, OK, SOON, TOO_MANY_CANDIDATES
from ostrakon.kernel.jit import device, helper, kernel, passed
from ostrakon.kernel.rng import ALWAYS, LOG, blocks, neglog, sure, ticks, wait, whole

U = np.uint64
NEVER = 2**31 - 1       # a tick beyond every run
ROW = 5                 # column of People.limit: where the alias rows of the person's stratum begin
WHO, NUMBER, NOW, SCALE, DAY, W0, W1, W2, W3 = range(9)      # rows of State.batch


@kernel
def first_morning(p, c, seed, place, streams, log):
    """The wait of everybody to their first candidate."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    tick, ordinal, scale, x = c.tick, c.ordinal, p.scale, c.batch
    n = scale.size
    x[NUMBER] = 0
    for low in range(0, n, CHUNK):
        m = min(CHUNK, n - low)
        for j in range(m):
            x[WHO, j] = low + j
        blocks(k, c0, x[WHO], x[NUMBER], streams[3], x[W0], x[W1], x[W2], x[W3], whole(m))
        for j in range(m):
            i = low + j
            ordinal[i] = 1
            tick[i] = min(NEVER, wait(np.int64(x[W0, j]), np.int64(scale[i]), log)) if scale[i] > 0 else NEVER


@helper
def look_ahead(s, p, c, seed, place, day, end, streams, log):
    """Fill the calendar from a day on, to ``end`` at most; does nothing while the day is in it."""
    if day < c.stretch[1]:
        return OK
    c.stretch[0] = day
    c.stretch[1] = min(end, day + c.stretch[2])
    room = c.calendar.shape[1] - SOON - CHUNK
    for j in range(c.filled.size):
        c.filled[j] = j * c.calendar.shape[1]
    if not draw_candidates(s, p, c, U(seed), place, day << 10, c.stretch[1] << 10, streams[3], room):
        return TOO_MANY_CANDIDATES
    for j in range(c.filled.size):
        c.filled[j] -= j * c.calendar.shape[1]
    return OK


@helper
def draw_candidates(s, p, c, k, place, first, end, stream, room):
    """Candidates before ``end``, in rounds: the next one of each person in the round; who has another stays, others join."""
    x, tick, ordinal, scale, limit = c.batch, c.tick, c.ordinal, p.scale, p.limit
    variant = s.variant[place[0]]
    cut, other, of_group = s.kind_cut[variant], s.kind_other[variant], c.of_group
    cut, other = cut.reshape(cut.size), other.reshape(other.size)
    filled, rows = c.filled, c.entries
    c0 = place[0] * 1048576 + place[1]
    m = low = 0
    while True:
        high = min(tick.size, low + CHUNK - m)
        for i in range(low, high):
            x[WHO, m], x[NUMBER, m], x[NOW, m], x[SCALE, m] = i, ordinal[i], tick[i], scale[i]
            m += tick[i] < end
        low = high
        if m == 0 and low == tick.size:
            return True
        blocks(k, c0, x[WHO], x[NUMBER], stream, x[W0], x[W1], x[W2], x[W3], whole(m))
        for j in range(m):          # apart: the table is not in the first cache, and in a short loop many wait for it at once
            i = np.int64(x[WHO, j])
            x[W1, j] = i | (kind_of(np.int64(x[W1, j]), np.int64(x[W2, j]), limit, i, of_group, cut, other) << 24)
        waits(x, first, whole(m))
        more = 0
        for j in range(m):
            i, number, then = np.int64(x[WHO, j]), np.int64(x[NUMBER, j]), np.int64(x[W0, j])
            day = np.int64(x[DAY, j])
            at = filled[day]
            filled[day] = at + 1
            rows[at, 0] = np.int64(x[W1, j]) | (np.int64(x[W2, j]) << 32)
            rows[at, 1] = np.int64(x[W3, j]) | (number << 32)
            tick[i], ordinal[i] = then, number + 1
            x[WHO, more], x[NUMBER, more], x[NOW, more], x[SCALE, more] = i, number + 1, then, x[SCALE, j]
            more += then < end
        m = more
        for j in range(filled.size):
            if filled[j] - j * c.calendar.shape[1] > room:
                return False


@device
def pack(person, kind, tick):
    return person | (kind << 24) | ((tick & 1023) << 32)


@device
def unpack(entry):
    """Person, kind, tick of the day, ordinal and response word of an entry of the calendar."""
    a, b = entry[0], entry[1]
    return a & 0xFFFFFF, (a >> 24) & 0xFF, (a >> 32) & 1023, (b >> 32) & ALWAYS, b & ALWAYS


@device
def kind_of(w1, w2, limit, person, of_group, cut, other):
    """The group from the person's thresholds, then the kind from the alias row of the stratum and group; no branch."""
    g = of_group[passed(limit, person, w1)]
    first = g & ALWAYS
    x = w2 * (g >> 32)
    kind = first + (x >> 32)
    at = np.int64(limit[person, ROW]) + kind
    instead = first + np.int64(other[at])
    return kind if (x & ALWAYS) < np.int64(cut[at]) else instead


@helper
def waits(x, first, m):
    """Of each of a batch: the time of the next candidate, in place of the word; day in the calendar; tick of the day; a ``sure`` word."""
    for j in range(m):
        now = np.int64(x[NOW, j])
        x[W0, j] = min(NEVER, now + ticks(neglog(np.int64(x[W0, j]), LOG), np.int64(x[SCALE, j])))
        x[DAY, j] = (now - first) >> 10
        x[W2, j] = now & 1023
        x[W3, j] = sure(np.int64(x[W3, j]))
