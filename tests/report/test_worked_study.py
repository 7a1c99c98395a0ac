"""The worked study still holds: its run is lived again, and what is kept of it is held to that."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from ostrakon.cli import run_command_line
from ostrakon.report.compared import at, same
from ostrakon.report.evidence import digest_of
from ostrakon.report.plan import load_plan
from ostrakon.report.sheets import sheet
from ostrakon.report.steps import steps_of
from ostrakon.report.verify import _numbers
from ostrakon.results.words import amount, interval
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society

STUDY = Path(__file__).parents[2] / "studies" / "article-2018"
KEPT = STUDY / "folder"
AGAIN = "something that the study hangs on has changed: make study"


def listed() -> dict[str, str]:
    lines = (KEPT / "checksums.txt").read_text().splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run, lived again from the kept regime and society."""
    where = {"run/regime.yaml": str(KEPT / "run" / "regime.yaml"), "run": str(tmp_path_factory.mktemp("worked") / "run")}
    plan = load_plan(STUDY / "study.yaml").model
    own = plan.model_copy(update={"regime": where["run/regime.yaml"], "society": str(KEPT / "run" / "society.yaml")})
    assert run_command_line([*steps_of(own)[0].said(lambda path: where[path])]) == 0
    return Path(where["run"])


def rows(text: str) -> dict[str, dict[str, str]]:
    return {row["measure"]: row for row in csv.DictReader(text.splitlines())}


def test_what_is_kept_is_what_was_made_of_this_plan() -> None:
    digests = listed()
    kept = [file.relative_to(KEPT).as_posix() for file in KEPT.rglob("*") if file.is_file() and file.name != "checksums.txt"]
    assert len(kept) > 10 and {name: digest_of(KEPT / name) for name in kept} == {name: digests[name] for name in kept}
    assert {name: digest_of(STUDY / name) for name in ("study.yaml", "a-way-out.yaml")} == {
        name: digests[name] for name in ("study.yaml", "a-way-out.yaml")}, AGAIN
    assert sum((KEPT / name).stat().st_size for name in kept) < 1_500_000


def test_the_catalogue_still_says_what_was_run() -> None:
    assert dump(load_regime("article-2018")) == (KEPT / "run" / "regime.yaml").read_text(), AGAIN
    assert dump(load_society("china-2020")) == (KEPT / "run" / "society.yaml").read_text(), AGAIN


def test_the_run_comes_out_the_same(run: Path) -> None:
    now, was = json.loads((run / "summary.json").read_text()), json.loads((KEPT / "run" / "provenance.json").read_text())
    assert now["tally_digest"] == was["tally_digest"] and now["program_digest"] == was["program_digest"], AGAIN
    assert (run / "groups.csv").read_text() == (KEPT / "run" / "groups.csv").read_text()
    old, new = rows((KEPT / "run" / "outcomes.csv").read_text()), rows(sheet(run / "outcomes.parquet"))
    assert old.keys() == new.keys() and len(old) > 50

    def number(text: str) -> Any:
        return float(text) if text else None

    ends = ("value", "low", "high", "mcse", "n")
    assert not [(name, end) for name, row in old.items() for end in ends if not same(number(row[end]), number(new[name][end]))], AGAIN


def test_every_number_of_the_report_is_that_of_the_run(run: Path) -> None:
    now = json.loads((run / "summary.json").read_text())
    told = [found for found in _numbers(json.loads((KEPT / "statements.json").read_text())) if found[0].startswith("run/summary.json#")]
    assert len(told) > 20
    for place, value, is_count in told:
        found = at(now, place.partition("#")[2])
        assert same(value, len(found) if is_count else found), f"{place}: {AGAIN}"


def test_the_page_says_what_the_run_says() -> None:
    page, found = (STUDY / "README.md").read_text(), rows((KEPT / "run" / "outcomes.csv").read_text())
    table = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ") and line.split()[1] in found]
    assert len(table) >= 5
    for name, value, ends in table:
        row = found[name]
        told = {"unit": row["unit"], "low": float(row["low"]), "high": float(row["high"])}
        assert [value, ends] == [amount(float(row["value"]), row["unit"]), interval(told)], f"{name}: {AGAIN}"
