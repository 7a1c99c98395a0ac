"""The page of a comparison stands alone, claims what its intervals show, and draws what is less to the left."""

import copy
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from ostrakon.results import figures as f
from ostrakon.results.comparison_page import render_comparison

VOID = {"meta", "link", "br", "img", "hr", "input"}
ALONE = r"https?:|//[a-z]|url\(|@import|<script|javascript:"


class Page(HTMLParser):
    """Raises when tags do not close in order; keeps the rows of all tables, and what was seen."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.headings: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag == "h2":
            self.headings.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data
        if "h2" in self.open:
            self.headings[-1] += data


def page(comparison: dict[str, Any]) -> Page:
    return Page(render_comparison(comparison))


def own(comparison: dict[str, Any]) -> dict[str, Any]:
    """A copy in which no two measures share their cuts."""
    return {**copy.deepcopy(comparison), "by": {measure: copy.deepcopy(cuts) for measure, cuts in comparison["by"].items()}}


def test_no_request_leaves_the_page(comparison: dict[str, Any]) -> None:
    html = render_comparison(comparison)
    assert not re.search(ALONE, html, re.IGNORECASE)
    assert not [tag for tag, attrs in Page(html).seen if {"src", "href", "srcset", "onload", "onclick"} & set(attrs)]


def test_the_search_for_requests_can_fail() -> None:
    for html in ("<img src='https://x'>", "<style>@import 'x'</style>", "a { background: url(x) }", "<script>"):
        assert re.search(ALONE, html)


def test_text_from_outside_is_text(comparison: dict[str, Any]) -> None:
    evil = "<script>alert(1)</script>"
    comparison["arms"][1].update(name=evil, title=evil, overrides=[evil], diffs=[evil], program_digest=evil, tally_digest=evil, family=evil)
    comparison["society"].update(id=evil, title=evil)
    comparison["sentences"][0] = [evil]
    comparison["sides"]["listed"]["title"] = comparison["outcomes"]["listed"]["title"] = evil
    comparison["by"] = {m: {evil: {evil: cuts["sex"]["male"], "x": cuts["sex"]["female"]}} for m, cuts in comparison["by"].items()}
    html = render_comparison(comparison)
    assert "<script" not in html and html.count("&lt;script&gt;") > 20
    Page(html)


def test_the_sentences_come_first_and_each_variant_has_its_own(comparison: dict[str, Any]) -> None:
    html = render_comparison(comparison)
    assert "<li>Fewer are listed: &lt;i&gt;far&lt;/i&gt; fewer.</li>" in html
    places = [html.index(words) for words in ("Fewer are listed: &lt;i&gt;", "<li>More are silent.</li>", "Who changes sides", "<svg")]
    assert places == sorted(places)
    assert page(comparison).headings[:3] == ["Under lenient instead of base", "Under harsh & <b> instead of base", "Who changes sides"]


def test_who_changes_sides_is_said_in_words(comparison: dict[str, Any]) -> None:
    rows = page(comparison).rows
    first = rows.index(["10 met in both", "18 only under base"])
    assert rows[first + 1] == ["2 only under lenient", "970 in neither"]
    assert ["22 met in both", "1 only under base"] in rows and ["22 only under harsh & <b>", "955 in neither"] in rows
    assert ["Listed at least once", "Sex: male", "12", "17", "1", "470"] in rows


def test_people_of_pooled_replicates_need_not_be_whole(comparison: dict[str, Any]) -> None:
    comparison["run"]["replicates"] = 2
    comparison["sides"]["listed"]["variants"][0]["both"] = 10.5
    assert ["10.5 met in both", "18 only under base"] in page(comparison).rows


def test_every_outcome_is_in_the_table_with_its_numbers(comparison: dict[str, Any]) -> None:
    rows = page(comparison).rows
    for o in comparison["outcomes"].values():
        found = [row for row in rows if len(row) == 6 and row[0].startswith(o["title"]) and row[-1] == "16"]
        assert len(found) >= 2, f"{o['title']}: once for each variant"
        assert any(o["estimand"] in row for row in rows)
    assert ["Listed at least onceper 100,000 people", "2,000", "1,000", "−1,000", "−1,100 to −900", "16"] in rows
    assert ["Listings through errorpercent of listings", "2", "4", "+2", "+1.9 to +2.1", "16"] in rows


def test_what_pairing_was_worth_is_a_dash_when_unknown(comparison: dict[str, Any]) -> None:
    comparison = own(comparison)
    comparison["outcomes"]["listed"]["differences"][0]["unpaired_mcse"] = None
    comparison["outcomes"]["bad_credit"]["differences"][0].update(mcse=None, low=None, high=None)
    rows = page(comparison).rows
    assert ["Listed at least onceper 100,000 people", "2,000", "1,000", "−1,000", "−1,100 to −900", "-"] in rows
    assert ["Bad credit at the endper 100,000 people", "2,000", "1,000", "−1,000", "-", "-"] in rows


def test_every_plot_has_a_name_and_its_numbers_below(comparison: dict[str, Any]) -> None:
    html = render_comparison(comparison)
    plots = [attrs for tag, attrs in Page(html).seen if tag == "svg"]
    assert len(plots) == 8 + 4 * 2, "headline outcomes, and four fates by cohort under two variants"
    assert all(attrs.get("role") == "img" and attrs.get("aria-label") for attrs in plots)
    sections = [part for part in html.split("<section>") if "<svg" in part]
    assert len(sections) == 1 + 4 * 2 and all(part.rindex("<svg") < part.index("<details>") for part in sections)


def test_headings_say_what_the_intervals_show(comparison: dict[str, Any]) -> None:
    headings = page(comparison).headings
    assert "Of 100,000 people, 1,000 are listed under lenient and 4,000 under harsh & <b>" in headings
    assert "Fewer people are listed under lenient than under base, more so among male people than among female people" in headings
    assert "More people keep silent under harsh & <b> than under base, more so among male people than among female people" in headings


@pytest.mark.parametrize(
    ("whole", "male", "female", "expected"),
    [
        ((0.0005, 0.001), (0.0005, 0.001), (0.0004, 0.001),
         "Whether more or fewer people are listed under V than under B cannot be told from chance"),
        ((-0.02, 0.001), (-0.02, 0.001), (-0.018, 0.001), "Fewer people are listed under V than under B"),
        ((-0.02, 0.001), (-0.03, 0.001), (0.01, 0.001),
         "Fewer people are listed under V than under B among male people, more among female people"),
        ((-0.02, 0.001), (0.0, 0.001), (0.01, 0.001), "Fewer people are listed under V than under B, but more among female people"),
        ((0.0, 0.001), (0.0, 0.001), (0.01, 0.001),
         "More people are listed under V than under B among female people; whether in all, cannot be told from chance"),
        # Their intervals do not overlap, but would if they were half again as wide: one such pair of a dozen may be chance.
        ((0.02, 0.001), (0.0200, 0.001), (0.0224, 0.001), "More people are listed under V than under B"),
    ],
)  # fmt: skip
def test_a_heading_claims_no_more_than_that(
    comparison: dict[str, Any], whole: tuple[float, float], male: tuple[float, float], female: tuple[float, float], expected: str
) -> None:
    comparison = own(comparison)
    for found, (value, half) in (
        (comparison["outcomes"]["listed"], whole),
        (comparison["by"]["listed"]["sex"]["male"], male),
        (comparison["by"]["listed"]["sex"]["female"], female),
    ):
        found["differences"][0].update(value=value, low=value - half, high=value + half)
    assert expected.replace("V", "lenient").replace("B", "base") in page(comparison).headings


def test_what_does_not_differ_is_not_drawn(comparison: dict[str, Any]) -> None:
    comparison = own(comparison)
    for found in (comparison["outcomes"]["listed"], *comparison["by"]["listed"]["sex"].values()):
        found["differences"][0].update(value=0.0, low=None, high=None, mcse=None)
    html = render_comparison(comparison)
    assert "are listed under lenient than under base" not in html and "are listed wrongly under lenient than under base" in html


def test_without_any_value_there_is_still_a_page(comparison: dict[str, Any]) -> None:
    nothing = {"value": None, "low": None, "high": None, "mcse": None, "unpaired_mcse": None, "n": 0}
    for found in (*comparison["outcomes"].values(), *comparison["by"]["listed"]["sex"].values()):
        for numbers in (*found["arms"], *found["differences"]):
            numbers.update(nothing)
    assert "<svg" not in render_comparison(comparison)
    page(comparison)


def test_a_regime_without_a_value_is_named_and_not_drawn_as_zero(comparison: dict[str, Any]) -> None:
    comparison = own(comparison)
    comparison["outcomes"]["bad_credit"]["arms"][2].update(value=None, low=None, high=None)
    html = render_comparison(comparison)
    assert html.count("Under harsh &amp; &lt;b&gt; there is nothing to count this in.") == 1
    plot = html[html.index("<figcaption>Bad credit at the end") :].split("</svg>")[0]
    assert plot.count("<circle") == 2


def test_a_comparison_that_was_stopped_says_so(comparison: dict[str, Any]) -> None:
    assert "Stopped early" not in render_comparison(comparison)
    comparison["run"].update(complete=False, people=400)
    assert "Only 400 of 1,000 people" in render_comparison(comparison)


def test_the_notices_and_the_digests_are_there(comparison: dict[str, Any]) -> None:
    html = render_comparison(comparison)
    assert "Nobody here is real." in html and "An interval covers chance only" in html
    assert "whether such a system existed is another question" in html and "<code>rules.jaywalking.points=-1</code>" in html
    rows = page(comparison).rows
    assert ["lenient", "1a" * 32, "1b" * 32] in rows and ["communities", "4 of at most 250 people"] in rows
    comparison["arms"][1]["tally_digests"] = ["c" * 64, "d" * 64]
    assert ["lenient", "1a" * 32, "c" * 64 + "d" * 64] in page(comparison).rows


def test_the_same_comparison_gives_the_same_page(comparison: dict[str, Any]) -> None:
    assert render_comparison(comparison) == render_comparison(comparison)


# -- dots around zero -------------------------------------------------------------------------------------------------


def zero(svg: str) -> float:
    (at,) = re.findall(r'x1="([\d.]+)" x2="\1" [^>]*class="zero"', svg)
    return float(at)


def dots(svg: str) -> list[float]:
    return [float(x) for x in re.findall(r'<circle cx="([-\d.]+)"', svg)]


ROWS = [f.Row("fewer", -3.0, -4.0, -2.0), f.Row("a heading", None), f.Row("none", 0.0), f.Row("more", 1.0, 0.5, 1.5), f.Row("much", 4.0)]


def test_what_is_less_lies_left_of_zero_and_the_scale_is_the_same_on_both_sides() -> None:
    svg = f.diverging("a plot", ROWS)
    middle = zero(svg)
    fewer, none, more, much = (x - middle for x in dots(svg))
    assert none == 0 and fewer == pytest.approx(-3 * more, abs=0.3) and much == pytest.approx(4 * more, abs=0.3) and more > 10
    assert svg.index("← fewer") < svg.index("more →")
    assert [x for x in re.findall(r'class="tick">([^<]*)<', svg) if x[-1].isdigit()] == ["−4", "−2", "0", "+2", "+4"]
    assert re.findall(r'class="value">([^<]*)<', svg) == ["−3", "0", "+1", "+4"]


def test_differences_on_the_page_lie_on_their_side(comparison: dict[str, Any]) -> None:
    html = render_comparison(comparison)
    plots = [part.split("</svg>")[0] for part in html.split("<svg")[1:] if 'class="zero"' in part.split("</svg>")[0]]
    assert len(plots) == 8
    for i, svg in enumerate(plots):
        sign = (-1, 1)[i % 2]
        assert len(dots(svg)) == 3 and all((x - zero(svg)) * sign > 0 for x in dots(svg))


def test_a_dot_is_hollow_when_chance_alone_may_explain_it() -> None:
    svg = f.diverging("a plot", [f.Row("told", -1, -2, -0.5), f.Row("not told", 1, -0.5, 2), f.Row("no interval", 2)])
    assert re.findall(r'class="dot ([^"]*)"', svg) == ["f1", "open c1", "open c1"]


@pytest.mark.parametrize("rows", [
    [f.Row("a", -5.0, -1e9, 1e9), f.Row("b", 1.0, 0.9, 1.1)],
    [f.Row("a", 0.0, -1.0, 2.0)],
    [f.Row("a", 0.0)],
    [f.Row("a", 1e-9, -1e-9, 3e-9)],
    [f.Row("a", -123456.0, -130000.0, -120000.0)],
    [f.Row("a", None)],
    [],
])  # fmt: skip
def test_nothing_runs_out_of_the_picture(rows: list[f.Row]) -> None:
    svg = f.diverging("a plot", rows)
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert found
    across = [float(x) for x in re.findall(r' (?:x|x1|x2|cx)="([^"]*)"', svg)] + [float(x) for x in re.findall(r'd="M([\d.-]+),', svg)]
    down = [float(y) for y in re.findall(r' (?:y|y1|y2|cy)="([^"]*)"', svg)]
    assert all(0 <= x <= float(found[1]) for x in across) and all(0 <= y <= float(found[2]) for y in down)


def test_an_interval_that_goes_on_beyond_the_picture_ends_in_an_arrow() -> None:
    assert f.diverging("a plot", [f.Row("a", -5.0, -1e9, 1e9)]).count("<path") == 2
    assert f.diverging("a plot", [f.Row("a", -5.0, -6, 1e9)]).count("<path") == 1
    assert f.diverging("a plot", [f.Row("a", -5.0, -6, -4)]).count("<path") == 0
    assert f.diverging("a plot", [f.Row("a", 0.0, -6, 40)]).count("<path") == 0, "without any difference, intervals set the scale"


def test_long_labels_are_folded_and_rows_make_room_for_them() -> None:
    labels = ["short", "people who finished secondary school or less", "w" * 80, "the last"]
    svg = f.diverging("a plot", [f.Row(label, 1.0, 0.5, 1.5) for label in labels])
    shown = re.findall(r'<text x="[\d.]+" y="([\d.]+)" text-anchor="end" class="row">([^<]*)<', svg)
    assert len(shown) == 6 and all(len(words) <= 24 for _, words in shown)
    assert [words for _, words in shown][1:3] == ["people who finished", "secondary school or less"]
    heights = [float(y) for y, _ in shown]
    assert all(b - a >= 16 for a, b in pairwise(heights)), "no two lines overlap"


LABELS = ["", "a", "a b", "x" * 24, "x" * 25, "x" * 48, "x" * 300, "ab " * 100, "  spaces   within  ", "a" * 30 + " b", "b " + "a" * 30]


@pytest.mark.parametrize("label", LABELS)
def test_a_folded_label_fits_and_keeps_its_ends(label: str) -> None:
    text, lines = " ".join(label.split()), f.folded(label, 24)
    assert len(lines) <= 2 and all(len(line) <= 24 for line in lines)
    assert text[:5] == "".join(lines)[:5] or " " in text[:5]
    if len(text) < 48:
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
