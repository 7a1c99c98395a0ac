"""``ostrakon resume`` from the command line: after a kill, Ctrl-C, a full disk, and what it refuses."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import ostrakon
from ostrakon.cli import run_command_line, unfinished
from ostrakon.engine import checkpoint, keeper
from ostrakon.engine import simulate as engine
from ostrakon.engine import unfinished as working
from ostrakon.errors import fail
from ostrakon.results import store
from ostrakon.results.planned import FILE as PLAN
from ostrakon.results.planned import plan_in

SMALL = ["run", "article-2018", "--people", "2000", "--days", "21", "--set", "rules.jaywalking.points=-20", "--off", "A31"]

# Runs a command with a checkpoint after every community, and stops after so many of them until a line comes in.
HELD = """
import sys
from ostrakon.engine import keeper
keeper.SHARE, stop = 1e9, int(sys.argv[1])
real, begin = keeper.Keeper.after, keeper.Keeper.__init__
seen = 0
def often(self, *args, **more):
    begin(self, *args, **{**more, "every": 0.0})
def after(self, key):
    global seen
    real(self, key)
    self.wait()
    seen += 1
    if seen == stop:
        print("held", flush=True)
        sys.stdin.readline()
keeper.Keeper.__init__, keeper.Keeper.after = often, after
from ostrakon.cli import run_command_line
sys.exit(run_command_line(sys.argv[2:]))
"""


@contextmanager
def held(after: int, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of a run, so many communities after its beginning."""
    source = str(Path(ostrakon.__file__).parents[1])
    with subprocess.Popen([sys.executable, "-c", HELD, str(after), *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": source}) as process:
        try:
            assert process.stdout is not None and "held\n" in process.stdout, "after what a changed regime has to say of its changes"
            yield process
        finally:
            process.kill()


def kill(after: int, *command: str) -> None:
    with held(after, *command) as process:
        process.send_signal(signal.SIGKILL)


def ok(*command: str) -> None:
    assert run_command_line(command) == 0


def saved(folder: Path) -> dict[str, Any]:
    """Every file, as text, without what the clock, the name of the folder and the command of this process put in."""
    found: dict[str, Any] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix == ".parquet":
            found[file.name] = repr(pq.read_table(file).to_pylist()), plan_in(file) | {"command": None}
            continue
        if file.name == PLAN:
            found[file.name] = json.loads(file.read_text()) | {"command": None}
            continue
        text = file.read_text().replace(folder.name, "DIR")
        found[file.name] = re.sub(r'"seconds": [\d.]+|Took [^<]*|\b[\d.]+ s\b', "SECONDS", text)
    return found


def digest(folder: Path) -> str:
    return str(json.loads((folder / "summary.json").read_text())["tally_digest"])


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "run-undisturbed"
    ok(*SMALL, "--out", str(folder), "--workers", "2")
    return folder


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """A run that was killed after 12 of its 31 communities."""
    folder = tmp_path / "stopped"
    kill(12, *SMALL, "--out", str(folder), "--workers", "2")
    return folder


def test_killed_three_times_it_leaves_the_files_of_an_undisturbed_run(
    tmp_path: Path, undisturbed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "run-killed"
    kill(2, *SMALL, "--out", str(folder), "--workers", "2")
    assert not folder.exists(), "nothing that is not whole looks like a run"
    for _ in range(2):
        kill(9, "resume", str(folder))
        assert not folder.exists()
    ok("resume", str(folder))
    printed = capsys.readouterr()
    assert "of 2,000 people (" in printed.err and "Lived before: " in printed.err
    assert digest(undisturbed)[:16] in printed.out
    assert [p.name for p in tmp_path.iterdir()] == ["run-killed"], "and nothing beside it"
    mine, theirs = saved(folder), saved(undisturbed)
    assert list(mine) == list(theirs)
    assert not [name for name in theirs if mine[name] != theirs[name] and name != "provenance.json"]
    made = [json.loads((at / "provenance.json").read_text()) for at in (folder, undisturbed)]
    assert [m["command"][0] for m in made] == ["ostrakon", "ostrakon"]
    assert made[0]["tally_digest"] == made[1]["tally_digest"] and made[0]["run"]["workers"] == made[1]["run"]["workers"] == 2


def test_a_second_process_is_refused_while_the_first_lives(tmp_path: Path, undisturbed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    with held(5, *SMALL, "--out", str(folder)) as process:
        for command in (["resume", str(folder)], [*SMALL, "--out", str(folder)]):
            assert run_command_line(command) == 2
            assert "OST6004" in capsys.readouterr().err
        process.communicate("\n")
    assert process.returncode == 0 and digest(folder) == digest(undisturbed)


def test_the_folder_is_all_that_is_needed(stopped: Path, undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere, under another name, and named by its working folder."""
    (tmp_path / "there").mkdir()
    moved = Path(f"{stopped}.unfinished").rename(tmp_path / "there" / "renamed.unfinished")
    monkeypatch.chdir(tmp_path / "there")
    ok("resume", moved.name, "--workers", "1")
    assert digest(tmp_path / "there" / "renamed") == digest(undisturbed)
    summary = json.loads((tmp_path / "there" / "renamed" / "summary.json").read_text())
    assert summary["overrides"] == json.loads((undisturbed / "summary.json").read_text())["overrides"] != []


def test_a_new_run_does_not_take_the_place_of_an_unfinished_one(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", str(stopped)]) == 2
    assert f"ostrakon resume {stopped} goes on with it" in capsys.readouterr().err
    assert Path(f"{stopped}.unfinished").is_dir()


def test_the_default_folder_leaves_unfinished_runs_alone(stopped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ostrakon.results.folder import default_folder

    runs = stopped.parent
    Path(f"{stopped}.unfinished").rename(runs / "article-2018-1-1.unfinished")
    assert default_folder("article-2018", 1, runs).name == "article-2018-1-2"


def test_a_damaged_checkpoint_is_said_and_the_one_before_it_taken(
    stopped: Path, undisturbed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = Path(f"{stopped}.unfinished") / "replicate-1.checkpoint"
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    ok("resume", str(stopped))
    said = capsys.readouterr().err
    assert "replicate-1.checkpoint is damaged (" in said and "going on from the one before it" in said and "Lived before" in said
    assert digest(stopped) == digest(undisturbed)


def test_when_both_are_damaged_the_remedy_helps(stopped: Path, undisturbed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = list(Path(f"{stopped}.unfinished").glob("replicate-1.checkpoint*"))
    assert len(files) == 2
    for file in files:
        file.write_bytes(b"")
    assert run_command_line(["resume", str(stopped)]) == 2
    assert "OST6003" in capsys.readouterr().err
    assert Path(f"{stopped}.unfinished").is_dir()
    for file in files:
        file.unlink()
    ok("resume", str(stopped))
    assert digest(stopped) == digest(undisturbed)


def test_another_version_is_refused(stopped: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from ostrakon.cli import resume

    monkeypatch.setattr(resume, "__version__", "9.9")
    assert run_command_line(["resume", str(stopped)]) == 2
    said = capsys.readouterr().err
    assert "OST6002" in said and f"begun with ostrakon {ostrakon.__version__}, and this is 9.9" in said
    assert Path(f"{stopped}.unfinished").is_dir()


def test_another_program_is_refused(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was asked, altered so that its checksum holds: as good as another machine that fills other tables."""
    with working.reopen(Path(f"{stopped}.unfinished"), ostrakon.__version__) as work:
        asked = {**work.asked, "regime": work.asked["regime"].replace("points: -20", "points: -21")}
        assert asked != work.asked
        checkpoint.put(work.folder / working.ASKED, [working._sealed({"format": working.FORMAT, **asked})])
    assert run_command_line(["resume", str(stopped)]) == 2
    said = capsys.readouterr().err
    assert "OST6002" in said and "begun with Program " in said


def test_what_is_not_there_is_refused_with_what_is(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["resume", str(stopped.parent / "stoped")]) == 2
    said = capsys.readouterr().err
    assert "OST6002" in said and f"allowed: {stopped}" in said


def test_a_study_of_points_is_sent_to_its_own_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a sweep"
    folder.mkdir()
    (folder / "points.jsonl").write_text(json.dumps({"asked": {"command": "sweep", "options": {}}}) + "\n")
    assert run_command_line(["resume", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "OST6002" in said and "was left by 'ostrakon sweep'" in said and f"remedy: ostrakon sweep --resume '{folder}'" in said


def test_a_finished_run_is_left_as_it_is(undisturbed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    was = saved(undisturbed)
    ok("resume", str(undisturbed))
    assert "is finished; there is nothing to go on with" in capsys.readouterr().err
    assert saved(undisturbed) == was


def test_killed_after_saving_it_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "run"
    with monkeypatch.context() as patch:
        patch.setattr(working.Unfinished, "remove", working.Unfinished.close)
        ok(*SMALL, "--out", str(folder))
    assert Path(f"{folder}.unfinished").is_dir()
    ok("resume", str(folder))
    assert "is finished" in capsys.readouterr().err and [p.name for p in tmp_path.iterdir()] == ["run"]


def interrupt(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Ctrl-C after so many communities of this process."""
    real, left = keeper.Keeper.after, [after]

    def heard(self: keeper.Keeper, key: Any) -> None:
        real(self, key)
        left[0] -= 1
        if left[0] == 0:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(keeper.Keeper, "after", heard)


def test_ctrl_c_saves_the_part_says_how_to_go_on_and_that_replaces_it(
    tmp_path: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my run"
    for command in ([*SMALL, "--out", str(folder)], ["resume", str(folder)]):
        with monkeypatch.context() as patch:
            interrupt(patch, 3)
            assert run_command_line(command) == 130
        printed = capsys.readouterr()
        assert f"ostrakon resume '{folder}'" in printed.err and "Stopped early" in printed.out
        assert json.loads((folder / "summary.json").read_text())["run"]["complete"] is False
        (folder / "notes.txt").write_text("mine")
    ok("resume", str(folder))
    assert digest(folder) == digest(undisturbed)
    assert (folder / "notes.txt").read_text() == "mine", "what was put there stays"
    assert [p.name for p in tmp_path.iterdir()] == ["my run"]


def test_replicates_go_on_where_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--replicates", "3", "--seed", "5"]
    ok(*SMALL, *more, "--out", str(tmp_path / "whole"))
    with monkeypatch.context() as patch:
        interrupt(patch, 40)
        assert run_command_line([*SMALL, *more, "--out", str(tmp_path / "run")]) == 130
    capsys.readouterr()
    ok("resume", str(tmp_path / "run"))
    assert "Lived before: 1 replicate and " in capsys.readouterr().err
    one, other = (json.loads((tmp_path / name / "summary.json").read_text()) for name in ("whole", "run"))
    assert one["tally_digests"] == other["tally_digests"] and one["outcomes"] == other["outcomes"]


def test_something_else_in_its_place_is_never_replaced(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stopped.mkdir()
    (stopped / "mine").write_text("precious")
    assert run_command_line(["resume", str(stopped)]) == 2
    assert "is not empty" in capsys.readouterr().err and (stopped / "mine").read_text() == "precious"
    assert Path(f"{stopped}.unfinished").is_dir()


def test_what_could_not_be_saved_is_saved_by_resume_without_living_it_again(
    tmp_path: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "run"

    def full(*_: Any) -> None:
        fail("OST8001", "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store, "write", full)
        assert run_command_line([*SMALL, "--out", str(folder)]) == 2
    assert f"ostrakon resume {folder}" in capsys.readouterr().err
    monkeypatch.setattr(engine, "live_community", None)
    ok("resume", str(folder))
    assert digest(folder) == digest(undisturbed)


def test_a_disk_that_is_full_from_the_start_is_told_before_anything_is_lived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checkpoint.os, "fsync", full)
    assert run_command_line([*SMALL, "--out", str(tmp_path / "run")]) == 2
    printed = capsys.readouterr()
    assert "OST6005" in printed.err and "No space left" in printed.err and "Listed" not in printed.out
    assert list(tmp_path.iterdir()) == []


def test_a_lost_worker_is_told_with_the_way_on(
    tmp_path: Path, undisturbed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, real, left = tmp_path / "run", engine.live_community, [10]

    def lost(*args: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            raise MemoryError
        return real(*args, **more)

    with monkeypatch.context() as patch:
        patch.setattr(engine, "live_community", lost)
        assert run_command_line([*SMALL, "--out", str(folder)]) == 2
    said = capsys.readouterr().err
    assert "OST6001" in said and "not enough memory" in said and f"ostrakon resume {folder}" in said
    ok("resume", str(folder))
    assert digest(folder) == digest(undisturbed)


def test_what_is_said_of_the_folder_is_what_a_shell_takes() -> None:
    assert unfinished.quoted(Path("my runs/1")) == "'my runs/1'"
