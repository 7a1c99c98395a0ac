"""The page of an abolition: one HTML file that stands alone, made from the result and nothing else.

Here live which plots and tables are drawn. Never here: how a plot is drawn, an estimate, the sentences (they are in the result),
or a script: the page makes no request and runs no code.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostrakon.results import figures as f
from ostrakon.results.template import fill
from ostrakon.results.words import duration

Result = Mapping[str, Any]
STYLES = (2, 1, 3)          # of the palette: goes on, ends, never was


def _plots(result: Result) -> Iterator[dict[str, Any]]:
    """Each weekly outcome that differs in any arm: its level under all three, and what is left, week by week."""
    ending = result["ending"]
    for o in result["outcomes"].values():
        weeks = o["weeks"]
        if weeks is None or not any(gap["value"] for gap in weeks["differences"]):
            continue
        days = [7.0 * (i + 1) for i in range(ending["weeks"])]
        drawn = [f.Line(name, arm["value"], style, arm["low"], arm["high"])
                 for name, arm, style in zip(result["arms"], weeks["arms"], STYLES, strict=True)]
        title = f"{o['title']}: {o['unit']}, by week"
        yield {"heading": o["title"], "caption": f"{title}; the regime that ends does so on day {ending['on']:,}",
               "svg": f.lines(title, days, drawn, (float(ending["on"]), "ends")), "rows": list(_weeks(o, ending))}


def _weeks(o: Result, ending: Result) -> Iterator[list[str]]:
    """Of each week without the regime all arms and the difference from the society in which it never was."""
    weeks = o["weeks"]
    for i in range(ending["after"], ending["weeks"]):
        gap = weeks["differences"][i]
        yield [str(i + 1 - ending["after"]), *(f.number(arm["value"][i]) for arm in weeks["arms"]), f.signed(gap["value"]),
               _interval(gap)]


def _interval(gap: Result) -> str:
    return "-" if gap["low"] is None else f"{f.signed(gap['low'])} to {f.signed(gap['high'])}"


def _rows(result: Result) -> Iterator[dict[str, Any]]:
    """Of every outcome the difference in each stretch, with intervals, and what is left; bold where something is at the end."""
    for o in result["outcomes"].values():
        cells = [text for gap in o["effects"].values() for text in (f.signed(gap["value"]), _interval(gap))]
        shares = ["-" if share["value"] is None else f.number(100 * share["value"]) for share in (o["left"], o["left_of_going_on"])]
        week = "-" if o["weeks"] is None else "not" if o["back"] is None else str(o["back"])
        last = o["effects"]["last"]
        yield {"title": o["title"], "unit": o["unit"], "cells": [*cells, *shares, week],
               "told": last["low"] is not None and not last["low"] <= 0 <= last["high"]}


def _provenance(result: Result) -> list[tuple[str, Any]]:
    run = result["run"]
    return [("regime", f"{result['regime']['id']} ({result['regime']['title']})"),
            ("changed by", "; ".join([*(result["asked"]["with"] or ()), *(result["asked"]["set"] or ())]) or "-"),
            ("society", f"{result['society']['id']} ({result['society']['title']})"), ("seed", run["seed"]),
            ("people", f"{run['people']:,} in communities of at most {run['community_size']:,}"),
            ("days", f"{run['days']:,} from {run['start']}, after {run['burn_in']:,} days of burn-in"),
            ("counts", result["counts_digest"]), ("took", f"{duration(run['seconds'])} with {run['workers']} threads"),
            ("ostrakon", result["version"])]


def render_abolition(result: Result) -> str:
    """The page as text. The same result gives the same page."""
    return fill("abolition.html.j2", r=result, heading=f"What remains of {result['regime']['id']} after its end",
                plots=list(_plots(result)), rows=list(_rows(result)), provenance=_provenance(result))
