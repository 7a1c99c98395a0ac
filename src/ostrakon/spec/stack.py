"""Stacks of diffs: from a file to the regime at the bottom and the layers above it, in the order in which they apply.

Here lives the finding of what a diff extends, and the conflicts between diffs that stand side by side. Never here: what a
diff says, or its application.

A diff that extends another may change what that one changed. Diffs that stand side by side, under `with` or one `--with`
after another, may not: the result would depend on their order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.diff import FORM, Layer, layer_of
from ostrakon.spec.edit import Edit, Editor
from ostrakon.spec.fit import Places, fit
from ostrakon.spec.plain import resolved
from ostrakon.spec.regime import Regime
from ostrakon.spec.source import locate
from ostrakon.spec.sourced import unwrap
from ostrakon.spec.text import Document, Mark, Where


def is_diff(document: Document) -> bool:
    """Whether a document calls itself a diff."""
    return document.data.get("ostrakon") == FORM


@dataclass(frozen=True, slots=True)
class Stack:
    """The regime at the bottom, by origin and document, and the layers above it in the order in which they apply."""

    origin: str
    base: Document
    layers: tuple[Layer, ...] = ()


def stack(source: str | Path, further: Sequence[str | Path] = ()) -> Stack:
    """What a source comes to, with further diffs stacked on top of it.

    Raises OstrakonError: OST1207 for diffs side by side that touch one thing, OST1208 for one that extends another
    regime, OST1209 for one that extends itself, and those of reading.
    """
    origin, document = locate("regime", source)
    below = stack_of(document, origin)
    return _beside(below, [_member(below, locate("regime", name), None, ()) for name in further])


def stack_of(document: Document, origin: str = "") -> Stack:
    """What a document, read already, comes to. Raises as `stack`."""
    return _unfold(origin, document, ())


def _unfold(origin: str, document: Document, above: tuple[str, ...]) -> Stack:
    if not is_diff(document):
        return Stack(origin, document)
    layer = layer_of(origin, unwrap(document), document.file)
    above = (*above, origin)
    places, diff = layer.places, layer.diff
    below = _unfold(*_named(diff.extends, document.file, places.of(("extends",)), above), above)
    marks = [places.of(("with", i)) for i in range(len(diff.with_))]
    members = [_member(below, _named(name, document.file, at, above), at, above) for name, at in zip(diff.with_, marks, strict=True)]
    _demand_one_thing_once(below.base, layer)
    return replace(below, layers=(*_beside(below, members).layers, layer))


def _named(name: str, beside: str, at: Mark, above: tuple[str, ...]) -> tuple[str, Document]:
    """What a diff names, a failure to find it told at the line that names it. Raises OST1209."""
    try:
        origin, document = locate("regime", name, beside)
    except OstrakonError as error:
        raise OstrakonError(*(p if p.line else p.at(file=at.file, line=at.line, column=at.column, text=at.text)
                              for p in error.problems)) from None
    if origin in above:
        raise OstrakonError(at.problem("OST1209", f"'{name}' leads back to it", remedy="let it extend a regime"))
    return origin, document


def _member(below: Stack, found: tuple[str, Document], at: Mark | None, above: tuple[str, ...]) -> list[Layer]:
    """The layers that a further diff consists of, those that are there already among them. Raises OST1208."""
    origin, document = found
    if not is_diff(document):
        raise OstrakonError((at or document.marks[()]).problem("OST1208", f"{document.file} is no diff", allowed=f"'ostrakon: {FORM}'",
                                                               remedy="name the regime first, and diffs after it"))
    member = _unfold(origin, document, above)
    if member.origin != below.origin:
        mine = member.layers[-1].places.of(("extends",))
        raise OstrakonError(mine.problem("OST1208", f"it comes down to '{_short(member.origin)}'", allowed=f"'{_short(below.origin)}'",
                                         remedy="write a diff that extends the regime that is run"))
    return list(member.layers)


def _short(origin: str) -> str:
    return Path(origin).name if "/" in origin or "\\" in origin else origin


def _beside(below: Stack, members: list[list[Layer]]) -> Stack:
    """Diffs put side by side, with each other and with what is there that they do not extend. Raises OST1207."""
    if members:
        names = _Names(below.base)
        pairs = [pair for one, other in combinations([list(below.layers), *members], 2) for pair in _pairs(one, other)]
        if problems := [_conflict(a, b) for a, b in pairs if names.conflict(a, b)]:
            raise OstrakonError(*problems)
    layers = {layer.origin: layer for layer in (*below.layers, *(layer for member in members for layer in member))}
    return replace(below, layers=tuple(layers.values()))


def _pairs(one: list[Layer], other: list[Layer]) -> Iterator[tuple[Edit, Edit]]:
    """Every two edits of two members that hold at the same time; a layer that both bring is one layer."""
    shared = {layer.origin for layer in one} & {layer.origin for layer in other}
    for a in (layer for layer in one if layer.origin not in shared):
        for b in (layer for layer in other if layer.origin not in shared):
            yield from ((x, y) for x in a.now for y in b.now)
            days = dict(b.dated)
            yield from ((x, y) for day, edits in a.dated for x in edits for y in days.get(day, ()))


def _demand_one_thing_once(base: Document, layer: Layer) -> None:
    """Within one diff the order of lines must not matter either. Raises OST1207."""
    names = _Names(base)
    groups = (layer.now, *(edits for _, edits in layer.dated))
    pairs = [pair for edits in groups for pair in combinations(edits, 2)]
    if problems := [_conflict(a, b) for a, b in pairs if names.conflict(a, b)]:
        raise OstrakonError(*problems)


def _conflict(a: Edit, b: Edit) -> Problem:
    return b.problem("OST1207", f"'{b.text[:80]}' here, and '{a.text[:80]}' at {a.mark.file}:{a.mark.line}:{a.mark.column}",
                     remedy="keep one of them, or let one diff extend the other")


class _Names:
    """What paths mean on the regime at the bottom: `tiers.bad` and `tiers.0` are one place."""

    def __init__(self, base: Document) -> None:
        plain = unwrap(base)
        self.editor = Editor(Regime, resolved(fit(Regime, plain.data, Places(plain.marks, plain.keys, base.file))), Places(), {})

    def where(self, edit: Edit) -> Where:
        """The path of an edit on the base, or its words where there is none."""
        try:
            return self.editor.find(edit)
        except OstrakonError:
            return edit.words

    def conflict(self, a: Edit, b: Edit) -> bool:
        """Whether two edits touch one thing and would not do the same."""
        one, other = self.where(a), self.where(b)
        n = min(len(one), len(other))
        if one[:n] != other[:n]:
            return self._renumbers(a, one, b, other) or self._renumbers(b, other, a, one)
        if one == other and a.how == b.how == "add" and self._is_list(one):
            return any(item in _values(b) for item in _values(a))
        if one != other and any(edit.how == "add" and len(path) == n and self._is_list(path) for edit, path in ((a, one), (b, other))):
            return False                                    # a new item leaves the others as they are
        return one != other or a.how != b.how or a.value != b.value

    def _renumbers(self, a: Edit, one: Where, b: Edit, other: Where) -> bool:
        """Whether `a` takes an item out of a list, another item of which `b` names by its number."""
        n = len(one)
        return (a.how == "remove" and self._is_list(one[:-1]) and len(other) >= n and other[:n - 1] == one[:-1]
                and b.words[n - 1].isdigit())

    def _is_list(self, path: Where) -> bool:
        try:
            return isinstance(self.editor.at(path), list)
        except (KeyError, IndexError, TypeError, AttributeError):
            return False


def _values(edit: Edit) -> list[Any]:
    return edit.value if isinstance(edit.value, list) else [edit.value]
