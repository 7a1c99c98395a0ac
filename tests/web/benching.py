"""What the tests of the bench share: a link with worlds in it, the page opened and settled, its table, its editor, its files.

Never here: a test.
"""

import base64
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

import ostrakon as ok
from web.looking import Seen, look

PEOPLE, DAYS = 6_000, 120
SET = "channels.social_media.sees.criticism=0.6"
OUTCOMES = ["listed", "wrongly_listed", "chilled"]
MINE = "ostrakon: diff/1\nid: mine\ntitle: Mine\nextends: article-2018\n"
expect.set_options(timeout=30_000)


def link(worlds: list[dict[str, Any]], **more: Any) -> str:
    """The address of a bench with these worlds, packed as ``lib/link.ts`` does."""
    inside = {"s": "china-2020", "n": PEOPLE, "d": DAYS, "r": 1, "w": worlds, "v": {"o": OUTCOMES, "k": ["mean_fear"], "b": []},
              "a": len(worlds) - 1, "g": [], "m": ok.__version__, **more}
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezed.compress(json.dumps(inside).encode()) + squeezed.flush()
    text = base64.urlsafe_b64encode(data).decode().rstrip("=")
    found = 0x811C9DC5
    for letter in text.encode():
        found = (found ^ letter) * 0x01000193 & 0xFFFFFFFF
    digits, check = "0123456789abcdefghijklmnopqrstuvwxyz", ""
    while found:
        check, found = digits[found % 36] + check, found // 36
    return f"bench?v=1&w={text}&c={check}"


TWO = link([{"r": "none"}, {"r": "article-2018", "s": [SET]}])


def settled(page: Page) -> None:
    """What stands there has been lived, all of it."""
    expect(page.locator(".status [role=status]").first).to_contain_text("are here", timeout=60_000)


def opened(browser: Browser, server: str, view: str = TWO, **more: Any) -> Seen:
    seen = look(browser, server, view, **more)
    if more.get("language", "en") == "en":
        settled(seen.page)
    return seen


def cells(page: Page) -> list[list[str]]:
    """The table of numbers, as it is read."""
    texts = "rows => rows.map(r => [...r.querySelectorAll('td b')].map(c => c.textContent))"
    rows: list[list[str]] = page.eval_on_selector_all(".results .scroll tbody tr", texts)
    return rows


def editor(seen: Seen, mode: str) -> Locator:
    seen.page.get_by_role("tab", name="Text").click()
    seen.page.get_by_label(mode).check()
    return seen.page.get_by_role("textbox", name="Text of world B, YAML")


def put(page: Page, field: Locator, text: str) -> None:
    """Write over everything in the editor, as pasting does: no brackets are closed, no lines indented."""
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def saved(page: Page, click: Callable[[], None]) -> str:
    with page.expect_download() as waiting:
        click()
    return Path(waiting.value.path()).read_text(encoding="utf-8")


def closed(seen: Seen) -> None:
    assert seen.foreign == [] and seen.errors == []
    seen.page.context.close()
