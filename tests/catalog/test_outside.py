"""Regimes from outside China: a run gives the published share of errors that its assumed parameters were derived from.

Each share is derived in closed form in the `note` of its parameter; here the closed form is taken again from the numbers of
the file, and a run with a fixed seed must lie within four standard errors of it (each comparison alarms falsely in 6 of
100,000). What is published stands in PUBLISHED, and the closed form must come near it.
"""

from functools import cache
from math import exp, log

import numpy as np
import pytest

from ostrakon.engine.live import live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import RunTallies, places, simulate
from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.society.tables import AGE
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.regime import Regime

SOCIETY = load_society("lake-county").model
PUBLISHED = {
    "score_changed": 129 / 1001, "modified": 206 / 1001, "tier_changed": 52 / 1001, "dispute": 206 / 262,
    "misidentified": 0.5, "audit": 0.38,
    "computer_wrong": 20965 / 22427, "staff_wrong": 9910 / 22589, "staff_per_computer": 22589 / 40195, "affirmed": 0.08,
    "women_per_men": 11.30 / 9.06, "language": 13.91 / 7.22, "age_30": 0.3804, "age_60": 0.0068,
}


def regime(name: str) -> Regime:
    return load_regime(name).model


def near(count: float, n: float, p: float, z: float = 4.0) -> bool:
    """Whether a count of n lies within z binomial standard errors of n p."""
    return bool(abs(count - n * p) <= z * (n * p * (1 - p)) ** 0.5)


def test_near_can_fail() -> None:
    assert near(500, 1000, 0.5) and near(560, 1000, 0.5)
    assert not near(570, 1000, 0.5) and not near(430, 1000, 0.5)


def run(name: str, people: int, *overrides: str, society: tuple[str, ...] = ()) -> RunTallies:
    return simulate(Scenario(name, people=people, overrides=overrides, society_overrides=society), seed=7)


# --- credit-file --------------------------------------------------------------------------------------------------------
FILES = Scenario("credit-file", people=100_000, overrides=("redress.adverse.hazard_per_year=0",))


@cache
def files() -> tuple[int, int, int]:
    """Adults, those whose score an error changed, those whose tier it changed, where nobody disputes."""
    program, first = compile_scenario(FILES), FILES.month_first(0)
    adults = changed = moved = 0
    for place in places(program.society.tables.population, FILES.people, FILES.community_size):
        _, people, state = live_community(program, 7, place, FILES.days, first)
        score = state.score[people.attr[AGE] >= 18][:, :2]          # the actual and the no-error ledger
        tier = np.searchsorted(program.regime.tier_cut, score, side="right")
        adults += len(score)
        changed += int((score[:, 0] != score[:, 1]).sum())
        moved += int((tier[:, 0] != tier[:, 1]).sum())
    return adults, changed, moved


def false_rates() -> dict[str, float]:
    """False records per person-year by kind."""
    found = regime("credit-file").channels["furnishers"].false_records
    assert found is not None
    return {kind: found.per_person_year * w / sum(found.of.values()) for kind, w in found.of.items()}


def test_one_file_in_eight_holds_an_error_that_changes_the_score() -> None:
    rates = false_rates()
    expected = 1 - exp(-(rates["late_bill"] + rates["loan_default"]))
    assert expected == pytest.approx(PUBLISHED["score_changed"], abs=0.0005)
    adults, changed, _ = files()
    print(f"score changed: {changed / adults:.4f}, derived {expected:.4f}")
    assert near(changed, adults, expected)


def test_the_tier_changes_as_often_as_the_study_found() -> None:
    """Not derived exactly: the own conduct of the county is in it. It must lie within the study's interval and fit its rate."""
    adults, _, moved = files()
    print(f"tier changed: {moved / adults:.4f}")
    assert near(52, 1001, moved / adults, z=1.96)
    assert moved / adults == pytest.approx(PUBLISHED["tier_changed"], rel=0.05)


def test_files_with_any_error() -> None:
    rate = sum(false_rates().values())
    assert 1 - exp(-rate) == pytest.approx(PUBLISHED["modified"], abs=0.0005)
    t = run("credit-file", 100_000).total
    records, adults = t.flow[:, :, k.RECORD_FALSE].sum(), t.people[:, k.ENROLLED].sum()
    assert abs(records - rate * adults) <= 4 * (rate * adults) ** 0.5        # Poisson


def test_four_in_five_disputes_of_the_wrongly_listed_succeed() -> None:
    unseen = [f"channels.furnishers.sees.{kind}=0" for kind in regime("credit-file").channels["furnishers"].sees]
    t = run("credit-file", 100_000, *unseen, "redress.adverse.hazard_per_year=4").total
    granted, refused = (t.lists[:, 0, c].sum() for c in (k.APPEAL_GRANTED, k.APPEAL_REFUSED))
    assert t.lists[:, 0, k.WRONGFUL].sum() == t.lists[:, 0, k.ENTRIES].sum() > 0
    assert near(granted, granted + refused, PUBLISHED["dispute"])


# --- watch-list ---------------------------------------------------------------------------------------------------------
DENSER = 400                                # acts and false records alike, since eight matches a year show no share
DENSE_SOCIETY = (f"kinds.weapons_offence.rate={SOCIETY.kinds['weapons_offence'].rate * DENSER}",)
SCREENINGS = ("refusal_screening", "search_screening")


def mean_rate() -> float:
    """Acts per person and year over everybody in the county: what a perfect channel sees."""
    found = run("watch-list", 400_000, society=DENSE_SOCIETY)
    acts = found.total.flow[:, list(found.program.society.kinds).index("weapons_offence"), k.WENT].sum()
    return float(acts / found.total.people[:, k.PEOPLE].sum() / DENSER)


def settings(groundless: float) -> dict[str, float]:
    """The share of misattribution and the false records per hit that give half of all matches to other people."""
    hits = 1 - 0.5 * groundless             # of all matches
    return {"misattribution": 0.5 / hits, "false_per_hit": 0.5 * groundless / hits}


@cache
def hits_per_year() -> dict[str, float]:
    first, second = (regime("watch-list").channels[c].sees["weapons_offence"] for c in SCREENINGS)
    rate = mean_rate()
    return {SCREENINGS[0]: rate * first, SCREENINGS[1]: rate * (1 - first) * second}


def test_the_file_holds_what_the_closed_form_gives() -> None:
    want = settings(0.1)
    for name in SCREENINGS:
        channel = regime("watch-list").channels[name]
        assert channel.misattribution and channel.false_records
        assert channel.misattribution.share == pytest.approx(want["misattribution"], abs=1e-5)
        # the mean rate is counted: some 27,000 acts, 0.6 percent standard error
        assert channel.false_records.per_person_year == pytest.approx(hits_per_year()[name] * want["false_per_hit"], rel=0.03)


@pytest.mark.parametrize("groundless", [0.1, PUBLISHED["audit"]])
def test_half_of_the_matches_are_other_people(groundless: float) -> None:
    want = settings(groundless)
    sets = [f"channels.{c}.{key}={value}" for c in SCREENINGS for key, value in (
        ("misattribution.share", want["misattribution"]),
        ("false_records.per_person_year", hits_per_year()[c] * DENSER * want["false_per_hit"]))]
    t = run("watch-list", 400_000, *sets, society=DENSE_SOCIETY).total
    for c, name in enumerate(SCREENINGS):
        right, wrong, false = (t.chan[c, column] for column in (k.CH_RIGHT, k.CH_WRONG, k.CH_FALSE))
        print(f"{name}: {wrong / (right + wrong + false):.4f} other people, {false / (right + false):.4f} without ground")
        assert near(wrong, right + wrong + false, PUBLISHED["misidentified"])
        assert near(false, right + false, groundless)


# --- fraud-finder-michigan ----------------------------------------------------------------------------------------------
FINDERS = {"computer": "computer_wrong", "computer_and_staff": "staff_wrong"}


@cache
def findings() -> Tallies:
    return run("fraud-finder-michigan", 1_000_000).total


@pytest.mark.parametrize("channel", FINDERS)
def test_findings_are_wrong_as_often_as_the_reviews_found(channel: str) -> None:
    c = list(FINDERS).index(channel)
    right, wrong, false = (findings().chan[c, column] for column in (k.CH_RIGHT, k.CH_WRONG, k.CH_FALSE))
    print(f"{channel}: {false / (right + false):.4f} of {right + false} wrong")
    assert wrong == 0 and near(false, right + false, PUBLISHED[FINDERS[channel]])


def test_findings_with_staff_are_as_many_beside_those_by_computer() -> None:
    both = findings().chan[:, [k.CH_RIGHT, k.CH_FALSE]].sum(axis=1)
    share = PUBLISHED["staff_per_computer"]
    assert near(both[1], both.sum(), share / (1 + share))


def test_eight_percent_of_the_appealed_findings_are_affirmed() -> None:
    t = run("fraud-finder-michigan", 1_000_000, "redress.found_by_computer.hazard_per_year=6").total
    granted, refused = (t.lists[:, 0, c].sum() for c in (k.APPEAL_GRANTED, k.APPEAL_REFUSED))
    print(f"affirmed: {refused / (granted + refused):.4f} of {granted + refused}")
    assert near(refused, granted + refused, PUBLISHED["affirmed"])


# --- fraud-finder-rotterdam ---------------------------------------------------------------------------------------------
GROUPS = {"young": "18-34", "middle": "35-59", "old": "60+"}
SHAPE = tuple(len(SOCIETY.levels(name)) for name in SOCIETY.cohorts)


def headroom(sex: int, minority: int, group: str) -> int:
    """Points of the file that a person can have without being flagged."""
    model = regime("fraud-finder-rotterdam")
    dims, cut = model.scoring.dimensions, model.tiers[1].from_
    assert cut is not None
    eighths = (dims["age"].base_by["age"][GROUPS[group]] + sex * dims["sex"].base_by["sex"]["female"]
               + minority * dims["language"].base_by["minority"]["minority"])
    return eighths // 8 - cut


@cache
def tail() -> np.ndarray:
    """[G] chance that the file of a year holds more than g points: a sum of two Poisson counts times their points."""
    model, most = regime("fraud-finder-rotterdam"), 80
    laws, sizes = [], []
    for rule in ("contact", "trouble"):
        kind = model.rules[rule].kind
        mean = SOCIETY.kinds[kind].rate * model.channels["welfare_file"].sees[kind]
        laws.append(np.array([exp(-mean + n * log(mean) - sum(log(i) for i in range(1, n + 1))) for n in range(most)]))
        sizes.append(-model.rules[rule].points // 8)
    points = sizes[0] * np.arange(most)[:, None] + sizes[1] * np.arange(most)[None, :]
    return np.asarray(1 - np.cumsum(np.bincount(points.ravel(), np.outer(*laws).ravel())))


@cache
def flags() -> tuple[np.ndarray, np.ndarray]:
    """[sex, minority, age group] people flagged and people in scope."""
    t = run("fraud-finder-rotterdam", 1_000_000).total
    return t.tiers[:, 0].reshape(SHAPE).sum(axis=3), t.people[:, k.ENROLLED].reshape(SHAPE).sum(axis=3)


def derived() -> np.ndarray:
    """[sex, minority, age group] chance to be flagged; nobody below 18 is in scope."""
    levels = SOCIETY.levels("age_group")
    return np.array([[[tail()[headroom(s, m, g)] if g in GROUPS else 0.0 for g in levels] for m in (0, 1)] for s in (0, 1)])


def test_each_group_is_flagged_as_the_closed_form_says() -> None:
    flagged, people = flags()
    chance = derived()
    assert people[:, :, 0].sum() == 0 and (people[:, :, 1:] > 300).all()
    for at in np.ndindex(2, 2, 3):
        s, m, g = at[0], at[1], at[2] + 1
        had, of, p = flagged[s, m, g], people[s, m, g], chance[s, m, g]
        print(f"{SOCIETY.levels('age_group')[g]}, sex {s}, minority {m}: {had / of:.4f}, derived {p:.4f}")
        assert near(had, of, p)


def test_flagged_shares_are_those_published_by_sex_language_and_age() -> None:
    _, people = flags()
    expected = derived() * people
    def share(axis: int, level: int) -> float:
        return float(expected.take(level, axis).sum() / people.take(level, axis).sum())
    assert share(0, 1) / share(0, 0) == pytest.approx(PUBLISHED["women_per_men"], rel=0.03)
    assert share(1, 1) / share(1, 0) == pytest.approx(PUBLISHED["language"], rel=0.03)
    assert share(2, 1) == pytest.approx(PUBLISHED["age_30"], rel=0.03)
    assert share(2, 3) == pytest.approx(PUBLISHED["age_60"], rel=0.05)
    assert 0.08 <= expected.sum() / people.sum() <= 0.11                    # about a tenth


def test_nobody_is_investigated_for_an_error_of_record_and_most_broke_no_rule() -> None:
    lists = run("fraud-finder-rotterdam", 200_000).total.lists[:, 0]
    assert lists[:, k.BY_ERROR].sum() == 0 < lists[:, k.NO_UNLAWFUL].sum() <= lists[:, k.ENTRIES].sum()
    assert lists[:, k.NO_UNLAWFUL].sum() > 0.5 * lists[:, k.ENTRIES].sum()
