"""Each finding: a regime worked by hand that has it, and the same regime after the change that the finding names, without it."""

import re
from pathlib import Path

import pytest

# id, group, overrides that bring the finding, and the overrides each of which ends it. "society:" overrides the society.
CASES = [
    # nobody can make the record
    ("rule_never_fires", "jaywalking", ["channels.camera.sees.jaywalking=0"],
     ["channels.camera.sees.jaywalking=0.001", "rules.jaywalking.enabled=false"]),
    ("rule_never_fires", "jaywalking", ["channels.camera.enabled=false"],
     ["channels.camera.enabled=true", "rules.jaywalking.enabled=false"]),
    ("rule_never_fires", "jaywalking", ["channels.camera.by_urban={urban: 0, rural: 0}"], ["channels.camera.by_urban.rural=0.1"]),
    ("rule_never_fires", "jaywalking", ["channels.camera.by_region={Here: 0}"], ["channels.camera.by_region.Here=0.1"]),
    ("rule_never_fires", "jaywalking", ["channels.camera.by_class={han: 0, minority: 0}"], ["channels.camera.by_class.han=0.1"]),
    ("rule_never_fires", "jaywalking", ["society:kinds.jaywalking.rate=0"], ["society:kinds.jaywalking.rate=0.1"]),
    ("rule_never_fires", "jaywalking", ["society:kinds.jaywalking.by={sex: {male: 0, female: 0}}"],
     ["society:kinds.jaywalking.by={sex: {male: 0}}", "society:kinds.fly.follow={kind: jaywalking, after_days: 3}"]),
    ("rule_never_fires", "jaywalking", ["scope.share=0"], ["scope.share=0.01"]),
    ("rule_never_fires", "jaywalking", ["scope.consent=0"], ["scope.consent=0.01"]),
    ("rule_never_fires", "jaywalking", ["channels.camera.review={share: 1, catches: 1, errs: 1}"],
     ["channels.camera.review.share=0.99", "channels.camera.review.errs=0.99"]),
    ("rule_never_fires", "posting", ["channels.camera.sees.posting+=1", "rules.posting+={kind: posting, points: -1, channels: [office]}"],
     ["channels.camera.sees.posting=0.9", "channels.camera.by_urban.rural=0.9", "rules.posting.channels=[camera]",
      "society:response.evasion={posting: {channel: camera, share_per_level: 0.1}}"]),
    # a false record is a record, though nobody acts
    ("rule_never_fires", "jaywalking", ["society:kinds.jaywalking.rate=0"],
     ["channels.camera.false_records={per_person_year: 0.1, of: {jaywalking: 1}}"]),
    # tiers, lists and consequences out of reach
    ("tier_unreached", "high", ["rules.volunteering.enabled=false"], ["rules.volunteering.enabled=true", "tiers.2.from=90"]),
    ("tier_unreached", "low", ["rules.jaywalking.enabled=false"], ["rules.jaywalking.enabled=true", "scoring.dimensions.conduct.base=40"]),
    ("tier_unreached", "middle", ["tiers.1.from=101", "tiers.2.from=105"],          # scores are multiples of 5
     ["scoring.dimensions.conduct.recovery.points_per_month=1", "tiers.2.from=106", "rules.volunteering.points=1",
      "association.company={dimension: conduct, weight: 0.1}"]),
    ("list_unreached", "bad", ["rules.jaywalking.enabled=false"],
     ["rules.jaywalking.enabled=true", "lists.bad.below=101", "lists.bad.enabled=false"]),
    ("list_unreached", "bad", ["lists.bad.below=null"], ["rules.jaywalking.list=bad", "lists.bad.below=1"]),
    ("list_unreached", "bad", ["lists.bad.review={share: 1, catches: 1, errs: 1}"], ["lists.bad.review.catches=0.9"]),
    ("consequence_unreached", "no_flight", ["rules.jaywalking.enabled=false"],
     ["consequences.no_flight.enabled=false", "consequences.no_flight.tiers=[middle]"]),
    ("sanction_from_the_start", "no_flight", ["lists.bad.below=101"],
     ["scoring.dimensions.conduct.base=101", "consequences.no_flight.enabled=false"]),
    ("sanction_from_the_start", "no_flight", ["consequences.no_flight.lists=[]", "consequences.no_flight.tiers=[middle]"],
     ["scoring.dimensions.conduct.base=150", "consequences.no_flight.tiers=[low]"]),
    # no way off
    ("list_without_exit", "bad", ["lists.bad.term_days=null", "redress=null"],
     ["lists.bad.term_days=3650", "lists.bad.duty_per_year=0.01", "lists.bad.leaves_at=80",
      "redress={bad: {hazard_per_year: 0.1, success_if_wrong: 0.1}}"]),
    ("list_without_exit", "bad",
     ["lists.bad.term_days=null", "redress=null", "lists.bad.leaves_at=120", "rules.volunteering.enabled=false"],
     ["lists.bad.leaves_at=100", "rules.volunteering.enabled=true"]),
    ("list_without_exit", "bad", ["lists.bad.term_days=null", "awareness.share=0"], ["awareness.share=0.1"]),
    ("exit_if_wrong_only", "bad", ["lists.bad.term_days=null", "redress.bad.success_if_right=0"],
     ["redress.bad.success_if_right=0.01", "lists.bad.term_days=3650", "lists.bad.leaves_at=80"]),
    ("double_punishment", "jaywalking",
     ["lists.named+={term_days: 1}", "rules.jaywalking.list=named",
      "consequences.shame+={lists: [named], publicise: true, context: street}"],
     ["rules.jaywalking.points=0", "rules.jaywalking.list=null", "consequences.shame.lists=[bad]"]),
    ("context_unnamed", "no_flight", ["consequences.no_flight.context=''"], ["consequences.no_flight.context=travel"]),
    # questions
    ("context_crossing", "jaywalking", ["consequences.no_flight.context=travel"],
     ["consequences.no_flight.context=' STREET'", "channels.camera.context=Travel", "rules.jaywalking.enabled=false",
      "rules.jaywalking.points=0", "consequences.no_flight.enabled=false"]),
    ("context_crossing", "posting", ["rules.posting+={kind: posting, points: -1}"],
     ["rules.posting.enabled=false", "channels.office.context=street"]),
    ("context_crossing", "posting", ["rules.posting+={kind: posting, spillover: {close: {fixed: -1}}}"],
     ["rules.posting.spillover.close=null", "association.spillover=false"]),
    ("proportion", "jaywalking", [], ["rules.jaywalking.points=0", "consequences.no_flight.enabled=false"]),
    ("face_recognition", "camera", ["channels.camera.misattribution={share: 0.1, among: look_alike}"],
     ["channels.camera.misattribution.among=community", "channels.camera.enabled=false", "rules.jaywalking.enabled=false"]),
    ("automated_decision", "bad", ["channels.camera.review=null"],
     ["channels.camera.review={share: 1, catches: 0.1}", "lists.bad.review={share: 1, catches: 0.1}"]),
    ("automated_decision", "bad", ["channels.camera.review.share=0.5"], ["channels.camera.review.share=1"]),
    ("right_movement", "no_flight", [], ["consequences.no_flight.deny=[]", "society:kinds.fly.travel=false"]),
    ("right_movement", "no_flight", ["consequences.no_flight.deny=[]", "consequences.no_flight.confine=true"],
     ["consequences.no_flight.confine=false"]),
    ("right_movement", "no_flight", ["consequences.no_flight.deny=[]", "consequences.no_flight.household_deny=[fly]"],
     ["consequences.no_flight.household_deny=[]"]),
    ("right_expression", "no_flight", ["consequences.no_flight.suspend_expression=true"],
     ["consequences.no_flight.suspend_expression=false"]),
    ("right_expression", "no_flight", ["consequences.no_flight.remove_account=true"],
     ["consequences.no_flight.remove_account=false"]),
    ("right_expression", "posting", ["rules.posting+={kind: posting, points: -1}"],
     ["rules.posting.points=1", "rules.posting.enabled=false"]),
    ("right_private_life", "no_flight", ["consequences.no_flight.publicise=true"], ["consequences.no_flight.publicise=false"]),
    ("right_private_life", "no_flight", ["consequences.no_flight.household_deny=[fly]"], ["consequences.no_flight.household_deny=[]"]),
    ("right_private_life", "no_flight", ["consequences.no_flight.ostracism={chance: 0.1}"], ["consequences.no_flight.ostracism=null"]),
    ("right_fair_hearing", "bad", ["redress=null"], ["redress={bad: {hazard_per_year: 0.1, success_if_wrong: 0.1}}"]),
    ("right_fair_hearing", "bad", ["redress.bad.hazard_per_year=0"], ["redress.bad.hazard_per_year=0.1"]),
    ("right_fair_hearing", "bad", ["redress.bad={hazard_per_year: 1, success_if_wrong: 0}"], ["redress.bad.success_if_wrong=0.1"]),
    ("right_fair_hearing", "low", ["consequences.no_flight.tiers=[low]"], ["consequences.no_flight.tiers=[]"]),
    ("right_equal_treatment", "camera", ["channels.camera.by_class={minority: 1.5}"],
     ["channels.camera.by_class={minority: 1.5, han: 1.5}"]),
    ("right_equal_treatment", "camera", ["channels.camera.misattribution={share: 0.1, by_class: {minority: 3}}"],
     ["channels.camera.misattribution.by_class={}"]),
    ("right_equal_treatment", "camera",
     ["channels.camera.false_records={per_person_year: 0.1, of: {jaywalking: 1}, by_class: {minority: 3}}"],
     ["channels.camera.false_records.by_class={}", "channels.camera.false_records=null"]),
    ("right_equal_treatment", "bad", ["lists.bad.where={sex: male}"], ["lists.bad.where={age: 18+}"]),
    ("right_equal_treatment", "bad", ["redress.bad.hazard_by={minority: {minority: 0.5}}"], ["redress.bad.hazard_by={}"]),
    ("right_equal_treatment", "where", ["scope.where={minority: minority}"], ["scope.where={}"]),
]
NAMES = [f"{number} {case[0]} {case[1]}" for number, case in enumerate(CASES)]


def split(overrides):
    """Overrides of the regime, and of the society."""
    society = tuple(o.removeprefix("society:") for o in overrides if o.startswith("society:"))
    return [o for o in overrides if not o.startswith("society:")], society


def has(look, overrides, id_, group):
    own, society = split(overrides)
    return any(f.id == id_ and f.group == group for f in look(*own, society=society))


@pytest.mark.parametrize(("id_", "group", "brings", "ends"), CASES, ids=NAMES)
def test_a_finding_goes_away(look, id_, group, brings, ends):
    assert has(look, brings, id_, group)
    for change in ends:
        assert not has(look, [*brings, change], id_, group), change


def test_the_quiet_regime_has_what_was_worked_out_by_hand_and_no_more(look):
    assert [(f.id, f.group) for f in look()] == [("proportion", "jaywalking"), ("right_movement", "no_flight")]
    assert look("consequences.no_flight.enabled=false") == []


def test_every_sort_of_finding_has_a_case_and_a_section(look):
    page = (Path(__file__).parents[3] / "docs" / "inspection.md").read_text(encoding="utf-8")
    assert {case[0] for case in CASES} == set(re.findall(r"^### `(\w+)`", page, re.MULTILINE))
