"""Concentration against tables worked by hand on harbour town, the sum over all pairs, and a known law."""

from dataclasses import replace

import numpy as np
import pytest

from measures.town import LABELS, tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures.concentration import GRID, MEASURES, gini, lorenz

CONCENTRATION = MEASURES[0]

# Days under sanction: people with so many. Bins of the page: below 16 the days themselves; 20 is in bin 16 + (20 >> 1 & 7).
BY_HAND = {0: (4, 0), 5: (2, 10), 10: (1, 10), 18: (1, 20)}      # bin: people, their days; 8 people, 40 days
GINI = 2 * (4 * (5 + 5 + 10 + 20) + 2 * (10 - 5) + 2 * (20 - 5) + (20 - 10)) / (2 * 8**2 * 5)       # all pairs over 2 n^2 mean
OF_THOSE_WITH_ANY = 2 * (2 * (10 - 5) + 2 * (20 - 5) + (20 - 10)) / (2 * 4**2 * 10)


def group(table: dict[int, tuple[int, int]], times: int = 1) -> k.Tallies:
    t = tallies()
    for number, (people, days) in table.items():
        t.burden[number % 4, number, [k.B_PEOPLE, k.B_DAYS]] = people * times, days * times
    return t


FOUND = told(CONCENTRATION, group(BY_HAND), group(BY_HAND, 2))


def test_the_index_by_hand() -> None:
    assert (GINI, OF_THOSE_WITH_ANY) == (0.65625, 0.3125)
    assert FOUND["gini"]["value"] == pytest.approx(GINI) and FOUND["gini"]["n"] == 24
    assert FOUND["gini_of_sanctioned"]["value"] == pytest.approx(OF_THOSE_WITH_ANY) and FOUND["gini_of_sanctioned"]["n"] == 12
    assert FOUND["touched"]["value"] == pytest.approx(0.5) and FOUND["days"] == 120


def test_the_curve_and_the_top_percent_by_hand() -> None:
    """The last eighth bears half of the days; of it, one percent of all people bears 0.08 of that. Three quarters bear a quarter."""
    assert FOUND["top_1_percent"]["value"] == pytest.approx(0.01 / 0.125 * 0.5)
    curve = dict(zip(FOUND["lorenz"]["people"], FOUND["lorenz"]["value"], strict=True))
    assert [curve[at] for at in (0.0, 0.5, 0.75, 1.0)] == pytest.approx([0, 0, 0.25, 1])


def test_equal_burdens_are_no_concentration() -> None:
    t = group({7: (100, 700)})
    found = told(CONCENTRATION, t, t)
    assert found["gini"]["value"] == pytest.approx(0) and found["top_1_percent"]["value"] == pytest.approx(0.01)


def test_one_who_bears_all_is_nearly_1() -> None:
    t = group({0: (99, 0), 40: (1, 150)})
    assert told(CONCENTRATION, t, t)["gini"]["value"] == pytest.approx(0.99)


def test_nobody_under_sanction_is_no_zero() -> None:
    assert told(CONCENTRATION, group({0: (100, 0)}), group({0: (100, 0)})) == {"value": None, "reason": "nobody had a day under sanction"}
    assert CONCENTRATION.cannot(replace(LABELS, has=LABELS.has - {"sanctions"})) == "no tier or list of this regime brings a sanction"


def test_bins_come_near_the_sum_over_all_pairs_and_never_above() -> None:
    """Exponential days have a Gini index of one half; in bins a little less, since people of one bin are taken to bear the same."""
    days = np.random.default_rng(6).exponential(200, 20_000).astype(int)
    octave = np.array([int(x).bit_length() - 1 for x in days])
    bins = np.where(days < 16, days, np.minimum(16 + 8 * (octave - 4) + ((days >> np.maximum(octave - 3, 0)) & 7), 87))
    counts = np.zeros((1, k.BURDEN_BINS, 2))
    np.add.at(counts[0, :, 0], bins, 1)
    np.add.at(counts[0, :, 1], bins, days)
    ranks = np.arange(1, len(days) + 1)
    exact = 2 * (ranks * np.sort(days)).sum() / (len(days) * days.sum()) - (len(days) + 1) / len(days)
    assert exact == pytest.approx(0.5, abs=0.02) and exact - 0.002 < gini(counts)[0] <= exact
    assert (np.diff(lorenz(counts)[0]) >= 0).all() and lorenz(counts)[0, -1] == pytest.approx(1) and len(GRID) == lorenz(counts).shape[1]
