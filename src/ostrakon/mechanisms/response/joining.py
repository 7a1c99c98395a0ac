"""The law of joining: people do what enough of those around them did in the last period.

Here lives one step at a share of one's ties, by response class (Granovetter 1978, American Journal of Sociology 83:1420-1443).
It holds for the unaware as for the aware, since what others do needs no knowledge of the regime.
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.response.setting import Setting

SLACK = 1e-9        # a share written as a decimal number may lie so much above the level that it means


def multiplier(setting: Setting) -> np.ndarray:
    """Return [L,2Z,1,1,1,K]: 1, or ``alone`` below the share at which the class joins, for kinds that count.

    Raises OST4001 when the society declares no `response.joining` or no `response.ties`.
    """
    joining, ties = setting.response.joining, setting.response.ties
    if joining is None or ties is None:
        fail("OST4001", f"response.laws has 'joining' and there is no response.{'joining' if joining is None else 'ties'}",
             remedy="declare who is looked at under `response.ties`, and the shares at which people join under `response.joining`")
    level = np.arange(ties.levels) / (ties.levels - 1)
    joins = level[:, None] >= np.tile(np.array(joining.at, float), 2)[None, :] - SLACK
    stays = (1.0 - joining.alone) * np.array([kind in ties.kinds for kind in setting.kinds], float)
    return np.asarray(1.0 - np.where(joins, 0.0, 1.0)[:, :, None, None, None, None] * stays)
