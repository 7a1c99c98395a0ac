"""Memory that a worker uses for one community after another: a page once touched need not be asked for again.

Here live the arrays' places only. Never here: what stands in them.
"""

from math import prod

import numpy as np

LINE = 64                   # bytes of a cache line
LEAST = 1 << 22             # NumPy asks for large pages from this size on


class Memory:
    """Hands out arrays that last until the next ``start``. What does not fit is ordinary memory, and fits after that."""

    def __init__(self) -> None:
        self._bytes = np.empty(0, np.uint8)
        self._used = 0

    def start(self) -> None:
        """All arrays handed out so far are given up."""
        if self._used > self._bytes.size:
            self._bytes = np.empty(max(LEAST, self._used + self._used // 4), np.uint8)
        self._used = -(self._bytes.ctypes.data) % LINE

    def empty(self, dtype: type, *dims: int) -> np.ndarray:
        """An array whose contents are whatever was there."""
        size = prod(dims) * np.dtype(dtype).itemsize
        first, self._used = self._used, self._used + -(-size // LINE) * LINE
        if self._used > self._bytes.size:
            return np.empty(dims, dtype)
        return self._bytes[first : first + size].view(dtype).reshape(dims)

    def zeros(self, dtype: type, *dims: int) -> np.ndarray:
        """An array of zeros."""
        out = self.empty(dtype, *dims)
        out.fill(0)
        return out
