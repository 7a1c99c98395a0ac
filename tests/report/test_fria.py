"""fria.md: the points of Article 27(1), questions of law, cohorts, oversight and redress."""

import json
import re
from pathlib import Path

import pytest

from ostrakon.results.words import amount
from ostrakon.spec.inspection import inspect
from report.documented import article, documents, evidence, headings, in_order, nobody_watched, probe, spoiled, study

# Regulation (EU) 2024/1689, Article 27(1): what each point asks for, in the order of the text.
ARTICLE_27 = {"(a)": ("processes", "intended purpose"), "(b)": ("period of time", "frequency"), "(c)": ("categories", "persons", "groups"),
              "(d)": ("specific risks", "harm"), "(e)": ("human oversight",), "(f)": ("materialise", "governance", "complaint")}


@pytest.mark.parametrize("make", [article, nobody_watched, study])
def test_the_points_of_article_27_are_there_in_order(make) -> None:
    found = headings(documents(make())["fria.md"])
    points = [heading for heading in found if re.match(r"\([a-f]\)", heading)]
    assert [heading[:3] for heading in points] == list(ARTICLE_27)
    for heading in points:
        assert all(words in heading.lower() for words in ARTICLE_27[heading[:3]]), heading
    assert in_order(["Before Article 27: is it prohibited?", *points, "Beyond Article 27(1)"], found) == []


def test_each_point_leaves_something_to_people() -> None:
    said = documents(article())["fria.md"]
    for part in said.split("\n## ")[1:]:
        assert part.startswith("Measures named here") or "> **To be answered by people:**" in part, part[:60]
    assert "This is an exercise" in said and "not made lawful by an assessment" in said


def test_every_question_of_law_is_asked_and_none_is_answered() -> None:
    said, found = documents(article())["fria.md"], evidence(article())
    legal = [one for one in inspect(found.regime.model, found.society.model) if one.provision]
    assert legal
    for one in legal:
        assert f"**{one.provision}** ({'seen in' if one.provision.is_seen else 'from memory, check the text'}" in said
        assert one.question in said and one.question.rstrip(")").endswith("?")
    law = said.split("is it prohibited?")[1].split("## (a)")[0]
    assert not re.search(r"\b(violates?|illegal|breach(es)? of|is (un)?lawful|complies|compliant)\b", law)
    assert "None. That clears nothing" in documents(nobody_watched())["fria.md"]


def test_disparity_is_that_of_the_run(tmp_path: Path) -> None:
    folder = spoiled(article(), tmp_path / "run")
    file = folder / "summary.json"
    summary = json.loads(file.read_text())
    clear = {"cohort": {"sex": "male", "urban": "rural"}, "value": 0.0425, "ratio": 3.21, "low": 2.5, "high": 4.125, "n": 777, "met": 33,
             "clear": True}
    other = {**clear, "cohort": {"quintile": "q1"}, "clear": False}
    summary["disparity"]["wrongly_listed"] = {"cohorts": [clear, other], "excluded": [{}] * 9}
    file.write_text(json.dumps(summary))
    said = documents(folder)["fria.md"]
    assert "* rural men and boys: 3.21 times as often as everybody else [2.5 to 4.12]; 4.25 % of 777 (`wrongly_listed`)" in said
    assert "poorest fifth: 3.21" not in said, "what is not clear among so many is not named"
    assert "`wrongly_listed`: 2 told, 9 too small" in said
    cell = summary["by"]["sanctioned"]["sex"]["male"]
    row = next(line for line in said.splitlines() if line.startswith("| Sex: male |"))
    assert f"| {cell['n']:,} | {amount(cell['value'], 'share')} of people [" in row


def test_no_disparity_is_no_proof() -> None:
    said = documents(nobody_watched())["fria.md"]
    assert "That is no proof of equal treatment." in said and "| Sex: male |" not in said


def test_oversight_and_redress_are_those_of_the_regime(tmp_path: Path) -> None:
    none = documents(article())["fria.md"]
    assert "The regime's file has no review" in none and "**Redress.** Nobody can appeal." in none
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "regime.yaml"
    text = file.read_text()
    at = text.index("review: null")
    file.write_text(text[:at] + "review: {share: 0.25, catches: 0.75, errs: 0.125, delay_days: 3}" + text[at + len("review: null"):])
    said = documents(folder)["fria.md"]
    assert "* records of channel `camera`: 0.25 looked at; 0.75 of the wrong ones stopped, 0.125 of the right ones" in said
    assert "The regime's file has no review" not in said and "| `bad` | 4 | 30 | 0.5 | 0 | points | everybody |" in said


def test_rights_are_restricted_by_what_restricts_them() -> None:
    said = documents(article())["fria.md"]
    assert re.search(r"\* movement: .* \(`rights.movement`\), by `no_travel`, `confinement`", said)
    assert re.search(r"\* liberty: .* \(`rights.liberty`\), by `jail_and_fine`", said)
    assert "* credit: " not in said
