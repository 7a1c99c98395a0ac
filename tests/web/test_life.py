"""A life as a person reads it: it tells what ``ostrakon life`` tells, each mark opens, every control works by keyboard, files are whole."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

import ostrakon as ok
from ostrakon.lab.run import Life
from ostrakon.results.life_marks import LANES, SORTS, is_quiet
from ostrakon.results.life_shapes import SHAPES
from web.looking import LOOKS, Seen, look

PEOPLE = 20_000
WORLD = f"regime=article-2018&people={PEOPLE}&days=364&seed=1"
SOURCES = Path(__file__).parents[2] / "web-app" / "src" / "life"


@cache
def life() -> Life:
    run = ok.run("article-2018", people=PEOPLE, days=364, seed=1)
    return run.follow(run.find("kept_silent and listed_wrongly and points_lost_to_others > 0", limit=1).ids[0])


def opened(browser: Browser, server: str, **options: object) -> Seen:
    seen = look(browser, server, f"life/{quote(life().life.person.id, safe='')}?{WORLD}", **options)
    expect(seen.page.locator("svg.chart")).to_be_visible(timeout=60_000)
    return seen


def loud() -> list[dict[str, object]]:
    """Marks that changed something."""
    return [mark for mark in life().told["marks"] if not is_quiet(mark)]


def listing(page: Page) -> str:
    """What stands day by day under the drawing."""
    page.locator("details", has=page.locator("ol")).locator("summary").click()
    return page.locator("details ol").inner_text()


def test_it_tells_what_the_command_tells(browser: Browser, server: str) -> None:
    told, seen = life().told, opened(browser, server)
    page = seen.page
    expect(page.get_by_role("heading", level=1)).to_have_text(told["person"]["id"])
    text = page.locator("article").inner_text()
    assert f"{told['person']['age']} years old" in text and f"ended at {told['ends']['score']}" in text
    assert f"on a black list on {told['ends']['days_listed']} of 364 days" in text
    assert page.locator('[data-mark^="0-"]').count() == len(told["marks"])
    assert len(listing(page).strip().splitlines()) == len(loud())
    assert page.locator("details ol").inner_text().lower().count("keeps silent") == told["ends"]["chilled"]
    page.get_by_label("List also what changed nothing").check()
    expect(page.locator("details ol li")).to_have_count(len(told["marks"]))
    assert seen.foreign == [] and seen.errors == []


def test_each_mark_opens_to_truth_beside_record(browser: Browser, server: str) -> None:
    seen, marks = opened(browser, server), life().told["marks"]
    page, card = seen.page, seen.page.locator("section.card")
    for what, truth, record in (("listed", "Rightly", "List"), ("paid for another", "Whose", "Points"),
                                ("consequence", "Nothing but", "Follows from")):
        number = next(n for n, mark in enumerate(marks) if mark["what"] == what)
        page.locator(f'[data-mark="0-{number}"]').dispatch_event("click")
        expect(card.locator(".two > div").first).to_contain_text(truth)
        expect(card.locator(".record")).to_contain_text(record)
    silent = next(n for n, mark in enumerate(marks) if mark.get("answer") == "kept silent")
    page.locator(f'[data-mark="0-{silent}"]').dispatch_event("click")
    expect(card).to_contain_text("without the regime the word would have been said")
    expect(card.locator(".record")).to_contain_text("Nobody recorded it")
    assert seen.errors == []


def test_marks_are_walked_through_by_keyboard(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    page, press = seen.page, seen.page.keyboard.press
    assert page.locator('.mark[tabindex="0"]').count() == 1
    page.locator('.mark[tabindex="0"]').focus()
    labels = [page.evaluate("document.activeElement.getAttribute('aria-label')")]
    for _ in range(3):
        press("ArrowRight")
        seen.until(lambda: page.evaluate("document.activeElement.getAttribute('aria-label')") not in labels)
        labels.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    press("Enter")
    card = page.locator("section.card")
    expect(card.locator("h2")).to_have_text(str(labels[-1]).split(" · ", 1)[1])
    card.get_by_role("button", name="Later mark").focus()
    press("Enter")
    expect(card.locator(".kicker")).not_to_contain_text(str(labels[-1]).split(" · ", 1)[0])
    card.get_by_role("button", name="Close").focus()
    press("Enter")
    expect(card).to_have_count(0)
    page.get_by_label("Beside it: the same person, no regime").focus()
    press("Space")
    expect(page.locator('[data-mark^="1-"]')).to_have_count(0)


def test_household_and_friends_are_lives_of_their_own(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    other = life().told["person"]["close_friends"][0]["id"]
    seen.page.get_by_role("link", name=other, exact=True).first.click()
    expect(seen.page.get_by_role("heading", level=1)).to_have_text(other, timeout=30_000)
    seen.page.get_by_role("link", name="Show in the city").click()
    expect(seen.page.locator(".ring.mine")).to_be_visible(timeout=60_000)


def test_files_hold_the_life(browser: Browser, server: str, tmp_path: Path) -> None:
    seen = opened(browser, server)
    saved = {}
    for name in ("SVG", "PNG", "Text"):
        with seen.page.expect_download() as coming:
            seen.page.get_by_role("button", name=name, exact=True).click()
        saved[name] = tmp_path / coming.value.suggested_filename
        coming.value.save_as(saved[name])
    svg = saved["SVG"].read_text(encoding="utf-8")
    assert life().life.person.id in "".join(ElementTree.fromstring(svg).itertext())
    assert "var(--" not in svg and "http" not in svg.replace("http://www.w3.org/", "")
    image = np.asarray(Image.open(saved["PNG"]).convert("L"))
    assert image.shape[1] > 1500 and image.min() < 80 < 200 < image.max()
    text = saved["Text"].read_text(encoding="utf-8")
    assert text.startswith(life().life.person.id) and len(text.splitlines()) > len(loud())
    assert text.count("eeps silent") == life().told["ends"]["chilled"]


def test_somebody_in_a_role_is_told_with_source_and_status(browser: Browser, server: str) -> None:
    seen = look(browser, server, "life?people=100000")            # fewer have no such journalist
    seen.page.get_by_role("link", name="The journalist on the blacklist").click()
    expect(seen.page.locator("blockquote")).to_contain_text(re.compile("Status: reported. Source: Digital Dictatorship"), timeout=60_000)
    expect(seen.page.locator(".who")).to_contain_text("journalist")
    seen.page.get_by_label("Somebody else").select_option(label="a student")
    expect(seen.page.locator(".who")).to_contain_text("student", timeout=30_000)
    assert seen.errors == []


def test_a_link_holds_the_person_and_the_day(browser: Browser, server: str) -> None:
    marks = life().told["marks"]
    day = next(mark["day"] for mark in marks if mark["what"] == "listed")
    first = next(n for n, mark in enumerate(marks) if mark["day"] >= day and not is_quiet(mark))
    there = f"life/{quote(life().life.person.id, safe='')}?{WORLD}"
    seen = look(browser, server, f"{there}&day={day}")
    page, card = seen.page, seen.page.locator("section.card")
    expect(card).to_be_visible(timeout=60_000)
    told = card.locator("h2").inner_text(), card.locator(".kicker").inner_text()
    page.locator(f'[data-mark="0-{first}"]').dispatch_event("click")
    page.wait_for_timeout(200)
    assert (card.locator("h2").inner_text(), card.locator(".kicker").inner_text()) == told
    card.get_by_role("button", name="Later mark").click()
    expect(card.locator("h2")).not_to_have_text(told[0])
    days = [mark["day"] for mark in marks if not is_quiet(mark)]
    later = days[next(n for n, one in enumerate(days) if one >= day) + 1]
    seen.until(lambda: f"day={later}" in page.url and "v=1" in page.url)
    card.get_by_role("button", name="Close").click()
    seen.until(lambda: "day=" not in page.url)
    seen.page.context.close()


@pytest.mark.parametrize(("link", "said"), [
    ("life/Henan%2F0%2F1?" + WORLD + "&day=364", "day: 364"),
    ("life/Henan%2F0%2F1?" + WORLD + "&w=eNq&c=1", "w: eNq"),
    ("life/Henan%2F0%2F1?" + WORLD + "&v=2", "version “2”"),
    ("life/Atlantis%2F0%2F1?" + WORLD, "Atlantis"),
    ("life/Henan%2F0%2F999999?" + WORLD, "no person 999999"),
    ("life/nobody?" + WORLD, "is no address"),
    ("life/Henan%2F0%2F1?people=none", "people: none"),
])
def test_a_broken_link_is_answered_in_words(browser: Browser, server: str, link: str, said: str) -> None:
    seen = look(browser, server, link)
    expect(seen.page.get_by_role("alert")).to_contain_text(said, timeout=30_000)


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing(browser: Browser, server: str, language: str, scheme: str, width: int) -> None:
    seen = opened(browser, server, language=language, scheme=scheme, width=width)
    number = next(n for n, mark in enumerate(life().told["marks"]) if mark["what"] == "listed")
    seen.page.locator(f'[data-mark="0-{number}"]').dispatch_event("click")
    listing(seen.page)
    assert seen.faults() == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "[web-" not in seen.page.locator("body").inner_text() and seen.foreign == []


def test_marks_have_the_lanes_colours_and_shapes_of_the_command_s_page() -> None:
    """The page of ``ostrakon life`` and this one draw the same thing; circles are paths here."""
    text = (SOURCES / "sorts.ts").read_text(encoding="utf-8")
    assert re.findall(r"'(\w+)'", text.split("LANES = [")[1].split("]")[0]) == list(LANES)
    found = {name: (lane, int(colour), paths)
             for name, lane, colour, paths in re.findall(r"^  (\w+): \['(\w+)', (\d), (\[\[.*\]\])\],$", text, re.MULTILINE)}
    assert {name: found[name][:2] for name in found} == {name: (sort.lane, sort.colour) for name, sort in SORTS.items()}
    ways = {"f": "full", "h": "hollow", "s": "stroke", "x": "cross"}
    for name, (_, _, paths) in found.items():
        drawn = [(ways[how], d) for how, d in re.findall(r"\['(\w)', '([^']+)'\]", paths)]
        theirs = [(css, d) for d, css in re.findall(r'd="([^"]+)" class="(\w+)"', SHAPES[name])]
        circles = SHAPES[name].count("<circle")
        assert [one for one in drawn if one in theirs] == theirs and len(drawn) == len(theirs) + circles, name
