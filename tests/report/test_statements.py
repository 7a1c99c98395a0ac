"""Every number of the report stands in the folder and is printed as it stands there; what cannot be told from chance is not told."""

import copy
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ostrakon.report.chapters.base import Teller
from ostrakon.report.evidence import Evidence
from ostrakon.report.messages import messages_of
from ostrakon.report.page import report_of
from ostrakon.report.statements import Name, Node, Number, Statement, base_of, digits_of, repeated, spread, stated
from report.telling import LANGUAGES, REGIMES, folder_of, told_of

FOLDERS = ("study", *REGIMES)
SELECTING = ("life-who", "life-denials", "life-chilled", "figure-changes", "regime-counts-daily", "regime-counts-monthly")
EVERY = [(name, language) for name in FOLDERS for language in LANGUAGES]


@cache
def held(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def place(evidence: Evidence, where: str) -> Any:
    """What stands at a place: a file of the folder and a JSON pointer."""
    file, _, pointer = where.partition("#")
    here: Any = evidence.regime.data if file.endswith("regime.yaml") else held(evidence.folder / file)
    for key in pointer.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        here = here[int(key)] if isinstance(here, list) else here[key]
    return here


def read(printed: str) -> tuple[float, int]:
    """A number as it is printed, and its digits after the point."""
    plain = printed.replace(",", "").replace("\u2212", "-")
    return float(plain), len(plain.partition(".")[2])


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_number_is_at_its_place_and_printed_as_it_is_there(name: str, language: str) -> None:
    evidence = told_of(name)
    statements = report_of(evidence, language).statements
    assert repeated(statements) == []
    numbers = 0
    for one in statements:
        for key, argument in one.arguments.items():
            found = place(evidence, argument.node.place)
            in_words = one.message in SELECTING and one.shown[key] in ("0", "1")       # "lives alone", "once"
            assert in_words or one.shown[key] in one.text, (one.id, key)
            if isinstance(argument, Name):
                assert str(found) == str(argument.node.value)
                continue
            value = len(found) if argument.entries else found
            printed, digits = read(one.shown[key])
            told = abs(value * argument.factor) if argument.bare else value * argument.factor
            assert abs(printed - told) <= 0.5 * 10**-digits + 1e-9, (one.id, key, printed, told)
            numbers += 1
        for node in one.rests_on:
            assert place(evidence, node.place) == node.value, one.id
    assert numbers > 8


def scaled(found: Any) -> Any:
    """The same with every number but the years and seeds changed by a factor that keeps shares shares."""
    if isinstance(found, dict):
        return {key: value if key in ("run", "scale") else scaled(value) for key, value in found.items()}
    if isinstance(found, list):
        return [scaled(one) for one in found]
    if isinstance(found, bool) or not isinstance(found, int | float):
        return found
    return found * 0.6 if isinstance(found, float) else found * 3 + (found != 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_numbers_make_other_sentences(language: str) -> None:
    """No number is written into a message or into code: what is told changes with the folder, or is no longer told."""
    evidence = told_of("study")
    parts = {name: scaled(dict(getattr(evidence, name))) for name in ("run", "changes", "why", "unknown", "lasting")}
    lives = {name: scaled(dict(life)) for name, life in (evidence.lives or {}).items()}
    spoilt = replace(evidence, **parts, lives=lives, regime=replace(evidence.regime, data=scaled(evidence.regime.data)))
    before = {one.id: one for one in report_of(evidence, language).statements}
    after = {one.id: one.text for one in report_of(spoilt, language).statements}
    fixed = 0
    for id_, one in before.items():
        changed = [argument for argument in one.arguments.values() if isinstance(argument, Number) and not argument.entries
                   and argument.value and "run" not in argument.node.path]
        fixed += not changed
        assert not changed or after.get(id_) != one.text, (id_, one.text)
    assert len(before) - fixed > 40


def with_value(evidence: Evidence, where: str, value: Any) -> Evidence:
    """The evidence with one value of the run changed."""
    run = copy.deepcopy(dict(evidence.run))
    here, keys = run, where.partition("#")[2].split("/")[1:]
    for key in keys[:-1]:
        here = here[int(key)] if isinstance(here, list) else here[key]
    here[keys[-1]] = value
    return replace(evidence, run=run)


def test_each_number_of_a_finding_comes_from_its_own_place() -> None:
    evidence = told_of("study")
    findings = [one for one in report_of(evidence, "en").statements if one.id.startswith("found-")]
    assert len(findings) == 5
    tried = 0
    for one in findings:
        for key, argument in one.arguments.items():
            if argument.node.file.endswith("run/summary.json") and key in ("n.low", "n.high"):
                grown = with_value(evidence, argument.node.place, argument.node.value * (0.3 if key == "n.low" else 1.2))
                assert one.text not in [other.text for other in report_of(grown, "en").statements if other.id == one.id], (one.id, key)
                tried += 1
    assert tried >= 8


def ids(evidence: Evidence) -> set[str]:
    return {one.id for one in report_of(evidence, "en").statements}


def test_a_difference_that_may_be_nothing_is_not_told_as_one() -> None:
    evidence = told_of("study")
    assert "changes-1-harmed_by_association" in ids(evidence)
    changes = copy.deepcopy(dict(evidence.changes or {}))
    changes["outcomes"]["harmed_by_association"]["differences"][0] |= {"low": -0.1, "high": 0.1}
    unclear = replace(evidence, changes=changes)
    assert "changes-1-harmed_by_association" not in ids(unclear)
    told = next(one for one in report_of(unclear, "en").statements if one.id == "changes-1-unclear")
    assert "Paid for others" in told.text


def test_a_part_that_may_add_nothing_is_not_told_as_one() -> None:
    evidence = told_of("study")
    why = copy.deepcopy(dict(evidence.why or {}))
    for one in why["outcomes"]["bad_credit"]["parts"].values():
        one["shapley"] |= {"value": 0.1, "low": -0.1, "high": 0.3}
    told = {one.id: one.text for one in report_of(replace(evidence, why=why), "en").statements}
    assert "cannot be told" in told["why-bad_credit-unclear"] and "cannot be told" in told["figure-why-bad_credit"]
    assert not {"why-bad_credit-errors", "why-bad_credit-association"} & told.keys()


@pytest.mark.parametrize(("share", "of_hundred"), [(60.0, True), (100.4, True), (100.9, False)])
def test_a_part_that_comes_to_more_than_the_whole_is_not_told_of_a_hundred(share: float, of_hundred: bool) -> None:
    evidence = told_of("study")
    why = copy.deepcopy(dict(evidence.why or {}))
    for one in why["outcomes"]["bad_credit"]["parts"].values():
        one["shapley"] |= {"value": 0.1, "low": 0.05, "high": 0.15}
        one["of_outcome"] |= {"value": share, "low": share - 1, "high": share + 1}
    told = {one.id: one.text for one in report_of(replace(evidence, why=why), "en").statements}
    assert ("of every 100 cases" in told["why-bad_credit-errors"]) is of_hundred


def test_a_cohort_that_is_not_clear_is_not_told_of() -> None:
    evidence = told_of("study")
    run = copy.deepcopy(dict(evidence.run))
    for found in run["disparity"].values():
        for row in found["cohorts"]:
            row["clear"] = False
    told = ids(replace(evidence, run=run))
    assert not any(one.startswith("burden-") and one != "burden-none" for one in told)
    assert "burden-none" in told


def outcome(value: float, low: float | None, high: float | None) -> Node:
    return Node("summary.json", ("outcomes", "x"), {"value": value, "low": low, "high": high, "n": 1000})


@pytest.mark.parametrize(("share", "base"), [(0.75, 100), (0.1, 100), (0.09, 1000), (0.008, 10_000), (0.00002, 1_000_000), (1e-9, 10**6)])
def test_a_share_is_told_of_so_many_that_people_are_whole(share: float, base: int) -> None:
    assert base_of(share) == base


@pytest.mark.parametrize(("told", "digits"), [((76.0, 74.0, 78.0), 0), ((5.0, 4.9, 5.2), 1), ((0.8, 0.1, 1.5), 1),
                                              ((0.0123, None, None), 3)])
def test_an_interval_shows_its_width_and_never_a_false_nought(told: tuple[float, float | None, float | None], digits: int) -> None:
    assert digits_of(*told) == digits


@pytest.mark.parametrize(("language", "some", "bare"), [("en", "7.4 to 8.5", "8.0 (no interval can be given)"),
                                                        ("zh", "7.4 至 8.5", "8.0（无法给出区间）")])
def test_intervals_in_words(language: str, some: str, bare: str) -> None:
    words = messages_of(language)
    assert spread(outcome(0.008, 0.00744, 0.00849), 1000).text(words) == some
    assert spread(outcome(0.008, None, None), 1000).text(words) == bare


def test_what_was_counted_a_few_times_is_told_as_counted() -> None:
    told = Teller(told_of("none"), messages_of("en")).share("x", replace(outcome(0.003, None, None), path=("outcomes", "listed")))
    assert told is not None and told.text == "Listed at least once: 3 of 1,000 (no interval can be given)."


def test_none_and_all_are_said_as_such() -> None:
    teller = Teller(told_of("none"), messages_of("en"))
    assert teller.share("out-still", outcome(0.0, None, None)).text.startswith("None of the 1,000 people")  # type: ignore[union-attr]
    assert teller.share("out-still", outcome(1.0, None, None)).text.startswith("All 1,000 people")  # type: ignore[union-attr]
    assert teller.share("out-still", Node("", (), {"value": None, "n": 0})) is None


def test_a_statement_is_given_nothing_that_its_message_does_not_ask_for() -> None:
    with pytest.raises(LookupError, match="does not ask for more"):
        stated(messages_of("en"), "x", "out-no-appeal", {"more": 1})
    with pytest.raises(LookupError, match="Unknown external"):
        stated(messages_of("en"), "x", "watched-aware", {})


def test_a_statement_as_json_names_the_place() -> None:
    told = outcome(0.008, 0.0074, 0.0085)
    one: Statement = stated(messages_of("en"), "silent-ever", "silent-ever", {"of": 1000, "n": spread(told, 1000)})
    assert one.as_json()["arguments"]["n.low"] == {"value": 0.0074, "place": "summary.json#/outcomes/x/low", "printed": "7.4"}
    assert Node("a.json", ("x/y", 0), 1).place == "a.json#/x~1y/0"


def test_folders_are_whole() -> None:
    assert all((folder_of(name) / ("run/summary.json" if name == "study" else "summary.json")).is_file() for name in FOLDERS)
