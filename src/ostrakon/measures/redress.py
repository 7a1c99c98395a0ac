"""Redress: whether those who are listed wrongly are still listed when the run ends; appeals stand in ``appeal_gap``."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure
from ostrakon.measures.wrongful_listing import ever_wrongly


def still_wrongly(t: Tallies, labels: Labels) -> Counts:
    """[N] people who are on a black list wrongly when the run ends."""
    return t.people[:, k.WRONGLY_AT_END]


MEASURES = (
    Measure(
        "still_wrongly_listed",
        "Wrongly listed and still on it",
        "people wrongly on a black list when the run ends, per person ever listed wrongly",
        "share of the wrongly listed",
        still_wrongly,
        ever_wrongly,
        counted="people wrongly on a black list at the end",
        among="people ever listed wrongly",
        source="definition: docs/model.md, section 12",
        needs=("black_list",),
        not_said="how long they had been on it: see exit_time",
    ),
)
