"""The people of china-2020 against the census, at 100,000 people and one fixed seed, and that the comparison can fail.

Bounds come from the standard errors of verification/society_cells.py. Were the seed changed and the people right, this file
would fail with a chance below 1 in 200: about 0.0013 that one of some 2,100 near-normal cells lies beyond 5, the
rest for cells whose law has heavier ends than the normal one, and for the share beyond 1.96 (5 percent, bound 7, whose
standard error is 0.5 points even if cells of a margin moved together two by two: 4 errors away).
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "verification"))

import society_cells as cells

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import region_sizes
from ostrakon.program import Program
from ostrakon.society.census import DATA, Region, census_2020

PEOPLE, SEED, SIZE = 100_000, 20_201_101, 4096
BEYOND, LARGEST = 0.07, 5.0
PROVINCES = census_2020(DATA)


@pytest.fixture(scope="module")
def program() -> Program:
    return compile_scenario(Scenario("article-2018", "china-2020", people=PEOPLE))


@pytest.fixture(scope="module")
def built(program: Program) -> cells.Built:
    return cells.build_all(program, SEED, PEOPLE, SIZE)


@pytest.fixture(scope="module")
def found(built: cells.Built, program: Program) -> list[cells.Cell]:
    return cells.judged(cells.all_cells(built, PROVINCES, program.society.model))


def z_of(some: list[cells.Cell]) -> np.ndarray:
    return np.array([c.z for c in some])


def agrees(some: list[cells.Cell]) -> bool:
    """The bounds of this file."""
    z = np.abs(z_of(some))
    return bool((z > 1.96).mean() <= BEYOND and z.max() <= LARGEST)


def province(built: cells.Built, program: Program, changed: Region) -> list[cells.Cell]:
    """Cells of one province, against figures that may have been changed."""
    number = [r.name for r in PROVINCES].index(changed.name)
    return cells.judged(cells.region_cells(built.only(built.attr[0] == number), changed, program.society.model))


def test_regions_are_exact(built: cells.Built, program: Program) -> None:
    found = np.bincount(built.attr[0], minlength=len(PROVINCES))
    assert list(found) == region_sizes(program.society.tables.population, PEOPLE)


def test_urban_people_lie_within_a_household_of_the_share(built: cells.Built) -> None:
    gaps = cells.urban_gaps(built, PROVINCES)
    assert gaps.min() > -1e-3 and gaps.max() < 8


def test_margins_agree_with_the_census(found: list[cells.Cell]) -> None:
    some = [c for c in found if c.margin != "independence"]
    assert len(some) > 1500
    worst = max(some, key=lambda c: abs(c.z))
    assert agrees(some), (SEED, worst, worst.z, (np.abs(z_of(some)) > 1.96).mean())


def test_standard_errors_are_neither_too_small_nor_too_large(found: list[cells.Cell]) -> None:
    """The mean of z squared is 1; a standard error forgotten or a design effect counted twice moves it."""
    some = z_of([c for c in found if c.margin != "independence"])
    error = np.sqrt(2 * 2 / len(some))          # as if cells moved together two by two
    assert abs((some ** 2).mean() - 1) < 5 * error, (SEED, (some ** 2).mean())


def test_independent_attributes(built: cells.Built, found: list[cells.Cell]) -> None:
    """Urban people come out about 0.6 years younger, since ages are dealt out by id among equal keys; more is not allowed."""
    for cell in (c for c in found if c.margin == "independence"):
        assert abs(cell.z) <= LARGEST, (SEED, cell, cell.z)
    assert abs(cells.age_gap(built)) < 1.8


@pytest.mark.parametrize("margin", ["minority", "age and sex", "education and sex", "occupation", "households", "household size"])
def test_a_changed_table_is_noticed(built: cells.Built, program: Program, margin: str) -> None:
    """Henan with one figure wrong: the comparison must fail in the margin concerned, and not with the right figures."""
    henan = next(r for r in PROVINCES if r.name == "Henan")
    changes: dict[str, dict[str, Any]] = {
        "minority": {"minority": henan.minority + 0.03},
        "age and sex": {"age_sex": henan.age_sex * np.where(np.arange(19) == 12, 2.0, 1.0)},
        "education and sex": {"education": henan.education * np.where(np.arange(7) == 3, 0.7, 1.0)},
        "occupation": {"jobs": henan.jobs * np.where(np.arange(7) == 4, 1.3, 1.0)},
        "households": {"households": henan.households * np.array([1.5, 1, 1, 1, 1])},
        "household size": {"household_people": henan.household_people * 1.06},
    }
    wrong = Region(**{**henan.__dict__, **changes[margin]})
    assert max(abs(c.z) for c in province(built, program, henan)) < LARGEST
    assert max(abs(c.z) for c in province(built, program, wrong) if c.margin == margin) > LARGEST


def test_dependence_is_noticed(built: cells.Built) -> None:
    """People made older where they belong to a minority: the sum of products must tell."""
    attr = built.attr.copy()
    attr[cells.AGE] = np.minimum(100, attr[cells.AGE] + 4 * (attr[cells.MINORITY] == 1))
    changed = {c.cell: c.z for c in cells.independence_cells(built._replace(attr=attr))}
    honest = {c.cell: c.z for c in cells.independence_cells(built)}
    assert abs(honest["minority and age"]) < LARGEST < changed["minority and age"]
    assert changed["minority and male"] == honest["minority and male"]


def test_households_widen_the_error() -> None:
    """Four people who always agree carry the information of one: the variance is four times larger."""
    x = np.repeat([1.0, 0.0, 1.0, 1.0, 0.0, 0.0], 4)
    alone, together = (cells.over_households(x, 0.5, home) for home in (np.arange(24), np.repeat(np.arange(6), 4)))
    assert together == pytest.approx(2 * alone)


def test_certainty_that_fails_is_infinite() -> None:
    assert cells.Cell("", "", "", 1.0, 2.0, 0.0).z == np.inf
    assert cells.Cell("", "", "", 1.0, 1.0, 0.0).z == 0
    assert cells.judged([cells.Cell("sex", "", "", 1.0, 2.0, 0.0)]) and not cells.judged([cells.Cell("sex", "", "", 2.0, 1.0, 1.0)])
