"""The appeal gap against a table worked by hand on harbour town."""

from dataclasses import replace

import pytest

from measures.town import LABELS, estimate, fill, labels, named, taken, tallies
from ostrakon.kernel import tallies as k
from ostrakon.measures.appeal_gap import GAPS, MEASURES
from ostrakon.measures.disparity import disparities


def group(lodged: int) -> k.Tallies:
    """Of each cohort 100 listings, 30 of them wrongful, over several weeks; han men lodge more."""
    t = tallies()
    t.spells[:, 0, 0, k.ENDED] = 10
    t.spells[:, 0, 3, k.ENDED] = 40
    t.spells[:, 0, 8, k.CENSORED] = 20
    t.spells[:, 0, 8, k.ENDED_WRONG] = 20
    t.spells[:, 0, 25, k.CENSORED_WRONG] = 10
    fill(t.lists[:, 0], {
        k.ENTRIES: (120, 120, 120, 120),        # 20 of term 0, against which nobody can appeal
        k.LODGED: (lodged, 20, 20, 10), k.APPEAL_GRANTED: (16, 4, 6, 1), k.APPEAL_REFUSED: (14, 6, 4, 4),
        k.LODGED_WRONG: (15, 6, 6, 3), k.GRANTED_WRONG: (8, 2, 2, 0), k.REFUSED_WRONG: (2, 2, 2, 2), k.APPEAL_DAYS: (900, 300, 300, 150)})
    return t


GROUPS = (group(38), group(42), group(38), group(42))


def value(name: str) -> float | None:
    return estimate(named(MEASURES, name), *GROUPS).value


def test_all_listings_by_hand() -> None:
    """In a group of 400 listings 90 appeals on average, 55 decided, 27 granted, 1650 days waited."""
    assert value("appeals_lodged") == pytest.approx(90 / 400)
    assert value("appeals_decided") == pytest.approx(55 / 90)
    assert value("appeals_granted") == pytest.approx(27 / 55)
    assert value("appeals_won") == pytest.approx(27 / 400)
    assert value("appeals_wait") == pytest.approx(30.0)


def test_wrongful_listings_by_hand() -> None:
    assert value("wrongful_appeals_lodged") == pytest.approx(30 / 120)
    assert value("wrongful_appeals_decided") == pytest.approx(20 / 30)
    assert value("wrongful_appeals_granted") == pytest.approx(12 / 20)
    assert value("wrongful_appeals_won") == pytest.approx(12 / 120)


def test_the_wait_of_wrongful_listings_is_that_of_their_lists() -> None:
    found = estimate(named(MEASURES, "wrongful_appeals_wait"), *GROUPS, names=replace(LABELS, waits=(45,)))
    assert found.value == 45 and found.n == 80
    assert labels().waits == (30,) and labels("redress.bad.wait_days=12").waits == (12,)


def test_a_wait_that_changes_within_the_run_has_a_reason() -> None:
    changed = labels('amendments=[{from: 2020-03-01, set: ["redress.bad.wait_days=60"]}]')
    assert named(MEASURES, "wrongful_appeals_wait").cannot(LABELS) == ""
    assert "changes within the run" in named(MEASURES, "wrongful_appeals_wait").cannot(changed)
    assert named(MEASURES, "appeals_wait").cannot(changed) == ""


def test_no_redress_is_a_reason_and_no_zero() -> None:
    without = labels("redress=off")
    assert all("nobody can appeal" in m.cannot(without) for m in MEASURES) and all(m.cannot(LABELS) == "" for m in MEASURES)


def test_the_gap_between_cohorts_by_hand() -> None:
    """Han men lodge 160 times on 400 listings, all others 200 times on 1,200: 2.4 times as often; minority women 0.4 on 3."""
    assert set(GAPS) <= {m.name for m in MEASURES}
    found = disparities(taken(named(MEASURES, "appeals_lodged"), *GROUPS), LABELS.axes, GAPS["appeals_lodged"])
    ratio = {tuple(row["cohort"].values()): row["ratio"] for row in found["cohorts"]}
    assert ratio["male", "han"] == pytest.approx((160 / 400) / (200 / 1200))
    assert ratio["female", "minority"] == pytest.approx((40 / 400) / (320 / 1200))
    assert ratio["male",] == pytest.approx((240 / 800) / (120 / 800))
    none = disparities(taken(named(MEASURES, "appeals_lodged"), tallies(), tallies()), LABELS.axes, GAPS["appeals_lodged"])
    assert {row["reason"] for row in none["excluded"]} == {"no listings"} and none["cohorts"] == []


def test_swapped_labels_swap_the_gap() -> None:
    def swapped(t: k.Tallies) -> k.Tallies:
        return t._replace(lists=t.lists[[2, 3, 0, 1]], spells=t.spells[[2, 3, 0, 1]], people=t.people[[2, 3, 0, 1]])

    def gap(groups: tuple[k.Tallies, ...], sex: str) -> float:
        found = disparities(taken(named(MEASURES, "appeals_granted"), *groups), LABELS.axes, GAPS["appeals_granted"])
        return next(row["ratio"] for row in found["cohorts"] if row["cohort"] == {"sex": sex})

    other = tuple(map(swapped, GROUPS * 5))
    for sex, opposite in (("male", "female"), ("female", "male")):
        assert gap(GROUPS * 5, sex) == pytest.approx(gap(other, opposite)) != pytest.approx(1)
