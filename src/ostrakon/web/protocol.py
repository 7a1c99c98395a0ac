"""What the page and the server say to each other: every shape, and its bounds.

Here live the shapes. The page's side of them, ``web-app/src/lib/protocol.ts``, says what each means to a reader of the page. Never
here: an answer. Whatever does not fit is refused before anything is done with it.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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

    regime: Source
    with_: list[Source] = Field([], alias="with", max_length=16)
    set: list[Line] = Field([], max_length=MOST_CHANGES)
    off: list[Line] = Field([], max_length=MOST_CHANGES)
    society: Line | None = None


class World(Regime):
    """A regime on a society: everything that decides what happens."""

    people: Number
    days: Number
    seed: Number
    ends: Number | None = None
    burn: Annotated[int, Field(ge=0, le=25_000)] | None = None


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
    """Live these worlds; the first is what the others are compared with."""

    do: Literal["live"]
    id: Number
    slot: Slot
    worlds: Annotated[list[World], Field(min_length=1)]
    outcomes: Annotated[list[Line], Field(max_length=200)] = []
    weekly: Annotated[list[Line], Field(max_length=40)] = []
    by: Annotated[list[Line], Field(max_length=6)] = []
    coarse: bool = True


class Frames(Part):
    """Live a world and keep everybody's state at the end of each week."""

    do: Literal["frames"]
    id: Number
    slot: Slot
    world: World


class Frame(Part):
    """Send one week of what was kept."""

    do: Literal["frame"]
    id: Number
    of: Number
    week: Annotated[int, Field(ge=0, le=10_000)]


class Stop(Part):
    """Whatever is under way in a slot is of no use any more."""

    do: Literal["stop"]
    slot: Slot


Ask = Annotated[Live | Frames | Frame | Stop, Field(discriminator="do")]
Told = dict[str, Any]
