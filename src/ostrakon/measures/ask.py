"""One outcome of a run by its name, from Python.

Here lives the passage from a name and a run to what ``summary.json`` would say. Never here: a measure, or how one is made.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ostrakon.engine.simulate import RunTallies
from ostrakon.errors import fail
from ostrakon.measures.base import Described, Labels
from ostrakon.measures.cuts import cut
from ostrakon.measures.labels import labels_of
from ostrakon.measures.needs import lacking
from ostrakon.measures.summary import described, reduce_run, summarise
from ostrakon.vocabulary import nearest


def demand(name: str, labels: Labels) -> Described:
    """The measure of this name. Raises OstrakonError OST7002 when there is none, OST7003 when such a run cannot have it."""
    known = {measure.name: measure for measure in described()}
    if name not in known:
        fail("OST7002", f"'{name[:80]}'", allowed=", ".join(known), nearest=nearest(name, known),
             remedy="docs/reference/measures.md describes each")
    for need in lacking(known[name].needs, labels.has):
        fail("OST7003", f"{name}: {need.lacking}", allowed=f"a run with {need.words}", remedy=need.remedy)
    return known[name]


def outcome(run: RunTallies | Sequence[RunTallies], name: str, by: str = "") -> Mapping[str, Any]:
    """What the measure of this name says of a run, or of replicates of one: value, low, high, mcse, unit, estimand, n.

    A curve or a matrix has more under names of its own. by: attributes by which the society tells cohorts apart, as "sex" or
    "sex+minority"; then a mapping from level to the same. A value that cannot be had is None, with the reason. Raises
    OstrakonError OST7001 for a cut, OST7002 or OST7003 for a measure that cannot be. It takes all measures: a second or two.
    """
    runs = [run] if isinstance(run, RunTallies) else list(run)
    program = runs[0].program
    labels = labels_of(program, program.society.cohorts, runs[0].days)
    demand(name, labels)
    cuts = [cut(by, labels.axes)] if by else []
    summary = summarise([reduce_run(one.groups, labels, cuts) for one in runs], labels, cuts)
    composite = summary["measures"].get(name)
    if not by:
        return dict(composite or summary["outcomes"][name])
    return dict((composite["by"] if composite else summary["by"][name])[by])
