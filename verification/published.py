"""Published results against simulation, written to docs/verification/published.md.

Here live the page and the order of its parts. Never here: a formula or a run. Eight minutes on a quiet core,
most of them for ensembles of laws of response.
Run from the repository root: python verification/published.py
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import damour
import face_recognition
import liu
import polya
import published_laws
from row import FAILS, Row, summary, table

PAGE = Path(__file__).parents[1] / "docs" / "verification" / "published.md"
PARTS = (damour, liu, polya, published_laws, face_recognition)
HEAD = [
    "# Published results", "",
    "What publications say of chains, urns, lenders and cameras, and what the simulation gives where a regime and a society can say",
    "the same. Each line rests on files in `verification/cases` or on the entries of the catalogue that its setting names. Under what is",
    "compared stands where the expected number comes from. Where nothing else is said, a tolerance is four standard errors of the",
    "simulation and the rounding of what is printed, set before the run.",
    "Written by `verification/published.py`; `tests/verification/test_published.py` runs a part of it with fewer people.", ""]
TAIL = [
    "## How the cases say it", "",
    "* **A loan as two requests.** A request has one follow-up, so loans that will be repaid and loans that will not are two requests. A",
    "  tier shares its loans among them by the published chance, which stands in the regime as the chance of a privilege. Neither is",
    "  granted under `none`. The points come a day after the loan, and points of a day are added before they are clipped. So the",
    "  law by whole days is a little off the published chain; the note of a row says how much.",
    "* **An urn as two people.** Balls of one colour grow at a rate in proportion to their number, whatever the other colour does",
    "  (Athreya & Karlin 1968). Any two people with n balls together are an urn after n - 2 draws, in continuous time.",
    "* **Cameras.** What is published are alerts, right and false. The crowd and the watch list are not, so the rates of the case are",
    "  scaled to 20,000 alerts: the row shows that a channel with such rates makes records as wrong as the alerts were.", "",
    "How outcomes depend on the size of communities has [a page of its own](community-size.md), and so have [the flows of the court",
    "list](court-list.md) and [closed forms](closed-forms.md).", ""]


def rows() -> list[Row]:
    """All rows."""
    return [row for part in PARTS for row in part.rows()]


def page(rows: Sequence[Row]) -> str:
    """The page, as Markdown."""
    lines = [*HEAD, f"**Verdict.** {summary(rows)}", ""]
    for source in dict.fromkeys(row.source for row in rows):
        lines += [f"## {source[0].upper()}{source[1:]}", "", *table([row for row in rows if row.source == source]), ""]
    return "\n".join([*lines, *TAIL])


def main() -> int:
    """Run all and write the page; 1 when a row does not hold."""
    found = rows()
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(found), encoding="utf-8")
    for row in found:
        if row.verdict == FAILS:
            print(f"{FAILS}: {row.source}: {row.what}: expected {row.expected}, got {row.got}, tolerance {row.tolerance}")
    print(f"published results: {summary(found)}")
    return int(any(row.verdict == FAILS for row in found))


if __name__ == "__main__":
    sys.exit(main())
