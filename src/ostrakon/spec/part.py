"""What every section of a specification is made of: closed and frozen, and the types that both languages share.

Never here: a section.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="a name: small letters, digits and _")]
SocietyId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
RegimeId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Day = Annotated[str, Field(pattern=r"^(19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", description="a date such as 2021-01-01")]
Chance = Annotated[float, Field(ge=0, le=1)]
Multiplier = Annotated[float, Field(ge=0, le=1000)]
Code = str | int


class Part(BaseModel):
    """A section: closed (no unknown key) and frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def is_a_day(text: str) -> bool:
    """Whether a date that looks right is in the calendar: the 31st of February is not."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
