"""The table of codes, the page of codes and the codes in use are the same; a Problem prints as documented."""

import re
from pathlib import Path

import pytest

from ostrakon.errors import CODES, EXIT_CODE, WARNINGS, OstrakonError, Problem, fail, render

ROOT = Path(__file__).parents[1]


def test_every_code_has_its_section_and_every_section_its_code() -> None:
    page = (ROOT / "docs" / "errors.md").read_text()
    assert re.findall(r"^## (OST\d{4}): (.*)$", page, re.M) == list(CODES.items())


def test_the_codes_used_are_those_of_the_table() -> None:
    source = ROOT / "src" / "ostrakon"
    texts = {path: path.read_text() for path in source.rglob("*.py") if path != source / "errors.py"}
    assert {code for text in texts.values() for code in re.findall(r"OST\d{4}", text)} == set(CODES)


def test_every_section_says_something() -> None:
    page = (ROOT / "docs" / "errors.md").read_text()
    sections = re.split(r"^## OST\d{4}: .*$", page, flags=re.M)[1:]
    assert min(len(section.split()) for section in sections) >= 10


def test_codes_are_in_order_and_have_a_layer() -> None:
    assert list(CODES) == sorted(CODES)
    assert all(re.fullmatch(r"OST[1-9]\d{3}", code) for code in CODES)
    assert set(CODES) >= WARNINGS


def test_a_problem_prints_place_line_caret_and_remedy() -> None:
    problem = Problem("OST2001", "'pionts' in rules.a", "kind, points", "rename it", "r.yaml", 3, 5, "    pionts: 1", "points")
    assert render(problem) == ("r.yaml:3:5: OST2001 a key is unknown: 'pionts' in rules.a\n        pionts: 1\n        ^\n"
                               "  allowed: kind, points\n  did you mean 'points'?\n  remedy: rename it\n"
                               "  more: docs/errors.md#ost2001-a-key-is-unknown")


def test_a_problem_without_a_place_prints_one_line_and_its_page() -> None:
    assert render(Problem("OST6001", "day 3")) == "OST6001 a run failed: day 3\n  more: docs/errors.md#ost6001-a-run-failed"
    assert render(Problem("OST6001", "day 3"), more=False) == "OST6001 a run failed: day 3"


def test_the_page_of_every_code_is_a_heading_of_the_page() -> None:
    """The anchors are made here from the headings as GitHub makes them: by letters and digits, one by one."""
    page = (ROOT / "docs" / "errors.md").read_text()
    kept = (("".join(c for c in line[3:].lower() if c.isalnum() or c in " -_")) for line in page.splitlines() if line.startswith("## "))
    anchors = ["docs/errors.md#" + heading.replace(" ", "-") for heading in kept]
    assert anchors == [Problem(code, "").page for code in CODES]
    assert len(set(anchors)) == len(anchors)


def test_problems_together_name_the_page_of_a_code_once() -> None:
    said = str(OstrakonError(Problem("OST2001", "a"), Problem("OST2004", "b"), Problem("OST2001", "c")))
    assert [line.split(":")[0].strip()[:7] for line in said.splitlines()] == ["OST2001", "more", "OST2004", "more", "OST2001"]


def test_a_long_line_is_shown_around_the_caret() -> None:
    text = "x" * 5000 + "!" + "y" * 5000
    line, caret = render(Problem("OST1005", "a", file="f", line=1, column=5001, text=text), more=False).splitlines()[1:]
    assert len(line) < 140 and line[caret.index("^")] == "!"


def test_the_caret_stands_under_its_character_in_any_script() -> None:
    _, caret = render(Problem("OST1005", "a", file="f", line=1, column=6, text="title: 诚信"[4:] + "e\u0301!"), more=False).splitlines()[1:]
    assert caret.index("^") == 4 + len("e: ") + 2 * 2
    _, caret = render(Problem("OST1005", "a", file="f", line=1, column=3, text="e\u0301!"), more=False).splitlines()[1:]
    assert caret.index("^") == 4 + 1


def test_an_error_carries_problems_and_the_exit_code() -> None:
    with pytest.raises(OstrakonError) as caught:
        fail("OST6001", "day 3", remedy="look")
    assert caught.value.exit_code == EXIT_CODE == 2
    assert caught.value.problems == (Problem("OST6001", "day 3", remedy="look"),)
    with pytest.raises(ValueError, match="at least one"):
        OstrakonError()
    with pytest.raises(ValueError, match="not in the table"):
        Problem("OST9999", "")
