"""A small run from the command line to the saved folder."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ostrakon.cli import run_command_line
from ostrakon.cli.catalog import provisional
from ostrakon.engine import simulate as engine
from ostrakon.errors import fail
from ostrakon.results import store

SMALL = ["run", "article-2018", "--people", "3000", "--days", "21"]


def saved(folder: Path, *more: str) -> dict[str, Any]:
    assert run_command_line([*SMALL, "--out", str(folder), *more]) == 0
    return json.loads((folder / "summary.json").read_text())


def test_a_run_prints_and_saves_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary = saved(tmp_path / "run")
    printed = capsys.readouterr()
    assert "Listed wrongly at least once" in printed.out and str(tmp_path / "run" / "index.html") in printed.out
    assert summary["tally_digest"][:16] in printed.out
    said = provisional("article-2018", "china-2020")
    assert printed.err == (f"{said}\n" if said else ""), "quiet when not on a terminal, but for what is provisional"
    assert summary["run"]["people"] == 3000 and summary["run"]["complete"]
    assert summary["outcomes"]["listed"]["n"] == 3000
    assert sum(o["n"] for o in summary["by"]["listed"]["region"].values()) == 3000
    assert len(summary["weekly"]["day"]) == 3
    assert (tmp_path / "run" / "index.html").read_text().startswith("<!doctype html>")


def test_threads_change_no_number(tmp_path: Path) -> None:
    one, two = (saved(tmp_path / n, "--workers", n) for n in ("1", "2"))
    assert one["tally_digest"] == two["tally_digest"] and one["outcomes"] == two["outcomes"]


def test_a_cluster_changes_no_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary = saved(tmp_path / "there", "--cluster", "local:1")
    assert "1 worker, 1 thread in all" in capsys.readouterr().err
    assert summary["tally_digest"] == saved(tmp_path / "here")["tally_digest"]


def test_a_cluster_that_is_not_there_is_said_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", str(tmp_path / "run"), "--cluster", "local:none"]) == 2
    assert "OST6006" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_another_seed_changes_numbers(tmp_path: Path) -> None:
    assert saved(tmp_path / "1", "--seed", "1")["tally_digest"] != saved(tmp_path / "2", "--seed", "2")["tally_digest"]


def test_association_off_leaves_nothing_to_association(tmp_path: Path) -> None:
    on, off = saved(tmp_path / "on"), saved(tmp_path / "off", "--off", "A07")
    assert on["outcomes"]["points_to_association"]["value"] > 0
    assert off["outcomes"]["points_to_association"]["value"] == 0
    assert off["overrides"] == ["association.spillover=false", "association.company=off"]


def test_replicates_are_the_runs_of_consecutive_seeds(tmp_path: Path) -> None:
    both = saved(tmp_path / "both", "--replicates", "2", "--seed", "5")
    digests = [saved(tmp_path / s, "--seed", s)["tally_digest"] for s in ("5", "6")]
    assert both["tally_digests"] == digests
    assert both["outcomes"]["records"]["n"] == 6000 and both["run"]["people"] == 3000


def test_a_saved_regime_runs_again_to_the_same_digest(tmp_path: Path) -> None:
    first = saved(tmp_path / "first", "--set", "rules.jaywalking.points=-20")
    again = ["run", str(tmp_path / "first" / "regime.yaml"), *SMALL[2:], "--out", str(tmp_path / "again")]
    assert run_command_line(again) == 0
    assert json.loads((tmp_path / "again" / "summary.json").read_text())["tally_digest"] == first["tally_digest"]


def test_a_stopped_run_saves_what_was_finished_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = engine.simulate
    monkeypatch.setattr(engine, "simulate", lambda *a, **k: replace(whole(*a, **k), complete=False))
    assert run_command_line([*SMALL, "--out", str(tmp_path / "run")]) == 130
    assert "Stopped early" in capsys.readouterr().out
    assert json.loads((tmp_path / "run" / "summary.json").read_text())["run"]["complete"] is False


def test_what_could_not_be_saved_is_printed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any) -> None:
        fail("OST8001", "No space left on device")

    monkeypatch.setattr(store, "write", full)
    assert run_command_line([*SMALL, "--out", str(tmp_path / "run")]) == 2
    printed = capsys.readouterr()
    assert "Listed wrongly at least once" in printed.out and "not saved" in printed.out and "No space left" in printed.err
    assert [p.name for p in tmp_path.iterdir()] == ["run.unfinished"], "it is kept for resume"


def test_a_change_after_the_last_day_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dated = "rollout=[{day: 0}, {day: 7, set: [rules.jaywalking.points=-9]}, {day: 400, regime: none}]"
    first = saved(tmp_path / "dated", "--set", dated)
    printed = capsys.readouterr().err
    assert "rollout.2 begins on day 400" in printed and "rollout.1" not in printed
    assert first["tally_digest"] != saved(tmp_path / "plain")["tally_digest"]


def test_two_switches_may_share_an_entry(tmp_path: Path) -> None:
    both = saved(tmp_path / "both", "--off", "A29", "--off", "A31")
    assert both["tally_digest"] == saved(tmp_path / "one", "--off", "A31")["tally_digest"]


def test_a_run_stopped_at_once_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "simulate", stopped)
    assert run_command_line([*SMALL, "--out", str(tmp_path / "run")]) == 130
    assert list(tmp_path.iterdir()) == []
