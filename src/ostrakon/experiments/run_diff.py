"""Two saved runs side by side: which outcomes differ, who changes sides, where lives part first, and which clause makes them.

Here lives the whole of it, in one plain structure that sentences, tables and files are made from. Both Programs are made again from
what the folders hold and must come to the digests there; nothing of the catalogue is asked. Never here: wording (``run_diff_words``),
the search for the parting (``partings``) or for its clause (``clauses``).

    >>> from ostrakon.experiments.run_diff import run_diff                        # doctest: +SKIP
    >>> print(*run_diff("runs/as-claimed", "runs/milder")["sentences"], sep="\\n")  # doctest: +SKIP
"""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ostrakon import __version__
from ostrakon.engine.crew import each, group_of
from ostrakon.engine.live import Place, live_community
from ostrakon.engine.pair import BITS, FATES, Paired, crossed
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import add, digest_of, places
from ostrakon.errors import fail
from ostrakon.experiments import run_diff_words as words
from ostrakon.experiments.clauses import Trial, clauses_of
from ostrakon.experiments.compare import changed_sides, differences, reduce_arms
from ostrakon.experiments.partings import first_parting
from ostrakon.experiments.side_by_side import told_parting
from ostrakon.kernel.memory import Memory
from ostrakon.kernel.tallies import Tallies
from ostrakon.lives.follow import society_of
from ostrakon.measures.labels import labels_of
from ostrakon.program import Program, tables_digest
from ostrakon.results.saved import Saved, open_run
from ostrakon.spec.difference import differences as values_that_differ
from ostrakon.spec.fit import dotted
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

MOST_NAMED = 5              # people named of those whom a fate met in one run only, and values named of those that differ
Show = Callable[[int, int], None]
Progress = Callable[[str, int, int], AbstractContextManager[Show]]     # of a title, people and days


def _silent(title: str, people: int, days: int) -> AbstractContextManager[Show]:
    return nullcontext(lambda done, total: None)


@dataclass(frozen=True)
class Run:
    """A saved run with its regime, society and Program, made again from its folder."""

    saved: Saved
    regime: LoadedRegime
    society: LoadedSociety
    scenario: Scenario
    program: Program
    name: str

    @property
    def seed(self) -> int:
        """Of its first replicate."""
        return int(self.saved.run["seed"])

    def head(self) -> dict[str, Any]:
        """What it is, for files and sentences."""
        s = self.saved.summary
        parts = {part: {key: s[part][key] for key in ("id", "title")} for part in ("regime", "society")}
        run = {key: s["run"][key] for key in ("people", "days", "start", "seed", "replicates")}
        return {"name": self.name, "folder": str(self.saved.folder), **parts, "run": {**run, "burn_in": self.program.burn_in},
                **{key: s[key] for key in ("diffs", "overrides", "program_digest", "tally_digests")}}


def run_diff(first: str | Path, second: str | Path, *, workers: int = 2, progress: Progress = _silent) -> dict[str, Any]:
    """What differs between the runs in two folders, the first being the one that the second is compared with.

    Keys: ``runs``; ``apart``, what keeps people from being paired; ``same``: 'tables', 'counts' or ''; ``values``, the paths at which
    the regimes differ; ``outcomes``; and of paired runs ``by``, ``sides``, ``who``, ``parting`` and ``clauses``, the last two None
    where there are none; ``sentences``. Raises OST7201 to OST7203 for folders that cannot be relied on, OST8001 for one given twice.
    """
    began = time.perf_counter()
    runs = opened(Path(first), Path(second))
    apart = kept_apart(*runs)
    values = [d for d in values_that_differ(runs[0].regime.data, runs[1].regime.data) if not d.is_words]
    found: dict[str, Any] = {"format": "ostrakon run difference/1", "version": __version__, "runs": [run.head() for run in runs],
                             "apart": apart, "same": "" if apart else _same(*runs), "values": [dotted(d.path) for d in values],
                             "parting": None, "clauses": None}
    if apart or found["same"]:
        found["outcomes"] = side_by_side(*runs)
    else:
        found |= _paired(runs, workers, progress)
    found["sentences"] = list(words.sentences(found))
    return {**found, "seconds": round(time.perf_counter() - began, 3)}


def opened(first: Path, second: Path) -> tuple[Run, Run]:
    """Both runs, read and checked. Raises OstrakonError."""
    try:
        same = first.resolve() == second.resolve()
    except (OSError, ValueError, RuntimeError):
        same = False                            # what is wrong with it is said when it is opened
    if same:
        fail("OST8001", f"{str(first)[:100]} and {str(second)[:100]} are one folder", remedy="name the folders of two runs")
    saved = open_run(first, __version__), open_run(second, __version__)
    ids = [run.summary["regime"]["id"] for run in saved]
    names = ids if ids[0] != ids[1] else [str(run.folder) for run in saved]
    one, two = (_made(run, name) for run, name in zip(saved, names, strict=True))
    return one, two


def _made(saved: Saved, name: str) -> Run:
    """A run with its Program. Raises OST7202 when the files do not come to what the summary says."""
    regime, society = load_regime(saved.folder / "regime.yaml"), load_society(saved.folder / "society.yaml")
    asked = saved.run
    scenario = Scenario(regime.model.id, society.model.id, asked["people"], asked["days"], saved.start)
    program = compile_scenario(scenario, regime, society)
    was, now = saved.summary["program_digest"], program.digest
    if was != now:
        fail("OST7202", f"{saved.folder}: its files make the Program {now[:16]}, and its summary has {was[:16]}",
             remedy="a file was changed since, or another NumPy or another machine fills other tables: run it again here")
    lived = sum(1 for _ in places(program.society.tables.population, scenario.people, scenario.community_size))
    if lived != asked["communities"]:
        fail("OST7202", f"{saved.folder}: its people make {lived:,} communities, and its summary has {asked['communities']:,}",
             remedy="it was lived in communities of another size, or the file was changed: run it again")
    return Run(saved, regime, society, scenario, program, name)


def kept_apart(a: Run, b: Run) -> list[dict[str, Any]]:
    """What differs in the two so that no person of one is the same person with the same luck in the other: what, first, second."""
    out: list[dict[str, Any]] = []
    if tables_digest([a.program.society.tables]) != tables_digest([b.program.society.tables]):
        paths = [dotted(d.path) for d in values_that_differ(a.society.data, b.society.data)]
        out.append({"what": "society", "first": a.society.model.id, "second": b.society.model.id, "paths": paths})
    names = ("people", "days", "start", "seed", "replicates")
    pairs = [*((name, a.saved.run[name], b.saved.run[name]) for name in names), ("days of burn-in", a.program.burn_in, b.program.burn_in)]
    return [*out, *({"what": what, "first": x, "second": y} for what, x, y in pairs if x != y)]


def _same(a: Run, b: Run) -> str:
    """'tables' for equal Programs, 'counts' for equal counts under others, else ''. Equal Programs with other counts are damage."""
    tables = a.program.digest == b.program.digest
    counts = a.saved.summary["tally_digests"] == b.saved.summary["tally_digests"]
    if tables and not counts:
        fail("OST7202", f"{a.saved.folder} and {b.saved.folder} have one Program and one seed, and other counts",
             remedy="one of them was changed, or made by other code of the kernel: run both again")
    return "tables" if tables else "counts" if counts else ""


def side_by_side(a: Run, b: Run) -> dict[str, Any]:
    """``outcomes`` of runs whose people cannot be paired, as the summaries have them; of those that both have."""
    mine, theirs = a.saved.summary["outcomes"], b.saved.summary["outcomes"]
    keys = ("value", "low", "high", "mcse", "n", "reason")
    return {name: {**{key: o.get(key) for key in ("title", "unit", "estimand")},
                   "arms": [{key: one.get(key) for key in keys} for one in (o, theirs[name])]}
            for name, o in mine.items() if name in theirs}


@dataclass
class _Pass:
    """Everybody lived under both Programs once: counts, who changes sides, and in which communities some count differs."""

    people: int = 0
    arms: tuple[dict[Any, Tallies], dict[Any, Tallies]] = field(default_factory=lambda: ({}, {}))
    sides: dict[Any, np.ndarray] = field(default_factory=dict)
    differing: list[Place] = field(default_factory=list)
    equal: list[Place] = field(default_factory=list)
    who: list[tuple[int, int, Place, int]] = field(default_factory=list)       # fate, 0 in the first only or 1, place, person


def _paired(runs: tuple[Run, Run], workers: int, progress: Progress) -> dict[str, Any]:
    """Of runs on the same people with the same luck: outcomes, sides, people, the parting and its clause."""
    a = runs[0]
    passes = []
    for i in range(a.saved.run["replicates"]):
        with progress("living both", a.scenario.people, 2 * (a.scenario.days + a.program.burn_in)) as show:
            passes.append(_live(runs, a.seed + i, workers, show))
        _demand_counts(runs, passes[-1], i)
    reduced = reduce_arms([Paired(p.arms, p.sides, 0, p.people, 0.0, True) for p in passes],
                          [labels_of(run.program, run.society.model.grouping("cohorts"), run.scenario.days) for run in runs])
    found = {**differences(reduced), "sides": changed_sides(reduced), "who": _who(a, passes[0])}
    for i, one in enumerate(passes):
        if found.get("parting") is None and one.differing:
            found |= _parting(runs, one, a.seed + i, workers, progress)
    return found


def _live(runs: tuple[Run, Run], seed: int, workers: int, show: Show) -> _Pass:
    out, a = _Pass(), runs[0]
    month_first = a.scenario.month_first(a.program.burn_in)
    n_cohorts = a.program.society.tables.n_cohorts

    def one(place: Place, memory: Memory) -> tuple[list[Tallies], list[np.ndarray], np.ndarray]:
        counts, fates = [], []
        for run in runs:
            tallies, people, state = live_community(run.program, seed, place, a.scenario.days, month_first, memory=memory)
            counts.append(tallies)
            fates.append(state.ever.copy())             # the next arm uses the memory again
        return counts, fates, crossed(fates, people.cohort, n_cohorts)

    for place, (counts, fates, crossing) in each(places(a.program.society.tables.population, a.scenario.people,
                                                        a.scenario.community_size), one, workers):
        (out.equal if digest_of(counts[0]) == digest_of(counts[1]) else out.differing).append(place)
        for groups, tallies in zip(out.arms, counts, strict=True):
            add(groups, group_of(place), tallies)
        out.sides[group_of(place)] = out.sides.get(group_of(place), 0) + crossing
        out.people += place.people
        out.who += [(f, side, place, int(i)) for f, bit in enumerate(BITS) for side in (0, 1)
                    for i in np.flatnonzero((fates[side] & bit != 0) & (fates[1 - side] & bit == 0))[:MOST_NAMED]]
        show(out.people, a.scenario.people)
    for some in (out.differing, out.equal):
        some.sort(key=_in_order)
    first, second = (dict(sorted(groups.items())) for groups in out.arms)
    return replace(out, arms=(first, second), sides=dict(sorted(out.sides.items())))


def _in_order(place: Place) -> tuple[int, int]:
    return place.region, place.number


def _demand_counts(runs: tuple[Run, Run], lived: _Pass, replicate: int) -> None:
    """Raise OST7202 unless what was lived is what the folders hold."""
    for run, groups in zip(runs, lived.arms, strict=True):
        now = digest_of(Tallies(*[np.sum(parts, axis=0) for parts in zip(*groups.values(), strict=True)]))
        was = run.saved.summary["tally_digests"][replicate]
        if now != was:
            fail("OST7202", f"{run.saved.folder}: lived again, its counts are {now[:16]}, and its summary has {was[:16]}",
                 remedy="it was made by other code of the kernel, or a file was changed: run it again")


def _who(run: Run, lived: _Pass) -> dict[str, dict[str, Any]]:
    """By fate, of those whom it met in one run only, how many and the first of them: in the first replicate."""
    society, out = society_of(run.program, run.scenario), {}
    cells = np.sum([*lived.sides.values()], axis=0)[0].sum(axis=1)             # [F,2,2]
    for f, fate in enumerate(FATES):
        ids = [[society.write(place, i) for place, i in sorted(((place, i) for g, s, place, i in lived.who if (g, s) == (f, side)),
                                                               key=lambda x: (*_in_order(x[0]), x[1]))[:MOST_NAMED]] for side in (0, 1)]
        out[fate] = {"only_first": {"people": int(cells[f, 1, 0]), "first": ids[0]},
                     "only_second": {"people": int(cells[f, 0, 1]), "first": ids[1]}}
    return out


def _parting(runs: tuple[Run, Run], lived: _Pass, seed: int, workers: int, progress: Progress) -> dict[str, Any]:
    """``parting`` and ``clauses`` of a replicate."""
    a, b = runs
    with progress("looking for where lives part", a.scenario.people, 1) as show:
        moment = first_parting([a.program, b.program], a.scenario, seed, lived.differing, lived.equal, workers=workers, progress=show)
    if moment is None:
        return {}
    place = next(p for p in (*lived.differing, *lived.equal) if _in_order(p) == (moment.region, moment.community))
    trial = Trial(a.regime, b.regime, a.society, a.program, a.scenario, seed, place, moment)
    return {"parting": told_parting(runs, moment, place, seed), "clauses": words.plain_clauses(clauses_of(trial), a.regime, b.regime)}
