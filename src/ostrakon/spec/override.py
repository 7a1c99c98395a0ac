"""Overrides: `path.to.key=value` sets, `path+=value` adds, `path=off` switches off; one line each.

Here lives the reading of one override into an edit. Never here: its application, or what a value may be.
"""

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.edit import Edit
from ostrakon.spec.sourced import unwrap
from ostrakon.spec.text import Mark, read_text
from ostrakon.vocabulary import OFF

FILE = "<override>"


def read_override(text: str, number: int = 1) -> Edit:
    """The edit that one override, the `number`th, asks for. Raises OstrakonError OST1202, or those of reading YAML."""
    left, equals, value = text.partition("=")
    adds = left.rstrip().endswith("+")
    words = tuple(word.strip() for word in left.rstrip().removesuffix("+").split("."))
    if not equals or not all(words) or len(text.splitlines()) != 1:
        remedy = "" if equals or not all(words) else f"write {'.'.join(words)[:80]}=VALUE"
        raise OstrakonError(Problem("OST1202", f"'{text[:80]}'", "path.to.key=value, on one line", remedy, FILE, number, 1, text))
    mark, at = Mark(number, 1, text, FILE), Mark(number, text.index("=") + 2, text, FILE)
    if value.strip() == OFF and not adds:
        return Edit("remove", words, text, mark, value_mark=at)
    return _with_value(Edit("add" if adds else "set", words, text, mark, value_mark=at), value.strip())


def _with_value(edit: Edit, value: str) -> Edit:
    """The edit with its value read as YAML, with the refusals of a file; its places point into the override's text."""
    text, number = edit.text, edit.mark.line
    before = text.index("=") + 1
    shift = before + len(text[before:]) - len(text[before:].lstrip())

    def column(found: int) -> int:
        return min(max(1, found - 2 + shift), len(text) + 1)

    try:
        body = read_text(f"value:\n  {value}" if value else "value:", FILE)
        if set(body.data) != {"value"}:
            raise OstrakonError(Problem("OST1202", "more than one value", file=FILE))
    except OstrakonError as error:
        raise OstrakonError(*(p.at(file=FILE, line=number, column=column(p.column), text=text) for p in error.problems)) from None
    plain = unwrap(body)
    if plain.problems:
        raise OstrakonError(*(p.at(line=number, column=shift + 1, text=text) for p in plain.problems))
    marks = {where[1:]: Mark(number, column(found.column), text, FILE)
             for where, found in plain.marks.items() if where[:1] == ("value",)}
    sources = {where[1:]: found for where, found in plain.provenance.items()}
    return Edit(edit.how, edit.words, text, edit.mark, plain.data["value"], edit.value_mark, marks, {}, sources)
