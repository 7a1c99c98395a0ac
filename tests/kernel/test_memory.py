"""Memory that is used again: arrays do not overlap, zeros are zeros, and nothing is lost when it grows."""

import numpy as np

from ostrakon.engine.live import live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.kernel.memory import LINE, Memory


def some(memory):
    return [memory.zeros(np.int32, 7, 3), memory.zeros(np.uint8, 5), memory.empty(np.int64, 0), memory.zeros(np.int64, 1000)]


def test_arrays_do_not_overlap_and_are_zero_again():
    memory = Memory()
    for turn in range(3):
        memory.start()
        arrays = some(memory)
        assert all((a == 0).all() for a in arrays)
        for number, a in enumerate(arrays):
            a.fill(number + 1)
        assert [set(a.ravel().tolist()) for a in arrays] == [{1}, {2}, set(), {4}]
        assert turn == 0 or all(a.ctypes.data % LINE == 0 for a in arrays if a.size)


def test_the_second_turn_asks_for_nothing():
    memory = Memory()
    memory.start()
    some(memory)
    memory.start()
    first = [a.ctypes.data for a in some(memory)]
    memory.start()
    assert [a.ctypes.data for a in some(memory)] == first


def test_a_community_counts_the_same_in_used_memory():
    scenario = Scenario("article-2018", people=4000, days=40, community_size=500, burn_in=3)
    program = compile_scenario(scenario)
    memory, months = Memory(), scenario.month_first(program.burn_in)
    for place in list(places(program.society.tables.population, 4000, 500))[:6]:
        once = live_community(program, 5, place, 40, months)[0]
        again = live_community(program, 5, place, 40, months, memory=memory)[0]
        assert all((a == b).all() for a, b in zip(once, again, strict=True))
