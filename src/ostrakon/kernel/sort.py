"""Stable order of small keys, for ties and ages. It knows nothing of either."""

import numpy as np

from ostrakon.kernel.jit import helper


@helper
def sort(key, order):
    """Stable order of 18-bit keys: two passes of nine bits."""
    m = key.size
    half = np.empty(m, np.int32)
    count = np.zeros(513, np.int64)
    for i in range(m):
        count[(key[i] & 511) + 1] += 1
    for j in range(512):
        count[j + 1] += count[j]
    for i in range(m):
        j = key[i] & 511
        half[count[j]] = i
        count[j] += 1
    count[:] = 0
    for i in range(m):
        count[(key[i] >> 9) + 1] += 1
    for j in range(512):
        count[j + 1] += count[j]
    for i in range(m):
        at = half[i]
        j = key[at] >> 9
        order[count[j]] = at
        count[j] += 1
