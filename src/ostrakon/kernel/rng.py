"""Philox4x32-10 and what the kernel makes of its words: draws that have an address and no state.

Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The page (docs/model.md,
section 17) says which address is used for what. int64 and uint64 never meet in one expression: Numba would make floats.
"""

import numpy as np

from ostrakon.kernel.jit import device, double, helper

U = np.uint64
_M0, _M1 = U(0xD2511F53), U(0xCD9E8D57)
_W0, _W1 = U(0x9E3779B9), U(0xBB67AE85)
_MASK, _32 = U(0xFFFFFFFF), U(32)
ALWAYS = 0xFFFFFFFF
LN2 = 11629080
_LOG = [round(float(np.log1p(i / 256)) * 2**24) for i in range(257)]
LOG = np.array([_LOG[i] | (_LOG[i + 1] - _LOG[i]) << 32 for i in range(256)], dtype=np.int64)      # an entry, and the way to the next
COMMUNITY = 0xFFFFFFFF      # c1 of a draw that belongs to the community


@device
def philox(k0, k1, c0, c1, c2, c3):
    """Four 32-bit words, as uint64, at one address; all arguments uint64."""
    for _ in range(10):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = (p1 >> _32) ^ c1 ^ k0, p1 & _MASK, (p0 >> _32) ^ c3 ^ k1, p0 & _MASK
        k0 = (k0 + _W0) & _MASK
        k1 = (k1 + _W1) & _MASK
    return c0, c1, c2, c3


@device
def draw(k, c0, c1, c2, c3):
    """The same with int64 in and out; k the 64-bit seed as uint64."""
    a, b, c, d = philox(k & _MASK, k >> _32, U(c0), U(c1), U(c2), U(c3))
    return np.int64(a), np.int64(b), np.int64(c), np.int64(d)


@device
def whole(m):
    """m, raised to whole batches of 16 for arrays that have the room: 3 ns a block there, 14 for each one left over."""
    return (m + 15) & ~15


@helper
def blocks(k, c0, who, number, stream, w0, w1, w2, w3, m):
    """The first m blocks of a batch of one stream. Plain arrays in and out, so that the compiler works on several at once."""
    k0, k1, c0, c3 = k & _MASK, k >> _32, U(c0), U(stream)
    for i in range(m):
        w0[i], w1[i], w2[i], w3[i] = philox(k0, k1, c0, U(who[i]), U(number[i]), c3)


@helper
def blocks_of(k, c0, who, number, stream, w0, w1, w2, w3, m):
    """The same, each with a stream of its own."""
    k0, k1, c0 = k & _MASK, k >> _32, U(c0)
    for i in range(m):
        w0[i], w1[i], w2[i], w3[i] = philox(k0, k1, c0, U(who[i]), U(number[i]), U(stream[i]))


@device
def index(w, n):
    return (w * n) >> 32


@device
def happens(w, p):
    return w < p or p == ALWAYS


@device
def sure(w):
    """The word with which ``w < p`` is the same as ``happens(w, p)`` for every p: only the largest word is another one."""
    return min(w, ALWAYS - 1)


@device
def alias(w, cut, other, k):
    """Entry of an alias row of k entries (society/tables.py)."""
    x = w * k
    j = x >> 32
    return j if (x & ALWAYS) < np.int64(cut[j]) else np.int64(other[j])


@device
def pick(w, cut, other, k):
    """The same without a branch: nobody can guess which way it goes, so both entries are fetched."""
    x = w * k
    j = x >> 32
    own, its_other = np.int64(cut[j]), np.int64(other[j])
    return j if (x & ALWAYS) < own else its_other


@device
def neglog(w, log):
    """-ln(w / 2**32) in units of 2**-24, w = 0 read as 1; within 2e-6 of the truth. Without a branch, so that several go at once where the
    compiler sees that nothing writes to the table: where it is the constant ``LOG`` and no argument."""
    bits = double(max(w, 1))
    entry = log[(bits >> 44) & 255]
    share = ((entry >> 32) & ALWAYS) * ((bits >> 20) & 0xFFFFFF)
    return (1055 - (bits >> 52)) * LN2 - ((entry & ALWAYS) + (share >> 24))


@device
def ticks(neglog, scale):
    return (neglog * scale + (1 << 27)) >> 28


@device
def wait(w, scale, log):
    """Exponential waiting time in ticks; scale is its mean in 1/16 tick."""
    return ticks(neglog(w, log), scale)
