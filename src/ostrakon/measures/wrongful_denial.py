"""Wrongful denial: a request that the gate would not have denied with the tier and lists of the shadow ledger.

The norm is again the regime's own rules; beside it always stand denials of people without any unlawful or contractual
act, for whom those rules are no norm.
"""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, Pick, everyone, flows
from ostrakon.measures.denials import denied

SOURCE = "definition: docs/model.md, section 20"
BY_RULES = "that the other denials are just: the norm is the regime's own rules"
BY_LAW = "that the others broke the law before the denial, or that what they did is why it came"


def wrongly(t: Tallies, labels: Labels) -> Counts:
    """[N] denials that the shadow would not have met."""
    return flows(t, labels.of_nature("request"), k.DENIED_WRONGLY)


def innocent(t: Tallies, labels: Labels) -> Counts:
    """[N] denials of people without any unlawful or contractual act so far."""
    return flows(t, labels.of_nature("request"), k.DENIED_INNOCENT)


def ever_wrongly(t: Tallies, labels: Labels) -> Counts:
    """[N] people denied wrongly at least once."""
    return t.people[:, k.EVER_DENIED_WRONGLY]


def ever_innocent(t: Tallies, labels: Labels) -> Counts:
    """[N] people denied at least once while they had no unlawful or contractual act."""
    return t.people[:, k.EVER_DENIED_INNOCENT]


MEASURES = (
    Measure(
        "denied_wrongly",
        "Turned away wrongly",
        "share of all people with at least one denial that they would not have met had only their own true records counted",
        "share of people",
        ever_wrongly,
        everyone,
        counted="people denied wrongly at least once",
        among="people",
        source=SOURCE,
        needs=("requests",),
        not_said=BY_RULES,
    ),
    Measure(
        "wrongful_denial_share",
        "... of denials, wrongful",
        "share of denials that the gate would not have made with the tier and lists of the shadow ledger",
        "share of denials",
        wrongly,
        denied,
        counted="denials that the shadow would not have met",
        among="denials",
        source=SOURCE,
        needs=("requests",),
        not_said=BY_RULES,
    ),
    Measure(
        "wrongful_denials",
        "Requests denied wrongly",
        "denials per 1,000 people over the run that the shadow would not have met",
        "per 1,000 people",
        wrongly,
        everyone,
        "rate",
        1000.0,
        counted="denials that the shadow would not have met",
        among="people",
        source=SOURCE,
        needs=("requests",),
        not_said=BY_RULES,
    ),
    Measure(
        "denied_no_breach",
        "Turned away, no breach",
        "share of all people with at least one denial before which they had done nothing unlawful and broken no contract in the run",
        "share of people",
        ever_innocent,
        everyone,
        counted="people denied at least once without an unlawful or contractual act",
        among="people",
        source=SOURCE,
        needs=("requests",),
        not_said=BY_LAW,
    ),
    Measure(
        "denials_no_breach",
        "... of denials, without breach",
        "share of denials of people who had done nothing unlawful and broken no contract in the run so far",
        "share of denials",
        innocent,
        denied,
        counted="denials of people without any unlawful or contractual act",
        among="denials",
        source=SOURCE,
        needs=("requests",),
        not_said=BY_LAW,
    ),
)


def _of_kind(number: int, which: int) -> Pick:
    def pick(t: Tallies, labels: Labels) -> Counts:
        return t.flow[:, number, which]

    return pick


BY_KIND = (
    ("wrongful_denial_share", "that the shadow would not have met", k.DENIED_WRONGLY, BY_RULES),
    ("denials_no_breach", "of people without any unlawful or contractual act", k.DENIED_INNOCENT, BY_LAW),
)


def by_request(labels: Labels) -> tuple[Measure, ...]:
    """For each request that the society knows, the share of its denials that were wrongful, and beside it the other share."""
    return tuple(
        Measure(
            f"{name}.{labels.kinds[i]}",
            labels.kinds[i],
            f"share of denials of '{labels.kinds[i]}' {words}",
            "share of denials",
            _of_kind(i, which),
            _of_kind(i, k.DENIED),
            counted=f"denials of '{labels.kinds[i]}' {words}",
            among=f"denials of '{labels.kinds[i]}'",
            source=SOURCE,
            needs=("requests",),
            not_said=limit,
        )
        for name, words, which, limit in BY_KIND
        for i in labels.of_nature("request").tolist()
    )
