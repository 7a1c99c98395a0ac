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
    for course in summary["weekly"].values():
        for numbers in course.values() if isinstance(course, dict) else (course,):
            if isinstance(numbers, list):
                numbers.clear()
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


def test_dots_without_an_interval_are_explained(summary: dict[str, Any]) -> None:
    assert "No interval" not in render(summary)
    alone = {**summary["by"]["listed"]["region"]["South"], "low": None, "high": None}
    summary["by"]["listed"] = {**summary["by"]["listed"], "region": {**summary["by"]["listed"]["region"], "South": alone}}
    assert render(summary).count("No interval can be given for South: only one community was lived there") == 1
    summary["by"]["listed"]["region"]["North"] = alone
    assert "No interval can be given for any of these" in render(summary)


def test_plots_fit_a_narrow_screen(summary: dict[str, Any]) -> None:
    html = render(summary)
    plots = [attrs for tag, attrs in parsed(html).seen if tag == "svg"]
    # HTMLParser gives names of attributes in small letters.
    assert all(re.fullmatch(rf"0 0 {f.WIDTH} \d+", attrs["viewbox"] or "") and "width" not in attrs for attrs in plots)
    rule = re.search(r"^svg \{([^}]*)\}", html, re.MULTILINE)
    assert rule and "width: 100%" in rule[1] and "max-width: " in rule[1] and "min-width" not in rule[1]
    assert "overflow" not in html[html.index("figure {") :].split("}")[0]


def test_weeks_have_their_intervals_as_bands_and_in_the_table(summary: dict[str, Any]) -> None:
    html = render(summary)
    assert html.count('class="band ') == 5, "one for each line of the two plots"
    assert "2.5 (2.25 to 2.75)" in html


def test_a_band_breaks_where_there_is_no_interval_and_stays_in_the_plot() -> None:
    ends = [10.0, 9.0, None, 9.0, 1e9]
    drawn = f.lines("a plot", [7, 14, 21, 28, 35], [f.Line("a", [1.0] * 5, 1, [0.0, 0.5, None, 0.5, -4.0], ends)])
    bands = re.findall(r'<polygon points="([^"]*)"', drawn)
    assert [len(b.split()) for b in bands] == [4, 4]
    heights = [float(point.split(",")[1]) for b in bands for point in b.split()]
    assert min(heights) >= 12 and max(heights) <= 290 - 34


@pytest.mark.parametrize("top", [0.0, 1e-9, 0.37, 1.0, 99.0, 1234567.0])
def test_ticks_reach_the_top(top: float) -> None:
    marks = f.ticks(top)
    assert marks[0] == 0 and marks[-1] >= top * 0.999 and 2 <= len(marks) <= 7


def test_labels_of_lines_do_not_overlap() -> None:
    placed = f._apart([100.0, 101.0, 102.0, 299.0], 17, 300)
    assert all(b - a >= 16.9 for a, b in zip(sorted(placed), sorted(placed)[1:], strict=False))
    assert max(placed) <= 300
