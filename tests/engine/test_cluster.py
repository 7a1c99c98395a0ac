"""A run on a cluster ends with the digest of a run on threads, whatever becomes of the workers meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest
from distributed import LocalCluster

import ostrakon
from ostrakon.engine import cluster as module
from ostrakon.engine.cluster import NO_DASHBOARD, Cluster, _Cutter, why_not
from ostrakon.engine.crew import GROUPS, group_of
from ostrakon.engine.live import Place
from ostrakon.engine.pair import simulate_arms
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import Living, places, simulate
from ostrakon.engine.unfinished import code_digest
from ostrakon.errors import OstrakonError
from ostrakon.program import Program

CASE = Scenario("article-2018", people=60_000, days=28, community_size=512)


@pytest.fixture(scope="module")
def program() -> Program:
    return compile_scenario(CASE)


@pytest.fixture(scope="module")
def digest(program: Program) -> str:
    return simulate(CASE, program=program).digest


@pytest.fixture
def scheduler() -> Iterator[str]:
    with LocalCluster(n_workers=0, scheduler_kwargs=NO_DASHBOARD) as cluster:
        yield cluster.scheduler_address


class Workers:
    """Worker processes on loopback, each by itself: nobody starts a lost one again."""

    def __init__(self, scheduler: str) -> None:
        self.scheduler, self.running = scheduler, []

    def start(self, source: Path | None = None) -> subprocess.Popen[bytes]:
        more = {} if source is None else {"PYTHONPATH": str(source)}
        process = subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", self.scheduler, "--no-nanny", "--nthreads", "1",
                                    "--no-dashboard"], env=os.environ | more, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.running.append(process)
        return process

    def stop(self) -> None:
        for process in self.running:
            process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()


@pytest.fixture
def workers(scheduler: str) -> Iterator[Workers]:
    found = Workers(scheduler)
    yield found
    found.stop()


def wait_for(crew: Cluster, n: int) -> None:
    """Until so many workers take part or are refused."""
    until = time.monotonic() + 30
    while len(crew.good) + len(crew.refused) < n:
        assert time.monotonic() < until, f"{len(crew.good)} workers came"
        crew.look()
        time.sleep(0.1)


def test_workers_vanish_and_freeze_and_the_digest_is_the_same(
        workers: Workers, program: Program, digest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TASK", 0.02)
    monkeypatch.setattr(module, "LEAST", 0.5)
    monkeypatch.setattr(module, "LOOK", 0.2)
    killed, frozen, _ = (workers.start() for _ in range(3))
    said: list[str] = []
    with Cluster(workers.scheduler, said.append) as crew:
        wait_for(crew, 3)
        seen = []

        def progress(done: int, people: int) -> None:
            seen.append(done)
            if len(seen) == 8:
                killed.kill()
            if len(seen) == 16:
                frozen.send_signal(signal.SIGSTOP)

        run = simulate(CASE, program=program, workers=crew, progress=progress)
    assert (run.digest, run.complete, run.people) == (digest, True, CASE.people)
    assert seen[-1] == CASE.people and all(a < b for a, b in pairwise(seen))
    assert any("is gone" in line for line in said), said
    assert any("is slow" in line for line in said), said


def test_a_worker_with_other_code_gets_nothing_to_do(
        workers: Workers, program: Program, digest: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "src"
    shutil.copytree(Path(ostrakon.__file__).parent, source / "ostrakon", ignore=shutil.ignore_patterns("__pycache__"))
    with (source / "ostrakon" / "kernel" / "day.py").open("a") as day:
        day.write("# another day\n")
    workers.start(source)
    with Cluster(workers.scheduler, lambda _: None) as crew, monkeypatch.context() as patch:
        wait_for(crew, 0)
        patch.setattr(module, "REACH", 0.1)
        with pytest.raises(OstrakonError, match=r"OST6006.*other code of the kernel"):
            crew.look()
    workers.start()
    said: list[str] = []
    with Cluster(workers.scheduler, said.append) as crew:
        wait_for(crew, 2)
        assert len(crew.good) == 1 and list(crew.refused.values()) == [f"its ostrakon {version('ostrakon')} has other code of the kernel"]
        assert simulate(CASE, program=program, workers=crew).digest == digest
    assert any("gets nothing to do" in line for line in said)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "local:x", "local:"])
def test_a_scheduler_that_does_not_answer(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REACH", 1.0)
    with pytest.raises(OstrakonError, match="OST6006"):
        Cluster(address, print)


def test_nobody_comes(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    with Cluster(scheduler, print) as crew, pytest.raises(OstrakonError, match="there is no worker"):
        crew.look()


def test_arms_on_a_cluster_are_those_of_threads_and_what_fails_there_fails_here(program: Program) -> None:
    none = compile_scenario(Scenario("none", "china-2020", people=CASE.people, days=CASE.days, community_size=512, burn_in=program.burn_in))
    here = simulate_arms(CASE, (program, none))
    with Cluster("local:2", print) as crew:
        there = simulate_arms(CASE, (program, none), workers=crew)
        with pytest.raises(RuntimeError, match="a worker failed: 'NoneType' object has no attribute 'society'"):
            list(crew.share(iter([Place(0, 0, 1)]), Living(None, 1, 1, CASE.month_first(0))))
    assert there.digests == here.digests
    assert all((there.sides[key] == here.sides[key]).all() for key in here.sides) and len(there.sides) == len(here.sides)
    assert (there.communities, there.people) == (here.communities, here.people)


def test_the_cutter_gives_every_community_once_and_groups_never_mix(program: Program) -> None:
    everywhere = list(places(program.society.tables.population, 3_000_000, 1024))
    cutter, cut = _Cutter(iter(everywhere)), []
    while task := cutter.next():
        cut.append(task)
        cutter.learn(0.5, 2)
    assert sorted((p for task in cut for p in task), key=lambda p: (p.region, p.number)) == everywhere
    assert all(len({group_of(place) for place in task}) == 1 for task in cut)
    assert max(map(len, cut)) == 4                      # of half a second each
    assert len({place.region for place in everywhere[: GROUPS]}) == 1
    cutter = _Cutter(iter(everywhere))
    cutter.learn(0.5, 1000)                             # a thousand threads must not ask for more than 50 tasks a second
    assert len(cutter.next()) == min(40, sum(group_of(p) == (0, 0) for p in everywhere))


def test_why_a_worker_may_not_take_part() -> None:
    mine = version("ostrakon")
    assert why_not(mine, code_digest(), None) == ""
    assert why_not("0.0.1", code_digest(), None) == f"it has ostrakon 0.0.1, and this is {mine}"
    assert why_not(ModuleNotFoundError("x"), None, None) == "it has no ostrakon (ModuleNotFoundError)"
    assert "other code" in why_not(mine, "0" * 64, None)
    assert "does not tell its code" in why_not(mine, AttributeError("x"), None)
    assert "cannot hold the work (no room)" in why_not(mine, code_digest(), MemoryError("no room"))
