"""Makes docs/verification/mutations.md: each line of each preset deleted, each value altered, and what the language says to it.

Here live the mutations and the judging of one. A mutation is told (an error or a warning), changes the tables, or touches
words, sources or what is switched off; anything else would be silence, and there must be none. Never here: a list of lines.
Run: python verification/mutations.py [ID ...]
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ostrakon.engine.schedule import schedule
from ostrakon.errors import OstrakonError
from ostrakon.program import tables_digest
from ostrakon.society import society_of
from ostrakon.spec.check import check
from ostrakon.spec.difference import differences, why_nothing
from ostrakon.spec.find import CATALOG, ids
from ostrakon.spec.load import Loaded, load_regime, load_society
from ostrakon.spec.source import read_source
from ostrakon.spec.text import Where, decode, read_bytes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "verification" / "mutations.md"
START, DAYS = date(2020, 1, 1), 365
# an error; other tables; a warning; words for readers; a source, note or range; an entry that is off; what is the default anyway
SORTS = ("refused", "tables", "warned", "words", "source", "off", "default", "silence")


@dataclass(frozen=True)
class Mutation:
    """A changed text: how (`delete` or `alter`), the line, and what stood there."""

    how: str
    line: int
    what: str
    text: str


def text_of(name: str) -> str:
    """The file of a preset."""
    path = CATALOG / "regimes" / name / "regime.yaml"
    return decode(read_bytes(path), str(path))


def mutations(text: str) -> Iterator[Mutation]:
    """Every line deleted that says something, and every value altered."""
    lines = text.splitlines(keepends=True)
    for i, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            yield Mutation("delete", i + 1, line.strip(), "".join(lines[:i] + lines[i + 1:]))
    depth: list[bool] = []          # of each open mapping or list: is the next scalar a key?
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            _turn(depth)
            depth.append(isinstance(event, yaml.MappingStartEvent))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth.pop()
        elif isinstance(event, yaml.ScalarEvent):
            key = _turn(depth)
            if not key:
                a, b = event.start_mark.index, event.end_mark.index
                yield Mutation("alter", event.start_mark.line + 1, text[a:b][:40], text[:a] + altered(event, text[a:b]) + text[b:])


def _turn(depth: list[bool | None]) -> bool:
    """Whether what comes now is a key; in a mapping keys and values take turns."""
    if not depth or depth[-1] is False:
        return False
    is_key = depth[-1] is True
    depth[-1] = None if is_key else True
    return is_key


def altered(event: yaml.ScalarEvent, raw: str) -> str:
    """Another value of the same sort: a number one more or half as much again, the other truth, a word with a letter more."""
    if event.style in (">", "|"):
        return raw.rstrip("\n") + "x\n"
    if event.style:
        return raw[:-1] + "x" + raw[-1]
    words = {"true": "false", "false": "true", "null": "7"}
    if raw in words:
        return words[raw]
    try:
        return str(int(raw) + 1)
    except ValueError:
        pass
    try:
        number = float(raw)
        return repr(number * 1.5 if number * 1.5 <= 1 or number > 1 else number / 2)
    except ValueError:
        return raw + "x"


@cache
def _society(name: str) -> tuple[Any, Any]:
    loaded = load_society(name)
    return loaded.model, society_of(loaded.model)


def tables(loaded: Loaded[Any], society: Any) -> str:
    """A digest of every table and date of a regime."""
    found = schedule(loaded.model, society, START, DAYS, loaded.places)
    return tables_digest([found.tables, found.idle, *(phase.tables for phase in found.phases)],
                         [(p.day, p.share, sorted(p.regions or ()), p.abolition, p.keep_scores, p.entry, p.closed) for p in found.phases],
                         loaded.model.burn_in_days)


@dataclass(frozen=True)
class Preset:
    """A preset as it is: loaded, the digest of its tables, its warnings."""

    name: str
    loaded: Loaded[Any]
    digest: str
    warnings: frozenset[tuple[str, Where]]


@cache
def preset(name: str) -> Preset:
    """The preset by name."""
    loaded = load_regime(name)
    model, society = _society(loaded.model.society)
    return Preset(name, loaded, tables(loaded, society), frozenset((p.code, p.path) for p in check(loaded.model, model)))


def judge(base: Preset, text: str) -> tuple[str, str]:
    """(sort, words): what the language says to a mutated text of a preset."""
    try:
        loaded = load_regime(text if "\n" in text else text + "\n")
        model, society = _society(loaded.model.society)
        problems = check(loaded.model, model)
        if wrong := [p for p in problems if not p.is_warning]:
            return "refused", wrong[0].code
        digest = tables(loaded, society)
    except OstrakonError as error:
        return "refused", error.problems[0].code
    if digest != base.digest:
        return "tables", ""
    if new := [p for p in problems if (p.code, p.path) not in base.warnings]:
        return "warned", new[0].code
    found = list(differences(base.loaded.data, loaded.data))
    if not found:
        return ("source", "") if loaded.provenance != base.loaded.provenance else ("default", "")
    if all(d.is_words for d in found):
        return "words", ""
    whys = list(why_nothing([d for d in found if not d.is_words], base.loaded.data, loaded.data, []))
    for sort, end in (("off", "is switched off"), ("default", "what holds anyway")):
        if all(why.endswith(end) for why in whys):
            return sort, ""
    return "silence", "; ".join(whys)


def run(name: str) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Counts by (how, sort) of all mutations of a preset, and the silences."""
    base, count, silent = preset(name), Counter[tuple[str, str]](), []
    for mutation in mutations(text_of(name)):
        sort, words = judge(base, mutation.text)
        count[mutation.how, sort] += 1
        if sort == "silence":
            silent.append(f"{name}:{mutation.line}: {mutation.how} '{mutation.what}': {words}")
    return count, silent


def page(counts: dict[str, Counter[tuple[str, str]]], seconds: float) -> str:
    """The page."""
    heads = SORTS[:-1]
    lines = [
        "# Mutations", "",
        "Every line of every preset is deleted and every value altered, one at a time. Made by `verification/mutations.py`; a test takes a",
        "part of them each time.", "",
        "*refused*: an error tells it. *tables*: the tables of the simulation become others. *warned*: a warning says that it has no",
        "effect. *words*, *source*: documentation. *off*: it belongs to an entry that is switched off. *default*: what stood there holds",
        "anyway. *silence*: anything else.", "",
        "| preset | | " + " | ".join(heads) + " | silence | all |", "| --- | --- |" + " ---: |" * (len(heads) + 2)]
    total: Counter[tuple[str, str]] = Counter()
    for name, count in counts.items():
        total += count
        lines += [_row(name, how, count) for how in ("delete", "alter")]
    quiet = sum(n for (_, sort), n in total.items() if sort == "silence")
    lines.insert(2, f"**Verdict.** {quiet:,} of {sum(total.values()):,} mutations are met with silence; 0 is meant.\n")
    lines += [_row("all", how, total) for how in ("delete", "alter")]
    print(f"{sum(total.values()):,} mutations in {seconds:.0f} s")
    return "\n".join(lines) + "\n"


def _row(name: str, how: str, count: Counter[tuple[str, str]]) -> str:
    cells = [count[how, sort] for sort in SORTS]
    return f"| {name} | {how} | " + " | ".join(f"{n:,}" for n in [*cells, sum(cells)]) + " |"


def main() -> int:
    """Judge every mutation of the presets named, or of all, and write the page when it is all; 1 when one is met with silence."""
    names = sys.argv[1:] or ids("regime")
    began, counts, silent = time.perf_counter(), {}, []
    for name in names:
        counts[name], told = run(name)
        silent += told
        print(name, dict(counts[name]), flush=True)
    print("\n".join(silent))
    text = page(counts, time.perf_counter() - began)
    if names == ids("regime"):
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text)
    return int(bool(silent))


if __name__ == "__main__":
    read_source("regime", "none")       # a broken installation is told before an hour of work
    sys.exit(main())
