"""One CSV file of counts: found beside the society's file, read within bounds, split into rows that remember their places.

Here live the refusals of paths and of text that is no table. Never here: what a column means. A file is read whole or not at
all, never beyond `MOST_BYTES`, and no more of its rows are split than a table can have.
"""

import csv
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.text import Mark, decode

MOST_BYTES = 5_000_000
MOST_ROWS = 127 * 19 * 2        # regions by age bands by sexes: no table has more
_LINES = re.compile(r"\r\n|\n|\r")
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its number from 1, its text, its cells without the spaces around them."""

    line: int
    text: str
    cells: tuple[str, ...]

    @property
    def starts(self) -> list[int]:
        """The column of each cell, from 1."""
        out, quoted = [1], False
        for i, letter in enumerate(self.text):
            quoted ^= letter == '"'
            if letter == "," and not quoted:
                out.append(i + 2)
        return out


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: names of columns, rows of as many cells each, and what is wrong with lines that are none.

    `more`: whether there are lines beyond `MOST_ROWS`; those are not split.
    """

    file: str
    header: Row
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    more: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.header.cells

    def cell(self, row: Row, column: str) -> str:
        """What stands in a row under a column."""
        return row.cells[self.columns.index(column)]

    def mark(self, row: Row, column: str = "") -> Mark:
        """The place of a cell, or of the row's first."""
        starts = row.starts
        at = self.columns.index(column) if column in self.columns else 0
        return Mark(row.line, starts[min(at, len(starts) - 1)], row.text, self.file)


def read_sheet(folder: Path, name: str, shown: str, at: Mark) -> Sheet:
    """The table in the file ``name`` of a folder; ``shown`` is the file's name in messages, ``at`` the place that names it.

    Raises OstrakonError: OST1301 for a path that leads out of the folder, OST1001 to OST1004 for what cannot be read, OST1304.
    """
    raw = _bytes(_inside(folder, name, at), name, at)
    lines = [Row(n, text, ()) for n, text in enumerate(_LINES.split(decode(raw, shown)), 1) if text.strip(" \t,;")]
    if not lines:
        raise OstrakonError(Problem("OST1304", "no line", "a line with the names of the columns, then rows", file=shown))
    header = _header(lines[0], shown)
    rows: list[Row] = []
    problems: list[Problem] = []
    if len(lines) - 1 > MOST_ROWS:
        at = Mark(lines[MOST_ROWS + 1].line, 1, lines[MOST_ROWS + 1].text, shown)
        problems.append(at.problem("OST1304", f"more than {MOST_ROWS:,} rows", allowed="at most 127 regions, 19 age bands and 2 sexes",
                                   remedy="add the counts up to these groups"))
    for line in lines[1:MOST_ROWS + 1]:
        try:
            rows.append(_row(line, header, shown))
        except OstrakonError as error:
            problems += error.problems
    return Sheet(shown, header, tuple(rows), tuple(problems), len(lines) - 1 > MOST_ROWS)


def _inside(folder: Path, name: str, at: Mark) -> Path:
    """The file, links followed, when it lies in the folder."""
    allowed = "a file in the folder of the society's file, or below it"
    given = Path(name)
    if given.is_absolute() or given.drive or ".." in given.parts:
        raise OstrakonError(at.problem("OST1301", f"'{name[:80]}'", allowed=allowed, remedy="give its name, such as regions.csv"))
    try:
        path = (folder / given).resolve()
        inside = path.is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError) as error:         # links in a ring, a NUL
        raise OstrakonError(at.problem("OST1001", f"{name!r}: {error}", remedy="check the path")) from None
    if not inside:
        raise OstrakonError(at.problem("OST1301", f"'{name[:80]}' is a link that leads out of the folder", allowed=allowed,
                                       remedy="copy the file into the folder"))
    return path


def _bytes(path: Path, name: str, at: Mark) -> bytes:
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise OstrakonError(at.problem("OST1001", f"'{name}' is no ordinary file", allowed="a file on the disk"))
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = f"'{name}': {error.strerror or error}"
        raise OstrakonError(at.problem("OST1001", reason, remedy="check the path and its permissions")) from None
    if len(raw) > MOST_BYTES:
        raise OstrakonError(at.problem("OST1002", f"'{name}' has more than {MOST_BYTES:,} bytes", allowed=f"at most {MOST_BYTES:,} bytes",
                                       remedy="a table of counts is far smaller; give counts by region, not records"))
    return raw


def _cells(line: Row, file: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(iter(csv.reader([line.text], strict=True, skipinitialspace=True)))]
    except csv.Error as error:
        at = Mark(line.line, 1, line.text, file)
        remedy = "close quotes on their line; put a quote inside quotes twice"
        raise OstrakonError(at.problem("OST1304", str(error), remedy=remedy)) from None


def _header(line: Row, file: str) -> Row:
    cells = _cells(line, file)
    while len(cells) > 1 and not cells[-1]:          # a spreadsheet leaves empty columns at the end
        cells.pop()
    other = next((sign for sign in ";\t|" if sign in line.text), "")
    if len(cells) == 1 and other:
        at = Mark(line.line, line.text.index(other) + 1, line.text, file)
        raise OstrakonError(at.problem("OST1304", f"columns parted by {other!r}", allowed="a comma between columns",
                                       remedy="save the sheet as CSV with commas"))
    return Row(line.line, line.text, tuple(cells))


def _row(line: Row, header: Row, file: str) -> Row:
    cells, n = _cells(line, file), len(header.cells)
    while len(cells) > n and not cells[-1]:
        cells.pop()
    row = Row(line.line, line.text, tuple(cells))
    if len(cells) != n:
        column = [*row.starts, 1][n] if len(cells) > n else len(line.text) + 1
        at = Mark(line.line, column, line.text, file)
        remedy = "write numbers without separators; put quotes around a name with a comma" if len(cells) > n else "fill every column"
        raise OstrakonError(at.problem("OST1304", f"{len(cells)} cells", allowed=f"{n}, as many as columns", remedy=remedy))
    return row
