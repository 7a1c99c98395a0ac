"""Headline outcomes, rights, silence by distance: dots with intervals, from the summary of a run.

Here live which outcomes are drawn. Never here: how a dot is drawn (``marks``), or an estimate.
"""

from collections.abc import Iterator, Mapping, Sequence

from ostrakon.results.charts import marks
from ostrakon.results.charts.rows import Row, Say, Told, cannot, plain, row, scaled, title_of, with_lines, words
from ostrakon.results.charts.theme import WIDTH
from ostrakon.vocabulary import nearest

HEADLINES = ("listed", "wrongly_listed", "bad_credit", "sanctioned", "bystanders", "harmed_by_association", "ever_denied", "denied_wrongly",
             "ever_chilled", "wrongful_share", "still_wrongly_listed", "wrongful_denial_share", "denials", "chilled", "silenced")
RARER = 8                       # times as many, and both are not to be seen on one axis


def outcomes(run: Told, *, say: Say = plain, width: int = WIDTH, measures: Sequence[str] = ()) -> marks.Chart:
    """Outcomes of a run with their intervals, a panel for each unit. measures: their names; headlines unless given."""
    found = run["outcomes"]
    names = [known(found, name) for name in measures] or [name for name in HEADLINES if name in found]
    rows = []
    for name in names:
        factor, unit = scaled(found[name]["unit"])
        rows.append(row(say(title_of(found[name])), found[name], factor, measure=name, unit=unit, panel=say(unit)))
    return _in_units(rows, say, width)


def known(found: Mapping[str, object], name: str, what: str = "outcome") -> str:
    """The name of an outcome, or of something else, if there is one. Says the nearest otherwise."""
    if name not in found:
        near = nearest(name, found)
        cannot(f"there is no {what} {name[:60]!r} in it{f'; nearest: {near}' if near else ''}")
    return name


def _in_units(rows: list[Row], say: Say, width: int) -> marks.Chart:
    """A panel for each unit, in the order in which units first come."""
    if not any(one["value"] is not None for one in rows):
        cannot("none of these outcomes has a value")
    units = list(dict.fromkeys(one["unit"] for one in rows))
    rows = with_lines([one for unit in units for one in _enlarged([one for one in rows if one["unit"] == unit], say)], say)
    panels = list(dict.fromkeys(one["panel"] for one in rows))
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    return marks.in_panels(marks.dots(rows, panels[0] if len(panels) == 1 else None, wide), rows, panels, wide)


def _enlarged(rows: list[Row], say: Say) -> Iterator[Row]:
    """Rows of one unit, the common first; what is far rarer goes into a panel of its own, where it can be seen."""
    most = max((one["value"] for one in rows if one["value"] is not None), default=0.0)
    rare = [one for one in rows if one["value"] and one["value"] < most / RARER]
    yield from (one for one in rows if one not in rare)
    yield from ({**one, "panel": f"{one['panel']}, {say('enlarged')}"} for one in rare)


def rights(run: Told, *, say: Say = plain, width: int = WIDTH, yearly: bool = False) -> marks.Chart:
    """Person-days on which each right is restricted. yearly: per person-year instead of over the run, where the summary has both."""
    start = "rights_yearly." if yearly else "rights."
    found = {name.removeprefix(start): o for name, o in run["outcomes"].items() if name.startswith(start)}
    if not any(o["value"] for o in found.values()):
        cannot("no right is restricted on any day")
    order = sorted(found, key=lambda name: -(found[name]["value"] or 0.0))
    rows = [row(say(words(name)), found[name], scaled(found[name]["unit"])[0], unit=scaled(found[name]["unit"])[1]) for name in order]
    rows = with_lines(rows, say)
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    return marks.in_panels(marks.dots(rows, f"{say('person-days restricted')}: {say(rows[0]['unit'])}", wide), rows, [""], wide)


def distance(run: Told, *, say: Say = plain, width: int = WIDTH) -> marks.Chart:
    """Who keeps silent, by the distance in households and ties from the nearest sanctioned person."""
    told = run["measures"].get("silence_by_distance", {"reason": "the run was made without this measure"})
    if "reason" in told:
        cannot(f"no silence by distance: {told['reason']}")
    rows = [row(say(label), one["silent"], 100.0, unit="percent of person-quarters") for label, one in _steps(told)]
    rows = with_lines(rows, say)
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    return marks.in_panels(marks.dots(rows, say("percent of person-quarters with something left unsaid"), wide), rows, [""], wide)


def _steps(told: Told) -> Iterator[tuple[str, Told]]:
    """Those whom the regime never touched, from near to far; then all others."""
    for name, one in told["untouched"].items():
        yield {"1": "1 step away", "none can be reached": "out of reach"}.get(name, f"{name} steps away"), one
    yield "recorded or sanctioned", told["others"]
