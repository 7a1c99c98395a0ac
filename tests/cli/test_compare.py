"""The command ``compare``: what it prints, what it leaves, what it refuses."""

import json
from pathlib import Path

import pytest

from ostrakon.cli import run_command_line

DIFF = "ostrakon: diff/1\nid: strict\ntitle: A stricter cutoff\nextends: article-2018\nset: {lists.blacklist.below: 715}\n"


@pytest.fixture
def strict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "strict.yaml").write_text(DIFF)
    return "strict.yaml"


def test_a_comparison_is_told_in_sentences_and_kept(strict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["compare", "article-2018", strict, "none", "--off", "A07", "--people", "6000", "--days", "60", "--out", "found"]
    assert run_command_line(arguments) == 0
    printed = capsys.readouterr().out
    assert "Changed against article-2018: 1 value, by strict.yaml" in printed
    assert "Under strict instead of article-2018" in printed and "Under none instead of article-2018" in printed
    assert "Under article-2018 without A07 instead of article-2018" in printed and "more are listed at least once" in printed
    kept = json.loads((tmp_path / "found" / "comparison.json").read_text())
    assert [arm["name"] for arm in kept["arms"]] == ["article-2018", "strict", "none", "article-2018 without A07"]
    assert kept["arms"][3]["overrides"] == ["association.spillover=false", "association.company=off"]
    assert kept["run"]["burn_in"] == 28 and kept["run"]["complete"] is True
    assert [len(kept["outcomes"]["listed"][part]) for part in ("arms", "differences")] == [4, 3]
    assert kept["sentences"][1][0][:60] in " ".join(printed.split())
    files = {p.name for p in (tmp_path / "found").iterdir()}
    assert files >= {"comparison.json", "index.html", "provenance.json", "society.yaml", "regimes"}


@pytest.mark.parametrize("arguments", [
    ["article-2018"],
    ["article-2018", "nosuch"],
    ["article-2018", "none", "--people", "0"],
    ["article-2018", "none", "--society", "harbour-town"],
    ["article-2018", "fraud-finder-michigan"],
    ["article-2018", "--off", "A08"],
    ["article-2018", "--off", "A99"],
    ["article-2018", *["none"] * 16],
    ["article-2018", "none", "--out", "."],
], ids=lambda a: " ".join(a)[:50])
def test_what_cannot_be_compared_is_refused(arguments: list[str], strict: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command_line(["compare", *arguments]) == 2
    printed = capsys.readouterr()
    assert "OST" in printed.err and "Traceback" not in printed.err
    assert [p.name for p in tmp_path.iterdir()] == ["strict.yaml"]
