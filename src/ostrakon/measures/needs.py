"""What a regime, a society or a run must have before a measure can be taken of it.

Here live the names of such needs, what is said when one is lacking, and how a Program is looked through for them. Never
here: which measure needs what (that stands in its own file), or a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ostrakon.kernel.tallies import QUARTER
from ostrakon.mechanisms.tables import SANCTIONED, RegimeTables
from ostrakon.program import Program
from ostrakon.vocabulary import NATURES, RIGHTS


@dataclass(frozen=True)
class Need:
    """words: what is needed, as in "needs ...". lacking: what is so without it. remedy: where it is declared."""

    words: str
    lacking: str
    remedy: str


NEEDS = {
    "black_list": Need("a black list that can be entered", "the regime has no black list that can be entered",
                       "declare one under `lists`, with a cutoff or a rule that leads to it"),
    "any_list": Need("a list that can be entered", "the regime has no list that can be entered",
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
    "one_wait": Need("one wait for decisions throughout the run",
                     "the wait for a decision changes within the run, and counts do not tell which of them held",
                     "give `wait_days` under `redress` one value for the whole run"),
    **{nature: Need(f"a kind of the nature `{nature}`", f"the society knows no kind of the nature `{nature}`",
                    "declare one under `kinds` of the society") for nature in NATURES if nature != "request"},
    **{f"right_{right}": Need(f"a request that touches {right}", f"no request of the society names the right `{right}`",
                              "give a request of the society the key `right`") for right in RIGHTS},
    "quarter": Need(f"{QUARTER} days", f"the run has no whole quarter of {QUARTER} days", f"run it for {QUARTER} days or more"),
    "judged": Need("response laws none of which reads ties",
                   "a response law reads ties: what is unsaid because others are silent cannot be told from what is unsaid for fear",
                   "compare the run with one under `none`, whose difference has both"),
    "requests": Need("a request", "the society knows no request", "declare one under `kinds` of the society"),
}
EVERYTHING = frozenset(NEEDS)


def lacking(needs: Iterable[str], has: frozenset[str]) -> list[Need]:
    """The needs that are not met, in the order given."""
    return [NEEDS[name] for name in needs if name not in has]


def met_by(program: Program, days: int) -> frozenset[str]:
    """The needs that a run of this Program meets, in any phase of its schedule. days: tallied days."""
    natures = {NATURES[int(n)] for n in program.society.tables.nature}
    found = {"tiers"} if len(program.tiers) > 1 else set()
    found |= {"requests" if nature == "request" else nature for nature in natures}
    found |= {f"right_{RIGHTS[right]}" for right in program.society.rights if right >= 0}
    found |= {"judged"} if program.regime.tie_levels == 1 else set()
    found |= {"quarter"} if days >= QUARTER else set()
    found |= {"one_wait"} if all(len(waits) < 2 for waits in waits_of(program)) else set()
    for phase in program.phases:
        found |= _of_tables(phase.tables)
    return frozenset(found)


def waits_of(program: Program) -> list[set[int]]:
    """Of each list, the days that an appeal waits for a decision, in all phases in which there are appeals."""
    return [{int(phase.tables.appeal_wait[number]) for phase in program.phases if phase.tables.appeal_on[number]}
            for number in range(len(program.lists))]


def _of_tables(r: RegimeTables) -> set[str]:
    """What the tables of one phase bring."""
    used = np.unique(r.rule_of[r.rule_of >= 0])
    black = r.list_red == 0
    entered = (r.list_mode > 0) | np.isin(np.arange(black.size), r.rule_list[used])
    told = {
        "black_list": (black & entered).any(),
        "any_list": entered.any(),
        "redress": (black & entered & (r.appeal_on > 0)).any(),
        "sanctions": (r.flags & SANCTIONED).any(),
        "spillover": r.company_dim >= 0 or (r.spill_mode[used] > 0).any(),
        "family": r.household_deny.any(),
        "channels": r.seen_start[-1] > 0 or r.false_on.any(),
    }
    return {need for need, here in told.items() if here}
