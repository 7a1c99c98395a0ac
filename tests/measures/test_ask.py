"""One outcome by its name: what the summary says, cut or not, for one run and for replicates; and what is refused."""

import pytest

from measures.town import scenario
from ostrakon import OstrakonError, outcome, simulate
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import reduce_run, summarise

RUNS = [simulate(scenario(days=70), seed=seed, workers=1) for seed in (1, 2)]
LABELS = labels_of(RUNS[0].program, RUNS[0].program.society.cohorts, 70)


def test_it_says_what_the_summary_says() -> None:
    summary = summarise([reduce_run(run.groups, LABELS) for run in RUNS], LABELS)
    assert outcome(RUNS, "listed") == summary["outcomes"]["listed"]
    assert outcome(RUNS, "exit_time") == summary["measures"]["exit_time"]
    assert {level: told["n"] for level, told in outcome(RUNS, "listed", "sex").items()} == {
        level: told["n"] for level, told in summary["by"]["listed"]["sex"].items()}


def test_a_combination_adds_up_to_everybody() -> None:
    cells = outcome(RUNS[0], "listed", "sex+minority")
    assert len(cells) == 4 and sum(told["n"] for told in cells.values()) == 400 == outcome(RUNS[0], "listed")["n"]
    mobility = outcome(RUNS[0], "mobility", "minority")
    assert sum(sum(told["people"]) for told in mobility.values()) == sum(outcome(RUNS[0], "mobility")["people"]) == 2 * 400


@pytest.mark.parametrize(("name", "by", "code"), [("listed", "urban", "OST7001"), ("lsted", "", "OST7002"), ("rights.work", "", "OST7003")])
def test_what_cannot_be_is_refused(name: str, by: str, code: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        outcome(RUNS[0], name, by)
    assert [problem.code for problem in caught.value.problems] == [code]
