"""The kernel has not grown slower: how many instructions a person-day costs is as it was kept, whatever else the machine does."""

import importlib.util
import json
import os
import platform
import shutil
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "instructions.py"
ALLOWED = 0.02          # counted again it is the same to four digits; another version of the C library may copy memory otherwise


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("instructions", BENCHMARK)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_a_person_day_costs_the_instructions_that_it_did(benchmark: ModuleType) -> None:
    if platform.machine() != "x86_64":
        pytest.skip("the count that is kept is of x86-64")
    if shutil.which("valgrind") is None:
        assert not os.environ.get("OSTRAKON_NO_SKIPS"), "valgrind is missing, and nothing may be skipped"
        pytest.skip("instructions are counted with valgrind, which is not here")
    kept, now = json.loads(benchmark.KEPT.read_text()), benchmark.counted()
    for name, count in kept.items():
        grown = now[name] / count - 1
        what = f"{100 * grown:+.1f} percent of instructions {name.replace('_', ' ')}"
        assert grown < ALLOWED, f"{what}: find out why, or keep them (benchmarks/instructions.py --keep)"
        assert grown > -ALLOWED, f"{what}: keep that (benchmarks/instructions.py --keep)"
