"""How many acts lead to a sanction, how long it lasts and what is said of it: by hand."""

import pytest


def said(look, group, *overrides, **more):
    found = [f for f in look(*overrides, **more) if f.id == "proportion" and f.group == group]
    return [f.found for f in found]


@pytest.mark.parametrize(("overrides", "acts", "lasts"), [
    ([], "5 records", "30 days or until an appeal is granted; 6 sanction-days per act"),               # 100 - 50 < 60; 30 / 5
    (["lists.bad.below=61"], "4 records", "30 days or until an appeal is granted; 7.5 sanction-days per act"),
    (["scoring.dimensions.conduct.base_by={sex: {male: 60}}"], "1 record",
     "30 days or until an appeal is granted; 30 sanction-days per act"),
    (["rules.jaywalking.repetition={window_days: 9, points: [0, 0, -25]}"], "4 records",
     "30 days or until an appeal is granted; 7.5 sanction-days per act"),                               # 0, 0, -25, -25: 50 < 60
    (["rules.jaywalking.repetition={window_days: 9}", "rules.jaywalking.list=bad", "rules.jaywalking.list_from=3"], "3 records",
     "30 days or until an appeal is granted; 10 sanction-days per act"),
    (["lists.bad.term_days=0"], "5 records", "named once or until an appeal is granted"),
    (["lists.bad.term_days=null", "lists.bad.duty_per_year=0.73"], "5 records",
     "until the duty is performed (500 days on average) or until an appeal is granted; 100 sanction-days per act"),
    (["lists.bad.term_days=null", "lists.bad.leaves_at=60", "scoring.dimensions.conduct.recovery.points_per_month=6"], "5 records",
     "until the score is at or above 60 or until an appeal is granted; 12.2 sanction-days per act"),    # 50 to 60: two months, 60.8 days
    (["lists.bad.term_days=null", "redress=null"], "5 records", "no end"),
    (["lists.bad.term_days=null"], "5 records", "until an appeal is granted"),
])
def test_acts_and_days_by_hand(look, overrides, acts, lasts):
    base = 60 if any("base_by" in o for o in overrides) else 100
    verb = "brings" if acts == "1 record" else "bring"
    assert said(look, "jaywalking", *overrides) == [
        f"{acts} of jaywalking (unlawful, gravity 1 of 5) {verb} somebody from {base} to list bad: {lasts} (no fly)."]


def test_the_points_of_the_tier_count(look):
    """From 150, in `high`: 25 in it, then 10 at a time: 125, 115, ... 65, 55; eight acts."""
    overrides = ["scoring.dimensions.conduct.base=150", "rules.jaywalking.by_tier={high: -25}"]
    assert said(look, "jaywalking", *overrides)[0].startswith("8 records")


def test_a_tier_lasts_until_recovery_leads_out_of_it(look):
    """Five acts lead to 49, one below `middle`; with hysteresis 5 it takes six points, three months, to climb back."""
    overrides = ["consequences.no_flight={tiers: [low], deny: [fly], context: street}", "scoring.dimensions.conduct.base=99",
                 "tiers.1={name: middle, from: 50, hysteresis: 5}", "scoring.dimensions.conduct.recovery.points_per_month=2"]
    assert said(look, "jaywalking", *overrides) == [
        "5 records of jaywalking (unlawful, gravity 1 of 5) bring somebody from 99 to tier low: until the score has risen out of it; "
        "18.2 sanction-days per act (no fly)."]


def test_acts_that_do_not_suffice_alone_are_said_so(look):
    """Points that end at 65 never lead below 60, but other records may do the rest."""
    stops = ["rules.jaywalking.by_tier={middle: 0, high: -10}", "scoring.dimensions.conduct.base=150"]
    assert "2,000 of them alone do not" in said(look, "jaywalking", *stops, "rules.posting+={kind: posting, points: -1}")[0]


def test_a_graver_act_that_costs_fewer_days_is_named(look):
    overrides = ["rules.posting+={kind: posting, points: -1}"]
    grave = ("kinds.posting.gravity=3",)
    assert said(look, "jaywalking", *overrides, society=grave)[0].endswith("Longer per act than for posting, declared graver.")
    assert "(expression, gravity 3 of 5)" in said(look, "posting", *overrides, society=grave)[0]
    assert "graver" not in said(look, "jaywalking", *overrides)[0]
    assert "graver" not in said(look, "posting", *overrides, society=grave)[0]


def test_the_longest_per_act_comes_first(look):
    found = [f.group for f in look("rules.posting+={kind: posting, points: -40}") if f.id == "proportion"]
    assert found == ["posting", "jaywalking"]
