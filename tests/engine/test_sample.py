"""Groups of a run lived alone come to the digests that they had in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from ostrakon.engine.sample import groups_of, relive, sizes
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate, total_of
from ostrakon.results.groups import Row, read, text_of

SCENARIO = Scenario("article-2018", people=6000, days=28, community_size=32)


def test_a_few_groups_lived_alone_are_those_of_the_run() -> None:
    program = compile_scenario(SCENARIO)
    run = simulate(SCENARIO, program=program)
    groups = groups_of(run, SCENARIO)
    assert sum(g.people for g in groups) == run.people and sum(g.communities for g in groups) == run.communities
    assert max(g.communities for g in groups) > 1, "a group of one community would not tell that they are added up"
    chosen = groups[3::40]
    counted: list[int] = []
    assert relive(program, SCENARIO, 1, [g.key for g in chosen], progress=counted.append) == {g.key: g.digest for g in chosen}
    assert counted[-1] == sum(g.people for g in chosen) and len(counted) == sum(g.communities for g in chosen)
    other = relive(program, SCENARIO, 2, [g.key for g in chosen])
    assert all(other[g.key] != g.digest for g in chosen), "another seed has other counts"
    assert total_of(run.groups).people.sum() > 0 and sizes(program, SCENARIO).keys() == run.groups.keys()
    with pytest.raises(ValueError, match="cut short"):
        groups_of(replace(run, complete=False), SCENARIO)


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = (Row(1, 0, 3, 2, 9000, "ab"), Row(2, 30, 9, 1, 1, "cd"))
    file = tmp_path / "groups.csv"
    assert read(file) == ()
    file.write_text(text_of(rows))
    assert read(file) == rows
    good = text_of(rows)
    for wrong in ("", "a,b\n", good + "1,2\n", good.replace("9000", "many"), good.replace("9000", "9" * 40)):
        file.write_text(wrong)
        with pytest.raises(ValueError, match=r"groups\.csv"):
            read(file)
