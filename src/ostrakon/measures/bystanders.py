"""Bystanders: people whom a regime never sanctioned and harmed all the same, and how many there are to each sanctioned person."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, everyone

SOURCE = "definition: docs/model.md, section 20"


def sanctioned(t: Tallies, labels: Labels) -> Counts:
    """[N] people who entered a tier or list with sanctions."""
    return t.people[:, k.SANCTIONED_EVER]


def recorded(t: Tallies, labels: Labels) -> Counts:
    """[N] people on whom a record fell, right, wrong or false."""
    return t.people[:, k.RECORDED_EVER]


def harmed(t: Tallies, labels: Labels) -> Counts:
    """[N] people never sanctioned who lost points through somebody else's record or were denied for the family."""
    return t.people[:, k.BYSTANDERS]


MEASURES = (
    Measure(
        "recorded",
        "Recorded at least once",
        "share of all people on whom at least one record fell, right, wrong or false",
        "share of people",
        recorded,
        everyone,
        counted="people recorded at least once",
        among="people",
        source=SOURCE,
        not_said="that a rule gave points for it",
    ),
    Measure(
        "sanctioned",
        "Sanctioned at least once",
        "share of all people who entered a tier or a list that brings a sanction",
        "share of people",
        sanctioned,
        everyone,
        counted="people sanctioned at least once",
        among="people",
        source=SOURCE,
        not_said="how heavy the sanction was or how long it lasted",
    ),
    Measure(
        "bystanders",
        "Harmed without a sanction",
        "share of all people never sanctioned who lost points through somebody else's record or were turned away for the family",
        "share of people",
        harmed,
        everyone,
        counted="harmed bystanders",
        among="people",
        source=SOURCE,
        needs=(),
        not_said="fear and lost ties: they harm bystanders too and are not counted here",
    ),
    Measure(
        "bystanders_per_sanctioned",
        "Bystanders per sanctioned",
        "people never sanctioned who lost points through somebody else's record or were turned away for the family, per sanctioned person",
        "per sanctioned person",
        harmed,
        sanctioned,
        "rate",
        counted="harmed bystanders",
        among="people sanctioned at least once",
        source=SOURCE,
        needs=("sanctions",),
        not_said="through whom: a bystander of several sanctioned people counts once; of those of a cohort, not those through a cohort",
    ),
)
