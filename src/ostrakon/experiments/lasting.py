"""What may outlive a regime, and where it is counted: by week in the series of a run, or once for the whole of it.

Never here: an arm, a difference, or how it is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ostrakon.errors import fail
from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Labels
from ostrakon.measures.series import SERIES, Series, flow
from ostrakon.vocabulary import nearest

PER = 1000.0


@dataclass(frozen=True)
class Outcome:
    """Something that may outlive a regime. stock: counted at the end of a week; else within it, and averaged over four weeks.

    weekly: how it is taken from the weekly series; None for what is counted by kind, in three stretches of four weeks.
    """

    name: str
    title: str
    unit: str
    per: float
    stock: bool = False
    weekly: Series | None = None


def _weekly(name: str, title: str, series: Series, stock: bool = False) -> Outcome:
    return Outcome(name, title, series.unit, series.per, stock, series)


def _felt(name: str, title: str, series: Series) -> Outcome:
    """Means of a level are small: told for a thousand people."""
    return Outcome(name, title, "levels per 1,000 people", PER * series.per, True, series)


def _flow(*columns: int) -> Series:
    return Series(flow(*columns), "per 1,000 people and week", "rate", PER)


WEEKLY = (
    _felt("fear", "Fear", SERIES["mean_fear"]),
    _felt("hardship", "Hardship", SERIES["mean_hardship"]),
    _weekly("chilled", "Expression chilled", SERIES["chilled"]),
    _weekly("emboldened", "Expression emboldened", _flow(k.EMBOLDENED)),
    _weekly("detained", "Occasions lost to detention", _flow(k.DETAINED)),
    _weekly("silenced", "Expression stopped", SERIES["silenced"]),
    _weekly("denied", "Requests denied", SERIES["denied"]),
    _weekly("records", "Records", SERIES["records"]),
    _weekly("listed", "Listed", SERIES["listed"], True),
    _weekly("bad_credit", "Bad credit", SERIES["bad_credit"], True),
)


def by_kind(labels: Labels, ties: bool) -> tuple[Outcome, ...]:
    """What is counted once in a run: conduct by nature, each request, reach that was lost and, with ``ties``, ties cut for good."""
    week = "per 1,000 people and week"
    natures = [n for n in dict.fromkeys(labels.natures) if n != "request"]
    requests = [kind for kind, nature in zip(labels.kinds, labels.natures, strict=True) if nature == "request"]
    return (*(Outcome(f"conduct.{nature}", f"Conduct: {nature}", week, PER) for nature in natures),
            *(Outcome(f"requests.{kind}", f"Requests made: {kind}", week, PER) for kind in requests),
            Outcome("reach_lost", "Reach of accounts removed", "per 1,000 people", PER, True),
            *([Outcome("ties_cut", "Ties cut for good", "per 1,000 people", PER, True)] if ties else []))


def once(outcome: Outcome, t: Tallies, labels: Labels) -> float:
    """What a run has counted of it from its first day on, in a group of communities."""
    if outcome.name == "reach_lost":
        return float(t.people[:, k.REACH_LOST].sum())
    if outcome.name == "ties_cut":
        return float(t.people[:, k.TIES_CUT].sum())
    part, _, name = outcome.name.partition(".")
    kinds = labels.of_nature(name) if part == "conduct" else np.array([labels.kinds.index(name)])
    return float(t.flow[:, kinds, k.WENT].sum())


def chosen(outcomes: Sequence[Outcome], names: Sequence[str]) -> tuple[Outcome, ...]:
    """Those of these names, or below them: ``requests`` is every request. Raises OST8001 with the names there are."""
    known = [*dict.fromkeys(o.name.partition(".")[0] for o in outcomes), *(o.name for o in outcomes if "." in o.name)]
    for name in names:
        if name not in known:
            fail("OST8001", f"--outcome {name[:40]}: there is no such outcome", allowed=", ".join(known), nearest=nearest(name, known))
    return tuple(o for o in outcomes if not names or o.name in names or o.name.partition(".")[0] in names)
