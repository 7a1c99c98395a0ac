"""Arms lived side by side count what runs of their own count, and one that fails takes no other with it."""

from dataclasses import replace

import numpy as np
import pytest

from ostrakon.engine.cluster import Cluster
from ostrakon.engine.live import Place, build
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import digest_of, simulate
from ostrakon.errors import fail
from ostrakon.experiments import beside
from ostrakon.experiments.ablate import measures_of
from ostrakon.experiments.abolish import AbolitionTrial, ending
from ostrakon.experiments.points import RegimeTrial, live_points
from ostrakon.experiments.precision import ReplicateTrial
from ostrakon.experiments.uncertainty import UncertainTrial
from ostrakon.measures.base import reduce
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import HEADLINES
from ostrakon.program import streams
from ostrakon.spec.load import load_regime, load_society

SOCIETY = load_society("china-2020")
REGIME = load_regime("article-2018", ("lists.blacklist.below=715",))
CASE = Scenario("article-2018", "china-2020", people=3000, days=84, community_size=500)
POINTS = [(), ("rules.jaywalking.points=-200",), ("rules.jaywalking.points=-8",), ("burn_in_days=0",), ("lists.blacklist=off",),
          ("scope.share=0",)]


def trial(workers=2, measures=HEADLINES, **more):
    return RegimeTrial(replace(CASE, **more), REGIME, SOCIETY, measures, 3, workers)


def timeless(records):
    return [{key: value for key, value in record.items() if key != "seconds"} for record in records]


@pytest.fixture(scope="module")
def lived():
    return live_points(trial(), POINTS, lambda record: None)


@pytest.mark.parametrize("number", range(len(POINTS)))
def test_an_arm_counts_what_a_run_of_its_own_counts(number, lived):
    alone = trial()
    program = alone.program(POINTS[number])
    run = simulate(CASE, seed=3, workers=1, program=program)
    sums = reduce(run.groups, HEADLINES, labels_of(program, SOCIETY.model.grouping("cohorts"), CASE.days)).sums
    same = lived[number]["same_as"]
    counts = lived[number if same is None else same]["counts"]
    assert counts == {m.name: sums[m.name].sum(axis=2).tolist() for m in HEADLINES}
    assert lived[number]["program"] == program.digest


def test_neither_threads_nor_how_many_are_lived_at_a_time_change_a_record(lived, monkeypatch):
    for workers, most in ((1, 12), (3, 1), (2, 4)):
        monkeypatch.setattr("ostrakon.experiments.points.MOST_BESIDE", most)
        assert timeless(live_points(trial(workers), POINTS, lambda record: None)) == timeless(lived)


def test_many_people_are_lived_one_point_at_a_time_so_that_a_stop_costs_seconds():
    assert trial().beside == 12 and trial(people=400_000, days=365).beside == 3 and trial(people=2_000_000, days=365).beside == 1


def test_an_arm_that_fails_takes_no_other_with_it(monkeypatch, lived):
    bad = trial().program(POINTS[1]).digest

    def broken(program, *args, **more):
        if program.digest == bad:
            fail("OST6001", "too many pending")
        return whole(program, *args, **more)

    whole = beside.live_community
    monkeypatch.setattr(beside, "live_community", broken)
    records = live_points(trial(), [*POINTS, POINTS[1]], lambda record: None)
    assert [r["point"] for r in records if r["refused"]] == [1, 6]
    assert records[1]["refused"] == records[6]["refused"] == {"code": "OST6001", "reason": "a run failed: too many pending"}
    assert [r["counts"] for i, r in enumerate(records[:6]) if i != 1] == [r["counts"] for i, r in enumerate(lived) if i != 1]


def test_what_is_sent_back_from_elsewhere_is_what_was_counted():
    programs = [trial().program(point) for point in POINTS[:2]]
    work = beside.Beside(tuple(programs), (None, None), ("listed",), 3, 84, ())
    counts, why = np.arange(4, dtype=np.int64).reshape(2, 1, 2), {1: ("OST6001", "too many", "", "")}
    back = work.unpack(work.pack((counts, why)))
    assert back[0].tolist() == counts.tolist() and back[1] == why
    total = work.join((counts, {0: ("b",)}), (counts, {0: ("a",), 1: ("c",)}))
    assert total[0].tolist() == (2 * counts).tolist() and total[1] == {0: ("a",), 1: ("c",)}


def test_no_life_changes_who_lives_there():
    program, place = trial().program(POINTS[1]), Place(3, 0, 400)
    people = build(program, 3, place, streams())
    before = [array.copy() for array in people]
    month_first = CASE.month_first(program.burn_in)
    tallies, _, state = beside.live_community(program, 3, place, 84, month_first, people=people)
    assert state.ever.any() and all(np.array_equal(was, now) for was, now in zip(before, people, strict=True))
    assert digest_of(tallies) == digest_of(beside.live_community(program, 3, place, 84, month_first)[0])


def test_a_cluster_counts_the_same_whatever_the_trial(lived):
    with Cluster("local:2", print) as crew:
        assert timeless(live_points(trial().by(crew, crew.threads), POINTS, lambda record: None)) == timeless(lived)
        base = trial(people=1000, measures=measures_of(["listed"]))
        scenario = replace(base.scenario, days=70)
        for around, points in ((UncertainTrial(base), [(), ("draw=1", "rules.jaywalking.points=-50")]),
                               (ReplicateTrial(base), [("replicate=0",), ("replicate=1",)]),
                               (AbolitionTrial(replace(base, scenario=scenario, measures=()), ending(35, 35)), [("arm=1", "weeks=10")])):
            here, there = (live_points(one, points, lambda record: None) for one in (around, around.by(crew, crew.threads)))
            assert timeless(here) == timeless(there) and there[0]["counts"]
