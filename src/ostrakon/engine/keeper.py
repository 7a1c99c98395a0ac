"""When checkpoints are written while a run lives: every few seconds, and never for more than a small share of its time.

Here live the pace, and what has changed since the last one. Never here: the form of a checkpoint, or what is lived.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from time import thread_time
from typing import Any

from ostrakon.engine.checkpoint import Blob, Counted, Key, encoded, packed, put
from ostrakon.engine.unfinished import Unfinished
from ostrakon.kernel.tallies import Tallies

EVERY = 5.0         # seconds between checkpoints, at least
SHARE = 0.008       # of the time of a run that may go into them; what is asked is under 1 percent
FIRST = 0.0004      # seconds to pack a group, until one was timed: 0.25 to 0.35 ms were measured (benchmarks/NOTES.md)
AGAIN = 30.0        # seconds until a disk that refused is tried again
MOST_WAITING = 1 << 26          # bytes of tallies of replicates that have ended and are not on the disk


@dataclass
class _Part:
    """One replicate: its file, what it is of, its counts. blobs: the groups that are packed as they are now."""

    file: Path
    origin: dict[str, Any]
    counted: Counted
    blobs: dict[Key, Blob] = field(default_factory=dict)
    changed: bool = False

    def unpacked(self) -> int:
        """How many groups are to be packed before it can be written."""
        return len(self.counted.groups) - len(self.blobs)

    def bytes(self) -> int:
        """What its tallies take in memory."""
        return sum(array.nbytes for group in self.counted.groups.values() for array in group)


class Keeper:
    """Keeps the replicates of a run in its working folder. say(sentence) tells of damage and of a disk that refuses.

    origin: what they are of, but the seed. Counts are packed in the thread that calls, which is always the same; a thread of its own
    writes them, so that nothing waits for the disk.
    """

    def __init__(self, work: Unfinished, origin: Mapping[str, Any], say: Callable[[str], None], *, every: float = EVERY,
                 clock: Callable[[], float] = time.perf_counter, kind: type[Any] = Tallies) -> None:
        self._work, self._origin, self._say, self._every, self._clock, self._kind = work, dict(origin), say, every, clock, kind
        self._parts: list[_Part] = []
        self._last, self._group, self._fixed = clock(), FIRST, 0.0
        self._writer = ThreadPoolExecutor(1)
        self._under_way: Future[float] | None = None
        self._refused = False
        self._told = 0
        self.whole = 0              # replicates that were found finished
        self.earlier = 0.0          # seconds that what was found took
        self.written = 0            # times that something was written
        self.cost = 0.0             # seconds that this took, without waiting for the disk

    def start(self, replicate: int, seed: int) -> Counted:
        """What is finished of a replicate, to be gone on with; those started before have ended. Raises OST6002 and OST6003."""
        self.wait()
        self._parts = [part for part in self._parts if part.changed]
        if self._refused or sum(part.bytes() for part in self._parts) > MOST_WAITING:
            self.flush()
            self._parts.clear()     # of what the disk refused too: memory must not grow with the number of replicates
        origin = {**self._origin, "seed": seed}
        counted, said = self._work.read(replicate, origin, self._kind)
        if said:
            self._say(said)
        self._tell(counted.people)
        self.earlier += counted.seconds
        self._parts.append(_Part(self._work.checkpoint(replicate), origin, counted))
        return counted

    def after(self, key: Key) -> None:
        """A community was added to this group of the replicate that was started last; begins a checkpoint when it is time."""
        part = self._parts[-1]
        part.blobs.pop(key, None)
        part.changed = True
        if self._under_way is not None and self._under_way.done():
            self.wait()
        if self._under_way is None and self._due():
            self._begin()

    def wait(self) -> bool:
        """Until the checkpoint under way is on the disk. False when the disk refuses: what is there stays as it was, and that is said."""
        if self._under_way is None:
            return not self._refused
        under_way, self._under_way = self._under_way, None
        try:
            spent = under_way.result()
        except OSError as error:
            if not self._refused:
                self._say(f"No checkpoint could be written ({error.strerror or error}). The one before it stays; the run goes on "
                          "and tries again.")
            self._refused, self._last = True, self._clock()
            return False
        if self._refused:
            self._say("Checkpoints can be written again.")
        self._refused = False
        self._fixed += spent
        self.written, self.cost = self.written + 1, self.cost + spent
        return True

    def flush(self) -> bool:
        """Write whatever is not on the disk yet, and wait until it is there. False when the disk refuses."""
        self.wait()
        if any(part.changed for part in self._parts):
            self._begin()
        return self.wait()

    @property
    def kept(self) -> bool:
        """Whether anything is on the disk to go on from."""
        return any(self._work.folder.glob("replicate-*.checkpoint*"))

    def _tell(self, people: int) -> None:
        """Say once what was lived before: whole replicates when the first that is not whole begins."""
        total = self._origin["people"]
        if people == total:
            self.whole += 1
            return
        parts = [f"{self.whole:,} replicate{'s' * (self.whole != 1)}"] * (self.whole > self._told)
        parts += [f"{people:,} of {total:,} people ({people / total:.0%})"] * bool(people)
        self._told = self.whole
        if parts:
            self._say(f"Lived before: {' and '.join(parts)}.")

    def _due(self) -> bool:
        passed = self._clock() - self._last
        if self._refused:
            return passed >= AGAIN
        return passed >= self._every and passed >= (self._fixed + sum(part.unpacked() for part in self._parts) * self._group) / SHARE

    def _begin(self) -> None:
        """Pack what has changed, and let it be written."""
        began, n = self._clock(), sum(part.unpacked() for part in self._parts)
        changed = [part for part in self._parts if part.changed]
        for part in changed:
            part.blobs |= {key: packed(counts) for key, counts in part.counted.groups.items() if key not in part.blobs}
        packing = self._clock() - began
        files = [(part.file, encoded(part.origin, part.counted, part.blobs)) for part in changed]
        for part in changed:
            part.changed = False            # here, since more may change it while it is written
        self._under_way = self._writer.submit(_write, changed, files)
        self._last = self._clock()
        self._group, self._fixed = packing / n if n else self._group, self._last - began - packing
        self.cost += self._last - began


def _write(parts: Sequence[_Part], files: Sequence[tuple[Path, list[bytes]]]) -> float:
    """Write a file for each part, in a thread that does nothing else; the seconds of a processor that this took.

    A part that did not come onto the disk is marked as changed again.
    """
    began, left = thread_time(), list(parts)
    try:
        for file, text in files:
            put(file, text)
            left.pop(0)
    finally:
        for part in left:
            part.changed = True
    return thread_time() - began
