"""Where a run will be saved: refused before the run when it cannot be, not after. Never here: the writing."""

from pathlib import Path

from ostrakon.errors import fail
from ostrakon.results.folder import check_folder


def check_place(folder: Path, said: str) -> None:
    """Raise OST8001 unless a run can be saved there, or where ``said``, as it was given, is no name at all."""
    if not said.strip() or said == "." or not said.isprintable():
        fail("OST8001", f"--out is {said[:80]!r}", allowed="the name of a new folder")
    check_folder(folder)
