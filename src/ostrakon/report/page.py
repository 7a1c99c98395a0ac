"""The report: one HTML file in a language, which asks nothing of any network, and the list of its statements beside it.

Here lives the order of the chapters and their passage into HTML. Never here: a sentence, or a number: those come from ``chapters``. The
page's script opens what is folded before it is printed, and does nothing else.
"""

import csv
import io
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from ostrakon.errors import OstrakonError
from ostrakon.measures.base import Described
from ostrakon.measures.summary import described
from ostrakon.report.chapters.base import Cell, Chapter, Figure, Paragraph, Tell, Teller, statements_of
from ostrakon.report.chapters.burden import burden
from ostrakon.report.chapters.changes import changes
from ostrakon.report.chapters.findings import findings
from ostrakon.report.chapters.happened import happened
from ostrakon.report.chapters.law import law
from ostrakon.report.chapters.lives import lives
from ostrakon.report.chapters.method import method
from ostrakon.report.chapters.regime import regime
from ostrakon.report.chapters.unknown import unknown
from ostrakon.report.chapters.watched import watched
from ostrakon.report.chapters.why import lasting, why
from ostrakon.report.evidence import Evidence
from ostrakon.report.messages import SOURCE, languages, messages_of, slug
from ostrakon.report.statements import Number, Statement
from ostrakon.results.provenance import package_version

ORDER: tuple[Tell, ...] = (findings, regime, watched, happened, burden, lives, why, changes, lasting, unknown, law, method)
NARROW = 420            # pixels of a chart on a telephone
MOST_ROWS = 14          # of a chart's rows on the page; its CSV file has all
UNSHOWN = ("measure", "unit", "part")      # columns of a chart's CSV that say on every row what the picture says once
LINKS = ("<!--languages-->", "<!--/languages-->")       # what stands between them is written anew when another language comes
PARTS = ("run", "changes", "why", "unknown", "lasting")


@dataclass(frozen=True)
class Report:
    """A report before it is HTML: its chapters in order, and every statement of it."""

    teller: Teller
    top: Statement
    chapters: tuple[Chapter, ...]

    @property
    def statements(self) -> list[Statement]:
        """In the order in which they are told."""
        return [self.top, *(one for chapter in self.chapters for one in statements_of(chapter.blocks))]


def report_of(evidence: Evidence, language: str) -> Report:
    """What is to be told of a folder in a language. Raises OST7303 for a language that there is not."""
    teller = Teller(evidence, messages_of(language))
    run = teller.run["run"]
    top = teller.state("top", "page-what", people=Number(run["people"]), days=Number(run["days"]))
    return Report(teller, top, tuple(found for tell in ORDER if (found := tell(teller)) is not None))


def file_name(language: str, stem: str = "report", ending: str = "html") -> str:
    """What the file of a language is called.

    >>> file_name("en"), file_name("zh"), file_name("zh", "statements", "json")
    ('report.html', 'report.zh.html', 'statements.zh.json')
    """
    return f"{stem}.{ending}" if language == SOURCE else f"{stem}.{language}.{ending}"


def write_report(evidence: Evidence, folder: Path, language: str = SOURCE) -> Path:
    """Write report.html (report.zh.html and so on) and statements.json into a folder; the path of the page.

    Reports in other languages that are there already get a link to this one. The same evidence gives the same bytes. Raises OST7303 for a
    language that there is not.
    """
    report = report_of(evidence, language)
    page = folder / file_name(language)
    others = [code for code in languages() if code == language or (folder / file_name(code)).is_file()]
    page.write_text(render(report, others), encoding="utf-8", newline="\n")
    told = {"note": "Every number in a sentence of the report, with its place in the folder: file and JSON pointer.", "language": language,
            "statements": [one.as_json() for one in report.statements]}
    (folder / file_name(language, "statements", "json")).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8",
                                                                    newline="\n")
    for code in others:
        if code != language:
            _link(folder / file_name(code), _links(others, code))
    return page


def _link(page: Path, links: str) -> None:
    """Put the links to other languages into a page that was written before."""
    text = page.read_text(encoding="utf-8")
    if all(mark in text for mark in LINKS):
        start, end = text.index(LINKS[0]) + len(LINKS[0]), text.index(LINKS[1])
        page.write_text(text[:start] + links + text[end:], encoding="utf-8", newline="\n")


def _links(codes: Sequence[str], own: str) -> str:
    """Links to the report in other languages; '' when there is none."""
    others = [code for code in codes if code != own]
    links = " · ".join(f'<a href="{escape(file_name(code))}" lang="{escape(code)}" hreflang="{escape(code)}">'
                       f"{escape(messages_of(code).say('language'))}</a>" for code in others)
    return f'<nav class="languages" aria-label="{escape(messages_of(own).say("page-other-language"))}">{links}</nav>' if links else ""


# -- HTML -----------------------------------------------------------------------------------------------------------------------------


def render(report: Report, others: Sequence[str] = ()) -> str:
    """The page as text. others: codes of the languages in which the report is there, its own included."""
    t = report.teller
    draws = Drawer(t)
    chapters = [replace(chapter, blocks=tuple(draws.figure(block) if isinstance(block, Figure) else block for block in chapter.blocks))
                for chapter in report.chapters]
    named, asked = str(t.run["regime"]["title"].value), _asked(t)
    style, script = Markup(_file("report.css.j2").replace("/*charts*/", _variables())), Markup(_file("report.js"))
    return _environment().get_template("report.html.j2").render(
        t=t, say=t.say, chapters=chapters, style=style, script=script, style_hash=_hash(style), script_hash=_hash(script),
        faults=list(_faults(t)), top=report.top.text, links=Markup(LINKS[0] + _links(others, t.words.language) + LINKS[1]),
        title=asked.get("title", ""), regime=t.words.title(named), titled=t.words.has(f"name-{slug(named)}"),
        version=str(t.run["version"].value), question=asked.get("question", ""),
        statements=file_name(t.words.language, "statements", "json"), kind=lambda block: type(block).__name__) + "\n"


def _file(name: str) -> str:
    return files("ostrakon.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    found = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(_file))
    found.filters["strong"] = strong
    return found


def _variables() -> str:
    from ostrakon.results.charts import theme

    return theme.css()


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def strong(told: Statement) -> Markup:
    """A statement with its interval set off."""
    shown = told.shown.get("n.low"), told.shown.get("n.high")
    if None in shown or told.strong not in told.text:
        return escape(told.text)
    before, _, after = told.text.partition(told.strong)
    return Markup("{}<strong>{}</strong>{}").format(before, told.strong, after)


def _faults(t: Teller) -> Iterator[str]:
    """What is wrong with the folder, in words."""
    version = package_version("ostrakon")
    for fault in t.evidence.faults:
        message = f"fault-{fault.kind}"
        given = {"file": fault.file, "detail": fault.detail or "–", "version": version}
        yield t.say(message, **{name: value for name, value in given.items() if name in t.words.variables[message]})


def _asked(t: Teller) -> dict[str, str]:
    """Title and question of the study, as its plan says; nothing where there is no plan that can be read."""
    import yaml

    try:
        plan = yaml.safe_load((t.evidence.folder / "study.yaml").read_text(encoding="utf-8")) if t.evidence.is_study else None
    except (OSError, ValueError, yaml.YAMLError):
        plan = None
    return {key: str(plan[key]) for key in ("title", "question") if plan.get(key)} if isinstance(plan, dict) else {}


@dataclass(frozen=True)
class Drawn:
    """A figure as the template has it."""

    id: str
    title: str
    says: str
    svg: Markup
    narrow: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: str
    csv: str
    picture: str
    computed: tuple[tuple[Cell, ...], ...]
    how: tuple[str, ...]
    seed: str


class Drawer:
    """Draws figures in the language of a teller."""

    def __init__(self, teller: Teller) -> None:
        self.t = teller
        self.measures: dict[str, Described] = {measure.name: measure for measure in described()}
        self.parts: dict[str, Mapping[str, Any] | None] = {name: getattr(teller.evidence, name) for name in PARTS}

    def figure(self, figure: Figure) -> Any:
        """The figure drawn; its sentence alone where there is nothing to draw after all."""
        from altair.utils.schemapi import debug_mode

        from ostrakon.results.charts import CHARTS, draw
        from ostrakon.results.charts.rows import as_csv

        svg, narrow, table, part = figure.svg, "", "", CHARTS[figure.chart].needs if figure.chart else "run"
        if figure.chart:
            say = self.t.of_arms if part == "changes" else self.t.text
            given = {"title": figure.title.text, "says": figure.says, "say": say, **figure.options}
            try:
                # Altair's own checking of specifications takes a third of the report's time; tests of charts do it.
                with debug_mode(False):
                    made, small = draw(figure.chart, self.parts, **given), draw(figure.chart, self.parts, width=NARROW, **given)
            except OstrakonError:
                return Paragraph((figure.title,))
            svg, narrow, table = made.svg, small.svg, made.csv
        else:
            table = as_csv(figure.rows)
        head, rows, n = self._rows(table)
        more = self.t.say("figure-more-rows", shown=len(rows), n=n) if n > len(rows) else ""
        return Drawn(figure.id, figure.title.text, figure.says, Markup(svg), Markup(narrow), head, rows, more, _uri(table, "text/csv"),
                     _uri(svg, "image/svg+xml"), tuple(self._computed(name, part) for name in figure.outcomes), figure.how,
                     self._seed(figure, part))

    def _rows(self, table: str) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...], int]:
        """The first rows of a CSV file, numbers short."""
        found = list(csv.reader(io.StringIO(table)))
        if not found:
            return (), (), 0
        shown = [i for i, name in enumerate(found[0]) if name not in UNSHOWN]
        head = tuple(self.t.text(found[0][i].replace("_", " ")) for i in shown)
        return head, tuple(tuple(self._cell(row[i]) for i in shown) for row in found[1:MOST_ROWS + 1]), len(found) - 1

    def _cell(self, text: str) -> Cell:
        try:
            value = float(text)
        except ValueError:
            told = {"True": self.t.say("yes"), "False": self.t.say("no")}.get(text, text)
            return Cell(told)
        short = f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"
        digits = 6 if "e" in short else len(short.partition(".")[2])
        return Cell(self.t.words.number(value, digits), number=True)

    def _computed(self, name: str, part: str) -> tuple[Cell, ...]:
        """What an outcome is: title, estimand, formula, among how many."""
        measure = self.measures[name]
        told = self.t.run["outcomes"].at(name, "n") if part == "run" else None
        among = Cell(self.t.say("computed-among", n=told.value)) if told is not None else Cell("")
        return Cell(self.t.title(name)), self.t.of_measure(measure, "estimand"), self.t.of_measure(measure, "formula"), among

    def _seed(self, figure: Figure, part: str) -> str:
        """Of which run it is, and how its intervals are made; a life has none."""
        if not figure.chart:
            return ""
        run = (self.parts[part] or {})["run"]
        return self.t.say("computed-interval", seed=str(run["seed"]), people=int(run["people"]))


def _uri(text: str, sort: str) -> str:
    return f"data:{sort};charset=utf-8;base64,{b64encode(text.encode()).decode()}"
