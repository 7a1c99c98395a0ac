"""The city as a person uses it: dots are who the server says, counts are those of the run, every control works by keyboard."""

import re
from collections import Counter
from functools import cache
from io import BytesIO
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

import ostrakon as ok
from ostrakon.engine.frames import EVER_WRONGLY, FEELING, LAWLESS, STANDING, WRONGLY, film
from ostrakon.lab.run import Run
from web.looking import LOOKS, Seen, look

PEOPLE, DAYS = 20_000, 364
ASKED = f"city?regime=article-2018&people={PEOPLE}&days={DAYS}&seed=1"
WEEKS = DAYS // 7
WRONG = (0xD2, 0x3A, 0x12)          # the colour of those who are listed wrongly, on light paper


@cache
def run() -> Run:
    return ok.run("article-2018", people=PEOPLE, days=DAYS, seed=1)


def opened(browser: Browser, server: str, more: str = "", **options: object) -> Seen:
    seen = look(browser, server, ASKED + more, **options)
    expect(seen.page.locator("tfoot").first).to_be_visible(timeout=60_000)
    return seen


def counts(page: Page, nth: int = 0) -> dict[str, int]:
    """What the legend says."""
    return {row.locator("th").inner_text().strip(): int(row.locator("td").first.inner_text().replace(",", ""))
            for row in page.locator("section table").nth(nth).locator("tbody tr").all()}


def somebody(question: str) -> str:
    return run().find(question, limit=1).ids[0]


def wrongly_listed() -> str:
    """The address of the last person who stands wrongly on a black list in the last week."""
    one = run()
    filmed = film(one.scenario, one.program, seed=1)
    left = int(np.flatnonzero(filmed.planes[-1, STANDING] & WRONGLY)[-1])
    number, region = 0, -1
    for of, people in filmed.communities:
        number, region = (number + 1, region) if of == region else (0, of)
        if left < people:
            return f"{one.labels.regions[region].replace(' ', '-')}/{number}/{left}"
        left -= people
    raise AssertionError("nobody")


def dot(page: Page, at: str = ".ring.mine") -> tuple[int, int, int]:
    """The colour in the middle of a ring."""
    box = page.locator(at).first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    shot = Image.open(BytesIO(page.screenshot(clip={"x": x - 2, "y": y - 2, "width": 4, "height": 4}))).convert("RGB")
    r, g, b = np.asarray(shot)[1:3, 1:3].reshape(-1, 3).mean(axis=0).round().astype(int).tolist()
    return r, g, b


def near(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= 12


def test_the_legend_counts_what_the_run_counts(browser: Browser, server: str) -> None:
    seen = opened(browser, server, f"&week={WEEKS}")
    found = counts(seen.page)
    listed = found["on a black list wrongly"] + found["on a black list by the regime’s own rules"]
    assert sum(found.values()) == PEOPLE
    assert listed == round(run().estimate("listed_at_end").value * PEOPLE) > 0
    wrongly = run().estimate("still_wrongly_listed")            # of those who were ever listed wrongly
    assert found["on a black list wrongly"] == round(wrongly.value * wrongly.n) > 0
    assert seen.foreign == [] and seen.errors == []


def test_each_week_is_the_week_that_the_engine_saw(browser: Browser, server: str) -> None:
    one = run()
    planes = film(one.scenario, one.program, seed=1).planes
    seen = opened(browser, server, "&week=9")
    for week in (9, 20, 3):
        seen.page.locator("input[type=range]").fill(str(week - 1))
        expect(seen.page.locator("caption").first).to_contain_text(f"week {week}")
        standing, feeling = planes[week - 1, STANDING], planes[week - 1, FEELING]
        listed, wrong = standing & 7 != 0, standing & WRONGLY != 0
        truth = counts(seen.page)
        assert truth["on a black list wrongly"] == int((listed & wrong).sum())
        lawless, before = feeling & LAWLESS != 0, feeling & EVER_WRONGLY != 0
        assert truth["on no black list, has broken law or contract"] == int((~listed & lawless & ~before).sum())


def test_standing_score_and_fear_count_everybody(browser: Browser, server: str) -> None:
    one = run()
    planes = film(one.scenario, one.program, seed=1).planes[WEEKS - 1]
    seen = opened(browser, server, f"&week={WEEKS}")
    for look_, captions in (("standing", "Where the regime"), ("score", "Their score"), ("fear", "Their fear")):
        seen.page.get_by_label(look_, exact=True).check()
        expect(seen.page.locator("caption").first).to_contain_text(captions)
        found = counts(seen.page)
        assert sum(found.values()) == PEOPLE
        if look_ == "fear":
            assert found["no fear"] == int((planes[FEELING] & 31 == 0).sum())
    assert f"look={look_}" in seen.page.url


@pytest.mark.parametrize("way", ["", "&plain=1"], ids=["webgl2", "canvas"])
def test_a_dot_is_who_the_server_says(browser: Browser, server: str, way: str) -> None:
    """Somebody listed wrongly, by the engine's own frames: the dot is red, the card says so, and a click on it opens the same person."""
    who = wrongly_listed()
    assert "blacklist" in run().follow(who).told["ends"]["lists"]
    seen = opened(browser, server, f"&week={WEEKS}&person={quote(who)}{way}")
    page = seen.page
    page.get_by_role("button", name="Show yours").click()
    expect(page.get_by_role("region", name=f"About {who}")).to_contain_text("no: without errors")
    seen.until(lambda: near(dot(page), WRONG))
    assert page.locator("[data-kind]").get_attribute("data-kind") == ("canvas" if way else "webgl2")
    page.get_by_role("button", name="Close").click()
    box = page.locator(".ring.mine").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("region", name=f"About {who}")).to_be_visible()
    expect(page.get_by_role("link", name="Read this life")).to_have_attribute("href", re.compile(quote(who, safe="")))
    assert seen.errors == []


def test_hovering_tells_who_is_there(browser: Browser, server: str) -> None:
    seen = opened(browser, server)
    pad = seen.page.get_by_role("application").first
    box = pad.bounding_box()
    assert box is not None
    told = []
    for part in (0.2, 0.5, 0.8):
        seen.page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] * part)
        expect(seen.page.locator(".pointed")).to_contain_text(re.compile(r"[A-Z][A-Za-z-]+/\d+/\d+"))
        told.append(seen.page.locator(".pointed").inner_text())
    assert len(set(told)) == 3


def test_everything_works_by_keyboard(browser: Browser, server: str) -> None:
    seen = opened(browser, server, "&week=5")
    page, press = seen.page, seen.page.keyboard.press
    pad = page.get_by_role("application").first
    pad.focus()
    press("ArrowRight")
    expect(page.locator(".pointed")).to_contain_text("/")
    first = page.locator(".pointed").inner_text()
    press("ArrowDown")
    expect(page.locator(".pointed")).not_to_have_text(first)
    before = page.locator(".pointed").inner_text().split("/")[0]
    press("PageDown")
    seen.until(lambda: page.locator(".pointed").inner_text().split("/")[0] != before)
    who = re.search(r"\S+/\d+/\d+", page.locator(".pointed").inner_text())
    assert who
    for _ in range(4):
        press("+")
    expect(page.get_by_role("button", name="The whole town")).to_be_enabled()
    press("Enter")
    card = page.get_by_role("region", name=f"About {who[0].rstrip(':')}")
    expect(card).to_be_visible()
    press("0")
    expect(page.get_by_role("button", name="The whole town")).to_be_disabled()
    card.get_by_role("button", name="Make this person yours").focus()
    press("Enter")
    expect(page.locator(".ring.mine")).to_be_visible()
    seen.until(lambda: "person=" in page.url)
    for name, week in (("One week on", 6), ("One week back", 5)):
        page.get_by_role("button", name=name).focus()
        press("Enter")
        expect(page.locator("output")).to_have_text(f"week {week} of {WEEKS}")
    page.locator("input[type=range]").focus()
    press("ArrowRight")
    expect(page.locator("output")).to_have_text(f"week 6 of {WEEKS}")
    page.get_by_label("truth", exact=True).focus()
    press("ArrowRight")
    expect(page.locator("caption").first).to_contain_text("Where the regime")
    page.get_by_text("This week in words, and by district").focus()
    press("Enter")
    expect(page.get_by_role("table").filter(has_text="Guangdong")).to_contain_text("Inner Mongolia")
    assert seen.errors == []


def test_time_runs_and_stops(browser: Browser, server: str) -> None:
    seen = opened(browser, server, "&week=1")
    seen.page.get_by_role("button", name="Play").click()
    seen.until(lambda: "week 4 " in seen.page.locator("output").inner_text())
    seen.page.get_by_role("button", name="Pause").click()
    at = seen.page.locator("output").inner_text()
    seen.page.wait_for_timeout(1200)
    assert seen.page.locator("output").inner_text() == at


def test_where_motion_is_unwanted_there_are_steps_alone(browser: Browser, server: str) -> None:
    seen = opened(browser, server, reduced_motion="reduce")
    expect(seen.page.get_by_role("button", name="Play")).to_have_count(0)
    seen.page.get_by_role("button", name="One week on").click()
    expect(seen.page.locator("output")).to_have_text(f"week 2 of {WEEKS}")


def test_two_worlds_hold_the_same_people(browser: Browser, server: str) -> None:
    seen = opened(browser, server, f"&week={WEEKS}")
    seen.page.get_by_label("Beside it: the same people, no regime").check()
    expect(seen.page.get_by_role("application")).to_have_count(2, timeout=30_000)
    expect(seen.page.locator("tfoot")).to_have_count(2)
    with_, without = counts(seen.page), counts(seen.page, 1)
    assert with_["on a black list wrongly"] > 0 == without["on a black list wrongly"] and sum(without.values()) == PEOPLE
    seen.page.get_by_role("application").nth(1).focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.keyboard.press("Enter")
    card = seen.page.locator("section.card")
    expect(card.locator("h3")).to_have_count(2)
    assert "split=1" in seen.page.url and seen.errors == []


def test_a_link_holds_it_all(browser: Browser, server: str) -> None:
    who = somebody("listed_wrongly")
    seen = opened(browser, server, f"&week=11&look=fear&split=1&person={quote(who)}")
    link = seen.page.url
    again = opened(browser, server)
    again.page.goto("about:blank")
    again.page.goto(link)
    expect(again.page.locator("output")).to_have_text(f"week 11 of {WEEKS}")
    expect(again.page.get_by_label("fear", exact=True)).to_be_checked()
    expect(again.page.locator(".ring.mine")).to_have_count(2)
    again.page.get_by_role("button", name="Show yours").click()
    expect(again.page.get_by_role("region", name=f"About {who}")).to_be_visible()
    again.page.evaluate(f"location.hash = '#/{ASKED}&week=3&look=score'")
    expect(again.page.locator("output")).to_have_text(f"week 3 of {WEEKS}")
    expect(again.page.get_by_label("score", exact=True)).to_be_checked()


@pytest.mark.parametrize(("link", "said"), [
    ("city?people=10000000000", "10,000,000,000 people"),
    ("city?regime=no-such-regime", "no-such-regime"),
    (f"{ASKED}&look=luck", "look: luck"),
    (f"{ASKED}&week=last", "week: last"),
    (f"{ASKED}&w=eNqrVspUslJKUdJRKlGyMtBRKgMA&c=x", "w: eNqrVspUslJKUdJRKlGyMtBRKgMA"),
    (f"{ASKED}&v=3", "version “3”"),
    (f"{ASKED}&person=Atlantis%2F0%2F1", "person: Atlantis/0/1"),
    ("city?people=-5&days=14", "people: -5"),
])
def test_a_broken_link_is_answered_in_words(browser: Browser, server: str, link: str, said: str) -> None:
    seen = look(browser, server, link)
    expect(seen.page.get_by_role("alert")).to_contain_text(said, timeout=60_000)
    assert "Error" not in seen.page.locator("main").inner_text()


def test_somebody_in_a_role_becomes_yours(browser: Browser, server: str) -> None:
    seen = opened(browser, server, f"&week={WEEKS}")
    seen.page.get_by_label("Who is yours").select_option(label="somebody who keeps silent for fear")
    expect(seen.page.locator("section.card")).to_contain_text("has kept silent for fear", timeout=30_000)
    expect(seen.page.locator("section.card .kicker")).to_have_text("Yours")


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_asked_of_another_machine(browser: Browser, server: str, language: str, scheme: str,
                                                                  width: int) -> None:
    who = somebody("on_a_black_list")
    seen = opened(browser, server, f"&week={WEEKS}&split=1&person={quote(who)}", language=language, scheme=scheme, width=width)
    page = seen.page
    page.locator(".yours button").first.click()
    expect(page.locator("section.card")).to_be_visible()
    for summary in page.locator("details.more > summary").all():
        summary.click()
    page.wait_for_timeout(300)
    assert seen.faults() == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert "[web-" not in page.locator("body").inner_text() and Counter(seen.foreign) == Counter() and seen.errors == []
