"""Lives: synthetic people followed through the run, two of them side by side.

Here lives a short telling and the drawing of the score. The whole of a life is told by ``ostrakon life``. Never here: why somebody is on
a list, or anybody real.
"""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from ostrakon.report.chapters.base import Block, Cell, Chapter, Figure, Heading, Node, Statement, Table, Teller, all_of, chapter
from ostrakon.report.messages import slug
from ostrakon.report.statements import Name, Number
from ostrakon.results.charts.theme import FONT

MOST = 2
WIDE, HIGH, LEFT, TOP = 600, 190, 44, 12
MOST_ROWS = 14


def lives(teller: Teller) -> Chapter | None:
    """The chapter; None without lives."""
    found = [name for name in (teller.evidence.lives or {}) if (teller.evidence.lives or {})[name].get("ends")]
    if not found:
        return None
    nodes = {name: teller.life(name) for name in found[:MOST]}
    blocks = [block for name, node in nodes.items() for block in _life(teller, name, node)]
    return chapter("lives", teller, all_of(teller.state("lives-intro", "lives-intro", n=len(nodes))), *blocks,
                   _beside(teller, nodes) if len(nodes) > 1 else None)


def _life(t: Teller, name: str, life: Node) -> Iterator[Block | None]:
    yield Heading(_called(t, name))
    yield all_of(*_portrait(t, name, life), *_course(t, name, life), *_fate(t, name, life))
    yield _drawing(t, name, life)
    yield _marks(t, name, life)


def _called(t: Teller, name: str) -> str:
    """What a life is called: by its file, which a role or an address named."""
    return t.words.name(name) if t.words.has(f"name-{slug(name)}") else name.replace("-", " ")


def _portrait(t: Teller, name: str, life: Node) -> Iterator[Statement]:
    p = life["person"]
    yield t.state(f"life-{slug(name)}-who", "life-who", sex=Name(p["sex"]), age=Number(p["age"]), occupation=Name(p["occupation"]),
                  place=Name(p["urban"]), region=Name(p["region"]), others=Number(p["household"], entries=True),
                  friends=Number(p["close_friends"], entries=True))


def _course(t: Teller, name: str, life: Node) -> Iterator[Statement]:
    ends = life["ends"]
    if not life["scores"].value:
        return
    yield t.state(f"life-{slug(name)}-score", "life-score", first=Number(life["scores"][0]["score"]), last=Number(ends["score"]),
                  shadow=Number(ends["shadow_score"]))
    if ends["points_lost_to_others"].value:
        yield t.state(f"life-{slug(name)}-others", "life-others", points=Number(ends["points_lost_to_others"], bare=True))


def _fate(t: Teller, name: str, life: Node) -> Iterator[Statement]:
    ends, id_ = life["ends"], f"life-{slug(name)}"
    if ends["days_listed"].value:
        message = "life-listed-wrongly" if ends["wrongly_listed"].value else "life-listed"
        yield t.state(f"{id_}-listed", message, days=Number(ends["days_listed"]), of=Number(life["days"]),
                      rests_on=(ends["wrongly_listed"],))
    else:
        yield t.state(f"{id_}-listed", "life-listed-none", rests_on=(ends["days_listed"],))
    for what in ("denials", "chilled"):
        if ends[what].value:
            yield t.state(f"{id_}-{what}", f"life-{what}", n=Number(ends[what]))


def _drawing(t: Teller, name: str, life: Node) -> Figure | None:
    """The score as a step line, and the shadow's, with where tiers begin."""
    if len(life["scores"].value) < 2:
        return None
    title = t.state(f"figure-life-{slug(name)}", "figure-life", name=_called(t, name), first=Number(life["scores"][0]["score"]),
                    last=Number(life["ends"]["score"]))
    rows = tuple({"day": one["day"], "score": one["score"], "shadow": one["shadow"]} for one in life["scores"].value)
    says = t.say("alt-life")
    return Figure(f"life-{slug(name)}", title, says, svg=_svg(t, life, title.text, says, slug(name)), rows=rows, how=(t.say("how-life"),))


def _svg(t: Teller, life: Node, title: str, says: str, mark: str) -> str:
    scores, scale, days = life["scores"].value, life["scale"].value, int(life["days"].value)
    tiers = [(label, start) for label, start in scale["tiers"] if start is not None]
    values = [one[key] for one in scores for key in ("score", "shadow")]
    near = [start for _, start in tiers if min(values) - 60 <= start <= max(values) + 60]
    low, high = min([*values, *near]) - 8, max([*values, *near]) + 8
    x = [LEFT + (WIDE - LEFT - 8) * day / max(1, days) for day in range(days + 1)]

    def y(score: float) -> float:
        return float(TOP + (HIGH - TOP - 26) * (high - score) / (high - low))

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="{FONT}" role="img" '
             f'aria-labelledby="{mark}-t {mark}-d">',
             f'<title id="{mark}-t">{escape(title)}</title><desc id="{mark}-d">{escape(says)}</desc>']
    for label, start in tiers:
        if start in near:
            parts.append(f'<line x1="{LEFT}" x2="{WIDE - 8}" y1="{y(start):.1f}" y2="{y(start):.1f}" stroke="var(--rule, #dcdcd8)"/>'
                         f'<text x="{LEFT + 4}" y="{y(start) - 4:.1f}" font-size="11" fill="var(--soft, #5c6068)">'
                         f'{escape(t.words.name(label))}</text>'
                         f'<text x="{LEFT - 6}" y="{y(start) + 4:.1f}" font-size="11" text-anchor="end" fill="var(--soft, #5c6068)">'
                         f'{start:g}</text>')
    for key, colour, dash in (("shadow", "var(--s2, #d55e00)", ' stroke-dasharray="5 3"'), ("score", "var(--s1, #0072b2)", "")):
        points, last = [], scores[0][key]
        for one in scores:
            points += [f"{x[min(one['day'], days)]:.1f},{y(last):.1f}", f"{x[min(one['day'], days)]:.1f},{y(one[key]):.1f}"]
            last = one[key]
        points.append(f"{x[days]:.1f},{y(last):.1f}")
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2"{dash} points="{" ".join(points)}"/>')
    parts += [f'<text x="{at:.1f}" y="{HIGH - 8}" font-size="11" text-anchor="{anchor}" fill="var(--soft, #5c6068)">{escape(text)}</text>'
              for at, anchor, text in ((x[0], "start", t.say("axis-day", day=0)), (x[days], "end", t.say("axis-day", day=days)))]
    return "".join([*parts, "</svg>"])


def _marks(t: Teller, name: str, life: Node) -> Table | None:
    """What the regime did to this person, day by day: tiers, lists, consequences, denials."""
    rows = []
    for mark in life["marks"].value:
        if (said := _said(t, mark)) is not None:
            rows.append((Cell(t.say("axis-day", day=int(mark["day"]) + 1)), Cell(said)))
    if not rows:
        return None
    head = (t.say("head-day"), t.say("head-happened"))
    return Table(t.say("table-marks", name=_called(t, name), n=len(rows)), head, tuple(rows[:MOST_ROWS]), folded=True)


def _said(t: Teller, mark: dict) -> str | None:  # type: ignore[type-arg]
    what, listing = mark["what"], mark.get("listing")
    if what == "tier":
        return t.say("mark-tier", before=t.words.name(mark["tier_before"]), tier=t.words.name(mark["tier"]))
    if what == "listed" and listing:
        return t.say("mark-listed-wrongly" if listing.get("wrongful") else "mark-listed", list=t.words.name(listing["name"]))
    if what == "consequence" and (found := mark.get("consequence")):
        return t.say("mark-consequence", names=t.words.names(found["names"])) if found["names"] else None
    return None


def _beside(t: Teller, nodes: dict[str, Node]) -> Table:
    """What differed."""
    head = (t.say("head-what"), *(_called(t, name) for name in nodes))
    rows = []
    for key in ("score", "shadow_score", "days_listed", "denials", "chilled", "points_lost", "points_lost_to_others"):
        rows.append((Cell(t.say(f"ends-{key.replace('_', '-')}")),
                     *(Cell(t.words.number(node["ends"][key].value or 0), number=True) for node in nodes.values())))
    return Table(t.say("table-beside"), head, tuple(rows))


