"""``ostrakon diff``: two saved runs; which outcomes differ, who changes sides, where lives part first, and which clause makes them.

Here lives the command. Never here: what differs (``experiments/run_diff.py``), or its wording (``experiments/run_diff_words.py``).
"""

import json as js
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.console import out, progress
from ostrakon.cli.living import announce, processors
from ostrakon.cli.options import Workers
from ostrakon.cli.table import BLOCKS
from ostrakon.errors import fail
from ostrakon.results.file import check_new, write_new
from ostrakon.results.folder import check_folder
from ostrakon.results.words import amount, duration, interval, is_share

CELLS = ("neither", "only_baseline", "only_variant", "both")


def diff(
    first: Annotated[Path, typer.Argument(help="The folder of a run, with which the other is compared.", metavar="RUN1")],
    second: Annotated[Path, typer.Argument(help="The folder of another run.", metavar="RUN2")],
    workers: Workers = None,
    json: Annotated[Path | None, typer.Option(help="Write everything that was found to a new file.", metavar="FILE")] = None,
    save: Annotated[Path | None, typer.Option("--out", help="A new folder for the results; none unless given.", metavar="DIR")] = None,
) -> int:
    """Two saved runs: which outcomes differ, who changes sides, the first day and person at which they part, and by which clause."""
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else processors()
    if json is not None:
        check_new(json, "--json")
    if save is not None:
        check_folder(save)
    from ostrakon.experiments.run_diff import run_diff

    announce()
    try:
        found = run_diff(first, second, workers=threads, progress=lambda title, people, days: progress(people, days, title))
    except RuntimeError as error:
        fail("OST6001", str(error), remedy="please report it, with the regimes and the seed")
    _print(found)
    if json is not None:
        write_new(json, js.dumps(found, indent=1, ensure_ascii=False, allow_nan=False) + "\n", str(json))
        out.print(f"Found     {escape(str(json))}", soft_wrap=True)
    if save is not None:
        from ostrakon.results.difference_store import write

        write(save, found)
        out.print(f"Saved     {escape(str(save))}", soft_wrap=True)
    out.print(f"Took      {duration(found['seconds'])}")
    return 0


def _print(found: Mapping[str, Any]) -> None:
    """Sentences first, then the outcomes, who changed sides, and what to type next."""
    out.print()
    for one in found["runs"]:
        changes = "; ".join((*one["diffs"], *one["overrides"]))
        out.print(f"[bold]{escape(one['name'])}[/]  {escape(one['regime']['title'])}{escape(f' ({changes})') if changes else ''}")
    run = found["runs"][0]["run"]
    if not found["apart"]:
        many = f", {run['replicates']} replicates" if run["replicates"] > 1 else ""
        out.print(f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, seed {run['seed']}{many}: the same "
                  "people with the same luck in both", style="dim")
    out.print()
    for sentence in found["sentences"]:
        out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
    out.print()
    if not found["same"]:
        out.print(_outcomes(found))
        out.print()
    if "sides" in found:
        out.print(_sides(found))
        out.print()
    if found["parting"]:
        out.print("Both lives, from the first day to the last:")
        out.print(f"  {escape(found['parting']['command'])}", soft_wrap=True)
    out.print("Everyone is synthetic. Intervals cover chance alone, not whether the regimes are described rightly.", style="dim")


def _grid(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for i, heading in enumerate(headings):
        table.add_column(escape(heading), justify="right" if i else "left")
    return table


def _outcomes(found: Mapping[str, Any]) -> Table:
    """Headline outcomes: both values and, of paired runs, the difference with its interval; else the interval of each value."""
    names, paired = [run["name"] for run in found["runs"]], "sides" in found
    more = ("difference", "95 % interval") if paired else ("95 % interval", "95 % interval")
    table = _grid("", *(names if paired else [names[0], more[0], names[1]]), *(more if paired else more[1:]))
    for title, measures in BLOCKS:
        table.add_section()
        table.add_row(f"[bold]{title}[/]")
        for measure in (m for m in measures if m in found["outcomes"]):
            o = found["outcomes"][measure]
            table.add_row("  " + escape(o["title"]), *(_paired(o) if paired else _apart(o)))
    return table


def _paired(o: Mapping[str, Any]) -> list[str]:
    """Of shares the difference is in percentage points."""
    gap, unit = o["differences"][0], o["unit"]
    points = " pp" if is_share(unit) else ""
    said = amount(gap["value"], unit), interval({**gap, "unit": unit})
    return [*(amount(arm["value"], unit) for arm in o["arms"]), *(words.replace(" %", points) for words in said)]


def _apart(o: Mapping[str, Any]) -> list[str]:
    return [words for arm in o["arms"] for words in (amount(arm["value"], o["unit"]), interval({**arm, "unit": o["unit"]}))]


def _sides(found: Mapping[str, Any]) -> Table:
    """How many people a fate met in neither run, in one of them, in both; a mean over replicates."""
    first, second = (run["name"] for run in found["runs"])
    table = _grid("People", "in neither", f"under {first} only", f"under {second} only", "under both")
    for side in found["sides"].values():
        table.add_row("  " + escape(side["title"]), *(f"{side['variants'][0][cell]:,.0f}" for cell in CELLS))
    return table
