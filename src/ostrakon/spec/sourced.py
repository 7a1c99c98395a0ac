"""Sourced values: `{value: 0.6, source: ..., status: claimed}` stands for 0.6, and its fields are kept beside it.

Here lives the unwrapping and the record of where numbers come from. Never here: which values need a source, or what a
source says.
"""

import json
from dataclasses import dataclass
from typing import Any

from ostrakon.errors import Problem
from ostrakon.spec.text import Document, Key, Mark, Where, kind_of
from ostrakon.vocabulary import STATUSES, nearest

ORDER = ("value", "source", "quote", "status", "range", "note")
FIELDS = frozenset(ORDER)
Number = int | float


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value comes from; `range` is (low, high) of what is thought possible, or None."""

    source: str = ""
    quote: str = ""
    status: str = ""
    range: tuple[Number, Number] | None = None
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The fields that are set, as they are written."""
        out = {name: getattr(self, name) for name in ("source", "quote", "status", "note") if getattr(self, name)}
        return out | ({"range": list(self.range)} if self.range else {})


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """Plain data without sourced values, their provenance, and the marks moved to the paths of the plain data."""

    data: dict[Key, Any]
    provenance: dict[Where, Provenance]
    marks: dict[Where, Mark]
    keys: dict[Where, Mark]
    problems: list[Problem]


def is_sourced(value: Any) -> bool:
    """Whether a value is a mapping with the key `value` and no key beside those of `FIELDS`."""
    return isinstance(value, dict) and "value" in value and all(key in FIELDS for key in value)


def unwrap(document: Document) -> Unwrapped:
    """The document with each sourced value replaced by its value; wrong fields are listed in `problems`.

    What stands under `value` is not unwrapped once more at its top, so `{value: {value: 1}}` gives `{value: 1}`.
    """
    work = _Work(document)
    data = work.walk(document.data, (), (), root=True)
    return Unwrapped(data, work.provenance, work.marks, work.keys, work.problems)


class _Work:
    """One walk over a document; `old` is a path as written, `new` the path of the plain data."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.provenance: dict[Where, Provenance] = {}
        self.marks: dict[Where, Mark] = {}
        self.keys: dict[Where, Mark] = {}
        self.problems: list[Problem] = []

    def walk(self, value: Any, old: Where, new: Where, root: bool = False, bare: bool = False) -> Any:
        if old in self.document.marks:
            self.marks[new] = self.document.marks[old]
        if not bare and old in self.document.keys:
            self.keys[new] = self.document.keys[old]
        if isinstance(value, list):
            return [self.walk(v, (*old, i), (*new, i)) for i, v in enumerate(value)]
        if not isinstance(value, dict):
            return value
        if not root and not bare and is_sourced(value):
            self.provenance[new] = self.fields(value, old)
            return self.walk(value["value"], (*old, "value"), new, bare=True)
        return {k: self.walk(v, (*old, k), (*new, k)) for k, v in value.items()}

    def refuse(self, code: str, where: Where, found: str, **fields: Any) -> None:
        self.problems.append(self.document.marks[where].problem(code, found, path=where, **fields))

    def fields(self, entry: dict[Key, Any], old: Where) -> Provenance:
        texts = {name: self.words(entry, name, old) for name in ("source", "quote", "note")}
        return Provenance(status=self.status(entry, old), range=self.range(entry, old), **texts)

    def words(self, entry: dict[Key, Any], name: str, old: Where) -> str:
        word = entry.get(name, "")
        if isinstance(word, str):
            return word
        remedy = "write it as one text" if isinstance(word, dict | list) else "put quotes around it, or leave it out"
        self.refuse("OST1104", (*old, name), f"'{name}' is {kind_of(word)}", allowed="text", remedy=remedy)
        return ""

    def status(self, entry: dict[Key, Any], old: Where) -> str:
        word = entry.get("status", "")
        if "status" not in entry or word in STATUSES:
            return str(word)
        self.refuse("OST1101", (*old, "status"), f"'{str(word)[:60]}'", allowed=", ".join(STATUSES),
                    nearest=nearest(str(word), STATUSES))
        return ""

    def range(self, entry: dict[Key, Any], old: Where) -> tuple[Number, Number] | None:
        if "range" not in entry:
            return None
        ends, where = entry["range"], (*old, "range")
        if not (isinstance(ends, list) and len(ends) == 2 and all(map(_number, ends)) and ends[0] <= ends[1]):
            self.refuse("OST1102", where, json.dumps(ends, ensure_ascii=False)[:60], allowed="two numbers, the lower first",
                        remedy=_range_remedy(ends))
            return None
        value = entry["value"]
        if not _number(value):
            self.refuse("OST1102", where, f"a range beside {kind_of(value)}", allowed="a range beside a number", remedy="take it out")
            return None
        if not ends[0] <= value <= ends[1]:
            self.refuse("OST1103", (*old, "value"), f"{value} with range [{ends[0]}, {ends[1]}]", allowed=f"{ends[0]} to {ends[1]}",
                        remedy="widen the range, or correct the value")
            return None
        return ends[0], ends[1]


def _range_remedy(ends: Any) -> str:
    """How numbers that are no range would be one, or ''."""
    if not isinstance(ends, list) or len(ends) < 2 or not all(map(_number, ends)):
        return ""
    return f"write [{min(ends)}, {max(ends)}]"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
