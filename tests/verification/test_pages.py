"""Every page of docs/verification has a verdict and names the script that makes it; rows say what theory expects and what was got."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "verification").glob("*.md"))
ROW = re.compile(r"\| (?P<what>.+) \| (?P<setting>.+) \| (?P<expected>\S+) \| (?P<got>\S+) \| (?P<tolerance>exact||± \S+) \| holds \|")
MADE = {"community-size": "community_size", "court-list": "court_list", "closed-forms": "closed_forms", "coverage": "coverage_of_intervals",
        "pairing": "coverage_pairing", "fuzzing": "fuzz_language"}
BY_HAND = {"fuzzing"}               # an hour of a hunt, told once
ELSEWHERE = {"peers"}               # needs an environment of its own: make bench-peers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_one_verdict_or_more_and_names_its_script(page: Path) -> None:
    text, script = page.read_text(encoding="utf-8"), f"verification/{MADE.get(page.stem, page.stem)}.py"
    assert "**Verdict.** " in text and f"`{script}`" in text and (ROOT / script).is_file()
    assert page.stem in BY_HAND or page.name in (ROOT / script).read_text(encoding="utf-8")


def test_make_verify_makes_every_page_that_needs_no_other_environment() -> None:
    listed = re.search(r"^VERIFY := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert listed is not None
    assert sorted(listed[1].split()) == sorted(MADE.get(p.stem, p.stem) for p in PAGES if p.stem not in BY_HAND | ELSEWHERE)


@pytest.mark.parametrize(("name", "least"), [("closed-forms", 25), ("published", 90), ("pairing", 5), ("peers", 250)])
def test_rows_say_what_was_expected_and_got_and_the_verdict_counts_them(name: str, least: int) -> None:
    text = (ROOT / "docs" / "verification" / f"{name}.md").read_text(encoding="utf-8")
    rows = [found for line in text.splitlines() if (found := ROW.match(line))]
    said = re.search(r"\*\*Verdict\.\*\* (\d+) of (\d+) rows hold", text)
    assert said is not None and len(rows) == int(said[1]) == int(said[2]) >= least
    for row in rows:
        expected, got = (float(row[end].replace(",", "")) for end in ("expected", "got"))
        allowed = row["tolerance"]
        if allowed == "exact" and "(at" not in row["what"]:
            assert got == pytest.approx(expected, rel=1e-5), row["what"]
        elif allowed.startswith("±") and "(at least)" not in row["what"]:
            slack = 1e-5 * abs(expected) + 0.01 * float(allowed[2:])          # as they are rounded
            assert abs(got - expected) <= float(allowed[2:]) + slack, row["what"]
