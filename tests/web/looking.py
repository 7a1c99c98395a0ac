"""A page of ``serve`` in Debian's Chromium, looked at as a person would: every test of a view opens it with this.

Here live opening it, what it asked for, and axe. Never here: a view.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

# the four looks that each view is tested in: language, scheme, width
LOOKS = [("en", "light", 1280), ("en", "dark", 360), ("zh", "light", 360), ("zh", "dark", 1280)]


@dataclass
class Seen:
    """A page, the addresses of everything that it asked of another machine, and what went wrong in it."""

    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """What axe finds, one line each."""
        told = Axe().run(self.page).response["violations"]
        return [f"{one['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}" for one in told for node in one["nodes"]]

    def until(self, true: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until it is."""
        for _ in range(int(seconds * 20)):
            if true():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("it did not come to be")


def look(browser: Browser, server: str, view: str, *, language: str = "en", scheme: Any = "light", width: int = 1280, **more: Any) -> Seen:
    """Open a view, "city?people=1000"."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True,
                                  locale="zh-CN" if language == "zh" else "en-GB", **more)
    page = context.new_page()
    seen = Seen(page)
    home = urlsplit(server)
    page.on("request", lambda request: seen.foreign.append(request.url)
            if urlsplit(request.url).scheme in ("http", "https", "ws", "wss") and urlsplit(request.url).netloc != home.netloc else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{server}#/{view}")
    return seen
