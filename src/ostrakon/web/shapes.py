"""What the server says to the page: the shape of every answer, from which ``web-app/make_protocol.py`` writes the page's side.

Here live the shapes, each with what it means; tests hold real answers to them. Never here: an answer, or what may be asked (``protocol``).
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NotRequired

from typing_extensions import TypedDict

Number = float | None


@dataclass(frozen=True)
class Page:
    """Beside a type: what is said of it on the page's side, and what it is there where Python says less."""

    says: str = ""
    type: str = ""
    optional: bool = False


Someone = Annotated[dict[str, Any], Page(type="Record<string, unknown> & { id: string }")]


class Problem(TypedDict):
    """Something wrong, in words: as the command line says it."""

    code: str
    title: str
    reason: str
    remedy: str
    nearest: str | None
    line: Annotated[int | None, Page("of the text in the editor, from 1; null unless the problem has a place in a text that was sent")]
    column: int | None
    length: int | None
    where: Annotated[str | None, Page('in whose text or list: "regime", "with.0", "set"')]


class Estimate(TypedDict):
    """One number with its interval; value is null where there is none, and reason says why."""

    value: Number
    low: Number
    high: Number
    unit: str
    n: int | None
    reason: str | None


class Weekly(TypedDict):
    """A weekly series; each list has a number for every whole week."""

    unit: str
    value: list[Number]
    low: list[Number]
    high: list[Number]


class Entry(TypedDict):
    """An entry of the catalogue. society: of a regime, whom it runs on unless told otherwise."""

    id: str
    title: str
    summary: str
    kind: str
    society: NotRequired[str]


class Role(Entry):
    """Somebody whom a source tells of, without a name. kind: the status of what is told."""

    regime: str
    note: str
    source: str


class Outcome(TypedDict):
    """What can be asked of a run, by name."""

    name: str
    title: str
    unit: str
    estimand: str


class Limits(TypedDict):
    """The most that a page may ask for."""

    people: int
    days: int
    arms: int
    runs: int
    text: int


class Hello(TypedDict):
    """GET /api/hello"""

    version: str
    regimes: list[Entry]
    diffs: list[Entry]
    societies: list[Entry]
    attributes: Annotated[dict[str, list[str]], Page('of each society: by what outcomes can be cut, alone or joined by "+"')]
    roles: list[Role]
    outcomes: list[Outcome]
    weekly: list[Outcome]
    limits: Limits


class Said(TypedDict):
    """Sentences under a heading."""

    heading: str
    sentences: list[str]


class Mechanism(TypedDict):
    """What can be switched off, "A07"; one without a switch is context."""

    id: str
    claim: str
    verdict: str
    switch: bool


class Checked(TypedDict):
    """POST /api/check {regime, with, set, off, society}: what is wrong, and what it says if nothing is."""

    problems: list[Problem]
    warnings: list[Problem]
    title: str
    says: Annotated[list[Said], Page("the regime in plain sentences, as `ostrakon explain` writes them")]
    mechanisms: list[Mechanism]
    digest: str | None


class Option(TypedDict):
    """What may stand at the cursor."""

    label: str
    detail: str
    info: str


# The key is a word that Python keeps for itself, so this one is written as a call.
Completions = TypedDict("Completions", {"from": int, "options": list[Option]})
Completions.__doc__ = "POST /api/complete {text, line, column}. from: the column, from 1, at which the word that is being written begins"


class Text(TypedDict):
    """POST /api/text {regime, with, set, off}: the resolved regime as YAML."""

    text: str


class Knob(TypedDict):
    """POST /api/knobs {regime, with, set, off, society}: a number that may be turned."""

    path: Annotated[str, Page('as World.set takes it: "rules.jaywalking.points", "society.kinds.protest.rate"')]
    of: Literal["regime", "society"]
    title: str
    value: float
    low: float
    high: float
    step: float
    unit: str
    status: Annotated[Literal["documented", "reported", "claimed", "disputed", "assumed", "unstated"], Page(
        "unstated: the file gives the number no status, or leaves it to the language")]
    source: str


class LifeMark(TypedDict):
    """Something that happened in a life, and more of it by kind (src/ostrakon/lives/form.py)."""

    day: int
    what: str


class Life(TypedDict):
    """life/1: src/ostrakon/lives/form.py says what each key means; optional keys are absent where they say nothing."""

    person: Someone
    days: int
    marks: list[LifeMark]
    sentences: Annotated[list[str], Page("in English, as the command line says them; of each mark, in order")]
    quiet: Annotated[list[bool], Page("of each mark: whether it changed nothing by itself")]
    portrait: str
    ending: str


class Parted(TypedDict):
    """Where two lives part, in a sentence (English)."""

    day: int
    why: str


class Lived(TypedDict):
    """POST /api/person {world, person?, role?}: a life as `ostrakon life --json` writes it, and the same under no regime."""

    life: Life
    without: Life | None
    parted: Annotated[Parted | None, Page("null when nothing that happens to the person differs")]


class Found(TypedDict):
    """POST /api/find {world, where, limit}: people of whom a question is true."""

    count: int
    of: int
    question: str
    people: list[Someone]


class Script(TypedDict):
    """POST /api/script {worlds, title, outcomes, weekly, by}: Python that lives these worlds again."""

    file: str
    text: str


class Job(TypedDict):
    """POST /api/study {worlds, title}, GET /api/study/JOB, POST /api/study/JOB/stop: a study; its file: /api/study/JOB.zip"""

    job: str
    done: Annotated[int, Page("parts, of so many")]
    of: int
    left: Annotated[Number, Page("seconds, about; null before a part is done")]
    ready: bool
    bytes: Annotated[int | None, Page("of the zip file")]
    problem: Problem | None


class Progress(TypedDict):
    """So many people are lived, of so many; seconds left."""

    kind: Literal["progress"]
    id: int
    done: int
    of: int
    left: Number


class Lives(TypedDict):
    """What is told of one world by itself."""

    title: str
    digest: str
    outcomes: dict[str, Estimate]
    weekly: dict[str, Weekly]
    by: dict[str, dict[str, dict[str, Estimate]]]


class Results(TypedDict):
    """What came of worlds side by side."""

    kind: Literal["results"]
    id: int
    stage: Literal["coarse", "fine"]
    earlier: Annotated[bool, Page("of an earlier setting: a newer request in the same slot waits for its turn")]
    people: int
    milliseconds: float
    worlds: list[Lives]
    differences: Annotated[list[dict[str, Estimate]], Page("of each world but the first, from the first: paired")]


class Range(TypedDict):
    """The least and the greatest score, and the one with which people begin."""

    low: int
    high: int
    start: int


class Named(TypedDict):
    """A list of the regime."""

    name: str
    red: bool


class Region(TypedDict):
    """A region, and how many people its communities have, in the order of the bytes."""

    name: str
    communities: list[int]


class Framed(TypedDict):
    """Frames are ready to be asked for. Bytes follow each `frame`: see Frame."""

    kind: Literal["framed"]
    id: int
    digest: str
    weeks: int
    burn: int
    score: Range
    tiers: list[str]
    lists: list[Named]
    regions: list[Region]


class Cancelled(TypedDict):
    """A newer request in the same slot took its place."""

    kind: Literal["cancelled"]
    id: int


class Failed(TypedDict):
    """A designed error, as an answer."""

    kind: Literal["failed"]
    id: int
    problem: Problem


ANSWERS = (Problem, Estimate, Weekly, Entry, Role, Outcome, Limits, Hello, Said, Mechanism, Checked, Option, Completions, Text, Knob,
           LifeMark, Life, Parted, Lived, Found, Script, Job, Progress, Lives, Results, Range, Named, Region, Framed, Cancelled, Failed)
OPEN = (Life, LifeMark)         # of these a page may read further keys
