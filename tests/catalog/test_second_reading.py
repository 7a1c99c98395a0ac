"""Second readings: those that are there agree with their entry, the form tells no value, and a difference is found."""

import copy
import importlib.util
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ostrakon.cli import run_command_line
from ostrakon.cli.catalog import provisional
from ostrakon.spec import find
from ostrakon.spec.find import ids, is_provisional, path_of
from ostrakon.spec.load import load_regime
from ostrakon.spec.second_reading import disagreements, load, questions, reading_path, same, status
from ostrakon.spec.sourced import Provenance
from ostrakon.spec.text import read_text
from ostrakon.spec.wording import at
from ostrakon.spec.write import dump_data

FILE = Path(__file__).parents[2] / "docs" / "reference" / "make_second_reading.py"
SPEC = importlib.util.spec_from_file_location("make_second_reading", FILE)
make = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(make)

ENTRIES = [(sort, name) for sort in ("regime", "society") for name in ids(sort)]
REGIME = """\
ostrakon: regime/1
id: made-up
title: A scheme
summary: For this test only.
family: as_documented
references: {law: "Regulation 1"}
update: {value: monthly, status: documented, source: law}
channels:
  office:
    context: records
    sees: {late_bill: {value: 0.7654, status: assumed, range: [0.1234, 0.9876], note: a remark that nobody may see}}
scoring:
  dimensions:
    score:
      base: {value: 4711, status: documented, source: law}
      minimum: 0
      maximum: 8888
rules:
  late:
    kind: {value: late_bill, status: reported, source: law}
    points: {value: -37, status: reported, source: law}
tiers:
  - {name: {value: grade_d, status: documented, source: law}}
  - {name: plain, from: {value: 4242, status: assumed, range: [4000, 4500]}}
lists:
  bad:
    below: {value: 4242, status: disputed, source: law}
    term_days: {value: null, status: documented, source: law}
consequences:
  no_fly: {lists: [bad], deny: {value: [fly, hotel], status: claimed, source: law}, publicise: {value: true, status: reported, source: law}}
"""
MADE_UP = load_regime(REGIME)


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_a_second_reading_that_is_there_agrees(sort: str, name: str) -> None:
    path = reading_path(sort, name)
    assert not path.exists() or disagreements(load(sort, name), path) == []
    assert status(sort, name) in (("yes",) if path.exists() else ("provisional", "not needed"))


def test_what_is_invented_needs_no_second_reading() -> None:
    assert status("regime", "none") == "not needed" and status("society", "harbour-town") == "not needed"
    assert not is_provisional("none") and not is_provisional("harbour-town", "society")
    assert all(status("regime", name) != "not needed" for name in ids("regime") if load_regime(name).model.family != "study")


# --- The form -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_the_form_asks_for_every_sourced_value_and_tells_none(sort: str, name: str) -> None:
    loaded = load(sort, name)
    data = read_text(make.form(loaded)).data
    assert list(data) == ["entry", "reader", "read", "values"] and (data["entry"], data["reader"], data["read"]) == (name, "", [])
    assert len(data["values"]) == len(loaded.provenance)
    for asked in data["values"].values():
        assert list(asked) == ["what", "value", "source", "note"] and asked["what"]
        assert (asked["value"], asked["source"], asked["note"]) == (None, "", "")


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_other_values_sources_and_ranges_give_the_same_form(sort: str, name: str) -> None:
    """What does not change the form cannot be read from it."""
    loaded = load(sort, name)
    data = copy.deepcopy(loaded.data)
    for path in sorted(loaded.provenance, key=len, reverse=True):
        at(data, path[:-1])[path[-1]] = "leaked"
    leak = Provenance("leak", "leak", "disputed", (5, 6), "leak")
    other = replace(loaded, data=data, provenance=dict.fromkeys(loaded.provenance, leak))
    assert questions(replace(loaded, provenance=other.provenance)) == questions(loaded)
    inner = [q for q in questions(loaded) if not any(q.path[:n] in loaded.provenance for n in range(len(q.path)))]
    assert [q for q in questions(other) if q in inner] == inner
    assert "leak" not in make.form(other)


def test_a_form_by_hand() -> None:
    text = make.form(MADE_UP)
    body = text.split("entry: made-up")[1]
    for told in ("0.7654", "0.1234", "0.9876", "4711", "-37", "4242", "4000", "grade_d", "remark", "Regulation", "law",
                 "reported", "assumed"):
        assert told not in body, told
    asked = read_text(text).data["values"]
    assert asked["rules.late.points"]["what"] == "points of a record of the kind that it counts (rule late) (a whole number)"
    assert asked["update"]["what"] == "when points take effect (one of daily, monthly)"
    assert asked["tiers.plain.from"]["what"] == "lowest score (tier plain) (a whole number, or none)"
    assert "tiers.0.name" in asked and len(asked) == len(MADE_UP.provenance)


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_no_number_of_an_entry_stands_in_a_question(sort: str, name: str) -> None:
    """A name that an entry gives to a part could hold the number: a tier `from_600` that begins at 600."""
    loaded = load(sort, name)
    for q in questions(loaded):
        value = at(loaded.data, q.path)
        if isinstance(value, int | float) and abs(value) > 9:
            assert not re.search(rf"(?<!\d){value:g}(?!\d)", f"{q.name} {q.what}"), q.name


def test_a_name_that_holds_a_number_is_asked_by_its_place_and_what_follows() -> None:
    text = REGIME.replace("name: plain", "name: from_4242").replace("  bad:", "  below_4242:").replace("[bad]", "[below_4242]")
    by_tier = "by_tier: {from_4242: {value: -3, status: reported, source: law}}"
    text = text.replace("points: {value: -37,", f"{by_tier}\n    points: {{value: -37,")
    text += "  bow: {tiers: [from_4242], fine_yuan: {value: 5, status: assumed, range: [1, 9]}}\n"
    text += "redress: {below_4242: {hazard_per_year: {value: 2, status: reported, source: law}, success_if_wrong: 0.5}}\n"
    form = make.form(load_regime(text))
    assert "4242" not in form
    asked = {name: entry["what"].split(" (a")[0] for name, entry in read_text(form).data["values"].items()}
    assert asked["tiers.number_2.from"] == "lowest score (tier number_2); what follows from it: bow"
    assert asked["lists.number_1.below"] == "score below which a person enters (list number_1); what follows from it: no_fly"
    assert asked["redress.number_1.hazard_per_year"].startswith("appeals of a listed person per year (list number_1)")
    assert asked["rules.late.by_tier.number_2"].endswith("for a person in tier number 2 (rule late); what follows from it: bow")
    assert asked["consequences.bow.fine_yuan"] == "fine in yuan on entry (consequence bow)"


def test_the_form_can_leak() -> None:
    """The comparison above fails for a form that tells."""
    told = make.HEAD + dump_data({"entry": "x", "values": {str(path): at(MADE_UP.data, path) for path in MADE_UP.provenance}})
    assert "4711" in told and "4711" not in make.form(MADE_UP)


# --- The comparison -------------------------------------------------------------------------------------------------------


def agreeing(loaded: Any) -> dict[str, Any]:
    """What a second reader who agrees would write: the values that sources give, and `unknown` for the rest."""
    out: dict[str, Any] = {"entry": loaded.model.id, "reader": "second", "read": ["the works cited"], "values": {}}
    for q in questions(loaded):
        value = at(loaded.data, q.path)
        given = "unknown" if loaded.provenance[q.path].status == "assumed" else "none" if value is None else value
        out["values"][q.name] = {"what": q.what, "value": given, "source": "", "note": ""}
    return out


def differing(loaded: Any, folder: Path, change: Callable[[dict[str, Any]], Any]) -> list[str]:
    data = agreeing(loaded)
    change(data)
    file = folder / "values.yaml"
    file.write_text(dump_data(data), encoding="utf-8")
    return disagreements(loaded, file)


def answers(name: str, **fields: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda data: data["values"][name].update(fields)


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_a_reader_who_agrees_is_found_to_agree(sort: str, name: str, tmp_path: Path) -> None:
    assert differing(load(sort, name), tmp_path, lambda data: None) == []


SEES, FROM, BASE = "channels.office.sees.late_bill", "tiers.plain.from", "scoring.dimensions.score.base"
FINE = {
    "a number written otherwise": answers(BASE, value=4711.0),
    "an assumed value inside its range with a note": answers(SEES, value=0.5, note="an estimate"),
    "the end of the range": answers(FROM, value=4500, note="an estimate"),
    "the same list": answers("consequences.no_fly.deny", value=["fly", "hotel"]),
}
DIFFERENT = {
    "another number": (answers(BASE, value=4712), "has 4711, the second reader 4712"),
    "another word": (answers("update", value="daily"), "has monthly, the second reader daily"),
    "a number as text": (answers(BASE, value="4711"), "the second reader 4711"),
    "unknown for what a source gives": (answers("rules.late.points", value="unknown"), "rules.late.points: the entry has -37"),
    "a disputed value otherwise": (answers("lists.bad.below", value=4000), "lists.bad.below: the entry has 4242"),
    "a number where there is none": (answers("lists.bad.term_days", value=365), "has None"),
    "another order": (answers("consequences.no_fly.deny", value=["hotel", "fly"]), "no_fly.deny"),
    "one for true": (answers("consequences.no_fly.publicise", value=1), "no_fly.publicise"),
    "assumed, without a note": (answers(SEES, value=0.5), "and no note"),
    "assumed, outside the range": (answers(SEES, value=0.99, note="an estimate"), "outside the range 0.1234 to 0.9876"),
    "assumed, a word": (answers(SEES, value="often", note="an estimate"), "has often"),
    "not answered": (answers(BASE, value=None), f"{BASE} is not answered"),
    "left out": (lambda data: data["values"].pop(BASE), f"{BASE} is not answered"),
    "an unknown key": (answers(BASE, status="documented"), "unknown key 'status'"),
    "of another entry": (lambda data: data.update(entry="other"), "it reads 'other', not 'made-up'"),
    "nobody read": (lambda data: data.update(reader=" "), "who read"),
    "nothing was read": (lambda data: data.update(read=[]), "what was read"),
    "a key of its own": (lambda data: data.update(verdict="fine"), "'verdict' is no part"),
    "no answers at all": (lambda data: data.update(values=None), "update is not answered"),
}


@pytest.mark.parametrize("change", FINE.values(), ids=FINE.keys())
def test_what_agrees_in_other_words(change: Callable[[dict[str, Any]], Any], tmp_path: Path) -> None:
    assert differing(MADE_UP, tmp_path, change) == []


@pytest.mark.parametrize(("change", "said"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_a_difference_is_found(change: Callable[[dict[str, Any]], Any], said: str, tmp_path: Path) -> None:
    found = differing(MADE_UP, tmp_path, change)
    assert found and said in found[0]
    assert len(found) == 1 or change is DIFFERENT["no answers at all"][0]


def test_a_reading_that_is_no_yaml_does_not_agree(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text("values: [")
    assert disagreements(MADE_UP, tmp_path / "values.yaml")


def test_nothing_within_a_list_is_none() -> None:
    assert same([None], [None]) and not same([None], [0]) and not same({"a": 1}, {"a": 1, "b": 2})


# --- Where it is said -----------------------------------------------------------------------------------------------------


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of its own, with one documented entry that was not read twice."""
    folder = tmp_path / "catalog"
    shutil.copytree(path_of("regime", "none").parent, folder / "regimes" / "none")
    for name in ("china-2020", "harbour-town"):
        shutil.copytree(path_of("society", name).parent, folder / "societies" / name)
    (folder / "regimes" / "made-up").mkdir()
    (folder / "regimes" / "made-up" / "regime.yaml").write_text(REGIME + "society: harbour-town\n", encoding="utf-8")
    monkeypatch.setattr(find, "CATALOG", folder)
    return folder


def row(printed: str, name: str) -> str:
    return next(line for line in printed.splitlines() if line.startswith(name))


def test_an_entry_is_provisional_until_a_second_reading_agrees(catalog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "Provisional: made-up was not read a second time with the same result."
    assert is_provisional("made-up") and provisional("made-up") == said and not provisional("none")
    assert run_command_line(["catalog"]) == 0
    printed = capsys.readouterr().out
    assert "Read twice" in printed and "provisional" in row(printed, "made-up") and "not needed" in row(printed, "none")
    assert run_command_line(["explain", "made-up"]) == 0
    assert said in capsys.readouterr().out

    reading = reading_path("regime", "made-up")
    reading.parent.mkdir()
    data = agreeing(load_regime("made-up"))
    reading.write_text(dump_data(data), encoding="utf-8")
    assert not is_provisional("made-up") and not provisional("made-up")
    assert run_command_line(["catalog"]) == 0
    assert "yes" in row(capsys.readouterr().out, "made-up").split()
    assert run_command_line(["explain", "made-up"]) == 0
    assert "Provisional" not in capsys.readouterr().out

    data["values"][BASE]["value"] = 1
    reading.write_text(dump_data(data), encoding="utf-8")
    assert is_provisional("made-up")


def test_of_a_file_of_ones_own_nothing_is_said(catalog: Path) -> None:
    assert not provisional(str(catalog / "regimes" / "made-up" / "regime.yaml")) and not provisional(REGIME)
    assert provisional("made-up", "made-up-town") == provisional("made-up") and not provisional("none", "china-2020")
    shutil.rmtree(catalog / "societies" / "china-2020" / "second_reading")
    assert provisional("made-up", "china-2020") == "Provisional: made-up and china-2020 were not read a second time with the same result."
    assert provisional("none", "china-2020") == "Provisional: china-2020 was not read a second time with the same result."
