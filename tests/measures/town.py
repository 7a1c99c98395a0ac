"""Harbour town for tables worked by hand: its names, empty tallies of its shapes, and how a measure is taken from them.

Never here: a number that a test expects.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.kernel import tallies as k
from ostrakon.measures import base as b
from ostrakon.measures.base import Composite, Labels, Measure
from ostrakon.measures.labels import labels_of
from ostrakon.results.estimate import Estimate, design

REGIME = str(Path(__file__).parents[2] / "docs" / "reference" / "key_probe_regime.yaml")
PLAIN = ("channels.camera.by_class={}", "amendments=[]")
DAYS = 182
Row = tuple[int, int, int, int]         # of han and minority men, then of han and minority women


def scenario(*overrides: str, people: int = 400, days: int = DAYS) -> Scenario:
    return Scenario(REGIME, "harbour-town", people=people, days=days, overrides=(*PLAIN, *overrides))


def labels(*overrides: str, days: int = DAYS) -> Labels:
    program = compile_scenario(scenario(*overrides))
    return labels_of(program, program.society.cohorts, days)


LABELS = labels()
LISTS = {name: number for number, name in enumerate(LABELS.lists)}


def tallies(people: int = 100) -> k.Tallies:
    """Empty tallies of one group of communities, with so many people in each cohort."""
    t = k.empty(4, len(LABELS.kinds), len(LABELS.channels), len(LABELS.lists), len(LABELS.tiers), DAYS // 7)
    t.people[:, k.PEOPLE] = people
    return t


def flows(t: k.Tallies, table: Mapping[str, Mapping[int, Row]]) -> k.Tallies:
    """Fill in flows by kind."""
    for kind, columns in table.items():
        for column, row in columns.items():
            t.flow[:, LABELS.kinds.index(kind), column] = row
    return t


def fill(table: np.ndarray, columns: Mapping[int, Row]) -> None:
    """Fill in columns by cohort."""
    for column, row in columns.items():
        table[:, column] = row


def named(measures: Iterable[Any], name: str) -> Any:
    return next(m for m in measures if m.name == name)


def taken(measure: Measure, *groups: k.Tallies, names: Labels = LABELS) -> b.Sums:
    """The measure's sums over these groups, half of them in the harbour and half in the hinterland."""
    keyed = {(2 * i // len(groups), i): t for i, t in enumerate(groups)}
    reduced = b.reduce(keyed, (measure,), names)
    return b.pooled(measure, [reduced], design(reduced.regions, reduced.people))


def estimate(measure: Measure, *groups: k.Tallies, names: Labels = LABELS) -> Estimate:
    return b.overall(taken(measure, *groups, names=names))


def told(composite: Composite, *groups: k.Tallies, names: Labels = LABELS) -> dict[str, Any]:
    """What a composite says of everybody in these groups."""
    keyed = {(2 * i // len(groups), i): t for i, t in enumerate(groups)}
    reduced = b.reduce(keyed, (), names, (composite,))
    return composite.tell(reduced.parts[composite.name][0], names, design(reduced.regions, reduced.people))
