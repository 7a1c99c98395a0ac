"""``ostrakon compare``: several regimes on the same people with the same luck; what differs, and who changes sides.

Here lives the command. Never here: an estimate (``experiments/compare.py``), or the wording of a difference
(``experiments/sentences.py``).
"""

import shlex
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from ostrakon import __version__
from ostrakon.cli import difference
from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, MOST_WORKERS, SEEDS, day, switches, whole
from ostrakon.cli.console import STOPPED_AND_SAID, out, progress
from ostrakon.cli.living import announce, ctrl_c_once, processors
from ostrakon.cli.options import Workers
from ostrakon.cli.place import check_place
from ostrakon.cli.table import BLOCKS
from ostrakon.cli.tables import same_tables, tables_of, too_late
from ostrakon.errors import OstrakonError, fail
from ostrakon.results.folder import default_folder
from ostrakon.results.words import amount, duration, interval, is_share
from ostrakon.spec.check import demand
from ostrakon.spec.dump import dump
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_society

MOST_ARMS = 16


@dataclass(frozen=True)
class Arm:
    """One regime of the comparison: what it is called, as it was read, its tables, and what ``--off`` changed in it."""

    name: str
    regime: LoadedRegime
    program: Any
    overrides: tuple[str, ...] = ()


def compare(
    baseline: Annotated[str, typer.Argument(help="The regime that others are compared with.", metavar="BASELINE")],
    variants: Annotated[
        list[str] | None, typer.Argument(help="Regimes or diffs, of the catalogue or files.", metavar="VARIANT...")
    ] = None,
    off: Annotated[
        list[str] | None,
        typer.Option(help="One more variant: the baseline without a mechanism (A07) or an entry. Repeat for more.", metavar="NAME-OR-PATH"),
    ] = None,
    society: Annotated[
        str | None, typer.Option(help="A society of the catalogue, or a file; the baseline's own unless given.", metavar="NAME-OR-FILE")
    ] = None,
    people: Annotated[str, typer.Option(help="How many synthetic people.", metavar="N")] = "200000",
    days: Annotated[str, typer.Option(help="How many days.", metavar="D")] = "365",
    start: Annotated[str, typer.Option(help="The first day.", metavar="DATE")] = "2020-01-01",
    seed: Annotated[str, typer.Option(help="Replicate i uses this seed + i, from i = 0.", metavar="S")] = "1",
    replicates: Annotated[str, typer.Option(help="Independent repetitions, pooled.", metavar="N")] = "1",
    workers: Workers = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="A new folder for the results [default: runs/compare-BASELINE-SEED-N].", metavar="DIR")
    ] = None,
) -> int:
    """Compare regimes on the same people with the same luck: what differs, for whom, and who changes sides."""
    n, length = whole("--people", people, 1, MOST_PEOPLE), whole("--days", days, 1, MOST_DAYS)
    times = whole("--replicates", replicates, 1, MOST_REPLICATES)
    luck = whole("--seed", seed, 0, SEEDS - times)
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    first = day(start)
    regimes = _regimes(baseline, variants or [], off or [])
    found = load_society(society or regimes[0][1].model.society)
    folder = out_folder if out_folder is not None else default_folder(f"compare-{regimes[0][1].model.id}", luck)
    check_place(folder, str(out_folder) if out_folder is not None else str(folder))
    arms, scenario = [], None
    for name, regime, overrides in regimes:
        warnings = [*demand(regime.model, found.model, regime.places), *too_late(regime, length, first)]
        for warning in warnings:
            print(str(warning), file=sys.stderr)
        # The same days before day 0 in every arm: those of the baseline.
        made, program = tables_of(regime, found, n, length, first, regimes[0][1].model.burn_in_days)
        scenario = scenario or made
        arms.append(Arm(name, regime, program, overrides))
        if regime.base is not None:
            difference.show(regime, same_tables(regime, found, program, length, first, regimes[0][1].model.burn_in_days), warnings)
    return _run(_Asked(arms, found, scenario, luck, times, threads, folder))


@dataclass(frozen=True)
class _Asked:
    arms: list[Arm]
    society: LoadedSociety
    scenario: Any
    seed: int
    replicates: int
    workers: int
    folder: Path


def _regimes(baseline: str, variants: Sequence[str], off: Sequence[str]) -> list[tuple[str, LoadedRegime, tuple[str, ...]]]:
    """(name, regime, overrides) of every arm, the baseline first; names are told apart by a number where two are alike."""
    base = load_regime(baseline)
    found: list[tuple[str, LoadedRegime, tuple[str, ...]]] = [(base.model.id, base, ())]
    found += [(regime.model.id, regime, ()) for regime in map(load_regime, variants)]
    for name in off:
        overrides = switches(base, [name])
        found.append((f"{base.model.id} without {name}", load_regime(baseline, overrides, len(overrides)), overrides))
    if not 2 <= len(found) <= MOST_ARMS:
        fail("OST8001", f"{len(found) - 1} variants", allowed=f"1 to {MOST_ARMS - 1}",
             remedy="name a regime, a diff, 'none', or --off NAME")
    names = [name for name, _, _ in found]
    return [(name if names.count(name) == 1 else f"{name} ({i})", regime, overrides) for i, (name, regime, overrides) in enumerate(found)]


def _run(asked: _Asked) -> int:
    began, stop = time.perf_counter(), threading.Event()
    with ctrl_c_once(stop):
        comparison, complete = _live(asked, began, stop)
        if comparison is None:
            print("stopped before the first community was finished; nothing was written", file=sys.stderr)
            return STOPPED_AND_SAID
        try:
            _save(asked, comparison)
        except OstrakonError:
            _print(comparison, None, time.perf_counter() - began)       # what was computed is worth printing all the same
            raise
    _print(comparison, asked.folder, time.perf_counter() - began)
    return 0 if complete else STOPPED_AND_SAID


def _live(asked: _Asked, began: float, stop: threading.Event) -> tuple[dict[str, Any] | None, bool]:
    """Live every replicate under every arm; the comparison of those that were finished."""
    from ostrakon.engine.pair import simulate_arms

    announce()
    programs = [arm.program for arm in asked.arms]
    runs: list[Any] = []
    complete = True
    for i in range(asked.replicates):
        title = f"living under {len(programs)} regimes" + (f", replicate {i + 1} of {asked.replicates}" if asked.replicates > 1 else "")
        with progress(asked.scenario.people, (asked.scenario.days + programs[0].burn_in) * len(programs), title) as show:
            try:
                done = simulate_arms(asked.scenario, programs, seed=asked.seed + i, workers=asked.workers, progress=show)
            except RuntimeError as error:
                fail("OST6001", str(error), remedy="please report it, with the regimes and the seed")
        complete = done.complete and not stop.is_set()
        if done.communities and (complete or not runs):
            runs.append(done)
        if not complete:
            break
    return (_compared(asked, runs, complete, time.perf_counter() - began), complete) if runs else (None, False)


def _compared(asked: _Asked, runs: Sequence[Any], complete: bool, seconds: float) -> dict[str, Any]:
    from ostrakon.experiments.compare import changed_sides, differences, reduce_arms
    from ostrakon.experiments.sentences import sentences
    from ostrakon.measures.labels import labels_of

    cohorts = asked.society.model.grouping("cohorts")
    reduced = reduce_arms(runs, [labels_of(arm.program, cohorts, asked.scenario.days) for arm in asked.arms])
    found = {**_head(asked, runs, complete, seconds), **differences(reduced), "sides": changed_sides(reduced)}
    return {**found, "sentences": [list(sentences(found, i)) for i in range(len(asked.arms) - 1)]}


def _head(asked: _Asked, runs: Sequence[Any], complete: bool, seconds: float) -> dict[str, Any]:
    scenario = asked.scenario
    return {
        "format": "ostrakon comparison/1",
        "version": __version__,
        "society": {"id": asked.society.model.id, "title": asked.society.model.title},
        "run": {
            "people": sum(run.people for run in runs) // len(runs),
            "days": scenario.days,
            "start": scenario.start.isoformat(),
            "seed": asked.seed,
            "replicates": len(runs),
            "workers": asked.workers,
            "communities": sum(run.communities for run in runs) // len(runs),
            "seconds": round(seconds, 3),
            "complete": complete,
            "people_asked": scenario.people,
            "replicates_asked": asked.replicates,
            "burn_in": asked.arms[0].program.burn_in,
            "community_size": scenario.community_size,
        },
        "arms": [
            {
                "name": arm.name,
                "title": arm.regime.model.title,
                "family": arm.regime.model.family,
                "diffs": list(arm.regime.diffs),
                "overrides": list(arm.overrides),
                "program_digest": arm.program.digest,
                "tally_digests": [run.digests[i] for run in runs],
                "tally_digest": runs[0].digests[i],
            }
            for i, arm in enumerate(asked.arms)
        ],
    }


def _save(asked: _Asked, comparison: dict[str, Any]) -> None:
    from ostrakon.results.comparison_store import write_comparison
    from ostrakon.results.provenance import provenance

    base = comparison["arms"][0]
    made = provenance(["ostrakon", *sys.argv[1:]], comparison["run"], base["program_digest"], base["tally_digest"])
    made["command_line"] = shlex.join(made["command"])
    made["arms"] = [{key: arm[key] for key in ("name", "program_digest", "tally_digests")} for arm in comparison["arms"]]
    write_comparison(asked.folder, comparison, {arm.name: dump(arm.regime) for arm in asked.arms}, dump(asked.society), made)


def _print(comparison: dict[str, Any], folder: Path | None, seconds: float) -> None:
    """Sentences first, then a table for each variant."""
    run, arms = comparison["run"], comparison["arms"]
    many = f", {run['replicates']} replicates" if run["replicates"] > 1 else ""
    out.print(f"\n[bold]{escape(arms[0]['title'])}[/], and what would be otherwise")
    where = f"society {escape(comparison['society']['id'])}, seed {run['seed']}{many}"
    out.print(f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, {where}: the same people with the same luck "
              "in every regime", style="dim")
    if not run["complete"]:
        out.print("[bold]Stopped early.[/] This is a part of what was asked for.")
    for i, arm in enumerate(arms[1:]):
        out.print(f"\n[bold]Under {escape(arm['name'])} instead of {escape(arms[0]['name'])}[/]")
        for sentence in comparison["sentences"][i]:
            out.print(Padding(escape(sentence), (0, 0, 0, 2), expand=False))
        out.print()
        out.print(_table(comparison, i))
    out.print("\nEveryone is synthetic. Intervals cover chance alone, not whether the regimes are described rightly.", style="dim")
    out.print(f"Page      {escape(str(folder / 'index.html')) if folder else 'not saved'}", soft_wrap=True)
    out.print(f"Took      {duration(seconds)}")


def _table(comparison: dict[str, Any], variant: int) -> Table:
    """Headline outcomes: baseline, variant, and their difference with its interval."""
    names = [comparison["arms"][i]["name"] for i in (0, variant + 1)]
    names[1] = names[1].removeprefix(f"{names[0]} ")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, justify in (("", "left"), *((name, "right") for name in names), ("difference", "right"), ("95 % interval", "right")):
        table.add_column(escape(heading), justify=justify)  # type: ignore[arg-type]
    for title, measures in BLOCKS:
        table.add_section()
        table.add_row(f"[bold]{title}[/]")
        for measure in measures:
            outcome = comparison["outcomes"][measure]
            unit, gap = outcome["unit"], outcome["differences"][variant]
            values = [amount(outcome["arms"][i]["value"], unit) for i in (0, variant + 1)]
            table.add_row("  " + escape(outcome["title"]), *values, *_gap(gap, unit))
    return table


def _gap(gap: dict[str, Any], unit: str) -> tuple[str, str]:
    """A difference and its interval; of shares in percentage points."""
    points = " pp" if is_share(unit) else ""
    said = amount(gap["value"], unit), interval({**gap, "unit": unit})
    return said[0].replace(" %", points), said[1].replace(" %", points)
