"""The folder of a run: where it may be, and how it appears whole or not at all.

Here lives the way of a folder onto the disk. Never here: which files it holds (``store``), so that a folder can be
refused before anything that writes files is loaded.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from ostrakon.errors import fail

try:
    import fcntl
except ImportError:  # a system without such locks: remains of a killed process are left for their owner to remove
    fcntl = None  # type: ignore[assignment]

WORKING = ".unfinished"  # ends the name of the folder beside, in which a run keeps what is finished of it
LONGEST = 200  # characters of a name that a message shows whole, and bytes of it in a hidden folder's name
MOST_BYTES = 255  # of a name, on the systems that we know
UNFINISHED = ".unfinished"  # stands in a folder until all else is written; holds the name that the folder will have


def default_folder(regime: str, seed: int, root: Path | None = None) -> Path:
    """The first ``runs/<regime>-<seed>-<n>`` that is free, of unfinished runs too."""
    base = Path("runs") if root is None else root
    number = 1
    while (found := base / f"{regime}-{seed}-{number}").exists() or working_folder(found).exists():
        number += 1
    return found


def working_folder(folder: Path) -> Path:
    """Where a run keeps what is finished until its folder is there: beside it, under its name with ``.unfinished``.

    A name that would be too long is cut and told apart by a digest.
    """
    target = folder.absolute()
    name = os.fsencode(target.name)
    if len(name) + len(WORKING) > MOST_BYTES:
        name = name[:LONGEST].decode(errors="ignore").encode() + f"-{hashlib.sha256(name).hexdigest()[:16]}".encode()
    return target.with_name(os.fsdecode(name) + WORKING)


def folder_of(named: Path) -> Path:
    """The folder that a run will have, whether it was named or the working folder beside it."""
    target = named.absolute()
    is_working = target.name.endswith(WORKING) and target.name != WORKING and target.is_dir()
    return named.with_name(target.name.removesuffix(WORKING)) if is_working else named


def _refuse(folder: Path, reason: str, remedy: str) -> NoReturn:
    said = str(folder)
    fail("OST8001", f"--out {said if len(said) <= LONGEST else said[:80] + '...'}{reason}", remedy=remedy)


def _refused_by_system(folder: Path, error: OSError | ValueError, remedy: str) -> NoReturn:
    _refuse(folder, f": {getattr(error, 'strerror', None) or error}", remedy)


def _in_the_way(folder: Path) -> str:
    """What stands where the folder should be, as the rest of a sentence; '' for nothing or an empty folder."""
    try:
        mode = os.lstat(folder).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ""
    if not stat.S_ISDIR(mode):
        return " is not a folder"
    return " is not empty" if any(folder.iterdir()) else ""


def _prefix(target: Path) -> str:
    """How the names of hidden folders for this one begin: short enough for any name that a system takes."""
    return "." + target.name.encode(errors="surrogateescape")[:LONGEST].decode(errors="ignore") + "-"


def check_folder(folder: Path) -> None:
    """Raise OST8001 unless a run can be written there: free or empty, in a place that can be written.

    A folder is made beside it and taken away again, since permissions alone do not tell: a file system may be read-only.
    """
    elsewhere = "name a folder in a place of your own"
    try:
        found = _in_the_way(folder)
        if found:
            _refuse(folder, found, "name a folder that does not exist yet, or an empty one")
        target = folder.absolute()
        place = next(parent for parent in target.parents if parent.exists())
        if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
            _refuse(folder, f": {place} cannot be written", elsewhere)
        os.rmdir(tempfile.mkdtemp(prefix=_prefix(target), dir=place))
    except (OSError, ValueError) as error:
        _refused_by_system(folder, error, elsewhere)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Hold a folder until the file returned is closed or the process ends, however it ends. None: it could not be had."""
    if fcntl is None:
        return None
    try:
        file = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(file)
        return None
    return file


@contextmanager
def alone(folder: Path, remedy: str) -> Iterator[None]:
    """While this lasts, no other process that asks for it has this folder. It is made unless it is there, and taken away if it stays empty.

    Raises OST6004 while another process holds it, OST8001 when it cannot be made. Where a file system has no locks, nobody is kept out.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        _refused_by_system(folder, error, "name a folder in a place of your own")
    held = _held(folder, remedy)
    try:
        yield
    finally:
        for place in made:
            with suppress(OSError):
                place.rmdir()
        if held is not None:
            os.close(held)


def _held(folder: Path, remedy: str) -> int | None:
    """The open folder, held; None where a file system has no locks. Raises OST6004."""
    if fcntl is None:
        return None
    held = None
    try:
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.stat(folder), os.fstat(held)):
            return held
    except (BlockingIOError, FileNotFoundError):        # or its holder has just taken it away
        pass
    except OSError:
        if held is not None:
            os.close(held)
        return None
    if held is not None:
        os.close(held)
    fail("OST6004", f"it holds {str(folder)[:LONGEST]}", remedy=remedy)


def _sweep(target: Path) -> None:
    """Remove what killed processes left of an earlier save to this folder.

    Only a hidden folder that says so itself, and that no process holds: one that is being written is locked before it is
    marked, so an unlocked mark has lost its writer.
    """
    with os.scandir(target.parent) as entries:
        beside = [Path(e) for e in entries if e.name.startswith(_prefix(target)) and e.is_dir(follow_symlinks=False)]
    for found in beside:
        held = _lock(found, wait=False)
        if held is None:
            continue
        with suppress(OSError):
            if (found / UNFINISHED).read_bytes() == os.fsencode(target.name):
                shutil.rmtree(found, ignore_errors=True)
        os.close(held)


def _check_still_free(folder: Path) -> None:
    found = _in_the_way(folder)
    if found:
        _refuse(
            folder,
            f"{found}: somebody else wrote there meanwhile",
            "the outcomes are printed all the same; to save them as well, run again with another --out",
        )


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A folder to fill beside ``folder``, renamed to it at the end; on any error, Ctrl-C included, nothing is left.

    A process that is killed outright leaves a hidden folder that is marked as unfinished; the next save to the same folder
    removes it. Raises OST8001 when the folder cannot be written. ``folder`` was free when the run began (``check_folder``):
    what stands there now came since.
    """
    target = folder.absolute()
    try:
        _check_still_free(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        work = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    except (OSError, ValueError) as error:
        _refused_by_system(folder, error, "name a folder in a place of your own")
    # A file system without locks gives none; then nobody can get one to sweep with either.
    held = _lock(work, wait=True)
    try:
        (work / UNFINISHED).write_bytes(os.fsencode(target.name))
        yield work
        work.chmod(0o755)
        _check_still_free(folder)
        (work / UNFINISHED).unlink()
        with suppress(FileNotFoundError):
            target.rmdir()
        work.rename(target)
    except OSError as error:
        # Two runs may have been given one folder, and the other may have come first by less than a blink.
        with suppress(OSError):
            _check_still_free(folder)
        _refused_by_system(folder, error, "free some space, or name another folder")
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if held is not None:
            os.close(held)


@contextmanager
def aside(folder: Path) -> Iterator[None]:
    """While this lasts, ``folder`` stands hidden beside its place, so that a better one can take it; on any error it comes back.

    At the end its files are removed, but for those that the better one does not have: they go into it. A process that is killed
    meanwhile leaves a hidden folder that the next save removes. Raises OST8001 when it cannot be moved.
    """
    target = folder.absolute()
    try:
        hidden = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        held = _lock(hidden, wait=True)
        (hidden / UNFINISHED).write_bytes(os.fsencode(target.name))
        old = target.rename(hidden / "was")
    except OSError as error:
        _refused_by_system(folder, error, "see to it that the folder can be moved")
    try:
        yield
        for file in old.iterdir():
            if not (target / file.name).exists():
                file.rename(target / file.name)
        shutil.rmtree(old)
    except BaseException:
        if not target.exists():
            old.rename(target)
        raise
    finally:
        if not old.exists():
            shutil.rmtree(hidden, ignore_errors=True)
        if held is not None:
            os.close(held)
