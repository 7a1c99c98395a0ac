"""Association: how many people pay for what others did."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, everyone


def harmed(t: Tallies, labels: Labels) -> Counts:
    """[N] people who lost points through somebody else's record."""
    return t.people[:, k.HARMED_BY_ASSOCIATION]


MEASURES = (
    Measure(
        "harmed_by_association",
        "Paid for others",
        "share of all people who lost points through somebody else's record",
        "share of people",
        harmed,
        everyone,
        counted="people who lost points through somebody else's record",
        among="people",
        source="definition: docs/model.md, sections 7 and 20",
        not_said="how much each of them lost, or whether it had any consequence",
    ),
)
