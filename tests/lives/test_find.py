"""People found are those whom the run counts: every word of a question adds up to a counter of the same run."""

import numpy as np
import pytest

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import OstrakonError
from ostrakon.kernel import tallies as T
from ostrakon.lives.find import find, question
from ostrakon.lives.follow import follow
from ostrakon.lives.form import Regime

OF_PEOPLE = {"listed": T.EVER_LISTED, "listed_wrongly": T.EVER_WRONGLY, "on_a_black_list": T.LISTED_AT_END, "recorded": T.RECORDED_EVER,
             "sanctioned": T.SANCTIONED_EVER, "denied": T.EVER_DENIED, "denied_wrongly": T.EVER_DENIED_WRONGLY,
             "denied_innocent": T.EVER_DENIED_INNOCENT, "kept_silent": T.EVER_CHILLED, "enrolled": T.ENROLLED, "True": T.PEOPLE}
OF_LISTS = {"listed_for_speaking": T.EVER_EXPRESSION_ONLY, "listed_innocent": T.EVER_NO_UNLAWFUL}
NOBODY = Regime(id="x", title="x", program_digest="x")
CASES = [("article-2018", 3000, 365, ("scope.share=0.9",)), ("fraud-finder-michigan", 4000, 250, ()), ("court-list", 4000, 300, ())]


@pytest.fixture(scope="module", params=CASES, ids=lambda c: c[0])
def run(request):
    """(scenario, program, tallies of the run)."""
    name, people, days, changes = request.param
    scenario = Scenario(name, people=people, days=days, overrides=changes)
    return scenario, compile_scenario(scenario), simulate(scenario, seed=5, workers=1).total


def count(run, text: str, most: int = 0, workers: int = 1):
    scenario, program, _ = run
    return find(program, scenario, 5, question(text, program), most=most, workers=workers)


@pytest.mark.parametrize("word", [*OF_PEOPLE, *OF_LISTS])
def test_a_word_is_true_of_as_many_as_the_run_counts(run, word: str) -> None:
    _, program, total = run
    wanted = total.people[:, OF_PEOPLE[word]].sum() if word in OF_PEOPLE else total.lists[:, 0, OF_LISTS[word]].sum()
    try:
        found = count(run, word)
    except OstrakonError:
        assert wanted == 0 and not any(phase.tables.deny.any() for phase in program.phases)
        return
    assert found.matched == wanted and found.people == run[0].people and found.complete


def test_tiers_and_lists_and_sums_are_those_of_the_run(run) -> None:
    scenario, program, total = run
    for t, name in enumerate(program.tiers):
        assert count(run, f"tier == '{name}'").matched == total.tiers[:, t].sum()
    for m, name in enumerate(program.lists):
        assert count(run, f"'{name}' in lists").matched == total.lists[:, m, T.ON_AT_END].sum()
    assert count(run, "days_listed == 0").matched == total.hist[:, T.H_DAYS, 0].sum()
    assert count(run, "times_listed_wrongly == 1").matched == total.hist[:, T.H_WRONGFUL, 1].sum()
    listed, not_listed = count(run, "listed").matched, count(run, "not listed").matched
    assert listed + not_listed == scenario.people and listed > 0


def test_the_words_tell_people_apart(run) -> None:
    """What is compared above is not zero with zero."""
    for word in ("recorded", "listed"):
        assert 0 < count(run, word).matched < run[0].people


def test_whoever_is_named_is_first_and_is_what_was_asked_for(run) -> None:
    scenario, program, _ = run
    found = count(run, "listed", most=5)
    more = count(run, "listed", most=12, workers=3)
    assert found.first == more.first[:5] and len(more.first) == min(12, found.matched) and found.matched == more.matched
    for met in found.first[:3]:
        life = follow(program, scenario, 5, met.id, regime=NOBODY)[0]
        assert any(m.what == "listed" for m in life.marks)
        assert (met.age, met.sex, met.occupation, met.days_listed) == (life.person.age, life.person.sex, life.person.occupation,
                                                                      life.ends.days_listed)
        assert met.lists == tuple(life.ends.lists) and met.enrolled == life.person.enrolled
        assert met.score in (None, life.ends.score) and met.tier in (None, life.ends.tier)


def test_one_person_is_found_and_none_is_no_error() -> None:
    scenario = Scenario("article-2018", people=1, days=1)
    program = compile_scenario(scenario)
    one = find(program, scenario, 1, question("True", program), most=3, workers=2)
    assert (one.matched, one.people, len(one.first)) == (1, 1, 1)
    none = find(program, scenario, 1, question("age > 130", program), most=3, workers=2)
    assert (none.matched, none.people, none.first) == (0, 1, ())


def test_somebody_whom_the_regime_does_not_cover_has_no_score() -> None:
    scenario = Scenario("suining-2010", people=300, days=20)
    program = compile_scenario(scenario)
    outside = find(program, scenario, 1, question("not enrolled", program), most=4, workers=1)
    assert outside.matched and all(m.score is None and m.tier is None and not m.enrolled for m in outside.first)
    inside = find(program, scenario, 1, question("enrolled", program), most=4, workers=1)
    assert all(m.score is not None and m.tier for m in inside.first)


@pytest.mark.parametrize(("regime", "word", "lacks"), [
    ("none", "listed", "no black list"), ("none", "score > 3", "keeps no score"), ("none", "denied", "denies nothing"),
    ("zhima", "listed", "no black list"), ("rongcheng", "days_listed > 3", "no black list"), ("rongcheng", "'x' in lists", "no list"),
    ("watch-list", "points_lost > 3", "keeps no score"), ("watch-list", "denied_for_family", "family"),
    ("zhima", "account_removed", "account"),
])
def test_what_a_regime_cannot_do_to_anybody_is_said_and_not_counted_as_nobody(regime: str, word: str, lacks: str) -> None:
    program = compile_scenario(Scenario(regime, people=1, days=1))
    with pytest.raises(OstrakonError, match="OST7102") as error:
        question(word, program)
    assert lacks in error.value.problems[0].found


@pytest.mark.parametrize(("regime", "text"), [
    ("zhima", "score > 600 and 'from_600' in lists"), ("none", "kept_silent or not recorded"), ("watch-list", "listed and denied"),
    ("article-2018", "account_removed and denied_for_family or denied"), ("credit-file", "denied and score < 600"),
])
def test_what_a_regime_can_do_can_be_asked(regime: str, text: str) -> None:
    program = compile_scenario(Scenario(regime, people=1, days=1))
    try:
        question(text, program)
    except OstrakonError as error:
        assert "family" in error.problems[0].found and not any(phase.tables.household_deny.any() for phase in program.phases)


def test_a_schedule_that_scores_later_can_be_asked_about_scores() -> None:
    program = compile_scenario(Scenario("article-2018", people=1, days=30, overrides=("rollout=[{day: 10}, {day: 20, regime: none}]",)))
    assert question("score > 3 and listed", program)


def test_numbers_are_whole_in_every_community() -> None:
    """Facts are int64, whatever the kernel keeps them in: a difference of unsigned numbers would wrap."""
    scenario = Scenario("article-2018", people=200, days=30)
    program = compile_scenario(scenario)
    found = find(program, scenario, 1, question("points_lost >= 0 and points_lost_to_others >= 0 and fear >= 0 and followers > -1",
                                                program), workers=1)
    assert found.matched == 200 and np.iinfo(np.int64).max > found.matched
