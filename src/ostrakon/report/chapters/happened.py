"""What happened: who was listed and how wrongly, who was turned away, who fell silent, which rights were restricted, and for how long.

Here lives what is told of the run as a whole. Never here: who of them bears it (``burden``), or why (``why``).
"""

from collections.abc import Iterator

from ostrakon.report.chapters.base import Cell, Chapter, Figure, Heading, Node, Paragraph, Statement, Table, Teller, all_of, chapter, spread
from ostrakon.report.statements import Number, Spread

COURSES = ("listed", "bad_credit", "chilled", "mean_fear")
HEADLINES = ("listed", "wrongly_listed", "bad_credit", "sanctioned", "bystanders", "harmed_by_association", "ever_denied",
             "denied_wrongly", "ever_chilled", "wrongful_share", "still_wrongly_listed")
ALL = "all black lists"
LEAST_APART = 0.0001        # shares of people in a tier that differ by less are printed alike


def happened(teller: Teller) -> Chapter | None:
    """The chapter."""
    return chapter("happened", teller, *_listing(teller), *_weekly(teller), *_out(teller), *_denied(teller), *_silent(teller),
                   *_points(teller), *_rights(teller), _tiers(teller))


def _days(t: Teller) -> Number:
    return Number(t.run["run"]["days"])


def _listing(t: Teller) -> Iterator[Heading | Paragraph | Figure | None]:
    of = t.run["outcomes"].at
    yield all_of(t.share("happened-listed", of("listed"), days=_days(t)),
                 t.share("happened-wrongly", of("wrongly_listed")) if _any(t) else None,
                 t.share("happened-of-listed", of("wrongful_share")), t.share("happened-by-error", of("listed_by_error")),
                 t.share("happened-by-others", of("listed_by_association")), listed=True)
    yield all_of(t.share("happened-no-breach", of("listed_no_breach")), t.share("happened-for-speech", of("listed_for_expression")),
                 t.share("happened-bad-credit", of("bad_credit")), listed=True)
    names = [name for name in HEADLINES if of(name, "value") is not None and of(name)["value"].value]     # type: ignore[index]
    if len(names) > 1:
        told = of(names[0])
        title = None if told is None else t.share("figure-outcomes", told, f"figure-outcomes-{names[0].replace('_', '-')}")
        if title is not None:
            yield Figure("outcomes", title, t.say("alt-outcomes"), "outcomes", {"measures": tuple(names)}, tuple(names))


def _any(t: Teller) -> bool:
    """Whether anybody was listed."""
    return bool(t.run["outcomes"]["listed"]["value"].value)


def _weekly(t: Teller) -> Iterator[Figure]:
    weekly = t.run["weekly"]
    if not weekly["day"].value:
        return
    moved = [name for name in COURSES if any(weekly[name]["value"].value)]
    if not moved:
        return
    last = len(weekly["day"].value) - 1
    course = weekly[moved[0]]
    ends = {end: course[end][last] for end in ("value", "low", "high")}
    told = Spread(*_ends(ends))
    title = t.state("figure-weekly", f"figure-weekly-{moved[0].replace('_', '-')}", n=told, weeks=Number(weekly["day"], entries=True))
    yield Figure("weekly", title, t.say("alt-weekly"), "weekly", {"measures": tuple(moved)}, (), (t.say("how-weekly"),))


def _ends(ends: dict[str, Node]) -> tuple[Number, Number | None, Number | None]:
    """Of a value and interval whose parts stand in different places."""
    low, high = ends["low"].value, ends["high"].value
    digits = spread(Node("", (), {name: node.value for name, node in ends.items()})).value.digits
    known = low is not None and high is not None
    return (Number(ends["value"], 1.0, digits), Number(ends["low"], 1.0, digits) if known else None,
            Number(ends["high"], 1.0, digits) if known else None)


def _out(t: Teller) -> Iterator[Heading | Paragraph | Figure | None]:
    """The way off."""
    told = t.run["measures"].at("exit_time", "lists", ALL)
    if told is None or not told.at("all", "listings") or not told.value["all"]["listings"]:
        return
    of = t.run["outcomes"].at
    yield Heading(t.say("heading-out"))
    wrong = told.at("wrongful", "never_restored")
    yield all_of(t.share("out-still", of("still_wrongly_listed")), t.share("out-appeals", of("appeals_lodged")),
                 t.share("out-won", of("appeals_won")), t.share("out-wrongly-won", of("wrongful_appeals_won")),
                 None if t.regime.at("redress") else t.state("out-no-appeal", "out-no-appeal", rests_on=(t.regime,)), listed=True)
    title = None if wrong is None else t.share("figure-exit", wrong)
    if title is not None:
        yield Figure("exit", title, t.say("alt-exit"), "exit", {}, ("exit_time",))


def _denied(t: Teller) -> Iterator[Heading | Paragraph | Table | None]:
    of = t.run["outcomes"].at
    yield Heading(t.say("heading-denied"))
    yield all_of(t.share("denied-ever", of("ever_denied")), t.rate("denied-often", of("denials")),
                 t.share("denied-wrongly", of("wrongful_denial_share")), t.share("denied-no-breach", of("denials_no_breach")), listed=True)
    requests = {name: one for name, one in t.run["requests"].items() if one.value["value"]}
    if requests:
        order = sorted(requests, key=lambda name: -requests[name].value["value"])
        rows = [(Cell(t.words.name(name)), Cell(t.words.number(requests[name].value["value"], spread(requests[name]).value.digits),
                 number=True), Cell(_interval(t, requests[name]), number=True)) for name in order]
        yield Table(t.say("table-requests"), tuple(t.say(f"head-{name}") for name in ("request", "per-1000", "interval")), tuple(rows))


def _interval(t: Teller, told: Node) -> str:
    return t.say("no-interval") if told.at("low") is None else spread(told).text(t.words)


def _silent(t: Teller) -> Iterator[Heading | Paragraph | None]:
    of = t.run["outcomes"].at
    yield Heading(t.say("heading-silent"))
    yield all_of(t.share("silent-ever", of("ever_chilled")), t.share("silent-chilled", of("chilled")),
                 t.share("silent-stopped", of("silenced")), t.share("silent-untouched", of("silent_untouched")), listed=True)


def _points(t: Teller) -> Iterator[Heading | Paragraph | None]:
    of = t.run["outcomes"].at
    yield Heading(t.say("heading-points"))
    yield all_of(t.rate("points-lost", of("points_lost")), t.share("points-others", of("points_to_association")),
                 t.share("points-harmed", of("harmed_by_association")),
                 t.rate("points-bystanders", of("bystanders_per_sanctioned")), listed=True)


def _rights(t: Teller) -> Iterator[Heading | Figure | Paragraph | None]:
    outcomes = t.run["outcomes"]
    found = {name: one for name, one in outcomes.items() if name.startswith("rights.") and one.value["value"]}
    yield Heading(t.say("heading-rights"))
    if not found:
        none: Statement = t.state("rights-none", "rights-none", rests_on=tuple(
            one["value"] for name, one in outcomes.items() if name.startswith("rights.")))
        yield Paragraph((none,))
        return
    most = max(found, key=lambda name: found[name].value["value"])
    title = t.state("figure-rights", "figure-rights", right=t.words.name(most.removeprefix("rights.")), n=spread(found[most]))
    yield Figure("rights", title, t.say("alt-rights"), "rights", {}, tuple(found))


def _tiers(t: Teller) -> Figure | None:
    """Tiers at the end, beside the shadow's."""
    tiers = t.run["distributions"]["tiers"]
    if len(tiers.value) < 2:
        return None
    shadow = t.run["distributions"]["tiers_shadow"]
    most = max(tiers.value, key=lambda name: abs(tiers.value[name] - shadow.value[name]))
    if abs(tiers.value[most] - shadow.value[most]) < LEAST_APART:
        title = t.state("figure-scores", "figure-scores-same", rests_on=(tiers[most], shadow[most]))
    else:
        title = t.state("figure-scores", "figure-scores", tier=t.words.name(most), n=Number(tiers[most], 100, 2),
                        shadow=Number(shadow[most], 100, 2))
    from ostrakon.results.charts.spread import limits_of

    dimensions = t.evidence.regime.model.scoring.dimensions.values()
    limits = limits_of((d.weight, d.minimum, d.maximum) for d in dimensions)
    return Figure("scores", title, t.say("alt-scores"), "scores", {"limits": limits}, (), (t.say("how-scores"),))
