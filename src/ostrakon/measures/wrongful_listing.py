"""Wrongful listing: on the day of entry the shadow ledger (no errors, no association) is not on that list.

The norm is the regime's own rules applied to what the person did and the regime saw; for listings that those rules
never should have made, see ``lawful_listing``.
"""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, everyone, on_lists
from ostrakon.measures.listed import ever_listed


def ever_wrongly(t: Tallies, labels: Labels) -> Counts:
    """[N] people who entered a black list wrongly at least once."""
    return t.people[:, k.EVER_WRONGLY]


def entries(t: Tallies, labels: Labels) -> Counts:
    """[N] entries on black lists."""
    return on_lists(t, labels.black(), k.ENTRIES)


def by_error(t: Tallies, labels: Labels) -> Counts:
    """[N] entries that the no-error ledger does not have."""
    return on_lists(t, labels.black(), k.BY_ERROR)


def by_association(t: Tallies, labels: Labels) -> Counts:
    """[N] entries that the no-association ledger does not have."""
    return on_lists(t, labels.black(), k.BY_ASSOCIATION)


MEASURES = (
    Measure(
        "wrongly_listed",
        "Listed wrongly at least once",
        "share of all people who entered a black list on a day on which their shadow ledger was not on it",
        "share of people",
        ever_wrongly,
        everyone,
        counted="people listed wrongly at least once",
        among="people",
        source="definition: docs/model.md, section 12",
        not_said="that the other listings are just: the norm is the regime's own rules",
    ),
    Measure(
        "wrongful_share",
        "... of those listed",
        "share of people ever on a black list who were listed wrongly at least once",
        "share of listed people",
        ever_wrongly,
        ever_listed,
        counted="people listed wrongly at least once",
        among="people who entered a black list",
        source="definition: docs/model.md, section 12",
        needs=("black_list",),
        not_said="that their other listings were wrongful too",
    ),
    Measure(
        "listed_by_error",
        "Listings through error",
        "share of entries on black lists that the no-error ledger does not have",
        "share of listings",
        by_error,
        entries,
        counted="entries that the no-error ledger does not have",
        among="entries on black lists",
        source="definition: docs/model.md, section 12",
        needs=("black_list",),
        not_said="what people would have done otherwise; an entry can be through error and through others",
    ),
    Measure(
        "listed_by_association",
        "Listings through others",
        "share of entries on black lists that the no-association ledger does not have",
        "share of listings",
        by_association,
        entries,
        counted="entries that the no-association ledger does not have",
        among="entries on black lists",
        source="definition: docs/model.md, section 12",
        needs=("black_list",),
        not_said="what people would have done otherwise; an entry can be through error and through others",
    ),
)
