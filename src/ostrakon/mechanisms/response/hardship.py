"""The law of hardship: people short of money pay late more often.

Here lives one bounded line: contractual conduct x (1 + hardship x level), at most the ceiling. It holds for the unaware
as for the aware, since want needs no knowledge of the regime.
"""

import numpy as np

from ostrakon.mechanisms.response.setting import LEVELS, Setting


def multiplier(setting: Setting) -> np.ndarray:
    """Return [1,1,1,16,K]."""
    slope = setting.response.hardship * setting.of("contractual")
    return np.asarray(np.minimum(1.0 + np.arange(LEVELS)[None, None, None, :, None] * slope, setting.ceilings))
