"""huderia.md: four words for each right, and what is not in evidence said to be so."""

import json
import re
from pathlib import Path

import pytest

from ostrakon.measures.rights import COUNTED
from ostrakon.report.facts import Facts
from ostrakon.report.huderia import restricted_by
from ostrakon.results.words import amount
from report.documented import article, documents, evidence, headings, in_order, nobody_watched, probe, spoiled, study

# The parts of the methodology as public accounts give them, and its four words (coe.int, HUDERIA).
HUDERIA = ["1. Context-based risk analysis", "2. Stakeholder engagement", "3. Risk and impact assessment", "4. Mitigation plan",
           "5. Iterative review"]
WORDS = ("Scale", "Scope", "Probability", "Reversibility")


@pytest.mark.parametrize("make", [article, nobody_watched, study])
def test_the_parts_are_there_in_order_and_the_four_words(make) -> None:
    said = documents(make())["huderia.md"]
    assert in_order(HUDERIA, headings(said)) == []
    assert [word for word in re.findall(r"^\| (\w+) \|", said, flags=re.M) if word in WORDS] == list(WORDS)


def test_every_right_is_told_or_said_to_be_untouched() -> None:
    for make in (article, probe, nobody_watched):
        said = documents(make())["huderia.md"]
        untouched = re.search(r"nor counted in the run: (.*)\.", said)
        assert untouched
        for right in COUNTED:
            assert (f"#### {right.capitalize()}\n" in said) != (f"`{right}`" in untouched[1]), right
    assert "The regime restricts none of the rights that are counted." in documents(nobody_watched())["huderia.md"]


def test_what_restricts_a_right() -> None:
    found = restricted_by(Facts(evidence(article())))
    assert found["movement"] == ["no_travel", "confinement"] and found["expression"] == ["no_account"]
    assert found["family"] == ["isolation"] and found["liberty"] == ["jail_and_fine"] and found["housing"] == []


def test_a_right_that_the_society_does_not_name_is_not_lost(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "society.yaml"
    file.write_text(re.sub(r"right: (movement|credit)", "right: null", file.read_text()))
    said = documents(folder)["huderia.md"]
    assert "#### Other rights that the file names" not in said, "the account and ties still name rights"
    regime = folder / "regime.yaml"
    text = regime.read_text().replace("remove_account: true", "remove_account: false")
    regime.write_text(re.sub(r"ostracism:\n +chance: 0.1\n( +until: \w+\n)?", "ostracism: null\n", text))
    said = documents(folder)["huderia.md"]
    assert re.search(r"no right named: `bad_list` of `bad` \(denies `fly`, `loan`.*requests denied: `fly` .* per 1,000 people \[", said)


def test_reversibility_is_told_by_exit_times() -> None:
    said, run = documents(probe())["huderia.md"], evidence(probe()).run
    found = run["measures"]["exit_time"]["lists"]["bad"]["all"]
    row = next(line for line in said.splitlines() if line.startswith("| `bad` | all |"))
    assert f"| {found['listings']:,} |" in row and f"{amount(found['never_restored']['value'], 'share')} of listings [" in row
    assert "term of 60 days; appeal granted" in said
    account = said.split("#### Account")[1].split("####")[0]
    assert "once removed it does not come back" in account and "once removed" not in said.split("#### Fair hearing")[1]
    assert "The run tells of no listing." in documents(nobody_watched())["huderia.md"]


def test_what_remains_is_told_only_where_it_is_in_evidence() -> None:
    with_end, without = documents(study())["huderia.md"], documents(article())["huderia.md"]
    assert "Abolition: not in this study." in without and "Left of the difference" not in without
    assert "It ends on day 40" in with_end
    lasting = evidence(study()).lasting
    assert lasting is not None
    moved = [one["title"] for one in lasting["outcomes"].values() if any(one["effects"][when]["value"] for when in ("before", "last"))]
    assert moved
    for title in moved:
        assert f"\n| {title} | " in with_end


def test_what_is_left_follows_the_evidence(tmp_path: Path) -> None:
    folder = spoiled(study(), tmp_path / "study")
    file = folder / "lasting" / "abolition.json"
    data = json.loads(file.read_text())
    data["outcomes"]["chilled"] |= {"left": {"value": 0.4321, "low": 0.4, "high": 0.45}, "back": 17}
    file.write_text(json.dumps(data))
    said = documents(folder)["huderia.md"]
    row = next(line for line in said.splitlines() if line.startswith("| Expression chilled |"))
    assert row.endswith("| 43.2 % [40 to 45 %] | 17 |")
    assert "43.2 %" not in documents(study())["huderia.md"]


def test_nothing_is_rated_and_nothing_recommended() -> None:
    said = documents(study())["huderia.md"].lower()
    assert not re.search(r"\b(high|low|medium|severe|acceptable|unacceptable) risk\b|\brisk (level|score)\b|we recommend", said)
    assert "none is recommended" in said


def test_what_becomes_of_a_channels_error_is_told(tmp_path: Path) -> None:
    folder = spoiled(probe(), tmp_path / "run")
    file = folder / "summary.json"
    summary = json.loads(file.read_text())
    assert "contrasts" not in summary["measures"]["amplification"], "in this regime no channel errs more often with some"
    told = {"value": 1.732, "low": 1.564, "high": 1.918, "unit": "times the sensor's ratio"}
    summary["measures"]["amplification"] |= {"contrasts": {"camera, misattribution, minority": {"sensor": 2.0, "recorded_wrongly": told}}}
    file.write_text(json.dumps(summary))
    line = "* camera, misattribution, minority: as declared 2 times as often; recorded wrongly 1.73 times the sensor's ratio [1.56 to 1.92]"
    assert line in documents(folder)["huderia.md"]
    assert "Channels that err more often" not in documents(probe())["huderia.md"]


def test_what_is_said_of_a_variant_stands_under_its_name(tmp_path: Path) -> None:
    folder = spoiled(study(), tmp_path / "study")
    file = folder / "changes" / "comparison.json"
    data = json.loads(file.read_text())
    data["arms"].append({**data["arms"][1], "name": "probe without <lists>", "title": "A second"})
    data["sentences"].append(["Nothing else differs."])
    file.write_text(json.dumps(data))
    for document in (documents(folder)["huderia.md"], documents(folder)["fria.md"]):
        first = document.index("Under `none` (Nobody is watched):")
        second = document.index("Under probe without &lt;lists&gt; (A second):")
        assert first < document.index(data["sentences"][0][0]) < second < document.index("* Nothing else differs.")
