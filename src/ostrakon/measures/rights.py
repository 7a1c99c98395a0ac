"""Rights in numbers: person-days on which a regime restricted a right, by right.

Movement, expression, work, education, credit and housing: days of a standing that denies a request which the society
says touches the right, confines, or silences. Family: days on which another member of the household is on a list that
denies something to the household. Liberty: days detained. Account: days without it. Days count whether or not the
person asked for anything on them.
"""

from collections.abc import Sequence

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, Pick, everyone
from ostrakon.numbers import DAYS_PER_YEAR
from ostrakon.vocabulary import RIGHTS

SOURCE = "definition: docs/model.md, section 20"
# Touched by requests alone; expression is also touched by suspension and by a removed account, in every society.
BY_REQUEST = tuple(right for right in RIGHTS if right != "expression")


def lived(t: Tallies, labels: Labels) -> Counts:
    """[N] person-days of the run."""
    return np.asarray(t.days.sum(axis=1))


def _right(number: int) -> Pick:
    def pick(t: Tallies, labels: Labels) -> Counts:
        return t.rights[:, number]

    return pick


def _person(column: int) -> Pick:
    def pick(t: Tallies, labels: Labels) -> Counts:
        return t.people[:, column]

    return pick


# right -> what is counted, and the words of it
COUNTED: dict[str, tuple[Pick, str]] = {
    **{right: (_right(number), f"on which their standing restricted {right}") for number, right in enumerate(RIGHTS)},
    "family": (_person(k.FAMILY_DAYS), "on which another member of the household was on a list that denies requests to the household"),
    "liberty": (_person(k.DETAINED_DAYS), "of detention"),
    "account": (_person(k.REMOVED_DAYS), "without the account that the regime removed"),
}
NOT_SAID = "that the person wanted to use the right on that day, or that a court would call it a violation"


def _measures(yearly: bool) -> Sequence[Measure]:
    found = []
    for right, (pick, words) in COUNTED.items():
        first, below, per, unit, each, among = (
            ("rights_yearly", lived, float(DAYS_PER_YEAR), "days per person-year", "person-year", "person-days lived") if yearly
            else ("rights", everyone, 1000.0, "days per 1,000 people", "1,000 people over the run", "people"))
        found.append(Measure(
            f"{first}.{right}", right.capitalize(), f"person-days {words}, per {each}", unit, pick, below, "rate", per,
            counted=f"person-days {words}", among=among, source=SOURCE,
            needs=(f"right_{right}",) if right in BY_REQUEST else (), not_said=NOT_SAID))
    return found


MEASURES = tuple(_measures(yearly=False))
YEARLY = tuple(_measures(yearly=True))
