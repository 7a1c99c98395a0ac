"""One person in a hundred whom nobody watches, in the minimal regime of each peer: mean scores with and without.

Here live the arms of that question: python verification/peers/exempt.py NAME PEOPLE DAYS SEED... prints a line of JSON for each seed. Never
here: a change of a peer. Its file stays as it is and is told, from here, that the acts of some are never detected.

The same people are exempt in every program, each with the chance SHARE. What friends are seen to do still reaches them.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

SHARE = 0.01
Mask = npt.NDArray[np.bool_]


def exempted(people: int, seed: int) -> Mask:
    """Who is exempt, by a generator of its own."""
    return np.random.default_rng((seed, 1)).random(people) < SHARE


def _numpy(peer: Any, nobody_sees: Mask) -> None:
    peer.DETECTED = np.where(nobody_sees, 0, peer.DETECTED)[:, None]


def _mesa(peer: Any, nobody_sees: Mask) -> None:
    class Somebody(peer.Person):                        # type: ignore[misc, name-defined]
        def be_seen(self, kind: int) -> None:
            if not nobody_sees[self.unique_id - 1]:
                super().be_seen(kind)
    peer.Person = Somebody


def _starsim(peer: Any, nobody_sees: Mask) -> None:
    def chance(module: Any, sim: Any, uids: Any) -> Any:
        return np.where(nobody_sees[uids], 0, peer.DETECTED)

    class Town(peer.Regime):                            # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.detect = [peer.ss.bernoulli(p=chance, name=f"detect_{name}") for name in peer.KINDS]
    peer.Regime = Town


ARMS = {"numpy": _numpy, "mesa": _mesa, "starsim": _starsim}


def means(name: str, people: int, days: int, seed: int) -> list[float]:
    """Mean score at the end when everybody is watched, and when some are exempt."""
    found = []
    for nobody_sees in (np.zeros(people, bool), exempted(people, seed)):
        peer = importlib.import_module(f"peer_{name}")
        before = dict(vars(peer))
        try:
            ARMS[name](peer, nobody_sees)
            found.append(peer.simulate(people, days, seed)["final_mean"])
        finally:
            vars(peer).update(before)
    return found


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    peer_name, n, length, *seeds = sys.argv[1:]
    for one in seeds:
        print("\n" + json.dumps(means(peer_name, int(n), int(length), int(one))), flush=True)
