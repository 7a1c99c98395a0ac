"""What a target counts: an outcome by its name becomes a ratio of counts over days of a life.

Here lives the passage from a target to what is taken from tallies, and the units in which it may be given. Never here: the file of
targets (``targets``), or a life.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ostrakon.errors import OstrakonError, Problem
from ostrakon.experiments.targets import NEVER, Observed, Targets
from ostrakon.kernel import tallies as k
from ostrakon.measures.base import Counts, Labels, Measure, Pick, everyone, flows, on_lists
from ostrakon.measures.needs import lacking
from ostrakon.measures.summary import HEADLINES
from ostrakon.program import Program
from ostrakon.vocabulary import nearest

EXITS = {"exits.term": k.EXIT_TERM, "exits.duty": k.EXIT_DUTY, "exits.recovered": k.EXIT_RECOVERED, "exits.appeal": k.EXIT_APPEAL}
OF_LISTS: dict[str, tuple[int, ...]] = {
    "entries": (k.ENTRIES,), "exits": tuple(EXITS.values()), **{name: (one,) for name, one in EXITS.items()},
    "appeals": (k.LODGED,), "appeals.granted": (k.APPEAL_GRANTED,), "appeals.refused": (k.APPEAL_REFUSED,), "on_list": (k.ON_AT_END,)}
OF_RECORDS = {"records": (k.RECORD_RIGHT, k.RECORD_WRONG, k.RECORD_FALSE), "records.wrong": (k.RECORD_WRONG, k.RECORD_FALSE)}
STOCKS = frozenset({"on_list"})
SCALES = {"people": 1.0, "thousand": 1e3, "million": 1e6}
COUNTS = (*OF_LISTS, *OF_RECORDS, "denials")       # and denials of each request; a measure of the same name is the same count
MEASURES: Mapping[str, Measure] = {m.name: m for m in HEADLINES if not NEVER.search(m.name) and m.name not in COUNTS}


@dataclass(frozen=True)
class Counted:
    """A target's counts: the tallies at the end of day ``last``, less those at the end of day ``before`` where it is not 0.

    flow: whether the denominator, too, is what came between the two.
    """

    observed: Observed
    measure: Measure
    before: int
    last: int
    flow: bool

    @property
    def name(self) -> str:
        """The target's."""
        return self.observed.name


def counted(targets: Targets, labels: Labels, population: int) -> tuple[Counted, ...]:
    """What each target counts under such a regime. Raises OstrakonError with everything that is not to be had of it."""
    found, wrong = [], list[Problem]()
    for one in targets.observed:
        try:
            found.append(_one(one, targets, labels, population))
        except OstrakonError as error:
            wrong += error.problems
    if wrong:
        raise OstrakonError(*wrong)
    return tuple(found)


def cuts(all_counted: Sequence[Counted]) -> dict[int, tuple[Counted, ...]]:
    """The days at whose end something is taken, each with the targets that need it."""
    days = sorted({day for one in all_counted for day in (one.before, one.last) if day})
    return {day: tuple(one for one in all_counted if day in (one.before, one.last)) for day in days}


def population_of(program: Program) -> int:
    """How many people the society stands for."""
    return int(program.society.tables.population.sum())


def _one(one: Observed, targets: Targets, labels: Labels, population: int) -> Counted:
    target = one.target

    def refuse(code: str, key: str, found: str, **more: str) -> OstrakonError:
        return OstrakonError(targets.places.problem(code, ("targets", one.name, key), f"targets.{one.name}: {found}").at(**more))

    if target.outcome in MEASURES:
        return _measure(one, MEASURES[target.outcome], labels, refuse)
    above = _pick(target.outcome, "outcome", one, labels, refuse)
    stock = target.outcome in STOCKS
    if stock is (target.on is None):
        key = "to" if stock else "on"
        raise refuse("OST2006", key, f"'{target.outcome}' is counted {'at the end of a day' if stock else 'over days'}",
                     remedy=f"give '{'on' if stock else 'to'}' instead of '{key}'")
    below: Pick = everyone
    per, unit = 1.0, target.unit
    allowed = [*SCALES, "per 1,000 people", "share of people"] if not target.per else ["ratio"]
    if unit not in allowed:
        raise refuse("OST2004", "unit", f"'{unit[:40]}'", allowed=", ".join(allowed), nearest=nearest(unit, allowed))
    if target.per:
        if target.per in STOCKS:
            raise refuse("OST2006", "per", f"'{target.per}' is counted at the end of a day", remedy="divide by a count over days")
        below = _pick(target.per, "per", one, labels, refuse)
    elif unit in SCALES:
        per = population / SCALES[unit]
    elif unit == "per 1,000 people":
        per = 1000.0
    title = f"{target.outcome}{f' per {target.per}' if target.per else ''}"
    measure = Measure(one.name, title, target.note or title, unit, above, below, "rate", per)
    return Counted(one, measure, one.first - 1, one.last, bool(target.per))


Refuse = Callable[..., OstrakonError]


def _measure(one: Observed, measure: Measure, labels: Labels, refuse: Refuse) -> Counted:
    """A measure is of everything until the end of a day."""
    target = one.target
    if target.on is None or target.per or target.lists:
        key = next(name for name in ("per", "lists", "to") if getattr(target, name))
        raise refuse("OST2006", key, f"'{measure.name}' is of the whole life until a day, of everybody",
                     remedy=f"give 'on', and no '{key}'")
    if target.unit != measure.unit:
        raise refuse("OST2004", "unit", f"'{target.unit[:40]}'", allowed=measure.unit)
    for need in lacking(measure.needs, labels.has):
        raise refuse("OST7003", "outcome", f"{measure.name}: {need.lacking}", allowed=f"a regime with {need.words}", remedy=need.remedy)
    return Counted(one, replace(measure, name=one.name), 0, one.last, False)


def _pick(name: str, key: str, one: Observed, labels: Labels, refuse: Refuse) -> Pick:
    """What a count takes from tallies, [N] by cohort."""
    of_requests = {"denials": None, **{f"denials.{labels.kinds[i]}": i for i in labels.of_nature("request").tolist()}}
    known = [*OF_LISTS, *OF_RECORDS, *of_requests, *(MEASURES if key == "outcome" else ())]
    if name not in known:
        raise refuse("OST7002", key, f"'{name[:60]}'", allowed=", ".join(known), nearest=nearest(name, known))
    if name not in OF_LISTS and one.target.lists and key == "outcome":
        raise refuse("OST2006", "lists", f"'{name}' is not of a list", remedy="leave 'lists' out")
    if name in OF_LISTS:
        return _of_lists(_lists(one, labels, refuse), OF_LISTS[name])
    if name in OF_RECORDS:
        which = OF_RECORDS[name]
        return lambda t, _: flows(t, slice(None), *which)
    number = of_requests[name]
    kinds = labels.of_nature("request") if number is None else np.array([number])
    return lambda t, _: flows(t, kinds, k.DENIED)


def _of_lists(lists: Counts, which: tuple[int, ...]) -> Pick:
    return lambda t, _: np.asarray(sum(on_lists(t, lists, one) for one in which))


def _lists(one: Observed, labels: Labels, refuse: Refuse) -> Counts:
    for name in one.target.lists:
        if name not in labels.lists:
            raise refuse("OST2104", "lists", f"'{name}'", allowed=", ".join(labels.lists) or "none", nearest=nearest(name, labels.lists))
    lists = np.array([labels.lists.index(name) for name in one.target.lists], dtype=np.int64) if one.target.lists else labels.black()
    if not len(lists):
        raise refuse("OST7003", "outcome", "the regime has no black list", allowed="a regime with one")
    return lists
