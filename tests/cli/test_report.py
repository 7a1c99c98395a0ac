"""``ostrakon report``: what it writes and where, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from ostrakon.cli import run_command_line
from ostrakon.report.study import write_checksums


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "run"
    assert run_command_line(["run", "none", "--people", "2000", "--days", "14", "--out", str(folder)]) == 0
    return folder


@pytest.fixture
def run(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "run"))


def test_it_writes_a_page_and_its_statements_into_the_folder(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["report", str(run)]) == 0
    assert "report.html" in capsys.readouterr().out.replace("\n", "")
    assert (run / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run_command_line(["report", str(run), "--lang", "zh"]) == 0
    assert json.loads((run / "statements.zh.json").read_text(encoding="utf-8"))["language"] == "zh"
    assert "report.zh.html" in (run / "report.html").read_text(encoding="utf-8")


def test_a_folder_whose_files_are_listed_is_left_alone(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_checksums(run)
    (run / "index.html").write_text("changed", encoding="utf-8")
    assert run_command_line(["report", str(run)]) == 0
    assert "changed: index.html" in capsys.readouterr().out
    assert not (run / "report.html").exists() and (run.with_name("run-report") / "report.html").is_file()


def test_it_goes_where_it_is_told_to(run: Path, tmp_path: Path) -> None:
    assert run_command_line(["report", str(run), "--out", str(tmp_path / "a" / "b")]) == 0
    assert (tmp_path / "a" / "b" / "report.html").is_file() and not (run / "report.html").exists()


@pytest.mark.parametrize(("words", "code"), [(["--lang", "de"], "OST7303"), (["--lang", ""], "OST7303"), (["--lang", "../en"], "OST7303")])
def test_a_language_that_is_not_there_is_refused(run: Path, words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["report", str(run), *words]) == 2
    assert code in capsys.readouterr().err and not (run / "report.html").exists()


def test_a_folder_without_a_run_and_a_place_that_is_a_file_are_refused(run: Path, tmp_path: Path,
                                                                       capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run_command_line(["report", str(tmp_path / "empty")]) == 2
    assert "OST7301" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert run_command_line(["report", str(run), "--out", str(tmp_path / "file")]) == 2
    assert "OST8001" in capsys.readouterr().err
