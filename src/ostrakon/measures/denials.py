"""Denials: requests that a gate turned away and that would have been granted to the same person without the regime."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, Pick, everyone, flows


def denied(t: Tallies, labels: Labels) -> Counts:
    """[N] denials over all requests."""
    return flows(t, labels.of_nature("request"), k.DENIED)


def ever_denied(t: Tallies, labels: Labels) -> Counts:
    """[N] people denied at least once."""
    return t.people[:, k.EVER_DENIED]


def _denied_kind(number: int) -> Pick:
    def pick(t: Tallies, labels: Labels) -> Counts:
        return t.flow[:, number, k.DENIED]

    return pick


MEASURES = (
    Measure(
        "ever_denied",
        "Turned away at least once",
        "share of all people with at least one request denied by the regime",
        "share of people",
        ever_denied,
        everyone,
        counted="people denied at least once",
        among="people",
        source="definition: docs/model.md, section 9",
        needs=("requests",),
        not_said="whether the denial was wrongful; those refused anyway without the regime are not counted",
    ),
    Measure(
        "denials",
        "Requests denied",
        "requests denied by the regime per 1,000 people over the run",
        "per 1,000 people",
        denied,
        everyone,
        "rate",
        1000.0,
        counted="denials",
        among="people",
        source="definition: docs/model.md, section 9",
        needs=("requests",),
        not_said="requests that people gave up making",
    ),
)


def by_request(labels: Labels) -> tuple[Measure, ...]:
    """One measure for each request that the society knows."""
    return tuple(
        Measure(
            f"denied.{labels.kinds[i]}",
            labels.kinds[i],
            f"requests '{labels.kinds[i]}' denied by the regime per 1,000 people over the run",
            "per 1,000 people",
            _denied_kind(i),
            everyone,
            "rate",
            1000.0,
            counted=f"denials of '{labels.kinds[i]}'",
            among="people",
            source="definition: docs/model.md, section 9",
            needs=("requests",),
            not_said="requests that people gave up making",
        )
        for i in labels.of_nature("request").tolist()
    )
