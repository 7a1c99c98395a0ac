"""Evidence is read as far as it goes; what is wrong with a folder is named, and only what holds no run is refused."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ostrakon import __version__
from ostrakon.errors import OstrakonError
from ostrakon.report.evidence import CHECKSUMS, Fault, digest_of, evidence_of, wrong_files


@pytest.fixture
def run_folder(small_run: Path, tmp_path: Path) -> Path:
    """A copy of a run of 2,000 people that a test may spoil."""
    return Path(shutil.copytree(small_run, tmp_path / "run"))


@pytest.fixture(scope="module")
def small_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence") / "run"
    subprocess.run([sys.executable, "-m", "ostrakon", "run", "article-2018", "--people", "2000", "--days", "60", "--out", str(folder)],
                   check=True, capture_output=True)
    return folder


def test_a_run_is_evidence_with_nothing_but_the_run_in_it(run_folder: Path) -> None:
    found = evidence_of(run_folder, __version__)
    assert (found.regime.model.id, found.run["run"]["people"], found.is_study, found.faults) == ("article-2018", 2000, False, ())
    assert found.changes is found.why is found.unknown is found.lasting is None
    assert found.place("run") == run_folder


def test_a_study_holds_a_run_and_parts(run_folder: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    (study / "lives").mkdir(parents=True)
    (study / "changes").mkdir()
    run_folder.rename(study / "run")
    (study / "changes" / "comparison.json").write_text(json.dumps({"version": __version__, "run": {"complete": True}}))
    (study / "lives" / "somebody.json").write_text("{}")
    found = evidence_of(study, __version__)
    assert found.is_study and found.changes is not None and found.why is None
    assert list(found.lives or ()) == ["somebody"]
    assert found.place("run") == study / "run"


def test_what_was_cut_short_or_made_by_another_version_is_named(run_folder: Path) -> None:
    file = run_folder / "summary.json"
    summary = json.loads(file.read_text())
    summary["version"] = "0.0.7"
    summary["run"] |= {"complete": False, "people": 1000}
    file.write_text(json.dumps(summary))
    assert evidence_of(run_folder, __version__).faults == (Fault("version", "run", "0.0.7"), Fault("stopped", "run", "1,000 of 2,000"))


def test_a_changed_byte_a_missing_file_and_one_too_many(run_folder: Path) -> None:
    files = sorted(file for file in run_folder.iterdir())
    (run_folder / CHECKSUMS).write_text("".join(f"{digest_of(file)}  {file.name}\n" for file in files))
    assert wrong_files(run_folder) == []
    (run_folder / "weekly.parquet").unlink()
    with (run_folder / "index.html").open("ab") as page:
        page.write(b" ")
    (run_folder / "more.csv").touch()
    assert [(fault.kind, fault.file) for fault in evidence_of(run_folder, __version__).faults] == [
        ("changed", "index.html"), ("missing", "weekly.parquet"), ("unlisted", "more.csv")]


def test_a_part_that_cannot_be_read_is_a_fault(run_folder: Path, tmp_path: Path) -> None:
    study = tmp_path / "study"
    (study / "why").mkdir(parents=True)
    (study / "changes").mkdir()
    (study / "why" / "ablation.json").write_text("{")
    run_folder.rename(study / "run")
    faults = [(fault.kind, fault.file) for fault in evidence_of(study, __version__).faults]
    assert faults == [("missing", "changes/comparison.json"), ("unreadable", "why/ablation.json")]


@pytest.mark.parametrize("spoil", [
    lambda folder: (folder / "summary.json").unlink(),
    lambda folder: (folder / "summary.json").write_text("[]"),
    lambda folder: (folder / "summary.json").write_text('{"format": "ostrakon run/9"}'),
    lambda folder: (folder / "regime.yaml").write_text("ostrakon: regime/1\nrules: 7\n"),
    lambda folder: (folder / "society.yaml").unlink(),
])
def test_what_holds_no_run_is_refused(run_folder: Path, spoil) -> None:
    spoil(run_folder)
    with pytest.raises(OstrakonError) as caught:
        evidence_of(run_folder, __version__)
    assert caught.value.problems[0].code == "OST7301"


def test_a_folder_of_which_only_the_small_files_were_kept_says_how_the_others_come_back(tmp_path: Path) -> None:
    (tmp_path / CHECKSUMS).write_text(f"{'0' * 64}  run/summary.json\n{'0' * 64}  odd.md\n")
    with pytest.raises(OstrakonError, match=r"of the files in checksums.txt 2 are missing(.|\n)*reproduce.sh"):
        evidence_of(tmp_path, __version__)
