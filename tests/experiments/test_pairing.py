"""A paired run really is paired: a change reaches those whom it can reach, and nobody else."""

import numpy as np

from ostrakon.engine.live import Place, live_community
from ostrakon.engine.pair import simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import total_of
from ostrakon.kernel.tallies import PEOPLE, SCORE
from ostrakon.spec.load import load_society

NOBODY_ELSE = ("fear.household=0", "fear.close=0", "fear.publicity=0")
CHANNELS = ("street_camera", "government_records", "medical_records", "financial_records", "browsing", "social_media")
PERFECT = (*(f"channels.{c}.misattribution=off" for c in CHANNELS),
           *(f"channels.{c}.false_records=off" for c in ("street_camera", "government_records", "financial_records")))
ALONE = ("association.spillover=false", "association.company=off", "consequences.isolation.enabled=false")
EXEMPT = ("scope.share=0.99",)
DAYS, PLACE = 120, Place(18, 0, 3000)


def lived(overrides, society_overrides=()):
    society = load_society("china-2020", society_overrides)
    scenario = Scenario("article-2018", people=3000, days=DAYS, overrides=("lists.blacklist.below=700", *overrides))
    program = compile_scenario(scenario, None, society)
    return live_community(program, 7, PLACE, DAYS, scenario.month_first(program.burn_in))


def fates(state):
    """Score in every ledger, fear and hardship, what ever befell them, next moment and its number: [n, ...] of every person."""
    columns = (state.score, state.mood, state.feel, state.ever, state.days_listed, state.tick, state.ordinal)
    return np.column_stack([np.asarray(column).astype(np.int64) for column in columns])


def test_exempting_one_in_a_hundred_changes_nobody_whom_they_do_not_reach() -> None:
    """Without errors, association and fear of others' sanctions an exempt person reaches nobody: all others are the same to the bit."""
    still = (*PERFECT, *ALONE)
    (_, _, before), (_, _, after) = lived(still, NOBODY_ELSE), lived((*still, *EXEMPT), NOBODY_ELSE)
    exempt = before.enrolled != after.enrolled
    differs = (fates(before) != fates(after)).any(axis=1)
    assert 15 <= exempt.sum() <= 50 and not differs[~exempt].any() and differs[exempt].any()


def test_with_spillover_to_the_household_alone_it_reaches_the_household_alone() -> None:
    still = (*PERFECT, "association.company=off", "rules.criticism.spillover.close=off", "consequences.isolation.enabled=false")
    (_, people, before), (_, _, after) = lived(still, NOBODY_ELSE), lived((*still, *EXEMPT), NOBODY_ELSE)
    exempt = np.flatnonzero(before.enrolled != after.enrolled)
    reached = {int(i) for person in exempt for i in range(*people.home[person])}
    differs = set(np.flatnonzero((fates(before) != fates(after)).any(axis=1)).tolist())
    assert differs <= reached and differs - set(exempt.tolist())


def test_pairing_takes_nearly_all_chance_out_of_a_small_change() -> None:
    """Mean score with and without one point more for jaywalking, over 12 seeds: the variance of the paired difference is under 1/300."""
    society = load_society("china-2020")
    arms = ((), ("rules.jaywalking.points=-9",))
    programs = [compile_scenario(Scenario("article-2018", people=100, overrides=o), None, society) for o in arms]
    means = []
    for seed in range(12):
        found = simulate_arms(Scenario("article-2018", people=5000), programs, seed=seed)
        means.append([total_of(g).people[:, SCORE].sum() / total_of(g).people[:, PEOPLE].sum() for g in found.arms])
    apart = np.var(means, axis=0, ddof=1).sum()
    paired = np.var(np.diff(means, axis=1), ddof=1)
    assert paired < apart / 300


