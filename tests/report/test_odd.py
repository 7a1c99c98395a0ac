"""odd.md: the headings of the protocols, and what it says of one regime and one society."""

from pathlib import Path

import pytest

from ostrakon.report.facts import said_of
from ostrakon.spec.sourced import Provenance
from report.documented import article, documents, evidence, headings, in_order, nobody_watched, probe, spoiled

# Grimm et al. 2020, JASSS 23(2) 7: the seven elements, and the eleven design concepts under the fourth.
ODD = ["1. Purpose and patterns", "2. Entities, state variables, and scales", "3. Process overview and scheduling", "4. Design concepts",
       "Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing", "Interaction", "Stochasticity",
       "Collectives", "Observation", "5. Initialization", "6. Input data", "7. Submodels"]
# Müller et al. 2013, Environmental Modelling & Software 48, 37-48: the headings beyond those of ODD.
ODD_D = ["II.i Theoretical and Empirical Background", "II.ii Individual Decision Making", "II.iii Learning", "II.iv Individual Sensing",
         "II.v Individual Prediction", "II.vi Interaction", "II.vii Collectives", "II.viii Heterogeneity", "II.ix Stochasticity",
         "II.x Observation", "III.i Implementation Details"]


@pytest.mark.parametrize("make", [article, probe, nobody_watched])
def test_every_heading_of_the_protocols_is_there_in_order(make) -> None:
    assert in_order([*ODD, *ODD_D], headings(documents(make())["odd.md"])) == []


def test_everything_that_the_regime_has_is_named_with_its_numbers() -> None:
    said, m = documents(probe())["odd.md"], evidence(probe()).regime.model
    for entries in (m.channels, m.rules, m.lists, m.consequences, m.scoring.dimensions):
        for key in entries:
            assert f"| `{key}` |" in said
    for words in ("`jaywalking` 0.2", "0.2 of hits, people who look alike", "0.1 a person and year; of `jaywalking`",
                  "household 0.5 of it; wider 0.25 of it", "score below 700", "term of 60 days; appeal granted",
                  "denies `fly`, `loan`; removes the account; makes the entry public; a fine of 3,000 (`fine_yuan`)",
                  "cuts each tie with chance 0.1",
                  "better `fly`: chance 1, money saved 100", "| `bad` | 4 | 30 | 0.5 | 0 | points | everybody |",
                  "Company: on the first of a month `conduct` moves toward the mean score of one's ties (close), by\n0.1 of the distance"):
        assert words in said, words


def test_a_mechanism_that_is_off_is_said_to_be_off() -> None:
    said = documents(nobody_watched())["odd.md"]
    for words in ("**Detection**: off: no channel sees anything", "**Rules** are off", "spillover and company are off", "**Lists**: off",
                  "The regime has no list.", "Company: off.", "Off: nobody can appeal.", "Nothing frightens anybody.", "No tie is cut."):
        assert words in said, words
    assert "rules.foreign_product" in documents(article())["odd.md"].split("## 1.")[0], "what the file switches off is named first"
    assert "Switched off in the file" not in said


def test_privileges_alone_are_no_sanctions(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "regime.yaml"
    text = file.read_text()
    start = text.index("  bad_list:")
    rest = text[start + len("  bad_list:\n"):].replace("    enabled: true\n", "", 1)
    file.write_text(text[:start] + "  bad_list:\n    enabled: false\n" + rest)
    assert "No sanctions: nobody has anything to fear." in documents(folder)["odd.md"]


def test_a_number_has_the_status_and_the_range_of_the_file() -> None:
    said = documents(article())["odd.md"]
    assert "`jaywalking` 0.02 (assumed, 0.001 to 0.2)" in said
    assert "0 (claimed) to 800 (claimed)" in said
    assert said_of(5, None) == "5"
    assert said_of(5, Provenance(status="disputed")) == "5 (disputed)"


def test_what_is_dated_is_told(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "regime.yaml"
    file.write_text(file.read_text().replace("amendments: []", "amendments:\n- from: 2020-02-01\n  set: [rules.jaywalking.points=-1]"))
    said = documents(folder)["odd.md"]
    assert "From 2020-02-01: `rules.jaywalking.points=-1`." in said
    assert "Dated changes of the regime (above) are part of its file." in said
