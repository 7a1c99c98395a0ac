"""People of china-2020 against the census tables, written to docs/verification/society.md and society-cells.csv beside it.

Here lives the page; the cells and their standard errors live in society_cells.py. Never here: a change to any person.
Run from the repository root: python verification/society.py
"""

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from society_cells import FEWEST, Built, Cell, age_gap, all_cells, build_all, judged, urban_gaps
from society_ties import layers, tie_figures

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import region_sizes
from ostrakon.program import COMMUNITY_SIZE, Program
from ostrakon.society.census import DATA, Region, census_2020

FOLDER = Path(__file__).parents[1] / "docs" / "verification"
PEOPLE, SEED, WORST = 1_000_000, 1, 20
OTHER_SEEDS = (2, 3, 4)         # built as well, for the summary by margin alone
MOST_BEYOND, MOST_Z = 0.07, 5.0     # the verdict: share of |z| above 1.96, and the largest |z|


def line(name: str, cells: Sequence[Cell]) -> str:
    """A row of the summary: cells, share beyond 1.96 and 3, root mean square and largest |z|."""
    z = np.array([c.z for c in cells])
    size = np.abs(z)
    return (f"| {name} | {len(z):,} | {(size > 1.96).mean():.1%} | {(size > 3).mean():.2%} | {np.sqrt((z ** 2).mean()):.2f} "
            f"| {z.mean():+.2f} | {size.max():.2f} |")


def verdict(cells: Sequence[Cell]) -> tuple[bool, str]:
    """Whether the cells look like draws from the tables, and the words for it."""
    size = np.array([abs(c.z) for c in cells])
    beyond, worst = float((size > 1.96).mean()), max(cells, key=lambda c: abs(c.z))
    good = beyond <= MOST_BEYOND and abs(worst.z) <= MOST_Z
    said = "The people agree with the tables" if good else "The people do not agree with the tables everywhere"
    faults = [f"{c.margin}: {c.cell} ({c.region}), z {c.z:+.1f}" for c in cells if abs(c.z) > MOST_Z]
    tail = f" Beyond {MOST_Z:g}: {'; '.join(faults)}." if faults else ""
    return good, (f"{said}: {beyond:.1%} of {len(cells):,} cells lie beyond 1.96 (5 percent expected, at most {MOST_BEYOND:.0%} allowed), "
                  f"{(size > 3).mean():.2%} beyond 3 (0.27 percent expected), the largest |z| is {abs(worst.z):.2f} "
                  f"(at most {MOST_Z:g} allowed).{tail}")


def _number(x: float) -> str:
    return f"{x:,.0f}" if abs(x) >= 100 else f"{x:.3f}"


def _table(head: Sequence[str], rows: Iterable[str]) -> list[str]:
    return ["| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |", *rows, ""]


def _cell_row(c: Cell) -> str:
    return f"| {c.margin} | {c.region} | {c.cell} | {_number(c.expected)} | {_number(c.got)} | {_number(c.se)} | {c.z:+.2f} |"


def _exact(b: Built, program: Program, regions: list[Region]) -> list[str]:
    found = np.bincount(b.attr[0], minlength=len(regions))
    sizes = np.array(region_sizes(program.society.tables.population, b.attr.shape[1]))
    gaps = urban_gaps(b, regions)
    return [f"* People by province: {int((found == sizes).sum())} of {len(regions)} are the exact share by largest remainder.",
            f"* Urban people: in {len(gaps)} communities the number lies {gaps.min():+.2f} to {gaps.max():+.2f} people "
            "from the exact share; 0 to under 8 is what the model allows, since the household at the edge is urban whole.", ""]


def _margins(cells: list[Cell]) -> list[str]:
    names = list(dict.fromkeys(c.margin for c in cells))
    rows = [line(name, [c for c in cells if c.margin == name]) for name in names]
    return _table(("margin", "cells", "beyond 1.96", "beyond 3", "root mean square", "mean z", "largest"), [*rows, line("**all**", cells)])


def _age(b: Built) -> list[str]:
    """The one dependence that an order of ids could bring in."""
    return [f"Within a region urban people are {age_gap(b):+.2f} years older than rural ones (0 is meant).", ""]


def _more(program: Program, regions: list[Region]) -> list[str]:
    """The same summary over other seeds, so that chance can be told from cause."""
    cells: list[Cell] = []
    for seed in OTHER_SEEDS:
        cells += judged(all_cells(build_all(program, seed, PEOPLE, COMMUNITY_SIZE), regions, program.society.model))
    return [f"## Seeds {', '.join(map(str, OTHER_SEEDS))} together", "", *_margins(cells)]


def _ties(program: Program, b: Built) -> list[str]:
    rows = [f"| {f.layer} | {f.what} | {f.expected:.4f} | {f.got:.4f} | {f.se:.4f} |" for f in tie_figures(program, SEED, PEOPLE)]
    lost = [f"* {name}: declared mean {want:.3f}, brought {stubs:.3f}, realised {made:.3f}; {share:.2%} of stubs found no partner."
            for name, want, stubs, made, share in layers(b, program.society.model)]
    return ["## Ties", "", *lost, "",
            "Homophily: the share of ties whose ends are near (at most 72 people apart in the order of ids), within four years of age, or",
            "of the same schooling. Expected: the mixture that the declared foci give when partners are otherwise drawn at random.",
            "The se is over communities. Lost stubs, ties that exclude one another and the edge of a community are not in the expectation,",
            "so these figures are for reading, not for judging.", "", *_table(("layer", "share of ties", "expected", "got", "se"), rows)]


def page(program: Program, b: Built, cells: list[Cell], regions: list[Region]) -> str:
    """The page, as Markdown."""
    judge = judged(cells)
    worst = sorted(judge, key=lambda c: -abs(c.z))[:WORST]
    national = [c for c in judge if c.margin in ("internet", "quintile", "independence")]
    columns = ("margin", "region", "cell", "expected", "got", "se", "z")
    return "\n".join([
        "# The people against the census tables", "",
        f"`china-2020` at {PEOPLE:,} people, seed {SEED}, communities of {COMMUNITY_SIZE:,}.",
        "Written by `verification/society.py`; all cells stand in `society-cells.csv` beside this page.",
        "Expectations come from the counts in `src/ostrakon/catalog/societies/china-2020/data`.", "",
        f"**Verdict.** {verdict(judge)[1]}", "",
        "z is the deviation over its standard error. Sex, minority, collective living, quintile and internet vary with households:",
        "residuals are added within each household before they are squared (the design effect). Age and schooling are drawn person by",
        "person given the sex, and work likewise, so their counts are binomial given the sexes. Generations are binomial over households.",
        f"{len(cells) - len(judge)} cells with a variance below {FEWEST} are left out of the verdict and kept in the CSV file.",
        "Cells of one margin add up to a fixed number, so they are not independent.", "",
        "## Exact figures", "", *_exact(b, program, regions), "## By margin", "", *_margins(judge),
        "## National figures and independence", "",
        "Independence: the sum of products of deviations, within a region (and urbanity), of two attributes that",
        "`docs/society.md` calls independent. Its unit is that of the product.", "", *_table(columns, map(_cell_row, national)), *_age(b),
        f"## The {WORST} worst cells", "", *_table(columns, map(_cell_row, worst)), *_more(program, regions),
        *_ties(program, b)])


def write_cells(path: Path, cells: list[Cell]) -> None:
    """All cells as CSV, those too small for a z marked."""
    large = set(judged(cells))
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["margin", "region", "cell", "expected", "got", "se", "z", "judged"])
        for c in cells:
            figures = [f"{x:.3f}" for x in (c.expected, c.got, c.se, c.z)]
            out.writerow([c.margin, c.region, c.cell, *figures, "yes" if c in large else "no"])


def main() -> int:
    """Build, compare, write; the exit status says whether the people agree with the tables."""
    program = compile_scenario(Scenario("article-2018", "china-2020", people=PEOPLE))
    regions = census_2020(DATA)
    b = build_all(program, SEED, PEOPLE, COMMUNITY_SIZE)
    cells = all_cells(b, regions, program.society.model)
    FOLDER.mkdir(parents=True, exist_ok=True)
    write_cells(FOLDER / "society-cells.csv", cells)
    (FOLDER / "society.md").write_text(page(program, b, cells, regions), encoding="utf-8")
    good, said = verdict(judged(cells))
    print(said)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
