"""More plots as SVG text: a share against a share, and a matrix as a heat map. Colours come from the page's style sheet.

Here lives drawing only, as in ``figures``. Never here: what is drawn.
"""

from collections.abc import Sequence

from markupsafe import Markup

from ostrakon.results.figures import TEXT, WIDTH, Line, _open, _text, folded

MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)
DEEPEST = 0.6       # opacity of a cell of value 1: letters on it must stay legible in light and dark


def shares(title: str, across: Sequence[float], series: Line, words: tuple[str, str]) -> Markup:
    """A curve of shares of one thing over shares of another, both from 0 to 1, beside the line of equality, its intervals as a band.

    words: what the horizontal axis and the vertical one count.
    """
    height, left, right, top, bottom = 340.0, 56.0, 150.0, 30.0, 52.0

    def x(value: float) -> float:
        return left + (WIDTH - left - right) * value

    def y(value: float) -> float:
        return height - bottom - (height - top - bottom) * min(max(value, 0.0), 1.0)

    out = _open(height, title)
    out.append(_text(left, 14, words[1], "tick"))
    for mark in MARKS:
        out.append(f'<line x1="{left}" x2="{WIDTH - right}" y1="{y(mark):.1f}" y2="{y(mark):.1f}" class="grid"/>')
        out.append(_text(left - 8, y(mark) + 4, f"{mark * 100:.0f} %", "tick", "end"))
        out.append(_text(x(mark), height - 30, f"{mark * 100:.0f} %", "tick", "middle"))
    out.append(_text(left, height - 8, words[0], "tick"))
    out.append(f'<line x1="{x(0):.1f}" x2="{x(1):.1f}" y1="{y(0):.1f}" y2="{y(1):.1f}" class="grid" stroke-dasharray="4 3"/>')
    out.append(_text(x(1) + 8, y(1) + 4, "all bear the same", "tick"))
    for stretch in series.bands(across):
        edge = [(at, high) for at, _, high in stretch] + [(at, low) for at, low, _ in reversed(stretch)]
        out.append(f'<polygon points="{" ".join(f"{x(a):.1f},{y(v):.1f}" for a, v in edge)}" class="band f{series.style}"/>')
    path = " ".join(f"{x(at):.1f},{y(value):.1f}" for at, value in zip(across, series.values, strict=True))
    out.append(f'<polyline points="{path}" class="line c{series.style} d{series.style}"/>')
    out.append(_text(x(1) + 8, y(0.5), series.label, f"name t{series.style}"))
    return Markup("".join([*out, "</svg>"]))


def heat(title: str, labels: Sequence[str], matrix: Sequence[Sequence[float | None]], style: int = 1) -> Markup:
    """Shares of a square matrix as cells, the deeper the nearer to 1; rows lead to columns. None: nobody was there, no colour."""
    rows = [folded(label, 24) for label in labels]
    left = 16 + TEXT * max(len(line) for row in rows for line in row)
    wide, high, top = (WIDTH - left) / len(labels), 36.0, 28.0
    out = _open(top + high * len(labels) + 8, title)
    for j in range(len(labels)):
        out.append(_text(left + wide * (j + 0.5), 18, f"to {j + 1}", "tick", "middle"))
    for i, (row, cells) in enumerate(zip(rows, matrix, strict=True)):
        y = top + high * i
        lines = [f"{i + 1} {row[0]}", *row[1:]]
        for n, words in enumerate(lines):
            out.append(_text(left - 10, y + high / 2 + 4 + 14 * (n - (len(lines) - 1) / 2), words, "row", "end"))
        for j, value in enumerate(cells):
            x, shown = left + wide * j, "-" if value is None else cell(value)
            deep = f' fill-opacity="{DEEPEST * (value or 0.0):.3f}"'
            out.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide - 2:.1f}" height="{high - 2:.1f}" class="f{style}"{deep}/>')
            out.append(_text(x + wide / 2 - 1, y + high / 2 + 4, shown, "value", "middle"))
    return Markup("".join([*out, "</svg>"]))


def cell(share: float) -> str:
    """A share in a cell, in percent.

    >>> cell(0.9912), cell(0.0004), cell(0), cell(1), cell(0.084)
    ('99', '<0.1', '0', '100', '8.4')
    """
    percent = share * 100
    if 0 < percent < 0.1:
        return "<0.1"
    if 99.5 <= percent < 100:
        return f"{min(percent, 99.9):.1f}"
    return f"{percent:.1f}" if 0 < percent < 9.95 else f"{percent:.0f}"
