"""Many pages at once for a long time: twenty clients turn numbers, look at frames, write nonsense, close and come again.

    python benchmarks/soak.py [--minutes 30] [--clients 20] [--people 20000] [--pause 4] [--workers 2]

Every client does what a hurried reader does: it asks again before the answer is there, and now and then for more than is allowed. At the
end is told what came back, whether anything failed that should not have, how evenly the clients were served, and the server's memory by
quarter: it grows until all that is kept is full, and must not after that. The exit code is 1 when a fault of the server was told.
Never here: how fast one request is (``benchmarks/live.py``).
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

OUTCOMES, WEEKLY = ["listed", "wrongly_listed", "chilled"], ["listed", "mean_fear"]
KNOBS = [("rules.jaywalking.points", range(-40, 0)), ("channels.social_media.sees.criticism", [n / 100 for n in range(5, 100, 5)]),
         ("lists.blacklist.below", range(500, 700, 10))]
FAULT = "OST9009"
EXPECTED = {"OST9001", "OST9002", "OST7002", "OST1203"}         # what the nonsense of these clients is answered with


class Client:
    """One page, in a hurry."""

    def __init__(self, number: int, address: str, people: int, pause: float) -> None:
        self.luck, self.address, self.people, self.pause = random.Random(number), address, people, pause
        self.heard: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.waits: list[float] = []
        self.asked: dict[int, float] = {}
        self.last = 0

    def world(self, **more: Any) -> dict[str, Any]:
        """A regime with a number turned."""
        path, values = self.luck.choice(KNOBS)
        return {"regime": "article-2018", "with": [], "set": [f"{path}={self.luck.choice(values)}"], "off": [], "society": "china-2020",
                "people": self.people, "days": 365, "seed": 1, "ends": None, **more}

    def request(self) -> dict[str, Any]:
        """What this page asks next."""
        self.last += 1
        bare = self.world(regime="none", set=[])
        live = {"do": "live", "id": self.last, "slot": self.luck.choice("ab"), "worlds": [bare, self.world()], "outcomes": OUTCOMES,
                "weekly": WEEKLY, "by": [], "coarse": True}
        kind = self.luck.random()
        if kind < 0.75:
            self.asked[self.last] = time.monotonic()
            return live
        if kind < 0.80:
            return {"do": "frames", "id": self.last, "slot": "city", "world": self.world(people=5_000)}
        if kind < 0.90:
            return {"do": "frame", "id": self.last, "of": self.last - self.luck.randint(0, 5), "week": self.luck.randint(0, 60)}
        if kind < 0.94:
            return {"do": "stop", "slot": "a"}
        wrong: list[dict[str, Any]] = [{"worlds": [self.world(people=10**10)]}, {"outcomes": ["happiness"]}, {"worlds": [bare] * 9},
                                       {"worlds": [self.world(set=["rules.nothing.points=3"])]}, {"colour": 1}]
        return {**live, **self.luck.choice(wrong)}

    async def run(self, until: float) -> None:
        """Ask and hear until then; close now and then."""
        while time.monotonic() < until:
            try:
                async with connect(self.address.replace("http", "ws", 1) + "/ws", origin=self.address, max_size=None) as socket:  # type: ignore[arg-type]
                    hearing = asyncio.create_task(self._hear(socket))
                    for _ in range(self.luck.randint(20, 200)):
                        if time.monotonic() > until:
                            break
                        await socket.send(json.dumps(self.request()))
                        await asyncio.sleep(self.luck.expovariate(1 / self.pause))
                    hearing.cancel()
                    self.heard["left"] += 1
                    self.asked.clear()
            except (ConnectionClosed, OSError) as error:
                self.wrong.append(f"the connection: {error}")
                await asyncio.sleep(1)

    async def _hear(self, socket: Any) -> None:
        async for message in socket:
            if isinstance(message, bytes):
                self.heard["frame"] += 1
                continue
            told = json.loads(message)
            code = told["problem"]["code"] if told["kind"] == "failed" else ""
            self.heard[code or (told["stage"] if told["kind"] == "results" else told["kind"])] += 1
            if code and code not in EXPECTED:
                self.wrong.append(f"{code}: {told['problem']['reason'][:100]}")
            if told.get("stage") == "fine" and told["id"] in self.asked:
                self.waits.append(time.monotonic() - self.asked.pop(told["id"]))


def memory(pid: int) -> float:
    """MB that a process has in memory."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    return 0.0


async def soak(address: str, pid: int, minutes: float, clients: list[Client]) -> list[float]:
    """Memory of the server in MB, ten times a quarter."""
    began = time.monotonic()
    running = [asyncio.create_task(client.run(began + 60 * minutes)) for client in clients]
    seen = []
    for step in range(1, 41):
        await asyncio.sleep(max(0.0, began + 60 * minutes * step / 40 - time.monotonic()))
        seen.append(memory(pid))
    await asyncio.gather(*running)
    return seen


def main() -> int:
    """Start a server, let them loose, tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, usual in (("clients", 20), ("people", 20_000), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--pause", type=float, default=4.0, help="seconds between two messages of a client, in the mean")
    a = parser.parse_args()
    server = subprocess.Popen([sys.executable, "-m", "ostrakon", "serve", "--port", "0", "--no-open", "--workers", str(a.workers)],
                              stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        address = next(line.split()[1] for line in server.stdout if "http://" in line).rstrip("/")
        clients = [Client(number, address, a.people, a.pause) for number in range(a.clients)]
        seen = asyncio.run(soak(address, server.pid, a.minutes, clients))
        alive = server.poll() is None
    finally:
        server.terminate()
        server.wait(30)
    heard = sum((client.heard for client in clients), Counter())
    fine = sorted(client.heard["fine"] for client in clients)
    waits = [wait for client in clients for wait in client.waits] or [0.0]
    wrong = [text for client in clients for text in client.wrong]
    print(f"{a.clients} clients for {a.minutes:g} minutes, {a.people:,} people for a year, {a.pause:g} s between messages, "
          f"{a.workers} threads; load of the machine {os.getloadavg()[0]:.0f}")
    print("heard     " + ", ".join(f"{name} {n:,}" for name, n in heard.most_common()))
    print(f"answers   of a client: fewest {fine[0]}, median {statistics.median(fine):g}, most {fine[-1]}")
    print(f"wait      for fine results: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")
    print("memory    MB, mean by quarter: " + ", ".join(f"{statistics.mean(seen[i:i + 10]):,.0f}" for i in range(0, 40, 10))
          + f"; most {max(seen):,.0f}")
    print(f"wrong     {len(wrong)}" + "".join(f"\n          {text} ({n} times)" for text, n in Counter(wrong).most_common(10)))
    return 0 if alive and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
