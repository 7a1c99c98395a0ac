"""How a result shows itself: as text, in a notebook as HTML, as tables, as charts.

Here lives what all results have. Never here: which tables or charts one has.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from ostrakon.errors import Problem, fail
from ostrakon.results.folder import check_folder
from ostrakon.vocabulary import nearest

CAUTION = "Everyone is synthetic. Intervals cover chance alone, not whether the regime is described rightly."


def frame(table: Any) -> Any:
    """An Arrow table as a polars DataFrame; ``.to_pandas()`` makes one of pandas. Raises OST7401 without polars."""
    try:
        import polars
    except ImportError:
        fail("OST7401", "tables need polars, which is not installed", remedy="pip install 'ostrakon[analysis]'")
    return polars.from_arrow(table)


def one_of(name: str, names: Sequence[str], what: str) -> str:
    """The name, if it is one of these. Raises OST8001."""
    if name not in names:
        fail("OST8001", f"there is no {what} {name[:40]!r}", allowed=", ".join(names), nearest=nearest(name, names))
    return name


class Shown(ABC):
    """A result. ``result``: everything, the same that the JSON file of its folder holds; ``warnings``: as ``ostrakon check`` has them."""

    PART = ""                       # of a study, of which charts are drawn
    CHART = ""                      # the one that is drawn unless another is asked for
    TABLES: tuple[str, ...] = ()

    def __init__(self, result: dict[str, Any], warnings: Sequence[Problem] = ()) -> None:
        self.result = result
        self.warnings = [str(one) for one in warnings]

    @property
    def title(self) -> str:
        """What it is of."""
        return str(self.result["regime"]["title"])

    @property
    def facts(self) -> str:
        """What was lived."""
        run = self.result["run"]
        return (f"{run['people']:,} synthetic people, {run['days']:,} days from {run['start']}, society {self.result['society']['id']}, "
                f"seed {run['seed']}")

    @property
    def sentences(self) -> list[str]:
        """What there is to say of it, with intervals."""
        said = self.result["sentences"]
        lists = said.values() if isinstance(said, Mapping) else said if said and isinstance(said[0], list) else [said]
        return list(dict.fromkeys(one for several in lists for one in several))

    def _sections(self) -> list[tuple[str, list[str]]]:
        """What it shows of itself: headings, where there are several things to say, and sentences."""
        return [("", self.sentences)]

    @abstractmethod
    def _tables(self) -> dict[str, Any]:
        """Arrow tables by name."""

    def table(self, name: str = "") -> Any:
        """A polars DataFrame, one of ``TABLES``; the first unless named."""
        found = self._tables()
        return frame(found[one_of(name or next(iter(found)), list(found), "table")])

    def chart(self, name: str = "", *, title: str = "", **options: Any) -> Any:
        """An Altair chart; ``ostrakon.CHARTS`` has what each shows. Raises OST7402 and OST7403 as ``ostrakon.results.charts`` says."""
        from ostrakon.results.charts import chart, kind_of
        from ostrakon.results.charts.folder import told

        wanted = name or self.CHART
        if not wanted:
            fail("OST7403", f"there is no chart of {type(self).__name__.lower()} results", remedy=".table() has all numbers")
        shows = kind_of(wanted).shows
        return chart(wanted, {self.PART: self.result}, title=title or shows[:1].upper() + shows[1:], note=told(self.result),
                     **self._options(wanted), **options)

    def _options(self, chart: str) -> dict[str, Any]:
        """What a chart is told of this result beside its numbers."""
        return {}

    def save(self, folder: str | Path) -> Path:
        """Write the folder that the command would leave. Raises OST8001 when it is not free, or the disk refuses."""
        place = Path(folder)
        check_folder(place)
        self._save(place)
        return place

    @abstractmethod
    def _save(self, folder: Path) -> None:
        """Write the folder, which is free."""

    def __repr__(self) -> str:
        lines = [self.title, self.facts, *self.warnings, ""]
        for heading, sentences in self._sections():
            lines += [*([heading] if heading else []), *(f"  {one}" for one in sentences), ""]
        return "\n".join([*lines, CAUTION])

    def _repr_html_(self) -> str:
        parts = [f"<p><b>{escape(self.title)}</b><br><small>{escape(self.facts)}</small></p>"]
        for heading, sentences in (("", self.warnings), *self._sections()):
            said = "".join(f"<li>{escape(one)}</li>" for one in sentences)
            parts.append((f"<p>{escape(heading)}</p>" if heading else "") + (f"<ul>{said}</ul>" if said else ""))
        return "".join([*parts, f"<p><small>{escape(CAUTION)}</small></p>"])


def listed(value: str | Path | Sequence[str | Path]) -> list[str]:
    """One name or several.

    >>> listed("a"), listed(["a", "b"]), listed(())
    (['a'], ['a', 'b'], [])
    """
    return [str(value)] if isinstance(value, (str, Path)) else [str(one) for one in value]
