"""The section `response` of a society: which laws hold, and what they need to know.

Here live its pydantic models, the groups of dispositions, and what must hold inside the section. Never here: a law, or what
the rest of a society says of a kind.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ostrakon.spec.part import Chance, Multiplier, Name, Part

GROUPS = ("diligence", "risk_taking", "outspokenness", "drinking", "prosociality", "rest")
Group = Literal["diligence", "risk_taking", "outspokenness", "drinking", "prosociality", "rest"]
Nature = Literal["unlawful", "contractual", "lawful", "expression", "prosocial", "request"]
MOST_CLASSES, MOST_DEALT = 8, 128       # response classes by a disposition, and dealt


class Evasion(Part):
    """Going ahead unseen by a channel: share of willing people who evade, per level of fear."""

    channel: Name
    share_per_level: Chance


class Grades(Part):
    """The law of the best response: kinds that are grades of one conduct, and what speaking is worth."""

    grades: dict[Name, Annotated[float, Field(gt=0, le=1)]] = Field(min_length=1, description="kind -> how much it says, at most 1")
    worth: list[Multiplier] = Field(min_length=1, max_length=MOST_DEALT,
                                    description="per response class: what a grade of 1 is worth to those who would say it")
    stake: Multiplier = Field(description="what it costs to lose the whole range of the score, in the units of `worth`")


class Joining(Part):
    """The law of joining: conduct that counts goes ahead when enough ties acted in the last period."""

    at: list[Chance] = Field(min_length=1, max_length=MOST_DEALT, description="per response class: share of ties at which people join")
    alone: Chance = Field(0.0, description="what is left of the rate below that share")


class Looked(Part):
    """Whose acts a response law may read: the share of them who acted in the last period, told in levels."""

    of: Literal["close", "all", "community"] = Field(description="close ties, all ties, or everybody else in the community")
    kinds: list[Name] = Field(min_length=1, description="conduct that counts")
    days: int = Field(7, ge=1, le=366, description="length of a period")
    levels: int = Field(16, ge=2, le=128, description="levels in which the share is told; the highest means all, others round down")


class Response(Part):
    """How people respond to the regime; the laws named are multiplied, and none is `indifferent`."""

    laws: list[Literal["indifferent", "deterrence", "hardship", "best_response", "joining"]]
    group: Literal[Group, "dealt"] = Field(
        "outspokenness", description="the disposition whose bins set the response class; dealt: classes go round, person by person")
    boldness: list[Multiplier] = Field(min_length=1, max_length=MOST_DEALT, description="per response class: multiplies the effect of fear")
    fear_effect: dict[Nature, Annotated[float, Field(ge=0, le=10)]] = Field(default={})
    deterrence: float = Field(0.0, ge=0, le=100)
    reward: float = Field(0.0, ge=0, le=100)
    hardship: float = Field(0.0, ge=0, le=100)
    best_response: Grades | None = None
    joining: Joining | None = None
    ties: Looked | None = None
    evasion: dict[Name, Evasion] = Field(default={})

    @model_validator(mode="after")
    def _classes(self) -> "Response":
        classes = len(self.boldness)
        if classes > MOST_CLASSES and self.group != "dealt":
            raise ValueError(f"boldness has {classes} response classes; at most {MOST_CLASSES} by a disposition, {MOST_DEALT} when dealt")
        for where, values in (("best_response.worth", self.best_response and self.best_response.worth),
                              ("joining.at", self.joining and self.joining.at)):
            if values and len(values) != classes:
                raise ValueError(f"{where} has {len(values)} response classes and boldness has {classes}")
        for law, section in (("best_response", self.best_response), ("joining", self.joining and self.ties)):
            if law in self.laws and section is None:
                sections = "the section best_response" if law == "best_response" else "the sections joining and ties"
                raise ValueError(f"the law '{law}' needs {sections}")
        if self.best_response and len(set(self.best_response.grades.values())) < len(self.best_response.grades):
            raise ValueError("two kinds of best_response.grades say equally much")
        return self
