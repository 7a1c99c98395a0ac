"""Conduct by nature against a table worked by hand on harbour town; and that nothing takes it as an objective."""

from dataclasses import replace

import pytest

from measures.town import LABELS, estimate, flows, named, tallies
from ostrakon.errors import OstrakonError
from ostrakon.experiments.ablate import measures_of
from ostrakon.kernel import tallies as k
from ostrakon.measures.conduct import MEASURES


def group(jaywalking: int) -> k.Tallies:
    t = flows(tallies(), {
        "jaywalking": {k.WENT: (jaywalking, 100, 100, 100)}, "late_bill": {k.WENT: (10, 10, 0, 0)},
        "criticism": {k.WENT: (80, 20, 60, 40), k.SILENCED: (10, 0, 20, 0)}, "volunteering": {k.WENT: (1, 2, 3, 4)},
        "gaming_long": {k.WENT: (0, 0, 500, 500)}, "fly": {k.WENT: (70, 70, 70, 70)}})
    t.days[:, 1] = 100 * 73          # a fifth of a year
    return t


def test_by_hand() -> None:
    """Two groups of 80 person-years each; what was silenced did not happen, and a request is no conduct."""
    found = {m.name: estimate(m, group(60), group(140)).value for m in MEASURES}
    assert found == {"conduct.unlawful": pytest.approx(800 / 160), "conduct.contractual": pytest.approx(40 / 160),
                     "conduct.lawful": pytest.approx(2000 / 160), "conduct.expression": pytest.approx(340 / 160),
                     "conduct.prosocial": pytest.approx(20 / 160)}


def test_a_nature_that_the_society_does_not_know_is_no_zero() -> None:
    names = replace(LABELS, has=LABELS.has - {"prosocial"})
    assert named(MEASURES, "conduct.prosocial").cannot(names) == "the society knows no kind of the nature `prosocial`"
    assert named(MEASURES, "conduct.unlawful").cannot(names) == ""


@pytest.mark.parametrize("name", [m.name for m in MEASURES])
def test_no_ablation_sweep_or_sensitivity_study_takes_it(name: str) -> None:
    with pytest.raises(OstrakonError, match="there is no such outcome"):
        measures_of([name])
