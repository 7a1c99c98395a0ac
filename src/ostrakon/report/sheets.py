"""Every table of a study as CSV beside its Parquet, with text that a spreadsheet cannot take for a formula.

Here lives the writing of a table as text. Never here: a table's content.

A cell of text that begins with one of ``FORMULA`` is written with an apostrophe before it, as OWASP advises against formulas in
CSV files ("CSV Injection"); numbers stay as they are. Whoever wants the text to the letter takes the Parquet file.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def guarded(value: object) -> str:
    """A cell: nothing for what is missing, a number as Python writes it, text that no spreadsheet computes.

    >>> guarded("=1+1"), guarded("plain"), guarded(-0.5), guarded(None)
    ("'=1+1", 'plain', '-0.5', '')
    """
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip(" ").startswith(FORMULA) else text


def sheet(table: Path) -> str:
    """A Parquet table as CSV text. Raises ValueError when it is none."""
    found = pq.read_table(table)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(name) for name in found.column_names])
    writer.writerows([guarded(row[name]) for name in found.column_names] for row in found.to_pylist())
    return out.getvalue()


def tables(folder: Path) -> Iterator[Path]:
    """All Parquet tables of a study, in order."""
    yield from sorted(folder.rglob("*.parquet"))


def write_sheets(folder: Path) -> None:
    """Write ``NAME.csv`` beside every ``NAME.parquet``, over what stands there: experiments leave some that are not guarded."""
    for table in tables(folder):
        table.with_suffix(".csv").write_text(sheet(table), encoding="utf-8")
