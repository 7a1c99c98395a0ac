"""A role: somebody a source tells of, as a question that finds people in the same place, without a name.

Here lives the model of a role file. Never here: the language of its question, or a person: whoever is found is synthetic.
"""

from typing import Literal

from pydantic import Field

from ostrakon.spec.cited import Reference
from ostrakon.spec.part import REGIME_ID, Name, Part


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
