"""Makes schema/*.schema.json from the models: the forms of the language as written and as resolved, and what is written out of a run.

Here live the table of forms and the way from a model to a schema that knows sourced values. Never here: a key of the
language; all keys come from the models. What a schema cannot say (a name that another section declares, 1.0 where a
whole number is wanted, the ends of a range) `ostrakon check` says. Run: python schema/make_schema.py
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from ostrakon.lives.form import Life
from ostrakon.report.plan import Plan
from ostrakon.spec.cited import Reference
from ostrakon.spec.diff import Diff
from ostrakon.spec.marginals import WrittenSociety
from ostrakon.spec.regime import Regime
from ostrakon.spec.role import Role
from ostrakon.spec.society import Society
from ostrakon.vocabulary import STATUSES

HERE = Path(__file__).resolve().parent
DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """One schema: its file, the model it is made from, and whether every key must be there (resolved) or defaults hold."""

    file: str
    model: type[BaseModel]
    complete: bool
    title: str
    description: str
    sourced: bool = True            # whether a value may stand with its source


SOURCED = "Any value may also be {value, source, quote, status, range, note}."
WRITTEN = f"Keys that have a default may be left out. {SOURCED}"
RESOLVED = f"Every key is there, defaults included; `ostrakon resolve` prints it. {SOURCED}"

# One line for each form of the language.
FORMS = (
    Form("regime.schema.json", Regime, False, "Regime, as written", f"A regime as a person writes it. {WRITTEN}"),
    Form("society.schema.json", WrittenSociety, False, "Society, as written", f"A society as a person writes it. {WRITTEN}"),
    Form("diff.schema.json", Diff, False, "Diff", f"A regime written as a change to another. {WRITTEN}"),
    Form("regime.resolved.schema.json", Regime, True, "Regime, as resolved", f"A regime written out. {RESOLVED}"),
    Form("society.resolved.schema.json", Society, True, "Society, as resolved", f"A society written out. {RESOLVED}"),
    Form("role.schema.json", Role, False, "Role", f"Somebody a source tells of, as a question that finds people. {WRITTEN}"),
    Form("study.schema.json", Plan, False, "Study", "The plan of a study, as `ostrakon study` carries it out.", False),
    Form("life.schema.json", Life, False, "Life", "One life of one run, as `ostrakon life --json` writes it.", False),
)

# Models that also take a short form in a file; the resolved form has the long one only.
SHORT: dict[type[BaseModel], Schema] = {Reference: {"type": "string", "description": "the work alone"}}

PROVENANCE: Schema = {
    "source": {"type": "string", "description": "a name from `references`, or the source in words"},
    "quote": {"type": "string", "description": "the words of the source"},
    "status": {"enum": list(STATUSES), "description": "how well the value is known"},
    "range": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2,
              "description": "[low, high] of what is thought possible, with the value inside"},
    "note": {"type": "string", "description": "what a reader should know about the value"},
}
SOURCED_VALUE: Schema = {
    "title": "Sourced value",
    "description": "a value with where it comes from and how well it is known",
    "type": "object",
    "properties": {"value": True, **PROVENANCE},
    "required": ["value"],
    "additionalProperties": False,
    "dependentSchemas": {"range": {"properties": {"value": {"type": "number"}}}},
}
NOTES = ("description", "default")          # said once, beside the two ways of writing a value
WIDE = 120                                  # what fits on a line stands on one


def schema(form: Form) -> Schema:
    """The schema of a form. Raises ValueError for a model with a short form that is not in SHORT."""
    made = form.model.model_json_schema(by_alias=True)
    if not form.sourced:
        return {"$schema": DRAFT, "$id": form.file, **made, "title": form.title, "description": form.description}
    parts = {name: _part(part, form.complete) for name, part in made.pop("$defs", {}).items()}
    whole = _part(made, form.complete) | {"title": form.title, "description": form.description}
    for model in _sections(form.model):
        if _reads_early(model) and model not in SHORT:
            raise ValueError(f"{model.__name__} takes a short form; say in SHORT which")
        if model in SHORT and model.__name__ in parts and not form.complete:
            parts[model.__name__] = {"anyOf": [parts[model.__name__], SHORT[model]]}
    head = {key: whole.pop(key) for key in ("title", "description")}
    return {"$schema": DRAFT, "$id": form.file, **head, **whole, "$defs": {**parts, "sourced": SOURCED_VALUE}}


def form_of(data: Mapping[Any, Any], complete: bool = False) -> Form:
    """The form that a file's data have. Raises LookupError when there is none."""
    for form in FORMS:
        if form.complete == complete and data.get("ostrakon") in get_args(form.model.model_fields["ostrakon"].annotation):
            return form
    raise LookupError(f"no form for {data.get('ostrakon')!r}")


def text(form: Form) -> str:
    """The schema as it stands in the file."""
    return _lines(schema(form), "") + "\n"


def _lines(value: Any, indent: str) -> str:
    short = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (indent and len(indent) + len(short) <= WIDE):
        return short
    below = indent + "  "
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{below}{json.dumps(key)}: {_lines(item, below)}" for key, item in value.items()) + f"\n{indent}}}"
    return "[\n" + ",\n".join(below + _lines(item, below) for item in value) + f"\n{indent}]"


def _sections(model: type[BaseModel]) -> set[type[BaseModel]]:
    """All sections of the language: what the model is derived from, and whatever else is derived from that."""
    base = next(kind for kind in reversed(model.__mro__) if issubclass(kind, BaseModel) and kind is not BaseModel)
    found = {base}
    while more := {below for kind in found for below in kind.__subclasses__()} - found:
        found |= more
    return found


def _reads_early(model: type[BaseModel]) -> bool:
    """Whether a model changes what it reads before it fits it, so that its schema does not know all that it takes."""
    return any(found.info.mode != "after" for found in model.__pydantic_decorators__.model_validators.values())


def _part(part: Schema, complete: bool) -> Schema:
    """The schema of one section: its values are sourced or not, and in the resolved form every key is there."""
    out = {"title": part["title"], **_bare(part, complete)}
    return out | ({"required": list(part["properties"])} if complete and "properties" in part else {})


def _bare(found: Schema, complete: bool) -> Schema:
    """A schema without the titles of fields, whose inner values may be sourced."""
    out = {key: value for key, value in found.items() if key != "title" and not (complete and key == "default")}
    for key in ("properties", "patternProperties"):
        if key in out:
            out[key] = {name: _sourced(inner, complete) for name, inner in out[key].items()}
    if set(out.get("propertyNames", ())) == {"description"}:
        del out["propertyNames"]                        # a remark on names says nothing that the pattern does not
    if "patternProperties" in out:
        out["additionalProperties"] = False             # a name that does not fit the pattern is no name
    for key in ("items", "additionalProperties"):
        if isinstance(out.get(key), dict):
            out[key] = _sourced(out[key], complete)
    if "oneOf" in out:
        out["anyOf"] = out.pop("oneOf")                 # sourced values may fit two forms that bare ones tell apart
    if "anyOf" in out:
        out["anyOf"] = [_bare(inner, complete) for inner in out["anyOf"]]
    return out


def _sourced(found: Schema, complete: bool) -> Schema:
    """A value, or a mapping of the value and where it comes from. What is free to be anything is that already."""
    bare = _bare(found, complete)
    notes = {key: bare.pop(key) for key in NOTES if key in bare}
    if not bare:
        return notes
    with_source = {"$ref": "#/$defs/sourced", "properties": {"value": bare}}
    return {**notes, "anyOf": [bare, with_source]}


def main() -> None:
    """Write every file."""
    for form in FORMS:
        (HERE / form.file).write_text(text(form), encoding="utf-8")


if __name__ == "__main__":
    main()
