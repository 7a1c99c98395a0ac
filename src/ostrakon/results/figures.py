"""Plots as SVG text: lines over time, dots with intervals, dots around zero, bars. Colours come from the page's style sheet.

Here lives drawing only. Never here: what is drawn, or a request to anywhere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH = 600  # user units; a plot is as wide as its place, so fewer units are larger letters on a narrow screen
REACH = 2.0  # an axis reaches so many times the highest value at most
TEXT = 8.8  # mean width of a character at the page's largest plot size, in user units: an estimate that leaves room


@dataclass(frozen=True)
class Line:
    """One series of a line plot; style is a number of the page's palette. low, high: its intervals, None where there is none."""

    label: str
    values: Sequence[float]
    style: int
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()

    def bands(self, days: Sequence[float]) -> list[list[tuple[float, float, float]]]:
        """(day, low, high) in stretches without a gap.

        >>> Line("a", [1, 1, 1], 1, [0, None, 0], [2, None, 3]).bands([7, 14, 21])
        [[(7, 0, 2)], [(21, 0, 3)]]
        """
        found: list[list[tuple[float, float, float]]] = [[]]
        for day, low, high in zip(days, self.low, self.high, strict=False):
            if low is not None and high is not None:
                found[-1].append((day, low, high))
            elif found[-1]:
                found.append([])
        return [stretch for stretch in found if stretch]


@dataclass(frozen=True)
class Row:
    """One row of a dot or bar plot. low, high None: no interval is drawn. style: number of the page's palette."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    style: int = 1


def ticks(top: float, wanted: int = 4) -> list[float]:
    """Round numbers from 0 to at least ``top``, about ``wanted`` steps.

    >>> ticks(0.9)
    [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    if not top > 0:
        return [0.0, 1.0]
    raw = top / wanted
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= raw * 0.999)
    return [i * step for i in range(math.ceil(top / step * 0.9999) + 1)]


def number(value: float, figures: int = 3) -> str:
    """A number as read by people: three figures, thousands apart; more where two that differ would read alike.

    >>> number(1234567), number(0.01234), number(0), number(40.3161, 5)
    ('1,234,567', '0.0123', '0', '40.316')
    """
    if value == 0:
        return "0"
    if figures > 3 and math.isfinite(value):
        return f"{value:,.{max(0, figures - 1 - math.floor(math.log10(abs(value))))}f}"
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 1e-4 else f"{value:.1e}"


def signed(value: float) -> str:
    """A difference as read by people, its sign in front.

    >>> signed(0.123), signed(-1234), signed(0)
    ('+0.123', '−1,234', '0')
    """
    return "0" if value == 0 else ("+" if value > 0 else "−") + number(abs(value))


def short(label: str, most: int) -> str:
    """A label of at most ``most`` characters: both its ends, since long names often differ in the last words.

    >>> short("a name that is far too long", 13), short("a name", 13)
    ('a name…o long', 'a name')
    """
    if len(label) <= most:
        return label
    kept = most - 1
    return label[: kept - kept // 2].rstrip() + "…" + label[len(label) - kept // 2 :]


def folded(label: str, most: int) -> list[str]:
    """A label on one line or two of at most ``most`` characters, broken between words where it can be.

    >>> folded("secondary school or less", 16)
    ['secondary school', 'or less']
    """
    text = short(" ".join(label.split()), 2 * most - 1)
    if len(text) <= most:
        return [text]
    # The first line must leave no more than fits into the second.
    gap = text.rfind(" ", len(text) - most - 1, most + 1)
    return [text[:gap], text[gap + 1 :]] if gap > 0 else [text[:most], text[most:]]


def _open(height: float, title: str) -> list[str]:
    text = escape(title)
    return [f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{text}"><title>{text}</title>']


def _text(x: float, y: float, words: str, css: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{css}">{escape(words)}</text>'


def _apart(wanted: list[float], gap: float, bottom: float) -> list[float]:
    """Positions as near to those wanted as labels of this height allow, none below ``bottom``."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = list(wanted)
    last = -math.inf
    for i in order:
        placed[i] = last = max(placed[i], last + gap)
    last = bottom + gap
    for i in reversed(order):
        placed[i] = last = min(placed[i], last - gap)
    return placed


def _top(highest: float, ends: Sequence[float | None]) -> float:
    """How far an axis reaches, given the highest value and the upper ends of intervals."""
    # An interval from two groups can be many times wider than any value; it runs to the edge rather than squeeze the rest.
    return max(min(max((end or 0.0 for end in ends), default=0.0), REACH * highest), highest) if highest > 0 else 0.0


def lines(title: str, days: Sequence[float], series: Sequence[Line], moment: tuple[float, str] | None = None) -> Markup:
    """Lines over the days of a run, each named at its right end and with its intervals as a band behind it.

    moment: a day at which a dashed line stands, and its word.
    """
    height, left, right, top, bottom = 290.0, 56.0, 150.0, 12.0, 34.0
    highest = max((max(s.values, default=0.0) for s in series), default=0.0)
    marks = ticks(_top(highest, [high for s in series for high in s.high]))
    last_day = max(days[-1] if days else 1.0, 1.0)

    def x(day: float) -> float:
        return left + (WIDTH - left - right) * day / last_day

    def y(value: float) -> float:
        return height - bottom - (height - top - bottom) * min(max(value / marks[-1], 0.0), 1.0)

    out = _open(height, title)
    for mark in marks:
        out.append(f'<line x1="{left}" x2="{WIDTH - right}" y1="{y(mark):.1f}" y2="{y(mark):.1f}" class="grid"/>')
        out.append(_text(left - 8, y(mark) + 4, number(mark), "tick", "end"))
    for day in ticks(last_day, 6):
        if day <= last_day:
            out.append(_text(x(day), height - 12, f"day {day:,.0f}" if day else "start", "tick", "middle"))
    if moment is not None:
        at = x(moment[0])
        out.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top}" y2="{height - bottom}" class="grid" stroke-dasharray="4 3"/>')
        out.append(_text(at + 4, top + 10, moment[1], "tick"))
    for s in series:
        for stretch in s.bands(days):
            edge = [(day, high) for day, _, high in stretch] + [(day, low) for day, low, _ in reversed(stretch)]
            path = " ".join(f"{x(d):.1f},{y(v):.1f}" for d, v in edge)
            out.append(f'<polygon points="{path}" class="band f{s.style}"/>')
    ends = _apart([y(s.values[-1]) if s.values else y(0) for s in series], 17, height - bottom)
    for s, end in zip(series, ends, strict=True):
        path = " ".join(f"{x(d):.1f},{y(v):.1f}" for d, v in zip(days, s.values, strict=True))
        out.append(f'<polyline points="{path}" class="line c{s.style} d{s.style}"/>')
        out.append(_text(WIDTH - right + 8, end + 4, s.label, f"name t{s.style}"))
    return Markup("".join([*out, "</svg>"]))


def _frame(title: str, rows: Sequence[Row], pitch: float) -> tuple[list[str], float, float, list[float]]:
    """Opening, left edge, height and marks that dot and bar plots share."""
    left = min(300.0, 16 + TEXT * max((len(r.label) for r in rows), default=0))
    height = 26 + pitch * len(rows) + 22
    marks = ticks(_top(max((r.value or 0.0 for r in rows), default=0.0), [r.high for r in rows]))
    out = _open(height, title)
    for mark in marks:
        at = left + (WIDTH - left - 70) * mark / marks[-1]
        out.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="12" y2="{height - 24:.0f}" class="grid"/>')
        out.append(_text(at, height - 8, number(mark), "tick", "middle"))
    return out, left, height, marks


def dots(title: str, rows: Sequence[Row]) -> Markup:
    """One dot a row, with its interval as a bar through it. A row without a value is a heading."""
    pitch = 22.0
    out, left, _, marks = _frame(title, rows, pitch)
    span = WIDTH - left - 70
    for i, row in enumerate(rows):
        y = 26 + pitch * i
        if row.value is None:
            out.append(_text(0, y + 4, row.label, "head"))
            continue
        at = left + span * row.value / marks[-1]
        out.append(_text(left - 10, y + 4, row.label, "row", "end"))
        if row.low is not None and row.high is not None:
            low, high = (left + span * min(max(v / marks[-1], 0.0), 1.0) for v in (row.low, row.high))
            out.append(f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" class="whisker c{row.style}"/>')
        out.append(f'<circle cx="{at:.1f}" cy="{y}" r="4.5" class="dot f{row.style}"/>')
        out.append(_text(WIDTH - 4, y + 4, number(row.value), "value", "end"))
    return Markup("".join([*out, "</svg>"]))


def bars(title: str, rows: Sequence[Row]) -> Markup:
    """One horizontal bar a row, from zero."""
    pitch = 26.0
    out, left, _, marks = _frame(title, rows, pitch)
    for i, row in enumerate(rows):
        y, value = 18 + pitch * i, row.value or 0.0
        long = (WIDTH - left - 70) * max(value, 0.0) / marks[-1]
        out.append(_text(left - 10, y + 12, row.label, "row", "end"))
        out.append(f'<rect x="{left:.1f}" y="{y}" width="{max(long, 1.0):.1f}" height="16" rx="2" class="f{row.style}"/>')
        out.append(_text(WIDTH - 4, y + 12, number(value), "value", "end"))
    return Markup("".join([*out, "</svg>"]))


def _reach(rows: Sequence[Row]) -> float:
    """How far a plot around zero reaches on either side."""
    highest = max((abs(r.value) for r in rows if r.value is not None), default=0.0)
    ends = [abs(end) for r in rows for end in (r.low, r.high) if end is not None]
    return _top(highest, ends) if highest > 0 else max(ends, default=0.0)


def told(row: Row) -> bool:
    """Whether the interval leaves out zero."""
    return row.low is not None and row.high is not None and not row.low <= 0 <= row.high


def _around_zero(row: Row, y: float, middle: float, half: float, top: float) -> list[str]:
    """Dot and interval of one row; an end that lies outside the picture is an arrow at its edge."""
    assert row.value is not None
    out = []
    if row.low is not None and row.high is not None:
        ends = [middle + half * min(max(v / top, -1.0), 1.0) for v in (row.low, row.high)]
        out.append(f'<line x1="{ends[0]:.1f}" x2="{ends[1]:.1f}" y1="{y:.1f}" y2="{y:.1f}" class="whisker c{row.style}"/>')
        for beyond, end, way in ((row.low < -top, ends[0], -1), (row.high > top, ends[1], 1)):
            if beyond:
                out.append(f'<path d="M{end + 6 * way:.1f},{y:.1f} l{-7 * way},-5 v10 z" class="f{row.style}"/>')
    css = f"dot f{row.style}" if told(row) else f"dot open c{row.style}"
    return [*out, f'<circle cx="{middle + half * row.value / top:.1f}" cy="{y:.1f}" r="4.5" class="{css}"/>']


def diverging(title: str, rows: Sequence[Row], less: str = "fewer", more: str = "more") -> Markup:
    """One dot a row on either side of zero, which is in the middle; hollow where the interval does not leave out zero.

    A row without a value is a heading. less, more: words for the two sides.
    """
    labels = [folded(row.label, 24) for row in rows if row.value is not None]
    left = 16 + TEXT * max((len(line) for label in labels for line in label), default=0)
    half, pitch, line = (WIDTH - left - 90) / 2, 22.0, 16.0
    height = 62 + pitch * len(rows) + line * sum(len(label) - 1 for label in labels)
    marks, middle = ticks(_reach(rows), 2), left + half
    out = _open(height, title)
    for mark in [*(-m for m in reversed(marks[1:])), *marks]:
        at = middle + half * mark / marks[-1]
        out.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="22" y2="{height - 24:.0f}" class="{"grid" if mark else "zero"}"/>')
        out.append(_text(at, height - 8, signed(mark), "tick", "middle"))
    out += [_text(middle - 10, 13, f"← {less}", "tick", "end"), _text(middle + 10, 13, f"{more} →", "tick")]
    y = 38.0
    for row in rows:
        if row.value is None:
            out.append(_text(0, y + 4, short(row.label, 60), "head"))
        else:
            label = folded(row.label, 24)
            out += [_text(left - 10, y + 4 + line * i, words, "row", "end") for i, words in enumerate(label)]
            out += _around_zero(row, y, middle, half, marks[-1])
            out.append(_text(WIDTH - 4, y + 4, signed(row.value), "value", "end"))
            y += line * (len(label) - 1)
        y += pitch
    return Markup("".join([*out, "</svg>"]))
