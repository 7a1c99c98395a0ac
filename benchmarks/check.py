"""How long a check takes: each preset after imports, and the largest from the shell. Run: python benchmarks/check.py"""

import statistics
import subprocess
import sys
import time
from datetime import date

from ostrakon.cli.tables import tables_of
from ostrakon.spec.check import check
from ostrakon.spec.find import ids
from ostrakon.spec.inspection import inspect, statuses
from ostrakon.spec.load import load_regime, load_society

ROUNDS, SHELLS = 15, 5


def checked(name: str) -> float:
    """Seconds for what ``ostrakon check`` does with a preset, printing left out."""
    began = time.perf_counter()
    regime = load_regime(name)
    society = load_society(regime.model.society)
    check(regime.model, society.model, regime.places)
    tables_of(regime, society, 1, 1, date(2020, 1, 1))
    statuses(regime)
    inspect(regime.model, society.model, regime.places)
    return time.perf_counter() - began


def shell(name: str) -> float:
    """Seconds for the whole command in a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ostrakon", "check", name], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Print the median of several rounds, the first one (which fills caches) left out."""
    found = {}
    for name in ids("regime"):
        checked(name)
        found[name] = statistics.median(checked(name) for _ in range(ROUNDS))
        print(f"{name:24} {found[name] * 1000:6.0f} ms")
    largest = max(found, key=lambda name: found[name])
    shell(largest)
    print(f"{largest} from the shell {statistics.median(shell(largest) for _ in range(SHELLS)):.2f} s (median of {SHELLS})")


if __name__ == "__main__":
    main()
