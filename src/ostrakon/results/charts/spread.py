"""How something is spread over people: scores, days under sanction, time to exit, moves between tiers.

Here live which numbers are drawn. Never here: an estimate.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import altair as alt

from ostrakon.results.charts import marks, theme
from ostrakon.results.charts.rows import Row, Say, Told, cannot, plain, words
from ostrakon.results.charts.theme import WIDTH
from ostrakon.results.plots import cell

LEDGERS = ("as the regime has it", "without error and association")
CURVES = {"all": "all listings", "wrongful": "wrongful listings"}


def scores(run: Told, *, say: Say = plain, width: int = WIDTH, limits: tuple[float, float] | None = None) -> marks.Chart:
    """Where people end: the actual scores as a histogram, and the tiers, actual and in the shadow ledger.

    limits: as ``limits_of`` gives them; the axis is in percent of the way between them unless given.
    """
    low, high = limits or (0.0, 100.0)
    told = run["distributions"]
    if len(told["tiers"]) == 1 and sum(share > 0 for share in told["scores"]) == 1:
        cannot("everybody has the same score")
    wide = (high - low) / len(told["scores"])
    rows: list[Row] = [{"of": "score", "from": low + wide * i, "to": low + wide * (i + 1), "value": 100 * share, "series": say(LEDGERS[0])}
                       for i, share in enumerate(told["scores"])]
    for ledger, name in zip(LEDGERS, ("tiers", "tiers_shadow"), strict=True):
        rows += [{"of": "tier", "label": say(words(tier)), "value": 100 * share, "series": say(ledger)}
                 for tier, share in told[name].items()]
    ends = [i for i, one in enumerate(rows) if one["of"] == "score" and one["value"]]
    shown = [rows[min(ends)]["from"], rows[max(ends)]["to"]] if ends else [low, high]
    across = say("score" if limits else "score, percent of the way from the lowest to the highest")
    histogram = alt.Chart().transform_filter("datum.of == 'score' && datum.value > 0").mark_bar(color=theme.SERIES[0]).encode(
        x=alt.X("from:Q", bin="binned", title=across, scale=alt.Scale(domain=shown, nice=False), axis=alt.Axis(grid=False)), x2="to:Q",
        y=alt.Y("value:Q", title=say("percent of people"), axis=alt.Axis(tickCount=5))).properties(width=width - 100, height=170)
    tiers = _tiers(say, width - 100)
    both: marks.Chart = alt.vconcat(histogram, tiers, data=marks.values(rows), spacing=24).resolve_scale(color="independent")
    return both


def limits_of(dimensions: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
    """Where the first bin of scores begins and the last ends. dimensions: weight in 1/256, minimum, maximum of each.

    >>> limits_of([(256, 0, 100)])
    (0, 101)
    """
    low, high = zip(*((weight * least, weight * most) for weight, least, most in dimensions), strict=True)
    return sum(low) >> 8, (sum(high) >> 8) + 1          # as the kernel counts them: scores are whole numbers


def _tiers(say: Say, width: int) -> marks.Layers:
    series = [say(name) for name in LEDGERS]
    place: dict[str, Any] = {"y": alt.Y("label:N", sort=None, title=None, axis=alt.Axis(grid=False)),
                             "yOffset": alt.YOffset("series:N", sort=series)}
    base = alt.Chart().transform_filter("datum.of == 'tier'")
    x = alt.X("value:Q", title=say("percent of people at the end"), scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=6))
    bars = base.mark_bar().encode(x=x, color=alt.Color("series:N", scale=marks.palette(series), sort=series, legend=alt.Legend()), **place)
    names = base.mark_text(align="left", dx=4).encode(x=x, text=alt.Text("value:Q", format=".3~g"), **place)
    return alt.layer(bars, names).properties(width=width, height=alt.Step(16, **{"for": "offset"}))


def concentration(run: Told, *, say: Say = plain, width: int = WIDTH) -> marks.Chart:
    """Days under sanction that the least burdened share of people bear (Lorenz), beside the line of equality."""
    told = _measure(run, "concentration")
    curve = told["lorenz"]
    rows = [{"people": 100 * at, **{end: None if curve[end][i] is None else 100 * curve[end][i] for end in ("value", "low", "high")}}
            for i, at in enumerate(curve["people"])]
    words_of = say("percent of people, least burdened first"), say("percent of all days under sanction")
    x = alt.X("people:Q", title=words_of[0], scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    y = alt.Y("value:Q", title=words_of[1], scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    equal = alt.Chart(marks.values([{"people": 0, "value": 0}, {"people": 100, "value": 100}])).mark_line(
        color=theme.SOFT, strokeDash=[4, 3], strokeWidth=1).encode(x=x, y=y)
    band = alt.Chart().mark_area(opacity=0.18, color=theme.SERIES[0]).encode(x=x, y=alt.Y("low:Q", title=words_of[1]), y2="high:Q")
    line = alt.Chart().mark_line(color=theme.SERIES[0]).encode(x=x, y=y)
    return alt.layer(equal, band, line).properties(width=width - 70, height=300, data=marks.values(rows))


def exit_curve(run: Told, *, say: Say = plain, width: int = WIDTH, of: str = "") -> marks.Chart:
    """Of the listings of a run, how many last longer (Kaplan and Meier). of: a list; all black lists unless given."""
    told = _measure(run, "exit_time")
    name = of or next(iter(told["lists"]))
    if name not in told["lists"]:
        cannot(f"there is no list {name[:60]!r}; there are {', '.join(told['lists'])}")
    curves = {CURVES[whose]: one for whose, one in told["lists"][name].items() if "reason" not in one}
    if not curves:
        cannot(f"nobody was put on {words(name)}")
    rows = [one for series, curve in curves.items() for one in _survival(say(series), curve)]
    layer = marks.lines(say, "week", "weeks since the entry", say("percent of listings that last longer"), [say(name) for name in curves],
                        step=True, percent=True)
    return marks.in_panels(layer, rows, [""], width - 70, height=240)


def _survival(series: str, curve: Told) -> Iterator[Row]:
    longer = curve["longer"]
    for i, week in enumerate(curve["weeks"]):
        if longer["value"][i] is not None:
            yield {"week": week, "series": series, "at_risk": curve["at_risk"][i] if i < len(curve["at_risk"]) else None,
                   **{end: None if longer[end][i] is None else 100 * longer[end][i] for end in ("value", "low", "high")}}


def mobility(run: Told, *, say: Say = plain, width: int = WIDTH) -> marks.Chart:
    """Where people of each tier are four weeks later, in percent of them; rows lead to columns."""
    told = _measure(run, "mobility")
    tiers, matrix = [say(words(tier)) for tier in told["tiers"]], told["matrix"]
    rows = [{"from": before, "to": after, **{end: None if matrix[end][i][j] is None else 100 * matrix[end][i][j]
                                             for end in ("value", "low", "high")},
             "shown": "-" if matrix["value"][i][j] is None else cell(matrix["value"][i][j]), "people": told["people"][i]}
            for i, before in enumerate(tiers) for j, after in enumerate(tiers)]
    axis: dict[str, Any] = {"labelAngle": 0, "domain": False, "ticks": False, "grid": False, "labelLimit": 120}
    x = alt.X("to:N", sort=None, title=say("tier four weeks later"), axis=alt.Axis(orient="top", **axis))
    y = alt.Y("from:N", sort=None, title=say("tier"), axis=alt.Axis(**axis))
    deep = alt.Opacity("value:Q", scale=alt.Scale(domain=[0, 100], range=[0.02, theme.DEEPEST]), legend=None)
    squares = alt.Chart().mark_rect(color=theme.SERIES[0], stroke=theme.PAPER, strokeWidth=2).encode(x=x, y=y, opacity=deep)
    names = alt.Chart().mark_text().encode(x=x, y=y, text="shown:N")
    return alt.layer(squares, names).properties(width=width - 100, height=alt.Step(40), data=marks.values(rows))


def _measure(run: Told, name: str) -> Told:
    told: Told = run["measures"].get(name, {"reason": "the run was made without this measure"})
    if "reason" in told:
        cannot(f"no {words(name)}: {told['reason']}")
    return told
