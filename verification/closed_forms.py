"""Closed forms against simulation, written to docs/verification/closed-forms.md.

Here live the page and the order of its parts. Never here: a formula or a run. Two minutes on one quiet core.
Run from the repository root: python verification/closed_forms.py
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import closed_forms_lists
import closed_forms_records
import closed_forms_response
import closed_forms_scores
from closed_forms_case import PEOPLE, SEED, Z
from row import FAILS, Row, summary, table
from scipy.special import ndtr

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "closed-forms.md"
PARTS = (closed_forms_records, closed_forms_lists, closed_forms_scores, closed_forms_response)


def rows(people: int = PEOPLE) -> list[Row]:
    """All rows."""
    return [row for part in PARTS for row in part.rows(people)]


def judged(rows: Sequence[Row]) -> str:
    """How many rows there are of each sort, how often chance alone would fail one, and how far off they are."""
    z = [abs(row.z * Z) for row in rows if row.z is not None]
    alarm = 2 * float(ndtr(-Z))
    beyond, usual = sum(x > 2 for x in z), 2 * float(ndtr(-2.0))
    exact, by_chance = len(rows) - len(z), f"{len(z) * alarm * 100:.1f} percent ({alarm:.1e} each)"
    return (f"{exact} rows are exact. {len(z)} allow {Z:g} standard errors, which follow from the formula; were the seed drawn anew, "
            f"chance alone would fail one of them with {by_chance}. The largest is {max(z):.1f} standard errors off; "
            f"{beyond} are more than 2, where {len(z) * usual:.1f} would be by chance (rows of one case share its luck).")


def page(rows: Sequence[Row]) -> str:
    """The page, as Markdown."""
    lines = ["# Closed forms", "",
             "What theory says of small regimes, and what the simulation counts. Each line rests on a regime and a society",
             "in `verification/cases`, changed as its setting says, run by `simulate` and read from its tallies. Under what is compared",
             "stands the formula, which is worked out in Python from the numbers of the case; no table of the Program is read. "
             f"Seed {SEED}.",
             "Written by `verification/closed_forms.py`; `tests/verification/test_closed_forms.py` runs all of it with fewer people.", "",
             f"**Verdict.** {summary(rows)} {judged(rows)}", "",
             "The society is `town.yaml`; every number in it and in the regimes is invented and describes nothing.", ""]
    for source in dict.fromkeys(row.source for row in rows):
        lines += [f"## {source[0].upper()}{source[1:]}", "", *table([row for row in rows if row.source == source]), ""]
    return "\n".join(lines)


def main() -> int:
    """Run all and write the page; 1 when a row does not hold."""
    found = rows()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(found), encoding="utf-8")
    for row in found:
        if row.verdict == FAILS:
            print(f"{FAILS}: {row.source}: {row.what}: expected {row.expected}, got {row.got}, tolerance {row.tolerance}")
    print(f"closed forms: {summary(found)}")
    return int(any(row.verdict == FAILS for row in found))


if __name__ == "__main__":
    sys.exit(main())
