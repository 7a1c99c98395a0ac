"""What the twin's tallies must be with nobody to compare them to: a few days each, worked by hand from section 20.

Here live tests of counts.py and courses.py only. Never here: the kernel, or chance; every stream is certain or never.
"""

import pytest

from reference import simple
from reference.arithmetic import ALWAYS
from reference.change import Crossing, change
from reference.counts import Counts
from reference.courses import burden_bin
from reference.life import Twin
from reference.occasions import FOLLOW_UP

LISTED = {"list_mode": simple.array(1), "list_cut": simple.array(1)}         # everybody, from day 0 on


def counted(s, r, n: int = 1, days: int = 8, live: bool = True) -> Twin:
    t = Twin(s, r, 7, 0, 0, n, [False] * 400)
    t.tally = Counts(t)
    return t.live(0, days, True) if live else t


def lists(t, name: str) -> int:
    return t.tally.lists[0, 0, name]


# Listings

def test_terms_that_end_and_one_that_is_cut_short():
    t = counted(simple.society(per_day=0), simple.regime(**LISTED, list_term=simple.array(3)))      # entries on days 0, 3, 6
    t.tally.close(8)
    assert +t.tally.courses.spells == {(0, 0, 0, "ended"): 2, (0, 0, 0, "censored"): 1}
    assert [lists(t, name) for name in ("entries", "exit_term", "exit_days", "list_days", "shadow_days", "wrongful")] == [3, 2, 6, 8, 8, 0]


def test_durations_are_whole_weeks():
    for term, week in ((6, 0), (7, 1), (13, 1), (14, 2)):
        t = counted(simple.society(per_day=0), simple.regime(**LISTED, list_term=simple.array(term)), days=term + 1)
        assert +t.tally.courses.spells == {(0, 0, week, "ended"): 1}


def test_a_list_that_closes_censors_at_the_day_before():
    t = counted(simple.society(per_day=0), simple.regime(**LISTED), days=8)
    change(t, 8, simple.regime(), Crossing((0,), (-1,), (0,), ()))
    assert +t.tally.courses.spells == {(0, 0, 1, "censored"): 1} and lists(t, "exit_days") == 0        # 8 - 1 - 0 = 7 days


def test_a_listing_by_a_false_record_is_wrongful_and_so_is_its_appeal():
    r = simple.regime(list_mode=simple.array(1), list_cut=simple.array(0), false_on=simple.array(1), false_keep=simple.full((1, 1), ALWAYS),
                      appeal_on=simple.array(1), appeal_hazard=simple.full((1, 1), ALWAYS), appeal_chance=simple.array([0, ALWAYS]),
                      list_grace=simple.array(99))
    t = counted(simple.society(per_day=0), r, n=5, days=30)
    assert lists(t, "entries") == lists(t, "wrongful") == 5 and lists(t, "by_association") == 0
    assert lists(t, "lodged") == lists(t, "lodged_wrong") == lists(t, "granted_wrong") == lists(t, "appeal_granted") == 5
    assert lists(t, "appeal_days") == 5 and lists(t, "refused_wrong") == lists(t, "shadow_days") == 0


# Denials

def request() -> Twin:
    """Two kinds, 0 a request that the list denies and 1 against the law; two people of one household."""
    t = counted(simple.society(household=2, per_day=0), simple.regime(deny=simple.array([0], [1])), n=2, live=False)
    t.s = t.s._replace(nature=[5, 0])
    return t


@pytest.mark.parametrize(("asked", "acted", "innocent"), [
    (1, None, 1), (1, 2, 0), (1, 2 + FOLLOW_UP, 1), (1 + FOLLOW_UP, 2 + FOLLOW_UP, 0), (1 + FOLLOW_UP, 2, 0)])
def test_a_candidate_later_in_the_day_counts_and_a_follow_up_only_for_one(asked, acted, innocent):
    t = request()
    t.tally.event("denied", 0, 0, asked, 0)
    if acted:
        t.tally.event("act", 0, 0, acted, 1)
    t.tally.evening(0, True)
    assert t.tally.flow[0, 0, "denied_innocent"] == innocent and t.tally.lives[0].denied_innocent == bool(innocent)
    t.tally.event("denied", 1, 0, 9, 0)
    t.tally.evening(1, True)
    assert t.tally.flow[0, 0, "denied_innocent"] == innocent + (acted is None), "what was done yesterday counts"


def test_what_was_done_in_burn_in_counts_against_innocence_only():
    t = request()
    t.tally.zero = 5
    t.tally.event("act", 0, 0, 1, 1)
    t.tally.evening(0, True)
    t.tally.event("denied", 5, 0, 2, 0)
    t.tally.evening(5, True)
    assert t.tally.flow[0, 0, "went"] == t.tally.flow[0, 0, "denied"] == 1 and t.tally.flow[0, 0, "denied_innocent"] == 0


@pytest.mark.parametrize(("actual", "shadow", "wrongly"), [
    ((1, 0), (0, 0), 1), ((1, 0), (1, 0), 0), ((1, 0), (0, 1), 0), ((0, 1), (0, 0), 1)])
def test_a_denial_is_wrongful_by_the_shadows_of_the_whole_household(actual, shadow, wrongly):
    t = request()
    t.r = t.r._replace(household_deny=[1, 0])
    for ledger, bits in ((0, actual), (3, shadow)):
        for person in (0, 1):
            t.accounts[ledger][person].lists = bits[person]
    t.tally.event("denied", 0, 0, 1, 0)
    t.tally.evening(0, True)
    assert t.tally.flow[0, 0, "denied_wrongly"] == wrongly
    assert t.tally.lives[0].denied_for_family == (actual == (0, 1))


# Whole lives

@pytest.mark.parametrize(("days", "b"), [
    (0, 0), (15, 15), (16, 16), (17, 16), (18, 17), (31, 23), (32, 24), (35, 24), (36, 25), (63, 31), (2**40, 87)])
def test_sanction_days_fall_into_eight_bins_an_octave(days, b):
    assert burden_bin(days) == b


def test_distance_is_counted_in_steps_from_the_sanctioned():
    t = counted(simple.society(per_day=0), simple.regime(), n=7, live=False)
    for a in range(5):                                   # a chain 0 - 1 - ... - 5; nobody is near 6
        t.people[a].ties[a % 2].add(a + 1)
        t.people[a + 1].ties[a % 2].add(a)
    t.tally.lives[0].sanctioned = t.tally.lives[2].recorded = True
    t.tally.event("chilled", 90, 1, 1, 0)
    t.tally.event("chilled", 90, 1, 2, 0)
    t.tally.courses.evening(91)
    people = {cell[1:3]: count for cell, count in t.tally.courses.distance.items() if cell[3] == "people"}
    assert people == {(1, 0): 1, (0, 1): 1, (1, 2): 1, (0, 3): 1, (0, 4): 2, (0, 5): 1}
    assert t.tally.courses.distance[0, 0, 1, "silent"] == 1 and t.tally.courses.distance[0, 0, 1, "chilled"] == 2
    t.cuts[1, 2] = {"ever"}
    t.tally.courses.evening(182)
    assert t.tally.courses.distance[0, 0, 5, "people"] == 1 + 4 and t.tally.courses.distance[0, 0, 1, "chilled"] == 2


def test_snapshots_are_four_weeks_apart_and_see_hardship_in_four_levels():
    t = counted(simple.society(per_day=0), simple.regime(flags=simple.array(0, 8)), n=6, live=False)
    for state, hardship in zip(t.states, (255, 256, 1023, 1024, 2047, 2048), strict=True):
        state.hardship = hardship
    t.live(0, 28, True)
    t.accounts[0][5].lists = 1                           # with flag SANCTIONED from day 28 on
    t.live(28, 29, True)
    assert +t.tally.courses.trap == {(0, 0, 0): 1, (0, 1, 1): 2, (0, 2, 2): 2, (0, 3, 7): 1}
    assert +t.tally.courses.moves == {(0, 0, 0): 6}


def test_bystanders_are_never_sanctioned_and_lost_by_others():
    s = simple.society(household=2)
    r = simple.regime(spill_mode=simple.array([2, 0, 0]), spill=simple.array([-3, 0, 0]))
    for sanctions, bystanders in ((simple.full(2), 2), (simple.array(0, 1), 0)):
        t = counted(s, r._replace(sanctions=sanctions, list_mode=simple.array(1), list_cut=simple.array(1)), n=2, days=20)
        t.tally.close(20)
        assert t.tally.people[0, "harmed_by_association"] == 2 and t.tally.people[0, "bystanders"] == bystanders
        assert t.tally.people[0, "recorded_ever"] == 2 and t.tally.people[0, "lost_by_uninvolved"] == 0


# Muted records

def test_a_muted_record_falls_on_nobody_in_any_ledger():
    log: list = []
    t = Twin(simple.society(), simple.regime(), 7, 0, 0, 1, [False] * 9).live(0, 9, True, log)
    made = [entry[2:] for entry in log if entry[0] == "made"]
    assert len(made) > 3 and [entry[1] for entry in made] == [0] * len(made)
    muted = Twin(simple.society(), simple.regime(), 7, 0, 0, 1, [False] * 9)
    muted.muted = frozenset(made[1:3])
    muted.live(0, 9, True)
    assert [a[0].dims[0] - b[0].dims[0] for a, b in zip(muted.accounts, t.accounts, strict=True)] == [20] * 4
    assert muted.counts["act"] == t.counts["act"] and muted.counts["record"] == len(made) - 2
