"""The pages of measures are those that the measures give now: an index, and a page for each file with a section for each measure."""

import importlib.util
import re
from pathlib import Path
from typing import Any

from ostrakon.measures.summary import described

ROOT = Path(__file__).resolve().parents[1]


def script() -> Any:
    spec = importlib.util.spec_from_file_location("make_measures", ROOT / "docs" / "reference" / "make_measures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = script()
PAGES = MAKE.pages()


def held(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_the_pages_are_up_to_date_and_no_other_lies_beside_them() -> None:
    assert {file: held(file) for file in PAGES} == PAGES, "run: python docs/reference/make_measures.py"
    assert set(MAKE.FOLDER.iterdir()) == set(PAGES) - {MAKE.FILE}


def test_every_measure_has_one_section_and_every_link_a_section() -> None:
    links = re.findall(r"^\| \[`(\S+)`\]\(measures/(\w+)\.md#(\S+)\)", held(MAKE.FILE), re.M)
    assert [name for name, _, _ in links] == [m.name for m in described()]
    sections = [(name, file.stem) for file in PAGES if file != MAKE.FILE for name in re.findall(r"^## (\S+)$", held(file), re.M)]
    assert sorted(sections) == sorted((name, page) for name, page, _ in links)
    assert all(anchor == name.replace(".", "") for name, _, anchor in links)


def test_no_section_lacks_a_fact() -> None:
    for file in set(PAGES) - {MAKE.FILE}:
        for section in held(file).split("\n## ")[1:]:
            assert len(re.findall(r"^\* \*\*[A-Z][a-z ]+\*\*: \S.*\S\.$", section, re.M)) == 10, section.splitlines()[0]


def test_every_page_says_what_its_file_holds() -> None:
    for file in set(PAGES) - {MAKE.FILE}:
        assert len(held(file).split("[All measures]")[0].split()) > 5
