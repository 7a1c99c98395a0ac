"""Points: what people lose to error and to association.

Losses are counted as the rules write them, before limits of a dimension. To error: what is lost beyond the loss in the
no-error ledger, where false records do not exist and misattributed ones sit with whoever acted; it is a net figure, since
a misattribution takes from one person what it spares another.
"""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import ALL, Counts, Labels, Measure, everyone, flows


def lost(t: Tallies, labels: Labels) -> Counts:
    """[N] points lost, from one's own records and from others', by cohort of the person who loses them."""
    return flows(t, ALL, k.LOST, k.SPILL_LOST)


def lost_no_error(t: Tallies, labels: Labels) -> Counts:
    """[N] the same in the no-error ledger."""
    return flows(t, ALL, k.LOST_NO_ERROR, k.SPILL_LOST_NO_ERROR)


def to_error(t: Tallies, labels: Labels) -> Counts:
    """[N] points lost beyond those of the no-error ledger."""
    return lost(t, labels) - lost_no_error(t, labels)


def to_association(t: Tallies, labels: Labels) -> Counts:
    """[N] points lost through the records of household and friends, by cohort of the person who loses them."""
    return flows(t, ALL, k.SPILL_LOST)


MEASURES = (
    Measure(
        "points_lost",
        "Points lost",
        "points deducted per person over the run, own records and others'",
        "points per person",
        lost,
        everyone,
        "rate",
        counted="points deducted",
        among="people",
        source="definition: docs/model.md, section 6",
        not_said="what a score fell by: limits of a dimension are not applied",
    ),
    Measure(
        "points_to_error",
        "... to error",
        "points deducted beyond those of the no-error ledger, per point deducted",
        "share of points",
        to_error,
        lost,
        "plain",
        counted="points deducted, less those of the no-error ledger",
        among="points deducted",
        source="definition: docs/model.md, section 12",
        not_said="whose: what an error takes from one it may spare another, and only the net is counted",
    ),
    Measure(
        "points_to_association",
        "... to association",
        "points deducted through the records of household and friends, per point deducted",
        "share of points",
        to_association,
        lost,
        counted="points deducted through others' records",
        among="points deducted",
        source="definition: docs/model.md, sections 7 and 12",
        not_said="that those others did anything: their records may be wrong too",
    ),
)
