"""Makes the twin importable as ``reference`` from any test, whatever folder pytest was started in."""

import sys
from pathlib import Path

TESTS = str(Path(__file__).resolve().parent.parent)
if TESTS not in sys.path:
    sys.path.insert(0, TESTS)
