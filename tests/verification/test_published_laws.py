"""The published results that need laws, in small: every row holds, and a spoilt one would not."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "verification"))

import published_daymude as daymude
import published_ensign as ensign
import published_granovetter as granovetter
import published_wei as wei
from row import FAILS, HOLDS, OUT_OF_REACH


def hold(rows):
    assert rows
    assert not [f"{row.what}: expected {row.expected}, got {row.got}, tolerance {row.tolerance}" for row in rows if row.verdict == FAILS]


def test_critical_desires_are_those_published():
    rows = daymude.critical_points()
    hold(rows)
    assert len(rows) == 4 and {row.verdict for row in rows} == {HOLDS}


def test_the_kernel_does_what_the_published_rule_says():
    hold([*daymude.fixed_policies(4000)[:4], daymude.kernel_keeps_silent()])


def test_grades_and_classes_have_the_published_means():
    for count in (16, 50):
        grades, shares = daymude.desires(count)
        assert abs(float(shares @ grades) - daymude.DESIRE) < 0.25 / count ** 2
    assert abs(daymude.boldnesses(64, 2.0).mean() - 2.0) < 1e-9


def test_an_authority_suppresses_the_timid_and_not_the_bold():
    timid, bold = (daymude.climb("proportional", boldness, 1, 25, 16, 1500) for boldness in (0.5, 8.0))
    assert timid.suppressed is not None and timid.ratio[-1] < 0.3
    assert bold.suppressed is None and bold.ratio[-1] > 0.9


def test_a_hundred_join_or_one():
    assert granovetter.crowd(list(range(100))) == 100
    assert granovetter.crowd([0, 2, *range(2, 100)], 5) == 1


def test_a_normal_crowd_stays_small_or_does_not():
    for sd, periods in ((12.0, 8), (16.0, 40)):
        numbers = granovetter.normal(sd)
        assert granovetter.crowd(numbers, periods) == granovetter.settled(numbers)


def test_a_large_normal_crowd_parts_where_published():
    row = granovetter._critical(2000, 3)
    assert row.verdict == HOLDS and row.tolerance < 2.5


def test_a_score_of_log_odds_is_the_posterior():
    rows = wei.rows(600)
    hold(rows)
    assert [row.verdict for row in rows].count(OUT_OF_REACH) == 1
    assert wei.posterior(0.2, 0.3, 1, 0) == pytest.approx(0.8) and wei.posterior(0.2, 0.3, 0, 0) == 0.5


def test_a_patrol_told_as_a_schedule_finds_what_the_urn_was_told():
    rows = ensign.rows(12, 1)
    hold(rows)
    assert sum("records under the schedule" in row.what for row in rows) == 3


def test_an_urn_that_is_not_corrected_runs_away():
    found = np.random.default_rng(1).poisson(ensign.RATES, (ensign.DAYS, 2))
    naive, corrected = (np.mean([urn.walk(found, np.random.default_rng(i))[0] for i in range(20)]) for urn in ensign.URNS[1:])
    assert naive > 0.85 and abs(corrected - 0.567) < 0.06
