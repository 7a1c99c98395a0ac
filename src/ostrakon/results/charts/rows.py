"""Rows: what a chart draws, one mapping per mark, and the same that its CSV file holds.

Here lives the passage from what a summary tells to rows in the unit that is drawn. Never here: a mark, or a computation.
A key that begins with an underscore serves the drawing alone and is in no table.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from ostrakon.errors import fail
from ostrakon.results.figures import folded, number

Told = Mapping[str, Any]
Row = dict[str, Any]
Say = Callable[[str], str]
LETTER = 7.0                    # pixels of one, on average, in a wide font
FOLD = 30                       # letters of a label on one line
FORMULA = ("=", "+", "-", "@", "\t", "\r")      # with these begins what a spreadsheet takes for a formula (OWASP, "CSV Injection")


def plain(text: str) -> str:
    """The text itself: how a chart speaks unless told otherwise."""
    return text


def cannot(reason: str) -> NoReturn:
    """Raise OST7403: this folder has nothing that the chart could show."""
    fail("OST7403", reason, remedy="another chart, or another measure: ostrakon figure FOLDER --list says which there are")


def scaled(unit: str) -> tuple[float, str]:
    """What a value is multiplied by, and what the product counts.

    >>> scaled("share of people"), scaled("per 1,000 people")
    ((100.0, 'percent of people'), (1.0, 'per 1,000 people'))
    """
    return (100.0, unit.replace("share", "percent", 1).replace("shares", "percent", 1)) if unit.startswith("share") else (1.0, unit)


def words(name: str) -> str:
    """A name as a label."""
    return name.replace("_", " ")


# Titles that say too little away from the one above them in a table.
ALONE = {"... of those listed": "Of the listed, wrongly", "... on the wrong person": "Records on the wrong person",
         "... of what never happened": "Records of what never happened", "... to error": "Points lost to error",
         "... to association": "Points lost to association"}


def title_of(told: Told) -> str:
    """The title of an outcome that stands alone."""
    title = str(told["title"])
    title = ALONE.get(title, title.removeprefix("... "))
    return title[:1].upper() + title[1:]


def row(label: str, told: Told, factor: float, **more: Any) -> Row:
    """One estimate: label, value, low, high, counted; why there is no value, where there is none."""
    value, low, high = (None if told.get(end) is None else told[end] * factor for end in ("value", "low", "high"))
    return {"label": label, "value": value, "low": low, "high": high, "counted": told.get("n"),
            "reason": told.get("reason", "") if value is None else "", **more}


def with_lines(rows: Sequence[Row], say: Say) -> list[Row]:
    """The same with the label broken into lines, for the axis, and what stands beside the dot: its value; in its place, the reason.

    Where a whole panel is zero, an axis from zero to zero would have no room: ``_reach`` is how far it goes then.
    """
    moved = {one.get("panel") for one in rows if any(one.get(end) for end in ("value", "low", "high"))}
    return [_with_lines(one, say) | ({} if one.get("panel") in moved else {"_reach": 1.0}) for one in rows]


def _with_lines(one: Row, say: Say) -> Row:
    shown = "" if one.get("value") is None else number(one["value"]).replace("-", "\u2212")
    reason = {"reason": say(one["reason"])} if one.get("reason") else {}
    return {**one, **reason, "_label": "\n".join(_lines(one["label"])), "_shown": shown}


def _lines(label: str) -> list[str]:
    """A label on several lines: between words where it has words, at its dots where it is a path."""
    if " " in label or "." not in label:
        return folded(label, FOLD)
    lines = [""]
    for word in re.findall(r"[^.]+\.?", label):
        if lines[-1] and len(lines[-1]) + len(word) > FOLD:
            lines.append("")
        lines[-1] += word
    return lines


def room_of(rows: Sequence[Row]) -> int:
    """Pixels that the longest line of a label takes, and a little."""
    wide = max((width_of(line) for one in rows for line in str(one["_label"]).split("\n")), default=0.0)
    return round(wide) + 20


def width_of(line: str) -> float:
    """About so many pixels; letters of Chinese, Japanese and Korean are twice as wide."""
    return sum(12.0 if unicodedata.east_asian_width(letter) in "WF" else LETTER for letter in line)


def step_of(rows: Sequence[Row]) -> int:
    """Pixels from row to row."""
    return 10 + 14 * max((one.get("_label", "").count("\n") + 1 for one in rows), default=1)


def guarded(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front. Numbers stay.

    >>> guarded("=1+1"), guarded(-2.5), guarded("a-b")
    ("'=1+1", -2.5, 'a-b')
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else "" if cell is None else cell


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV (RFC 4180, UTF-8): every key of any row is a column, in the order in which they first come."""
    columns = list(dict.fromkeys(key for one in rows for key in one if not key.startswith("_")))
    columns = [name for name in columns if any(one.get(name) not in (None, "") for one in rows)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([guarded(one.get(name)) for name in columns] for one in rows)
    return text.getvalue()
