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
    ("[rules.posting=off]", "[lists.good=off]", "OST2120", "rollout.1.set"),
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
    text = text.replace("dimension: conduct, points: -5", "dimension: conduct, channels: [camera], points: -5")
    assert validate(text) == []
    assert [p.code for p in validate(text.replace("channels: [camera], ", ""))] == ["OST2112"]
