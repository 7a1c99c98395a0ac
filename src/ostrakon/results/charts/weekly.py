"""What happens week by week, and what is left after an abolition: lines with bands, small panels side by side.

Here live which series are drawn. Never here: how a line is drawn (``marks``), or an estimate.
"""

from collections.abc import Iterator, Sequence

import altair as alt

from ostrakon.results.charts import marks, theme
from ostrakon.results.charts.outcomes import known
from ostrakon.results.charts.rows import Row, Say, Told, cannot, plain, words
from ostrakon.results.charts.theme import WIDTH

COURSES = ("listed", "bad_credit", "chilled", "mean_fear")
TITLES = {"listed": "on a list", "wrongly_listed": "listed wrongly", "bad_credit": "in the lowest tier", "denied": "requests denied",
          "chilled": "left unsaid for fear", "silenced": "kept from being said", "records": "records", "points_lost": "points lost",
          "mean_score": "mean score", "mean_fear": "fear, in levels", "mean_hardship": "hardship, in levels"}
REMAINS = ("fear", "hardship", "chilled", "listed")


def weekly(run: Told, *, say: Say = plain, width: int = WIDTH, measures: Sequence[str] = ()) -> marks.Chart:
    """Series of a run by week, a panel each.

    measures: their names; unless given listed, lowest tier (where there are several), unsaid and fear.
    """
    found = {name: course for name, course in run["weekly"].items() if name != "day"}
    days = run["weekly"]["day"]
    if not days:
        cannot("the run has no whole week")
    scored = len(run["distributions"]["tiers"]) > 1
    names = [known(found, name) for name in measures] or [name for name in COURSES if scored or name != "bad_credit"]
    panels = {name: f"{say(TITLES.get(name, words(name)))} ({say(found[name]['unit'])})" for name in names}
    rows: list[Row] = []
    for name in names:
        rows += _points(found[name], [day / 7 for day in days], panel=panels[name], series="", measure=name,
                        unit=found[name]["unit"])
    return _side_by_side(marks.lines(say, "week", "week", None, [""]), rows, list(panels.values()), width)


def _points(course: Told, weeks: Sequence[float], **more: object) -> Iterator[Row]:
    for i, week in enumerate(weeks):
        yield {"week": week, **{end: course[end][i] for end in ("value", "low", "high")}, **more}


def _side_by_side(layer: marks.Layers, rows: list[Row], panels: Sequence[str], width: int) -> marks.Chart:
    columns = 2 if len(panels) > 1 and width >= 480 else 1
    each = round((width - 110) / 2) if columns == 2 else width - 60
    return marks.in_panels(layer, rows, panels, each, height=150 if columns == 2 else 190, columns=columns)


def lasting(abolition: Told, *, say: Say = plain, width: int = WIDTH, measures: Sequence[str] = ()) -> marks.Chart:
    """Outcomes week by week where a regime goes on, where it ends and where it never was; a line where it ends.

    measures: their names; those of fear, hardship, unsaid and listed that differ in any week unless given.
    """
    found, ending = abolition["outcomes"], abolition["ending"]
    names = [known(found, name) for name in measures] or [name for name in (*REMAINS, *found) if _differs(found.get(name))]
    names = list(dict.fromkeys(name for name in names if found[name]["weeks"] is not None))[: max(4, len(measures))]
    if not names:
        cannot("nothing that is counted by week differs between the regime, its end and a society without it")
    arms = [say(arm) for arm in abolition["arms"]]
    panels = {name: f"{say(found[name]['title'])} ({say(found[name]['unit'])})" for name in names}
    rows: list[Row] = []
    for name in names:
        for arm, course in zip(arms, found[name]["weeks"]["arms"], strict=True):
            rows += _points(course, range(1, ending["weeks"] + 1), panel=panels[name], series=arm, measure=name, unit=found[name]["unit"])
    layer = marks.lines(say, "week", "week", None, arms)
    end = alt.Chart().mark_rule(strokeDash=[4, 3], color=theme.SOFT).encode(x=alt.X(datum=ending["on"] / 7))
    return _side_by_side(alt.layer(*layer.layer, end), rows, list(panels.values()), width)


def _differs(outcome: Told | None) -> bool:
    return outcome is not None and outcome["weeks"] is not None and any(gap["value"] for gap in outcome["weeks"]["differences"])
