"""The command ``calibrate``: what it says first, what it prints and leaves, how it goes on after a stop, what it refuses."""

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
from ostrakon.spec.load import load_regime

SEEN = "channels.street_camera.sees.jaywalking"
FILE = """ostrakon: targets/1
id: counted
title: Counted
references: {office: An office 2021}
targets:
  records: {outcome: records, to: 20, value: 60, error: 8, unit: "per 1,000 people", status: reported, source: office}
  wrong: {outcome: records.wrong, to: 20, value: 6, error: 3, unit: "per 1,000 people", status: reported, source: office, hold_out: true}
"""
OFF = [word for name in ("government_records", "medical_records", "financial_records", "browsing", "social_media")
       for word in ("--set", f"channels.{name}=off")]
SMALL = ["calibrate", "article-2018", "--targets", "counted.yaml", "--only", SEEN, *OFF, "--people", "600", "--points", "20",
         "--generations", "1"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("counted.yaml").write_text(FILE)


def same(one: dict, other: dict) -> bool:
    return all(one[key] == other[key] for key in ("posterior", "fit", "generations", "correlation", "sample", "counts_digest", "targets"))


def test_it_narrows_a_range_and_goes_on_after_a_stop(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", "whole", "--write-diff", "calibrated.yaml"]) == 0
    printed = capsys.readouterr()
    said = " ".join(printed.out.split())
    assert "1 unknown, 1 target to fit and 1 held out: 3 points to see what moves what, then at most 1 generation of 20" in printed.err
    assert f"{SEEN}: 0." in said and "of 0.001 to 0.2; 0.02 as it is" in said and "calibrated values stay assumed" in said
    kept = json.loads(Path("whole/calibration.json").read_text())
    row, = kept["posterior"]
    assert row["prior"] == "log-uniform" and kept["fit"][1]["held_out"] and kept["asked"]["targets_text"] == FILE
    source = load_regime("calibrated.yaml").provenance[tuple(SEEN.split("."))]
    assert source.status == "assumed" and source.source == "calibrated to: An office 2021"
    points = pq.read_table("whole/posterior.parquet").to_pylist()
    assert len(points) == len(kept["sample"]["weights"]) and {SEEN, "weight", "records", "wrong"} <= set(points[0])
    files = {path.name for path in Path("whole").iterdir()}
    assert files == {"points.jsonl", "posterior.parquet", "posterior.csv", "calibration.json", "calibration.parquet", "calibration.csv",
                     "targets.yaml", "regime.yaml", "society.yaml", "provenance.json", "plan.json"}

    lines = Path("whole/points.jsonl").read_bytes().splitlines(keepends=True)
    Path("cut").mkdir()
    Path("cut/points.jsonl").write_bytes(b"".join(lines[:16]) + lines[16][:25])
    Path("counted.yaml").unlink()                       # what was asked stands in the folder
    assert run_command_line(["calibrate", "--resume", "cut", "--workers", "1"]) == 0
    assert "15 of them were finished before" in capsys.readouterr().err
    assert same(kept, json.loads(Path("cut/calibration.json").read_text()))

    Path("cut/points.jsonl").write_bytes(lines[0].replace(b"1,000 people", b"1,001 people") + b"".join(lines[1:]))
    assert run_command_line(["calibrate", "--resume", "cut"]) == 2


def test_killed_it_goes_on_with_all_that_was_finished() -> None:
    command = [sys.executable, "-m", "ostrakon", *SMALL, "--out", "killed"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    journal, until = Path("killed/points.jsonl"), time.monotonic() + 120
    while time.monotonic() < until and not (journal.exists() and journal.read_bytes().count(b"\n") > 6):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = [line for line in journal.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
    assert len(before) > 6 and not Path("killed/calibration.json").exists()
    assert run_command_line(["calibrate", "--resume", "killed"]) == 0
    assert journal.read_bytes().splitlines(keepends=True)[:len(before)] == before
    assert len(journal.read_bytes().splitlines()) == 1 + 3 + 20


def test_more_unknowns_than_targets_are_said_before_anything_is_lived(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--only", "channels.street_camera.sees", "--people", "400000000"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "1 target can tell 1 of 3 unknowns at most." in said and "refused after the first 7 points" in said
    assert said.index("can tell") < said.index("OST8001")


@pytest.mark.parametrize("arguments, code, said", [
    (["calibrate"], "OST8001", "--targets is missing"),
    (["calibrate", "--targets", "counted.yaml"], "OST8001", "a regime is missing"),
    (["calibrate", "article-2018", "--targets", "court-lst"], "OST1201", "did you mean 'court-list'"),
    (["calibrate", "article-2018", "--targets", "none.yaml"], "OST1001", ""),
    (["calibrate", "nosuch", "--targets", "counted.yaml"], "OST1201", ""),
    ([*SMALL, "--points", "3"], "OST8001", "20 or more"),
    ([*SMALL, "--hold-out", "record"], "OST8001", "did you mean 'records'"),
    ([*SMALL, "--hold-out", "records"], "OST7503", "every target is held out"),
    ([*SMALL, "--only", "scope.shaer"], "OST1203", "did you mean 'share'"),
    ([*SMALL, "--without", SEEN], "OST8001", ""),
    ([*SMALL, "--write-diff", "counted.yaml"], "OST8001", "it is there already"),
    ([*SMALL, "--people", "400000000"], "OST8001", "say --yes"),
])
def test_wrong_input(arguments: list[str], code: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(arguments) == 2
    printed = capsys.readouterr().err
    assert code in printed and said in printed and [path.name for path in Path().iterdir()] == ["counted.yaml"]


@pytest.mark.parametrize("wrong, code", [("outcome: chilled", "OST7502"), ("outcome: conduct.unlawful", "OST7502")])
def test_conduct_and_silence_are_no_targets(wrong: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("counted.yaml").write_text(FILE.replace("outcome: records,", f"{wrong},"))
    assert run_command_line(SMALL) == 2
    printed = capsys.readouterr().err
    assert code in printed and "counted.yaml:6:" in printed and "nothing that a regime is fitted to" in printed


def test_a_target_without_a_source_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("counted.yaml").write_text(FILE.replace(", source: office}", "}", 1))
    assert run_command_line(SMALL) == 2
    assert "OST7501" in capsys.readouterr().err
