"""Abolition: what is left against closed forms and lives taken apart by hand; nothing where nothing can be left."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ostrakon.engine.live import live_community
from ostrakon.engine.pair import simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.errors import OstrakonError
from ostrakon.experiments import abolish as a
from ostrakon.experiments import aftermath
from ostrakon.experiments.points import RegimeTrial, live_points
from ostrakon.kernel import tallies as k
from ostrakon.kernel.community import FEAR
from ostrakon.results.abolition_page import render_abolition
from ostrakon.results.estimate import difference
from ostrakon.spec.load import load_regime, load_society

STRICT = ("lists.blacklist.below=715",)
CASE = Scenario("article-2018", people=8000, community_size=500, overrides=STRICT)
ON, AFTER = 59, 60          # the ninth week is neither before nor after
OFF = tuple(f"consequences.{name}.enabled=false" for name in load_regime("article-2018").model.consequences)


def trial_of(scenario=CASE, on=ON, after=AFTER):
    regime = load_regime(scenario.regime, scenario.overrides)
    society = load_society(scenario.society or regime.model.society, scenario.society_overrides)
    end = a.ending(on, after)
    return a.AbolitionTrial(RegimeTrial(replace(scenario, days=7 * end.weeks), regime, society, (), 3, 2), end)


@pytest.fixture(scope="module")
def trial():
    return trial_of()


@pytest.fixture(scope="module")
def lived(trial):
    records = a.lived(trial)
    return records, a.told(trial, records)


def differ(o):
    return [gap["value"] for gap in (*o["effects"].values(), *(o["weeks"]["differences"] if o["weeks"] else ()))]


def test_weeks_and_stretches_by_hand():
    end = a.ending(59, 60)
    assert (end.before, end.after, end.weeks) == (8, 9, 17)
    assert end.stretches == {"before": (4, 8), "first": (9, 13), "last": (13, 17)}
    assert end.lives() == ((0, 17), (0, 13), (0, 8), (0, 4), (1, 17), (1, 13), (1, 9), (2, 17), (2, 13), (2, 9), (2, 8), (2, 4))
    whole = a.ending(364, 365)
    assert (whole.before, whole.after, whole.weeks) == (52, 52, 104) and (1, 52) not in whole.lives()


def test_the_three_arms_are_what_they_are_called(trial, lived):
    """The regime that ends on a day is the rollout that says so; where it never was is the regime none, count for count."""
    _, told = lived
    days = 7 * trial.ending.weeks
    rollout = "rollout=[{day: 0, regime: self}, {day: 59, regime: none}]"
    case = replace(CASE, days=days)
    programs = [trial.program, a.ended(trial.program, ON), a.never_was(trial.program)]
    written = [compile_scenario(case), compile_scenario(replace(case, overrides=(*STRICT, rollout))),
               compile_scenario(replace(case, regime="none", overrides=(), burn_in=trial.program.burn_in))]
    ours, theirs = (simulate_arms(case, arms, seed=3) for arms in (programs, written))
    assert ours.digests[:2] == theirs.digests[:2]
    for groups, others in zip(ours.arms[2].values(), theirs.arms[2].values(), strict=True):
        same = [i for i in range(k.FLOWS) if i != k.GRANTED_TOP]       # which tier is the top one is the regime's word
        assert np.array_equal(groups.flow[:, :, same], others.flow[:, :, same])
    fear = [[groups.series[:, k.S_FEAR] for groups in arm.values()] for arm in ours.arms]
    found = told["outcomes"]["fear"]["weeks"]["arms"]
    for arm, sums in zip(found, fear, strict=True):
        assert arm["value"] == pytest.approx((np.sum(sums, axis=0) / 256 / 8000 * 1000).tolist())


def test_what_is_counted_once_is_counted_between_two_weeks(trial, lived):
    """By kind it comes from lives of other lengths; over all kinds it is what the weekly series of the longest life has."""
    _, told = lived
    went = 0.0
    for name, o in told["outcomes"].items():
        if name.startswith(("conduct.", "requests.")):
            went = went + np.array([[level["value"] for level in levels] for levels in o["levels"].values()], dtype=float)
    days = 7 * trial.ending.weeks
    programs = [trial.program, a.ended(trial.program, ON), a.never_was(trial.program)]
    arms = simulate_arms(replace(CASE, days=days), programs, seed=3).arms
    series = np.array([np.sum([t.series[:, k.WENT] for t in arm.values()], axis=0) for arm in arms])
    for i, (first, last) in enumerate(trial.ending.stretches.values()):
        expected = (series[:, last - 1] - series[:, first - 1]) / 4 / 8
        if i == 1:
            assert np.isnan(went[i, 0])            # nobody asks what goes on then
        assert went[i, 1:] == pytest.approx(expected[1:])


def test_fear_fades_by_its_declared_factor(trial):
    """Nothing adds to fear after the end, so each person's is the last one times the factor each week, rounded down: to the count."""
    place = trial.base.places[0]
    program, month = a.ended(trial.program, ON), replace(CASE, days=7 * 17).month_first(trial.program.burn_in)
    factor = int(trial.program.society.tables.decay[0])
    state = live_community(program, 3, place, ON, month)[2]
    series = live_community(program, 3, place, 7 * 17, month)[0].series[:, k.S_FEAR]
    fear = state.feel[:, FEAR].astype(np.int64)
    assert fear.sum() > 0
    for week in range(8, 17):
        fear = fear * factor >> 16
        assert fear.sum() == series[week]


def test_what_is_left_of_fear_is_nearly_the_factor_to_the_weeks(lived):
    fear = lived[1]["outcomes"]["fear"]
    assert fear["effects"]["before"]["value"] > 0 and fear["back"] is None
    decayed = fear["weeks"]["differences"]
    for week in range(9, 17):
        ratio = decayed[week]["value"] / decayed[week - 1]["value"]
        assert 0.93 < ratio <= 0.95                # 0.95, and what is lost by rounding down
    assert fear["left"]["value"] == pytest.approx(fear["effects"]["last"]["value"] / fear["effects"]["before"]["value"])
    assert fear["left"]["low"] < fear["left"]["value"] < fear["left"]["high"]


def test_a_difference_is_that_of_the_paired_jackknife(trial, lived):
    records, told = lived
    e1 = trial.ending.weeks
    rows = {arm: np.array(records[trial.ending.lives().index((arm, e1))]["counts"]["fear"]) for arm in (1, 2)}
    people = trial.plan.people
    found = difference((rows[2][-1], people), (rows[1][-1], people), trial.plan, unit="", per=1000 / 256)
    said = told["outcomes"]["fear"]["effects"]["last"]
    assert [said[key] for key in ("value", "low", "high", "mcse")] == pytest.approx([found.value, found.low, found.high, found.mcse])


def test_the_difference_under_a_regime_is_there_to_be_left(lived):
    """The tests of nothing below could pass on counts that never differ."""
    _, told = lived
    o = told["outcomes"]
    for name in ("fear", "records", "listed", "denied", "chilled"):
        assert o[name]["effects"]["before"]["value"] > 0, name
    assert o["records"]["back"] == o["listed"]["back"] == o["denied"]["back"] == 1
    assert o["records"]["effects"]["last"]["value"] == 0


def test_without_consequences_nothing_remains():
    found = a.abolish(replace(CASE, overrides=(*STRICT, *OFF)), on=56, after=56, seed=3)
    o = found.result["outcomes"]
    assert o["records"]["effects"]["before"]["value"] > 0 and o["listed"]["effects"]["before"]["value"] > 0
    for name, outcome in o.items():
        after = [outcome["effects"][part]["value"] for part in ("first", "last")]
        weeks = outcome["weeks"]["differences"][8:] if outcome["weeks"] else []
        assert not any([*after, *(gap["value"] for gap in weeks)]), name
    assert any(s.startswith("Exactly as if it had never been") and "records" in s for s in found.sentences)


def test_of_none_nothing_differs_and_the_sentences_say_so():
    found = a.abolish(Scenario("none", people=2000, community_size=500), on=28, after=56, seed=3)
    assert not any(value for o in found.result["outcomes"].values() for value in differ(o))
    assert len(found.sentences) == 1 and found.sentences[0].startswith("The same before and after as in the society without")
    assert aftermath.table(found.result) == []


def test_an_end_of_its_own_is_said():
    early = replace(CASE, overrides=(*STRICT, "rollout=[{day: 0, regime: self}, {day: 9, regime: none}]"))
    trial = trial_of(early)
    assert a.ends_by_itself(trial.program, ON) == 9 and a.ends_by_itself(trial.program, 9) is None
    part = replace(early, overrides=(*STRICT, "rollout=[{day: 0, regime: self}, {day: 9, regime: none, share: 0.5}]"))
    assert a.ends_by_itself(trial_of(part).program, ON) is None


@pytest.mark.parametrize("on, after, said", [(27, 365, "--on is 27"), (364, 20, "--after is 20"), (30, 30, "four whole weeks")])
def test_too_short_is_refused(on, after, said):
    with pytest.raises(OstrakonError, match=said):
        a.ending(on, after)


def test_names_of_outcomes(trial):
    outcomes = trial.outcomes
    assert [o.name for o in a.chosen(outcomes, ["fear", "conduct.lawful"])] == ["fear", "conduct.lawful"]
    assert {o.name.split(".")[0] for o in a.chosen(outcomes, ["requests"])} == {"requests"} and a.chosen(outcomes, []) == outcomes
    with pytest.raises(OstrakonError, match="did you mean 'hardship'"):
        a.chosen(outcomes, ["hardshp"])


def test_ties_cut_for_good_remain_and_others_come_back(trial):
    assert trial.ties is False and "ties_cut" not in {o.name for o in trial.outcomes}
    for_good = replace(CASE, overrides=(*STRICT, "consequences.isolation.ostracism.until=ever", "consequences.isolation.lists=[blacklist]"))
    found = a.abolish(for_good, on=56, after=56, seed=3, outcomes=["ties_cut"]).result["outcomes"]["ties_cut"]
    assert found["effects"]["before"]["value"] > 0
    assert found["effects"]["last"] == found["effects"]["first"] and found["left"]["value"] >= 1


def test_a_stopped_abolition_goes_on_and_comes_to_the_same(trial, lived):
    records, told = lived
    kept = []
    again = live_points(trial, trial.points, kept.append, json.loads(json.dumps(records[:5])))
    assert len(kept) == len(records) - 5
    assert a.told(trial, again)["outcomes"] == told["outcomes"]


def test_the_table_and_the_page_hold_what_was_found(lived):
    _, told = lived
    rows = aftermath.arrow_table(told).to_pylist()
    fear = [row for row in rows if row["outcome"] == "fear" and row["stretch"] == "week"]
    assert [row["week"] for row in fear] == [*range(-7, 1), *range(1, 9)]
    assert fear[-1]["difference_value"] == told["outcomes"]["fear"]["effects"]["last"]["value"]
    run = {"people": 8000, "days": 119, "start": "2020-01-01", "seed": 3, "community_size": 500, "burn_in": 28, "seconds": 1.0,
           "workers": 2}
    about = {"id": "article-2018", "title": "<b>"}
    page = render_abolition({**told, "run": run, "regime": about, "society": about, "asked": {"with": None, "set": None}, "version": "0",
                             "counts_digest": "0", "meaning": "", "caution": "", "sentences": list(aftermath.sentences(told))})
    assert page.count("<svg") >= 5 and "&lt;b&gt;" in page and "<script" not in page and ">ends<" in page
