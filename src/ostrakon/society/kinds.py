"""Kinds of occasions: how often they arise by stratum, and what requests cost, bring and are worth.

Here lives how a society's kinds become rates and alias rows. Never here: any rate, or what a regime makes of a kind.
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.numbers import DAYS_PER_YEAR, ONE, p32
from ostrakon.society.fitting import alias_rows
from ostrakon.spec.society import GROUPS, By, Kind, Society
from ostrakon.vocabulary import NATURES

TICKS = 1024        # per day
LEVEL = 256         # a level of fear or hardship
MOST_RATE = ONE     # candidates per day and group times 2**32; above one a day the day's work is no longer small


def kind_order(society: Society) -> tuple[str, ...]:
    """The kinds in table order: by disposition group, then as written."""
    return tuple(sorted(society.kinds, key=lambda k: GROUPS.index(society.kinds[k].group)))


def multipliers(strata: list[dict[str, str]], by: By) -> np.ndarray:
    """[S] the product of a kind's multipliers in each stratum."""
    out = []
    for stratum in strata:
        value = 1.0
        for name, levels in by.items():
            value *= levels.get(stratum[name], 1.0)
        out.append(value)
    return np.array(out)


def candidate_rates(society: Society) -> np.ndarray:
    """[S,K] candidates per person-year before dispositions: base rate times ceiling times multipliers."""
    strata = society.grouping("strata")
    rows = [k.rate * k.ceiling * multipliers(strata, k.by) for k in (society.kinds[name] for name in kind_order(society))]
    return np.stack(rows, axis=1)


def kind_tables(society: Society) -> dict[str, np.ndarray]:
    """The kind tables of SocietyTables, by name; one variant, used by all regions."""
    order = kind_order(society)
    kinds = [society.kinds[name] for name in order]
    yearly = candidate_rates(society)
    starts = np.searchsorted([GROUPS.index(k.group) for k in kinds], range(len(GROUPS) + 1))
    cut, other = np.zeros(yearly.shape, np.uint32), np.zeros(yearly.shape, np.uint8)
    rate = np.zeros((len(yearly), len(GROUPS)), np.int64)
    for g in range(len(GROUPS)):
        low, high = int(starts[g]), int(starts[g + 1])
        if high > low:
            cut[:, low:high], other[:, low:high] = alias_rows(yearly[:, low:high])
            rate[:, g] = np.rint(yearly[:, low:high].sum(1) * (ONE / DAYS_PER_YEAR)).astype(np.int64)
    if rate.max() > MOST_RATE:
        fail("OST3001", f"the kinds of group '{GROUPS[int(rate.max(0).argmax())]}' make more than one candidate a day",
             remedy="declare a coarser kind with a lower rate or ceiling")
    out: dict[str, np.ndarray] = {"rate": rate[None], "kind_cut": cut[None], "kind_other": other[None],
                                  "group_start": starts.astype(np.int64)}
    return {**out, **_requests(society, order, kinds)}


def _requests(society: Society, order: tuple[str, ...], kinds: list[Kind]) -> dict[str, np.ndarray]:
    def column(values: list[int]) -> np.ndarray:
        return np.array(values, np.int64)

    strata = society.grouping("strata")
    return {
        "nature": column([NATURES.index(k.nature) for k in kinds]),
        "travel": column([int(k.travel) for k in kinds]),
        "denial_hardship": column([round(k.denial_hardship * LEVEL) for k in kinds]),
        "cost_yuan": column([k.cost_yuan for k in kinds]),
        "cost_minutes": column([k.cost_minutes for k in kinds]),
        "grant": np.stack([_grants(strata, name, society.kinds[name]) for name in order], axis=1),
        "follow": column([order.index(k.follow.kind) if k.follow else -1 for k in kinds]),
        "follow_delay": column([round(k.follow.after_days * TICKS) if k.follow else TICKS for k in kinds]),
    }


def _grants(strata: list[dict[str, str]], name: str, kind: Kind) -> np.ndarray:
    values = kind.grant * multipliers(strata, kind.grant_by)
    if values.max() > 1 + 1e-9:
        fail("OST3001", f"kinds.{name}: grant times its multipliers comes to {values.max():.3f}", allowed="at most 1 in every stratum")
    known = {float(v): p32(min(float(v), 1.0), f"kinds.{name}.grant") for v in np.unique(values)}
    return np.array([known[float(v)] for v in values], np.int64)
