"""Uncertainty: luck and ignorance of a function whose variances are known, then of a regime and its society.

Tolerances are four standard errors of the estimators: of a variance from n points with kurtosis k, its square times (k - 1) / n.
"""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from experiments.by_function import Y
from ostrakon.engine.scenario import Scenario
from ostrakon.errors import OstrakonError
from ostrakon.experiments import uncertainty as u
from ostrakon.experiments.ablate import measures_of
from ostrakon.experiments.plan import Axis, bounds_at, varied_society
from ostrakon.experiments.points import Prepared, RegimeTrial, live_points
from ostrakon.results.estimate import design
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.society import Society

GROUPS, N = 20, 1000
LINE = (Axis("x", low=0, high=1, was=0.5),)
CASE = Scenario("article-2018", people=1500, days=28, community_size=250, overrides=("lists.blacklist.below=715",))


@dataclass
class Line:
    """y = slope x + luck of each draw, normal in each of twenty groups with standard deviation ``sigma`` of their mean."""

    slope: float
    sigma: float
    measures = (Y,)
    plan = design([0] * GROUPS, [1] * GROUPS)

    def prepare(self, overrides):
        found = dict(text.split("=") for text in overrides)
        draw, x = int(found.get("draw", 0)), float(found.get("x", 0.5))
        luck = np.random.default_rng(1000 + draw).normal(0, self.sigma * np.sqrt(GROUPS), GROUPS) if self.sigma else np.zeros(GROUPS)
        return Prepared(repr(overrides), lambda: {"y": [(self.slope * x + luck).tolist(), [1.0] * GROUPS]})


def study(slope, sigma, n=N):
    trial = Line(slope, sigma)
    return u.told(trial, LINE, live_points(trial, u.points_of(LINE, n, 1), lambda record: None), 1)["outcomes"]["y"]


def off(found, ignorance, luck):
    """How many standard errors the two variances are off. Luck comes from n x 19 squares of normals, the spread from n points."""
    spread = ignorance + luck
    errors = np.sqrt(2 / (N * (GROUPS - 1))) * luck, spread * np.sqrt(2 / N) + np.sqrt(2 / (N * (GROUPS - 1))) * luck
    return abs(found["luck"]["value"] ** 2 - luck) / errors[0], abs(found["ignorance"]["value"] ** 2 - ignorance) / errors[1]


@pytest.mark.parametrize("slope, sigma", [(3.0, 0.5), (1.0, 1.0), (6.0, 0.1)])
def test_luck_and_ignorance_of_a_line_are_apart(slope, sigma):
    """Over a range of one, a line of this slope has variance slope^2 / 12."""
    found = study(slope, sigma)
    assert max(off(found, slope**2 / 12, sigma**2)) < 4
    share = found["share"]
    exact = slope**2 / 12 / (slope**2 / 12 + sigma**2)
    assert share["low"] <= share["value"] <= share["high"] and abs(share["value"] - exact) < 0.15


@pytest.mark.parametrize("slope, sigma", [(3.0, 0.5), (1.0, 1.0)])
def test_luck_left_in_ignorance_would_be_seen(slope, sigma):
    assert max(off(study(slope, sigma), slope**2 / 12 + sigma**2, sigma**2)) > 4


def test_without_luck_all_is_ignorance_and_without_a_slope_hardly_any():
    whole, none = study(2.0, 0.0), study(0.0, 1.0)
    assert whole["share"]["value"] == 1.0 and whole["luck"]["value"] == 0 and whole["share"]["low"] == 1.0
    assert whole["together"]["p5"] == pytest.approx(0.1, abs=0.01) and whole["together"]["p95"] == pytest.approx(1.9, abs=0.01)
    assert none["share"]["value"] < 0.2 and none["share"]["low"] == 0.0
    still = study(0.0, 0.0)
    assert still["share"]["value"] is None and still["together"]["sd"] == 0


def test_both_together_are_what_runs_come_to():
    """The middle 90 of 100 of a uniform and a normal, drawn apart, against those of the points."""
    found = study(3.0, 0.5)["together"]
    rng = np.random.default_rng(5)
    drawn = np.quantile(3 * rng.random(200_000) + rng.normal(0, 0.5, 200_000), u.ENDS)
    assert [found["p5"], found["p50"], found["p95"]] == pytest.approx(drawn.tolist(), abs=0.35)


def test_points_without_a_value_are_left_out_and_few_say_nothing():
    y = np.array([1.0, 2.0, np.nan, *range(7)])
    found = u.apart(y, np.full(10, 0.1), 1)
    assert found["points"] == {"kept": 9, "all": 10, "with_luck": 9} and found["together"]["mean"] == pytest.approx(np.nanmean(y))
    assert u.apart(np.full(10, np.nan), np.full(10, np.nan), 1)["share"] is None


def test_luck_that_cannot_be_told_is_not_taken_for_none():
    y, e = np.arange(40.0), np.full(40, 2.0)
    e[::2] = np.nan
    assert u.apart(y, e, 1)["luck"]["value"] == 2.0 and u.apart(y, e, 1)["points"]["with_luck"] == 20
    assert u.apart(y, np.where(np.arange(40) < 35, np.nan, 2.0), 1)["share"] is None


@pytest.fixture(scope="module")
def loaded():
    return load_regime("article-2018", CASE.overrides), load_society("china-2020")


def test_what_is_assumed_is_taken_from_either_side(loaded):
    regime, society = loaded
    both, mine, theirs = (u.axes_of(regime, society, side) for side in u.SIDES)
    assert both == mine + theirs and len(mine) > 50 and len(theirs) > 50
    assert all(axis.path.startswith("society:") and axis.status == "assumed" for axis in theirs)
    fear = u.axes_of(regime, society, only=["society:fear"])
    assert {axis.path for axis in fear} >= {"society:fear.own", "society:fear.weekly_decay"} and len(fear) < 10
    left = {axis.path for axis in u.axes_of(regime, society, without=["tiers", "society:fear"])}
    assert left == {a.path for a in both if not a.path.startswith(("tiers.", "society:fear."))}


@pytest.mark.parametrize("more, said", [
    ({"side": "all"}, "--of all"), ({"only": ["society:fearr"]}, "fearr"),
    ({"side": "regime", "only": ["society:fear"]}, "with --of regime"),
])
def test_wrong_names_are_refused(loaded, more, said):
    with pytest.raises(OstrakonError, match=said):
        u.axes_of(*loaded, **more)


def test_where_nothing_is_assumed_there_is_no_study():
    with pytest.raises(OstrakonError, match="nothing is assumed"):
        u.axes_of(load_regime("none"), load_society("harbour-town"))


def test_a_society_is_varied_within_what_the_language_accepts(loaded):
    assert varied_society(loaded[1], ["fear.own=4"]).model.fear.own == 4 and loaded[1].model.fear.own == 3
    found = bounds_at(("fear", "weekly_decay"), Society)
    assert found is not None and found.high <= 1 and bounds_at(("fear", "nosuch"), Society) is None
    with pytest.raises(OstrakonError):
        varied_society(loaded[1], ["fear.weekly_decay=7"])


def test_points_that_contradict_each_other_are_told_before_anything_runs(loaded):
    regime, society = loaded
    points = [(), *((f"draw={i}", "scope.share=2") for i in range(5)), ("draw=6", "scope.share=0.5")]
    with pytest.raises(OstrakonError, match="5 of the first 6 points are refused"):
        u.demand_valid(points, regime, society)
    u.demand_valid(points[4:], regime, society)


def test_a_point_has_luck_and_a_society_of_its_own(loaded):
    regime, society = loaded
    trial = u.UncertainTrial(RegimeTrial(CASE, regime, society, measures_of(["points_lost"]), 2, 1), True)
    as_is, again, other, rare = (trial.prepare(point) for point in (
        (), ("draw=0",), ("draw=1",), ("draw=1", "society:kinds.jaywalking.rate=0.1", "rules.jaywalking.points=-1")))
    assert as_is.digest == again.digest and len({as_is.digest, other.digest, rare.digest}) == 3
    plain, changed = other.live(), rare.live()
    assert plain == replace(trial.base, seed=3).prepare(()).live()
    by_hand = replace(trial.base, seed=3, society=load_society("china-2020", ["kinds.jaywalking.rate=0.1"]), society_tables=[])
    assert changed == by_hand.prepare(("rules.jaywalking.points=-1",)).live() != plain


def test_a_study_that_lost_most_of_its_points_says_so():
    told = u.apart(np.array([*range(10), *[np.nan] * 11]), np.ones(21), 1)
    outcome = {"title": "Y", "unit": "y", "as_is": {"value": None, "mcse": None}, **told}
    study = {"axes": [], "points": [], "outcomes": {"y": outcome}}
    assert any("11 of 21 points have no value" in s and "less than half of the ranges" in s for s in u.sentences(study, "y"))
    kept = {**study["outcomes"]["y"], **u.apart(np.array([*range(11), *[np.nan] * 10]), np.ones(21), 1)}
    assert not any("less than half" in s for s in u.sentences({**study, "outcomes": {"y": kept}}, "y"))


def test_lives_in_two_lines():
    found = u.uncertainty(CASE, ["points_lost"], points=8, only=["rules.jaywalking", "society:kinds.jaywalking.rate"], seed=2, workers=1)
    o = found.result["outcomes"]["points_lost"]
    assert o["points"] == {"kept": 8, "all": 8, "with_luck": 8} and 0 <= o["share"]["value"] <= 1
    said = " ".join(found.sentences)
    assert "as the regime is written" in said and "90 of 100 runs lie between" in said and "percent is ignorance" in said
    rows = found.table().to_pylist()
    assert len(rows) == 9 and {row["society:kinds.jaywalking.rate"] for row in rows[1:]} != {rows[0]["society:kinds.jaywalking.rate"]}
    assert rows[3]["value"] == o["values"][3] and rows[3]["mcse"] > 0
