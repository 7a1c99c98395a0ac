"""One line of a verification page: what theory or a publication says, what the simulation gives, and whether they agree.

Here live the line, the six ways to make one, and the table. Never here: a run, a formula, a choice of tolerance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

HOLDS, FAILS, OUT_OF_REACH, LEFT_OUT = "holds", "DOES NOT HOLD", "cannot be expressed", "left out"
HEAD = ("what", "setting", "expected", "got", "tolerance", "verdict")


@dataclass(frozen=True)
class Row:
    """A line. source: theory or publication; note: the formula, and what a reader should know.

    expected, got, tolerance are None where nothing was run. Make one with ``near``, ``exact``, ``at_most``, ``at_least``, ``out_of_reach``
    or ``left_out``.
    """

    source: str
    what: str
    setting: str
    expected: float | None
    got: float | None
    tolerance: float | None
    verdict: str
    note: str = ""

    @property
    def z(self) -> float | None:
        """Difference in tolerances; None where there is no tolerance."""
        if self.expected is None or self.got is None or not self.tolerance:
            return None
        return (self.got - self.expected) / self.tolerance


def near(source: str, what: str, setting: str, expected: float, got: float, tolerance: float, note: str = "") -> Row:
    """A line that holds when ``got`` lies within ``tolerance`` of ``expected``. Raises ValueError unless all three are finite.

    A tolerance is so many standard errors, worked out from the formula and the number of people: never chosen after a look.
    """
    if not all(map(math.isfinite, (expected, got, tolerance))) or tolerance < 0:
        raise ValueError(f"{source}, {what}: expected {expected}, got {got}, tolerance {tolerance}: all must be finite, the last >= 0")
    return Row(source, what, setting, expected, got, tolerance, HOLDS if abs(got - expected) <= tolerance else FAILS, note)


def exact(source: str, what: str, setting: str, expected: float, got: float, note: str = "") -> Row:
    """A line that holds when the two are equal."""
    return near(source, what, setting, expected, got, 0.0, note)


def at_most(source: str, what: str, setting: str, bound: float, got: float, note: str = "") -> Row:
    """A line that holds when ``got`` is not above ``bound``, which stands in the column 'expected'."""
    if not (math.isfinite(bound) and math.isfinite(got)):
        raise ValueError(f"{source}, {what}: bound {bound}, got {got}: both must be finite")
    return Row(source, f"{what} (at most)", setting, bound, got, None, HOLDS if got <= bound else FAILS, note)


def at_least(source: str, what: str, setting: str, bound: float, got: float, tolerance: float, note: str = "") -> Row:
    """A line that holds when ``got`` is not more than ``tolerance`` below the bound."""
    held = near(source, f"{what} (at least)", setting, bound, got, tolerance, note)
    return replace(held, verdict=HOLDS if got >= bound - tolerance else FAILS)


def out_of_reach(source: str, what: str, reason: str) -> Row:
    """A line for what the model cannot express, and why."""
    return Row(source, what, "–", None, None, None, OUT_OF_REACH, reason)


def left_out(source: str, what: str, reason: str) -> Row:
    """A line for what the model could express and this page does not, and why."""
    return Row(source, what, "–", None, None, None, LEFT_OUT, reason)


def table(rows: Sequence[Row]) -> list[str]:
    """Lines of a Markdown table; the note stands under what is compared."""
    return ["| " + " | ".join(HEAD) + " |", "| " + " | ".join(["---"] * len(HEAD)) + " |", *map(_line, rows)]


def summary(rows: Sequence[Row]) -> str:
    """How many rows hold, do not, cannot be expressed and are left out."""
    count = {verdict: sum(row.verdict == verdict for row in rows) for verdict in (HOLDS, FAILS, OUT_OF_REACH, LEFT_OUT)}
    beyond = "".join(f"; {count[verdict]} {verdict}" for verdict in (OUT_OF_REACH, LEFT_OUT) if count[verdict])
    return f"{count[HOLDS]} of {count[HOLDS] + count[FAILS]} rows hold{beyond}."


def _line(row: Row) -> str:
    what = f"{row.what}<br>{row.note}" if row.note else row.what
    cells = [what, row.setting, _number(row.expected), _number(row.got), _tolerance(row.tolerance), row.verdict]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _tolerance(value: float | None) -> str:
    return "exact" if value == 0 else "" if value is None else f"± {value:.3g}"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if float(value).is_integer() and abs(value) >= 1000 else f"{value:.6g}"
