"""The command ``diff``: what it prints and writes, what it refuses."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import ostrakon as ok
from ostrakon.cli import run_command_line
from ostrakon.results.planned import plan_in

SMALL = ["--people", "2000", "--days", "14"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two runs, a and b, that differ in one value, and c of another start."""
    root = tmp_path_factory.mktemp("runs")
    for name, more in (("a", []), ("b", ["--set", "rules.late_bill.points=-11"]), ("c", ["--start", "2021-03-01"])):
        assert run_command_line(["run", "article-2018", *SMALL, *more, "--out", str(root / name)]) == 0
    return root


@pytest.fixture
def here(runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Copies of them in the working folder."""
    for name in "abc":
        shutil.copytree(runs / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    return tmp_path


def test_it_tells_sentences_tables_and_what_to_type_next(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", "a", "b", "--json", "found.json", "--workers", "1"]) == 0
    printed = capsys.readouterr().out
    words = " ".join(printed.split())
    found = json.loads((here / "found.json").read_text())
    assert all(" ".join(s.split()) in words for s in found["sentences"])
    assert "This clause alone makes them part there: rules.late_bill.points, -10 under a and -11 under b (b/regime.yaml:" in words
    assert "Points lost" in printed and "under a only" in printed and "Listed at least once 2,000 0 0 0" in words
    assert found["format"] == "ostrakon run difference/1" and [run["folder"] for run in found["runs"]] == ["a", "b"]
    command = found["parting"]["command"]
    assert command in printed
    assert run_command_line([*shlex.split(command)[1:], "--json", "lives.json"]) == 0
    first, second = json.loads((here / "lives.json").read_text())
    parted = [next(m for m in life["marks"] if m not in other["marks"]) for life, other in ((first, second), (second, first))]
    assert [m["day"] for m in parted] == [found["parting"]["day"]] * 2 and first["person"]["id"] == found["parting"]["person"]
    assert [m["record"]["points"]["points"] for m in parted] == [-10, -11]


def test_runs_that_cannot_be_paired_stand_side_by_side(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", "a", "c"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    assert "Start: 2020-01-01 in a, 2021-03-01 in c." in words and "unpaired" in words
    assert "difference 95 %" not in words and "ostrakon life" not in words


def test_the_same_twice_needs_no_table(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree("a", "again")
    assert run_command_line(["diff", "a", "again"]) == 0
    printed = capsys.readouterr().out
    assert "The same, count for count" in printed and "Points lost" not in printed


def edit(change: Callable[[dict[str, Any]], Any]) -> Callable[[], None]:
    """A change of what b's summary says."""
    def done() -> None:
        file = Path("b/summary.json")
        summary = json.loads(file.read_text())
        change(summary)
        file.write_text(json.dumps(summary))
    return done


def cut() -> None:
    text = Path("b/summary.json").read_text()
    Path("b/summary.json").write_text(text[:len(text) // 2])


def comparison() -> None:
    Path("b/summary.json").rename("b/comparison.json")


def unfinished() -> None:
    shutil.move("b", "b.unfinished")


def regime() -> None:
    text = Path("b/regime.yaml").read_text()
    Path("b/regime.yaml").write_text(text.replace("points: -11", "points: -12"))


BAD: list[tuple[Callable[[], None], str, str]] = [
    (lambda: shutil.rmtree("b"), "OST7201", "there is no folder b"),
    (lambda: Path("b/summary.json").unlink(), "OST7201", "b/summary.json"),
    (comparison, "OST7201", "b holds a comparison"),
    (unfinished, "OST7201", "ostrakon resume b"),
    (edit(lambda s: s["run"].update(complete=False, people=900)), "OST7201", "900 of 2,000 people"),
    (edit(lambda s: s.update(format="ostrakon comparison/1")), "OST7201", "allowed: ostrakon run/1"),
    (cut, "OST7202", "summary.json cannot be read"),
    (lambda: Path("b/summary.json").write_text("[]"), "OST7202", "holds no mapping"),
    (edit(lambda s: s["run"].pop("seed")), "OST7202", "has no 'run.seed'"),
    (edit(lambda s: s["run"].update(days="14")), "OST7202", "'run.days' in summary.json is '14'"),
    (edit(lambda s: s["run"].update(start="2020-1-1")), "OST7202", "'run.start'"),
    (edit(lambda s: s["run"].update(communities=7)), "OST7202", "summary has 7"),
    (edit(lambda s: s["run"].update(replicates=2)), "OST7202", "1 digests of 2 replicates"),
    (edit(lambda s: s["outcomes"]["listed"].update(value="none")), "OST7202", "'outcomes'"),
    (edit(lambda s: s.update(program_digest="0" * 64)), "OST7202", "its summary has 0000"),
    (edit(lambda s: s.update(tally_digests=["0" * 64])), "OST7202", "lived again, its counts are"),
    (lambda: Path("b/society.yaml").unlink(), "OST7202", "society.yaml is missing"),
    (regime, "OST7202", "its files make the Program"),
    (lambda: Path("b/regime.yaml").write_text("ostrakon: regime/1\nid: b\n"), "OST2002", "b/regime.yaml"),
    (edit(lambda s: s.update(version="0.0.7")), "OST7203", "made by ostrakon 0.0.7"),
]


@pytest.mark.parametrize(("harm", "code", "said"), BAD, ids=[f"{code} {said}" for _, code, said in BAD])
def test_a_folder_that_cannot_be_relied_on_is_refused(
    harm: Callable[[], None], code: str, said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm()
    assert run_command_line(["diff", "a", "b", "--json", "found.json"]) == 2
    printed = capsys.readouterr()
    assert code in printed.err and said in printed.err and "remedy" in printed.err + ("" if code.startswith("OST7") else "remedy")
    assert "Traceback" not in printed.err and printed.out == "" and not Path("found.json").exists()


@pytest.mark.parametrize(("arguments", "said"), [
    (["a", "a"], "a and a are one folder"),
    (["a", "b/../a"], "are one folder"),
    (["a"], "RUN2"),
    (["a", "b", "--workers", "0"], "--workers is 0"),
    (["a", "b", "--json", "a/summary.json"], "exists already"),
    (["a", "b", "--people", "5"], "--people"),
])
def test_wrong_words(arguments: list[str], said: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", *arguments]) == 2
    printed = capsys.readouterr()
    assert "OST8001" in printed.err and said in printed.err and printed.out == ""


def test_equal_programs_with_other_counts_are_damage(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree("b")
    shutil.copytree("a", "b")
    edit(lambda s: s.update(tally_digests=["0" * 64]))()
    assert run_command_line(["diff", "a", "b"]) == 2
    assert "OST7202" in (said := capsys.readouterr().err) and "one Program" in said


def test_the_folder_holds_everything_as_tables_with_the_plan_inside(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["diff", "a", "b", "--out", "apart", "--workers", "1"]) == 0
    assert "Saved     apart" in capsys.readouterr().out
    found, plan = json.loads((here / "apart/difference.json").read_text()), plan_in(here / "apart/outcomes.parquet")
    assert plan == json.loads((here / "apart/plan.json").read_text()) and plan["command"] == ["ostrakon", "diff", "a", "b"]
    assert [run["program_digest"] for run in plan["runs"]] == [run["program_digest"] for run in found["runs"]]
    assert plan["regimes"] == {"a": (here / "a/regime.yaml").read_text(), "b": (here / "b/regime.yaml").read_text()}
    rows = {row["arm"]: row for row in pq.read_table(here / "apart/outcomes.parquet").to_pylist() if row["measure"] == "points_lost"}
    told = found["outcomes"]["points_lost"]
    assert rows["b"]["difference"] == told["differences"][0]["value"] > 0 and rows["a"]["value"] == told["arms"][0]["value"]
    assert (here / "apart/regimes/b.yaml").read_text() == (here / "b/regime.yaml").read_text()
    assert run_command_line(["diff", "a", "b", "--out", "apart"]) == 2
    assert "apart is not empty" in capsys.readouterr().err


def test_in_python_it_is_two_lines_with_tables_a_chart_and_the_same_folder(here: Path) -> None:
    found = ok.diff("a", "b", workers=1)
    assert found.sentences == found.result["sentences"] and "the same people with the same luck" in repr(found)
    assert set(found.table()["arm"]) == {"a", "b"} and found.table("sides")["variant"].unique().to_list() == ["b"]
    assert found.chart(measures=["points_lost"]).to_dict()["title"]
    folder = found.save("saved")
    kept = json.loads((folder / "difference.json").read_text())
    assert kept == json.loads(json.dumps(found.result))
    with pytest.raises(ok.OstrakonError, match="OST8001"):
        found.save("saved")


def test_runs_that_cannot_be_paired_have_a_table_and_no_chart(here: Path) -> None:
    found = ok.diff("a", "c")
    assert found.table()["difference"].null_count() == len(found.table()) and "same luck in both" not in found.facts
    assert len(found.table("sides")) == 0
    with pytest.raises(ok.OstrakonError, match="OST7403"):
        found.chart()
    assert sorted(path.name for path in found.save("apart").iterdir() if path.suffix == ".parquet") == ["outcomes.parquet"]
