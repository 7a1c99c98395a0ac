"""The plan lies inside each table, says what was asked and not where, and a table without one has none."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ostrakon.results.planned import FILE, plan_in, plan_of, write_parquet, write_plan

MADE = {"ostrakon": "0.1.0", "program_digest": "d", "run": {"seconds": 3.0}}


def test_two_that_ask_for_the_same_have_the_same_plan(tmp_path: Path) -> None:
    asked = ["ostrakon", "sweep", "a", "--vary", "x=1,2"]
    plans = [plan_of({**MADE, "command": [*asked, *more]}, {"a": "id: a"}, "id: b")
             for more in ((), ("--out", "here", "--yes"), ("--out=there", "--workers", "7", "--cluster", "local:2"))]
    assert plans[0] == plans[1] == plans[2] and plans[0]["command"] == asked and "seconds" not in json.dumps(plans[0])
    assert plan_of({**MADE, "command": [*asked, "--seed", "2"]}, {"a": "id: a"}, "id: b") != plans[0]


def test_it_lies_in_the_folder_and_inside_each_table(tmp_path: Path) -> None:
    plan = plan_of({**MADE, "command": ["ostrakon"]}, {"a": "标题: ä"}, "id: b")
    tables = {"one": pa.table({"x": [1]}).replace_schema_metadata({b"other": b"kept"}), "none": pa.table({"x": pa.array([], pa.int64())})}
    write_plan(tmp_path, plan)
    assert write_parquet(tmp_path, tables, plan, empty=False) == ["one"] and write_parquet(tmp_path, tables, plan) == ["one", "none"]
    assert json.loads((tmp_path / FILE).read_text()) == plan == plan_in(tmp_path / "one.parquet") == plan_in(tmp_path / "none.parquet")
    assert pq.read_schema(tmp_path / "one.parquet").metadata[b"other"] == b"kept"
    assert pq.read_table(tmp_path / "one.parquet").column("x").to_pylist() == [1]
    pq.write_table(pa.table({"x": [1]}), tmp_path / "bare.parquet")
    assert plan_in(tmp_path / "bare.parquet") == {}
