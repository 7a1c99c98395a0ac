"""The built tables against the census files, read here a second time; chances are computed from the tables, nothing is drawn."""

import csv

import numpy as np
import pytest

from ostrakon.society import BuiltSociety, build_society
from ostrakon.society.attributes import schooling_margin, single_years
from ostrakon.society.census import DATA, Region
from ostrakon.society.kinds import candidate_rates
from ostrakon.spec.load import load_society
from ostrakon.spec.society import EDUCATIONS, JOBS, OCCUPATIONS

ONE = 2**32


def shares(cut: np.ndarray, other: np.ndarray) -> np.ndarray:
    """What alias rows over the last axis draw, as tables.py says they are read."""
    k = cut.shape[-1]
    stay = np.minimum((cut + (cut == ONE - 1)) / ONE, 1.0).reshape(-1, k)
    out = stay / k
    for j in range(k):
        np.add.at(out, (np.arange(len(out)), other.reshape(-1, k)[:, j]), (1 - stay[:, j]) / k)
    return out.reshape(cut.shape)


def p(values: np.ndarray) -> np.ndarray:
    return (values + (values == ONE - 1)) / ONE


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["place"] != "CHINA"]


def joint(built: BuiltSociety) -> np.ndarray:
    """[R,2,2,bands,E,O] chance of sex, urban, band, education and occupation in each region, from the tables."""
    t = built.tables
    regions = np.array([float(r["male"]) / float(r["total"]) for r in rows("cn2020_province_totals.csv")])
    sex = np.stack([regions, 1 - regions], 1)
    ages = shares(t.age_cut, t.age_other)
    bands = np.stack([ages[..., t.age_band == b].sum(-1) for b in range(int(t.age_band.max()) + 1)], -1)
    edu = shares(t.edu_cut, t.edu_other)
    urban = np.stack([1 - p(t.p_urban), p(t.p_urban)], 1)
    occ = shares(t.occ_cut, t.occ_other)
    return (sex[:, :, None] * bands)[:, :, None, :, None, None] * urban[:, None, :, None, None, None] * edu[:, :, None, :, :, None] * occ


@pytest.fixture(scope="module")
def people(china: BuiltSociety) -> np.ndarray:
    return joint(china)


def test_shares_can_fail() -> None:
    cut, other = np.array([[ONE - 1, ONE // 2]]), np.array([[0, 0]])
    assert np.allclose(shares(cut, other), [[0.75, 0.25]])
    assert not np.allclose(shares(cut, other), [[0.5, 0.5]])


def test_population_is_the_census(china: BuiltSociety) -> None:
    assert list(china.tables.population) == [int(r["total"]) for r in rows("cn2020_province_totals.csv")]
    assert china.tables.population.sum() == 1_409_778_724


def test_urban_and_minority(china: BuiltSociety) -> None:
    for i, row in enumerate(rows("cn2020_province_totals.csv")):
        assert p(china.tables.p_urban)[i] == pytest.approx(float(row["urban"]) / float(row["total"]), abs=1e-9)
        assert p(china.tables.p_minority)[i] == pytest.approx(float(row["ethnic_minority_pct"]) / 100, abs=1e-9)


def test_age_bands(china: BuiltSociety) -> None:
    ages = shares(china.tables.age_cut, china.tables.age_other)
    assert ages[..., 101:].max() == 0
    total = {(r["place"], s): float(r["male" if s == "M" else "female"]) for r in rows("cn2020_province_totals.csv") for s in "MF"}
    for row in rows("cn2020_province_age_sex.csv"):
        low, _, high = row["age_band"].rstrip("+").partition("-")
        end = 101 if row["age_band"].endswith("+") else int(high or low) + 1
        region = china.codes["region"].index(row["place"])
        found = ages[region, "MF".index(row["sex"]), int(low):end].sum()
        assert found == pytest.approx(float(row["count"]) / total[row["place"], row["sex"]], abs=1e-6)


def test_education_meets_the_census(china: BuiltSociety, people: np.ndarray) -> None:
    got = people.sum((2, 5))[:, :, 1:].sum(2)     # region, sex, education, of those aged 3 and over
    for row in rows("cn2020_province_education_sex.csv"):
        if row["education_age3plus"] != "preschool":
            region, level = china.codes["region"].index(row["place"]), EDUCATIONS.index(row["education_age3plus"])
            count = got[region, "MF".index(row["sex"]), level] * china.tables.population[region]
            assert count == pytest.approx(float(row["count"]), rel=1e-5, abs=5)


def test_those_missing_from_the_education_table_are_in_preschool(provinces: list[Region]) -> None:
    from ostrakon.society.attributes import by_band
    for region in provinces:
        bands = by_band(single_years(region.age_sex))
        for sex in range(2):
            missing = bands[sex, 1:].sum() - region.education[sex].sum()
            assert missing > 0
            assert schooling_margin(region, bands, sex)[1] == pytest.approx(region.education[sex, 1] + missing)


def test_the_youngest_have_no_schooling(china: BuiltSociety) -> None:
    edu = shares(china.tables.edu_cut, china.tables.edu_other)
    assert np.allclose(edu[:, :, 0, 0], 1)


def test_people_at_work_meet_the_long_form(china: BuiltSociety, people: np.ndarray) -> None:
    got = people.sum((1, 2, 3, 4)) * china.tables.population[:, None]
    raised = {r["place"]: float(r["households"]) for r in rows("cn2020_province_totals.csv")}
    for row in rows("cn2020_province_housing.csv"):
        raised[row["place"]] /= float(row["households_long_form"])
    work: dict[str, list[float]] = {}
    for row in rows("cn2020_province_occupation.csv"):
        work.setdefault(row["place"], []).append(float(row["count_long_form_10pct_sample"]) * raised[row["place"]])
    carved = [OCCUPATIONS.index(name) for name in ("journalist", "civil_servant")]
    for place, counts in work.items():
        region = china.codes["region"].index(place)
        first = OCCUPATIONS.index(JOBS[0])
        for j in (3, 4, 5, 6):        # services, agriculture, manufacturing, other: nothing is carved out of them
            assert got[region, first + j] == pytest.approx(counts[j], rel=1e-5, abs=5)
        assert got[region, 2:].sum() == pytest.approx(sum(counts), rel=1e-6)
        assert got[region, carved[0]] == pytest.approx(china.tables.population[region] * 0.00016426, rel=1e-4)


def test_nobody_under_fifteen_works(china: BuiltSociety, people: np.ndarray) -> None:
    young = int((china.tables.age_band[:15]).max()) + 1
    assert people[:, :, :, :young, :, 2:].sum() < 1e-12


def test_quintiles_are_fifths(china: BuiltSociety) -> None:
    t = china.tables
    fifths = shares(t.quintile_cut, t.quintile_other)
    urban = p(t.p_urban)[:, None]
    nation = ((fifths[:, 1] * urban + fifths[:, 0] * (1 - urban)) * t.population[:, None]).sum(0) / t.population.sum()
    assert np.allclose(nation, 0.2, atol=1e-7)
    assert (fifths[0, 1] / fifths[0, 0])[4] > 1


def test_internet_by_urbanity(china: BuiltSociety, provinces: list[Region]) -> None:
    online = p(china.tables.p_internet)
    for urban, want in ((0, 0.559), (1, 0.798)):
        weight = sum((r.urban if urban else 1 - r.urban) * single_years(r.age_sex).sum(0) for r in provinces)
        assert (online[urban] * weight).sum() / weight.sum() == pytest.approx(want, abs=1e-6)


def test_the_same_model_gives_the_same_tables(harbour: BuiltSociety) -> None:
    again = build_society(load_society("harbour-town").model)
    for one, two in zip(harbour.tables, again.tables, strict=True):
        assert np.array_equal(one, two)


def test_tables_keep_their_types(china: BuiltSociety) -> None:
    for name, table in china.tables._asdict().items():
        want = {"kind_cut": np.uint32, "kind_other": np.uint8}.get(name, np.int64)
        assert isinstance(table, int) or table.dtype == want, name


def test_inline_regions(harbour: BuiltSociety) -> None:
    assert harbour.codes["region"] == ("harbour", "hinterland")
    assert list(harbour.tables.population) == [240, 160]
    assert harbour.classes == ("han", "minority")


def stratum_shares(built: BuiltSociety, people: np.ndarray, provinces: list[Region]) -> np.ndarray:
    """[S] share of the nation in each stratum of china-2020 as the kernel would draw it, households left out."""
    t = built.tables
    fifths, online = shares(t.quintile_cut, t.quintile_other), p(t.p_internet)
    starts = np.searchsorted(t.age_band, np.arange(t.age_band.max() + 1))
    years = single_years(sum(r.age_sex for r in provinces).sum(0))        # type: ignore[union-attr]
    out = np.zeros(t.rate.shape[1])
    share = np.einsum("rsuao,r->rsuao", people.sum(4), t.population / t.population.sum())
    for region, sex, urban, band, job in zip(*np.nonzero(share), strict=True):
        ages = t.age_band == band
        chance = (online[urban][ages] * years[ages]).sum() / years[ages].sum()
        base = sum(int(t.strata_map[a, code]) for a, code in ((1, urban), (2, starts[band]), (3, sex), (6, job)))
        for net, q in ((chance, 1), (1 - chance, 0)):
            at = base + t.strata_map[7, :5] + t.strata_map[8, q]
            out[at] += share[region, sex, urban, band, job] * net * fifths[region, urban]
    return out


def test_documented_means_are_met(china: BuiltSociety, people: np.ndarray, provinces: list[Region]) -> None:
    """Rates are those of people whose multipliers are 1; the mean over people must be the published figure (NBS 2020; NPCIC 2018)."""
    weight = stratum_shares(china, people, provinces)
    assert weight.sum() == pytest.approx(1, abs=1e-6)
    mean = dict(zip(china.kinds, weight @ candidate_rates(china.model) / np.array(china.ceilings), strict=True))
    assert mean["fraud"] == pytest.approx(5.1e-4, rel=0.02)
    assert mean["public_disturbance"] == pytest.approx(2.4e-4, rel=0.02)
    assert mean["court_defiance"] == pytest.approx(2.614e6 / 1_409_778_724, rel=0.02)
    candidates = weight @ candidate_rates(china.model)
    assert candidates.sum() / 365 > 0.13
