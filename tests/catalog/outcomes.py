"""What each row of the article moves, as counts of a run, and a paired 95 percent interval of a difference.

Outcomes come from the tallies of what happened to people. Never here: how often a mechanism fired, or a regime.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import stdtrit

from ostrakon.engine.simulate import RunTallies
from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.mechanisms.tables import CONFINED
from ostrakon.program import Program
from ostrakon.results.estimate import design, standard_error
from ostrakon.vocabulary import NATURES

Counts = tuple[float, float]                            # numerator and denominator of one group of communities
Outcome = Callable[[Tallies, Program], Counts]


def kinds_of(program: Program, nature: str) -> list[str]:
    """Names of the kinds of a nature."""
    return [name for name, n in zip(program.society.kinds, program.society.tables.nature, strict=True) if NATURES[int(n)] == nature]


def flow(*flows: int, kinds: tuple[str, ...] = (), nature: str = "") -> Outcome:
    """The sum of these flows over kinds (by name or by nature; all when neither is given)."""
    def count(t: Tallies, program: Program) -> Counts:
        names = list(program.society.kinds)
        chosen = kinds or (tuple(kinds_of(program, nature)) if nature else tuple(names))
        return float(t.flow[:, [names.index(x) for x in chosen]][:, :, list(flows)].sum()), 1.0
    return count


def people(column: int, per: int | None = None) -> Outcome:
    """The sum of a column of ``people``, over another one when it is given."""
    def count(t: Tallies, program: Program) -> Counts:
        return float(t.people[:, column].sum()), 1.0 if per is None else float(t.people[:, per].sum())
    return count


def listing(name: str, column: int, per: int | None = None) -> Outcome:
    """The sum of a column of a list, over another one when it is given."""
    def count(t: Tallies, program: Program) -> Counts:
        rows = t.lists[:, program.lists.index(name)]
        return float(rows[:, column].sum()), 1.0 if per is None else float(rows[:, per].sum())
    return count


def bad_credit(t: Tallies, program: Program) -> Counts:
    """People in the bottom tier at the end."""
    return float(t.tiers[:, 0].sum()), 1.0


def lost_through(*channels: str) -> Outcome:
    """Points lost through these channels; a channel that is off lost nothing."""
    def count(t: Tallies, program: Program) -> Counts:
        rows = [program.channels.index(x) for x in channels if x in program.channels]
        return float(t.chan[rows, k.CH_LOST].sum()), 1.0
    return count


def confined(t: Tallies, program: Program) -> Counts:
    """Person-days in a standing that confines."""
    return float(t.days[:, (program.regime.flags & CONFINED) > 0].sum()), 1.0


def counts(run: RunTallies, outcome: Outcome) -> np.ndarray:
    """[G,2] numerators and denominators, group by group."""
    return np.array([outcome(t, run.program) for t in run.groups.values()])


def difference(base: RunTallies, arm: RunTallies, outcome: Outcome) -> tuple[float, float, float]:
    """Switched less baseline with its paired 95 percent interval: of a total, or of a ratio by its linear form."""
    assert list(base.groups) == list(arm.groups)
    z = [_linear(counts(run, outcome)) for run in (arm, base)]
    value = z[0][1] - z[1][1]
    plan = design([key[0] for key in base.groups], [int(t.people[:, k.PEOPLE].sum()) for t in base.groups.values()])
    found = standard_error(z[0][0] - z[1][0], None, plan)
    if found is None:
        return value, value, value
    half = float(stdtrit(found[1], 0.975)) * found[0]
    return value, value - half, value + half


def _linear(groups: np.ndarray) -> tuple[Any, float]:
    """Per group what it adds to the outcome, and the outcome. A total has a denominator of 1 in every group."""
    above, below = groups[:, 0], groups[:, 1]
    if (below == 1.0).all():
        return above, float(above.sum())
    ratio = above.sum() / below.sum()
    return (above - ratio * below) / below.sum(), float(ratio)
