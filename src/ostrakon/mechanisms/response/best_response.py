"""The law of the best response: of what one has to say, one says the grade that is worth most after what it may cost.

Here live the choice and what it does to rates. The rule is that of Daymude, Axelrod & Forrest (2025, Strategic Analysis of
Dissent and Self-Censorship, arXiv:2509.03731; Proceedings of the National Academy of Sciences), for any cost of each grade
in place of their two forms of it, and for grades in place of a continuum.
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.response.setting import Setting

SILENCE = -1


def multiplier(setting: Setting) -> np.ndarray:
    """Return [2Z,1,1,1,K]: rates of the kinds that are grades after everybody has chosen, over what they were.

    The unaware see no cost. Raises OST4001 when the society declares no `response.best_response`.
    """
    section = setting.response.best_response
    if section is None:
        fail("OST4001", "response.laws has 'best_response' and there is no response.best_response",
             remedy="declare the grades, and what speaking is worth, under `response.best_response`")
    names = sorted(section.grades, key=lambda kind: section.grades[kind])
    at = np.array([setting.kinds.index(kind) for kind in names])
    cost = setting.aware[:, None] * section.stake * (setting.surveillance * setting.severity)[at]
    chosen = choices(np.array([section.grades[kind] for kind in names]), np.tile(np.array(section.worth, float), 2), cost)
    rates, out = setting.rates[at], np.ones((len(setting.aware), len(setting.kinds)))
    for j, k in enumerate(at):
        out[:, k] = ((chosen == j) @ rates) / rates[j]
    return out[:, None, None, None, :]


def choices(grades: np.ndarray, worth: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Return [Z,G]: the grade chosen by a class with so much to say, or SILENCE; of equals the mildest.

    grades: [G] levels, ascending. worth: [Z] of a level of 1. cost: [Z,G] or [1,G], of each grade.
    """
    value = worth[:, None] * grades - cost
    best = np.maximum.accumulate(np.concatenate([np.zeros((len(value), 1)), value], axis=1), axis=1)
    better = np.where(value > best[:, :-1], np.arange(len(grades)), SILENCE)
    return np.asarray(np.maximum.accumulate(better, axis=1))
