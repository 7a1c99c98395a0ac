"""Diffs: what they set, add and remove, at once and by date; how they stack, and what they refuse."""

from pathlib import Path

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, validate

CASES = Path(__file__).parents[2] / "spec-cases" / "valid"
HEAD = "ostrakon: diff/1\nid: {id}\ntitle: A diff\nextends: {base}\n"


@pytest.fixture
def write(tmp_path: Path):
    """Write a diff of the full case and return its path."""
    def _write(body: str, name: str = "diff", base: str = str(CASES / "full.yaml")) -> Path:
        path = tmp_path / f"{name}.yaml"
        path.write_text(HEAD.format(id=name, base=base) + body)
        return path
    return _write


def codes(error: pytest.ExceptionInfo[OstrakonError]) -> list[str]:
    return [p.code for p in error.value.problems]


def test_set_add_and_remove_do_what_they_say_and_nothing_else(write) -> None:
    plain = load_regime(CASES / "full.yaml").data
    loaded = load_regime(write("""
set: {rules.posting.points: -9, tiers.middle.from: {value: 620, status: assumed, range: [610, 630]}}
add:
  rules.flying: {kind: fly, dimension: conduct, points: -1}
  consequences.bad_list.deny: [hotel]
  tiers: {name: fair, from: 700}
remove: [channels.informants, channels.camera.review, consequences.bad_list.household_deny.fly]
"""))
    data = loaded.data
    assert data["rules"]["posting"]["points"] == -9 and data["rules"]["flying"]["points"] == -1
    assert [t["name"] for t in data["tiers"]] == ["low", "middle", "fair", "high"] and data["tiers"][1]["from"] == 620
    assert data["consequences"]["bad_list"]["deny"] == ["fly", "hotel"] and data["consequences"]["bad_list"]["household_deny"] == []
    assert data["channels"]["informants"]["enabled"] is False and data["channels"]["camera"]["review"] is None
    assert loaded.provenance["tiers", 1, "from"].range == (610, 630)
    assert (data["id"], data["title"], data["family"], data["summary"]) == ("diff", "A diff", "study", plain["summary"])
    same = [k for k in plain if k not in ("id", "title", "family", "rules", "tiers", "consequences", "channels")]
    assert {k: data[k] for k in same} == {k: plain[k] for k in same}
    assert loaded.base is not None and loaded.base.data == plain


def test_a_resolved_diff_is_a_regime_and_the_same_when_resolved_again(write) -> None:
    text = dump(load_regime(write("set: {burn_in_days: 3}\nfrom: {2021-01-01: {set: {rules.posting.points: -9}}}\n")))
    assert text.startswith("ostrakon: regime/1\n") and dump(load_regime(text)) == text


def test_dated_changes_become_amendments_in_order_of_date_with_their_sources(write) -> None:
    first = write("from: {2021-06-01: {remove: [channels.camera]}, "
                  "2021-01-01: {set: {burn_in_days: {value: 3, status: claimed}}}}\n", "first")
    loaded = load_regime(write("from: {2021-03-01: {add: {consequences.bad_list.deny: [hotel]}}, "
                               "2021-06-01: {set: {rules.posting.points: -9}}}\n", "second", str(first)))
    assert loaded.data["amendments"] == [
        {"from": "2021-01-01", "set": ["burn_in_days={value: 3, status: claimed}"]},
        {"from": "2021-03-01", "set": ["consequences.bad_list.deny+=[hotel]"]},
        {"from": "2021-06-01", "set": ["channels.camera=off", "rules.posting.points=-9"]}]
    assert Path(loaded.places.of(("amendments", 2, "set", 0)).file).name == "first.yaml"
    assert loaded.diffs[0].endswith("first.yaml") and loaded.diffs[1].endswith("second.yaml")


def test_a_diff_that_extends_another_may_change_what_that_one_changed(write) -> None:
    below = write("set: {rules.posting.points: -9}\n", "below")
    loaded = load_regime(write("set: {rules.posting.points: -7}\n", "above", str(below)))
    assert loaded.data["rules"]["posting"]["points"] == -7


@pytest.mark.parametrize(("one", "other"), [
    ("set: {rules.posting.points: -9}", "set: {rules.posting.points: -7}"),
    ("set: {rules.posting.points: -9}", "remove: [rules.posting]"),
    ("set: {'tiers.1.from': 610}", "set: {tiers.middle.from: 620}"),
    ("set: {rules.posting.points: -9}", "set: {rules.posting: {kind: posting, dimension: speech, points: -9}}"),
    ("add: {rules.flying: {kind: fly, dimension: conduct}}", "add: {rules.flying: {kind: fly, dimension: speech}}"),
    ("add: {consequences.bad_list.deny: [hotel, loan]}", "add: {consequences.bad_list.deny: loan}"),
    ("remove: [consequences.bad_list.deny.fly]", "set: {consequences.bad_list.deny.0: hotel}"),
    ("remove: [tiers.low]", "set: {'tiers.1.hysteresis': 3}"),
    ("from: {2021-01-01: {set: {burn_in_days: 1}}}", "from: {2021-01-01: {set: {burn_in_days: 2}}}"),
])
def test_diffs_side_by_side_that_touch_one_thing_are_refused_with_both_lines(write, one: str, other: str) -> None:
    a, b = write(one, "a"), write(other, "b")
    for stacked in (lambda: load_regime(CASES / "full.yaml", diffs=[a, b]), lambda: load_regime(a, diffs=[b]),
                    lambda: load_regime(write("with: [a.yaml, b.yaml]\n", "both")),
                    lambda: load_regime(write("with: [b.yaml]\n", "upper", "a.yaml"))):
        with pytest.raises(OstrakonError) as error:
            stacked()
        assert codes(error) == ["OST1207"]
        problem, = error.value.problems
        assert problem.file.endswith("b.yaml") and problem.line == 5 and "a.yaml:5:" in problem.found


@pytest.mark.parametrize(("one", "other"), [
    ("set: {rules.posting.points: -9}", "set: {rules.posting.points: -9}"),
    ("add: {consequences.bad_list.deny: [hotel]}", "add: {consequences.bad_list.deny: [loan]}"),
    ("set: {burn_in_days: 1}", "from: {2021-01-01: {set: {burn_in_days: 2}}}"),
    ("set: {rules.posting.points: -9}", "set: {rules.posting.dimension: conduct}"),
])
def test_diffs_side_by_side_that_agree_or_do_not_meet_give_the_same_in_either_order(write, one: str, other: str) -> None:
    a, b = write(one, "a"), write(other, "b")
    first, second = load_regime(CASES / "full.yaml", diffs=[a, b]), load_regime(CASES / "full.yaml", diffs=[b, a])
    deny = [set(x.data["consequences"]["bad_list"].pop("deny")) for x in (first, second)]
    names = [(x.data.pop("id"), x.data.pop("title")) for x in (first, second)]
    assert first.data == second.data and deny[0] == deny[1] and names[0] != names[1]


def test_a_diff_both_members_stand_on_is_applied_once(write) -> None:
    below = write("add: {consequences.bad_list.deny: [hotel]}\n", "below")
    a, b = write("set: {burn_in_days: 1}\n", "a", str(below)), write("set: {rules.posting.points: -9}\n", "b", str(below))
    assert load_regime(CASES / "full.yaml", diffs=[a, b]).data["consequences"]["bad_list"]["deny"] == ["fly", "hotel"]


@pytest.mark.parametrize(("body", "code", "shown"), [
    ("set: {rules.psting.points: -9}", "OST1203", "rules.psting"),
    ("set: {rules.new: {kind: fly}}", "OST1203", "rules.new"),
    ("add: {rules.posting: {kind: fly}}", "OST1206", "rules.posting"),
    ("add: {rules.posting.pionts: 3}", "OST1203", "rules.posting.pionts"),
    ("remove: [scoring]", "OST1204", "scoring"),
    ("set: {rules.posting.points: x}", "OST2003", "x"),
    ("set: {rules.posting.points: {value: 3, status: guess}}", "OST1101", "guess"),
    ("set: {rules..points: 3}", "OST2006", ""),
    ("seet: {a: 1}", "OST2001", "seet"),
    ("set: {burn_in_days: 1}\nremove: [burn_in_days]", "OST1207", "burn_in_days"),
    ("from: {tomorrow: {set: {burn_in_days: 1}}}", "OST2006", "tomorrow"),
    ("with: [nowhere.yaml]", "OST1001", "nowhere.yaml"),
    ("with: [none]", "OST1208", "none"),
])
def test_what_is_wrong_with_a_diff_is_told_at_its_line(write, body: str, code: str, shown: str) -> None:
    path = write(body + "\n")
    with pytest.raises(OstrakonError) as error:
        load_regime(path)
    problem = next(p for p in error.value.problems if p.code == code)
    if shown and code != "OST2006":
        assert Path(problem.file).name == "diff.yaml" and problem.text[problem.column - 1:].startswith((shown, shown.split(".")[-1]))


def test_what_dated_changes_make_wrong_is_told_at_their_line(write) -> None:
    from ostrakon.spec.check import check
    from ostrakon.spec.load import load_society

    loaded = load_regime(write("from:\n  2021-01-01: {set: {rules.posting.points: -9}}\n  2021-02-01: {set: {rules.posting.kind: flyy}}\n"))
    problem, = check(loaded.model, load_society(CASES / "society_small.yaml").model, loaded.places)
    assert (problem.code, problem.line, Path(problem.file).name) == ("OST2101", 7, "diff.yaml")


def test_validate_takes_a_diff_of_the_catalogue() -> None:
    text = HEAD.format(id="x", base="none") + "set: {burn_in_days: 3}\n"
    assert validate(text) == []
    assert [p.code for p in validate(text.replace("burn", "brun"))] == ["OST1203"]
