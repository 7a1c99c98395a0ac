"""``ostrakon export site``: the pages with prepared answers, for a static host or a USB stick.

Here lives the command. Never here: what is prepared (``web/export``).
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.console import err, out, steps
from ostrakon.cli.living import announce, processors
from ostrakon.cli.options import Workers
from ostrakon.errors import fail
from ostrakon.results.words import duration

MOST_PEOPLE = 1_000_000     # in each world: a larger site would be no site to carry about


def export(
    what: Annotated[str, typer.Argument(help="What: site.", metavar="site")],
    folder: Annotated[Path, typer.Argument(help="The folder to write, which must not be there yet, or be empty.", metavar="DIR")],
    people: Annotated[str, typer.Option(help="How many synthetic people each world of the usual size has.", metavar="N")] = "100000",
    workers: Workers = None,
) -> int:
    """Write the pages of serve with prepared answers into a folder: a site that opens from any static host, or from a disk."""
    from ostrakon.results.folder import check_folder

    if what != "site":
        fail("OST8001", f"export {what[:80]}", allowed="site", remedy="ostrakon export site DIR")
    many = whole("--people", people, 1, MOST_PEOPLE)
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    check_folder(folder)
    from ostrakon.web.export import demand_pages
    from ostrakon.web.export import export as write

    demand_pages()
    announce()
    began = time.perf_counter()
    with steps("Preparing") as show:
        found = write(folder, many, threads, show)
    out.print(f"Site      {folder / 'index.html'}", markup=False, soft_wrap=True)
    out.print(f"Answers   {found.answers:,} prepared" + (f", {found.refused:,} of them refusals" if found.refused else ""))
    out.print(f"Size      {found.size / 1e6:,.1f} MB")
    out.print(f"Took      {duration(time.perf_counter() - began)}")
    err.print("Everyone in it is synthetic. Open index.html, or put the folder on any web server.", style="dim")
    return 0
