"""The command ``compare``: what it prints, what it leaves, what it refuses."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ostrakon.cli import run_command_line
from ostrakon.engine import pair
from ostrakon.results.planned import plan_in

DIFF = "ostrakon: diff/1\nid: strict\ntitle: A stricter cutoff\nextends: article-2018\nset: {lists.blacklist.below: 715}\n"


@pytest.fixture
def strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strict.yaml").write_text(DIFF)
    return "strict.yaml"


def test_a_comparison_is_told_in_sentences_and_kept(strict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["compare", "article-2018", strict, "none", "--off", "A07", "--people", "6000", "--days", "60", "--out", "found"]
    assert run_command_line(arguments) == 0
    printed = capsys.readouterr().out
    assert "Changed against article-2018: 1 value, by strict.yaml" in printed
    assert "Under strict instead of article-2018" in printed and "Under none instead of article-2018" in printed
    assert "Under article-2018 without A07 instead of article-2018" in printed and "more are listed at least once" in printed
    kept = json.loads((tmp_path / "found" / "comparison.json").read_text())
    assert [arm["name"] for arm in kept["arms"]] == ["article-2018", "strict", "none", "article-2018 without A07"]
    assert kept["arms"][3]["overrides"] == ["association.spillover=false", "association.company=off"]
    assert kept["run"]["burn_in"] == 28 and kept["run"]["complete"] is True
    assert [len(kept["outcomes"]["listed"][part]) for part in ("arms", "differences")] == [4, 3]
    assert kept["sentences"][1][0][:60] in " ".join(printed.split())
    files = {p.name for p in (tmp_path / "found").iterdir()}
    assert files >= {"comparison.json", "index.html", "provenance.json", "society.yaml", "regimes"}


@pytest.mark.parametrize("arguments", [
    ["article-2018"],
    ["article-2018", "nosuch"],
    ["article-2018", "none", "--people", "0"],
    ["article-2018", "none", "--society", "harbour-town"],
    ["article-2018", "fraud-finder-michigan"],
    ["article-2018", "--off", "A08"],
    ["article-2018", "--off", "A99"],
    ["article-2018", *["none"] * 16],
    ["article-2018", "none", "--out", "."],
], ids=lambda a: " ".join(a)[:50])
def test_what_cannot_be_compared_is_refused(arguments: list[str], strict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["compare", *arguments]) == 2
    printed = capsys.readouterr()
    assert "OST" in printed.err and "Traceback" not in printed.err
    assert [p.name for p in tmp_path.iterdir()] == ["strict.yaml"]


ASKED = ["compare", "article-2018", "none", "--off", "A07", "--people", "6000", "--days", "120", "--seed", "3", "--replicates", "2"]


def timeless(folder: str) -> dict[str, Any]:
    """Everything that the comparison is, but for how long it took and on how many threads."""
    found: dict[str, Any] = json.loads(Path(folder, "comparison.json").read_text())
    return found | {"run": {key: value for key, value in found["run"].items() if key not in ("seconds", "workers")}}


def test_stopped_and_killed_it_goes_on_to_the_same_numbers(
    strict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_command_line([*ASKED, "--out", "whole"]) == 0
    lived, lives = pair.live_community, 0

    def stopping(*a: Any, **k: Any) -> Any:
        nonlocal lives
        lives += 1
        if lives == 40:
            signal.raise_signal(signal.SIGINT)
        return lived(*a, **k)

    with monkeypatch.context() as patch:
        patch.setattr(pair, "live_community", stopping)
        assert run_command_line([*ASKED, "--out", "stopped", "--workers", "1"]) == 130
    assert "To go on: ostrakon resume stopped" in capsys.readouterr().err
    part = timeless("stopped")
    assert not part["run"]["complete"] and part["run"]["people"] < 6000
    assert run_command_line([*ASKED, "--out", "stopped"]) == 2
    assert run_command_line(["compare", "--resume", "stopped", "--people", "10"]) == 2
    assert "--resume with --people" in capsys.readouterr().err
    assert run_command_line(["compare", "--resume", "stopped", "--workers", "1"]) == 0
    assert "Lived before: " in capsys.readouterr().err
    assert timeless("stopped") == timeless("whole") and not Path("stopped.unfinished").exists()
    assert run_command_line(["resume", "stopped"]) == 0 and "is finished" in capsys.readouterr().err
    for table in ("outcomes", "by_cohort", "sides"):
        assert Path("stopped", f"{table}.parquet").read_bytes() == Path("whole", f"{table}.parquet").read_bytes()
    plan = plan_in(Path("whole/sides.parquet"))
    assert plan == json.loads(Path("whole/plan.json").read_text())
    assert list(plan["regimes"]) == ["article-2018", "none", "article-2018 without A07"]


def test_killed_between_checkpoints_it_goes_on_from_the_last(strict: str) -> None:
    many = [word if word != "6000" else "60000" for word in ASKED]
    command = [sys.executable, "-c", "from ostrakon.engine import keeper; keeper.EVERY = 0.0; keeper.SHARE = 1.0\n"
               f"keeper.Keeper.__init__.__kwdefaults__['every'] = 0.0\nfrom ostrakon.cli import run_command_line\n"
               f"run_command_line({[*many, '--out', 'killed']!r})"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    checkpoint, until = Path("killed.unfinished/replicate-1.checkpoint.before"), time.monotonic() + 120
    while time.monotonic() < until and not checkpoint.exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert checkpoint.exists() and not Path("killed").exists()
    assert run_command_line(["resume", "killed"]) == 0
    assert run_command_line([*many, "--out", "whole"]) == 0
    assert timeless("killed") == timeless("whole")


def test_a_run_is_no_comparison(strict: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["compare", "--resume", "nowhere"]) == 2
    assert "OST6002" in capsys.readouterr().err
    assert run_command_line(["compare"]) == 2
    assert "a regime is missing" in capsys.readouterr().err
