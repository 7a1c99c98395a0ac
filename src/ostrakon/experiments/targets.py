"""Targets: observed values, each with its source, that assumed parameters may be calibrated to; and the file they stand in.

Here live the form of a file of targets, its reading, and what is refused as a target. Never here: how a target is counted
(``target_counts``), or a calibration. A target is something that was observed and published of what a scheme does: entries, exits,
refusals, errors. What people do or say is none, ever: nobody's conduct, silence or fear is an aim of anything here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from ostrakon.engine.scenario import MOST_DAYS
from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.spec.cited import Reference
from ostrakon.spec.find import CATALOG
from ostrakon.spec.fit import Places, fit, ordered
from ostrakon.spec.part import Day, Name, Part, RegimeId, is_a_day
from ostrakon.spec.text import read_path, read_text
from ostrakon.spec.within import NAME, unknown
from ostrakon.vocabulary import nearest

FORM = "targets/1"
SHIPPED = CATALOG / "targets"
NEVER = re.compile(r"(?:^|[._])(?:conduct|complian|obe[dy]|behav|speech|chill|silen|embolden|fear|conform|deter)|^expression", re.I)
WHY_NEVER = ("what people do, say or fear is nothing that a regime is fitted to: a value that somebody would like to see and a value "
             "that was observed cannot be told apart here")
Moment = Annotated[Day | Annotated[int, Field(ge=1, le=MOST_DAYS)], Field(description="a date, or a day of the life from 1")]


class Target(Part):
    """An observed value: what was counted and when, how large it was and how well that is known, and who says so."""

    outcome: str = Field(description="a count (entries, exits, denials.fly ...) or a measure")
    lists: list[Name] = Field(default=[], description="lists that a count is of; all black ones unless given")
    per: str = Field(default="", description="another count that the first is divided by")
    from_: Moment | None = Field(default=None, alias="from", description="first day counted; the first of all unless given")
    to: Moment | None = Field(default=None, description="last day counted")
    on: Moment | None = Field(default=None, description="day at whose end it is taken, for what is not counted over days")
    value: float
    unit: str
    error: float | None = Field(default=None, gt=0, description="standard error of the value, in its unit")
    within: Annotated[list[float], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="[low, high] instead of an error: any value between is as likely as another")
    status: Literal["documented", "reported", "claimed", "disputed"] = Field(description="never assumed: a target was observed")
    source: str = Field(default="", description="who published it: a name from `references`, or the work")
    quote: str = ""
    note: str = ""
    hold_out: bool = Field(default=False, description="shown beside what is fitted, and never fitted")

    @model_validator(mode="after")
    def _whole(self) -> "Target":
        if (self.error is None) is (self.within is None):
            raise ValueError("how well it is known is given by 'error' or by 'within', one of them")
        if self.within is not None and not self.within[0] <= self.value <= self.within[1]:
            raise ValueError(f"'within' is upside down or does not hold the value: [{self.within[0]:g}, {self.within[1]:g}]")
        if self.within is not None and self.within[0] == self.within[1]:
            raise ValueError("'within' has no extent: nothing that was counted is known exactly")
        if (self.to is None) is (self.on is None) or (self.on is not None and self.from_ is not None):
            raise ValueError("when it was counted is given by 'to' (and 'from'), or by 'on'")
        return self

    @property
    def last(self) -> date | int:
        """The last day that counts."""
        return _moment(self.to if self.to is not None else self.on)

    @property
    def first(self) -> date | int:
        """The first day that counts."""
        return 1 if self.from_ is None else _moment(self.from_)


class TargetsFile(Part):
    """A file of targets."""

    ostrakon: Literal["targets/1"]
    id: RegimeId
    title: str
    summary: str = ""
    start: Day = Field(default="2020-01-01", description="day 1 of every life")
    references: dict[Name, Reference] = Field(default={}, description="works cited by name")
    targets: dict[Name, Target] = Field(min_length=1)

    @model_validator(mode="after")
    def _days(self) -> "TargetsFile":
        moments = [self.start, *(m for t in self.targets.values() for m in (t.from_, t.to, t.on))]
        for moment in moments:
            if isinstance(moment, str) and not is_a_day(moment):
                raise ValueError(f"'{moment}' is no day of the calendar")
        return self


def _moment(found: str | int | None) -> date | int:
    return date.fromisoformat(found) if isinstance(found, str) else found or 1


@dataclass(frozen=True)
class Observed:
    """A target as it is used. first, last: days of the life from 1. spread: standard error, or half the range when flat."""

    name: str
    target: Target
    first: int
    last: int
    cited: str

    @property
    def flat(self) -> bool:
        """Whether any value of a range is as likely as another."""
        return self.target.within is not None

    @property
    def centre(self) -> float:
        """The value, or the middle of the range."""
        return self.target.value if self.target.within is None else sum(self.target.within) / 2

    @property
    def spread(self) -> float:
        """The standard error, or half the range."""
        if self.target.within is not None:
            return (self.target.within[1] - self.target.within[0]) / 2
        return self.target.error or 0.0

    @property
    def held(self) -> bool:
        """Whether it is shown and never fitted."""
        return self.target.hold_out


@dataclass(frozen=True)
class Targets:
    """A file of targets, read. text: as it was written."""

    file: TargetsFile
    observed: tuple[Observed, ...]
    places: Places
    text: str

    @property
    def days(self) -> int:
        """How long a life must be."""
        return max(one.last for one in self.observed)

    @property
    def start(self) -> date:
        """The day before which nothing is counted."""
        return date.fromisoformat(self.file.start)

    @property
    def fitted(self) -> tuple[Observed, ...]:
        """Those that parameters are fitted to."""
        return tuple(one for one in self.observed if not one.held)


def text_of(source: str | Path) -> str:
    """The text of a file of targets: of a path, or of a name that comes with ostrakon. Raises OstrakonError."""
    named = str(source)
    if not named.endswith((".yaml", ".yml")) and "/" not in named:
        known = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
        if named not in known:
            fail("OST1201", f"no targets '{named[:80]}'", allowed=", ".join(known), nearest=nearest(named, known),
                 remedy="give the path of a .yaml file")
        source = SHIPPED / f"{named}.yaml"
    read_path(Path(source), named)
    return Path(source).read_text(encoding="utf-8-sig")


def read_targets(text: str, file: str = "<targets>", hold_out: Sequence[str] = ()) -> Targets:
    """The targets of a text, with those of ``hold_out`` held out. Raises OstrakonError with everything that is wrong."""
    document = read_text(text, file)
    places = Places(document.marks, document.keys, document.file)
    try:
        found = fit(TargetsFile, document.data, places)
    except OstrakonError as error:
        raise OstrakonError(*ordered([*error.problems, *_before(document.data, places)])) from None
    if wrong := [*_problems(found, places), *_windows(found, places)]:
        raise OstrakonError(*ordered(wrong))
    for name in hold_out:
        if name not in found.targets:
            fail("OST8001", f"--hold-out {name[:80]}: there is no such target", allowed=", ".join(found.targets),
                 nearest=nearest(name, found.targets))
    held = {name: target.model_copy(update={"hold_out": True}) for name, target in found.targets.items() if name in hold_out}
    found = found.model_copy(update={"targets": {**found.targets, **held}})
    observed = tuple(Observed(name, target, _day(found, target.first), _day(found, target.last), _cited(found, target))
                     for name, target in found.targets.items())
    if all(one.held for one in observed):
        fail("OST7503", "every target is held out", remedy="leave some in: without any, nothing is fitted")
    return Targets(found, observed, places, text)


def _before(data: Any, places: Places) -> Iterator[Problem]:
    """What is refused of a file that is wrong in other ways too, where it can be seen."""
    targets = data.get("targets") if isinstance(data, dict) else None
    for name, target in targets.items() if isinstance(targets, dict) else ():
        if isinstance(target, dict):
            yield from _refused(str(name), str(target.get("outcome", "")), target.get("source"), places)


def _refused(name: str, outcome: str, source: Any, places: Places) -> Iterator[Problem]:
    where = ("targets", name)
    if NEVER.search(outcome):
        yield places.problem("OST7502", (*where, "outcome"), f"targets.{name} is on '{outcome[:60]}'",
                             allowed="what a regime does: entries, exits, refusals, appeals, records and their errors", remedy=WHY_NEVER)
    if not (isinstance(source, str) and source.strip()):
        yield places.problem("OST7501", where, f"targets.{name}", key=True, allowed="a name from 'references', or author, title and year",
                             remedy="say who published it; what nobody observed is no target")


def _problems(found: TargetsFile, places: Places) -> Iterator[Problem]:
    for name, target in found.targets.items():
        yield from _refused(name, target.outcome, target.source, places)
        yield from _refused(name, target.per, target.source or "told above", places) if target.per else ()
        if NAME.match(target.source) and target.source not in found.references:
            yield unknown(places, "OST2114", ("targets", name, "source"), target.source, found.references)


def _windows(found: TargetsFile, places: Places) -> Iterator[Problem]:
    for name, target in found.targets.items():
        first, last = _day(found, target.first), _day(found, target.last)
        key = "to" if target.to is not None else "on"
        if first < 1 or last < 1:
            yield places.problem("OST2005", ("targets", name, key if first >= 1 else "from"), f"targets.{name} begins before the start, "
                                 f"{found.start}", remedy="move the start, or the target")
        elif last < first:
            yield places.problem("OST2005", ("targets", name, key), f"targets.{name} ends before it begins",
                                 remedy="change 'from' or 'to'")
        elif last > MOST_DAYS:
            yield places.problem("OST2005", ("targets", name, key), f"targets.{name} ends on day {last:,}", allowed=f"day {MOST_DAYS:,}")


def _day(found: TargetsFile, moment: date | int) -> int:
    """The day of the life, from 1."""
    return moment if isinstance(moment, int) else (moment - date.fromisoformat(found.start)).days + 1


def _cited(found: TargetsFile, target: Target) -> str:
    reference = found.references.get(target.source)
    return reference.work if reference is not None else target.source
