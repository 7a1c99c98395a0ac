"""Overrides: what they set, what they switch off, and what they refuse."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostrakon.errors import OstrakonError
from ostrakon.spec.load import load_regime

CASES = Path(__file__).parents[2] / "spec-cases" / "valid"
FULL = (CASES / "full.yaml").read_text()


def at(text: str, *path: str | int) -> object:
    here: object = load_regime(FULL, [text]).data
    for key in path:
        here = here[key]  # type: ignore[index]
    return here


@pytest.mark.parametrize(("text", "path", "value"), [
    ("rules.posting.points=-10", ("rules", "posting", "points"), -10),
    ("tiers.middle.from=610", ("tiers", 1, "from"), 610),
    ("tiers.1.from=610", ("tiers", 1, "from"), 610),
    ("scope.share = 1", ("scope", "share"), 1.0),
    ("rules.jaywalking.repetition.points=[-1, -2]", ("rules", "jaywalking", "repetition", "points"), [-1, -2]),
    ("rules.posting.repetition={window_days: 3}", ("rules", "posting", "repetition", "window_days"), 3),
    ("rules.posting.points={value: -7, source: law, status: assumed}", ("rules", "posting", "points"), -7),
    ("rules.posting.citation=a=b", ("rules", "posting", "citation"), "a=b"),
    ("channels.camera=off", ("channels", "camera", "enabled"), False),
    ("lists.bad=off", ("lists", "bad", "enabled"), False),
    ("association.spillover=off", ("association", "spillover"), False),
    ("association.company=off", ("association", "company"), None),
    ("redress=off", ("redress",), None),
    ("redress.bad=off", ("redress",), {}),
    ("channels.camera.false_records=off", ("channels", "camera", "false_records"), None),
    ("channels.camera.by_class.minority=off", ("channels", "camera", "by_class"), {}),
    ("consequences.bad_list.deny=off", ("consequences", "bad_list", "deny"), []),
    ("consequences.bad_list.deny.0=off", ("consequences", "bad_list", "deny"), []),
    ("rollout.1=off", ("rollout", 0, "regions"), ["Here"]),
    ("rollout.0=off", ("rollout", 0, "day"), 100),
])
def test_an_override_sets_or_switches_off(text: str, path: tuple[str | int, ...], value: object) -> None:
    assert at(text, *path) == value


def test_overrides_apply_in_order_and_change_nothing_else() -> None:
    plain = load_regime(FULL).data
    changed = load_regime(FULL, ["burn_in_days=3", "burn_in_days=5"]).data
    assert changed == plain | {"burn_in_days": 5}


def test_an_overridden_value_takes_its_new_source_and_loses_the_old() -> None:
    assert ("awareness", "share") not in load_regime(FULL, ["awareness.share=0.5"]).provenance
    changed = load_regime(FULL, ["awareness.share={value: 0.5, status: claimed}"])
    assert changed.provenance["awareness", "share"].status == "claimed"


@pytest.mark.parametrize(("text", "code", "column", "nearest"), [
    ("rules.jaywaking.points=1", "OST1203", 7, "jaywalking"),
    ("ruels.jaywalking.points=1", "OST1203", 1, "rules"),
    ("rules.posting.points.x=1", "OST1203", 22, ""),
    ("tiers.midle.from=1", "OST1203", 7, "middle"),
    ("tiers.9.from=1", "OST1203", 7, ""),
    ("rules.new={kind: posting}", "OST1203", 7, ""),
    ("rules.posting.points", "OST1202", 1, ""),
    ("=1", "OST1202", 1, ""),
    ("rules..points=1", "OST1202", 1, ""),
    ("rules.posting.points=.inf", "OST1009", 22, ""),
    ("rules.posting.points=x", "OST2003", 22, ""),
    ("rules.posting.points=1.5", "OST2003", 22, ""),
    ("rules.posting.list=bda", "OST2104", 20, "bad"),
    ("rules.posting.points=*a", "OST1006", 22, ""),
    ("rules.posting.points=1\nb: 2", "OST1202", 1, ""),
    ("id=off", "OST1204", 4, ""),
    ("update=off", "OST1204", 8, ""),
])
def test_a_wrong_override_is_refused_at_its_place(text: str, code: str, column: int, nearest: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        load_regime(FULL, ["burn_in_days=1", text])
    problem = caught.value.problems[0]
    assert (problem.code, problem.nearest, problem.file, problem.line) == (code, nearest, "<override>", 2)
    assert problem.column == column


WORDS = st.sampled_from(["rules", "posting", "points", "tiers", "0", "middle", "from", "x", ".", "=", "off", "[", "1", "{", "}", ": ",
                         "\n", "&a", "*a", "\0", "\ud800", "'", "channels", "camera", "-5"])


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(WORDS, max_size=9).map("".join))
def test_any_override_gives_a_model_or_problems(text: str) -> None:
    try:
        load_regime(FULL, [text])
    except OstrakonError as error:
        assert error.problems


@pytest.mark.parametrize("texts", [
    ["burn_in_days=3", "burn_in_days=5"],
    ["tiers.middle.from=610", "tiers.1.from=620"],
    ["rules.posting.points=-7", "rules.posting={kind: posting, dimension: speech}"],
    ["rules.posting=off", "rules.posting=off"],
])
def test_an_override_that_undoes_another_is_refused_where_each_may_count(texts: list[str]) -> None:
    with pytest.raises(OstrakonError) as caught:
        load_regime(FULL, texts, once=0)
    assert [(p.code, p.line) for p in caught.value.problems] == [("OST1205", 2)]
    load_regime(FULL, texts)


def test_overrides_before_the_mark_may_be_undone() -> None:
    changed = load_regime(FULL, ["rules.posting=off", "burn_in_days=3", "burn_in_days=4"], once=2)
    assert changed.model.burn_in_days == 4
    load_regime(FULL, ["rules.posting=off", "rules.posting.points=-3"], once=0)
