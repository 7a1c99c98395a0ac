"""What a regime rests on: the works cited, and the claims that it holds.

Here lives documentation that fills no table. Never here: a number of the regime.
"""

from typing import Any

from pydantic import Field, model_validator

from ostrakon.spec.part import Name, Part


class Reference(Part):
    """A work cited; a plain text is the work alone."""

    work: str = Field(description="author, title, year: enough to find it")
    why: str = Field(default="", description="the reason why it is cited: what rests on it, and how well")

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, found: Any) -> Any:
        return {"work": found} if isinstance(found, str) else found


class Mechanism(Part):
    """One claim that the regime holds, and how to switch it."""

    claim: str
    figure: str = ""
    verdict: str
    held_by: str = Field(default="", description="what in this file holds it")
    switch: list[str] = Field(default=[], description="overrides that switch it (off, or on where it is off)")
    moves: str = Field(default="", description="what the switch moves")
    sources: list[Name] = Field(default=[], description="names from `references` that the verdict rests on")
