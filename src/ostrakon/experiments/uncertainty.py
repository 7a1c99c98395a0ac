"""Uncertainty: luck and ignorance apart and together. Points anywhere in the ranges of all that is assumed, each with luck of its own.

Here live the points, and the passage from what they come to to the two shares of the spread. Never here: which unknown matters most
(``sensitivity``), or a wish: nothing is sought.

By the law of total variance the spread of points drawn over the ranges, each with another seed, is the mean variance of luck at a
point plus the variance over the ranges of what a point comes to with luck taken out. The first is known from the jackknife at each
point, the spread from the points; what is left is ignorance. That each value of a range is as likely as another, and unknowns
independent of each other, is a choice and not knowledge; without a choice of that sort there is no sum of the two.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from ostrakon.engine.scenario import Scenario
from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.experiments import plan
from ostrakon.experiments.ablate import measures_of
from ostrakon.experiments.around import Around
from ostrakon.experiments.outcomes import Outcomes, outcomes, value_or_none
from ostrakon.experiments.plan import Axis, Values, varied, varied_society
from ostrakon.experiments.points import Prepared, Record, RegimeTrial, Trial, live_points
from ostrakon.experiments.sensitivity import unknowns
from ostrakon.experiments.sweep import axis_told, cell, counted, refusals
from ostrakon.program import tables_digest
from ostrakon.results.estimate import standard_errors
from ostrakon.results.figures import number
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

Floats = np.ndarray
POINTS = 128                    # unless told otherwise
LEAST = 8                       # points that are valid; of fewer nothing is said
SOCIETY = "society:"            # before a path of the society
SIDES = ("both", "regime", "society")
BUILDING = 1.5                  # seconds for the tables of a society
TRIED = 32                      # points looked at before anything is lived
RESAMPLES = 2000
ENDS = (0.05, 0.5, 0.95)
HEADINGS = ("Outcome", "as it is", "5 of 100", "half", "95 of 100", "ignorance", "luck")
MEANING = ("5, half and 95 of 100 runs lie below, were every value of a range as likely as another and unknowns independent: a choice, "
           "not knowledge. Ignorance: standard deviation over the ranges with luck taken out. Luck: standard error over seeds, on average "
           "over the ranges.")


@dataclass(frozen=True)
class UncertainTrial(Around):
    """A regime on a society; point i has the people and luck of the seed plus i, and the values that it names of either."""

    societies: bool = False         # whether the society's values vary

    def prepare(self, overrides: Values) -> Prepared:
        """A point; without a word the regime as it is. Raises OstrakonError."""
        seed, society, base = self.seed, self.society, self.base
        if overrides:
            seed, overrides = (seed + int(overrides[0].partition("=")[2])) % 2**64, overrides[1:]
        if changes := [text.removeprefix(SOCIETY) for text in overrides if text.startswith(SOCIETY)]:
            society = varied_society(society, changes)
            base = replace(base, society_tables=[])         # the tables of another society
        found = replace(base, seed=seed, society=society).prepare(tuple(text for text in overrides if not text.startswith(SOCIETY)))
        return Prepared(tables_digest([], found.digest, seed), found.live)

    def seconds(self) -> float:
        """About how long a point takes, with the tables of its society."""
        return self.base.seconds() + BUILDING * self.societies


def axes_of(regime: LoadedRegime, society: LoadedSociety, side: str = "both", only: Sequence[str] = (), without: Sequence[str] = ()
            ) -> tuple[Axis, ...]:
    """All that is assumed and has a range, in a regime, in its society or in both. Raises OstrakonError where there is none."""
    if side not in SIDES:
        fail("OST8001", f"--of {side[:40]}", allowed=", ".join(SIDES))
    found: tuple[Axis, ...] = ()
    for loaded, name, mark in ((regime, "regime", ""), (society, "society", SOCIETY)):
        mine = [[path.removeprefix(mark) for path in paths if path.startswith(SOCIETY) is bool(mark)] for paths in (only, without)]
        if side not in ("both", name):
            if stray := [path for paths in mine for path in paths]:
                fail("OST8001", f"{mark}{stray[0]} with --of {side}", remedy=f"say --of both or --of {name}")
            continue
        if (only and not mine[0]) or not _any(loaded):
            continue
        found += tuple(replace(axis, path=f"{mark}{axis.path}") for axis in unknowns(loaded, *mine))
    if not found:
        fail("OST8001", f"nothing is assumed with a range in {' and '.join(SIDES[1:]) if side == 'both' else side}",
             remedy="luck alone is what ostrakon run says beside each outcome, as an interval")
    return found


def of_societies(axes: Sequence[Axis]) -> bool:
    """Whether one of them is a value of the society."""
    return any(axis.path.startswith(SOCIETY) for axis in axes)


def _any(loaded: LoadedRegime | LoadedSociety) -> bool:
    return any(source.status == "assumed" and source.range and source.range[0] < source.range[1] for source in loaded.provenance.values())


def points_of(axes: Sequence[Axis], points: int, seed: int) -> list[Values]:
    """The regime as it is, then points of a Latin hypercube over all ranges, each with a number for its luck."""
    values = plan.points_of(axes, "lhs", points, seed)
    return [(), *((f"draw={i}", *plan.overrides(axes, value)) for i, value in enumerate(values, 1))]


def demand_valid(points: Sequence[Values], regime: LoadedRegime, society: LoadedSociety) -> None:
    """Raise OST8001 when over half of the first points are refused by the language or the regime: said before anything runs."""
    tried, bad = points[1:1 + TRIED], list[Problem]()
    for point in tried:
        try:
            varied(regime, [text for text in point[1:] if not text.startswith(SOCIETY)])
            varied_society(society, [text.removeprefix(SOCIETY) for text in point[1:] if text.startswith(SOCIETY)])
        except OstrakonError as error:
            bad.append(error.problems[0])
    if 2 * len(bad) > len(tried):
        said = "; ".join(dict.fromkeys(f"{p.code} {p.message}" for p in bad[:3]))
        fail("OST8001", f"{len(bad)} of the first {len(tried)} points are refused: {said}",
             remedy="leave a parameter out that makes points invalid, with --without PATH; the rest would be of another space")


def told(trial: Trial, axes: Sequence[Axis], records: Sequence[Record], seed: int) -> dict[str, Any]:
    """``axes``, ``points`` and ``outcomes`` of a study; the regime as it is is point 0."""
    return {"axes": [axis_told(axis) for axis in axes],
            "points": [{key: value for key, value in record.items() if key != "counts"} for record in records],
            "outcomes": {found.measure.name: _outcome(found, seed) for found in outcomes(trial, records)}}


def _outcome(found: Outcomes, seed: int) -> dict[str, Any]:
    m, values = found.measure, found.values
    errors = np.where(_alike(found), 0.0, standard_errors(found.above, found.below, found.plan)[0] * m.per)
    as_is = {key: value for key, value in found.told(0).items() if key != "difference"}
    return {"title": m.title, "unit": m.unit, "estimand": m.estimand, "as_is": as_is,
            "values": [value_or_none(value) for value in values], "errors": [value_or_none(error) for error in errors],
            **apart(values[1:], errors[1:], seed)}


def _alike(found: Outcomes) -> np.ndarray:
    """[A] whether all groups are alike, so that there is no luck; elsewhere an error of nan is one that cannot be told."""
    with np.errstate(divide="ignore", invalid="ignore"):
        each = found.above / found.below
    return np.asarray(np.ptp(each, axis=-1) == 0)


def apart(values: Floats, errors: Floats, seed: int) -> dict[str, Any]:
    """``points`` with a value, ``together`` (what they come to), ``luck`` and ``ignorance`` as standard deviations, ``share`` of the last.

    values, errors [A]: of a point and of its luck; nan for a point without a value, and an error of nan where luck cannot be told.
    Intervals, 95 percent, are over the choice of points (bootstrap).
    """
    kept = np.isfinite(values)
    y, e = values[kept], errors[kept]
    counts = {"points": {"kept": int(kept.sum()), "all": len(values), "with_luck": int(np.isfinite(e).sum())}}
    if counts["points"]["with_luck"] < LEAST:
        return {**counts, "together": None, "luck": None, "ignorance": None, "share": None}
    draws = np.random.default_rng(seed).integers(0, len(y), (RESAMPLES, len(y)))
    own, again = _split(y, e), _split(y[draws], e[draws])
    ends = np.quantile(y, ENDS)
    together = {"least": float(y.min()), "most": float(y.max()), "mean": float(y.mean()), "sd": float(y.std(ddof=1)),
                **{f"p{round(100 * share)}": float(end) for share, end in zip(ENDS, ends, strict=True)}}
    luck, ignorance, share = ({"value": value_or_none(float(one)), **_ends(more)} for one, more in zip(own, again, strict=True))
    return {**counts, "together": together, "luck": luck, "ignorance": ignorance, "share": share}


def _split(y: Floats, e: Floats) -> tuple[Floats, Floats, Floats]:
    """Luck and ignorance as standard deviations, and the share of ignorance in the variance of both: of [...,A].

    Luck is the mean over points where it can be told.
    """
    known = np.isfinite(e)
    luck = np.where(known, e, 0.0) ** 2
    luck, spread = luck.sum(axis=-1) / np.maximum(known.sum(axis=-1), 1), y.var(axis=-1, ddof=1)
    ignorance = np.maximum(spread - luck, 0.0)
    both = ignorance + luck
    return np.sqrt(luck), np.sqrt(ignorance), np.where(both > 0, ignorance / np.where(both > 0, both, 1.0), np.nan)


def _ends(more: Floats) -> dict[str, float | None]:
    known = more[np.isfinite(more)]
    low, high = np.quantile(known, (0.025, 0.975)) if len(known) else (np.nan, np.nan)
    return {"low": value_or_none(low), "high": value_or_none(high)}


def sentences(study: Mapping[str, Any], name: str) -> Iterator[str]:
    """Luck, ignorance, and both, of one outcome."""
    o = study["outcomes"][name]
    unit, as_is, n = o["unit"], o["as_is"], o["points"]
    title = o["title"].removeprefix("... ").capitalize()
    if as_is["value"] is not None:
        luck = "" if as_is["mcse"] is None else f"; luck, another seed, moves that by {cell(as_is['mcse'], unit)} (standard error)"
        yield f"{title}, as the regime is written: {counted(as_is['value'], unit)}{luck}."
    if o["together"] is None:
        yield (f"Only {n['with_luck']} of {n['all']} points have a value and a spread that can be told; of fewer than {LEAST} nothing is "
               "said.")
        yield from refusals(study["points"])
        return
    both, many = o["together"], len(study["axes"])
    which = f"each of {many} assumed values" if many > 1 else "one assumed value"
    yield (f"With {which} anywhere in its range and luck of its own, 90 of 100 runs lie between {cell(both['p5'], unit)} and "
           f"{counted(both['p95'], unit)}, half of all below {cell(both['p50'], unit)}.")
    yield from _shares(o)
    if gone := n["all"] - n["kept"]:
        said = f"{gone} of {n['all']} points have no value and were left out: what is said is of where all is valid"
        yield f"{said}, which is less than half of the ranges: leave out, with --without, what makes points invalid." if (
            2 * gone > n["all"]) else f"{said}."
    if thin := n["kept"] - n["with_luck"]:
        yield (f"At {thin} of them too little was counted, in too few communities, to tell luck by; it is the mean of the others. More "
               "--people would tell.")
    yield from refusals(study["points"])


def _shares(o: Mapping[str, Any]) -> Iterator[str]:
    share, unit = o["share"], o["unit"]
    if share["value"] is None:
        yield "It is the same at every point, and nothing varies."
        return
    percent, low, high = (_percent(share[key]) for key in ("value", "low", "high"))
    ends = "" if low == high == percent else f" [{low} to {high}]"
    yield (f"Of the variance of both, {percent} percent is ignorance{ends} and the rest luck: as standard deviations "
           f"{cell(o['ignorance']['value'], unit)} and {cell(o['luck']['value'], unit)}. More people make luck smaller and leave ignorance "
           "as it is.")


def _percent(share: float) -> str:
    """A share in percent, never rounded to all or nothing of what is neither.

    >>> _percent(0.5), _percent(0.99987), _percent(1.0), _percent(0.0001)
    ('50', 'over 99.9', '100', 'under 0.1')
    """
    if 0 < share < 0.001 or 0.999 < share < 1:
        return "over 99.9" if share > 0.5 else "under 0.1"
    return number(round(100 * share, 1))


def table(study: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Rows under ``HEADINGS``."""
    rows: list[tuple[str, ...]] = []
    for o in study["outcomes"].values():
        unit, both = o["unit"], o["together"] or {}
        ends = [cell(both.get(key), unit) for key in ("p5", "p50", "p95")]
        spread = [cell((o[key] or {}).get("value"), unit) for key in ("ignorance", "luck")]
        rows.append((o["title"].removeprefix("... "), cell(o["as_is"]["value"], unit), *ends, *spread))
    return rows


def arrow_table(study: Mapping[str, Any]) -> pa.Table:
    """One row per outcome and point: the values of all unknowns as written, the outcome and its luck."""
    paths = [axis["path"] for axis in study["axes"]]
    rows = []
    for name, o in study["outcomes"].items():
        for point, value, error in zip(study["points"], o["values"], o["errors"], strict=True):
            changed = dict(text.split("=", 1) for text in point["overrides"])
            was = {axis["path"]: changed.get(axis["path"], str(axis["was"])) for axis in study["axes"]}
            refused = point["refused"] and f"{point['refused']['code']} {point['refused']['reason']}"
            rows.append({"outcome": name, "unit": o["unit"], "point": point["point"], **was, "refused": refused, "value": value,
                         "mcse": error})
    columns = [*((word, pa.string()) for word in ("outcome", "unit", *paths, "refused")), ("point", pa.int64()),
               *((end, pa.float64()) for end in ("value", "mcse"))]
    return pa.Table.from_pylist(rows, schema=pa.schema(columns))


@dataclass(frozen=True)
class Uncertainty:
    """What was lived. ``result``: everything, as plain data."""

    result: dict[str, Any]

    @property
    def sentences(self) -> list[str]:
        """What there is to say of all outcomes."""
        return [said for name in self.result["outcomes"] for said in sentences(self.result, name)]

    def table(self) -> pa.Table:
        """A pyarrow Table, one row per outcome and point; ``.to_pandas()`` where pandas is installed."""
        return arrow_table(self.result)


def uncertainty(scenario: Scenario, outcome: str | Sequence[str] = "wrongly_listed", *, points: int = POINTS, of: str = "both",
                only: Sequence[str] = (), without: Sequence[str] = (), seed: int = 1, workers: int = 2,
                progress: Callable[[int, int], None] | None = None) -> Uncertainty:
    """Live a scenario at points over all ranges, with luck of their own. Raises OstrakonError."""
    regime = load_regime(scenario.regime, scenario.overrides, diffs=scenario.diffs)
    society = load_society(scenario.society or regime.model.society, scenario.society_overrides)
    measures = measures_of([outcome] if isinstance(outcome, str) else outcome)
    axes = axes_of(regime, society, of, only, without)
    chosen = points_of(axes, points, seed)
    demand_valid(chosen, regime, society)
    trial = UncertainTrial(RegimeTrial(scenario, regime, society, measures, seed, workers), of_societies(axes))
    return Uncertainty(told(trial, axes, live_points(trial, chosen, lambda record: None, progress=progress), seed))
