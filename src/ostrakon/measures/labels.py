"""The names behind the numbers of a run.

Here lives the passage from a Program and the groupings of its society to Labels. Never here: a count.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from ostrakon.measures.base import Axis, Labels
from ostrakon.measures.needs import met_by, waits_of
from ostrakon.measures.senses import senses_of
from ostrakon.program import Program
from ostrakon.vocabulary import NATURES


def axes(cohorts: Sequence[Mapping[str, str]]) -> tuple[Axis, ...]:
    """The attributes by which cohorts differ. cohorts: attribute -> level of each cohort, in the order of the tallies.

    >>> axes([{"sex": "male"}, {"sex": "female"}])[0].labels
    ('male', 'female')
    """
    names = list(cohorts[0]) if cohorts else []
    found = []
    for name in names:
        levels = tuple(dict.fromkeys(entry[name] for entry in cohorts))
        found.append(Axis(name, levels, np.array([levels.index(entry[name]) for entry in cohorts], dtype=np.int64)))
    return tuple(found)


def labels_of(program: Program, cohorts: Sequence[Mapping[str, str]], days: int) -> Labels:
    """Labels of a run of so many days under this Program; cohorts as the society's ``grouping("cohorts")`` gives them."""
    tables = program.society.tables
    return Labels(
        kinds=tuple(program.society.kinds),
        natures=tuple(NATURES[int(n)] for n in tables.nature),
        channels=program.channels,
        lists=program.lists,
        red=tuple(bool(x) for x in program.regime.list_red),
        tiers=program.tiers,
        regions=tuple(program.society.codes["region"]),
        axes=axes(cohorts),
        days=days,
        has=met_by(program, days),
        waits=tuple(waits.pop() if len(waits) == 1 else 0 for waits in waits_of(program)),
        senses=senses_of(program),
    )
