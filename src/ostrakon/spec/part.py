"""What every section of a specification is made of: closed and frozen, and the types that both languages share.

Never here: a section.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

NAME, SOCIETY_ID, REGIME_ID = r"^[a-z][a-z0-9_]{0,39}$", r"^[a-z0-9][a-z0-9_-]{0,39}$", r"^[a-z0-9][a-z0-9-]{0,59}$"
DAY, ARTICLE = r"^(19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$", r"^A\d\d$"
# what each pattern asks for, as the messages say it
LOOKS = {
    NAME: "a name: small letters, digits and _, a letter first, at most 40 characters",
    SOCIETY_ID: "an id: small letters, digits, _ and -, at most 40 characters",
    REGIME_ID: "an id: small letters, digits and -, at most 60 characters",
    DAY: "a date such as 2021-01-01, from 1900 to 2199",
    ARTICLE: "A and two digits, such as A01",
}

Name = Annotated[str, Field(pattern=NAME, description="a name: small letters, digits and _")]
SocietyId = Annotated[str, Field(pattern=SOCIETY_ID)]
RegimeId = Annotated[str, Field(pattern=REGIME_ID)]
Day = Annotated[str, Field(pattern=DAY, description="a date such as 2021-01-01")]
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
