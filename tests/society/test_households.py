"""Templates and their weights against the counts of households, each province by itself."""

import csv

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.society import BuiltSociety, households
from ostrakon.society.census import DATA, Region

COLUMNS = ("hh_one_person", "hh_one_generation", "hh_two_generation", "hh_three_generation", "hh_four_plus_generation")


def census_rows() -> list[dict[str, str]]:
    with (DATA / "cn2020_province_totals.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["place"] != "CHINA"]


@pytest.fixture(scope="module")
def weights(provinces: list[Region]) -> np.ndarray:
    return np.array([households.household_weights(r) for r in provinces])


def test_generations_and_size_are_exact(weights: np.ndarray) -> None:
    for row, found in zip(census_rows(), weights, strict=True):
        by_kind = [found[k == households.KIND].sum() for k in range(6)]
        by_kind[1] += by_kind[0]
        assert by_kind[:5] == pytest.approx([float(row[c]) for c in COLUMNS], rel=1e-9)
        private = households.KIND != households.COLLECTIVE
        assert (found * households.SIZE)[private].sum() == pytest.approx(float(row["household_population"]), rel=1e-9)
        assert (found * households.SIZE).sum() == pytest.approx(float(row["total"]), rel=1e-9)


def test_generations_match_the_roles() -> None:
    """A two-generation template has children and no parents, and so on."""
    for template in households.TEMPLATES:
        roles = {role for *_, role in template.slots}
        below = bool({households.CHILD, households.GRANDCHILD} & roles)
        above, top = households.PARENT in roles, households.GRANDPARENT in roles
        if template.kind != households.COLLECTIVE:
            assert 1 + below + above + top == {0: 1}.get(template.kind, template.kind), template
        assert 1 <= template.size <= households.SLOTS
        assert (template.size == 1) == (template.kind == 0)


def test_sex_ratio_is_the_census_one(china: BuiltSociety, weights: np.ndarray, provinces: list[Region]) -> None:
    t = china.tables
    member = np.arange(households.SLOTS)[None, :] < t.template_size[:, None]
    for region, found, stored in zip(provinces, weights, t.p_male / 2**32, strict=True):
        male = np.where(t.slot_sex == households.OTHER, 1 - stored, stored) * member
        assert (found @ male).sum() / (found @ t.template_size) == pytest.approx(region.male, abs=1e-8)


def test_keys_resemble_ages(weights: np.ndarray, provinces: list[Region]) -> None:
    """Rank matching moves a person by the gap between the law of keys and that of ages: a few years at most."""
    from ostrakon.society.attributes import single_years
    for region, found in zip(provinces, weights, strict=True):
        keys, ages = found @ households.keys(), single_years(region.age_sex).sum(0)
        gap = np.abs(np.cumsum(keys / keys.sum()) - np.cumsum(ages / ages.sum())).sum()     # mean shift in years
        assert gap < 4, region.name


def test_a_mean_size_out_of_reach_is_refused(provinces: list[Region]) -> None:
    from dataclasses import replace
    with pytest.raises(OstrakonError) as caught:
        households.household_weights(replace(provinces[0], household_people=provinces[0].household_people * 3))
    assert caught.value.problems[0].code == "OST3001"
