"""From the release of a slider to new curves: the time over the websocket of a running server, and what it is made of.

    python benchmarks/live.py [--people 100000] [--days 365] [--times 15] [--workers 2]

Each request turns one number to a value that no request before had, beside the untouched society, as the story and the bench do. The
server has lived the untouched society before (a page begins with it); nothing else is known to it. Medians are told, since a machine has
other things to do; beside them stands the processor time, to which other work adds less. Never here: a page, or the time that it draws.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from typing import Any

from websockets.sync.client import connect

from ostrakon.web.live import Living
from ostrakon.web.pool import Pool
from ostrakon.web.protocol import Live
from ostrakon.web.tell import Counted, apart
from ostrakon.web.worlds import Worlds

OUTCOMES = ["listed", "wrongly_listed", "ever_denied", "ever_chilled", "chilled", "points_lost"]
WEEKLY = ["listed", "wrongly_listed", "mean_fear", "mean_score"]


def world(regime: str, people: int, days: int, **more: Any) -> dict[str, Any]:
    """As the page has it."""
    return {"regime": regime, "with": [], "set": [], "off": [], "society": "china-2020", "people": people, "days": days, "seed": 1,
            "ends": None, **more}


def asked(number: int, people: int, days: int) -> dict[str, Any]:
    """A request with a number turned to a new value."""
    turned = f"rules.jaywalking.points=-{5 + number}"
    return {"do": "live", "id": number, "slot": "slider", "outcomes": OUTCOMES, "weekly": WEEKLY, "by": [], "coarse": True,
            "worlds": [world("none", people, days), world("article-2018", people, days, set=[turned])]}


def over_the_socket(people: int, days: int, times: int, workers: int) -> dict[str, list[float]]:
    """Milliseconds from sending a request to its coarse and its fine results, of each."""
    server = subprocess.Popen([sys.executable, "-m", "ostrakon", "serve", "--port", "0", "--no-open", "--workers", str(workers)],
                              stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        address = next(line.split()[1] for line in server.stdout if "http://" in line).rstrip("/")
        found: dict[str, list[float]] = {"coarse": [], "fine": []}
        with connect(address.replace("http", "ws", 1) + "/ws", origin=address, max_size=None) as socket:      # type: ignore[arg-type]
            for number in range(times + 1):
                began = time.perf_counter()
                socket.send(json.dumps(asked(number, people, days)))
                while True:
                    told = json.loads(socket.recv())
                    assert told["kind"] in ("results", "progress"), told
                    if told["kind"] == "results" and number:        # the first lives the untouched society too
                        found[told["stage"]].append((time.perf_counter() - began) * 1000)
                    if told["kind"] == "results" and told["stage"] == "fine":
                        break
        return found
    finally:
        server.terminate()
        server.wait(20)


def parts(people: int, days: int, times: int, workers: int) -> dict[str, list[tuple[float, float]]]:
    """(milliseconds, processor milliseconds over all threads) of each part of the fine results, in this process."""
    worlds, pool = Worlds(), Pool(workers)
    living = Living(worlds, pool)
    found: dict[str, list[tuple[float, float]]] = {"read and make tables": [], "live": [], "estimate": [], "write": []}
    for number in range(times + 1):
        request = Live.model_validate(asked(number, people, days))
        marks = [now()]
        ready = worlds.beside(request.worlds)
        marks.append(now())
        lived = [living.lived(one, "x", threading.Event()) for one in ready]
        marks.append(now())
        counted = [Counted(counts.read(one), one.labels, OUTCOMES) for one, counts in zip(ready, lived, strict=True)]
        told = [(one.outcomes(), one.weekly(WEEKLY)) for one in counted], [apart(counted[0], one) for one in counted[1:]]
        marks.append(now())
        json.dumps(told)
        marks.append(now())
        if number:
            for name, before, after in zip(found, marks, marks[1:], strict=False):
                found[name].append(((after[0] - before[0]) * 1000, (after[1] - before[1]) * 1000))
    return found


def now() -> tuple[float, float]:
    """Seconds by the clock, and of processors."""
    return time.perf_counter(), time.process_time()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, usual in (("people", 100_000), ("days", 365), ("times", 15), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    a = parser.parse_args()
    print(f"{a.people:,} people, {a.days} days, {a.workers} threads, {a.times} numbers turned one after the other; load before: "
          f"{os.getloadavg()[0]:.1f}\n\nover the websocket, until    median  fastest")
    for name, values in over_the_socket(a.people, a.days, a.times, a.workers).items():
        if values:
            print(f"  {name:22} {statistics.median(values):7.0f} ms {min(values):5.0f} ms")
    print("of the fine results                               processor time (least), on one processor each")
    for name, pairs in parts(a.people, a.days, a.times, a.workers).items():
        clock, busy = zip(*pairs, strict=True)
        shared = a.workers if name == "live" else 1
        print(f"  {name:22} {statistics.median(clock):7.0f} ms {min(clock):5.0f} ms {min(busy) / shared:12.0f} ms")


if __name__ == "__main__":
    main()
