"""The journal of a plan: points.jsonl, to which each finished point is added as a line, so that nothing finished is lost.

Here live the file and its way back after a killed process. Never here: what a point is. The first line says what was asked and
of what; a last line that was cut short is dropped and its point lived again.
"""

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from ostrakon.errors import fail

try:
    import fcntl
except ImportError:  # a system without such locks: two processes are not kept apart
    fcntl = None  # type: ignore[assignment]

NAME = "points.jsonl"
Record = dict[str, Any]


class Journal:
    """A journal open for more; only one process may have it open. ``done``: the records that were there."""

    def __init__(self, file: BinaryIO, done: list[Record]) -> None:
        self._file, self.done = file, done

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def keep(self, record: Record) -> None:
        """Add a record; it is on the disk when this returns. Raises OST8001 when the disk refuses."""
        try:
            self._file.write(_line(record))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            fail("OST8001", f"{self._file.name}: {error.strerror}", remedy="free some space, then go on with --resume")


    def whole(self) -> int:
        """How many records are in the file, whole: a stop can come while one is being added."""
        with open(self._file.name, "rb") as file:
            return sum(_record(line) is not None for line in file) - 1


def _line(record: Record) -> bytes:
    return json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def begin(folder: Path, head: Record) -> Journal:
    """A new journal in a folder that is made, or empty. Raises OST8001 when it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / NAME).open("xb")
    except OSError as error:
        fail("OST8001", f"--out {str(folder)[:200]}: {error.strerror}", remedy="name a folder in a place of your own")
    _lock(file, folder)
    journal = Journal(file, [])
    journal.keep(head)
    return journal


def read_head(folder: Path) -> Record:
    """What was asked, from the first line. Raises OST8001 where no journal is."""
    try:
        with (folder / NAME).open("rb") as file:
            head = _record(file.readline())
    except (OSError, ValueError) as error:
        fail("OST8001", f"--resume {str(folder)[:200]}: {getattr(error, 'strerror', None) or error}",
             allowed=f"the folder of an earlier run, with {NAME}")
    if head is None or "asked" not in head:
        fail("OST8001", f"--resume {str(folder)[:200]}: {NAME} does not say what was asked", remedy="begin again with another --out")
    return head


def resume(folder: Path, head: Record) -> Journal:
    """The journal, its whole records read and anything after them cut off. Raises OST8001 when it is of something else.

    head: what the journal would begin with now; it must be what it began with.
    """
    was = read_head(folder)
    if changed := sorted(key for key in {*was, *head} if was.get(key) != head.get(key)):
        fail("OST8001", f"--resume {str(folder)[:200]}: changed since: {', '.join(changed)}",
             remedy="its points would be of two kinds: begin again with another --out")
    try:
        file = (folder / NAME).open("r+b")
    except OSError as error:
        fail("OST8001", f"--resume {str(folder)[:200]}: {error.strerror}")
    _lock(file, folder)
    end = len(file.readline())
    done: list[Record] = []
    for line in file:
        record = _record(line)
        if record is None or record.get("point") != len(done):
            break
        done.append(record)
        end += len(line)
    file.truncate(end)
    file.seek(end)
    return Journal(file, done)


def _record(line: bytes) -> Record | None:
    """The record of a whole line; None of one that was cut short."""
    if not line.endswith(b"\n"):
        return None
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _lock(file: BinaryIO, folder: Path) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        fail("OST8001", f"{str(folder)[:200]}: another process is at work there", remedy="wait for it, or name another folder")
