"""Overrides: `path.to.key=value` on resolved data.

Here lives the reading of one override and its application. Never here: what a value may be; the models decide that when
the result is checked again.
"""

import copy
from typing import Any

from pydantic import BaseModel

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.fit import Places, dotted
from ostrakon.spec.shape import is_model, names_at, types_at
from ostrakon.spec.sourced import Provenance, unwrap
from ostrakon.spec.text import Key, Mark, Where, read_text
from ostrakon.vocabulary import OFF, nearest

FILE = "<override>"


class Overrider:
    """Applies overrides one after the other to a copy of resolved data; the places of what they set follow along."""

    def __init__(self, model: type[BaseModel], data: dict[Key, Any], places: Places,
                 provenance: dict[Where, Provenance]) -> None:
        self.model, self.data = model, copy.deepcopy(data)
        self.marks, self.keys, self.file = dict(places.marks), dict(places.keys), places.file
        self.provenance = dict(provenance)
        self.done: dict[Where, str] = {}            # what the overrides that may not be undone have set

    @property
    def places(self) -> Places:
        """Where values stand now."""
        return Places(self.marks, self.keys, self.file)

    def apply(self, text: str, number: int = 1, once: bool = False) -> None:
        """Apply one override, the `number`th. Raises OstrakonError OST1202, OST1203, OST1204, or those of reading YAML.

        With `once`, it may not undo an earlier one that was applied with `once` (OST1205).
        """
        words, value = _split(text, number)
        path = self.find(words, text, number)
        if once:
            self.keep(path, text, number)
        self.forget(path)
        if value == OFF:
            self.switch_off(path, text, number)
            return
        parsed = self.parse(value, text, number, path)
        self.parent(path)[path[-1]] = parsed

    def keep(self, path: Where, text: str, number: int) -> None:
        """Note a path as set. Raises OST1205 when what an earlier override set lies at it or below."""
        for earlier, words in self.done.items():
            if earlier[:len(path)] == path:
                raise OstrakonError(Problem("OST1205", f"'{text[:80]}' after '{words[:80]}'", remedy="keep one of them", file=FILE,
                                            line=number, column=1, text=text, path=path))
        self.done[path] = text

    def parse(self, value: str, text: str, number: int, path: Where) -> Any:
        """The value read as YAML, with the refusals of a file; its places point into the override's text."""
        shift = text.index("=") + 1
        try:
            body = read_text(f"value:\n  {value}" if value.strip() else "value:", FILE)
            if set(body.data) != {"value"}:
                raise OstrakonError(Problem("OST1202", "more than one value", file=FILE))
        except OstrakonError as error:
            raise OstrakonError(*(p.at(file=FILE, line=number, column=max(1, p.column - 2 + shift), text=text)
                                  for p in error.problems)) from None
        wrapped = unwrap(body)
        if wrapped.problems:
            raise OstrakonError(*(p.at(line=number, column=shift + 1, text=text) for p in wrapped.problems))
        for where, found in wrapped.marks.items():
            if where[:1] == ("value",):
                self.marks[path + where[1:]] = Mark(number, max(1, found.column - 2 + shift), text, FILE)
        for where, source in wrapped.provenance.items():
            self.provenance[path + where[1:]] = source
        return wrapped.data["value"]

    def find(self, words: list[str], text: str, number: int) -> Where:
        """The path that the words name; list items may be named by their index, `id` or `name`."""
        path: Where = ()
        here: Any = self.data
        for i, word in enumerate(words):
            key = _key_in(here, word)
            last = i == len(words) - 1
            if key is None and last and isinstance(here, dict) and word in names_at(self.model, path):
                key = word                              # an optional key that is not set
            if key is None:
                raise OstrakonError(self.unknown(here, path, word, text, number))
            path = (*path, key)
            here = None if isinstance(here, dict) and key not in here else here[key]
        return path

    def unknown(self, here: Any, path: Where, word: str, text: str, number: int) -> Problem:
        """The Problem of a path that leads nowhere, with the names that exist there."""
        names = list(dict.fromkeys([*_names_in(here), *names_at(self.model, path)]))
        column = 1 + len(".".join(text.split("=", 1)[0].split(".")[:len(path)])) + (1 if path else 0)
        shown = ", ".join(names[:40]) + (" ..." if len(names) > 40 else "")
        if here is None and word in names:
            whole = ".".join(str(key) for key in path)
            return Problem("OST1203", f"'{word}' in {whole}, which is switched off", remedy=f"set the whole: {whole}={{{word}: ...}}",
                           file=FILE, line=number, column=column, text=text, path=path)
        return Problem("OST1203", f"'{word[:80]}' in {dotted(path)}", allowed=shown or "nothing below this value",
                       nearest=nearest(word, names), file=FILE, line=number, column=column, text=text, path=path)

    def parent(self, path: Where) -> Any:
        """The mapping or list that holds a path."""
        here: Any = self.data
        for key in path[:-1]:
            here = here[key]
        return here

    def forget(self, path: Where) -> None:
        """Drop places and sources of a path and what lies below."""
        tables: tuple[dict[Where, Any], ...] = (self.marks, self.keys, self.provenance)
        for table in tables:
            for where in [w for w in table if w[:len(path)] == path]:
                del table[where]

    def switch_off(self, path: Where, text: str, number: int) -> None:
        """Disable an entry that has `enabled`, remove another entry, empty an optional section, or set a boolean false.

        A disabled entry stays, so that what refers to it still finds its name.
        """
        holder, key = self.parent(path), path[-1]
        kinds = types_at(self.model, path)
        here = Mark(number, text.index("=") + 2, text, FILE)
        if isinstance(holder[key] if path[-1] in _keys(holder) else None, dict) and "enabled" in names_at(self.model, path):
            holder[key]["enabled"] = False
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
            raise OstrakonError(Problem("OST1204", f"'{dotted(path)}'", remedy="give it a value", file=FILE, line=number,
                                        column=text.index("=") + 2, text=text, path=path))
        self.marks[path] = here

    def remove(self, holder: Any, path: Where) -> None:
        """Take an entry out; the places and sources of the list items after it move up by one."""
        key = path[-1]
        del holder[key]
        if not isinstance(holder, list) or not isinstance(key, int):
            return
        for table in (self.marks, self.keys, self.provenance):
            _close_gap(table, path[:-1], key)


def _close_gap(table: dict[Where, Any], base: Where, gone: int) -> None:
    """Move the entries of the list items after the one that is gone up by one."""
    n = len(base)
    moved: dict[Where, Any] = {}
    for where in [w for w in table if len(w) > n and w[:n] == base]:
        index = where[n]
        if isinstance(index, int) and index > gone:
            moved[(*base, index - 1, *where[n + 1:])] = table.pop(where)
    table.update(moved)


def _split(text: str, number: int) -> tuple[list[str], str]:
    left, equals, value = text.partition("=")
    words = [word.strip() for word in left.split(".")]
    if not equals or not all(words) or len(text.splitlines()) != 1:
        raise OstrakonError(Problem("OST1202", f"'{text[:80]}'", "path.to.key=value, on one line", file=FILE,
                                    line=number, column=1, text=text))
    return words, value.strip()


def _key_in(here: Any, word: str) -> Key | None:
    if isinstance(here, dict):
        if word in here:
            return word
        return int(word) if _digits(word) and int(word) in here else None
    if isinstance(here, list):
        if _digits(word) and int(word) < len(here):
            return int(word)
        found = [i for i, item in enumerate(here) if isinstance(item, dict) and word in (item.get("id"), item.get("name"))]
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
        return [str(item.get("id") or item.get("name") or i) if isinstance(item, dict) else str(i) for i, item in enumerate(here)]
    return []


def _literals(kinds: list[Any]) -> list[Any]:
    return [word for kind in kinds for word in getattr(kind, "__args__", ())]
