"""The page on the language: its example loads, and resolves to what the page shows."""

import re
from pathlib import Path

import pytest

from ostrakon.spec.check import check
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.sourced import ORDER
from ostrakon.vocabulary import STATUSES

PAGE = (Path(__file__).parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
WRITTEN, RESOLVED = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[:2]


def test_the_example_checks_clean_on_its_society() -> None:
    loaded = load_regime(WRITTEN)
    assert check(loaded.model, load_society(loaded.model.society).model, loaded.places) == []


def test_the_example_resolves_to_what_the_page_shows() -> None:
    assert "\n" + RESOLVED in dump(load_regime(WRITTEN))


@pytest.mark.parametrize("word", [*ORDER, *STATUSES])
def test_the_page_names_every_field_of_a_source(word: str) -> None:
    assert f"`{word}`" in PAGE
