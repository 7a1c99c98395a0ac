"""Who lives in a community: households, slots, ages by rank, attributes, groupings, rates (docs/model.md, section 18).

Each step goes over all people before the next begins, so that the words of a stream are drawn in one batch. Ties are
made elsewhere; only their number is drawn here.
"""

import numpy as np

from ostrakon.kernel.jit import helper, kernel
from ostrakon.kernel.rng import ALWAYS, blocks, happens, index, pick
from ostrakon.kernel.sort import OWNER, sort

U = np.uint64
BATCH = 256             # households drawn at once
COHORT, LOOK, GROUP = 16, 32, 55        # bits at which the groupings lie in one sum; the stratum is lowest


@kernel
def build_people(s, p, seed, region, number, streams):
    """Fill everything of People but the ties. streams: household, slot, person. Returns stubs of the close and the wider circle."""
    k = U(seed)
    c0 = region * 1048576 + number
    n = p.stratum.size
    code = s.strata_map + (s.cohort_map << COHORT) + (s.look_map << LOOK) + (s.class_map << GROUP)
    part = np.empty(n, np.int64)
    low = np.empty(n, np.uint16)
    item = np.empty(n, np.uint32)
    room = (n + 15) & ~15           # blocks are drawn sixteen at a time
    who, block = np.arange(room).astype(np.int32), np.zeros(room, np.uint32)
    w0, w1, w2, w3 = np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint32)
    blocks(k, c0, who, block, streams[1], w0, w1, w2, w3, n)
    _households(s, p, k, c0, region, streams[0], w0, w1, w2, low, item, part, code)
    blocks(k, c0, who, block, streams[2], w0, w1, w2, w3, n)
    _ages(s, p.attr, low, item, w0, region)
    _attributes(s, p, w1, w2, w3, part, code, region)
    block[:] = 1
    blocks(k, c0, who, block, streams[2], w0, w1, w2, w3, n)
    _rates(s, p, w0, region)
    stubs = _rest(s, p, w0, w1, w2, w3)
    _looks(p, s.n_looks)
    return stubs


@helper
def _households(s, p, k, c0, region, stream, w0, w1, w2, low, item, part, code):
    """Households in order of number and their members, from the slot words; keys of the ages and sums of what is known so far."""
    attr, home = p.attr, p.home
    n = part.size
    p_urban, p_minority, p_male = s.p_urban[region], s.p_minority[region], s.p_male[region]
    templates = s.template_size.size
    cut, other = s.template_cut[region], s.template_other[region]
    quintile_cut, quintile_other = s.quintile_cut[region], s.quintile_other[region]
    who = np.empty(BATCH, np.int32)
    block = np.empty(BATCH, np.uint32)
    # four arrays even where one word is used: where they overlap, blocks draws one by one
    a, b, c, d = np.empty(BATCH, np.uint32), np.empty(BATCH, np.uint32), np.empty(BATCH, np.uint32), np.empty(BATCH, np.uint32)
    e, x, y, z = np.empty(BATCH, np.uint32), np.empty(BATCH, np.uint32), np.empty(BATCH, np.uint32), np.empty(BATCH, np.uint32)
    first = h = 0
    while first < n:
        for j in range(BATCH):
            who[j] = h + j
        block[:] = 1
        blocks(k, c0, who, block, stream, e, x, y, z, BATCH)
        block[:] = 0
        blocks(k, c0, who, block, stream, a, b, c, d, BATCH)
        h += BATCH
        for j in range(BATCH):
            t = pick(np.int64(a[j]), cut, other, templates)
            size = min(s.template_size[t], n - first)
            head = s.template_age[t, 0] + index(np.int64(b[j]), s.template_age[t, 1])
            urban = 1 if (first << 32) < p_urban * n else 0
            minority = 1 if happens(np.int64(c[j]), p_minority) else 0
            quintile = pick(np.int64(d[j]), quintile_cut[urban], quintile_other[urban], 5)
            head_sex = 0 if happens(np.int64(e[j]), p_male) else 1
            shared = code[0, region] + code[1, urban] + code[4, minority] + code[7, quintile]
            for m in range(size):
                i = first + m
                key = min(127, max(0, head + s.slot_offset[t, m] + index(np.int64(w0[i]), s.slot_span[t, m])))
                low[i] = ((key << 11) | (np.int64(w2[i]) >> 21)) & 511
                item[i] = (((key << 2) | (np.int64(w2[i]) >> 30)) << OWNER) | i
                mode, role = s.slot_sex[t, m], s.slot_role[t, m]
                free = 0 if happens(np.int64(w1[i]), p_male) else 1
                sex = head_sex if (m == 0 or mode == 1) else (1 - head_sex if mode == 2 else free)
                attr[0, i] = region
                attr[1, i] = urban
                attr[3, i] = sex
                attr[4, i] = minority
                attr[7, i] = quintile
                attr[9, i] = role
                part[i] = shared + code[3, sex] + code[9, role]
                home[i, 0] = first
                home[i, 1] = first + size
            first += size
            if first >= n:
                break


@helper
def _ages(s, attr, low, item, w0, region):
    """Within each sex, the people in order of key receive the drawn ages in ascending order."""
    n = item.size
    count = np.zeros((2, 128), np.int64)
    cut, other = s.age_cut[region], s.age_other[region]
    for i in range(n):
        sex = np.int64(attr[3, i])
        count[sex, pick(np.int64(w0[i]), cut[sex], other[sex], 128)] += 1
    dealt = np.empty(n, np.uint8)
    at = men = 0
    for sex in range(2):
        for age in range(128):
            for _ in range(count[sex, age]):
                dealt[at] = age
                at += 1
        if sex == 0:
            men = at
    half = np.empty(n, np.uint32)
    order = np.empty(n, np.uint32)
    sort(low, item, half, order, n)
    man, woman = 0, men
    for j in range(n):
        i = np.int64(order[j])
        sex = np.int64(attr[3, i])
        attr[2, i] = dealt[woman if sex == 1 else man]
        man += 1 - sex
        woman += sex


@helper
def _attributes(s, p, w1, w2, w3, part, code, region):
    """What hangs on age, and the groupings: sums of their maps over the attributes, all four in one number."""
    attr = p.attr
    educations, occupations = s.edu_cut.shape[3], s.occ_cut.shape[5]
    edu_cut, edu_other, occ_cut, occ_other = s.edu_cut[region], s.edu_other[region], s.occ_cut[region], s.occ_other[region]
    for i in range(part.size):
        age, sex, urban = np.int64(attr[2, i]), np.int64(attr[3, i]), np.int64(attr[1, i])
        band = s.age_band[age]
        edu = pick(np.int64(w1[i]), edu_cut[sex, band], edu_other[sex, band], educations)
        job = pick(np.int64(w2[i]), occ_cut[sex, urban, band, edu], occ_other[sex, urban, band, edu], occupations)
        net = 1 if happens(np.int64(w3[i]), s.p_internet[urban, age]) else 0
        attr[5, i] = edu
        attr[6, i] = job
        attr[8, i] = net
        x = part[i] + code[2, age] + code[5, edu] + code[6, job] + code[8, net]
        p.stratum[i] = x & 0xFFFF
        p.cohort[i] = (x >> COHORT) & 0xFFFF
        p.look[i] = (x >> LOOK) & 0x7FFFFF
        p.group[i] = x >> GROUP


@helper
def _rates(s, p, w0, region):
    """Thresholds of the groups and the mean wait, from the stratum's rates and the person's dispositions."""
    rate, disposition, bins, limit = s.rate[s.variant[region]], s.disposition, p.bins, p.limit
    runs = np.empty(6, np.int64)
    kinds = s.kind_cut.shape[2]
    for i in range(p.stratum.size):
        word, j = np.int64(w0[i]), np.int64(p.stratum[i])
        total = 0
        for g in range(6):
            x = (word >> (5 * g)) & 31
            bins[g, i] = x
            total += (rate[j, g] * disposition[g, x]) >> 12
            runs[g] = total
        for g in range(5):
            limit[i, g] = 1 << 24 if runs[g] == total else (runs[g] << 24) // total
        limit[i, 5] = j * kinds
        p.scale[i] = 0 if total == 0 else min(ALWAYS, (1 << 46) // total)


@helper
def _rest(s, p, w0, w1, w2, w3):
    """Reach, response class and the drawn number of ties, which waits in the tie bounds until ties.py makes places of it."""
    close = wide = 0
    shift, dealt = 5 * max(0, s.response_group), s.response_group < 0
    close_cut, close_other, wide_cut, wide_other = s.close_cut, s.close_other, s.wide_cut, s.wide_other
    for i in range(p.stratum.size):
        p.reach[i] = s.reach[p.attr[6, i], np.int64(w1[i]) >> 27]
        p.response[i] = s.response_of[i % s.response_of.size if dealt else (np.int64(w0[i]) >> shift) & 31]
        x = pick(np.int64(w2[i]), close_cut, close_other, close_cut.size)
        y = pick(np.int64(w3[i]), wide_cut, wide_other, wide_cut.size)
        p.close_end[i] = x
        p.wide_end[i] = y
        close += x
        wide += y
    return close, wide


@helper
def _looks(p, classes):
    n = p.look.size
    start, look, member, rank = p.look_start, p.look, p.look_member, p.look_rank
    for i in range(n):
        start[look[i] + 1] += 1
    for j in range(classes):
        start[j + 1] += start[j]
    fill = np.empty(classes, np.int32)
    for j in range(classes):
        fill[j] = start[j]
    for i in range(n):
        j = look[i]
        member[fill[j]] = i
        rank[i] = fill[j] - start[j]
        fill[j] += 1
