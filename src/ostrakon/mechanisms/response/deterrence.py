"""The law of deterrence: conduct falls with fear and with what is at stake; prosocial conduct rises with its reward.

Here live two exponentials and one bounded line:

* fear: every kind x exp(-fear_effect[nature] x level x boldness[class]);
* stakes: conduct that is not prosocial x exp(-deterrence x surveillance x severity);
* reward: prosocial conduct x (1 + reward x surveillance x reward of the record), at most the ceiling.

Certainty and severity enter as a product, as in expected-utility accounts; that severity matters alone is doubted (Nagin
2013, Annual Review of Economics 5:83-105), so that the coefficient is for a society to declare and for a study to vary.
"""

import numpy as np

from ostrakon.mechanisms.response.setting import LEVELS, Setting

CONDUCT = ("unlawful", "contractual", "lawful", "expression")


def multiplier(setting: Setting) -> np.ndarray:
    """Return [2Z,1,16,1,K]; the unaware stay at 1."""
    return np.asarray(afraid(setting) * at_stake(setting) * rewarded(setting))


def afraid(setting: Setting) -> np.ndarray:
    """Return [2Z,1,16,1,K]: the effect of fear."""
    felt = (setting.boldness * setting.aware)[:, None] * np.arange(LEVELS)[None, :]
    effect = setting.effect(dict(setting.response.fear_effect))
    return np.asarray(np.exp(-felt[:, None, :, None, None] * effect))


def at_stake(setting: Setting) -> np.ndarray:
    """Return [2Z,1,1,1,K]: the effect of what a record takes."""
    stake = setting.surveillance * setting.severity * setting.of(*CONDUCT)
    return np.asarray(np.exp(-setting.response.deterrence * setting.aware[:, None, None, None, None] * stake))


def rewarded(setting: Setting) -> np.ndarray:
    """Return [2Z,1,1,1,K]: the effect of what a record gives."""
    gain = setting.surveillance * setting.reward * setting.of("prosocial")
    return np.asarray(np.minimum(1.0 + setting.response.reward * setting.aware[:, None, None, None, None] * gain, setting.ceilings))
