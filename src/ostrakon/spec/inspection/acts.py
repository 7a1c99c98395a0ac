"""How many acts it takes: records of one rule alone, one after the other, from the start to a tier or list.

Here lives that count, by stepping through the points as written: one record a day, all within the window of repetition, no
recovery, no company and nothing else recorded in between. Never here: how likely so many records are.
"""

from dataclasses import dataclass

from ostrakon.spec.inspection.leads import Entity, Lead
from ostrakon.spec.inspection.scores import REPEATS, bases, first_tier, score_of
from ostrakon.spec.inspection.view import View
from ostrakon.spec.regime import Regime, RegisterList, Rule

MOST_ACTS = 2000        # of one kind by one person; beyond it the count says nothing about a life


@dataclass(frozen=True, slots=True)
class Count:
    """So many acts, the base they start from, and the score on which they end."""

    acts: int
    base: int
    score: int


def acts(view: View, lead: Lead) -> Count | None:
    """The fewest records of the rule that bring somebody there; None when `MOST_ACTS` of them alone do not."""
    rule = view.rules[lead.rule]
    dimension = rule.dimension or next(iter(view.regime.scoring.dimensions))
    found = [_from(view, rule, dimension, base, lead) for base in sorted(bases(view.regime.scoring.dimensions[dimension]))]
    return min((count for count in found if count is not None), key=lambda count: count.acts, default=None)


def _from(view: View, rule: Rule, dimension: str, base: int, lead: Lead) -> Count | None:
    regime, entity = view.regime, lead.entity
    values = {name: d.base for name, d in regime.scoring.dimensions.items()} | {dimension: base}
    limits = regime.scoring.dimensions[dimension]
    score = score_of(regime, list(values.values()))
    tier = first_tier(regime, score)
    for n in range(1, MOST_ACTS + 1):
        before = values[dimension]
        values[dimension] = min(max(before + _points(regime, rule, n, tier), limits.minimum), limits.maximum)
        score = score_of(regime, list(values.values()))
        tier, came = _tier(regime, tier, score), tier
        if (lead.direct and n >= rule.list_from) or _there(view, entity, score, tier):
            return Count(n, base, score)
        if values[dimension] == before and tier == came and n >= max(REPEATS, rule.list_from):
            return None
    return None


def _points(regime: Regime, rule: Rule, n: int, tier: int) -> int:
    name = regime.tiers[tier].name
    steps = rule.repetition.points[:REPEATS] if rule.repetition else []
    if name in rule.by_tier:
        return rule.by_tier[name]
    return steps[min(n, len(steps)) - 1] if steps else rule.points


def _tier(regime: Regime, tier: int, score: int) -> int:
    """The tier after a settlement: down past every cutoff, then up past cutoffs with hysteresis."""
    cuts = [(t.from_, t.hysteresis) for t in regime.tiers]
    while tier > 0 and score < (cuts[tier][0] or 0):
        tier -= 1
    while tier + 1 < len(cuts) and score >= (cuts[tier + 1][0] or 0) + cuts[tier + 1][1]:
        tier += 1
    return tier


def _there(view: View, entity: Entity, score: int, tier: int) -> bool:
    if entity.sort == "tier":
        return view.regime.tiers[tier].name == entity.name
    return beyond(view.lists[entity.name], score)


def beyond(entry: RegisterList, score: int) -> bool:
    """Whether a score lies beyond the cutoff of a list."""
    if entry.below is not None:
        return score < entry.below
    return entry.at_or_above is not None and score >= entry.at_or_above
