"""A role: somebody a source tells of, as a question that finds people in the same place, without a name.

Here lives the model of a role file. Never here: the language of its question, or a person: whoever is found is synthetic.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ostrakon.errors import Problem
from ostrakon.spec.cited import Reference
from ostrakon.spec.fit import Places
from ostrakon.spec.part import REGIME_ID, Name, Part
from ostrakon.spec.within import NAME, unknown


class Role(Part):
    """Whom to look for, under which regime, and what is told of somebody like that."""

    ostrakon: Literal["role/1"]
    id: str = Field(pattern=REGIME_ID)
    title: str
    told: str = Field(description="what the source tells of somebody in this place, without a name")
    source: str = Field(description="a name from references")
    status: Literal["documented", "reported", "claimed", "disputed", "assumed"]
    regime: str = Field(description="the regime of the catalogue, or the file, under which to look")
    where: str = Field(max_length=2000, description="the question: occupation == 'journalist' and listed_wrongly")
    note: str = ""
    references: dict[Name, Reference] = Field(default={})


    @property
    def cited(self) -> str:
        """The work that tells of it."""
        found = self.references.get(self.source)
        return found.work if found else self.source


def sources(role: Role, places: Places) -> Iterator[Problem]:
    """A source that looks like the name of a reference and is none; one in several words is the work itself."""
    if role.references and NAME.match(role.source) and role.source not in role.references:
        yield unknown(places, "OST2114", ("source",), role.source, role.references)
