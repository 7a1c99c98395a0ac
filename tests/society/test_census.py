"""Regions written out in a file: what is accepted, and what is refused with a reason."""

from typing import Any

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.society import BuiltSociety, build_society
from ostrakon.society.census import Region, regions_of
from ostrakon.spec.society import Society


def changed(harbour: BuiltSociety, **fields: Any) -> Society:
    data = harbour.model.model_dump()
    data["population"]["regions"]["harbour"] |= fields
    return Society.model_validate(data)


def test_provinces_add_up(provinces: list[Region]) -> None:
    assert len(provinces) == 31
    for region in provinces:
        assert region.age_sex.sum() == region.people
        assert 0.02 < region.households[0] / region.households.sum() < 0.4
        assert region.jobs.sum() < 0.7 * region.people


def test_inline_shares_become_counts(harbour: BuiltSociety) -> None:
    region = regions_of(harbour.model.population)[0]
    assert region.age_sex.sum() == pytest.approx(240)
    assert region.male == pytest.approx(0.5)
    assert region.jobs.sum() == pytest.approx(240 * 0.51)
    assert region.mean_size == pytest.approx(2.5)
    assert region.household_people == pytest.approx(240 * 0.94)
    assert np.allclose(region.households / region.households.sum(), [0.26, 0.24, 0.38, 0.115, 0.005])


@pytest.mark.parametrize(("fields", "said"), [
    ({"ages": {"0-4": 1.0}}, "0-4"),
    ({"education": {"doctor": 1.0}}, "doctor"),
    ({"jobs": {"heads": 0.9}}, "people at work"),
    ({"jobs": {"heads": 0.9, "clerical": 0.9}}, "jobs"),
    ({"male": 0.95}, "spouses"),
    ({"education": {"preschool": 1.0}}, "margins cannot be met"),
])
def test_figures_that_cannot_be_met_are_refused(harbour: BuiltSociety, fields: dict[str, Any], said: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        build_society(changed(harbour, **fields))
    assert caught.value.problems[0].code == "OST3001"
    assert said in caught.value.problems[0].found


def test_generations_must_add_to_one(harbour: BuiltSociety) -> None:
    homes = harbour.model.population.regions["harbour"].households.model_dump() | {"two_generation": 0.5}
    with pytest.raises(OstrakonError, match="add to"):
        build_society(changed(harbour, households=homes))


def test_a_region_all_urban_and_without_minority(harbour: BuiltSociety) -> None:
    built = build_society(changed(harbour, urban=1.0, minority=0.0, male=0.5))
    assert built.tables.p_urban[0] == 2**32 - 1
    assert built.tables.p_minority[0] == 0
