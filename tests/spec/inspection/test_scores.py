"""Bounds on scores: worked by hand, and never left by a town that lives under random rules by the page of the model."""

import random
from pathlib import Path

import pytest

from ostrakon.spec.fit import Places
from ostrakon.spec.inspection.scores import meets
from ostrakon.spec.inspection.view import views
from ostrakon.spec.load import load_society
from ostrakon.spec.regime import Regime

SOCIETY = load_society(Path(__file__).parents[3] / "spec-cases" / "valid" / "society_small.yaml").model
KINDS = ("jaywalking", "posting", "volunteering")
PEOPLE, DAYS = 5, 60


def regime(dimensions, rules, tiers, lists=(), company=None):
    """A regime in which every kind is seen."""
    return Regime.model_validate({
        "ostrakon": "regime/1", "id": "r", "title": "", "summary": "", "family": "study",
        "channels": {"eye": {"context": "street", "sees": dict.fromkeys(KINDS, 0.5)}},
        "scoring": {"dimensions": dimensions}, "rules": rules, "tiers": tiers, "lists": dict(lists), "association": {"company": company},
    })


def reach_of(r):
    return views(r, SOCIETY, Places())[0].reach


def held(pieces):
    return {score for piece in pieces for score in piece}


@pytest.mark.parametrize(("base", "points", "recovery", "expected"), [
    (0, [], 5, {0}),                                    # nothing moves anybody, so there is nothing to recover from
    (0, [-4], 0, {0, -4, -8, -10}),                     # down in fours, then the limit
    (3, [4], 0, {3, 7, 10}),
    (0, [6, -4], 0, {-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10}),
    (1, [-4], 2, set(range(-10, 2))),                   # recovery may lead anywhere between, never above the base
])
def test_scores_by_hand(base, points, recovery, expected):
    dimension = {"base": base, "minimum": -10, "maximum": 10, "recovery": {"points_per_month": recovery}}
    rules = {f"r{i}": {"kind": kind, "points": p} for i, (kind, p) in enumerate(zip(KINDS, points, strict=False))}
    assert held(reach_of(regime({"a": dimension}, rules, [{"name": "all"}])).scores) == expected


def test_points_by_tier_count_only_where_somebody_can_be():
    tiers = [{"name": "low"}, {"name": "top", "from": 5}]
    rules = {"r": {"kind": "posting", "points": 0, "by_tier": {"top": -100}}}
    dimension = {"base": 0, "minimum": -100, "maximum": 100}
    assert held(reach_of(regime({"a": dimension}, rules, tiers)).scores) == {0}
    assert reach_of(regime({"a": {**dimension, "base": 5}}, rules, tiers)).tiers == {"low", "top"}


def test_hysteresis_keeps_people_out_of_a_tier_into_which_they_would_only_climb():
    dimension = {"base": 0, "base_by": {"sex": {"male": 4}}, "minimum": -10, "maximum": 10}
    tiers = [{"name": "low"}, {"name": "middle", "from": 5, "hysteresis": 1}]
    company = {"dimension": "a", "weight": 0.5}
    assert reach_of(regime({"a": dimension}, {}, tiers, company=company)).tiers == {"low"}
    tiers[1] = {"name": "middle", "from": 4}
    assert reach_of(regime({"a": dimension}, {}, tiers, company=company)).tiers == {"low", "middle"}
    tiers[1] = {"name": "middle", "from": 3, "hysteresis": 2}       # who starts at 4 starts in it, and nobody climbs to 5
    assert reach_of(regime({"a": dimension}, {}, tiers, company=company)).tiers == {"low", "middle"}


@pytest.mark.parametrize(("low", "high", "expected"), [
    (10, 10, True), (11, 19, False), (20, None, True), (None, 9, False), (41, None, False), (40, 40, True), (None, None, True)])
def test_meets(low, high, expected):
    assert meets((range(10, 41, 10),), low, high) is expected


# --- A town by the page, written without the inspection -----------------------------------------------------------------


def random_regime(rng):
    several = rng.random() < 0.4
    dimensions = {}
    for name in ("a", "b")[:1 + several]:
        low, high = sorted(rng.sample(range(-60, 61), 2))
        dimension = {"minimum": low, "maximum": high, "base": rng.randint(low, high)}
        if rng.random() < 0.3:
            dimension["base_by"] = {"sex": {"male": rng.randint(low, high)}}
        if rng.random() < 0.3:
            dimension["recovery"] = {"points_per_month": rng.randint(0, 4), "yearly_factor": rng.choice([1, 0.5])}
        dimensions[name] = dimension
    if several:
        weight = rng.choice([128, 64, 300, -40])
        dimensions["a"]["weight"], dimensions["b"]["weight"] = weight, 256 - weight
    rules = {}
    cuts = sorted(rng.sample(range(-50, 51), rng.randint(0, 3)))
    names = [f"t{i}" for i in range(len(cuts) + 1)]
    for kind in rng.sample(KINDS, rng.randint(0, 3)):
        rule = {"kind": kind, "points": rng.choice([-12, -6, -4, 0, 4, 10]), "dimension": rng.choice(list(dimensions))}
        if rng.random() < 0.3:
            rule |= {"by_tier": {rng.choice(names): rng.choice([-9, 0, 8])}}
        elif rng.random() < 0.3:
            rule |= {"repetition": {"window_days": 3, "points": [0, rng.choice([-6, 8]), rng.choice([0, -15])]}}
        if rng.random() < 0.4:
            rule |= {"spillover": {rng.choice(["close", "household"]): rng.choice([0.5, -0.25, {"fixed": 3}])}}
        rules[kind] = rule
    tiers = [{"name": names[0]}]
    tiers += [{"name": n, "from": c, "hysteresis": rng.choice([0, 0, 3])} for n, c in zip(names[1:], cuts, strict=True)]
    lists = {"under": {"below": rng.randint(-50, 50)}, "over": {"colour": "red", "at_or_above": rng.randint(-50, 50)}}
    company = {"dimension": "a", "weight": rng.choice([0.25, 1.0])} if rng.random() < 0.3 else None
    return regime(dimensions, rules, tiers, lists, company)


def toward_zero(numerator, by):
    return abs(numerator) // by * (1 if numerator >= 0 else -1)


class Person:
    def __init__(self, r, sex):
        dims = r.scoring.dimensions
        self.base = {n: d.base_by.get("sex", {}).get(sex, d.base) for n, d in dims.items()}
        self.v, self.pending = dict(self.base), dict.fromkeys(dims, 0)
        self.tier = max(i for i, t in enumerate(r.tiers) if t.from_ is None or score(r, self) >= t.from_)


def score(r, p):
    return (sum(d.weight * p.v[n] for n, d in r.scoring.dimensions.items()) + 128) >> 8


def settle(r, p):
    for n, d in r.scoring.dimensions.items():
        p.v[n], p.pending[n] = min(max(p.v[n] + p.pending[n], d.minimum), d.maximum), 0


def first_of_month(r, people):
    for p in people:
        for n, d in r.scoring.dimensions.items():
            away = p.base[n] - p.v[n]
            p.v[n] += max(-d.recovery.points_per_month, min(d.recovery.points_per_month, away))
            factor = round(d.recovery.yearly_factor ** (1 / 12) * 65536)
            p.v[n] = p.base[n] + toward_zero((p.v[n] - p.base[n]) * factor, 65536)
    if c := r.association.company:
        scores = [score(r, p) for p in people]
        d = r.scoring.dimensions[c.dimension]
        for i, p in enumerate(people):
            mean = (sum(scores) - scores[i]) // (len(people) - 1)
            moved = p.v[c.dimension] + toward_zero((mean - p.v[c.dimension]) * round(c.weight * 256), 256)
            p.v[c.dimension] = min(max(moved, d.minimum), d.maximum)


def retier(r, p):
    s = score(r, p)
    while p.tier and s < r.tiers[p.tier].from_:
        p.tier -= 1
    while p.tier + 1 < len(r.tiers) and s >= r.tiers[p.tier + 1].from_ + r.tiers[p.tier + 1].hysteresis:
        p.tier += 1


def record(r, rng, people, p):
    name = rng.choice(list(r.rules))
    rule = r.rules[name]
    dimension = rule.dimension
    tier = r.tiers[p.tier].name
    steps = rule.repetition.points if rule.repetition else []
    points = rule.by_tier.get(tier, rng.choice(steps) if steps else rule.points)
    p.pending[dimension] += points
    for spill in (rule.spillover.household, rule.spillover.close):
        if spill is not None:
            other = rng.choice(people)
            fixed = getattr(spill, "fixed", None)
            other.pending[dimension] += toward_zero(points * round(spill * 256), 256) if fixed is None else fixed


def live(r, rng):
    """Scores, tiers and lists that a few people meet in some days."""
    people = [Person(r, rng.choice(["male", "female"])) for _ in range(PEOPLE)]
    scores, tiers = {score(r, p) for p in people}, {r.tiers[p.tier].name for p in people}
    busy = rng.choice([1, 4])
    for day in range(DAYS):
        for p in people:
            for _ in range(rng.randint(0, busy) if r.rules else 0):
                record(r, rng, people, p)
        for p in people:
            settle(r, p)
        if day % 5 == 0:
            first_of_month(r, people)
        for p in people:
            retier(r, p)
            scores.add(score(r, p))
            tiers.add(r.tiers[p.tier].name)
    on = {n for n, x in r.lists.items() for s in scores if (x.below is not None and s < x.below) or
          (x.at_or_above is not None and s >= x.at_or_above)}
    return scores, tiers, on


def strays(r, rng):
    """What a town meets and the bounds do not hold."""
    reach = reach_of(r)
    scores, tiers, on = live(r, rng)
    return (scores - held(reach.scores)) | (tiers - reach.tiers) | (on - reach.lists)


def test_no_town_leaves_the_bounds():
    rng = random.Random(20)
    out, tight = 0, 0
    for _ in range(300):
        r = random_regime(rng)
        assert strays(r, rng) == set(), r
        reach = reach_of(r)
        tight += len(reach.tiers) < len(r.tiers)
        out += len(reach.lists) < len(r.lists)
    assert tight > 20 and out > 20      # the bounds say something


def test_the_comparison_can_fail():
    rng = random.Random(1)
    dimension = {"base": 0, "minimum": -10, "maximum": 10}
    r = regime({"a": dimension}, {"r": {"kind": "posting", "points": -3, "dimension": "a"}}, [{"name": "all"}])
    quiet = regime({"a": dimension}, {}, [{"name": "all"}])
    assert live(r, rng)[0] - held(reach_of(quiet).scores)
