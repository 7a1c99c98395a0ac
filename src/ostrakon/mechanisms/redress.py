"""Redress: appeals against a listing.

Here live who may appeal, how soon, with what success and what is given back. Never here: other ways off a list
(standing).
"""

import numpy as np

from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import by_code, mask, position
from ostrakon.mechanisms.view import SocietyView
from ostrakon.numbers import daily, p32
from ostrakon.spec.regime import Redress
from ostrakon.vocabulary import RESTORES


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables appeal_* and stream_appeal; a list without redress has appeal_on 0."""
    given = live.regime.redress or {}
    for name in given:
        position(name, live.regime.lists, "redress")
    lists = {name: given.get(name) if live.has("lists", name) else None for name in live.lists}
    chances = [_chances(r, f"redress.{n}") for n, r in lists.items()]
    return {
        "appeal_on": np.array([int(r is not None) for r in lists.values()], np.int64),
        "appeal_hazard": np.array([_hazards(r, view, f"redress.{n}") for n, r in lists.items()], np.int64)
                           .reshape(-1, view.tables.n_cohorts),
        "appeal_allow": np.array([mask(view, r.where if r else {}, f"redress.{n}.where") for n, r in lists.items()], np.uint8)
                          .reshape(-1, 10, 128),
        "appeal_wait": np.array([r.wait_days if r else 1 for r in lists.values()], np.int64),
        "appeal_chance": np.array(chances, np.int64).reshape(-1, 2),
        "appeal_restore": np.array([RESTORES.index(r.restores) if r else 0 for r in lists.values()], np.int64),
        "stream_appeal": np.array(live.streams("appeal", live.lists), np.int64),
    }


def _hazards(redress: Redress | None, view: SocietyView, place: str) -> list[int]:
    """Chance per day to lodge, by cohort [N]; multipliers of several attributes multiply."""
    n = int(view.tables.n_cohorts)
    if redress is None:
        return [0] * n
    rates = np.full(n, redress.hazard_per_year)
    for attribute, values in redress.hazard_by.items():
        rates = rates * by_code(view, view.tables.cohort_map, n, attribute, values, 1.0, f"{place}.hazard_by")
    return [p32(daily(float(r)), f"{place}.hazard_per_year") for r in rates]


def _chances(redress: Redress | None, place: str) -> list[int]:
    """Chance that an appeal succeeds: of the rightly listed, of the wrongly listed."""
    if redress is None:
        return [0, 0]
    return [p32(redress.success_if_right, f"{place}.success_if_right"), p32(redress.success_if_wrong, f"{place}.success_if_wrong")]
