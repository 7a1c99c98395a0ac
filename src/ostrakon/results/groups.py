"""groups.csv: the digest of every group of communities of a run, so that a few of them can be checked without the rest.

Here live the file's form, writing and reading. Never here: a group that is lived (``engine/sample.py``).
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FILE = "groups.csv"
COLUMNS = ("replicate", "region", "group", "communities", "people", "digest")


@dataclass(frozen=True)
class Row:
    """One group. replicate counts from 1; region is its number in the society, from 0; group: the number of a community modulo 10."""

    replicate: int
    region: int
    group: int
    communities: int
    people: int
    digest: str


def text_of(rows: Iterable[Row]) -> str:
    """The file.

    >>> print(text_of([Row(1, 0, 3, 2, 9000, "ab")]), end="")
    replicate,region,group,communities,people,digest
    1,0,3,2,9000,ab
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return out.getvalue()


def read(file: Path) -> Sequence[Row]:
    """The rows of a file; none where there is no such file. Raises ValueError, with the line, for one that is not of this form."""
    try:
        lines = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return ()
    except csv.Error as error:
        raise ValueError(f"{FILE}: {error}") from None
    if not lines or tuple(lines[0]) != COLUMNS:
        raise ValueError(f"{FILE}: the first line is not {','.join(COLUMNS)}")
    return tuple(_row(number, cells) for number, cells in enumerate(lines[1:], 2))


def _row(number: int, cells: Sequence[str]) -> Row:
    if len(cells) != len(COLUMNS) or not all(cell.isascii() and cell.isdigit() and len(cell) < 19 for cell in cells[:-1]):
        raise ValueError(f"{FILE}: line {number} is no group")
    replicate, region, group, communities, people = map(int, cells[:-1])
    return Row(replicate, region, group, communities, people, cells[-1])
