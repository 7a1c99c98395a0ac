"""``ostrakon verify``: what it prints, and its exit codes."""

import json
from pathlib import Path

import pytest

from ostrakon.cli import run_command_line


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "run"
    assert run_command_line(["run", "article-2018", "--people", "2000", "--days", "28", "--set", "rules.jaywalking.points=-6", "--by",
                             "sex+minority", "--out", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("options", [[], ["--quick"]])
def test_a_run_alone_can_be_verified(options: list[str], run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["verify", str(run), "--workers", "2", *options]) == 0
    printed = capsys.readouterr()
    assert printed.out.strip().startswith("The same") and "there is no checksums.txt" in printed.out
    assert ("about as long as it took" in printed.err) is not bool(options)


def test_what_is_not_the_same_ends_with_one(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoiled = tmp_path / "[bold]run"
    spoiled.mkdir()
    for file in run.iterdir():
        (spoiled / file.name).write_bytes(file.read_bytes())
    summary = json.loads((spoiled / "summary.json").read_text())
    summary["outcomes"]["records"]["value"] = 3
    (spoiled / "summary.json").write_text(json.dumps(summary))
    assert run_command_line(["verify", str(spoiled)]) == 1
    printed = capsys.readouterr().out
    assert "Not the same: 1 of" in printed and "summary.json#/outcomes/records/value: 3 in the folder" in printed


def test_hours_are_not_lived_again_unasked(run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = tmp_path / "run"
    long.mkdir()
    for file in run.iterdir():
        (long / file.name).write_bytes(file.read_bytes())
    summary = json.loads((long / "summary.json").read_text())
    summary["run"]["seconds"] = 9000
    (long / "summary.json").write_text(json.dumps(summary))
    assert run_command_line(["verify", str(long)]) == 2
    assert "say --quick, or --yes" in capsys.readouterr().err
    assert run_command_line(["verify", str(long), "--quick"]) == 0


def test_nothing_to_verify_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["verify", str(tmp_path)]) == 2 and "OST7301" in capsys.readouterr().err
