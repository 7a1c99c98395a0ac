"""Sanction beside gravity: how long a sanction lasts per act that leads to it, and the gravity that the society declares.

Here lives the arithmetic that puts the two side by side, and the question whether they fit. Never here: an answer; no
number of days is said to be too many. A gravity is a declaration of the society file, from 1 to 5, and mostly assumed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, inf

from ostrakon.spec.inspection.acts import MOST_ACTS, Count, acts
from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.leads import Lead, does, entity_path, exits, leads, said
from ostrakon.spec.inspection.provisions import AI_ACT, provision
from ostrakon.spec.inspection.view import View
from ostrakon.spec.text import Where

QUESTION = "Is what follows justified by what the person did, and in proportion to it and its gravity?"
MONTH = 365 / 12


@dataclass(frozen=True, slots=True)
class Weighed:
    """A lead, the acts it takes, the days of its sanctions (inf: no end; None: not told by the file) and both beside gravity."""

    lead: Lead
    count: Count | None
    days: float | None
    gravity: int

    @property
    def per_act(self) -> float | None:
        """Sanction-days per act."""
        return None if self.count is None or self.days is None else self.days / self.count.acts


def proportions(view: View) -> Iterator[Finding]:
    """Every rule and every tier or list with sanctions to which it leads the person who acted: the longest per act first."""
    found = [weighed(view, lead) for lead in leads(view) if not lead.others]
    for entry in sorted(found, key=_rank):
        yield _finding(view, entry, [other for other in found if other.gravity > entry.gravity and _longer(entry, other)])


def weighed(view: View, lead: Lead) -> Weighed:
    """A lead with its acts, days and gravity."""
    count = acts(view, lead)
    return Weighed(lead, count, _days(view, lead, count), view.society.kinds[view.rules[lead.rule].kind].gravity)


def _rank(entry: Weighed) -> tuple[float, int, int]:
    return (-(entry.per_act or 0.0), entry.gravity, entry.count.acts if entry.count else MOST_ACTS)


def _longer(one: Weighed, other: Weighed) -> bool:
    return one.per_act is not None and other.per_act is not None and one.per_act > other.per_act


def _days(view: View, lead: Lead, count: Count | None) -> float | None:
    """Days of sanctions after one entry: of the list's shortest way off that the file dates, or of recovery to leave the tier."""
    if lead.entity.sort == "list":
        entry = view.lists[lead.entity.name]
        if lead.entity.name not in view.reach.left:
            return inf
        dated = [inf if entry.term_days is None else float(entry.term_days), 365 / entry.duty_per_year if entry.duty_per_year else inf]
        dated += [days for days in [_recovery(view, lead, count, entry.leaves_at)] if days is not None]
        return min(dated) if min(dated) < inf else None
    number = [t.name for t in view.regime.tiers].index(lead.entity.name)
    above = view.regime.tiers[number + 1:number + 2]
    return _recovery(view, lead, count, (above[0].from_ or 0) + above[0].hysteresis if above else None)


def _recovery(view: View, lead: Lead, count: Count | None, score: int | None) -> float | None:
    """Days until recovery by points alone brings the score up again; None where the file does not say so plainly."""
    dimensions = list(view.regime.scoring.dimensions.values())
    if count is None or score is None or len(dimensions) > 1 or dimensions[0].recovery.yearly_factor < 1:
        return None
    monthly = dimensions[0].recovery.points_per_month
    if not monthly or not count.score < score <= dimensions[0].base:
        return None
    return ceil((score - count.score) / monthly) * MONTH


def _lasts(view: View, entry: Weighed) -> str:
    """How long, in words."""
    name = entry.lead.entity.name
    if entry.lead.entity.sort == "list":
        words = exits(view, name, view.lists[name]) if name in view.reach.left else "no end"
    else:
        words = "until the score has risen out of it"
    if not entry.per_act or entry.per_act == inf:
        return words
    return f"{words}; {_number(entry.per_act)} sanction-days per act"


def _number(x: float) -> str:
    """A number of days with three digits, or whole when that is more."""
    return f"{x:,.0f}" if x >= 100 else f"{x:.3g}"


def _short(view: View, entry: Weighed, gravity: int) -> str:
    n = entry.count.acts if entry.count else 0
    came = f"{n} record{'s' * (n != 1)} to {entry.lead.entity.name}" if n else f"not to {entry.lead.entity.name} alone"
    return f"gravity {gravity}, {came}: {_lasts(view, entry)}"


def _finding(view: View, entry: Weighed, graver: list[Weighed]) -> Finding:
    lead, rule = entry.lead, view.rules[entry.lead.rule]
    kind = view.society.kinds[rule.kind]
    path: Where = ("rules", lead.rule)
    what = f"{rule.kind} ({kind.nature}, gravity {kind.gravity} of 5)"
    if entry.count is None:
        came = f"records of {what} count toward {lead.entity}; {MOST_ACTS:,} of them alone do not bring anybody there"
    else:
        n = entry.count.acts
        came = f"{n} record{'s' * (n != 1)} of {what} bring{'s' * (n == 1)} somebody from {entry.count.base} to {lead.entity}"
    kinds = list(dict.fromkeys(view.rules[other.lead.rule].kind for other in graver))
    more = f" Longer per act than for {said(kinds)}, declared graver." if kinds else ""
    taken = "; ".join(does(view.sanctions[name]) for name in lead.sanctions)
    return Finding("proportion", "Sanction beside gravity", lead.rule, (path, entity_path(view, lead.entity)), view.mark(path),
                   f"{came}: {_lasts(view, entry)} ({taken}).{more}",
                   f"rules.{lead.rule} with points and list that lead to no sanction; a term, or more acts before it, makes it less",
                   provision(AI_ACT, "Art 5(1)(c)(ii)"), QUESTION, _short(view, entry, kind.gravity))
