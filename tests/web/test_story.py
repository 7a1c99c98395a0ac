"""The story as a reader goes through it: by scrolling alone, by keyboard alone, with every handle turned and every bet made.

Here live the ways through the chapters and the looks of them. Never here: whether their numbers are right (``test_story_numbers``).
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from web.looking import LOOKS, Seen, look

CHAPTERS = ["clerk", "machine", "lives", "friends", "silence", "abolish", "mend", "known"]
STEPS = {"clerk": 4, "machine": 4, "lives": 5, "friends": 4, "silence": 5, "abolish": 5, "mend": 6, "known": 3}
TURNED = {"machine": (2, 7), "friends": (2, 5), "silence": (3, 5), "abolish": (3, 3)}       # chapter: (step, handles)
LONG = 180_000              # milliseconds: a year of 100,000 people several times, on a busy machine


def opened(browser: Browser, server: str, chapter: str, **options: object) -> Seen:
    seen = look(browser, server, f"story/{chapter}", **options)
    seen.page.set_default_timeout(LONG)
    expect(seen.page.locator("h1")).to_be_visible(timeout=LONG)
    return seen


def step(page: Page, n: int, rest: int = 300) -> Locator:
    """Scroll a step into the middle, as a hand does, and rest there for so many milliseconds."""
    one = page.locator("section.step").nth(n)
    one.evaluate("(e) => e.scrollIntoView({ block: e.offsetHeight > innerHeight ? 'start' : 'center' })")
    page.wait_for_timeout(rest)
    return one


def quiet(page: Page) -> None:
    """Wait until nobody is living a year for this page any more."""
    for word in ("being lived", "still living", "living their year", "being fetched", "正在"):
        expect(page.get_by_text(word)).to_have_count(0, timeout=LONG)


def whole(seen: Seen) -> None:
    """Nothing failed, nothing was asked of another machine, no message is missing, and nothing is wider than the window."""
    assert seen.errors == [] and seen.foreign == []
    assert not re.search(r"\[web-[a-z-]+\]|undefined|NaN|\[object", seen.page.locator("body").inner_text())
    assert seen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.fixture
def closing() -> Iterator[list[Seen]]:
    """Pages that are closed when the test is over."""
    pages: list[Seen] = []
    yield pages
    for seen in pages:
        seen.page.context.close()


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_scrolling_alone_passes_each_step_and_reveals_the_bet(browser: Browser, server: str, chapter: str, closing: list[Seen]) -> None:
    seen = opened(browser, server, chapter)
    closing.append(seen)
    page = seen.page
    assert page.locator("section.step").count() == STEPS[chapter]
    page.mouse.move(400, 500)
    passed: list[str] = []
    for _ in range(400):
        page.mouse.wheel(0, 220)
        page.wait_for_timeout(60)
        now = page.locator("nav.places [aria-current=step]").get_attribute("aria-label") or ""
        passed += [now] if now not in passed[-1:] else []
        if page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 2") and len(passed) >= STEPS[chapter]:
            break
    assert passed == [f"Step {n + 1} of {STEPS[chapter]}" for n in range(STEPS[chapter])]
    quiet(page)
    if chapter != "clerk":
        expect(page.locator(".bet .found")).to_contain_text("You made no bet. In this run it is")
    assert "…" not in page.locator(".steps").inner_text()
    whole(seen)


def test_the_keyboard_alone_bets_turns_a_number_and_goes_on(browser: Browser, server: str, closing: list[Seen]) -> None:
    seen = opened(browser, server, "machine")
    closing.append(seen)
    page, press = seen.page, seen.page.keyboard.press
    slider = page.get_by_role("slider", name="How many of 1,000 people will be listed wrongly within the year?")
    to(page, slider)
    press("Home")
    for _ in range(30):
        press("ArrowRight")
    to(page, page.get_by_role("button", name="I bet"))
    press("Enter")
    expect(page.locator(".bet .found")).to_contain_text("You said 30 of 1,000 people.", timeout=LONG)
    expect(page.locator(".bet .found")).to_contain_text("Your bet is")
    cutoff = page.get_by_role("slider", name="Score below which people are listed")
    to(page, cutoff)
    assert cutoff.get_attribute("aria-valuetext") == "524"
    press("PageUp")
    up = int(cutoff.get_attribute("aria-valuenow") or 0)
    assert up > 524
    press("ArrowLeft")
    assert int(cutoff.get_attribute("aria-valuenow") or 0) == up - 2
    press("End")
    assert cutoff.get_attribute("aria-valuenow") == "720"
    expect(page.locator(".change")).to_contain_text("As you set it:", timeout=LONG)
    quiet(page)
    expect(page.locator(".change")).to_contain_text("more, for the same people with the same luck")
    for key in "6x":
        press(key)
    press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("From 50 to 720")
    press("Escape")
    expect(cutoff).to_be_focused()
    for key in "600":
        press(key)
    press("Enter")
    assert cutoff.get_attribute("aria-valuenow") == "600"
    to(page, page.get_by_role("button", name="As claimed again"))
    press("Enter")
    assert cutoff.get_attribute("aria-valuenow") == "524"
    to(page, page.get_by_role("link", name="Two lives side by side"))
    press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Two lives side by side")
    whole(seen)


def to(page: Page, goal: Locator) -> None:
    """Press Tab until it has the focus; focus can be seen there."""
    for _ in range(80):
        if goal.evaluate("(e) => e === document.activeElement"):
            assert goal.evaluate("(e) => getComputedStyle(e).outlineStyle") != "none"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {goal}")


@pytest.mark.parametrize("chapter", list(TURNED))
def test_every_handle_moves_to_its_ends_and_the_year_is_lived_again(browser: Browser, server: str, chapter: str,
                                                                    closing: list[Seen]) -> None:
    seen = opened(browser, server, chapter)
    closing.append(seen)
    page = seen.page
    at, many = TURNED[chapter]
    handles = step(page, at).locator(".sentence [role=slider]")
    assert handles.count() == many
    quiet(page)
    before = page.locator(".steps").inner_text()
    for n in range(many):
        one = handles.nth(n)
        for key, end in (("Home", "aria-valuemin"), ("End", "aria-valuemax")):
            one.focus()
            page.keyboard.press(key)
            assert float(one.get_attribute("aria-valuenow") or "nan") == float(one.get_attribute(end) or "nan")
            page.wait_for_timeout(450)
        quiet(page)
        assert page.locator("[role=alert]").count() == 0
        after = page.locator(".steps").inner_text()
        assert after != before, one.get_attribute("aria-label")
        step(page, at).get_by_role("button", name="As claimed again").click()
        quiet(page)
    assert page.locator(".steps").inner_text() == before
    whole(seen)


def test_a_number_is_dragged_roughly_first_and_then_for_all(browser: Browser, server: str, closing: list[Seen]) -> None:
    seen = opened(browser, server, "machine")
    closing.append(seen)
    page = seen.page
    asked: list[str] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: asked.append(str(frame))))
    page.reload()
    one = step(page, 2).get_by_role("slider", name="Points for a recorded criticism")
    quiet(page)
    box = one.bounding_box()
    assert box
    asked.clear()
    page.mouse.move(box["x"] + 10, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 40, box["y"] + 5, steps=4)
    seen.until(lambda: any('"people":10000,' in text for text in asked), 60)
    assert not any('"people":100000,' in text for text in asked)
    assert one.get_attribute("aria-valuetext") == f"{one.get_attribute('aria-valuenow')} points" != "50 points"
    page.mouse.up()
    seen.until(lambda: any('"people":100000,' in text for text in asked), 60)
    quiet(page)
    whole(seen)


def test_bets_are_neither_sent_nor_stored(browser: Browser, server: str, closing: list[Seen]) -> None:
    seen = opened(browser, server, "clerk")
    closing.append(seen)
    page = seen.page
    told: list[str] = []
    page.on("request", lambda request: told.append(f"{request.url} {request.post_data}"))
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: told.append(str(frame))))
    for chapter, guess in (("friends", "777.25"), ("silence", "313.75"), ("mend", "33.125")):
        page.goto(f"{server}#/story/{chapter}")
        page.get_by_role("spinbutton", name="Your guess, as a number").fill(guess)
        page.get_by_role("button", name="I bet").click()
        expect(page.locator(".bet .found")).to_contain_text("You said", timeout=LONG)
    assert told and not any(guess in text for text in told for guess in ("777.25", "313.75", "33.125"))
    assert "777" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    page.goto(f"{server}#/story/friends")
    expect(page.locator(".bet .found")).to_contain_text("You said 777 of 1,000 people.", timeout=LONG)
    page.reload()
    expect(page.get_by_role("button", name="I bet")).to_be_visible(timeout=LONG)


def test_a_bet_that_is_no_number_or_too_large_is_not_taken(browser: Browser, server: str, closing: list[Seen]) -> None:
    seen = opened(browser, server, "lives")
    closing.append(seen)
    page = seen.page
    make = page.get_by_role("button", name="I bet")
    expect(make).to_be_disabled()
    page.get_by_role("spinbutton").fill("366")
    expect(page.get_by_role("alert")).to_contain_text("From 0 to 365")
    expect(make).to_be_disabled()
    page.get_by_role("spinbutton").fill("-1")
    expect(make).to_be_disabled()
    page.get_by_role("spinbutton").fill("365")
    expect(make).to_be_enabled()
    page.get_by_role("button", name="Show me").click()
    expect(page.locator(".bet .found")).to_contain_text("You made no bet.", timeout=LONG)


@pytest.mark.parametrize("language, scheme, width", LOOKS)
def test_every_chapter_is_whole_in_every_look_and_axe_finds_nothing(browser: Browser, server: str, language: str, scheme: str, width: int,
                                                                    closing: list[Seen]) -> None:
    seen = look(browser, server, "story", language=language, scheme=scheme, width=width, reduced_motion="reduce")
    closing.append(seen)
    page = seen.page
    page.set_default_timeout(LONG)
    expect(page.locator("h1")).to_be_visible(timeout=LONG)
    assert seen.faults() == []
    another = CHAPTERS[1 + LOOKS.index((language, scheme, width))]      # a bet before its reveal, and a sheet, are alike in all chapters
    for chapter in CHAPTERS:
        page.goto(f"{server}#/story/{chapter}")
        page.locator("section.step").first.wait_for()
        if chapter == another:
            expect(page.locator(".bet button").first).to_be_attached()
            assert seen.faults() == [], chapter
        for n in range(STEPS[chapter]):
            step(page, n, 80)
        quiet(page)
        whole(seen)
        assert seen.faults() == [], chapter
    page.goto(f"{server}#/teach/{another}")
    expect(page.locator("article.sheet .picture > :is(figure, .scroll, .files)")).to_have_count(1, timeout=LONG)
    quiet(page)
    whole(seen)
    assert seen.faults() == [], "teach"


def test_steps_are_reached_by_their_buttons_at_once_where_motion_is_reduced(browser: Browser, server: str, closing: list[Seen]) -> None:
    seen = opened(browser, server, "silence", reduced_motion="reduce")
    closing.append(seen)
    page = seen.page
    page.get_by_role("button", name="Step 4 of 5").click()
    expect(page.locator("section.step").nth(3)).to_be_focused()
    expect(page.locator("section.step").nth(3)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Step 4 of 5")).to_have_attribute("aria-current", "step")


def test_an_unknown_chapter_is_said_to_be_unknown_and_all_are_offered(browser: Browser, server: str, closing: list[Seen]) -> None:
    seen = look(browser, server, "story/nothing")
    closing.append(seen)
    expect(seen.page.get_by_role("alert")).to_contain_text("There is no chapter “nothing”.", timeout=LONG)
    assert seen.page.locator(".cover ol a").count() == len(CHAPTERS)


def test_the_teachers_sheet_is_one_page_of_a4_for_each_chapter(browser: Browser, server: str, closing: list[Seen]) -> None:
    for language in ("en", "zh"):
        seen = look(browser, server, "teach", language=language)
        closing.append(seen)
        page = seen.page
        page.set_default_timeout(LONG)
        expect(page.locator("article.sheet .picture > :is(figure, .scroll, .files)")).to_have_count(len(CHAPTERS), timeout=3 * LONG)
        expect(page.locator("article.sheet .files section")).to_have_count(4, timeout=LONG)
        quiet(page)
        assert [page.locator("article.sheet").nth(n).locator("ol > li").count() for n in range(len(CHAPTERS))] == [3] * len(CHAPTERS)
        assert seen.faults() == []
        whole(seen)
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == len(CHAPTERS)
        width, height = (float(x) for x in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", printed)[0])
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
