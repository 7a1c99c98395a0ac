"""Two saved runs and what sets them apart, on disk: difference.json, its tables as Parquet and CSV, both regimes and the plan.

Here live which files those are. Never here: what differs (``experiments/run_diff``), or how a folder comes to be (``folder``).
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

from ostrakon.errors import fail
from ostrakon.results.comparison_store import file_names
from ostrakon.results.comparison_store import tables as tables_of
from ostrakon.results.folder import whole
from ostrakon.results.planned import plan_of, write_parquet, write_plan
from ostrakon.results.provenance import provenance, words

NAME = "difference.json"
FILES = ("regime.yaml", "society.yaml")
Found = Mapping[str, Any]


def as_comparison(found: Found) -> dict[str, Any]:
    """The same in the form of a comparison, the first run being the baseline: for tables and charts. Runs that cannot be paired have no
    differences, and nobody in them changes sides."""
    first, paired = found["runs"][0], "sides" in found
    outcomes = found["outcomes"] if paired else {name: {**o, "differences": [{}]} for name, o in found["outcomes"].items()}
    return {"arms": [{"name": run["name"]} for run in found["runs"]], "run": first["run"], "society": first["society"],
            "outcomes": outcomes, "by": found.get("by", {}), "sides": found.get("sides", {})}


def tables(found: Found) -> dict[str, pa.Table]:
    """The tables of a difference by name, each a Parquet file of its folder: as a comparison has them."""
    return tables_of(as_comparison(found))


def write(folder: Path, found: Found) -> None:
    """Write it, with both runs as its plan has them: regime and society are copied from their folders. Raises OST8001."""
    runs = found["runs"]
    try:
        texts = [[(Path(run["folder"]) / name).read_text(encoding="utf-8") for name in FILES] for run in runs]
    except OSError as error:
        fail("OST8001", f"{error.filename}: {error.strerror}", remedy="save it while both folders are where they were")
    command = words("diff", [run["folder"] for run in runs], {})
    made = provenance(command, {"seconds": found["seconds"]}, runs[0]["program_digest"], runs[0]["tally_digests"][0])
    plan = plan_of(made, {run["name"]: regime for run, (regime, _) in zip(runs, texts, strict=True)}, texts[0][1])
    plan["runs"] = [{key: run[key] for key in ("name", "run", "program_digest", "tally_digests")} for run in runs]
    if texts[0][1] != texts[1][1]:
        plan["society_of_the_second"] = texts[1][1]
    with whole(folder) as work:
        write_plan(work, plan)
        (work / "provenance.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (work / "regimes").mkdir()
        for run, stem in zip(runs, file_names([run["name"] for run in runs]).values(), strict=True):
            (work / "regimes" / f"{stem}.yaml").write_text(plan["regimes"][run["name"]], encoding="utf-8")
        (work / "society.yaml").write_text(texts[0][1], encoding="utf-8")
        made_tables = tables(found)
        for written in write_parquet(work, made_tables, plan, empty=False):
            csv.write_csv(made_tables[written], work / f"{written}.csv")
        (work / NAME).write_text(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
