"""What a changed regime changes, printed before it is run: a table, sentences, and a word when nothing can come of it.

Never here: how differences are found (``spec/difference.py``), or the wording of a section (``spec/explained.py``).
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Column, Table

from ostrakon.cli.console import out
from ostrakon.errors import Problem
from ostrakon.spec.difference import ABSENT, Difference, differences, why_nothing
from ostrakon.spec.explained import parts
from ostrakon.spec.fit import dotted
from ostrakon.spec.load import LoadedRegime
from ostrakon.spec.regime import Regime
from ostrakon.spec.write import one_line

MOST_ROWS, MOST_SENTENCES, MOST_WIDE = 24, 40, 60


def show(changed: LoadedRegime, same: bool, warnings: Sequence[Problem]) -> None:
    """Print how a regime differs from what it changes. ``same``: both come to the same tables, so to the same outcomes."""
    if changed.base is None:
        return
    before, after = changed.base.data, changed.data
    found = list(differences(before, after))
    name = changed.base.model.id
    real = [d for d in found if not d.is_words]
    out.print(f"[bold]Changed against {escape(name)}[/]: {_count(len(real), 'value')}" + (
        f", by {escape(', '.join(changed.diffs))}" if changed.diffs else ""))
    if real:
        out.print(_table(real, changed))
    for sentence in _most(list(sentences(changed.base.model, changed.model)), MOST_SENTENCES):
        out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
    if same:
        out.print("[bold]This changes nothing in the outcome:[/]")
        for why in why_nothing(found, before, after, warnings):
            out.print(Padding(escape(f"{why}."), (0, 0, 0, 2), expand=False))
    out.print()


def sentences(before: Regime, after: Regime) -> Iterator[str]:
    """The sentences of ``ostrakon explain`` that only one of the two has: those that go with -, those that come with +."""
    for (heading, old), (_, new) in zip(_sections(before), _sections(after), strict=True):
        lines = [line for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if tag != "equal"
                 for line in [*(f"- {text.strip()}" for text in old[i:j]), *(f"+ {text.strip()}" for text in new[k:m])]]
        if lines:
            yield f"{heading}:"
            yield from lines


def _sections(regime: Regime) -> list[tuple[str, list[str]]]:
    """All sections but those of words alone, each also where it is empty."""
    return list(parts(regime.model_copy(update={"mechanisms": {}, "references": {}})))


def _table(found: Sequence[Difference], changed: LoadedRegime) -> Table:
    was, now = changed.base.model.id if changed.base else "", changed.model.id
    table = Table(Column(no_wrap=True), was, "changed" if now == was else now, "status",
                  box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for d in found[:MOST_ROWS]:
        source = next((changed.provenance[d.path[:n]] for n in range(len(d.path), 0, -1) if d.path[:n] in changed.provenance), None)
        table.add_row(escape(dotted(d.path)), _value(d.before), _value(d.after), escape(source.status if source else ""))
    if len(found) > MOST_ROWS:
        table.add_row(f"... and {len(found) - MOST_ROWS} more", "", "", "")
    return table


def _value(value: Any) -> str:
    if value is ABSENT:
        return "[dim]not there[/]"
    if value is None:
        return "[dim]none[/]"
    text = one_line(value)
    return escape(text if len(text) <= MOST_WIDE else text[:MOST_WIDE - 4] + " ...")


def _most(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"... and {len(lines) - most} sentences more: ostrakon explain"]


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"
