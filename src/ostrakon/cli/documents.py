"""``ostrakon documents``: what a run or a study says, in the forms that referees, lawyers and officials ask for.

Never here: what a document says (``report/``).
"""

from pathlib import Path
from typing import Annotated

import typer

from ostrakon import __version__
from ostrakon.cli.console import out
from ostrakon.errors import fail


def documents(
    folder: Annotated[Path, typer.Argument(help="The folder of a run, or of a study.", metavar="FOLDER")],
    out_: Annotated[Path | None, typer.Option("--out", help="Where they are written [default: FOLDER].", metavar="DIR")] = None,
) -> int:
    """Write odd.md, stress.md, fria.md and huderia.md from a run or a study; what needs judgement is left for people to answer."""
    from ostrakon.report.documents import write_documents
    from ostrakon.report.evidence import evidence_of
    from ostrakon.report.facts import FAULTS

    evidence = evidence_of(folder, __version__)
    place = _place(folder, out_)
    for file in write_documents(evidence, place):
        out.print(f"Wrote     {file}", markup=False)
    for fault in evidence.faults:
        out.print(f"Fault     {fault.file}: {FAULTS.get(fault.kind, fault.kind)} {fault.detail}".rstrip(), markup=False)
    return 0


def _place(folder: Path, asked: Path | None) -> Path:
    """Where they are written: a folder that is there by now."""
    from ostrakon.report.evidence import CHECKSUMS

    if asked is None and (folder / CHECKSUMS).exists():
        fail("OST8001", f"{str(folder)[:200]} has a list of its files ({CHECKSUMS}), and more of them would not be in it",
             remedy="name another folder with --out DIR")
    place = asked or folder
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        fail("OST8001", f"--out {str(place)[:200]}: {getattr(error, 'strerror', None) or error}",
             remedy="name a folder that may be written")
    return place
