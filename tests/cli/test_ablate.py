"""The command: what it prints and saves, and what it refuses before anything is lived."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ostrakon.cli import pointwise, run_command_line
from ostrakon.errors import fail
from ostrakon.experiments import beside
from ostrakon.results.planned import plan_in

SMALL = ["ablate", "article-2018", "--people", "2000", "--days", "28", "--set", "lists.blacklist.below=720"]


def saved(folder: Path, *more: str) -> dict[str, Any]:
    assert run_command_line([*SMALL, "--out", str(folder), *more]) == 0
    found: dict[str, Any] = json.loads((folder / "ablation.json").read_text())
    return found


def test_it_says_what_it_will_do_then_tells_and_saves_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = saved(tmp_path / "a", "--parts", "errors, association", "--outcome", "wrongly_listed", "--outcome", "listed")
    printed = capsys.readouterr()
    assert "2 parts, every set of them on and off: at most 4 Programs, each on 2,000 people: about " in printed.err
    flat = " ".join(printed.out.split())
    for sentence in (s for told in found["sentences"].values() for s in told):
        assert " ".join(sentence.split()) in flat
    assert str(tmp_path / "a") in printed.out and list(found["outcomes"]) == ["wrongly_listed", "listed"]
    assert found["overrides"] == ["lists.blacklist.below=720"] and [part["name"] for part in found["parts"]] == ["errors", "association"]
    rows = list(csv.DictReader((tmp_path / "a" / "parts.csv").read_text().splitlines()))
    assert [row["part"] for row in rows] == ["errors", "association"] * 2
    assert float(rows[1]["shapley_value"]) == found["outcomes"]["wrongly_listed"]["parts"]["association"]["shapley"]["value"]
    assert pq.read_table(tmp_path / "a" / "coalitions.parquet").num_rows == 4
    made = json.loads((tmp_path / "a" / "provenance.json").read_text())
    assert made["program_digest"] == found["coalitions"][-1]["program"]
    assert "below: 720" in (tmp_path / "a" / "regime.yaml").read_text()


def test_threads_change_no_number_and_a_seed_does(tmp_path: Path) -> None:
    one, two, other = (saved(tmp_path / n, "--parts", "errors", *more)
                       for n, more in (("1", ("--workers", "1")), ("2", ("--workers", "2")), ("3", ("--seed", "2"))))
    assert one["counts_digest"] == two["counts_digest"] != other["counts_digest"] and one["outcomes"] == two["outcomes"]


def test_a_part_of_ones_own_and_a_claim(tmp_path: Path) -> None:
    found = saved(tmp_path / "a", "--parts", "A07", "--part", "mild=rules.late_bill.points=-5", "--part", "mild=rules.late_tax.points=-5")
    assert [part["overrides"] for part in found["parts"]] == [
        ["association.spillover=false", "association.company=off"], ["rules.late_bill.points=-5", "rules.late_tax.points=-5"]]


def test_sampled_orders_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = saved(tmp_path / "a", "--parts", "errors,spillover,company", "--orders", "4")
    printed = capsys.readouterr()
    assert "4 sampled orders" in printed.err and "They include the choice of 4 orders." in printed.out
    assert found["plan"]["orders"] == 4 and not (tmp_path / "a" / "interactions.csv").exists()


@pytest.mark.parametrize(("more", "said"), [
    (["--parts", "erors"], "did you mean 'errors'"),
    (["--parts", "errors", "--outcome", "compliance"], "there is no such outcome"),
    (["--parts", "errors", "--outcome", "wrongly_liste"], "did you mean 'wrongly_listed'"),
    ([], "no part of regime 'article-2018' is named"),
    (["--parts", " , "], "is named"),
    (["--parts", "errors", "--orders", "5"], "an even number"),
    (["--parts", "errors", "--orders", "2"], "a whole number from 4"),
    (["--parts", "errors", "--people", "0"], "--people is 0"),
    (["--parts", "errors", "--part", "x"], "NAME=PATH=VALUE"),
    (["--parts", "errors", "--part", "x=update=hourly"], "part 'x'"),
    (["--parts", "errors", "--set", "rules.nope.points=1"], "OST1203"),
])
def test_what_is_refused(more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*SMALL, "--out", str(tmp_path / "a"), *more]) == 2
    assert said in capsys.readouterr().err and not (tmp_path / "a").exists()


def test_more_parts_than_any_plan_takes_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = [text for i in range(41) for text in ("--part", f"p{i}=references.article.why=x{i}")]
    assert run_command_line([*SMALL, "--out", str(tmp_path / "a"), *own]) == 2
    assert "41 parts" in capsys.readouterr().err


def test_a_plan_that_takes_hours_is_refused_unless_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ostrakon.experiments.points.RegimeTrial.seconds", lambda self: (pointwise.LONG + 4.0) / 2)
    assert run_command_line([*SMALL, "--out", str(tmp_path / "a"), "--parts", "errors"]) == 2
    printed = capsys.readouterr().err
    assert "this would take about 2 h 0 min" in printed and "--yes" in printed and not (tmp_path / "a").exists()
    assert saved(tmp_path / "a", "--parts", "errors", "--yes")["plan"]["programs"] == 2


def test_what_was_stopped_goes_on_to_the_same_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = saved(tmp_path / "whole", "--parts", "errors,spillover", "--workers", "1")
    lived, lives = beside.live_community, 0

    def stop(*a: Any, **k: Any) -> Any:
        nonlocal lives
        lives += 1
        if lives > 40:
            raise KeyboardInterrupt
        return lived(*a, **k)

    with monkeypatch.context() as patch:
        patch.setattr(beside, "live_community", stop)
        patch.setattr("ostrakon.experiments.points.MOST_BESIDE", 1)
        assert run_command_line([*SMALL, "--out", str(tmp_path / "a"), "--parts", "errors,spillover", "--workers", "1"]) == 130
    assert "stopped after 1 of 4 points; nothing finished is lost: ostrakon ablate --resume" in capsys.readouterr().err
    assert {p.name for p in (tmp_path / "a").iterdir()} == {"points.jsonl", "plan.json"}
    assert run_command_line(["ablate", "--resume", str(tmp_path / "a"), "--people", "10"]) == 2
    assert "--resume with --people" in capsys.readouterr().err
    assert run_command_line(["ablate", "--resume", str(tmp_path / "a")]) == 0
    found = json.loads((tmp_path / "a" / "ablation.json").read_text())
    assert found["counts_digest"] == whole["counts_digest"] and found["outcomes"] == whole["outcomes"]
    assert (tmp_path / "a" / "parts.csv").read_bytes() == (tmp_path / "whole" / "parts.csv").read_bytes()
    plans = [json.loads((tmp_path / name / "plan.json").read_text()) for name in ("a", "whole")]
    assert plans[0] == plans[1] == plan_in(tmp_path / "a" / "coalitions.parquet")
    assert plans[0]["command"][:3] == ["ostrakon", "ablate", "article-2018"]


def test_a_kernel_that_stops_is_a_numbered_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def overflow(*a: Any, **k: Any) -> None:
        fail("OST6001", "community 3/0: too many follow-ups")

    monkeypatch.setattr(beside, "live_community", overflow)
    assert run_command_line([*SMALL, "--out", str(tmp_path / "a"), "--parts", "errors"]) == 2
    assert "OST6001" in capsys.readouterr().err
