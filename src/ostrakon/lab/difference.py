"""Two saved runs in Python: what made them differ, as ``ostrakon diff`` tells it.

Here lives what a notebook calls and gets. Never here: what differs (``experiments/run_diff``).
"""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from ostrakon.engine.bounds import processors
from ostrakon.errors import fail
from ostrakon.experiments.run_diff import run_diff
from ostrakon.lab.experiments import Progress
from ostrakon.lab.shown import Shown
from ostrakon.results import difference_store


class Difference(Shown):
    """What sets two saved runs apart: outcomes, who changes sides, where lives part first, and by which clause."""

    PART, CHART = "changes", "changes"
    TABLES = ("outcomes", "by_cohort", "sides")

    @property
    def title(self) -> str:
        """What it is of."""
        return " and ".join(run["name"] for run in self.result["runs"])

    @property
    def facts(self) -> str:
        """What was lived in the first, and whether people in the second are the same."""
        first = self.result["runs"][0]
        run, paired = first["run"], "" if self.result["apart"] else ": the same people with the same luck in both"
        return (f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, society {first['society']['id']}, "
                f"seed {run['seed']}{paired}")

    def chart(self, name: str = "", *, title: str = "", **options: Any) -> Any:
        """An Altair chart of the outcomes that differ. Raises OST7403 for runs that are not paired, or are the same."""
        from ostrakon.results.charts import chart, kind_of
        from ostrakon.results.charts.folder import told

        if "sides" not in self.result:
            fail("OST7403", f"nothing can be drawn of {self.title}", allowed="runs of the same people with other counts",
                 remedy=".table() has the numbers of both")
        wanted, made = name or self.CHART, difference_store.as_comparison(self.result)
        shows = kind_of(wanted).shows
        return chart(wanted, {self.PART: made}, title=title or shows[:1].upper() + shows[1:], note=told(made), **options)

    def _tables(self) -> dict[str, Any]:
        return difference_store.tables(self.result)

    def _save(self, folder: Path) -> None:
        difference_store.write(folder, self.result)


def diff(first: str | Path, second: str | Path, *, workers: int | None = None, progress: Progress | None = None) -> Difference:
    """What made the saved runs in two folders differ. Raises OstrakonError."""
    show: Progress = progress or (lambda done, total: None)
    return Difference(run_diff(first, second, workers=workers or processors(), progress=lambda title, people, days: nullcontext(show)))
