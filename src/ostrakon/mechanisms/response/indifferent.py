"""The law of indifference: people do what they would have done anyway.

Here lives the neutral law, against which the others are seen.
"""

import numpy as np

from ostrakon.mechanisms.response.setting import Setting


def multiplier(setting: Setting) -> np.ndarray:
    """Return 1 everywhere."""
    return np.ones((1, 1, 1, 1, len(setting.natures)))
