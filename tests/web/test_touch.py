"""Hands on the pages: a handle of the story, a slider of the bench and the city, by mouse and by fingers.

Never here: what the numbers are.
"""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from web.benching import cells, opened, settled
from web.looking import Seen, look

LONG = 180_000


class Fingers:
    """What a screen tells of fingers on it, as the browser itself gets it: scrolling and zooming included."""

    def __init__(self, page: Page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)

    def _tell(self, what: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        self.session.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": fingers})
        self.page.wait_for_timeout(16)

    def move(self, *ways: tuple[tuple[float, float], tuple[float, float]], steps: int = 12) -> None:
        """Each finger from one place to another, together."""
        self._tell("touchStart", *(start for start, _ in ways))
        for n in range(1, steps + 1):
            self._tell("touchMove", *((a + (c - a) * n / steps, b + (d - b) * n / steps) for (a, b), (c, d) in ways))
        self._tell("touchEnd")


def middle(one: Locator) -> tuple[float, float]:
    one.evaluate("(e) => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
    one.page.wait_for_timeout(300)
    box = one.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def telephone(browser: Browser, server: str, view: str, **more: Any) -> Seen:
    seen = look(browser, server, view, width=390, has_touch=True, is_mobile=True, device_scale_factor=2, **more)
    seen.page.set_default_timeout(LONG)
    return seen


@pytest.mark.parametrize("by", ["mouse", "touch"])
def test_a_handle_of_the_story_is_dragged_and_the_year_is_lived_again(browser: Browser, server: str, by: str) -> None:
    seen = telephone(browser, server, "story/machine") if by == "touch" else look(browser, server, "story/machine")
    page = seen.page
    handle = page.get_by_role("slider", name="Score below which people are listed")
    expect(handle).to_be_visible(timeout=LONG)
    x, y = middle(handle)
    assert handle.get_attribute("aria-valuenow") == "524"
    before = page.evaluate("scrollY")
    if by == "touch":
        Fingers(page).move(((x, y), (x + 60, y + 6)))
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 6, steps=12)
        page.mouse.up()
    now = int(handle.get_attribute("aria-valuenow") or 0)
    assert 600 < now < 720                         # a quarter of the way
    assert page.evaluate("scrollY") == before
    expect(page.locator(".change")).to_contain_text("As you set it:", timeout=LONG)
    assert handle.get_attribute("aria-valuenow") == str(now)
    if by == "touch":                               # up and down, a finger on a handle scrolls the page and turns nothing
        x, y = middle(handle)
        Fingers(page).move(((x, y), (x + 3, y - 200)))
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") != before and handle.get_attribute("aria-valuenow") == str(now)
        page.touchscreen.tap(*middle(handle))
        expect(page.get_by_role("textbox", name="Score below which people are listed")).to_be_focused()
    assert seen.errors == []
    page.context.close()


@pytest.mark.parametrize("by", ["mouse", "touch"])
def test_a_slider_of_the_bench_is_dragged_and_all_worlds_are_lived_again(browser: Browser, server: str, by: str) -> None:
    more = {"width": 390, "has_touch": True, "is_mobile": True} if by == "touch" else {}
    seen = opened(browser, server, **more)
    page = seen.page
    before = cells(page)
    page.get_by_label("Search", exact=True).first.fill("social media sees criticism")
    dial = page.get_by_role("slider", name="channels · social media · sees · criticism").first
    expect(dial).to_have_attribute("aria-valuetext", "0.6 ")
    _, y = middle(dial)
    box = dial.bounding_box()
    assert box
    low, high = float(dial.get_attribute("min") or "nan"), float(dial.get_attribute("max") or "nan")
    start = box["x"] + 8 + (0.6 - low) / (high - low) * (box["width"] - 16)
    goal = box["x"] + box["width"] * 0.2
    if by == "touch":
        Fingers(page).move(((start, y), (goal, y + 2)))
    else:
        page.mouse.move(start, y)
        page.mouse.down()
        page.mouse.move(goal, y, steps=12)
        page.mouse.up()
    assert float(dial.input_value()) == pytest.approx(low + 0.2 * (high - low), abs=0.06 * (high - low))
    seen.until(lambda: cells(page) != before, 60)
    settled(page)
    expect(page.get_by_label("What is changed in B")).to_contain_text("criticism")
    assert seen.errors == []
    page.context.close()


def test_the_city_is_zoomed_moved_and_opened_by_fingers(browser: Browser, server: str) -> None:
    seen = telephone(browser, server, "city?people=20000&days=28")
    page, fingers = seen.page, Fingers(seen.page)
    expect(page.locator("tfoot").first).to_be_visible(timeout=LONG)
    pad, whole = page.get_by_role("application").first, page.get_by_role("button", name="The whole town")
    x, y = middle(pad)
    expect(whole).to_be_disabled()
    top = page.evaluate("scrollY")
    fingers.move(((x, y + 60), (x, y - 140)))        # of the whole town, one finger scrolls the page
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") > top + 100
    expect(whole).to_be_disabled()
    expect(page.locator("section.card")).to_have_count(0)
    x, y = middle(pad)
    for across, down in ((60, 20), (10, 70)):        # two fingers part, sideways and up and down
        page.get_by_role("button", name="Farther").evaluate("(e) => { e.parentElement.lastElementChild.click() }")
        expect(whole).to_be_disabled()
        fingers.move(((x - across / 4, y - down / 4), (x - across, y - down)), ((x + across / 4, y + down / 4), (x + across, y + down)))
        expect(whole).to_be_enabled()
        assert page.evaluate("visualViewport.scale") == 1
    for _ in range(2):
        fingers.move(((x - 20, y), (x - 90, y)), ((x + 20, y), (x + 90, y)))
    page.wait_for_timeout(300)
    before, top = pad.screenshot(), page.evaluate("scrollY")
    assert pad.screenshot() == before
    fingers.move(((x, y), (x + 50, y + 80)))         # of a part of it, one finger moves the town and not the page
    page.wait_for_timeout(300)
    assert pad.screenshot() != before
    assert page.evaluate("scrollY") == top
    expect(page.locator("section.card")).to_have_count(0)
    page.touchscreen.tap(x, y)
    expect(page.locator("section.card")).to_be_visible()
    page.get_by_role("link", name="Read this life").tap()
    expect(page.locator("svg.chart")).to_be_visible(timeout=LONG)
    assert seen.errors == []
    page.context.close()
