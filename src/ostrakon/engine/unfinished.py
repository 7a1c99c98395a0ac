"""The working folder of a run that is not finished: what was asked, and the checkpoints, so that nothing else is needed to go on.

Here live its files, who may work in it, and what makes it refuse to go on. Never here: the form of a checkpoint (``checkpoint``),
when one is written (``keeper``), or where the folder is. Its files: ``asked.json``; ``replicate-1.checkpoint`` and so on, each with
the one before it; ``lock``, held by the process at work there and free when that ends, however it ends.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

from ostrakon.engine.checkpoint import BEFORE, Counted, Damaged, beside, decoded, put
from ostrakon.errors import OstrakonError, fail

try:
    import fcntl
except ImportError:  # a system without such locks: two processes are not kept apart
    fcntl = None  # type: ignore[assignment]

FORMAT = "ostrakon unfinished/1"
ASKED, LOCK = "asked.json", "lock"
PACKAGE = Path(__file__).resolve().parent.parent
WORDS = {"version": "ostrakon", "code": "code of the kernel", "program": "Program", "seed": "seed", "people": "people", "days": "days",
         "start": "first day", "community_size": "community size"}
CODE = ("live.py", "pair.py", "simulate.py", "sizes.py")        # of the engine, beside all of the kernel
Asked = dict[str, Any]


def code_digest(package: Path = PACKAGE) -> str:
    """SHA-256 over the code that a count depends on beside the Program: two versions of it must not be added up."""
    digest = hashlib.sha256()
    for file in [*sorted((package / "kernel").glob("*.py")), *(package / "engine" / name for name in CODE)]:
        digest.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


class Unfinished:
    """A working folder, held by this process until it is closed. ``asked``: what was asked, as it was given to ``begin``."""

    def __init__(self, folder: Path, asked: Asked, held: int | None) -> None:
        self.folder, self.asked, self._held = folder, asked, held

    def __enter__(self) -> "Unfinished":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let others work there."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def checkpoint(self, replicate: int) -> Path:
        """The file of a replicate's checkpoint; they count from 1."""
        return self.folder / f"replicate-{replicate}.checkpoint"

    def read(self, replicate: int, origin: Mapping[str, Any], kind: type[Any]) -> tuple[Counted, str]:
        """What is finished of a replicate, and a sentence on damage that was found and got round, or ''.

        Raises OST6002 when the checkpoint is of something else than ``origin``, OST6003 when neither it nor the one before it is whole.
        """
        file = self.checkpoint(replicate)
        said, found = "", _read(file, kind)
        if not isinstance(found, tuple):
            earlier = _read(beside(file, BEFORE), kind)
            if found is None and earlier is None:
                return Counted(), ""
            if not isinstance(earlier, tuple):
                _lost(file, found, earlier)
            if found is not None:
                said = f"{file.name} is damaged ({found}); going on from the one before it."
            os.replace(beside(file, BEFORE), file)      # it must not be overwritten by a damaged one
            found = earlier
        of, counted = found
        _demand_same(self.folder, of, origin)
        return counted, said

    def remove(self) -> None:
        """Take the folder away, and let go of it: its run is finished, or nothing of it was."""
        with suppress(OSError):
            (self.folder / ASKED).unlink(missing_ok=True)       # first: without it the rest is of no run
        shutil.rmtree(self.folder, ignore_errors=True)
        self.close()


def begin(folder: Path, asked: Asked) -> Unfinished:
    """A new working folder. Raises OST6004 while another process works there, OST6005 when it cannot be written, OST6002 when it
    holds another run that is not finished."""
    remedy = "free some space, or name another folder with --out"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Unfinished(folder, asked, _lock(folder))
    except OSError as error:
        fail("OST6005", f"{_name(folder)}: {error.strerror or error}", remedy=remedy)
    try:
        if (folder / ASKED).exists():
            fail("OST6002", f"{_name(folder)} holds another run that is not finished", remedy="go on with it, or remove the folder")
        for left in folder.glob("replicate-*.checkpoint*"):
            left.unlink()
        put(folder / ASKED, [_sealed({"format": FORMAT, **asked})])
    except OSError as error:
        work.remove()
        fail("OST6005", f"{_name(folder)}: {error.strerror or error}", remedy=remedy)
    except OstrakonError:
        work.close()
        raise
    return work


def reopen(folder: Path, version: str) -> Unfinished:
    """The working folder of a run that was stopped. Raises OST6002 when this version or this code cannot go on with it, OST6003 when
    what was asked cannot be read, OST6004 while another process works there."""
    if not (folder / ASKED).is_file():
        fail("OST6002", f"there is no {ASKED} in {_name(folder)}", remedy="name the folder that the run was given with --out")
    try:
        held = _lock(folder)
    except OSError as error:
        fail("OST6005", f"{_name(folder)}: {error.strerror or error}", remedy="see to it that the folder can be written")
    work = Unfinished(folder, {}, held)
    try:
        work.asked = _asked(folder)
        _demand_same(folder, work.asked, {"version": version, "code": code_digest()})
    except OstrakonError:
        work.close()
        raise
    return work


def demand_nobody(folder: Path) -> None:
    """Raise OST6004 while another process works there."""
    with suppress(OSError):
        Unfinished(folder, {}, _lock(folder)).close()


def _name(folder: Path) -> str:
    return str(folder)[:200]


def _sealed(asked: Asked) -> bytes:
    """As JSON, with a checksum over the rest of it."""
    return json.dumps({**asked, "checksum": _checksum(asked)}, ensure_ascii=False, indent=1).encode(errors="surrogatepass") + b"\n"


def _checksum(asked: Asked) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _asked(folder: Path) -> Asked:
    remedy = "its checkpoints alone do not say what they are of: remove the folder and run again"
    try:
        raw = (folder / ASKED).read_bytes()
    except OSError as error:
        fail("OST6005", f"{_name(folder / ASKED)}: {error.strerror or error}")
    try:
        found = json.loads(raw.decode(errors="surrogatepass"))
        seal = found.pop("checksum")
    except (ValueError, AttributeError, KeyError, TypeError):
        fail("OST6003", f"{_name(folder / ASKED)} cannot be read", remedy=remedy)
    if seal != _checksum(found):
        fail("OST6003", f"{_name(folder / ASKED)} does not fit its checksum", remedy=remedy)
    if found["format"] != FORMAT:
        fail("OST6002", f"{_name(folder)} has the format '{found['format']}'", allowed=FORMAT, remedy="use the ostrakon that wrote it")
    return {key: value for key, value in found.items() if key != "format"}


def _read(file: Path, kind: type[Any]) -> tuple[dict[str, Any], Counted] | Damaged | None:
    """What a file holds; None when there is none."""
    try:
        return decoded(file.read_bytes(), kind)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Damaged(error.strerror or str(error))
    except Damaged as error:
        return error


def _lost(file: Path, now: object, earlier: object) -> NoReturn:
    why = "; ".join(f"{name}: {'missing' if found is None else found}"
                    for name, found in ((file.name, now), (beside(file, BEFORE).name, earlier)))
    fail("OST6003", f"{_name(file.parent)}: {why}",
         remedy=f"remove {file.name} and {beside(file, BEFORE).name} to live again what they held (the same counts come out), then resume")


def demand_program(folder: Path, was: str, now: str) -> None:
    """Raise OST6002 unless the Program filled now is the one that was being lived."""
    _demand_same(folder, {"program": was}, {"program": now})


def _demand_same(folder: Path, was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raise OST6002 at the first thing that differs: counts of two kinds are never added up."""
    for key, value in now.items():
        if was.get(key) != value:
            remedies = {"version": f"go on with ostrakon {was.get(key)}, or begin again",
                        "program": "go on where it was begun (another NumPy or another machine may fill other tables, and response laws "
                                   "given in Python are in no file), or begin again"}
            fail("OST6002", f"{_name(folder)}: it was begun with {WORDS[key]} {_short(was.get(key))}, and this is {_short(value)}",
                 remedy=remedies.get(key, "go on with the code that began it, or begin again"))


def _short(value: object) -> str:
    return str(value)[:16]


def _lock(folder: Path) -> int | None:
    """Hold the folder until the file returned is closed or the process ends. None where a file system has no locks.

    Raises OST6004 when another process holds it.
    """
    if fcntl is None:
        return None
    held = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        os.close(held)
        _busy(folder)
    except OSError:
        os.close(held)
        return None
    with suppress(OSError):
        if os.path.samestat(os.stat(folder / LOCK), os.fstat(held)):
            return held
    # Its holder took the folder away between the two calls: the run there has just ended.
    os.close(held)
    _busy(folder)


def _busy(folder: Path) -> NoReturn:
    fail("OST6004", f"it holds {_name(folder)}", remedy="wait for it, or stop it with Ctrl-C and then resume")
