"""A run on disk: the files that a run leaves, which open without ostrakon.

Here live which files those are and what stands in them. Never here: what the numbers mean, or how the folder comes to be
(``folder``). summary.json holds everything; the Parquet tables and the page are made from it.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from ostrakon.results.folder import whole
from ostrakon.results.groups import FILE as GROUPS
from ostrakon.results.groups import Row, text_of
from ostrakon.results.page import render
from ostrakon.results.planned import plan_of, write_parquet, write_plan

Summary = dict[str, Any]


def _rows_of_outcomes(summary: Summary) -> list[dict[str, Any]]:
    """One row per outcome, those of each request included."""
    tables = {"denied": summary["requests"], **summary["requests_judged"]}
    requests = {f"{measure}.{name}": o for measure, table in tables.items() for name, o in table.items()}
    return [{"measure": m, **o} for m, o in {**summary["outcomes"], **requests}.items()]


def _rows_by_cohort(summary: Summary) -> list[dict[str, Any]]:
    """One row per measure, attribute (or several joined by +) and level, provinces left out."""
    return [
        {"measure": m, "attribute": axis, "level": label, **o}
        for m, cuts in summary["by"].items()
        for axis, levels in cuts.items()
        if axis != "region"
        for label, o in levels.items()
    ]


def _rows_by_region(summary: Summary) -> list[dict[str, Any]]:
    return [{"measure": m, "region": label, **o} for m, cuts in summary["by"].items() for label, o in cuts.get("region", {}).items()]


_NUMBERS = [("value", pa.float64()), ("low", pa.float64()), ("high", pa.float64()), ("mcse", pa.float64()), ("n", pa.int64())]


def _table(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> pa.Table:
    schema = pa.schema([*((name, pa.string()) for name in names), *_NUMBERS, ("reason", pa.string())])
    return pa.Table.from_pylist(list(rows), schema=schema)


def _weeks(summary: Summary) -> pa.Table:
    """One row per week: the day, and each series with its low, high and mcse beside it."""
    columns = {"day": summary["weekly"]["day"]}
    for name, course in summary["weekly"].items():
        if name != "day":
            columns |= {name: course["value"], **{f"{name}_{end}": course[end] for end in ("low", "high", "mcse")}}
    # Typed by hand: a column without a single interval would have no type of its own.
    return pa.table({name: pa.array(values, pa.float64()) for name, values in columns.items()})


def tables(summary: Summary) -> dict[str, pa.Table]:
    """The tables of a run by name, each a Parquet file of its folder."""
    return {
        "outcomes": _table(_rows_of_outcomes(summary), ("measure", "unit", "estimand")),
        "by_cohort": _table(_rows_by_cohort(summary), ("measure", "attribute", "level")),
        "by_region": _table(_rows_by_region(summary), ("measure", "region")),
        "weekly": _weeks(summary),
    }


def write(folder: Path, summary: Summary, regime: str, society: str, provenance: Mapping[str, Any], groups: Sequence[Row] = ()) -> None:
    """Write a run: summary.json, provenance.json, regime.yaml and society.yaml, groups.csv, four Parquet tables and index.html.

    regime, society: the resolved form as YAML text. groups: of a whole run; without them there is no groups.csv.
    """
    with whole(folder) as work:
        (work / "provenance.json").write_text(json.dumps(provenance, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (work / "regime.yaml").write_text(regime, encoding="utf-8")
        (work / "society.yaml").write_text(society, encoding="utf-8")
        plan = plan_of(provenance, {str(summary["regime"]["id"]): regime}, society)
        write_plan(work, plan)
        write_parquet(work, tables(summary), plan)
        if groups:
            (work / GROUPS).write_text(text_of(groups), encoding="utf-8")
        (work / "index.html").write_text(render(summary), encoding="utf-8")
        # Last, and under its own name only when all of it is there: a folder with a summary.json is a whole run.
        text = json.dumps(summary, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        part = work / "summary.json.part"
        part.write_text(text, encoding="utf-8")
        part.rename(work / "summary.json")
