"""The appeal gap: how many of those who are listed appeal, are heard and win, how long they wait, and which cohorts do less.

Listings are those that lasted at least a day: an entry of term 0 leaves nothing to appeal against. Wrongful is a listing
that the shadow ledger would not have opened on its day.
"""

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, Pick, on_lists

SOURCE = "definition: docs/model.md, sections 10 and 20"


def opened(*which: int) -> Pick:
    """[N] listings on black lists, of these columns of spells."""
    def pick(t: Tallies, labels: Labels) -> Counts:
        return np.asarray(t.spells[:, labels.black()][..., list(which)].sum(axis=(1, 2, 3)))

    return pick


def appeals(*which: int) -> Pick:
    """[N] the sum of these counters over black lists."""
    def pick(t: Tallies, labels: Labels) -> Counts:
        return np.asarray(sum(on_lists(t, labels.black(), one) for one in which))

    return pick


def wrongly_waited(t: Tallies, labels: Labels) -> Counts:
    """[N] days waited for the decided appeals against wrongful listings: each list has one wait throughout the run."""
    decided = t.lists[:, :, k.GRANTED_WRONG] + t.lists[:, :, k.REFUSED_WRONG]
    return np.asarray(decided[:, labels.black()] @ np.array(labels.waits or [0] * len(labels.lists), dtype=np.int64)[labels.black()])


def _step(name: str, title: str, estimand: str, unit: str, above: Pick, below: Pick, words: tuple[str, str], not_said: str) -> Measure:
    return Measure(name, title, estimand, unit, above, below, counted=words[0], among=words[1], source=SOURCE, needs=("redress",),
                   not_said=not_said)


def _steps(first: str, who: str, of: str, those: str, picks: tuple[Pick, Pick, Pick, Pick]) -> tuple[Measure, ...]:
    """Lodged, decided, granted and won, of all listings or of the wrongful ones."""
    listings, lodged, decided, granted = picks
    on = f"listings on black lists{those}"
    return (
        _step(f"{first}lodged", f"Appeals lodged{who}", f"share of {on} against which an appeal was lodged", "share of listings",
              lodged, listings, (f"appeals lodged{of}", on),
              "why the others did not appeal: they may not know of it, may not be allowed to, or may have left the list first"),
        _step(f"{first}decided", "... decided", f"share of appeals lodged{of} that were decided within the run", "share of appeals",
              decided, lodged, (f"appeals decided{of}", f"appeals lodged{of}"),
              "that the rest were ignored: some still wait, some left the list before"),
        _step(f"{first}granted", f"Appeals granted{who}", f"share of decided appeals{of} that were granted",
              "share of decided appeals", granted, decided, (f"appeals granted{of}", f"appeals decided{of}"),
              "whether who decides knows the truth: the chances are the regime's"),
        _step(f"{first}won", f"Got off{who or ' by appeal'}", f"share of {on} that an appeal ended", "share of listings",
              granted, listings, (f"appeals granted{of}", on), "how the others ended, or whether they did: see exit_time"),
    )


ALL = (opened(k.ENDED, k.ENDED_WRONG, k.CENSORED, k.CENSORED_WRONG), appeals(k.LODGED), appeals(k.APPEAL_GRANTED, k.APPEAL_REFUSED),
       appeals(k.APPEAL_GRANTED))
WRONGFUL = (opened(k.ENDED_WRONG, k.CENSORED_WRONG), appeals(k.LODGED_WRONG), appeals(k.GRANTED_WRONG, k.REFUSED_WRONG),
            appeals(k.GRANTED_WRONG))


def _wait(name: str, who: str, of: str, above: Pick, below: Pick, needs: tuple[str, ...]) -> Measure:
    return Measure(name, f"Days until a decision{who}", f"mean days from the lodging of an appeal{of} to its decision within the run",
                   "days per decided appeal", above, below, "rate", counted="days from lodging to decision", among=f"appeals decided{of}",
                   source=SOURCE, needs=needs, not_said="the wait of those who were not heard within the run")


WHO, BY = ", listed wrongly", " by the wrongly listed"
MEASURES = (
    *_steps("appeals_", "", "", "", ALL),
    _wait("appeals_wait", "", "", appeals(k.APPEAL_DAYS), ALL[2], ("redress",)),
    *_steps("wrongful_appeals_", WHO, BY, " that were wrongful", WRONGFUL),
    _wait("wrongful_appeals_wait", WHO, BY, wrongly_waited, WRONGFUL[2], ("redress", "one_wait")),
)
# Of which the ratio between a cohort and everybody else is told, and what the denominator counts.
GAPS = {
    "appeals_lodged": "listings",
    "appeals_decided": "appeals",
    "appeals_granted": "decided appeals",
    "appeals_wait": "decided appeals",
    "wrongful_appeals_lodged": "wrongful listings",
    "wrongful_appeals_decided": "appeals",
    "wrongful_appeals_granted": "decided appeals",
}
