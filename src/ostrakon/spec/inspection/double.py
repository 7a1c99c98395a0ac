"""Double punishment: one record that counts toward sanctions by several lists, or by a list and a tier.

Here lives one structural finding. Tiers count as one, since a person is in one tier at a time. Two rules over one act
cannot be: one act makes one record, and two rules that would score the same record are refused.
"""

from collections.abc import Iterator

from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.leads import Lead, entity_path, leads, said
from ostrakon.spec.inspection.view import View
from ostrakon.spec.text import Where


def double_punishment(view: View) -> Iterator[Finding]:
    """Rules of which one record counts toward sanctions in more than one place, for the person whom it names."""
    by_rule: dict[str, list[Lead]] = {}
    for lead in leads(view):
        if not lead.others:
            by_rule.setdefault(lead.rule, []).append(lead)
    for name, found in by_rule.items():
        places = {lead.entity.name if lead.entity.sort == "list" else "" for lead in found}
        if len(places) < 2:
            continue
        path: Where = ("rules", name)
        ways = said([_way(lead) for lead in found])
        paths = (path, *(entity_path(view, lead.entity) for lead in found))
        yield Finding("double_punishment", "One act, several sanctions", name, paths, view.mark(path),
                      f"a record of {view.rules[name].kind} counts toward {ways}.",
                      _ends(name, found), short=ways)


def _way(lead: Lead) -> str:
    return f"{lead.entity} ({'named by the rule' if lead.direct else 'by its points'})"


def _ends(name: str, found: list[Lead]) -> str:
    names = said([lead.entity.name for lead in found])
    one = f"rules.{name} with points or a list, not both; or " if any(lead.direct for lead in found) else ""
    return f"{one}sanctions on one of {names} only"
