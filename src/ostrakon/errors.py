"""Errors as a public interface: a numbered Problem, how it is printed, and the exception that carries Problems.

Here live the table of codes (the only one; docs/errors.md has a section for each) and the renderer. Never here: what is
checked, or when. The first digit of a code is the layer: 1 reading, 2 a specification's content, 3 society tables,
4 mechanism tables, 5 program and kernel, 6 engine, 7 results and measures, 8 command line,
9 the pages of ``serve``; a layer may have none.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NoReturn

EXIT_CODE = 2
PAGE = "docs/errors.md"

CODES: dict[str, str] = {
    "OST1001": "the file cannot be read",
    "OST1002": "the file is too large",
    "OST1003": "the file is binary",
    "OST1004": "the file is not UTF-8",
    "OST1005": "this is not YAML",
    "OST1006": "anchors and aliases are not accepted",
    "OST1007": "a key is given twice",
    "OST1008": "tags are not accepted",
    "OST1009": "a number must be finite and fit 64 bits",
    "OST1010": "the document must be a mapping",
    "OST1011": "the document is nested too deep",
    "OST1012": "the file must hold one document",
    "OST1013": "a key must be a word or a whole number",
    "OST1101": "a status is unknown",
    "OST1102": "a range must be [low, high]",
    "OST1103": "the value lies outside its range",
    "OST1104": "a source, quote or note must be text",
    "OST1201": "the catalogue has no such entry",
    "OST1202": "an override must read path=value",
    "OST1203": "a change names a path that does not exist",
    "OST1204": "this cannot be switched off",
    "OST1205": "an override undoes another",
    "OST1206": "what is to be added is there already",
    "OST1207": "two changes of one thing conflict",
    "OST1208": "a diff does not extend this regime",
    "OST1209": "a diff extends itself",
    "OST1301": "a table does not lie in the society's folder",
    "OST1302": "a table has one row per person",
    "OST1303": "a count so small could be somebody",
    "OST1304": "a line of a table cannot be read",
    "OST1305": "a table has other columns than it needs",
    "OST1306": "a table names what it cannot",
    "OST1307": "a cell is no count",
    "OST1308": "a row is given twice",
    "OST1309": "a row is missing",
    "OST1310": "tables disagree",
    "OST2001": "a key is unknown",
    "OST2002": "a key is missing",
    "OST2003": "a value has the wrong type",
    "OST2004": "a word is not one of those allowed",
    "OST2005": "a number is out of bounds",
    "OST2006": "a value does not fit",
    "OST2101": "a kind is unknown",
    "OST2102": "a channel is unknown",
    "OST2103": "a dimension is unknown",
    "OST2104": "a list is unknown",
    "OST2105": "a tier is unknown",
    "OST2106": "an attribute is unknown",
    "OST2107": "an attribute has no such value",
    "OST2108": "tier cutoffs are out of order",
    "OST2109": "a tier cannot be reached",
    "OST2110": "a rule's points are too large",
    "OST2111": "a channel sees a request",
    "OST2112": "two rules score the same record",
    "OST2113": "a list is never entered",
    "OST2114": "a reference is unknown",
    "OST2115": "a rule never fires",
    "OST2116": "a request was expected",
    "OST2117": "a name is given twice",
    "OST2118": "a rule needs a dimension",
    "OST2119": "a detection class is unknown",
    "OST2120": "a dated change alters what people carry",
    "OST2121": "a list's cutoff cannot be reached",
    "OST2122": "a mechanism is unknown",
    "OST2123": "this has no effect",
    "OST3001": "the society's tables cannot be built",
    "OST4001": "a mechanism's tables cannot be built",
    "OST4002": "a chance cannot be stored within 1 percent",
    "OST4003": "a response law asks for more than the ceiling",
    "OST4004": "a response law gives what cannot be used",
    "OST4005": "false records would come too often",
    "OST6001": "a run failed",
    "OST6002": "this run cannot be gone on with",
    "OST6003": "a checkpoint is damaged",
    "OST6004": "another process is at work there",
    "OST6005": "what is finished cannot be kept",
    "OST6006": "a cluster cannot be used",
    "OST6007": "too much is pending for one person",
    "OST7001": "an outcome cannot be cut by this",
    "OST7002": "a measure is unknown",
    "OST7003": "a measure cannot be had of this run",
    "OST7101": "there is no such person",
    "OST7102": "a question cannot be understood",
    "OST7103": "nobody answers to it",
    "OST7104": "there is nothing to explain",
    "OST7201": "there is no whole run here",
    "OST7202": "a saved run does not fit its own summary",
    "OST7203": "a run was made by another version",
    "OST7301": "there is nothing here that can be reported",
    "OST7302": "a study cannot be made of this",
    "OST7303": "there is no such language",
    "OST7401": "an extra is not installed",
    "OST7402": "there is no such chart",
    "OST7403": "there is nothing to draw",
    "OST7404": "the widgets are not built",
    "OST7501": "a target has no source",
    "OST7502": "this is nothing to calibrate to",
    "OST7503": "there are too few targets",
    "OST8001": "the command cannot be understood",
    "OST9001": "this is more than a page may ask for",
    "OST9002": "the page asked for what cannot be understood",
    "OST9003": "the pages are not built",
    "OST9004": "the address cannot be used",
    "OST9005": "there is no such study to fetch",
    "OST9006": "a study was not made",
    "OST9007": "this was not prepared for the static site",
    "OST9009": "the server could not answer",
}

# What an author should know but an ablation may cause on purpose: reported, never fatal.
WARNINGS = frozenset({"OST2113", "OST2115", "OST2123"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what was found, what is allowed, what to do, and where.

    `line` and `column` count from 1 and are 0 when there is no place; `text` is the source line. `nearest` is the right
    name most like the one found, or ''. `path` is the place in the specification. Nothing is checked here but the code.

    >>> print(Problem("OST2001", "key 'ruels'", nearest="rules", file="a.yaml", line=1, column=1, text="ruels: {}"))
    a.yaml:1:1: OST2001 a key is unknown: key 'ruels'
        ruels: {}
        ^
      did you mean 'rules'?
      more: docs/errors.md#ost2001-a-key-is-unknown
    """

    code: str
    found: str
    allowed: str = ""
    remedy: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    text: str = ""
    nearest: str = ""
    path: tuple[str | int, ...] = ()

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"{self.code} is not in the table of codes")

    @property
    def title(self) -> str:
        """The title of the code."""
        return CODES[self.code]

    @property
    def page(self) -> str:
        """The section on the code in the page of errors, with the anchor that its heading has on the web."""
        return f"{PAGE}#{_anchor(f'{self.code}: {self.title}')}"

    @property
    def is_warning(self) -> bool:
        """Whether it is only said, and stops nothing."""
        return self.code in WARNINGS

    @property
    def message(self) -> str:
        """What is wrong, on one line, without the place."""
        return f"{self.title}: {self.found}" if self.found else self.title

    @property
    def place(self) -> str:
        """`file:line:column`, or as much of it as is known."""
        parts = [self.file or "-"] if self.file or self.line else []
        return ":".join(parts + ([str(self.line), str(self.column)] if self.line else []))

    def at(self, **fields: object) -> "Problem":
        """The same Problem with some fields replaced (a place, a nearest name)."""
        return replace(self, **fields)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return render(self)


SHOWN = 120     # a source line is shown in a window of so many characters, so that the caret stays on the screen


def _caret(problem: Problem) -> list[str]:
    if not problem.text or problem.column < 1:
        return []
    start = max(0, problem.column - SHOWN * 2 // 3)
    shown = "".join(c if c.isprintable() else " " for c in problem.text[start:start + SHOWN])
    before = shown[:problem.column - 1 - start].ljust(problem.column - 1 - start)
    return [f"    {shown}", "    " + " " * sum(map(_cells, before)) + "^"]


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes: a Chinese one two, an accent on the letter before it none."""
    return 0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WF")


def _anchor(heading: str) -> str:
    """The anchor that GitHub, and MyST after it, give a heading: small letters, no punctuation, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def render(problem: Problem, more: bool = True) -> str:
    """The Problem as printed: `file:line:column: CODE message`, the line with a caret, what is allowed, the nearest right
    name, the remedy and, with `more`, the section of the page that says more of the code."""
    place = problem.place
    lines = [(f"{place}: " if place else "") + f"{problem.code} {problem.message}", *_caret(problem)]
    if problem.allowed:
        lines.append(f"  allowed: {problem.allowed}")
    if problem.nearest:
        lines.append(f"  did you mean '{problem.nearest}'?")
    if problem.remedy:
        lines.append(f"  remedy: {problem.remedy}")
    if more:
        lines.append(f"  more: {problem.page}")
    return "\n".join(lines)


def render_all(problems: Iterable[Problem]) -> str:
    """The Problems as printed, one after the other; the page is named with the first of each code only."""
    seen: set[str] = set()
    out = []
    for problem in problems:
        out.append(render(problem, problem.code not in seen))
        seen.add(problem.code)
    return "\n".join(out)


class OstrakonError(Exception):
    """Carries one or more Problems; a command that meets it prints them and exits with code 2."""

    exit_code = EXIT_CODE

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("an OstrakonError carries at least one Problem")
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems

    def __str__(self) -> str:
        return render_all(self.problems)


def fail(code: str, found: str, **fields: object) -> NoReturn:
    """Raise an OstrakonError with one Problem; `fields` are those of Problem.

    >>> fail("OST8001", "days = 0", allowed="1 or more")
    Traceback (most recent call last):
    ostrakon.errors.OstrakonError: OST8001 the command cannot be understood: days = 0
      allowed: 1 or more
      more: docs/errors.md#ost8001-the-command-cannot-be-understood
    """
    raise OstrakonError(Problem(code, found, **fields))  # type: ignore[arg-type]
