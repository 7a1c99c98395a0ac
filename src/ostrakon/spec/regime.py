"""The language of regimes: what a scheme sees, scores, lists, takes away and gives back.

Here live the pydantic models of a regime file, their bounds and what must hold inside one section. Never here: whether a
name used in one section exists in another or in the society (the check of the whole says so, with its place), or how
anything becomes a table. The text layer has unwrapped ``{value, source, ...}`` before these models see a number.
An entry is switched by ``enabled``.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from ostrakon.spec.cited import Mechanism, Reference
from ostrakon.spec.part import ARTICLE, Chance, Code, Day, Multiplier, Name, Part, RegimeId, SocietyId, is_a_day

Points = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Days = Annotated[int, Field(ge=0, le=36_500)]
Where = dict[str, Code | list[Code]]
WHERE = "attribute -> code name, list of names, or for age '18+', '16-60' or a number; all must hold"
Enabled = Annotated[bool, Field(description="false switches this entry off; nothing else moves")]


class Scope(Part):
    """Whom the regime enrols. Records on others are dropped and counted."""

    where: Where = Field(default={}, description=WHERE)
    exempt: Where = Field(default={}, description=WHERE + "; people who match are not enrolled; empty exempts nobody")
    share: Chance = Field(default=1.0, description="share enrolled of those allowed")
    consent: Chance = Field(default=1.0, description="share who consent of those; 1 where nobody is asked")


class Awareness(Part):
    """Who knows of the regime: only the aware respond to it and appeal."""

    where: Where = Field(default={}, description=WHERE)
    share: Chance = Field(default=1.0, description="share aware of those allowed")


class Misattribution(Part):
    """A record that lands on somebody who did not act."""

    share: Chance = Field(description="share of hits put on another person")
    among: Literal["look_alike", "community"] = Field(default="community", description="who can be mistaken for the actor")
    by_class: dict[str, Multiplier] = Field(default={}, description="multiplier on the share by detection class of the actor")


class FalseRecords(Part):
    """Records of conduct that never happened."""

    per_person_year: float = Field(ge=0, le=1000, description="false records per person and year, at most the society's ceiling")
    of: dict[Name, Annotated[float, Field(ge=0)]] = Field(min_length=1, description="kind -> weight")
    by_class: dict[str, Multiplier] = Field(default={}, description="multiplier by detection class of the person hit")


class ListReview(Part):
    """A human looks at a share of listings before they count."""

    share: Chance = Field(description="share looked at")
    catches: Chance = Field(description="of the wrong ones looked at, the share stopped")
    errs: Chance = Field(default=0.0, description="of the right ones looked at, the share stopped all the same")


class Review(ListReview):
    """A human looks at a share of records before they count."""

    delay_days: Days = Field(default=0, description="days by which a reviewed record that stands is late")


class UrbanRural(Part):
    """A multiplier by urban and rural place."""

    urban: Multiplier = 1.0
    rural: Multiplier = 1.0


class Channel(Part):
    """A way in which conduct becomes known. The order of channels in the file is the order in which they are asked."""

    enabled: Enabled = True
    context: str = Field(description="sphere of life that the data come from: street, health, credit, ...")
    sees: dict[Name, Chance] = Field(min_length=1, description="conduct -> chance that an act is recorded, before multipliers")
    by_urban: UrbanRural = Field(default=UrbanRural(), description="multiplier on the chance by place")
    by_region: dict[str, Multiplier] = Field(default={}, description="multiplier on the chance by region; 1 unless given")
    by_class: dict[str, Multiplier] = Field(default={}, description="multiplier on the chance by detection class; 1 unless given")
    misattribution: Misattribution | None = None
    false_records: FalseRecords | None = None
    review: Review | None = None


class Recovery(Part):
    """How a dimension drifts back to its base on the first of each month."""

    points_per_month: Annotated[int, Field(ge=0, le=1_000_000)] = Field(default=0, description="at most so many points toward base")
    yearly_factor: Chance = Field(default=1.0, description="the distance from base is multiplied by this over a year; 1 keeps it")


class Dimension(Part):
    """One number kept about each person."""

    base: Points = Field(description="where everyone starts and recovery leads")
    base_by: dict[str, dict[Code, Points]] = Field(default={}, max_length=1, description="one attribute -> code -> base instead of `base`")
    minimum: Points
    maximum: Points
    weight: int = Field(default=256, ge=-256, le=512, description="weight in the score, in 1/256; the weights sum to 256")
    recovery: Recovery = Recovery()

    @model_validator(mode="after")
    def _limits(self) -> "Dimension":
        if self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum} is above maximum {self.maximum}")
        for base in (self.base, *(b for by in self.base_by.values() for b in by.values())):
            if not self.minimum <= base <= self.maximum:
                raise ValueError(f"base {base} lies outside {self.minimum} to {self.maximum}")
        return self


class Scoring(Part):
    """The dimensions; score = (sum of weight x dimension + 128) >> 8."""

    dimensions: dict[Name, Dimension] = Field(min_length=1, max_length=8)

    @model_validator(mode="after")
    def _weights(self) -> "Scoring":
        total = sum(d.weight for d in self.dimensions.values())
        if total != 256:
            raise ValueError(f"the weights of the dimensions sum to {total}, not 256")
        return self


class Repetition(Part):
    """Records of this rule within a window raise its points."""

    window_days: int = Field(ge=1, le=3650, description="a record counts so long")
    points: list[Points] = Field(default=[], max_length=8, description="of the 1st, 2nd ... record; the last goes on; empty: `points`")


class Fixed(Part):
    """So many points, whatever the rule gives."""

    fixed: Points


Spill = Annotated[float, Field(ge=-1, le=1)] | Fixed


class Spillover(Part):
    """What a record does to those close to its target: a share of the points (in 1/256), or fixed points."""

    household: Spill | None = None
    close: Spill | None = None
    wider: Spill | None = None


class Rule(Part):
    """What a record of one kind is worth."""

    enabled: Enabled = True
    kind: Name
    channels: list[Name] = Field(default=[], description="only records of these channels; empty: of all that see the kind")
    dimension: Name | None = Field(default=None, description="where the points go; needed only when there are several dimensions")
    points: Points = Field(default=0, description="below 0 deducts")
    by_tier: dict[Name, Points] = Field(default={}, description="points instead, by the tier of the target")
    repetition: Repetition | None = None
    list: Name | None = Field(default=None, description="puts the target on this list directly")
    list_from: int = Field(default=1, ge=1, le=8, description="... from this record within the window on")
    spillover: Spillover = Spillover()
    article: str | None = Field(default=None, pattern=ARTICLE, description="mechanism of the article that this rule holds")
    citation: str = Field(default="", description="where the rule is written down")

    @model_validator(mode="after")
    def _fits(self) -> "Rule":
        if self.by_tier and self.repetition and self.repetition.points:
            raise ValueError("by_tier and repetition.points cannot both be given")
        if self.list_from > 1 and (self.list is None or self.repetition is None):
            raise ValueError("list_from needs a list and a repetition window")
        return self


class Company(Part):
    """On the first of the month a dimension moves toward the mean score of one's ties."""

    dimension: Name
    of: Literal["close", "all"] = "close"
    weight: Chance = Field(description="share of the distance, in 1/256")


class Association(Part):
    """Whether people pay for those they know."""

    spillover: bool = Field(default=True, description="false switches the spillover of every rule off")
    company: Company | None = None


class Tier(Part):
    """A range of the score; worst first, the first without `from`."""

    name: Name
    from_: Points | None = Field(default=None, alias="from", description="lowest score of the tier")
    hysteresis: int = Field(default=0, ge=0, le=1_000_000, description="so much above `from` is needed to climb into it")


class RegisterList(Part):
    """A black or red list."""

    enabled: Enabled = True
    colour: Literal["black", "red"] = "black"
    below: Points | None = Field(default=None, description="entered when the score is below this")
    at_or_above: Points | None = Field(default=None, description="entered when the score is at or above this")
    term_days: Days | None = Field(default=None, description="days on the list; none: no term; 0: named once, never on it")
    duty_per_year: float | None = Field(default=None, ge=0, le=1000, description="rate at which the listed perform their duty and leave")
    leaves_at: Points | None = Field(default=None, description="black: leaves when the score is at or above this; red: when it is below")
    where: Where = Field(default={}, description="who can be listed: " + WHERE)
    review: ListReview | None = None
    grace_days: Days = Field(default=0, description="days without re-entry by cutoff after an appeal granted or a review")

    @model_validator(mode="after")
    def _one_cutoff(self) -> "RegisterList":
        if self.below is not None and self.at_or_above is not None:
            raise ValueError("at_or_above is given beside below: a list is entered by one of them")
        if self.leaves_at is not None:
            self._leaves_outside(self.leaves_at)
        return self

    def _leaves_outside(self, exit_: int) -> None:
        if self.colour == "black" and self.below is not None and exit_ < self.below:
            raise ValueError(f"leaves_at {exit_} is under the cutoff, below {self.below}: who enters would leave at once")
        if self.colour == "red" and self.at_or_above is not None and exit_ > self.at_or_above:
            raise ValueError(f"leaves_at {exit_} is over the cutoff, at or above {self.at_or_above}: who enters would leave at once")


class Privilege(Part):
    """What a good standing gives on one request."""

    chance: Chance = Field(default=0.0, description="chance of a grant, where it is above the society's own; 0 leaves that")
    saves_yuan: int = Field(default=0, ge=0, le=100_000_000, description="saved on each granted request, at most its cost")
    saves_minutes: int = Field(default=0, ge=0, le=1_000_000)


class Ostracism(Part):
    """Ties are cut when a person enters the list; the household stays."""

    chance: Chance = Field(description="chance per tie")
    until: Literal["listing", "ever"] = "listing"


class Consequence(Part):
    """What being in a tier or on a list does."""

    enabled: Enabled = True
    tiers: list[Name] = Field(default=[])
    lists: list[Name] = Field(default=[])
    deny: list[Name] = Field(default=[], description="requests denied")
    privileges: dict[Name, Privilege] = Field(default={})
    suspend_expression: bool = Field(default=False, description="expression is impossible")
    remove_account: bool = Field(default=False, description="the account and its reach are lost, once")
    confine: bool = Field(default=False, description="every travel request is denied")
    fine_yuan: int = Field(default=0, ge=0, le=100_000_000, description="paid on entry")
    detain_days: int = Field(default=0, ge=0, le=3650, description="days without occasions, from entry")
    publicise: bool = Field(default=False, description="the entry is made public")
    household_deny: list[Name] = Field(default=[], description="requests denied to the other members of a listed person's household")
    ostracism: Ostracism | None = None
    context: str = Field(default="", description="sphere of life in which it is felt")
    right: str = Field(default="", description="the right it touches")

    @model_validator(mode="after")
    def _has_target(self) -> "Consequence":
        if not self.tiers and not self.lists:
            raise ValueError("a consequence names at least one tier or list")
        if (self.household_deny or self.ostracism) and (self.tiers or not self.lists):
            raise ValueError("household_deny and ostracism hang on lists only")
        return self


class Redress(Part):
    """Appeals against one list. The days of grace stand at the list."""

    where: Where = Field(default={}, description="who may appeal: " + WHERE)
    hazard_per_year: float = Field(ge=0, le=1000, description="rate at which a listed person lodges, once per listing")
    hazard_by: dict[str, dict[Code, Multiplier]] = Field(default={}, description="attribute of the cohorts -> code -> multiplier")
    wait_days: int = Field(default=30, ge=1, le=3650)
    success_if_wrong: Chance = Field(description="chance of the wrongly listed")
    success_if_right: Chance = Field(default=0.0, description="chance of the rightly listed")
    restores: Literal["listing", "points", "record"] = "listing"


class Change(Part):
    """From this day on, some of the communities live under this."""

    day: Days = 0
    share: Chance = Field(default=1.0, description="share of the communities of the regions")
    regions: list[str] = Field(default=[], description="empty: all")
    regime: Literal["self", "none"] = "self"
    overrides: list[str] = Field(default=[], alias="set", description="changes such as rules.jaywalking.points=-10")
    keep_scores: bool = Field(default=False, description="with none: dimensions are kept rather than erased")

    @model_validator(mode="after")
    def _fits(self) -> "Change":
        if self.regime == "none" and self.overrides:
            raise ValueError("'set' changes the regime, and 'regime: none' has nothing to change")
        if self.regime == "self" and self.keep_scores:
            raise ValueError("'keep_scores' goes with 'regime: none'")
        return self


class Amendment(Part):
    """From a date on, wherever the regime holds, it holds so changed, beside all earlier amendments."""

    from_: Day = Field(alias="from")
    overrides: list[str] = Field(alias="set", min_length=1, description="changes such as rules.jaywalking.points=-10")

    @model_validator(mode="after")
    def _is_a_day(self) -> "Amendment":
        if not is_a_day(self.from_):
            raise ValueError(f"'{self.from_}' is no day of the calendar")
        return self


class Regime(Part):
    """A regime as resolved: complete and consistent in itself. It says nothing about any society."""

    ostrakon: Literal["regime/1"]
    id: RegimeId
    title: str
    summary: str
    family: Literal["as_claimed", "as_documented", "study"]
    society: SocietyId = Field(default="china-2020", description="the society of the catalogue that it runs on unless told otherwise")
    references: dict[Name, Reference] = Field(default={}, description="short name -> the work cited, with the reason why")
    update: Literal["daily", "monthly"] = Field(default="daily", description="when points take effect")
    scope: Scope = Scope()
    awareness: Awareness = Awareness()
    channels: dict[Name, Channel] = Field(default={}, max_length=32)
    scoring: Scoring
    rules: dict[Name, Rule] = Field(default={}, max_length=128)
    association: Association = Association()
    tiers: list[Tier] = Field(min_length=1, max_length=16, description="worst to best")
    lists: dict[Name, RegisterList] = Field(default={}, max_length=6)
    consequences: dict[Name, Consequence] = Field(default={})
    redress: dict[Name, Redress] | None = Field(default=None, description="list -> appeals; none: nobody can appeal")
    rollout: list[Change] = Field(default=[Change()])
    amendments: list[Amendment] = Field(default=[], description="dated changes of the regime, in order of date")
    burn_in_days: int = Field(default=0, ge=0, le=25_000)
    mechanisms: dict[Annotated[str, Field(pattern=ARTICLE)], Mechanism] = Field(default={})
