"""Headline outcomes by community size, written to docs/verification/community-size.md.

Communities are closed: no tie, error or publicity crosses their edge. Here lives the comparison that shows what the choice
of size changes. Never here: a choice of size. Run from the repository root: python verification/community_size.py
"""

import math
import sys
from pathlib import Path
from typing import Any

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places, simulate
from ostrakon.measures.base import Reduced
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import reduce_run, summarise

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "community-size.md"
REGIME, SOCIETY, PEOPLE, DAYS = "article-2018", "china-2020", 4_000_000, 365
SIZES = tuple(2 ** k for k in range(10, 19))
USUAL = 8192
SEEDS = (1,)
OUTCOMES = ("listed", "bad_credit", "wrongly_listed", "points_to_association", "harmed_by_association")
ALARM = 3.5     # a |z| above this among the comparisons is called a difference: false alarm below 2 percent for 40 of them


def outcomes(size: int, people: int = PEOPLE, seeds: tuple[int, ...] = SEEDS) -> tuple[int, float, dict[str, Any]]:
    """Communities per run, their largest size, and the outcomes over all seeds."""
    scenario = Scenario(REGIME, SOCIETY, people=people, days=DAYS, community_size=size)
    program = compile_scenario(scenario)
    labels = labels_of(program, program.society.cohorts, DAYS)
    sizes = [p.people for p in places(program.society.tables.population, people, size)]
    runs: list[Reduced] = [reduce_run(simulate(scenario, seed=seed, program=program).groups, labels) for seed in seeds]
    return len(sizes), max(sizes), summarise(runs, labels)["outcomes"]


def z_of(one: dict[str, Any], two: dict[str, Any]) -> float:
    """Difference over its standard error, both runs taken as independent (they share seeds but few draws)."""
    error = math.hypot(one["mcse"] or 0.0, two["mcse"] or 0.0)
    return (one["value"] - two["value"]) / error if error > 0 else 0.0


def _title(outcome: dict[str, Any]) -> str:
    """The title as it stands alone: parts of a sum are written '... to error' under the sum."""
    return str(outcome["title"]).replace("... ", "Points lost ")


def _row(size: int, found: tuple[int, float, dict[str, Any]], usual: dict[str, Any]) -> str:
    count, largest, values = found
    cells = []
    for name in OUTCOMES:
        value = values[name]
        error = f" ± {value['mcse'] * 100:.3f}" if value["mcse"] is not None else ""
        z = "" if size == USUAL else f" (z {z_of(value, usual[name]):+.1f})"
        cells.append(f"{value['value'] * 100:.3f}{error}{z}")
    return f"| {size:,} | {count} | {largest:,} | " + " | ".join(cells) + " |"


def _verdict(found: dict[int, tuple[int, float, dict[str, Any]]]) -> str:
    usual = found[USUAL][2]
    zs = {(size, name): z_of(values[name], usual[name]) for size, (_, _, values) in found.items() if size != USUAL for name in OUTCOMES}
    worst = max(zs, key=lambda k: abs(zs[k]))
    beyond = [f"{_title(usual[name]).lower()} at {size:,}" for (size, name), z in zs.items() if abs(z) > ALARM]
    said = "Sizes that differ from the usual one: " + "; ".join(beyond) if beyond else "No size differs from the usual one"
    where = f"{_title(usual[worst[1]]).lower()} at {worst[0]:,}"
    return f"{said}. The largest |z| of {len(zs)} comparisons is {abs(zs[worst]):.1f} ({where}); the alarm is {ALARM}."


def page(found: dict[int, tuple[int, float, dict[str, Any]]]) -> str:
    """The page, as Markdown."""
    usual = found[USUAL][2]
    titles = [f"{_title(usual[name])} (%)" for name in OUTCOMES]
    head = ["community size", "communities", "largest", *titles]
    lines = [
        "# What the size of a community changes", "",
        "Communities are closed: ties, errors and publicity stay within. One scenario is run here with communities of several sizes.",
        f"`{REGIME}` on `{SOCIETY}`, {PEOPLE:,} people, {DAYS} days, {'seed' if len(SEEDS) == 1 else 'pooled seeds'} "
        f"{', '.join(map(str, SEEDS))}.",
        "Written by `verification/community_size.py`. Values are in percent, ± one Monte Carlo standard error;",
        f"z compares with {USUAL:,}.", "",
        f"**Verdict.** {_verdict(found)}", "",
        "| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |",
        *[_row(size, found[size], usual) for size in SIZES], "",
        "A community never spans two regions, so most regions are smaller than the largest sizes: the column `largest` says what the",
        "largest community was. Two rows with the same largest community are the same run.", "",
        "What is counted:", "",
        *[f"* {_title(usual[name])}: {usual[name]['estimand']}." for name in OUTCOMES], "",
        "Not shown here: sizes below 1,024, other regimes, or what ties across communities would do; no run has such ties.", ""]
    return "\n".join(lines)


def main() -> int:
    """Run all sizes and write the page."""
    found = {}
    for size in SIZES:
        found[size] = outcomes(size)
        print(size, {name: found[size][2][name]["value"] for name in OUTCOMES}, flush=True)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
