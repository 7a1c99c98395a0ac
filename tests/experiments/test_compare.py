"""Paired comparison: the same people with the same luck, differences and sides, against closed forms and separate runs."""

import numpy as np
import pytest

from ostrakon.engine.pair import FATES, crossed, simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.experiments.compare import changed_sides, differences, reduce_arms
from ostrakon.experiments.sentences import sentences
from ostrakon.measures.labels import labels_of
from ostrakon.results.estimate import design, difference
from ostrakon.spec.load import load_society

CASE = Scenario("article-2018", people=12_000, days=84, community_size=1000, burn_in=7)
STRICT = ("lists.blacklist.below=715",)
SOCIETY = load_society("china-2020")


def program(*overrides, regime="article-2018", burn_in=7):
    return compile_scenario(Scenario(regime, people=100, days=84, burn_in=burn_in, overrides=overrides), None, SOCIETY)


def comparison(programs, **more):
    found = simulate_arms(CASE, programs, seed=3, **more)
    arms = reduce_arms([found], [labels_of(p, SOCIETY.model.grouping("cohorts"), CASE.days) for p in programs])
    return found, {"arms": [{"name": f"arm {i}"} for i in range(len(programs))], **differences(arms), "sides": changed_sides(arms)}


@pytest.fixture(scope="module")
def strict():
    base, variant = program(*STRICT), program(*STRICT, "association.spillover=false", "association.company=off")
    return comparison([base, variant, program(regime="none")])


def test_each_arm_counts_what_it_counts_alone(strict):
    found, _ = strict
    alone = simulate(Scenario("article-2018", people=12_000, days=84, community_size=1000, burn_in=7, overrides=STRICT), seed=3)
    assert found.digests[0] == alone.digest and found.people == 12_000 and found.complete


def test_differences_are_those_of_the_values_and_sides_add_up(strict):
    _, told = strict
    for outcome in told["outcomes"].values():
        for arm, gap in zip(outcome["arms"][1:], outcome["differences"], strict=True):
            if gap["value"] is not None:
                assert gap["value"] == pytest.approx(arm["value"] - outcome["arms"][0]["value"])
    for fate in FATES:
        for i, cells in enumerate(told["sides"][fate]["variants"]):
            assert sum(cells.values()) == 12_000
            gap = told["outcomes"][fate]["differences"][i]["value"] * 12_000
            assert gap == pytest.approx(cells["only_variant"] - cells["only_baseline"])
            parts = told["sides"][fate]["by"]["sex"]
            assert sum(parts[label][i]["both"] for label in parts) == cells["both"]


def test_conduct_is_compared_and_what_an_arm_cannot_have_has_a_reason(strict):
    """Nothing is recorded under none; people still do what they do."""
    _, told = strict
    natures = {name.partition(".")[2] for name in told["outcomes"] if name.startswith("conduct.")}
    assert natures == {"unlawful", "contractual", "lawful", "expression", "prosocial"}
    speech = told["outcomes"]["conduct.expression"]
    assert speech["differences"][1]["value"] == pytest.approx(speech["arms"][2]["value"] - speech["arms"][0]["value"]) and (
        speech["differences"][1]["value"] > 0)
    recall = told["outcomes"]["recall"]
    assert recall["arms"][2]["value"] is None and recall["arms"][2]["reason"] == "no channel of this regime records anything"
    assert recall["differences"][1]["value"] is None and recall["differences"][0]["value"] is not None


def test_a_regime_compared_with_itself_differs_in_nothing():
    _, told = comparison([program(*STRICT), program(*STRICT)])
    assert {gap["value"] for o in told["outcomes"].values() for gap in o["differences"]} <= {0.0, None}
    assert all(cells["only_variant"] == cells["only_baseline"] == 0 for fate in FATES for cells in told["sides"][fate]["variants"])
    assert next(sentences(told, 0)).startswith("The same in both:")


def test_under_no_regime_nothing_befalls_anybody_and_the_sentences_say_so(strict):
    _, told = strict
    assert told["outcomes"]["listed"]["arms"][2]["value"] == 0 and told["sides"]["listed"]["variants"][1]["only_variant"] == 0
    said = list(sentences(told, 1))
    listed = told["outcomes"]["listed"]["arms"][0]["value"] * 1e5
    assert said[0].startswith("Of 100,000 people, ") and "fewer are listed at least once" in said[0]
    assert f"0 instead of {listed:,.0f}." in said[0]
    assert any("under arm 0 are not listed under arm 2; 0 people the other way round." in s for s in said)


def test_workers_change_no_number(strict):
    again, _ = comparison([program(*STRICT), program(regime="none")], workers=1)
    assert again.digests == (strict[0].digests[0], strict[0].digests[2])


def test_arms_that_are_no_pairs_are_refused():
    with pytest.raises(ValueError, match="7 and 3 days of burn-in"):
        simulate_arms(CASE, [program(), program(burn_in=3)])
    other = compile_scenario(Scenario("none", "harbour-town", people=100, burn_in=7))
    with pytest.raises(ValueError, match="different societies"):
        simulate_arms(CASE, [program(), other])


def test_sides_by_hand():
    before, after = np.array([1, 1, 0, 0, 5], np.uint8), np.array([0, 1, 1, 0, 1], np.uint8)
    found = crossed([before, after], np.array([0, 0, 0, 1, 1]), 2)
    assert found.shape == (1, 4, 2, 2, 2)
    assert found[0, 0].tolist() == [[[0, 1], [1, 1]], [[1, 0], [0, 1]]] and found[0, 2, 1].tolist() == [[1, 0], [1, 0]]


def test_the_paired_difference_has_the_error_of_a_mean_of_differences():
    """Equal groups of one stratum: the jackknife of a difference of means is the standard error of the mean of the differences."""
    rng = np.random.default_rng(5)
    common = rng.normal(50, 9, 40)
    a, b = common + rng.normal(0, 1, 40), common + rng.normal(2, 1, 40)
    plan, ones = design([0] * 40, [1] * 40), np.ones(40)
    found = difference((a, ones), (b, ones), plan, unit="x")
    gaps = b - a
    assert found.value == pytest.approx(gaps.mean()) and found.mcse == pytest.approx(gaps.std(ddof=1) / np.sqrt(40))
    assert found.unpaired_mcse == pytest.approx(np.hypot(a.std(ddof=1), b.std(ddof=1)) / np.sqrt(40))
    assert found.mcse < found.unpaired_mcse / 4


def test_without_people_there_is_no_difference():
    plan = design([0, 0], [1, 1])
    assert difference(([0, 0], [0, 0]), ([1, 1], [2, 2]), plan, unit="x").value is None


def test_what_a_short_run_cannot_tell_has_its_reason_in_a_comparison():
    """84 days hold no quarter: silence by distance is null in both arms, and says why."""
    _, told = comparison([program(), program(*STRICT)])
    silent = told["outcomes"]["silent_untouched"]
    assert "no whole quarter" in str(silent), silent
