"""Plain data against a model: the model, or Problems with their places and the nearest right names.

Here lives the translation of the validator's answers. Never here: what a model demands, or the reading of text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.part import LOOKS
from ostrakon.spec.shape import is_plain, misfits, names_at, remedy, type_words, types_at
from ostrakon.spec.sourced import FIELDS, ORDER
from ostrakon.spec.text import Key, Mark, Where, kind_of
from ostrakon.vocabulary import nearest

M = TypeVar("M", bound=BaseModel)
BOUNDS = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal", "multiple_of",
                    "too_short", "too_long", "string_too_short", "string_too_long"})
WHOLE = re.compile(r"-?[0-9]{1,18}\Z")
MOST_TOLD = 500             # a file with more mistakes than this is of another kind; telling all of them takes minutes
WORDS = frozenset({"literal_error", "enum"})


@dataclass(frozen=True, slots=True)
class Places:
    """Where values and keys stand; answers with the nearest parent when a path has no place of its own."""

    marks: dict[Where, Mark] = field(default_factory=dict)
    keys: dict[Where, Mark] = field(default_factory=dict)
    file: str = ""

    def of(self, path: Where, key: bool = False) -> Mark:
        """The place of a value, or of its key."""
        if key and path in self.keys:
            return self.keys[path]
        for n in range(len(path), -1, -1):
            if path[:n] in self.marks:
                return self.marks[path[:n]]
        return Mark(0, 0, "", self.file)

    def problem(self, code: str, path: Where, found: str, key: bool = False, **fields: Any) -> Problem:
        """A Problem at a path."""
        return self.of(path, key).problem(code, found, path=path, **fields)


def fit(model: type[M], data: dict[Key, Any], places: Places, touched: Iterable[Where] = ((),)) -> M:
    """The model of the data. Raises OstrakonError with the Problems found, in order of place: all, or `MOST_TOLD` of a sort.

    touched: the paths below which values may be of the wrong type; all unless given.
    """
    strange = (found for path in touched for found in misfits(model, _at(data, path), path))
    problems = [_misfit(places, *found) for found in islice(strange, MOST_TOLD)]
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        problems += _translate(model, data, error, places, {p.path for p in problems})
        raise OstrakonError(*ordered(problems)) from None
    if problems:
        raise OstrakonError(*ordered(problems))
    return made


def ordered(problems: list[Problem]) -> list[Problem]:
    """Problems in order of place, each once."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.found))


def show(value: Any) -> str:
    """A value as shown in a message, shortened."""
    if isinstance(value, dict | list) or value is None:
        return kind_of(value)
    word = str(value).lower() if isinstance(value, bool) else str(value)
    word = word if len(word) <= 60 else word[:57] + "..."
    return f"'{word}'" if isinstance(value, str) else word


def dotted(path: Where) -> str:
    """A path as written in messages and overrides."""
    return ".".join(str(key) for key in path) or "the document"


def _misfit(places: Places, path: Where, value: Any, kinds: list[Any]) -> Problem:
    mark = places.of(path)
    quoted = mark.text[mark.column - 1:mark.column] in ("'", '"')
    return places.problem("OST2003", path, f"{dotted(path)} is {_what(value)}", allowed=type_words(kinds),
                          remedy=remedy(value, kinds, quoted))


def _what(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "empty" if value is None else show(value)
    return kind_of(value) if isinstance(value, dict | list) else f"{kind_of(value)} ({show(value)})"


def _not_sourced(places: Places, path: Where, value: dict[Key, Any]) -> Problem | None:
    """The Problem of a mapping that was to be a value with its source, when it looks like one: told at the key that is wrong."""
    strange = [key for key in value if key not in FIELDS]
    if not strange and "value" not in value:
        return places.problem("OST2002", path, f"'value' in {dotted(path)}", remedy="add 'value:'")
    if not strange or len(strange) == len(value):
        return None
    key = strange[0]
    comma = "a fraction is written with a point: 0.5" if WHOLE.match(str(key)) else "text with a comma needs quotes"
    return places.problem("OST2001", (*path, key), f"'{key}' in {dotted(path)}", key=True, allowed=", ".join(ORDER),
                          nearest=nearest(str(key), ORDER), remedy=comma if value[key] is None else "")


def _land(data: Any, loc: tuple[Key, ...]) -> tuple[Where, Key | None]:
    """The longest path of the data that a validator's location names, and the last part that is not in the data.

    The validator's location also names members of unions; those are in no data and are stepped over.
    """
    path: Where = ()
    last: Key | None = None
    here = data
    for part in loc:
        key = _key_of(here, part)
        if key is None:
            last = part
            continue
        here, path, last = here[key], (*path, key), None
    return path, last


def _key_of(here: Any, part: Key) -> Key | None:
    if isinstance(here, list):
        return part if isinstance(part, int) and part < len(here) else None
    if not isinstance(here, dict):
        return None
    if part in here:
        return part
    return int(part) if isinstance(part, str) and WHOLE.match(part) and int(part) in here else None


def _translate(model: type[BaseModel], data: Any, error: ValidationError, places: Places, seen: set[Where]) -> list[Problem]:
    landed = [(*_land(data, found["loc"]), found) for found in error.errors(include_url=False)[:MOST_TOLD]]
    said = {where[:n] for where in seen for n in range(len(where) + 1)}
    further = {where[:n] for where, _, _ in landed for n in range(len(where))}
    out: list[Problem] = []
    done: set[tuple[Where, str]] = set()
    for path, last, found in landed:
        if found["type"] == "missing":
            out += _missing(model, places, path, found["loc"][-1], data)
            continue
        if path in said:
            continue                                    # said already, more exactly
        if last is not None and path in further:
            continue                                    # another member of the union came further
        problem = _one(model, data, places, path, last, found)
        if (path, problem.code) not in done:
            done.add((path, problem.code))
            out.append(problem)
    # a member of a union that takes the type, and says what is wrong, speaks for the others
    closer = {p.path for p in out if p.code != "OST2003"}
    return [p for p in out if p.code != "OST2003" or p.path not in closer]


def _missing(model: type[BaseModel], places: Places, path: Where, name: Key, data: Any) -> list[Problem]:
    """The Problem of a key that is missing; none when a misspelt one that stands there is told, with this as its nearest."""
    here = _at(data, path)
    allowed = names_at(model, path)
    strange = [str(key) for key in here if str(key) not in allowed] if isinstance(here, dict) else []
    if any(nearest(key, allowed) == name for key in strange):
        return []
    like = nearest(str(name), strange)
    remedy = f"rename '{like}' to '{name}'" if like else f"add '{name}:'"
    return [places.problem("OST2002", path, f"'{name}' in {dotted(path)}", remedy=remedy, key=True)]


def _one(model: type[BaseModel], data: Any, places: Places, path: Where, last: Key | None, found: Any) -> Problem:
    sort, value, context = found["type"], found["input"], found.get("ctx", {})
    if "[key]" in (last, *found["loc"][-1:]):
        return _key(places, path, found)
    if sort == "extra_forbidden":
        known = names_at(model, path[:-1])
        colon = "a space goes after the colon of a key" if value is None and ":" in str(path[-1]) else ""
        return places.problem("OST2001", path, f"'{path[-1]}' in {dotted(path[:-1])}", allowed=", ".join(known),
                              nearest=nearest(str(path[-1]), known), key=True, remedy=colon)
    if sort in WORDS:
        words = _words(found)
        return places.problem("OST2004", path, f"{dotted(path)} is {show(value)}", allowed=", ".join(words),
                              nearest=nearest(str(value), words))
    if sort in BOUNDS:
        return places.problem("OST2005", path, f"{dotted(path)} is {_size(value)}", allowed=_said(found), remedy=_share(value, context))
    if sort == "string_pattern_mismatch":
        return places.problem("OST2006", path, f"{dotted(path)} is {show(value)}", **_pattern(found))
    if sort in ("value_error", "assertion_error"):
        says = str(context.get("error", found["msg"]))[:400]
        named = _edited(places, path) or _named(says, data, places, path)
        here = _at(data, named)
        key = isinstance(here, dict) or f"'{here}'" not in says
        return places.problem("OST2006", named, f"{dotted(path or named)}: {says}", key=key).at(path=path or named)
    kinds = types_at(model, path)
    told = _not_sourced(places, path, value) if isinstance(value, dict) and kinds and all(map(is_plain, kinds)) else None
    return told or places.problem("OST2003", path, f"{dotted(path)} is {_what(value)}", allowed=type_words(kinds) or _said(found),
                                  remedy=remedy(value, kinds))


def _edited(places: Places, path: Where) -> Where:
    """The first place below a path that an edit has set, when the path's own stands in the file below the edits; else ()."""
    if not path or places.of(path).file != places.file:
        return ()
    return next((where for where, mark in places.marks.items() if where[:len(path)] == path and mark.file != places.file), ())


def _size(value: Any) -> str:
    """A value that is out of bounds: itself, or how much there is of it."""
    return f"{kind_of(value)} of {len(value)}" if isinstance(value, dict | list) else show(value)


def _share(value: Any, context: Any) -> str:
    """The remedy of a percentage where a share belongs, or ''."""
    return f"{value} percent is written {value / 100:g}" if context.get("le") == 1 and 1 < value <= 100 else ""


def _key(places: Places, path: Where, found: Any) -> Problem:
    """The Problem of a key that does not fit."""
    name, sort = found["input"], found["type"]
    if sort in WORDS:
        words = _words(found)
        return places.problem("OST2001", path, f"'{name}' in {dotted(path[:-1])}", allowed=", ".join(words),
                              nearest=nearest(str(name), words), key=True)
    fields: dict[str, Any] = _pattern(found) if sort == "string_pattern_mismatch" else {"allowed": _said(found)}
    if isinstance(name, int):
        fields["remedy"] = "put quotes around it"
    return places.problem("OST2006", path, f"the key {show(name)} in {dotted(path[:-1])}", key=True, **fields)


def _words(found: Any) -> list[str]:
    expected = str(found.get("ctx", {}).get("expected", ""))
    return re.findall(r"'([^']*)'", expected) or [expected]


def _pattern(found: Any) -> dict[str, Any]:
    """What a pattern asks for, in words where it is one of the language's, and the value written so, if it can be."""
    pattern, value = str(found["ctx"]["pattern"]), str(found["input"])
    rewritten = {re.sub(r"[^a-z0-9]+", joint, value.lower()).strip(joint) for joint in "_-"}
    fit = sorted(word for word in rewritten if re.match(pattern, word))
    return {"allowed": LOOKS.get(pattern, f"text like {pattern}"), "remedy": f"write {fit[0]}" if fit else ""}


def _named(says: str, data: Any, places: Places, path: Where) -> Where:
    """The place below a path that a message names: the words in quotes and its first word narrow it down, one after the other."""
    for word in [*re.findall(r"^\w+", says), *re.findall(r"'([^']+)'", says)]:
        below = [where for where in places.marks if len(where) > len(path) and where[:len(path)] == path]
        named = [where for where in below if where[-1] == word or _at(data, where) == word]
        path = min(named, key=len) if named else path
    return path


def _at(data: Any, path: Where) -> Any:
    here: Any = data
    for key in path:
        step = _key_of(here, key)
        if step is None:
            return None
        here = here[step]
    return here


SAID = (("greater than or equal to", "at least"), ("less than or equal to", "at most"), ("greater than", "more than"),
        ("a valid integer", "a whole number"), ("a valid string", "text"), ("a valid number", "a number"),
        ("a valid dictionary", "a mapping"), ("a valid list", "a list"), ("Dictionary should have ", ""), ("List should have ", ""),
        ("String should have ", ""), ("items", "entries"), ("item", "entry"))


def _said(found: Any) -> str:
    """What the validator allows, as the end of a sentence."""
    words = str(found["msg"]).removeprefix("Input should ").removeprefix("be ").split(" after validation")[0].split(", unable")[0]
    for theirs, ours in SAID:
        words = words.replace(theirs, ours)
    return words
