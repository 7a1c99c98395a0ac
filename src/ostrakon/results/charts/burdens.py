"""Who bears it, and what channels record: cohorts beside everybody else, records by what they are.

Here live which cohorts and channels are drawn. Never here: an estimate.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from ostrakon.results.charts import marks, theme
from ostrakon.results.charts.outcomes import known
from ostrakon.results.charts.rows import Row, Say, Told, cannot, plain, row, scaled, step_of, title_of, with_lines, words
from ostrakon.results.charts.theme import WIDTH
from ostrakon.results.words import cohort, worst

SORTS = ("on the wrong person", "of what never happened")
FIFTHS = {f"q{i}": f"{word} fifth" for i, word in enumerate(("poorest", "second", "third", "fourth", "richest"), 1)}


def cohorts(run: Told, *, say: Say = plain, width: int = WIDTH, measure: str = "wrongly_listed", by: str = "", most: int = 10
            ) -> marks.Chart:
    """An outcome by cohort, with intervals.

    Without ``by``: times as often as among everybody else, the cohorts that stand out most. by: an attribute of the cuts (``sex``, or
    several joined by +): its levels, and a line at everybody together.
    """
    return _levels(run, say, width, measure, by) if by else _ratios(run, say, width, measure, most)


def _ratios(run: Told, say: Say, width: int, measure: str, most: int) -> marks.Chart:
    found = run["disparity"]
    known(found, measure)
    told = [one for one in found[measure]["cohorts"] if one["low"] is not None]
    drawn = worst(found[measure], most) or told[:most]
    if not drawn:
        cannot(f"no cohort is large enough to be told apart in {measure}")
    rows = [{"label": say(cohort(one["cohort"])), **{to: one[of] for to, of in (("value", "ratio"), ("low", "low"), ("high", "high"))},
             "rate": one["value"], "people": one["n"], "met_it": one["met"], "clear": one["clear"]} for one in drawn]
    rows = with_lines(rows, say)
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    layer = marks.dots(rows, say("times as often as among everybody else"), wide, reference=1.0, log=True, told="datum.clear")
    return marks.in_panels(layer, rows, [""], wide)


def _levels(run: Told, say: Say, width: int, measure: str, by: str) -> marks.Chart:
    known(run["by"], measure)
    cuts: Mapping[str, Any] = run["by"][measure]
    if by not in cuts:
        cannot(f"{measure} is not cut by {by[:60]!r}; there are {', '.join(cuts)}")
    whole = _whole(run, measure)
    factor, unit = scaled(whole["unit"])
    levels = {label: one for label, one in cuts[by].items() if one["value"] is not None}
    if not levels:
        cannot(f"{measure} has no value in any cohort of {by}")
    order = sorted(levels, key=lambda label: -levels[label]["value"]) if by == "region" else list(levels)
    rows = with_lines([row(say(FIFTHS.get(label, words(label))), levels[label], factor, unit=unit) for label in order], say)
    everybody = None if whole["value"] is None else whole["value"] * factor
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    return marks.in_panels(marks.dots(rows, f"{say(title_of(whole))}: {say(unit)}", wide, reference=everybody), rows, [""], wide)


def _whole(run: Told, measure: str) -> Told:
    """The outcome of everybody together, of one kind of request too."""
    sort, _, name = measure.partition(".")
    if measure in run["outcomes"]:
        return dict(run["outcomes"][measure])
    found = run["requests"] if sort == "denied" else run["requests_judged"].get(sort, {})
    return {"title": f"{words(sort)}: {words(name)}", **found[name]}


def channels(run: Told, *, say: Say = plain, width: int = WIDTH) -> marks.Chart:
    """Of the records of each channel how many fell on the wrong person or tell of what never happened; the rest are right."""
    truth = run["measures"].get("channels_truth", {}).get("channels", {})
    found = {name: one for name, one in run["channels"].items() if one["right"] + one["misattributed"] + one["false"] > 0}
    if not found:
        cannot("no channel recorded anything")
    if not any(_wrong(one) for one in found.values()):
        cannot("no channel made a wrong record")
    rows: list[Row] = []
    for name in sorted(found, key=lambda name: -_wrong(found[name])):
        rows += _of_channel(name, found[name], truth.get(name, {}), say)
    return _channel_bars(rows, [say(sort) for sort in SORTS], say, width)


def _records(one: Told) -> float:
    return float(one["right"] + one["misattributed"] + one["false"])


def _wrong(one: Told) -> float:
    return float(one["misattributed"] + one["false"]) / _records(one)


def _of_channel(name: str, one: Told, truth: Told, say: Say) -> list[Row]:
    """A row for each sort of wrong record, and one with the interval of both together."""
    head = {"label": f"{say(words(name))} ({_records(one):,.0f})", "right": one["right"], "misattributed": one["misattributed"],
            "false": one["false"]}
    share = 100 / _records(one)
    rate = truth.get("false_discovery_rate", {"low": None, "high": None})
    whisker = {end: None if rate[end] is None else 100 * rate[end] for end in ("low", "high")}
    return with_lines([*({**head, "series": say(sort), "value": one[key] * share}
                         for sort, key in zip(SORTS, ("misattributed", "false"), strict=True)),
                       {**head, "series": "", "value": 100 * _wrong(one), **whisker}], say)


def _channel_bars(rows: Sequence[Row], series: Sequence[str], say: Say, width: int) -> marks.Chart:
    colours = alt.Scale(domain=list(series), range=[theme.SERIES[1], theme.SERIES[0]])
    y = marks.label_axis(rows)
    axis = alt.Axis(title=say("percent of the channel's records (their number in brackets)"), tickCount=6)
    bars = alt.Chart().transform_filter("datum.series != ''").mark_bar(size=14).encode(
        x=alt.X("value:Q", stack="zero", axis=axis), y=y, order=alt.Order("_order:Q"),
        color=alt.Color("series:N", scale=colours, sort=list(series), legend=alt.Legend()))
    whiskers = alt.Chart().transform_filter("datum.series == '' && datum.low != null").mark_rule(color=theme.INK, strokeWidth=1.5).encode(
        x=alt.X("low:Q", axis=axis), x2="high:Q", y=y)
    drawn = [{**one, "_order": ([*series, ""]).index(one["series"])} for one in rows]
    return alt.layer(bars, whiskers).properties(width=marks.plot_width(rows, width), height=alt.Step(step_of(drawn)),
                                               data=marks.values(drawn))
