"""The plan of a study: what is asked, of which regime, and which parts it has. The one file that a study is made from.

Here lives the model of the file and its reading. Never here: what a part does, which is that of its own command, or the
commands (``steps``). Values of a plan are asked for and not known, so they stand without sources.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from ostrakon.engine.bounds import MOST_DAYS, MOST_PEOPLE, MOST_REPLICATES, SEEDS
from ostrakon.errors import OstrakonError
from ostrakon.spec.fit import Places, fit
from ostrakon.spec.load import FORMS
from ostrakon.spec.part import Day, Part
from ostrakon.spec.source import SUFFIXES
from ostrakon.spec.text import decode, read_bytes, read_text

FORM = "study/1"
MOST_UNKNOWN, MOST_LASTING = 20_000, 100_000       # people of these parts unless the plan says otherwise: they live many times
# Texts that anybody can have under a short name: what CITATION.cff and the crate call it, its title, where its text is kept.
LICENCES = {
    "CC0-1.0": ("Creative Commons Zero 1.0 (public domain)", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Attribution-ShareAlike 4.0 International", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "MIT": ("MIT License", "https://spdx.org/licenses/MIT.html"),
}

Word = Field(min_length=1, max_length=300, pattern=r"^[^-\s]")
People = Field(None, ge=1, le=MOST_PEOPLE, description="how many synthetic people, of this part alone")


class Author(Part):
    """Whoever answers for a study: a person by given and family name, or a group by its name."""

    given: str = ""
    family: str = ""
    name: str = Field("", description="of a group, or of a person with one name")
    orcid: str = Field("", pattern=r"^(https://orcid\.org/\d{4}-\d{4}-\d{4}-\d{3}[\dX])?$", description="as https://orcid.org/0000-...")
    affiliation: str = ""

    @model_validator(mode="after")
    def _named(self) -> "Author":
        if bool(self.name) is bool(self.family):
            raise ValueError("give 'name', or 'family' and 'given'")
        return self

    @property
    def said(self) -> str:
        """The name as it is written out."""
        return self.name or f"{self.given} {self.family}".strip()


class Changes(Part):
    """What would change it: ``ostrakon compare`` with the regime of the study as baseline."""

    variants: list[str] = Field([], description="regimes or diffs: an id of the catalogue, or a file beside the plan")
    off: list[str] = Field([], description="mechanisms or entries, each switched off alone: A07, rules.jaywalking")
    people: int | None = People

    @model_validator(mode="after")
    def _some(self) -> "Changes":
        if not self.variants and not self.off:
            raise ValueError("give 'variants', or 'off'")
        return self


class Why(Part):
    """What comes from what: ``ostrakon ablate``."""

    parts: list[str] = Field([], description="parts to switch: errors, association, rules.jaywalking, A07")
    own: list[str] = Field([], description="parts of one's own: NAME=PATH=VALUE")
    outcomes: list[str] = Field(["wrongly_listed"], min_length=1)
    orders: int | None = Field(None, ge=4, le=2000, description="sample so many orders instead of taking all")
    people: int | None = People

    @model_validator(mode="after")
    def _some(self) -> "Why":
        if not self.parts and not self.own:
            raise ValueError("give 'parts', or 'own'")
        return self


class Unknown(Part):
    """What is not known: ``ostrakon sensitivity``."""

    outcomes: list[str] = Field(["wrongly_listed"], min_length=1)
    method: Literal["tornado", "morris", "sobol"] = "tornado"
    only: list[str] = Field([], description="only the unknowns at or below these paths")
    without: list[str] = Field([], description="leave out the unknowns at or below these paths")
    size: int | None = Field(None, ge=1, description="trajectories of morris, base points of sobol")
    people: int | None = People


class Lasting(Part):
    """What remains: ``ostrakon abolish``."""

    on: int = Field(364, ge=1, le=MOST_DAYS, description="the first day without the regime, counted from 0")
    after: int = Field(365, ge=1, le=MOST_DAYS, description="how many days are lived without it")
    outcomes: list[str] = Field([], description="what is told; all unless given")
    people: int | None = People


class Plan(Part):
    """A study: a run of one regime on one society, and what else is asked of it."""

    ostrakon: Literal["study/1"]
    title: str = Field(min_length=1, max_length=300)
    question: str = Field("", max_length=5000, description="what the study asks, in the words of its authors")
    authors: list[Author] = Field([], description="for CITATION.cff; nobody is named unless given")
    licence: Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "ODbL-1.0", "MIT"] = Field("CC-BY-4.0", description="of the study's folder")
    regime: str = Word
    diffs: list[str] = Field([], description="diffs stacked on the regime: an id of the catalogue, or a file beside the plan")
    set: list[str] = Field([], description="changes to the regime: rules.jaywalking.points=-20")
    off: list[str] = Field([], description="mechanisms or entries switched off: A07, rules.jaywalking")
    society: str | None = Field(None, min_length=1, max_length=300, pattern=r"^[^-\s]", description="the regime's own unless given")
    set_society: list[str] = Field([], description="changes to the society: kinds.fly.rate=3")
    people: int = Field(1_000_000, ge=1, le=MOST_PEOPLE)
    days: int = Field(365, ge=1, le=MOST_DAYS)
    start: Day = "2020-01-01"
    seed: int = Field(1, ge=0, lt=SEEDS)
    replicates: int = Field(1, ge=1, le=MOST_REPLICATES)
    by: list[str] = Field([], description="cut outcomes by these attributes too: sex+minority")
    lives: list[str] = Field([], description="who is followed: a role of the catalogue, a role's file, or an address such as Henan/12/4035")
    why: Why | None = None
    changes: Changes | None = None
    unknown: Unknown | None = None
    lasting: Lasting | None = None
    shows: str = Field("", max_length=10_000, description="what the authors say that it shows; printed as theirs")
    cannot_show: str = Field("", max_length=10_000, description="what the authors say that it cannot show; printed as theirs")

    @model_validator(mode="after")
    def _luck(self) -> "Plan":
        if self.seed + self.replicates > SEEDS:
            raise ValueError(f"seed {self.seed} leaves no {self.replicates} seeds in a row: the largest is {SEEDS - self.replicates}")
        return self

    @property
    def people_of_unknown(self) -> int:
        """How many people live at each point."""
        asked = self.unknown.people if self.unknown else None
        return asked or min(self.people, MOST_UNKNOWN)

    @property
    def people_of_lasting(self) -> int:
        """How many people live in each arm."""
        asked = self.lasting.people if self.lasting else None
        return asked or min(self.people, MOST_LASTING)


@dataclass(frozen=True)
class LoadedPlan:
    """A plan as it was read: its text to the byte, its places for messages, and the file."""

    model: Plan
    raw: bytes
    places: Places
    file: Path

    @property
    def folder(self) -> Path:
        """What the plan's paths are relative to."""
        return self.file.parent

    def place(self, name: str) -> str:
        """What a name of the plan leads to from here: an id as it is, a path from the plan's folder."""
        return str(self.folder / name) if is_path(name) else name


def is_path(name: str) -> bool:
    """Whether a name is a file's, and not an id of the catalogue."""
    return name.endswith(SUFFIXES) or "/" in name or "\\" in name


def load_plan(file: Path) -> LoadedPlan:
    """The plan in a file. What it names is not looked for here. Raises OstrakonError only."""
    raw = read_bytes(file)
    document = read_text(decode(raw, str(file)), str(file))
    places = Places(document.marks, document.keys, document.file)
    form = document.data.get("ostrakon")
    if isinstance(form, str) and form in (*FORMS, "diff/1"):
        raise OstrakonError(places.problem("OST2004", ("ostrakon",), f"this file is a {form.split('/')[0]}", allowed=FORM,
                                           remedy="write a plan that names it: schema/study.schema.json has the keys"))
    return LoadedPlan(fit(Plan, document.data, places), raw, places, file)
