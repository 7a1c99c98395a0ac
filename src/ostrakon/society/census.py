"""Regions as counts: from the census tables shipped with the catalogue, or from shares written in the society file.

Here lives the reading of aggregate tables into one form. Never here: records about people, or how counts become chances.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ostrakon.errors import fail
from ostrakon.spec.find import CATALOG
from ostrakon.spec.society import AGE_BANDS, EDUCATIONS, JOBS, PROVINCES, BySex, Population, RegionShares

DATA = CATALOG / "societies" / "china-2020" / "data"
# groups of the census long form, in the order of JOBS
LONG_FORM = ("heads_of_party_state_org_enterprise", "professional_technical", "clerical", "production_and_life_services",
             "agriculture", "manufacturing", "other")
Row = dict[str, str]


@dataclass(frozen=True)
class Region:
    """Counts of one region. Counts need not be whole: shares times people are accepted."""

    name: str
    people: int
    urban: float            # share
    minority: float         # share
    age_sex: np.ndarray     # [2,19] people by sex (male first) and census age band
    education: np.ndarray   # [2,7] people aged 3 and over by sex and education, as the table has them
    jobs: np.ndarray        # [7] people at work by job
    households: np.ndarray  # [5] households: one person; other one-generation; two; three; four generations
    household_people: float

    @property
    def male(self) -> float:
        """The share of men and boys."""
        return float(self.age_sex[0].sum() / self.age_sex.sum())

    @property
    def mean_size(self) -> float:
        """People per household, collective households left out."""
        return float(self.household_people / self.households.sum())


def regions_of(population: Population) -> list[Region]:
    """The regions of a society's population section, in table order."""
    if population.census is None:
        return [_inline(name, shares) for name, shares in population.regions.items()]
    return census_2020(DATA)


def census_2020(folder: Path) -> list[Region]:
    """The 31 provinces of the 2020 census; the row of the nation is left out, so the provinces alone make the total.

    Occupations come from the long form, a sample: they are raised by households over long-form households.
    """
    totals = {row["place"]: row for row in _rows(folder / "cn2020_province_totals.csv")}
    ages = _pivot(folder / "cn2020_province_age_sex.csv", "age_band", AGE_BANDS, "count")
    schools = _pivot(folder / "cn2020_province_education_sex.csv", "education_age3plus", EDUCATIONS, "count")
    long_form = {row["place"]: float(row["households_long_form"]) for row in _rows(folder / "cn2020_province_housing.csv")}
    work: dict[str, dict[str, float]] = defaultdict(dict)
    for row in _rows(folder / "cn2020_province_occupation.csv"):
        work[row["place"]][row["occupation_group"]] = float(row["count_long_form_10pct_sample"])
    out = []
    for name in PROVINCES:
        row = totals[name]
        raised = float(row["households"]) / long_form[name]
        out.append(Region(name, int(row["total"]), float(row["urban"]) / float(row["total"]), float(row["ethnic_minority_pct"]) / 100,
                          ages[name], schools[name], np.array([work[name][job] for job in LONG_FORM]) * raised,
                          _generations(row), float(row["household_population"])))
    return out


def _generations(row: Row) -> np.ndarray:
    one = float(row["hh_one_person"])
    rest = [float(row[f"hh_{word}_generation"]) for word in ("two", "three", "four_plus")]
    return np.array([one, float(row["hh_one_generation"]) - one, *rest])


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _pivot(path: Path, column: str, names: tuple[str, ...], value: str) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = defaultdict(lambda: np.zeros((2, len(names))))
    for row in _rows(path):
        out[row["place"]]["MF".index(row["sex"]), names.index(row[column])] = float(row[value])
    return out


def _weights(region: str, what: str, given: dict[str, float], names: tuple[str, ...]) -> np.ndarray:
    for word in given:
        if word not in names:
            fail("OST3001", f"population.regions.{region}.{what} names '{word}'", allowed=", ".join(names))
    return np.array([given.get(name, 0.0) for name in names])


def _by_sex(region: str, what: str, given: dict[str, float] | BySex, names: tuple[str, ...]) -> np.ndarray:
    """[2,names] shares of each sex."""
    parts = {f"{what}.male": given.male, f"{what}.female": given.female} if isinstance(given, BySex) else {what: given}
    rows = np.array([_weights(region, word, part, names) for word, part in parts.items()])
    if rows.sum(1).min() <= 0:
        fail("OST3001", f"region '{region}': {what} need a weight above 0")
    return np.asarray(np.broadcast_to(rows / rows.sum(1, keepdims=True), (2, len(names))))


def _inline(name: str, shares: RegionShares) -> Region:
    """Shares become counts of people; ages and schooling hold for both sexes where the file does not tell them apart."""
    sexes = np.array([shares.male, 1 - shares.male]) * shares.people
    jobs = _weights(name, "jobs", shares.jobs, JOBS)
    home = shares.households
    kinds = np.array([home.one_person, home.one_generation - home.one_person, home.two_generation, home.three_generation,
                      home.four_generation])
    if jobs.sum() > 1:
        fail("OST3001", f"region '{name}': jobs may not add to more than 1")
    if kinds.min() < 0 or abs(kinds.sum() - 1) > 1e-6:
        fail("OST3001", f"region '{name}': households by generations add to {kinds.sum():.6f}",
             allowed="shares that add to 1, one_person within one_generation")
    in_households = shares.people * (1 - home.collective)
    age_sex = sexes[:, None] * _by_sex(name, "ages", shares.ages, AGE_BANDS)
    three_plus = age_sex.sum(1) - age_sex[:, 0] - age_sex[:, 1] / 2
    education = three_plus[:, None] * _by_sex(name, "education", shares.education, EDUCATIONS)
    return Region(name, shares.people, shares.urban, shares.minority, age_sex, education, jobs * shares.people,
                  kinds * in_households / home.mean_size, in_households)
