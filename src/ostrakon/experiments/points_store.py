"""Sweeps and sensitivity studies on disk, beside their journal: files that open without ostrakon.

Here live which files those are and what stands in them. Never here: what the numbers mean. The JSON file holds everything but
the counts, which are in the journal; the tables, as Parquet and as CSV, are made from it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv

from ostrakon.errors import fail
from ostrakon.results.planned import Plan, write_parquet, write_plan

Result = Mapping[str, Any]
Row = dict[str, Any]
ENDS = ("value", "low", "high", "mcse")


def sweep_table(sweep: Result) -> pa.Table:
    """One row per outcome and point: the values of the parameters as written, the outcome, its difference from the regime as it is."""
    paths = [axis["path"] for axis in sweep["axes"]]

    def rows() -> Iterator[Row]:
        for name, outcome in sweep["outcomes"].items():
            for point, found in zip(sweep["points"], outcome["points"], strict=True):
                values = point["values"] or [str(axis["was"]) for axis in sweep["axes"]]
                yield {"outcome": name, "unit": outcome["unit"], "point": point["point"], **dict(zip(paths, values, strict=True)),
                       **{end: found[end] for end in ENDS}, **{f"difference_{end}": found["difference"][end] for end in ENDS},
                       "refused": None if point["refused"] is None else f"{point['refused']['code']} {point['refused']['reason']}"}

    return _table(rows(), ("outcome", "unit", *paths, "refused"), ("point", *ENDS, *(f"difference_{end}" for end in ENDS)))


def sensitivity_table(study: Result) -> pa.Table:
    """One row per outcome and parameter: both ends of a tornado, or the indices of the other methods."""
    ranges, tornado = {axis["path"]: axis for axis in study["axes"]}, study["method"] == "tornado"
    indices = [] if tornado else [key for key in next(iter(study["outcomes"].values()))["parameters"][0] if key not in ("path", "was")]
    numbers = (*(f"at_{end}_{key}" for end in ("low", "high") for key in (*ENDS, *(f"difference_{e}" for e in ENDS))), "ignorance", "luck"
               ) if tornado else tuple(f"{index}_{end}" for index in indices for end in ENDS)

    def rows() -> Iterator[Row]:
        for name, outcome in study["outcomes"].items():
            for row in outcome["parameters"]:
                axis = ranges[row["path"]]
                yield {"outcome": name, "unit": outcome["unit"], "parameter": row["path"], "was": str(row["was"]), "status": axis["status"],
                       "low": axis["range"][0], "high": axis["range"][1], **(_ends(row) if tornado else _of(row, indices))}

    words = ("outcome", "unit", "parameter", "was", "status", *(("refused_low", "refused_high") if tornado else ()))
    return _table(rows(), words, ("low", "high", *numbers))


def _ends(row: Mapping[str, Any]) -> Row:
    found: Row = {"ignorance": row["ignorance"], "luck": row["luck"]}
    for name, end in zip(("low", "high"), row["ends"], strict=True):
        found.update({f"at_{name}_{key}": end[key] for key in ENDS})
        found.update({f"at_{name}_difference_{key}": end["difference"][key] for key in ENDS})
        found[f"refused_{name}"] = None if end["refused"] is None else f"{end['refused']['code']} {end['refused']['reason']}"
    return found


def _of(row: Mapping[str, Any], indices: Sequence[str]) -> Row:
    return {f"{index}_{end}": row[index][end] for index in indices for end in ENDS}


def _table(rows: Iterator[Row], words: Sequence[str], numbers: Sequence[str]) -> pa.Table:
    # Typed by hand: a column without a single number would have no type of its own.
    return pa.Table.from_pylist(list(rows), schema=pa.schema([*((w, pa.string()) for w in words), *((n, pa.float64()) for n in numbers)]))


def write(folder: Path, name: str, result: Result, tables: Mapping[str, pa.Table], plan: Plan, provenance: Result) -> None:
    """Write NAME.json, the tables as Parquet and CSV, regime.yaml, society.yaml, plan.json and provenance.json into the journal's folder.

    NAME.json comes last, whole or not at all: a folder without it is unfinished. A table without a row is not written. Raises OST8001
    when the disk refuses.
    """
    try:
        write_plan(folder, plan)
        (folder / "provenance.json").write_text(json.dumps(provenance, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (folder / "regime.yaml").write_text(next(iter(plan["regimes"].values())), encoding="utf-8")
        (folder / "society.yaml").write_text(plan["society"], encoding="utf-8")
        for written in write_parquet(folder, tables, plan, empty=False):
            pa.csv.write_csv(tables[written], folder / f"{written}.csv")
        part = folder / f"{name}.json.part"
        part.write_text(json.dumps(result, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
        part.replace(folder / f"{name}.json")
    except OSError as error:
        fail("OST8001", f"{str(folder)[:200]}: {error.strerror or error}", remedy="free some space; --resume writes the results again")
