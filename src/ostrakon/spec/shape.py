"""What the models accept at a path: the names of their keys and the plain types of their leaves.

Here lives the walk over the models' annotations, which serves the nearest right names, the overrides and the strict
reading of numbers. Never here: a model, or a message.
"""

import datetime
import enum
import re
import types
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, WrapValidator

from ostrakon.spec.text import Where, resolve_plain

Type = Any          # an annotation
_EARLY = ("before", "wrap", "plain")
SWITCHES = {"yes": True, "on": True, "y": True, "no": False, "off": False, "n": False}
NUMBER = re.compile(r"[-+]?[0-9]{1,18}(\.[0-9]{1,18})?\Z")
PERCENT = re.compile(r"([-+]?[0-9]{1,15}(\.[0-9]{1,15})?) ?%\Z")
COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+\Z")
GROUPED = re.compile(r"[-+]?[0-9]{1,3}([ ,_'][0-9]{3}){1,5}\Z")


def _origin(kind: Type) -> Any:
    return get_origin(kind)


def options(kind: Type) -> list[Type]:
    """The members of a union, or the annotation itself, without `Annotated`."""
    origin = _origin(kind)
    if origin is None:
        return [kind]
    if origin is Annotated:
        inner, *extras = get_args(kind)
        return [Any] if any(isinstance(x, BeforeValidator | WrapValidator) for x in extras) else options(inner)
    if origin in (Union, types.UnionType):
        return [one for member in get_args(kind) for one in options(member)]
    return [kind]


def is_model(kind: Type) -> bool:
    """Whether an annotation is a pydantic model."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


@cache
def fields(model: type[BaseModel]) -> Mapping[str, Type]:
    """The keys of a model, as written, and their annotations; a field read by an early validator is `Any`."""
    early = {name for found in model.__pydantic_decorators__.field_validators.values()
             if found.info.mode in _EARLY for name in found.info.fields}
    out: dict[str, Type] = {}
    for name, info in model.model_fields.items():
        loose = name in early or any(isinstance(x, BeforeValidator | WrapValidator) for x in info.metadata)
        out[info.alias or name] = Any if loose else info.annotation
    return out


@cache
def _options_of_fields(model: type[BaseModel]) -> Mapping[str, list[Type]]:
    return {name: options(kind) for name, kind in fields(model).items()}


def _step(kind: Type, key: str | int) -> list[Type]:
    if is_model(kind):
        return _options_of_fields(kind).get(str(key), [])
    origin = _origin(kind)
    args = get_args(kind)
    if origin in (dict, Mapping) and len(args) == 2:
        return options(args[1])
    if isinstance(key, str):
        return [Any] if kind is Any else []
    if origin is tuple and args and args[-1] is not Ellipsis:
        return options(args[key]) if key < len(args) else []
    if origin in (list, tuple, set, frozenset, Sequence, AbstractSet) and args:
        return options(args[0])
    return [Any] if kind is Any else []


def types_at(model: Type, path: Iterable[str | int]) -> list[Type]:
    """The annotations possible at a path; empty when the path leads nowhere."""
    here = options(model)
    for key in path:
        here = [one for kind in here for one in _step(kind, key)]
    return here


def names_at(model: Type, path: Where) -> list[str]:
    """The keys that the models at a path declare (none for a mapping whose keys are free)."""
    return [name for kind in types_at(model, path) if is_model(kind) for name in fields(kind)]


def _scalar_fits(kind: Type, value: Any) -> bool:
    if kind in (bool, str):
        return isinstance(value, kind)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind in (None, type(None)):
        return value is None
    if isinstance(kind, type) and issubclass(kind, datetime.date | enum.Enum):
        return isinstance(value, str)
    if is_model(kind):
        return any(d.info.mode in _EARLY for d in kind.__pydantic_decorators__.model_validators.values())
    if _origin(kind) is Literal:
        return any(type(value) is type(word) for word in get_args(kind))
    return get_origin(kind) is None         # Any and what is not known here is left to the models


def misfits(model: Type, data: Any, path: Where = ()) -> Iterable[tuple[Where, Any, list[Type]]]:
    """Scalars that the models would only take by converting them (text for a number, true for 1, 1.0 for 1)."""
    yield from _misfits(types_at(model, path), data, path)


def _misfits(kinds: list[Type], value: Any, path: Where) -> Iterable[tuple[Where, Any, list[Type]]]:
    if isinstance(value, dict | list):
        pairs: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in pairs:
            yield from _misfits([one for kind in kinds for one in _step(kind, key)], item, (*path, key))
    elif kinds and not any(_scalar_fits(kind, value) for kind in kinds):
        yield path, value, kinds


def type_words(kinds: list[Type]) -> str:
    """The kinds of value allowed, in words."""
    words = {int: "a whole number", float: "a number", str: "text", bool: "true or false", type(None): "null"}
    out: list[str] = []
    for kind in kinds:
        out.append(words.get(kind) or _long_words(kind))
    return " or ".join(dict.fromkeys(out))


def _long_words(kind: Type) -> str:
    origin = _origin(kind)
    if origin is Literal:
        return " or ".join(str(word) for word in get_args(kind))
    if isinstance(kind, type) and issubclass(kind, datetime.date):
        return "a date such as 2020-01-01"
    return "a mapping" if is_model(kind) or origin in (dict, Mapping) else "a list"


def is_plain(kind: Type) -> bool:
    """Whether an annotation is of a single value: no mapping, no list, no model."""
    return kind in (int, float, str, bool, None, type(None)) or _origin(kind) is Literal


def remedy(value: Any, kinds: list[Type], quoted: bool = True) -> str:
    """How a value of the wrong type would be written rightly, where that can be told from how it looks; else ''.

    quoted: whether a text stands in quotes; without them 012 and 1_000 are text too.
    """
    word = value.strip() if isinstance(value, str) else ""
    if bool in kinds and word.lower() in SWITCHES:
        return f"write {'true' if SWITCHES[word.lower()] else 'false'}"
    if type(None) in kinds and word.lower() in ("none", "nil", "no", "-"):
        return "write null, or leave the key out"
    if {int, float} & {*kinds} and (said := _number_remedy(word, float in kinds, quoted)):
        return said
    if int in kinds and isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return f"write {int(value)}"
    if any(_origin(kind) is list for kind in kinds):
        return _list_remedy(word, value)
    return ""


def _number_remedy(word: str, fraction: bool, quoted: bool) -> str:
    """How a text that looks like a number is written as one, or ''."""
    if found := PERCENT.match(word):
        share = f"write {Decimal(found[1]) / 100:f}, which is {found[1]} percent" if fraction else f"write {found[1]}"
        return share
    if GROUPED.match(word):
        whole = re.sub("[^-+0-9]", "", word)
        return f"write {whole}" + (f", or {word.replace(',', '.')} for a fraction" if fraction and word.count(",") == 1 else "")
    if COMMA.match(word):
        return f"write {word.replace(',', '.')}"
    if NUMBER.match(word):
        return f"take the quotes off {word}" if quoted and resolve_plain(word) != word else f"write {Decimal(word):f}"
    return ""


def _list_remedy(word: str, value: Any) -> str:
    if isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        word = ", ".join(value)
    return f"write [{word[:60]}]" if word else ""
