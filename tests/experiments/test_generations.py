"""Generations of points and what is read from them, on formulas whose posteriors are known; and what is refused before anybody lives."""

import json

import numpy as np
import pytest

from experiments.by_formula import FormulaTrial, target, unknown
from ostrakon.errors import OstrakonError
from ostrakon.experiments import calibrate_words as words
from ostrakon.experiments import posterior
from ostrakon.experiments.generations import Settings, demand_enough, live, unknowns_of
from ostrakon.experiments.targets import read_targets
from ostrakon.spec.load import load_regime, load_society

FILE = read_targets("""
ostrakon: targets/1
id: formulas
title: Formulas
targets: {x: {outcome: entries, to: 10, value: 1, error: 1, unit: people, status: reported, source: "A. Author, 2020"}}
""")


def told(trial, observed, unknowns, settings, done=()):
    kept = []
    lived = live(trial, observed, unknowns, settings, kept.append, done)
    found = posterior.told(lived, trial, type(FILE)(FILE.file, tuple(observed), FILE.places, FILE.text))
    return {"regime": {"id": "formula", "title": "A formula"}, **found}, kept


def line(noise: float = 0.0, **more) -> FormulaTrial:
    """x = 2a + b, y = a - b: within the ranges a normal posterior in closed form."""
    return FormulaTrial({"x": lambda a, b: 2 * a + b, "y": lambda a, b: a - b}, ("a", "b"), (0.5, 0.5), noise, **more)


def test_a_linear_formula_has_the_posterior_of_the_closed_form() -> None:
    errors, rows = (0.05, 0.08), np.array([[2.0, 1.0], [1.0, -1.0]])
    exact = np.linalg.inv(rows.T @ np.diag(1 / np.array(errors) ** 2) @ rows)
    ratios, gaps = [], []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        a, b = rng.uniform(0.4, 0.6, 2)
        observed = [target("x", 2 * a + b, errors[0]), target("y", a - b, errors[1])]
        found, _ = told(line(), observed, [unknown("a"), unknown("b")], Settings(80, 10, seed))
        assert found["tolerance"] == 1 and found["effective"] >= 80
        for u, truth in enumerate((a, b)):
            row = found["posterior"][u]
            ratios.append(row["sd"] / exact[u, u] ** 0.5)
            gaps.append((row["mean"] - truth) / exact[u, u] ** 0.5)
        rho = exact[0, 1] / (exact[0, 0] * exact[1, 1]) ** 0.5
        assert found["correlation"][0][1] == pytest.approx(rho, abs=0.25)
    assert np.mean(ratios) == pytest.approx(1, abs=0.08) and np.abs(gaps).max() < 0.5


def test_luck_of_the_points_is_in_the_posterior_and_told_apart() -> None:
    observed = [target("x", 1.5, 0.05), target("y", 0.0, 0.3)]
    quiet, _ = told(line(), observed, [unknown("a"), unknown("b")], Settings(60, 8))
    noisy, _ = told(line(0.2), observed, [unknown("a"), unknown("b")], Settings(60, 8))
    assert noisy["posterior"][0]["sd"] > 1.2 * quiet["posterior"][0]["sd"]
    fit = noisy["fit"][0]
    assert fit["predicted"]["luck"] == pytest.approx(0.2, rel=0.35) and quiet["fit"][0]["predicted"]["luck"] is None
    assert fit["spread_given"] == 0.05 and fit["spread_used"] == fit["luck_as_is"] > 0.05      # never below luck
    assert {"sort": "luck", "target": "x", "luck": fit["luck_as_is"], "widened": True} in noisy["warnings"]
    assert any("more --people would tell more" in said for said in words.sentences(noisy))


def test_what_is_held_out_changes_nothing_and_is_told_apart() -> None:
    fitted = [target("x", 1.5, 0.05), target("y", 0.0, 0.1)]
    trial = FormulaTrial({"x": lambda a, b: 2 * a + b, "y": lambda a, b: a - b, "w": lambda a, b: a + b}, ("a", "b"), (0.5, 0.5))
    near, _ = told(trial, [*fitted, target("w", 1.0, 0.05, held=True)], [unknown("a"), unknown("b")], Settings(40, 6))
    far, _ = told(trial, [*fitted, target("w", 9.0, 0.05, held=True)], [unknown("a"), unknown("b")], Settings(40, 6))
    assert near["posterior"] == far["posterior"]
    assert near["fit"][2]["met"] and not far["fit"][2]["met"] and far["fit"][2]["z"] > 10
    said = " ".join(words.sentences(far))
    assert "Of 2 targets fitted, 2 are met." in said and "Of 1 target never fitted, 0 are met; not met: w." in said
    assert words.fit(far)[-1][0] == "w\n  held out"


def test_what_cannot_be_told_apart_is_named() -> None:
    trial = FormulaTrial({"x": lambda a, b: a + b, "y": lambda a, b: a + b + 0.3 * a}, ("a", "b"), (0.5, 0.5))
    found, _ = told(trial, [target("x", 1.0, 0.02), target("y", 1.15, 0.2)], [unknown("a"), unknown("b")], Settings(60, 8))
    together = [w for w in found["warnings"] if w["sort"] == "together"]
    assert len(together) == 1 and together[0]["rho"] < -0.9
    assert any("cannot be told apart by these targets" in said for said in words.sentences(found))


def test_ends_of_ranges_and_what_is_as_wide_as_before_are_named() -> None:
    trial = FormulaTrial({"x": lambda a, b: a, "y": lambda a, b: b}, ("a", "b"), (0.5, 0.5))
    found, _ = told(trial, [target("x", 1.3, 0.1), target("y", 0.5, 3.0)], [unknown("a"), unknown("b")], Settings(60, 8))
    assert {(w["sort"], w.get("path"), w.get("end")) for w in found["warnings"]} >= {("edge", "a", "high"), ("as_wide", "b", None)}
    said = " ".join(words.sentences(found))
    assert "lies at the high end of its range" in said and "Of b the targets say nothing" in said and "x is not met" in said


def test_too_few_generations_are_said() -> None:
    found, _ = told(line(), [target("x", 1.5, 0.001), target("y", 0.0, 0.001)], [unknown("a"), unknown("b")], Settings(20, 1))
    assert found["tolerance"] > 1 and any("too few for the tolerance" in said for said in words.sentences(found))


def test_points_that_are_refused_or_have_no_value_are_kept_with_the_reason_and_never_count() -> None:
    trial = line(invalid=lambda a, b: a > 0.8, nothing=lambda a, b: b > 0.8)
    found, kept = told(trial, [target("x", 1.5, 0.3), target("y", 0.0, 0.3)], [unknown("a"), unknown("b")], Settings(40, 3))
    refused = [r for r in kept if r["refused"]]
    assert refused and all(r["refused"]["code"] == "OST2005" for r in refused)
    rows = words.posterior_table(found).to_pylist()
    assert {row["weight"] for row in rows if row["refused"] or row["x"] is None} == {0.0}
    assert sum(row["weight"] for row in rows) == pytest.approx(1) and found["generations"][0]["with_values"] < 40
    json.dumps(found, allow_nan=False)


def test_where_nothing_has_a_value_nothing_is_said() -> None:
    trial = line(nothing=lambda a, b: a not in (0.0, 0.5, 1.0))
    with pytest.raises(OstrakonError, match="has a value for every fitted target"):
        told(trial, [target("x", 1.5, 0.3), target("y", 0.0, 0.3)], [unknown("a"), unknown("b")], Settings(20, 2))


def test_a_calibration_goes_on_where_it_was() -> None:
    args = [target("x", 1.5, 0.05), target("y", 0.0, 0.1)], [unknown("a"), unknown("b")], Settings(30, 4)
    whole, kept = told(line(), *args)
    for n in (3, 5, 17, 40, len(kept)):
        trial = line()
        again, more = told(trial, *args, done=kept[:n])
        assert again["posterior"] == whole["posterior"] and kept[:n] + more == [*kept[:n], *more] and len(trial.lived) == len(kept) - n
    other = [{**kept[0]}, *kept[1:20], {**kept[20], "overrides": ["draw=20", "a=0.1", "b=0.2"]}]
    with pytest.raises(OstrakonError, match="are not those that follow"):
        told(line(), *args, done=other)


# --- What is refused ------------------------------------------------------------------------------------------------------
def test_unknowns_need_as_many_targets_as_they_are() -> None:
    names = [unknown(name) for name in "abc"]
    targets = [target("x", 1, 1), target("y", 1, 1), target("z", 1, 1)]
    demand_enough(names, targets, np.array([[1, 1, 0], [1, 0, 0], [0, 1, 1]], dtype=bool))
    with pytest.raises(OstrakonError, match="2 unknowns move only 1 fitted target together: a, b move x") as caught:
        demand_enough(names, targets, np.array([[1, 0, 0], [1, 0, 0], [0, 1, 1]], dtype=bool))
    assert caught.value.problems[0].code == "OST7503"
    with pytest.raises(OstrakonError, match="3 unknowns move only 2 fitted targets together: a, b, c move x, y"):
        demand_enough(names, targets, np.array([[1, 1, 0], [1, 1, 0], [0, 1, 0]], dtype=bool))


def test_what_moves_nothing_is_named_and_left_as_it_is() -> None:
    trial = FormulaTrial({"x": lambda a, b, c: a + 0.001 * b, "y": lambda a, b, c: a * a}, ("a", "b", "c"), (0.5, 0.5, 0.5))
    observed = [target("x", 0.4, 0.1), target("y", 0.2, 0.1)]
    found, kept = told(trial, observed, [unknown(name) for name in "abc"], Settings(20, 2))
    assert [row["path"] for row in found["aside"]] == ["b", "c"] and len(found["posterior"]) == 1
    assert not any("b=" in text for record in kept[7:] for text in record["overrides"])
    assert any(said.startswith("b, c: these move no fitted target") for said in words.sentences(found))
    with pytest.raises(OstrakonError, match="none of the 1 unknowns moves a target"):
        told(trial, observed, [unknown("c")], Settings(20, 2))


def test_held_out_targets_are_not_enough_for_an_unknown() -> None:
    with pytest.raises(OstrakonError, match="2 unknowns move only 1 fitted target"):
        told(line(), [target("x", 1.5, 0.1), target("y", 0.0, 0.1, held=True)], [unknown("a"), unknown("b")], Settings(20, 2))


def test_a_prior_is_even_over_its_range_or_over_its_logarithm() -> None:
    even, wide = unknown("a", 2, 6), unknown("a", 0.01, 1.0)
    assert not even.logarithmic and [even.at(s) for s in (0, 0.25, 1)] == ["2", "3", "6"]
    assert wide.logarithmic and [float(wide.at(s)) for s in (0, 0.5, 1)] == pytest.approx([0.01, 0.1, 1.0])
    assert not unknown("a", 0.0, 1.0).logarithmic and not unknown("a", -10, 100).logarithmic and unknown("a", 1, 10).logarithmic
    assert [unknown("a", 1, 100, whole=True).at(s) for s in (0, 0.5, 1)] == ["1", "10", "100"]
    assert even.share(3) == 0.25 and wide.share(0.1) == pytest.approx(0.5)


def test_unknowns_of_a_regime_of_its_society_and_tied() -> None:
    regime, society = load_regime("court-list"), load_society("china-2020")
    duty = [f"lists.{name}.duty_per_year" for name in ("evaders", "refusers")]
    assert all(not one.path.startswith("society:") for one in unknowns_of(regime, society))
    one, = unknowns_of(regime, society, only=[duty[0]], tie=[f"{duty[1]}={duty[0]}"])
    assert one.overrides(0.5) == (f"{duty[0]}=0.25", f"{duty[1]}=0.25")
    assert next(o.path for o in unknowns_of(regime, society, only=["society:fear"])).startswith("society:fear")
    assert duty[1] not in [o.path for o in unknowns_of(regime, society, tie=[f"{duty[1]}={duty[0]}"])]


@pytest.mark.parametrize("tie, code, said", [
    ("lists.evaders.duty_per_year", "OST8001", "PATH=PATH"),
    ("lists.evaders.duty_per_year=lists.evaders.term_days", "OST8001", "is not among what is calibrated"),
    ("lists.evader.duty_per_year=lists.evaders.duty_per_year", "OST1203", "--tie"),
])
def test_wrong_ties(tie: str, code: str, said: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        unknowns_of(load_regime("court-list"), load_society("china-2020"), only=["lists.evaders.duty_per_year"], tie=[tie])
    assert caught.value.problems[0].code == code and said in str(caught.value)
