"""Sweeps: points on the same people, refused points kept, nothing finished lost; against separate runs and by hand."""

import json

import numpy as np
import pytest

from experiments.by_function import FunctionTrial
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import OstrakonError, fail
from ostrakon.experiments import journal, sweep
from ostrakon.experiments.ablate import measures_of
from ostrakon.experiments.outcomes import outcomes
from ostrakon.experiments.plan import Axis, points_of, read_axes
from ostrakon.experiments.points import RegimeTrial, live_points
from ostrakon.kernel import tallies as k
from ostrakon.spec.load import load_regime, load_society

REGIME, SOCIETY = load_regime("article-2018"), load_society("china-2020")
CASE = Scenario("article-2018", "china-2020", people=3000, days=60, community_size=100)
A, B = Axis("a", ("1", "2", "3")), Axis("b", ("5", "9"))


def of_function(function=lambda a, b: 10 * a + b, **more):
    return FunctionTrial(function, ("a", "b"), (0, 5), **more)


def run(trial, axes=(A, B), done=(), **more):
    points = points_of(axes, "grid", None, 1)
    kept = []
    records = live_points(trial, sweep.plan_of(axes, points), kept.append, done, **more)
    return sweep.told(trial, axes, points, records), records, kept


@pytest.fixture(scope="module")
def small():
    trial = RegimeTrial(CASE, REGIME, SOCIETY, measures_of(["listed", "wrongly_listed"]), 3, 2)
    axes = read_axes(REGIME, ["lists.blacklist.below=700,725", "scope.share=0.5,1,3"], "grid")
    return trial, axes, *run(trial, axes)


def test_each_point_counts_what_a_run_of_its_own_counts(small):
    _, _, told, records, _ = small
    for number, overrides in ((0, ()), (4, ("lists.blacklist.below=725", "scope.share=0.5"))):
        scenario = Scenario("article-2018", "china-2020", people=3000, days=60, community_size=100, overrides=overrides)
        alone = simulate(scenario, seed=3)
        assert records[number]["program"] == compile_scenario(scenario).digest
        assert sum(records[number]["counts"]["listed"][0]) == alone.total.people[:, k.EVER_LISTED].sum()
        assert told["outcomes"]["listed"]["points"][number]["value"] * 3000 == pytest.approx(alone.total.people[:, k.EVER_LISTED].sum())
    assert told["outcomes"]["listed"]["points"][4]["value"] > 0


def test_differences_are_those_of_the_values_and_of_the_same_people(small):
    *_, told, _, _ = small
    points = told["outcomes"]["listed"]["points"]
    for found in points:
        if found["value"] is not None:
            assert found["difference"]["value"] == pytest.approx(found["value"] - points[0]["value"])
    assert points[0]["difference"]["value"] == 0


def test_an_absurd_point_is_kept_with_its_reason_and_the_rest_goes_on(small):
    *_, told, records, kept = small
    refused = [r["point"] for r in records if r["refused"]]
    assert refused == [3, 6] and kept == records and len(records) == 7
    assert records[3]["refused"] == {"code": "OST2005", "reason": "a number is out of bounds: scope.share is 3"}
    assert told["outcomes"]["listed"]["points"][3]["value"] is None and told["outcomes"]["listed"]["points"][6]["difference"]["low"] is None
    assert "2 points were refused and left out: OST2005 a number is out of bounds: scope.share is 3 (2 times)." in list(
        sweep.sentences(told, "listed"))


def test_of_many_reasons_three_are_told_and_the_rest_counted():
    points = [{"refused": {"code": "OST2005", "reason": f"reason {i}"}} for i in range(5)]
    assert list(sweep.refusals(points)) == [
        "5 points were refused and left out: OST2005 reason 0; OST2005 reason 1; OST2005 reason 2; and for 2 more reasons."]


def test_a_fault_of_the_kernel_is_a_point_too(monkeypatch):
    trial = RegimeTrial(CASE, REGIME, SOCIETY, measures_of(["listed"]), 3, 2)

    def broken(*args, **more):
        fail("OST6001", "too many pending")

    monkeypatch.setattr("ostrakon.experiments.beside.live_community", broken)
    [record] = live_points(trial, [()], lambda record: None)
    assert record["refused"] == {"code": "OST6001", "reason": "a run failed: too many pending"} and record["program"] is None


def test_equal_tables_are_lived_once():
    trial = of_function()
    told, records, _ = run(trial, (A, Axis("b", ("5", "5.0"))))
    assert trial.lived == [(0, 5), (1, 5), (2, 5), (3, 5)]
    assert [r["same_as"] for r in records] == [None, None, 1, None, 3, None, 5] and records[2]["counts"] is None
    assert [p["value"] for p in told["outcomes"]["y"]["points"]] == [5, 15, 15, 25, 25, 35, 35]


def test_a_parameter_without_effect_is_named_before_anything_is_lived():
    trial = RegimeTrial(CASE, REGIME, SOCIETY, measures_of(["listed"]), 3, 2)
    axes = read_axes(REGIME, ["rules.foreign_product.points=-40:-1:20", "rules.jaywalking.points=-40,-8", "scope.share=1,3"], "grid")
    assert [axis.path for axis in sweep.without_effect(trial, axes)] == ["rules.foreign_product.points"]


def test_luck_and_ignorance_are_told_apart():
    luck = np.array([-0.1, 0.1, -0.1, 0.1, -0.1, 0.1])
    told, *_ = run(of_function(luck=luck))
    found = told["outcomes"]["y"]["spread"]
    assert (found["low"], found["high"], found["points"]) == (pytest.approx(15), pytest.approx(39), 6)     # the regime as it is is no point
    assert found["luck"] == pytest.approx(3.9 * np.sqrt(6 / 5) / np.sqrt(6))        # the largest standard error of a mean: that of 39
    still, *_ = run(of_function())
    assert (still["outcomes"]["y"]["spread"]["luck"] or 0) < 1e-12                  # without luck there is none, however wide the ranges


def test_a_paired_difference_has_less_luck_than_a_value():
    trial = of_function(luck=np.array([-0.1, 0.1, -0.2, 0.1, 0.05, 0.1]))
    _, records, _ = run(trial, (Axis("b", ("5.5",)),))
    [found] = outcomes(trial, records)
    assert found.told(1)["difference"]["mcse"] == pytest.approx(found.told(1)["mcse"] / 11)


def test_what_was_finished_is_not_lived_again():
    _, records, _ = run(of_function())
    trial = of_function()
    seen = []
    told, again, kept = run(trial, done=records[:4], progress=lambda done, of: seen.append((done, of)))
    assert len(trial.lived) == 3 and kept == again[4:] and seen == [(5, 7), (6, 7), (7, 7)]
    assert [r["counts"] for r in again] == [r["counts"] for r in records]
    assert told["outcomes"]["y"]["points"][6]["value"] == 39


def test_a_stop_loses_nothing_that_was_finished(tmp_path):
    def stopping(a, b):
        if (a, b) == (2, 5):
            raise KeyboardInterrupt
        return a

    trial, head = of_function(stopping), {"asked": {}}
    points = sweep.plan_of((A, B), points_of((A, B), "grid", None, 1))
    with journal.begin(tmp_path / "d", head) as kept, pytest.raises(KeyboardInterrupt):
        live_points(trial, points, kept.keep)
    with (tmp_path / "d" / journal.NAME).open("a") as file:
        file.write('{"point": 3, "overr')                                           # a line that a killed process cut short
    with journal.resume(tmp_path / "d", head) as kept:
        assert [r["point"] for r in kept.done] == [0, 1, 2]
        records = live_points(of_function(), points, kept.keep, kept.done)
    lines = (tmp_path / "d" / journal.NAME).read_text().splitlines()
    assert [json.loads(line)["point"] for line in lines[1:]] == list(range(7)) and json.loads(lines[-1]) == records[-1]


@pytest.mark.parametrize("damage, left", [(b'{"point":9}\n', 2), (b"[]\n", 2), (b"\xff\n", 2), (b"\n", 2), (b'{"point":2}\n', 3)])
def test_only_whole_records_in_their_order_are_taken_up(tmp_path, damage, left):
    with journal.begin(tmp_path, {"asked": {}}) as kept:
        kept.keep({"point": 0})
        kept.keep({"point": 1})
    with (tmp_path / journal.NAME).open("ab") as file:
        file.write(damage + b'{"point":3}\n'[: 12 if left == 2 else 3])
    with journal.resume(tmp_path, {"asked": {}}) as kept:
        assert len(kept.done) == left
        kept.keep({"point": left})
    with journal.resume(tmp_path, {"asked": {}}) as kept:
        assert [r["point"] for r in kept.done] == list(range(left + 1))


def test_a_journal_of_something_else_is_refused(tmp_path):
    with journal.begin(tmp_path, {"asked": {}, "program": "x"}):
        with pytest.raises(OstrakonError, match="another process"):
            journal.resume(tmp_path, {"asked": {}, "program": "x"})
        with pytest.raises(OstrakonError, match="changed since: program"):
            journal.resume(tmp_path, {"asked": {}, "program": "y"})
        with pytest.raises(OstrakonError, match="OST8001"):
            journal.begin(tmp_path, {"asked": {}})
    with pytest.raises(OstrakonError, match=r"--resume .*No such file"):
        journal.read_head(tmp_path / "nowhere")


def test_the_estimate_of_time_and_disk_is_of_the_right_size():
    trial = RegimeTrial(Scenario("article-2018", "china-2020", people=3000, days=60), REGIME, SOCIETY, measures_of(["listed"]), 3, 1)
    seconds = trial.seconds()
    [record] = live_points(trial, [()], lambda record: None)
    assert record["seconds"] / 20 < seconds < max(1.0, record["seconds"] * 20)
    assert len(json.dumps(record)) / 2 < trial.bytes() < len(json.dumps(record)) * 4


def test_sentences_and_rows_name_no_best_point():
    told, *_ = run(of_function(luck=np.array([-0.1, 0.1, -0.1, 0.1, -0.1, 0.1])))
    said = list(sweep.sentences(told, "y"))
    assert said[0] == "Y: from 15 to 39 y over 6 points, 5 in the regime as it is."
    assert said[1].startswith("Luck, another seed, moves one of these points by up to 1.74 ")
    rows = sweep.table(told, "y")
    assert [row[:3] for row in rows[1:4]] == [("1", "5", "15"), ("1", "9", "19"), ("2", "5", "25")]        # the order of the plan
    assert not any(word in " ".join(said) for word in ("best", "worst", "better", "optim"))
