"""Occupation by sex, urbanity, age and education.

Here lives the fit to each region's counts of people at work. Never here: the reading of those counts, or a rate.
"""

from functools import cache

import numpy as np

from ostrakon.errors import fail
from ostrakon.society.attributes import BAND_STARTS, BANDS
from ostrakon.society.census import Region
from ostrakon.society.fitting import fit_margins
from ostrakon.spec.society import EDUCATIONS, OCCUPATIONS, Carved

EDU, OCC = len(EDUCATIONS), len(OCCUPATIONS)

JOURNALIST, CIVIL_SERVANT = OCC - 2, OCC - 1
# assumed: share studying by band start; from 25 on nobody
STUDYING = {6: 1.0, 12: 1.0, 15: 0.9, 18: 0.55, 22: 0.1}
# assumed: odds of being at work rather than not, by lowest age of the band, for men, and the ratio for women
AT_WORK = {15: 2.0, 18: 3.0, 22: 6.0, 25: 9.0, 50: 4.0, 55: 2.5, 60: 1.0, 65: 0.6, 70: 0.25, 75: 0.1, 80: 0.03}
WOMEN_AT_WORK = {15: 0.5, 50: 0.35}
# assumed odds among people at work, by schooling (none .. bachelor_plus), of the jobs from 'heads' to 'civil_servant'
BY_SCHOOLING = np.array([
    [.1, .1, .2, .4, 1, 3, 5], [.01, .01, .02, .1, .5, 4, 10], [.05, .05, .1, .4, 1.5, 3, 4], [.5, .5, .8, 1.2, 1.5, 1, .5],
    [6, 6, 4, 1.5, .4, .1, .05], [.6, .6, 1, 1.5, 1, .6, .2], [1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, .02, 1, 10], [0, 0, 0, .05, .5, 3, 8]])
URBAN = np.array([3, 2, 2, 1.5, .12, 1, 1, 4, 2])         # assumed odds, urban over rural
FEMALE = np.array([.45, 1.3, .6, 1.2, 1.05, .6, .8, 1.1, .5])  # assumed odds, women over men
AGEING = np.array([.25, -.05, 0, -.1, .35, -.05, 0, 0, .05])   # assumed change of log odds per decade of age


def _at(table: dict[int, float], age: int) -> float:
    return next((table[start] for start in sorted(table, reverse=True) if start <= age), 0.0)


@cache
def _seed() -> np.ndarray:
    """[2,2,bands,E,O] odds of each occupation by sex, urban, band and education; students are set apart."""
    seed = np.zeros((2, 2, BANDS, EDU, OCC))
    seed[..., 0] = 1
    for b, age in enumerate(BAND_STARTS):
        if age < 15:
            continue
        drift = np.exp(AGEING * (age - 40) / 10)
        for sex in range(2):
            odds = _at(AT_WORK, age) * (_at(WOMEN_AT_WORK, age) if sex else 1)
            for urban in range(2):
                jobs = BY_SCHOOLING * (drift * URBAN ** urban * FEMALE ** sex)[:, None]
                seed[sex, urban, b, :, 2:] = (odds * jobs / 8).T
    return seed


def occupation_margin(region: Region, carved: Carved) -> np.ndarray:
    """[9] people at work by occupation, journalists out of professional and civil servants out of heads and clerical."""
    out = np.concatenate([region.jobs, [0.0, 0.0]])
    journalists = min(region.people * carved.journalists, region.jobs[1])
    desks = region.jobs[0] + region.jobs[2]
    servants = min(region.people * carved.civil_servants, desks)
    out[1] -= journalists
    if desks > 0:
        out[0] -= servants * region.jobs[0] / desks
        out[2] -= servants * region.jobs[2] / desks
    out[7], out[8] = journalists, servants
    return out


def occupations(region: Region, schooling: np.ndarray, carved: Carved) -> np.ndarray:
    """[2,2,bands,E,O] people by sex, urban, band, education and occupation; ``schooling`` is [2,bands,E] people."""
    cells = schooling[:, None] * np.array([1 - region.urban, region.urban])[None, :, None, None]
    studying = np.array([STUDYING.get(age, 0.0) for age in BAND_STARTS])[None, None, :, None]
    free = (cells * (1 - studying)).ravel()
    jobs = occupation_margin(region, carved)
    if jobs.sum() > free.sum():
        fail("OST3001", f"region '{region.name}' has {jobs.sum():.0f} people at work, but {free.sum():.0f} who do not study")
    margin = np.concatenate([[free.sum() - jobs.sum(), 0.0], jobs])
    out = fit_margins(_seed().reshape(-1, OCC), free, margin, f"occupations in {region.name}").reshape(2, 2, BANDS, EDU, OCC)
    out[..., 1] = cells * studying
    return out
