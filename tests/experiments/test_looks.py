"""A life looked at on the way counts what runs to those days count, and goes on as if nobody had looked."""

from dataclasses import replace

import numpy as np
import pytest

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.experiments.looks import look

AS_LONG_AS_THE_LIFE = ("series", "spells")
CHANGING = ("burn_in_days=20", "rollout=[{day: 0}, {day: 40, set: [rules.jaywalking.points=-50]}, {day: 61, regime: none}]")


@pytest.mark.parametrize("scenario, days", [
    (Scenario("article-2018", people=2500, days=75, overrides=CHANGING), (1, 33, 40, 61, 75)),
    (Scenario("court-list", people=2500, days=100, community_size=60), (50, 99)),
], ids=["a regime that changes", "small communities"])
def test_every_look_is_a_run_to_that_day(scenario: Scenario, days: tuple[int, ...]) -> None:
    found = look(scenario, compile_scenario(scenario), 5, days, workers=2)
    for day in days:
        until = replace(scenario, days=day)
        run = simulate(until, seed=5, program=compile_scenario(until))
        assert list(found[day]) == list(run.groups)
        for key, counts in run.groups.items():
            for name in set(counts._fields) - set(AS_LONG_AS_THE_LIFE):
                assert np.array_equal(getattr(counts, name), getattr(found[day][key], name)), (day, key, name)


def test_the_number_of_threads_changes_nothing() -> None:
    scenario = Scenario("court-list", people=2000, days=40, community_size=100)
    program = compile_scenario(scenario)
    one, three = (look(scenario, program, 3, (20, 40), workers=w) for w in (1, 3))
    assert all(np.array_equal(a, b) for day in one for key in one[day] for a, b in zip(one[day][key], three[day][key], strict=True))
