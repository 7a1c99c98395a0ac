"""What a page may ask: every shape, and its bounds. What is answered has its shapes in ``shapes``.

``python web-app/make_protocol.py`` writes the page's side of both. Never here: an answer. Whatever does not fit is refused before
anything is done with it.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ostrakon.web.shapes import Page

MOST_TEXT = 400_000         # characters of a regime: as many as a file may have
MOST_CHANGES = 200
MOST_SLOTS = 40             # letters of a slot's name

Line = Annotated[str, Field(max_length=2_000)]
Source = Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]
Number = Annotated[int, Field(ge=0, le=2**53)]
Slot = Annotated[str, Field(min_length=1, max_length=MOST_SLOTS)]


class Part(BaseModel):
    """Strict: these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Regime(Part):
    """A regime: an id of the catalogue or a text, and what is changed in it."""

    regime: Annotated[Source, Page("an id of the catalogue, or the text of a regime or diff in YAML")]
    with_: Annotated[list[Source], Page("diffs over it, each an id of the catalogue or a text")] = Field([], alias="with", max_length=16)
    set: Annotated[list[Line], Page('single changes, "rules.jaywalking.points=-20"; of the society "society.kinds.protest.rate=0.2", '
                                    "then the same in every world that stands beside")] = Field([], max_length=MOST_CHANGES)
    off: Annotated[list[Line], Page('mechanisms or entries switched off, "A07" or "rules.jaywalking"')] = Field([], max_length=MOST_CHANGES)
    society: Annotated[Line | None, Page(type="string")] = None


class World(Regime):
    """One regime on one society: everything that decides what happens. Equal worlds give equal numbers on any machine."""

    people: Number
    days: Number
    seed: Number
    ends: Annotated[Number | None, Page("the day of the run on which the regime is abolished")] = None
    burn: Annotated[Annotated[int, Field(ge=0, le=25_000)] | None, Page(
        "days of burn-in; null or absent: the regime's own, or the longest of those that stand beside. Frames of a second world take "
        "`Framed.burn` of the first", optional=True)] = None


class Complete(Part):
    """The place of the cursor in a text, from 1."""

    text: Annotated[str, Field(max_length=MOST_TEXT)]
    line: Annotated[int, Field(ge=1, le=MOST_TEXT)]
    column: Annotated[int, Field(ge=1, le=MOST_TEXT)]


class Person(Part):
    """Whose life: by address, or the first in a role."""

    world: World
    person: Annotated[str, Field(max_length=200)] | None = None
    role: Annotated[str, Field(max_length=80)] | None = None


class Find(Part):
    """People of whom a question is true."""

    world: World
    where: Annotated[str, Field(min_length=1, max_length=2_000)]
    limit: Annotated[int, Field(ge=0, le=200)] = 10


class Worlds(Part):
    """Worlds side by side, to be written down; the first is what the others are compared with."""

    worlds: Annotated[list[World], Field(min_length=1)]
    title: Annotated[str, Field(max_length=200)] = ""


class Script(Worlds):
    """What a script prints of its worlds."""

    outcomes: Annotated[list[Line], Field(max_length=200)] = []
    weekly: Annotated[list[Line], Field(max_length=40)] = []
    by: Annotated[list[Line], Field(max_length=6)] = []


class Live(Part):
    """Live these worlds side by side: same people, same luck; the first is what the others are compared with.

    They share society, people, days and seed.
    """

    do: Literal["live"]
    id: Number
    slot: Annotated[Slot, Page("a newer request in the same slot cancels the older")]
    worlds: Annotated[list[World], Field(min_length=1)]
    outcomes: Annotated[list[Line], Field(max_length=200)] = []
    weekly: Annotated[list[Line], Field(max_length=40)] = []
    by: Annotated[list[Line], Field(max_length=6), Page('outcomes cut by attributes, "sex" or "sex+minority"')] = []
    coarse: Annotated[bool, Page("coarse results first, from 10,000 people")] = True


class Frames(Part):
    """Live a world and keep everybody's state at the end of each week."""

    do: Literal["frames"]
    id: Number
    slot: Slot
    world: World


class Frame(Part):
    """Send one week of what was kept for request `of`."""

    do: Literal["frame"]
    id: Number
    of: Number
    week: Annotated[int, Field(ge=0, le=10_000)]


class Stop(Part):
    """Whatever is under way in a slot is of no use any more."""

    do: Literal["stop"]
    slot: Slot


Ask = Annotated[Live | Frames | Frame | Stop, Field(discriminator="do")]
ASKED = {World: "World", Live: "AskLive", Frames: "AskFrames", Frame: "AskFrame", Stop: "AskStop"}     # and their names on the page's side
