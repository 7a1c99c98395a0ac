"""Conduct: acts per person-year by nature, reported with the rest.

A fall in conduct or in expression is never an objective: nothing searches for it, and these outcomes are not among those
that ablations, sweeps and sensitivity studies take.
"""

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Counts, Labels, Measure, Pick, flows
from ostrakon.measures.rights import lived
from ostrakon.numbers import DAYS_PER_YEAR
from ostrakon.vocabulary import NATURES

CONDUCT = tuple(nature for nature in NATURES if nature != "request")


def acts(nature: str) -> Pick:
    """[N] acts of a nature: people went ahead, and no gate silenced them."""
    def pick(t: Tallies, labels: Labels) -> Counts:
        kinds = labels.of_nature(nature)
        return flows(t, kinds, k.WENT) - flows(t, kinds, k.SILENCED)

    return pick


MEASURES = tuple(
    Measure(
        f"conduct.{nature}",
        f"{nature.capitalize()} acts",
        f"acts of kinds that the society calls {nature}, per person-year, seen or not",
        "acts per person-year",
        acts(nature),
        lived,
        "rate",
        float(DAYS_PER_YEAR),
        counted=f"{nature} acts",
        among="person-days lived",
        source="definition: docs/model.md, section 13",
        needs=(nature,),
        not_said="that less of it is better, or that the regime's stated aim is met; what changes depends on an assumed law of response",
    )
    for nature in CONDUCT
)
