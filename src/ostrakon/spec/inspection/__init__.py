"""The inspection: what the specification of a regime says by itself, before anything is run.

Here lives the order of the findings. Pure reading: no table, nothing compiled, nothing drawn. Never here: how one sort of
finding is found, printing, or a verdict. docs/inspection.md says what each finding means and what it does not.
"""

from collections.abc import Callable, Iterator

from ostrakon.spec.fit import Places
from ostrakon.spec.inspection.automated import automated_decisions, face_recognition
from ostrakon.spec.inspection.contexts import context_crossings, contexts_unnamed
from ostrakon.spec.inspection.double import double_punishment
from ostrakon.spec.inspection.ends import lists_without_exit
from ostrakon.spec.inspection.finding import Finding, Provision
from ostrakon.spec.inspection.proportion import proportions
from ostrakon.spec.inspection.rights import equality, expression, hearing, movement, private_life
from ostrakon.spec.inspection.statuses import Statuses, statuses
from ostrakon.spec.inspection.structure import (
    lists_unreached,
    rules_never_fire,
    sanctioned_from_the_start,
    sanctions_unreached,
    tiers_unreached,
)
from ostrakon.spec.inspection.view import View, views
from ostrakon.spec.regime import Regime
from ostrakon.spec.society import Society

__all__ = ["Finding", "Provision", "Statuses", "inspect", "statuses"]

FINDERS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    rules_never_fire, tiers_unreached, lists_unreached, sanctions_unreached, sanctioned_from_the_start, lists_without_exit,
    double_punishment, contexts_unnamed,
    context_crossings, proportions, face_recognition, automated_decisions, movement, expression, private_life, hearing, equality,
)


def inspect(regime: Regime, society: Society, places: Places | None = None) -> list[Finding]:
    """Every finding about a regime on a society, structural ones first, each sort together.

    The regime must have passed `ostrakon.spec.check.check` on that society: names that do not exist raise KeyError here.
    Each version that a dated change puts in force is inspected, and a finding of several is told once. `places` (of the
    loaded regime) give the lines; without them findings have paths only.
    """
    found = views(regime, society, places or Places())
    every = [finding for finder in FINDERS for view in found for finding in finder(view)]
    return list({(f.id, f.paths, f.found): f for f in every}.values())
