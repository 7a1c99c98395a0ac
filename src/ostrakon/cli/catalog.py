"""``ostrakon catalog``: which regimes and societies come with ostrakon, and which of them two readers found alike."""

from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon.cli.console import out
from ostrakon.spec.find import ids, is_provisional
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.second_reading import PROVISIONAL, status


def catalog() -> int:
    """List the regimes and societies that come with ostrakon."""
    regimes = _table("Regime", "Family", "Read twice", "What it is")
    for name in ids("regime"):
        model = load_regime(name).model
        regimes.add_row(f"[bold]{name}[/]", model.family.replace("_", " "), _read_twice("regime", name), escape(model.title))
    societies = _table("Society", "Read twice", "What it is")
    for name in ids("society"):
        society = load_society(name).model
        societies.add_row(f"[bold]{name}[/]", _read_twice("society", name), escape(society.title))
    out.print(regimes)
    out.print()
    out.print(societies)
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


def _read_twice(sort: str, name: str) -> str:
    said = status(sort, name)
    return f"[yellow]{said}[/]" if said == PROVISIONAL else said
