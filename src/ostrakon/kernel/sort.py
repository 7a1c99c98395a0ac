"""Stable order of small keys, for ties and ages. It knows nothing of either."""

import numpy as np

from ostrakon.kernel.jit import helper

OWNER = 20                  # bits of an owner's number in an item
OWNERS = (1 << OWNER) - 1


@helper
def sort(low, item, half, order, m):
    """Owners of m stubs in stable order of 18-bit keys: two passes of nine bits, the second over what the first carried along.

    low: lower half of each key; item: its upper half above the owner's number; half: scratch. An owner is below 2**20.
    """
    first = np.zeros(512, np.uint32)
    second = np.zeros(512, np.uint32)
    for i in range(m):
        first[low[i]] += 1
        second[item[i] >> OWNER] += 1
    a = b = 0
    for j in range(512):
        c, d = np.int64(first[j]), np.int64(second[j])
        first[j], second[j] = a, b
        a += c
        b += d
    for i in range(m):
        j = low[i]
        at = first[j]
        first[j] = at + 1
        half[at] = item[i]
    for i in range(m):
        x = half[i]
        j = x >> OWNER
        at = second[j]
        second[j] = at + 1
        order[at] = x & OWNERS
