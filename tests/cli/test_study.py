"""``ostrakon study`` from the plan to the folder, with every part; and what it refuses before anybody lives."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ostrakon import __version__
from ostrakon.cli import run_command_line, study
from ostrakon.errors import OstrakonError
from ostrakon.report.cost import Cost, Reckoner
from ostrakon.report.evidence import PARTS, evidence_of
from ostrakon.report.pages import compare_pages
from ostrakon.report.study import write_checksums
from ostrakon.results.folder import alone

PLAN = """\
ostrakon: study/1
title: Every part
regime: article-2018
people: 1500
days: 35
lives: [Beijing/0/5]
why: {parts: [errors]}
changes: {variants: [none]}
unknown: {only: [rules.criticism.points], people: 800}
lasting: {on: 30, after: 40, outcomes: [fear], people: 800}
"""


def test_a_plan_becomes_a_folder_that_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    out = tmp_path / "made"
    assert run_command_line(["study", str(tmp_path / "plan.yaml"), "--out", str(out), "--workers", "2"]) == 0
    printed = capsys.readouterr()
    assert "6 parts to live (run, lives/Beijing-0-5, changes, why, lasting, unknown): about " in printed.err
    assert "== 6 of 6: ostrakon sensitivity run/regime.yaml" in printed.err and "ostrakon verify" in printed.out
    evidence = evidence_of(out, __version__)
    assert evidence.is_study and evidence.faults == () and evidence.run["run"]["people"] == 1500
    assert all(getattr(evidence, part) is not None for part in PARTS) and set(evidence.lives or {}) == {"Beijing-0-5"}
    assert json.loads((out / "why" / "provenance.json").read_text())["command"][:3] == ["ostrakon", "ablate", "run/regime.yaml"]
    for name in ("odd.md", "stress.md", "fria.md", "huderia.md", "report.html", "report.zh.html", "statements.json"):
        assert (out / name).is_file(), name
    assert run_command_line(["study", str(tmp_path / "plan.yaml"), "--out", str(out)]) == 2
    assert "OST7302" in capsys.readouterr().err, "what is finished is not written over"
    assert run_command_line(["verify", str(out)]) == 0
    assert "The same: 6 parts lived again" in capsys.readouterr().out
    page = out / "report.html"
    page.write_text(page.read_text().replace("1,500", "1,501", 1))
    assert compare_pages(evidence_of(out, __version__)).values == 0, "a file that was changed is told of as that"
    write_checksums(out)
    found = compare_pages(evidence_of(out, __version__))
    assert found.different == 1 and found.kept[0].place.startswith("report.html#line "), "a number changed in the report alone is found"
    assert run_command_line(["verify", "--quick", str(out)]) == 1 and "report.html" in capsys.readouterr().out, "a quick look finds it too"
    page.unlink()
    write_checksums(out)
    found = compare_pages(evidence_of(out, __version__))
    assert found.different > 0 and all(one.place.startswith("report.html#") for one in found.kept), "a report that is gone is found"
    (out / "checksums.txt").unlink()
    assert run_command_line(["verify", "--quick", str(out)]) == 1
    assert "checksums.txt" in capsys.readouterr().out, "a study that was never finished, or lost its list, is not the same"


def test_a_study_that_takes_hours_is_lived_only_when_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN)
    for cost, words in ((Cost(9000.0, 1), "about 2 h 30 min"), (Cost(1.0, 10**18), "more than is free")):
        monkeypatch.setattr(Reckoner, "all", lambda self, todo, cost=cost: cost)
        assert run_command_line(["study", str(tmp_path / "plan.yaml"), "--out", str(tmp_path / "made")]) == 2
        assert words in capsys.readouterr().err and not (tmp_path / "made").exists()


@pytest.mark.parametrize(("source", "code"), [("nowhere.yaml", "OST1001"), (".", "OST7302")])
def test_what_is_no_plan_is_refused(source: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["study", str(tmp_path / source), "--out", str(tmp_path / "made")]) == 2
    assert code in capsys.readouterr().err and not (tmp_path / "made").exists()


def test_while_one_process_works_on_a_folder_a_second_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, out = tmp_path / "plan.yaml", tmp_path / "new" / "made"
    plan.write_text(PLAN)
    hold = ("import sys\nfrom pathlib import Path\nfrom ostrakon.results.folder import alone\n"
            "with alone(Path(sys.argv[1]), 'wait'):\n    print('held', flush=True)\n    sys.stdin.read()\n")
    with subprocess.Popen([sys.executable, "-c", hold, str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        assert run_command_line(["study", str(plan), "--out", str(out)]) == 2
        printed = capsys.readouterr().err
        assert "OST6004" in printed and "give the same command" in printed and list(out.iterdir()) == []
        other.communicate("")
    assert not (tmp_path / "new").exists(), "what stayed empty is taken away"
    with alone(out, "wait"):
        pass
    with alone(out, "wait"), pytest.raises(OstrakonError, match="OST6004"), alone(out, "wait"):
        pass


def test_a_study_is_called_after_its_plan(tmp_path: Path) -> None:
    assert study._name(tmp_path / "a" / "study.yaml") == "a" and study._name(tmp_path / "b.yaml") == "b"
    assert study._name(tmp_path) == tmp_path.name
