"""Every entry of the catalogue is a folder with what a reader needs: the file, its parameters, a page, works with a reason."""

import re
from pathlib import Path

import pytest

from ostrakon.spec.find import CATALOG, ids, path_of
from ostrakon.spec.load import load_regime, load_society

ENTRIES = [(sort, name) for sort in ("regime", "society") for name in ids(sort)]
ROOT = CATALOG.parents[2]
HEADINGS = ["## What it is", "## What is known, and how", "## What is disputed or unknown", "## What is left out",
            "## What it must not be used to claim"]


def entry(sort: str, name: str):
    return load_society(name) if sort == "society" else load_regime(name)


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_an_entry_has_its_page(sort: str, name: str) -> None:
    page = (path_of(sort, name).parent / "page.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {entry(sort, name).model.title}\n")
    assert [line for line in page.splitlines() if line.startswith("## ")] == HEADINGS
    assert all(len(part.split()) >= 7 for part in re.split(r"^## .*$", page, flags=re.MULTILINE)[1:])


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_a_page_names_only_what_exists(sort: str, name: str) -> None:
    page = path_of(sort, name).parent / "page.md"
    for word in re.findall(r"`([\w.-]+/[\w./-]+)`", page.read_text(encoding="utf-8")):
        assert any((base / word).exists() for base in (ROOT, CATALOG, page.parent)), word


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_every_work_cited_says_why(sort: str, name: str) -> None:
    loaded = entry(sort, name)
    base = loaded.base.model.references if loaded.base else {}
    assert [reference for reference, cited in loaded.model.references.items() if not cited.why and reference not in base] == []


@pytest.mark.parametrize(("sort", "name"), ENTRIES, ids=lambda word: word)
def test_an_entry_goes_by_the_name_of_its_folder(sort: str, name: str) -> None:
    assert entry(sort, name).model.id == name
    known = {"page.md", "parameters.md", f"{sort}.yaml", "second_reading", "data"}
    assert {path.name for path in Path(path_of(sort, name)).parent.iterdir()} <= known
