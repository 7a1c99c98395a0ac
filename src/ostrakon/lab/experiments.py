"""Experiments in Python: compare, ablate, sweep, sensitivity, uncertainty, precision, abolish, calibrate.

The options are those of the commands.

Here lives what a notebook calls and gets. Never here: an estimate, or a search for anything: nothing is sought.
"""

import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ostrakon.engine.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, SEEDS, between, day, processors, whole
from ostrakon.engine.world import Text, tables_of, too_late
from ostrakon.errors import Problem, fail
from ostrakon.experiments import ablating, calibrate_words, calibrating, comparison, journal, pointwise, studies
from ostrakon.experiments import calibrate as calibration
from ostrakon.experiments.generations import live as live_generations
from ostrakon.experiments.points import live_points
from ostrakon.lab import widgets
from ostrakon.lab.shown import Shown, listed, one_of
from ostrakon.results import comparison_store
from ostrakon.results.abolition_page import render_abolition
from ostrakon.results.provenance import words
from ostrakon.spec.check import demand
from ostrakon.spec.load import load_society

Names = str | Path | Sequence[str | Path]
Progress = Callable[[int, int], None]


class Comparison(Shown):
    """Regimes compared on the same people with the same luck."""

    PART, CHART = "changes", "changes"
    TABLES = ("outcomes", "by_cohort", "sides")

    def __init__(self, asked: comparison.Comparing, result: dict[str, Any], command: Sequence[str], warnings: Sequence[Problem]) -> None:
        super().__init__(result, warnings)
        self.asked, self.command = asked, list(command)

    @property
    def title(self) -> str:
        """What it is of."""
        names = [arm["name"] for arm in self.result["arms"]]
        return f"{names[0]}, and what would be otherwise under {', '.join(names[1:])}"

    @property
    def variants(self) -> list[str]:
        """Names of the arms beside the baseline."""
        return [arm["name"] for arm in self.result["arms"][1:]]

    def told(self, variant: str) -> list[str]:
        """The sentences on one variant."""
        return list(self.result["sentences"][self.variants.index(one_of(variant, self.variants, "variant"))])

    def _sections(self) -> list[tuple[str, list[str]]]:
        base = self.result["arms"][0]["name"]
        return [(f"Under {variant} instead of {base}:", self.told(variant)) for variant in self.variants]

    def widget(self, outcome: str = "listed", *, language: str = "en") -> Any:
        """Outcomes and paired differences, for a notebook. Raises OST7401, OST7404, OST7303, OST8001."""
        return widgets.comparison(self.result, outcome, language)

    def sides(self) -> Any:
        """Who changes sides: a polars DataFrame, one row per fate, variant and cohort."""
        return self.table("sides")

    def _tables(self) -> dict[str, Any]:
        return comparison_store.tables(self.result)

    def _save(self, folder: Path) -> None:
        comparison.save(folder, self.asked, self.result, self.command)


def compare(baseline: str | Path, *variants: str | Path, off: Names = (), society: str | Path | None = None, people: int = 200_000,
            days: int = 365, start: Text = "2020-01-01", seed: int = 1, replicates: int = 1, workers: int | None = None,
            progress: Progress | None = None) -> Comparison:
    """Compare regimes, or diffs of one, on the same people with the same luck. Raises OstrakonError."""
    times = between("replicates", replicates, 1, MOST_REPLICATES)
    n, length = whole("people", str(people), 1, MOST_PEOPLE), whole("days", str(days), 1, MOST_DAYS)
    luck, first = whole("seed", str(seed), 0, SEEDS - times), day(str(start))
    regimes = comparison.regimes_of(str(baseline), [str(one) for one in variants], listed(off))
    found = load_society(str(society) if society is not None else regimes[0][1].model.society)
    made, warnings = [], list[Problem]()
    for name, regime, overrides in regimes:
        warnings += [*demand(regime.model, found.model, regime.places), *too_late(regime, length, first)]
        made.append((tables_of(regime, found, n, length, first, regimes[0][1].model.burn_in_days), name, regime, overrides))
    arms = tuple(comparison.Arm(name, regime, program, overrides) for (_, program), name, regime, overrides in made)
    asked = comparison.Comparing(arms, found, made[0][0][0], luck, times, workers or processors())
    result, _ = comparison.live(asked, lambda title, people, days: nullcontext(progress or _silent))
    if result is None:
        raise KeyboardInterrupt
    command = words("compare", [str(baseline), *map(str, variants)], {
        "off": listed(off), "society": society, "people": n, "days": length, "start": first, "seed": luck, "replicates": times})
    return Comparison(asked, result, command, warnings)


def _silent(done: int, total: int) -> None:
    """Nothing."""


class Study(Shown):
    """Points of a plan lived, and what is said of them. ``records``: what was counted at each."""

    def __init__(self, study: Any, records: Sequence[Mapping[str, Any]], result: dict[str, Any]) -> None:
        regime = study.asked.regime
        super().__init__(result, demand(regime.model, study.asked.trial.society.model, regime.places))
        self.study, self.records = study, list(records)

    TABLES: tuple[str, ...] = ("points",)

    def _tables(self) -> dict[str, Any]:
        return {"points": self.study.tables(self.result)[self.study.name]}

    def _head(self) -> dict[str, Any]:
        points = self.study.points(len(self.records)) if callable(self.study.points) else self.study.points
        return pointwise.head_of(self.study.asked, points)

    def _save(self, folder: Path) -> None:
        with journal.begin(folder, self._head()) as kept:
            for record in self.records:
                kept.keep(dict(record))
        self._write(folder)

    def _write(self, folder: Path) -> None:
        """What stands beside the journal."""
        asked, tables = self.study.asked, self.study.tables(self.result)
        pointwise.save(folder, asked, self.study.name, self.result, self.records, tables, pointwise.command_of(asked))


class Ablation(Study):
    """What each part of a regime adds to an outcome."""

    PART, CHART = "why", "why"
    TABLES = ("parts", "interactions", "coalitions")

    def _tables(self) -> dict[str, Any]:
        return dict(self.study.tables(self.result))

    def _write(self, folder: Path) -> None:
        self.study.save(folder, self.result, pointwise.command_of(self.study.asked))


class Calibration(Study):
    """How far observed values narrow what is assumed. No value is called the best, and each stays assumed."""

    TABLES = ("calibration", "posterior")

    def _head(self) -> dict[str, Any]:
        return dict(self.study.head)

    def _tables(self) -> dict[str, Any]:
        return dict(self.study.tables(self.result))

    def diff(self, extends: str = "") -> str:
        """What came out as a diff of the regime, as text: medians, still assumed, with ranges and sources."""
        asked = self.study.asked
        return str(calibrate_words.diff(self.result, extends or asked.options["regime"], shlex.join(pointwise.command_of(asked))))

    def _write(self, folder: Path) -> None:
        self.study.write_targets(folder)
        super()._write(folder)


class Sweep(Study):
    """Outcomes over values of parameters."""


class Sensitivity(Study):
    """How far what is not known moves outcomes."""

    PART, CHART = "unknown", "tornado"


class Uncertainty(Study):
    """Luck and ignorance, apart and together."""


class Precision(Study):
    """An outcome known as well as was asked."""


class Abolition(Study):
    """What remains after a regime has ended."""

    PART, CHART = "lasting", "lasting"

    def _write(self, folder: Path) -> None:
        super()._write(folder)
        try:
            (folder / "index.html").write_text(render_abolition(self.result), encoding="utf-8")
        except OSError as error:
            fail("OST8001", f"{str(folder)[:200]}: {error.strerror or error}", remedy="free some space, and save to another folder")


def _asked(command: str, regime: str | Path, workers: int | None, options: Mapping[str, Any]) -> pointwise.Asked:
    """A study in the words of its command, which is how its folder holds what was asked."""
    said = {key: ([str(one) for one in value] or None) if isinstance(value, list) else None if value is None else str(value)
            for key, value in options.items()}
    found = {"regime": str(regime), **said}
    return pointwise.asked_of(command, found, pointwise.reading_of(found), workers or processors())


def _lived(study: studies.Study, progress: Progress | None) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    began = time.perf_counter()
    records = live_points(study.asked.trial, study.points, lambda record: None, progress=progress)
    return records, pointwise.result_of(study.asked, study.name, study.told(records), records, time.perf_counter() - began)


def ablate(regime: str | Path, parts: Names = (), *, part: Names = (), outcome: Names = "wrongly_listed", orders: int | None = None,
           society: str | Path | None = None, people: int = 100_000, days: int = 365, start: Text = "2020-01-01", seed: int = 1,
           set: Names = (), with_: Names = (), workers: int | None = None, progress: Progress | None = None) -> Ablation:
    """Switch parts of a regime off, alone and together: what each adds. parts: their names; part: your own, NAME=PATH=VALUE."""
    asked = _asked("ablate", regime, workers, {
        "parts": ",".join(listed(parts)) or None, "part": listed(part), "outcome": listed(outcome), "orders": orders, "society": society,
        "people": people, "days": days, "start": start, "seed": seed, "set": listed(set), "with": listed(with_)})
    began, study = time.perf_counter(), ablating.study_of(asked)
    records = live_points(study.asked.trial, study.points, lambda record: None, progress=progress)
    return Ablation(study, records, study.result(records, time.perf_counter() - began))


def calibrate(regime: str | Path, targets: str | Path, *, of: str | None = None, only: Names = (), without: Names = (), tie: Names = (),
              hold_out: Names = (), points: int | None = None, generations: int | None = None, society: str | Path | None = None,
              people: int = 20_000, seed: int = 1, set: Names = (), with_: Names = (), workers: int | None = None,
              progress: Progress | None = None) -> Calibration:
    """See how far observed values narrow what is assumed. targets: a file, a name of the catalogue, or a text. Never to conduct."""
    asked = _asked("calibrate", regime, workers, {
        "targets": targets, **calibrating.of_targets(str(targets), listed(hold_out)), "of": of, "only": listed(only),
        "without": listed(without), "tie": listed(tie), "hold_out": listed(hold_out), "points": points, "generations": generations,
        "society": society, "people": people, "seed": seed, "set": listed(set), "with": listed(with_), "outcome": None})
    began, study = time.perf_counter(), calibrating.study_of(asked)
    check = calibration.valid_first(asked.regime, asked.trial.society)
    lived = live_generations(study.asked.trial, study.read.observed, study.unknowns, study.settings, lambda record: None,
                             progress=progress, check=check)
    result = pointwise.result_of(study.asked, study.name, study.told(lived), lived.records, time.perf_counter() - began)
    return Calibration(study, lived.records, result)


def sweep(regime: str | Path, vary: Names, *, outcome: Names = "wrongly_listed", design: str = "grid", points: int | None = None,
          society: str | Path | None = None, people: int = 20_000, days: int = 365, start: Text = "2020-01-01", seed: int = 1,
          set: Names = (), with_: Names = (), workers: int | None = None, progress: Progress | None = None) -> Sweep:
    """Outcomes over values of parameters. vary: PATH=LOW:HIGH:N or PATH=VALUE,VALUE, one or several. Nothing is sought."""
    asked = _asked("sweep", regime, workers, {
        "vary": listed(vary), "outcome": listed(outcome), "design": design, "points": points, "society": society, "people": people,
        "days": days, "start": start, "seed": seed, "set": listed(set), "with": listed(with_)})
    study = studies.sweep(asked)
    studies.without_effect(study)
    return Sweep(study, *_lived(study, progress))


def sensitivity(regime: str | Path, *, outcome: Names = "wrongly_listed", method: str = "tornado", only: Names = (), without: Names = (),
                size: int | None = None, society: str | Path | None = None, people: int = 20_000, days: int = 365,
                start: Text = "2020-01-01", seed: int = 1, set: Names = (), with_: Names = (), workers: int | None = None,
                progress: Progress | None = None) -> Sensitivity:
    """Every assumed value over its range: what is not known, how much it matters, and how much is luck."""
    asked = _asked("sensitivity", regime, workers, {
        "outcome": listed(outcome), "method": method, "only": listed(only), "without": listed(without), "size": size, "society": society,
        "people": people, "days": days, "start": start, "seed": seed, "set": listed(set), "with": listed(with_)})
    study = studies.sensitivity(asked)
    return Sensitivity(study, *_lived(study, progress))


def uncertainty(regime: str | Path, *, outcome: Names = "wrongly_listed", points: int = 128, of: str = "both", only: Names = (),
                without: Names = (), society: str | Path | None = None, people: int = 20_000, days: int = 365, start: Text = "2020-01-01",
                seed: int = 1, set: Names = (), with_: Names = (), workers: int | None = None, progress: Progress | None = None
                ) -> Uncertainty:
    """Every assumed value anywhere in its range, with other luck each time: how far both go, and what is of which."""
    asked = _asked("uncertainty", regime, workers, {
        "outcome": listed(outcome), "points": points, "of": of, "only": listed(only), "without": listed(without), "society": society,
        "people": people, "days": days, "start": start, "seed": seed, "set": listed(set), "with": listed(with_)})
    study = studies.unsure(asked)
    return Uncertainty(study, *_lived(study, progress))


def precision(regime: str | Path, *, outcome: Names = "wrongly_listed", within: str = studies.WITHIN, pilot: int = int(studies.PILOT),
              society: str | Path | None = None, people: int = int(studies.EACH), days: int = 365, start: Text = "2020-01-01",
              seed: int = 1, set: Names = (), with_: Names = (), workers: int | None = None, progress: Progress | None = None) -> Precision:
    """As many replicates as an outcome needs for an interval so narrow: within "5%" of it, or "0.001" in its unit."""
    asked = _asked("precision", regime, workers, {
        "outcome": listed(outcome), "within": within, "pilot": pilot, "society": society, "people": people, "days": days, "start": start,
        "seed": seed, "set": listed(set), "with": listed(with_)})
    began, study = time.perf_counter(), studies.precise(asked)
    records = study.live(lambda record: None, stage=lambda n: nullcontext(progress))
    result = pointwise.result_of(asked, study.name, study.told(records), records, time.perf_counter() - began)
    return Precision(study, records, result)


def abolish(regime: str | Path, *, on: int = int(studies.ON), after: int = int(studies.AFTER), outcome: Names = (),
            society: str | Path | None = None, people: int = int(studies.PEOPLE), start: Text = "2020-01-01", seed: int = 1,
            set: Names = (), with_: Names = (), workers: int | None = None, progress: Progress | None = None) -> Abolition:
    """End a regime on a day: what is still otherwise, week by week, than where it never was. outcome: all unless named."""
    asked = _asked("abolish", regime, workers, {
        "on": on, "after": after, "told": listed(outcome), "outcome": None, "days": studies.days_of(str(on), str(after)),
        "society": society, "people": people, "start": start, "seed": seed, "set": listed(set), "with": listed(with_)})
    study = studies.abolition(asked)
    return Abolition(study, *_lived(study, progress))
