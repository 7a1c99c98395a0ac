"""What cannot happen: rules that never fire, tiers that nobody reaches, lists and sanctions to which nothing leads.

Here live structural findings. They are told only where they are certain: bounds on scores are wide, predicates on people
are not followed, and a chance however small counts as one. Never here: a question of law.
"""

from collections.abc import Iterator

from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.leads import Entity, does, entity_path, said, sanctions_of
from ostrakon.spec.inspection.records import asked, closed
from ostrakon.spec.inspection.scores import Pieces, starting_scores, starting_tiers
from ostrakon.spec.inspection.view import View, by_score
from ostrakon.spec.regime import Consequence
from ostrakon.spec.text import Where


def rules_never_fire(view: View) -> Iterator[Finding]:
    """Rules that are on and of which no record can arise under any version in force."""
    for name, rule in view.regime.rules.items():
        if not rule.enabled or name in view.reach.rules:
            continue
        found = [closed(view.regime, view.society, channel, rule.kind) for channel in asked(view.regime, rule)]
        why = list(dict.fromkeys(c.why for c in found if c)) or ["there is no channel"]
        opens = list(dict.fromkeys(c.opens for c in found if c)) or [f"a channel that sees {rule.kind}"]
        path: Where = ("rules", name)
        yield Finding("rule_never_fires", "Rule that can never fire", name, (path,), view.mark(path),
                      f"no record of {rule.kind} can arise for rules.{name}: {'; '.join(why)}.",
                      f"{' or '.join(opens)}; or rules.{name}.enabled=false", short="; ".join(why))


def tiers_unreached(view: View) -> Iterator[Finding]:
    """Tiers in which nobody can be."""
    for i, tier in enumerate(view.regime.tiers):
        if tier.name in view.reach.tiers:
            continue
        path: Where = ("tiers", i)
        yield Finding("tier_unreached", "Tier that nobody can reach", tier.name, (path,), view.mark(path),
                      f"nobody can be in tier {tier.name}: people start at {_shown(starting_scores(view.regime))}, and records, recovery "
                      f"and company lead to {_shown(view.reach.scores)} at the widest.",
                      f"a cutoff of {tier.name} that these scores meet, or rules whose points lead there",
                      short=f"scores are {_shown(view.reach.scores).removeprefix('scores ')}")


def _shown(pieces: Pieces) -> str:
    """The ends of a set of scores."""
    low, high = min(p[0] for p in pieces), max(p[-1] for p in pieces)
    steps = {p.step for p in pieces if len(p) > 1}
    by = f", in steps of {min(steps)}" if steps and min(steps) > 1 else ""
    return f"{low}{by}" if low == high else f"scores from {low} to {high}{by}"


def lists_unreached(view: View) -> Iterator[Finding]:
    """Lists that are on and that nobody can be put on."""
    for name, entry in view.regime.lists.items():
        if entry.enabled and name not in view.reach.lists:
            path: Where = ("lists", name)
            yield Finding("list_unreached", "List to which no channel leads", name, (path,), view.mark(path),
                          f"nobody can be put on {name}: no rule that can fire names it, and no score that can be reached lies beyond its "
                          "cutoff, or its review stops every entry.",
                          f"a rule that can fire with list: {name}, or a cutoff between reachable scores; or lists.{name}.enabled=false")


def sanctions_unreached(view: View) -> Iterator[Finding]:
    """Consequences that are on and hang only on tiers and lists that nobody can be on."""
    for name, c in view.regime.consequences.items():
        if not c.enabled or any(n in view.reach.lists for n in c.lists) or any(t in view.reach.tiers for t in c.tiers):
            continue
        path: Where = ("consequences", name)
        yield Finding("consequence_unreached", "Consequence to which no channel leads", name, (path,), view.mark(path),
                      f"nobody can meet consequences.{name}: nobody can be on {said([*c.tiers, *c.lists])}.",
                      f"hang it on a tier or list that can be reached, or consequences.{name}.enabled=false")


def sanctioned_from_the_start(view: View) -> Iterator[Finding]:
    """Sanctions that people meet where they start, before any record."""
    starts = starting_scores(view.regime)
    tiers = [Entity("tier", view.regime.tiers[i].name) for i in sorted(starting_tiers(view.regime))]
    lists = [Entity("list", n) for n, entry in view.lists.items() if by_score(entry, starts)]
    for entity in [*tiers, *lists]:
        names = [n for n in sanctions_of(view, entity) if entity.sort == "list" or _lasts(view.sanctions[n])]
        for name in names:
            path: Where = ("consequences", name)
            paths = (path, entity_path(view, entity))
            yield Finding("sanction_from_the_start", "Sanction without any record", name, paths, view.mark(path),
                          f"people start at {_shown(starts)}, in {entity}, where they meet {name}: {does(view.sanctions[name])}.",
                          f"a base on the other side of the cutoff of {entity.name}, or consequences.{name} not on it",
                          short=f"where people start, in {entity}")


def _lasts(c: Consequence) -> bool:
    """Whether a tier's sanction is felt by who starts there: what comes with a fall is not."""
    return bool(c.deny or c.suspend_expression or c.confine)
