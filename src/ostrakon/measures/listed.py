"""Listed: the share of people who were on a black list on at least one day of the run, or entered one of term 0."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, everyone


def ever_listed(t: Tallies, labels: Labels) -> Counts:
    """[N] people who ever entered a black list."""
    return t.people[:, k.EVER_LISTED]


def listed_at_end(t: Tallies, labels: Labels) -> Counts:
    """[N] people on a black list when the run ends."""
    return t.people[:, k.LISTED_AT_END]


MEASURES = (
    Measure(
        "listed",
        "Listed at least once",
        "share of all people who entered a black list during the run",
        "share of people",
        ever_listed,
        everyone,
        counted="people who entered a black list",
        among="people",
        source="definition: docs/model.md, section 8",
        not_said="how often or how long; people on two lists count once",
    ),
    Measure(
        "listed_at_end",
        "On a list at the end",
        "share of all people who are on a black list when the run ends",
        "share of people",
        listed_at_end,
        everyone,
        counted="people on a black list at the end",
        among="people",
        source="definition: docs/model.md, section 8",
        not_said="that the share has settled: a longer run may give another",
    ),
)
