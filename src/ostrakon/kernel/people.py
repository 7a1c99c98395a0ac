"""Who lives in a community: households, slots, ages by rank, attributes, groupings, rates (docs/model.md, section 18)."""

import numpy as np

from ostrakon.kernel.jit import helper, kernel
from ostrakon.kernel.rng import ALWAYS, alias, draw, happens, index
from ostrakon.kernel.sort import sort

U = np.uint64


@kernel
def build_people(s, p, seed, region, number, streams):
    """Fill everything of People but the ties. streams: household, slot, person."""
    k = U(seed)
    c0 = region * 1048576 + number
    n = p.stratum.size
    attr = p.attr
    key = np.empty(n, np.int32)
    first = 0
    h = 0
    templates = s.template_size.size
    while first < n:
        a, b, c, d = draw(k, c0, h, 0, streams[0])
        e, _, _, _ = draw(k, c0, h, 1, streams[0])
        t = alias(a, s.template_cut[region], s.template_other[region], templates)
        size = min(s.template_size[t], n - first)
        head = s.template_age[t, 0] + index(b, s.template_age[t, 1])
        urban = 1 if (first << 32) < s.p_urban[region] * n else 0
        minority = 1 if happens(c, s.p_minority[region]) else 0
        quintile = alias(d, s.quintile_cut[region, urban], s.quintile_other[region, urban], 5)
        head_sex = 0 if happens(e, s.p_male[region]) else 1
        for m in range(size):
            i = first + m
            x, y, z, _ = draw(k, c0, i, 0, streams[1])
            key[i] = (min(127, max(0, head + s.slot_offset[t, m] + index(x, s.slot_span[t, m]))) << 11) | (z >> 21)
            mode = s.slot_sex[t, m]
            sex = head_sex if (m == 0 or mode == 1) else (1 - head_sex if mode == 2 else (0 if happens(y, s.p_male[region]) else 1))
            attr[0, i] = region
            attr[1, i] = urban
            attr[3, i] = sex
            attr[4, i] = minority
            attr[7, i] = quintile
            attr[9, i] = s.slot_role[t, m]
            p.home[i, 0] = first
            p.home[i, 1] = first + size
        first += size
        h += 1
    words = np.empty((4, n), np.int64)
    for i in range(n):
        words[0, i], words[1, i], words[2, i], words[3, i] = draw(k, c0, i, 0, streams[2])
    _ages(s, attr, key, words, region)
    educations = s.edu_cut.shape[3]
    occupations = s.occ_cut.shape[5]
    for i in range(n):
        age, sex, urban = attr[2, i], attr[3, i], attr[1, i]
        band = s.age_band[age]
        edu = alias(words[1, i], s.edu_cut[region, sex, band], s.edu_other[region, sex, band], educations)
        attr[5, i] = edu
        attr[6, i] = alias(words[2, i], s.occ_cut[region, sex, urban, band, edu], s.occ_other[region, sex, urban, band, edu],
                           occupations)
        attr[8, i] = 1 if happens(words[3, i], s.p_internet[urban, age]) else 0
        _groupings(s, p, i)
        w0, w1, w2, w3 = draw(k, c0, i, 1, streams[2])
        _rates(s, p, i, w0, region)
        p.reach[i] = s.reach[attr[6, i], w1 >> 27]
        p.response[i] = s.response_of[p.bins[s.response_group, i]]
        # degrees wait in the first column of the tie bounds; ties.py turns them into places
        p.close_end[i] = alias(w2, s.close_cut, s.close_other, s.close_cut.size)
        p.wide_end[i] = alias(w3, s.wide_cut, s.wide_other, s.wide_cut.size)
    _looks(p, s.n_looks)


@helper
def _ages(s, attr, key, words, region):
    """Within each sex, the people in order of key receive the drawn ages in ascending order."""
    n = key.size
    ages = np.zeros((2, 128), np.int64)
    for i in range(n):
        sex = attr[3, i]
        ages[sex, alias(words[0, i], s.age_cut[region, sex], s.age_other[region, sex], 128)] += 1
    order = np.empty(n, np.int32)
    sort(key, order)
    next_age = np.zeros(2, np.int64)
    for j in range(n):
        i = order[j]
        sex = attr[3, i]
        while ages[sex, next_age[sex]] == 0:
            next_age[sex] += 1
        ages[sex, next_age[sex]] -= 1
        attr[2, i] = next_age[sex]


@helper
def _groupings(s, p, i):
    stratum = cohort = group = look = 0
    for a in range(10):
        code = p.attr[a, i]
        stratum += s.strata_map[a, code]
        cohort += s.cohort_map[a, code]
        group += s.class_map[a, code]
        look += s.look_map[a, code]
    p.stratum[i] = stratum
    p.cohort[i] = cohort
    p.group[i] = group
    p.look[i] = look


@helper
def _rates(s, p, i, word, region):
    """Thresholds of the groups and the mean wait, from the stratum's rates and the person's dispositions."""
    v = s.variant[region]
    total = 0
    for g in range(6):
        b = (word >> (5 * g)) & 31
        p.bins[g, i] = b
        total += (s.rate[v, p.stratum[i], g] * s.disposition[g, b]) >> 12
    run = 0
    for g in range(5):
        run += (s.rate[v, p.stratum[i], g] * s.disposition[g, p.bins[g, i]]) >> 12
        p.limit[i, g] = 1 << 24 if run == total else (run << 24) // total
    p.scale[i] = 0 if total == 0 else min(ALWAYS, (1 << 46) // total)


@helper
def _looks(p, classes):
    n = p.look.size
    for i in range(n):
        p.look_start[p.look[i] + 1] += 1
    for j in range(classes):
        p.look_start[j + 1] += p.look_start[j]
    fill = p.look_start[:classes].copy()
    for i in range(n):
        j = p.look[i]
        p.look_member[fill[j]] = i
        p.look_rank[i] = fill[j] - p.look_start[j]
        fill[j] += 1
