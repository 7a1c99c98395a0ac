"""What of a run is told in more detail: cuts by attributes and measures asked for by name, and their place on the terminal.

Never here: a number that summary.json does not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon.results.words import amount, interval, is_share


@dataclass(frozen=True)
class View:
    """by: combinations of attributes, each as sex+minority. measures: names."""

    by: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    def axes(self, labels: Any) -> list[Any]:
        """The cuts that were asked for. Raises OstrakonError OST7001."""
        from ostrakon.measures.cuts import cut

        return [cut(text, labels.axes) for text in dict.fromkeys(self.by)]


PLAIN = View()


def view_of(by: Sequence[str], measures: Sequence[str], labels: Any) -> View:
    """What was asked, checked before anything is lived. Raises OstrakonError OST7001, OST7002 or OST7003."""
    from ostrakon.measures.ask import demand

    view = View(tuple(by), tuple(dict.fromkeys(measures)))
    view.axes(labels)
    for name in view.measures:
        demand(name, labels)
    return view


def view_tables(summary: Mapping[str, Any], view: View) -> Iterator[Table]:
    """A table for each measure that was asked for, or of every cut outcome when only cuts were."""
    for name in view.measures or (("wrongly_listed",) if view.by else ()):
        composite = name in summary["measures"]
        told = summary["measures"][name] if composite else summary["outcomes"][name]
        table = Table(title=escape(told["title"].removeprefix("... ").capitalize()), title_justify="left", title_style="bold",
                      box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        table.add_column("")
        table.add_column("Value", justify="right", style="bold")
        table.add_column("95 % interval", justify="right")
        table.add_column("Counted", justify="right")
        table.add_column("Unit", style="dim")
        for words, one in _of_composite(told, view) if composite else _of_ratio(summary, name, view):
            _add(table, words, {"unit": told["unit"], **one})
        yield table


def _add(table: Table, words: str, one: Mapping[str, Any]) -> None:
    unit = one["unit"].removeprefix("share ") if is_share(one["unit"]) else one["unit"]
    if one["value"] is None:
        table.add_row(escape(words), "-", "", f"{one['n']:,}" if "n" in one else "", escape(one["reason"]))
    else:
        table.add_row(escape(words), amount(one["value"], one["unit"]), interval(dict(one)), f"{one['n']:,}", escape(unit))


def _of_ratio(summary: Mapping[str, Any], name: str, view: View) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "everybody", summary["outcomes"][name]
    for by in view.by:
        yield from summary["by"][name][by].items()


def _of_composite(told: Mapping[str, Any], view: View) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Its estimates, of everybody; of each level of a cut those that have a value, over all lists together."""
    yield from estimates(_together(told) if len(told.get("lists", ())) == 2 else told, "")      # one list: it and all are the same
    for by in view.by:
        for level, one in told["by"][by].items():
            found = list(estimates(_together(one), level))
            known = [(words, e) for words, e in found if e["value"] is not None]
            yield from known or [(level, found[0][1])]


def _together(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same with the first of its lists alone, which holds all of them."""
    return {**told, "lists": dict([next(iter(told["lists"].items()))])} if "lists" in told else told


def estimates(told: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every estimate in nested data, with the names that lead to it; curves and matrices are for the page."""
    if "value" in told and not isinstance(told["value"], list):
        yield path or "everybody", told
        return
    for name, one in told.items():
        if isinstance(one, Mapping) and name != "by":
            words = "" if name in ("lists", "days_to_return") else name.replace("_", " ")
            yield from estimates(one, ", ".join(x for x in (path, words) if x))
