"""The command ``figure``: what it writes, what it lists, what it refuses."""

import csv
import importlib
import json
import shutil
import sys
from pathlib import Path

import pytest

from ostrakon.cli import run_command_line
from ostrakon.errors import OstrakonError

SMALL = ["--people", "2000", "--days", "60", "--set", "channels.social_media.sees.criticism=0.6"]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run in run/ and a comparison in changes/, as a study has them."""
    root = tmp_path_factory.mktemp("lived")
    assert run_command_line(["run", "article-2018", *SMALL, "--out", str(root / "run")]) == 0
    assert run_command_line(["compare", "article-2018", "none", "--people", "2000", "--days", "200", "--out", str(root / "changes")]) == 0
    return root


@pytest.fixture
def here(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    shutil.copytree(lived, tmp_path / "study")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    capsys.readouterr()
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    before = sorted(Path().iterdir())
    assert run_command_line(["figure", *command]) == 2
    assert sorted(Path().iterdir()) == before
    return " ".join(capsys.readouterr().err.split())


def test_it_leaves_a_picture_its_specification_and_its_data(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["figure", "../study", "cohorts", "--measure", "listed", "--by", "sex", "--title", "Who is listed"]) == 0
    assert {p.name for p in Path().iterdir()} == {"cohorts.svg", "cohorts.vl.json", "cohorts.csv"}
    assert all(name in capsys.readouterr().out for name in ("cohorts.svg",))
    svg, spec = Path("cohorts.svg").read_text(), json.loads(Path("cohorts.vl.json").read_text())
    assert "Who is listed" in svg and "article-2018: 2,000 synthetic people, 60 days from 2020-01-01, seed 1" in svg
    assert spec["$schema"].endswith("vega-lite/v6.4.1.json") or "vega-lite/v" in spec["$schema"]
    found = json.loads((here / "study" / "run" / "summary.json").read_text())["by"]["listed"]["sex"]
    with Path("cohorts.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["label"]: pytest.approx(float(row["value"])) for row in rows} == {k: 100 * one["value"] for k, one in found.items()}


def test_the_ending_of_out_says_the_format_and_a_run_alone_will_do(here: Path) -> None:
    assert run_command_line(["figure", "../study/run", "weekly", "--measure", "records", "--out", "one.pdf"]) == 0
    assert run_command_line(["figure", "../study/run", "scores", "--format", "png", "--dpi", "96", "--out", "two"]) == 0
    assert Path("one.pdf").read_bytes().startswith(b"%PDF") and Path("two.png").read_bytes().startswith(b"\x89PNG")
    assert Path("two.vl.json").is_file() and Path("one.csv").is_file()
    with Path("two.csv").open(newline="") as file:
        assert {row["to"] for row in csv.DictReader(file)} >= {"801.0"}         # of article-2018 800 is the highest score


def test_the_list_says_which_there_are_and_why_not_others(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["figure", "../study", "--list"]) == 0
    there, _, missing = capsys.readouterr().out.partition("Not of this folder:")
    assert "weekly" in there and "changes" in there and "--measure ..." in there
    assert "why needs an ablation" in missing and "tornado needs a sensitivity analysis" in missing and "changes" not in missing
    assert run_command_line(["figure", "../study/run"]) == 0
    assert "changes needs a comparison" in capsys.readouterr().out


def test_wrong_input_is_refused_and_nothing_is_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "OST7402" in (said := refused(capsys, "../study", "wekly")) and "did you mean 'weekly'?" in said
    assert "OST7403" in (said := refused(capsys, "../study/run", "changes")) and "ostrakon compare" in said
    assert "OST7201" in (said := refused(capsys, "../nowhere", "weekly")) and "there is no folder ../nowhere" in said
    assert "holds nothing that can be drawn" in refused(capsys, ".", "weekly")
    assert "nearest: wrongly_listed" in refused(capsys, "../study", "cohorts", "--measure", "wrongly_lsted")
    assert "--by with weekly" in refused(capsys, "../study", "weekly", "--by", "sex")
    assert "--measure is given 2 times" in refused(capsys, "../study", "cohorts", "--measure", "a", "--measure", "b")
    assert "--format gif" in refused(capsys, "../study", "weekly", "--format", "gif")
    assert "--format pdf with --out x.svg" in refused(capsys, "../study", "weekly", "--format", "pdf", "--out", "x.svg")
    assert "--list with weekly" in refused(capsys, "../study", "weekly", "--list")
    assert "--dpi" in refused(capsys, "../study", "weekly", "--dpi", "0")
    Path("weekly.csv").write_text("mine")
    assert "weekly.csv exists already" in refused(capsys, "../study", "weekly") and Path("weekly.csv").read_text() == "mine"
    assert "nofolder is no folder" in refused(capsys, "../study", "scores", "--out", "nofolder/x.svg")


@pytest.mark.parametrize(("content", "code"), [("{", "OST7202"), ("[]", "OST7201"), ('{"format": "x"}', "OST7201"), ("\xff", "OST7202")])
def test_a_damaged_summary_is_refused(content: str, code: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "study" / "run" / "summary.json").write_bytes(content.encode("latin-1"))
    assert code in refused(capsys, "../study/run", "weekly")


def test_a_run_that_was_cut_short_says_so_on_the_picture(here: Path) -> None:
    file = here / "study" / "run" / "summary.json"
    found = json.loads(file.read_text())
    found["run"] |= {"complete": False, "people_asked": 5000}
    file.write_text(json.dumps(found))
    assert run_command_line(["figure", "../study/run", "rights"]) == 0
    assert "stopped early, of 5,000 people asked for" in Path("rights.svg").read_text()


def test_without_altair_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("ostrakon.results.charts")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(OstrakonError, match=r"OST7401.*charts need altair") as caught:
        importlib.import_module("ostrakon.results.charts")
    assert caught.value.problems[0].remedy == "pip install 'ostrakon[analysis]'"
