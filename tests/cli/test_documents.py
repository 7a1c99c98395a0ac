"""The command that writes the documents of a run or a study."""

from pathlib import Path

import pytest

from ostrakon.cli import run_command_line
from ostrakon.report.documents import DOCUMENTS
from ostrakon.report.evidence import CHECKSUMS
from report.documented import article, nobody_watched, spoiled


def test_documents_are_written_beside_a_run_and_never_over_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = spoiled(nobody_watched(), tmp_path / "run")
    capsys.readouterr()
    assert run_command_line(["documents", str(folder)]) == 0
    assert capsys.readouterr().out.count("Wrote") == 4
    assert all((folder / name).is_file() for name in DOCUMENTS)
    assert run_command_line(["documents", str(folder)]) == 2
    assert "exists already" in capsys.readouterr().err


def test_a_folder_with_a_list_of_its_files_is_given_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = spoiled(article(), tmp_path / "run")
    (folder / CHECKSUMS).write_text("")
    assert run_command_line(["documents", str(folder)]) == 2
    assert "--out DIR" in capsys.readouterr().err
    assert run_command_line(["documents", str(folder), "--out", str(tmp_path / "new" / "papers")]) == 0
    assert sorted(file.name for file in (tmp_path / "new" / "papers").iterdir()) == sorted(DOCUMENTS)
    assert "summary.json: not listed among the folder's files" in capsys.readouterr().out


@pytest.mark.parametrize("found", ["nothing", "file"])
def test_what_holds_no_run_is_refused(found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / found
    if found == "file":
        place.touch()
    assert run_command_line(["documents", str(place)]) == 2
    assert "OST7301" in capsys.readouterr().err


def test_a_place_that_cannot_be_a_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run_command_line(["documents", str(nobody_watched()), "--out", str(tmp_path / "file" / "x")]) == 2
    assert "OST8001" in capsys.readouterr().err
