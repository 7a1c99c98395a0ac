"""What would be otherwise, and why: differences between regimes, who changes sides, what parts add, what is not known.

Here live which differences are drawn. Never here: an estimate.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from ostrakon.results.charts import marks, theme
from ostrakon.results.charts.outcomes import RARER, known
from ostrakon.results.charts.rows import Row, Say, Told, cannot, plain, row, scaled, step_of, title_of, with_lines
from ostrakon.results.charts.theme import WIDTH

CLEAR = "datum.low != null && (datum.low > 0 || datum.high < 0)"
TOLD = ("listed", "wrongly_listed", "bad_credit", "ever_denied", "ever_chilled", "denials", "chilled")
NUMBER = 40                     # pixels of the number of people beside a bar
SIDES = ("only_baseline", "only_variant")


def points(unit: str) -> str:
    """What a difference is in: of shares in percentage points."""
    return unit.replace("percent of", "percentage points of", 1)


def changes(comparison: Told, *, say: Say = plain, width: int = WIDTH, measures: Sequence[str] = (), variants: Sequence[str] = ()
            ) -> marks.Chart:
    """Differences of each variant from the baseline, same people, same luck, with intervals; hollow where zero is not left out."""
    names = [arm["name"] for arm in comparison["arms"][1:]]
    wanted = [known(dict.fromkeys(names), name, "variant") for name in variants] or names
    found, called = comparison["outcomes"], {name: say(name) for name in names}
    rows = []
    for name in [known(found, one) for one in measures] or [one for one in TOLD if one in found]:
        factor, unit = scaled(found[name]["unit"])
        label, panel = say(title_of(found[name])), say(points(unit))
        rows += [row(label, gap, factor, series=called[variant], measure=name, unit=points(unit), panel=panel)
                 for variant, gap in zip(names, found[name]["differences"], strict=True) if variant in wanted]
    if not any(one["value"] for one in rows):
        cannot("no outcome differs between these regimes")
    rows = [{**one, "reason": "" if one["value"] is not None else "cannot be told"} for one in _enlarged(rows, say)]
    panels = list(dict.fromkeys(one["panel"] for one in rows))
    rows = with_lines(sorted(rows, key=lambda one: panels.index(one["panel"])), say)
    wide = marks.plot_width(rows, width)
    axis = panels[0] if len(panels) == 1 else None
    layer = marks.dots(rows, axis, wide, series=[called[name] for name in wanted], reference=0.0, told=CLEAR)
    height = alt.Step(max(12, step_of(rows) / max(1, len(wanted))), **{"for": "offset"})
    return marks.in_panels(layer, rows, panels, wide, height=height)


def _enlarged(rows: list[Row], say: Say) -> Iterator[Row]:
    """Outcomes whose differences are far smaller than the largest of their unit go into a panel of their own, where they can be seen."""
    most: dict[str, dict[str, float]] = {}
    for one in rows:
        of_unit = most.setdefault(one["panel"], {})
        of_unit[one["measure"]] = max(of_unit.get(one["measure"], 0.0), *(abs(one[end] or 0.0) for end in ("value", "low", "high")))
    for one in rows:
        of_unit = most[one["panel"]]
        small = 0 < of_unit[one["measure"]] < max(of_unit.values()) / RARER
        yield {**one, "panel": f"{one['panel']}, {say('enlarged')}"} if small else one


def sides(comparison: Told, *, say: Say = plain, width: int = WIDTH, variants: Sequence[str] = ()) -> marks.Chart:
    """How many people meet a fate only under the baseline (left) and only under a variant (right)."""
    names = [arm["name"] for arm in comparison["arms"]]
    wanted = [known(dict.fromkeys(names[1:]), name, "variant") for name in variants] or names[1:]
    words_of = {"only_baseline": say("only under the baseline"), "only_variant": say("only under the variant")}
    rows: list[Row] = []
    for variant in wanted:
        for fate in comparison["sides"].values():
            cells = fate["variants"][names.index(variant) - 1]
            rows += [{"panel": say(variant), "label": say(title_of(fate)), "series": words_of[side], "people": cells[side],
                      "_at": -cells[side] if side == "only_baseline" else cells[side], "both": cells["both"], "neither": cells["neither"]}
                     for side in SIDES]
    if not any(one["people"] for one in rows):
        cannot("nobody changes sides")
    rows = with_lines(rows, say)
    return _sides(rows, list(words_of.values()), [say(name) for name in wanted], say, width)


def _sides(rows: Sequence[Row], series: Sequence[str], panels: Sequence[str], say: Say, width: int) -> marks.Chart:
    y = marks.label_axis(rows)
    axis = alt.Axis(title=say("people who change sides"), labelExpr="format(abs(datum.value), ',d')", tickCount=5)
    half = marks.plot_width(rows, width) / 2
    most = max(one["people"] for one in rows) * half / (half - NUMBER)      # room for the number beside the longest bar
    x = alt.X("_at:Q", axis=axis, scale=alt.Scale(domain=[-most, most], nice=False))
    colour = alt.Color("series:N", scale=alt.Scale(domain=list(series), range=[theme.SERIES[0], theme.SERIES[1]]), sort=list(series),
                       legend=alt.Legend())
    bars = alt.Chart().mark_bar(size=14).encode(x=x, y=y, color=colour)
    left = alt.Chart().transform_filter("datum._at < 0").mark_text(align="right", dx=-4)
    right = alt.Chart().transform_filter("datum._at > 0").mark_text(align="left", dx=4)
    names = [one.encode(x=x, y=y, text=alt.Text("people:Q", format=",")) for one in (left, right)]
    zero = alt.Chart().mark_rule(color=theme.INK).encode(x=alt.X(datum=0))
    return marks.in_panels(alt.layer(bars, *names, zero), rows, panels, marks.plot_width(rows, width), shared=("x",))


def why(ablation: Told, *, say: Say = plain, width: int = WIDTH, outcome: str = "") -> marks.Chart:
    """What each part adds to an outcome, on average over the orders in which parts could join (Shapley), with intervals."""
    found = ablation["outcomes"]
    told = found[known(found, outcome or next(iter(found)))]
    if told["total"]["value"] is None:
        cannot("with some of the parts off the outcome has no value")
    factor, unit = scaled(told["unit"])
    names = {part["name"]: part["words"] for part in ablation["parts"]}
    rows = [row(say(names[name]), one["shapley"], factor, part=name, unit=points(unit)) for name, one in told["parts"].items()]
    rows = sorted(rows, key=lambda one: -(one["value"] or 0.0))
    if told["off"]["value"] is not None:            # ``remainder`` is the same in percent of the outcome
        rows.append(row(say("none of these parts"), told["off"], factor, part="", unit=points(unit)))
    rows = with_lines(rows, say)
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    layer = marks.dots(rows, f"{say(title_of(told))}: {say('adds, in')} {say(points(unit))}", wide, reference=0.0, told=CLEAR)
    return marks.in_panels(layer, rows, [""], wide)


def tornado(study: Told, *, say: Say = plain, width: int = WIDTH, outcome: str = "", most: int = 12) -> marks.Chart:
    """How far what is not known moves an outcome: each unknown from one end of its range to the other.

    Of the methods morris and sobol their index of each unknown, with its interval over the points chosen.
    """
    found = study["outcomes"]
    told = found[known(found, outcome or next(iter(found)))]
    if study["method"] != "tornado":
        return _indices(study, told, say, width, most)
    factor, unit = scaled(told["unit"])
    moved = [one for one in told["parameters"] if one["ignorance"]][:most]
    if not moved:
        cannot("no unknown moves the outcome")
    rows = with_lines([one for parameter in moved for one in _ends(parameter, factor, say)], say)
    return _tornado(rows, None if told["as_is"]["value"] is None else told["as_is"]["value"] * factor,
                    f"{say(title_of(told))}: {say(unit)}", say, width)


def _ends(parameter: Told, factor: float, say: Say) -> Iterator[Row]:
    for side, end in zip(("at the low end", "at the high end"), parameter["ends"], strict=True):
        yield {**row(str(parameter["path"]), end, factor), "series": say(side), "at": str(end["at"]), "as_it_is": parameter["was"],
               "refused": (end["refused"] or {}).get("code", ""), "_clear": parameter["clear"]}


def _tornado(rows: Sequence[Row], as_is: float | None, title: str, say: Say, width: int) -> marks.Chart:
    series = [say("at the low end"), say("at the high end")]
    y, axis = marks.label_axis(rows), alt.Axis(title=title, tickCount=6)
    kept = alt.Chart().transform_filter("datum.value != null")
    colour: Any = alt.Color("series:N", scale=marks.palette(series), sort=series, legend=alt.Legend())
    layers: list[Any] = []
    if as_is is not None:
        layers.append(kept.mark_bar(size=10, opacity=0.45).encode(x=alt.X("value:Q", axis=axis, scale=alt.Scale(zero=False)),
                                                                x2=alt.X2(datum=as_is), y=y, color=colour))
        layers.append(alt.Chart().mark_rule(color=theme.INK).encode(x=alt.X(datum=as_is)))
    layers.append(kept.mark_rule(strokeWidth=1.5).encode(x=alt.X("low:Q", axis=axis), x2="high:Q", y=y, color=colour))
    layers.append(kept.mark_point(size=55).encode(x=alt.X("value:Q", axis=axis), y=y, color=colour,
                                                 shape=alt.Shape("series:N", scale=marks.shapes(series), sort=series)))
    return alt.layer(*layers).properties(width=marks.plot_width(rows, width), height=alt.Step(step_of(rows)), data=marks.values(rows))


def _indices(study: Told, told: Told, say: Say, width: int, most: int) -> marks.Chart:
    key, factor, title = (("ST", 100.0, say("percent of the variance over the ranges, in all")) if study["method"] == "sobol"
                          else ("mu_star", *scaled(told["unit"])))
    rows = [row(str(one["path"]), one[key], factor)
            for one in told["parameters"] if one[key]["value"]][:most]
    if not rows:
        cannot("no unknown moves the outcome")
    rows = with_lines(rows, say)
    said = title if study["method"] == "sobol" else f"{say(title_of(told))}: {say('moved by, in')} {say(points(title))}"
    wide = marks.plot_width(rows, width, marks.NUMBERS)
    return marks.in_panels(marks.dots(rows, said, wide), rows, [""], wide)
