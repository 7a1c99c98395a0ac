"""The example of a country of one's own: its people against its tables, read here a second time, and what regions by sex become.

Were the seed changed and the people right, a comparison here would fail with a chance of about 1 in 50: some 300 near-normal
cells, each beyond 4 once in 16,000.
"""

import csv
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "verification"))

import society_cells as cells

from ostrakon.cli import run_command_line
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.errors import OstrakonError
from ostrakon.program import COMMUNITY_SIZE, Program
from ostrakon.society import BuiltSociety, build_society
from ostrakon.society.census import Region, regions_of
from ostrakon.spec.society import AGE_BANDS, EDUCATIONS, JOBS, Society

EXAMPLE = Path(__file__).parents[2] / "examples" / "society"
PEOPLE, SEED, LARGEST = 100_000, 20_261_101, 4.0


def rows(name: str) -> dict[str, list[dict[str, str]]]:
    """Rows of a table by region."""
    out: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            out[row["region"]].append(row)
    return out


def counts(some: list[dict[str, str]], column: str, words: tuple[str, ...]) -> np.ndarray:
    out = np.zeros((2, len(words)))
    for row in some:
        out[("male", "female").index(row.get("sex", "male")), words.index(row[column])] = int(row["people"])
    return out


def tabled() -> list[Region]:
    """The regions as the tables have them; schooling raised to all aged 3 and over, since some did not state it."""
    ages, schools, jobs, homes = (rows(name) for name in ("age_sex", "education", "jobs", "households"))
    out = []
    for name, (row,) in rows("regions").items():
        home, = homes[name]
        age_sex = counts(ages[name], "age_band", AGE_BANDS)
        stated = counts(schools[name], "education", EDUCATIONS)
        older = age_sex[:, 2:].sum(1) + age_sex[:, 1] / 2
        generations = [int(home[f"{n}_generation"]) for n in ("one", "two", "three", "four")]
        alone = int(home["one_person"])
        people = int(row["people"])
        out.append(Region(name, people, int(row["urban"]) / people, int(row["minority"]) / people, age_sex,
                          stated * (older / stated.sum(1))[:, None], counts(jobs[name], "job", JOBS)[0],
                          np.array([alone, generations[0] - alone, *generations[1:]], float), float(home["people_in_households"])))
    return out


@pytest.fixture(scope="module")
def program() -> Program:
    return compile_scenario(Scenario("none", str(EXAMPLE / "society.yaml"), people=PEOPLE))


@pytest.fixture(scope="module")
def built(program: Program) -> cells.Built:
    return cells.build_all(program, SEED, PEOPLE, COMMUNITY_SIZE)


def largest(built: cells.Built, regions: list[Region], model: Society) -> cells.Cell:
    found = cells.judged(cells.all_cells(built, regions, model))
    assert len(found) > 250
    return max(found, key=lambda cell: abs(cell.z))


def test_the_example_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["check", "none", "--society", str(EXAMPLE / "society.yaml")]) == 0
    assert "none: right" in capsys.readouterr().out


def test_regions_are_those_of_the_tables(program: Program) -> None:
    for got, want in zip(regions_of(program.society.model.population), tabled(), strict=True):
        assert (got.name, got.people) == (want.name, want.people)
        for name in ("urban", "minority", "age_sex", "education", "jobs", "households", "household_people"):
            assert getattr(got, name) == pytest.approx(getattr(want, name), rel=1e-9, abs=1e-6), name


def test_people_agree_with_the_tables(built: cells.Built, program: Program) -> None:
    worst = largest(built, tabled(), program.society.model)
    assert abs(worst.z) < LARGEST, (SEED, worst, worst.z)


@pytest.mark.parametrize("change", [
    {"age_sex": lambda r: np.broadcast_to(r.age_sex.sum(0) / 2, (2, 19))},      # the same ages for both sexes
    {"education": lambda r: r.education[::-1]},
    {"minority": lambda r: r.minority + 0.03},
    {"jobs": lambda r: r.jobs[[0, 1, 2, 4, 3, 5, 6]]},
    {"households": lambda r: r.households[[1, 0, 2, 3, 4]]},
], ids=lambda change: next(iter(change)))
def test_the_comparison_can_fail(built: cells.Built, program: Program, change: dict[str, Any]) -> None:
    wrong = [replace(region, **{name: make(region) for name, make in change.items()}) for region in tabled()]
    assert abs(largest(built, wrong, program.society.model).z) > LARGEST


def with_region(harbour: BuiltSociety, **fields: Any) -> Society:
    data = harbour.model.model_dump()
    data["population"]["regions"]["harbour"] |= fields
    return Society.model_validate(data)


def test_one_table_for_both_sexes_is_the_same_as_two_that_are_equal(harbour: BuiltSociety) -> None:
    one = harbour.model.population.regions["harbour"]
    two = with_region(harbour, ages={"male": one.ages, "female": one.ages}, education={"male": one.education, "female": one.education})
    for a, b in zip(harbour.tables, build_society(two).tables, strict=True):
        assert np.array_equal(a, b)


def test_ages_and_schooling_by_sex_are_those_of_the_sex(harbour: BuiltSociety) -> None:
    schooling = {"none": 5, "preschool": 5, "primary": 45, "junior_secondary": 45}
    model = with_region(harbour, ages={"male": {"20-24": 1, "5-9": 1}, "female": {"60-64": 3, "5-9": 1}},
                        education={"male": schooling, "female": {**schooling, "primary": 20, "senior_secondary": 25}})
    region = regions_of(model.population)[0]
    assert region.age_sex[:, [2, 5, 13]].tolist() == [[60, 60, 0], [30, 0, 90]]
    assert np.allclose(region.education, [[6, 6, 54, 54, 0, 0, 0], [6, 6, 24, 54, 30, 0, 0]])


@pytest.mark.parametrize(("ages", "said"), [
    ({"male": {"20-24": 1}, "female": {"20-25": 1}}, "ages.female names '20-25'"),
    ({"male": {"20-24": 1}, "female": {}}, "weight above 0"),
])
def test_a_table_by_sex_that_cannot_be_used_is_refused(harbour: BuiltSociety, ages: dict[str, Any], said: str) -> None:
    with pytest.raises(OstrakonError, match=said):
        build_society(with_region(harbour, ages=ages))
