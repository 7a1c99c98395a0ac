"""What checkpoints cost: time beside the same run without them, and size, at a nation's size too. Measurements only (NOTES.md).

    python benchmarks/durability.py                  a run with and without, in turns; then one checkpoint of 1.4 billion people
    python benchmarks/durability.py --people 5000000 how many people the run has (2 million unless given)

The nation's checkpoint has the groups of all provinces, each filled with the sums that so many communities leave: the counts of one
community many times over and a little more, so that no number is rounder than a real one.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from ostrakon.engine import keeper, unfinished
from ostrakon.engine.checkpoint import Counted, Finished, decoded, encoded, packed, put
from ostrakon.engine.crew import GROUPS
from ostrakon.engine.keeper import Keeper
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places, simulate

REGIME, DAYS, THREADS, REPEATS, NATION = "article-2018", 365, 2, 3, 1_412_000_000


@contextmanager
def kept(people: int) -> Iterator[Keeper]:
    """A keeper with the pace of a real run, in a folder of its own in the place where it is called: the disk that a run would use."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, unfinished.begin(Path(folder) / "run.unfinished", {}) as work:
        yield Keeper(work, {"people": people}, print)


def run(people: int) -> None:
    """Runs with and without checkpoints, in turns."""
    scenario = Scenario(REGIME, people=people, days=DAYS)
    program = compile_scenario(scenario)
    simulate(Scenario(REGIME, people=20_000, days=40), workers=THREADS)         # compile, or load what is compiled
    plain, with_it, own, written = [], [], [], 0
    for seed in range(1, REPEATS + 1):
        plain.append(simulate(scenario, seed=seed, workers=THREADS, program=program).seconds)
        with kept(people) as one:
            with_it.append(simulate(scenario, seed=seed, workers=THREADS, program=program, keeper=one).seconds)
            own.append(one.cost / with_it[-1])
            written += one.written
    print(f"{people:,} people, {DAYS} days, {THREADS} threads, {REPEATS} pairs: {statistics.median(plain):.1f} s without, "
          f"{statistics.median(with_it):.1f} s with; {written / REPEATS:.1f} checkpoints a run, {statistics.median(own):.2%} of its time")


def nation() -> None:
    """The first and the next checkpoint at a nation's size."""
    scenario = Scenario(REGIME, people=NATION, days=DAYS)
    groups = filled(compile_scenario(scenario), scenario)
    counted = Counted(groups, Finished([(0, NATION // scenario.community_size)]), NATION, 1.0)
    raw = sum(array.nbytes for group in groups.values() for array in group)
    began = time.perf_counter()
    blobs = {key: packed(group) for key, group in groups.items()}
    packing = (time.perf_counter() - began) / len(groups)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        file = Path(folder) / "replicate-1.checkpoint"
        began = time.thread_time()
        writing = statistics.median(timed(lambda: put(file, encoded({}, counted, blobs))) for _ in range(5))
        core = (time.thread_time() - began) / 5
        size = file.stat().st_size
        reading = timed(lambda: decoded(file.read_bytes()))
    between = max(keeper.EVERY, (core + packing * GROUPS) / keeper.SHARE)
    print(f"{NATION:,} people: {len(groups)} groups, {raw / 1e6:.0f} MB of counts in a file of {size / 1e6:.1f} MB; packing "
          f"{packing * 1e3:.2f} ms a group, writing {writing:.2f} s ({core:.3f} of a core), reading {reading:.2f} s; "
          f"one every {between:.0f} s")


def timed(do: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def filled(program: Any, scenario: Scenario) -> dict[tuple[int, int], Any]:
    """Sums of the size that a nation's groups have."""
    small = simulate(Scenario(REGIME, people=400_000, days=DAYS), workers=THREADS, program=program)
    number: dict[tuple[int, int], int] = {}
    for place in places(program.society.tables.population, scenario.people, scenario.community_size):
        key = place.region, place.number % GROUPS
        number[key] = number.get(key, 0) + 1
    chance = np.random.default_rng(1)
    total = small.total
    times = {key: n / small.communities for key, n in number.items()}
    return {key: type(total)(*(grown(array, factor, chance) for array in total)) for key, factor in times.items()}


def grown(array: np.ndarray, factor: float, chance: np.random.Generator) -> np.ndarray:
    """Counts as many times as large, give or take their own square root; where there is none there stays none."""
    mean = array * factor
    found = np.asarray(np.rint(mean + np.sqrt(np.abs(mean)) * chance.standard_normal(array.shape)), np.int64)
    return np.where(array != 0, found, 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=2_000_000)
    asked = parser.parse_args()
    run(asked.people)
    nation()
