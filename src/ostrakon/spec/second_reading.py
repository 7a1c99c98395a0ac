"""A second reading: another reader answers from the works alone what an entry's values are. Do the two agree?

Here live the questions, which tell no value, and the comparison of the answers with the entry; the command line and the
tests share both. Never here: the printing of a form, or anything that changes an entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ostrakon.errors import OstrakonError
from ostrakon.spec.find import path_of
from ostrakon.spec.load import Loaded, load_regime, load_society
from ostrakon.spec.plain import plain_data
from ostrakon.spec.sourced import Provenance
from ostrakon.spec.text import Key, Where, read_path
from ostrakon.spec.wording import answer, at, named, words

UNKNOWN, NONE = "unknown", "none"          # what the reader writes where no source gives the value, and where it gives that there is none
YES, PROVISIONAL, NOT_NEEDED = "yes", "provisional", "not needed"
NUMBER = re.compile(r"\d\d")               # in a name: most likely the value that is asked for
HEAD = ("entry", "reader", "read", "values")
FIELDS = ("what", "value", "source", "note")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the value's path, the path as written in the form, what it is, and what sort of answer it takes."""

    path: Where
    name: str
    what: str
    answer: str


def load(sort: str, name: str) -> Loaded[Any]:
    """The entry of the catalogue, of a sort ('regime' or 'society')."""
    return load_society(name) if sort == "society" else load_regime(name)


def reading_path(sort: str, name: str) -> Path:
    """Where the second reading of an entry stands, if there is one: its own, or for a diff that of the entry it extends."""
    own = path_of(sort, name).parent / "second_reading" / "values.yaml"
    base = load(sort, name).base if sort == "regime" and not own.exists() else None
    return reading_path(sort, base.model.id) if base else own


def questions(loaded: Loaded[Any]) -> list[Question]:
    """A question for every sourced value, in the order of the resolved form.

    No question depends on any sourced value: names of tiers and kinds of rules that are sourced themselves are asked by their place,
    and so are tiers and lists whose names hold a number (`from_600`), with what follows from them to tell them by.
    """
    bare = _blank(loaded)
    veil = _veil(bare)
    told = plain_data(bare)
    for tier in filter(None, told.get("tiers") or ()):
        tier["name"] = veil.get(("tiers", tier["name"]), tier["name"])
    return [_question(type(loaded.model), path, bare, told, veil) for path in _paths(loaded.data, ()) if path in loaded.provenance]


def _question(model: type[BaseModel], path: Where, bare: Any, told: Any, veil: dict[tuple[str, Any], str]) -> Question:
    place, sort, name = _subject(path, bare)
    stand_in = veil.get((sort, name), "")
    shown = (*path[:place], stand_in, *path[place + 1:]) if stand_in and isinstance(path[place], str) else path
    what = words(model, shown, told)
    if stand_in:
        what += f"; what follows from it: {', '.join(_follows(bare, sort, name)) or 'nothing'}"
    return Question(path, named(shown, told), what, answer(model, path))


def _subject(path: Where, bare: Any) -> tuple[int, str, Any]:
    """The tier or list that a path is about: the place in the path, 'tiers' or 'lists', and the name; ('', None) when about none."""
    if path[0] == "tiers" and len(path) > 1:
        return 1, "tiers", at(bare, (*path[:2], "name"))
    if path[0] in ("lists", "redress") and len(path) > 1:
        return 1, "lists", path[1]
    if path[0] == "rules" and path[2:3] == ("by_tier",) and len(path) > 3:
        return 3, "tiers", path[3]
    return 0, "", None


def _veil(bare: Any) -> dict[tuple[str, Any], str]:
    """Tiers and lists whose names hold a number, and what stands for each."""
    names = {"tiers": [tier and tier["name"] for tier in bare.get("tiers") or ()], "lists": [*(bare.get("lists") or ())]}
    return {(sort, name): f"number_{i}" for sort, found in names.items() for i, name in enumerate(found, 1)
            if isinstance(name, str) and NUMBER.search(name)}


def _follows(bare: Any, sort: str, name: str) -> list[str]:
    """The consequences that fall on a tier or a list."""
    found = bare.get("consequences") or {}
    return [key for key, entry in found.items() if isinstance(entry, dict) and name in (entry.get(sort) or ())]


def _paths(value: Any, path: Where) -> Iterator[Where]:
    yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(item, (*path, key))


def _blank(loaded: Loaded[Any]) -> Any:
    """The entry's data with nothing where a sourced value stands."""
    data = plain_data(loaded.data)
    for path in loaded.provenance:
        holder: dict[Key, Any] | list[Any] | None = at(data, path[:-1])
        key: Any = path[-1]
        if holder is not None:
            holder[key] = None
    return data


def status(sort: str, name: str) -> str:
    """Whether an entry was read twice: `yes`, `provisional` (not, or with disagreement), or `not needed` of what is invented."""
    loaded, path = load(sort, name), reading_path(sort, name)
    sources = any(found.source or found.status not in ("", "assumed") for found in loaded.provenance.values())
    invented = loaded.model.family == "study" if sort == "regime" else not sources
    if invented and not path.exists():
        return NOT_NEEDED
    return YES if path.exists() and not disagreements(loaded, path) else PROVISIONAL


def disagreements(loaded: Loaded[Any], path: Path) -> list[str]:
    """Where a second reading differs from the entry, or does not do as it should; a sentence each."""
    try:
        data = read_path(path).data
    except OstrakonError as error:
        return [problem.message for problem in error.problems]
    names = {loaded.model.id, loaded.base.model.id if loaded.base else loaded.model.id}
    return [*_head(data, names), *_answers(loaded, data.get("values"))]


def _head(data: dict[Any, Any], names: set[str]) -> Iterator[str]:
    yield from (f"'{key}' is no part of a reading" for key in data if key not in HEAD)
    if data.get("entry") not in names:
        yield f"it reads '{data.get('entry')}', not '{min(names)}'"
    if not _text(data.get("reader")):
        yield "it does not say who read"
    read = data.get("read")
    if not isinstance(read, list) or not read or not all(map(_text, read)):
        yield "it does not say what was read"


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _answers(loaded: Loaded[Any], given: Any) -> Iterator[str]:
    answers = given if isinstance(given, dict) else {}
    asked = {question.name: question.path for question in questions(loaded)}
    for name, path in asked.items():
        found = answers.get(name)
        if not isinstance(found, dict) or found.get("value") is None:
            yield f"{name} is not answered"
        elif strange := [key for key in found if key not in FIELDS]:
            yield f"{name} has the unknown key '{strange[0]}'"
        elif said := _differs(at(loaded.data, path), loaded.provenance[path], found):
            yield f"{name}: {said}"


def _differs(value: Any, source: Provenance, found: dict[Any, Any]) -> str:
    """How an answer differs from the entry's value; '' when it does not."""
    said = found["value"]
    if source.status == "disputed" and source.range and _number(said):
        return "" if source.range[0] <= said <= source.range[1] else f"the second reader has {said}, beyond what the entry weighs"
    if source.status != "assumed":
        return "" if same(value, said) else f"the entry has {value}, the second reader {said}"
    if said == UNKNOWN:
        return ""
    if not _text(found.get("note")):
        return f"the entry assumes it, the second reader has {said} and no note"
    if source.range is None or not _number(said):
        return "" if same(value, said) else f"the entry assumes {value}, the second reader has {said}"
    low, high = source.range
    return "" if low <= said <= high else f"the second reader has {said}, outside the range {low} to {high}"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def same(value: Any, said: Any) -> bool:
    """Whether an answer is the value: numbers as numbers, words and true or false exactly, `none` for what is not there.

    >>> same(1, 1.0), same(True, 1), same(None, "none"), same([1, "a"], [1.0, "a"])
    (True, False, True, True)
    """
    if value is None:
        return said is None or said == NONE
    if isinstance(value, list) != isinstance(said, list):       # one code, or a list of one
        return same(*(side if isinstance(side, list) else [side] for side in (value, said)))
    if isinstance(value, dict) and isinstance(said, dict):
        mine, theirs = ({str(key): item for key, item in side.items()} for side in (value, said))
        return mine.keys() == theirs.keys() and all(same(item, theirs[key]) for key, item in mine.items())
    if isinstance(value, list) and isinstance(said, list):
        return len(value) == len(said) and all(map(same, value, said))
    if _number(value) or _number(said):
        return _number(value) and _number(said) and bool(value == said)
    return type(value) is type(said) and bool(value == said)
