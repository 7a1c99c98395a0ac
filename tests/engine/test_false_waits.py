"""False records that would come too often: how often is known in closed form, and over 1 percent is refused before anybody lives."""

import numpy as np
import pytest

from ostrakon.engine.false_waits import MOST, excess
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.engine.sizes import sizes
from ostrakon.errors import OstrakonError
from reference.arithmetic import wait

MANY = ("false_ceiling=100",)


@pytest.mark.parametrize("people", [100, 1000, 8192])
def test_the_mean_of_what_is_drawn_is_the_closed_form(people: int) -> None:
    kept = 365 * 1024 * 16 // (100 * people)
    words = np.random.default_rng(people).integers(0, 2**32, 40_000)
    drawn = np.array([wait(int(word), kept) for word in words])
    often = 365 * 1024 / (100 * people) / drawn.mean() - 1
    wanted = excess(365 * 1024 * 16 * 65536 // 100, people)
    assert abs(often - wanted) < 5 * drawn.std() / drawn.mean() / np.sqrt(len(drawn)) * (1 + wanted)


def test_what_comes_over_one_percent_too_often_is_refused_at_its_line() -> None:
    with pytest.raises(OstrakonError) as caught:
        compile_scenario(Scenario("article-2018", people=400_000, days=1, society_overrides=MANY))
    problem = caught.value.problems[0]
    assert (problem.code, problem.path) == ("OST4005", ("false_ceiling",)) and "percent too often" in problem.found
    ceiling = float(problem.remedy.split("at most ")[1].split(",")[0])
    size = int(problem.remedy.split("at most ")[2].split(" ")[0].replace(",", ""))
    assert 1 < ceiling < 20 and 100 < size < 2000
    for scenario in (Scenario("article-2018", people=400_000, days=1, society_overrides=(f"false_ceiling={ceiling}",)),
                     Scenario("article-2018", people=400_000, days=1, society_overrides=MANY, community_size=size),
                     Scenario("none", people=400_000, days=1, society_overrides=MANY)):
        compile_scenario(scenario)


def test_the_remedy_holds_for_every_size() -> None:
    for ceiling in (0.2, 1.0, 5.0):
        assert max(excess(round(365 * 1024 * 16 * 65536 / ceiling), people) for people in range(1, 8193)) < MOST
    assert max(excess(365 * 1024 * 16 * 65536 // 5, people) for people in range(1, 8193)) < 0.0075, "as docs/model.md says"
    assert max(excess(365 * 1024 * 16 * 65536 * 5, people) for people in range(1, 8193)) < 0.0003


def test_sizes_are_those_of_the_communities() -> None:
    population = np.array([5, 700, 0, 31])
    for people, size in ((1, 8), (997, 13), (40, 8192), (12_345, 100)):
        assert sizes(population, people, size) == {place.people for place in places(population, people, size)}
