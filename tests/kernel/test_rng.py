"""The compiled arithmetic of chance: Philox's known answers, logarithm, waits, alias rows. The streams: test_streams.py."""

import math

import numba
import numpy as np
import pytest

from ostrakon.kernel import rng

# Random123's published known answers for philox4x32, 10 rounds: counter, key, words.
KNOWN = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
]


@numba.njit
def one_draw(k, c0, c1, c2, c3):
    return rng.draw(k, c0, c1, c2, c3)


@numba.njit
def one_philox(k0, k1, c0, c1, c2, c3):
    return rng.philox(k0, k1, c0, c1, c2, c3)


@numba.njit
def worst_error(start, step, n, log):
    """Greatest distance of neglog from -ln(w / 2**32) over a grid of words."""
    worst = 0.0
    for i in range(n):
        w = start + i * step
        worst = max(worst, abs(rng.neglog(w, log) / 2.0**24 + math.log(max(w, 1) / 2.0**32)))
    return worst


@numba.njit
def waits(seed, n, scale, log):
    total = 0
    square = 0.0
    for i in range(n):
        a, b, c, d = rng.draw(seed, 7, i, 0, 99)
        for w in (a, b, c, d):
            t = rng.wait(w, scale, log)
            total += t
            square += float(t) * t
    return total, square


@numba.njit
def alias_counts(seed, n, cut, other):
    out = np.zeros(cut.size, np.int64)
    for i in range(n):
        a, _, _, _ = rng.draw(seed, 8, i, 0, 98)
        out[rng.alias(a, cut, other, cut.size)] += 1
    return out


@pytest.mark.parametrize("counter, key, words", KNOWN)
def test_known_answers(counter, key, words):
    assert tuple(int(x) for x in one_philox(*(np.uint64(x) for x in key + counter))) == words
    assert one_draw(np.uint64(key[0] | key[1] << 32), *counter) == words


def test_known_answers_can_fail():
    assert one_draw(np.uint64(1), 0, 0, 0, 0) != KNOWN[0][2]


def test_neglog_is_within_its_stated_error():
    assert worst_error(1, 65_537, 65_535, rng.LOG) <= 2e-6
    assert worst_error(0, 1, 1 << 16, rng.LOG) <= 2e-6
    assert worst_error((1 << 32) - (1 << 16), 1, 1 << 16, rng.LOG) <= 2e-6


def test_neglog_error_can_be_seen():
    wrong = rng.LOG.copy()
    wrong[100] += 1 << 8            # 1.5e-5
    assert worst_error(1, 65_537, 65_535, wrong) > 2e-6


def test_neglog_falls_as_the_word_rises():
    grid = np.arange(1, 1 << 32, 104_729)

    @numba.njit
    def values(ws, log):
        return np.array([rng.neglog(w, log) for w in ws])

    assert (np.diff(values(grid, rng.LOG)) <= 0).all()
    assert values(np.array([(1 << 32) - 1]), rng.LOG)[0] >= 0


@pytest.mark.parametrize("mean_ticks", [64, 37_376, 3_737_600])
def test_mean_and_spread_of_waits(mean_ticks):
    """Exponential: mean and standard deviation equal. Seed 11, 4e6 waits; bounds at six standard errors."""
    n = 1_000_000
    total, square = waits(np.uint64(11), n, mean_ticks * 16, rng.LOG)
    mean = total / (4 * n)
    spread = math.sqrt(square / (4 * n) - mean**2)
    assert abs(mean / mean_ticks - 1) < 6 / math.sqrt(4 * n) + 1e-5
    assert abs(spread / mean_ticks - 1) < 6 * math.sqrt(2) / math.sqrt(4 * n) + 1e-4


def test_alias_rows_give_their_chances():
    cut = np.array([1 << 31, 1 << 32, 1 << 30], np.int64)
    other = np.array([1, 1, 0], np.int64)
    exact = np.zeros(3)
    for j in range(3):
        exact[j] += cut[j] / 2**32 / 3
        exact[other[j]] += (1 - cut[j] / 2**32) / 3
    n = 1_000_000
    seen = alias_counts(np.uint64(12), n, cut, other)
    assert (np.abs(seen - n * exact) < 6 * np.sqrt(n * exact * (1 - exact))).all()


@numba.njit
def happened(w, p):
    return rng.happens(w, p)


def test_always_and_never():
    for w in (0, 1, 2**31, 2**32 - 1):
        assert happened(w, rng.ALWAYS)
        assert not happened(w, 0)
    assert happened(9, 10) and not happened(10, 10)
