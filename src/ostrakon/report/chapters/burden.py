"""Who bears it: cohorts and intersections beside everybody else, how few bear how much, and how far silence reaches.

Here lives what is told of unequal burdens. A cohort is called by its attributes alone. Never here: a ratio that is not clear among so
many, told as if it were.
"""

from collections.abc import Iterator

from ostrakon.report.chapters.base import (
    Cell,
    Chapter,
    Figure,
    Heading,
    Node,
    Statement,
    Table,
    Teller,
    all_of,
    chapter,
    spread,
)
from ostrakon.report.statements import Number
from ostrakon.results.words import worst

TOLD = ("wrongly_listed", "listed", "bad_credit", "ever_denied", "ever_chilled", "harmed_by_association")
MOST_ROWS, MOST_EXCLUDED = 24, 24
NEAR, OUT = "1", "none can be reached"


def burden(teller: Teller) -> Chapter | None:
    """The chapter."""
    told = _first_told(teller)
    return chapter("burden", teller, all_of(*_worst(teller), listed=True), all_of(_equal(teller)), _figure(teller, told) if told else None,
                   _table(teller, told) if told else None, _excluded(teller, told or "listed"), *_concentration(teller),
                   *_distance(teller))


def _first_told(teller: Teller) -> str:
    """The outcome of which a cohort clearly bears more; else the first of which any cohort is told."""
    found = teller.run["disparity"]
    names = [name for name in TOLD if found.at(name)]
    clear = (name for name in names if worst(found[name].value, 1))
    some = (name for name in names if any(row["low"] is not None for row in found[name].value["cohorts"]))
    return next(clear, next(some, ""))


def _row(teller: Teller, outcome: str, number: int = 0) -> Node | None:
    """The cohort that bears most of it, in the folder."""
    found = teller.run["disparity"].at(outcome)
    if found is None or len(most := worst(found.value, number + 1)) <= number:
        return None
    return found["cohorts"][found.value["cohorts"].index(most[number])]


def worst_cohort(teller: Teller, id_: str) -> Statement | None:
    """The first outcome in which somebody clearly bears more, as a finding."""
    for outcome in TOLD:
        if (row := _row(teller, outcome)) is not None:
            return _ratio(teller, id_, outcome, row)
    return None


def _ratio(teller: Teller, id_: str, outcome: str, row: Node) -> Statement:
    told = Node(row.file, row.path, {**row.value, "value": row.value["ratio"]})
    n = spread(told)
    n = type(n)(Number(row["ratio"], 1.0, n.value.digits), n.low, n.high)
    return teller.state(id_, f"worst-{outcome.replace('_', '-')}", who=teller.cohort(row["cohort"].value), n=n,
                        rests_on=(row["cohort"], row["clear"]))


def _worst(teller: Teller) -> Iterator[Statement]:
    """Of each outcome the cohort that bears most."""
    for outcome in TOLD:
        if (row := _row(teller, outcome)) is not None:
            yield _ratio(teller, f"burden-{outcome}", outcome, row)


def _equal(teller: Teller) -> Statement | None:
    """That nothing is clear, where it is so."""
    disparity = teller.run["disparity"]
    told = [row for name in TOLD if disparity.at(name) for row in disparity[name].value["cohorts"]]
    if any(row["clear"] and row["ratio"] > 1 for row in told):
        return None
    return teller.state("burden-none", "burden-not-clear" if told else "burden-too-few", rests_on=(disparity,))


def _figure(teller: Teller, outcome: str) -> Figure:
    row = _row(teller, outcome)
    title = _ratio(teller, "figure-cohorts", outcome, row) if row else teller.state("figure-cohorts", "figure-cohorts-not-clear",
                                                                                   rests_on=(teller.run["disparity"][outcome],))
    return Figure("cohorts", title, teller.say("alt-cohorts"), "cohorts", {"measure": outcome}, (outcome,), (teller.say("how-ratio"),))


def _table(teller: Teller, outcome: str) -> Table:
    t, found = teller, teller.run["disparity"][outcome]
    rows = [_cells(t, row) for row in found["cohorts"].rows() if row.value["low"] is not None]
    return Table(t.say("table-cohorts", outcome=t.title(outcome)), tuple(t.say(f"head-{name}") for name in
                 ("cohort", "ratio", "interval", "rate", "people", "clear")), tuple(rows[:MOST_ROWS]), folded=True)


def _cells(t: Teller, row: Node) -> tuple[Cell, ...]:
    told = spread(Node(row.file, row.path, {**row.value, "value": row.value["ratio"]}))
    number = t.words.number
    digits = told.value.digits
    return (Cell(t.cohort(row.value["cohort"])), Cell(number(row.value["ratio"], max(1, digits)), number=True),
            Cell(told.text(t.words), number=True),
            Cell(t.say("percent", value=number(100 * row.value["value"], 2)), number=True), Cell(number(row.value["n"]), number=True),
            Cell(t.say("yes" if row.value["clear"] else "no")))


def _excluded(teller: Teller, outcome: str) -> Table | None:
    """Cohorts of which nothing is told, with the reason of each."""
    found = teller.run["disparity"].at(outcome, "excluded")
    if found is None or not found.value:
        return None
    rows = [(Cell(teller.cohort(row["cohort"])), Cell(teller.words.number(row["n"]), number=True),
             Cell(teller.words.number(row["met"]), number=True)) for row in found.value[:MOST_EXCLUDED]]
    caption = teller.say("table-excluded", outcome=teller.title(outcome), n=len(found.value))
    return Table(caption, tuple(teller.say(f"head-{name}") for name in ("cohort", "people", "met")), tuple(rows), folded=True)


def _concentration(teller: Teller) -> Iterator[Heading | Figure | None]:
    told = teller.run["measures"].at("concentration")
    if told is None or told.at("top_1_percent") is None or not told.value.get("days") or told["top_1_percent"].value.get("value") is None:
        return
    yield Heading(teller.say("heading-concentration"))
    title = teller.share("figure-concentration", told["touched"], days=Number(told["days"]))
    if title is not None:
        yield Figure("concentration", title, teller.say("alt-concentration"), "concentration", {}, ("concentration",))


def _distance(teller: Teller) -> Iterator[Heading | Figure | None]:
    told = teller.run["measures"].at("silence_by_distance")
    near = None if told is None else told.at("untouched", NEAR, "silent")
    if told is None or near is None or not any(row["silent"].get("value") for row in told["untouched"].value.values()):
        return
    title = teller.share("figure-distance", near)
    if title is not None:
        yield Heading(teller.say("heading-distance"))
        yield Figure("distance", title, teller.say("alt-distance"), "distance", {}, ("silence_by_distance",))
