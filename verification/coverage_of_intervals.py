"""How often 95 percent intervals cover the truth, over 1,000 seeds, written to docs/verification/coverage.md.

Here live the page and its words. The cases are in ``coverage_case``, the rows in ``coverage_rows``, the counting in ``coverage_count``.
Run from the repository root: python verification/coverage_of_intervals.py; it takes about half an hour on one core.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from coverage_case import Lived, live_seeds
from coverage_count import BAND, FEW, Row, counted, drawn, together
from coverage_rows import CASES, Section, as_collapsed, sections

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "coverage.md"
TEXT = Path(__file__).parent / "coverage_text.md"


def rows_of(section: Section, lived: Lived) -> tuple[list[Row], list[Row]]:
    """The rows of a section, without outcomes that are the same in every seed, and the same rows with regions collapsed, where asked."""
    seeds, step = lived.seeds, section.replicates
    sets = [drawn(lived, range(i, i + step)) for i in range(0, seeds - step + 1, step)]
    whole = together(lived)
    found = [row for row in (counted(outcome, sets, whole) for outcome in section.outcomes) if row is not None]
    if not section.collapsed:
        return found, []
    plain = [as_collapsed(d) for d in sets]
    return found, [row for row in (counted(outcome, plain, whole) for outcome in section.outcomes) if row is not None]


def number(value: float) -> str:
    """Five digits that matter."""
    return f"{value:,.0f}" if abs(value) >= 1e5 else f"{value:.5g}"


def line(row: Row, collapsed: Row | None) -> str:
    """A row of a table."""
    low, high = row.wilson()
    truth = number(row.truth) if row.outcome.truth is not None else f"{number(row.truth)} ± {number(row.error)}"
    covered = f"{100 * row.coverage:.1f} ({100 * low:.1f} to {100 * high:.1f})" if row.sets > row.without else "–"
    cells = [row.outcome.name, truth, number(row.mean), f"{row.bias:+.1f}", number(row.events), str(row.sets - row.without), covered,
             f"{row.width:.2f}" if row.sets > row.without else "–", f"{row.above} / {row.below}", row.verdict()]
    if collapsed is not None:
        cells[-1:-1] = [f"{100 * collapsed.coverage:.1f}, {collapsed.width:.2f}"]
    return "| " + " | ".join(cells) + " |"


def table(section: Section, rows: list[Row], collapsed: list[Row]) -> list[str]:
    """A section with its table."""
    head = ["outcome", "truth", "mean estimate", "bias", "events", "intervals", "covered, %", "width", "missed low / high", "in the band"]
    if collapsed:
        head[-1:-1] = ["collapsed: covered, width"]
    others: list[Row | None] = list(collapsed) if collapsed else [None] * len(rows)
    return [f"## {section.title}", "", section.words, "", "| " + " | ".join(head) + " |", "| " + " | ".join(["---"] * len(head)) + " |",
            *(line(row, other) for row, other in zip(rows, others, strict=True)), ""]


def verdict(found: list[tuple[Section, list[Row]]]) -> str:
    """In one paragraph: how many rows lie in the band, and which do not."""
    judged = [(s, r) for s, rows in found for r in rows if r.verdict() != "few events"]
    out = [(s, r) for s, r in judged if r.verdict() != "yes"]
    wide = [(s, r) for s, r in out if r.coverage > BAND[1]]
    low = [(s, r) for s, r in out if r.coverage < BAND[0]]
    said = [f"{len(judged) - len(out)} of {len(judged)} judged rows lie in the band of {100 * BAND[0]:.0f} to {100 * BAND[1]:.0f} percent; "
            f"above it: {len(wide)}, below it: {len(low)}."]
    for words, some in (("Above", wide), ("Below", low)):
        named = [f"{r.outcome.name} ({s.title.replace('`', '')}: {100 * r.coverage:.1f})" for s, r in some]
        said += [f"{words}: {'; '.join(named)}."] if named else []
    return " ".join(said)


def page(lived: Mapping[str, Lived]) -> str:
    """The page, as Markdown. lived: by the name of the case."""
    found, lines = [], []
    for section in sections(lived["six shores"].axes[0]):
        rows, collapsed = rows_of(section, lived[section.case])
        found.append((section, rows))
        lines += table(section, rows, collapsed)
    text = TEXT.read_text(encoding="utf-8")
    return text.replace("VERDICT", verdict(found)).replace("TABLES\n", "\n".join(lines) + "\n").replace("FEW", str(FEW))


def main() -> int:
    """Live 1,000 seeds of every case and write the page."""
    lived = {}
    for name, case in CASES.items():
        print(name, flush=True)
        lived[name] = live_seeds(case, range(1, case.seeds + 1), lambda done: print(done, flush=True) if done % 100 == 0 else None)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(lived), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
