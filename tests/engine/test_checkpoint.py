"""The file of a checkpoint: what goes in comes out, and nothing else is ever read as truth."""

import errno
import random
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from ostrakon.engine import checkpoint as c


class Other(NamedTuple):
    """Counters of another time."""

    one: Any
    none: Any
    wide: Any


def counted(seed: int = 1, groups: int = 5) -> c.Counted:
    rng = np.random.default_rng(seed)

    def group() -> Other:
        wide = rng.integers(-(2**62), 2**62, (3, 2, 4)) * (rng.random((3, 2, 4)) < 0.5)
        return Other(rng.integers(0, 300, 7), np.zeros((0, 4), np.int64), wide)

    found = c.Counted(people=120, seconds=1.5, finished=c.Finished([(0, 4), (6, 7)]))
    found.groups = {(i // 2, i % 2): group() for i in range(groups)}
    return found


def raw_of(found: c.Counted, of: dict[str, Any] | None = None) -> bytes:
    return b"".join(c.encoded(of or {"seed": 3}, found, {key: c.packed(group) for key, group in found.groups.items()}))


def same(a: c.Counted, b: c.Counted) -> bool:
    return (a.finished.ranges(), a.people, a.seconds, list(a.groups)) == (b.finished.ranges(), b.people, b.seconds, list(b.groups)) and all(
        x.dtype == y.dtype and x.shape == y.shape and (x == y).all()
        for key in a.groups for x, y in zip(a.groups[key], b.groups[key], strict=True))


@pytest.mark.parametrize("groups", [0, 1, 5])
def test_what_is_kept_comes_back(groups: int) -> None:
    of, found = c.decoded(raw_of(counted(groups=groups)), Other)
    assert of == {"seed": 3} and same(found, counted(groups=groups))
    assert not groups or not same(found, counted(seed=2, groups=groups)), "the comparison can fail"
    for group in found.groups.values():
        group.one[:] += 1              # what comes back is added to


def test_the_smallest_and_largest_numbers_come_back() -> None:
    info = np.iinfo(np.int64)
    group = Other(np.array([info.min, info.max, 0, -1]), np.zeros((0,), np.int64), np.zeros((2, 2), np.int64))
    found = c.decoded(raw_of(c.Counted({(0, 0): group})), Other)[1]
    assert found.groups[0, 0].one.tolist() == group.one.tolist() and not found.groups[0, 0].wide.any()


def test_every_cut_is_seen() -> None:
    raw = raw_of(counted())
    for length in range(len(raw)):
        with pytest.raises(c.Damaged):
            c.decoded(raw[:length], Other)


def test_every_altered_byte_is_seen() -> None:
    raw, rng = raw_of(counted()), random.Random(5)
    for place in range(len(raw)):
        altered = bytearray(raw)
        altered[place] ^= 1 << rng.randrange(8)
        with pytest.raises(c.Damaged):
            c.decoded(bytes(altered), Other)


def test_what_was_added_is_seen() -> None:
    with pytest.raises(c.Damaged, match="added"):
        c.decoded(raw_of(counted()) + b"\0", Other)


def test_zeros_of_a_file_that_was_never_written_are_seen() -> None:
    with pytest.raises(c.Damaged, match="does not begin"):
        c.decoded(bytes(4096), Other)


def test_other_counters_are_not_taken_for_these() -> None:
    with pytest.raises(c.Damaged, match="counters are one, none, wide"):
        c.decoded(raw_of(counted()))


def test_only_whole_numbers_of_64_bits_are_kept() -> None:
    with pytest.raises(TypeError, match="wide"):
        c.packed(Other(np.zeros(2, np.int64), np.zeros(2, np.int64), np.zeros(2)))


@pytest.mark.parametrize("seed", range(5))
def test_finished_communities_are_ranges_in_whatever_order_they_finish(seed: int) -> None:
    numbers = list(range(200))
    random.Random(seed).shuffle(numbers)
    finished = c.Finished()
    for number in numbers[:150]:
        assert number not in finished
        finished.add(number)
    ranges = finished.ranges()
    assert sorted(numbers[:150]) == [n for first, stop in ranges for n in range(first, stop)]
    assert all(a[1] < b[0] for a, b in pairwise(ranges)), "no two of them touch"
    assert len(finished) == 150 and c.Finished(ranges).ranges() == ranges


def test_the_one_before_stays_until_the_new_one_is_there(tmp_path: Path) -> None:
    file = tmp_path / "x"
    for text in (b"one", b"two", b"three"):
        c.put(file, [text])
    assert file.read_bytes() == b"three" and c.beside(file, c.BEFORE).read_bytes() == b"two"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x", "x.before"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    file = tmp_path / "x"
    c.put(file, [b"one"])
    c.put(file, [b"two"])

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(c.os, call, full)
        with pytest.raises(OSError, match="No space"):
            c.put(file, [b"three"])
    assert file.read_bytes() == b"two" and c.beside(file, c.BEFORE).read_bytes() == b"one"
    assert len(list(tmp_path.iterdir())) == 2, "and leaves no part"
