"""Which laws hold in a society, and what each asks.

Here live the choice of laws, shipped and one's own, and the check of what they give. Never here: a law, or a table.
"""

from collections.abc import Callable

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.lookup import position
from ostrakon.mechanisms.response import best_response, deterrence, hardship, indifferent, joining
from ostrakon.mechanisms.response.setting import Setting, unwatched
from ostrakon.mechanisms.view import SocietyView

Law = Callable[[Setting], np.ndarray]
LAWS: dict[str, Law] = {"indifferent": indifferent.multiplier, "deterrence": deterrence.multiplier, "hardship": hardship.multiplier,
                        "best_response": best_response.multiplier, "joining": joining.multiplier}


def laws_of(view: SocietyView) -> dict[str, Law]:
    """Return the laws that multiply: ``indifferent``, those the society names, and one's own.

    Raises OST4001 for a name that no law has, OST4004 for a law of one's own that has the name of a shipped one.
    """
    for name in view.own_laws:
        if name in LAWS:
            fail("OST4004", f"a law of one's own is called '{name}', as one of those shipped", remedy="give it another name")
    named = [list(LAWS)[position(name, LAWS, "response.laws")] for name in view.response.laws]
    return {name: LAWS[name] for name in ("indifferent", *named)} | dict(view.own_laws)


def tie_levels(view: SocietyView) -> int:
    """Return L: in how many levels a law is told the share of ties who acted; 1 when none reads it.

    Raises OST4004 when a law reads ties and the society does not say which.
    """
    told = unwatched(view)
    for name, law in laws_of(view).items():
        if np.ndim(law(told)) == 6:
            if told.response.ties is None:
                fail("OST4004", f"'{name}' reads ties, and the society says nothing of whose acts are looked at",
                     remedy="declare `response.ties` in the society")
            return int(told.response.ties.levels)
    return 1


def asked(told: Setting, view: SocietyView, shape: tuple[int, ...]) -> np.ndarray:
    """Return multipliers on the base rates, the product of all laws: six axes that spread over a shape [L, 2Z, standings, 16, 16, K].

    Raises OST4004 for a law that gives another shape, or what is no number of 0 or more.
    """
    product = np.ones((1,) * len(shape))
    for name, law in laws_of(view).items():
        product = product * _checked(name, np.asarray(law(told)), shape)
    return product


def _checked(name: str, given: np.ndarray, full: tuple[int, ...]) -> np.ndarray:
    axes = "[2Z, standings, fear, hardship, kinds]"
    if not _fits(given.shape, full):
        fail("OST4004", f"'{name}' gives an array of shape {list(given.shape)}",
             allowed=f"what broadcasts to {axes} = {list(full[1:])}, or to that after an axis of tie levels, {full[0]} of them",
             remedy="use np.ones((1, 1, 1, 1, len(setting.kinds))) as a start")
    if given.dtype.kind not in "fiub" or not np.isfinite(given).all() or (given < 0).any():
        fail("OST4004", f"'{name}' gives what is no number, or one below 0", allowed="factors on base rates: 0 or more, 1 for no change")
    return given


def _fits(shape: tuple[int, ...], full: tuple[int, ...]) -> bool:
    """Whether an array of this shape can be spread over the other."""
    return len(shape) <= len(full) and all(a in (1, b) for a, b in zip(reversed(shape), reversed(full), strict=False))
