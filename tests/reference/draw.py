"""Random societies and regimes: small, valid, and fond of extremes.

Here lives what a comparison of twin and kernel is run on. Never here: anything about a real place; the numbers mean
nothing. Every function takes a numpy Generator, so that one integer seed names a whole pair of tables.
"""

from itertools import pairwise

import numpy as np

from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.society.tables import SocietyTables

from .philox import stream

ALWAYS = 2**32 - 1
REGIONS, BANDS, EDUCATIONS, OCCUPATIONS = 2, 3, 4, 5
REQUEST, EXPRESSION = 5, 3
PER_DAY = 2**32


def chance(rng, shape=(), often: float = 0.5):
    """p32 values: never, always, and anything between."""
    sort = rng.random(shape)
    p = rng.integers(1, ALWAYS, shape)
    return np.where(sort < 0.2 * (1 - often), 0, np.where(sort > 1 - 0.3 * often, ALWAYS, p)).astype(np.int64)


def alias_rows(rng, shape: tuple[int, ...], k: int):
    """Valid alias rows of k entries: cut in 0..2^32-1, other below k."""
    sort = rng.random((*shape, k))
    cut = np.where(sort < 0.15, 0, np.where(sort > 0.85, ALWAYS, rng.integers(0, ALWAYS, (*shape, k))))
    return cut.astype(np.int64), rng.integers(0, k, (*shape, k)).astype(np.int64)


def degree_row(rng):
    """Degrees of ties: usually few, sometimes none, sometimes many."""
    most = int(rng.choice([1, 4, 8, 64], p=[0.15, 0.4, 0.35, 0.1]))
    cut = np.zeros(64, np.int64)
    return cut, rng.integers(0, most, 64).astype(np.int64)


def grouping(rng, bits: int):
    """A map over the ten attributes with 2**bits indices: each bit is one attribute split in two at some code."""
    table = np.zeros((10, 128), np.int64)
    highest = (1, 1, 127, 1, 1, EDUCATIONS - 1, OCCUPATIONS - 1, 4, 1, 7)
    for bit, a in enumerate(rng.choice(10, bits, replace=False)):
        table[a, int(rng.integers(1, highest[a] + 1)):] = 1 << bit
    return table, 1 << bits


def some_codes(rng, rate: float = 0.85, restricted: float = 0.3):
    """[10,128] of allowed codes: usually all, at times one attribute restricted."""
    table = np.ones((10, 128), np.uint8)
    if rng.random() < restricted:
        a = int(rng.integers(0, 10))
        table[a] = rng.random(128) < rate
    return table


def pick(rng, *values):
    return int(rng.choice(values))


# The society

def random_society(rng) -> SocietyTables:
    """A valid SocietyTables of two regions."""
    strata, n_strata = grouping(rng, pick(rng, 0, 1, 2))
    cohorts, n_cohorts = grouping(rng, pick(rng, 0, 2))
    classes, _ = grouping(rng, pick(rng, 0, 1, 2))
    looks, n_looks = grouping(rng, pick(rng, 0, 1, 3))
    kinds = _kinds(rng, n_strata)
    return SocietyTables(
        population=rng.integers(1, 1000, REGIONS), **_people(rng), **_ties(rng),
        disposition=rng.choice([0, 1024, 4096, 4096, 9000], (6, 32)).astype(np.int64),
        **_classes(rng),
        reach=rng.integers(0, 1000, (OCCUPATIONS, 32)),
        strata_map=strata, cohort_map=cohorts, class_map=classes, look_map=looks, n_cohorts=n_cohorts, n_looks=n_looks,
        **kinds, fear=rng.integers(0, [700, 700, 700, 3]), decay=rng.choice([0, 40000, 60003, 65001, 65536], 3).astype(np.int64),
        yuan_per_level=pick(rng, 1, 100, 5000))


def _classes(rng) -> dict:
    """Response classes, by a disposition or dealt."""
    of, group, (own,) = rng.integers(0, pick(rng, 1, 3), 32), pick(rng, 0, 3, 5), rng.spawn(1)
    dealt = own.random() < 0.3
    return {"response_of": of[: pick(own, 1, 5)] if dealt else of, "response_group": -1 if dealt else group}


def _people(rng) -> dict:
    t = pick(rng, 1, 3)
    size = np.ones(t, np.int64) if rng.random() < 0.15 else rng.integers(1, 9, t)
    out = {name: chance(rng, REGIONS) for name in ("p_urban", "p_minority", "p_male")}
    shapes = {"quintile": ((REGIONS, 2), 5), "age": ((REGIONS, 2), 128), "edu": ((REGIONS, 2, BANDS), EDUCATIONS),
              "occ": ((REGIONS, 2, 2, BANDS, EDUCATIONS), OCCUPATIONS), "template": ((REGIONS,), t)}
    for name, (shape, k) in shapes.items():
        out[f"{name}_cut"], out[f"{name}_other"] = alias_rows(rng, shape, k)
    low = rng.integers(0, 90, t)
    return out | {
        "age_band": np.sort(rng.integers(0, BANDS, 128)), "p_internet": chance(rng, (2, 128)), "template_size": size,
        "template_age": np.stack([low, rng.integers(1, 38, t)], axis=1),
        "slot_offset": rng.integers(-60, 60, (t, 8)), "slot_span": rng.integers(1, 40, (t, 8)),
        "slot_sex": rng.integers(0, 3, (t, 8)), "slot_role": rng.integers(0, 8, (t, 8))}


def _ties(rng) -> dict:
    close_cut, close_other = degree_row(rng)
    wide_cut, wide_other = degree_row(rng)
    foci = np.sort(rng.choice([0, 60, 128, 200, 256], 2)).astype(np.int64)
    return {"close_cut": close_cut, "close_other": close_other, "wide_cut": wide_cut, "wide_other": wide_other, "foci": foci}


def _kinds(rng, n_strata: int) -> dict:
    sizes = rng.multinomial(pick(rng, 3, 8), np.ones(6) / 6)
    start = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    k, v = int(start[-1]), pick(rng, 1, 2)
    nature = rng.choice([0, 1, 2, 3, 3, 4, 5, 5], k).astype(np.int64)
    cut, other = np.zeros((v, n_strata, k), np.uint32), np.zeros((v, n_strata, k), np.uint8)
    for a, b in pairwise(start):
        if b > a:
            cut[:, :, a:b], other[:, :, a:b] = alias_rows(rng, (v, n_strata), int(b - a))
    busy = float(rng.choice([0.02, 0.2, 0.3, 1.0]))
    rate = (rng.choice([0, 1, 1, 2, 2], (v, n_strata, 6)) * busy * PER_DAY * (sizes > 0)).astype(np.int64)
    is_request = nature == REQUEST
    return {"rate": rate, "variant": rng.integers(0, v, REGIONS), "kind_cut": cut, "kind_other": other, "group_start": start,
            "nature": nature, "travel": is_request * rng.integers(0, 2, k), "denial_hardship": is_request * rng.integers(0, 300, k),
            "cost_yuan": is_request * rng.integers(0, 900, k), "cost_minutes": is_request * rng.integers(0, 90, k),
            "grant": chance(rng, (n_strata, k)), "follow": _follow(rng, nature), "follow_delay": rng.integers(1024, 2500, k),
            "false_wait": int(rng.choice([1, 5, 40, 400]) * 1024 * 16 * 65536)}


def _follow(rng, nature):
    """A request may bring conduct, or a request of a higher number, so that no chain is endless."""
    follow = np.full(len(nature), -1, np.int64)
    for a in np.flatnonzero(nature == REQUEST):
        later = [b for b in range(len(nature)) if nature[b] != REQUEST or b > a]
        if later and rng.random() < 0.7:
            follow[a] = rng.choice(later)
    return follow


# The regime

def random_regime(rng, s: SocietyTables) -> RegimeTables:
    """A valid RegimeTables for the society s."""
    k, n_strata = len(s.nature), s.grant.shape[0]
    c, q, d, t, lists = pick(rng, 1, 2, 4), pick(rng, 1, 3, 5), pick(rng, 1, 2), pick(rng, 1, 2, 2, 3), pick(rng, 0, 1, 1, 2, 3)
    n_rep = pick(rng, 0, 1, 2)
    scoring = _scoring(rng, d, t, n_strata)
    return RegimeTables(
        **_scope(rng), **_channels(rng, s, c, k), **_rules(rng, c, k, q, d, t, lists, n_rep), n_rep=n_rep,
        **scoring, **_lists(rng, lists, s.n_cohorts, scoring), **_standing(rng, t << lists, k, lists, s),
        **_entities(rng, t + lists), **_response(rng, s, t << lists, c, k), **_streams(c, lists))


def _scope(rng) -> dict:
    wide = rng.random() < 0.75
    return {"enrol_allow": some_codes(rng), "exempt": some_codes(rng, 0.3, restricted=0.95), "has_exempt": pick(rng, 0, 0, 1),
            "enrol_share": ALWAYS if wide else int(chance(rng)), "enrol_consent": ALWAYS if wide else int(chance(rng)),
            "aware_allow": some_codes(rng), "aware_share": ALWAYS if wide else int(chance(rng))}


def _channels(rng, s, c: int, k: int) -> dict:
    x = int(s.class_map.max(axis=1).sum()) + 1
    seen = [rng.permutation(c)[: int(rng.integers(0, c + 1))] for _ in range(k)]
    start = np.concatenate([[0], np.cumsum([len(row) for row in seen])]).astype(np.int64)
    cut, other = alias_rows(rng, (c,), k)
    share = chance(rng, c, often=0.2)
    review = np.stack([np.minimum(chance(rng, c), share), np.minimum(chance(rng, c), share), share], axis=1)
    return {"seen_start": start, "seen": np.concatenate([*seen, []]).astype(np.int64),
            "hit": chance(rng, (len(s.population), 2, x, c, k), often=0.9).astype(np.uint32),
            "wrong": chance(rng, (c, x), often=0.2), "wrong_among": rng.integers(0, 2, c), "false_on": rng.integers(0, 2, c),
            "false_keep": chance(rng, (c, x)), "false_cut": cut, "false_other": other,
            "review": review, "review_delay": rng.choice([0, 1, 3, 30], c).astype(np.int64)}


def _rules(rng, c: int, k: int, q: int, d: int, t: int, lists: int, n_rep: int) -> dict:
    big = pick(rng, 3, 40, 40, 900)
    share = rng.integers(-256, 513, (q, 3))
    mode = rng.integers(0, 3, (q, 3))
    return {"rule_of": rng.integers(-1, q, (c, k)), "rule_dim": rng.integers(0, d, q),
            "rule_points": rng.integers(-big, big + 1, (q, 8, t)),
            "rule_rep": rng.integers(-1, n_rep, q) if n_rep else np.full(q, -1, np.int64),
            "rule_window": rng.choice([1, 5, 60], q).astype(np.int64),
            "rule_list": rng.integers(-1, lists, q) if lists else np.full(q, -1, np.int64),
            "rule_list_at": rng.integers(1, 5, q), "spill_mode": mode, "spill": np.where(mode == 2, share % 41 - 20, share)}


def _scoring(rng, d: int, t: int, n_strata: int) -> dict:
    low = rng.choice([-1000, 0], d).astype(np.int64)
    high = low + rng.choice([1, 300, 2000, 2000], d)
    base = low[:, None] + (rng.choice([0.0, 0.5, 0.6, 0.6, 1.0], (d, n_strata)) * (high - low)[:, None]).astype(np.int64)
    weight = np.array([256]) if d == 1 else np.array([(w := pick(rng, 0, 100, 256)), 256 - w])
    middle = int((base[:, 0] * weight).sum() >> 8)
    cuts = np.sort(middle + rng.integers(-60, 30, t))
    cuts[0] = -(2**31)
    return {"dim_base": base, "dim_min": low, "dim_max": high, "dim_weight": weight,
            "recover_points": rng.choice([0, 5, 5000], d).astype(np.int64),
            "recover_factor": rng.choice([0, 60000, 65536], d).astype(np.int64),
            "company_dim": pick(rng, -1, *range(d), *range(d)), "company_weight": pick(rng, 20, 60, 256), "company_of": pick(rng, 0, 1),
            "monthly": pick(rng, 0, 0, 1), "tier_cut": cuts, "tier_hyst": rng.choice([0, 1, 10, 40], t).astype(np.int64)}


def _lists(rng, n: int, n_cohorts: int, scoring: dict) -> dict:
    middle = int((scoring["dim_base"][:, 0] * scoring["dim_weight"]).sum() >> 8)
    share = chance(rng, n, often=0.1)
    review = np.stack([np.minimum(chance(rng, n), share), np.minimum(chance(rng, n), share), share], axis=1)

    def each(*values):
        return rng.choice(values, n).astype(np.int64)

    def people():
        return np.stack([some_codes(rng, 0.9) for _ in range(n)]) if n else np.ones((0, 10, 128), np.uint8)

    drawn = {
        "list_red": each(0, 1), "list_mode": each(0, 1, 1, 2), "list_cut": middle + rng.integers(-200, 200, n),
        "list_term": each(-1, -1, 0, 1, 5, 40), "list_duty": each(0, 0, 0, 0, 2**28, ALWAYS), "list_exit_mode": each(0, 0, 1, 2),
        "list_exit": middle + rng.integers(-200, 200, n), "list_allow": people(), "list_review": review, "list_grace": each(0, 1, 20),
        "appeal_on": each(0, 1, 1), "appeal_hazard": chance(rng, (n, n_cohorts)), "appeal_allow": people(), "appeal_wait": each(1, 3, 15),
        "appeal_chance": chance(rng, (n, 2)), "appeal_restore": each(0, 1, 1, 2),
        "ostracism": chance(rng, n, often=0.3) * rng.integers(0, 2, n), "ostracism_ever": each(0, 1)}
    if rng.random() < 0.5:      # an appeal is the only way out, or hardly any would be decided
        drawn |= {"list_term": each(-1, 40), "list_duty": each(0), "list_exit_mode": each(0), "appeal_on": each(1),
                  "appeal_wait": each(1, 2, 6),
                  "appeal_hazard": chance(rng, (n, n_cohorts), often=1.0), "appeal_chance": chance(rng, (n, 2), often=1.0)}
    return drawn


def _standing(rng, standings: int, k: int, lists: int, s) -> dict:
    requests = (s.nature == REQUEST).astype(np.int64)
    deny = ((rng.random((standings, k)) < 0.3) * requests).astype(np.uint8)
    return {"deny": deny, "boost": (chance(rng, (standings, k)) * requests * pick(rng, 0, 1, 1)).astype(np.uint32),
            "save_yuan": rng.integers(0, 500, (standings, k)) * requests, "save_minutes": rng.integers(0, 60, (standings, k)) * requests,
            "flags": rng.integers(0, 32, standings) * (rng.random(standings) < 0.5),
            "household_deny": rng.integers(0, 1 << lists, k) * requests * pick(rng, 0, 1, 1)}


def _entities(rng, n: int) -> dict:
    def rarely(*values):
        return rng.choice([0, 0, *values], n).astype(np.int64)

    return {"fine": rarely(50, 20000), "detain": rarely(1, 9), "publicised": rarely(1), "sanctions": rarely(1, 1), "removes": rarely(1)}


def _response(rng, s, standings: int, c: int, k: int) -> dict:
    n, (own,) = len(s.nature), rng.spawn(1)         # ties have luck of their own, so that the rest of a case is what it is without them
    z2, levels = 2 * (int(s.response_of.max()) + 1), pick(own, 1, 1, 2, 4)

    def rows(*shape: int, often: float) -> np.ndarray:
        return np.concatenate([chance(rng, (z2, *shape), often), *(chance(own, (z2, *shape), often) for _ in range(levels - 1))])

    will = rows(standings, 16, 16, n, often=0.7)
    evades = pick(rng, 0, 1)
    evade = np.minimum(rows(*will.shape[1:], often=0.5), will) if evades else np.zeros((1, 1, 1, 1, 1), np.int64)
    return {"will": will.astype(np.uint32), "will0": rows(n, often=0.7).astype(np.uint32), "evade": evade.astype(np.uint32),
            "evades": evades, "evade_channel": rng.integers(-1, c, k), "tie_of": pick(own, 1, 2, 3), "tie_days": pick(own, 1, 3, 10),
            "tie_levels": levels, "tie_kinds": ((own.random(k) < 0.5) & (s.nature != REQUEST)).astype(np.int64)}


def _streams(c: int, lists: int) -> dict:
    def named(use: str, letter: str, n: int):
        return np.array([stream(f"{use}/{letter}{i}") for i in range(n)], np.int64)

    return {"stream_detect": named("detect", "c", c), "stream_false": named("false", "c", c),
            "stream_false_review": named("false-review", "c", c), "stream_duty": named("duty", "l", lists),
            "stream_appeal": named("appeal", "l", lists), "stream_review": named("list-review", "l", lists),
            "stream_ostracism": named("ostracism", "l", lists)}


def random_months(rng, days: int) -> list[bool]:
    """Which days are the first of a month; months are short so that a short run sees several."""
    first, every = int(rng.integers(0, 8)), pick(rng, 5, 9, 30)
    return [day >= first and (day - first) % every == 0 for day in range(days)]
