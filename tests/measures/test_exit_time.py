"""Time to exit against a table worked by hand on harbour town, Kaplan and Meier's estimate elsewhere, and a known law."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import CensoredData, ecdf

from measures.town import LABELS, LISTS, tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures.exit_time import EVERY, MEASURES, survival
from ostrakon.results.estimate import design
from ostrakon.results.functional import functional

EXIT = MEASURES[0]
BLACK = next(i for i, red in enumerate(LABELS.red) if not red)
NAME = LABELS.lists[BLACK]

# Week of the duration: listings that ended, and that were cut short, of whom so many wrongful; in all 10 listings, 4 wrongful.
BY_HAND = {0: {k.ENDED: 1, k.ENDED_WRONG: 1}, 1: {k.CENSORED: 2}, 2: {k.ENDED: 2, k.ENDED_WRONG: 1, k.CENSORED: 1, k.CENSORED_WRONG: 1},
           3: {k.CENSORED_WRONG: 1}}


def group(times: int) -> k.Tallies:
    t = tallies()
    for week, columns in BY_HAND.items():
        for column, listings in columns.items():
            t.spells[week % 4, BLACK, week, column] = listings * times
    return t


GROUPS = (group(1), group(3))
FOUND = told(EXIT, *GROUPS)["lists"]


def test_the_curve_by_hand() -> None:
    """Week 0: 2 of 10 leave. Week 1: none of 8 - 2/2. Week 2: 3 of 6 - 2/2. Week 3: none of 1 - 1/2. Then nobody is left to see."""
    assert FOUND[NAME]["all"]["longer"]["value"][:6] == pytest.approx([1, 0.8, 0.8, 0.8 * 2 / 5, 0.8 * 2 / 5, None])
    assert FOUND[NAME]["all"]["at_risk"][:5] == [40, 32, 24, 4, 0] and FOUND[NAME]["all"]["listings"] == 40


def test_the_wrongful_by_hand() -> None:
    """Week 0: 1 of 4 leaves. Week 2: 1 of 3 - 1/2. Week 3: none of 1 - 1/2."""
    assert FOUND[NAME]["wrongful"]["longer"]["value"][:6] == pytest.approx([1, 0.75, 0.75, 0.75 * 0.6, 0.75 * 0.6, None])
    assert FOUND[NAME]["wrongful"]["never_restored"]["value"] == pytest.approx(2 / 4)
    assert FOUND[NAME]["all"]["never_restored"]["value"] == pytest.approx(5 / 10)


def test_half_have_left_when_the_curve_first_says_so() -> None:
    assert FOUND[NAME]["all"]["median"]["value"] == FOUND[NAME]["wrongful"]["median"]["value"] == 21


def test_a_run_too_short_for_a_year_says_so() -> None:
    year = FOUND[NAME]["all"]["still_listed_after_one_year"]
    assert year["value"] is None and year["reason"] == "the run is too short: 364 days are needed, it has 182"


def test_red_lists_are_left_out_and_lists_add_up() -> None:
    assert set(FOUND) == {EVERY} | {name for name, i in LISTS.items() if not LABELS.red[i]}
    assert FOUND[EVERY] == FOUND[NAME]


def test_where_nobody_leaves_everybody_is_still_listed() -> None:
    t = tallies()
    t.spells[:, BLACK, [0, 4, 9], k.CENSORED] = 5
    found = told(EXIT, t, t)["lists"][NAME]
    assert found["all"]["longer"]["value"][:10] == [1.0] * 10 and found["all"]["never_restored"]["value"] == 1
    assert found["all"]["median"]["value"] is None and found["all"]["median"]["reason"] == "fewer than half were seen to end"
    assert found["wrongful"] == {"value": None, "reason": "no wrongful listings"}


def test_without_a_black_list_there_is_no_exit() -> None:
    assert EXIT.cannot(LABELS) == ""
    assert EXIT.cannot(replace(LABELS, has=LABELS.has - {"black_list"})) == "the regime has no black list that can be entered"


def test_it_is_kaplan_and_meier_where_nobody_is_cut_short_in_a_week_of_exits() -> None:
    rng = np.random.default_rng(3)
    weeks, ended = rng.integers(0, 10, 500) * 2, np.ones(500, dtype=bool)
    cut = rng.random(500) < 0.3
    weeks[cut] += 1
    ended[cut] = False
    counts = np.zeros((1, 24, 2))
    np.add.at(counts, (0, weeks, (~ended).astype(int)), 1)
    known = ecdf(CensoredData(uncensored=weeks[ended], right=weeks[cut])).sf
    assert survival(counts)[0, 1:20] == pytest.approx(known.evaluate(np.arange(19)))


def test_the_band_covers_a_known_curve() -> None:
    """Exits with chance 1/60 a day, watched for 1 to 140 days: still listed after 42 days with chance (59/60)^41, inside 19 times in 20."""
    rng = np.random.default_rng(4)
    plan, groups, covered = design([0] * 20, [100] * 20), np.arange(20)[:, None], 0
    for _ in range(200):
        lasts, watched = rng.geometric(1 / 60, (20, 60)), rng.integers(1, 141, (20, 60))
        counts = np.zeros((20, 22, 2))
        np.add.at(counts, (groups, np.minimum(lasts, watched) // 7, (lasts > watched).astype(int)), 1)
        band = functional(survival, counts, plan, "survival")
        covered += bool(band.low[6] <= (59 / 60) ** 41 <= band.high[6])
    assert 176 <= covered <= 199        # 190 expected, 4.5 standard errors are 14; the upper end is 2.9
