"""When checkpoints are written: what that costs, what waits, and what a full disk does."""

import errno
import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from engine.durable import CASE, ORIGIN, SEED, live, program, stop_after, undisturbed, waiting, work_in
from ostrakon.engine import checkpoint, keeper, simulate
from ostrakon.engine.keeper import Keeper
from ostrakon.errors import OstrakonError

AFTER = Keeper.after


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint after every community, whatever it costs; without waiting for the disk."""
    monkeypatch.setattr(keeper, "SHARE", 1e9)
    monkeypatch.setattr(checkpoint.os, "fsync", lambda _: None)
    monkeypatch.setattr(Keeper, "after", waiting)


def full(patch: pytest.MonkeyPatch, of: Any = lambda: True) -> None:
    """A disk that is full whenever ``of`` says so."""
    def fsync(_: int) -> None:
        if of():
            raise OSError(errno.ENOSPC, "No space left on device")

    patch.setattr(checkpoint.os, "fsync", fsync)


def test_on_a_full_disk_the_run_goes_on_and_the_last_checkpoint_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_after(tmp_path, 6)
    was = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    monkeypatch.setattr(keeper, "AGAIN", 0.0)
    said: list[str] = []
    with monkeypatch.context() as patch:
        full(patch)
        assert live(tmp_path, said).digest == undisturbed()
    assert ["No space left" in text for text in said] == [False, True], "it is said once"
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == was
    assert live(tmp_path).digest == undisturbed()


def test_a_disk_with_space_again_is_used_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "AGAIN", 0.0)
    said: list[str] = []
    calls = count()
    with work_in(tmp_path):
        pass
    with monkeypatch.context() as patch:
        full(patch, lambda: 3 <= next(calls) < 9)
        live(tmp_path, said)
    assert ["No checkpoint" in text for text in said] == [True, False] and "again" in said[1]
    said.clear()
    live(tmp_path, said)
    assert said == [], "all of it was there: nothing is left to live"


def test_without_space_for_a_beginning_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full(monkeypatch)
    with pytest.raises(OstrakonError, match=r"OST6005 .*No space left"):
        work_in(tmp_path / "run.unfinished")
    assert list(tmp_path.iterdir()) == []


def test_replicates_are_kept_apart_and_those_that_wait_are_written_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def two(said: list[str], every: float) -> list[str]:
        with work_in(tmp_path) as work:
            kept = Keeper(work, ORIGIN, said.append, every=every)
            digests = [simulate.simulate(CASE, seed=SEED + i, program=program(), keeper=kept, replicate=i + 1).digest for i in range(2)]
            if every:
                assert not kept.kept
                kept.flush()
            return digests

    first = two([], 1e9)
    assert {p.name for p in tmp_path.glob("replicate-*")} == {"replicate-1.checkpoint", "replicate-2.checkpoint"}
    monkeypatch.setattr(simulate, "live_community", None)       # nothing is lived again
    assert two([], 0.0) == first and first[0] == undisturbed() != first[1]


def test_many_short_replicates_do_not_wait_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper, "MOST_WAITING", 1)
    with work_in(tmp_path) as work:
        kept = Keeper(work, ORIGIN, print, every=1e9)
        for i in range(3):
            simulate.simulate(CASE, seed=SEED + i, program=program(), keeper=kept, replicate=i + 1)
    assert {p.name for p in tmp_path.glob("replicate-*")} == {"replicate-1.checkpoint", "replicate-2.checkpoint"}


def test_the_run_does_not_wait_for_a_slow_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first write takes until the last community is counted; none begins meanwhile, and nothing is lost."""
    monkeypatch.setattr(Keeper, "after", AFTER)
    slow, writes, real = threading.Event(), [], checkpoint.put

    def put(file: Path, parts: Any) -> None:
        writes.append(file)
        assert slow.wait(60)
        real(file, parts)

    monkeypatch.setattr(keeper, "put", put)
    with work_in(tmp_path) as work:
        kept = Keeper(work, ORIGIN, print, every=0.0)

        def progress(people: int, of: int) -> None:
            assert len(writes) <= 1 + slow.is_set()
            if people == of:
                slow.set()

        done = simulate.simulate(CASE, seed=SEED, program=program(), keeper=kept, progress=progress)
        assert done.digest == undisturbed()
        assert kept.flush()
    monkeypatch.setattr(simulate, "live_community", None)           # nothing is left to live
    assert live(tmp_path).digest == undisturbed()


class Clock:
    """A clock that moves on only by ``passes``."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def passes(self, seconds: float) -> None:
        self.now += seconds


@pytest.mark.parametrize(("packing", "writing"), [(0.001, 0.02), (0.001, 2.0), (0.02, 0.0), (0.0003, 0.01)])
def test_checkpoints_take_less_than_one_percent_and_as_many_as_that_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packing: float, writing: float
) -> None:
    clock, processor = Clock(), Clock()
    monkeypatch.setattr(keeper, "SHARE", 0.008)
    monkeypatch.setattr(keeper, "packed", lambda counts: clock.passes(packing) or (b"", ""))
    monkeypatch.setattr(keeper, "put", lambda *_: processor.passes(writing))
    monkeypatch.setattr(keeper, "thread_time", processor)
    with work_in(tmp_path) as work:
        kept = Keeper(work, ORIGIN, print, clock=clock)
        found = kept.start(1, SEED)
        for number in range(60_000):            # half an hour, 600 communities to a group
            clock.passes(0.03)
            key = number // 6_000, number % 10
            found.groups[key] = ()
            kept.after(key)
        assert kept.written > 5 and kept.cost < 0.01 * clock.now
        assert kept.written <= clock.now / 5
        assert kept.written > 200 or packing > 0.001 or writing > 0.02, "cheap ones come often"
