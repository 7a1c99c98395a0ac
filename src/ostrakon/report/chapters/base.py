"""What chapters are made of, and the one who tells them.

Here live the parts of a chapter (sentences, figures, tables, lists) and the passage from the evidence to sentences in a language. Never
here: what a chapter says, or HTML.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ostrakon.measures.base import Described
from ostrakon.measures.summary import described
from ostrakon.report.evidence import PARTS, Evidence
from ostrakon.report.messages import Messages, slug
from ostrakon.report.statements import Given, Name, Node, Number, Spread, Statement, base_of, spread, stated
from ostrakon.results.charts.rows import title_of
from ostrakon.results.words import cohort

CERTAIN = ("low", "high")
NOTHING = "none"        # the arm without any regime
SMALL = 0.1             # a rate per person below this is told of 1,000 people


@dataclass(frozen=True)
class Paragraph:
    """Statements one after the other; listed: each on a line of its own."""

    statements: tuple[Statement, ...]
    listed: bool = False


@dataclass(frozen=True)
class Findings:
    """Statements as a numbered list."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Heading:
    """Of a part of a chapter."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, whether it is English in a report of another language, and whether it is a number."""

    text: str
    foreign: bool = False
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table: caption, the headings of its columns, rows whose first cell is the row's heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False        # behind its caption until it is opened


@dataclass(frozen=True)
class Listing:
    """Items of a list, each with whether it is English in a report of another language; what leads them in."""

    items: tuple[Cell, ...]
    lead: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart that is yet to be drawn: its title is a sentence. outcomes: names of measures that it shows, for "how computed".

    chart: of ``results.charts``; without one, drawing is what stands there already. how: sentences on the computation beside those.
    """

    id: str
    title: Statement
    says: str
    chart: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    svg: str = ""
    rows: tuple[Mapping[str, Any], ...] = ()


Block = Paragraph | Findings | Heading | Table | Listing | Figure


@dataclass(frozen=True)
class Chapter:
    """A chapter: its name, which is its anchor, its heading and what it holds."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Teller:
    """Tells a folder in a language."""

    def __init__(self, evidence: Evidence, words: Messages) -> None:
        self.evidence, self.words = evidence, words
        self.at_run = "run/" if evidence.is_study else ""
        self.run = Node(f"{self.at_run}summary.json", (), evidence.run)
        self.regime = Node(f"{self.at_run}regime.yaml", (), evidence.regime.data)
        self._titles = {m.name: title_of({"title": m.title}) for m in described()}
        self._names = {title: name for name, title in reversed(self._titles.items())}

    @cached_property
    def _cohorts(self) -> dict[str, Mapping[str, str]]:
        """Cohorts by what charts call them."""
        return {cohort(row["cohort"]): row["cohort"] for found in self.evidence.run["disparity"].values() for row in found["cohorts"]}

    @property
    def is_foreign(self) -> bool:
        """Whether English text is to be marked as such."""
        return self.words.language != "en"

    def part(self, name: str) -> Node | None:
        """A part of a study, such as ``changes``; None where it is not there."""
        found = getattr(self.evidence, name)
        return None if found is None else Node(f"{name}/{PARTS[name]}", (), found)

    def life(self, name: str) -> Node:
        """One of the lives."""
        return Node(f"lives/{name}.json", (), (self.evidence.lives or {})[name])

    # Sentences

    def say(self, message: str, **arguments: Any) -> str:
        """Words without a number of the folder: a heading, a label."""
        return self.words.say(message, **arguments)

    def state(self, id_: str, message: str, *, rests_on: Sequence[Node] = (), **given: Given) -> Statement:
        """A statement."""
        return stated(self.words, id_, message, given, rests_on)

    def share(self, id_: str, told: Node | None, message: str = "", **more: Given) -> Statement | None:
        """A share of people or of things: ``of`` so many, ``n`` of them. Where it is none of them, or all, the message
        ``...-none`` or ``...-all``, which is given ``among`` how many; where no interval can be given, what was counted; where it cannot be
        had, nothing."""
        message = message or id_
        if told is None or told.at("value") is None:
            return None
        value = told["value"].value
        whole = {0: f"{message}-none", 1: f"{message}-all"}.get(value, "")
        if whole and (value == 0 or self.words.has(whole)):
            return self._of_all(id_, whole, told, more)
        label = self._label(told)
        if label and told.at("low") is None:
            return self.state(id_, "few", outcome=label, n=Number(told["value"], told["n"].value), among=Number(told["n"]))
        base = base_of(value)
        given: dict[str, Given] = {"of": base, "n": spread(told, base), **more}
        return stated(self.words, id_, message, self._asked(message, given))

    def _label(self, told: Node) -> str:
        """What a share of the run is called by itself; '' for one within another outcome."""
        name = str(told.path[-1])
        return self.title(name) if told.path[:1] == ("outcomes",) and name in self._titles else ""

    def _of_all(self, id_: str, message: str, told: Node, more: Mapping[str, Given]) -> Statement:
        """That it befell none, or all."""
        given = {**more, **({"among": Number(told["n"])} if told.at("n") else {})}
        return stated(self.words, id_, message, self._asked(message, given), (told["value"],))

    def _asked(self, message: str, given: Mapping[str, Given]) -> dict[str, Given]:
        asked = self.words.variables.get(message, frozenset())
        return {name: one for name, one in given.items() if name in asked}

    def rate(self, id_: str, told: Node | None, message: str = "", **more: Given) -> Statement | None:
        """A rate ``n`` in its own unit, or of 1,000 in the message ``...-thousand`` where there is one and it is small; none of it as for
        shares."""
        message = message or id_
        if told is None or told.at("value") is None:
            return None
        if told["value"].value == 0:
            return self._of_all(id_, f"{message}-none", told, more)
        if told["value"].value < SMALL and self.words.has(f"{message}-thousand"):
            return stated(self.words, id_, f"{message}-thousand", {"n": spread(told, 1000), **more})
        return stated(self.words, id_, message, {"n": spread(told), **more})

    # Words of the code and of the catalogue

    def text(self, english: str) -> str:
        """A text that stands in English in the code: a label, an axis, a unit, a reason; a measure's title by the measure's name. Names
        of the catalogue that stand in a picture are called as in a sentence."""
        if english in self._names:
            return self.title(self._names[english])
        if english in self._cohorts:
            return self.cohort(self._cohorts[english])
        message, name = f"text-{slug(english)}", f"name-{slug(english)}"
        head, colon, tail = english.partition(": ")
        if colon and not self.words.has(message) and self.words.has(f"text-{slug(head)}"):
            return self.say("labelled", head=self.text(head), tail=self.text(tail))
        return self.words.say(name) if self.words.has(name) and not self.words.has(message) else self.words.translated(message, english)

    def cohort(self, levels: Mapping[str, str]) -> str:
        """What people of a cohort are called. ``han`` is the code of the majority of any society."""
        if self.is_foreign:
            return self.say("cohort", levels=self.words.say("level-and").join(self._level(level) for level in levels.values()))
        english = cohort(levels)
        return english if self._in_china else english.replace("Han people", "people of the majority").replace("Han ", "majority ")

    @property
    def _in_china(self) -> bool:
        return str(self.run["society"]["id"].value).startswith("china")

    def _level(self, level: str) -> str:
        return self.say("level-majority") if level == "han" and not self._in_china else self.words.name(level)

    def arm(self, name: str, baseline: str) -> str:
        """What an arm of a comparison is called in a sentence and in a chart. baseline: the name of the first arm."""
        if name == NOTHING:
            return self.say("arm-none")
        if name.startswith(f"{baseline} without "):
            return self.say("arm-without", what=name.removeprefix(f"{baseline} without "))
        return self.say("arm-named", name=name)

    def of_arms(self, english: str) -> str:
        """A text of a chart of the comparison, in which names of arms stand too."""
        arms = [arm["name"] for arm in (self.evidence.changes or {})["arms"]]
        return self.arm(english, arms[0]) if english in arms[1:] else self.text(english)

    def title(self, measure: str) -> str:
        """What an outcome is called."""
        return self.words.translated(f"measure-{slug(measure)}-title", self._titles.get(measure, measure.replace("_", " ")))

    def of_measure(self, measure: Described, what: str) -> Cell:
        """Estimand or formula of a measure."""
        message = f"measure-{slug(measure.name)}-{what}"
        if self.words.has(message):
            return Cell(self.words.say(message))
        return Cell(str(getattr(measure, what)), self.is_foreign)

    def cell(self, text: str) -> Cell:
        """A text of a file or of the code in a cell, marked where it is English in another language."""
        told = self.text(text)
        return Cell(told, self.is_foreign and told == text and any(letter.isalpha() for letter in text))


def all_of(*statements: Statement | None, listed: bool = False) -> Paragraph | None:
    """A paragraph of those that are there."""
    found = tuple(one for one in statements if one is not None)
    return Paragraph(found, listed and len(found) > 1) if found else None


def chapter(id_: str, teller: Teller, *blocks: Block | None) -> Chapter | None:
    """A chapter of the blocks that are there; None when it would hold nothing but headings."""
    found = tuple(one for one in blocks if one is not None)
    if all(isinstance(one, Heading) for one in found):
        return None
    return Chapter(id_, teller.say(f"chapter-{id_}"), found)


def clear(told: Node | None) -> bool:
    """Whether a difference has an interval, and that leaves out 0."""
    if told is None or any(told.at(end) is None for end in CERTAIN):
        return False
    low, high = (told[end].value for end in CERTAIN)
    return bool(low > 0 or high < 0)


def statements_of(blocks: Sequence[Block]) -> list[Statement]:
    """Every statement of these blocks, in their order."""
    found: list[Statement] = []
    for block in blocks:
        found += block.statements if isinstance(block, Paragraph | Findings) else [block.title] if isinstance(block, Figure) else []
    return found


Tell = Callable[[Teller], Chapter | None]
__all__ = ["NOTHING", "Block", "Cell", "Chapter", "Figure", "Findings", "Given", "Heading", "Listing", "Name", "Node", "Number",
           "Paragraph", "Spread", "Statement", "Table", "Tell", "Teller", "all_of", "chapter", "clear", "spread", "statements_of"]
