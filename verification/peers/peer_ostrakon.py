"""The minimal regime in ostrakon: a society and a regime in YAML, run by ``simulate``.

Here lives how its tallies are read. Never here: anything about the model, which stands in ostrakon_society.yaml and ostrakon_regime.yaml.
"""

from pathlib import Path
from typing import Any

import numpy as np
from minimal import KINDS, summary

from ostrakon import Scenario
from ostrakon import simulate as run
from ostrakon.kernel import tallies as k

HERE = Path(__file__).parent


def simulate(people: int, days: int, seed: int, threads: int = 1, changes: tuple[str, ...] = ()) -> dict[str, Any]:
    """The answer, the same for any number of threads. Series are kept by the week. changes: to the regime, as ``--set`` takes them."""
    scenario = Scenario(str(HERE / "ostrakon_regime.yaml"), str(HERE / "ostrakon_society.yaml"), people=people, days=days,
                        overrides=changes)
    found = run(scenario, seed=seed, workers=threads)
    total, at = found.total, [found.program.society.kinds.index(kind) for kind in KINDS]
    people_of, flow = total.people.sum(axis=0), total.flow.sum(axis=0)[at]
    week = 7 * np.arange(1, len(total.series) + 1)
    return summary(total.series[:, k.S_SCORE] / people, total.series[:, k.S_LISTED] / people, people_of[k.SCORE] / people,
                   people_of[k.EVER_LISTED], [int(n) for n in total.scores.sum(axis=0)], flow[:, k.WENT], flow[:, k.RECORD_RIGHT], week)
