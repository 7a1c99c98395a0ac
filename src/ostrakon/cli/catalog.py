"""``ostrakon catalog``: which regimes and societies come with ostrakon."""

from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon.cli.console import out
from ostrakon.spec.find import ids
from ostrakon.spec.load import load_regime, load_society


def catalog() -> int:
    """List the regimes and societies that come with ostrakon."""
    regimes = Table("Regime", "Family", "What it is", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ids("regime"):
        model = load_regime(name).model
        regimes.add_row(f"[bold]{name}[/]", model.family.replace("_", " "), escape(model.title))
    societies = Table("Society", "What it is", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in ids("society"):
        society = load_society(name).model
        societies.add_row(f"[bold]{name}[/]", escape(society.title))
    out.print(regimes)
    out.print()
    out.print(societies)
    return 0
