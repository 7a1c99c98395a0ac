"""Chilled expression by distance: who falls silent without ever having been touched, and how near a sanctioned person lives.

Every 91 days each person is asked how far the nearest person sanctioned so far is, in households and ties, and whether
they kept silent since the last time. A person and such a quarter is a person-quarter.
"""

from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Composite, Counts, Labels, Measure, Pick, told
from ostrakon.measures.needs import NEEDS
from ostrakon.results.estimate import Design

SOURCE = "definition: docs/model.md, section 20"
UNTOUCHED, TOUCHED = 0, 1
AMONG = ("person-quarters of people neither recorded nor sanctioned", "person-quarters of people recorded or sanctioned")
STEPS = (*map(str, range(k.UNREACHED - 1)), f"{k.UNREACHED - 1} or more", "none can be reached")


def _sum(touched: int, column: int) -> Pick:
    def pick(t: Tallies, labels: Labels) -> Counts:
        return np.asarray(t.distance[:, touched, :, column].sum(axis=1))

    return pick


def _measure(name: str, touched: int, title: str, who: str) -> Measure:
    return Measure(
        name, title, f"share of person-quarters of people {who} by its end in which they kept silent at least once for fear of the regime",
        "share of person-quarters", _sum(touched, k.D_SILENT), _sum(touched, k.D_PEOPLE), counted="person-quarters with a chilled occasion",
        among=AMONG[touched], source=SOURCE, needs=("expression", "judged", "quarter"),
        not_said="why: fear comes from publicity, household and friends alike; days after the last whole quarter are left out")


MEASURES = (
    _measure("silent_untouched", UNTOUCHED, "Silent, never touched", "neither recorded nor sanctioned"),
    _measure("silent_touched", TOUCHED, "Silent, recorded or sanctioned", "recorded or sanctioned"),
)


def take(t: Tallies, labels: Labels) -> Counts:
    """[N,2,DISTANCES,3] as the kernel counts them."""
    return t.distance


def tell(counts: Counts, labels: Labels, plan: Design) -> dict[str, Any]:
    """``untouched`` by distance, and ``others``, all distances together; counts [G,2,DISTANCES,3]."""
    if not counts[..., k.D_PEOPLE].any():
        return {"value": None, "reason": NEEDS["quarter"].lacking}
    others = counts[:, TOUCHED].sum(axis=1)
    untouched = {step: _row(counts[:, UNTOUCHED, i], plan, UNTOUCHED) for i, step in enumerate(STEPS)
                 if i > 0}      # at distance 0 is a sanctioned person alone
    return {"untouched": untouched, "all_untouched": _row(counts[:, UNTOUCHED].sum(axis=1), plan, UNTOUCHED),
            "others": _row(others, plan, TOUCHED)}


def _row(counts: Counts, plan: Design, touched: int) -> dict[str, Any]:
    people, silent, occasions = (counts[:, column] for column in (k.D_PEOPLE, k.D_SILENT, k.D_CHILLED))
    return {"silent": told(silent, people, plan, among=AMONG[touched], unit="share of person-quarters"),
            "occasions": told(occasions, people, plan, among=AMONG[touched], unit="per 1,000 person-quarters", scale="rate", per=1000.0)}


COMPOSITES = (
    Composite(
        "silence_by_distance", "Silence by distance from a sanctioned person",
        "among people neither recorded nor sanctioned, by distance in households and ties from the nearest person sanctioned so far: "
        "the share of person-quarters with a chilled occasion, and chilled occasions per 1,000 person-quarters; beside them all others",
        "share of person-quarters; occasions per 1,000 person-quarters", take, tell,
        counted="person-quarters with a chilled occasion; chilled occasions", among="person-quarters",
        formula="silent / person-quarters; 1,000 x chilled occasions / person-quarters", source=SOURCE,
        needs=("expression", "judged", "quarter"),
        not_said="that the near person's sanction is the cause: those near differ in other ways too, and publicity reaches all"),
)
