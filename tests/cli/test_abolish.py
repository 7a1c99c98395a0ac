"""The command ``abolish``: what it prints and leaves, how it goes on after a stop, what it refuses."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ostrakon.cli import run_command_line

SMALL = ["abolish", "article-2018", "--set", "lists.blacklist.below=715", "--people", "4000", "--on", "56", "--after", "60"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_says_what_it_will_do_then_tells_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", "found"]) == 0
    printed = capsys.readouterr()
    assert "4,000 people, 10 lives of 108 weeks together: about " in printed.err
    assert "Fear, 8 weeks on: " in printed.out and "of the difference under it" in " ".join(printed.out.split())
    assert "Exactly as if it had never been" in printed.out and "back" in printed.out
    kept = json.loads((tmp_path / "found" / "abolition.json").read_text())
    assert kept["ending"] == {"on": 56, "weeks": 16, "before": 8, "after": 8, "by_itself": None, "ties": False}
    assert len(kept["lives"]) == 10 and kept["sentences"]
    table = pq.read_table(tmp_path / "found" / "abolition.parquet").to_pylist()
    last = next(row for row in table if row["outcome"] == "fear" and row["week"] == 8)
    assert last["difference_value"] == kept["outcomes"]["fear"]["effects"]["last"]["value"] > 0
    assert {p.name for p in (tmp_path / "found").iterdir()} == {"points.jsonl", "abolition.json", "abolition.parquet", "abolition.csv",
                                                               "index.html", "regime.yaml", "society.yaml", "provenance.json", "plan.json"}
    page = (tmp_path / "found" / "index.html").read_text()
    assert "What remains of article-2018" in page and "lists.blacklist.below=715" in page and kept["sentences"][0] in page


def test_one_that_was_killed_goes_on_and_comes_to_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = [*SMALL, "--outcome", "fear", "--outcome", "conduct"]
    assert run_command_line([*small, "--out", "whole"]) == 0
    lines = (tmp_path / "whole" / "points.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "points.jsonl").write_bytes(b"".join(lines[:4]) + lines[4][:20])
    assert run_command_line(["abolish", "--resume", "cut", "--workers", "1"]) == 0
    assert "3 of them were finished before" in capsys.readouterr().err
    parts = [json.loads((tmp_path / folder / "abolition.json").read_text()) for folder in ("whole", "cut")]
    assert parts[0]["counts_digest"] == parts[1]["counts_digest"] and parts[0]["outcomes"] == parts[1]["outcomes"]
    assert next(iter(parts[0]["outcomes"])) == "fear" and len(parts[0]["outcomes"]) == 6


@pytest.mark.parametrize("arguments, code, said", [
    (["abolish"], "OST8001", "a regime is missing"),
    (["abolish", "nosuch"], "OST1201", ""),
    (["abolish", "none", "--on", "20"], "OST8001", "--on is 20"),
    (["abolish", "none", "--on", "soon"], "OST8001", "--on is 'soon'"),
    (["abolish", "none", "--after", "7"], "OST8001", "--after is 7"),
    (["abolish", "none", "--outcome", "happiness"], "OST8001", "no such outcome"),
    (["abolish", "none", "--resume", "nowhere"], "OST8001", "--resume with REGIME"),
    (["abolish", "none", "--on", "36000", "--after", "36000"], "OST8001", "--days is 72,000"),
])
def test_wrong_input(arguments: list[str], code: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(arguments) == 2
    printed = capsys.readouterr().err
    assert code in printed and said in printed and not list(Path().iterdir())
