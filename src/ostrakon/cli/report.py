"""``ostrakon report``: what a run or a study tells, as one HTML file in English or Chinese. Never here: what it says."""

import time
from pathlib import Path
from typing import Annotated

import typer

from ostrakon import __version__
from ostrakon.cli.console import out
from ostrakon.errors import fail
from ostrakon.results.words import duration


def report(
    folder: Annotated[Path, typer.Argument(help="The folder of a run, or of a study.", metavar="RUN")],
    language: Annotated[str, typer.Option("--lang", help="The language: en or zh.", metavar="LANG")] = "en",
    out_folder: Annotated[
        Path | None,
        typer.Option("--out", help="Where to write it [default: RUN, or beside it where RUN has a list of its files].", metavar="DIR"),
    ] = None,
) -> int:
    """Write the report of a run or a study: report.html, and statements.json with the place of every number in it."""
    from ostrakon.report.evidence import CHECKSUMS, evidence_of
    from ostrakon.report.messages import messages_of
    from ostrakon.report.page import write_report

    messages_of(language)
    began = time.perf_counter()
    evidence = evidence_of(folder, __version__)
    # A finished study is not written into: its list of files would no longer hold.
    beside = folder.resolve().with_name(f"{folder.resolve().name}-report") if (folder / CHECKSUMS).exists() else folder
    place = out_folder if out_folder is not None else beside
    try:
        place.mkdir(parents=True, exist_ok=True)
        page = write_report(evidence, place, language)
    except OSError as error:
        fail("OST8001", f"--out {str(place)[:200]}: {error.strerror or error}", remedy="name a folder in a place of your own")
    for fault in evidence.faults:
        out.print(f"Fault     {fault.kind}: {fault.file}" + (f" ({fault.detail})" if fault.detail else ""), markup=False, soft_wrap=True)
    out.print(f"Report    {page}", markup=False, soft_wrap=True)
    out.print(f"Size      {page.stat().st_size / 1e6:.2f} MB, everything in it", markup=False)
    out.print(f"Took      {duration(time.perf_counter() - began)}", markup=False)
    return 0
