"""A run under response laws given in Python: its folder names them, says that it does not carry them, and is never lived again without."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from ostrakon import __version__
from ostrakon.cli import run_command_line
from ostrakon.engine.scenario import compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.engine.world import read
from ostrakon.errors import OstrakonError
from ostrakon.lab.run import Run
from ostrakon.lab.told import Telling
from ostrakon.report.evidence import evidence_of
from ostrakon.report.page import render, report_of
from ostrakon.results.saved import open_run

NAME = "<b>quiet</b>"


@pytest.fixture(scope="module")
def lived() -> Run:
    asked = read("none", society="harbour-town", people=400, days=35)
    scenario = replace(asked.tables()[0], laws={NAME: lambda told: 1.0 - told.of("expression")})
    program = compile_scenario(scenario, asked.regime, asked.society)
    made = Run(asked, scenario, program, 1, 1, ["ostrakon", "run", "none"])
    telling = Telling(made)
    began = time.perf_counter()
    telling.add(simulate(scenario, seed=asked.seed, workers=1, program=program))
    made.result, made.groups = telling.summary(time.perf_counter() - began), telling.groups
    return made


@pytest.fixture(scope="module")
def folder(lived: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("own") / "run"
    lived.save(place)
    return place


def test_the_summary_and_the_page_name_them(lived: Run, folder: Path) -> None:
    assert lived.result["own_laws"] == [NAME]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "Response laws of its authors' own" in page and "&lt;b&gt;quiet&lt;/b&gt;" in page and NAME not in page


def test_the_report_says_so_at_the_top(folder: Path) -> None:
    evidence = evidence_of(folder, __version__)
    assert [(fault.kind, fault.detail) for fault in evidence.faults] == [("laws", NAME)]
    for language, words in (("en", "was lived under response laws of its authors’ own"), ("zh", "采用了作者自定的应对规律")):
        text = render(report_of(evidence, language))
        assert text.index(words) < text.index('id="contents"') and NAME not in text


@pytest.mark.parametrize("more", [[], ["--quick"]])
def test_verify_says_that_it_cannot_be_lived_again(more: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["verify", str(folder), *more]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Not verified: run cannot be lived again" in said and f"which no file has ({NAME})" in said


def test_it_is_compared_with_no_other_run(folder: Path) -> None:
    with pytest.raises(OstrakonError, match="OST7201") as caught:
        open_run(folder, __version__)
    assert NAME in caught.value.problems[0].found


def test_a_life_under_them_says_so(lived: Run) -> None:
    assert lived.follow(lived.find("age >= 0", 1).ids[0]).life.regime.changes == [f"law of response {NAME}"]
