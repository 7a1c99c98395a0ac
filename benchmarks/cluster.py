"""What a cluster costs beside living: prints what a task takes and brings back, and from that how far one scheduler goes.

    python benchmarks/cluster.py [workers]

Measured here: living a community, packing, unpacking and adding its counts, and how many tasks a second go through a Dask scheduler on
this machine when they are nothing but a result of that size. On paper: a year of 1.4 billion people on 10, 100 and 1,000 cores.
"""

import sys
import time
from dataclasses import dataclass

from ostrakon.engine import cluster as module
from ostrakon.engine.cluster import Cluster
from ostrakon.engine.live import Place
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import Living, places
from ostrakon.kernel.memory import Memory

PEOPLE, DAYS, LIVED, TASKS = 1_411_778_724, 365, 40, 2000


@dataclass
class Nothing:
    """Work that only brings back as much as a task does."""

    blob: bytes

    def live(self, place: Place, memory: object) -> bytes:
        return self.blob

    def join(self, total: bytes, part: bytes) -> bytes:
        return total

    def pack(self, counts: bytes) -> list[bytes]:
        return [counts]

    def unpack(self, blobs: list[bytes]) -> int:
        return len(blobs[0])


def clock(what, *arguments):
    began = time.perf_counter()
    found = what(*arguments)
    return time.perf_counter() - began, found


def main() -> None:
    workers = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    scenario = Scenario("article-2018", people=PEOPLE, days=DAYS)
    program = compile_scenario(scenario)
    work = Living(program, 1, DAYS, scenario.month_first(program.burn_in))
    memory, some = Memory(), [place for place, _ in zip(places(program.society.tables.population, PEOPLE, scenario.community_size),
                                                        range(LIVED), strict=False)]
    lived = [clock(work.live, place, memory) for place in some]
    total = lived[0][1]
    for _, counts in lived[1:]:
        work.join(total, counts)
    packing = min([clock(work.pack, total)[0] for _ in range(20)])
    blobs = work.pack(total)
    size = sum(map(len, blobs))
    unpacking = min([clock(work.unpack, blobs)[0] for _ in range(20)])
    adding = min([clock(work.join, total, work.unpack(blobs))[0] for _ in range(20)])
    each = min([seconds for seconds, _ in lived])
    shortest, most = module.TASK, module.RATE
    module.TASK, module.RATE = 1e-9, 1e9                           # one community a task
    with Cluster(f"local:{workers}", print) as crew:
        passing, _ = clock(lambda: sum(1 for _ in crew.share((Place(i, 0, 1) for i in range(TASKS)), Nothing(blobs[0]))))
    rate, communities = TASKS / passing, sum(1 for _ in places(program.society.tables.population, PEOPLE, scenario.community_size))
    print(f"a community lived for a year: {each * 1e3:.0f} ms of a core; {communities:,} of them")
    took = f"packing {packing * 1e3:.2f} ms, unpacking {unpacking * 1e3:.2f}, adding {adding * 1e3:.2f}"
    print(f"its counts packed: {size / 1e3:.0f} kB; {took}")
    print(f"tasks through the scheduler, {workers} workers beside it on this machine: {rate:,.0f} a second")
    print("\n cores   a year of 1.4 billion   tasks a second   MB a second   of a core where they are added")
    for cores in (10, 100, 1000):
        seconds = communities * each / cores
        tasks = min(cores / shortest, most)
        print(f"{cores:6,} {seconds / 60:18.1f} min {tasks:16.1f} {tasks * size / 1e6:13.1f} {tasks * (unpacking + adding):20.1%}")


if __name__ == "__main__":
    main()
