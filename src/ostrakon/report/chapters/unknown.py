"""What we do not know: how well the regime's numbers are known, and how far what is not known moves an outcome.

Here lives what is told of statuses and of a sensitivity study. Never here: luck, told as if it were ignorance.
"""

from collections.abc import Iterator

from ostrakon.report.chapters.base import Cell, Chapter, Figure, Heading, Node, Paragraph, Statement, Table, Teller, all_of, chapter
from ostrakon.report.statements import Number, base_of
from ostrakon.spec.inspection.statuses import NO_STATUS, statuses

MOST = 5
MOST_ROWS = 40


def unknown(teller: Teller) -> Chapter | None:
    """The chapter."""
    t, part = teller, teller.part("unknown")
    blocks = [block for name in part["outcomes"].value for block in _outcome(t, part, name)] if part else []
    return chapter("unknown", t, all_of(*_statuses(t)), _counts(t), _assumed(t), *([Heading(t.say("heading-moves"))] if blocks else []),
                   *blocks, all_of(t.state("unknown-chance", "unknown-chance")), _not_said(t))


def _statuses(t: Teller) -> Iterator[Statement]:
    """How many of the regime's numbers have which status."""
    found = statuses(t.evidence.regime).by_status
    total = sum(found.values())
    if total:
        yield t.state("unknown-statuses", "unknown-statuses", total=total, assumed=found["assumed"], documented=found["documented"],
                      rests_on=(t.regime,))
    else:
        yield t.state("unknown-statuses", "unknown-no-statuses", rests_on=(t.regime,))


def _counts(t: Teller) -> Table | None:
    found = {status: n for status, n in statuses(t.evidence.regime).by_status.items() if n}
    if not found:
        return None
    rows = [(Cell(t.say("status-none" if status == NO_STATUS else f"status-{status}")), Cell(t.words.number(n), number=True),
             Cell(t.say("means-none" if status == NO_STATUS else f"means-{status}"))) for status, n in found.items()]
    return Table(t.say("table-statuses"), tuple(t.say(f"head-{name}") for name in ("status", "numbers", "means")), tuple(rows))


def _assumed(t: Teller) -> Table | None:
    """Every assumed number with its range."""
    rows = []
    for path, found in t.evidence.regime.provenance.items():
        if found.status == "assumed" and found.range is not None:
            low, high = found.range
            rows.append((Cell(".".join(map(str, path))), Cell(_value(t, path), number=True), Cell(f"{low:g} – {high:g}", number=True)))
    if not rows:
        return None
    return Table(t.say("table-assumed", n=len(rows)), tuple(t.say(f"head-{name}") for name in ("path", "value", "range")),
                 tuple(rows[:MOST_ROWS]), folded=True)


def _value(t: Teller, path: tuple[str | int, ...]) -> str:
    node = t.regime.at(*path)
    return "" if node is None else f"{node.value:g}" if isinstance(node.value, int | float) else str(node.value)


def _outcome(t: Teller, part: Node, name: str) -> Iterator[Paragraph | Figure | None]:
    told = part["outcomes"][name]
    if part["method"].value != "tornado":
        yield from _indices(t, part, name)
        return
    moved = [one for one in told["parameters"].rows() if one["ignorance"].value]
    clear = [one for one in moved if one["clear"].value][:MOST]
    sentences = [said for number, one in enumerate(clear) if (said := _moves(t, name, told, one, number)) is not None]
    still = sum(1 for one in told["parameters"].value if one["idle"])
    every, title = (told["parameters"],), t.title(name)
    quiet = t.state(f"unknown-{name}-still", "unknown-still", n=still, outcome=title, rests_on=every) if still else None
    none = None if clear else t.state(f"unknown-{name}-none", "unknown-none", outcome=title, rests_on=every)
    yield all_of(*sentences, none, quiet, listed=True)
    if moved:
        given = {"path": str(moved[0]["path"].value), "outcome": title}
        message = "figure-tornado" if moved[0]["clear"].value else "figure-tornado-unclear"
        sentence = t.state(f"figure-tornado-{name}", message, rests_on=(moved[0]["path"], moved[0]["clear"]),
                           **(given if moved[0]["clear"].value else {"outcome": title}))
        yield Figure(f"tornado-{name.replace('_', '-').replace('.', '-')}", sentence, t.say("alt-tornado"), "tornado", {"outcome": name},
                     (name,), (t.say("how-tornado"),))


def _moves(t: Teller, name: str, told: Node, one: Node, number: int) -> Statement | None:
    ends = [end for end in one["ends"].rows() if end.at("value")]
    if len(ends) < 2 or not str(told["unit"].value).startswith("share"):
        return None
    low, high = ends[0], ends[1]
    base = base_of(max(low["value"].value, high["value"].value))
    digits = 0 if base * min(low["value"].value, high["value"].value) >= 1 else 1
    return t.state(f"unknown-{name}-{number}", "unknown-moves", path=str(one["path"].value), outcome=t.title(name), of=base,
                   first=Number(low["value"], base, digits), second=Number(high["value"], base, digits), low=str(low["at"].value),
                   high=str(high["at"].value), rests_on=(one["path"], low["at"], high["at"]))


def _indices(t: Teller, part: Node, name: str) -> Iterator[Paragraph | Figure | None]:
    """Of the methods that move all at once: what matters most, and the figure."""
    key = "ST" if part["method"].value == "sobol" else "mu_star"
    found = [one for one in part["outcomes"][name]["parameters"].rows() if one.at(key, "value")]
    if not found:
        return
    title = t.state(f"figure-tornado-{name}", "figure-tornado", path=str(found[0]["path"].value), outcome=t.title(name),
                    rests_on=(found[0]["path"],))
    yield Figure(f"tornado-{name.replace('_', '-').replace('.', '-')}", title, t.say("alt-indices"), "tornado", {"outcome": name}, (name,),
                 (t.say(f"how-{part['method'].value}"),))


def _not_said(t: Teller) -> Paragraph:
    return Paragraph((t.state("unknown-towns", "unknown-towns"), t.state("unknown-people", "unknown-people")))
