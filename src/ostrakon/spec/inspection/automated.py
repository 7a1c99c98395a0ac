"""Machines that decide: faces recognised in public, and sanctions that no human has looked at.

Here live two questions. The language has no word for a camera that recognises faces; a channel whose mistakes fall on
people who look alike (`misattribution.among: look_alike`) compares faces, and is taken for one. Never here: a verdict.
"""

from collections.abc import Iterator

from ostrakon.spec.inspection.finding import Finding
from ostrakon.spec.inspection.leads import Entity, Lead, entity_path, leads, said
from ostrakon.spec.inspection.provisions import AI_ACT, GDPR, provision
from ostrakon.spec.inspection.view import View
from ostrakon.spec.regime import ListReview
from ostrakon.spec.text import Where

FACES = (
    "Does it identify people live, at a distance, in public places, for law enforcement? Which of the narrow exceptions applies, and who "
    "authorised it?"
)
ALONE = (
    "Is this a decision by automated means alone, with legal or similarly grave effects? (A score on which others draw strongly can be "
    "one.) If so: on what ground, and who hears the person?"
)


def face_recognition(view: View) -> Iterator[Finding]:
    """Channels that compare faces and whose records can lead to a sanction."""
    found = leads(view)
    for name, channel in view.regime.channels.items():
        rules = list(dict.fromkeys(lead.rule for lead in found if name in lead.channels))
        if not rules or channel.misattribution is None or channel.misattribution.among != "look_alike":
            continue
        path: Where = ("channels", name)
        yield Finding("face_recognition", "Faces recognised in public", name, (path, *(("rules", r) for r in rules)), view.mark(path),
                      f"{name} takes people who look alike for each other, so it compares faces; its records count in {said(rules)}, and "
                      "lead to sanctions.",
                      f"rules that lead to sanctions do not read it (their `channels` without {name}), or channels.{name}.enabled=false, "
                      f"or it compares no faces (channels.{name}.misattribution.among=community)",
                      provision(AI_ACT, "Art 5(1)(h)"), FACES, f"counts in {said(rules)}")


def automated_decisions(view: View) -> Iterator[Finding]:
    """Tiers and lists with sanctions onto which some record leads without a human having looked at every case."""
    by_entity: dict[Entity, list[Lead]] = {}
    for lead in leads(view):
        by_entity.setdefault(lead.entity, []).append(lead)
    for entity, found in by_entity.items():
        at_entry = _share(view.lists[entity.name].review) if entity.sort == "list" else 0.0
        names = dict.fromkeys(channel for lead in found for channel in lead.channels)
        looked = {n: max(at_entry, _share(view.regime.channels[n].review)) for n in names}
        if open_ := [n for n in names if looked[n] < 1]:
            yield _alone(view, entity, open_, looked)


def _share(review: ListReview | None) -> float:
    return review.share if review else 0.0


def _alone(view: View, entity: Entity, channels: list[str], looked: dict[str, float]) -> Finding:
    part = [f"{n} {looked[n]:.0%}" for n in channels if looked[n] > 0]
    seen = f"a human looks at a share only ({', '.join(part)})" if part else "no human looks at the record or at the entry"
    appealed = entity.sort == "list" and entity.name in (view.regime.redress or {})
    appeal = "an appeal comes after, and is no review" if appealed else "there is no appeal"
    path = entity_path(view, entity)
    at_list = f"lists.{entity.name}.review with share 1, or " if entity.sort == "list" else ""
    return Finding("automated_decision", "Sanction without a human decision", entity.name, (path, *(("channels", n) for n in channels)),
                   view.mark(path), f"records of {said(channels)} lead to {entity} and its sanctions; {seen}; {appeal}.",
                   f"{at_list}a review with share 1 at {said([f'channels.{n}' for n in channels])}",
                   provision(GDPR, "Art 22"), ALONE, f"reached from {said(channels)}")
