"""A plan is read with its places, and comes to exactly these commands; what it names is copied, or refused at its line."""

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from ostrakon.engine.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, SEEDS
from ostrakon.errors import OstrakonError
from ostrakon.report.plan import Plan, load_plan
from ostrakon.report.reproduce import script
from ostrakon.report.specification import files_of
from ostrakon.report.steps import steps_of
from ostrakon.spec.text import read_text

WHOLE = """\
ostrakon: study/1
title: All parts
regime: r.yaml
diffs: [d.yaml]
set: ["rules.a.points=-1"]
off: [A07]
society: s.yaml
set_society: [kinds.fly.rate=3]
people: 500000
days: 100
start: 2021-01-01
seed: 7
replicates: 2
by: [sex+minority]
lives: [model-customer, roles/mine.yaml, Inner Mongolia/3/14]
changes: {variants: [none, v.yaml], off: [A07], people: 1000}
why: {parts: [errors, A07], own: [mild=rules.a.points=-2], outcomes: [listed, denials], orders: 8}
unknown: {method: morris, only: [rules], without: [tiers], size: 5}
lasting: {on: 50, after: 60, outcomes: [fear]}
"""
WHEN = ["--days", "100", "--start", "2021-01-01", "--seed", "7"]
OF = ["--society", "run/society.yaml"]


def plan(text: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_comes_to_these_commands(tmp_path: Path) -> None:
    steps = steps_of(load_plan(plan(WHOLE, tmp_path)).model)
    assert [step.part for step in steps] == ["run", "lives/model-customer", "lives/mine", "lives/Inner-Mongolia-3-14", "changes", "why",
                                             "lasting", "unknown"]
    life = [*OF, "--role", "model-customer", "--people", "500000", *WHEN, "--json", "lives/model-customer.json"]
    assert [list(step.said()) for step in steps] == [
        ["run", "r.yaml", "--with", "d.yaml", "--off", "A07", "--set", "rules.a.points=-1", "--society", "s.yaml", "--set-society",
         "kinds.fly.rate=3", "--people", "500000", *WHEN, "--replicates", "2", "--by", "sex+minority", "--out", "run"],
        ["life", "run/regime.yaml", *life],
        ["life", "run/regime.yaml", *life[:3], "roles/mine.yaml", *life[4:-1], "lives/mine.json"],
        ["life", "run/regime.yaml", *life[:2], "--person", "Inner Mongolia/3/14", *life[4:-1], "lives/Inner-Mongolia-3-14.json"],
        ["compare", "run/regime.yaml", "none", "v.yaml", "--off", "A07", *OF, "--people", "1000", *WHEN, "--replicates", "2", "--out",
         "changes"],
        ["ablate", "run/regime.yaml", "--parts", "errors,A07", "--part", "mild=rules.a.points=-2", "--outcome", "listed", "--outcome",
         "denials", "--orders", "8", *OF, "--people", "500000", *WHEN, "--yes", "--out", "why"],
        ["abolish", "run/regime.yaml", "--on", "50", "--after", "60", "--outcome", "fear", *OF, "--people", "100000", "--start",
         "2021-01-01", "--seed", "7", "--yes", "--out", "lasting"],
        ["sensitivity", "run/regime.yaml", "--outcome", "wrongly_listed", "--method", "morris", "--only", "rules", "--without", "tiers",
         "--size", "5", *OF, "--people", "20000", *WHEN, "--yes", "--out", "unknown"],
    ]


def test_a_plan_of_a_run_alone_needs_three_lines(tmp_path: Path) -> None:
    found = load_plan(plan("ostrakon: study/1\ntitle: t\nregime: none\n", tmp_path)).model
    assert [step.part for step in steps_of(found)] == ["run"] and found.people == 1_000_000 and found.licence == "CC-BY-4.0"


@pytest.mark.parametrize(("line", "code", "at"), [
    ("peeple: 3", "OST2001", 4), ("people: 0", "OST2005", 4), ("people: many", "OST2003", 4), ("start: 2020-13-01", "OST2006", 4),
    ("why: {outcomes: [listed]}", "OST2006", 4), ("changes: {}", "OST2006", 4), ("licence: mine", "OST2004", 4),
    ("authors: [{given: Ada}]", "OST2006", 4), ("lasting: {on: -1}", "OST2005", 4), ("unknown: {method: best}", "OST2004", 4),
    ("society: --help", "OST2006", 4),
])
def test_a_wrong_plan_is_refused_at_its_line(line: str, code: str, at: int, tmp_path: Path) -> None:
    with pytest.raises(OstrakonError) as caught:
        load_plan(plan(f"ostrakon: study/1\ntitle: t\nregime: none\n{line}\n", tmp_path))
    assert [(p.code, p.line) for p in caught.value.problems] == [(code, at)]


def test_a_plan_may_ask_for_what_a_run_may_be_asked_for() -> None:
    least = {"ostrakon": "study/1", "title": "t", "regime": "r.yaml"}
    most = {"seed": SEEDS - 1, "people": MOST_PEOPLE, "days": MOST_DAYS, "replicates": MOST_REPLICATES}
    for key, value in most.items():
        assert Plan.model_validate({**least, key: value}).model_dump()[key] == value
        with pytest.raises(ValidationError):
            Plan.model_validate({**least, key: value + 1})
    with pytest.raises(ValidationError, match="leaves no 2 seeds in a row"):
        Plan.model_validate({**least, "seed": SEEDS - 1, "replicates": 2})


@pytest.mark.parametrize("form", ["regime/1", "diff/1", "society/1", "role/1"])
def test_a_file_of_another_sort_is_told_as_that(form: str, tmp_path: Path) -> None:
    with pytest.raises(OstrakonError) as caught:
        load_plan(plan(f"ostrakon: {form}\ntitle: t\n", tmp_path))
    assert caught.value.problems[0].code == "OST2004" and "study/1" in caught.value.problems[0].allowed


DIFF = "ostrakon: diff/1\nid: {id}\ntitle: t\nextends: {extends}\n"


def own(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def test_all_that_a_plan_comes_down_to_is_copied_and_keeps_its_place(tmp_path: Path) -> None:
    own(tmp_path, "a.yaml", DIFF.format(id="a", extends="below/b.yaml"))
    own(tmp_path, "below/b.yaml", DIFF.format(id="b", extends="court-list"))
    own(tmp_path, "roles/mine.yaml", "ostrakon: role/1\n")
    file = plan("ostrakon: study/1\ntitle: t\nregime: a.yaml\nchanges: {variants: [none]}\nlives: [roles/mine.yaml, model-customer]\n",
                tmp_path)
    found = files_of(load_plan(file), "china-2020")
    assert sorted(found) == ["a.yaml", "below/b.yaml", "roles/mine.yaml", "specification/regimes/court-list/regime.yaml",
                             "specification/regimes/none/regime.yaml", "specification/roles/model-customer/role.yaml",
                             "specification/societies/china-2020/society.yaml"]
    assert found["below/b.yaml"].read_text() == DIFF.format(id="b", extends="court-list")


def test_tables_of_a_society_go_with_it(tmp_path: Path) -> None:
    own(tmp_path, "towns/s.yaml", "ostrakon: society/1\npopulation:\n  tables:\n    jobs: counts/j.csv\n    regions: {value: r.csv}\n")
    file = plan("ostrakon: study/1\ntitle: t\nregime: none\nsociety: towns/s.yaml\n", tmp_path)
    assert {"towns/s.yaml", "towns/counts/j.csv", "towns/r.csv"} <= set(files_of(load_plan(file)))


@pytest.mark.parametrize(("name", "place"), [
    ("../a.yaml", "a.yaml"), ("run/a.yaml", "inside/run/a.yaml"), ("study.yaml", "inside/study.yaml"),
    ("below/../../a.yaml", "a.yaml"),
])
def test_what_lies_outside_or_in_the_way_is_refused_at_its_line(name: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "inside" / "below").mkdir(parents=True)
    own(tmp_path, place, DIFF.format(id="a", extends="none"))
    loaded = load_plan(plan(f"ostrakon: study/1\ntitle: t\nregime: none\ndiffs: [{name}]\n", tmp_path / "inside"))
    with pytest.raises(OstrakonError) as caught:
        files_of(loaded, "china-2020")
    assert [(p.code, p.line) for p in caught.value.problems] == [("OST7302", 4)]


def test_a_name_that_leads_nowhere_is_told_at_its_line(tmp_path: Path) -> None:
    loaded = load_plan(plan("ostrakon: study/1\ntitle: t\nregime: none\nchanges:\n  variants:\n  - nonee\n", tmp_path))
    with pytest.raises(OstrakonError) as caught:
        files_of(loaded, "china-2020")
    assert [(p.code, p.line, p.nearest) for p in caught.value.problems] == [("OST1201", 6, "none")]


def test_a_shell_takes_the_script_to_the_letter(tmp_path: Path) -> None:
    """Hostile words go through a real shell, with an ``ostrakon`` that writes down what it is given."""
    words = ["a b", "$(touch hacked)", "`id`", "'", '"', "*", "\\n"]
    model = Plan.model_validate({"ostrakon": "study/1", "title": "t", "regime": "none", "set": words, "lives": ["A/0/1"]})
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin" / "ostrakon"
    fake.write_text('#!/bin/sh\nfor word in "$@"; do printf "%s\\n" "$word"; done >> "$LOG"\n')
    fake.chmod(0o755)
    file = tmp_path / "reproduce.sh"
    file.write_text(script(steps_of(model), "0.1.0"))
    result = subprocess.run(["sh", str(file), "out put"], cwd=tmp_path, capture_output=True, text=True,
                            env={"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "LOG": str(tmp_path / "log")})
    assert result.returncode == 0, result.stderr
    said = (tmp_path / "log").read_text().splitlines()
    wanted = [word for step in steps_of(model) for word in step.said(lambda path: f"{tmp_path}/out put/{path}")]
    assert said == wanted and not (tmp_path / "hacked").exists() and (tmp_path / "out put" / "lives").is_dir()
    assert subprocess.run(["sh", str(file)], cwd=tmp_path, capture_output=True).returncode != 0, "a folder must be named"


ROOT = Path(__file__).parents[2]


def test_the_plans_that_are_shown_are_plans(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "studies.md").read_text()
    shown = page.split("```yaml\n")[1].split("```")[0]
    found = load_plan(plan(shown, tmp_path)).model
    assert len(steps_of(found)) == 7 and found.authors[0].said == "Ada Example"
    schema = json.loads((ROOT / "schema" / "study.schema.json").read_text())
    for text in (shown, (ROOT / "studies" / "article-2018" / "study.yaml").read_text()):
        jsonschema.validate(read_text(text).data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**read_text(shown).data, "peeple": 1}, schema)
