"""Scoring: what a record is worth, and the dimensions in which it is kept.

Here live rules, repetition, bases, limits and recovery. Never here: who else pays (association), or what a score means
(standing).
"""

import numpy as np

from ostrakon.errors import fail
from ostrakon.mechanisms.live import Live
from ostrakon.mechanisms.lookup import by_code, conduct, position
from ostrakon.mechanisms.tables import REPEATS
from ostrakon.mechanisms.view import SocietyView
from ostrakon.spec.regime import Dimension, Rule

NEVER = 65536       # a recovery factor of 1, in 1/65536


def fill(live: Live, view: SocietyView) -> dict[str, object]:
    """Return the tables rule_*, n_rep, dim_* and recover_*."""
    return _rules(live, view) | _dimensions(live, view)


def rule_of(live: Live, view: SocietyView) -> np.ndarray:
    """Return [C,K]: the rule that scores records of a channel and kind, or -1. Raises OST4001 when two rules would."""
    out = np.full((len(live.channels), len(view.kinds)), -1, np.int64)
    names = list(live.rules)
    for q, (name, rule) in enumerate(live.rules.items()):
        k = conduct(view, rule.kind, f"rules.{name}.kind")
        for c in _channels(live, name, rule):
            if out[c, k] >= 0:
                fail("OST4001", f"rules '{names[out[c, k]]}' and '{name}' score the same record of {rule.kind}")
            out[c, k] = q
    return out


def points(live: Live, rule: Rule) -> np.ndarray:
    """Return [8,T] points by repetition and tier; the last repetition given goes on for all later ones."""
    by_count = rule.repetition.points if rule.repetition else []
    steps = [by_count[min(i, len(by_count) - 1)] if by_count else rule.points for i in range(REPEATS)]
    out = np.repeat(np.array(steps, np.int64)[:, None], len(live.tiers), axis=1)
    for tier, value in rule.by_tier.items():
        out[:, position(tier, live.tiers, "by_tier")] = value
    return out


def monthly_factor(yearly: float) -> int:
    """Return the monthly factor / 65536 that makes the distance from base ``yearly`` times itself in twelve months."""
    return round(float(yearly ** (1 / 12)) * NEVER)


def _channels(live: Live, name: str, rule: Rule) -> list[int]:
    """The channels a rule reads; those switched off are left out."""
    for channel in rule.channels:
        position(channel, live.regime.channels, f"rules.{name}.channels")
    return [c for c, channel in enumerate(live.channels)
            if live.has("channels", channel) and (not rule.channels or channel in rule.channels)]


def _rules(live: Live, view: SocietyView) -> dict[str, object]:
    rules = live.rules
    repeated = live.frame.repeated
    return {
        "rule_of": rule_of(live, view),
        "rule_dim": np.array([live.dimension_of(n, r) for n, r in rules.items()], np.int64),
        "rule_points": np.array([points(live, r) for r in rules.values()], np.int64).reshape(-1, REPEATS, len(live.tiers)),
        "rule_rep": np.array([repeated.index(n) if r.repetition else -1 for n, r in rules.items()], np.int64),
        "rule_window": np.array([r.repetition.window_days if r.repetition else 0 for r in rules.values()], np.int64),
        "rule_list": np.array([live.list_of(r.list, f"rules.{n}.list") if r.list else -1 for n, r in rules.items()], np.int64),
        "rule_list_at": np.array([r.list_from for r in rules.values()], np.int64),
        "n_rep": len(repeated),
    }


def _dimensions(live: Live, view: SocietyView) -> dict[str, object]:
    dims = list(live.dimensions.values())
    return {
        "dim_base": np.array([_base(d, n, view) for n, d in live.dimensions.items()], np.int64),
        "dim_min": np.array([d.minimum for d in dims], np.int64),
        "dim_max": np.array([d.maximum for d in dims], np.int64),
        "dim_weight": np.array([d.weight for d in dims], np.int64),
        "recover_points": np.array([d.recovery.points_per_month for d in dims], np.int64),
        "recover_factor": np.array([monthly_factor(d.recovery.yearly_factor) for d in dims], np.int64),
    }


def _base(dimension: Dimension, name: str, view: SocietyView) -> np.ndarray:
    """Base by stratum [S]."""
    strata = int(view.tables.rate.shape[1])
    for attribute, values in dimension.base_by.items():
        place = f"scoring.dimensions.{name}.base_by"
        return by_code(view, view.tables.strata_map, strata, attribute, values, dimension.base, place).astype(np.int64)
    return np.full(strata, dimension.base, np.int64)
