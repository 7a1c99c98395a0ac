"""What pairing leaves when one person in a hundred is exempt: the closed form, small runs of it, and that the comparison can fail.

Seeds are fixed. Drawn anew, each row at 4 standard errors would fail about once in 5,000, since a ratio of variances is skewed.
"""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "verification"))

import coverage_pairing as pages
import pairing_exempt as exempt
from row import FAILS, HOLDS, at_least

from ostrakon.engine.scenario import Scenario


@pytest.mark.parametrize("received", [True, False])
def test_the_moments_are_those_of_the_people_of_the_minimal_regime(received: bool) -> None:
    """X drawn a million times: multiplier, friends, records, and what friends' records cost."""
    rng, m, n, days = np.random.default_rng(5), exempt.minimal, 1_000_000, 100
    multiplier, friends = rng.choice(m.MULTIPLIERS, n), rng.poisson(m.FRIENDS, n)
    records = rng.poisson(multiplier[:, None] * m.DETECTED * m.RATES * days)
    caused = records @ -m.POINTS - m.SPILL * friends * records[:, m.SPILLS]
    ends = np.repeat(np.arange(n), friends)
    theirs = rng.poisson(rng.choice(m.MULTIPLIERS, len(ends)) * m.DETECTED * m.RATES[m.SPILLS] * days)
    x = caused + received * -m.SPILL * np.bincount(ends, theirs, n)
    mean, square, v = exempt.moments(days, received)
    for got, expected in ((x, mean), (x ** 2, square), ((caused - caused.mean()) ** 2, v)):
        assert abs(got.mean() - expected) < 4 * got.std() / 1000


def test_pairing_leaves_what_theory_says() -> None:
    rows = [exempt.independent(500, 60), exempt.small(1000, 60, 28), exempt.peer("numpy", "plain NumPy", 60, people=1000, days=28)]
    assert [row.verdict for row in rows] == [HOLDS] * 3
    assert all(row.expected is not None and row.expected > 1 / 199 for row in rows)


def test_arms_with_luck_of_their_own_are_found() -> None:
    """Each seed beside the next: nothing is paired, and the ratio is 1."""
    base = Scenario(str(exempt.PEERS / "ostrakon_regime.yaml"), str(exempt.PEERS / "ostrakon_society.yaml"), people=500, days=28)
    score = exempt.means(base, range(1, 31))
    score[:, exempt.WITHOUT] = np.roll(score[:, exempt.WITHOUT], 1)
    expected = exempt.expected_minimal(28, received=True)
    assert exempt.ratio(score) > 0.3 > expected + exempt.error(expected, 30, 5)


def test_the_difference_is_the_sum_of_its_parts() -> None:
    score = exempt.means(Scenario("article-2018", "china-2020", people=1000, days=60, burn_in=0), range(1, 4))
    gained = score[:, exempt.WITHOUT] - score[:, exempt.WITH]
    assert np.allclose(gained, score[:, exempt.OWN] + score[:, exempt.OTHERS]) and (score[:, exempt.EXEMPT] > 0).all()
    assert "own scores of the exempt" in pages.section([], score)


def test_a_ratio_below_its_least_fails() -> None:
    assert at_least("theory", "a ratio", "a case", 0.5, 0.45, 0.1).verdict == HOLDS
    assert at_least("theory", "a ratio", "a case", 0.5, 0.3, 0.1).verdict == FAILS


def test_few_seeds_show_a_ratio_below_the_least_by_luck() -> None:
    assert pages.chance(1 / 379, 1 / 199, 20) == pytest.approx(0.05, abs=0.01) and pages.chance(1 / 379, 1 / 199, 400) < 1e-9


def test_the_page_says_what_the_issue_asked_for() -> None:
    """The figures of the page, each where it stands: what was got lies above 1/300 by more than its error."""
    lines = pages.PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line.startswith("| variance of the paired difference")]
    assert len(rows) == 5 and all(cells[-1] == "holds |" for cells in rows)
    article, asked = (rows[n] for n in (3, 4))
    assert float(article[3]) > float(article[2]) and float(asked[3]) > float(asked[2]) == pytest.approx(1 / 300, rel=1e-4)


def test_the_article_leaves_more_than_one_in_three_hundred() -> None:
    rows, _ = exempt.article(2000, 40)
    assert rows[0].got is not None and 1 / 300 < rows[0].got < 1 / 60
