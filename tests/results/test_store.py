"""A saved run appears whole or not at all, and opens without ostrakon."""

import json
import os
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.results.folder import check_folder, default_folder, whole
from ostrakon.results.store import write


def test_a_run_is_saved_and_opens_with_other_tools(tmp_path: Path, summary: dict[str, Any]) -> None:
    folder = tmp_path / "a" / "run"
    write(folder, summary, "id: study\n", "id: town\n", {"seed": 1})
    assert sorted(p.name for p in folder.iterdir()) == [
        "by_cohort.parquet",
        "by_region.parquet",
        "index.html",
        "outcomes.parquet",
        "plan.json",
        "provenance.json",
        "regime.yaml",
        "society.yaml",
        "summary.json",
        "weekly.parquet",
    ]
    assert json.loads((folder / "summary.json").read_text()) == summary
    regions = pq.read_table(folder / "by_region.parquet").to_pylist()
    assert {"measure": "listed", "region": "South", "value": 0.03} in [{k: r[k] for k in ("measure", "region", "value")} for r in regions]
    assert pq.read_table(folder / "weekly.parquet").column("day").to_pylist() == [7, 14]
    weeks = pq.read_table(folder / "weekly.parquet").to_pydict()
    assert weeks["listed"] == [1, 2.5] and weeks["listed_low"] == [0.9, 2.25] and weeks["listed_mcse"] == [0.05, 0.05]
    outcomes = {r["measure"]: r for r in pq.read_table(folder / "outcomes.parquet").to_pylist()}
    assert outcomes["denied.fly"]["value"] == 1.5 and outcomes["listed"]["unit"] == "share of people"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["run"], "nothing is left beside it"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_nothing_is_left_when_writing_stops(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), whole(tmp_path / "run") as work:
        (work / "half").write_text("x")
        raise error
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with whole(tmp_path / "run") as work:
        (work / "x").write_text("1")
    assert (tmp_path / "run" / "x").read_text() == "1"


def test_a_full_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(OstrakonError, match=r"OST8001 .*not empty"):
        check_folder(tmp_path)
    assert (tmp_path / "mine").read_text() == "precious"


def test_a_file_and_a_link_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link"):
        with pytest.raises(OstrakonError, match="not a folder"):
            check_folder(tmp_path / name)
    with pytest.raises(OstrakonError, match="cannot be written"):
        check_folder(tmp_path / "file" / "below")


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The superuser may write anywhere, so the answer of the system is put in its place.
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OstrakonError, match="cannot be written"):
        check_folder(tmp_path / "run")


def test_the_default_folder_is_free(tmp_path: Path) -> None:
    assert default_folder("x", 3, tmp_path) == tmp_path / "x-3-1"
    (tmp_path / "x-3-1").mkdir()
    assert default_folder("x", 3, tmp_path) == tmp_path / "x-3-2"
