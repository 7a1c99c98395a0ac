"""What each part of a day costs: prints nanoseconds of core time per person-day and per candidate, part by part.

    python benchmarks/parts.py [communities] [rounds]

The clock is read between the statements of the real ``kernel/day.py``: its source is taken as it stands and a read of the
processor's cycle counter is put before and after each part, so this file cannot fall behind it. Each figure is the least of
several rounds, community by community, since other work on the machine only ever adds.

Beside the parts stands the floor: what cannot be left out, as often as it happened, at what this machine takes for each in the same minute
when it does nothing else. One Philox block for each candidate and each act that a channel may see; a person's row read for each
candidate and each record; an entry of the calendar written for each candidate; and on the first of a month the score at the other end of
every tie. The floor leaves out every decision, so nothing reaches it; how far the kernel is from it says how much is decisions and waiting.
"""

import ast
import inspect
import sys
import time
from typing import Any

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic

from ostrakon.engine import live as engine
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places
from ostrakon.kernel import day as kernel_day
from ostrakon.kernel import tallies as T
from ostrakon.kernel.rng import blocks

REGIME, PEOPLE, DAYS, SEED = "article-2018", 1_000_000, 365, 1
CEILINGS = ("Philox block", "row of a person read", "entry written", "score at a tie's end read")
AROUND = ("build", "new_state", "first_morning", "enter_program", "close_books")     # the functions of engine/live.py that are not days


@intrinsic
def cycles(_context):
    """The processor's cycle counter, int64."""
    def read(_target, builder, _signature, _arguments):
        kind = ir.FunctionType(ir.IntType(64), [])
        return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.readcyclecounter"), [])
    return types.int64(), read


def called(node: ast.stmt) -> str:
    """The name that a statement calls, or nothing."""
    value = getattr(node, "value", None)
    return value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""


def with_clocks() -> tuple[Any, list[str]]:
    """``live`` of day.py with clocks between its parts, and the names of the parts in order."""
    tree = ast.parse(inspect.getsource(kernel_day.live.py_func))
    names: list[str] = []

    class Clocks(ast.NodeTransformer):
        def visit_Assign(self, node: ast.Assign) -> Any:
            return self.timed(node)

        def visit_Expr(self, node: ast.Expr) -> Any:
            return self.timed(node)

        def timed(self, node: ast.stmt) -> Any:
            if not called(node):
                return node
            names.append(called(node))
            read = [ast.parse(f"clock[{len(names) - 1}] {sign}= cycles()").body[0] for sign in "-+"]
            return [read[0], node, read[1]]

    function = Clocks().visit(tree).body[0]
    function.decorator_list = []
    function.args.args.append(ast.arg("clock"))
    scope = {**vars(kernel_day), "cycles": cycles}
    exec(compile(ast.fix_missing_locations(tree), "<day.py with clocks>", "exec"), scope)
    return numba.njit(nogil=True, boundscheck=False, error_model="numpy")(scope["live"]), names


@numba.njit
def _now():
    return cycles()


@numba.njit
def _draw(times, who, words):
    for _ in range(times):
        blocks(np.uint64(1), 1, who, who, 1, words[0], words[1], words[2], words[3], who.size)


def block_cost() -> float:
    """Nanoseconds of a Philox block in a batch of 1,024; the least of 20."""
    who, words = np.arange(1024, dtype=np.uint32), tuple(np.zeros(1024, np.uint32) for _ in range(4))
    _draw(1, who, words)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        _draw(200, who, words)
        times.append(time.perf_counter() - began)
    return min(times) / (200 * 1024) * 1e9


@numba.njit
def _read(times, where, table):
    total = 0
    for _ in range(times):
        for i in range(where.size):
            total += table[where[i], 0]
    return total


@numba.njit
def _write(times, where, table):
    for _ in range(times):
        for i in range(where.size):
            table[where[i], 0] = i
            table[where[i], 1] = i


def ceilings() -> dict[str, float]:
    """Nanoseconds of what a day is made of, by itself: a block, rows of people read anywhere, entries written anywhere, scores gathered."""
    where = np.random.default_rng(1).integers(0, 8192, 1 << 16)
    rows, scores, entries = (np.zeros((8192, words), np.int64) for words in (8, 2, 2))

    def least(function: Any, *arguments: Any) -> float:
        function(1, *arguments)
        times = []
        for _ in range(20):
            began = time.perf_counter()
            function(4, *arguments)
            times.append(time.perf_counter() - began)
        return min(times) / (4 * where.size) * 1e9

    return {"Philox block": block_cost(), "row of a person read": least(_read, where, rows), "entry written": least(_write, where, entries),
            "score at a tie's end read": least(_read, where, scores)}


def how_often(program: Any, flow: np.ndarray, people: Any, days: int) -> dict[str, float]:
    """How often each of them cannot be left out, in a life of so many days."""
    kinds = flow.sum(axis=0)
    seen = np.diff(program.regime.seen_start)[: len(kinds)] > 0
    candidates, records = kinds[:, T.CANDIDATES].sum(), kinds[:, T.RECORD_RIGHT:T.RECORD_FALSE + 1].sum()
    n = len(people.cohort)
    ties = sum(int((end[:n].astype(np.int64) - start[:n]).sum()) for start, end in ((people.close_start, people.close_end),
                                                                                    (people.wide_start, people.wide_end)))
    return {"Philox block": float(candidates + kinds[seen, T.WENT].sum()), "row of a person read": float(candidates + records),
            "entry written": float(candidates), "score at a tie's end read": ties * days / 30.4 if program.regime.company_dim >= 0 else 0.0}


def hertz() -> float:
    """Cycles of the counter per second."""
    _now()
    began, first = time.perf_counter(), _now()
    time.sleep(0.3)
    return (_now() - first) / (time.perf_counter() - began)


def main(communities: int = 6, rounds: int = 8) -> None:
    """Measure and print."""
    scenario = Scenario(REGIME, people=PEOPLE, days=DAYS)
    program = compile_scenario(scenario)
    months = scenario.month_first(program.burn_in)
    everywhere = list(places(program.society.tables.population, PEOPLE, scenario.community_size))
    chosen = everywhere[:: max(1, len(everywhere) // communities)][:communities]
    live, names = with_clocks()
    clock = np.zeros(len(names), np.int64)
    around: dict[str, float] = {}

    def timed(name: str, function: Any) -> Any:
        def run(*arguments: Any) -> Any:
            began = time.perf_counter()
            found = function(*arguments)
            around[name] = around.get(name, 0.0) + time.perf_counter() - began
            return found
        return run

    engine.live = lambda *arguments: live(*arguments, clock)
    for name in AROUND:
        setattr(engine, name, timed(name, getattr(engine, name)))
    engine.live_community(program, SEED, chosen[0], 31, months)
    lived = sum(place.people for place in chosen) * (DAYS + program.burn_in)
    candidates, least, often = 0.0, {}, dict.fromkeys(CEILINGS, 0.0)
    for turn in range(rounds):
        for number, place in enumerate(chosen):
            clock[:] = 0
            around.clear()
            began = time.process_time()
            counts, people, _ = engine.live_community(program, SEED, place, DAYS, months)
            found = {"in all": time.process_time() - began, **around}
            found |= dict(zip(names, clock / HERTZ, strict=True))
            for name, seconds in found.items():
                least[name, number] = min(seconds, least.get((name, number), seconds))
            if turn == 0:
                more = (DAYS + program.burn_in) / DAYS
                candidates += float(counts.flow[..., T.CANDIDATES].sum()) * more
                often = {name: often[name] + more * times for name, times in how_often(program, counts.flow, people, DAYS).items()}
    print(f"{REGIME}, {len(chosen)} communities, {lived:,} person-days with burn-in, {candidates / lived:.4f} candidates each")
    print(f"{'part':20} {'ns/person-day':>14} {'ns/candidate':>14}")
    for name in [*names, *AROUND, "in all"]:
        seconds = sum(least.get((name, number), 0.0) for number in range(len(chosen)))
        print(f"{name:20} {seconds * 1e9 / lived:14.2f} {seconds * 1e9 / candidates:14.1f}")
    print(f"\n{'the floor':26} {'ns each':>8} {'per person-day':>15} {'ns/person-day':>14}")
    floor = 0.0
    for name, cost in ceilings().items():
        floor += often[name] / lived * cost
        print(f"{name:26} {cost:8.2f} {often[name] / lived:15.3f} {often[name] / lived * cost:14.2f}")
    whole = sum(least["in all", number] for number in range(len(chosen))) * 1e9 / lived
    print(f"{'in all':26} {'':8} {'':15} {floor:14.2f}   the kernel takes {whole / floor:.1f} times that")


if __name__ == "__main__":
    HERTZ = hertz()
    main(*map(int, sys.argv[1:3]))
