"""What one regime says to no effect: entries and values that change nothing, whatever the society.

Here live warnings about what is accepted and then does nothing. Never here: what is refused, or an entry that is switched
off on purpose.
"""

from collections.abc import Iterator

from ostrakon.errors import Problem
from ostrakon.spec.fit import Places, dotted
from ostrakon.spec.regime import Consequence, Regime, Rule
from ostrakon.spec.text import Where

CODE = "OST2123"


def idle(regime: Regime, places: Places) -> Iterator[Problem]:
    """A warning for each entry or value that has no effect."""
    for name, rule in regime.rules.items():
        if rule.enabled:
            yield from _rule(regime, places, ("rules", name), rule)
    for name, channel in regime.channels.items():
        false = channel.false_records
        if channel.enabled and false and len(false.of) == 1 and 1 not in false.of.values():
            where: Where = ("channels", name, "false_records", "of", *false.of)
            yield places.problem(CODE, where, f"{dotted(where)}: a kind that is alone needs no weight", remedy="set it to 1")
    for name, consequence in regime.consequences.items():
        if consequence.enabled:
            yield from _consequence(regime, places, ("consequences", name), consequence)
    for name, entry in regime.lists.items():
        if entry.grace_days and entry.review is None and name not in (regime.redress or {}):
            at: Where = ("lists", name, "grace_days")
            yield places.problem(CODE, at, f"{dotted(at)}: nobody can appeal, and no listing is reviewed", remedy="set it to 0")
    if regime.tiers and regime.tiers[0].hysteresis:
        at = ("tiers", 0, "hysteresis")
        yield places.problem(CODE, at, f"{dotted(at)}: nobody climbs into the worst tier", remedy="give it to the tier above")


def _rule(regime: Regime, places: Places, at: Where, rule: Rule) -> Iterator[Problem]:
    steps = rule.repetition.points if rule.repetition else []
    fixed = [getattr(getattr(rule.spillover, role), "fixed", 0) for role in ("household", "close", "wider")]
    if rule.list is None and not any((rule.points, *rule.by_tier.values(), *steps, *fixed)):
        yield places.problem(CODE, at, f"{dotted(at)} gives no points and lists nobody", key=True, remedy="give it 'points' or a 'list'")
    if steps and rule.points:
        where = (*at, "points")
        yield places.problem(CODE, where, f"{dotted(where)}: 'repetition.points' are given instead", remedy="keep one of them")
    if rule.repetition and not steps and rule.list is None:
        where = (*at, "repetition")
        yield places.problem(CODE, where, f"{dotted(where)} has no points, and the rule no list", key=True,
                             remedy="give it 'points', or the rule a 'list' and 'list_from'")
    if rule.points and {tier.name for tier in regime.tiers} <= set(rule.by_tier):
        where = (*at, "points")
        yield places.problem(CODE, where, f"{dotted(where)}: 'by_tier' gives the points of every tier", remedy="set it to 0")


def _consequence(regime: Regime, places: Places, at: Where, entry: Consequence) -> Iterator[Problem]:
    does = (entry.deny, entry.privileges, entry.suspend_expression, entry.remove_account, entry.confine, entry.fine_yuan,
            entry.detain_days, entry.publicise, entry.household_deny, entry.ostracism)
    if not any(does):
        yield places.problem(CODE, at, f"{dotted(at)} takes and gives nothing", key=True, remedy="say what it denies or gives")
    for kind, privilege in entry.privileges.items():
        if not (privilege.chance or privilege.saves_yuan or privilege.saves_minutes):
            where = (*at, "privileges", kind)
            yield places.problem(CODE, where, f"{dotted(where)} is empty", key=True,
                                 remedy="give it 'chance', 'saves_yuan' or 'saves_minutes'")
    red = [name for name in entry.lists if name in regime.lists and regime.lists[name].colour == "red"]
    if entry.publicise and red and len(red) == len(entry.lists) and not entry.tiers:
        where = (*at, "publicise")
        yield places.problem(CODE, where, f"{dotted(where)}: to be named on a red list is an honour, and frightens nobody",
                             remedy="take it out")
    best = regime.tiers[-1].name
    if best in entry.tiers and not entry.lists and (entry.fine_yuan or entry.detain_days or entry.publicise):
        where = (*at, "tiers", entry.tiers.index(best))
        yield places.problem(CODE, where, f"{dotted(where)}: fines, detention and publicity come with a fall, never into '{best}'",
                             remedy="name a worse tier or a list")
