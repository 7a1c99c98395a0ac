"""stress.md: the items of the checklist, every outcome, and every number that is no better than assumed."""

import json
import re
from pathlib import Path

import pytest

from report.documented import article, documents, evidence, headings, in_order, nobody_watched, probe, spoiled, study

# Monks et al. 2019, Journal of Simulation 13(1), 55-67: the checklist for agent-based simulation.
STRESS = ["1. Objectives", "1.1 Purpose of the model", "1.2 Model outputs", "1.3 Experimentation aims",
          "2. Logic", "2.1 Base model overview diagram", "2.2 Base model logic", "2.3 Scenario logic", "2.4 Algorithms", "2.5 Components",
          "2.5.1 Environment", "2.5.2 Agents", "2.5.3 Interaction topology", "2.5.4 Entry/exit",
          "3. Data", "3.1 Data sources", "3.2 Pre-processing", "3.3 Input parameters", "3.4 Assumptions",
          "4. Experimentation", "4.1 Initialisation", "4.2 Run length", "4.3 Estimation approach",
          "5. Implementation", "5.1 Software or programming language", "5.2 Random sampling", "5.3 Model execution",
          "5.4 System specification",
          "6. Code access", "6.1 Computer model sharing statement"]


@pytest.mark.parametrize("make", [article, nobody_watched, study])
def test_every_item_of_the_checklist_is_there_in_order(make) -> None:
    assert in_order(STRESS, headings(documents(make())["stress.md"])) == []


def test_every_outcome_is_told_with_its_estimand() -> None:
    said, run = documents(article())["stress.md"], evidence(article()).run
    rows = {line.split(" | ")[0].strip("| `"): line for line in said.splitlines() if line.startswith("| `")}
    for name, one in run["outcomes"].items():
        assert one["estimand"] in rows[name]
        assert ("not told: " in rows[name]) == (one["value"] is None)
        assert re.search(r"\[.*\] \|$", rows[name]) or one["value"] is None
    for name in run["measures"]:
        assert f"* `{name}`: " in said


def test_every_number_that_is_assumed_is_listed_with_its_range() -> None:
    said, regime = documents(article())["stress.md"], evidence(article()).regime
    for path, found in regime.provenance.items():
        if found.status == "assumed" and found.range:
            line = next(line for line in said.splitlines() if line.startswith(f"| `{'.'.join(map(str, path))}` |"))
            assert f"| assumed | {found.range[0]:,.10g} to {found.range[1]:,.10g} |" in line
    assert "None: the regime has no such number." in documents(probe())["stress.md"]


def test_arms_and_parts_of_a_study() -> None:
    said = documents(study())["stress.md"]
    assert "| `none` | Nobody is watched | - |" in said
    assert "| `spillover` | points for what others did | `association.spillover=false` |" in said
    assert "by tornado" in said and "The regime ends on day 40" in said
    alone = documents(article())["stress.md"]
    assert "(A) Scenarios: not in this study." in alone and "(B) Design of experiments: not in this study." in alone
    assert "(C) Optimisation: none." in alone and "One run of one regime; no experiment." in alone


def test_seed_digest_and_versions_are_those_of_the_run() -> None:
    said, found = documents(probe())["stress.md"], evidence(probe())
    assert f"`{found.run['program_digest']}`" in said and f"`{found.run['tally_digest']}`" in said
    assert "seed 7" in said and f"| numpy | {found.provenance['packages']['numpy']} |" in said
    assert str(found.folder) not in said, "where it was made is nobody's business"


def test_a_run_without_its_provenance_or_cut_short_says_so(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    (folder / "provenance.json").unlink()
    file = folder / "summary.json"
    summary = json.loads(file.read_text())
    summary["run"] |= {"complete": False, "people": 300, "people_asked": 400}
    file.write_text(json.dumps(summary))
    said = documents(folder)["stress.md"]
    assert "Not known: `provenance.json` of the run cannot be read." in said
    assert "70 days from 2020-01-01, of 300 people (asked for: 400)" in said


def test_the_diagram_shows_this_regime() -> None:
    said = documents(probe())["stress.md"]
    block = said.split("```text")[1].split("```")[0]
    for words in ("camera, files", "jaywalking, gaming_long, late_bill, criticism, volunteering", "low, middle, high", "bad_list, best"):
        assert words in block
    assert "lists                 none" in documents(nobody_watched())["stress.md"]
