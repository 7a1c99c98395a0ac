"""Dated changes: what is reached under any version is reached, and each version's questions are asked once."""


def ids(found):
    return {(f.id, f.group) for f in found}


def test_a_rule_that_a_change_brings_reaches_its_tier(look):
    off = "rules.volunteering.enabled=false"
    assert ("tier_unreached", "high") in ids(look(off))
    assert ("tier_unreached", "high") not in ids(look(off, "rollout=[{day: 0}, {day: 100, set: [rules.volunteering.enabled=true]}]"))
    assert ("tier_unreached", "high") in ids(look(off, "rollout=[{day: 0}, {day: 100, set: [rules.volunteering.points=10]}]"))


def test_a_rule_that_never_fires_at_first_fires_later(look):
    blind = "channels.camera.sees.jaywalking=0"
    found = look(blind, "rollout=[{day: 0}, {day: 9, set: [channels.camera.sees.jaywalking=0.5]}]")
    assert not {i for i, _ in ids(found)} & {"rule_never_fires", "list_unreached", "consequence_unreached"}
    assert ("proportion", "jaywalking") in ids(found)


def test_a_way_off_that_a_change_opens_counts(look):
    closed = ["lists.bad.term_days=null", "redress=null"]
    assert ("list_without_exit", "bad") in ids(look(*closed))
    assert ("list_without_exit", "bad") not in ids(look(*closed, "rollout=[{day: 0}, {day: 9, set: [lists.bad.term_days=3]}]"))


def test_points_of_one_version_meet_the_cutoff_of_another(look):
    """Down to 80 under the first; from day 9 no rule takes points any more, but the cutoff lies above 80."""
    at_80 = ["scoring.dimensions.conduct.minimum=80", "lists.bad.below=null", "tiers.1.from=81"]
    quiet = "rules.jaywalking.enabled=false"
    then = f"{{day: 9, set: [{quiet}, lists.bad.below=81]}}"
    assert ("list_unreached", "bad") in ids(look(*at_80, f"rollout=[{{day: 0, set: [{quiet}]}}, {then}]"))
    assert ("list_unreached", "bad") not in ids(look(*at_80, f"rollout=[{{day: 0}}, {then}]"))


def test_a_base_that_moves_takes_people_along(look):
    """From day 9 on recovery leads to 160 and through all between, though nobody earns points."""
    off = ["rules.volunteering.enabled=false", "scoring.dimensions.conduct.recovery.points_per_month=1"]
    moves = "rollout=[{day: 0}, {day: 9, set: [scoring.dimensions.conduct.base=160]}]"
    between = "tiers=[{name: low}, {name: middle, from: 121}, {name: high, from: 122}]"
    assert {("tier_unreached", "middle"), ("tier_unreached", "high")} <= ids(look(*off, between))
    assert not {i for i, _ in ids(look(*off, between, moves))} & {"tier_unreached"}


def test_a_finding_of_two_versions_is_told_once(look):
    found = look("rollout=[{day: 0}, {day: 9, set: [rules.volunteering.points=6]}]")
    assert len([f for f in found if f.id == "right_movement"]) == 1


def test_a_regime_that_only_ends_is_inspected_as_written(look):
    assert ids(look("rollout=[{day: 0, regime: none}]")) == ids(look())


def test_an_amendment_counts_as_a_version(look):
    off = "rules.volunteering.enabled=false"
    amended = 'amendments=[{from: "2020-06-01", set: [rules.volunteering.enabled=true]}]'
    assert ("tier_unreached", "high") not in ids(look(off, amended))
