"""A server for the tests of the pages: one for all, on a free port, with the built pages."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
STATIC = Path(__file__).parents[2] / "src" / "ostrakon" / "web" / "static" / "index.html"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Its address, "http://127.0.0.1:51234/"."""
    assert STATIC.is_file(), "the pages are not built: make pages"
    started = subprocess.Popen([sys.executable, "-m", "ostrakon", "serve", "--port", "0", "--no-open", "--workers", "2"],
                               stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    try:
        found = None
        for line in started.stdout:
            found = re.search(r"http://\S+", line)
            if found:
                break
        assert found, "the server did not say where it is"
        yield found[0]
    finally:
        started.terminate()
        started.wait(timeout=20)
        started.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which draws without a graphics card."""
    if not CHROMIUM.exists():
        assert not os.environ.get("OSTRAKON_NO_SKIPS"), f"{CHROMIUM} is missing, and nothing may be skipped"
        pytest.skip(f"{CHROMIUM} is missing")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--enable-unsafe-swiftshader"])
        yield found
        found.close()
