"""Runs that end badly, at any moment: whatever is left of them, going on comes to the same counts. Kills are simulated in the process;
tests/cli/test_resume.py kills processes."""

import os
import random
import signal
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from engine.durable import CASE, COMMUNITIES, ORIGIN, SEED, live, stop_after, undisturbed, waiting, work_in
from ostrakon.engine import checkpoint, keeper, simulate, unfinished
from ostrakon.engine.keeper import Keeper
from ostrakon.errors import OstrakonError


class Killed(BaseException):
    """What a process that was killed would not have raised."""


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint after every community, whatever it costs; without waiting for the disk."""
    monkeypatch.setattr(keeper, "SHARE", 1e9)
    monkeypatch.setattr(checkpoint.os, "fsync", lambda _: None)
    monkeypatch.setattr(Keeper, "after", waiting)


class Disk:
    """A disk that dies at operation number ``last`` (a write, a flush to the disk, a rename), in the middle of it; and for good."""

    def __init__(self, last: int, chance: random.Random, patch: pytest.MonkeyPatch) -> None:
        self.last, self.chance, self.done = last, chance, count()
        real_put, real_replace = checkpoint.put, os.replace

        def put(file: Path, parts: Iterable[bytes]) -> None:
            real_put(file, self._torn(parts))

        def fsync(_: int) -> None:
            self._step()

        def replace(a: Path, b: Path) -> None:
            if self._step(chance.random() < 0.5):
                real_replace(a, b)
                raise Killed
            real_replace(a, b)

        patch.setattr(keeper, "put", put)
        patch.setattr(checkpoint.os, "fsync", fsync)
        patch.setattr(checkpoint.os, "replace", replace)

    def _step(self, late: bool = False) -> bool:
        """Whether it dies just after this operation; raises when it does before, or has died."""
        now = next(self.done)
        if now == self.last and late:
            return True
        if now >= self.last:
            raise Killed
        return False

    def _torn(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        for part in parts:
            now = next(self.done)
            if now >= self.last:
                yield part[:self.chance.randrange(len(part) + 1)]
                raise Killed
            yield part


def operations(tmp_path: Path) -> int:
    """How many operations a whole run has."""
    with pytest.MonkeyPatch.context() as patch:
        disk = Disk(10**9, random.Random(0), patch)
        live(tmp_path)
        return next(disk.done)


def hurt(folder: Path, chance: random.Random) -> str:
    """What may befall the last file after a kill when power goes too, while the one before it is whole."""
    file = unfinished.Unfinished(folder, {}, None).checkpoint(1)
    before = checkpoint.beside(file, checkpoint.BEFORE)
    how = chance.choice(("nothing", "cut", "altered", "zeroed", "gone"))
    if not (file.exists() and before.exists()) or how == "nothing":
        return "nothing"
    raw = bytearray(file.read_bytes())
    if how == "gone":
        file.rename(checkpoint.beside(file, checkpoint.PART))
        return how
    if how == "altered":
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    file.write_bytes({"cut": raw[:chance.randrange(len(raw))], "altered": raw, "zeroed": bytes(len(raw))}[how])
    return how


KILLS = 50


def test_killed_at_any_moment_it_goes_on_to_the_same_counts(tmp_path: Path) -> None:
    """Fifty times: killed in the middle of an operation of the disk, its last file damaged or not; going on may be killed as well."""
    total, moments, damage = operations(tmp_path / "whole"), set(), []
    for kill in range(KILLS):
        chance, folder = random.Random(kill), tmp_path / str(kill)
        last, lived, how = chance.randrange(total), 0, ""
        while True:
            said: list[str] = []
            with pytest.MonkeyPatch.context() as patch:
                Disk(last, chance, patch)
                try:
                    done = live(folder, said)
                except Killed:
                    lived, last = lived + 1, chance.randrange(total) if lived < 2 else 10**9
                    how = hurt(folder, chance)
                    damage.append(how)
                    continue
            break
        moments.add(lived)
        assert done.complete and done.digest == undisturbed(), f"kill {kill}"
        assert done.communities == COMMUNITIES and done.people == CASE.people
        assert how not in ("cut", "altered", "zeroed") or any("damaged" in text for text in said), f"kill {kill}: {how}"
    assert {"cut", "altered", "zeroed", "gone", "nothing"} == set(damage)
    assert len(moments) > 1, "some were killed once, some again"


def test_what_is_finished_is_not_lived_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_after(tmp_path, 9)
    lived = []
    real = simulate.live_community
    monkeypatch.setattr(simulate, "live_community", lambda *a, **k: lived.append(a[2]) or real(*a, **k))
    said: list[str] = []
    assert live(tmp_path, said).digest == undisturbed()
    assert len(lived) == COMMUNITIES - 9
    assert said == ["Lived before: 172 of 480 people (36%)."]


def test_ctrl_c_stops_it_and_what_is_finished_is_on_the_disk(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    done = stop_after(tmp_path, 5)
    assert not done.complete and done.communities == 5
    assert signal.getsignal(signal.SIGINT) is before
    assert live(tmp_path).digest == undisturbed()


def test_ctrl_c_while_counts_are_added_leaves_none_half_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = simulate.add
    calls = count()

    def add(groups: Any, key: Any, counts: Any) -> None:
        if next(calls) == 12:
            assert key in groups
            groups[key][0][:] += counts[0]
            signal.raise_signal(signal.SIGINT)
            groups[key][0][:] -= counts[0]
        real(groups, key, counts)

    with monkeypatch.context() as patch:
        patch.setattr(simulate, "add", add)
        assert not live(tmp_path).complete
    assert live(tmp_path).digest == undisturbed()


@pytest.mark.parametrize("error", [MemoryError, RuntimeError])
def test_a_lost_worker_loses_nothing_that_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    real, calls = simulate.live_community, count()

    def lost(*args: Any, **more: Any) -> Any:
        if next(calls) == 11:
            raise error
        return real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(simulate, "live_community", lost)
        with pytest.raises(error):
            live(tmp_path, every=1e9)           # nothing was written yet: it is when the worker is lost
    said: list[str] = []
    assert live(tmp_path, said).digest == undisturbed()
    assert "Lived before" in said[0]


def files_of(folder: Path) -> tuple[Path, Path]:
    file = unfinished.Unfinished(folder, {}, None).checkpoint(1)
    return file, checkpoint.beside(file, checkpoint.BEFORE)


def test_when_both_are_damaged_it_says_what_to_do_and_that_helps(tmp_path: Path) -> None:
    stop_after(tmp_path, 6)
    for file in files_of(tmp_path):
        file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(OstrakonError, match=r"OST6003 .*cut short; .*cut short") as told:
        live(tmp_path)
    remedy = told.value.problems[0].remedy
    assert all(file.name in remedy for file in files_of(tmp_path))
    for file in files_of(tmp_path):
        file.unlink()
    assert live(tmp_path).digest == undisturbed()


def test_a_damaged_one_never_takes_the_place_of_the_good_one_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_after(tmp_path, 6)
    file, before = files_of(tmp_path)
    good = before.read_bytes()
    file.write_bytes(b"x")
    with monkeypatch.context() as patch:
        patch.setattr(keeper, "put", lambda *_: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            live(tmp_path)
    assert file.read_bytes() == good


OTHERS = {"program": "q", "people": 500, "days": 15, "start": "2020-01-02", "community_size": 21, "code": "d", "version": "2"}


@pytest.mark.parametrize("name", OTHERS)
def test_counts_of_something_else_are_never_added_to(tmp_path: Path, name: str) -> None:
    stop_after(tmp_path, 6)
    with pytest.raises(OstrakonError, match=f"OST6002 .*and this is {OTHERS[name]}"):
        live(tmp_path, **{name: OTHERS[name]})


def test_another_seed_is_something_else(tmp_path: Path) -> None:
    stop_after(tmp_path, 6)
    with work_in(tmp_path) as work, pytest.raises(OstrakonError, match="OST6002"):
        Keeper(work, ORIGIN, print).start(1, SEED + 1)


def test_the_header_says_what_it_is_of(tmp_path: Path) -> None:
    stop_after(tmp_path, 6)
    of, counted = checkpoint.decoded(files_of(tmp_path)[0].read_bytes())
    assert of == ORIGIN | {"seed": SEED}
    assert counted.people == 115 and counted.finished.ranges() == [(0, 6)]
