"""Records: what the regime sees, and how much of it is wrong."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import ALL, Counts, Labels, Measure, everyone, flows


def records(t: Tallies, labels: Labels) -> Counts:
    """[N] records, by cohort of the person on whom they fall."""
    return flows(t, ALL, k.RECORD_RIGHT, k.RECORD_WRONG, k.RECORD_FALSE)


def misplaced(t: Tallies, labels: Labels) -> Counts:
    """[N] records of an act that fell on somebody else."""
    return flows(t, ALL, k.RECORD_WRONG)


def false(t: Tallies, labels: Labels) -> Counts:
    """[N] records of conduct that never happened."""
    return flows(t, ALL, k.RECORD_FALSE)


MEASURES = (
    Measure(
        "records",
        "Records",
        "records made per person over the run",
        "records per person",
        records,
        everyone,
        "rate",
        counted="records",
        among="people",
        source="definition: docs/model.md, section 5",
        not_said="how many acts went unseen",
    ),
    Measure(
        "misattributed",
        "... on the wrong person",
        "share of records that fell on somebody who did not act",
        "share of records",
        misplaced,
        records,
        counted="records on somebody who did not act",
        among="records",
        source="definition: docs/model.md, section 5",
        needs=("channels",),
        not_said="on whom: a look-alike is hit more often than others",
    ),
    Measure(
        "false_records",
        "... of what never happened",
        "share of records of conduct that never happened",
        "share of records",
        false,
        records,
        counted="records of conduct that never happened",
        among="records",
        source="definition: docs/model.md, section 5",
        needs=("channels",),
        not_said="whether they had a consequence",
    ),
)
