"""A checkpoint: one file with the counts of the communities that are finished, or no checkpoint at all.

Here live its form, its checksums, and its way onto the disk and back. Never here: when one is written, what its counts mean,
or which of them there are: any NamedTuple of int64 arrays is kept by its own names and shapes. Why: docs/decisions/0006-checkpoints.md.

The file: a first line, the SHA-256 of the header, its length in 8 bytes, the header as JSON, and for each (region, group of
communities) its packed counts, whose SHA-256 the header has. So a file that was cut, altered or added to is never read as truth.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from ostrakon.kernel.tallies import Tallies

FIRST_LINE = b"ostrakon checkpoint/1\n"
BEFORE, PART = ".before", ".part"
Key = tuple[int, int]
Blob = tuple[bytes, str]        # packed counts and their SHA-256
Origin = Mapping[str, Any]      # what a checkpoint is of, as plain JSON values


class Damaged(Exception):
    """A file is not as it was written; says how that shows."""


class Finished:
    """Numbers of the communities that are finished. They finish nearly in order: all below one, and a few beyond it."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        self._below, self._beyond = 0, set[int]()
        for first, stop in ranges:
            for number in range(first, stop):
                self.add(number)

    def add(self, number: int) -> None:
        """One more is finished."""
        self._beyond.add(number)
        while self._below in self._beyond:
            self._beyond.remove(self._below)
            self._below += 1

    def __contains__(self, number: int) -> bool:
        return number < self._below or number in self._beyond

    def __len__(self) -> int:
        return self._below + len(self._beyond)

    def ranges(self) -> list[tuple[int, int]]:
        """The same as half-open ranges in order.

        >>> Finished([(0, 3), (4, 6)]).ranges()
        [(0, 3), (4, 6)]
        """
        found = [(0, self._below)] if self._below else []
        for number in sorted(self._beyond):
            if found and found[-1][1] == number:
                found[-1] = found[-1][0], number + 1
            else:
                found.append((number, number + 1))
        return found


@dataclass
class Counted:
    """What is finished of a run: sums of tallies by (region, group of communities), and the communities and people in them.

    seconds: what these took, by the clock.
    """

    groups: dict[Key, Any] = field(default_factory=dict)
    finished: Finished = field(default_factory=Finished)
    people: int = 0
    seconds: float = 0.0


def packed(counts: Any) -> Blob:
    """A NamedTuple of int64 arrays in few bytes: 20 to 42 kB instead of 600 (benchmarks/NOTES.md).

    Most counts are zero and most others small. So for all numbers a bit says which are not zero, and the lowest byte of those follows;
    then the same of what is left of these without that byte, until nothing is left. zlib would halve it for thrice the time.
    """
    if wrong := [name for name, array in counts._asdict().items() if array.dtype != np.int64]:
        raise TypeError(f"not int64: {', '.join(wrong)}")
    left = np.concatenate([array.ravel() for array in counts]).view(np.uint64)
    layers = []
    while left.size:
        some = left != 0
        left = left[some]
        layers += [np.packbits(some), left.astype(np.uint8)]
        left = left >> np.uint64(8)
    blob = b"".join(layer.tobytes() for layer in layers)
    return blob, hashlib.sha256(blob).hexdigest()


def unpacked(blob: bytes, kind: type[Any], shapes: list[tuple[int, ...]]) -> Any:
    """The NamedTuple of ``packed``."""
    raw, at = np.frombuffer(blob, np.uint8), 0
    size = sum(prod(shape) for shape in shapes)
    numbers, where = np.zeros(size, np.uint64), np.arange(size)
    for shift in range(0, 72, 8):
        bits = -(-len(where) // 8)
        where = where[np.unpackbits(raw[at:at + bits], count=len(where)).astype(np.bool_)]
        at += bits + len(where)
        numbers[where] |= raw[at - len(where):at].astype(np.uint64) << np.uint64(shift % 64)
    ends = np.cumsum([prod(shape) for shape in shapes])[:-1]
    return kind(*(part.reshape(shape).copy() for part, shape in zip(np.split(numbers.view(np.int64), ends), shapes, strict=True)))


def encoded(origin: Origin, counted: Counted, blobs: Mapping[Key, Blob]) -> list[bytes]:
    """The parts of the file, in order. blobs: ``packed`` of each group, so that one which has not changed is not packed again."""
    first = next(iter(counted.groups.values()), ())
    fields = [[name, array.dtype.str, list(array.shape)] for name, array in zip(getattr(first, "_fields", ()), first, strict=True)]
    keys = sorted(counted.groups)
    header = json.dumps({
        "of": dict(origin), "people": counted.people, "seconds": counted.seconds, "finished": counted.finished.ranges(), "fields": fields,
        "groups": [[*key, len(blobs[key][0]), blobs[key][1]] for key in keys]}).encode()
    return [FIRST_LINE, hashlib.sha256(header).digest(), len(header).to_bytes(8, "little"), header, *(blobs[key][0] for key in keys)]


def decoded(raw: bytes, kind: type[Any] = Tallies) -> tuple[dict[str, Any], Counted]:
    """(what it is of, what was counted) of the bytes of a file. Raises Damaged unless every byte is as it was written."""
    header, rest = _header(raw)
    names, shapes = [name for name, _, _ in header["fields"]], [tuple(shape) for _, _, shape in header["fields"]]
    if names and (names != list(kind._fields) or any(dtype != "<i8" for _, dtype, _ in header["fields"])):
        raise Damaged(f"its counters are {', '.join(names)[:200]}")
    groups: dict[Key, Any] = {}
    at = 0
    for region, group, length, digest in header["groups"]:
        blob = rest[at:at + length]
        at += length
        if len(blob) < length:
            raise Damaged("it was cut short")
        if hashlib.sha256(blob).hexdigest() != digest:
            raise Damaged(f"the counts of region {region}, group {group} do not fit their checksum")
        groups[region, group] = unpacked(blob, kind, shapes)
    if at < len(rest):
        raise Damaged("something was added to it")
    finished = Finished((first, stop) for first, stop in header["finished"])
    return header["of"], Counted(groups, finished, header["people"], header["seconds"])


def _header(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """(header, what follows it)."""
    start = len(FIRST_LINE) + 40
    if not FIRST_LINE.startswith(raw[:len(FIRST_LINE)]):
        raise Damaged(f"it does not begin with '{FIRST_LINE.decode().strip()}'")
    if len(raw) < start:
        raise Damaged("it was cut short")
    end = start + int.from_bytes(raw[start - 8:start], "little")
    if len(raw) < end:
        raise Damaged("it was cut short")
    if hashlib.sha256(raw[start:end]).digest() != raw[start - 40:start - 8]:
        raise Damaged("its header does not fit its checksum")
    found: dict[str, Any] = json.loads(raw[start:end])
    return found, raw[end:]


def put(file: Path, parts: Iterable[bytes]) -> None:
    """Write a file so that at every moment a whole one is on the disk: it, or the one before it, which keeps ``.before`` in its name.

    It is whole on the disk before it has its name. Raises OSError, with what was there before still there.
    """
    part = beside(file, PART)
    try:
        with part.open("wb") as stream:
            for one in parts:
                stream.write(one)
            stream.flush()
            os.fsync(stream.fileno())
        if file.exists():
            os.replace(file, beside(file, BEFORE))
        os.replace(part, file)
        sync(file.parent)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def beside(file: Path, ending: str) -> Path:
    """The file of the same name with an ending."""
    return file.with_name(file.name + ending)


def sync(folder: Path) -> None:
    """Put the names in a folder on the disk too; where a system cannot, it does so in its own time."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
