"""The command ``uncertainty``: what it prints and leaves, how it goes on after a stop, what it refuses."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ostrakon.cli import run_command_line

SMALL = ["uncertainty", "article-2018", "--outcome", "points_lost", "--outcome", "listed", "--points", "8", "--only", "rules.jaywalking",
         "--only", "society:fear", "--people", "1000", "--days", "21", "--set", "lists.blacklist.below=715"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_tells_both_apart_and_goes_on_after_a_stop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", "whole"]) == 0
    printed = capsys.readouterr()
    said = " ".join(printed.out.split())
    assert "9 points, each of 1,000 people for 21 days: about " in printed.err
    assert "percent is ignorance" in said and "a choice, not knowledge" in said and "90 of 100 runs lie between" in said
    kept = json.loads((tmp_path / "whole" / "uncertainty.json").read_text())
    assert list(kept["outcomes"]) == ["points_lost", "listed"]
    assert kept["outcomes"]["points_lost"]["points"] == {"kept": 8, "all": 8, "with_luck": 8}
    paths = [axis["path"] for axis in kept["axes"]]
    assert "society:fear.own" in paths and any(path.startswith("rules.jaywalking") for path in paths)
    table = pq.read_table(tmp_path / "whole" / "uncertainty.parquet").to_pylist()
    assert len(table) == 18 and table[4]["value"] == kept["outcomes"]["points_lost"]["values"][4]

    lines = (tmp_path / "whole" / "points.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "points.jsonl").write_bytes(b"".join(lines[:7]) + lines[7][:20])
    assert run_command_line(["uncertainty", "--resume", "cut", "--workers", "1"]) == 0
    assert "6 of them were finished before" in capsys.readouterr().err
    again = json.loads((tmp_path / "cut" / "uncertainty.json").read_text())
    assert kept["counts_digest"] == again["counts_digest"] and kept["outcomes"] == again["outcomes"]


@pytest.mark.parametrize("arguments, code, said", [
    (["uncertainty"], "OST8001", "a regime is missing"),
    (["uncertainty", "nosuch"], "OST1201", ""),
    (["uncertainty", "article-2018", "--points", "7"], "OST8001", "--points is 7"),
    (["uncertainty", "article-2018", "--of", "all"], "OST8001", "both, regime, society"),
    (["uncertainty", "article-2018", "--only", "scope.shaer"], "OST1203", "did you mean 'share'"),
    (["uncertainty", "none", "--society", "harbour-town"], "OST8001", "nothing is assumed with a range"),
])
def test_wrong_input(arguments: list[str], code: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(arguments) == 2
    printed = capsys.readouterr().err
    assert code in printed and said in printed and not list(Path().iterdir())
