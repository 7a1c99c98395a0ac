"""A regime against a society: what stops a run, what is only said, and where."""

from pathlib import Path

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.spec.check import check, demand
from ostrakon.spec.load import load_regime, load_society, validate
from ostrakon.spec.within import reach

CASES = Path(__file__).parents[2] / "spec-cases" / "valid"
FULL = (CASES / "full.yaml").read_text()
SOCIETY = load_society(CASES / "society_small.yaml").model


def found(*overrides: str, old: str = "", new: str = "") -> list[tuple[str, str]]:
    assert old in FULL
    loaded = load_regime(FULL.replace(old, new, 1) if old else FULL, overrides)
    return [(p.code, ".".join(map(str, p.path))) for p in check(loaded.model, SOCIETY, loaded.places)]


def test_the_full_regime_has_nothing_wrong() -> None:
    assert found() == []


@pytest.mark.parametrize(("old", "new", "code", "path"), [
    ("by_class: {minority: 0.9}", "by_class: {minorty: 0.9}", "OST2119", "channels.camera.by_class.minorty"),
    ("regions: [Here]", "regions: [There]", "OST2107", "rollout.0.regions.0"),
    ("[civil_servant]", "[journalist, bard]", "OST2107", "scope.exempt.occupation.1"),
    ("{minority: {minority: 0.5}}", "{minority: {majority: 0.5}}", "OST2107", "redress.bad.hazard_by.minority.majority"),
    ("{urban: {urban: 600}}", "{urban: {town: 600}}", "OST2107", "scoring.dimensions.speech.base_by.urban.town"),
    ("{age: 18-70}", "{age: [18-70, 200]}", "OST2107", "lists.bad.where.age.1"),
    ("household_deny: [fly]", "household_deny: [posting]", "OST2116", "consequences.bad_list.household_deny.0"),
    ("privileges: {fly:", "privileges: {sail:", "OST2101", "consequences.good_list.privileges.sail"),
    ("of: {jaywalking: 1}", "of: {fly: 1}", "OST2111", "channels.camera.false_records.of.fly"),
    ("[rules.posting=off]", "[rules.psting=off]", "OST1203", "rollout.1.set.0"),
    ("[rules.posting=off]", "[rules.posting.points=x]", "OST2003", "rollout.1.set.0"),
    ("[rules.posting=off]", "[burn_in_days=1, rules.posting.list=bda]", "OST2104", "rollout.1.set.1"),
    ("[rules.posting=off]", "[tiers.middle=off]", "OST2120", "rollout.1.set.0"),
    ("[channels.camera=off]", "[channels.camera]", "OST1202", "mechanisms.A01.switch.0"),
])
def test_a_name_that_the_society_lacks(old: str, new: str, code: str, path: str) -> None:
    assert found(old=old, new=new) == [(code, path)]


@pytest.mark.parametrize("age", ["18", "'18'", "18+", "0-127", "[5, 60+]"])
def test_ages_that_are_accepted(age: str) -> None:
    assert found(old="{age: 18-70}", new=f"{{age: {age}}}") == []


def test_an_ablation_may_leave_a_list_without_entry_and_a_rule_without_channel() -> None:
    assert found("lists.bad.below=null", "rules.jaywalking=off") == [("OST2113", "lists.bad")]
    assert found("channels.camera=off") == [("OST2115", "rules.jaywalking.kind")]
    assert found("lists.bad=off", "channels.camera=off", "rules.jaywalking=off") == []


def test_demand_raises_what_stops_a_run_and_returns_what_is_only_said() -> None:
    loaded = load_regime(FULL, ["channels.camera=off"])
    assert [p.code for p in demand(loaded.model, SOCIETY, loaded.places)] == ["OST2115"]
    loaded = load_regime(FULL, ["channels.camera=off", "consequences.bad_list.deny=[sail]"])
    with pytest.raises(OstrakonError) as caught:
        demand(loaded.model, SOCIETY, loaded.places)
    assert [p.code for p in caught.value.problems] == ["OST2101"]


def test_validate_says_warnings_too() -> None:
    small = (CASES / "small.yaml").read_text()
    assert [p.code for p in validate(small.replace("below: 800, ", ""))] == ["OST2113"]


def test_without_places_problems_still_have_paths() -> None:
    model = load_regime(FULL, ["consequences.bad_list.deny=[sail]"]).model
    problem, = check(model, SOCIETY)
    assert (problem.line, problem.path) == (0, ("consequences", "bad_list", "deny", 0))


def test_the_reach_of_the_score_follows_limits_and_weights() -> None:
    # by hand: 128 x [0, 2000] + 128 x [0, 1000] = [0, 384000]; (384000 + 128) >> 8 = 1500
    assert reach(load_regime(FULL).model) == (0, 1500)
    # a weight below 0 turns the ends: 384 x [0, 2000] - 128 x [0, 1000] = [-128000, 768000]; (-128000 + 128) >> 8 = -500
    turned = load_regime(FULL, ["scoring.dimensions.speech.weight=128"]).model
    dims = turned.scoring.dimensions
    changed = {"conduct": dims["conduct"].model_copy(update={"weight": 384}), "speech": dims["speech"].model_copy(update={"weight": -128})}
    scoring = turned.scoring.model_copy(update={"dimensions": changed})
    assert reach(turned.model_copy(update={"scoring": scoring})) == (-500, 3000)


@pytest.mark.parametrize(("cut", "codes"), [(1500, []), (1501, ["OST2109"]), (1480, [])])
def test_the_highest_score_can_still_be_a_tier(cut: int, codes: list[str]) -> None:
    text = FULL.replace("{name: high, from: 900, hysteresis: 20}", f"{{name: high, from: {cut}}}")
    assert [p.code for p in validate(text)] == codes


def test_two_rules_may_share_a_kind_when_their_channels_differ() -> None:
    extra = "rules:\n  by_neighbours: {kind: jaywalking, dimension: conduct, points: -1, channels: [informants]}\n"
    text = FULL.replace("rules:\n", extra).replace("{posting: 0.05", "{jaywalking: 0.1, posting: 0.05")
    text = text.replace("dimension: conduct, repetition", "dimension: conduct, channels: [camera], repetition")
    assert validate(text) == []
    assert [p.code for p in validate(text.replace("channels: [camera], ", ""))] == ["OST2112"]


@pytest.mark.parametrize(("old", "new", "path"), [
    ("{name: low}", "{name: low, hysteresis: 5}", "tiers.0.hysteresis"),
    ("dimension: conduct, repetition", "dimension: conduct, points: -5, repetition", "rules.jaywalking.points"),
    ("dimension: conduct, points: 10}", "dimension: conduct, points: 10, repetition: {window_days: 9}}", "rules.volunteering.repetition"),
    ("by_tier: {low: -60}", "by_tier: {low: -60, middle: -1, high: -2}", "rules.posting.points"),
    ("{chance: 0.5, saves_yuan: 10}", "{}", "consequences.good_list.privileges.fly"),
    ("{chance: 0.5, saves_yuan: 10}", "{saves_minutes: 10}", "consequences.good_list.privileges.fly.saves_minutes"),
    ("  bad_list:", "  x: {tiers: [middle, high], fine_yuan: 9}\n  bad_list:", "consequences.x.tiers.1"),
    ("  bad_list:", "  x: {lists: [bad]}\n  bad_list:", "consequences.x"),
    ("points: 10}", "points: 0}", "rules.volunteering"),
])
def test_what_has_no_effect_is_said(old: str, new: str, path: str) -> None:
    assert found(old=old, new=new) == [("OST2123", path)]


def test_confinement_and_silence_need_something_to_stop() -> None:
    still = {name: kind for name, kind in SOCIETY.kinds.items() if kind.nature not in ("expression", "request")}
    change = "consequences.bad_list={lists: [bad], suspend_expression: true, confine: true}"
    loaded = load_regime((CASES / "small.yaml").read_text(), [change])
    quiet = SOCIETY.model_copy(update={"kinds": still})
    assert [p.path[-1] for p in check(loaded.model, quiet, loaded.places)] == ["suspend_expression", "confine"]
    assert check(loaded.model, SOCIETY, loaded.places) == []


@pytest.mark.parametrize(("cut", "codes"), [(1, []), (2001, []), (0, ["OST2121"]), (2002, ["OST2121"])])
def test_a_list_may_hold_everybody_but_not_nobody(cut: int, codes: list[str]) -> None:
    small = (CASES / "small.yaml").read_text()
    assert [p.code for p in validate(small.replace("below: 800", f"below: {cut}"))] == codes


def test_a_source_is_a_reference_or_the_work_itself() -> None:
    assert validate(FULL.replace("source: law", "source: Regulation 1 of 2010")) == []
    assert [p.code for p in validate(FULL.replace("source: law", "source: lwa"))] == ["OST2114"]
    assert validate(FULL.replace('references: {law: "Regulation 1"}\n', "").replace("sources: [law]", "sources: []")) == []
