"""All outcomes of a run in one plain structure: what summary.json, the tables and the page are made from.

Here live the list of headline measures and their cutting. Never here: files, colours, or how a run is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import repeat
from typing import Any

import numpy as np

from ostrakon.kernel import tallies as k
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures import (
    amplification,
    appeal_gap,
    association,
    bad_credit,
    bystanders,
    chilled,
    concentration,
    conduct,
    denials,
    distance,
    exit_time,
    lawful_listing,
    listed,
    mobility,
    points,
    poverty_trap,
    records,
    redress,
    rights,
    truth,
    wrongful_denial,
    wrongful_listing,
)
from ostrakon.measures import base as b
from ostrakon.measures.base import Axis, Composite, Counts, Described, Labels, Measure, Reduced, Sums
from ostrakon.measures.cuts import members
from ostrakon.measures.disparity import OUTCOMES, disparities
from ostrakon.measures.series import weekly
from ostrakon.results.estimate import Design, Estimate, design, total

PARTS = (listed, bad_credit, wrongful_listing, lawful_listing, redress, appeal_gap, denials, wrongful_denial, chilled, distance, records,
         points, association, bystanders, rights, truth)
HEADLINES: tuple[Measure, ...] = tuple(m for part in PARTS for m in part.MEASURES)
# Told beside the headlines, and no outcome of an ablation, a sweep or a sensitivity study: less conduct is nobody's objective here.
REPORTED: tuple[Measure, ...] = (*rights.YEARLY, *conduct.MEASURES)
COMPOSED = (exit_time, mobility, poverty_trap, concentration)
COMPOSITES: tuple[Composite, ...] = (*(m for part in COMPOSED for m in part.MEASURES), *truth.COMPOSITES, *distance.COMPOSITES,
                                     *amplification.COMPOSITES)
# Headlines cut by attribute and province; denials of each request are cut beside them.
CUT = (
    "listed",
    "wrongly_listed",
    "wrongful_share",
    "bad_credit",
    "ever_denied",
    "denials",
    "ever_chilled",
    "chilled",
    "points_lost",
    "points_to_error",
    "points_to_association",
    "recorded",
    "sanctioned",
    "bystanders",
    "denied_wrongly",
    "wrongful_denial_share",
    "denied_no_breach",
    "denials_no_breach",
    "silent_untouched",
    *appeal_gap.GAPS,
    *(m.name for m in rights.MEASURES),
)
# Of which the ratio between each cohort and everybody else is told: what the denominator counts.
BORNE = dict.fromkeys(OUTCOMES, "people") | appeal_gap.GAPS
UNCUT = {"value": None, "reason": "counted for everybody together, not by cohort"}
PEOPLE_UNITS = ("share of people", "share of listed people")


def _outcome(sums: Sums, estimate: Estimate, labels: Labels) -> dict[str, Any]:
    """One outcome with its count per run where the numerator counts people."""
    found: dict[str, Any] = {"title": sums.measure.title, **_told(sums.measure, estimate, int(sums.plan.people.sum()), labels)}
    if sums.measure.unit in PEOPLE_UNITS and "reason" not in found:
        found["count"] = asdict(_count(sums))
    return found


def _told(measure: Measure, estimate: Estimate, people: int, labels: Labels) -> dict[str, Any]:
    """An estimate as plain data; where it has no value, the reason."""
    reason = measure.cannot(labels)
    if estimate.value is not None and not reason:
        return dict(vars(estimate))
    return vars(Estimate(None, None, None, None, estimate.unit, estimate.estimand, estimate.n)) | {
        "reason": _nobody(people) or reason or f"nothing to divide by: 0 {measure.among}"}


def _nobody(people: int) -> str:
    return "" if people else "no people"


def _count(sums: Sums) -> Estimate:
    estimand = f"number of people per run: {sums.measure.estimand}"
    return total(sums.above.sum(axis=1), sums.plan, unit="people", estimand=estimand)


def _cut(many: Sequence[Sums], axis: Axis, people: Counts, labels: Labels) -> Iterator[dict[str, dict[str, Any]]]:
    """Each outcome by the levels of an axis, without repeating its estimand. people [N]: who is there at all."""
    there = [int(people[axis.of == number].sum()) for number in range(len(axis.labels))]
    for sums, estimates in zip(many, b.by_axis(many, axis), strict=True):
        yield {label: _plain(_told(sums.measure, estimates[label], n, labels)) for label, n in zip(axis.labels, there, strict=True)}


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return _without(told, "estimand", "unit")


def _without(told: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}


def _cuts(many: Sequence[Sums], labels: Labels, people: Counts) -> dict[str, dict[str, dict[str, dict[str, Any]]]]:
    """Outcomes by every attribute and by province."""
    found = _by(many, [axis for axis in labels.axes if axis.name != "region"], people, labels)
    for sums, estimates in zip(many, b.by_region(many, labels), strict=True):
        found[sums.measure.name]["region"] = {name: _plain(_told(sums.measure, one, 1, labels)) for name, one in estimates.items()}
    return found


def _by(many: Sequence[Sums], axes: Sequence[Axis], people: Counts, labels: Labels) -> dict[str, dict[str, dict[str, dict[str, Any]]]]:
    found: dict[str, dict[str, dict[str, dict[str, Any]]]] = {sums.measure.name: {} for sums in many}
    for axis in axes:
        for sums, levels in zip(many, _cut(many, axis, people, labels), strict=True):
            found[sums.measure.name][axis.name] = levels
    return found


def _distributions(total: Tallies, labels: Labels) -> dict[str, Any]:
    """Shares of people by tier, by final score (64 bins over its limits), by days listed and by denials (powers of two)."""
    tiers, shadow, scores, hist = (x.sum(axis=0) for x in (total.tiers, total.tiers_shadow, total.scores, total.hist))
    n = max(1, int(tiers.sum()))
    return {
        "tiers": dict(zip(labels.tiers, (tiers / n).tolist(), strict=True)),
        "tiers_shadow": dict(zip(labels.tiers, (shadow / n).tolist(), strict=True)),
        "scores": (scores / n).tolist(),
        "days_listed": (hist[0] / n).tolist(),
        "denials": (hist[1] / n).tolist(),
    }


def _channels(total: Tallies, labels: Labels, replicates: int) -> dict[str, dict[str, float]]:
    """Records and points per run by channel."""
    chan = total.chan / replicates
    names = ("right", "misattributed", "false", "out_of_scope", "dropped", "points_lost")
    return {c: dict(zip(names, chan[i].tolist(), strict=True)) for i, c in enumerate(labels.channels)}


def reduce_run(groups: Mapping[tuple[int, int], Tallies], labels: Labels, by: Sequence[Axis] = ()) -> Reduced:
    """A run's tallies reduced to what all measures need; by: the cuts that ``summarise`` will be asked for."""
    cohorts = next(iter(groups.values())).people.shape[0]
    return b.reduce(groups, _ratios(labels), labels, COMPOSITES, members(by, cohorts))


def _ratios(labels: Labels) -> tuple[Measure, ...]:
    """Every outcome that is one ratio, those of each request last."""
    return (*HEADLINES, *REPORTED, *denials.by_request(labels), *wrongful_denial.by_request(labels))


def summarise(runs: Sequence[Reduced], labels: Labels, by: Sequence[Axis] = ()) -> dict[str, Any]:
    """Every outcome of replicates: overall, by attribute and province, by request, by channel, by week, distributions.

    by: more cuts, by a combination of attributes each (``cuts.cut``), the same as in ``reduce_run``.
    """
    plan = design([r for run in runs for r in run.regions], [n for run in runs for n in run.people], len(runs))
    total_of = Tallies(*(np.sum(parts, axis=0) for parts in zip(*(run.total for run in runs), strict=True)))
    people = total_of.people[:, k.PEOPLE]
    own = {m.name for m in (*HEADLINES, *REPORTED)}
    outcomes: dict[str, Any] = {}
    by_request: dict[str, dict[str, Any]] = {}
    many = [b.pooled(measure, runs, plan) for measure in _ratios(labels)]
    for sums, estimate in zip(many, b.everywhere(many), strict=True):
        measure, found = sums.measure, _outcome(sums, estimate, labels)
        if measure.name in own:
            outcomes[measure.name] = found
        else:
            by_request.setdefault(measure.name.partition(".")[0], {})[measure.title] = _without(found, "title")
    cuts = _cuts([sums for sums in many if sums.measure.name in CUT or sums.measure.name not in own], labels, people)
    for name, levels in _by(many, by, people, labels).items():
        if levels:
            cuts[name] = cuts.get(name, {}) | levels
    return {
        "outcomes": outcomes,
        "measures": _composites(runs, labels, plan, by, people),
        "by": cuts,
        "disparity": {sums.measure.name: disparities(sums, labels.axes, BORNE[sums.measure.name])
                      for sums in many if sums.measure.name in BORNE},
        "requests": by_request.pop("denied", {}),
        "requests_judged": by_request,
        "channels": _channels(total_of, labels, len(runs)),
        "distributions": _distributions(total_of, labels),
        "weekly": weekly(np.concatenate([run.series for run in runs]), plan),
    }


def _composites(runs: Sequence[Reduced], labels: Labels, plan: Design, by: Sequence[Axis], people: Counts) -> dict[str, Any]:
    """Every outcome that is more than one ratio: of everybody, and ``by`` cut and level where cuts were asked for."""
    found = {}
    for measure in COMPOSITES:
        counts = np.concatenate([run.parts[measure.name] for run in runs], axis=1)      # [M,G,...]
        rows = _rows(measure, counts, labels, plan, () if measure.whole else by, people)
        head = {"title": measure.title, "estimand": measure.estimand, "unit": measure.unit}
        found[measure.name] = {**head, **next(rows)}
        if by:
            levels = repeat(UNCUT) if measure.whole else rows
            found[measure.name]["by"] = {axis.name: dict(zip(axis.labels, levels, strict=False)) for axis in by}
    return found


def _rows(measure: Composite, counts: Counts, labels: Labels, plan: Design, by: Sequence[Axis], people: Counts) -> Iterator[dict[str, Any]]:
    """What a composite says of each row of ``cuts.members``, or {value: None, reason}."""
    reason = measure.cannot(labels)
    for mine, there in zip(counts, members(by, len(people)) @ people, strict=True):
        lacks = _nobody(int(there)) or reason
        yield {"value": None, "reason": lacks} if lacks else measure.tell(mine, labels, plan)


def described() -> tuple[Described, ...]:
    """Every outcome that a summary can hold by a name of its own, those of each request left out."""
    return (*HEADLINES, *REPORTED, *COMPOSITES)
