"""The page stands alone: it asks nothing of anybody, runs nothing, and says what the summary says."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from ostrakon.results import figures as f
from ostrakon.results.page import render

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Balance(HTMLParser):
    """Raises when tags do not close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> Balance:
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_no_request_leaves_the_page(summary: dict[str, Any]) -> None:
    html = render(summary)
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<script|javascript:", html, re.IGNORECASE)
    assert not [tag for tag, attrs in parsed(html).seen if {"src", "href", "srcset", "onload", "onclick"} & set(attrs)]


def test_text_of_a_regime_is_text(summary: dict[str, Any]) -> None:
    summary["regime"]["title"] = "<script>alert(1)</script>"
    summary["overrides"] = ['"><img src=x>']
    html = render(summary)
    assert "<script" not in html and "<img" not in html
    assert "&lt;script&gt;" in html


def test_every_plot_has_a_name_and_a_table(summary: dict[str, Any]) -> None:
    tags = parsed(render(summary)).seen
    plots = [attrs for tag, attrs in tags if tag == "svg"]
    assert len(plots) >= 6
    assert all(attrs.get("role") == "img" and attrs.get("aria-label") for attrs in plots)
    assert len([1 for tag, _ in tags if tag == "details"]) == len(plots)


def test_a_run_without_weeks_or_denials_still_has_a_page(summary: dict[str, Any]) -> None:
    summary["weekly"] = {name: [] for name in summary["weekly"]}
    summary["requests"] = {}
    summary["channels"] = {}
    for outcome in summary["outcomes"].values():
        outcome.update(value=None, low=None, high=None)
    parsed(render(summary))


def test_a_stopped_run_says_so(summary: dict[str, Any]) -> None:
    assert "Stopped early" not in render(summary)
    summary["run"].update(complete=False, people=400)
    assert "Only 400 of 1,000 people" in render(summary)


def test_the_same_summary_gives_the_same_page(summary: dict[str, Any]) -> None:
    assert render(summary) == render(summary)


@pytest.mark.parametrize("top", [0.0, 1e-9, 0.37, 1.0, 99.0, 1234567.0])
def test_ticks_reach_the_top(top: float) -> None:
    marks = f.ticks(top)
    assert marks[0] == 0 and marks[-1] >= top * 0.999 and 2 <= len(marks) <= 7


def test_labels_of_lines_do_not_overlap() -> None:
    placed = f._apart([100.0, 101.0, 102.0, 299.0], 17, 300)
    assert all(b - a >= 16.9 for a, b in zip(sorted(placed), sorted(placed)[1:], strict=False))
    assert max(placed) <= 300
