"""The five tables of a society's own file: their columns, their words, and what is wrong in one of them by itself.

Here live the form of each table and its counts by key. Never here: the reading of a file, or what two tables say together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ostrakon.errors import Problem
from ostrakon.spec.counts import LEAST, band_remedy, not_a_count
from ostrakon.spec.sheet import Row, Sheet
from ostrakon.spec.society import AGE_BANDS, EDUCATIONS, JOBS
from ostrakon.spec.text import Mark
from ostrakon.vocabulary import nearest

SEXES = ("male", "female")
GENERATIONS = ("one_generation", "two_generation", "three_generation", "four_generation")
MOST_REGIONS = 127
Words = tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """The columns of a table beside `region`: words that say what is counted, and counts. `optional` ones may be left out."""

    words: dict[str, Words]
    counts: Words
    optional: Words = ()

    @property
    def keys(self) -> Words:
        """The columns that say what is counted."""
        return ("region", *self.words)


LAYOUTS = {
    "regions": Layout({}, ("people", "urban", "minority")),
    "age_sex": Layout({"age_band": AGE_BANDS, "sex": SEXES}, ("people",)),
    "education": Layout({"education": EDUCATIONS, "sex": SEXES}, ("people",), optional=("sex",)),
    "jobs": Layout({"job": JOBS}, ("people",)),
    "households": Layout({}, ("households", "one_person", *GENERATIONS, "people_in_households", "people_in_collective")),
}


@dataclass(frozen=True)
class Counted:
    """A table's counts by key, and the row of each key; a key is (region, word, ...) in the order of ``keys``."""

    sheet: Sheet
    keys: Words
    rows: dict[Words, Row]

    def count(self, key: Words, column: str = "people") -> int:
        """The count of a key."""
        return int(self.sheet.cell(self.rows[key], column))

    def mark(self, key: Words, column: str = "people") -> Mark:
        """The place of a count."""
        return self.sheet.mark(self.rows[key], column)

    def first(self, region: str, column: str = "people") -> Mark:
        """The place of a region's first count."""
        return self.mark(next(key for key in self.rows if key[0] == region), column)

    def total(self, region: str, *words: str) -> int:
        """All people of a region; with words, those of keys that have them all."""
        return sum(self.count(key) for key in self.rows if key[0] == region and set(words) <= set(key[1:]))


def counted(sheet: Sheet, layout: Layout) -> Counted:
    """The sheet by key; of rows with one key, the first."""
    keys = tuple(key for key in layout.keys if key in sheet.columns)
    rows: dict[Words, Row] = {}
    for row in sheet.rows:
        rows.setdefault(tuple(sheet.cell(row, key) for key in keys), row)
    return Counted(sheet, keys, rows)


def wrong_columns(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """OST1305: columns that are unknown, given twice or missing."""
    allowed = [*layout.keys, *layout.counts]
    words = ", ".join(allowed) + (f"; {', '.join(layout.optional)} may be left out" if layout.optional else "")
    for i, column in enumerate(sheet.columns):
        at = Mark(sheet.header.line, sheet.header.starts[i], sheet.header.text, sheet.file)
        if column not in allowed:
            yield at.problem("OST1305", f"'{column[:60]}' is unknown", allowed=words, nearest=nearest(column, allowed))
        elif column in sheet.columns[:i]:
            yield at.problem("OST1305", f"'{column}' is given twice", allowed=words, remedy="take one out")
    meant = {nearest(column, allowed) for column in sheet.columns if column not in allowed}
    for column in allowed:
        if column not in {*sheet.columns, *layout.optional, *meant}:
            yield sheet.mark(sheet.header).problem("OST1305", f"'{column}' is missing", allowed=words, remedy=f"add the column '{column}'")


def wrong_rows(found: Counted, layout: Layout, regions: Words | None) -> Iterator[Problem]:
    """What is wrong in a table by itself: words, rows given twice, cells, missing rows. ``regions``: None where it may name any."""
    sheet = found.sheet
    misnamed = [problem for row in sheet.rows for part in (_words, _again) for problem in part(found, row, layout, regions)]
    yield from misnamed
    yield from (problem for row in sheet.rows for column in layout.counts for problem in _cell(sheet, row, column))
    if not misnamed:            # a row under a wrong name is not missing
        yield from _missing(found, layout, regions)


def _again(found: Counted, row: Row, layout: Layout, regions: Words | None) -> Iterator[Problem]:
    key = tuple(found.sheet.cell(row, column) for column in found.keys)
    if found.rows[key] is not row:
        yield found.sheet.mark(row).problem("OST1308", f"'{', '.join(key)}', first on line {found.rows[key].line}",
                                            allowed=f"one row for each {' and '.join(found.keys)}", remedy="keep one of them")


def _words(found: Counted, row: Row, layout: Layout, regions: Words | None) -> Iterator[Problem]:
    sheet = found.sheet
    name = sheet.cell(row, "region")
    if regions is None and not 0 < len(name) <= 60:
        yield sheet.mark(row, "region").problem("OST1306", f"a name of {len(name)} letters in 'region'", allowed="1 to 60 letters")
    known = {"region": regions, **layout.words}
    for column in found.keys:
        word, allowed = sheet.cell(row, column), known[column]
        if allowed is not None and word not in allowed:
            band = band_remedy(word) if column == "age_band" else ""
            yield sheet.mark(row, column).problem("OST1306", f"'{word[:60]}' in '{column}'", allowed=", ".join(allowed), remedy=band,
                                                  nearest="" if band else nearest(word, allowed))


def _cell(sheet: Sheet, row: Row, column: str) -> Iterator[Problem]:
    cell, at = sheet.cell(row, column), sheet.mark(row, column)
    if told := not_a_count(cell):
        yield at.problem("OST1307", f"'{cell[:40]}' in '{column}', {told[0]}", allowed="a whole number, such as 0 or 1250000",
                         remedy=told[1])
    elif 0 < int(cell) < LEAST:
        yield small(at, f"{cell} in '{column}'")


def small(at: Mark, said: str) -> Problem:
    """The Problem of a count from 1 to 9."""
    return at.problem("OST1303", said, allowed=f"0, or {LEAST} and more", remedy="add it to a neighbouring group or region")


def _missing(found: Counted, layout: Layout, regions: Words | None) -> Iterator[Problem]:
    sheet, top = found.sheet, found.sheet.mark(found.sheet.header)
    if not found.rows:
        yield top.problem("OST1309", "no row at all", allowed="a row for each region", remedy="add the counts")
        return
    if regions is None and len(found.rows) > MOST_REGIONS:
        yield top.problem("OST1306", f"{len(found.rows)} regions", allowed=f"at most {MOST_REGIONS}", remedy="add small ones up")
    for region in regions or ():
        here = next((row for key, row in found.rows.items() if key[0] == region), None)
        lacking = [key for key in product((region,), *(layout.words[key] for key in found.keys[1:])) if key not in found.rows]
        if lacking:
            said = f"'{', '.join(lacking[0])}'" if here else f"the region '{region}'"
            said += f" and {len(lacking) - 1} more of the region" if here and len(lacking) > 1 else ""
            yield (sheet.mark(here) if here else top).problem("OST1309", said, allowed=f"a row for each {' and '.join(found.keys)}",
                                                              remedy="add it; a group in which nobody is has a row with 0")
