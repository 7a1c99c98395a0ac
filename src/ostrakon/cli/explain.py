"""``ostrakon explain``: the day as a regime has it, part by part, in words.

Here lives the command. Never here: a fact that the regime's file does not hold, or the wording of a part (``spec/explained.py``).
"""

from collections import Counter
from typing import Annotated

import typer
from rich.markup import escape
from rich.padding import Padding

from ostrakon.cli.catalog import provisional
from ostrakon.cli.console import out
from ostrakon.spec.explained import CITED, parts
from ostrakon.spec.load import LoadedRegime, load_regime
from ostrakon.vocabulary import STATUSES


def numbers(loaded: LoadedRegime) -> str:
    """How well the numbers of a file are known."""
    count = Counter(found.status or "without a status" for found in loaded.provenance.values())
    shown = [f"{count[status]} {status}" for status in (*STATUSES, "without a status") if count[status]]
    return f"Values with a source or status: {', '.join(shown)}." if shown else ""


def explain(
    name: Annotated[str, typer.Argument(help="A regime of the catalogue, or a file.", metavar="NAME")],
    with_: Annotated[
        list[str] | None, typer.Option("--with", help="Stack a diff on it. Repeat for more; no two may conflict.", metavar="DIFF")
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change the regime first. Repeat for more.", metavar="PATH=VALUE")] = None,
) -> int:
    """Say in words what happens on a day under a regime."""
    loaded = load_regime(name, tuple(set_ or ()), 0, tuple(with_ or ()))
    regime = loaded.model
    out.print(f"[bold]{escape(regime.title)}[/] ({regime.family.replace('_', ' ')})")
    out.print(escape(regime.summary))
    for said in filter(None, (numbers(loaded), provisional(name))):
        out.print(said, style="dim")
    for number, (heading, sentences) in enumerate(parts(regime), 1):
        out.print(f"\n[bold]{number}. {heading}[/]")
        for sentence in sentences:
            indent = 5 if sentence.startswith("  ") else 3
            text = sentence.strip()
            begins = text[0] if heading == CITED else text[0].upper()        # the name of a work is written as in the file
            out.print(Padding(escape(begins + text[1:]), (0, 0, 0, indent), expand=False))
    return 0
