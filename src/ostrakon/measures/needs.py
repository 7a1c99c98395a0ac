"""What a regime, a society or a run must have before a measure can be taken of it.

Here live the names of such needs, what is said when one is lacking, and how a Program is looked through for them. Never
here: which measure needs what (that stands in its own file), or a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ostrakon.mechanisms.tables import SANCTIONED, RegimeTables
from ostrakon.program import Program
from ostrakon.vocabulary import NATURES


@dataclass(frozen=True)
class Need:
    """words: what is needed, as in "needs ...". lacking: what is so without it. remedy: where it is declared."""

    words: str
    lacking: str
    remedy: str


NEEDS = {
    "black_list": Need("a black list that can be entered", "the regime has no black list that can be entered",
                       "declare one under `lists`, with a cutoff or a rule that leads to it"),
    "redress": Need("appeals against a black list", "nobody can appeal against a black list under this regime",
                    "declare `redress` for a black list"),
    "tiers": Need("two tiers or more", "the regime has one tier", "declare more under `tiers`"),
    "sanctions": Need("a tier or list with sanctions", "no tier or list of this regime brings a sanction",
                      "declare one under `consequences`"),
    "spillover": Need("spillover or company", "no rule of this regime passes points on to others",
                      "declare `spillover` for a rule, with association.spillover on"),
    "family": Need("a sanction for the household", "no list of this regime denies anything to the household",
                   "declare `household_deny` under `consequences`"),
    "channels": Need("a channel that records", "no channel of this regime records anything", "declare one under `channels`"),
    "expression": Need("a kind of expression", "the society knows no kind of the nature `expression`",
                       "declare one under `kinds` of the society"),
    "requests": Need("a request", "the society knows no request", "declare one under `kinds` of the society"),
}
EVERYTHING = frozenset(NEEDS)


def lacking(needs: Iterable[str], has: frozenset[str]) -> list[Need]:
    """The needs that are not met, in the order given."""
    return [NEEDS[name] for name in needs if name not in has]


def met_by(program: Program) -> frozenset[str]:
    """The needs that a run of this Program meets, in any phase of its schedule."""
    natures = {NATURES[int(n)] for n in program.society.tables.nature}
    found = {"tiers"} if len(program.tiers) > 1 else set()
    found |= {need for need, nature in (("expression", "expression"), ("requests", "request")) if nature in natures}
    for phase in program.phases:
        found |= _of_tables(phase.tables)
    return frozenset(found)


def _of_tables(r: RegimeTables) -> set[str]:
    """What the tables of one phase bring."""
    used = np.unique(r.rule_of[r.rule_of >= 0])
    black = r.list_red == 0
    entered = (r.list_mode > 0) | np.isin(np.arange(black.size), r.rule_list[used])
    told = {
        "black_list": (black & entered).any(),
        "redress": (black & entered & (r.appeal_on > 0)).any(),
        "sanctions": (r.flags & SANCTIONED).any(),
        "spillover": r.company_dim >= 0 or (r.spill_mode[used] > 0).any(),
        "family": r.household_deny.any(),
        "channels": r.seen_start[-1] > 0 or r.false_on.any(),
    }
    return {need for need, here in told.items() if here}
