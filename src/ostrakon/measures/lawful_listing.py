"""Listed without having broken a law or a contract, whatever the regime's rules say: its rules are not the norm here."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, on_lists
from ostrakon.measures.wrongful_listing import entries


def no_unlawful(t: Tallies, labels: Labels) -> Counts:
    """[N] entries of people without any unlawful or contractual act so far."""
    return on_lists(t, labels.black(), k.NO_UNLAWFUL)


def expression_only(t: Tallies, labels: Labels) -> Counts:
    """[N] entries of people who lost points of their own for nothing but expression."""
    return on_lists(t, labels.black(), k.EXPRESSION_ONLY)


MEASURES = (
    Measure(
        "listed_no_breach",
        "Listed, no law or contract broken",
        "share of entries on black lists by people without any unlawful or contractual act in the run so far",
        "share of listings",
        no_unlawful,
        entries,
        counted="entries of people with no unlawful or contractual act so far",
        among="entries on black lists",
        source="definition: docs/model.md, section 12",
        needs=("black_list",),
        not_said="whether the entry was right by the regime's own rules",
    ),
    Measure(
        "listed_for_expression",
        "Listed for speaking only",
        "share of entries on black lists by people who lost points for nothing of their own but expression",
        "share of listings",
        expression_only,
        entries,
        counted="entries of people who lost points of their own for expression alone",
        among="entries on black lists",
        source="definition: docs/model.md, section 12",
        needs=("black_list",),
        not_said="what was said",
    ),
)
