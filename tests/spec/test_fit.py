"""Wrong specifications: the code, the place and the words that answer them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.load import load_regime, load_society, validate

CASES = Path(__file__).parents[2] / "spec-cases" / "valid"
TEXTS = {name: (CASES / f"{name}.yaml").read_text() for name in ("small", "full", "society_small")}


def wrong(name: str, old: str, new: str) -> tuple[list[Problem], str]:
    text = TEXTS[name]
    assert old in text
    return validate(text.replace(old, new, 1), "society" if name.startswith("society") else "regime"), new


@pytest.mark.parametrize(("name", "old", "new", "code", "shown", "said"), [
    ("small", "  jaywalking: {kind", "  Jay walking: {kind", "OST2006", "Jay walking: {", "small letters"),
    ("small", "kind: jaywalking", "kind: Jay", "OST2006", "Jay,", "small letters"),
    ("small", "{below: 800, term_days: 365}", "5", "OST2003", "5", "a mapping"),
    ("small", "{kind: jaywalking, points: -5}", "", "OST2003", "", "a mapping"),
    ("small", "regime/1", "regime/2", "OST2004", "regime/2", "regime/1"),
    ("full", "{fixed: -3}", "{fixed: -3.5}", "OST2003", "-3.5}}}", "a whole number"),
    ("full", "household: 0.25", "household: 2", "OST2005", "2, close", "at most 1"),
    ("full", "18-70", "[1.5, 2]", "OST2003", "1.5, 2", "text or a whole number"),
    ("full", "{fixed: -3}", "[1]", "OST2003", "[1]", "a number or a mapping"),
    ("society_small", "sex: {male: 1.2}", "sex: {mael: 1.2}", "OST2006", "mael: 1.2", ""),
    ("society_small", "[urban, sex]", "[urban, sxe]", "OST2006", "sxe]", ""),
    ("society_small", "rate: 4", "rate: -4", "OST2005", "-4", "at least 0"),
    ("society_small", "denial_hardship: 0.5, cost_yuan: 800, travel: true}", "follow: {kind: fly, after_days: 3}}", "OST2006",
     "fly, after_days: 3", ""),
    ("society_small", "mean_size: 2.6, ", "", "OST2002", "households", ""),
    ("society_small", "{0: 0.1, ", "{x: 0.1, ", "OST2006", "x: 0.1", "a whole number"),
    ("society_small", "'1-4': 4", "1: 4", "OST2006", "1: 4", "text"),
    ("society_small", "[deterrence]", "[deterence]", "OST2004", "deterence", "deterrence"),
    ("society_small", "risk_taking: {law", "risktaking: {law", "OST2001", "risktaking", "risk_taking"),
    ("society_small", "[1]", "[1, true]", "OST2003", "true]", "a number"),
])
def test_one_mistake_gives_one_problem_at_its_place(name: str, old: str, new: str, code: str, shown: str, said: str) -> None:
    problems, _ = wrong(name, old, new)
    assert [p.code for p in problems] == [code], "\n".join(map(str, problems))
    problem, = problems
    assert problem.text[problem.column - 1:].startswith(shown)
    assert said in problem.allowed


def test_every_mistake_is_reported_at_once_in_order_of_place() -> None:
    text = TEXTS["small"].replace("study", "studdy").replace("points: -5", "pionts: x").replace("from: 900", "from: a")
    assert [(p.code, p.line) for p in validate(text)] == [("OST2004", 6), ("OST2001", 16), ("OST2003", 19)]


def test_a_key_misspelt_is_not_told_as_missing_too() -> None:
    problems, _ = wrong("small", "kind: jaywalking", "knid: jaywalking")
    assert [(p.code, p.nearest) for p in problems] == [("OST2001", "kind")]


def test_a_whole_number_serves_as_a_fraction_but_a_model_never_converts() -> None:
    assert load_regime(TEXTS["full"], ["scope.share=1"]).data["scope"]["share"] == 1.0
    for value in ("'1'", "true", "2020-01-01", "[]"):
        with pytest.raises(OstrakonError) as caught:
            load_regime(TEXTS["full"], [f"scope.share={value}"])
        assert [p.code for p in caught.value.problems] == ["OST2003"]


def test_a_source_is_a_catalogue_id_a_path_or_a_text(tmp_path: Path) -> None:
    with pytest.raises(OstrakonError) as caught:
        load_regime("nobody-has-this")
    assert [p.code for p in caught.value.problems] == ["OST1201"]
    for source in ("../small", "nowhere.yaml", "x/y", ".", "", "a\0b"):
        with pytest.raises(OstrakonError) as caught:
            load_society(source)
        assert caught.value.problems[0].code in {"OST1001", "OST1201"}
    path = tmp_path / "r.yaml"
    path.write_text(TEXTS["small"])
    assert load_regime(path).data == load_regime(str(path)).data == load_regime(TEXTS["small"]).data


VALUES = st.sampled_from(["null", "true", "-1", "1.5", "x", "[]", "{}", "[1, x]", "{a: 1}", "{value: 1, range: [2, 3]}", "'5'",
                          "[[]]", "off", "{value: {value: 1}}", "1: 2", "'", "'a': ", "-", "#", "\n"])


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), st.floats(0, 1), VALUES, st.integers(0, 30))
def test_any_cut_and_paste_gives_a_model_or_problems(name: str, place: float, value: str, length: int) -> None:
    text = TEXTS[name]
    at = int(place * len(text))
    mixed = text[:at] + value + text[at + length:]
    load = load_society if name.startswith("society") else load_regime
    try:
        load(mixed)
    except OstrakonError as error:
        assert error.problems


def test_a_message_about_the_whole_may_name_a_list_that_has_become_shorter() -> None:
    """The places of what an override took away are still known when the rest is found wrong."""
    with pytest.raises(OstrakonError) as caught:
        load_society(CASES / "society_small.yaml", ["strata.1=off"])
    problem, = caught.value.problems
    assert problem.code == "OST2006" and "not in strata" in problem.found


@pytest.mark.parametrize(("sd", "codes"), [(0.02, []), (0.019, ["OST2006"]), (1e-9, ["OST2006"])])
def test_a_spread_is_none_or_one_that_can_be_told_from_none(sd: float, codes: list[str]) -> None:
    text = TEXTS["society_small"].replace("{law: gamma, sd: 1}", f"{{law: gamma, sd: {sd}}}")
    assert [p.code for p in validate(text, "society")] == codes


def test_a_file_of_the_other_sort_is_told_in_one_problem() -> None:
    for text, sort, word in ((TEXTS["society_small"], "regime", "society"), (TEXTS["small"], "society", "regime")):
        problem, = validate(text, sort)
        assert (problem.code, problem.found, problem.allowed) == ("OST2004", f"this file is a {word}", f"{sort}/1")
        assert problem.line > 0
