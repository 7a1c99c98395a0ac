"""The page of measures is the one that the measures give now, and has a section for each."""

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
HELD = MAKE.FILE.read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    assert MAKE.page() == HELD, "run: python docs/reference/make_measures.py"


def test_every_measure_has_one_section_and_every_link_a_section() -> None:
    sections = re.findall(r"^## (\S+)$", HELD, re.M)
    assert sections == [m.name for m in described()]
    assert re.findall(r"\]\(#(\S+)\)", HELD) == [name.replace(".", "") for name in sections]


def test_no_section_lacks_a_fact() -> None:
    for section in HELD.split("\n## ")[1:]:
        assert len(re.findall(r"^\* \*\*[A-Z][a-z ]+\*\*: \S.*\S\.$", section, re.M)) == 10, section.splitlines()[0]
