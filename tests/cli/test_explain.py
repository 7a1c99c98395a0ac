"""``ostrakon explain`` says every key that is set: whatever a file changes, the words change."""

from functools import cache

import pytest

from ostrakon.cli import run_command_line
from ostrakon.spec.explained import parts
from ostrakon.spec.load import load_regime

LISTS = "lists.blacklist"
CAMERA = "channels.street_camera"
APPEAL = "redress={blacklist: {hazard_per_year: 2, success_if_wrong: 0.5, hazard_by: {sex: {male: 2}}}}"
SAID = [
    "burn_in_days=3", "update=monthly", "rollout.0.day=3", "rollout.0.share=0.5", "rollout.0.regions=[Hebei]", "rollout.0.regime=none",
    "rollout=[{day: 9, regime: none, keep_scores: true}]", "rollout.0.set=[rules.jaywalking.points=-9]",
    "scope.where={age: 18+}", "scope.exempt={occupation: [civil_servant, heads]}", "scope.share=0.5", "scope.consent=0.5",
    "awareness.where={age: 18+}", "awareness.share=0.5",
    f"{CAMERA}=off", f"{CAMERA}.context=market", f"{CAMERA}.sees.littering=0.5", f"{CAMERA}.by_urban.urban=2",
    f"{CAMERA}.by_region={{Hebei: 2}}", f"{CAMERA}.by_class={{male_han: 2}}", f"{CAMERA}.misattribution=off",
    f"{CAMERA}.misattribution.share=0.5", f"{CAMERA}.misattribution.among=community", f"{CAMERA}.misattribution.by_class={{male_han: 2}}",
    f"{CAMERA}.false_records.per_person_year=0.01", f"{CAMERA}.false_records.of={{littering: 1}}",
    f"{CAMERA}.false_records.by_class={{male_han: 2}}", f"{CAMERA}.review={{share: 0.2, catches: 0.5}}",
    "scoring.dimensions.score.base=700", "scoring.dimensions.score.base_by={urban: {urban: 700}}", "scoring.dimensions.score.minimum=1",
    "scoring.dimensions.score.maximum=799", "scoring.dimensions.score.recovery.points_per_month=1",
    "scoring.dimensions.score.recovery.yearly_factor=0.5",
    "rules.late_bill=off", "rules.late_bill.kind=fraud", "rules.late_bill.channels=[financial_records]", "rules.late_bill.points=-9",
    "rules.late_bill.by_tier={good: -1}", "rules.late_bill.repetition={window_days: 9, points: [-1, -2]}", "rules.late_bill.list=blacklist",
    "rules.criticism.list_from=2", "rules.criticism.repetition.window_days=9", "rules.late_bill.spillover.wider=0.5",
    "rules.late_bill.spillover.household={fixed: -3}", "rules.late_bill.article=A21",
    "association.spillover=false", "association.company=off", "association.company.of=all", "association.company.weight=0.5",
    "tiers.good.from=741", "tiers.good.hysteresis=5",
    f"{LISTS}=off", f"{LISTS}.colour=red", f"{LISTS}.below=500", f"{LISTS}.term_days=9", f"{LISTS}.duty_per_year=2",
    f"{LISTS}.leaves_at=600",
    f"{LISTS}.where={{age: 18+}}", f"{LISTS}.review={{share: 0.2, catches: 0.5, errs: 0.1}}", f"{LISTS}.grace_days=9", APPEAL,
    "consequences.no_travel=off", "consequences.no_travel.deny=[fly]", "consequences.no_travel.lists=[house_arrest]",
    "consequences.no_travel.tiers=[bad]", "consequences.airport_vip.privileges.fly.saves_minutes=9",
    "consequences.deposits_waived.privileges.hotel.saves_yuan=9", "consequences.job_priority.privileges.job.chance=0.5",
    "consequences.no_account.suspend_expression=false", "consequences.no_account.remove_account=false",
    "consequences.no_travel.confine=true",
    "consequences.no_travel.fine_yuan=9", "consequences.no_travel.detain_days=9", "consequences.no_travel.publicise=true",
    "consequences.no_travel.household_deny=[fly]", "consequences.isolation.ostracism.chance=0.5",
    "consequences.isolation.ostracism.until=ever",
    "consequences.no_travel.context=work", "consequences.no_travel.right=work", "references.article=another",
    "mechanisms.A01.claim=another", "mechanisms.A01.verdict=another", "mechanisms.A01.figure=another", "mechanisms.A01.held_by=another",
    "mechanisms.A01.moves=another", "mechanisms.A01.sources=[suqian]",
]


@cache
def said(*overrides: str) -> list[tuple[str, list[str]]]:
    return list(parts(load_regime("article-2018", overrides).model))


@pytest.mark.parametrize("override", SAID)
def test_what_a_file_changes_the_words_change(override: str) -> None:
    assert said(override) != said()


@pytest.mark.parametrize(("more", "override"), [
    (APPEAL, "redress.blacklist.hazard_per_year=3"), (APPEAL, "redress.blacklist.where={age: 18+}"),
    (APPEAL, "redress.blacklist.hazard_by.sex.male=3"), (APPEAL, "redress.blacklist.wait_days=3"),
    (APPEAL, "redress.blacklist.success_if_wrong=0.3"), (APPEAL, "redress.blacklist.success_if_right=0.3"),
    (APPEAL, "redress.blacklist.restores=points"),
    (f"{CAMERA}.review={{share: 0.2, catches: 0.5}}", f"{CAMERA}.review.errs=0.5"),
    (f"{CAMERA}.review={{share: 0.2, catches: 0.5}}", f"{CAMERA}.review.delay_days=5"),
])
def test_what_is_set_within_an_optional_section_is_said(more: str, override: str) -> None:
    assert said(more, override) != said(more)


def test_house_arrest_is_said_to_take_several_records() -> None:
    told = " ".join(line for _, lines in said() for line in lines)
    assert "The 5th and later records within 365 days put the person on house arrest" in told
    assert "house arrest (black): entered by the rule on criticism; left never" in told


def test_claims_come_with_verdict_source_and_switch(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["explain", "article-2018"]) == 0
    printed = capsys.readouterr().out
    assert all(f"A{i:02d}" in printed for i in range(1, 32)) and "assumed" in printed
    assert "outline_2014: State Council" in printed
