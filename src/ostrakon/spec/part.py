"""What every section of a specification is made of: closed and frozen, and the types that both languages share.

Never here: a section.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="a name: small letters, digits and _")]
SocietyId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Chance = Annotated[float, Field(ge=0, le=1)]
Multiplier = Annotated[float, Field(ge=0, le=1000)]
Code = str | int


class Part(BaseModel):
    """A section: closed (no unknown key) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
