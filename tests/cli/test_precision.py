"""The command ``precision``: what it prints and leaves, how it goes on after a stop, what it refuses."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ostrakon.cli import run_command_line

SMALL = ["precision", "article-2018", "--outcome", "points_lost", "--within", "25%", "--pilot", "2", "--people", "2000", "--days", "28",
         "--set", "lists.blacklist.below=715"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_says_what_it_will_do_then_tells_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", "found"]) == 0
    printed = capsys.readouterr()
    kept = json.loads((tmp_path / "found" / "precision.json").read_text())
    n, told = kept["replicates"], kept["outcomes"]["points_lost"]
    assert "A pilot of 2 replicates of 2,000 people for 28 days: about " in printed.err
    assert f"The pilot says {n:,} replicates of 2,000 people for 28 days, {n - 2:,} more: about " in printed.err
    assert f"it needs {n:,} replicates" in " ".join(printed.out.split()) and "Stein 1945" in printed.out
    assert n == told["needed"] > 2 and kept["run"]["points"] == n and told["half"] <= told["asked"]
    assert len((tmp_path / "found" / "points.jsonl").read_text().splitlines()) == n + 1
    assert pq.read_table(tmp_path / "found" / "precision.parquet").to_pylist()[0]["low"] == told["low"]


def test_one_that_was_killed_goes_on_and_comes_to_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", "whole"]) == 0
    lines = (tmp_path / "whole" / "points.jsonl").read_bytes().splitlines(keepends=True)
    assert len(lines) > 4
    for name, kept in (("in_pilot", 2), ("after", 4)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "points.jsonl").write_bytes(b"".join(lines[:kept]) + lines[kept][:20])
        assert run_command_line(["precision", "--resume", name, "--workers", "1"]) == 0
        found, again = (json.loads((tmp_path / folder / "precision.json").read_text()) for folder in ("whole", name))
        assert found["counts_digest"] == again["counts_digest"] and found["outcomes"] == again["outcomes"]


def test_what_would_take_too_long_is_said_and_the_pilot_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ostrakon.cli.pointwise.LONG", 0.0)
    monkeypatch.setattr("ostrakon.experiments.points.RegimeTrial.seconds", lambda self: 0.0)
    assert run_command_line([*SMALL, "--out", "long"]) == 2
    printed = capsys.readouterr().err
    assert "the pilot is kept: ostrakon precision --resume long --yes" in printed and "this would take about" in printed
    assert len((tmp_path / "long" / "points.jsonl").read_text().splitlines()) == 3
    assert run_command_line(["precision", "--resume", "long", "--yes"]) == 0


@pytest.mark.parametrize("arguments, code, said", [
    (["precision"], "OST8001", "a regime is missing"),
    (["precision", "nosuch"], "OST1201", ""),
    (["precision", "none", "--within", "wide"], "OST8001", "--within is 'wide'"),
    (["precision", "none", "--pilot", "1"], "OST8001", "--pilot is 1"),
    (["precision", "none", "--outcome", "happiness"], "OST8001", "no such outcome"),
])
def test_wrong_input(arguments: list[str], code: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(arguments) == 2
    printed = capsys.readouterr().err
    assert code in printed and said in printed and not list(Path().iterdir())


def test_what_nobody_meets_cannot_be_known_to_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["precision", "none", "--people", "500", "--days", "7", "--pilot", "2", "--out", "x"]) == 2
    printed = capsys.readouterr().err
    assert "--outcome wrongly_listed: in a pilot of 2 replicates of 500 people not one was counted" in printed and "--pilot 8" in printed
