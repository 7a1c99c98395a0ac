"""Cells of the people of china-2020: what the census tables lead one to expect, what was built, and the standard error.

Here lives the comparison, cell by cell, of built people with the counts of the census. Expectations come from the counts,
not from the built tables. Never here: pages, files, or any change to the people.

Standard errors follow the way each attribute comes to be. Sex, minority and collective living come with the household, so
their variance is summed over households (the design effect). Age, schooling and work are drawn for each person given the
sex: their counts given the sexes are binomial, however households share them out, since ages are dealt out by rank.
"""

from typing import NamedTuple

import numpy as np

from ostrakon.engine.live import build
from ostrakon.engine.simulate import places
from ostrakon.program import Program, streams
from ostrakon.society import attributes, occupations, ties
from ostrakon.society.census import Region
from ostrakon.society.households import CHILD, DORM, GRANDCHILD, GRANDPARENT, PARENT
from ostrakon.spec.society import AGE_BANDS, EDUCATIONS, OCCUPATIONS, Society

REGION, URBAN, AGE, SEX, MINORITY, EDUCATION, OCCUPATION, QUINTILE, INTERNET, ROLE = range(10)
FEWEST = 10         # a cell whose variance is below this is left out: no z of a normal law fits it
GENERATIONS = ("one person", "one generation, more people", "two generations", "three generations", "four generations")


class Cell(NamedTuple):
    """One figure: expected and got in the same unit, se: standard error of got."""

    margin: str
    region: str
    cell: str
    expected: float
    got: float
    se: float

    @property
    def z(self) -> float:
        """Standardised deviation; infinite when what cannot vary differs."""
        gap = self.got - self.expected
        return gap / self.se if self.se > 0 else (0.0 if gap == 0 else float(np.copysign(np.inf, gap)))


class Built(NamedTuple):
    """People of one region or of all. attr [10,n]; home and community [n] from 0; stubs, ties [2,n]: close, wide."""

    attr: np.ndarray
    home: np.ndarray
    community: np.ndarray
    stubs: np.ndarray
    ties: np.ndarray

    def only(self, which: np.ndarray) -> "Built":
        """The people of whom ``which`` holds; whole households are expected, and are numbered anew."""
        home = np.unique(self.home[which], return_inverse=True)[1]
        return Built(self.attr[:, which], home, self.community[which], self.stubs[:, which], self.ties[:, which])


def build_all(program: Program, seed: int, people: int, size: int) -> Built:
    """Everybody, as a run would build them; no day is lived."""
    parts: list[tuple[np.ndarray, ...]] = []
    homes = 0
    for number, place in enumerate(places(program.society.tables.population, people, size)):
        p = build(program, seed, place, streams())
        home = homes + np.cumsum(np.concatenate([[0], np.diff(p.home[:, 0]) != 0]))
        homes = int(home[-1]) + 1
        stubs = np.stack([np.diff(p.close_start), np.diff(p.wide_start)])
        made = np.stack([p.close_end - p.close_start[:-1], p.wide_end - p.wide_start[:-1]])
        parts.append((p.attr, home, np.full(place.people, number), stubs, made))
    return Built(*(np.concatenate(column, axis=-1) for column in zip(*parts, strict=True)))


def over_households(of_person: np.ndarray, expected: float | np.ndarray, home: np.ndarray) -> float:
    """Standard error of the sum of ``of_person``: residuals are added within households, squared, added up."""
    return float(np.sqrt((np.bincount(home, weights=of_person - expected) ** 2).sum()))


def _clustered(margin: str, where: str, cell: str, x: np.ndarray, share: float, home: np.ndarray) -> Cell:
    return Cell(margin, where, cell, share * len(x), float(x.sum()), over_households(x, share, home))


def _binomial(margin: str, where: str, cell: str, got: float, n: int, share: float) -> Cell:
    return Cell(margin, where, cell, n * share, got, float(np.sqrt(n * share * (1 - share))))


def _of_sex(b: Built, region: Region) -> list[Cell]:
    """Age bands and schooling, given how many there are of each sex."""
    out = []
    years = attributes.by_band(attributes.single_years(region.age_sex))
    starts = [int(name.rstrip("+").partition("-")[0]) for name in AGE_BANDS]
    band = np.searchsorted(starts, b.attr[AGE], side="right") - 1
    for sex, word in enumerate(("male", "female")):
        these = b.attr[SEX] == sex
        n = int(these.sum())
        ages = region.age_sex[sex] / region.age_sex[sex].sum()
        levels = attributes.schooling_margin(region, years, sex)
        levels = levels * (years[sex, 1:].sum() / levels.sum())
        levels[0] += years[sex, 0]
        for margin, code, names, share in (("age and sex", band, AGE_BANDS, ages),
                                           ("education and sex", b.attr[EDUCATION], EDUCATIONS, levels / levels.sum())):
            count = np.bincount(code[these], minlength=len(names))
            out += [_binomial(margin, region.name, f"{word} {name}", float(count[i]), n, float(share[i])) for i, name in enumerate(names)]
    return out


def _work(b: Built, region: Region, model: Society) -> list[Cell]:
    """People at work by occupation: binomial within each sex; the number of each sex varies with households."""
    margin = occupations.occupation_margin(region, model.population.carved) / region.people
    male = b.attr[SEX] == 0
    n = len(male)
    of_male = over_households(male.astype(float), region.male, b.home)
    out = []
    for i, share in enumerate(margin):
        x = b.attr[OCCUPATION] == i + 2
        # the split by sex is that of the people built, the level the expected one: an empty cell is no certainty
        level = n * float(share) / x.sum() if x.any() else 0.0
        gap = float(x[male].mean() - x[~male].mean()) * level
        se = float(np.sqrt(n * share * (1 - share) + (gap * of_male) ** 2))
        out.append(Cell("occupation", region.name, OCCUPATIONS[i + 2], n * float(share), float(x.sum()), se))
    return out


def _homes(b: Built, region: Region) -> list[Cell]:
    """Households: their generations, told from the roles of members, and their size. The last of a community may be cut short."""
    role = b.attr[ROLE]
    has = [np.bincount(b.home, weights=np.isin(role, roles)) > 0 for roles in ((CHILD, GRANDCHILD), (PARENT,), (GRANDPARENT,), (DORM,))]
    size = np.bincount(b.home)
    private = ~has[3]
    kind = np.where(size == 1, 0, 1 + has[0].astype(int) + has[1] + has[2])[private]
    n = len(kind)
    shares = region.households / region.households.sum()
    out = [_binomial("households", region.name, name, float((kind == i).sum()), n, float(shares[i])) for i, name in enumerate(GENERATIONS)]
    sizes = size[private]
    out.append(Cell("household size", region.name, "mean", region.mean_size, float(sizes.mean()), float(sizes.std() / np.sqrt(n))))
    return out


def region_cells(b: Built, region: Region, model: Society) -> list[Cell]:
    """All cells of one region's people, those included that are too small for a z."""
    male, minority, dorm = (b.attr[a] == code for a, code in ((SEX, 0), (MINORITY, 1), (ROLE, DORM)))
    collective = max(0.0, region.people - region.household_people) / region.people
    out = [_clustered("sex", region.name, "male", male, region.male, b.home),
           _clustered("minority", region.name, "minority", minority, region.minority, b.home),
           _clustered("collective", region.name, "in collective households", dorm, collective, b.home)]
    return out + _of_sex(b, region) + _work(b, region, model) + _homes(b, region)


def nation_cells(b: Built, model: Society) -> list[Cell]:
    """Internet by urbanity, quintiles, and the degrees that people bring."""
    out = []
    net = model.population.internet
    for urban, want, word in ((0, net.rural, "rural"), (1, net.urban, "urban")):
        part = b.only(b.attr[URBAN] == urban)
        out.append(_clustered("internet", "nation", word, part.attr[INTERNET] == 1, want, part.home))
    out += [_clustered("quintile", "nation", f"q{q + 1}", b.attr[QUINTILE] == q, 0.2, b.home) for q in range(5)]
    for layer, name, section in ((0, "close ties", model.ties.close), (1, "wide ties", model.ties.wide)):
        count = np.bincount(b.stubs[layer], minlength=ties.DEGREES)
        share = ties.degree_shares(section)
        out += [_binomial(f"degree, {name}", "nation", f"{k}", float(count[k]), b.stubs.shape[1], float(share[k]))
                for k in range(ties.DEGREES) if share[k] > 0]
    return out


def independence_cells(b: Built) -> list[Cell]:
    """Attributes that docs/society.md says are independent within a region: sums of products of deviations, expected 0."""
    out = []
    cases = (("urban", URBAN, 1), ("minority", MINORITY, 1), ("fifth quintile", QUINTILE, 4))
    others = (("age", AGE, None), ("schooling", EDUCATION, None), ("male", SEX, 0))
    where = b.attr[REGION].astype(np.int64) * 2 + b.attr[URBAN]
    for name, a, code in cases:
        at = b.attr[REGION].astype(np.int64) if a == URBAN else where
        for other, c, value in others:
            x = _deviation((b.attr[a] == code).astype(float), at)
            y = _deviation((b.attr[c] if value is None else b.attr[c] == value).astype(float), at)
            se = over_households(x * y, 0.0, b.home)
            out.append(Cell("independence", "nation", f"{name} and {other}", 0.0, float((x * y).sum()), se))
    return out


def age_gap(b: Built) -> float:
    """Years by which urban people are older than rural ones of the same region, all regions weighed by what they tell."""
    at = b.attr[REGION].astype(np.int64)
    urban = _deviation((b.attr[URBAN] == 1).astype(float), at)
    return float((urban * b.attr[AGE]).sum() / (urban ** 2).sum())


def _deviation(x: np.ndarray, groups: np.ndarray) -> np.ndarray:
    count = np.maximum(np.bincount(groups), 1)
    return np.asarray(x - (np.bincount(groups, weights=x) / count)[groups])


def all_cells(b: Built, regions: list[Region], model: Society) -> list[Cell]:
    """Every cell that can be judged by a z, and the small ones as well; see ``judged``."""
    out = []
    for number, region in enumerate(regions):
        here = b.attr[REGION] == number
        if here.any():
            out += region_cells(b.only(here), region, model)
    return out + nation_cells(b, model) + independence_cells(b)


def judged(cells: list[Cell]) -> list[Cell]:
    """The cells large enough for a normal law. Means and independence have no count to be small."""
    free = ("household size", "independence")
    return [c for c in cells if c.margin in free or c.se ** 2 >= FEWEST or (c.se == 0 and c.got != c.expected)]


def urban_gaps(b: Built, regions: list[Region]) -> np.ndarray:
    """[communities] urban people beyond the exact share: one household is urban whole, so 0 up to its size."""
    n = np.bincount(b.community)
    region = np.zeros(len(n), np.int64)
    region[b.community] = b.attr[REGION]
    return np.asarray(np.bincount(b.community, weights=b.attr[URBAN] == 1) - np.array([r.urban for r in regions])[region] * n)
