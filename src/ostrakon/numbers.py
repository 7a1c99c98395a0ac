"""Numbers as the kernel wants them: 32-bit chances, alias rows and stream ids.

Here live the three conversions that society and mechanisms share. Never here: a number of any society or regime.
"""

import math
from collections.abc import Sequence

from ostrakon.errors import fail

ONE = 1 << 32
ALWAYS = ONE - 1
DAYS_PER_YEAR = 365          # a rate per year is spread over 365 days; leap days carry the same daily rate


def p32(p: float, where: str) -> int:
    """Return a chance as round(p * 2**32), with 2**32 - 1 for always.

    Raises OST4002, naming ``where``, when ``p`` is no chance, or is above 0 and would be stored more than 1 percent off.

    >>> p32(0.5, "example"), p32(1.0, "example")
    (2147483648, 4294967295)
    """
    if not 0.0 <= p <= 1.0:
        fail("OST4002", f"{where} is {p!r}", allowed="a chance from 0 to 1")
    exact = p * ONE
    stored = min(round(exact), ALWAYS)
    if abs(stored - exact) > 0.01 * exact:
        fail("OST4002", f"{where} is {p!r}, stored as {stored} / 2**32", remedy="declare it as a rate, or as 0")
    return stored


def daily(rate_per_year: float) -> float:
    """Return the chance per day of something that happens at a constant rate per year: 1 - exp(-rate / 365)."""
    return -math.expm1(-rate_per_year / DAYS_PER_YEAR)


def alias(weights: Sequence[float]) -> tuple[list[int], list[int]]:
    """Return the alias row ``(cut, other)`` of the weights (Walker 1977), built in exact integers.

    Entry j is drawn in proportion to weights[j], within 2**-32 per entry; an entry of weight 0 is never drawn. Columns
    are paired lowest index first, so the row depends on nothing but the weights. Raises ValueError when a weight is
    negative or all are 0.

    >>> alias([3, 1])
    ([4294967295, 2147483648], [0, 0])
    """
    if not weights or min(weights) < 0 or max(weights) == 0:
        raise ValueError(f"the weights {list(weights)!r} make no distribution: none may be negative and one must be above 0")
    exact = [w.as_integer_ratio() for w in weights]     # a float is a fraction: nothing is rounded here
    common = math.lcm(*[below for _, below in exact])
    return alias_of_whole([above * (common // below) for above, below in exact])


def alias_of_whole(weights: list[int]) -> tuple[list[int], list[int]]:
    """The alias row of whole weights, of which none is negative and one is above 0: each column is filled up to the mean.

    A short column borrows the rest from a long one.
    """
    n, total = len(weights), sum(weights)
    half = total // 2
    height = [w * n for w in weights]
    cut, other = [ALWAYS] * n, list(range(n))
    short = [j for j in range(n - 1, -1, -1) if height[j] < total]
    tall = [j for j in range(n - 1, -1, -1) if height[j] > total]
    while short:
        low, high = short.pop(), tall[-1]
        filled = (height[low] * ONE + half) // total
        if filled < ALWAYS:
            cut[low] = filled
        other[low] = high
        left = height[high] = height[high] + height[low] - total
        if left <= total:
            tall.pop()
            if left < total:
                short.append(high)
    return cut, other


def stream_id(name: str) -> int:
    """Return the 32-bit FNV-1a hash of the UTF-8 name: the address of a stream.

    >>> hex(stream_id("a"))
    '0xe40c292c'
    """
    value = 0x811C9DC5
    for byte in name.encode("utf-8"):
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
