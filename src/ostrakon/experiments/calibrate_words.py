"""A calibration in sentences, rows, tables and a diff.

Here lives wording from numbers. Never here: a number that the calibration does not hold, or a regime called the best or the right
one: a diff made here keeps the status ``assumed``, with what the targets leave open as the range.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from ostrakon.experiments.ignorance import broken
from ostrakon.experiments.sweep import refusals
from ostrakon.experiments.uncertainty import SOCIETY
from ostrakon.results.figures import number

Told = Mapping[str, Any]
PARAMETERS = ("Parameter", "prior", "as it is", "half", "5 to 95 of 100", "width left")
FIT = ("Target", "observed", "as it is", "half", "5 to 95 of 100", "luck", "ignorance", "z")
MEANING = (
    "Half, 5 and 95 of 100: so many of what is left lie below. Width left: standard deviation after over before, on the scale of the "
    "prior; near 100 % the targets say nothing. A prior is even over the range, or over its logarithm where the range is positive and "
    "spans a decade: a choice, not knowledge.",
    "Luck: standard error over seeds at one point. Ignorance: spread over what is left of the ranges, luck taken out. They are of two "
    "kinds and are not added up. z: from the calibrated mean to what was observed, in standard deviations of both.",
    "What agrees with the targets is not thereby true: calibrated values stay assumed, the targets are their source. Everyone is "
    "synthetic.")


def sentences(found: Told) -> Iterator[str]:
    """What there is to say: what was done, what is left of each range, how the targets are met, what is open."""
    steps = found["generations"]
    widened = ", or luck where that is larger" if any(w["sort"] == "luck" and w["widened"] for w in found["warnings"]) else ""
    at = f"the targets' own errors{widened}" if found["tolerance"] == 1 else f"{number(found['tolerance'])} times the targets' errors"
    yield (f"{sum(step['points'] for step in steps):,} points in {len(steps)} generation{'s' * (len(steps) > 1)}, the first at "
           f"{number(steps[0]['tolerance'])} times the targets' errors, the last at {at}; together they tell as much as "
           f"{number(round(found['effective']))} independent ones.")
    for row in found["posterior"]:
        tied = f" (and {', '.join(row['tied'])})" if row["tied"] else ""
        yield (f"{row['path']}{tied}: {number(row['p50'])} [{number(row['p5'])} to {number(row['p95'])}], of {number(row['range'][0])} to "
               f"{number(row['range'][1])}; {number(row['was'])} as it is.")
    if aside := [row["path"] for row in found["aside"]]:
        many = ("these move", "stay as they are") if len(aside) > 1 else ("this moves", "stays as it is")
        yield f"{', '.join(aside)}: {many[0]} no fitted target by what could be told or learnt from, and {many[1]}."
    for held in (False, True):
        yield from _met([row for row in found["fit"] if row["held_out"] is held], held)
    yield from (_warning(warning, found) for warning in found["warnings"])
    yield from refusals(found["points"])


def _met(rows: Sequence[Told], held: bool) -> Iterator[str]:
    if not rows:
        return
    met, missed = [row["name"] for row in rows if row["met"]], [row["name"] for row in rows if not row["met"]]
    what = "never fitted" if held else "fitted"
    said = f"Of {len(rows)} target{'s' * (len(rows) > 1)} {what}, {len(met)} {'are' if len(met) != 1 else 'is'} met"
    yield f"{said}; not met: {', '.join(missed)}." if missed else f"{said}."


def _warning(warning: Told, found: Told) -> str:
    sort = warning["sort"]
    if sort == "tolerance":
        return (f"The generations were too few for the tolerance: what is said is as if the errors of the targets were "
                f"{number(warning['by'])} times as large. Take more --generations or --points.")
    if sort == "thin":
        return f"Only {number(round(warning['effective']))} points count: quantiles are rough. Take more --generations or --points."
    if sort == "as_wide":
        return f"Of {warning['path']} the targets say nothing: {number(100 * warning['narrowed'])} percent of its width is left."
    if sort == "edge":
        return (f"{number(100 * warning['share'])} percent of what is left of {warning['path']} lies at the {warning['end']} end of its "
                "range: the range may be too narrow, or something else wrong.")
    if sort == "together":
        first, second = warning["paths"]
        return (f"{first} and {second} cannot be told apart by these targets (correlation {warning['rho']:.2f}): only what they do "
                "together is known.")
    row = next(one for one in found["fit"] if one["name"] == warning["target"])
    if sort == "luck":
        widened = " It was fitted as if it were known no better than that." if warning["widened"] else ""
        return (f"Luck at {warning['target']} is {number(warning['luck'])}, large beside its own error of "
                f"{number(row['spread_given'])}: more --people would tell more.{widened}")
    if sort == "luck_unknown":
        return f"At {warning['target']} too little was counted to tell luck by: more --people would tell it."
    told = row["predicted"]
    ends = f"{number(told['p5'])} and {number(told['p95'])}"
    return (f"{warning['target']} is {'not foretold' if sort == 'held_out_missed' else 'not met'}: {number(row['value'])} was observed, "
            f"90 of 100 calibrated runs lie between {ends}.")


def parameters(found: Told) -> list[tuple[str, ...]]:
    """Rows under ``PARAMETERS``."""
    return [(broken(row["path"]), f"{number(row['range'][0])} to {number(row['range'][1])}{', log' if row['prior'] != 'uniform' else ''}",
             number(row["was"]), number(row["p50"]), f"{number(row['p5'])} to {number(row['p95'])}", f"{100 * row['narrowed']:.0f} %")
            for row in found["posterior"]]


def fit(found: Told) -> list[tuple[str, ...]]:
    """Rows under ``FIT``; those held out come last, and are called so."""
    rows: list[tuple[str, ...]] = []
    for row in sorted(found["fit"], key=lambda one: bool(one["held_out"])):
        told = row["predicted"]
        ends = ("-", "-", "-", "-") if told is None else (
            number(told["p50"]), f"{number(told['p5'])} to {number(told['p95'])}", _or_dash(told["luck"]), _or_dash(told["ignorance"]))
        name = broken(row["name"]) + ("\n  held out" if row["held_out"] else "")
        rows.append((name, number(row["value"]), _or_dash(row["as_is"]), *ends, "-" if row["z"] is None else f"{row['z']:+.1f}"))
    return rows


def _or_dash(value: float | None) -> str:
    return "-" if value is None else number(value)


def posterior_table(found: Told) -> pa.Table:
    """One row per point of the generations: its values as lived, its weight, what each target came to, why it was refused."""
    paths, names = [row["path"] for row in found["posterior"]], [row["name"] for row in found["fit"]]
    rows = []
    for point, weight, values in zip(found["sample"]["points"], found["sample"]["weights"], found["sample"]["values"], strict=True):
        record = found["points"][point]
        given = dict(text.split("=", 1) for text in record["overrides"])
        refused = record["refused"] and f"{record['refused']['code']} {record['refused']['reason']}"
        rows.append({"point": point, "weight": weight, **{path: float(given[path]) for path in paths},
                     **dict(zip(names, values, strict=True)), "refused": refused})
    columns = [("point", pa.int64()), *((name, pa.float64()) for name in ("weight", *paths, *names)), ("refused", pa.string())]
    return pa.Table.from_pylist(rows, schema=pa.schema(columns))


def fit_table(found: Told) -> pa.Table:
    """One row per target."""
    numbers = ("value", "as_is", "spread_given", "spread_used", "luck_as_is", "z")
    ends = ("mean", "p5", "p25", "p50", "p75", "p95", "sd", "luck", "ignorance")
    rows = [{**{key: row[key] for key in ("name", "outcome", "per", "unit", "status", "source", "held_out", "met", *numbers)},
             **(row["predicted"] or dict.fromkeys(ends))} for row in found["fit"]]
    words = [(key, pa.string()) for key in ("name", "outcome", "per", "unit", "status", "source")]
    columns = [*words, ("held_out", pa.bool_()), ("met", pa.bool_()), *((key, pa.float64()) for key in (*numbers, *ends))]
    return pa.Table.from_pylist(rows, schema=pa.schema(columns))


def diff(found: Told, extends: str, made: str) -> str:
    """A diff with the median of each parameter as its value, the 5th to 95th of 100 as its range, and the status ``assumed``.

    extends: what the regime is called from where the diff will lie. made: the command. What is of the society, which a diff
    cannot change, and what was tied to another, stand beside it.
    """
    targets = found["targets"]
    works = list(dict.fromkeys(row["source"] for row in found["fit"] if not row["held_out"]))
    lines = [f"# Made by `{made}`.", "# Calibrated is not known: each value is the middle of what the targets leave of its range, and",
             "# stays assumed. Values hang together (calibration.json has the correlations); posterior.parquet has whole points.",
             "ostrakon: diff/1", f"id: {_word(found['regime']['id'] + '-calibrated')[:60]}",
             f"title: {_word(found['regime']['title'] + ', calibrated to ' + targets['id'])}", f"extends: {_word(extends)}", "set:"]
    of_society = []
    for row in found["posterior"]:
        low, middle, high = (_figure(row[end], row["whole"]) for end in ("p5", "p50", "p95"))
        for path in (row["path"], *row["tied"]):
            if path.startswith(SOCIETY):
                of_society.append(f"#   {path.removeprefix(SOCIETY)}={middle}    5 to 95 of 100: {low} to {high}")
                continue
            lines += [f"  {path}:", f"    value: {middle}", "    status: assumed", f"    range: [{low}, {high}]",
                      f"    source: {_word('calibrated to: ' + '; '.join(works))}",
                      f"    note: {_word(_note(row, path, targets))}"]
    if of_society:
        lines += ["# Of the society, to be given with --set-society:", *of_society]
    if lines[-1] == "set:" or not any(line.startswith("  ") for line in lines):
        lines[lines.index("set:")] = "set: {}"
    return "\n".join(lines) + "\n"


def _note(row: Told, path: str, targets: Told) -> str:
    tied = f", taken to be the same as {row['path']}" if path != row["path"] else ""
    return (f"calibrated to targets '{targets['id']}': median and 5 to 95 of 100, {row['prior']} over {row['range'][0]:g} to "
            f"{row['range'][1]:g} before{tied}")


def _figure(value: float, whole: bool) -> str:
    return str(round(value)) if whole else f"{float(f'{value:.4g}'):.10f}".rstrip("0").rstrip(".") or "0"


def _word(text: str) -> str:
    """A text as YAML takes it, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)
