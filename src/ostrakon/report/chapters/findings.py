"""The summary: five findings, each a sentence with its interval, the weightiest that the numbers allow.

Here lives their order. What befell nobody is said only where fewer than five things befell somebody. Never here: a number.
"""

from collections.abc import Callable, Iterator

from ostrakon.report.chapters.base import Chapter, Findings, Node, Statement, Teller
from ostrakon.report.chapters.burden import worst_cohort
from ostrakon.report.chapters.changes import clearest
from ostrakon.report.statements import Number

MOST = 5
Found = Iterator[Callable[[], Statement | None]]


def findings(teller: Teller) -> Chapter | None:
    """The five, in the order of their weight."""
    found = [one for tell in _candidates(teller) if (one := tell()) is not None]
    told = sorted(found, key=_rank)[:MOST]
    if not told:
        return None
    return Chapter("findings", teller.say("chapter-findings"), (Findings(tuple(told)),))


def _candidates(t: Teller) -> Found:
    outcomes, days = t.run["outcomes"], Number(t.run["run"]["days"])
    of = outcomes.at
    yield lambda: t.share("found-listed", of("listed"), days=days)
    yield lambda: t.share("found-wrongly", of("wrongful_share"))
    yield lambda: t.rate("found-bystanders", of("bystanders_per_sanctioned"))
    yield lambda: t.share("found-still", of("still_wrongly_listed"), "found-still" if _appeals(t) else "found-still-no-appeal")
    yield lambda: t.share("found-silent", of("ever_chilled"), days=days)
    yield lambda: t.share("found-denied", of("ever_denied"), days=days)
    yield lambda: worst_cohort(t, "found-worst")
    yield lambda: clearest(t, "found-change")
    yield lambda: t.share("found-lowest", of("bad_credit"))
    yield lambda: t.share("found-records", of("false_discovery_rate"))
    yield lambda: t.share("found-others", of("harmed_by_association"))
    yield lambda: t.share("found-recorded", of("recorded"), days=days)


def _rank(found: Statement) -> int:
    """What has an interval comes before what was counted a few times, and that before what befell nobody."""
    return 2 if found.message.endswith("-none") else 1 if found.message == "few" or found.message.endswith("-all") else 0


def _appeals(t: Teller) -> bool:
    redress: Node | None = t.regime.at("redress")
    return redress is not None

