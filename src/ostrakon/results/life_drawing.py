"""The drawing of lives on one time axis: for each the score as a step line, days on lists, and below it its marks in lanes.

Here lives drawing only: two SVG texts of the same height, the names beside the drawing and the drawing. Never here: what a mark is
called or tells, a script, or a request to anywhere. Colours come from the page's style sheet.

A mark that has a time of day lies at that time; everything else of a day comes of it, and lies at the day's end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

from ostrakon.results.figures import short, ticks
from ostrakon.results.life_marks import LANES, MONTHS, SORTS, Data, is_quiet, kept, lists_of, on, plain, points_of, sentence, sorts
from ostrakon.results.life_shapes import definitions

NAMES = 104             # width of the names beside the drawing, in CSS pixels as all lengths here
LEFT, RIGHT = 12, 46    # the drawing's margins: half a mark; the score at the end
LEAST, A_DAY = 880, 1.2  # width of the drawing at least, and of a day when there are many
SCORE, HOURS = 176, 62  # heights of the score and of the lane in which the hour is the height
ROW, MOST_ROWS = 15, 5  # of marks that would lie on each other
APART = 11              # of marks in a row
LETTER = 6.4            # mean width of a letter of the labels: an estimate that leaves room
TICKS = 46              # of the time axis, apart at least
QUIET_SCALE = 0.62


@dataclass(frozen=True)
class Axis:
    """The time axis that all lives share."""

    start: str
    days: int

    @property
    def width(self) -> float:
        return max(LEAST, self.days * A_DAY + LEFT + RIGHT)

    def x(self, day: float) -> float:
        return LEFT + min(day, self.days) / self.days * (self.width - LEFT - RIGHT)

    def of(self, mark: Data) -> float:
        """Where a mark lies."""
        if not mark.get("time"):
            return self.x(mark["day"] + 1)
        hours, minutes = mark["time"].split(":")
        return self.x(mark["day"] + int(hours) / 24 + int(minutes) / 1440)

    def months(self) -> Iterator[tuple[float, str]]:
        """Places of the axis and what stands there: first days of months, or of weeks of the run where it is short."""
        first = date.fromisoformat(self.start)
        a_day = (self.width - LEFT - RIGHT) / self.days
        if self.days < 70:
            step = next(n for n in (1, 2, 7, 14) if n * a_day >= TICKS)
            yield from ((self.x(day), f"{d.day} {MONTHS[d.month - 1]}") for day in range(0, self.days, step)
                        for d in (first + timedelta(days=day),))
            return
        every = next((n for n in (1, 3, 6, 12) if n * 30 * a_day >= TICKS), 12)
        for day in range(self.days):
            d = first + timedelta(days=day)
            if d.day == 1 and (d.month - 1) % every == 0:
                yield self.x(day), f"{d.year}" if d.month == 1 else MONTHS[d.month - 1]


@dataclass(frozen=True)
class Placed:
    """A symbol in its place: of the mark with this number."""

    number: int
    sort: str
    x: float
    y: float


class Strip:
    """One life in the drawing, from a height down."""

    def __init__(self, life: Data, axis: Axis, lanes: Sequence[str], reach: tuple[float, float], top: float, number: int) -> None:
        self.life, self.axis, self.top, self.number = life, axis, top, number
        self.spans = list(spans(life))
        self.names = list(dict.fromkeys(name for name, _, _ in self.spans))
        self.kept = kept(life)
        self.score_top = top + 20 * len(self.names) + 6
        self.score_height = SCORE if self.kept else 22
        self.lanes: list[tuple[str, float, float]] = []        # name, top, height
        self.placed: list[Placed] = []
        y = self.score_top + self.score_height + 18
        for lane in lanes:
            height = self._lay(lane, y)
            self.lanes.append((lane, y, height))
            y += height + 7
        self.bottom = y
        self.low, self.high = reach

    def _lay(self, lane: str, top: float) -> float:
        """Places the symbols of a lane; its height. Where each has its hour, the hour is the height; else they give way to each other."""
        mine = [(self.axis.of(m), n, sort, m) for n, m in enumerate(self.life["marks"]) for sort in sorts(m, self.life)
                if SORTS[sort].lane == lane]
        if lane == "acts":
            for x, n, sort, m in mine:
                hours, minutes = (m.get("time") or "12:00").split(":")
                self.placed.append(Placed(n, sort, x, top + 6 + (HOURS - 12) * (int(hours) * 60 + int(minutes)) / 1440))
            return HOURS
        ends: list[float] = []
        for x, n, sort, _ in sorted(mine, key=lambda a: (a[0], a[1])):
            row = next((i for i, end in enumerate(ends) if x - end >= APART), None)
            if row is None and len(ends) < MOST_ROWS:
                ends.append(x)
                row = len(ends) - 1
            elif row is None:
                row = ends.index(min(ends))
            ends[row] = x
            self.placed.append(Placed(n, sort, x, top + ROW * (row + 0.5)))
        return max(1, len(ends)) * ROW

    def y(self, score: float) -> float:
        """The height of a score."""
        return self.score_top + self.score_height * (1 - (score - self.low) / (self.high - self.low))

    # What is drawn

    def drawn(self) -> Iterator[str]:
        """From the back to the front."""
        yield from self._back()
        if self.kept:
            yield from self._score()
        else:
            yield _text(LEFT, self.score_top + 15, "No score is kept.", "tick")
        yield f'<g class="marks" id="life-{self.number}">'
        yield from self._marks()
        yield "</g>"

    def _back(self) -> Iterator[str]:
        for name, first, last in self.spans:
            colour = "black" if name in lists_of(self.life, "black") else "red"
            x, end, y = self.axis.x(first), self.axis.x(last), self.top + 20 * self.names.index(name) + 15
            if colour == "black":
                yield f'<rect class="listed" x="{x:.1f}" y="{y:.1f}" width="{end - x:.1f}" height="{self.bottom - y - 7:.1f}"/>'
            yield f'<rect class="bar {colour}" x="{x:.1f}" y="{y - 1:.1f}" width="{end - x:.1f}" height="3.5"/>'
            far = x + len(name) * LETTER + 20 > self.axis.width - RIGHT
            yield _text(end if far else x, y - 5, f"on {plain(name)}", f"name {colour}", "end" if far else "start")
        for lane, y, height in self.lanes:
            yield f'<path class="hair" d="M0 {y + height + 3.5:.1f}H{self.axis.width:.0f}"/>'
            if lane == "acts":
                yield f'<path class="faint" d="M{LEFT} {y + HOURS / 2:.1f}H{self.axis.width - RIGHT:.0f}"/>'

    def _score(self) -> Iterator[str]:
        right = self.axis.width - RIGHT
        for value, _ in cutoffs(self.life):
            if self.low <= value <= self.high:
                yield f'<path class="cut" d="M{LEFT} {self.y(value):.1f}H{right:.0f}"/>'
        actual, shadow = (self._steps(which) for which in ("score", "shadow"))
        yield f'<path class="between" d="M{_path(actual)}L{_path(shadow[::-1])}z"/>'
        yield f'<path class="shadow" d="M{_path(shadow)}"/><path class="score" d="M{_path(actual)}"/>'
        ends = self.life["scores"][-1]
        y, other = self.y(ends["score"]), self.y(ends["shadow"])
        apart = max(abs(other - y), 14) * (1 if other >= y else -1)
        yield _text(right + 5, y + 4, f"{ends['score']:,}", "end")
        if ends["shadow"] != ends["score"]:
            yield _text(right + 5, y + apart + 4, f"{ends['shadow']:,}", "end ghost")

    def _steps(self, which: str) -> list[tuple[float, float]]:
        """Corners of a step line: a score holds from the evening of its day on."""
        scores = self.life["scores"]
        found = [(self.axis.x(0), self.y(scores[0][which]))]
        for s in scores[1:]:
            x = self.axis.x(s["day"] + 1)
            found += [(x, found[-1][1]), (x, self.y(s[which]))]
        return [*found, (self.axis.x(self.axis.days), found[-1][1])]

    def _marks(self) -> Iterator[str]:
        by_number: dict[int, list[Placed]] = {}
        for p in self.placed:
            by_number.setdefault(p.number, []).append(p)
        for n, m in enumerate(self.life["marks"]):
            own = by_number[n]
            quiet = is_quiet(m)
            first = own[-1]
            yield (f'<a href="#m{self.number}-{n}" data-x="{first.x:.1f}" data-y="{first.y:.1f}"{" class=quiet" if quiet else ""}>'
                   f"<title>{escape(self._title(m))}</title>")
            if len(own) > 1:
                yield f'<path class="tie k-{own[-1].sort}" d="M{own[0].x:.1f} {own[0].y:.1f}V{own[-1].y:.1f}"/>'
            for p in own:
                size = QUIET_SCALE if quiet else _size(m, p.sort)
                yield f'<use href="#s-{p.sort}" class="k-{p.sort}" transform="translate({p.x:.1f} {p.y:.1f}) scale({size:.2f})"/>'
            yield "</a>"

    def _title(self, mark: Data) -> str:
        when = on(self.life["start"], mark["day"]) + (f", {mark['time']}" if mark.get("time") else "")
        return f"{when} · {sentence(mark)}"

    def beside(self) -> Iterator[str]:
        """The names: of the score and of the lanes."""
        if self.kept:
            yield from self._scale()
        for lane, y, _ in self.lanes:
            yield _text(0, y + 12, LANES[lane], "lane")
            yield _text(NAMES - 6, y + HOURS / 2 + 4, "noon", "tick pale", "end") if lane == "acts" else ""

    def _scale(self) -> Iterator[str]:
        """Cutoffs with their tiers, and figures where these leave room."""
        yield _text(0, self.score_top - 8, "Score", "lane")
        taken: list[float] = []
        for value, words in sorted(cutoffs(self.life), reverse=True):
            y = self.y(value) + 4
            if words and self.low <= value <= self.high and all(abs(y - other) >= 12 for other in taken):
                taken.append(y)
                yield _text(NAMES - 6, y, f"{short(plain(words), 11)} {value:,}", "tick", "end")
        for figure in _figures(self.low, self.high):
            y = self.y(figure) + 4
            if all(abs(y - other) >= 13 for other in taken):
                yield _text(NAMES - 6, y, f"{figure:,.0f}", "tick pale", "end")


# -- what a strip is made of --------------------------------------------------------------------------------------------------


def spans(life: Data) -> Iterator[tuple[str, int, int]]:
    """Of every list its stretches, from the morning of a day to that of another, in the order in which they begin."""
    open_: dict[str, int] = {}
    found = []
    for m in life["marks"]:
        if m["what"] == "listed":
            open_.setdefault(m["listing"]["name"], m["day"] + 1)
        elif m["what"] == "off a list":
            name = m["listing"]["name"]
            found.append((name, open_.pop(name, 0), m["day"] + 1))
    seen = {name for name, _, _ in found}
    for name in life["ends"]["lists"]:
        found.append((name, open_.pop(name, 0 if name not in seen else life["days"]), life["days"]))
    return iter(sorted((x for x in found if x[2] > x[1]), key=lambda x: x[1]))


def cutoffs(life: Data) -> list[tuple[int, str]]:
    """Lowest scores of tiers, and cutoffs of lists where no tier begins."""
    tiers = [(cut, name) for name, cut in life["scale"]["tiers"] if cut is not None]
    known = {cut for cut, _ in tiers}
    return tiers + [(cut, name) for name, _, cut in life["scale"]["lists"] if cut is not None and cut not in known]


def reach(life: Data, lives: Sequence[Data]) -> tuple[float, float]:
    """The stretch of the score that is drawn: every score and cutoff of all lives with the same limits, and some room within these."""
    low, high = life["scale"]["low"], life["scale"]["high"]
    like = [other for other in lives if kept(other) and (other["scale"]["low"], other["scale"]["high"]) == (low, high)]
    shown = [s[which] for other in like for s in other["scores"] for which in ("score", "shadow")]
    if not shown:
        return low, high
    shown += [cut for other in like for cut, _ in cutoffs(other) if low <= cut <= high]
    room = max(5.0, 0.08 * (max(shown) - min(shown)))
    return max(low, min(shown) - room), min(high, max(shown) + room)


def _figures(low: float, high: float) -> list[float]:
    """Round numbers within a stretch."""
    steps = ticks(high - low, 3)
    step = steps[1] - steps[0]
    first = int(low // step) + (low % step > 0)
    return [n * step for n in range(first, int(high // step) + 1)]


def _size(mark: Data, sort: str) -> float:
    """How large a symbol is: points enlarge what they come of, but not the act."""
    points = points_of(mark)
    if points is None or SORTS[sort].lane == "acts":
        return 0.9
    return min(1.5, 0.9 + abs(points["points"]) / 100) if points["points"] else 0.7


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)


def _text(x: float, y: float, words: str, css: str, anchor: str = "start") -> str:
    end = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{css}"{end}>{escape(words)}</text>'


# -- the whole ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawing:
    """The names beside the drawing, and the drawing."""

    beside: Markup
    plot: Markup


def draw(lives: Sequence[Data], titles: Sequence[str], parts: Mapping[int, str], about: str) -> Drawing:
    """All lives under one another. ``parts``: by day what the line through all of them says. ``about``: the drawing in words."""
    axis = Axis(lives[0]["start"], max(life["days"] for life in lives))
    used = {SORTS[sort].lane for life in lives for m in life["marks"] for sort in sorts(m, life)}
    y = 26.0 + 17 * len(parts)
    strips, heads = [], []
    for n, (life, title) in enumerate(zip(lives, titles, strict=True)):
        heads.append(_text(LEFT, y + 14, title, "head") if len(lives) > 1 else "")
        top = y + (26 if len(lives) > 1 else 0)
        strips.append(Strip(life, axis, [lane for lane in LANES if lane in used], reach(life, lives), top, n))
        y = strips[-1].bottom + 22
    height = round(y + 4)
    drawn = [x for strip in strips for x in strip.drawn()]
    plot = [str(definitions()), *_months(axis, height), *heads, *drawn, *_partings(parts, axis, height)]
    beside = [x for strip in strips for x in strip.beside()]
    width = round(axis.width)
    return Drawing(Markup(_frame("names", NAMES, height, 'aria-hidden="true"') + "".join(beside) + "</svg>"),
                   Markup(_frame("plot", width, height, f'role="group" aria-label="{escape(about)}"') + "".join(plot) + "</svg>"))


def _frame(css: str, width: int, height: int, more: str) -> str:
    """The start of an SVG text. On paper its width is a share of the page's, so that both keep one height."""
    return f'<svg class="{css}" style="--w:{width}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" {more}>'


def _months(axis: Axis, height: float) -> Iterator[str]:
    for x, words in axis.months():
        yield f'<path class="month" d="M{x:.1f} 18V{height - 18}"/>'
        yield _text(x + 3, 12, words, "tick") + _text(x + 3, height - 6, words, "tick")


def _partings(parts: Mapping[int, str], axis: Axis, height: float) -> Iterator[str]:
    """A line through all lives where one parts from the first, and what it says."""
    for row, (day, words) in enumerate(sorted(parts.items())):
        x, y = axis.x(day), 30.0 + 17 * row
        far = x + len(words) * LETTER > axis.width
        yield f'<path class="parting" d="M{x:.1f} {y - 8}V{height - 18}"/>'
        yield _text(x - 5 if far else x + 5, y, words, "parting", "end" if far else "start")
