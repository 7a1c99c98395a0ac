"""The plan of a run or an experiment: what was asked and of what, whole, as a file of its folder and inside each of its Parquet files.

Here live its form and the way into a Parquet file and back. Never here: results, or how long anything took: two that ask for the same
have the same plan.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa  # the command line starts without it

FILE = "plan.json"
FORMAT = "ostrakon plan/1"
ELSEWHERE = ("--out", "--workers", "--cluster")
KEY = b"ostrakon plan"          # of the metadata of a Parquet file
Plan = Mapping[str, Any]


def plan_of(made: Mapping[str, Any], regimes: Mapping[str, str], society: str) -> dict[str, Any]:
    """A plan. made: with the ``ostrakon`` that made it, the ``command`` that asked and the ``program_digest`` of the first Program, as
    provenance.json has them; regimes, society: in their resolved form, regimes by name."""
    return {"format": FORMAT, "ostrakon": made.get("ostrakon"), "command": asking(made.get("command", ())),
            "program_digest": made.get("program_digest"), "regimes": dict(regimes), "society": society}


def asking(command: Sequence[str]) -> list[str]:
    """A command without what changes no number: where results lie, who lives them, and that it may take long.

    >>> asking(["ostrakon", "run", "none", "--out", "a", "--workers=2", "--yes", "--people", "10"])
    ['ostrakon', 'run', 'none', '--people', '10']
    """
    kept, words = list[str](), iter(command)
    for word in words:
        name, equals, _ = word.partition("=")
        if name in ELSEWHERE and not equals:
            next(words, None)
        elif name not in ELSEWHERE and word != "--yes":
            kept.append(word)
    return kept


def text_of(plan: Plan) -> str:
    """As JSON."""
    return json.dumps(plan, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_plan(folder: Path, plan: Plan) -> None:
    """The plan as a file. Raises OSError."""
    (folder / FILE).write_text(text_of(plan), encoding="utf-8")


def write_parquet(folder: Path, tables: "Mapping[str, pa.Table]", plan: Plan, empty: bool = True) -> Sequence[str]:
    """The tables as NAME.parquet, the plan inside each; the names that were written. empty: also tables without a row. Raises OSError."""
    import pyarrow.parquet as pq

    inside = {KEY: json.dumps(plan, ensure_ascii=False).encode()}
    names = [name for name, table in tables.items() if empty or len(table)]
    for name in names:
        table = tables[name]
        pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **inside}), folder / f"{name}.parquet")
    return names


def plan_in(file: Path) -> dict[str, Any]:
    """The plan inside a Parquet file; empty where there is none."""
    import pyarrow.parquet as pq

    found: dict[str, Any] = json.loads((pq.read_schema(file).metadata or {}).get(KEY, b"{}"))
    return found
