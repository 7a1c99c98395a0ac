"""The command line: wrong input is answered with a code, exit code 2 and nothing written."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from ostrakon.cli import run_command_line
from ostrakon.spec.find import ids

WRONG = {
    "nobody": ["--people", "0"],
    "fewer than nobody": ["--people=-5"],
    "more than the earth holds": ["--people", "1000000000000"],
    "no day": ["--days", "0"],
    "people with underscores": ["--people", "1_000"],
    "people as a power": ["--people", "1e6"],
    "half a person": ["--people", "0.5"],
    "digits of another script": ["--people", "\u0663\u0660"],
    "days without end": ["--days", "1000000000"],
    "seed is a word": ["--seed", "luck"],
    "seed is a fraction": ["--seed", "1.5"],
    "seed is negative": ["--seed=-1"],
    "seed is too large": ["--seed", str(2**64)],
    "no workers": ["--workers", "0"],
    "no replicates": ["--replicates", "0"],
    "too many workers": ["--workers", "5000"],
    "no date": ["--start", "yesterday"],
    "no such day": ["--start", "2020-02-30"],
    "a week for a date": ["--start", "2020-W01-1"],
    "a date without strokes": ["--start", "20200101"],
    "folder without a name": ["--out", ""],
    "folder is here": ["--out", "."],
    "folder with a line break": ["--out", "a\nb"],
    "folder name too long": ["--out", "a" * 300],
    "set twice": ["--set", "burn_in_days=1", "--set", "burn_in_days=2"],
    "society set twice": ["--set-society", "kinds.fly.rate=1", "--set-society", "kinds.fly.rate=2"],
    "a place for a name": ["--off", "rules.jaywalkin"],
    "nothing off": ["--off", ""],
    "unknown option": ["--peple", "5"],
    "unknown path": ["--set", "rules.jaywlking.points=-10"],
    "no assignment": ["--set", "rules"],
    "unknown mechanism": ["--off", "A99"],
    "mechanism without a switch": ["--off", "A08"],
    "unknown society": ["--society", "atlantis"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_wrong_input_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["run", "article-2018", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("OST") or ": OST" in printed.err
    assert "Traceback" not in printed.err and not printed.out
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_regime_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["run", "artcle-2018"]) == 2
    assert "did you mean 'article-2018'?" in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").write_text("precious")
    assert run_command_line(["run", "article-2018", "--out", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err
    assert (tmp_path / "mine").read_text() == "precious"


def test_a_place_that_cannot_hold_a_folder_is_refused_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Permissions alone do not tell: the superuser may write everywhere, except where the file system says no."""

    def full(*_: object, **__: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    assert run_command_line(["run", "article-2018", "--out", str(tmp_path / "x")]) == 2
    printed = capsys.readouterr()
    assert "Read-only file system" in printed.err and not printed.out


def test_check_tells_what_tables_refuse_at_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["check", "article-2018", "--set", "channels.street_camera.by_urban.rural=999"]) == 2
    printed = capsys.readouterr().err
    assert "article-2018/regime.yaml:81:" in printed and "OST4001" in printed and "    ^" in printed


@pytest.mark.parametrize("name", ids("regime"))
def test_every_regime_can_be_explained_and_checked(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["explain", name]) == 0
    assert "What it sees" in capsys.readouterr().out
    assert run_command_line(["check", name]) == 0


def test_explain_says_what_an_override_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["explain", "article-2018", "--set", "rules.jaywalking.points=-77"]) == 0
    assert "A record of jaywalking is worth -77 points" in capsys.readouterr().out


def test_a_broken_file_is_shown_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("ostrakon: regime/1\nid: x\nruels: {}\n")
    assert run_command_line(["check", str(file)]) == 2
    printed = capsys.readouterr().err
    assert "broken.yaml:3:1" in printed and "did you mean 'rules'?" in printed


def test_the_catalog_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["catalog"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in (*ids("regime"), *ids("society")))


def test_the_start_loads_nothing_that_takes_long() -> None:
    heavy = ("numba", "scipy", "pyarrow", "altair", "distributed")
    code = f"import sys, ostrakon.cli; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--help"], ["run", "--help"]):
        assert run_command_line(arguments) == 0
    assert "--replicates" in capsys.readouterr().out
