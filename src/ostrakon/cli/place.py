"""Where a run will be saved: refused before the run when it cannot be, not after. Never here: the writing."""

import os
import tempfile
from pathlib import Path

from ostrakon.errors import fail
from ostrakon.results.folder import check_folder


def check_place(folder: Path, said: str) -> None:
    """Raise OST8001 unless a run can be saved there. A folder is made beside it and taken away again, since permissions alone
    do not tell: a file system may be read-only, or a name too long."""
    if not said.strip() or said == "." or not said.isprintable():
        fail("OST8001", f"--out is {said[:80]!r}", allowed="the name of a new folder")
    try:
        check_folder(folder)
        here = folder.absolute()
        # A name longer than the file system takes is told by a look at it; a folder that cannot be made, by making one.
        os.path.lexists(here)
        nearest = next(parent for parent in here.parents if parent.exists())
        os.rmdir(tempfile.mkdtemp(prefix=f".{here.name}-"[:200], dir=nearest))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fail("OST8001", f"--out {said[:80]}: {reason}", remedy="name a folder in a place of your own")
