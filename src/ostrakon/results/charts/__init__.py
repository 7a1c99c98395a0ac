"""Charts: what a run or an experiment tells, as Altair charts and as SVG with its data beside it.

Here live the list of charts and how one is drawn. Never here: what a single chart shows (its own file), an estimate, or a script.
Needs the extra ``analysis``::

    from ostrakon.results.charts import CHARTS, draw
    drawing = draw("weekly", {"run": summary}, title="The list grows all year")
    drawing.svg, drawing.csv, drawing.spec
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ostrakon.errors import OstrakonError, fail
from ostrakon.vocabulary import nearest

try:
    import altair as _altair
    import vl_convert as _vl_convert  # noqa: F401
except ImportError as error:
    fail("OST7401", f"charts need {error.name}, which is not installed", remedy="pip install 'ostrakon[analysis]'")

from ostrakon.results.charts import apart, burdens, marks, outcomes, spread, theme, weekly
from ostrakon.results.charts.drawing import FORMATS as FORMATS
from ostrakon.results.charts.drawing import Drawing as Drawing
from ostrakon.results.charts.drawing import drawn
from ostrakon.results.charts.drawing import picture as picture
from ostrakon.results.charts.rows import plain

Part = Mapping[str, Any]
ALWAYS = ("say", "width")           # options of every chart


@dataclass(frozen=True)
class ChartKind:
    """A chart: how it is made of a part of what there is, what it shows in one line, and which part that is."""

    function: Callable[..., marks.Chart]
    shows: str
    needs: str

    @property
    def options(self) -> tuple[str, ...]:
        """What it can be asked beside ``say`` and ``width``."""
        taken = inspect.signature(self.function).parameters.values()
        return tuple(p.name for p in taken if p.kind is p.KEYWORD_ONLY and p.name not in ALWAYS)


CHARTS: dict[str, ChartKind] = {
    "outcomes": ChartKind(outcomes.outcomes, "headline outcomes with their intervals", "run"),
    "weekly": ChartKind(weekly.weekly, "who is listed, in the lowest tier, silent and afraid, week by week", "run"),
    "scores": ChartKind(spread.scores, "scores at the end, and tiers with and without error and association", "run"),
    "cohorts": ChartKind(burdens.cohorts, "an outcome by cohort, beside everybody else", "run"),
    "exit": ChartKind(spread.exit_curve, "how long listings last", "run"),
    "concentration": ChartKind(spread.concentration, "how few people bear how many of the days under sanction", "run"),
    "distance": ChartKind(outcomes.distance, "who keeps silent, by distance from a sanctioned person", "run"),
    "mobility": ChartKind(spread.mobility, "moves between tiers in four weeks", "run"),
    "rights": ChartKind(outcomes.rights, "person-days on which each right is restricted", "run"),
    "channels": ChartKind(burdens.channels, "how many records of each channel are wrong", "run"),
    "changes": ChartKind(apart.changes, "what differs under other regimes, for the same people with the same luck", "changes"),
    "sides": ChartKind(apart.sides, "how many people change sides under other regimes", "changes"),
    "why": ChartKind(apart.why, "what each part of the regime adds to an outcome", "why"),
    "tornado": ChartKind(apart.tornado, "how far what is not known moves an outcome", "unknown"),
    "lasting": ChartKind(weekly.lasting, "what remains after the regime ends, week by week", "lasting"),
}


def kind_of(name: str) -> ChartKind:
    """A chart by name. Raises OST7402."""
    if name not in CHARTS:
        fail("OST7402", f"{name[:60]!r}", allowed=", ".join(CHARTS), nearest=nearest(name, CHARTS))
    return CHARTS[name]


def chart(name: str, parts: Mapping[str, Part | None], *, title: str = "", note: str = "", width: int = theme.WIDTH,
          say: Callable[[str], str] = plain, **options: Any) -> marks.Chart:
    """A chart for a notebook, or to go on with in Altair.

    parts: ``run``, ``changes``, ``why``, ``unknown``, ``lasting``, each as in the JSON file of its folder; the chart needs one. title: a
    sentence; note: a smaller line below it. say: passes every word of the chart on to the reader's language; ``draw`` says more. Raises
    OST7402 for an unknown name or option, OST7403 when there is nothing that it could show.
    """
    kind = kind_of(name)
    unknown = next((option for option in options if option not in kind.options), None)
    if unknown is not None:
        fail("OST7402", f"{name} with {unknown[:60]}", allowed=", ".join(kind.options) or "no options",
             nearest=nearest(unknown, kind.options))
    part = parts.get(kind.needs)
    if part is None:
        fail("OST7403", f"{name} needs {NEEDED[kind.needs]}, and there is none here", remedy=f"make one first: {MAKERS[kind.needs]}")
    made: marks.Chart = kind.function(part, say=say, width=width, **options).configure(**theme.config())
    # A title without words would take the room of one.
    return made.properties(title=_altair.TitleParams(title, subtitle=note or _altair.Undefined)) if title else made


NEEDED = {"run": "a run", "changes": "a comparison", "why": "an ablation", "unknown": "a sensitivity analysis", "lasting": "an abolition"}
MAKERS = {"run": "ostrakon run", "changes": "ostrakon compare", "why": "ostrakon ablate", "unknown": "ostrakon sensitivity",
          "lasting": "ostrakon abolish"}


def draw(name: str, parts: Mapping[str, Part | None], *, title: str = "", note: str = "", says: str = "", width: int = theme.WIDTH,
         say: Callable[[str], str] = plain, **options: Any) -> Drawing:
    """A chart drawn: SVG for a page, its rows as CSV, its specification. The same numbers give the same bytes.

    title: a sentence, the accessible name of the picture; it is drawn, and note below it, in files of its own (``picture``), not in the
    SVG for a page, where a caption says it. says: what is to be seen, for whoever does not see it; what the chart shows unless given.
    say: a function from each English text of the chart (labels, axes, units) to the reader's language. options: of the chart,
    ``CHARTS[name].options``.
    """
    made = chart(name, parts, title=title, note=note, width=width, say=say, **options)
    return drawn(made.to_dict(), name, title, says or say(CHARTS[name].shows))


def why_not(name: str, parts: Mapping[str, Part | None], **options: Any) -> str:
    """Why a chart cannot be drawn of this, or ''."""
    try:
        chart(name, parts, **options)
    except OstrakonError as error:
        return error.problems[0].found
    return ""
