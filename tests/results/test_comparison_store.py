"""A saved comparison appears whole or not at all, and opens without ostrakon."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.results import comparison_store as store
from ostrakon.results.comparison_store import file_names, write_comparison


def write(folder: Path, comparison: dict[str, Any]) -> None:
    regimes = {arm["name"]: f"id: r{i}\n" for i, arm in enumerate(comparison["arms"])}
    write_comparison(folder, comparison, regimes, "id: town\n", {"seed": 1})


def test_a_comparison_is_saved_as_it_is(tmp_path: Path, comparison: dict[str, Any]) -> None:
    folder = tmp_path / "a" / "comparison"
    write(folder, comparison)
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*")) == [
        "by_cohort.parquet",
        "comparison.json",
        "index.html",
        "outcomes.csv",
        "outcomes.parquet",
        "plan.json",
        "provenance.json",
        "regimes",
        "regimes/base.yaml",
        "regimes/harsh-b.yaml",
        "regimes/lenient.yaml",
        "sides.parquet",
        "society.yaml",
    ]
    assert json.loads((folder / "comparison.json").read_text()) == comparison
    assert (folder / "society.yaml").read_text() == "id: town\n"
    made = json.loads((folder / "provenance.json").read_text())
    assert made["seed"] == 1 and made["regime_files"]["harsh & <b>"] == "regimes/harsh-b.yaml"
    assert [(folder / made["regime_files"][arm["name"]]).read_text() for arm in comparison["arms"]] == ["id: r0\n", "id: r1\n", "id: r2\n"]
    assert (folder / "index.html").read_text().startswith("<!doctype html>")
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["comparison"], "nothing is left beside it"


def test_outcomes_have_a_row_for_each_measure_and_arm(tmp_path: Path, comparison: dict[str, Any]) -> None:
    write(tmp_path / "c", comparison)
    rows = pq.read_table(tmp_path / "c" / "outcomes.parquet").to_pylist()
    assert len(rows) == 3 * len(comparison["outcomes"])
    found = {(r["measure"], r["arm"]): r for r in rows}
    listed, gap = comparison["outcomes"]["listed"], comparison["outcomes"]["listed"]["differences"][0]
    variant = found["listed", "lenient"]
    assert variant == {
        "measure": "listed",
        "arm": "lenient",
        **listed["arms"][1],
        "difference": gap["value"],
        "diff_low": gap["low"],
        "diff_high": gap["high"],
        "diff_mcse": gap["mcse"],
        "unpaired_mcse": gap["unpaired_mcse"],
        "unit": listed["unit"],
        "estimand": listed["estimand"],
    }
    assert variant["difference"] == pytest.approx(-0.01)
    base = found["listed", "base"]
    assert base["value"] == 0.02 and {base[k] for k in ("difference", "diff_low", "diff_high", "diff_mcse", "unpaired_mcse")} == {None}


def test_outcomes_are_the_same_as_text(tmp_path: Path, comparison: dict[str, Any]) -> None:
    comparison["outcomes"]["listed"]["differences"][0]["low"] = None
    comparison["arms"][1]["name"] = 'a "quoted", name'
    write(tmp_path / "c", comparison)
    table = pq.read_table(tmp_path / "c" / "outcomes.parquet")
    with (tmp_path / "c" / "outcomes.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == table.column_names
    for read, row in zip(rows, table.to_pylist(), strict=True):
        assert {k: type(row[k])(v) if v else None for k, v in read.items()} == row


def test_cohorts_and_sides_are_tables(tmp_path: Path, comparison: dict[str, Any]) -> None:
    write(tmp_path / "c", comparison)
    cohorts = pq.read_table(tmp_path / "c" / "by_cohort.parquet").to_pylist()
    assert len(cohorts) == 3 * 2 * len(comparison["by"])
    (male,) = [r for r in cohorts if (r["measure"], r["level"], r["arm"]) == ("chilled", "male", "harsh & <b>")]
    assert male["attribute"] == "sex" and male["value"] == 0.06 and male["difference"] == pytest.approx(0.03)
    sides = pq.read_table(tmp_path / "c" / "sides.parquet").to_pylist()
    assert len(sides) == 4 * 2 * 3
    numbers = {"neither": 970.0, "only_baseline": 18.0, "only_variant": 2.0, "both": 10.0}
    assert {"fate": "listed", "variant": "lenient", "attribute": None, "level": None, **numbers} in sides
    assert [r["both"] for r in sides if (r["fate"], r["level"]) == ("listed", "male")] == [12, 23]


def test_numbers_keep_their_type_when_none_is_known(tmp_path: Path, comparison: dict[str, Any]) -> None:
    for o in comparison["outcomes"].values():
        for gap in o["differences"]:
            gap.update(dict.fromkeys(gap))
    write(tmp_path / "c", comparison)
    assert str(pq.read_table(tmp_path / "c" / "outcomes.parquet").schema.field("difference").type) == "double"


def test_comparison_json_comes_last(tmp_path: Path, comparison: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """At the moment at which comparison.json has its name, every other file is there."""
    seen: set[str] = set()
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if Path(target).name == "comparison.json":
            seen.update(p.name for p in self.parent.rglob("*"))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    write(tmp_path / "c", comparison)
    assert {p.name for p in (tmp_path / "c").rglob("*")} - seen == {"comparison.json"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_nothing_is_left_when_writing_stops(
    tmp_path: Path, comparison: dict[str, Any], monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def stop(_: Any) -> str:
        raise error

    monkeypatch.setattr(store, "render_comparison", stop)
    with pytest.raises(error):
        write(tmp_path / "c", comparison)
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_is_none_is_not_written(tmp_path: Path, comparison: dict[str, Any]) -> None:
    comparison["outcomes"]["listed"]["arms"][0]["mcse"] = float("nan")
    with pytest.raises(ValueError, match="Out of range float"):
        write(tmp_path / "c", comparison)
    assert list(tmp_path.iterdir()) == []


def test_a_full_folder_is_refused(tmp_path: Path, comparison: dict[str, Any]) -> None:
    (tmp_path / "mine").write_text("precious")
    with pytest.raises(OstrakonError, match=r"OST8001 .*not empty"):
        write(tmp_path, comparison)
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("regimes", [{}, {"base": "", "lenient": ""}, {"base": "", "lenient": "", "another": ""}])
def test_regimes_of_other_arms_are_refused(tmp_path: Path, comparison: dict[str, Any], regimes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="are not those of the arms"):
        write_comparison(tmp_path / "c", comparison, regimes, "", {})
    assert list(tmp_path.iterdir()) == []


NAMES = ["../../etc/passwd", "a/b", "a\\b", "a:b", "", "  ", ".hidden", "con", "NUL.yaml", "a\0b", "名字", "x\n", "-", "A-B"]
NAMES += ["é" * 300, "é" * 301]


def test_any_names_make_files_that_no_system_minds(tmp_path: Path) -> None:
    found = file_names(NAMES)
    assert list(found) == NAMES and len({name.casefold() for name in found.values()}) == len(NAMES)
    for name in found.values():
        assert name and not set(name) & set("/\\:*?\"<>|\0\n ") and name[0] not in "-." and name[-1] not in "-. "
        assert len(name.encode()) <= 110 and name.split(".")[0].lower() not in store.KEPT
        (tmp_path / f"{name}.yaml").write_text("")
    assert len(list(tmp_path.iterdir())) == len(NAMES)
    assert found["名字"] == "名字" and found["con"] == "regime-con"


def test_names_that_become_alike_are_told_apart() -> None:
    assert list(file_names(["a b", "a/b", "a-b-2", "A B"]).values()) == ["a-b", "a-b-2", "a-b-2-2", "A-B-3"]
    composed, apart = "\u00e9", "e\u0301"
    assert file_names([apart]) == {apart: composed}
    assert len({name.casefold() for name in file_names([composed, apart]).values()}) == 2
