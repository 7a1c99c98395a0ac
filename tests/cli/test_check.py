"""``ostrakon check``: what it prints of the inspection, and that this never fails a regime."""

from collections.abc import Sequence

import pytest

from ostrakon.cli import run_command_line
from ostrakon.cli.inspection import lines
from ostrakon.spec.inspection import inspect
from ostrakon.spec.load import load_regime, load_society

WIDTH = 100


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run_command_line(["check", *arguments]) == 0
    return capsys.readouterr().out


def findings(regime: str, *overrides: str) -> Sequence:
    loaded = load_regime(regime, overrides)
    return inspect(loaded.model, load_society(loaded.model.society).model, loaded.places)


def test_the_article_is_told_on_one_screen(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "article-2018")
    assert len(text.splitlines()) <= 48
    assert text.index("Structure") < text.index("Questions for a lawyer")
    assert "claimed" in text.splitlines()[1] and text.splitlines()[1].endswith("plain.")
    assert "late_bill, heavy_alcohol_purchase: credit → travel, work, speech" in text
    assert "[ICCPR; from memory, check the text]" in text and "movement (Art 12): no_travel, confinement" in text


def test_all_lists_every_finding_with_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    text = " ".join(printed(capsys, "article-2018", "--all").split())
    found = findings("article-2018")
    assert text.count("goes away with:") == len(found)
    for finding in found:
        assert f"{finding.place} {finding.title}: {finding.found} goes away with: {finding.goes_away}" in text
        assert finding.question in text and (finding.provision is None or finding.provision.standing in text)


def test_none_has_nothing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "none")
    assert text.splitlines()[1:] == ["0 numbers with a status; 3 plain."]


def test_what_a_warning_says_is_not_said_again(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "article-2018", "--set", "channels.browsing.enabled=false", "--all")
    assert "OST2115" in text and "Rule that can never fire" not in text
    text = printed(capsys, "article-2018", "--set", "channels.browsing.sees.sensitive_search=0", "--all")
    assert "OST2115" not in text and "Rule that can never fire" in text


@pytest.mark.parametrize("every", [False, True])
def test_no_line_is_wider_than_asked(every: bool) -> None:
    shown = list(lines(findings("article-2018"), every, WIDTH))
    assert shown and max(map(len, shown)) <= WIDTH


def test_a_long_table_is_cut_and_says_so() -> None:
    many = [f"rules.extra{i}+={{kind: jaywalking, points: {-9 - i}, channels: [eye{i}]}}" for i in range(8)]
    eyes = [f"channels.eye{i}+={{context: place {i}, sees: {{jaywalking: 0.1}}}}" for i in range(8)]
    shown = "\n".join(lines(findings("article-2018", *eyes, "rules.jaywalking.channels=[street_camera]", *many), False, WIDTH))
    assert "    - and 7 more" in shown          # 13 rows: the five of the article and eight places
