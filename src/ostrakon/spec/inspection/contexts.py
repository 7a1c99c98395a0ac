"""Context crossing: data of one sphere of life that lead to a sanction in another.

Here live the matrix rule x channel x sanction and the question that it raises. The words are the regime's own (`context` of
a channel and of a consequence), compared without regard to capitals; the inspection does not know that two words mean the
same. Never here: a verdict, or privileges, which take nothing from anybody.
"""

from collections.abc import Iterator

from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.leads import Lead, does, entity_path, leads
from ostrakon.spec.inspection.provisions import AI_ACT, provision
from ostrakon.spec.inspection.view import View
from ostrakon.spec.text import Where

QUESTION = (
    "If an AI system rates people over time by what they do or are taken to be: are they then treated worse in a sphere of life that has "
    "nothing to do with the one from which the data come?"
)


def same(one: str, other: str) -> bool:
    """Whether two contexts are the same word."""
    return one.strip().casefold() == other.strip().casefold()


def context_crossings(view: View) -> Iterator[Finding]:
    """Every rule, channel and sanction whose contexts are both named and differ."""
    for lead in leads(view):
        for channel in lead.channels:
            for sanction in lead.sanctions:
                data, felt = view.regime.channels[channel].context, view.sanctions[sanction].context
                if data.strip() and felt.strip() and not same(data, felt):
                    yield _crossing(view, lead, channel, sanction)


def _crossing(view: View, lead: Lead, channel: str, sanction: str) -> Finding:
    data, c = view.regime.channels[channel].context, view.sanctions[sanction]
    path: Where = ("rules", lead.rule)
    paths = (path, ("channels", channel, "context"), entity_path(view, lead.entity), ("consequences", sanction, "context"))
    who = "others close to the person are" if lead.others else "people are"
    return Finding(
        "context_crossing", "Context crossing", lead.rule, paths, view.mark(path),
        f"data on {data} ({channel}) count in rules.{lead.rule}, by which {who} brought to {lead.entity}; {sanction} there is felt in "
        f"{c.context}: {does(c)}.",
        f"no record of {lead.rule} leads to {lead.entity} (rules.{lead.rule}.enabled=false, or neither points nor list), or "
        f"consequences.{sanction} hangs only on a tier or list that data on {c.context} alone lead to",
        provision(AI_ACT, "Art 5(1)(c)(i)"), QUESTION, f"{data} → {c.context}")


def contexts_unnamed(view: View) -> Iterator[Finding]:
    """Sanctions and channels that name no context, so that no crossing can be told."""
    names = sorted({sanction for lead in leads(view) for sanction in lead.sanctions if not view.sanctions[sanction].context.strip()})
    blank = sorted({channel for lead in leads(view) for channel in lead.channels if not view.regime.channels[channel].context.strip()})
    for part, name in [*(("consequences", n) for n in names), *(("channels", n) for n in blank)]:
        path: Where = (part, name)
        yield Finding("context_unnamed", "Context not named", name, (path,), view.mark(path),
                      f"{part}.{name} names no context; whether data cross from one sphere of life to another cannot be told.",
                      f"{part}.{name}.context in the words of the other contexts")
