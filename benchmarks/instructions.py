"""How many instructions of the processor a person-day costs: a number that other work on the machine does not change.

    python benchmarks/instructions.py [--keep]

Valgrind's callgrind counts them while one community lives under ``article-2018``, from its building to the closing of its books. It counts
between two requests to it and nowhere else, so that neither the start of Python nor compilation is in the figure. The kernel is made for
one fixed kind of processor (x86-64-v3) and lived by one thread, so the same code gives the same count however busy the machine is, to four
digits. On another machine it is the same instructions too, but for what the C library chooses by itself. ``benchmarks/instructions.json``
holds the count that was kept; a test compares with it. Who makes the kernel slower or faster keeps the new one with ``--keep``, and says
why in ``NOTES.md``.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

KEPT = Path(__file__).with_suffix(".json")
PROCESSOR = {"NUMBA_CPU_NAME": "x86-64-v3", "NUMBA_CPU_FEATURES": "", "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
REGIME, PEOPLE, SEED, DAYS = "article-2018", 8192, 1, 91
START, STOP = 0x43540004, 0x43540005        # callgrind.h: begin and end to count


def requests() -> Any:
    """A compiled function that asks Valgrind for something; without Valgrind it does nothing."""
    import numba
    from llvmlite import binding, ir
    from numba.core import cgutils, types
    from numba.extending import intrinsic

    binding.initialize_native_asmparser()

    @intrinsic
    def ask(_context: Any, _code: Any) -> Any:
        def write(_target: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            word = ir.IntType(64)
            block = cgutils.alloca_once(builder, word, 6)
            for i in range(6):
                builder.store(arguments[0] if i == 0 else ir.Constant(word, 0), builder.gep(block, [ir.Constant(ir.IntType(32), i)]))
            kind = ir.FunctionType(word, [word, word])
            # valgrind.h: four rotations that come to nothing, and an exchange of a register with itself
            code = ir.InlineAsm(kind, "rolq $$3, %rdi\n rolq $$13, %rdi\n rolq $$61, %rdi\n rolq $$51, %rdi\n xchgq %rbx, %rbx",
                                "={rdx},{rax},0,~{cc},~{memory}", side_effect=True)
            return builder.call(code, [builder.ptrtoint(block, word), ir.Constant(word, 0)])
        return types.int64(types.int64), write

    return numba.njit(lambda code: ask(code))


def lived() -> dict[str, float]:
    """Live one community, and tell how many person-days and candidates that were. Run under Valgrind it counts the instructions."""
    from ostrakon.engine.live import live_community
    from ostrakon.engine.scenario import Scenario, compile_scenario
    from ostrakon.engine.simulate import places
    from ostrakon.kernel import tallies as T

    scenario = Scenario(REGIME, people=1_000_000, days=DAYS, community_size=PEOPLE)
    program = compile_scenario(scenario)
    months = scenario.month_first(program.burn_in)
    place = next(place for place in places(program.society.tables.population, 1_000_000, PEOPLE) if place.people > PEOPLE * 0.9)
    ask = requests()
    ask(STOP)
    live_community(program, SEED, place, 28, months)        # whatever is done once is done here
    ask(START)
    counts = live_community(program, SEED, place, DAYS, months)[0]
    ask(STOP)
    days = place.people * (DAYS + program.burn_in)
    return {"person_days": days, "candidates": float(counts.flow[..., T.CANDIDATES].sum()) * (DAYS + program.burn_in) / DAYS}


def counted() -> dict[str, float]:
    """Instructions per person-day and per candidate. Raises RuntimeError when Valgrind is not here or tells no count."""
    if shutil.which("valgrind") is None:
        raise RuntimeError("instructions are counted with valgrind, which is not here")
    environment = os.environ | PROCESSOR
    words = [sys.executable, str(Path(__file__).resolve()), "--lived"]
    subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)         # compiled before anybody counts
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={folder}/out", *words],
                              env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or found is None:
        raise RuntimeError(f"valgrind told no count: {done.stderr[-1500:]}")
    about, count = json.loads(done.stdout.splitlines()[-1]), int(found[1])
    return {"per_person_day": round(count / about["person_days"], 2), "per_candidate": round(count / about["candidates"], 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lived", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--keep", action="store_true", help="keep what is counted")
    asked = parser.parse_args()
    if asked.lived:
        print(json.dumps(lived()))
        return
    if shutil.which("valgrind") is None:
        print("not counted: valgrind is not here")
        return
    before, now = json.loads(KEPT.read_text()) if KEPT.is_file() else {}, counted()
    for name, value in now.items():
        was = f", kept {before[name]:,}, {100 * (value / before[name] - 1):+.1f} %" if name in before else ""
        print(f"{value:,} instructions {name.replace('_', ' ')}{was}")
    if asked.keep:
        KEPT.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
