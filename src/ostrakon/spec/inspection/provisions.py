"""The table of provisions, as shipped with the catalogue: instrument, article, source and status.

Here lives the one reader of that table. Never here: what a provision means for a regime.
"""

import csv
from functools import cache

from ostrakon.spec.find import CATALOG
from ostrakon.spec.inspection.finding import Provision

TABLE = CATALOG / "data" / "legal_criteria.csv"
AI_ACT, GDPR, ICCPR = "EU AI Act 2024/1689", "GDPR", "ICCPR"


@cache
def provisions() -> tuple[Provision, ...]:
    """Every row of the table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Provision(row["instrument"], row["provision"], row["criterion_for_an_impact_report"], row["source"], row["status"])
            for row in csv.DictReader(file)
        )


@cache
def provision(instrument: str, article: str) -> Provision:
    """The row of an instrument whose article is the one given or begins with it. Raises KeyError when there is none."""
    rows = [p for p in provisions() if p.instrument == instrument]
    exact = [p for p in rows if p.article == article] or [p for p in rows if p.article.startswith(f"{article} ")]
    if not exact:
        raise KeyError(f"{instrument}, {article}")
    return exact[0]
