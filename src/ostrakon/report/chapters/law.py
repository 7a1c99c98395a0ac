"""Rights and law: what the inspection of the regime's text finds, as questions with their provisions.

Here lives the order of the questions. None is answered here, and none is about the run. Never here: a verdict.
"""

from collections.abc import Iterator, Sequence

from ostrakon.report.chapters.base import Block, Cell, Chapter, Heading, Listing, Paragraph, Teller, all_of, chapter
from ostrakon.spec.inspection import Finding, inspect

MOST = 6


def law(teller: Teller) -> Chapter | None:
    """The chapter; None when the inspection finds nothing."""
    t, evidence = teller, teller.evidence
    found = inspect(evidence.regime.model, evidence.society.model, evidence.regime.places)
    if not found:
        return chapter("law", t, all_of(t.state("law-nothing", "question-nothing", rests_on=(t.regime,))))
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in sorted(found, key=lambda one: not one.is_legal):
        groups.setdefault((one.id, str(one.provision)), []).append(one)
    return chapter("law", t, _intro(t, len(groups)), *(block for group in groups.values() for block in _group(t, group)))


def _intro(t: Teller, n: int) -> Paragraph:
    return Paragraph((t.state("law-intro", "question-intro", n=n, rests_on=(t.regime,)),))


def _group(t: Teller, group: Sequence[Finding]) -> Iterator[Block]:
    first = group[0]
    mark = first.id.replace("_", "-")
    yield Heading(t.words.translated(f"law-{mark}-title", first.title))
    if first.provision is not None:
        question = t.words.translated(f"law-{mark}-question", first.question)
        known = t.say("provision-seen" if first.provision.is_seen else "provision-recalled")
        yield Listing((Cell(question),), t.say("question-provision", provision=str(first.provision), known=known))
    yield Listing(tuple(Cell(text, t.is_foreign) for text in dict.fromkeys(one.found for one in group[:MOST])), _lead(t, len(group)))


def _lead(t: Teller, n: int) -> str:
    return t.say("question-found-first", n=n, shown=MOST) if n > MOST else t.say("question-found", n=n)
