"""Makes parameters.md of each entry of the catalogue: every parameter in words, with its status, source and range.

Here lives the page. Never here: a value, or the words for one (`src/ostrakon/spec/wording.py`).
Run: python docs/reference/make_parameters.py [ID ...]
"""

import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ostrakon.spec.find import ids, path_of
from ostrakon.spec.load import Loaded, load_regime, load_society
from ostrakon.spec.regime import Regime
from ostrakon.spec.society import Society
from ostrakon.spec.sourced import Provenance
from ostrakon.spec.text import Where
from ostrakon.spec.wording import words
from ostrakon.vocabulary import STATUSES

MODELS: dict[str, type[BaseModel]] = {"regime": Regime, "society": Society}
NEUTRAL = "without a status"
HEAD = """# Parameters: {title}

Made by `python docs/reference/make_parameters.py`; a test makes it again and compares. Here is every value of `{file}` that carries
a source or a status, and every plain number. What a status means is in `docs/language.md`.
"""
COLUMNS = "| what | value | status | source | range | note |\n| --- | --- | --- | --- | --- | --- |"


def entries() -> list[tuple[str, str]]:
    """(sort, id) of every entry."""
    return [(sort, name) for sort in MODELS for name in ids(sort)]


def page_path(sort: str, name: str) -> Any:
    """Where the page of an entry stands."""
    return path_of(sort, name).with_name("parameters.md")


def page(sort: str, name: str) -> str:
    """The page of an entry."""
    loaded: Loaded[Any] = load_society(name) if sort == "society" else load_regime(name)
    found = parameters(loaded)
    out = [HEAD.format(title=loaded.model.title, file=f"{sort}.yaml")]
    for section in dict.fromkeys(path[0] for path in found):
        rows = [_row(sort, loaded, path, *entry) for path, entry in found.items() if path[0] == section]
        out.append(f"## {str(section).replace('_', ' ').capitalize()}\n\n{COLUMNS}\n" + "\n".join(rows) + "\n")
    return "\n".join([*out, *_end(loaded, found)])


def parameters(loaded: Loaded[Any]) -> dict[Where, tuple[Any, Provenance]]:
    """Values with a source or status, and the plain numbers that the entry gives, in the order of its resolved form."""
    known, out = loaded.provenance, {}
    for path, value in _walk(loaded.data, ()):
        number = isinstance(value, int | float) and not isinstance(value, bool) and path in loaded.marks
        if path in known or (number and not any(path[:n] in known for n in range(len(path)))):
            out[path] = (value, known.get(path, Provenance()))
    return out


def _walk(value: Any, path: Where) -> Iterator[tuple[Where, Any]]:
    yield path, value
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _walk(item, (*path, key))


def _row(sort: str, loaded: Loaded[Any], path: Where, value: Any, found: Provenance) -> str:
    source = ", ".join(_work(loaded, word) for word in [found.source] if word)
    spread = f"{shown(found.range[0])} to {shown(found.range[1])}" if found.range else ""
    note = "; ".join(part for part in (f"“{found.quote}”" if found.quote else "", found.note) if part)
    cells = (words(MODELS[sort], path, loaded.data), shown(value), found.status or NEUTRAL, source, spread, note)
    return "| " + " | ".join(cell(text) for text in cells) + " |"


def _work(loaded: Loaded[Any], source: str) -> str:
    reference = loaded.model.references.get(source)
    return reference.work if reference else source


def shown(value: Any) -> str:
    """A value as it stands in a table."""
    if isinstance(value, dict):
        return "; ".join(f"{str(key).replace('_', ' ')}: {shown(item)}" for key, item in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(shown(item) for item in value) or "none"
    if value is None or isinstance(value, bool):
        return {None: "none", True: "yes", False: "no"}[value]
    return f"{value:,}" if isinstance(value, int) else repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def cell(text: str) -> str:
    """Text that a table's cell can hold."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def _end(loaded: Loaded[Any], found: dict[Where, tuple[Any, Provenance]]) -> list[str]:
    """Counts by status, and the works cited."""
    count = Counter(entry.status or NEUTRAL for _, entry in found.values())
    rows = [f"| {status} | {count[status]} |" for status in (*STATUSES, NEUTRAL) if count[status]]
    out = ["## How many are how well known\n\n| status | values |\n| --- | --- |\n" + "\n".join([*rows, f"| all | {len(found)} |"]) + "\n"]
    works = [_cited(loaded.model, name, sum(entry.source == name for _, entry in found.values())) for name in loaded.model.references]
    return [*out, "## Works cited\n\n" + ("\n".join(cell(work) for work in works) or "None.") + "\n"]


def _cited(model: Any, name: str, values: int) -> str:
    """A work: what rests on it by the file's own account, and why it is cited."""
    rules = sum(rule.citation == name for rule in getattr(model, "rules", {}).values())
    claims = sum(name in mechanism.sources for mechanism in getattr(model, "mechanisms", {}).values())
    rests = ", ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in ((values, "value"), (rules, "rule"), (claims, "claim")) if n)
    work = model.references[name]
    return f"* **{name}**{f' ({rests})' if rests else ''}: {work.work}" + (f". Why: {work.why}" if work.why else "") + "."


def main(names: list[str]) -> None:
    """Write the pages of the entries named, or of all."""
    for sort, name in entries():
        if not names or name in names:
            page_path(sort, name).write_text(page(sort, name), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
