"""All outcomes of a run in one plain structure: what summary.json, the tables and the page are made from.

Here live the list of headline measures and their cutting. Never here: files, colours, or how a run is made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from ostrakon.kernel.tallies import Tallies
from ostrakon.measures import association, bad_credit, chilled, denials, lawful_listing, listed, points, records, redress, wrongful_listing
from ostrakon.measures import base as b
from ostrakon.measures.base import Labels, Measure, Reduced, Sums
from ostrakon.measures.disparity import OUTCOMES, disparities
from ostrakon.measures.series import weekly
from ostrakon.results.estimate import Estimate, design, total

PARTS = (listed, bad_credit, wrongful_listing, lawful_listing, redress, denials, chilled, records, points, association)
HEADLINES: tuple[Measure, ...] = tuple(m for part in PARTS for m in part.MEASURES)
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
)
PEOPLE_UNITS = ("share of people", "share of listed people")


def _outcome(sums: Sums) -> dict[str, Any]:
    """One outcome with its count per run where the numerator counts people."""
    found: dict[str, Any] = {"title": sums.measure.title, **asdict(b.overall(sums))}
    if sums.measure.unit in PEOPLE_UNITS:
        found["count"] = asdict(_count(sums))
    return found


def _count(sums: Sums) -> Estimate:
    estimand = f"number of people per run: {sums.measure.estimand}"
    return total(sums.above.sum(axis=1), sums.plan, unit="people", estimand=estimand)


def _plain(estimates: Mapping[str, Estimate]) -> dict[str, dict[str, Any]]:
    """Estimates of one table, without repeating their estimand."""
    return {label: {f: v for f, v in asdict(e).items() if f not in ("estimand", "unit")} for label, e in estimates.items()}


def _cuts(sums: Sums, labels: Labels) -> dict[str, dict[str, dict[str, Any]]]:
    cut = {axis.name: _plain(b.by_axis(sums, axis)) for axis in labels.axes if axis.name != "region"}
    cut["region"] = _plain(b.by_region(sums, labels))
    return cut


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


def reduce_run(groups: Mapping[tuple[int, int], Tallies], labels: Labels) -> Reduced:
    """A run's tallies reduced to the sums of all measures."""
    return b.reduce(groups, (*HEADLINES, *denials.by_request(labels)), labels)


def summarise(runs: Sequence[Reduced], labels: Labels) -> dict[str, Any]:
    """Every outcome of replicates: overall, by attribute and province, by request, by channel, by week, distributions."""
    plan = design([r for run in runs for r in run.regions], [n for run in runs for n in run.people], len(runs))
    total_of = Tallies(*(np.sum(parts, axis=0) for parts in zip(*(run.total for run in runs), strict=True)))
    outcomes, by, requests, disparity = {}, {}, {}, {}
    for measure in HEADLINES:
        sums = b.pooled(measure, runs, plan)
        outcomes[measure.name] = _outcome(sums)
        if measure.name in CUT:
            by[measure.name] = _cuts(sums, labels)
        if measure.name in OUTCOMES:
            disparity[measure.name] = disparities(sums, labels.axes)
    for measure in denials.by_request(labels):
        sums = b.pooled(measure, runs, plan)
        requests[measure.title], by[measure.name] = asdict(b.overall(sums)), _cuts(sums, labels)
    return {
        "outcomes": outcomes,
        "by": by,
        "disparity": disparity,
        "requests": requests,
        "channels": _channels(total_of, labels, len(runs)),
        "distributions": _distributions(total_of, labels),
        "weekly": weekly(np.concatenate([run.series for run in runs]), plan),
    }
