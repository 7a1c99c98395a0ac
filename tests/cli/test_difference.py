"""What ``run`` and ``check`` print of a change before anything is lived."""

from pathlib import Path

import pytest

from ostrakon.cli import run_command_line


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run_command_line(list(arguments)) == 0
    return " ".join(capsys.readouterr().out.split())


def test_a_run_prints_the_difference_as_a_table_and_as_sentences_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    diff = tmp_path / "harder.yaml"
    diff.write_text("ostrakon: diff/1\nid: harder\ntitle: Harder\nextends: article-2018\nset: {rules.jaywalking.points: -9}\n")
    text = printed(capsys, "run", str(diff), "--people", "100", "--days", "2", "--out", str(tmp_path / "out"))
    assert f"Changed against article-2018: 1 value, by {diff}"[:45] in text
    assert "rules.jaywalking.points -8 -9" in text
    before, after = "- A record of jaywalking is worth -8 points.", "+ A record of jaywalking is worth -9 points."
    assert text.index(before) < text.index(after) < text.index("Listed at least once")
    assert "This changes nothing" not in text


@pytest.mark.parametrize(("arguments", "why"), [
    (["--set", "rules.jaywalking.points=-8"], "it sets only what is there already."),
    (["--set", "title=Other"], "title: words for readers, which fill no table."),
    (["--set", "rules.foreign_product.points=-9"], "rules.foreign_product.points: rules.foreign_product is switched off."),
])
def test_a_change_that_can_change_no_outcome_says_so_and_why(arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", "article-2018", *arguments)
    assert f"This changes nothing in the outcome: {why}" in text


def test_without_a_change_nothing_is_said_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Changed against" not in printed(capsys, "check", "none")
