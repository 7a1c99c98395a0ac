"""A server for the tests of the pages: one for all, on a free port, with the built pages."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "src" / "ostrakon" / "web" / "static" / "index.html"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Its address, "http://127.0.0.1:51234/"."""
    assert STATIC.is_file(), "the pages are not built: make pages"
    started = subprocess.Popen([sys.executable, "-m", "ostrakon", "serve", "--port", "0", "--no-open", "--workers", "2"],
                               stdout=subprocess.PIPE, text=True)
    try:
        assert started.stdout is not None
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
