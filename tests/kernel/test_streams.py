"""The streams of chance as the kernel addresses them: (community, person, day or ordinal, stream).

Fixed seeds, printed with every failure. Each check is two-sided at ALARM = 1e-7 and there are fewer than 200, so a change of
seed raises a false alarm with chance below 2e-5. Every helper has a test that it can fail.
Measured on words as used, not on one long sequence: neighbours in person, day, stream, community and seed are compared.
"""

import numba
import numpy as np
import pytest
from scipy import stats

from ostrakon.kernel.rng import draw
from ostrakon.numbers import p32, stream_id

ALARM = 1e-7
SEED = 20_180_924
PEOPLE, DAYS = 2048, 512            # 2**20 blocks of four words
HERE = 19 * 2**20 + 3               # region 19, community 3
NAMES = ("occasion", "grant", "follow", "detect/street_camera", "false/street_camera", "duty/blacklist", "appeal/blacklist",
         "list-review/blacklist", "person", "close")


@numba.njit
def _grid(seed, c0, first, people, day, days, stream):
    out = np.empty((4, people * days), np.int64)
    j = 0
    for i in range(first, first + people):
        for d in range(day, day + days):
            out[0, j], out[1, j], out[2, j], out[3, j] = draw(seed, c0, i, d, stream)
            j += 1
    return out


def grid(seed=SEED, c0=HERE, first=0, day=0, name="occasion"):
    """Words [4, person x day] of a stream."""
    return _grid(np.uint64(seed), c0, first, PEOPLE, day, DAYS, stream_id(name))


@numba.njit
def count_rare(seed, c0, people, days, stream, limits):
    """How many of the 4 x people x days words lie below each limit."""
    out = np.zeros(limits.size, np.int64)
    largest = limits.max()
    for i in range(people):
        for d in range(days):
            a, b, c, e = draw(seed, c0, i, d, stream)
            for w in (a, b, c, e):
                if w < largest:
                    for j in range(limits.size):
                        out[j] += w < limits[j]
    return out


def even(cells, n):
    """Chance of a chi-square this far from its mean on either side, when n cells are equally likely."""
    seen = np.bincount(cells, minlength=n)
    expected = cells.size / n
    chi = float(((seen - expected) ** 2).sum() / expected)
    return 2 * min(stats.chi2.cdf(chi, n - 1), stats.chi2.sf(chi, n - 1))


def paired(a, b):
    """Chance, two-sided: 32 x 32 cells of the top bits of two words, and their correlation."""
    together = even(((a >> 27) << 5) | (b >> 27), 1024)
    r = np.corrcoef(a.astype(float), b.astype(float))[0, 1]
    return min(together, 2 * stats.norm.sf(abs(r) * np.sqrt(a.size)))


def rare(seen, mean):
    """Chance of a Poisson count this far out."""
    return min(1.0, 2 * min(stats.poisson.cdf(seen, mean), stats.poisson.sf(seen - 1, mean)))


@pytest.mark.parametrize("name", NAMES)
def test_words_are_even(name):
    words = grid(name=name)
    for which in range(4):
        assert even(words[which] >> 22, 1024) > ALARM, (SEED, name, which, "top bits")
        assert even(words[which] & 1023, 1024) > ALARM, (SEED, name, which, "low bits")


@pytest.mark.parametrize("name", ["occasion", "duty/blacklist", "detect/street_camera"])
@pytest.mark.parametrize("change", [{"first": 1}, {"day": 1}, {"c0": HERE + 1}, {"c0": HERE + 2**20}, {"seed": SEED + 1}, {"day": 2**31}],
                         ids=["person", "day", "community", "region", "seed", "follow-up"])
def test_neighbours_are_independent(name, change):
    one, other = grid(name=name), grid(**{"name": name, **change})
    for which in (0, 3):
        assert paired(one[which], other[which]) > ALARM, (SEED, name, change, which)


@pytest.mark.parametrize("name", NAMES[1:])
def test_streams_are_independent(name):
    one, other = grid(), grid(name=name)
    for which in (0, 1):
        assert paired(one[which], other[which]) > ALARM, (SEED, name, which)


@pytest.mark.parametrize("a, b", [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)])
def test_words_of_a_block_are_independent(a, b):
    words = grid(name="person")
    assert paired(words[a], words[b]) > ALARM, (SEED, a, b)


def test_rare_chances_down_to_1e_8():
    """4e8 words: 400 expected below 1e-6 and 4 below 1e-8. The last can show too many, not too few."""
    limits = np.array([p32(p, "test") for p in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)])
    people, days = 100_000, 1000
    seen = count_rare(np.uint64(SEED), HERE, people, days, stream_id("occasion"), limits)
    for limit, count in zip(limits, seen, strict=True):
        mean = 4 * people * days * int(limit) / 2**32
        assert rare(int(count), mean) > ALARM, (SEED, int(limit), int(count), mean)


def test_streams_have_different_numbers():
    assert len({stream_id(name) for name in NAMES}) == len(NAMES)


def test_even_can_fail():
    words = grid()[0]
    assert even((words - (words >> 6)) >> 22, 1024) < ALARM, "one part in 64 too low"
    assert even(np.tile(np.arange(1024), 1024), 1024) < ALARM, "too even"


def test_paired_can_fail():
    a, b = grid()[0], grid()[1]
    assert paired(a, (a // 32 + (b // 32) * 31)) < ALARM, "a thirty-second part in common"
    assert paired(a, np.roll(a, 0)) < ALARM


def test_rare_can_fail():
    assert rare(300, 400) < 1e-5 and rare(280, 400) < ALARM
    assert rare(20, 4) < ALARM
    assert rare(400, 400) > 0.5
