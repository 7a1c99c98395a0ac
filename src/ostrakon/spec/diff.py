"""The language of diffs: what is set, added and removed, at once or from a date on; and the edits that this asks for.

Here live the model of a diff file and its translation into edits, each with its line. Never here: finding what a diff
extends, stacking, or the application of an edit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, model_validator

from ostrakon.errors import OstrakonError, Problem
from ostrakon.spec.cited import Reference
from ostrakon.spec.edit import Edit, How
from ostrakon.spec.fit import Places, dotted, fit, show
from ostrakon.spec.part import Day, Name, Part, RegimeId, is_a_day
from ostrakon.spec.regime import Regime
from ostrakon.spec.sourced import Unwrapped
from ostrakon.spec.text import Where

Values = dict[str, Any]
FORM = "diff/1"


class Edits(Part):
    """What is changed; the order of the lines does not matter, so no two may touch the same thing."""

    set: Values = Field(default={}, description="path -> new value of what is there")
    add: Values = Field(default={}, description="path -> what is not there yet: an entry, or items for a list")
    remove: list[str] = Field(default=[], description="paths; an entry with `enabled` is switched off, and keeps its name")

    @model_validator(mode="after")
    def _paths(self) -> "Edits":
        for path in (*self.set, *self.add, *self.remove):
            if not all(word.strip() for word in path.split(".")):
                raise ValueError(f"'{path}' is no path such as rules.jaywalking.points")
        return self


class Diff(Edits):
    """A diff: another regime, written as what differs."""

    ostrakon: Literal["diff/1"]
    id: RegimeId
    title: str
    summary: str = Field(default="", description="empty: that of the regime extended")
    family: Literal["as_claimed", "as_documented", "study"] = Field(default="study", description="a study unless it says more")
    society: str | None = Field(default=None, description="another society to run on")
    extends: str = Field(description="a regime or diff of the catalogue, or a file beside this one")
    with_: list[str] = Field(default=[], alias="with", description="further diffs of the same regime; no two may touch the same thing")
    references: dict[Name, Reference] = Field(default={}, description="works cited beside those of the regime extended")
    from_: dict[Day, Edits] = Field(default={}, alias="from", description="date -> what is changed from that day on, beside all before")

    @model_validator(mode="after")
    def _dates(self) -> "Diff":
        for day in self.from_:
            if not is_a_day(day):
                raise ValueError(f"'{day}' is no day of the calendar")
        return self


@dataclass(frozen=True)
class Layer:
    """A diff as read: its model, places and sources, and the edits it asks for, at once and by date."""

    origin: str
    diff: Diff
    plain: Unwrapped
    places: Places
    now: tuple[Edit, ...]
    dated: tuple[tuple[str, tuple[Edit, ...]], ...]


def layer_of(origin: str, plain: Unwrapped, file: str) -> Layer:
    """The layer of a diff's plain data. Raises OstrakonError with everything that is wrong with it."""
    places = Places(plain.marks, plain.keys, file)
    try:
        diff = fit(Diff, plain.data, places)
    except OstrakonError as error:
        raise OstrakonError(*plain.problems, *map(_told, error.problems)) from None
    if plain.problems:
        raise OstrakonError(*plain.problems)
    dated = tuple((day, tuple(_edits(part, plain, places, ("from", day)))) for day, part in sorted(diff.from_.items()))
    return Layer(origin, diff, plain, places, tuple(_edits(diff, plain, places, ())), dated)


def _told(problem: Problem) -> Problem:
    """A Problem of a diff; of a section of a regime, with the way to write it in a diff."""
    if problem.code == "OST2001" and len(problem.path) == 1 and problem.path[0] in Regime.model_fields:
        return problem.at(remedy=f"a diff says what differs: under 'set:', 'add:' or 'remove:', with a path that begins {problem.path[0]}.")
    return problem


def _edits(part: Edits, plain: Unwrapped, places: Places, base: Where) -> Iterator[Edit]:
    for i, path in enumerate(part.remove):
        mark = places.of((*base, "remove", i))
        yield Edit("remove", _words(path), f"remove {path}", mark, value_mark=mark)
    hows: tuple[tuple[How, Values], ...] = (("set", part.set), ("add", part.add))
    for how, values in hows:
        for path, value in values.items():
            where: Where = (*base, how, path)
            n = len(where)
            text = f"{how} {dotted(_words(path))}: {show(value)}"
            yield Edit(how, _words(path), text, places.of(where, key=True), value, places.of(where),
                       {at[n:]: mark for at, mark in plain.marks.items() if at[:n] == where},
                       {at[n:]: mark for at, mark in plain.keys.items() if at[:n] == where and len(at) > n},
                       {at[n:]: found for at, found in plain.provenance.items() if at[:n] == where})


def _words(path: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in path.split("."))
