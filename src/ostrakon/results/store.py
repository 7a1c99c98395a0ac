"""A run on disk: a folder that appears whole or not at all, and that opens without ostrakon.

Here live which files a run leaves and how the folder comes to be. Never here: what the numbers mean. summary.json holds
everything; the Parquet tables and the page are made from it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ostrakon.errors import fail
from ostrakon.results.page import render

Summary = dict[str, Any]


def default_folder(regime: str, seed: int, root: Path | None = None) -> Path:
    """The first free ``runs/<regime>-<seed>-<n>``."""
    base = Path("runs") if root is None else root
    number = 1
    while (base / f"{regime}-{seed}-{number}").exists():
        number += 1
    return base / f"{regime}-{seed}-{number}"


def check_folder(folder: Path) -> None:
    """Raise OST8001 unless a run can be written there: free or empty, in a place that can be written."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        fail("OST8001", f"--out {folder} is not a folder", remedy="name a folder that does not exist yet")
    if folder.is_dir() and any(folder.iterdir()):
        fail("OST8001", f"--out {folder} is not empty", remedy="name a folder that does not exist yet, or an empty one")
    place = folder.absolute().parent
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        fail("OST8001", f"--out {folder}: {place} cannot be written", remedy="name a folder in a place of your own")


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A folder to fill beside ``folder``, renamed to it at the end; on any error, Ctrl-C included, nothing is left.

    Raises OST8001 when the place cannot be written.
    """
    check_folder(folder)
    target = folder.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        fail("OST8001", f"--out {folder}: {error.strerror}", remedy="name a folder in a place of your own")
    try:
        yield work
        work.chmod(0o755)
        if target.is_dir():
            target.rmdir()
        work.rename(target)
    except OSError as error:
        fail("OST8001", f"--out {folder}: {error.strerror}", remedy="free some space, or name another folder")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _rows_by_cohort(summary: Summary) -> list[dict[str, Any]]:
    """One row per measure, attribute and level, provinces left out."""
    return [
        {"measure": m, "attribute": axis, "level": label, **o}
        for m, cuts in summary["by"].items()
        for axis, levels in cuts.items()
        if axis != "region"
        for label, o in levels.items()
    ]


def _rows_by_region(summary: Summary) -> list[dict[str, Any]]:
    return [{"measure": m, "region": label, **o} for m, cuts in summary["by"].items() for label, o in cuts["region"].items()]


_NUMBERS = [("value", pa.float64()), ("low", pa.float64()), ("high", pa.float64()), ("mcse", pa.float64()), ("n", pa.int64())]


def _write_table(rows: Sequence[Mapping[str, Any]], names: Sequence[str], file: Path) -> None:
    schema = pa.schema([*((name, pa.string()) for name in names), *_NUMBERS])
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), file)


def write(folder: Path, summary: Summary, regime: str, society: str, provenance: Mapping[str, Any]) -> None:
    """Write a run: summary.json, provenance.json, regime.yaml and society.yaml, four Parquet tables and index.html.

    regime, society: the resolved form as YAML text.
    """
    with whole(folder) as work:
        (work / "summary.json").write_text(json.dumps(summary, indent=1, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")
        (work / "provenance.json").write_text(json.dumps(provenance, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (work / "regime.yaml").write_text(regime, encoding="utf-8")
        (work / "society.yaml").write_text(society, encoding="utf-8")
        outcomes = [
            {"measure": name, "unit": o["unit"], "estimand": o["estimand"], **{k: o[k] for k, _ in _NUMBERS}}
            for name, o in summary["outcomes"].items()
        ]
        _write_table(outcomes, ("measure", "unit", "estimand"), work / "outcomes.parquet")
        _write_table(_rows_by_cohort(summary), ("measure", "attribute", "level"), work / "by_cohort.parquet")
        _write_table(_rows_by_region(summary), ("measure", "region"), work / "by_region.parquet")
        pq.write_table(pa.table(summary["weekly"]), work / "weekly.parquet")
        (work / "index.html").write_text(render(summary), encoding="utf-8")
