"""Ablation: parts read off the regime, Programs lived once, shares that sum, and what is told against separate runs."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import OstrakonError
from ostrakon.experiments import ablate as experiment
from ostrakon.experiments import beside
from ostrakon.experiments.ablate import Ablation, live_plan, lived_of, measures_of, plan_of, points_of, told, trial_of
from ostrakon.experiments.ablation_store import coalitions_table, interactions_table, parts_table
from ostrakon.experiments.parts import choose, parts_of, switched
from ostrakon.experiments.points import live_points
from ostrakon.experiments.shares import sentences, table
from ostrakon.measures.base import reduce
from ostrakon.measures.labels import labels_of
from ostrakon.spec.load import load_regime, load_society

SOCIETY = load_society("china-2020")
STRICT = ("lists.blacklist.below=715",)
CASE = {"people": 6000, "days": 84, "community_size": 500}
CATALOGUE = ("article-2018", "city-app", "court-list", "credit-file", "fraud-finder-michigan", "fraud-finder-rotterdam", "none",
             "rongcheng", "rongcheng-village", "suining-2010", "suqian", "suzhou-civility", "watch-list", "zhima")


def ablation(names, regime="article-2018", overrides=STRICT, own=(), orders=None, measures=("wrongly_listed", "listed"), **more):
    read = load_regime(regime, overrides)
    parts = choose(read, names, own)
    scenario = Scenario(regime, **{**CASE, **more}, burn_in=7)
    return Ablation(scenario, read, SOCIETY, parts, plan_of(len(parts), orders, 1), measures_of(measures))


@pytest.fixture(scope="module")
def found():
    asked = ablation(["errors", "association", "rules.late_bill", "lists.house_arrest"])
    lived = live_plan(asked, seed=3, workers=2)
    return asked, lived, told(asked, lived)


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_part_of_every_regime_can_be_switched(name):
    regime = load_regime(name)
    for part in parts_of(regime).values():
        assert switched(regime, [part]).data != regime.data, part.name


def test_parts_are_those_of_the_regime_and_no_other():
    names = set(parts_of(load_regime("court-list")))
    assert {"errors", "misattribution.refusal_findings", "terms.evaders", "duties", "redress.refusers", "rules.evasion"} <= names
    assert not names & {"false_records", "recovery", "spillover", "company", "association", "A07"}
    off = load_regime("article-2018", ("association.spillover=false", "channels.browsing=off"))
    assert not set(parts_of(off)) & {"spillover", "errors.browsing", "channels.browsing"}, "what is off already is no part"


def test_a_union_holds_what_its_families_hold_and_a_claim_its_own_switch():
    regime = load_regime("article-2018")
    parts = parts_of(regime)
    both = {*parts["misattribution.browsing"].overrides}
    assert set(parts["errors.browsing"].overrides) == both == {"channels.browsing.misattribution=off"}
    assert set(parts["errors"].overrides) == {*parts["misattribution"].overrides, *parts["false_records"].overrides}
    assert set(parts["association"].overrides) == set(parts["A07"].overrides)
    assert parts["A28"].overrides == tuple(regime.model.mechanisms["A28"].switch)


def test_switching_is_overriding_and_knows_no_order():
    regime = load_regime("article-2018")
    parts = choose(regime, ["channels.street_camera", "errors", "association", "rules.criticism"])
    texts = [text for part in parts for text in part.overrides]
    assert switched(regime, parts).data == switched(regime, parts[::-1]).data == load_regime("article-2018", texts).data
    assert switched(regime, ()).data == regime.data


@pytest.mark.parametrize(("names", "own", "said"), [
    (["misatribution"], (), "did you mean 'misattribution'"),
    (["A16"], (), "is context and has no switch"),
    ([], (), "is named"),
    (["errors", "errors"], (), "named twice"),
    (["errors", "misattribution"], (), "both change channels.street_camera.misattribution"),
    (["errors"], ("a=association={spillover: false}", "b=association.spillover=true"), "both change association"),
    (["errors"], ("rules.late_bill.points=-5",), "NAME=PATH=VALUE"),
    (["errors"], ("spillover=association.spillover=false",), "has a part of that name"),
    (["errors"], ("mild=rules.late_bil.points=-5",), "part 'mild'"),
])
def test_parts_that_are_none_are_refused(names, own, said):
    with pytest.raises(OstrakonError) as error:
        choose(load_regime("article-2018"), names, own)
    assert said in str(error.value)


def test_an_unknown_part_is_answered_with_those_there_are():
    with pytest.raises(OstrakonError) as error:
        choose(load_regime("court-list"), ["spillover"])
    assert "terms [.evaders]" in str(error.value) and "'court-list'" in str(error.value)


def test_too_many_parts_are_refused():
    regime = load_regime("article-2018")
    names = [name for name in parts_of(regime) if name.count(".") == 1 and name.split(".")[0] not in ("errors",)]
    with pytest.raises(OstrakonError, match="at most 40"):
        choose(regime, names[:41])


def test_shapley_values_sum_to_the_total_and_shares_to_a_hundred(found):
    _, _, result = found
    for outcome in result["outcomes"].values():
        parts = outcome["parts"].values()
        assert sum(p["shapley"]["value"] for p in parts) == pytest.approx(outcome["on"]["value"] - outcome["off"]["value"], abs=1e-15)
        assert sum(p["share"]["value"] for p in parts) == pytest.approx(100)
        assert sum(p["of_outcome"]["value"] for p in parts) + outcome["remainder"]["value"] == pytest.approx(100)


def test_each_coalition_counts_what_a_run_of_its_own_counts(found):
    asked, lived, _ = found
    for coalition in (0, 5, 15):
        parts = [part for i, part in enumerate(asked.parts) if not coalition >> i & 1]
        texts = [text for part in parts for text in part.overrides]
        scenario = replace(asked.scenario, overrides=(*STRICT, *texts))
        alone = simulate(scenario, seed=3, program=compile_scenario(scenario, None, SOCIETY))
        reduced = reduce(alone.groups, asked.measures, labels_of(alone.program, SOCIETY.model.grouping("cohorts"), asked.scenario.days))
        for i, measure in enumerate(asked.measures):
            assert reduced.sums[measure.name].sum(axis=2).tolist() == lived.counts[coalition, i].tolist()
        assert alone.program.digest == lived.programs[coalition]


def test_errors_and_association_are_all_there_is_of_wrongful_listing(found):
    _, _, result = found
    outcome = result["outcomes"]["wrongly_listed"]
    assert outcome["off"]["value"] == 0 < outcome["on"]["value"]
    assert outcome["parts"]["association"]["shapley"]["low"] > 0
    assert "would be there with all of them off" not in " ".join(sentences("wrongly_listed", outcome, result["parts"]))


def test_effects_of_a_single_switch_are_those_of_the_coalitions(found):
    _, _, result = found
    values = {tuple(c["on"]): c["values"]["listed"] for c in result["coalitions"]}
    names = [part["name"] for part in result["parts"]]
    for name in names:
        part = result["outcomes"]["listed"]["parts"][name]
        rest = tuple(n for n in names if n != name)
        assert part["off_alone"]["value"] == pytest.approx(values[tuple(names)] - values[rest])
        assert part["on_alone"]["value"] == pytest.approx(values[(name,)] - values[()])


def test_a_part_without_effect_gets_exactly_nothing(found):
    _, _, result = found
    part = result["outcomes"]["wrongly_listed"]["parts"]["lists.house_arrest"]
    assert all(part[key]["value"] == 0 and part[key]["mcse"] is None for key in ("shapley", "off_alone", "on_alone"))
    told_so = [s for s in sentences("wrongly_listed", result["outcomes"]["wrongly_listed"], result["parts"]) if s.startswith("Not one")]
    assert told_so == ["Not one count changes with them, whatever else is on: the list house arrest."]


def test_programs_that_are_alike_are_lived_once(monkeypatch):
    """A fine that hangs on a list which is off is in no table."""
    lived = []
    whole = beside.live_community

    def count(program, *args, **more):
        lived.append(program.digest)
        return whole(program, *args, **more)

    asked = ablation(["errors", "fines"], overrides=("lists.house_arrest=off",), people=600, days=14)
    monkeypatch.setattr(beside, "live_community", count)
    found = live_plan(asked, seed=1, workers=1)
    assert len(found.programs) == 4 and len(set(found.programs)) == 2 == len(set(lived))
    assert len(lived) == 2 * found.communities
    assert told(asked, found)["outcomes"]["listed"]["parts"]["fines"]["shapley"]["value"] == 0


def test_where_nobody_is_watched_nothing_is_shared():
    asked = ablation(["awareness"], regime="none", overrides=(), people=600, days=14)
    outcome = told(asked, live_plan(asked, seed=1, workers=1))["outcomes"]["listed"]
    assert outcome["total"]["value"] == 0 and outcome["parts"]["awareness"]["share"]["value"] is None
    said = list(sentences("listed", outcome, [{"name": "awareness", "words": "knowing"}]))
    assert "so there are no shares to give" in said[1] and said[-1].endswith(": knowing.")


def test_an_outcome_without_a_value_somewhere_is_said_to_have_none():
    asked = ablation(["rules"], overrides=(), people=600, days=14, measures=("wrongful_share",))
    result = told(asked, live_plan(asked, seed=1, workers=1))
    outcome = result["outcomes"]["wrongful_share"]
    assert outcome["total"]["value"] is None and outcome["parts"]["rules"]["shapley"]["value"] is None
    assert "what each part adds cannot be said" in list(sentences("wrongful_share", outcome, result["parts"]))[-1]
    assert table(outcome)[0][1] == "-" and parts_table(result).to_pylist()[0]["shapley_value"] is None


def test_workers_change_no_number(found):
    asked = ablation(["errors", "association"], people=1200, days=28)
    one, two = (live_plan(asked, seed=3, workers=n) for n in (1, 3))
    assert one.digest == two.digest and one.programs == two.programs


def test_neither_a_stop_nor_how_many_are_lived_at_a_time_changes_a_number(monkeypatch, found):
    asked = ablation(["errors", "association", "rules.late_bill"], people=1200, days=28)
    seen = []
    whole = live_plan(asked, seed=3, workers=2, progress=lambda done, of: seen.append((done, of)))
    assert seen == [(i, 8) for i in range(1, 9)]
    monkeypatch.setattr("ostrakon.experiments.points.MOST_BESIDE", 3)
    assert live_plan(asked, seed=3, workers=2).digest == whole.digest
    trial, records = trial_of(asked, seed=3, workers=1), []

    def keep(record):
        if len(records) == 5:
            raise KeyboardInterrupt
        records.append(json.loads(json.dumps(record)))

    with pytest.raises(KeyboardInterrupt):
        live_points(trial, points_of(asked), keep)
    again = live_points(trial, points_of(asked), lambda record: None, records)
    assert len(records) == 5 and lived_of(trial, again, 0).digest == whole.digest and lived_of(trial, again, 0).programs == whole.programs


def test_a_coalition_that_cannot_be_lived_is_an_error_that_names_it():
    asked = ablation(["errors"], people=600, days=14)
    records = live_points(trial_of(asked, seed=1, workers=1), points_of(asked), lambda record: None)
    records[0] = records[0] | {"refused": {"code": "OST6001", "reason": "too many pending"}}
    with pytest.raises(OstrakonError, match=r"OST6001.*with off=errors: too many pending"):
        lived_of(trial_of(asked, seed=1, workers=1), records, 0)


def test_sampled_orders_agree_with_all_of_them(found):
    _, exact, result = found
    asked = ablation(["errors", "association", "rules.late_bill", "lists.house_arrest"], orders=24)
    lived = live_plan(asked, seed=3, workers=2)
    some = told(asked, lived)
    assert not some["plan"]["exact"] and some["outcomes"]["listed"]["interactions"] == [] and exact.people == lived.people
    for name, outcome in some["outcomes"].items():
        whole = result["outcomes"][name]
        assert outcome["on"] == whole["on"] and outcome["off"] == whole["off"]
        assert sum(p["shapley"]["value"] for p in outcome["parts"].values()) == pytest.approx(outcome["total"]["value"])
        for part, value in outcome["parts"].items():
            gap = abs(value["shapley"]["value"] - whole["parts"][part]["shapley"]["value"])
            assert gap <= 4 * value["from_orders"] + 1e-15, (name, part)
        assert outcome["parts"]["lists.house_arrest"]["shapley"]["value"] == 0


def test_over_ten_parts_orders_are_sampled():
    assert plan_of(10, None, 1).is_exact and len(plan_of(10, None, 1).coalitions) == 1024
    assert len(plan_of(11, None, 1).orders) == 2 * experiment.PAIRS and len(plan_of(3, 8, 1).orders) == 8


def test_the_time_is_measured_and_grows_with_the_plan():
    small, large = ablation(["errors"], people=600), ablation(["errors"], people=60_000)
    assert 0 < trial_of(small, seed=1, workers=2).seconds() < trial_of(large, seed=1, workers=2).seconds()


def part(value, low, high):
    found = {"value": value, "low": low, "high": high, "mcse": 0.1}
    return {"shapley": found, "of_outcome": {k: None if v is None else v * 100 for k, v in found.items()}}


def outcome(total, remainder, **parts):
    return {"title": "Listed", "unit": "share of people", "on": {"value": 1.0, "low": None, "high": None},
            "off": {"value": 0.0, "low": None, "high": None}, "total": total, "remainder": remainder, "parts": parts}


NAMES = [{"name": name, "words": f"the {name}"} for name in ("a", "b", "c")]
TOTAL, LEFT = part(0.9, 0.8, 1.0)["shapley"], {"value": 10.0, "low": 5.0, "high": 15.0}


def test_shares_are_told_by_size_with_what_remains():
    said = list(sentences("listed", outcome(TOTAL, LEFT, a=part(0.2, 0.1, 0.3), b=part(0.7, 0.6, 0.8), c=part(0.01, -0.01, 0.03)), NAMES))
    assert said[1] == ("Of every 100 people ever listed, 70 [60 to 80] come from the b, 20 [10 to 30] from the a and 10 [5 to 15] would be "
                       "there with all of them off.")
    assert said[2] == "What they add cannot be told from nothing with so many people: the c."


def test_shares_are_not_told_where_a_part_works_against_the_others():
    said = list(sentences("listed", outcome(TOTAL, LEFT, a=part(-0.2, -0.3, -0.1), b=part(1.1, 1.0, 1.2)), NAMES))
    assert not any(s.startswith("Of every 100") for s in said)
    assert said[1].endswith("would mislead: the a.") and "the a -20 % [-30 to -10 %] and the b +110 % [100 to 120 %]" in said[2]


def test_shares_are_not_told_where_one_part_comes_to_more_than_the_whole():
    """The other part is not clear by itself, so nothing clear works against the first."""
    said = list(sentences("listed", outcome(TOTAL, LEFT, a=part(-0.05, -0.2, 0.1), b=part(1.05, 1.0, 1.1)), NAMES))
    assert not any("every 100" in s for s in said)
    assert said[1].startswith("One part alone comes to more than the whole") and "the b +105 % [100 to 110 %]" in said[2]
    assert said[3].endswith("with so many people: the a.")


def test_shares_are_not_told_of_a_total_that_may_be_nothing_or_is_below():
    unclear = list(sentences("listed", outcome(part(0.1, -0.1, 0.3)["shapley"], LEFT, a=part(0.2, 0.1, 0.3)), NAMES))
    assert "no shares of it are given" in unclear[1] and "the a +20 %" in unclear[2]
    below = list(sentences("listed", outcome(part(-0.4, -0.5, -0.3)["shapley"], LEFT, a=part(-0.4, -0.5, -0.3)), NAMES))
    assert "lower than with all off" in below[1]


def test_tables_hold_every_number(found):
    _, _, result = found
    parts = parts_table(result).to_pylist()
    assert len(parts) == 8 and parts[1]["shapley_value"] == result["outcomes"]["wrongly_listed"]["parts"]["association"]["shapley"]["value"]
    assert len(interactions_table(result)) == 12
    on = [row for row in coalitions_table(result).to_pylist() if row["on.errors"] and row["on.association"]]
    assert len(on) == 4 and all(isinstance(row["listed"], float) for row in on)
    assert np.isfinite([row["value"] for row in interactions_table(result).to_pylist()]).all()
