"""Weekly series: stocks at the end of each week and flows within it, for the whole society."""

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.measures.base import Counts

STOCKS = {"listed": k.S_LISTED, "wrongly_listed": k.S_WRONGLY, "bad_credit": k.S_BOTTOM}
FLOWS = {
    "denied": (k.DENIED,),
    "chilled": (k.CHILLED,),
    "silenced": (k.SILENCED,),
    "records": (k.RECORD_RIGHT, k.RECORD_WRONG, k.RECORD_FALSE),
    "points_lost": (k.LOST, k.SPILL_LOST),
}


def weekly(series: Counts, people: int) -> dict[str, list[float]]:
    """Per 1,000 people: stocks at the end of each week, flows within it. ``day`` is the last day of each week.

    series [W,SERIES], people: summed over communities and replicates. Days after the last whole week are not in it. The
    kernel keeps flows as running sums, so a week's flow is a difference.
    """
    scale = 1000.0 / people
    table: dict[str, list[float]] = {"day": [float((w + 1) * 7) for w in range(series.shape[0])]}
    for name, column in STOCKS.items():
        table[name] = (series[:, column] * scale).tolist()
    for name, columns in FLOWS.items():
        running = series[:, list(columns)].sum(axis=1)
        table[name] = (np.diff(running, prepend=0) * scale).tolist()
    mean = series[:, [k.S_SCORE, k.S_FEAR, k.S_HARDSHIP]] / people
    table["mean_score"], table["mean_fear"], table["mean_hardship"] = (mean[:, i].tolist() for i in range(3))
    table["mean_fear"] = [x / 256 for x in table["mean_fear"]]
    table["mean_hardship"] = [x / 256 for x in table["mean_hardship"]]
    return table
