"""Close friends and the wider circle: stub matching within foci (docs/model.md, section 18, step 8).

Every person brings as many stubs as the drawn degree; stubs meet where people are alike (nearness, age, education: foci
in the sense of Feld 1981) and pair with the next acceptable one, so realised degrees stay close to the declared ones.
"""

import numpy as np

from ostrakon.kernel.jit import helper, kernel
from ostrakon.kernel.rng import draw
from ostrakon.kernel.sort import sort

U = np.uint64
WINDOW = 8


@kernel
def build_ties(s, p, seed, region, number, stream_close, stream_wide):
    """Fill both layers; returns False when a layer has more stubs than the buffer holds."""
    k = U(seed)
    c0 = region * 1048576 + number
    if not _starts(p.close_start, p.close_end, p.close.size) or not _starts(p.wide_start, p.wide_end, p.wide.size):
        return False
    _layer(s, p, k, c0, stream_close, p.close_start, p.close_end, p.close, p.close_back, False)
    _layer(s, p, k, c0, stream_wide, p.wide_start, p.wide_end, p.wide, p.wide_back, True)
    return True


@helper
def _starts(start, end, room):
    """Degrees in ``end`` become the first places of each person; ``end`` then counts the ties made."""
    for i in range(end.size):
        start[i + 1] = start[i] + end[i]
        end[i] = start[i]
    return start[end.size] <= room


@helper
def _keys(s, p, k, c0, stream, start, who, key):
    n = p.stratum.size
    for i in range(n):
        d = start[i + 1] - start[i]
        for j in range(0, d, 4):
            a, b, c, e = draw(k, c0, i, j >> 2, stream)
            for m in range(min(4, d - j)):
                x = a if m == 0 else (b if m == 1 else (c if m == 2 else e))
                near = x & 255
                y = x >> 16
                at = start[i] + j + m
                who[at] = i
                if near < s.foci[0]:
                    key[at] = min(n - 1, max(0, i + ((y * 65) >> 16) - 32)) * 65535 // n
                elif near < s.foci[1]:
                    key[at] = (1 << 16) | (min(127, max(0, p.attr[2, i] + (((y >> 8) * 5) >> 8) - 2)) << 9) | (y & 511)
                else:
                    key[at] = (2 << 16) | (np.int64(p.attr[5, i]) << 13) | (y & 8191)


@helper
def _tied(start, end, ties, a, b):
    for e in range(start[a], end[a]):
        if ties[e] == b:
            return True
    return False


@helper
def _layer(s, p, k, c0, stream, start, end, ties, back, second):
    m = start[end.size]
    who = np.empty(m, np.int32)
    key = np.empty(m, np.int32)
    order = np.empty(m, np.int32)
    used = np.zeros(m, np.uint8)
    _keys(s, p, k, c0, stream, start, who, key)
    sort(key, order)
    for i in range(m):
        if used[i]:
            continue
        a = who[order[i]]
        for j in range(i + 1, min(m, i + 1 + WINDOW)):
            if used[j]:
                continue
            b = who[order[j]]
            if p.home[a, 0] == p.home[b, 0] or _tied(start, end, ties, a, b):
                continue
            if second and _tied(p.close_start, p.close_end, p.close, a, b):
                continue
            used[j] = 1
            ties[end[a]] = b
            ties[end[b]] = a
            back[end[a]] = end[b]
            back[end[b]] = end[a]
            end[a] += 1
            end[b] += 1
            break
