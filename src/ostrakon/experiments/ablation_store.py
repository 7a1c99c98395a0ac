"""An ablation as tables, each of them a Parquet file and a CSV file of its folder.

Here lives what stands in them. Never here: what the numbers mean, or how the folder comes to be (``points_store``).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

ENDS = ("value", "low", "high", "mcse")
OF_A_PART = ("shapley", "share", "of_outcome", "off_alone", "on_alone")


def parts_table(ablation: Mapping[str, Any]) -> pa.Table:
    """One row per outcome and part: what it adds, its shares in percent, its effect as the last and as the first, with intervals."""
    numbers = {f"{key}_{end}": pa.float64() for key in OF_A_PART for end in ENDS}
    rows = [{"outcome": name, "part": part, "unit": outcome["unit"], "from_orders": found["from_orders"],
             **{f"{key}_{end}": found[key][end] for key in OF_A_PART for end in ENDS}}
            for name, outcome in ablation["outcomes"].items() for part, found in outcome["parts"].items()]
    return _table(rows, ("outcome", "part", "unit"), {**numbers, "from_orders": pa.float64()})


def interactions_table(ablation: Mapping[str, Any]) -> pa.Table:
    """One row per outcome and pair of parts."""
    rows = [{"outcome": name, "part": found["parts"][0], "other": found["parts"][1], "unit": outcome["unit"],
             **{end: found[end] for end in ENDS}}
            for name, outcome in ablation["outcomes"].items() for found in outcome["interactions"]]
    return _table(rows, ("outcome", "part", "other", "unit"), {end: pa.float64() for end in ENDS})


def coalitions_table(ablation: Mapping[str, Any]) -> pa.Table:
    """One row per coalition: which parts are on, the digest of its Program, and the value of each outcome."""
    parts = [part["name"] for part in ablation["parts"]]
    rows = [{**{f"on.{part}": part in found["on"] for part in parts}, "program": found["program"], **found["values"]}
            for found in ablation["coalitions"]]
    fields = {**{f"on.{part}": pa.bool_() for part in parts}, "program": pa.string()}
    return _table(rows, (), {**fields, **{name: pa.float64() for name in ablation["outcomes"]}})


def _table(rows: Sequence[Mapping[str, Any]], names: Sequence[str], numbers: Mapping[str, pa.DataType]) -> pa.Table:
    # Typed by hand: a column without a single number would have no type of its own.
    schema = pa.schema([*((name, pa.string()) for name in names), *numbers.items()])
    return pa.Table.from_pylist(list(rows), schema=schema)
