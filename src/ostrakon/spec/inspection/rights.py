"""Rights touched: what sanctions do to movement, expression, private life and fair hearing, and unequal treatment.

Here lives what each sanction does, read from its keys and not from the words in `right`, and the question that goes with the
right. Only rights of the table of provisions are named. Never here: whether a right is violated.
"""

from collections.abc import Iterable, Iterator

from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.leads import Entity, entity_path, leads, said, sanctioned, sanctions_of, travels
from ostrakon.spec.inspection.provisions import ICCPR, provision
from ostrakon.spec.inspection.view import View, appeals
from ostrakon.spec.regime import Channel, Consequence
from ostrakon.spec.text import Where

PROTECTED = ("sex", "minority")     # the attributes of the language on which telling people apart is asked about
MOVEMENT = "Is the restriction of movement laid down by law, needed for one of the aims that allow it, and in proportion to it?"
SPEECH = "Is the restriction of expression laid down by law, for an aim that allows it, and needed for that aim?"
PRIVATE = "Is what is done to private life, family, honour or reputation lawful, and is there protection of the law against it?"
HEARING = "Who hears the person before an independent tribunal, and who has to prove the case?"
EQUALITY = "Is there an objective and reasonable ground for treating people differently here?"


def movement(view: View) -> Iterator[Finding]:
    """Sanctions that refuse travel."""
    for name, c in _met(view):
        kinds = travels(view.society, [*c.deny, *c.household_deny])
        if c.confine or kinds:
            what = "refuses all travel" if c.confine else f"refuses {said(list(dict.fromkeys(kinds)))}"
            yield _right(view, ("consequences", name), "Art 12", "Movement", f"{name} {what}.", MOVEMENT,
                         f"consequences.{name} without {'confine' if c.confine else 'travel in deny and household_deny'}")


def expression(view: View) -> Iterator[Finding]:
    """Sanctions that stop expression, and rules by which expression leads to sanctions."""
    for name, c in _met(view):
        keys = ["suspend_expression"] * c.suspend_expression + ["remove_account"] * c.remove_account
        if keys:
            yield _right(view, ("consequences", name), "Art 19", "Expression", f"{name} stops people from speaking ({said(keys)}).", SPEECH,
                         f"consequences.{name} without {said(keys)}")
    for rule in dict.fromkeys(lead.rule for lead in leads(view)):
        kind = view.rules[rule].kind
        if view.society.kinds[kind].nature == "expression":
            yield _right(view, ("rules", rule), "Art 19", "Expression", f"{kind} is expression, and its records lead to sanctions.", SPEECH,
                         f"rules.{rule}.enabled=false, or neither points nor a list that lead to sanctions")


def private_life(view: View) -> Iterator[Finding]:
    """Sanctions that expose people, fall on their family or cut their ties."""
    for name, c in _met(view):
        keys = ["publicise"] * c.publicise + ["household_deny"] * bool(c.household_deny) + ["ostracism"] * bool(c.ostracism)
        if keys:
            words = ["makes the name public"] * c.publicise + ["falls on the household"] * bool(c.household_deny)
            words += ["cuts ties with friends"] * bool(c.ostracism)
            yield _right(view, ("consequences", name), "Art 17", "Private life", f"{name} {said(words)}.", PRIVATE,
                         f"consequences.{name} without {said(keys)}")


def hearing(view: View) -> Iterator[Finding]:
    """Tiers and lists with sanctions against which nobody can appeal, or no appeal is granted."""
    for entity in sanctioned(view):
        if entity.sort == "list" and appeals(view.regime, entity.name) > 0:
            continue
        none = "no appeal is ever granted" if entity.name in (view.regime.redress or {}) else "nobody can appeal"
        yield _right(view, entity_path(view, entity), "Art 14", "Fair hearing",
                     f"{none} against {entity}, on which {said(sanctions_of(view, entity))} hang{_s(view, entity)}.", HEARING,
                     f"redress.{entity.name} in which some appeals are granted" if entity.sort == "list" else
                     f"sanctions that hang on a list with redress rather than on {entity}", entity.name)


def _s(view: View, entity: Entity) -> str:
    return "s" * (len(sanctions_of(view, entity)) == 1)


def equality(view: View) -> Iterator[Finding]:
    """Chances that differ by detection class, and predicates and mappings on sex or minority, where sanctions follow."""
    found = leads(view)
    for name in dict.fromkeys(channel for lead in found for channel in lead.channels):
        for path, what in _by_class(view, name, view.regime.channels[name]):
            yield _right(view, path, "Arts 2, 26", "Equal treatment", what, EQUALITY,
                         f"the same multiplier for every class in {'.'.join(map(str, path))}", name)
    for path, attributes in _predicates(view) if found else ():
        dotted = ".".join(map(str, path))
        yield _right(view, path, "Arts 2, 26", "Equal treatment", f"{dotted} tells people apart by {said(attributes)}.", EQUALITY,
                     f"{dotted} without {said(attributes)}")


def _by_class(view: View, name: str, channel: Channel) -> Iterator[tuple[Where, str]]:
    at: Where = ("channels", name)
    parts = {"chance to record": ((*at, "by_class"), channel.by_class)}
    if channel.misattribution:
        parts["share put on somebody else"] = ((*at, "misattribution", "by_class"), channel.misattribution.by_class)
    if channel.false_records:
        parts["rate of false records"] = ((*at, "false_records", "by_class"), channel.false_records.by_class)
    for what, (path, by) in parts.items():
        values = {word: by.get(word, 1.0) for word in view.society.class_names}
        if len(set(values.values())) > 1:
            low, high = min(values, key=lambda w: values[w]), max(values, key=lambda w: values[w])
            yield path, f"the {what} of {name} differs by class: {low} x {values[low]:g}, {high} x {values[high]:g}."


def _predicates(view: View) -> Iterator[tuple[Where, list[str]]]:
    r = view.regime
    every: list[tuple[Where, Iterable[str]]] = [(("scope", "where"), r.scope.where), (("scope", "exempt"), r.scope.exempt)]
    every += [(("lists", n, "where"), entry.where) for n, entry in view.lists.items()]
    every += [(("redress", n, "where"), a.where) for n, a in (r.redress or {}).items()]
    every += [(("redress", n, "hazard_by"), a.hazard_by) for n, a in (r.redress or {}).items()]
    every += [(("scoring", "dimensions", n, "base_by"), d.base_by) for n, d in r.scoring.dimensions.items()]
    every += [(("awareness", "where"), r.awareness.where)]
    for path, attributes in every:
        if named := [a for a in PROTECTED if a in attributes]:
            yield path, named


def _met(view: View) -> Iterator[tuple[str, Consequence]]:
    """The sanctions that somebody can meet."""
    met = {name for entity in sanctioned(view) for name in sanctions_of(view, entity)}
    return ((name, c) for name, c in view.sanctions.items() if name in met)


def _right(view: View, path: Where, article: str, title: str, found: str, question: str, ends: str, group: str = "") -> Finding:
    """A finding on a right of the Covenant."""
    name = f"right_{title.lower().replace(' ', '_')}"
    return Finding(name, f"Rights touched: {title.lower()}", group or ".".join(map(str, path[1:2])), (path,), view.mark(path), found, ends,
                   provision(ICCPR, article), question)
