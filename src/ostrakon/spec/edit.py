"""Edits: one path of resolved data set, added or removed, the places of what they bring along kept.

Here lives the application of one edit. Never here: how an edit is written down (overrides and diffs do that), or what a
value may be; the models decide that when the result is fitted again.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.fit import Places, dotted
from ostrakon.spec.shape import is_model, names_at, types_at
from ostrakon.spec.sourced import Provenance
from ostrakon.spec.text import Key, Mark, Where
from ostrakon.vocabulary import OFF, nearest

How = Literal["set", "add", "remove"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What one line asks for. `text` is that line as shown, `mark` the place of its path; the rest belongs to `value`, whose own
    path is (): the places of its parts and their sources."""

    how: How
    words: tuple[str, ...]
    text: str
    mark: Mark
    value: Any = None
    value_mark: Mark | None = None
    marks: dict[Where, Mark] = field(default_factory=dict)
    keys: dict[Where, Mark] = field(default_factory=dict)
    provenance: dict[Where, Provenance] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The path as written."""
        return ".".join(self.words)

    def problem(self, code: str, found: str, word: int = 0, **fields: Any) -> Problem:
        """A Problem at the `word`th word of the path."""
        column = self.mark.column + len(".".join(self.words[:word])) + (1 if word else 0)
        return Problem(code, found, file=self.mark.file, line=self.mark.line, column=column, text=self.mark.text, **fields)


class Editor:
    """Applies edits one after the other to resolved data; the places of what they set follow along.

    The data given are not changed: what is edited is copied on the way there, and the rest is shared. `touched` holds the paths
    that were edited.
    """

    def __init__(self, model: type[BaseModel], data: dict[Key, Any], places: Places, provenance: dict[Where, Provenance]) -> None:
        self.model, self.data = model, dict(data)
        self.own: list[Any] = [self.data]           # mappings and lists that are no longer shared
        self.touched: list[Where] = []
        self.marks, self.keys, self.file = dict(places.marks), dict(places.keys), places.file
        self.provenance = dict(provenance)
        self.done: dict[Where, str] = {}            # what the edits that may not be undone have set

    @property
    def places(self) -> Places:
        """Where values stand now."""
        return Places(self.marks, self.keys, self.file)

    def apply(self, edit: Edit, once: bool = False) -> None:
        """Apply one edit. Raises OST1203, OST1204 or OST1206.

        With `once`, it may not undo an earlier one that was applied with `once` (OST1205).
        """
        path = self.find_new(edit) if edit.how == "add" else self.find(edit)
        if once and not (edit.how == "add" and isinstance(self.at(path), list)):
            self.keep(path, edit)
        self.touched.append(path[:-1] if edit.how == "remove" else path)
        if edit.how == "add":
            for item in _items(edit) if isinstance(self.at(path), list) else (edit,):
                self.put(self.place(path, item), item)
            return
        self.forget(path)
        if edit.how == "remove":
            self.switch_off(path, edit)
        else:
            self.put(path, edit)

    def keep(self, path: Where, edit: Edit) -> None:
        """Note a path as set. Raises OST1205 when what an earlier edit set lies at it or below."""
        for earlier, words in self.done.items():
            if earlier[:len(path)] == path:
                raise OstrakonError(edit.problem("OST1205", f"'{edit.text[:80]}' after '{words[:80]}'", path=path,
                                                 remedy="keep one of them"))
        self.done[path] = edit.text

    def put(self, path: Where, edit: Edit) -> None:
        """Set a path to the value of an edit, with its places and sources."""
        self.parent(path)[path[-1]] = copy.deepcopy(edit.value)
        self.marks.update({path + where: found for where, found in edit.marks.items()})
        self.keys.update({path + where: found for where, found in edit.keys.items()})
        self.provenance.update({path + where: source for where, source in edit.provenance.items()})

    def find(self, edit: Edit) -> Where:
        """The path that the words name; list items may be named by their index, `id` or `name`, and plain ones by themselves."""
        path: Where = ()
        here: Any = self.data
        for i, word in enumerate(edit.words):
            key = _key_in(here, word)
            last = i == len(edit.words) - 1
            if key is None and last and isinstance(here, dict) and word in names_at(self.model, path):
                key = word                              # an optional key that is not set
            if key is None:
                raise OstrakonError(self.unknown(here, path, word, edit, i))
            path = (*path, key)
            here = None if isinstance(here, dict) and key not in here else here[key]
        return path

    def find_new(self, edit: Edit) -> Where:
        """The path that an addition names: a new key, or the list that it lengthens. Raises OST1206 when it is there already."""
        *above, last = edit.words
        parent = self.find(Edit(edit.how, tuple(above), edit.text, edit.mark)) if above else ()
        holder = self.at(parent)
        if holder is None and any(is_model(k) is False and k is not type(None) for k in types_at(self.model, parent)):
            self.parent(parent)[parent[-1]] = holder = {}       # an optional mapping that was off begins empty
        if not isinstance(holder, dict) or (last not in holder and self.closed(parent, last)):
            raise OstrakonError(self.unknown(holder, parent, last, edit, len(above)))
        found = holder.get(last)
        if isinstance(found, list):
            return (*parent, last)
        if last in holder and found is not None and found != {}:
            raise OstrakonError(edit.problem("OST1206", f"'{edit.path}'", len(above), path=(*parent, last),
                                             remedy="use 'set' to change it"))
        return (*parent, last)

    def place(self, path: Where, edit: Edit) -> Where:
        """Where an addition goes: the path itself, or a new item of the list there, the last or, among tiers, where its cutoff belongs."""
        if not isinstance(self.at(path), list):
            return path
        here = self.mine(path)
        index = len(here)
        cutoff = edit.value.get("from") if path == ("tiers",) and isinstance(edit.value, dict) else None
        if isinstance(cutoff, int):
            index = sum(1 for tier in here if tier.get("from") is None or tier["from"] < cutoff)
        here.insert(index, None)
        for table in self.tables():
            _shift(table, path, index, 1)
        return (*path, index)

    def closed(self, parent: Where, name: str) -> bool:
        """Whether the mapping at a path has a fixed set of keys without this one."""
        names = names_at(self.model, parent)
        return bool(names) and name not in names

    def at(self, path: Where) -> Any:
        """What stands at a path; None when nothing does."""
        here: Any = self.data
        for key in path:
            here = here.get(key) if isinstance(here, dict) else here[key]
        return here

    def unknown(self, here: Any, path: Where, word: str, edit: Edit, number: int) -> Problem:
        """The Problem of a path that leads nowhere, with the names that exist there."""
        names = list(dict.fromkeys([*_names_in(here), *names_at(self.model, path)]))
        shown = ", ".join(names[:40]) + (" ..." if len(names) > 40 else "")
        if here is None and word in names:
            whole = dotted(path)
            return edit.problem("OST1203", f"'{word}' in {whole}, which is switched off", number, path=path,
                                remedy=f"set the whole: {whole}={{{word}: ...}}")
        free = edit.how == "set" and isinstance(here, dict) and not names_at(self.model, path) and number == len(edit.words) - 1
        remedy = f"to add what is not there yet, write {edit.path}+=..., or put it under 'add' in a diff" if free else ""
        return edit.problem("OST1203", f"'{word[:80]}' in {dotted(path)}", number, path=path, nearest=nearest(word, names),
                            allowed=shown or "nothing below this value", remedy=remedy)

    def parent(self, path: Where) -> Any:
        """The mapping or list that holds a path, free to be changed."""
        return self.mine(path[:-1])

    def mine(self, path: Where) -> Any:
        """What stands at a path, free to be changed: every mapping and list on the way is copied once."""
        here: Any = self.data
        for key in path:
            below = here[key]
            if isinstance(below, dict | list) and not any(below is own for own in self.own):
                below = here[key] = copy.copy(below)
                self.own.append(below)
            here = below
        return here

    def forget(self, path: Where) -> None:
        """Drop places and sources of a path and what lies below."""
        for table in self.tables():
            for where in [w for w in table if w[:len(path)] == path]:
                del table[where]

    def tables(self) -> Iterator[dict[Where, Any]]:
        """What is kept by path."""
        yield from (self.marks, self.keys, self.provenance)

    def switch_off(self, path: Where, edit: Edit) -> None:
        """Disable an entry that has `enabled`, remove another entry, empty an optional section, or set a boolean false.

        A disabled entry stays, so that what refers to it still finds its name.
        """
        holder, key = self.parent(path), path[-1]
        kinds = types_at(self.model, path)
        here = edit.value_mark or edit.mark
        if isinstance(holder[key] if path[-1] in _keys(holder) else None, dict) and "enabled" in names_at(self.model, path):
            self.mine(path)["enabled"] = False
            self.marks[path] = here
            return
        declared = isinstance(holder, dict) and any(is_model(k) for k in types_at(self.model, path[:-1]))
        if isinstance(holder, list) or not declared:
            self.remove(holder, path)
        elif isinstance(holder.get(key), bool) or bool in kinds:
            holder[key] = False
        elif type(None) in kinds:
            holder[key] = None
        elif OFF in _literals(kinds):
            holder[key] = OFF
        elif isinstance(holder.get(key), dict | list) and not any(is_model(k) for k in kinds):
            holder[key] = type(holder[key])()
        else:
            problem = edit.problem("OST1204", f"'{dotted(path)}'", remedy="a regime cannot be without it; set another value", path=path)
            raise OstrakonError(problem.at(line=here.line, column=here.column))
        self.marks[path] = here

    def remove(self, holder: Any, path: Where) -> None:
        """Take an entry out; the places and sources of the list items after it move up by one."""
        key = path[-1]
        del holder[key]
        if not isinstance(holder, list) or not isinstance(key, int):
            return
        for table in self.tables():
            _shift(table, path[:-1], key + 1, -1)


def _items(edit: Edit) -> Iterator[Edit]:
    """One edit for each item that is to be added to a list; what is no list is one item."""
    if not isinstance(edit.value, list):
        yield edit
        return
    for i, value in enumerate(edit.value):
        tables = ({where[1:]: found for where, found in table.items() if where[:1] == (i,)}
                  for table in (edit.marks, edit.keys, edit.provenance))
        marks, keys, provenance = tables
        yield replace(edit, value=value, marks=marks, keys=keys, provenance=provenance)  # type: ignore[arg-type]


def _shift(table: dict[Where, Any], base: Where, first: int, by: int) -> None:
    """Move the entries of a list's items, from the `first` on, by so many places."""
    n = len(base)
    moved: dict[Where, Any] = {}
    for where in [w for w in table if len(w) > n and w[:n] == base]:
        index = where[n]
        if isinstance(index, int) and index >= first:
            moved[(*base, index + by, *where[n + 1:])] = table.pop(where)
    table.update(moved)


def _key_in(here: Any, word: str) -> Key | None:
    if isinstance(here, dict):
        if word in here:
            return word
        return int(word) if _digits(word) and int(word) in here else None
    if isinstance(here, list):
        if _digits(word) and int(word) < len(here):
            return int(word)
        found = [i for i, item in enumerate(here) if word in ((item.get("id"), item.get("name")) if isinstance(item, dict) else (item,))]
        return found[0] if len(found) == 1 else None
    return None


def _keys(here: Any) -> Any:
    return here if isinstance(here, dict) else range(len(here))


def _digits(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 10


def _names_in(here: Any) -> list[str]:
    if isinstance(here, dict):
        return [str(key) for key in here]
    if isinstance(here, list):
        return [str(item.get("id") or item.get("name") or i) if isinstance(item, dict) else str(item) for i, item in enumerate(here)]
    return []


def _literals(kinds: list[Any]) -> list[Any]:
    return [word for kind in kinds for word in getattr(kind, "__args__", ())]
