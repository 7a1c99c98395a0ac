"""Sensitivity: Ishigami's and Sobol's functions through the code that a regime goes through, in closed form; tornados by hand.

Tolerances are four standard errors of the estimators, taken from the function itself with draws of their own: with 19 indices a
right program fails once in 800 seeds at most, and points of low discrepancy err less than the independent ones assumed.
"""

from dataclasses import replace
from math import pi, prod, sin

import numpy as np
import pytest

from experiments.by_function import GROUPS, FunctionTrial
from ostrakon.engine.scenario import Scenario
from ostrakon.errors import OstrakonError
from ostrakon.experiments import ignorance, sensitivity
from ostrakon.experiments.ablate import measures_of
from ostrakon.experiments.plan import Axis
from ostrakon.experiments.points import RegimeTrial, live_points
from ostrakon.experiments.points_store import sensitivity_table
from ostrakon.spec.load import load_regime, load_society

REGIME = load_regime("article-2018")
A = (0.0, 1.0, 4.5, 9.0, 99.0)
LUCK = np.array([-0.1, 0.1, -0.1, 0.1, -0.1, 0.1])
OF_LUCK = 0.1 * np.sqrt(6 / 5) / np.sqrt(6)         # standard error of the mean of LUCK


def ishigami(x, y, z):
    return sin(x) + 7 * sin(y) ** 2 + 0.1 * z**4 * sin(x)


def sobol_g(*x):
    return prod((abs(4 * v - 2) + a) / (1 + a) for v, a in zip(x, A, strict=False))


def axes(n, low=0.0, high=1.0):
    return tuple(Axis(f"x{i}", low=low, high=high) for i in range(n))


def told(method, function, over, size=1, seed=1, **more):
    """What a study of a function says, by the way that a study of a regime goes."""
    trial = FunctionTrial(function, tuple(axis.path for axis in over), tuple(0.5 * (a.low + a.high) for a in over), **more)
    study = sensitivity.study(method, over, size, seed)
    records = live_points(trial, study.points, lambda record: None)
    found = sensitivity.told(study, trial, records)
    return found, {row["path"]: row for row in found["outcomes"]["y"]["parameters"]}


def exact_ishigami():
    first = [0.5 * (1 + 0.1 * pi**4 / 5) ** 2, 49 / 8, 0.0]
    pair = 0.01 * pi**8 * (1 / 18 - 1 / 50)
    total = sum(first) + pair
    return [v / total for v in first], [(first[0] + pair) / total, first[1] / total, pair / total]


def exact_g():
    own = [1 / (3 * (1 + a) ** 2) for a in A]
    total = prod(1 + v for v in own) - 1
    return [v / total for v in own], [v * prod(1 + w for j, w in enumerate(own) if j != i) / total for i, v in enumerate(own)]


def errors_of(function, d, low, high, n):
    """Standard errors [2,d] of S1 and ST from n base points, of the estimators' own summands over draws of their own."""
    rng = np.random.default_rng(99)
    a, b = rng.uniform(low, high, (2, 20_000, d))
    y = np.array([[function(*row) for row in part] for part in (a, b)])
    y, mean, sd = (y - y.mean()) / y.std(), y.mean(), y.std()
    found = np.empty((2, d))
    for i in range(d):
        ab = a.copy()
        ab[:, i] = b[:, i]
        mixed = (np.array([function(*row) for row in ab]) - mean) / sd
        found[:, i] = (y[1] * (mixed - y[0])).std(), (0.5 * (y[0] - mixed) ** 2).std()
    return found / np.sqrt(n)


def agree(rows, exact, errors):
    for index, values, error in zip(("S1", "ST"), exact, errors, strict=True):
        for i, (value, e) in enumerate(zip(values, error, strict=True)):
            assert abs(rows[f"x{i}"][index]["value"] - value) <= 4 * e + 1e-9, f"{index} of x{i}"


@pytest.fixture(scope="module")
def of_ishigami():
    return told("sobol", ishigami, axes(3, -pi, pi), 1024)[1], errors_of(ishigami, 3, -pi, pi, 1024)


def test_sobol_indices_of_ishigami(of_ishigami):
    rows, errors = of_ishigami
    agree(rows, exact_ishigami(), errors)
    for row in rows.values():
        for index in ("S1", "ST"):
            assert row[index]["low"] <= row[index]["value"] <= row[index]["high"] and (row[index]["mcse"] or 0) < 1e-9


def test_sobol_indices_of_sobols_function():
    agree(told("sobol", sobol_g, axes(5), 1024)[1], exact_g(), errors_of(sobol_g, 5, 0, 1, 1024))


def test_a_wrong_formula_is_caught(of_ishigami):
    """S1 for ST, another parameter's index, and one that is a tenth too large where it is known best."""
    rows, errors = of_ishigami
    first, total = exact_ishigami()
    for wrong in ((total, first), (first[::-1], total), (first, total[::-1]), (first, [total[0], total[1] * 1.4, total[2]])):
        with pytest.raises(AssertionError, match="of x"):
            agree(rows, wrong, errors)


def test_rows_that_are_mixed_up_are_caught(of_ishigami, monkeypatch):
    whole = sensitivity.study

    def mixed(*arguments):
        found = whole(*arguments)
        return replace(found, rows=found.rows[1:] + found.rows[:1])

    monkeypatch.setattr(sensitivity, "study", mixed)
    with pytest.raises(AssertionError, match="of x"):
        agree(told("sobol", ishigami, axes(3, -pi, pi), 1024)[1], exact_ishigami(), of_ishigami[1])


def test_elementary_effects_of_sobols_function():
    """On four levels |4x-2| is 2, 2/3, 2/3, 2: a step of 2/3 always changes it by 4/3, and levels of the others are equally likely."""
    d, r = 3, 60
    found, rows = told("morris", sobol_g, axes(d), r)
    assert found["outcomes"]["y"]["blocks"] == {"kept": r, "all": r}
    for i in range(d):
        others = [a for j, a in enumerate(A[:d]) if j != i]
        own = 2 / (1 + A[i])
        mean = own * prod((4 / 3 + a) / (1 + a) for a in others)
        square = own**2 * prod((4 / 9 + 4) / 2 / (1 + a) ** 2 + (8 / 3 * a + a * a) / (1 + a) ** 2 for a in others)
        error = np.sqrt((square - mean**2) / r)
        assert abs(rows[f"x{i}"]["mu_star"]["value"] - mean) < 4 * error + 1e-9
        assert abs(rows[f"x{i}"]["mu_star"]["value"] - 2 * mean) > 4 * error
    assert [row["path"] for row in found["outcomes"]["y"]["parameters"]] == ["x0", "x1", "x2"]


def test_elementary_effects_of_a_line_are_its_slopes_over_the_range():
    _, rows = told("morris", lambda a, b, c: 3 * a - 2 * b, axes(3, 0, 10), 5, luck=LUCK)
    assert [rows[f"x{i}"]["mu_star"]["value"] for i in range(3)] == pytest.approx([30, 20, 0])
    assert [rows[f"x{i}"]["sigma"]["value"] for i in range(3)] == pytest.approx([0, 0, 0], abs=1e-9)
    assert rows["x0"]["mu_star"]["mcse"] == pytest.approx(30 * OF_LUCK)             # luck, where nothing depends on the trajectories
    assert rows["x0"]["mu_star"]["high"] - rows["x0"]["mu_star"]["low"] < 1e-9


def test_luck_that_changes_all_points_alike_does_not_touch_shares_of_the_variance():
    _, rows = told("sobol", lambda a, b: 3 * a + b, axes(2), 64, luck=LUCK)
    assert all((row[index]["mcse"] or 0) < 1e-9 for row in rows.values() for index in ("S1", "ST"))
    assert rows["x0"]["ST"]["value"] == pytest.approx(0.9, abs=0.1) and rows["x0"]["ST"]["high"] > rows["x0"]["ST"]["low"]


def test_blocks_with_a_refused_point_are_left_out_and_counted():
    found, rows = told("morris", lambda a, b: 3 * a + b, axes(2), 40, invalid=lambda a, b: a > 0.9 and b > 0.9)
    blocks = found["outcomes"]["y"]["blocks"]
    assert 20 <= blocks["kept"] < blocks["all"] == 40 and rows["x0"]["mu_star"]["value"] == pytest.approx(3)
    said = " ".join(ignorance.sentences(found, "y"))
    assert f"{40 - blocks['kept']} of 40 trajectories hold a point without a value" in said and "refused and left out: OST2005" in said


def test_no_index_is_given_where_most_of_the_plan_is_refused():
    for method in ("morris", "sobol"):
        found, rows = told(method, lambda a, b: a + b, axes(2), 16, invalid=lambda a, b: a > 0.5)
        assert all(row[index]["value"] is None for row in rows.values() for index in sensitivity.INDICES[method])
        assert "so none are given" in " ".join(ignorance.sentences(found, "y"))


def test_what_does_not_vary_has_no_shares():
    found, rows = told("sobol", lambda a, b: 4.0, axes(2), 16)
    assert all(row["ST"]["value"] is None for row in rows.values())
    assert "nothing to share out" in " ".join(ignorance.sentences(found, "y"))


def test_a_tornado_by_hand():
    over = (Axis("x0", low=-1, high=1), Axis("x1", low=0, high=4), Axis("x2", low=5, high=9, whole=True))
    found, rows = told("tornado", lambda a, b, c: 100 + a + 10 * b + 0 * c, over, luck=LUCK)
    assert [row["path"] for row in found["outcomes"]["y"]["parameters"]] == ["x1", "x0", "x2"]
    assert [[end["value"] for end in rows[name]["ends"]] for name in ("x0", "x1")] == [[pytest.approx(119), pytest.approx(121)],
                                                                                    [pytest.approx(100), pytest.approx(140)]]
    assert rows["x1"]["ignorance"] == pytest.approx(40) and rows["x1"]["luck"] == pytest.approx(20 * OF_LUCK)
    assert rows["x0"]["ignorance"] == pytest.approx(2) and rows["x2"]["ignorance"] == 0 and not rows["x2"]["clear"]
    assert found["outcomes"]["y"]["as_is"]["mcse"] == pytest.approx(120 * OF_LUCK)
    said = list(ignorance.sentences(found, "y"))
    assert said[0] == "What we do not know about x1 matters most: it moves 'y' from 100 at 0 to 140 y at 4 (120 with None, as it is)."
    assert "1 of the unknowns changes not one count of it at either end, all else as it is." in said
    assert ignorance.table(found, "y")[0] == ("x1", "0 to 4", "None", "100", "140", "40", "0.894")


def test_a_refused_end_is_told_and_the_other_counts():
    found, rows = told("tornado", lambda a: a, (Axis("x0", low=0, high=1),), invalid=lambda a: a == 1)
    assert rows["x0"]["ends"][1]["refused"]["code"] == "OST2005" and rows["x0"]["ignorance"] == pytest.approx(0.5)
    assert ignorance.table(found, "y")[0][3:5] == ("0", "OST2005")


def test_the_unknowns_of_a_regime_are_what_is_assumed_with_a_range():
    found = sensitivity.unknowns(REGIME)
    assumed = {".".join(map(str, where)) for where, s in REGIME.provenance.items() if s.status == "assumed" and s.range}
    assert {axis.path for axis in found} == assumed and len(found) > 50 and all(axis.low < axis.high for axis in found)
    some = sensitivity.unknowns(REGIME, ["channels.street_camera", "rules.jaywalking.points"])
    assert {axis.path for axis in some} == {p for p in assumed if p.startswith("channels.street_camera.") or p == "rules.jaywalking.points"}


def test_unknowns_can_be_left_out():
    found = {axis.path for axis in sensitivity.unknowns(REGIME)}
    left = {axis.path for axis in sensitivity.unknowns(REGIME, without=["tiers", "burn_in_days"])}
    assert found - left == {"tiers.1.from", "tiers.2.from", "tiers.3.from", "burn_in_days"}
    cases = ((["tiers"], ["tiers"], "not left out"), ([], ["scope.share"], "--without scope.share"), ([], ["nosuch"], "OST1203"))
    for only, without, said in cases:
        with pytest.raises(OstrakonError, match=said):
            sensitivity.unknowns(REGIME, only, without)


def test_a_plan_that_is_mostly_refused_is_told_before_it_is_lived():
    tiers = sensitivity.unknowns(REGIME, ["tiers"])
    ordered = [axis for axis in tiers if axis.path != "tiers.2.from"]
    sensitivity.demand_valid(sensitivity.study("morris", ordered, 8, 1), REGIME)
    crossing = (Axis("tiers.2.from", low=700, high=760, whole=True), Axis("tiers.3.from", low=700, high=770, whole=True))
    with pytest.raises(OstrakonError, match=r"of 8 parts of the plan hold a point that is refused: OST2108"):
        sensitivity.demand_valid(sensitivity.study("sobol", crossing, 8, 1), REGIME)


@pytest.mark.parametrize("only, code", [("rules.jaywaking", "OST1203"), ("rules.jaywalking.kind", "OST8001"), ("scope.share", "OST8001")])
def test_what_is_no_unknown_is_refused(only, code):
    with pytest.raises(OstrakonError, match=code):
        sensitivity.unknowns(REGIME, [only])


def test_sizes_are_told_before_a_plan_is_made():
    assert [sensitivity.size_of(m, 64, n) for m, n in (("tornado", 1), ("morris", 10), ("sobol", 64))] == [129, 651, 4225]
    for method, size in (("sobol", 100), ("sobol", 1), ("morris", 1), ("sobol", 2**20)):
        with pytest.raises(OstrakonError, match="OST8001"):
            sensitivity.size_of(method, 64, size)


@pytest.mark.parametrize("method, size", [("morris", 3), ("sobol", 4)])
def test_plans_follow_from_the_seed_and_seed_0_is_one(method, size):
    plans = [sensitivity.study(method, axes(4), size, seed).points for seed in (0, 0, 1, 2**63)]
    assert plans[0] == plans[1] and len(set(plans)) == 3 and plans[0][0] == ()
    assert len(plans[0]) <= sensitivity.size_of(method, 4, size)


def test_without_salib_only_the_tornado_is_left(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "SALib", None)
    sensitivity.demand_salib("tornado")
    with pytest.raises(OstrakonError, match=r"ostrakon\[analysis\]"):
        sensitivity.demand_salib("sobol")


@pytest.mark.parametrize("method, size, columns",
                         [("tornado", 1, "at_high_difference_mcse"), ("morris", 2, "mu_star_mcse"), ("sobol", 4, "ST_high")])
def test_a_regime_goes_the_same_way(method, size, columns):
    scenario = Scenario("article-2018", "china-2020", people=1500, days=40, community_size=100)
    trial = RegimeTrial(scenario, REGIME, load_society("china-2020"), measures_of(["listed", "points_lost"]), 3, 2)
    unknowns = sensitivity.unknowns(REGIME, ["channels.street_camera.sees", "rules.foreign_product.points"])
    study = sensitivity.study(method, unknowns, size, 3)
    found = sensitivity.told(study, trial, live_points(trial, study.points, lambda record: None))
    table = sensitivity_table(found)
    assert len(table) == 2 * 4 and columns in table.column_names
    assert next(ignorance.sentences(found, "points_lost")).startswith(
        ("What we do not know about channels.street_camera.sees.jaywalking matters most", "Over the ranges 'points lost"))
    if method == "tornado":
        assert "rules.foreign_product.points" in " ".join(s for s in ignorance.sentences(found, "listed") if "no table" in s)


def test_groups_of_the_stand_in_are_those_of_a_run():
    assert FunctionTrial(ishigami, (), ()).plan.people.tolist() == [1.0] * GROUPS
