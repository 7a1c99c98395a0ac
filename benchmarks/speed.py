"""How fast, how much memory, how soon: prints a table. Here are measurements only, and no claim about them (NOTES.md).

    python benchmarks/speed.py                     speed by society size, start, peak memory at a million people
    python benchmarks/speed.py --memory 100000000  only the peak memory, at that many people

Person-days include burn-in. Speeds are medians of three runs on a compiled kernel, in one process; start and memory are
taken in processes of their own, the start from `ostrakon run article-2018` at a million people and a year, on a terminal.
"""

import argparse
import os
import pty
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

REGIME, DAYS, REPEATS, THREADS = "article-2018", 365, 3, 2
SIZES = (10_000, 100_000, 1_000_000)


def measure(people: int, days: int) -> dict[str, float]:
    """One size: medians over REPEATS, on a program made beforehand."""
    from ostrakon.engine.scenario import Scenario, compile_scenario
    from ostrakon.engine.simulate import simulate
    from ostrakon.kernel import tallies as T

    scenario = Scenario(REGIME, people=people, days=days)
    program = compile_scenario(scenario)
    wall, cpu = [], []
    for seed in range(1, REPEATS + 1):
        began, spent = time.perf_counter(), time.process_time()
        result = simulate(scenario, seed=seed, workers=THREADS, program=program)
        wall.append(time.perf_counter() - began)
        cpu.append(time.process_time() - spent)
    lived = people * (days + program.burn_in)
    flow = result.total.flow.sum(axis=(0, 1)) / (people * days)          # burn-in is lived but not tallied
    candidates = float(flow[T.CANDIDATES])
    records = float(flow[[T.RECORD_RIGHT, T.RECORD_WRONG, T.RECORD_FALSE]].sum())
    core = statistics.median(cpu) / lived * 1e9
    return {"speed": lived / statistics.median(wall), "core": core, "per_candidate": core / candidates, "candidates": candidates,
            "acts": float(flow[T.WENT]), "records": records, "spread": max(wall) / min(wall)}


def warm() -> None:
    """Compile, or load what is compiled, outside the clock."""
    from ostrakon.engine.scenario import Scenario
    from ostrakon.engine.simulate import simulate

    simulate(Scenario(REGIME, people=2000, days=40), workers=THREADS)


def table(sizes: tuple[int, ...], days: int) -> None:
    """Speed by society size."""
    print(f"{REGIME}, {days} days and burn-in, {THREADS} threads, median of {REPEATS}; spread is slowest over fastest")
    print(f"{'people':>12} {'person-days/s':>14} {'core ns/p-day':>14} {'core ns/cand.':>14} {'cand./p-day':>12} {'acts/p-day':>11} "
          f"{'records/p-day':>14} {'spread':>7}")
    for people in sizes:
        m = measure(people, days)
        print(f"{people:>12,} {m['speed']:>14,.0f} {m['core']:>14.1f} {m['per_candidate']:>14.1f} {m['candidates']:>12.4f} "
              f"{m['acts']:>11.4f} {m['records']:>14.5f} {m['spread']:>7.2f}", flush=True)


BAR, LIVED = re.compile(rb"\d %"), re.compile(rb"[1-9]\d* %")


def start() -> tuple[float, float]:
    """Seconds from the command to its progress line, and to the first people in it; compiled code and tables on disk. Medians."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ostrakon", "run", REGIME, "--workers", str(THREADS), "--out"]
        times = [appearance([*command, f"{folder}/{i}"], (BAR, LIVED)) for i in range(REPEATS)]     # a run that was ended is kept
    return statistics.median(bar for bar, _ in times), statistics.median(lived for _, lived in times)


def appearance(command: list[str], wanted: Sequence[re.Pattern[bytes]]) -> list[float]:
    """Seconds until a command has shown each of these on a terminal of its own; then it is ended. Raises RuntimeError if it never does."""
    ours, its = pty.openpty()
    began, shown, found = time.perf_counter(), b"", []
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=its, stderr=its)
    os.close(its)
    try:
        while len(found) < len(wanted):
            try:
                more = os.read(ours, 1 << 16)
            except OSError:             # the other end is closed
                more = b""
            if not more:
                raise RuntimeError(f"{' '.join(command)} ended early: {shown.decode(errors='replace')}")
            shown += more
            while len(found) < len(wanted) and wanted[len(found)].search(shown):
                found.append(time.perf_counter() - began)
    finally:
        child.kill()
        child.wait()
        os.close(ours)
    return found


def peak(people: int, days: int) -> float:
    """Peak resident memory of this process in MiB after one run."""
    from ostrakon.engine.scenario import Scenario
    from ostrakon.engine.simulate import simulate

    simulate(Scenario(REGIME, people=people, days=days), workers=THREADS)
    own = Path("/proc/self/status")             # ru_maxrss of a child starts at its parent's size, VmHWM at nothing
    if own.exists():
        return int(own.read_text().split("VmHWM:")[1].split()[0]) / 2**10
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Everything, or what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--memory", type=int, metavar="PEOPLE", help="measure only the peak memory, at this many people")
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked = parser.parse_args()
    if asked.memory:
        print(f"peak memory at {asked.memory:,} people, {asked.days} days: {peak(asked.memory, asked.days):,.0f} MiB")
        return
    warm()
    table(tuple(asked.sizes), asked.days)
    print("second start of the command to its progress line: {:.2f} s, to the first people in it: {:.2f} s".format(*start()))
    code = [sys.executable, __file__, "--memory", "1000000", "--days", "28"]
    print(subprocess.run(code, capture_output=True, text=True, check=True).stdout.strip())


if __name__ == "__main__":
    main()
