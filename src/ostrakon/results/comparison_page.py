"""The page of a comparison: one HTML file that stands alone, made from the comparison and nothing else.

Here live which plots and tables are drawn and the sentences over them. Never here: how a plot is drawn, an estimate, the
sentences of a comparison (they are in it), or a script: the page makes no request and runs no code.

A heading claims only what intervals show: a direction when the interval leaves out zero, and that cohorts differ when their
intervals, made wider, do not overlap.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ostrakon.results import figures as f
from ostrakon.results.page import AXIS_TITLES, CARDS, LEVEL_TITLES, level
from ostrakon.results.template import fill
from ostrakon.results.words import duration, words_of_part

Comparison = Mapping[str, Any]
Figure = dict[str, Any]
# Fates whose differences are drawn by cohort, and what people do or meet there.
DRAWN = {
    "listed": "are listed",
    "wrongly_listed": "are listed wrongly",
    "ever_denied": "are turned away",
    "ever_chilled": "keep silent",
}
CELLS = ("both", "only_baseline", "only_variant", "neither")
FAMILIES = {
    "as_claimed": "described as a press article claims it to be; whether such a system existed is another question",
    "as_documented": "described from the documents named in its file; what they leave open is marked assumed",
    "study": "written for study; it describes no real place",
}
HOLLOW = "Hollow dots: chance alone may explain the difference, or no interval can be given."
# What a value in a unit is multiplied by, and what the product is called.
SCALES = {"share of people": (1e5, "per 100,000 people"), "share of expression": (1e3, "per 1,000 things that would have been said")}
ALONE = {"points_to_association": "Points lost to association"}  # a title that says too little away from the one before it
# Intervals of two cohorts must stay apart when they are so many times as wide: a plot has a dozen pairs or more, and the
# widest apart is named. Twice 1.96 x 1.5 over the root of 2 is 4.2 standard errors, by chance in 3 of 100,000 pairs.
WIDER = 1.5


def _scale(unit: str) -> tuple[float, str]:
    if unit in SCALES:
        return SCALES[unit]
    return (100.0, unit.replace("share of", "percent of", 1)) if unit.startswith("share") else (1.0, unit)


def _value(o: Mapping[str, Any], scale: float, write: Any = f.number) -> str:
    return "-" if o["value"] is None else str(write(o["value"] * scale))


def _interval(o: Mapping[str, Any], scale: float, write: Any = f.number) -> str:
    return "-" if o["low"] is None or o["high"] is None else f"{write(o['low'] * scale)} to {write(o['high'] * scale)}"


def _people(n: float) -> str:
    """People per run, which need not be whole when replicates are pooled."""
    return f"{n:,.0f}" if n == int(n) else f"{n:,.1f}"


def _joined(words: Sequence[str]) -> str:
    """
    >>> _joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(x for x in (", ".join(words[:-1]), words[-1]) if x)


def _row(label: str, o: Mapping[str, Any], scale: float, style: int) -> f.Row:
    low, high = (None if o[end] is None else o[end] * scale for end in ("low", "high"))
    return f.Row(label, o["value"] * scale, low, high, style)


# -- who changes sides ------------------------------------------------------------------------------------------------


def _words_of_cells(base: str, name: str) -> dict[str, str]:
    return {"both": "met in both", "only_baseline": f"only under {base}", "only_variant": f"only under {name}", "neither": "in neither"}


def _sides(c: Comparison, names: Sequence[str]) -> list[dict[str, Any]]:
    """Of each variant the four cells of every fate, and a table of them by cohort."""
    found = []
    for v, name in enumerate(names[1:]):
        words = _words_of_cells(names[0], name)
        fates = [
            {"title": s["title"], "cells": [(key, _people(s["variants"][v][key]), words[key]) for key in CELLS]}
            for s in c["sides"].values()
        ]
        rows = [
            [s["title"], _cohort(axis, label), *(_people(cells[v][key]) for key in CELLS)]
            for s in c["sides"].values()
            for axis, levels in s["by"].items()
            for label, cells in levels.items()
        ]
        found.append({"name": name, "fates": fates, "head": ["Fate", "Cohort", *(words[key] for key in CELLS)], "rows": rows})
    return found


# -- all regimes side by side ---------------------------------------------------------------------------------------------


def _overview(c: Comparison, names: Sequence[str]) -> dict[str, Any]:
    """A small plot for each headline outcome, all regimes in it, and one table of their numbers."""
    plots, rows = [], []
    for measure in CARDS:
        o = c["outcomes"][measure]
        scale, unit = _scale(o["unit"])
        title = ALONE.get(measure, o["title"])
        rows.append([title, unit, *(x for arm in o["arms"] for x in (_value(arm, scale), _interval(arm, scale)))])
        known = [(i, arm) for i, arm in enumerate(o["arms"]) if arm["value"] is not None]
        if not known:
            continue
        drawn = [_row(f.short(names[i], 30), arm, scale, i % 5 + 1) for i, arm in known]
        without = [name for name, arm in zip(names, o["arms"], strict=True) if arm["value"] is None]
        plots.append(
            {
                "caption": f"{title}: {unit}",
                "svg": f.dots(f"{title}: {unit}, by regime", drawn),
                "note": f"Under {_joined(without)} there is nothing to count this in." if without else "",
            }
        )
    head = ["Outcome", "Unit", *(x for name in names for x in (name, "95 % interval"))]
    return {"heading": _range(c["outcomes"]["listed"], names), "plots": plots, "head": head, "rows": rows}


def _range(o: Mapping[str, Any], names: Sequence[str]) -> str:
    """How many are listed under the regimes, as a heading."""
    values = [(arm["value"] * 1e5, name) for arm, name in zip(o["arms"], names, strict=True) if arm["value"] is not None]
    if not values:
        return "What each regime does"
    (low, fewest), (high, most) = min(values, key=lambda x: x[0]), max(values, key=lambda x: x[0])
    if f.number(low) == f.number(high):
        return f"Of 100,000 people, {f.number(low)} are listed under every regime"
    return f"Of 100,000 people, {f.number(low)} are listed under {fewest} and {f.number(high)} under {most}"


# -- differences by cohort ------------------------------------------------------------------------------------------------


def _cohort(axis: str, label: str) -> str:
    return f"{AXIS_TITLES.get(axis, axis.replace('_', ' '))}: {level(axis, label)}"


def _among(axis: str, label: str) -> str:
    """The people of a cohort, in a sentence.

    >>> _among("sex", "male"), _among("quintile", "q1"), _among("job_kind", "public")
    ('male people', 'the poorest fifth', 'people with job kind public')
    """
    name = level(axis, label)
    if axis in ("sex", "minority", "urban"):
        return f"{name} people"
    if axis == "quintile" and (axis, label) in LEVEL_TITLES:
        return f"the {name if name.endswith('fifth') else name + ' fifth'}"
    return f"people with {AXIS_TITLES.get(axis, axis.replace('_', ' ')).lower()} {name}"


Gap = Mapping[str, Any]
Cohorts = list[tuple[str, str, Gap]]  # attribute, level, its difference


def _apart(cohorts: Cohorts) -> tuple[tuple[str, Gap], tuple[str, Gap]] | None:
    """Of all pairs of cohorts of one attribute whose widened intervals do not overlap, that with the widest space between."""
    ends = [(axis, label, gap, *_wider(gap)) for axis, label, gap in cohorts if gap["low"] is not None]
    pairs = [(b[3] - a[4], a, b) for a in ends for b in ends if a[0] == b[0] and a[4] < b[3]]
    if not pairs:
        return None
    _, a, b = max(pairs, key=lambda pair: pair[0])
    return (_among(a[0], a[1]), a[2]), (_among(b[0], b[1]), b[2])


def _wider(gap: Gap) -> tuple[float, float]:
    low, high = (float(gap["value"] + WIDER * (gap[end] - gap["value"])) for end in ("low", "high"))
    return low, high


def _sign(gap: Gap) -> int:
    """-1 or 1 where the interval leaves out zero, else 0."""
    return 0 if gap["low"] is None or gap["low"] <= 0 <= gap["high"] else (1 if gap["value"] > 0 else -1)


def _heading(verb: str, name: str, base: str, whole: Gap, cohorts: Cohorts) -> str:
    """What the intervals of a plot show. Of a pair of cohorts that stay apart, one at least leaves out zero."""
    way, pair = _sign(whole), _apart(cohorts)
    under = f"{verb} under {name} than under {base}"
    if pair is None:
        return f"{_more(way)} people {under}" if way else f"Whether more or fewer people {under} cannot be told from chance"
    (low, down), (high, up) = pair
    signs = _sign(down), _sign(up)
    if signs == (-1, 1):
        return f"Fewer people {under} among {low}, more among {high}"
    one, other, sign = (low, high, -1) if signs[0] < 0 else (high, low, 1)
    if way == sign:
        return f"{_more(way)} people {under}, more so among {one} than among {other}"
    if way:
        return f"{_more(way)} people {under}, but {_more(sign).lower()} among {one}"
    return f"{_more(sign)} people {under} among {one}; whether in all, cannot be told from chance"


def _more(sign: int) -> str:
    return "More" if sign > 0 else "Fewer"


def _differences(c: Comparison, names: Sequence[str]) -> Iterator[Figure]:
    """For each fate and variant, the difference by cohort; none where nothing differs at all."""
    for measure, verb in DRAWN.items():
        for v in range(len(names) - 1):
            outcome = c["outcomes"][measure]
            cohorts = [
                (axis, label, o)
                for axis, levels in c["by"][measure].items()
                for label, o in levels.items()
                if sum(x["differences"][v]["value"] is not None for x in levels.values()) > 1
            ]
            gaps = [outcome["differences"][v], *(o["differences"][v] for _, _, o in cohorts)]
            if any(gap["value"] for gap in gaps):
                yield _difference(outcome, cohorts, v, verb, names)


def _difference(outcome: Mapping[str, Any], cohorts: list[tuple[str, str, Any]], v: int, verb: str, names: Sequence[str]) -> Figure:
    base, name = names[0], names[v + 1]
    scale, unit = _scale(outcome["unit"])
    known = [(axis, label, o["differences"][v]) for axis, label, o in cohorts if o["differences"][v]["value"] is not None]
    heading = _heading(verb, name, base, outcome["differences"][v], known)
    rows, last = [], None
    if outcome["differences"][v]["value"] is not None:
        rows.append(_row("everyone", outcome["differences"][v], scale, _style(outcome["differences"][v])))
    for axis, label, gap in known:
        if axis != last:
            rows.append(f.Row(AXIS_TITLES.get(axis, axis.replace("_", " ")), None))
        rows.append(_row(level(axis, label), gap, scale, _style(gap)))
        last = axis
    table = [
        [words, *(_value(o["arms"][i], scale) for i in (0, v + 1)), _value(gap, scale, f.signed), _interval(gap, scale, f.signed), f"{n:,}"]
        for words, o in (("Everyone", outcome), *((_cohort(axis, label), o) for axis, label, o in cohorts))
        for gap, n in ((o["differences"][v], o["arms"][0]["n"]),)
    ]
    return {
        "heading": heading,
        "caption": f"{outcome['title']}: {unit}, how many more or fewer under {name} than under {base}, with 95 percent intervals",
        "svg": f.diverging(heading, rows),
        "note": "" if all(f.told(row) for row in rows if row.value is not None) else HOLLOW,
        "head": ["Cohort", base, name, "Difference", "95 % interval", "Counted"],
        "rows": table,
    }


def _style(gap: Gap) -> int:
    """Number of the palette by the side on which the dot lies."""
    return 2 if gap["value"] < 0 else 1


# -- all outcomes, and where they come from ---------------------------------------------------------------------------------


def _fell(gap: Gap) -> str:
    """By what pairing divided the variance of a difference."""
    return f.number((gap["unpaired_mcse"] / gap["mcse"]) ** 2) if gap["unpaired_mcse"] and gap["mcse"] else "-"


def _outcomes(c: Comparison, names: Sequence[str]) -> list[dict[str, Any]]:
    """For each variant every outcome: both values, their difference, its interval, and what pairing was worth."""
    tables = []
    for v, name in enumerate(names[1:]):
        rows = []
        for o in c["outcomes"].values():
            scale, unit = _scale(o["unit"])
            gap = o["differences"][v]
            cells = [*(_value(o["arms"][i], scale) for i in (0, v + 1)), _value(gap, scale, f.signed), _interval(gap, scale, f.signed)]
            rows.append({"title": o["title"], "unit": unit, "cells": [*cells, _fell(gap)], "told": _sign(gap) != 0})
        tables.append({"name": name, "rows": rows})
    return tables


def _provenance(c: Comparison) -> list[tuple[str, Any]]:
    run = c["run"]
    return [
        ("society", f"{c['society']['id']} ({c['society']['title']})"),
        ("seed", run["seed"]),
        ("people", f"{run['people']:,}"),
        ("communities", f"{run['communities']:,} of at most {run['community_size']:,} people"),
        ("days", f"{run['days']:,} from {run['start']}, after {run['burn_in']:,} days of burn-in"),
        ("replicates", run["replicates"]),
        ("took", f"{duration(run['seconds'])} with {run['workers']} {'worker' if run['workers'] == 1 else 'workers'}"),
        ("ostrakon", c["version"]),
    ]


def _arms(c: Comparison) -> list[dict[str, Any]]:
    return [
        {
            **arm,
            "described": FAMILIES.get(arm["family"], arm["family"].replace("_", " ")),
            "digests": list(arm.get("tally_digests") or [arm["tally_digest"]]),
        }
        for arm in c["arms"]
    ]


def render_comparison(comparison: Comparison) -> str:
    """The page as text. The same comparison gives the same page."""
    names = [arm["name"] for arm in comparison["arms"]]
    return fill(
        "comparison.html.j2",
        c=comparison,
        base=names[0],
        heading=f"{_joined(names[1:]) if len(names) < 5 else f'{len(names) - 1} regimes'} instead of {names[0]}",
        part=words_of_part(comparison["run"]),
        arms=_arms(comparison),
        told=list(zip(names[1:], comparison["sentences"], strict=True)),
        sides=_sides(comparison, names),
        overview=_overview(comparison, names),
        figures=list(_differences(comparison, names)),
        tables=_outcomes(comparison, names),
        outcomes=[(o["title"], o["estimand"], o["unit"]) for o in comparison["outcomes"].values()],
        provenance=_provenance(comparison),
    )
