"""Cuts and measures asked for by name, on the command line."""

import json
from pathlib import Path

import pytest

from ostrakon.cli import run_command_line

REGIME = str(Path(__file__).parents[2] / "docs" / "reference" / "key_probe_regime.yaml")
TOWN = ["run", REGIME, "--society", "harbour-town", "--people", "400", "--days", "70", "--set", "amendments=[]"]


def test_a_run_shows_them_and_saves_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--by", "sex+minority", *(x for name in ("exit_time", "mobility", "poverty_trap", "concentration", "listed")
                                       for x in ("--measure", name))]
    assert run_command_line([*TOWN, *asked, "--out", str(tmp_path / "run")]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for title in ("How long people stay listed", "How people move between tiers", "How long the way back is", "How few bear how much"):
        assert title in printed
    assert "female, minority" in printed and "still listed after one year" in printed
    summary = json.loads((tmp_path / "run" / "summary.json").read_text())
    town = summary["measures"]
    assert town["mobility"]["tiers"] == ["low", "middle", "high"] and sum(town["mobility"]["people"]) > 400
    assert set(town["exit_time"]["by"]["sex+minority"]) == {"male, han", "male, minority", "female, han", "female, minority"}
    cells = summary["by"]["listed"]["sex+minority"]
    assert sum(cell["n"] for cell in cells.values()) == 400
    page = (tmp_path / "run" / "index.html").read_text()
    assert "Where people of each tier are four weeks later" in page and "Sex and minority" in page


def test_by_default_the_table_fits_one_screen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*TOWN, "--out", str(tmp_path / "run")]) == 0
    assert len(capsys.readouterr().out.splitlines()) <= 60


@pytest.mark.parametrize(("more", "said"), [
    (["--by", "sex+minorty"], ["OST7001", "did you mean 'minority'?"]),
    (["--by", "urban"], ["OST7001", "--set-society 'cohorts=[sex, minority, urban]'"]),
    (["--measure", "exit_tme"], ["OST7002", "did you mean 'exit_time'?"]),
    (["--measure", "appeals_granted", "--set", "redress={}"], ["OST7003", "nobody can appeal against a black list under this regime"]),
])
def test_what_cannot_be_is_refused_before_anything_is_lived(more: list[str], said: list[str], tmp_path: Path,
                                                            capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line([*TOWN, *more, "--out", str(tmp_path / "run")]) == 2
    printed = capsys.readouterr().err
    assert all(words in printed for words in said)
    assert not (tmp_path / "run").exists()


def test_an_attribute_declared_for_one_run_can_be_cut_by(tmp_path: Path) -> None:
    more = ["--set-society", "cohorts=[sex, minority, urban]", "--by", "urban+sex", "--out", str(tmp_path / "r")]
    assert run_command_line([*TOWN, *more]) == 0
    summary = json.loads((tmp_path / "r" / "summary.json").read_text())
    assert set(summary["by"]["listed"]["urban+sex"]) == {"rural, male", "rural, female", "urban, male", "urban, female"}
