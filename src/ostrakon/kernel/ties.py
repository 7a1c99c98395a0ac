"""Close friends and the wider circle: stub matching within foci (docs/model.md, section 18, step 8).

Every person brings as many stubs as the drawn degree; stubs meet where people are alike (nearness, age, education: foci
in the sense of Feld 1981) and pair with the next acceptable one, so realised degrees stay close to the declared ones.
"""

import numpy as np

from ostrakon.kernel.jit import bit_length, helper, kernel
from ostrakon.kernel.rng import blocks
from ostrakon.kernel.sort import OWNER, sort

U = np.uint64
WINDOW = 8              # stubs an unused one may look ahead
BATCH = 512             # blocks of stub words drawn at once
SCALE = 42              # binary places of the factor that makes a place a sub-key
AT_ONCE = 4             # blocks of a person listed without asking how many there are


@kernel
def build_ties(s, p, seed, region, number, stream_close, stream_wide, close, close_back, wide, wide_back):
    """Fill both layers; returns False when a layer has more stubs than its arrays hold."""
    k = U(seed)
    c0 = region * 1048576 + number
    n = p.stratum.size
    if not _starts(p.close_start, p.close_end, close.size) or not _starts(p.wide_start, p.wide_end, wide.size):
        return False
    node = np.empty((n, 2), np.uint32)
    most = max(p.close_start[n], p.wide_start[n]) + 4
    low = np.empty(most, np.uint16)
    item = np.empty(most, np.uint32)
    half = np.empty(most, np.uint32)
    size = 64
    while size < 4 * (np.int64(p.close_start[n]) + np.int64(p.wide_start[n])):
        size *= 2
    seen = np.zeros(size >> 3, np.uint8)
    m = _keys(s, p, k, c0, stream_close, p.close_start, low, item)
    sort(low, item, half, item, m)
    _pair(p, item, m, node, seen, p.close_start, p.close_end, close, close_back, p.close_start, p.close_start, close)
    m = _keys(s, p, k, c0, stream_wide, p.wide_start, low, item)
    sort(low, item, half, item, m)
    _pair(p, item, m, node, seen, p.wide_start, p.wide_end, wide, wide_back, p.close_start, p.close_end, close)
    return True


@helper
def _starts(start, end, room):
    """Degrees in ``end`` become the first places of each person."""
    at = 0
    for i in range(end.size):
        start[i] = at
        at += end[i]
    start[end.size] = at
    return at <= room


@helper
def _keys(s, p, k, c0, stream, start, low, item):
    """Lower half of the key of every stub, and its upper half above the owner, in order of owners. Returns how many stubs."""
    n = start.size - 1
    who, block, traits = np.empty(BATCH + 64, np.uint32), np.empty(BATCH + 64, np.uint32), np.empty(BATCH + 64, np.uint32)
    w0, w1, w2, w3 = (np.empty(BATCH + 64, np.uint32), np.empty(BATCH + 64, np.uint32), np.empty(BATCH + 64, np.uint32),
                      np.empty(BATCH + 64, np.uint32))
    l0, l1, l2, l3 = (np.empty(BATCH + 64, np.uint16), np.empty(BATCH + 64, np.uint16), np.empty(BATCH + 64, np.uint16),
                      np.empty(BATCH + 64, np.uint16))
    age, edu = p.attr[2], p.attr[5]
    f0, f1 = s.foci[0], s.foci[1]
    # place * 65535 // n as a product: exact, because places and n stay below 2**20
    scale = (65535 << SCALE) // n + 1
    i = 0
    at = U(0)
    while i < n:
        m = 0
        while i < n and m < BATCH:
            more = (np.int64(start[i + 1]) - np.int64(start[i]) + 3) >> 2
            for j in range(AT_ONCE):
                who[m + j] = i
                block[m + j] = j
            if more > AT_ONCE:
                for j in range(AT_ONCE, more):
                    who[m + j] = i
                    block[m + j] = j
            m += more
            i += 1
        for t in range(m):
            traits[t] = (np.int64(edu[who[t]]) << 7) | np.int64(age[who[t]])
        blocks(k, c0, who, block, stream, w0, w1, w2, w3, m)
        _stub_keys(w0, l0, who, traits, f0, f1, n - 1, scale, m)
        _stub_keys(w1, l1, who, traits, f0, f1, n - 1, scale, m)
        _stub_keys(w2, l2, who, traits, f0, f1, n - 1, scale, m)
        _stub_keys(w3, l3, who, traits, f0, f1, n - 1, scale, m)
        for t in range(m):
            a = who[t]
            low[at], low[at + U(1)], low[at + U(2)], low[at + U(3)] = l0[t], l1[t], l2[t], l3[t]
            item[at], item[at + U(1)], item[at + U(2)], item[at + U(3)] = w0[t], w1[t], w2[t], w3[t]
            # what was put too much is put over
            at += U(min(4, np.int64(start[a + 1]) - np.int64(start[a]) - 4 * np.int64(block[t])))
    return np.int64(at)


@helper
def _stub_keys(words, low, who, traits, f0, f1, last, scale, m):
    """Words become keys, each by all three foci and without a branch, so that the compiler works on several at once."""
    for t in range(m):
        x, trait, a = np.int64(words[t]), np.int64(traits[t]), np.int64(who[t])
        focus, y = x & 255, x >> 16
        nearby = (min(last, max(0, a + ((y * 65) >> 16) - 32)) * scale) >> SCALE
        alike = (1 << 16) | (min(127, max(0, (trait & 127) + (((y >> 8) * 5) >> 8) - 2)) << 9) | (y & 511)
        taught = (2 << 16) | ((trait >> 7) << 13) | (y & 8191)
        key = nearby if focus < f0 else (alike if focus < f1 else taught)
        low[t] = key & 511
        words[t] = ((key >> 9) << OWNER) | a


@helper
def _tied(start, end, ties, a, b):
    for e in range(start[a], end[a]):
        if ties[e] == b:
            return True
    return False


@helper
def _pair(p, owner, m, node, seen, start, end, ties, back, other_start, other_end, other):
    """Walk the stubs in order; each unused one takes the first acceptable of those that follow.

    ``seen`` has a bit for every tie made, at a place where others may fall too: only where it is set must ties be compared.
    ``node``: household and next free place of each person, side by side.
    """
    home = p.home
    for i in range(end.size):
        node[i, 0] = home[i, 0]
        node[i, 1] = start[i]
    places = seen.size * 8 - 1
    i = taken = 0           # bit t of taken: stub i + 1 + t is used
    while i < m:
        a = np.int64(owner[i])
        free = ~taken & ((1 << min(WINDOW, m - 1 - i)) - 1)
        while free != 0:
            first = free & -free
            b = np.int64(owner[i + bit_length(first)])
            mark = ((((min(a, b) << OWNER) | max(a, b)) * 1640531) >> 12) & places
            if node[a, 0] != node[b, 0]:
                if (seen[mark >> 3] >> (mark & 7)) & 1 == 0 or not (
                        _tied_to(node, start, ties, a, b) or _tied(other_start, other_end, other, a, b)):
                    seen[mark >> 3] |= 1 << (mark & 7)
                    at, to = np.int64(node[a, 1]), np.int64(node[b, 1])
                    ties[at] = b
                    ties[to] = a
                    back[at] = to
                    back[to] = at
                    node[a, 1] = at + 1
                    node[b, 1] = to + 1
                    taken |= first
                    break
            free ^= first
        gone = bit_length(~taken & (taken + 1))
        i += gone
        taken >>= gone
    for i in range(end.size):
        end[i] = node[i, 1]
        for e in range(node[i, 1], start[i + 1]):       # a place that nobody took leads somewhere too, so that all can be walked in a row
            ties[e] = 0


@helper
def _tied_to(node, start, ties, a, b):
    for e in range(start[a], node[a, 1]):
        if ties[e] == b:
            return True
    return False
