"""What the twin must get right with nobody to compare it to: known answers, closed forms, days worked by hand.

Here live tests of the twin only. Never here: the kernel. Statistical tests use fixed seeds and five standard errors, a
chance of a false alarm below 1e-5 for all of them had the seeds been drawn at random.
"""

import math
from itertools import pairwise

import numpy as np
import pytest

from reference import simple
from reference.arithmetic import ALWAYS, alias, happens, neglog, toward_zero, wait
from reference.change import Crossing, change
from reference.compare import differences, log_differences
from reference.draw import random_months, random_regime, random_society
from reference.life import Twin
from reference.occasions import Overflow
from reference.philox import philox, stream
from reference.town import Town, community_sizes, shares

ONES = 0xFFFFFFFF
DAYS = 20


def twin(s, r, n: int = 10, days: int = DAYS, seed: int = 7, firsts=(), log=None) -> Twin:
    months = [day in firsts for day in range(days)]
    return Twin(s, r, seed, 0, 0, n, months).live(0, days, True, log)


def near(count: int, mean: float, variance: float) -> bool:
    return abs(count - mean) <= 5 * math.sqrt(variance)


def of(log, name: str) -> list[tuple]:
    return [entry for entry in log if entry[0] == name]


# Arithmetic

@pytest.mark.parametrize(("counter", "key", "words"), [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)),
])
def test_philox_gives_the_known_answers_of_random123(counter, key, words):
    assert philox(counter, key) == words


@pytest.mark.parametrize(("name", "number"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_stream_is_fnv_1a(name, number):
    assert stream(name) == number


def test_neglog_is_within_two_millionths():
    words = [1, 2, 3, 2**31, 2**31 + 1, ONES, *(int(w) for w in np.random.default_rng(1).integers(1, 2**32, 3000))]
    assert all(abs(neglog(w) / 2**24 + math.log(w / 2**32)) < 2e-6 for w in words)
    assert neglog(0) == neglog(1)


def test_wait_has_the_mean_of_its_scale():
    words = [(2 * i + 1) << 19 for i in range(2**12)]          # midpoints of equal strata of the word
    mean = sum(wait(w, 16 * 1024) for w in words) / len(words)
    assert abs(mean - 1024) < 1


def test_chances_at_both_ends():
    assert happens(ONES, ALWAYS) and happens(0, ALWAYS) and not happens(0, 0) and not happens(ONES, ALWAYS - 1)


def test_toward_zero_and_alias():
    assert [toward_zero(a, 256) for a in (-257, -255, 255, 257)] == [-1, 0, 0, 1]
    assert [alias(w, [0, 2**31], [1, 0]) for w in (0, ONES // 2, 2**31, ONES)] == [1, 1, 1, 0]


def test_shares_are_exact():
    assert shares([1, 1, 1], 11) == [4, 4, 3]
    assert community_sizes(10, 4) == [3, 3, 4] and community_sizes(0, 4) == []


# Building

@pytest.mark.parametrize("seed", range(12))
def test_a_town_is_closed_and_symmetric(seed):
    rng = np.random.default_rng(seed)
    town = Town(random_society(rng), seed, seed % 2, 3, 40)
    assert sorted(m for household in town.households for m in household) == list(range(40))
    for p in town.people:
        assert not p.ties[0] & p.ties[1] and p.id not in p.ties[0] | p.ties[1]
        for layer in (0, 1):
            assert len(p.ties[layer]) <= p.degrees[layer]
            assert all(p.id in town.people[q].ties[layer] and town.people[q].household != p.household for q in p.ties[layer])
        assert p.thresholds == sorted(p.thresholds) and all(0 <= t <= 2**32 for t in p.thresholds)


def test_everybody_with_two_stubs_finds_most_ties():
    town = Town(simple.society(degrees=(2, 2)), 1, 0, 0, 200)
    assert sum(len(p.ties[0]) for p in town.people) > 0.95 * 400


def test_the_youngest_key_gets_the_youngest_age():
    rng = np.random.default_rng(3)
    people = Town(random_society(rng), 3, 0, 0, 60).people
    for sex in (0, 1):
        dealt = [p.age for p in sorted(people, key=lambda p: (p.key, p.among_equals, p.id)) if p.sex == sex]
        assert dealt == sorted(dealt)


# Closed forms

def test_candidates_are_poisson_and_records_binomial():
    p = 0.3
    hit = simple.full((1, 2, 1, 1, 1), round(p * 2**32), np.uint32)
    t = twin(simple.society(per_day=2.0), simple.regime(hit=hit), n=100)
    candidates = t.counts["candidate"]
    assert near(candidates, 2 * 100 * DAYS, 2 * 100 * DAYS)
    assert near(t.counts["record"], candidates * p, candidates * p * (1 - p))


def test_false_records_are_as_many_as_their_rate():
    t = twin(simple.society(per_day=0), simple.regime(false_on=simple.array(1), false_keep=simple.full((1, 1), 2**30)), n=100)
    assert near(t.counts["record"], 100 * DAYS / 4, 100 * DAYS / 4)
    assert sum(a.dims[0] for a in t.accounts[0]) == -10 * t.counts["record"] == sum(a.dims[0] for a in t.accounts[2])
    assert all(a.dims == [0] for ledger in (1, 3) for a in t.accounts[ledger])


def test_duty_is_performed_at_its_hazard():
    r = simple.regime(list_mode=simple.array(1), list_cut=simple.array(1), list_duty=simple.array(2**30))
    t = twin(simple.society(per_day=0), r, n=100)
    assert t.counts["exit"] % 4 == 0, "one word for all ledgers"
    days = 100 * (DAYS - 1)
    assert near(t.counts["exit"] // 4, days / 4, days * 3 / 16)


def test_misattribution_moves_points_only_in_the_actual_side():
    t = twin(simple.society(), simple.regime(wrong=simple.full((1, 1), ALWAYS)), n=30)
    acts = [0] * 30
    log: list = []
    twin(simple.society(), simple.regime(), n=30, log=log)
    for _, _, person, *_ in of(log, "act"):
        acts[person] += 1
    assert [a.dims[0] for a in t.accounts[1]] == [a.dims[0] for a in t.accounts[3]] == [-10 * count for count in acts]
    assert sum(a.dims[0] for a in t.accounts[0]) == -10 * sum(acts) and t.accounts[0][0].dims != t.accounts[1][0].dims


def test_alone_in_a_community_a_wrong_record_stays_with_its_actor():
    log: list = []
    t = twin(simple.society(), simple.regime(wrong=simple.full((1, 1), ALWAYS)), n=1, log=log)
    assert {entry[-1] for entry in of(log, "record")} == {"right"}
    assert {a[0].dims[0] for a in t.accounts} == {-10 * t.counts["record"]}


def test_perfect_channels_and_no_association_give_four_equal_ledgers():
    t = twin(simple.society(household=3, degrees=(3, 3)), simple.regime(), n=30)
    assert len({tuple(a.score for a in ledger) for ledger in t.accounts}) == 1


def test_spillover_sums_are_exact():
    r = simple.regime(spill_mode=simple.array([1, 2, 0]), spill=simple.array([128, -3, 9]))
    t = twin(simple.society(household=3, degrees=(2, 2)), r, n=30)
    own = [a.dims[0] // -10 for a in t.accounts[3]]
    for p in t.people:
        expected = -10 * own[p.id] - 5 * sum(own[q] for q in t.others(p)) - 3 * sum(own[q] for q in p.ties[0])
        assert t.accounts[0][p.id].dims[0] == t.accounts[1][p.id].dims[0] == expected
        assert t.accounts[2][p.id].dims[0] == -10 * own[p.id]


# Days worked by hand

def test_a_term_covers_the_days_after_the_entry():
    r = simple.regime(rule_list=simple.array(0), list_term=simple.array(3), list_mode=simple.array(1), list_cut=simple.array(1))
    log: list = []
    twin(simple.society(per_day=0), r, n=1, days=8, log=log)
    assert [entry[1] for entry in of(log, "entry") if entry[2] == 0] == [0, 3, 6]
    assert [(entry[1], entry[-1]) for entry in of(log, "exit") if entry[2] == 0] == [(3, "term"), (6, "term")]


def test_a_term_of_zero_counts_entries_and_no_days():
    r = simple.regime(list_term=simple.array(0), list_mode=simple.array(1), list_cut=simple.array(1))
    t = twin(simple.society(per_day=0), r, n=1, days=5)
    assert t.counts["entry"] == 20 and t.counts["exit"] == 0 and t.accounts[0][0].lists == 0


def test_an_appeal_is_lodged_the_day_after_and_decided_after_its_wait():
    r = simple.regime(list_mode=simple.array(1), list_cut=simple.array(1), appeal_on=simple.array(1),
                      appeal_hazard=simple.full((1, 1), ALWAYS), appeal_wait=simple.array(2), appeal_chance=simple.array([ALWAYS, 0]),
                      list_grace=simple.array(3))
    log: list = []
    twin(simple.society(per_day=0), r, n=1, days=8, log=log)
    assert [entry[1] for entry in of(log, "lodged")] == [1, 7]
    assert [entry[1:] for entry in of(log, "exit")] == [(3, 0, 0, 0, "appeal")]
    assert [entry[1] for entry in of(log, "entry") if entry[2] == 0] == [0, 6]


def test_detention_stops_occasions_for_its_days():
    r = simple.regime(list_mode=simple.array(1), list_cut=simple.array(1), detain=simple.array(0, 5))
    log: list = []
    twin(simple.society(per_day=5), r, n=3, days=10, log=log)
    assert {entry[1] for entry in of(log, "detained")} == {1, 2, 3, 4, 5}
    assert {entry[1] for entry in of(log, "act")} == {0, 6, 7, 8, 9}


def test_recovery_and_clipping():
    r = simple.regime(dim_base=simple.full((1, 1), 100), dim_min=simple.array(-50), recover_points=simple.array(30),
                      recover_factor=simple.array(32768))
    t = twin(simple.society(per_day=40), r, n=2, days=3, firsts=(2,))
    # clipped at -50, then 30 points toward 100 is -20, then half of the distance of -120 is left
    assert [a[0].dims[0] for a in t.accounts] == [40] * 4


def test_company_reads_before_it_writes():
    base = simple.full((1, 1), 0)
    r = simple.regime(dim_base=base, company_dim=0, company_weight=128)
    t = Twin(simple.society(per_day=0, degrees=(1, 0)), r, 1, 0, 0, 2, [True])
    assert t.people[0].ties[0] == {1}, "two people with one stub each are tied"
    for person, value in ((0, -40), (1, 60)):
        t.accounts[0][person].dims[0] = t.accounts[2][person].dims[0] = value
    t.live(0, 1, True)
    assert [a.dims[0] for a in t.accounts[0]] == [10, 10] and [a.dims[0] for a in t.accounts[2]] == [-40, 60]


def test_ostracism_for_the_listing_ends_with_it():
    listed = {"list_mode": simple.array(1), "list_cut": simple.array(1), "ostracism": simple.array(ALWAYS)}
    s = simple.society(per_day=0, degrees=(3, 3))
    assert not any(twin(s, simple.regime(**listed), n=20).arrays()["active_close"])
    t = Twin(s, simple.regime(**listed, list_term=simple.array(1)), 7, 0, 0, 20, [False] * 9)
    before = t.arrays()["active_close"]
    t.live(0, 1, True)
    assert not any(t.arrays()["active_close"])
    for state in t.states:
        state.grace = [99]
    assert t.live(1, 2, True).arrays()["active_close"] == before


def test_those_out_of_scope_never_change():
    t = twin(simple.society(), simple.regime(enrol_share=2**31, list_mode=simple.array(1), list_cut=simple.array(1)), n=60)
    out = [p.id for p in t.people if not p.enrolled]
    assert 10 < len(out) < 50 and t.counts["outside"] > 0
    assert all(a[p].dims == [0] and a[p].lists == 0 for a in t.accounts for p in out)


# Change of Program

def test_abolition_ends_listings_and_keeps_ties_cut_for_good():
    s = simple.society(degrees=(3, 3))
    listed = simple.regime(list_mode=simple.array(1), list_cut=simple.array(1), ostracism=simple.array(ALWAYS),
                           ostracism_ever=simple.array(1))
    t = twin(s, listed, n=20, days=10)
    assert all(a.lists == 1 for ledger in t.accounts for a in ledger)
    change(t, 10, simple.regime(), Crossing(tier_to=(0,), list_from=(-1,), dim_from=(0,), slot_from=(), erase=True))
    assert all(a.lists == 0 and a.dims == [0] for ledger in t.accounts for a in ledger)
    t.month_first = [False] * 12
    assert not any(t.live(10, 12, True).arrays()["active_close"])


def test_abolition_lets_detention_run_out_and_gives_no_account_back():
    listed = simple.regime(list_mode=simple.array(1), list_cut=simple.array(1), detain=simple.array(0, 5), removes=simple.array(0, 1))
    log: list = []
    t = twin(simple.society(per_day=5), listed, n=3, days=2, log=log)
    change(t, 2, simple.regime(), Crossing(tier_to=(0,), list_from=(-1,), dim_from=(0,), slot_from=(), erase=True))
    t.month_first = [False] * 10
    t.live(2, 10, True, log)
    assert {entry[1] for entry in of(log, "detained")} == {1, 2, 3, 4, 5} and {entry[1] for entry in of(log, "act")} == {0, 6, 7, 8, 9}
    assert all(state.removed for state in t.states) and not any(account.lists for account in t.accounts[0])


def test_a_change_to_the_same_regime_changes_nothing_but_what_waits():
    rng = np.random.default_rng(23)
    s = random_society(rng)
    r = random_regime(rng, s)._replace(monthly=0, review_delay=np.zeros(4, np.int64))
    same = Crossing(tuple(range(len(r.tier_cut))), tuple(range(len(r.list_red))), tuple(range(len(r.dim_base))), tuple(range(r.n_rep)))
    a, b = (Twin(s, r, 3, 0, 0, 12, [False] * 20) for _ in "ab")
    a.live(0, 20, True)
    b.live(0, 9, True)
    change(b, 9, r, same)
    assert a.counts["points"] > 0 and not differences(a.arrays(), b.live(9, 20, True).arrays())


# The comparison itself

def test_a_comparison_can_fail():
    one = {"x": np.array([[1, 2], [3, 4]]), "y": [1]}
    assert differences(one, {"x": [[1, 2], [3, 4]], "y": np.array([1])}) == []
    assert differences(one, {"x": [[1, 2], [3, 5]], "z": [1]}) == ["y: only on one side", "z: only on one side", "x[1][1]: 4 is not 5"]
    assert log_differences([("act", 1, 2), ("act", 1, 2)], [("act", 1, 2)]) == ["only first: ('act', 1, 2)"]
    assert log_differences([("act", 1, 2), ("act", 0, 1)], [("act", 0, 1), ("act", 1, 2)]) == []


# Random tables

def living(seed: int, parts: tuple[int, ...], log=None) -> Twin:
    rng = np.random.default_rng(seed)
    s = random_society(rng)
    r = random_regime(rng, s)
    t = Twin(s, r, seed, 1, 5, int(rng.choice([1, 2, 20])), random_months(rng, parts[-1]))
    for a, b in pairwise(parts):
        t.live(a, b, True, log)
    return t


@pytest.mark.parametrize("seed", range(40))
def test_two_lives_and_a_life_in_two_parts_are_the_same(seed):
    log: list = []
    again: list = []
    try:
        once = living(seed, (0, 30), log)
    except Overflow:
        with pytest.raises(Overflow):
            living(seed, (0, 11, 30), again)
        return
    assert not differences(living(seed, (0, 11, 30), again).arrays(), once.arrays()) and not log_differences(log, again)
    for d, (low, high) in enumerate(zip(once.r.dim_min, once.r.dim_max, strict=True)):
        assert all(low <= a.dims[d] <= high for ledger in once.accounts for a in ledger)


def test_random_tables_are_valid_and_reach_every_event():
    seen: set[str] = set()
    for seed in range(150):
        rng = np.random.default_rng(seed)
        s = random_society(rng)
        r = random_regime(rng, s)
        _rows_are_valid(s, r)
        if seed < 60:
            seen |= set(living_or_none(seed))
    assert seen >= {"candidate", "detained", "chilled", "emboldened", "denied", "refused", "privileged", "granted", "silenced", "act",
                    "record", "dropped", "waits", "outside", "points", "tier", "exit", "appeal refused", "stopped", "entry", "lodged",
                    "sanctioned", "removed", "cut"}


def living_or_none(seed: int):
    try:
        return living(seed, (0, 40)).counts
    except Overflow:
        return ()


def _rows_are_valid(s, r) -> None:
    for name, other in s._asdict().items():
        if name.endswith("_other") and name != "kind_other":
            assert (other >= 0).all() and (other < other.shape[-1]).all(), name
    assert (r.false_other < len(s.nature)).all() and (r.seen < r.hit.shape[3]).all()
    assert (not r.evades) or (r.evade <= r.will).all()
    assert len(s.nature) == s.group_start[-1] and (np.diff(s.group_start)[s.rate[0, 0] > 0] > 0).all()
    assert r.will.shape == (2 * (s.response_of.max() + 1) * r.tie_levels, len(r.tier_cut) << len(r.list_red), 16, 16, len(s.nature))
