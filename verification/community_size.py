"""Headline outcomes by community size, written to docs/verification/community-size.md.

Communities are closed: no tie, error or publicity crosses their edge. Here lives the comparison that shows what the choice
of size changes. Never here: a choice of size. Ten minutes on two quiet cores.
Run from the repository root: python verification/community_size.py
"""

import math
import sys
from pathlib import Path
from typing import Any

from row import FAILS, Row, at_most
from scipy.special import ndtr

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import places, simulate
from ostrakon.measures.base import Reduced
from ostrakon.measures.labels import labels_of
from ostrakon.measures.summary import HEADLINES, reduce_run, summarise

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "community-size.md"
REGIME, SOCIETY, PEOPLE, DAYS = "article-2018", "china-2020", 8_000_000, 365
SIZES = tuple(2 ** k for k in range(10, 19))
USUAL = 8192
SEEDS = (1,)
OUTCOMES = tuple(measure.name for measure in HEADLINES)
ALARM = 4.0         # a |z| above this among the comparisons is called a difference

Found = dict[int, tuple[int, int, dict[str, Any]]]


def outcomes(size: int, people: int = PEOPLE, seeds: tuple[int, ...] = SEEDS) -> tuple[int, int, dict[str, Any]]:
    """Communities per run, their largest size, and the outcomes over all seeds."""
    scenario = Scenario(REGIME, SOCIETY, people=people, days=DAYS, community_size=size)
    program = compile_scenario(scenario)
    labels = labels_of(program, program.society.cohorts, DAYS)
    sizes = [p.people for p in places(program.society.tables.population, people, size)]
    runs: list[Reduced] = [reduce_run(simulate(scenario, seed=seed, program=program).groups, labels) for seed in seeds]
    return len(sizes), max(sizes), summarise(runs, labels)["outcomes"]


def z_of(one: dict[str, Any], two: dict[str, Any]) -> float | None:
    """Difference over its standard error, both runs taken as independent (they share seeds but few draws); None without errors."""
    if one["mcse"] is None or two["mcse"] is None:
        return None
    return float((one["value"] - two["value"]) / math.hypot(one["mcse"], two["mcse"]))


def compared(found: Found) -> dict[tuple[int, str], float]:
    """z of every outcome at every size but the usual one, where both have a standard error."""
    usual = found[USUAL][2]
    zs = {(size, name): z_of(found[size][2][name], usual[name]) for size in found if size != USUAL for name in OUTCOMES}
    return {key: z for key, z in zs.items() if z is not None}


def row(found: Found) -> Row:
    """The largest |z|, as a line of a page."""
    zs = compared(found)
    worst = max(zs, key=lambda key: abs(zs[key]))
    return at_most("community size", f"largest |z| of {len(zs)} comparisons of headline outcomes", f"`{REGIME}` on `{SOCIETY}`, "
                   f"{PEOPLE:,} people, {DAYS} days, communities of {min(found):,} to {max(found):,}", ALARM, abs(zs[worst]),
                   f"each against communities of {USUAL:,}; the largest is '{_title(found, worst[1])}' at {worst[0]:,}")


def _title(found: Found, name: str) -> str:
    """The title as it stands alone: parts of a sum are written '... to error' under the sum."""
    return str(found[USUAL][2][name]["title"]).removeprefix("... ")


def _cell(value: dict[str, Any], z: float | None, per: float) -> str:
    if value["value"] is None:
        return "–"
    error = "" if value["mcse"] is None else f" ± {value['mcse'] * per:.2g}"
    return f"{value['value'] * per:.4g}{error}" + ("" if z is None else f" ({z:+.1f})")


def _line(found: Found, name: str) -> str:
    usual = found[USUAL][2][name]
    per = 100.0 if usual["unit"].startswith("share") else 1.0
    unit = usual["unit"].replace("share", "%", 1)
    cells = [_cell(found[size][2][name], None if size == USUAL else z_of(found[size][2][name], usual), per) for size in found]
    return f"| {_title(found, name)} (`{name}`), {unit} | " + " | ".join(cells) + " |"


def _verdict(found: Found) -> str:
    zs, line = compared(found), row(found)
    beyond = [f"{_title(found, name).lower()} at {size:,} ({z:+.1f})" for (size, name), z in zs.items() if abs(z) > ALARM]
    said = "Outcomes that differ from those of the usual size: " + "; ".join(beyond) if beyond else "No outcome differs at any size"
    chance = 2 * len(zs) * float(ndtr(-ALARM))
    return (f"{said}. The largest |z| of {len(zs)} comparisons is {line.got:.1f} ({line.note.split('is ')[-1]}). The alarm is {ALARM:g}, "
            f"which chance alone would raise once with {chance * 100:.1f} percent.")


def more_false(size: int) -> float:
    """By how much false records exceed the rate asked for: their waits are whole ticks, of a mean in whole sixteenths of a tick."""
    tables = compile_scenario(Scenario(REGIME, SOCIETY, people=PEOPLE, days=DAYS, community_size=size)).society.tables
    records = 0.0
    for place in places(tables.population, PEOPLE, size):
        mean, kept = tables.false_wait / 2**20 / place.people, max(1, tables.false_wait // (65536 * place.people)) / 16
        records += place.people * mean / (math.exp(-0.5 / kept) / -math.expm1(-1 / kept))
    return records / PEOPLE - 1


def hurried(found: Found) -> list[str]:
    """What the page says of false records in large communities."""
    told = "; ".join(f"{more_false(size):.2%} at {size:,}" for size in (USUAL, max(found)))
    return ["**False records** come a little too often where a community is large: waits between their candidates are whole ticks of",
            "1/1024 day (`docs/model.md`, section 19), and a large community waits few of them. By that rounding alone they are more than",
            f"asked for by {told}, which is part of their z.", ""]


def page(found: Found) -> str:
    """The page, as Markdown."""
    empty = [name for name in OUTCOMES if found[USUAL][2][name]["value"] is None]
    told = [name for name in OUTCOMES if name not in empty]
    head = ["outcome", *(f"{size:,}" for size in found)]
    sizes = ["| communities | " + " | ".join(f"{count:,}" for count, _, _ in found.values()) + " |",
             "| people of the largest | " + " | ".join(f"{largest:,}" for _, largest, _ in found.values()) + " |"]
    lines = [
        "# What the size of a community changes", "",
        "Communities are closed: ties, errors and publicity stay within. One scenario is run here with communities of several sizes.",
        f"`{REGIME}` on `{SOCIETY}`, {PEOPLE:,} people, {DAYS} days, {'seed' if len(SEEDS) == 1 else 'pooled seeds'} "
        f"{', '.join(map(str, SEEDS))}.",
        "Written by `verification/community_size.py`. Every headline outcome, ± one Monte Carlo standard error, shares in percent;",
        f"in brackets z, the difference from communities of {USUAL:,} in standard errors.", "",
        f"**Verdict.** {_verdict(found)}", "",
        "| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |",
        *sizes, *[_line(found, name) for name in told], "",
        "A community never spans two regions, so some regions are smaller than the largest sizes: `people of the largest` says what the",
        "largest community was. Where most regions are one community, their variance is borrowed from the others, and a z is rougher.", "",
        *hurried(found),
        f"Not in the table, since this regime has no appeals: {', '.join(f'`{name}`' for name in empty)}.",
        "`docs/reference/measures.md` says what each outcome counts.", "",
        "Not shown here: sizes below 1,024, other regimes, or what ties across communities would do; no run has such ties.", ""]
    return "\n".join(lines)


def main() -> int:
    """Run all sizes and write the page; 1 when an outcome differs."""
    found: Found = {}
    for size in SIZES:
        found[size] = outcomes(size)
        print(size, {name: found[size][2][name]["value"] for name in ("listed", "wrongly_listed", "harmed_by_association")}, flush=True)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(found), encoding="utf-8")
    print(f"community size: {row(found).verdict}")
    return int(row(found).verdict == FAILS)


if __name__ == "__main__":
    sys.exit(main())
