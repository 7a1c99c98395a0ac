"""Age, education, internet use and income quintile of a region's people.

Here live the fits of what the census does not cross: which ages have which schooling, and so on. Each assumption is named
in docs/society.md. Never here: occupation and households, which have their own files, or the reading of tables.
"""

from functools import cache

import numpy as np

from ostrakon.society.census import Region
from ostrakon.society.fitting import fit_margins, solve
from ostrakon.spec.society import AGE_BANDS, EDUCATIONS, Internet

AGES = 128
OLDEST = 100
DECLINE = 0.82      # assumed: people one year older for each person, from 85 on
# bands within which schooling and work do not depend on age; the first twelve years follow the school ladder
BAND_STARTS = (0, 3, 6, 12, 15, 18, 22, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80)
BANDS = len(BAND_STARTS)
GRADIENT = 0.35     # assumed: log odds lost per step of schooling and decade of age among adults


def band_of_age() -> np.ndarray:
    """[128] the band of each age."""
    return np.asarray(np.searchsorted(np.array(BAND_STARTS), np.arange(AGES), side="right") - 1)


def single_years(bands: np.ndarray) -> np.ndarray:
    """[...,128] people by year of age from census age bands: even within a band, falling by a fixed factor from 85 on."""
    out = np.zeros((*bands.shape[:-1], AGES))
    for i, name in enumerate(AGE_BANDS):
        if name.endswith("+"):
            weights = DECLINE ** np.arange(OLDEST + 1 - 85)
            out[..., 85:OLDEST + 1] = bands[..., i, None] * (weights / weights.sum())
        else:
            low, _, high = name.partition("-")
            ages = slice(int(low), int(high or low) + 1)
            out[..., ages] = bands[..., i, None] / (ages.stop - ages.start)
    return out


def by_band(years: np.ndarray) -> np.ndarray:
    """[...,19] the same people by the bands of BAND_STARTS."""
    return np.asarray(np.add.reduceat(years, np.array(BAND_STARTS), axis=-1))


@cache
def _schooling_seed() -> np.ndarray:
    """[bands,7] odds of schooling by age: the school ladder for the young, a falling gradient for adults (assumed)."""
    seed = np.zeros((BANDS, len(EDUCATIONS)))
    ladder: dict[int, dict[int, float]] = {
        0: {0: 1}, 3: {0: .15, 1: 1}, 6: {0: .002, 1: .15, 2: 1}, 12: {0: .002, 2: .2, 3: 1},
        15: {0: .002, 2: .01, 3: .25, 4: 1}, 18: {0: .002, 2: .01, 3: .2, 4: .35, 5: .35, 6: .35},
    }
    for i, age in enumerate(BAND_STARTS):
        if age in ladder:
            for level, weight in ladder[age].items():
                seed[i, level] = weight
        else:
            steps = np.array([0, 0, 1, 2, 3, 4, 5])
            seed[i] = np.exp(-GRADIENT * steps * (age - 22) / 10) * (np.array([.01, 0, 1, 4, 2, 1.5, 1.5]))
    return seed


def education(region: Region) -> np.ndarray:
    """[2,bands,7] people by sex, band and education.

    The census table counts fewer people aged 3 and over than there are, by about the number aged 3 to 5: they are taken
    to be in preschool (assumed). Under 3 nobody has any schooling.
    """
    bands = by_band(single_years(region.age_sex))
    out = np.zeros((2, BANDS, len(EDUCATIONS)))
    out[:, 0, 0] = bands[:, 0]
    for sex in range(2):
        levels = schooling_margin(region, bands, sex)
        out[sex, 1:] = fit_margins(_schooling_seed()[1:], bands[sex, 1:], levels, f"education in {region.name}")
    return out


def schooling_margin(region: Region, bands: np.ndarray, sex: int) -> np.ndarray:
    """[7] people aged 3 and over by education, those missing from the table added to preschool."""
    levels: np.ndarray = region.education[sex].copy()
    levels[1] += max(0.0, bands[sex, 1:].sum() - levels.sum())
    return levels


def internet(section: Internet, regions: list[Region]) -> np.ndarray:
    """[2,128] share online by urban and age: the shares by age shifted in log odds until each urbanity has its share."""
    starts = np.array(sorted(section.by_age))
    share = np.array([section.by_age[int(s)] for s in starts])
    at = np.searchsorted(starts, np.arange(AGES), side="right") - 1
    base = np.where(at >= 0, share[np.maximum(at, 0)], 0.0)
    out = np.zeros((2, AGES))
    for urban, want in enumerate((section.rural, section.urban)):
        weight = sum((r.urban if urban else 1 - r.urban) * single_years(r.age_sex).sum(0) for r in regions)
        out[urban] = _shifted(base, np.asarray(weight, float), want)
    return out


def _shifted(base: np.ndarray, weight: np.ndarray, want: float) -> np.ndarray:
    free = (base > 0) & (base < 1)
    if weight.sum() <= 0 or not free.any():
        return base
    odds = np.divide(base, 1 - base, out=np.zeros_like(base), where=free)

    def at(shift: float) -> np.ndarray:
        moved = odds * np.exp(shift)
        return np.asarray(np.where(free, moved / (1 + moved), base))

    return at(solve(lambda x: float((at(x) * weight).sum() / weight.sum()) - want, -15, 15))


def quintiles(ratio: float, regions: list[Region]) -> np.ndarray:
    """[2,5] chances of each quintile for rural and urban people: a fifth of the nation each, odds rising by ``ratio``."""
    people = np.array([sum(r.people * (1 - r.urban) for r in regions), sum(r.people * r.urban for r in regions)])
    seed = np.array([np.ones(5), ratio ** np.arange(5.0)])
    table = fit_margins(seed, people, np.full(5, people.sum() / 5), "quintiles")
    return np.asarray(np.where(people[:, None] > 0, table / np.maximum(people[:, None], 1e-300), 0.2))
