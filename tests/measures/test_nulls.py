"""What must be nothing when its cause is absent, on runs of harbour town; and that it is something when it is not."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from measures.town import labels, scenario, told
from ostrakon.engine.simulate import RunTallies, simulate
from ostrakon.kernel.tallies import LIST_DAYS
from ostrakon.measures.cuts import cut
from ostrakon.measures.distance import COMPOSITES
from ostrakon.measures.summary import reduce_run, summarise

SEED, PEOPLE, DAYS = 3, 3000, 91
PERFECT = ("channels.camera.misattribution=off", "channels.camera.false_records=off")
ALONE = ("association.spillover=false", "association.company=off")
UNHEARD = ("redress=off",)         # appeals act on the actual ledger alone and part it from the shadow
RUN = scenario(people=PEOPLE, days=DAYS)
SILENCE = COMPOSITES[0]


@cache
def lived(*overrides: str) -> RunTallies:
    return simulate(scenario(*overrides, people=PEOPLE, days=DAYS), seed=SEED)


@cache
def summary(*overrides: str) -> dict[str, Any]:
    names = labels(*overrides, days=DAYS)
    return summarise([reduce_run(lived(*overrides).groups, names)], names)


def value(name: str, *overrides: str) -> float | None:
    return summary(*overrides)["outcomes"][name]["value"]


def test_the_regime_errs_blames_and_denies() -> None:
    """Without this the null tests below would hold of nothing."""
    for name in ("false_discovery_rate", "wrongful_denial_share", "wrongful_entries", "wrongful_days", "bystanders", "silent_untouched",
                 "denials_no_breach", "appeals_lodged", "rights.movement", "rights.credit"):
        assert value(name), name
    assert value("list_recall") < 1


def test_perfect_channels_record_nothing_wrong() -> None:
    assert value("false_discovery_rate", *PERFECT) == 0 < value("recall", *PERFECT) < 1
    found = summary(*PERFECT)["measures"]["channels_truth"]["channels"]
    assert found["camera"]["false_discovery_rate"]["value"] == 0


def test_perfect_channels_without_association_list_and_deny_nobody_wrongly() -> None:
    null = (*PERFECT, *ALONE, *UNHEARD)
    assert value("denials", *null) > 0 and value("listed", *null) > 0
    assert [value(name, *null) for name in ("denied_wrongly", "wrongful_denial_share", "wrongful_entries", "wrongful_days")] == [0] * 4
    assert value("list_recall", *null) == 1


def test_without_spillover_nobody_else_is_harmed() -> None:
    """No list of this regime denies anything to a household."""
    assert value("sanctioned", *ALONE) > 0 == value("bystanders", *ALONE) == value("bystanders_per_sanctioned", *ALONE)


def test_a_sanction_on_the_household_harms_bystanders_without_any_spillover() -> None:
    family = (*ALONE, "consequences.bad_list.household_deny=[loan]")
    assert value("bystanders", *family) > 0 < value("rights.family", *family)
    assert value("rights.family", *ALONE) == 0


def test_no_redress_is_null_with_a_reason() -> None:
    found = summary(*UNHEARD)
    assert {found["outcomes"][f"appeals_{what}"]["reason"] for what in ("lodged", "decided", "granted", "won", "wait")} == {
        "nobody can appeal against a black list under this regime"}


def test_people_who_fear_nothing_are_not_silent_at_any_distance() -> None:
    """The same people under a law of response that fear does not enter."""
    calm = simulate(replace(RUN, society_overrides=("response.laws=[indifferent]",)), seed=SEED)
    untouched, nobody = (told(SILENCE, *run.groups.values()) for run in (lived(), calm))
    assert untouched["all_untouched"]["silent"]["value"] > 0 == nobody["all_untouched"]["silent"]["value"]
    assert nobody["others"]["silent"]["value"] == 0 < nobody["others"]["silent"]["n"]


def test_rights_restricted_are_the_days_on_the_list() -> None:
    """The list denies flights and loans: its days per 1,000 people are those of movement and of credit."""
    days = sum(int(t.lists[:, 0, LIST_DAYS].sum()) for t in lived().groups.values())
    assert value("rights.movement") == value("rights.credit") == pytest.approx(1000 * days / PEOPLE)
    assert value("rights_yearly.movement") == pytest.approx(days / (PEOPLE * DAYS) * 365)


def test_a_cut_by_cohorts_says_what_cannot_be_cut() -> None:
    names = labels(days=DAYS)
    sex = cut("sex", names.axes)
    found = summarise([reduce_run(lived().groups, names, [sex])], names, [sex])["measures"]
    assert found["channels_truth"]["by"]["sex"]["male"]["reason"] == "counted for everybody together, not by cohort"
    assert found["kinds_truth"]["by"]["sex"]["male"]["kinds"]["jaywalking"]["value"] > 0
    assert found["channels_truth"]["channels"]["camera"]["recall"]["value"] > 0
