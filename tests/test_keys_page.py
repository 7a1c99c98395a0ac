"""The page of keys: it has every key, its tables are those found now, and what has no effect is named here."""

import importlib.util
import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1] / "docs" / "reference"
SPEC = importlib.util.spec_from_file_location("make_keys", HERE / "make_keys.py")
make = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(make)

# It only allows other keys to name an attribute.
NO_EFFECT = {("society", "strata")}
PROBES = make.probes()
KEYS = {(key.sort, key.path): key for sort in make.MODELS for key in make.keys(sort)}


def lines():
    """Cells of the page by sort and key."""
    out, sort = {}, ""
    for line in make.PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## Keys of a "):
            sort = line.split()[-1]
        if line.startswith("| `"):
            cells = [c.strip() for c in re.split(r"(?<!\\)\|", line)[1:-1]]
            out[sort, cells[0].strip("`")] = cells
    return out


PAGE = lines()


def test_the_page_has_every_key_of_the_models_and_no_other():
    assert list(PAGE) == list(KEYS)
    assert set(PROBES) == set(KEYS)


def test_no_cell_is_empty():
    assert all(len(cells) == 7 and all(cells) for cells in PAGE.values())


@pytest.mark.parametrize("at", sorted(KEYS), ids=lambda at: f"{at[0]}:{at[1]}")
def test_a_key_fills_the_tables_that_the_page_names(at):
    row = make.measure(PROBES[at], KEYS[at])
    assert make.tables_cell(row) == PAGE[at][3]
    assert PAGE[at][:3] == [make.cell(text) for text in make.first_cells(KEYS[at])]
    assert PAGE[at][5] == make.cell(make.override_cell(PROBES[at]))


def test_what_is_documentation_fills_nothing_and_everything_else_something():
    for at, probe in PROBES.items():
        nothing = PAGE[at][3] in ("documentation", "none")
        assert nothing == bool(probe.documentation), at


def test_keys_without_effect_are_those_named_here():
    assert {at for at, cells in PAGE.items() if cells[6].startswith("no effect found")} == NO_EFFECT


def test_each_effect_shows_a_tally_that_moves():
    for at, cells in PAGE.items():
        if at not in NO_EFFECT and not PROBES[at].documentation:
            moves = re.findall(r"\S+ (-?[\d,]+) → (-?[\d,]+)", cells[6])
            assert moves and all(a != b for a, b in moves), at


def test_each_test_named_exists():
    known = {name for name, _ in make.test_functions()}
    assert {cells[4].strip("`") for cells in PAGE.values()} <= known | {make.OWN_TEST}


def test_a_changed_table_is_noticed():
    at = ("regime", "rules.<name>.points")
    assert make.tables_filled(at[0], PROBES[at]) == ["regime.rule_points", "regime.will"]     # severity: the response reads it
    assert make.tables_filled("regime", make.Probe(set="title=Other")) == []
