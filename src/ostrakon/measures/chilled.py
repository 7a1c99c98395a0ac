"""Chilled expression: words unsaid that the same person, with the same luck, would have said without the regime."""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, everyone, flows


def chilled(t: Tallies, labels: Labels) -> Counts:
    """[N] expression occasions not taken that would have been taken under ``none``."""
    return flows(t, labels.of_nature("expression"), k.CHILLED)


def would_speak(t: Tallies, labels: Labels) -> Counts:
    """[N] expression occasions that would have been taken under ``none``: those taken, less emboldened, plus chilled."""
    kinds = labels.of_nature("expression")
    return flows(t, kinds, k.WENT, k.CHILLED) - flows(t, kinds, k.EMBOLDENED)


def silenced(t: Tallies, labels: Labels) -> Counts:
    """[N] expression that a gate stopped although the person went ahead."""
    return flows(t, labels.of_nature("expression"), k.SILENCED)


def ever_chilled(t: Tallies, labels: Labels) -> Counts:
    """[N] people who kept silent at least once."""
    return t.people[:, k.EVER_CHILLED]


MEASURES = (
    Measure(
        "chilled",
        "Expression chilled",
        "share of expression that would have happened without the regime and did not for fear of it",
        "share of expression",
        chilled,
        would_speak,
        counted="expression unsaid that would have been said",
        among="expression that would have been said without the regime",
        formula="chilled / (went ahead - emboldened + chilled), over expression",
        source="definition: docs/model.md, section 4",
        needs=("expression", "judged"),
        not_said="that what is unsaid was of one opinion, or that nobody says it elsewhere; follow-up expression is left out",
    ),
    Measure(
        "silenced",
        "Expression stopped",
        "share of expression that would have happened without the regime and was stopped by a gate",
        "share of expression",
        silenced,
        would_speak,
        "rate",
        counted="expression that a gate stopped",
        among="expression that would have been said without the regime",
        formula="silenced / (went ahead - emboldened + chilled), over expression",
        source="definition: docs/model.md, section 4",
        needs=("expression", "judged"),
        not_said="anything of what people did not try to say",
    ),
    Measure(
        "ever_chilled",
        "Kept silent at least once",
        "share of all people who kept silent at least once for fear of the regime",
        "share of people",
        ever_chilled,
        everyone,
        counted="people who kept silent at least once",
        among="people",
        source="definition: docs/model.md, section 4",
        needs=("expression", "judged"),
        not_said="how often, or how much of what they had to say",
    ),
)
