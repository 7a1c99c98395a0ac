"""The wheel has the pages in it, and a first look at them is small."""

import gzip
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "ostrakon" / "web" / "static"
FIRST_LOAD = 300_000            # bytes, compressed
STATICALLY = re.compile(r'(?:from|import)\s*"(?:\./|/)?(?:assets/)?([\w.-]+\.(?:js|css))"')
ANSWER = """
import json, sys
sys.path.insert(0, sys.argv[1])
import ostrakon
assert ostrakon.__file__.startswith(sys.argv[1]), ostrakon.__file__
from fastapi.testclient import TestClient
from ostrakon.web.app import make_app
from ostrakon.web.guard import LOOPBACK
from ostrakon.web.limits import Limits
client = TestClient(make_app(Limits(), 1, frozenset(LOOPBACK)), base_url="http://127.0.0.1:1")
print(json.dumps({path: client.get("/" + path).status_code for path in ["", "api/hello", *sys.argv[2:]]}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing that an earlier build left behind comes into it."""
    assert (STATIC / "index.html").is_file(), "the pages are not built: make pages"
    copy = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    words = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-build-isolation", "--no-deps",
             "-w", "dist", "."]
    subprocess.run(words, cwd=copy, check=True, timeout=300)
    return next((copy / "dist").glob("*.whl"))


def test_the_wheel_serves_the_pages(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
        packed.extractall(tmp_path)
    built = {file.relative_to(STATIC).as_posix() for file in STATIC.rglob("*") if file.is_file()}
    assert {f"ostrakon/web/static/{name}" for name in built} <= names
    assert {f"ostrakon/web/still/{name}" for name in ("index.html", "page.js", "page.css", "requests.json")} <= names
    assert not [name for name in names if "node_modules" in name or name.endswith((".svelte", ".ts", ".map"))]
    said = subprocess.run([sys.executable, "-c", ANSWER, str(tmp_path), *sorted(built)], capture_output=True, text=True, timeout=300,
                          check=False)
    assert said.returncode == 0, said.stderr
    assert set(json.loads(said.stdout).values()) == {200}


def test_a_first_look_is_small() -> None:
    """The page, all that it loads by itself, the words of one language, and the view that it opens with."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    todo = re.findall(r'(?:src|href)="\./assets/([^"]+)"', page)
    todo += [file.name for pattern in ("en-*.js", "Story-*.js", "Story-*.css") for file in (STATIC / "assets").glob(pattern)]
    assert len(todo) >= 4, todo
    loaded: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in loaded:
            loaded.add(name)
            if name.endswith(".js"):
                todo += STATICALLY.findall((STATIC / "assets" / name).read_text(encoding="utf-8"))
    size = len(gzip.compress(page.encode())) + sum(len(gzip.compress((STATIC / "assets" / name).read_bytes())) for name in loaded)
    assert size < FIRST_LOAD, f"{size:,} bytes: {sorted(loaded)}"


def test_the_pages_name_no_other_place() -> None:
    """Built files hold no address that a browser would load from; namespaces and links in licences are none."""
    known = ("http://www.w3.org/", "https://www.w3.org/", "https://svelte.dev/", "http://127.0.0.1", "http://localhost")
    for file in (*STATIC.rglob("*.js"), *STATIC.rglob("*.css"), STATIC / "index.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|src=|fetch\(|import\()\s*[\"'`]?https?:", text), file.name
        if file.suffix == ".css" or file.suffix == ".html":
            assert not [found for found in re.findall(r"https?://[^\s\"')]+", text) if not found.startswith(known)], file.name
