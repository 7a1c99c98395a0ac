"""Saves that end badly: killed outright, or overtaken by another run. Never here: what the files hold."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import ostrakon
from ostrakon.errors import OstrakonError
from ostrakon.results import store
from ostrakon.results.folder import UNFINISHED, aside, check_folder, folder_of, whole, working_folder

# Saves to a folder and stops, when a part of it is written, until a line comes in.
SAVE = """
import json, sys
from pathlib import Path
from ostrakon.results import store
name = sys.argv[3]
real = getattr(store, name)
def held(*args, **more):
    print("held", flush=True)
    sys.stdin.readline()
    return real(*args, **more)
setattr(store, name, held)
store.write(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()), "", "", {})
"""


@contextmanager
def saving(folder: Path, summary: Path, held_at: str) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of saving to ``folder``."""
    source = str(Path(ostrakon.__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, "-c", SAVE, str(folder), str(summary), held_at],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": source},
    ) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


@pytest.fixture
def written(tmp_path_factory: pytest.TempPathFactory, summary: dict[str, Any]) -> Path:
    file = tmp_path_factory.mktemp("summary") / "summary.json"
    file.write_text(store.json.dumps(summary))
    return file


def hidden(folder: Path) -> list[Path]:
    return [p for p in folder.iterdir() if p.name.startswith(".run-")]


@pytest.mark.parametrize("held_at", ["_rows_by_region", "render"])
def test_a_killed_save_looks_unfinished_and_the_next_one_clears_it_away(
    tmp_path: Path, written: Path, summary: dict[str, Any], held_at: str
) -> None:
    with saving(tmp_path / "run", written, held_at) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    (left,) = hidden(tmp_path)
    assert (left / "provenance.json").exists(), "it was killed in the middle"
    assert not (left / "summary.json").exists() and (left / UNFINISHED).exists()
    assert not (tmp_path / "run").exists()
    store.write(tmp_path / "run", summary, "", "", {})
    assert [p.name for p in tmp_path.iterdir()] == ["run"]
    assert not (tmp_path / "run" / UNFINISHED).exists()


def test_the_summary_comes_last(tmp_path: Path, summary: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """At the moment at which summary.json has its name, every other file is there."""
    seen = []
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if Path(target).name == "summary.json":
            seen.extend(p.name for p in self.parent.iterdir())
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    store.write(tmp_path / "run", summary, "", "", {})
    assert {*seen} - {"summary.json.part", UNFINISHED} == {p.name for p in (tmp_path / "run").iterdir()} - {"summary.json"}


def test_a_living_save_is_left_alone_and_the_loser_is_told_why(tmp_path: Path, written: Path, summary: dict[str, Any]) -> None:
    with saving(tmp_path / "run", written, "render") as process:
        store.write(tmp_path / "run", summary, "", "", {"seed": 1})
        assert len(hidden(tmp_path)) == 1, "somebody is still writing it"
        _, complaint = process.communicate("\n")
    assert process.returncode == 1
    assert "somebody else wrote there meanwhile" in complaint and "another --out" in complaint
    assert [p.name for p in tmp_path.iterdir()] == ["run"]
    assert '"seed": 1' in (tmp_path / "run" / "provenance.json").read_text(), "the winner's files are whole"


def test_who_loses_by_a_blink_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        target.mkdir()
        (target / "theirs").write_text("")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OstrakonError, match="somebody else wrote there meanwhile") as told, whole(tmp_path / "run"):
        pass
    assert "free some space" not in str(told.value) and "printed all the same" in str(told.value)
    assert [p.name for p in tmp_path.rglob("*")] == ["run", "theirs"]


def test_who_comes_second_is_told_why(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("")
    with pytest.raises(OstrakonError, match=r"OST8001 .*not empty: somebody else wrote there meanwhile"), whole(tmp_path):
        pass


@pytest.mark.parametrize("mark", [None, "other"])
def test_only_what_says_that_it_is_a_remain_is_removed(tmp_path: Path, mark: str | None) -> None:
    mine = tmp_path / ".run-precious"
    mine.mkdir()
    (mine / "file").write_text("")
    if mark is not None:
        (mine / UNFINISHED).write_text(mark)
    with whole(tmp_path / "run"):
        pass
    assert (mine / "file").exists()


@pytest.mark.parametrize("path", ["a" * 300, "a" * 300 + "/run", "é" * 300, "a\0b"])
def test_a_name_that_no_system_takes_is_refused_with_a_number(tmp_path: Path, path: str) -> None:
    with pytest.raises(OstrakonError, match="OST8001") as told:
        check_folder(tmp_path / path)
    assert len(str(told.value)) < 400
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a" * 255, "é" * 127])
def test_the_longest_name_is_taken(tmp_path: Path, name: str) -> None:
    check_folder(tmp_path / name)
    with whole(tmp_path / name) as work:
        (work / "x").write_text("")
    assert [p.name for p in tmp_path.rglob("*")] == [name, "x"]


@pytest.mark.parametrize("name", ["run", "a" * 244, "a" * 245, "a" * 255, "é" * 127])
def test_a_working_folder_can_be_made_beside_any_name(tmp_path: Path, name: str) -> None:
    found = working_folder(tmp_path / name)
    found.mkdir()
    assert found.parent == tmp_path and found.name.endswith(".unfinished") and found.name.startswith(name[:60])
    assert working_folder(tmp_path / (name[:-1] + "b")) != found


def test_a_run_is_named_by_its_folder_or_by_its_working_folder(tmp_path: Path) -> None:
    working_folder(tmp_path / "run").mkdir()
    assert folder_of(tmp_path / "run") == folder_of(tmp_path / "run.unfinished") == tmp_path / "run"
    assert folder_of(tmp_path / "odd.unfinished") == tmp_path / "odd.unfinished", "no working folder, but a name like one"


def part(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "summary.json").write_text("part")
    (folder / "notes").write_text("mine")
    return folder


def test_what_is_set_aside_gives_way_but_for_what_the_new_one_lacks(tmp_path: Path) -> None:
    folder = part(tmp_path)
    with aside(folder):
        assert not folder.exists()
        with whole(folder) as work:
            (work / "summary.json").write_text("whole")
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"summary.json": "whole", "notes": "mine"}
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_what_is_set_aside_comes_back_when_the_new_one_does_not_come(tmp_path: Path, error: type[BaseException]) -> None:
    folder = part(tmp_path)
    with pytest.raises((OstrakonError, KeyboardInterrupt)), aside(folder), whole(folder):
        raise error
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"summary.json": "part", "notes": "mine"}
    assert [p.name for p in tmp_path.iterdir()] == ["run"]
