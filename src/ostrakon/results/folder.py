"""The folder of a run: where it may be, and how it appears whole or not at all.

Here lives the way of a folder onto the disk. Never here: which files it holds (``store``), so that a folder can be
refused before anything that writes files is loaded.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ostrakon.errors import fail


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
