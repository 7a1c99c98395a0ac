"""``ostrakon new``: a commented regime file to begin from, that checks clean.

Here live the words about each section and the writing of a file that must not be lost or half there. Never here: a regime;
what is copied is an entry of the catalogue or its template.
"""

import os
import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from ostrakon.errors import fail
from ostrakon.results.file import write_new
from ostrakon.spec.check import demand
from ostrakon.spec.find import CATALOG, ids, path_of
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.source import SUFFIXES
from ostrakon.spec.text import Document, decode, read_bytes, read_text
from ostrakon.spec.write import dump_data
from ostrakon.vocabulary import nearest

TEMPLATE = CATALOG / "templates" / "regime.yaml"
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
ID_WORDS = "small letters, digits and -, a letter or digit first, at most 60"
SECTIONS = {
    "references": "the works cited, each with the reason why",
    "update": "when points take effect",
    "scope": "whom the regime enrols",
    "awareness": "who knows of it: only the aware respond and appeal",
    "channels": "how conduct becomes known, with misses, mistaken persons and false records",
    "scoring": "the numbers kept about each person, their limits and how they recover",
    "rules": "what a record of one kind is worth, and whom else it reaches",
    "association": "whether people pay for those they know",
    "tiers": "ranges of the score, worst first",
    "lists": "black and red lists: how one gets on and off",
    "consequences": "what a tier or a list takes and gives",
    "redress": "who may appeal, with what success; null: nobody",
    "rollout": "from which day on it holds, and where",
    "amendments": "dated changes of the regime, by date",
    "burn_in_days": "days lived before day 0 that are not counted",
    "mechanisms": "the claims that it holds, and how to switch each of them",
}


def new(
    file: Annotated[str, typer.Argument(help="The file to write; it must not exist yet.", metavar="FILE.yaml")],
    from_: Annotated[
        str | None, typer.Option("--from", help="A regime of the catalogue to begin from; a small template unless given.", metavar="NAME")
    ] = None,
    id_: Annotated[str | None, typer.Option("--id", help="The new regime's id; from the file's name unless given.", metavar="ID")] = None,
) -> int:
    """Write a commented regime file to begin from. It checks clean; no file is overwritten."""
    target, name = _target(file), _id(file, id_)
    text = begun(name, from_)
    loaded = load_regime(text)
    demand(loaded.model, load_society(loaded.model.society).model, loaded.places)
    write_new(target, text, file)
    print(f"{file}: written. Next: ostrakon check {shlex.quote(file)}")
    return 0


def begun(name: str, source: str | None = None) -> str:
    """The text of a regime of this id that begins from an entry of the catalogue, or from the template.

    Raises OST1201 for an entry that does not exist. Comments and sources are those of the entry; only id and title differ.
    """
    known = ids("regime")
    if source is not None and source not in known:
        fail("OST1201", f"no regime '{source[:80]}'", allowed=", ".join(known), nearest=nearest(source, known),
             remedy="ostrakon catalog lists them; leave --from out to begin from a small template")
    path = TEMPLATE if source is None else path_of("regime", source)
    text = decode(read_bytes(path), str(path))
    text = _with_line(text, "id", name)
    if source is not None:
        text = _with_line(text, "title", f"A variant of {source}")
    return _head(read_text(text), name, source) + text


def _head(document: Document, name: str, source: str | None) -> str:
    """The comment at the top: where the file comes from, and what each of its sections is for."""
    begins = f"{name}: begun from the regime '{source}' of the catalogue; only id and title differ so far." if source else (
        f"{name}: a small regime to begin from. Every number is assumed; put your own in its place.")
    lines = [begins, "", "What each section is for:"]
    lines += [f"  {key:<14}{words}" for key, words in SECTIONS.items() if key in document.data]
    if source:
        lines += ["", "Once it says what its sources do not, write `family: study`, and give a changed number its own status and range."]
    lines += ["", "ostrakon check FILE says whether it is right, ostrakon explain FILE says it in words. An editor that knows JSON Schema",
              "completes its keys with schema/regime.schema.json of ostrakon's repository."]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + "\n"


def _with_line(text: str, key: str, value: str) -> str:
    """The text with another value of a key of the whole, comments around it left alone. A key that is missing follows `id`."""
    document, lines = read_text(text), text.splitlines(keepends=True)
    starts = sorted(mark.line - 1 for path, mark in document.keys.items() if len(path) == 1)
    new_line = dump_data({key: value})
    if (key,) not in document.keys:
        lines.insert(document.keys["id",].line, new_line)
        return "".join(lines)
    first = document.keys[key,].line - 1
    end = next((start for start in starts if start > first), len(lines))
    while end > first + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return "".join([*lines[:first], new_line, *lines[end:]])


def _target(file: str) -> Path:
    if not file.endswith(SUFFIXES) or not file.isprintable() or not Path(file).stem:
        fail("OST8001", f"the file to write is {file[:80]!r}", allowed="a name that ends in .yaml", remedy="ostrakon new my-regime.yaml")
    if os.path.lexists(file):
        fail("OST8001", f"{file} is there already", remedy="give another name; nothing was changed")
    return Path(file)


def _id(file: str, given: str | None) -> str:
    """The id given, or the file's name as an id. Raises OST8001 when it is none, or one of the catalogue's."""
    name = given if given is not None else re.sub(r"[\s_.]+", "-", Path(file).stem.lower())
    if not ID.match(name):
        said = f"--id is {name[:80]!r}" if given is not None else f"the file's name makes the id {name[:80]!r}"
        fail("OST8001", said, allowed=ID_WORDS, remedy="give another with --id")
    if name in ids("regime"):
        fail("OST8001", f"the id '{name}' is taken by a regime of the catalogue", remedy="give another with --id")
    return name
