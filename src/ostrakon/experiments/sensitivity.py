"""Sensitivity: how far what is not known of a regime moves an outcome, each unknown over its range.

Here live the parameters that are unknown, the plans of the three methods and what is read from them: the tornado (one at a
time), Morris' elementary effects and Sobol's indices, the last two through SALib. Never here: living a point, or a search: the
order of parameters is by how much they move the outcome either way, and no value of one is better than another.

M. D. Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991), 161-174;
A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics Communications 181 (2010), 259-270.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.experiments import plan
from ostrakon.experiments.outcomes import Outcomes, outcomes, value_or_none
from ostrakon.experiments.plan import Axis, Values
from ostrakon.experiments.points import Record, Trial
from ostrakon.experiments.sweep import axis_told, spread
from ostrakon.results.estimate import Contrast, Floats, Ratios, combination
from ostrakon.spec.fit import dotted
from ostrakon.spec.load import LoadedRegime, LoadedSociety
from ostrakon.spec.text import Where

Method = Literal["tornado", "morris", "sobol"]
METHODS: tuple[Method, ...] = ("tornado", "morris", "sobol")
LEVELS = 4              # of Morris' grid
RESAMPLES = 500         # of SALib's bootstrap
SIZES: dict[Method, int] = {"tornado": 1, "morris": 10, "sobol": 64}        # trajectories, base points; unless told otherwise
KEPT = 0.5              # of the blocks of a plan; where more have a refused point, indices would be of another space
INDICES = {"morris": ("mu_star", "sigma"), "sobol": ("S1", "ST")}
NO_INDEX: dict[str, Any] = {"value": None, "low": None, "high": None, "mcse": None}


@dataclass(frozen=True)
class Study:
    """A plan: points as overrides, the regime as it is first. rows: the point of each row of the method's own plan.

    shares [A,D]: each row's place in the ranges, 0 to 1. block: rows that belong together, one trajectory or one base point.
    """

    method: Method
    axes: tuple[Axis, ...]
    points: tuple[Values, ...]
    rows: tuple[int, ...]
    shares: Floats
    block: int
    seed: int


def unknowns(loaded: LoadedRegime | LoadedSociety, only: Iterable[str] = (), without: Iterable[str] = ()) -> tuple[Axis, ...]:
    """Every value of a regime, or a society, that is assumed and has a range; with ``only``, those at or below these paths.

    Those at or below a path of ``without`` are left out. A path that is such a value itself is taken whatever its status, if it has
    a range. Raises OstrakonError for a path that does not exist or has nothing of the sort, and where there is none at all.
    """
    asked = [plan.found_at(loaded, path, "--only")[0] for path in only]
    left_out = [plan.found_at(loaded, path, "--without")[0] for path in without]
    ranged = {where: found for where, found in loaded.provenance.items() if found.range is not None}
    if unknown := [path for path in asked if not any(_chosen(where, found.status, (path,)) for where, found in ranged.items())]:
        names = [dotted(where) for where, found in ranged.items() if found.status == "assumed"]
        fail("OST8001", f"--only {dotted(unknown[0])}: nothing there is assumed with a range", allowed=", ".join(names) or "nothing",
             remedy="ostrakon sweep varies any value over a range of your own")
    found = [(plan.over(where, plan.found_at(loaded, dotted(where), "--only")[1], *source.range, "the range of", source.status,
                         type(loaded.model)), where)
             for where, source in ranged.items() if source.range and source.range[0] < source.range[1]
             and _chosen(where, source.status, asked)]
    if idle := [path for path in left_out if not any(_below(where, (path,)) for where in ranged)]:
        fail("OST8001", f"--without {dotted(idle[0])}: nothing there is assumed with a range", remedy="leave it out")
    kept = [axis for axis, where in found if not _below(where, left_out)]
    if not kept:
        sort = type(loaded.model).__name__.lower()
        fail("OST8001", f"{sort} '{loaded.model.id}' has no assumed value with a range{' that is not left out' if left_out else ''}",
             remedy="ostrakon sweep varies any value")
    return tuple(kept)


def _below(where: Where, paths: Sequence[Where]) -> bool:
    return any(where[:len(path)] == path for path in paths)


def _chosen(where: Where, status: str, asked: Sequence[Where]) -> bool:
    assumed = status == "assumed"
    return assumed if not asked else where in asked or (assumed and _below(where, asked))


def study(method: Method, axes: Sequence[Axis], size: int, seed: int) -> Study:
    """The plan of a method. size: trajectories of Morris, base points of Sobol (a power of 2); the tornado has one size."""
    if method == "tornado":
        d = len(axes)
        shares, block = np.full((2 * d, d), np.nan), 1
        points = [plan.overrides((axis,), (axis.at(end),)) for axis in axes for end in (0, 1)]
        return Study(method, tuple(axes), ((), *points), tuple(range(1, 2 * d + 1)), shares, block, seed)
    shares, block = _shares(method, len(axes), size, seed)
    rows = [plan.overrides(axes, values) for values in plan.at(axes, shares)]
    numbers = {point: i for i, point in enumerate(dict.fromkeys([(), *rows]))}
    return Study(method, tuple(axes), tuple(numbers), tuple(numbers[row] for row in rows), shares, block, seed)


def size_of(method: Method, axes: int, size: int) -> int:
    """How many points a plan has at most, before it is made, the regime as it is among them. Raises OST8001 for a size it cannot have."""
    if method == "sobol" and (size & (size - 1) or size < 2):
        fail("OST8001", f"--size is {size:,}", allowed="a power of 2 for --method sobol", remedy=f"take {1 << size.bit_length():,}")
    if method == "morris" and size < 2:
        fail("OST8001", f"--size is {size:,}", allowed="2 trajectories or more for --method morris")
    n = 1 + {"tornado": 2 * axes, "morris": size * (axes + 1), "sobol": size * (axes + 2)}[method]
    if n > plan.MOST_POINTS:
        fail("OST8001", f"the plan has {n:,} points", allowed=f"at most {plan.MOST_POINTS:,}", remedy="name parameters with --only")
    return n


def _problem(d: int) -> dict[str, Any]:
    """The unit cube, as SALib wants it; a name may not stand for two parameters, so they are numbered."""
    return {"num_vars": d, "names": [str(i) for i in range(d)], "bounds": [[0.0, 1.0]] * d}


def _shares(method: Method, d: int, size: int, seed: int) -> tuple[Floats, int]:
    """The rows of a method's plan in the unit cube [A,D], and how many of them belong together."""
    demand_salib(method)
    if method == "morris":
        from SALib.sample import morris as sampler

        return np.asarray(sampler.sample(_problem(d), size, num_levels=LEVELS, seed=_seed(seed))), d + 1
    from SALib.sample import sobol as saltelli

    return np.asarray(saltelli.sample(_problem(d), size, calc_second_order=False, seed=_seed(seed))), d + 2


def _seed(seed: int) -> int:
    """Never 0: SALib takes that for none, and draws anew each time."""
    return seed % (2**32 - 1) + 1


def demand_valid(study: Study, regime: LoadedRegime) -> None:
    """Raise OST8001 when over half of the blocks of a plan hold a point that the language or the regime refuses.

    Said before anything runs, since no indices could be given afterwards. What only its tables or the kernel refuse shows later.
    """
    known: dict[int, Problem | None] = {}
    bad: list[Problem] = []
    blocks = [study.rows[i:i + study.block] for i in range(0, len(study.rows), study.block)]
    for block in blocks:
        if problem := next((p for row in block if (p := _refusal(study, regime, row, known)) is not None), None):
            bad.append(problem)
    if len(blocks) - len(bad) < max(2, KEPT * len(blocks)):
        said = "; ".join(dict.fromkeys(f"{p.code} {p.message}" for p in bad[:3]))
        fail("OST8001", f"{len(bad)} of {len(blocks)} parts of the plan hold a point that is refused: {said}",
             remedy="leave a parameter out that makes points invalid, with --without PATH; indices of the rest would be of another space")


def _refusal(study: Study, regime: LoadedRegime, row: int, known: dict[int, Problem | None]) -> Problem | None:
    if row not in known:
        try:
            plan.varied(regime, study.points[row])
            known[row] = None
        except OstrakonError as error:
            known[row] = error.problems[0]
    return known[row]


def demand_salib(method: Method) -> None:
    """Raise OST8001 unless what the method needs is installed."""
    if method != "tornado":
        try:
            import SALib  # noqa: F401
        except ImportError:
            fail("OST8001", f"--method {method} needs SALib, which is not installed",
                 remedy="install ostrakon[analysis], or --method tornado")


def told(study: Study, trial: Trial, records: Sequence[Record]) -> dict[str, Any]:
    """``axes``, ``points`` and ``outcomes`` of a sensitivity study."""
    return {
        "method": study.method,
        "axes": [axis_told(axis) for axis in study.axes],
        "points": [{k: v for k, v in record.items() if k != "counts"} for record in records],
        "outcomes": {found.measure.name: _outcome(study, found, records) for found in outcomes(trial, records)},
    }


def _outcome(study: Study, found: Outcomes, records: Sequence[Record]) -> dict[str, Any]:
    m, each = found.measure, [found.told(i) for i in range(len(found.above))]
    parameters = _ends(study, each, records) if study.method == "tornado" else _indices(study, found)
    return {"title": m.title, "unit": m.unit, "estimand": m.estimand, "as_is": each[0], "spread": spread(each),
            "blocks": {"kept": len(_kept(study, found)), "all": len(study.rows) // study.block}, "parameters": parameters}


def _ends(study: Study, each: Sequence[Mapping[str, Any]], records: Sequence[Record]) -> list[dict[str, Any]]:
    """Of each parameter the outcome at both ends of its range; the widest first, then those without a value.

    ignorance: from the lowest to the highest value over the ends and the regime as it is. luck: the larger standard error of the
    two paired differences. effect: none when no table changes.
    """
    rows = []
    for i, axis in enumerate(study.axes):
        points = 2 * i + 1, 2 * i + 2
        ends = [{"at": axis.at(end), **each[point], "refused": records[point]["refused"]} for end, point in enumerate(points)]
        values = [one["value"] for one in (each[0], *ends) if one["value"] is not None]
        errors = [one["difference"]["mcse"] for one in ends if one["difference"]["mcse"] is not None]
        idle = all(records[point]["program"] == records[0]["program"] for point in points)
        rows.append({"path": axis.path, "was": axis.was, "ends": ends, "idle": idle,
                     "ignorance": max(values) - min(values) if values else None, "luck": max(errors, default=None),
                     "clear": any(_clear(one["difference"]) for one in ends)})
    return sorted(rows, key=lambda row: -1.0 if row["ignorance"] is None else row["ignorance"], reverse=True)


def _clear(gap: Mapping[str, Any]) -> bool:
    """Whether a difference can be told from luck."""
    return bool(gap["low"] is not None and not gap["low"] <= 0 <= gap["high"])


def _kept(study: Study, found: Outcomes) -> list[int]:
    """Numbers of the blocks without a point that was refused or has no value."""
    whole = ~np.isnan(found.values[list(study.rows)]).reshape(-1, study.block).any(axis=1)
    return [int(i) for i in np.flatnonzero(whole)]


def _indices(study: Study, found: Outcomes) -> list[dict[str, Any]]:
    """Of each parameter the indices of the method; the largest first.

    low, high: SALib's interval, over the choice of points. mcse: luck, from the jackknife over communities of the whole analysis.
    """
    names, d, kept = INDICES[study.method], len(study.axes), _kept(study, found)
    rows = [{"path": axis.path, "was": axis.was, **dict.fromkeys(names, NO_INDEX)} for axis in study.axes]
    if len(kept) < max(2, KEPT * len(study.rows) / study.block):
        return rows
    chosen = (np.array(kept)[:, None] * study.block + np.arange(study.block)).ravel()
    shares, arms = study.shares[chosen], found.ratios
    points = np.array(study.rows)[chosen]
    main = analyse(study.method, shares, arms.theta[points], study.seed)
    ways = arms.left_out[points].T
    without = [analyse(study.method, shares, y, study.seed, 2) for y in ways] if np.isfinite(ways).all() else []
    per = found.measure.per if study.method == "morris" else 1.0
    for name in names:
        left = np.array([one[name] for one in without]).T if without else np.full((d, len(ways)), np.nan)
        luck = Ratios(main[name], left, arms.plan)
        for i, row in enumerate(rows):
            mcse = combination(Contrast(np.ones(1), np.array([i])), luck, unit="", per=per).mcse
            row[name] = _index(main[name][i] * per, main.get(f"{name}_conf", np.full(d, np.nan))[i] * per, mcse)
    return sorted(rows, key=lambda row: row[names[-1] if study.method == "sobol" else names[0]]["value"] or 0.0, reverse=True)


def _index(value: float, half: float, mcse: float | None) -> dict[str, Any]:
    return {"value": value_or_none(value), "low": value_or_none(value - half), "high": value_or_none(value + half), "mcse": mcse}


def analyse(method: Method, shares: Floats, y: Floats, seed: int, resamples: int = RESAMPLES) -> dict[str, Floats]:
    """The indices [D] of outcomes y [A] at rows of a plan: mu_star and sigma (over the whole range), or S1 and ST, with ``_conf``.

    An outcome that is the same at every row has effects 0, and no shares of its variance.
    """
    problem = _problem(shares.shape[1])
    if method == "morris":
        from SALib.analyze import morris as elementary

        found = elementary.analyze(problem, shares, y, num_resamples=resamples, num_levels=LEVELS, seed=_seed(seed))
        return {name: np.asarray(found[name], dtype=np.float64) for name in ("mu_star", "sigma", "mu_star_conf")}
    from SALib.analyze import sobol as variance

    names = ("S1", "ST", "S1_conf", "ST_conf")
    if np.ptp(y) == 0:
        return {name: np.full(shares.shape[1], np.nan) for name in names}
    found = variance.analyze(problem, y, calc_second_order=False, num_resamples=resamples, seed=_seed(seed))
    return {name: np.asarray(found[name], dtype=np.float64) for name in names}
