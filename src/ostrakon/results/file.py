"""One new file on the disk: whole or not at all, and never over another.

Here lives the writing. Never here: what is written.
"""

from contextlib import suppress
from pathlib import Path

from ostrakon.errors import fail

REMEDY = "name a file that does not exist yet, in a folder that exists and may be written"


def check_new(path: Path, option: str) -> None:
    """Raise OST8001 unless the place of a new file is free, before anything is computed for it."""
    try:
        if path.exists() or path.is_symlink():
            fail("OST8001", f"{option} {str(path)[:200]} exists already", remedy=REMEDY)
        if not path.absolute().parent.is_dir():
            fail("OST8001", f"{option}: {str(path.absolute().parent)[:200]} is no folder", remedy=REMEDY)
    except (OSError, ValueError) as error:
        fail("OST8001", f"{option} {str(path)[:80]!r}: {getattr(error, 'strerror', None) or error}", remedy=REMEDY)


def write_new(path: Path, text: str, said: str) -> None:
    """Write a text; on any error nothing is left. What somebody else put there in the meantime stays. Raises OST8001."""
    try:
        # Exclusive: neither a file that has just appeared nor one behind a link is written over.
        stream = path.open("x", encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        fail("OST8001", f"{said} cannot be written: {getattr(error, 'strerror', None) or error}", remedy=REMEDY)
    try:
        with stream:
            stream.write(text)
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            fail("OST8001", f"{said} cannot be written: {error.strerror or error}", remedy="nothing was written; make room and try again")
        raise
