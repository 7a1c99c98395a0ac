"""Rights in numbers against a table worked by hand on harbour town."""

import pytest

from measures.town import LABELS, estimate, fill, labels, named, tallies
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel import tallies as k
from ostrakon.measures.labels import labels_of
from ostrakon.measures.rights import MEASURES, YEARLY
from ostrakon.vocabulary import RIGHTS


def group(movement: int) -> k.Tallies:
    t = tallies()
    t.days[:, 0] = 100 * 180
    t.days[:, 3] = 100 * 2
    fill(t.rights, {RIGHTS.index("movement"): (movement, 0, 10, 20), RIGHTS.index("credit"): (0, 7, 0, 0),
                    RIGHTS.index("expression"): (1, 1, 1, 1)})
    fill(t.people, {k.FAMILY_DAYS: (40, 0, 0, 0), k.DETAINED_DAYS: (0, 0, 0, 3), k.REMOVED_DAYS: (0, 12, 0, 0)})
    return t


GROUPS = (group(50), group(90))
BY_HAND = {"movement": 100 + 100, "expression": 8, "work": 0, "education": 0, "credit": 14, "housing": 0,
           "family": 80, "liberty": 6, "account": 24}         # person-days of 800 people over 182 days


def test_by_hand_per_thousand_people_and_per_year() -> None:
    assert {m.name.removeprefix("rights."): estimate(m, *GROUPS).value for m in MEASURES} == {
        right: pytest.approx(days / 800 * 1000) for right, days in BY_HAND.items()}
    assert {m.name.removeprefix("rights_yearly."): estimate(m, *GROUPS).value for m in YEARLY} == {
        right: pytest.approx(days / (800 * 182) * 365) for right, days in BY_HAND.items()}


def test_a_right_that_no_request_names_is_no_zero() -> None:
    """Harbour town has flights and loans, and no request for work, schooling or a home."""
    lacking = {m.name.removeprefix("rights."): m.cannot(LABELS) for m in MEASURES}
    assert {right for right, why in lacking.items() if why} == {"work", "education", "housing"}
    assert lacking["work"] == "no request of the society names the right `work`"
    assert all(m.cannot(LABELS) == named(MEASURES, m.name.replace("_yearly", "")).cannot(LABELS) for m in YEARLY)


def test_another_right_of_a_request_is_another_need() -> None:
    program = compile_scenario(Scenario("none", "harbour-town", people=10, days=1, society_overrides=("kinds.loan.right=housing",)))
    names = labels_of(program, program.society.cohorts, 365)
    assert named(MEASURES, "rights.housing").cannot(names) == "" != named(MEASURES, "rights.credit").cannot(names)
    assert labels().has >= {"right_movement", "right_credit"}
