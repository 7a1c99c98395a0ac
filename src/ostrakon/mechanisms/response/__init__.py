"""Response: whether a person goes ahead, by response class, standing, fear, hardship and kind.

Here live the tables made of the laws' product. One law is one file with a function ``multiplier(setting)``, an array that
broadcasts to [2Z, standings, 16, 16, K] and multiplies the base rate; a law that reads ties has an axis of tie levels before
these. Never here: what people fear or lack (a society's), or the day on which they choose (the kernel's).
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import position
from ostrakon.mechanisms.response.laws import LAWS, Law, asked, tie_levels
from ostrakon.mechanisms.response.setting import LEVELS, Setting, setting, unwatched
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import ALWAYS, ONE

__all__ = ["LAWS", "Law", "Setting", "fill", "will_none"]
MOST_CELLS = 128    # response classes x standings: 2 x 128 x 16 x 16 x 32 kinds x 4 bytes = 8.4 MB, of which few cells are hot
NIL = 50            # a willingness below 50 / 2**32 is nil: it could not be stored within 1 percent, and is one in 86 million
SLACK = 1e-9        # rounding allowed above a ceiling
MOST_BYTES = 1 << 27                # with tie levels; every Program of a run has such a table, and the neutral one too
MOST_ROWS = (1 << 16) - 1           # a person's row is a word of 16 bits (State.mood)


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables will, will0, evade, evades, evade_channel, tie_levels, tie_of, tie_days, tie_kinds."""
    levels, z = tie_levels(view), len(view.response.boldness)
    _small_enough(levels, z, live.n_standings, len(view.kinds))
    shape = (levels, 2 * z, live.n_standings, LEVELS, LEVELS, len(view.kinds))
    chances = willingness(setting(live, view), view, shape)
    return {"will": by_row(stored(chances), shape), "will0": np.ascontiguousarray(will_none(view)[:, 0, 0, :]),
            **_evasion(live, view, chances, shape), **_ties(view, levels)}


def will_none(view: SocietyView) -> np.ndarray:
    """Return [2Z x tie levels,16,16,K] uint32: willingness under no regime, by fear and hardship."""
    shape = (tie_levels(view), 2 * len(view.response.boldness), 1, LEVELS, LEVELS, len(view.kinds))
    return by_row(stored(willingness(unwatched(view), view, shape)), shape)[:, 0]


def willingness(told: Setting, view: SocietyView, shape: tuple[int, ...]) -> np.ndarray:
    """Return chances = product of the laws / ceiling, to be spread over a shape [tie levels, 2Z, standings, 16, 16, K].

    Raises OST4003 naming kind and cell when the laws ask for more than the ceiling.
    """
    chances = asked(told, view, shape) / told.ceilings
    over = np.argwhere(chances > 1.0 + SLACK)
    if len(over):
        _over(chances, over[0], told, view)
    return np.asarray(np.minimum(chances, 1.0))


def by_row(table: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Return a table spread over a shape, tie level and response class in one row: the kernel's way, the class varying faster."""
    return np.ascontiguousarray(np.broadcast_to(table, shape)).reshape(-1, *shape[2:])


def stored(chances: np.ndarray) -> np.ndarray:
    """Return chances as p32, uint32; below NIL they are 0."""
    exact = np.round(chances * ONE)
    return np.where(exact < NIL, 0.0, np.minimum(exact, ALWAYS)).astype(np.uint32)


def _small_enough(levels: int, z: int, standings: int, kinds: int) -> None:
    """Raise OST4001 for a table of willingness that would not fit."""
    if levels == 1 and z * standings > MOST_CELLS:
        fail("OST4001", f"{z} response classes x {standings} standings", allowed=f"{MOST_CELLS} at most",
             remedy="use fewer tiers, lists or response classes")
    size = 2 * z * levels * standings * LEVELS * LEVELS * kinds * 4
    if size > MOST_BYTES or 2 * z * levels > MOST_ROWS:
        fail("OST4001", f"a table of willingness of {size:,} bytes: {levels} tie levels x {z} response classes x {standings} standings "
             f"x {kinds} kinds", allowed=f"{MOST_BYTES:,} bytes, and {MOST_ROWS:,} rows, at most",
             remedy="tell the share of ties in fewer levels (`response.ties.levels`), or use fewer tiers, lists or response classes")


def _ties(view: SocietyView, levels: int) -> dict[str, object]:
    """Whose acts are looked at, and which; nobody's when no law reads ties."""
    ties, kinds = view.response.ties, np.zeros(len(view.kinds), np.int64)
    if levels == 1:
        return {"tie_levels": 1, "tie_of": 0, "tie_days": 1, "tie_kinds": kinds}
    for kind in ties.kinds:
        kinds[position(kind, view.kinds, "response.ties.kinds")] = 1
    return {"tie_levels": levels, "tie_of": 1 + ("close", "all", "community").index(ties.of), "tie_days": ties.days, "tie_kinds": kinds}


def _over(chances: np.ndarray, cell: np.ndarray, told: Setting, view: SocietyView) -> None:
    level, z, standing, fear, want, k = (int(i) for i in cell)
    ties = f", tie level {level}" if chances.shape[0] > 1 else ""
    who = f"{'aware' if told.aware[z] else 'unaware'} class {z % len(view.response.boldness)}"
    fail("OST4003", f"'{view.kinds[k]}' for {who}, standing {standing}, fear {fear}, hardship {want}{ties}: "
         f"{chances[tuple(cell)]:.6g} times",
         allowed=f"the kind's ceiling, {told.ceilings[k]:g} times its base rate", remedy="raise the ceiling of the kind")


def _evasion(live: Live, view: SocietyView, chances: np.ndarray, shape: tuple[int, ...]) -> dict[str, object]:
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
    return {"evade": by_row(stored(chances * part), shape), "evades": 1, "evade_channel": channel}
