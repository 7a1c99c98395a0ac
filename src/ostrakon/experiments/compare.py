"""Compare: how outcomes differ between regimes for the same people with the same luck, and who changes sides.

Here lives the passage from paired tallies to differences, in one plain structure that files, tables and pages are made from.
Never here: living a community, or the wording of a difference (``sentences``).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ostrakon.engine.pair import FATES, Key, Paired
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures import base as b
from ostrakon.measures import conduct
from ostrakon.measures.base import Axis, Counts, Labels, Measure, Sums
from ostrakon.measures.summary import CUT, HEADLINES
from ostrakon.results.estimate import Design, design, difference, ratio

Outcome = dict[str, Any]
COMPARED: tuple[Measure, ...] = (*HEADLINES, *conduct.MEASURES)


@dataclass(frozen=True)
class Arms:
    """Paired runs reduced to sums: one entry per arm, the baseline first; the design is common to all."""

    sums: tuple[dict[str, Sums], ...]
    sides: Counts                   # [G,V,F,N,2,2], groups in the order of the design
    plan: Design
    labels: tuple[Labels, ...]


def reduce_arms(runs: Sequence[Paired], labels: Sequence[Labels]) -> Arms:
    """Replicates of paired runs, their groups of communities one after the other. labels: of each arm."""
    keys: list[Key] = [key for run in runs for key in run.sides]
    people = [_people(run.arms[0][key]) for run in runs for key in run.sides]
    plan = design([region for region, _ in keys], people, len(runs))
    sums = []
    for i, names in enumerate(labels):
        reduced = [b.reduce(run.arms[i], COMPARED, names) for run in runs]
        sums.append({m.name: b.pooled(m, reduced, plan) for m in COMPARED})
    return Arms(tuple(sums), np.array([side for run in runs for side in run.sides.values()]), plan, tuple(labels))


def _people(t: Tallies) -> int:
    return int(b.everyone(t, None).sum())  # type: ignore[arg-type]


def differences(arms: Arms) -> dict[str, Any]:
    """``outcomes`` and ``by`` of a comparison: of each measure the value in every arm and each variant's difference."""
    outcomes: dict[str, Outcome] = {}
    by: dict[str, dict[str, dict[str, Outcome]]] = {}
    for measure in COMPARED:
        sums = [arm[measure.name] for arm in arms.sums]
        outcomes[measure.name] = {"title": measure.title, "unit": measure.unit, "estimand": measure.estimand,
                                  **_compared(measure, [(s.above.sum(axis=1), s.below.sum(axis=1)) for s in sums], arms)}
        if measure.name in CUT:
            by[measure.name] = {axis.name: _by_axis(measure, sums, axis, arms) for axis in _axes(arms)}
    return {"outcomes": outcomes, "by": by}


def _axes(arms: Arms) -> list[Axis]:
    """The attributes by which cohorts are told apart; they are the society's, so the same in every arm."""
    return [axis for axis in arms.labels[0].axes if axis.name != "region"]


def _by_axis(measure: Measure, sums: Sequence[Sums], axis: Axis, arms: Arms) -> dict[str, Outcome]:
    found = {}
    for number, label in enumerate(axis.labels):
        cohorts = axis.of == number
        found[label] = _compared(measure, [(s.above[:, cohorts].sum(axis=1), s.below[:, cohorts].sum(axis=1)) for s in sums], arms)
    return found


def _compared(measure: Measure, sums: Sequence[tuple[Counts, Counts]], arms: Arms) -> Outcome:
    """Values of all arms, and the differences of the later ones from the first; an arm that cannot have it has the reason."""
    plan, lacks = arms.plan, [measure.cannot(labels) for labels in arms.labels]
    had = [(above, below * (not why)) for (above, below), why in zip(sums, lacks, strict=True)]     # nothing to divide by, no value
    values = [asdict(ratio(above, below, plan, unit=measure.unit, estimand=measure.estimand, scale=measure.scale, per=measure.per))
              | ({"reason": why} if why else {}) for (above, below), why in zip(had, lacks, strict=True)]
    gaps = [asdict(difference(had[0], arm, plan, unit=measure.unit, per=measure.per)) for arm in had[1:]]
    short = ("estimand", "unit")
    return {"arms": [{k: v for k, v in value.items() if k not in short} for value in values],
            "differences": [{k: v for k, v in gap.items() if k not in short} for gap in gaps]}


def changed_sides(arms: Arms) -> dict[str, Any]:
    """``sides`` of a comparison: people per run whom a fate met in neither arm, in one of them, in both, by variant; and by cohort."""
    counts = arms.sides.sum(axis=0) / arms.plan.replicates           # [V,F,N,2,2]
    titles = {m.name: m.title for m in HEADLINES}
    return {fate: {"title": titles[fate], "variants": [_cells(variant[f].sum(axis=0)) for variant in counts],
                   "by": {axis.name: {label: [_cells(variant[f][axis.of == i].sum(axis=0)) for variant in counts]
                                      for i, label in enumerate(axis.labels)} for axis in _axes(arms)}}
            for f, fate in enumerate(FATES)}


def _cells(matrix: Counts) -> dict[str, float]:
    """Of a matrix [baseline, variant] of people."""
    return {"neither": float(matrix[0, 0]), "only_baseline": float(matrix[1, 0]), "only_variant": float(matrix[0, 1]),
            "both": float(matrix[1, 1])}
