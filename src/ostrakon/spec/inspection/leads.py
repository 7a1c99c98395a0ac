"""From a record to what it can bring: which lists and tiers a rule can lead to, and which sanctions hang on them.

Here lives the one answer to "what can a record of this rule bring on somebody". Never here: how many records it takes
(acts), or a finding. The score is followed by direction only: a rule that takes points leads to every list below a
cutoff and to every lower tier that anybody can reach.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ostrakon.spec.inspection.records import makers
from ostrakon.spec.inspection.scores import spilled, starting_tiers, worths
from ostrakon.spec.inspection.view import View, by_score
from ostrakon.spec.regime import Consequence, RegisterList, Rule
from ostrakon.spec.society import Society
from ostrakon.spec.text import Where


@dataclass(frozen=True, slots=True)
class Entity:
    """A tier or a list."""

    sort: Literal["tier", "list"]
    name: str

    def __str__(self) -> str:
        return f"{self.sort} {self.name}"


@dataclass(frozen=True, slots=True)
class Lead:
    """That a record of a rule, made by one of these channels, can bring people to a tier or list with these sanctions.

    `direct`: the rule names the list. `others`: only those close to the target, by spillover.
    """

    rule: str
    channels: tuple[str, ...]
    entity: Entity
    sanctions: tuple[str, ...]
    direct: bool
    others: bool


def sanctions_of(view: View, entity: Entity) -> tuple[str, ...]:
    """The names of the sanctions that hang on a tier or list."""
    return tuple(n for n, c in view.sanctions.items() if entity.name in (c.tiers if entity.sort == "tier" else c.lists))


def sanctioned(view: View) -> list[Entity]:
    """The tiers and lists that can be reached and have sanctions."""
    tiers = [Entity("tier", t.name) for t in view.regime.tiers if t.name in view.reach.tiers]
    return [e for e in [*tiers, *(Entity("list", n) for n in view.lists)] if sanctions_of(view, e)]


def leads(view: View) -> list[Lead]:
    """Every way from a rule that can fire to a sanction, in the order of the file."""
    targets = sanctioned(view)
    return [lead for name, rule in view.rules.items() for lead in _of_rule(view, name, rule, targets)]


def _of_rule(view: View, name: str, rule: Rule, targets: list[Entity]) -> Iterator[Lead]:
    channels = makers(view.regime, view.society, rule)
    own = worths(rule, view.reach.tiers)
    others = spilled(rule, own) if view.regime.association.spillover else set()
    for entity in targets:
        direct = entity.sort == "list" and rule.list == entity.name
        here = direct or _moved(view, rule, own, entity)
        if here or _moved(view, rule, others, entity):
            yield Lead(name, channels, entity, sanctions_of(view, entity), direct, not here)


def _moved(view: View, rule: Rule, points: set[int], entity: Entity) -> bool:
    """Whether points of these signs move a score toward the tier or list, from where people are better off without it."""
    weight = view.regime.scoring.dimensions[rule.dimension or next(iter(view.regime.scoring.dimensions))].weight
    falls, rises = any(p * weight < 0 for p in points), any(p * weight > 0 for p in points)
    if entity.sort == "list":
        entry = view.lists[entity.name]
        return by_score(entry, view.reach.scores) and (falls if entry.below is not None else rises)
    number = [t.name for t in view.regime.tiers].index(entity.name)
    reached = [i for i, t in enumerate(view.regime.tiers) if t.name in view.reach.tiers]
    return (falls and number < max(reached)) or (rises and number > max(starting_tiers(view.regime)))


def entity_path(view: View, entity: Entity) -> Where:
    """The path of a tier or list."""
    if entity.sort == "list":
        return ("lists", entity.name)
    return ("tiers", [t.name for t in view.regime.tiers].index(entity.name))


def travels(society: Society, kinds: list[str]) -> list[str]:
    """Those of the requests that are travel."""
    return [k for k in kinds if k in society.kinds and society.kinds[k].travel]


def said(names: list[str] | tuple[str, ...]) -> str:
    """Names in a sentence; what belongs together keeps its underscores, since they are names of keys."""
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else "".join(names)


def does(c: Consequence) -> str:
    """What a consequence takes, in few words."""
    parts = [f"no {said(c.deny)}"] * bool(c.deny) + ["no expression"] * c.suspend_expression + ["account removed"] * c.remove_account
    parts += ["no travel"] * c.confine + [f"a fine of {c.fine_yuan:,} yuan"] * bool(c.fine_yuan)
    parts += [f"{c.detain_days} days of detention"] * bool(c.detain_days) + ["publicity"] * c.publicise
    parts += [f"no {said(c.household_deny)} for the household"] * bool(c.household_deny) + ["ties cut"] * bool(c.ostracism)
    return ", ".join(parts)


def exits(view: View, name: str, entry: RegisterList) -> str:
    """The ways off a list, in few words; 'no end' where there is none."""
    ways = [f"{entry.term_days} days" if entry.term_days else "named once"] * (entry.term_days is not None)
    ways += [f"until the duty is performed ({365 / entry.duty_per_year:,.0f} days on average)"] if entry.duty_per_year else []
    sign = "below" if entry.colour == "red" else "at or above"
    ways += [f"until the score is {sign} {entry.leaves_at}"] * (entry.leaves_at is not None)
    ways += ["until an appeal is granted"] * (name in (view.regime.redress or {}))
    return " or ".join(ways) or "no end"
