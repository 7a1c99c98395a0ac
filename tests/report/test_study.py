"""A study's folder: begun, stopped, gone on with, finished; and one made of what is there."""

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from ostrakon import __version__
from ostrakon.cli.bounds import switches
from ostrakon.errors import OstrakonError
from ostrakon.report.adopt import adopt, plan_data
from ostrakon.report.evidence import wrong_files
from ostrakon.report.plan import Plan, load_plan
from ostrakon.report.sheets import write_sheets
from ostrakon.report.study import Study, begin, carry_out, finish, left, read_study, write_checksums
from ostrakon.results.folder import working_folder
from report.little import MILD, PLAN, TITLE, copy, edit, write_plan

WHOLE = PLAN + "changes: {variants: [none]}\nunknown: {only: [rules]}\nlasting: {on: 30, after: 40}\n"
PARTS = ["run", "lives/Beijing-0-5", "changes", "why", "lasting", "unknown"]


def begun(folder: Path, text: str = WHOLE) -> Study:
    found = read_study(load_plan(write_plan(folder / "plan", text)), folder / "study", switches)
    begin(found)
    return found


class Commands:
    """In place of ostrakon: notes what is asked, leaves an empty result, and ends with 130 after so many."""

    def __init__(self, most: int = 99) -> None:
        self.said: list[list[str]] = []
        self.most = most

    def __call__(self, words: Sequence[str]) -> int:
        self.said.append(list(words))
        if len(self.said) > self.most:
            return 130
        place = Path(words[words.index("--json" if words[0] == "life" else "--out") + 1])
        name = {"run": "summary", "compare": "comparison", "ablate": "ablation", "abolish": "abolition", "sensitivity": "sensitivity"}
        file = place if words[0] == "life" else place / f"{name[words[0]]}.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"version": __version__, "run": {"complete": True}}))
        return 0


def names(study: Study) -> list[str]:
    return [step.part for step in left(study, __version__)]


def test_a_study_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    study, first, second = begun(tmp_path), Commands(2), Commands()
    assert names(study) == PARTS
    said: list[str] = []
    assert carry_out(study, left(study, __version__), first, said.append) == 130
    assert len(first.said) == 3 and names(study) == PARTS[2:]
    assert said[0].startswith("1 of 6: ostrakon run article-2018 --with further/mild.yaml")
    again = read_study(load_plan(tmp_path / "plan" / "plan.yaml"), tmp_path / "study", switches)
    begin(again)
    assert carry_out(again, left(again, __version__), second, said.append, workers="3") == 0
    assert [words[0] for words in second.said] == ["compare", "ablate", "abolish", "sensitivity"] and names(again) == []
    assert all(words[-2:] == ["--workers", "3"] for words in second.said)


def test_what_parts_keep_of_themselves_is_gone_on_with(tmp_path: Path) -> None:
    study, commands = begun(tmp_path), Commands()
    run = tmp_path / "study" / "run"
    run.mkdir()
    (run / "summary.json").write_text(json.dumps({"version": __version__, "run": {"complete": False}}))
    assert names(study)[0] == "lives/Beijing-0-5", "cut short with nothing to go on with: it is as it is"
    working_folder(run).mkdir()
    assert names(study)[0] == "run"
    (tmp_path / "study" / "unknown").mkdir()
    (tmp_path / "study" / "unknown" / "points.jsonl").write_text("")
    (tmp_path / "study" / "changes").mkdir()
    (tmp_path / "study" / "changes" / "comparison.json").write_text(json.dumps({"version": __version__, "run": {"complete": False}}))
    todo = {step.part: step for step in left(study, __version__)}
    assert carry_out(study, [todo["changes"]], commands, lambda said: None) == 0, "a comparison that was cut short is made again"
    for part, code in (("run", 0), ("unknown", 2)):
        assert carry_out(study, [todo[part]], lambda words: commands.said.append(list(words)) or 0, lambda said: None) == code
    assert commands.said[1:] == [["resume", "run"], ["sensitivity", "--resume", "unknown", "--yes"]]


def test_another_plan_or_version_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    study = begun(tmp_path)
    before = {file: file.read_bytes() for file in (tmp_path / "study").rglob("*") if file.is_file()}
    for file, text in (("plan.yaml", WHOLE.replace("people: 2000", "people: 2001")), ("further/mild.yaml", MILD + "# other\n")):
        was = (tmp_path / "plan" / file).read_text()
        (tmp_path / "plan" / file).write_text(text)
        with pytest.raises(OstrakonError) as caught:
            begin(read_study(load_plan(tmp_path / "plan" / "plan.yaml"), tmp_path / "study", switches))
        assert caught.value.problems[0].code == "OST7302" and "another study" in caught.value.problems[0].found
        (tmp_path / "plan" / file).write_text(was)
    assert {file: file.read_bytes() for file in (tmp_path / "study").rglob("*") if file.is_file()} == before
    carry_out(study, left(study, __version__)[:1], Commands(), lambda said: None)
    with pytest.raises(OstrakonError) as caught:
        left(study, "9.9")
    assert caught.value.problems[0].code == "OST7203"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("dear")
    with pytest.raises(OstrakonError, match="no study"):
        begin(Study(study.plan, study.regime, study.society, study.files, tmp_path / "other"))


@pytest.mark.parametrize(("line", "code"), [
    ("why: {parts: [eras]}", "OST8001"), ("why: {parts: [errors], outcomes: [happiness]}", "OST8001"), ("off: [A99]", "OST8001"),
    ("set: [rules.jaywalking.pionts=1]", "OST1203"), ("changes: {off: [nothing.here]}", "OST1203"),
    ("lasting: {on: 3, after: 40}", "OST8001"), ("unknown: {only: [nowhere]}", "OST1203"), ("lives: [nobody-at-all]", "OST1201"),
    ("changes: {variants: [fraud-finder-michigan]}", "OST2"),
])
def test_what_would_fail_after_hours_is_told_at_once(line: str, code: str, tmp_path: Path) -> None:
    text = f"ostrakon: study/1\ntitle: t\nregime: article-2018\n{line}\n"
    (tmp_path / "plan.yaml").write_text(text)
    with pytest.raises(OstrakonError) as caught:
        read_study(load_plan(tmp_path / "plan.yaml"), tmp_path / "study", switches)
    assert caught.value.problems[0].code.startswith(code), str(caught.value)
    assert not (tmp_path / "study").exists()


def test_the_folder_has_what_was_written_and_what_was_changed(study: Path) -> None:
    assert (study / "study.yaml").read_text() == PLAN and (study / "further" / "mild.yaml").read_text() == MILD
    assert (study / "specification" / "regimes" / "article-2018" / "regime.yaml").is_file()
    changed = (study / "specification" / "difference.txt").read_text()
    assert "rules.jaywalking.points\n  - -8\n  + -6\n" in changed and "rules.late_tax.points\n" in changed
    lines = (study / "checksums.txt").read_text().splitlines()
    files = {file.relative_to(study).as_posix() for file in study.rglob("*") if file.is_file()}
    assert {line.partition("  ")[2] for line in lines} == files - {"checksums.txt"} and wrong_files(study) == []
    digest, _, name = lines[3].partition("  ")
    assert hashlib.sha256((study / name).read_bytes()).hexdigest() == digest


def test_names_with_markup_are_text_in_the_folder(study: Path) -> None:
    page = (study / "README.md").read_text()
    assert "<b>" not in page and "<script>" not in page and "<i>" not in page and "&lt;script&gt;" in page and "\\*small\\*" in page
    assert "\\[x\\](y)" in page and "*In their words:*" in page
    assert TITLE in json.loads((study / "run" / "summary.json").read_text())["regime"]["title"], "in the results it stands to the letter"


def test_cells_that_a_spreadsheet_would_compute_are_text(tmp_path: Path) -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "\n=1", "plain", 'a "b", c', None]
    table = pa.table({"=name": pa.array(cells), "n": pa.array([-1.5] * len(cells))})
    pq.write_table(table, tmp_path / "t.parquet")
    (tmp_path / "t.csv").write_text("=1+1\n")
    write_sheets(tmp_path)
    with (tmp_path / "t.csv").open(newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["'=name", "n"] and [row[1] for row in rows[1:]] == ["-1.5"] * len(cells), "numbers stay numbers"
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+1", "'-1", "'@x", "'\t=1", "' =1", "'\n=1", "plain", 'a "b", c', ""]


SPDX = {"CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "MIT"}
PERSON = {"family-names", "given-names", "affiliation", "orcid"}


def test_the_citation_is_one_by_the_rules_of_its_format(study: Path) -> None:
    """The keys, and what the schema of version 1.2.0 demands of those that are used here."""
    found = yaml.safe_load((study / "CITATION.cff").read_text())
    assert {"cff-version", "message", "title", "authors"} <= set(found) and found["cff-version"] == "1.2.0" and found["type"] == "dataset"
    assert set(found) <= {"cff-version", "message", "type", "title", "authors", "license", "abstract", "identifiers", "references"}
    assert found["title"] == "A *small* study <b> [x](y)" and found["license"] in SPDX
    person, group = found["authors"]
    assert person == {"family-names": "Example", "given-names": "Ada", "orcid": "https://orcid.org/0000-0002-1825-0097"}
    assert group == {"name": "A group"} and set(person) <= PERSON
    assert all(set(i) == {"type", "value", "description"} and i["type"] == "other" and re.fullmatch("sha256:[0-9a-f]{64}", i["value"])
               for i in found["identifiers"])
    assert all({"type", "title", "authors"} <= set(r) and isinstance(r["version"], str) for r in found["references"])


@pytest.mark.usefixtures("plain")
def test_a_study_of_nobodys_names_nobody(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    text = re.sub(r"authors:\n(- .*\n)+", "", PLAN)
    (spoiled / "study.yaml").write_text(text)
    finish(spoiled, load_plan(spoiled / "study.yaml"), __version__)
    assert yaml.safe_load((spoiled / "CITATION.cff").read_text())["authors"] == [{"name": "Authors who are not named"}]


@pytest.mark.usefixtures("plain")
def test_a_run_that_was_cut_short_is_told_first(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    edit(spoiled / "run" / "summary.json", run__complete=False, run__people=1200)
    finish(spoiled, load_plan(spoiled / "study.yaml"), __version__)
    page = (spoiled / "README.md").read_text()
    assert page.index("Something is wrong") < page.index("A study of the regime") and "cut short (1,200 of 2,000)" in page
    crate = json.loads((spoiled / "ro-crate-metadata.json").read_text())["@graph"]
    assert next(e for e in crate if e["@id"] == "./")["description"].startswith("What is wrong with it: stopped: run 1,200 of 2,000")


def test_a_run_and_an_experiment_become_studies(study: Path, tmp_path: Path) -> None:
    for part, more in (("run", None), ("why", "why")):
        plan = load_plan(adopt(study / part, tmp_path / part))
        found = plan.model
        assert (found.people, found.days, found.seed, found.title) == (2000, 35, 3, TITLE)
        assert (getattr(found, more) is not None) if more else found.why is None
        assert load_plan(plan.file).raw.startswith(b"# Read off a folder of results.")
        read = read_study(plan, tmp_path / part, switches)
        begin(read)
        assert [step.part for step in left(read, __version__)] == ([] if part == "run" else ["run"])
        assert read.regime.model.rules["jaywalking"].points == -6, "the resolved regime, with what was changed in it"


def of(**more: Any) -> dict[str, Any]:
    run = {"people": 10, "days": 20, "start": "2020-01-01", "seed": 4}
    return {"run": run, "regime": {"title": "t"}, "arms": [{"title": "t"}], "by": {}, **more}


@pytest.mark.parametrize(("part", "found", "wanted"), [
    ("run", of(cuts=["sex", "sex+minority"]), {"by": ["sex", "sex+minority"]}),
    ("changes", of(), {"changes": {"variants": ["b.yaml"]}}),
    ("why", of(parts=[{"name": "errors", "overrides": ["a=1"]}, {"name": "mine", "overrides": ["b=1", "c=2"]}], outcomes={"listed": {}},
               plan={"exact": False, "orders": 8}),
     {"why": {"parts": ["errors"], "own": ["mine=b=1", "mine=c=2"], "outcomes": ["listed"], "orders": 8}}),
    ("unknown", of(asked={"only": ["rules"], "without": None, "size": "7"}, outcomes={"listed": {}}, method="morris"),
     {"unknown": {"outcomes": ["listed"], "method": "morris", "only": ["rules"], "size": 7, "people": 10}}),
    ("lasting", of(asked={"on": "30", "after": "40", "told": ["fear"]}),
     {"lasting": {"on": 30, "after": 40, "outcomes": ["fear"], "people": 10}}),
])
def test_the_plan_is_read_off_the_results(part: str, found: dict[str, Any], wanted: dict[str, Any]) -> None:
    data = plan_data(part, found, ["a.yaml", "b.yaml"], "s.yaml", known={"errors"})
    assert {key: data.get(key) for key in wanted} == wanted
    plan = Plan.model_validate(data)
    assert (plan.regime, plan.society, plan.people, plan.seed) == ("a.yaml", "s.yaml", 10, 4)


def test_a_folder_of_nothing_becomes_no_study(study: Path, tmp_path: Path) -> None:
    empty, broken, less = tmp_path / "empty", tmp_path / "broken", copy(study / "why", tmp_path / "less")
    empty.mkdir()
    broken.mkdir()
    (broken / "summary.json").write_text('{"format": "ostrakon run/1", "run": 3}')
    (less / "society.yaml").unlink()
    late = copy(study / "run", tmp_path / "late")
    edit(late / "summary.json", run__seed=2**63)            # a run takes such a seed; a plan, which is a file, does not
    for source in (empty, broken, less, late):
        with pytest.raises(OstrakonError) as caught:
            adopt(source, tmp_path / "out")
        assert caught.value.problems[0].code == "OST7302"
        assert not (tmp_path / "out").exists()


def test_the_list_of_files_appears_whole_or_not_at_all(study: Path, tmp_path: Path) -> None:
    spoiled = copy(study, tmp_path / "s")
    shutil.rmtree(spoiled / "why")
    assert {fault.kind for fault in wrong_files(spoiled)} == {"missing"}
    write_checksums(spoiled)
    assert wrong_files(spoiled) == [] and [file.name for file in tmp_path.iterdir()] == ["s"], "nothing is left beside it"
