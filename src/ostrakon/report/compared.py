"""Two results compared value by value: which values differ, where each stands, and by how much.

Here lives the comparison of plain data and of tables. Never here: why they differ, or what is lived again.

A place is a file and a JSON pointer in it (RFC 6901), as in ``run/summary.json#/outcomes/listed/value``; in a table, ``FILE#row 3, value``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

# Of how a part was made and not of what came out: two runs of one thing differ in them and are the same.
MADE = frozenset({"workers", "seconds"})
HEAD = frozenset({"version", "asked", "diffs", "overrides"})        # the same, of all or of an arm
ROUNDING = 1e-9             # of a value: estimates of equal counts on another processor may differ in their last bits
MOST_KEPT = 1000            # differences that are kept; all are counted
SHOWN, BEFORE = 80, 20      # characters of a text that are shown, and of these before where two texts part
ABSENT = object()


@dataclass(frozen=True)
class Difference:
    """One value that is not the same. was: in the folder; now: lived again; None where there is none."""

    place: str
    was: Any
    now: Any

    def __str__(self) -> str:
        gap = f" (differs by {self.now - self.was:+g})" if _number(self.was) and _number(self.now) else ""
        was, now = _parting(self.was, self.now) if isinstance(self.was, str) and isinstance(self.now, str) else (self.was, self.now)
        return f"{self.place}: {_said(was)} in the folder, {_said(now)} now{gap}"


@dataclass
class Compared:
    """What a comparison came to: how many values, how many differ, and the first of those."""

    values: int = 0
    different: int = 0
    kept: list[Difference] = field(default_factory=list)

    def see(self, place: str, was: Any, now: Any) -> None:
        """Count one pair of values."""
        self.values += 1
        if not same(was, now):
            self.different += 1
            if len(self.kept) < MOST_KEPT:
                self.kept.append(Difference(place, None if was is ABSENT else was, None if now is ABSENT else now))

    def add(self, other: "Compared") -> None:
        """Count those of another comparison too."""
        self.values, self.different = self.values + other.values, self.different + other.different
        self.kept = [*self.kept, *other.kept][:MOST_KEPT]


def same(was: Any, now: Any) -> bool:
    """Whether two values are the same, up to rounding in the last bits of a number.

    >>> same(0.1 + 0.2, 0.3), same(1, 2), same("a", "a"), same(None, 0.0), same(True, 1)
    (True, False, True, False, False)
    """
    if _number(was) and _number(now):
        return bool(was == now or abs(was - now) <= ROUNDING * max(abs(was), abs(now)) or (was != was and now != now))
    return type(was) is type(now) and bool(was == now)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _said(value: Any) -> str:
    return "nothing" if value is None else f"{value[:SHOWN]!r}" if isinstance(value, str) else str(value)[:SHOWN]


def _parting(was: str, now: str) -> tuple[str, str]:
    """Two texts from shortly before where they part, so that what differs is in what is shown of them.

    >>> _parting("a" * 300 + "b", "a" * 300 + "c")[0]
    '...aaaaaaaaaaaaaaaaaaaab'
    """
    alike = next((i for i, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), min(len(was), len(now)))
    start = max(0, alike - BEFORE)
    return (was, now) if start <= BEFORE else (f"...{was[start:]}", f"...{now[start:]}")


def compare_data(file: str, was: Mapping[str, Any], now: Mapping[str, Any], names: bool = True) -> Compared:
    """Two results as plain data. names: whether names of arms are compared, and the sentences in which they stand."""
    found = Compared()
    for path, one, other in _pairs(was, now, ()):
        if not _is_made(path) and (names or not _is_named(path)):
            found.see(f"{file}#{pointer(path)}", one, other)
    return found


def _is_made(path: tuple[str, ...]) -> bool:
    return not MADE.isdisjoint(path) or path[0] in HEAD or (path[0] == "arms" and len(path) > 2 and path[2] in HEAD)


def _is_named(path: tuple[str, ...]) -> bool:
    return path[0] == "sentences" or (path[0] == "arms" and path[-1] in ("name", "title"))


def _pairs(was: Any, now: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Every value that either has, with its path."""
    if isinstance(was, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*was, *now)):
            yield from _pairs(was.get(key, ABSENT), now.get(key, ABSENT), (*path, str(key)))
    elif isinstance(was, list) and isinstance(now, list):
        for i in range(max(len(was), len(now))):
            yield from _pairs(was[i] if i < len(was) else ABSENT, now[i] if i < len(now) else ABSENT, (*path, str(i)))
    else:
        yield path, was, now


def compare_tables(file: str, was: Path, now: Path, without: frozenset[str] = frozenset()) -> Compared:
    """Two Parquet tables, cell by cell. without: columns that are not compared. Raises OSError or ValueError for what is no table."""
    one, other = pq.read_table(was).to_pydict(), pq.read_table(now).to_pydict()
    found = Compared()
    for name in dict.fromkeys((*one, *other)):
        if name not in without:
            left, right = one.get(name, []), other.get(name, [])
            for i in range(max(len(left), len(right))):
                found.see(f"{file}#row {i + 1}, {name}", left[i] if i < len(left) else ABSENT, right[i] if i < len(right) else ABSENT)
    return found


def pointer(path: Iterable[str]) -> str:
    """A path as a JSON pointer.

    >>> pointer(["by", "a/b", "0"])
    '/by/a~1b/0'
    """
    return "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in path)


def at(data: Any, where: str) -> Any:
    """The value at a JSON pointer; ABSENT where there is none.

    >>> at({"a": {"b/c": [1, 2]}}, "/a/b~1c/1")
    2
    """
    here = data
    for key in (word.replace("~1", "/").replace("~0", "~") for word in where.split("/")[1:]):
        if isinstance(here, Mapping) and key in here:
            here = here[key]
        elif isinstance(here, list) and key.isascii() and key.isdigit() and int(key) < len(here):
            here = here[int(key)]
        else:
            return ABSENT
    return here
