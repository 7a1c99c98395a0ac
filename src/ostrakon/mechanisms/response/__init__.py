"""Response: whether a person goes ahead, by response class, standing, fear, hardship and kind.

Here live the choice of laws, their product and the tables made of it. One law is one file with a function
``multiplier(setting)``, an array that broadcasts to [2Z, standings, 16, 16, K] and multiplies the base rate. Never here:
what people fear or lack (a society's), or the day on which they choose (the kernel's).
"""

import math
from collections.abc import Callable

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import position
from ostrakon.mechanisms.response import deterrence, hardship, indifferent
from ostrakon.mechanisms.response.setting import LEVELS, Setting, setting, unwatched
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import ALWAYS, ONE

Law = Callable[[Setting], np.ndarray]
LAWS: dict[str, Law] = {"indifferent": indifferent.multiplier, "deterrence": deterrence.multiplier, "hardship": hardship.multiplier}
MOST_CELLS = 128    # response classes x standings: 2 x 128 x 16 x 16 x 32 kinds x 4 bytes = 8.4 MB, of which few cells are hot
NIL = 50            # a willingness below 50 / 2**32 is nil: it could not be stored within 1 percent, and is one in 86 million
SLACK = 1e-9        # rounding allowed above a ceiling


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables will, will0, evade, evades, evade_channel."""
    z = len(view.response.boldness)
    if z * live.n_standings > MOST_CELLS:
        fail("OST4001", f"{z} response classes x {live.n_standings} standings", allowed=f"{MOST_CELLS} at most",
             remedy="use fewer tiers, lists or response classes")
    asked = willingness(setting(live, view), view)
    shape = (2 * z, live.n_standings, LEVELS, LEVELS, len(view.kinds))
    will = np.ascontiguousarray(np.broadcast_to(stored(asked), shape))
    return {"will": will, "will0": np.ascontiguousarray(will_none(view)[:, 0, 0, :])} | _evasion(live, view, asked, shape)


def will_none(view: SocietyView) -> np.ndarray:
    """Return [2Z,16,16,K] uint32: willingness under no regime, by fear and hardship."""
    asked = willingness(unwatched(view), view)[:, 0]
    shape = (2 * len(view.response.boldness), LEVELS, LEVELS, len(view.kinds))
    return np.ascontiguousarray(np.broadcast_to(stored(asked), shape))


def willingness(told: Setting, view: SocietyView) -> np.ndarray:
    """Return chances [2Z, 1 or standings, 16, 16, K] = product of the laws / ceiling.

    Raises OST4003 naming kind and cell when the laws ask for more than the ceiling.
    """
    laws = [LAWS[list(LAWS)[position(name, LAWS, "response.laws")]] for name in view.response.laws]
    product = math.prod((law(told) for law in laws), start=LAWS["indifferent"](told))
    full = (len(told.aware), product.shape[1], LEVELS, LEVELS, len(told.natures))
    asked = np.broadcast_to(product, full) / told.ceilings
    over = np.argwhere(asked > 1.0 + SLACK)
    if len(over):
        _over(asked, over[0], told, view)
    return np.asarray(np.minimum(asked, 1.0))


def stored(chances: np.ndarray) -> np.ndarray:
    """Return chances as p32, uint32; below NIL they are 0."""
    exact = np.round(chances * ONE)
    return np.where(exact < NIL, 0.0, np.minimum(exact, ALWAYS)).astype(np.uint32)


def _over(asked: np.ndarray, cell: np.ndarray, told: Setting, view: SocietyView) -> None:
    z, standing, fear, want, k = (int(i) for i in cell)
    who = f"{'aware' if told.aware[z] else 'unaware'} class {z % len(view.response.boldness)}"
    fail("OST4003", f"'{view.kinds[k]}' for {who}, standing {standing}, fear {fear}, hardship {want}: {asked[tuple(cell)]:.6g} times",
         allowed=f"the kind's ceiling, {told.ceilings[k]:g} times its base rate", remedy="raise the ceiling of the kind")


def _evasion(live: Live, view: SocietyView, asked: np.ndarray, shape: tuple[int, ...]) -> dict[str, object]:
    """Willing people who go ahead unseen by a channel: share_per_level x fear, at most all; the unaware never.

    A channel that the regime does not have is evaded by nobody.
    """
    share, channel, names = np.zeros(len(view.kinds)), np.full(len(view.kinds), -1, np.int64), list(live.channels)
    for kind, entry in view.response.evasion.items():
        if live.has("channels", entry.channel):
            k = position(kind, view.kinds, "response.evasion")
            share[k], channel[k] = entry.share_per_level, names.index(entry.channel)
    if not share.any():
        return {"evade": np.zeros((1,) * 5, np.uint32), "evades": 0, "evade_channel": np.full(len(view.kinds), -1, np.int64)}
    aware = np.repeat([1.0, 0.0], len(view.response.boldness))
    part = np.minimum(1.0, np.arange(LEVELS)[None, None, :, None, None] * share) * aware[:, None, None, None, None]
    evade = np.ascontiguousarray(np.broadcast_to(stored(asked * part), shape))
    return {"evade": evade, "evades": 1, "evade_channel": channel}
