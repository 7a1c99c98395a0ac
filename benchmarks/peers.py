"""The small regime of verification/peers in ten programs, timed in turns: prints a table, writes benchmarks/PEERS.md.

    make bench-peers                                   what the frameworks need, in .venv-peers, and then this
    python benchmarks/peers.py --only numpy ostrakon   some of them, to the screen alone

Each run is a process of its own: a small run first, outside the clock, then the timed one. Three rounds of all programs, one after the
other; medians. Here are measurements only; whether the programs agree is the matter of verification/peers.py. Ten minutes on two cores.
"""

import argparse
import ast
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERIFICATION = HERE.parent / "verification"
FILES, PAGE = VERIFICATION / "peers", HERE / "PEERS.md"
sys.path.insert(0, str(VERIFICATION))

DAYS, ROUNDS, THREADS = 100, 3, 2
SMALL, SMALL_DAYS = 70_000, 7       # for the answers of one and two threads: two chunks of tuned NumPy, nine communities of ostrakon
OURS, TUNED, SPARSE = "ostrakon", "numpy_tuned", "numpy_sparse"
NUMPY = ("numpy", TUNED, SPARSE)
ALONE = ("mesa", "agentpy", "starsim", "vivarium")      # in one thread whatever they are told, and slow
PEOPLE = {OURS: 1_000_000, "numpy": 200_000, TUNED: 1_000_000, SPARSE: 1_000_000, "laser": 200_000, "mesa_frames": 200_000,
          "starsim": 100_000, "vivarium": 50_000, "mesa": 20_000, "agentpy": 20_000}
HEAD = ("program", "version", "people", "million person-days a second", "core ns per person-day", "bytes per person", "lines",
        "same answer on one thread and two", "slowest over fastest")


@dataclass(frozen=True)
class Timed:
    """Medians of one program over the rounds."""

    name: str
    title: str
    version: str
    people: int
    speed: float        # person-days a second of wall time, on THREADS threads
    core: float         # ns of a core per person-day
    memory: float       # peak bytes over those of a small run, per person
    lines: int
    same: bool
    spread: float


def timed(name: str, people: int, days: int, threads: int) -> dict[str, Any]:
    """In this process: seconds, core seconds, peak bytes over those before, digest."""
    import importlib

    sys.path.insert(0, str(FILES))
    peer, digest = importlib.import_module(f"peer_{name}"), importlib.import_module("minimal").digest
    peer.simulate(2000, 5, 1, threads)
    before = memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")       # forgets the peak so far
    began, spent = time.perf_counter(), time.process_time()
    answer = peer.simulate(people, days, 2, threads)
    seconds, core = time.perf_counter() - began, time.process_time() - spent
    return {"seconds": seconds, "core": core, "bytes": memory("VmHWM") - before, "digest": digest(answer)}


def memory(what: str) -> int:
    """Bytes of this process, from the kernel's account."""
    return 1024 * int(Path("/proc/self/status").read_text().split(what + ":")[1].split()[0])


def apart(python: str, name: str, people: int, days: int, threads: int) -> dict[str, Any]:
    """The same in a process of its own, told of its threads before anything is imported."""
    told = os.environ | {word: str(threads) for word in ("POLARS_MAX_THREADS", "NUMBA_NUM_THREADS", "OMP_NUM_THREADS")}
    command = [python, __file__, "--one", name, str(people), str(days), str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=told)
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def code_lines(text: str, only: str | None = None) -> int:
    """Lines of Python that are neither blank nor comment nor docstring; of one function with ``only``."""
    tree, lines = ast.parse(text), text.splitlines()
    wanted, dropped = set(range(1, len(lines) + 1)), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == only:
            wanted = set(range(node.lineno, (node.end_lineno or 0) + 1))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            dropped |= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return sum(1 for n in wanted - dropped if lines[n - 1].strip() and not lines[n - 1].strip().startswith("#"))


def lines_of(name: str) -> int:
    """Lines that say the regime in this program; the numbers of ``minimal.py`` are in none but ostrakon's, whose YAML has its own."""
    count = code_lines((FILES / f"peer_{name}.py").read_text())
    if name == SPARSE:
        count += code_lines((FILES / f"peer_{TUNED}.py").read_text(), "friends")
    if name == OURS:
        text = "".join((FILES / f"ostrakon_{part}.yaml").read_text() for part in ("society", "regime"))
        count += sum(1 for line in text.splitlines() if line.strip() and not line.strip().startswith("#"))
    return count


def version(python: str, package: str | None, name: str) -> str:
    """Of its package; NumPy's for those that need NumPy alone."""
    asked = package or (name if name == OURS else "numpy")
    code = f"import importlib.metadata as m; print(m.version({asked!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def measured(names: Sequence[str]) -> list[Timed]:
    """All rounds of these programs, in turns."""
    import peers

    chosen = [peer for peer in peers.ALL if peer.name in names and peers.installed(peer) is not None]
    for name in sorted(set(names) - {peer.name for peer in chosen}):
        print(f"{name}: left out, its package is not installed in .venv-peers", file=sys.stderr)
    runs: dict[str, list[dict[str, Any]]] = {peer.name: [] for peer in chosen}
    for n in range(ROUNDS):
        for peer in chosen:
            runs[peer.name].append(apart(peer.python, peer.name, PEOPLE[peer.name], DAYS, THREADS))
            print(f"round {n + 1}: {peer.name} {runs[peer.name][-1]['seconds']:.1f} s", file=sys.stderr, flush=True)
    out = []
    for peer in chosen:
        lived = PEOPLE[peer.name] * DAYS
        seconds = [run["seconds"] for run in runs[peer.name]]
        middle = {key: statistics.median(run[key] for run in runs[peer.name]) for key in ("seconds", "core", "bytes")}
        one, two = (apart(peer.python, peer.name, 5000 if peer.name in ALONE else SMALL, SMALL_DAYS, t)["digest"] for t in (1, 2))
        out.append(Timed(peer.name, peer.title, version(peer.python, peer.package, peer.name), PEOPLE[peer.name],
                         lived / middle["seconds"], middle["core"] / lived * 1e9, middle["bytes"] / PEOPLE[peer.name],
                         lines_of(peer.name), one == two, max(seconds) / min(seconds)))
    return sorted(out, key=lambda t: t.core)


def table(found: Sequence[Timed]) -> list[str]:
    """A Markdown table, the least core time first."""
    rows = [(t.title, t.version, f"{t.people:,}", f"{t.speed / 1e6:.3g}", f"{t.core:,.3g}" if t.core < 1000 else f"{t.core:,.0f}",
             f"{max(0, t.memory):,.0f}", str(t.lines), "yes" if t.same else "**no**", f"{t.spread:.2f}") for t in found]
    return ["| " + " | ".join(row) + " |" for row in (HEAD, ("---",) * len(HEAD), *rows)]


def goals(found: Sequence[Timed]) -> list[str]:
    """What was asked of ostrakon beside these programs, and what came out, by wall time and by core time."""
    by = {t.name: t for t in found}
    frameworks = [t for t in found if t.name not in (OURS, *NUMPY)]
    asked = [(by[name], times) for name, times in ((TUNED, 8), (SPARSE, 8)) if name in by]
    asked += [(max(frameworks, key=lambda t: t.speed), 20)] if frameworks else []
    lines = ["| asked | by wall time | by core time | |", "| --- | --- | --- | --- |"]
    for other, times in asked:
        wall, core = by[OURS].speed / other.speed, other.core / by[OURS].core
        verdict = "met" if min(wall, core) >= times else "**not met**"
        lines.append(f"| at least {times} times {other.title} | {wall:.2g} times | {core:.2g} times | {verdict} |")
    return lines


def machine() -> str:
    """Where it was measured."""
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "")
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return f"{os.cpu_count()} cores of {cpu or platform.machine()}, Python {platform.python_version()}, load at the end {load}"


def page(found: Sequence[Timed]) -> str:
    """PEERS.md."""
    told = (HERE / "peers-page.md").read_text(encoding="utf-8").format(
        days=DAYS, rounds=ROUNDS, threads=THREADS, day=f"{datetime.date.today():%-d %B %Y}", machine=machine(),
        table="\n".join(table(found)), goals="\n".join(goals(found)))
    return told


def main() -> None:
    """Everything, or what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(PEOPLE), help="these programs, to the screen alone")
    parser.add_argument("--one", nargs=4, metavar=("NAME", "PEOPLE", "DAYS", "THREADS"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        name, *numbers = asked.one
        print("\n" + json.dumps(timed(name, *map(int, numbers))))
        return
    found = measured(asked.only or list(PEOPLE))
    print("\n".join(table(found)))
    if asked.only is None:
        PAGE.write_text(page(found), encoding="utf-8")
        print("\n".join(goals(found)))


if __name__ == "__main__":
    main()
