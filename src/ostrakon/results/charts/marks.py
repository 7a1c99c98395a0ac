"""Marks that several charts share: dots with intervals, lines with bands, panels.

Here lives how an estimate looks: a dot with its interval as a bar through it, a line with its interval as a band. A hollow dot has no
interval, or one that does not leave out zero where zero matters. Never here: which numbers are drawn.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from ostrakon.results.charts import theme
from ostrakon.results.charts.rows import Row, Say, room_of, step_of, width_of

Chart = alt.LayerChart | alt.FacetChart | alt.VConcatChart
Layers = Any                    # an Altair chart of layers without data; what its methods return is known to Altair at run time alone
BESIDE, MOST_BESIDE = 44, 3      # pixels of a legend's sign and the room after its name; names in a row at most
LINES = "split(datum.label, '\\n')"


def values(rows: Sequence[Row]) -> Any:
    """Rows inside the specification."""
    return alt.InlineData(values=list(rows))


def label_axis(rows: Sequence[Row]) -> Any:
    """The vertical axis of rows: their labels, in the order of the rows, folded where they are long."""
    order = list(dict.fromkeys(one["_label"] for one in rows))
    axis = alt.Axis(labelExpr=LINES, labelLineHeight=14, grid=False, minExtent=room_of(rows) - 12)
    return alt.Y("_label:N", sort=order, title=None, axis=axis)


def plot_width(rows: Sequence[Row], width: int, right: int = 0) -> int:
    """What labels leave of the width of a picture. right: pixels for numbers beside the plot."""
    return max(120, width - room_of(rows) - right)


def palette(domain: Sequence[str]) -> Any:
    """Colours of series in this order."""
    return alt.Scale(domain=list(domain), range=[theme.SERIES[i % len(theme.SERIES)] for i in range(len(domain))])


def shapes(domain: Sequence[str]) -> Any:
    return alt.Scale(domain=list(domain), range=[theme.SHAPES[i % len(theme.SHAPES)] for i in range(len(domain))])


def dashes(domain: Sequence[str]) -> Any:
    return alt.Scale(domain=list(domain), range=[theme.DASHES[i % len(theme.DASHES)] for i in range(len(domain))])


def dots(rows: Sequence[Row], title: str | None, width: int, *, series: Sequence[str] = (), reference: float | None = None,
         log: bool = False, told: str = "datum.low != null") -> Layers:
    """One dot a row with its interval, and its value in numbers; without data, so that it can be repeated in panels.

    width: of the plot. series: names of the column ``series``, told apart by colour and shape, side by side in a row, without numbers.
    reference: where a line stands. told: a Vega expression, whether a dot is filled.
    """
    scale = alt.Scale(type="log", nice=False, padding=12) if log else alt.Scale(zero=True)
    axis = alt.Axis(title=title, tickCount=6, labelExpr="format(datum.value, '~g')" if log else alt.Undefined)
    x, y = alt.X("value:Q", scale=scale, axis=axis), label_axis(rows)
    kept = alt.Chart().transform_filter("datum.value != null")
    layers: list[Any] = []
    if reference is not None:
        layers.append(alt.Chart().mark_rule(color=theme.INK, strokeWidth=1).encode(x=alt.X(datum=reference)))
    if series:
        layers += _of_series(kept, x, y, series, told, width)
    else:
        ink = alt.value(theme.SERIES[0])
        layers.append(_bar(kept, x, y).encode(stroke=ink))
        layers.append(kept.mark_point(strokeWidth=1.8).encode(x=x, y=y, stroke=ink, fill=alt.condition(told, ink, alt.value(theme.PAPER))))
        layers.append(kept.mark_text(align="left", color=theme.SOFT).encode(x=alt.value(width + 8), y=y, text="_shown:N"))
    if any("_reach" in one for one in rows):
        layers.append(alt.Chart().transform_filter("datum._reach != null").mark_point(opacity=0, color=theme.PAPER).encode(
            x=alt.X("_reach:Q", scale=scale, axis=axis), y=y))
    if any(one.get("reason") for one in rows):
        layers.append(alt.Chart().transform_filter("datum.value == null").mark_text(align="left", color=theme.SOFT).encode(
            x=alt.value(4), y=y, text="reason:N"))
    return alt.layer(*layers)


def _bar(kept: Layers, x: Any, y: Any) -> Layers:
    """The interval of a dot."""
    return kept.mark_rule(strokeWidth=3, opacity=0.55, strokeCap="round").encode(
        x=alt.X("low:Q", scale=x["scale"], axis=x["axis"]), x2="high:Q", y=y)


def legend(series: Sequence[str], width: int) -> Any:
    """Names of series above a plot of this width: as many beside each other as have room, three at most."""
    each = max(width_of(name) for name in series) + BESIDE
    return alt.Legend(columns=max(1, min(MOST_BESIDE, round(width // each))))


def _of_series(kept: Layers, x: Any, y: Any, series: Sequence[str], told: str, width: int) -> Iterator[Layers]:
    """Intervals and dots of several series, side by side in each row."""
    beside = alt.YOffset("series:N", sort=list(series))
    stroke = alt.Stroke("series:N", scale=palette(series), sort=list(series), legend=legend(series, width))
    shape = alt.Shape("series:N", scale=shapes(series), sort=list(series), legend=legend(series, width))
    inside = alt.condition(told, alt.Fill("series:N", scale=palette(series), sort=list(series), legend=None), alt.value(theme.PAPER))
    yield _bar(kept, x, y).encode(stroke=stroke, yOffset=beside)
    yield kept.mark_point(strokeWidth=1.8).encode(x=x, y=y, stroke=stroke, shape=shape, fill=inside, yOffset=beside)


NUMBERS = 52                    # pixels for the values beside dots


LETTER = 6.5        # pixels of a heading's letter, about


def in_panels(layer: Layers, rows: Sequence[Row], panels: Sequence[str], width: int, *, height: Any = None,
              columns: int = 1, shared: Sequence[str] = ()) -> Chart:
    """The same layers once for each value of ``panel``, each with axes of its own unless ``shared`` names them.

    A single panel stands by itself, without a heading.
    """
    step = height if height is not None else alt.Step(step_of(rows))
    if len(panels) == 1 and columns == 1:
        single: Chart = layer.properties(width=width, height=step, data=values(rows))
        return single
    apart = {axis: "shared" if axis in shared else "independent" for axis in ("x", "y")}
    drawn = layer.properties(width=width, height=step)
    # a heading wider than its panel would run into the next one: its unit then has a line of its own
    wide = round(width / LETTER)
    broken = f"length(datum.value) > {wide} ? split(replace(datum.value, ' (', '\\n('), '\\n') : datum.value"
    facet = alt.Facet("panel:N", sort=list(panels), header=alt.Header(title=None, labelExpr=broken))
    many: Chart = drawn.facet(facet=facet, columns=columns, data=values(rows), spacing=18).resolve_scale(**apart)
    return many


def lines(say: Say, x: str, x_title: str, y_title: str | None, series: Sequence[str], *, step: bool = False, percent: bool = False
          ) -> Layers:
    """Lines over a column, told apart by colour and dashes, each with its interval as a band behind it; without data."""
    across = alt.X(f"{x}:Q", axis=alt.Axis(title=say(x_title), grid=False, tickCount=6), scale=alt.Scale(nice=False, zero=False))
    up = alt.Scale(domain=[0, 100]) if percent else alt.Scale(zero=True)
    how: dict[str, Any] = {"interpolate": "step-after"} if step else {}
    legend = alt.Legend(symbolType="stroke", symbolSize=400) if len(series) > 1 else None
    scale = {"scale": palette(series), "sort": list(series)}
    band = alt.Chart().mark_area(opacity=0.18, **how).encode(
        x=across, y=alt.Y("low:Q", axis=alt.Axis(title=y_title, tickCount=5), scale=up), y2="high:Q",
        fill=alt.Fill("series:N", **scale, legend=legend))
    line = alt.Chart().mark_line(**how).encode(
        x=across, y=alt.Y("value:Q", axis=alt.Axis(title=y_title, tickCount=5), scale=up),
        stroke=alt.Stroke("series:N", **scale, legend=legend),
        strokeDash=alt.StrokeDash("series:N", scale=dashes(series), sort=list(series), legend=legend))
    return alt.layer(band, line)
