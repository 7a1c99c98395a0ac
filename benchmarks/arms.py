"""An experiment of many arms: 100 arms of 100,000 people for a year, in one process on two threads. Asked: 30 s on two cores.

    python benchmarks/arms.py [--arms N] [--people N]

The arms are a sweep of ``article-2018`` over one rule's points, every one another Program, with everything that the command does: reading,
tables, living, a journal on the disk after each arm, differences with intervals, files. Told are the clock and the core time of the
process, which other work on the machine changes less; half the core time is what two idle cores would need if nothing were serial.
Beside it the core time of the same lives as runs of their own, from a few of them: what is shared between arms saves the difference.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from ostrakon.cli import run_command_line
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.measures.base import reduce
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import HEADLINES
from ostrakon.spec.load import load_regime, load_society

REGIME, RULE, ASKED = "article-2018", "rules.jaywalking.points", 30.0
ALONE = 3               # runs of their own


def swept(arms: int, people: int) -> tuple[float, float, int]:
    """(seconds, core seconds, different Programs) of a sweep of so many arms, the regime as it is among them."""
    with tempfile.TemporaryDirectory() as folder:
        place, values = Path(folder) / "arms", ",".join(str(-i) for i in range(9, 8 + arms))
        began, cores = time.perf_counter(), time.process_time()
        code = run_command_line(["sweep", REGIME, "--vary", f"{RULE}={values}", "--outcome", "listed", "--people", str(people),
                                 "--workers", "2", "--yes", "--out", str(place)])
        took = time.perf_counter() - began, time.process_time() - cores
        if code:
            raise SystemExit(code)
        return *took, json.loads((place / "sweep.json").read_text())["run"]["programs"]


def alone(people: int) -> float:
    """Core seconds of one arm as a run of its own, on average."""
    society, measures = load_society("china-2020"), [m for m in HEADLINES if m.name == "listed"]
    cores = time.process_time()
    for i in range(ALONE):
        regime = load_regime(REGIME, (f"{RULE}={-9 - i}",))
        scenario = Scenario(REGIME, "china-2020", people=people)
        run = simulate(replace(scenario, burn_in=None), seed=1, workers=2, program=compile_scenario(scenario, regime, society))
        reduce(run.groups, measures, labels_of(run.program, society.model.grouping("cohorts"), scenario.days))
    return (time.process_time() - cores) / ALONE


def main() -> int:
    """Print both."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--arms", type=int, default=100)
    asked.add_argument("--people", type=int, default=100_000)
    given = asked.parse_args()
    alone(2_000)            # the kernel is loaded, or compiled
    seconds, cores, programs = swept(given.arms, given.people)
    single = alone(given.people)
    lives = given.people * 365 * given.arms
    print(f"\n{given.arms} arms ({programs} Programs) of {given.people:,} people for 365 days: {seconds:.1f} s, {cores:.1f} s of core time "
          f"({cores / 2:.1f} s on each of two cores)")
    print(f"{lives / seconds / 1e6:.0f} million person-days a second by the clock, {lives / cores * 2 / 1e6:.0f} million by core time")
    print(f"core time of an arm: {cores / given.arms:.3f} s; as a run of its own {single:.3f} s; shared between arms: "
          f"{1 - cores / given.arms / single:.0%}")
    if given.arms == 100 and given.people == 100_000:
        print(f"asked: {ASKED:.0f} s by the clock: {'met' if seconds <= ASKED else 'NOT met here'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
