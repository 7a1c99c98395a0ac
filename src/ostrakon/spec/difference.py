"""What differs between two resolved regimes, value by value, and why a difference may change no outcome.

Never here: how a difference is printed, or what it does to anybody; only a run tells that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ostrakon.errors import Problem
from ostrakon.spec.fit import dotted
from ostrakon.spec.text import Key, Where

# keys that fill no table: words for readers, and where a regime runs unless told otherwise
WORDS_AT_TOP = frozenset({"ostrakon", "id", "title", "summary", "family", "society", "references", "mechanisms"})
WORDS = frozenset({"context", "right", "citation", "article"})
ABSENT = object()       # nothing stands there


@dataclass(frozen=True, slots=True)
class Difference:
    """One path with what stands there in the one and in the other; `ABSENT` where nothing does."""

    path: Where
    before: Any
    after: Any

    @property
    def is_words(self) -> bool:
        """Whether the path is documentation, which no table holds."""
        tier_name = self.path[:1] == ("tiers",) and self.path[-1] == "name"
        return self.path[0] in WORDS_AT_TOP or self.path[-1] in WORDS or tier_name


def differences(before: Any, after: Any, path: Where = ()) -> Iterator[Difference]:
    """Every difference, at the deepest path that both have, in the order of the second.

    >>> [d.path for d in differences({"a": {"b": 1, "c": 2}}, {"a": {"b": 1, "c": 3}, "d": 4})]
    [('a', 'c'), ('d',)]
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*after, *before)):
            yield from differences(before.get(key, ABSENT), after.get(key, ABSENT), (*path, key))
    elif _named(before) and _named(after) and (before or after):
        one, other = _by_name(before), _by_name(after)
        if len(before) == len(after) and list(one) != list(other):      # a new name for an old item is a change of its name
            one = {new if old not in other and new not in one else old: one[old] for old, new in zip(one, other, strict=True)}
        for name in dict.fromkeys((*other, *one)):
            yield from differences(one.get(name, ABSENT), other.get(name, ABSENT), (*path, name))
    elif before is ABSENT or after is ABSENT or before != after:
        yield Difference(path, before, after)


def _named(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and ("name" in item or "from" in item) for item in value)


def _by_name(items: Iterable[dict[Key, Any]]) -> dict[Key, Any]:
    """Tiers by their names, amendments by their dates."""
    return {item["name"] if "name" in item else item["from"]: item for item in items}


def why_nothing(found: Sequence[Difference], before: Any, after: Any, warnings: Sequence[Problem]) -> Iterator[str]:
    """For differences that leave every table as it was: a sentence for each, or one when there is none.

    before, after: the resolved regimes; warnings: what the check of the second says has no effect.
    """
    if not found:
        yield "it sets only what is there already"
    if words := [d for d in found if d.is_words]:
        yield f"{_list(words)}: words for readers, which fill no table"
    for d in (d for d in found if not d.is_words):
        off = next((d.path[:n] for n in range(1, len(d.path)) if _is_off(before, d.path[:n]) and _is_off(after, d.path[:n])), None)
        told = next((w.found for w in warnings if w.path and w.path == d.path[:len(w.path)]), "")
        if off:
            yield f"{dotted(d.path)}: {dotted(off)} is switched off"
        elif _anyway(d):
            yield f"{dotted(d.path)}: it is what holds anyway"
        elif d.path[0] == "amendments":
            yield f"{dotted(d.path)}: the run ends before that date"
        else:
            yield told or f"{dotted(d.path)}: it comes to the same tables"


def _anyway(d: Difference) -> bool:
    """Whether an item of a mapping by code says, or said, what holds for codes that are not named: a multiplier of 1, the base."""
    return len(d.path) > 2 and (d.before is ABSENT or d.after is ABSENT) and any(
        str(key).startswith(("by_", "base_by", "hazard_by")) for key in d.path[:-1])


def _list(found: Sequence[Difference]) -> str:
    tops = list(dict.fromkeys(str(d.path[0]) if d.path[0] in WORDS_AT_TOP else dotted(d.path) for d in found))
    return ", ".join(tops[:8]) + (" ..." if len(tops) > 8 else "")


def _is_off(data: Any, path: Where) -> bool:
    for key in path:
        if isinstance(data, list):
            data = _by_name(data).get(key) if _named(data) else None
        else:
            data = data.get(key) if isinstance(data, dict) else None
    return isinstance(data, dict) and data.get("enabled") is False
