"""``ostrakon catalog``: which regimes and societies come with ostrakon, and which of them two readers found alike."""

from typing import Any

from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon.cli.console import out
from ostrakon.spec.find import ids, is_provisional
from ostrakon.spec.inspection.statuses import NO_STATUS, statuses
from ostrakon.spec.load import Loaded, load_regime, load_society
from ostrakon.spec.second_reading import PROVISIONAL, status


def catalog() -> int:
    """List the regimes and societies that come with ostrakon."""
    regimes = _table("Regime", "Family", "Read twice", "Known", "What it is")
    for name in ids("regime"):
        loaded = load_regime(name)
        family = loaded.model.family.replace("_", " ")
        regimes.add_row(f"[bold]{name}[/]", family, _read_twice("regime", name), _known(loaded), escape(loaded.model.title))
    societies = _table("Society", "Read twice", "Known", "What it is")
    for name in ids("society"):
        society = load_society(name)
        societies.add_row(f"[bold]{name}[/]", _read_twice("society", name), _known(society), escape(society.model.title))
    out.print(regimes)
    out.print()
    out.print(societies)
    out.print("\nKnown: numbers of the file that a source gives, of all; the others are assumed or plain settings.", style="dim")
    return 0


def provisional(regime: str, society: str = "") -> str:
    """A sentence that names which of the two are provisional entries of the catalogue; '' when none is."""
    asked = (("regime", regime), ("society", society))
    names = [name for sort, name in asked if name in ids(sort) and is_provisional(name, sort)]
    was = "were" if len(names) > 1 else "was"
    return f"Provisional: {' and '.join(names)} {was} not read a second time with the same result." if names else ""


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, no_wrap=column != "What it is")
    return table


def _known(loaded: Loaded[Any]) -> str:
    """How many of a file's numbers have a source that gives them, of all numbers in it."""
    found = statuses(loaded)
    known = sum(n for status, n in found.by_status.items() if status not in ("assumed", NO_STATUS))
    return f"{known} of {sum(found.by_status.values()) + found.plain}"


def _read_twice(sort: str, name: str) -> str:
    said = status(sort, name)
    return f"[yellow]{said}[/]" if said == PROVISIONAL else said
