"""The charts of all views: whatever face the reader's machine has, no text of them is cut. Never here: whether their numbers are right."""

import pytest
from playwright.sync_api import Browser, Page, expect

from web.benching import OUTCOMES, SET, link
from web.looking import look

BENCH = link([{"r": "none"}, {"r": "article-2018", "s": [SET], "o": ["A07"]}],
             v={"o": [*OUTCOMES, "rights.movement"], "k": ["mean_fear", "listed"], "b": ["sex"]})
WIDE = "'DejaVu Sans', 'Noto Sans CJK SC', Verdana, sans-serif"

OUTSIDE = """() => [...document.querySelectorAll('svg.chart')].flatMap((svg) => [...svg.querySelectorAll('text')].flatMap((one) => {
    const { x, y, width, height } = one.getBBox(), all = svg.viewBox.baseVal
    return x < -0.5 || y < -0.5 || x + width > all.width + 0.5 || y + height > all.height + 0.5
        ? [`${one.textContent}: ${Math.round(x)} to ${Math.round(x + width)} of ${all.width}`] : []
}))"""


def face(page: Page, family: str, width: int) -> None:
    """Another face for the whole page; charts are drawn anew when the window changes."""
    page.evaluate("(family) => document.documentElement.style.setProperty('--sans', family)", family)
    page.set_viewport_size({"width": width - 8, "height": 900})
    page.wait_for_timeout(300)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_timeout(300)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_of_a_chart_is_cut(browser: Browser, server: str, language: str, width: int) -> None:
    seen = look(browser, server, BENCH, language=language, width=width)
    page = seen.page
    expect(page.locator(".took")).to_be_visible(timeout=90_000)
    assert page.locator("svg.chart").count() >= 3 and page.locator("svg.chart text").count() > 30
    assert page.evaluate(OUTSIDE) == []
    face(page, WIDE, width)
    assert "DejaVu" in page.evaluate("getComputedStyle(document.querySelector('svg.chart text')).fontFamily")
    assert page.evaluate(OUTSIDE) == []
    for chapter in ("machine", "friends", "silence"):
        page.goto(f"{server}#/teach/{chapter}")
        page.locator("article.sheet svg.chart text").first.wait_for(timeout=90_000)
        page.wait_for_timeout(300)
        assert page.evaluate(OUTSIDE) == [], chapter
    assert seen.errors == []
    page.context.close()
