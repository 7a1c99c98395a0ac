"""What may be written at a place in a regime's text: keys by the schema, names by what the text and its society hold.

Here lives the finding of the place in a text that need not be whole. Never here: a check.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ostrakon.spec.diff import Diff
from ostrakon.spec.find import ids
from ostrakon.spec.fit import dotted
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.regime import Regime
from ostrakon.vocabulary import STATUSES

LINE = re.compile(r"(?P<indent> *)(?:- +)?(?P<key>[\w.-]+)?\s*(?P<colon>:)?(?P<rest>.*)")
SOURCED = {"source": "a name under references", "status": ", ".join(STATUSES), "range": "[low, high] of what is thought possible",
           "quote": "the words of the source", "note": "a remark"}
NAMED = {"kind": "kinds", "channels": "channels", "dimension": "dimensions", "lists": "lists", "list": "lists", "source": "references",
         "society": "societies", "extends": "regimes", "consequences": "consequences"}
HEAD = {"ostrakon", "id", "title", "summary"}       # of a regime: a diff has its own
Option = dict[str, str]


def complete(text: str, line: int, column: int) -> dict[str, Any]:
    """``from``: the column, from 1, at which what is being written begins; and what may stand there."""
    lines = text.split("\n")
    here = lines[line - 1][:column - 1] if line <= len(lines) else ""
    word = re.search(r"[\w.-]*$", here)
    begins = word.start() if word else len(here)
    path, indent = _path(lines[:line - 1], here), len(here) - len(here.lstrip(" "))
    value = re.match(r" *(?:- +)?([\w.-]+):\s*\S*$", here)
    names = _names(text)
    options = _values(value[1], path, names) if value else _keys(path, names, _siblings(lines, line - 1, indent))
    return {"from": begins + 1, "options": list(options)}


def _path(above: list[str], here: str) -> list[str]:
    """The keys that the line stands under, by their indents."""
    found: list[str] = []
    indent = len(here) - len(here.lstrip(" "))
    for text in reversed(above):
        match = LINE.match(text)
        if not match or not match["key"] or not match["colon"] or text.lstrip().startswith("#"):
            continue
        if len(match["indent"]) < indent:
            found.insert(0, match["key"])
            indent = len(match["indent"])
    return found


def _siblings(lines: list[str], at: int, indent: int) -> set[str]:
    """Keys that stand there already."""
    found: set[str] = set()
    for step in (-1, 1):
        number = at + step
        while 0 <= number < len(lines):
            match = LINE.match(lines[number])
            if match and match["key"] and lines[number].strip():
                if len(match["indent"]) < indent:
                    break
                if len(match["indent"]) == indent and match["colon"]:
                    found.add(match["key"])
            number += step
    return found


@cache
def _schema(kind: str) -> dict[str, Any]:
    return (Diff if kind == "diff" else Regime).model_json_schema(by_alias=True)


def _resolve(node: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a node of a schema may be, references followed."""
    if "$ref" in node:
        yield from _resolve(root["$defs"][node["$ref"].rpartition("/")[2]], root)
        return
    yield node
    for one in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _resolve(one, root)


def _at(path: list[str], root: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    nodes = list(_resolve(root, root))
    for key in path:
        below: list[Mapping[str, Any]] = []
        for node in nodes:
            named = next((one for pattern, one in node.get("patternProperties", {}).items() if re.search(pattern, key)), None)
            child = node.get("properties", {}).get(key) or named or node.get("additionalProperties") or node.get("items")
            if isinstance(child, dict):
                for one in _resolve(child, root):
                    below += _resolve(one["items"], root) if "items" in one and "properties" not in one else [one]
        nodes = below
    return nodes


def _keys(path: list[str], names: Mapping[str, list[str]], there: set[str]) -> Iterator[Option]:
    root = _schema("diff" if "diff" in names["form"] else "regime")
    if names["base"] and path in (["set"], ["remove"]):
        for where, value in _paths(names["base"][0]):
            if where not in there and (path == ["remove"] or value):
                yield {"label": f"{where}: " if path == ["set"] else where, "detail": value, "info": ""}
        return
    if path and path[-1] in ("sees", "of", "kinds"):
        yield from ({"label": f"{name}: ", "detail": "kind", "info": ""} for name in names["kinds"] if name not in there)
        return
    seen = set(there)
    for node in _at(path, root):
        for key, child in node.get("properties", {}).items():
            if key not in seen:
                seen.add(key)
                yield {"label": f"{key}: ", "detail": _type(child, root), "info": child.get("description", "")}
    if "value" in there:
        yield from ({"label": f"{key}: ", "detail": "of a sourced value", "info": info} for key, info in SOURCED.items() if key not in seen)


def _values(key: str, path: list[str], names: Mapping[str, list[str]]) -> Iterator[Option]:
    if key == "status":
        yield from ({"label": status, "detail": "status", "info": ""} for status in STATUSES)
        return
    whole = path == ["set"]         # of a diff: the key is a path of its regime
    root = _schema("diff" if "diff" in names["form"] and not whole else "regime")
    where = key.split(".") if whole else [*path, key]
    key = where[-1]
    shown: set[str] = set()
    for node in _at(where, root):
        for value in (*node.get("enum", ()), *([node["const"]] if "const" in node else [])):
            if str(value) not in shown:
                shown.add(str(value))
                yield {"label": str(value), "detail": "value", "info": node.get("description", "")}
        if node.get("type") == "boolean":
            for word in ("true", "false"):
                if word not in shown:
                    shown.add(word)
                    yield {"label": word, "detail": "value", "info": ""}
    yield from ({"label": name, "detail": key, "info": ""} for name in names.get(NAMED.get(key, ""), ()) if name not in shown)


def _type(node: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    kinds = [one.get("type", "") for one in _resolve(node, root)]
    known = dict.fromkeys(kind for kind in kinds if kind and kind != "null")
    return " or ".join(known)


def _names(text: str) -> dict[str, list[str]]:
    """Names that the text gives to its own entries, and those that it can use of its society."""
    found: dict[str, list[str]] = {"regimes": ids("regime"), "societies": ids("society"), "form": []}
    form = re.search(r"^ostrakon: *(\w+)/", text, re.M)
    found["form"] = [form[1]] if form else ["regime"]
    extends = re.search(r"^extends: *[\"']?([\w-]+)", text, re.M)
    found["base"] = [extends[1]] if extends and extends[1] in found["regimes"] and "diff" in found["form"] else []
    for section in ("channels", "lists", "references", "consequences"):
        body = re.search(rf"^{section}:\n((?:[ #].*\n?|\n)*)", text, re.M)
        found[section] = re.findall(r"^  ([\w-]+):", body[1], re.M) if body else []
    dimensions = re.search(r"^  dimensions:\n((?:    .*\n?)*)", text, re.M)
    found["dimensions"] = re.findall(r"^    ([\w-]+):", dimensions[1], re.M) if dimensions else []
    society = re.search(r"^society: *([\w-]+)", text, re.M)
    found["kinds"] = list(_kinds(society[1] if society and society[1] in found["societies"] else "china-2020"))
    return found


@cache
def _paths(regime: str) -> tuple[tuple[str, str], ...]:
    """Where everything of a regime stands, and the value there; none for what holds others."""
    def below(value: Any, where: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
        holds = isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))
        if where:
            yield dotted(where), "" if holds else json.dumps(value, ensure_ascii=False, default=str)
        if holds:
            for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
                yield from below(inner, (*where, key))
    return tuple(below({key: value for key, value in load_regime(regime).data.items() if key not in HEAD}, ()))


@cache
def _kinds(society: str) -> tuple[str, ...]:
    return tuple(load_society(society).model.kinds)
