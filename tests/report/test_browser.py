"""The report in a browser: axe, requests, links, keyboard, telephone, print. Skipped without Chromium, unless nothing may be skipped."""

import base64
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, sync_playwright

from report.telling import written_folder

CHROMIUM = Path("/usr/bin/chromium")
PAGES = {"en": "report.html", "zh": "report.zh.html"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        assert not os.environ.get("OSTRAKON_NO_SKIPS"), f"{CHROMIUM} is missing, and nothing may be skipped"
        pytest.skip(f"{CHROMIUM} is missing")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


def opened(browser: Browser, language: str = "en", width: int = 1280, **more: Any) -> tuple[Page, list[str]]:
    """The page, and the addresses of everything that it asked for beside itself."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **more).new_page()
    asked: list[str] = []
    file = (written_folder() / PAGES[language]).as_uri()
    page.on("request", lambda request: asked.append(request.url) if request.url != file else None)
    page.goto(file)
    return page, asked


# Each language in each scheme and at each width, and each scheme at each width; all eight take twice as long.
@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 360), ("en", "dark", 1280), ("zh", "light", 1280),
                                                           ("zh", "dark", 360)])
def test_axe_finds_nothing_and_nothing_is_asked_for(browser: Browser, language: str, scheme: str, width: int) -> None:
    page, asked = opened(browser, language, width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    # A picture is judged by its name and description; what is drawn inside it takes most of the time and is not looked at.
    page.evaluate("document.querySelectorAll('svg > g').forEach(drawn => drawn.remove())")
    found = Axe().run(page)
    assert found.violations_count == 0, [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found.response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith("data:")] == []
    page.context.close()


def test_axe_can_find_something(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc'>x</p></body></html>")
    assert Axe().run(page).violations_count > 0
    page.close()


@pytest.mark.parametrize("language", PAGES)
def test_links_lead_somewhere_and_ids_are_unique(browser: Browser, language: str) -> None:
    page, _ = opened(browser, language)
    links = page.eval_on_selector_all("a[href]", "found => found.map(one => one.getAttribute('href'))")
    ids = page.eval_on_selector_all("[id]", "found => found.map(one => one.id)")
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})
    assert links and all(link[1:] in ids for link in links if link.startswith("#"))
    assert all((written_folder() / link).is_file() for link in links if not link.startswith(("#", "data:")))
    named = page.eval_on_selector_all("[aria-labelledby]", "found => found.flatMap(one => one.getAttribute('aria-labelledby').split(' '))")
    assert set(named) <= set(ids)
    page.context.close()


def test_headings_follow_each_other_and_every_table_is_named(browser: Browser) -> None:
    page, _ = opened(browser)
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "found => found.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= sooner + 1 for sooner, later in pairwise(levels))
    assert page.locator("table").count() == page.locator("table > caption").count() > 10
    assert page.locator("thead th:not([scope=col]), tbody th:not([scope=row])").count() == 0
    page.context.close()


def test_everything_is_reached_and_worked_by_keyboard(browser: Browser) -> None:
    page, _ = opened(browser)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = page.evaluate("""() => { const all = [...document.querySelectorAll('a[href], summary')];
      const seen = one => { one.focus(); return document.activeElement === one && getComputedStyle(one).outlineStyle !== 'none'; };
      return all.filter(seen).length === all.length && all.length; }""")
    assert reached > 40
    summary = page.locator("details > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert summary.evaluate("one => one.parentElement.open")
    page.context.close()


def test_files_come_out_of_the_page_itself(browser: Browser) -> None:
    page, _ = opened(browser)
    for ending, start in (("csv", "label,"), ("svg", "<svg ")):
        link = page.locator(f"#figure-outcomes a[download$='.{ending}']")
        with page.expect_download() as download:
            link.click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert text.startswith(start)
        assert text == base64.b64decode((link.get_attribute("href") or "").partition("base64,")[2]).decode().replace("\r\n", "\n")
    page.context.close()


def test_it_prints_with_everything_open(browser: Browser, tmp_path: Path) -> None:
    page, _ = opened(browser)
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    raw = (tmp_path / "report.pdf").read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page[^s]", raw))
    assert 10 <= pages <= 45
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", raw)
    assert box is not None and abs(float(box[1]) - 595) < 2 and abs(float(box[2]) - 842) < 2       # A4
    assert page.locator("details[open]").count() == 0       # folded again afterwards
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.context.close()


def test_narrow_pictures_on_a_telephone_and_wide_ones_elsewhere(browser: Browser) -> None:
    for width, shown in ((360, "narrow"), (1280, "wide")):
        page, _ = opened(browser, width=width)
        assert page.locator(f"#figure-outcomes .picture.{shown}").is_visible()
        assert not page.locator(f"#figure-outcomes .picture.{'wide' if shown == 'narrow' else 'narrow'}").is_visible()
        page.context.close()


def test_no_script_is_needed_to_read_it(browser: Browser) -> None:
    page, _ = opened(browser, java_script_enabled=False)
    assert page.locator("#findings li").count() == 5
    with pytest.raises(Error):
        page.evaluate("notThere()")
    page.context.close()
