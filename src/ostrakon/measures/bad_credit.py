"""Bad credit: the share of people who end the run in the lowest tier."""

from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, everyone


def bottom(t: Tallies, labels: Labels) -> Counts:
    """[N] people in tier 0 at the end, by the score that the regime keeps."""
    return t.tiers[:, 0] if t.tiers.shape[1] > 1 else t.tiers[:, 0] * 0


MEASURES = (
    Measure(
        "bad_credit",
        "Bad credit at the end",
        "share of all people whose tier is the lowest when the run ends",
        "share of people",
        bottom,
        everyone,
        counted="people whose tier is the lowest at the end",
        among="people",
        not_said="how long they were in it, or what that meant to them; where there is one tier, nobody counts as being in the lowest",
    ),
)
