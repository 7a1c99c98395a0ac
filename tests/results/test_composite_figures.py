"""The sections of the page on what is more than a ratio: headings say what the numbers say, curves and matrices are drawn whole."""

import re
from typing import Any

import numpy as np
import pytest

from measures.town import tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures import concentration, exit_time, mobility, poverty_trap
from ostrakon.results import plots
from ostrakon.results.composite_figures import composite_figures
from ostrakon.results.figures import Line


def group(ended: int) -> k.Tallies:
    t = tallies()
    t.spells[0, 0, [1, 3], k.ENDED] = ended, 6
    t.spells[0, 0, 5, k.CENSORED] = 4
    t.moves[0] = [[9, ended, 0], [1, 80, 5], [0, 3, 40]]
    t.trap[0, 0, [0, 4]], t.trap[0, 4, [0, 4]] = (95, 5), (ended, 20)
    t.burden[0, [0, 9], k.B_PEOPLE], t.burden[0, 9, k.B_DAYS] = (90, 10), 90
    t.burden[0, 20, [k.B_PEOPLE, k.B_DAYS]] = ended, 26 * ended
    return t


def measures(*groups: k.Tallies) -> dict[str, Any]:
    return {m.name: told(m, *groups) for part in (exit_time, mobility, poverty_trap, concentration) for m in part.MEASURES}


GROUPS = [group(n) for n in (10, 12, 9, 11)]
MADE = composite_figures(measures(*GROUPS))


def test_headings_are_sentences_that_say_the_numbers() -> None:
    """10 + 12 + 9 + 11 = 42: of 82 listings they end in their second week; they go up while 4 x 9 stay; they return while 4 x 20 stay."""
    headings = [figure["heading"] for figure in MADE]
    assert headings[0] == "Half of the listings have ended after 14 days"
    assert headings[1] == "53.8 % of the lowest tier are in a better one four weeks later"           # 42 / 78
    assert headings[2] == "From 'sanctioned, hardship below one level' the way back takes 81.3 days on average"      # 28 x 122 / 42
    share = 4.42 * 26 / (4 * 90 + 42 * 26)      # of 442 people the first percent is of those with 26 days each
    assert headings[3] == f"The most burdened 1 percent of people bear {100 * share:.3g} % of all days under sanction"


def test_every_section_has_a_plot_and_a_table_of_one_width() -> None:
    assert len(MADE) == 4
    for figure in MADE:
        assert figure["svg"].startswith("<svg") and figure["rows"]
        assert {len(row) for row in figure["rows"]} == {len(figure["head"])}


def test_what_has_no_value_has_no_section() -> None:
    assert composite_figures(measures(tallies(), tallies())) == []
    assert composite_figures({"mobility": {"value": None, "reason": "the regime has one tier"}}) == []


def test_a_heat_map_has_a_cell_for_each_pair_deeper_where_more_are() -> None:
    svg = plots.heat("t", ["a", "b"], [[1.0, 0.0], [0.25, None]])
    deep = [float(x) for x in re.findall(r'fill-opacity="([0-9.]+)"', svg)]
    assert deep == pytest.approx([plots.DEEPEST, 0, plots.DEEPEST / 4, 0])
    assert re.findall(r'class="value">([^<]*)<', svg) == ["100", "0", "25", "-"]


def test_a_curve_of_shares_runs_from_corner_to_corner() -> None:
    svg = plots.shares("t", [0.0, 0.5, 1.0], Line("it", [0.0, 0.2, 1.0], 1, [None, 0.1, None], [None, 0.3, None]), ("people", "days"))
    points = np.array([[float(x) for x in p.split(",")] for p in re.search(r'polyline points="([^"]*)"', svg)[1].split()])
    assert (np.diff(points[:, 0]) > 0).all() and (np.diff(points[:, 1]) < 0).all()
    assert points[1, 0] == pytest.approx(points[[0, 2], 0].mean())
