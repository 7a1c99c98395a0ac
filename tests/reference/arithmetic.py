"""The integer arithmetic of section 17: index, happens, the waiting time and alias rows.

Here live functions of integers only. Never here: a random word, or anything about people.
"""

import math

ALWAYS = 2**32 - 1
LN2 = 11629080                                                        # round(ln 2 * 2**24)
LOG = [round(math.log(1 + i / 256) * 2**24) for i in range(257)]      # ln(1 + i/256) in units of 2**-24
TICKS = 1024                                                          # ticks in a day


def index(w: int, n: int) -> int:
    return (w * n) >> 32


def happens(w: int, p: int) -> bool:
    return w < p or p == ALWAYS


def neglog(w: int) -> int:
    """-ln(w / 2**32) in units of 2**-24."""
    v = max(w, 1)
    k = v.bit_length() - 1
    f = (v << (32 - k)) - 2**32
    i, r = f >> 24, f & 0xFFFFFF
    return (32 - k) * LN2 - (LOG[i] + (((LOG[i + 1] - LOG[i]) * r) >> 24))


def wait(w: int, scale: int) -> int:
    """An exponential waiting time in ticks; scale is its mean in 1/16 tick."""
    return (neglog(w) * scale + 2**27) >> 28


def alias(w: int, cut: list[int], other: list[int]) -> int:
    """The entry of an alias row that word w picks."""
    j, f = (w * len(cut)) >> 32, (w * len(cut)) & 0xFFFFFFFF
    return j if f < cut[j] else other[j]


def clamp(v: int, low: int, high: int) -> int:
    return max(low, min(high, v))


def toward_zero(a: int, b: int) -> int:
    """a / b without its fraction, b > 0."""
    return a // b if a >= 0 else -((-a) // b)


def plain(tables):
    """The same tables as nested lists of Python integers, which cannot overflow."""
    return tables._make(t.tolist() if hasattr(t, "tolist") else t for t in tables)
