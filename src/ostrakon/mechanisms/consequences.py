"""Consequences: what a standing takes and gives.

Here live gates, privileges, what happens once on entry, and ostracism. Never here: how one comes into a tier or onto a
list (standing).

Several consequences on one standing add up as follows: denials and flags unite; of two chances or savings for one
request the larger holds (a deposit is waived once); fines add; of two detentions the longer holds.
"""

from collections.abc import Iterator

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import positions, request
from ostrakon.mechanisms.tables import CONFINED, PRIVILEGED, REMOVED, SANCTIONED, SUSPENDED
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import p32
from ostrakon.spec.regime import Consequence


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables deny, boost, save_*, flags, household_deny, fine ... removes, ostracism*."""
    return _standing(live, view) | _entry(live) | _household(live, view) | _ostracism(live)


def entities(live: Live, name: str, consequence: Consequence) -> list[int]:
    """Return the entities a consequence hangs on: tiers 0..T-1, then T + list. A list switched off is left out."""
    place = f"consequences.{name}"
    lists = [live.list_of(x, f"{place}.lists") for x in consequence.lists]
    return positions(consequence.tiers, live.tiers, f"{place}.tiers") + [len(live.tiers) + x for x in lists if x >= 0]


def is_sanction(live: Live, consequence: Consequence, entity: int) -> bool:
    """Return whether a consequence harms. To be made public is a sanction, except on a red list, where it is an honour."""
    c = consequence
    harms = (c.deny, c.household_deny, c.suspend_expression, c.remove_account, c.confine, c.fine_yuan, c.detain_days, c.ostracism)
    return any(harms) or (c.publicise and not _is_red(live, entity))


def _is_red(live: Live, entity: int) -> bool:
    """Return whether an entity is a red list, on which to be named is an honour."""
    return entity >= len(live.tiers) and list(live.lists.values())[entity - len(live.tiers)].colour == "red"


def _standings_of(live: Live, entity: int) -> list[int]:
    """The standings that hold an entity."""
    n, bits = live.n_standings, len(live.lists)
    if entity < len(live.tiers):
        return [s for s in range(n) if s >> bits == entity]
    return [s for s in range(n) if s >> (entity - len(live.tiers)) & 1]


def _all(live: Live) -> Iterator[tuple[str, Consequence, int]]:
    """Every live consequence with every entity it hangs on."""
    for name, consequence in live.consequences.items():
        for entity in entities(live, name, consequence):
            yield name, consequence, entity


def _standing(live: Live, view: SocietyView) -> dict[str, object]:
    """What lasts as long as the standing does."""
    shape = (live.n_standings, len(view.kinds))
    deny, boost = np.zeros(shape, np.uint8), np.zeros(shape, np.uint32)
    yuan, minutes = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    flags = np.zeros(live.n_standings, np.int64)
    for name, c, entity in _all(live):
        at = _standings_of(live, entity)
        flags[at] |= _flags(live, c, entity)
        for kind in c.deny:
            deny[at, request(view, kind, f"consequences.{name}.deny")] = 1
        for kind, gift in c.privileges.items():
            k = request(view, kind, f"consequences.{name}.privileges")
            boost[at, k] = np.maximum(boost[at, k], np.uint32(p32(gift.chance, f"consequences.{name}.privileges.{kind}.chance")))
            yuan[at, k] = np.maximum(yuan[at, k], gift.saves_yuan)
            minutes[at, k] = np.maximum(minutes[at, k], gift.saves_minutes)
    return {"deny": deny, "boost": boost, "save_yuan": yuan, "save_minutes": minutes, "flags": flags}


def _flags(live: Live, c: Consequence, entity: int) -> int:
    parts = {SUSPENDED: c.suspend_expression, REMOVED: c.remove_account, CONFINED: c.confine,
             SANCTIONED: is_sanction(live, c, entity), PRIVILEGED: bool(c.privileges)}
    return sum(flag for flag, holds in parts.items() if holds)


def _entry(live: Live) -> dict[str, object]:
    """What happens once, on the day of entry."""
    n = len(live.tiers) + len(live.lists)
    out = {name: np.zeros(n, np.int64) for name in ("fine", "detain", "publicised", "sanctions", "removes")}
    for _, c, entity in _all(live):
        out["fine"][entity] += c.fine_yuan
        out["detain"][entity] = max(out["detain"][entity], c.detain_days)
        out["publicised"][entity] |= c.publicise and not _is_red(live, entity)
        out["sanctions"][entity] |= is_sanction(live, c, entity)
        out["removes"][entity] |= c.remove_account
    return dict(out)


def _household(live: Live, view: SocietyView) -> dict[str, object]:
    """Which lists of other members of the household deny a request."""
    out = np.zeros(len(view.kinds), np.int64)
    for name, c, entity in _all(live):
        for kind in c.household_deny:
            out[request(view, kind, f"consequences.{name}.household_deny")] |= 1 << (entity - len(live.tiers))
    return {"household_deny": out}


def _ostracism(live: Live) -> dict[str, object]:
    """The chance that a tie is cut when a person enters a list, and whether for good."""
    chance, ever = np.zeros(len(live.lists), np.int64), np.zeros(len(live.lists), np.int64)
    for name, c, entity in _all(live):
        if c.ostracism:
            x = entity - len(live.tiers)
            if chance[x]:
                fail("OST4001", f"consequences.{name}.ostracism is the second on its list", allowed="one per list")
            chance[x] = p32(c.ostracism.chance, f"consequences.{name}.ostracism.chance")
            ever[x] = c.ostracism.until == "ever"
    return {"ostracism": chance, "ostracism_ever": ever,
            "stream_ostracism": np.array(live.streams("ostracism", live.lists), np.int64)}
