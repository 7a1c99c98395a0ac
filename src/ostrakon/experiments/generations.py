"""Generations of points that come nearer and nearer to what was observed: how a calibration is lived.

Here live the unknowns with their priors, what each point is tried on, the look at which unknown moves which target, and the
generations. Never here: what may be a target (``targets``), how points are proposed and weighed
(``population_monte_carlo``), or what is said of them (``posterior``, ``calibrate_words``). No regime comes out as the best one:
what comes out is a range, as wide as the targets leave it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from ostrakon.errors import fail
from ostrakon.experiments import plan
from ostrakon.experiments import population_monte_carlo as pmc
from ostrakon.experiments.around import Around
from ostrakon.experiments.looks import look
from ostrakon.experiments.outcomes import outcomes
from ostrakon.experiments.plan import Axis, Values, varied_society
from ostrakon.experiments.points import Counts, Prepared, Record, RegimeTrial, Trial, live_points
from ostrakon.experiments.target_counts import Counted, counted, cuts, population_of
from ostrakon.experiments.targets import Observed, Targets
from ostrakon.experiments.uncertainty import SOCIETY, UncertainTrial, axes_of
from ostrakon.kernel.tallies import Tallies
from ostrakon.measures.base import Measure, reduce
from ostrakon.measures.labels import labels_of
from ostrakon.program import Program, tables_digest
from ostrakon.results.estimate import standard_errors
from ostrakon.spec.load import LoadedRegime, LoadedSociety

POINTS, GENERATIONS = 200, 12       # of a generation, and at most; unless told otherwise
FEWEST = 20                         # points of a generation
DECADE = 10.0                       # a positive range that spans it is taken evenly in the logarithm
MOVES = 0.1                         # of a target's spread: what an unknown moves by less cannot be learnt from it
OVER_FLAT = sqrt(3.0)               # half a range over the standard deviation of what is flat within it


@dataclass(frozen=True)
class Unknown:
    """A parameter with its prior: even over its range, or over the logarithm of it. tied: paths that take the same value."""

    axis: Axis
    tied: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Its name."""
        return self.axis.path

    @property
    def logarithmic(self) -> bool:
        """Whether its range is positive and spans a decade or more."""
        return self.axis.low > 0 and self.axis.high >= DECADE * self.axis.low

    def at(self, share: float) -> str:
        """The value at a share of its prior, as an override writes it."""
        a = self.axis
        if not self.logarithmic:
            return a.at(share)
        value = exp(log(a.low) + share * (log(a.high) - log(a.low)))
        return plan.written(min(max(value, a.low), a.high), a.whole)

    def share(self, value: float) -> float:
        """How much of its prior lies below a value."""
        a = self.axis
        if self.logarithmic:
            return (log(max(value, a.low)) - log(a.low)) / (log(a.high) - log(a.low))
        return (value - a.low) / (a.high - a.low)

    def overrides(self, share: float) -> Values:
        """The value at a share of its prior, of it and of what is tied to it."""
        return tuple(f"{path}={self.at(share)}" for path in (self.path, *self.tied))


def unknowns_of(regime: LoadedRegime, society: LoadedSociety, side: str = "", only: Sequence[str] = (), without: Sequence[str] = (),
                tie: Sequence[str] = ()) -> tuple[Unknown, ...]:
    """What is calibrated: all that is assumed and has a range. side: regime unless a path of the society is asked for.

    tie: ``PATH=PATH``, the first takes the value of the second. Raises OstrakonError.
    """
    named = any(path.startswith(SOCIETY) for path in only)
    axes = axes_of(regime, society, side or ("both" if named else "regime"), only, without)
    paths, followers = [axis.path for axis in axes], dict[str, list[str]]()
    for text in tie:
        follower, equals, leader = (word.strip() for word in text.partition("="))
        if not equals or not follower or not leader or follower == leader:
            fail("OST8001", f"--tie {text[:80]}", allowed="PATH=PATH: the first takes the value of the second")
        for path in (follower, leader):
            plan.found_at(society if path.startswith(SOCIETY) else regime, path.removeprefix(SOCIETY), "--tie")
        if leader not in paths or any(follower in many for many in followers.values()) or follower in followers:
            fail("OST8001", f"--tie {text[:80]}: {leader} is not among what is calibrated, or {follower} is tied already",
                 allowed=", ".join(paths))
        followers.setdefault(leader, []).append(follower)
    gone = {path for many in followers.values() for path in many}
    if stray := gone & set(followers):
        fail("OST8001", f"--tie {min(stray)}: it is tied to another itself", remedy="tie both to the same")
    return tuple(Unknown(axis, tuple(followers.get(axis.path, ()))) for axis in axes if axis.path not in gone)


@dataclass(frozen=True)
class TargetTrial(Around):
    """A regime on a society, looked at on every evening at which a target is taken. Counts [2,G] by target."""

    counted: tuple[Counted, ...]
    societies: bool = False

    @property
    def measures(self) -> tuple[Measure, ...]:
        """One for each target, under its name."""
        return tuple(one.measure for one in self.counted)

    def prepare(self, overrides: Values) -> Prepared:
        """A point. Raises OstrakonError."""
        seed, base = self.seed, self.base
        if overrides:
            seed, overrides = (seed + int(overrides[0].partition("=")[2])) % 2**64, overrides[1:]
        if changes := [text.removeprefix(SOCIETY) for text in overrides if text.startswith(SOCIETY)]:
            base = replace(base, society=varied_society(self.society, changes), society_tables=[])     # the tables of another society
        program = base.program(tuple(text for text in overrides if not text.startswith(SOCIETY)))
        return Prepared(tables_digest([], program.digest, seed), lambda: self._between(base, program, seed))

    def _between(self, base: RegimeTrial, program: Program, seed: int) -> Counts:
        """One life, looked at on the evenings that the targets need, and what came between."""
        evenings, found = cuts(self.counted), dict[str, list[list[float]]]()
        try:
            seen = look(self.scenario, program, seed, tuple(evenings), self.base.hands)
        except RuntimeError as error:
            fail("OST6001", str(error), remedy="please report it, with the regime, the point and the seed")
        at = {day: self.sums(base, program, seen[day], day) for day in evenings}
        for one in self.counted:
            both = np.array(at[one.last][one.name])
            if one.before:
                before = np.array(at[one.before][one.name])
                both -= before if one.flow else before * np.array([[1], [0]])
            found[one.name] = both.tolist()
        return found

    def sums(self, base: RegimeTrial, program: Program, groups: dict[tuple[int, int], Tallies], day: int) -> Counts:
        """Numerators and denominators of the targets that are taken on an evening."""
        ones = tuple(one.measure for one in cuts(self.counted)[day])
        labels = labels_of(program, base.society.model.grouping("cohorts"), day)
        return {name: sums.sum(axis=2).tolist() for name, sums in reduce(groups, ones, labels).sums.items()}

    def seconds(self) -> float:
        """About how long a point takes, with the tables of its society."""
        return UncertainTrial(self.base, self.societies).seconds()


def trial_of(base: RegimeTrial, targets: Targets, societies: bool) -> TargetTrial:
    """What points are tried on. Raises OstrakonError for a target that such a regime cannot be asked for."""
    program = base.program(())
    labels = labels_of(program, base.society.model.grouping("cohorts"), targets.days)
    return TargetTrial(base, counted(targets, labels, population_of(program)), societies)


@dataclass(frozen=True)
class Moved:
    """What each unknown does by itself, from one end of its range to the other. by [U,T]: whether it moves a fitted target."""

    by: np.ndarray
    effects: np.ndarray             # [U,T] the largest difference from the regime as it is, in the target's unit; nan: no value
    spreads: np.ndarray             # [T] of all targets, never less than luck
    luck: np.ndarray                # [T] standard error of the regime as it is; nan: it cannot be told


def first_look(unknowns: Sequence[Unknown]) -> list[Values]:
    """The regime as it is and each unknown at both ends of its range, all with the same luck."""
    return [(), *(("draw=0", *one.overrides(end)) for one in unknowns for end in (0.0, 1.0))]


def moved(trial: Trial, targets: Sequence[Observed], unknowns: Sequence[Unknown], records: Sequence[Record]) -> Moved:
    """Which unknown moves which target, from the first look. One without a value at either end may move anything."""
    by = np.zeros((len(unknowns), len(targets)), dtype=bool)
    effects, spreads, luck = np.full(by.shape, np.nan), np.zeros(len(targets)), np.full(len(targets), np.nan)
    for t, (observed, found) in enumerate(zip(targets, outcomes(trial, records), strict=True)):
        mcse = found.told(0)["mcse"]
        luck[t] = np.nan if mcse is None else mcse
        spreads[t] = max(observed.spread, np.nan_to_num(luck[t]) * (OVER_FLAT if observed.flat else 1.0))
        for u in range(len(unknowns)):
            gaps = [found.told(point)["difference"] for point in (1 + 2 * u, 2 + 2 * u)]
            known = [gap for gap in gaps if gap["value"] is not None]
            effects[u, t] = max((gap["value"] for gap in known), key=abs, default=np.nan)
            by[u, t] = not known or any(_clear(gap) and abs(gap["value"]) >= MOVES * spreads[t] for gap in known)
    return Moved(by, effects, spreads, luck)


def _clear(gap: dict[str, Any]) -> bool:
    """Whether a difference can be told from luck; one without an interval, of which there is too little, is taken as it is."""
    return bool(gap["value"] != 0 and (gap["low"] is None or not gap["low"] <= 0 <= gap["high"]))


def demand_enough(unknowns: Sequence[Unknown], targets: Sequence[Observed], by: np.ndarray) -> None:
    """Raise OST7503 when some of the unknowns move fewer targets together than they are: no target could tell them apart.

    By the theorem of P. Hall (1935): else each unknown can be given a target of its own. by [U,T]: of fitted targets.
    """
    if not by.any():
        fail("OST7503", f"none of the {len(unknowns)} unknowns moves a target by what could be told from luck",
             remedy="calibrate others (--only), take targets that they move, or more --people")
    match = maximum_bipartite_matching(csr_array(by.astype(np.int8)), perm_type="column")
    free = [u for u in range(len(unknowns)) if match[u] < 0]
    if not free:
        return
    group, reached = {free[0]}, set[int]()
    while fresh := {int(t) for u in group for t in np.flatnonzero(by[u])} - reached:
        reached |= fresh
        group |= {u for u in range(len(unknowns)) if match[u] in fresh}
    names = ", ".join(unknowns[u].path for u in sorted(group))
    fail("OST7503", f"{len(group)} unknowns move only {len(reached)} fitted target{'s' * (len(reached) != 1)} together: {names} move "
         f"{', '.join(targets[t].name for t in sorted(reached))}", allowed="as many targets as unknowns that move them, or more",
         remedy="calibrate fewer of them (--only, --without), let some take the same value (--tie), or add targets")


@dataclass(frozen=True)
class Settings:
    """How a calibration is made. points: of a generation."""

    points: int = POINTS
    generations: int = GENERATIONS
    seed: int = 1

    def most(self, unknowns: int) -> int:
        """Points at most, with the first look."""
        return 1 + 2 * unknowns + self.points * self.generations


@dataclass(frozen=True)
class Lived:
    """All that was lived. records: the first look, then the generations; weighed: of the points of the generations."""

    unknowns: tuple[Unknown, ...]               # that were calibrated
    aside: tuple[Unknown, ...]                  # that move no fitted target, and stay as they are
    asked: tuple[Unknown, ...]                  # both
    moved: Moved                                # of those asked
    records: list[Record]
    first: int                                  # number of the first point that is not of the first look
    shares: pmc.Floats                          # [A,D] of the points of the generations
    steps: tuple[dict[str, Any], ...]
    weighed: pmc.Weighed


Keep = Callable[[Record], None]
Progress = Callable[[int, int], None]
Check = Callable[[Sequence[Values]], None]


def live(trial: Trial, observed: Sequence[Observed], unknowns: Sequence[Unknown], settings: Settings, keep: Keep,
         done: Sequence[Record] = (), progress: Progress | None = None, check: Check | None = None) -> Lived:
    """The first look, then generation after generation until as many points count as a generation has, at tolerance 1.

    done: records of an earlier run. check: is given the first generation before it is lived. Raises OST7503 where targets are too
    few, OST8001 where nothing comes of any point, KeyboardInterrupt when stopped.
    """
    most, every = settings.most(len(unknowns)), list(done)

    def told(so_far: int, _: int) -> None:
        if progress is not None:
            progress(so_far, most)

    def lived(points: Sequence[Values]) -> list[Record]:
        found = live_points(trial, points, keep, every[:len(points)], told)
        every[:len(points)] = found
        if any(record["overrides"] != list(point) for record, point in zip(found, points, strict=True)):
            fail("OST8001", "--resume: the points of the folder are not those that follow from it here",
                 remedy="another machine may reckon another last digit: go on where it was begun, or begin again with another --out")
        return found

    points = first_look(unknowns)
    look = moved(trial, observed, unknowns, lived(points))
    fitted = np.array([not one.held for one in observed])
    used = [u for u in range(len(unknowns)) if look.by[u, fitted].any()]
    chosen = tuple(unknowns[u] for u in used)
    demand_enough(chosen or unknowns, [one for one in observed if not one.held], look.by[used][:, fitted] if used else look.by[:, fitted])
    begin, steps, tolerance = len(points), list[dict[str, Any]](), pmc.WIDEST
    people = pmc.Population(pmc.Observations(np.array([one.flat for one in observed if not one.held])))
    z, proposal = pmc.first_generation(settings.points, len(chosen), settings.seed)
    while True:
        fresh = [(f"draw={len(points) + i}", *(text for one, share in zip(chosen, row, strict=True) for text in one.overrides(share)))
                 for i, row in enumerate(pmc.shares_of(z).tolist())]
        if check is not None and not steps and len(done) <= len(points):
            check(fresh)
        points += fresh
        records = lived(points)
        distances = distances_of(trial, observed, look.spreads, records)[len(points) - len(fresh):]
        people.add(z, proposal, distances)
        weighed = people.tighten(tolerance)
        if not weighed.effective:
            fail("OST8001", f"none of the first {len(fresh):,} points has a value for every fitted target",
                 remedy="look into points.jsonl for the reasons; leave out what makes points invalid, or take more --people")
        tolerance = weighed.tolerance
        steps.append({"generation": len(steps) + 1, "points": len(fresh), "with_values": int(np.isfinite(distances).all(axis=1).sum()),
                      "accepted": int(pmc.near(distances, people.seen, tolerance)), "tolerance": tolerance,
                      "effective": weighed.effective})
        if (tolerance == 1 and weighed.effective >= settings.points) or len(steps) == settings.generations:
            aside = tuple(one for one in unknowns if one not in chosen)
            return Lived(chosen, aside, tuple(unknowns), look, records, begin, pmc.shares_of(people.z), tuple(steps), weighed)
        z, proposal = pmc.next_generation(people.z, weighed.weights, settings.points, settings.seed, len(steps))


def distances_of(trial: Trial, observed: Sequence[Observed], spreads: np.ndarray, records: Sequence[Record]) -> np.ndarray:
    """[A,fitted] how far each point is from each fitted target, in the target's spread; nan where there is no value."""
    rows = [(found.values - one.centre) / spread
            for one, spread, found in zip(observed, spreads, outcomes(trial, records), strict=True) if not one.held]
    return np.array(rows).T


def luck_of(found: Any) -> np.ndarray:
    """[A] standard errors of a target's values, over seeds; nan where they cannot be told."""
    return np.asarray(standard_errors(found.above, found.below, found.plan)[0] * found.measure.per)
