"""Which rights a standing restricts, read from what it takes and not from a word that somebody wrote beside it.

Here lives the passage from gates and flags to rights. Never here: how many person-days that makes.
"""

from collections.abc import Sequence

import numpy as np

from ostrakon.mechanisms.tables import CONFINED, REMOVED, SUSPENDED, RegimeTables
from ostrakon.vocabulary import RIGHTS


def restricted(r: RegimeTables, travel: np.ndarray, rights: Sequence[int]) -> np.ndarray:
    """[St,RIGHTS] int64, 1 where a standing restricts a right. travel, rights [K]: whether a kind is travel; its right, -1 none."""
    out = np.zeros((len(r.flags), len(RIGHTS)), dtype=np.int64)
    out[:, RIGHTS.index("expression")] = r.flags & (SUSPENDED | REMOVED) != 0
    confined = r.flags & CONFINED != 0
    for kind, right in enumerate(rights):
        if right >= 0:
            out[:, right] |= (r.deny[:, kind] != 0) | (confined & (travel[kind] == 1))
    return out
