"""The pages of parameters: each is the one that its entry gives now, every parameter is on it, and every value has words."""

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from ostrakon.spec.load import load_regime, load_society

ROOT = Path(__file__).resolve().parents[1]


def script(name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / "reference" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = script("make_parameters")
PAGES = [(sort, name) for sort, name in make.entries() if make.page_path(sort, name).exists()]


def rows(page: str) -> list[list[str]]:
    """Cells of the rows of the tables of parameters."""
    head = ("| what", "| ---")
    lines = [line for line in page.split("## How many")[0].splitlines() if line.startswith("| ") and not line.startswith(head)]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


@pytest.mark.parametrize(("sort", "name"), PAGES, ids=lambda word: word)
def test_a_page_is_the_one_that_its_entry_gives(sort: str, name: str) -> None:
    held = make.page_path(sort, name).read_text(encoding="utf-8")
    assert held == make.page(sort, name), f"run: python docs/reference/make_parameters.py {name}"


def test_there_are_pages() -> None:
    assert {("regime", "article-2018"), ("society", "china-2020")} <= set(PAGES)


@pytest.mark.parametrize(("sort", "name"), make.entries(), ids=lambda word: word)
def test_every_parameter_has_a_row_and_words_of_its_own(sort: str, name: str) -> None:
    loaded = load_society(name) if sort == "society" else load_regime(name)
    page = make.page(sort, name)
    found = rows(page)
    assert len(found) == len(make.parameters(loaded)) and set(loaded.provenance) <= set(make.parameters(loaded))
    assert all(len(cells) == 6 and cells[0] and cells[1] and cells[2] for cells in found)
    told = [cells[0] for cells in found]
    assert len(set(told)) == len(told), [word for word in told if told.count(word) > 1]
    assert all(f"**{reference}**" in page for reference in loaded.model.references)
    assert f"| all | {len(found)} |" in page


def test_a_row_by_hand() -> None:
    what = "points of a record of late bill (rule late_bill)"
    row = next(cells for cells in rows(make.page("regime", "article-2018")) if cells[0] == what)
    assert row == [what, "-10", "assumed", "China Daily 2010-03-30 on the Suining scheme",
                   "-40 to -8", "Suining took 10 to 50 of 1,000 at a time; Suqian counts late utility bills, how much is not known"]


def test_another_value_gives_another_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "load_regime", lambda name: load_regime(name, ["rules.late_bill.points=-11"]))
    assert make.page("regime", "article-2018") != make.page_path("regime", "article-2018").read_text(encoding="utf-8")


def test_what_a_table_cannot_hold_is_written_otherwise() -> None:
    assert make.cell("a | b\n<c>") == "a \\| b &lt;c>"
    assert make.shown({"age_group": {"child": 0.5}, "x": [1, True, None]}) == "age group: child: 0.5; x: 1, yes, none"
