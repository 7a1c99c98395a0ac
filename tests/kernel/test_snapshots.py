"""Distances from the sanctioned are those of a plain search along ties, in a real town: long chains, people alone, cut ties."""

from collections import deque

import numpy as np
import pytest

from ostrakon.engine.live import live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.kernel import tallies as T
from ostrakon.kernel.occasions import E_SANCTIONED

CUTTING = ("lists.house_arrest.below=700",)                # many are listed, so that many ties are cut


def steps(p, c):
    """[n] distance of each from the nearest sanctioned person, by breadth-first search."""
    n = len(p.stratum)
    far = [0 if c.ever[i] & E_SANCTIONED else T.UNREACHED for i in range(n)]
    todo = deque(i for i in range(n) if far[i] == 0)
    while todo:
        i = todo.popleft()
        beside = list(range(*p.home[i]))
        for start, end, ties, cut in ((p.close_start, p.close_end, p.close, c.close_cut), (p.wide_start, p.wide_end, p.wide, c.wide_cut)):
            beside += [int(ties[e]) for e in range(start[i], end[i]) if cut[e] == 0]
        for j in beside:
            if far[j] == T.UNREACHED:
                far[j] = min(4, far[i] + 1)
                todo.append(j)
    return np.array(far)


@pytest.mark.parametrize("which,changes", [(18, ()), (3, ()), (9, CUTTING)])
def test_distances_are_those_of_a_plain_search(which, changes):
    scenario = Scenario("article-2018", people=200_000, days=91, overrides=changes)
    program = compile_scenario(scenario)
    here = [place for place in places(program.society.tables.population, scenario.people, 8192) if place.region == which][-1]
    counts, people, state = live_community(program, 1, here, 91, scenario.month_first(program.burn_in))
    far = steps(people, state)
    assert (far == state.far).all()
    assert counts.distance[..., T.D_PEOPLE].sum(axis=(0, 1)).tolist() == np.bincount(far, minlength=T.DISTANCES).tolist()
    if which == 18:
        assert (far == 4).any() and (far == T.UNREACHED).any()
    if changes:
        assert (state.close_cut != 0).any()
