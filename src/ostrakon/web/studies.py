"""Worlds saved as a study's folder: made by ``ostrakon study`` in a process of its own, one at a time, and handed over as a zip file.

Here live the jobs: begun, told of, stopped, forgotten. Never here: what is in the folder (``report``). A process of its own, since a
study works in its folder as if it were alone, and since what is stopped then is stopped at once. Everything lies in one folder for
temporary things, which goes when the server does.
"""

import importlib.util
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ostrakon.engine.bounds import switches
from ostrakon.errors import Problem, fail
from ostrakon.report.plan import load_plan
from ostrakon.report.study import PLAN, read_study
from ostrakon.web.problems import told
from ostrakon.web.script import plan
from ostrakon.web.worlds import Ready

MOST_WAITING = 4            # studies begun and not finished, of all pages together
MOST_KEPT = 8               # finished ones whose zip file is kept
LONGEST = 1_800             # seconds of one study
NICE = 10                   # how much a study stands back behind those who wait for curves
PART = re.compile(r"== (\d+) of (\d+): ")
NEEDED = ("polars", "altair", "fluent", "babel")


@dataclass
class Job:
    """One study: what is done of it, and what it came to."""

    name: str
    folder: Path
    steps: int
    done: int = 0
    began: float | None = None
    bytes: int | None = None
    problem: Problem | None = None
    process: Any = None
    stopped: bool = False
    said: list[str] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether nothing more happens."""
        return self.bytes is not None or self.problem is not None

    @property
    def zip(self) -> Path:
        """What is handed over."""
        return self.folder.with_suffix(".zip")

    def told(self) -> dict[str, Any]:
        """As the page is told; ``left`` is not guessed before a part is done."""
        left = None
        if self.began is not None and self.done and not self.ended:
            left = (time.monotonic() - self.began) / self.done * (self.steps - self.done)
        return {"job": self.name, "done": self.done, "of": self.steps, "left": left, "ready": self.bytes is not None, "bytes": self.bytes,
                "problem": told(self.problem) if self.problem is not None else None}


class Studies:
    """All jobs of a server."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()
        self._root: Path | None = None

    def begin(self, title: str, ready: Sequence[Ready]) -> dict[str, Any]:
        """Check all of it and begin. Raises OstrakonError: what ``read_study`` finds, OST9001 when too many wait, OST7401."""
        if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
            fail("OST7401", f"a study needs {', '.join(lacking)}", remedy="pip install 'ostrakon[analysis]'")
        files = plan(title, ready)
        with self._lock:
            waiting = sum(not job.ended for job in self._jobs.values())
            if waiting >= MOST_WAITING:
                fail("OST9001", f"{waiting} studies are being made", allowed=f"{MOST_WAITING} at once", remedy="wait for one, or stop it")
            name = secrets.token_urlsafe(12)
            folder = self._place() / name / "study"
            job = self._jobs[name] = Job(name, folder, 0)
        try:
            for file, text in files.items():
                path = folder.parent / "plan" / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            job.steps = len(read_study(load_plan(folder.parent / "plan" / PLAN), folder, switches).steps)
        except BaseException:
            with self._lock:
                self._jobs.pop(name, None)
            shutil.rmtree(folder.parent, ignore_errors=True)
            raise
        threading.Thread(target=self._make, args=(job,), name="study", daemon=True).start()
        self._forget()
        return job.told()

    def told(self, name: str) -> dict[str, Any]:
        """How far it is. Raises OST9005."""
        return self._job(name).told()

    def file(self, name: str) -> Path:
        """The zip file. Raises OST9005 when there is none, or none yet."""
        job = self._job(name)
        if job.bytes is None:
            fail("OST9005", "the study is not finished", remedy="wait until it is")
        return job.zip

    def stop(self, name: str) -> dict[str, Any]:
        """End it; what was made of it is thrown away. Raises OST9005."""
        job = self._job(name)
        self._stop(job)
        return job.told()

    def close(self) -> None:
        """End all of them, and leave nothing behind."""
        for job in list(self._jobs.values()):
            self._stop(job)
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    def _job(self, name: str) -> Job:
        with self._lock:
            job = self._jobs.get(name)
        if job is None:
            fail("OST9005", "there is no such study on this server, or not any more", remedy="save it again")
        return job

    def _place(self) -> Path:
        if self._root is None:
            self._root = Path(tempfile.mkdtemp(prefix="ostrakon-serve-"))
        return self._root

    @staticmethod
    def _stop(job: Job) -> None:
        if not job.ended:
            job.stopped = True
            job.problem = Problem("OST9006", "it was stopped", remedy="save it again")
        if job.process is not None and job.process.poll() is None:
            job.process.kill()

    def _make(self, job: Job) -> None:
        with self._turn:
            if job.ended:
                return
            job.began = time.monotonic()
            try:
                self._carry_out(job)
            except OSError as error:
                job.problem = job.problem or Problem("OST9006", error.strerror or "the disk", remedy="see whether the disk is full")
        if job.problem is not None:
            shutil.rmtree(job.folder.parent, ignore_errors=True)

    def _carry_out(self, job: Job) -> None:
        words = [sys.executable, "-m", "ostrakon", "study", str(job.folder.parent / "plan" / PLAN), "--out", str(job.folder), "--yes",
                 "--workers", str(self.workers)]
        with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                              encoding="utf-8", errors="replace", cwd=job.folder.parent) as process:
            job.process = process
            if job.stopped:
                process.kill()
            with suppress(AttributeError, OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
            watch = threading.Timer(LONGEST, self._too_long, (job,))
            watch.daemon = True
            watch.start()
            assert process.stderr is not None
            for line in process.stderr:
                if found := PART.match(line):
                    job.done = int(found[1]) - 1
                job.said = [*job.said, line][-40:]
        watch.cancel()
        if job.problem is None and process.returncode:
            sys.stderr.writelines(job.said)         # for whoever runs the server
            job.problem = Problem("OST9006", f"part {job.done + 1} of {job.steps} did not end well",
                                  remedy="what happened is said where the server was started")
        if job.problem is None:
            job.done = job.steps
            _zipped(job.folder, job.zip)
            shutil.rmtree(job.folder)
            job.bytes = job.zip.stat().st_size

    def _too_long(self, job: Job) -> None:
        if not job.ended:
            job.problem = Problem("OST9006", f"it took more than {LONGEST // 60} minutes",
                                  remedy="ask for fewer people; ostrakon study has no such limit")
            job.process.kill()

    def _forget(self) -> None:
        """The oldest that have ended are forgotten, and their files go."""
        with self._lock:
            ended = [job for job in self._jobs.values() if job.ended]
            gone = ended[:max(0, len(ended) - MOST_KEPT)]
            for job in gone:
                del self._jobs[job.name]
        for job in gone:
            shutil.rmtree(job.folder.parent, ignore_errors=True)


def _zipped(folder: Path, file: Path) -> None:
    """The folder as a zip file that has it as its one folder."""
    part = file.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                packed.write(path, Path("ostrakon-study") / path.relative_to(folder))
    part.replace(file)

