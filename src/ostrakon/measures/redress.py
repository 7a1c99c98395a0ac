"""Redress: whether those who are listed wrongly get off again."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, on_lists
from ostrakon.measures.wrongful_listing import entries, ever_wrongly


def still_wrongly(t: Tallies, labels: Labels) -> Counts:
    """[N] people who are on a black list wrongly when the run ends."""
    return t.people[:, k.WRONGLY_AT_END]


def lodged(t: Tallies, labels: Labels) -> Counts:
    """[N] appeals lodged against black lists."""
    return on_lists(t, labels.black(), k.LODGED)


def granted(t: Tallies, labels: Labels) -> Counts:
    """[N] appeals granted."""
    return on_lists(t, labels.black(), k.APPEAL_GRANTED)


def decided(t: Tallies, labels: Labels) -> Counts:
    """[N] appeals decided."""
    return granted(t, labels) + on_lists(t, labels.black(), k.APPEAL_REFUSED)


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
    Measure(
        "appeals_lodged",
        "Appeals lodged",
        "appeals lodged per entry on a black list",
        "appeals per listing",
        lodged,
        entries,
        "rate",
        counted="appeals lodged",
        among="entries on black lists",
        source="definition: docs/model.md, section 10",
        needs=("redress",),
        not_said="why the others did not appeal",
    ),
    Measure(
        "appeals_granted",
        "Appeals granted",
        "share of decided appeals that were granted",
        "share of decided appeals",
        granted,
        decided,
        counted="appeals granted",
        among="appeals decided",
        source="definition: docs/model.md, section 10",
        needs=("redress",),
        not_said="whether those granted were the wrongful ones",
    ),
)
