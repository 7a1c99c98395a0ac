"""Answers of one peer, a line of JSON each: python verification/peers/answer.py NAME PEOPLE DAYS SEED...

Here lives this only, so that each peer can run in a process, and an environment, of its own.
"""

import importlib
import json
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    name, people, days, *seeds = sys.argv[1:]
    peer = importlib.import_module(f"peer_{name}")
    for seed in seeds:
        print("\n" + json.dumps(peer.simulate(int(people), int(days), int(seed))), flush=True)
