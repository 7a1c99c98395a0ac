"""The commands ``sweep`` and ``sensitivity``: what they print and leave, how they go on after a stop, what they refuse."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ostrakon.cli import run_command_line

SMALL = ["--people", "2000", "--days", "40"]
SWEEP = ["sweep", "article-2018", "--vary", "lists.blacklist.below=700,725", "--vary", "scope.share=0.5,2", "--outcome", "listed", *SMALL]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_sweep_says_what_it_will_do_then_tells_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SWEEP, "--outcome", "points_lost", "--out", "found"]) == 0
    printed = capsys.readouterr()
    assert "5 points, each of 2,000 people for 40 days: about " in printed.err and "MB on disk" in printed.err
    assert "Listed at least once: from " in printed.out and "over 2 points" in printed.out
    assert "2 points were refused and left out: OST2005" in printed.out and "luck" in printed.out
    kept = json.loads((tmp_path / "found" / "sweep.json").read_text())
    assert [point["values"] for point in kept["points"]] == [[], ["700", "0.5"], ["700", "2"], ["725", "0.5"], ["725", "2"]]
    assert list(kept["outcomes"]) == ["listed", "points_lost"] and kept["run"]["refused"] == 2
    table = pq.read_table(tmp_path / "found" / "sweep.parquet").to_pylist()
    assert len(table) == 10 and table[3]["lists.blacklist.below"] == "725"
    assert table[3]["value"] == kept["outcomes"]["listed"]["points"][3]["value"]
    assert {p.name for p in (tmp_path / "found").iterdir()} == {"points.jsonl", "sweep.json", "sweep.parquet", "sweep.csv", "regime.yaml",
                                                               "society.yaml", "provenance.json", "plan.json"}


def test_a_killed_sweep_goes_on_and_comes_to_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SWEEP, "--out", "whole"]) == 0
    journal = tmp_path / "whole" / "points.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    (tmp_path / "cut").mkdir()
    (tmp_path / "cut" / "points.jsonl").write_bytes(b"".join(lines[:3]) + lines[3][:20])
    assert run_command_line(["sweep", "--resume", "cut", "--workers", "1"]) == 0
    assert "2 of them were finished before" in capsys.readouterr().err
    parts = [json.loads((tmp_path / folder / "sweep.json").read_text()) for folder in ("whole", "cut")]
    assert parts[0]["counts_digest"] == parts[1]["counts_digest"] and parts[0]["outcomes"] == parts[1]["outcomes"]


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    vary = ["--vary", "rules.jaywalking.points=-200:-1:200"]
    command = [sys.executable, "-m", "ostrakon", "sweep", "article-2018", *vary, *SMALL, "--out", "s"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        journal = tmp_path / "s" / "points.jsonl"
        until = time.monotonic() + 120
        while time.monotonic() < until and (not journal.exists() or journal.read_bytes().count(b"\n") < 3):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        printed = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in printed[1]
    assert "nothing finished is lost: ostrakon sweep --resume s" in printed[1]
    done = journal.read_bytes().splitlines()[1:]
    assert f"stopped after {len(done)} of 201 points" in printed[1]
    assert [json.loads(line)["point"] for line in done] == list(range(len(done)))


@pytest.mark.parametrize("arguments, code, said", [
    (["sweep", "article-2018"], "OST8001", "nothing varies"),
    (["sweep"], "OST8001", "a regime is missing"),
    (["sweep", "nosuch", "--vary", "a=1,2"], "OST1201", ""),
    (["sweep", "article-2018", "--vary", "rules.jaywaking.points=-40:-4:5"], "OST1203", "did you mean 'jaywalking'"),
    (["sweep", "article-2018", "--vary", "scope.share=1:0:5"], "OST8001", "upside down"),
    (["sweep", "article-2018", "--vary", "rules.foreign_product.points=-40:-1:5"], "OST8001", "without any effect"),
    (["sweep", "article-2018", "--vary", "scope.share=0,1", "--outcome", "happiness"], "OST8001", "no such outcome"),
    (["sweep", "article-2018", "--vary", "scope.share=0,1", "--design", "random"], "OST8001", "grid, lhs, sobol"),
    (["sweep", "article-2018", "--vary", "scope.share=0,1", "--points", "8"], "OST8001", "--points"),
    (["sweep", "article-2018", "--vary", "scope.share=0:1", "--design", "lhs"], "OST8001", "--points"),
    (["sweep", "article-2018", "--vary", "scope.share=0:1", "--design", "sobol", "--points", "100"], "OST8001", "take 128"),
    (["sweep", "article-2018", "--vary", "scope.share=0:1:5", "--people", "0"], "OST8001", "--people is 0"),
    (["sweep", "article-2018", *(a for i in range(4) for a in ("--vary", f"tiers.{i}.from=0:500:100"))], "OST8001", "100,000,000 points"),
    (["sweep", "article-2018", "--vary", "scope.share=0:1:10000", "--people", "100000000"], "OST8001", "this would take about"),
    (["sweep", "article-2018", "--vary", "scope.share=0,1", "--out", "."], "OST8001", "--out is"),
    (["sweep", "--resume", "nowhere"], "OST8001", "--resume nowhere"),
    (["sweep", "article-2018", "--resume", "nowhere", "--out", "x"], "OST8001", "--resume with REGIME, --out"),
    (["sensitivity", "article-2018", "--method", "guess"], "OST8001", "tornado, morris, sobol"),
    (["sensitivity", "article-2018", "--size", "8"], "OST8001", "leave --size out"),
    (["sensitivity", "article-2018", "--method", "sobol", "--size", "100"], "OST8001", "take 128"),
    (["sensitivity", "article-2018", "--method", "sobol", "--size", "100000000"], "OST8001", "--size"),
    (["sensitivity", "article-2018", "--only", "channels.nosuch"], "OST1203", ""),
    (["sensitivity", "article-2018", "--only", "scope.share"], "OST8001", "nothing there is assumed"),
    (["sensitivity", "none"], "OST8001", "no assumed value with a range"),
    (["sensitivity", "article-2018", "--outcome", "obedience"], "OST8001", "no such outcome"),
], ids=lambda a: " ".join(a)[:60] if isinstance(a, list) else None)
def test_bad_input_is_told_before_anything_runs(arguments: list[str], code: str, said: str, tmp_path: Path,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(arguments) == 2
    printed = capsys.readouterr()
    assert code in printed.err and said in printed.err and "Traceback" not in printed.err and not printed.out
    assert not list(tmp_path.iterdir())


def test_what_was_changed_since_does_not_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "ostrakon: diff/1\nid: mine\ntitle: Mine\nextends: article-2018\nset: {lists.blacklist.below: 715}\n"
    (tmp_path / "mine.yaml").write_text(text)
    assert run_command_line(["sweep", "mine.yaml", "--vary", "scope.share=0.5,1", *SMALL, "--out", "s"]) == 0
    (tmp_path / "mine.yaml").write_text(text.replace("715", "716"))
    assert run_command_line(["sweep", "--resume", "s"]) == 2
    assert "changed since: program" in capsys.readouterr().err
    assert run_command_line(["sensitivity", "--resume", "s"]) == 2
    assert "not left by 'ostrakon sensitivity'" in capsys.readouterr().err


def test_a_tornado_is_told_in_sentences_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["sensitivity", "article-2018", "--outcome", "points_lost", "--only", "rules", "--people", "4000", "--days", "90"]
    assert run_command_line([*arguments, "--out", "t"]) == 0
    printed = capsys.readouterr()
    told = " ".join(printed.out.split())
    assert "What we do not know about rules." in told and "matters most: it moves 'points lost" in told
    assert "rules.foreign_product.points" in told.split("no table")[1].split(".  ")[0]
    assert "They are of two kinds and are not added up" in told
    kept = json.loads((tmp_path / "t" / "sensitivity.json").read_text())
    rows = kept["outcomes"]["points_lost"]["parameters"]
    assert [row["ignorance"] for row in rows] == sorted((row["ignorance"] for row in rows), reverse=True) and rows[0]["luck"] > 0
    assert len(rows) == len(kept["axes"]) and kept["run"]["points"] == 1 + 2 * len(rows)
    assert len(pq.read_table(tmp_path / "t" / "sensitivity.parquet")) == len(rows)
