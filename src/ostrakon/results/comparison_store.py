"""A comparison on disk: the files that it leaves, which open without ostrakon.

Here live which files those are and what stands in them. Never here: what the numbers mean, or how the folder comes to be
(``folder``). comparison.json holds everything; the tables and the page are made from it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv

from ostrakon.results.comparison_page import render_comparison
from ostrakon.results.folder import whole
from ostrakon.results.planned import plan_of, write_parquet, write_plan

Comparison = Mapping[str, Any]
Row = dict[str, Any]
LONGEST = 100  # bytes of a file's name, which leaves room for a number and for ".yaml" on any system
# Names that some systems keep for devices, whatever their ending.
KEPT = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
NUMBERS = ("value", "low", "high", "mcse", "difference", "diff_low", "diff_high", "diff_mcse", "unpaired_mcse")
CELLS = ("neither", "only_baseline", "only_variant", "both")


def file_names(names: Sequence[str]) -> dict[str, str]:
    """For each name one that any system takes as a file's: letters, digits, '.', '_' and '-'; no two alike but for capitals.

    >>> file_names(["article-2018", "Article-2018", "a/b: c", ".."])
    {'article-2018': 'article-2018', 'Article-2018': 'Article-2018-2', 'a/b: c': 'a-b-c', '..': 'regime'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = tried = _stem(name)
        number = 1
        while _folded(tried) in taken:
            number += 1
            tried = f"{stem}-{number}"
        found[name] = tried
        taken.add(_folded(tried))
    return found


def _stem(name: str) -> str:
    kept = "".join(c if c.isalnum() or c in "._" else "-" for c in unicodedata.normalize("NFC", name))
    cut = re.sub("-+", "-", kept).strip("-.").encode()[:LONGEST].decode(errors="ignore").rstrip("-.") or "regime"
    return f"regime-{cut}" if cut.split(".")[0].lower() in KEPT else cut


def _folded(name: str) -> str:
    """What a system that minds neither capitals nor forms of letters takes for the same name."""
    return unicodedata.normalize("NFKC", name).casefold()


def _numbers(c: Comparison, outcome: Mapping[str, Any]) -> Iterator[Row]:
    """One row per arm: its value, and of a variant the difference from the baseline."""
    for i, (arm, value) in enumerate(zip(c["arms"], outcome["arms"], strict=True)):
        gap = outcome["differences"][i - 1] if i else {}
        yield {
            "arm": arm["name"],
            **{key: value[key] for key in ("value", "low", "high", "mcse", "n")},
            "difference": gap.get("value"),
            **{f"diff_{key}": gap.get(key) for key in ("low", "high", "mcse")},
            "unpaired_mcse": gap.get("unpaired_mcse"),
        }


def _outcomes(c: Comparison) -> Iterator[Row]:
    """One row per measure and arm."""
    for measure, o in c["outcomes"].items():
        yield from ({"measure": measure, **row, "unit": o["unit"], "estimand": o["estimand"]} for row in _numbers(c, o))


def _by_cohort(c: Comparison) -> Iterator[Row]:
    """One row per measure, attribute, level and arm."""
    for measure, cuts in c["by"].items():
        for axis, levels in cuts.items():
            for label, o in levels.items():
                yield from ({"measure": measure, "attribute": axis, "level": label, **row} for row in _numbers(c, o))


def _sides(c: Comparison) -> Iterator[Row]:
    """One row per fate and variant, of all people (attribute and level empty) and of each cohort."""
    for fate, s in c["sides"].items():
        cohorts = [(axis, label, cells) for axis, levels in s["by"].items() for label, cells in levels.items()]
        for axis, label, variants in [(None, None, s["variants"]), *cohorts]:
            for arm, cells in zip(c["arms"][1:], variants, strict=True):
                yield {"fate": fate, "variant": arm["name"], "attribute": axis, "level": label, **{key: cells[key] for key in CELLS}}


def _table(
    rows: Iterator[Row], words: Sequence[str], numbers: Sequence[str], counts: Sequence[str] = (), more: Sequence[str] = ()
) -> pa.Table:
    """Typed by hand: a column without a single number would have no type of its own."""
    kinds = ((words, pa.string()), (numbers, pa.float64()), (counts, pa.int64()), (more, pa.string()))
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(name, kind) for names, kind in kinds for name in names]))


def write_comparison(
    folder: Path, comparison: Comparison, regimes: Mapping[str, str], society: str, provenance: Mapping[str, Any]
) -> None:
    """Write a comparison: comparison.json, provenance.json, regimes/, society.yaml, three tables and index.html.

    regimes: of each arm by name the resolved form as YAML text; society: the same of the society. provenance.json says
    under ``regime_files`` which file holds which arm. Raises OST8001 when the folder cannot be written, ValueError when
    the regimes are not those of the arms.
    """
    names = [arm["name"] for arm in comparison["arms"]]
    if sorted(names) != sorted(regimes):
        raise ValueError(f"regimes {sorted(regimes)} are not those of the arms {sorted(names)}")
    files = {name: f"regimes/{stem}.yaml" for name, stem in file_names(names).items()}
    made = {**provenance, "regime_files": files}
    with whole(folder) as work:
        (work / "provenance.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (work / "regimes").mkdir()
        for name, file in files.items():
            (work / file).write_text(regimes[name], encoding="utf-8")
        (work / "society.yaml").write_text(society, encoding="utf-8")
        plan, found = plan_of(provenance, regimes, society), tables(comparison)
        write_plan(work, plan)
        write_parquet(work, found, plan)
        csv.write_csv(found["outcomes"], work / "outcomes.csv")
        (work / "index.html").write_text(render_comparison(comparison), encoding="utf-8")
        # Last, and under its own name only when all of it is there: a folder with a comparison.json is a whole comparison.
        text = json.dumps(comparison, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        part = work / "comparison.json.part"
        part.write_text(text, encoding="utf-8")
        part.rename(work / "comparison.json")


def tables(c: Comparison) -> dict[str, pa.Table]:
    """The tables of a comparison by name, each a Parquet file of its folder."""
    return {
        "outcomes": _table(_outcomes(c), ("measure", "arm"), NUMBERS, ("n",), ("unit", "estimand")),
        "by_cohort": _table(_by_cohort(c), ("measure", "attribute", "level", "arm"), NUMBERS, ("n",)),
        "sides": _table(_sides(c), ("fate", "variant", "attribute", "level"), CELLS),
    }
