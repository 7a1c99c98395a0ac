"""Amplification against a table worked by hand on harbour town, whose detection classes are han and minority."""

import pytest

from measures.town import LABELS, REGIME, fill, flows, labels, tallies, told
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel import tallies as k
from ostrakon.measures.amplification import COMPOSITES, EVEN, contrasts
from ostrakon.measures.base import Labels
from ostrakon.measures.labels import labels_of

AMPLIFIED = COMPOSITES[0]
FACES = labels("channels.camera.misattribution.by_class={minority: 4}", "channels.camera.misattribution.share=0.1")


def group(wrongly: int) -> k.Tallies:
    """Of 1,000 people in each cohort: minority people are listed wrongly twice as often, and wrong records are eight times as many."""
    t = flows(tallies(1000), {"jaywalking": {k.RECORD_WRONG: (20, 100, 0, 60), k.RECORD_RIGHT: (500, 500, 500, 500)},
                              "criticism": {k.RECORD_FALSE: (5, 20, 5, 60)}})
    fill(t.people, {k.EVER_WRONGLY: (30, 60, 30, wrongly)})
    return t


GROUPS = (group(50), group(70), group(50), group(70), group(50), group(70))


def test_by_hand() -> None:
    """The camera errs four times as often with minority people: listings carry half of that, records twice as much."""
    found = told(AMPLIFIED, *GROUPS, names=FACES)
    row, = found["contrasts"].values()
    assert {name: row[name] for name in ("channel", "sort", "classes", "against", "told_by")} == {
        "channel": "camera", "sort": "misattribution", "classes": ["minority"], "against": ["han"], "told_by": ["minority"]}
    assert row["sensor"] == pytest.approx(4, rel=1e-6) and found["excluded"] == []
    assert row["wrongly_listed"]["risk_ratio"]["value"] == pytest.approx(2)
    assert row["wrongly_listed"]["value"] == pytest.approx(0.5)
    assert row["recorded_wrongly"]["risk_ratio"]["value"] == pytest.approx(240 / 30)
    assert row["recorded_wrongly"]["value"] == pytest.approx(2)
    listed = row["wrongly_listed"]
    assert listed["low"] < 0.5 < listed["high"] and listed["low"] == pytest.approx(listed["risk_ratio"]["low"] / 4)


def test_an_even_sensor_has_nothing_to_amplify() -> None:
    assert told(AMPLIFIED, *GROUPS) == {"value": None, "reason": EVEN}
    assert contrasts(LABELS) == []


def test_cohorts_that_do_not_tell_the_classes_apart_give_a_reason() -> None:
    def names(cohorts: str, *regime: str) -> Labels:
        program = compile_scenario(Scenario(REGIME, "harbour-town", people=10, days=60, society_overrides=(f"cohorts={cohorts}",),
                                            overrides=("channels.camera.misattribution.by_class={minority: 4}",
                                                       "redress.bad.hazard_by={}", *regime)))
        return labels_of(program, program.society.cohorts, 365)

    assert "do not tell these classes apart" in contrasts(names("[sex]"))[0].excluded
    assert contrasts(names("[minority]"))[0].of.tolist() == [0, 1]
    several = names("[minority]", 'amendments=[{from: 2020-02-01, set: ["channels.camera.misattribution.by_class={minority: 2}"]}]')
    assert contrasts(several)[0].excluded == "the ratio between classes changes within the run"


def test_a_sensor_that_never_errs_with_the_others_has_no_ratio() -> None:
    only = labels("channels.camera.false_records.by_class={han: 0}")
    row, = told(AMPLIFIED, *GROUPS, names=only)["contrasts"].values()
    assert row["sort"] == "false_records" and row["sensor"] is None
    assert row["wrongly_listed"]["value"] is None and "never errs" in row["wrongly_listed"]["reason"]
    assert row["wrongly_listed"]["risk_ratio"]["value"] == pytest.approx(2)


def test_too_few_met_is_a_reason() -> None:
    row, = told(AMPLIFIED, tallies(1000), tallies(1000), names=FACES)["contrasts"].values()
    assert row["wrongly_listed"]["value"] is None and row["wrongly_listed"]["reason"] == "0 met it; fewer than 20"


def test_swapped_labels_swap_the_risk() -> None:
    swapped = tuple(t._replace(flow=t.flow[[1, 0, 3, 2]], people=t.people[[1, 0, 3, 2]]) for t in GROUPS)
    rows = [told(AMPLIFIED, *groups, names=FACES)["contrasts"]["camera, misattribution, minority"] for groups in (GROUPS, swapped)]
    one, other = (row["wrongly_listed"]["risk_ratio"]["value"] for row in rows)
    assert one == pytest.approx(1 / other) != pytest.approx(1)
