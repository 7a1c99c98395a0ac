"""The form of a life as JSON, ``life/1``: what ``ostrakon life --json`` writes and the page of a life is drawn from.

Here live the names of what can be told of a life and their meaning. Never here: how it is found out (``follow``), or worded.
Optional keys are left out where they say nothing. Days count from 0 at the start of the run; burn-in is not told.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Truth = Literal["right", "misattributed", "false"]
Role = Literal["self", "household", "close friend", "acquaintance"]
What = Literal[
    "occasion", "record of another's act", "record of nothing", "paid for another", "company", "tier", "listed", "off a list",
    "listing stopped", "appeal lodged", "appeal decided", "consequence", "fear", "tie cut",
]
Answer = Literal["went ahead", "did not", "detained", "kept silent", "spoke up", "stopped by a gate"]
Fate = Literal["kept", "dropped by review", "not covered", "waits for review"]


class Part(BaseModel):
    """Strict: a life has these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Other(Part):
    """Somebody else: the address, and who they are to the person."""

    id: str
    role: Role | None = None


class Person(Part):
    """Who it is: attributes as the society names them. Everybody is synthetic."""

    id: str = Field(description="region, community and number in it: the address")
    region: str
    urban: str
    age: int
    sex: str
    minority: str
    education: str
    occupation: str
    quintile: str
    internet: str
    role: str = Field(description="in the household")
    detection_class: str
    enrolled: bool = Field(description="whether the regime covers the person when the run ends")
    aware: bool
    followers: int
    household: list[Other]
    close_friends: list[Other]
    acquaintances: int


class Rule(Part):
    """The rule that made points of a record."""

    name: str
    article: str | None = None
    citation: str | None = None


class Points(Part):
    """What a record cost or gave."""

    day: int
    points: int
    repetition: int = Field(description="the how many-th record that the rule counts together")
    rule: Rule
    lists: str | None = Field(None, description="the list that the rule puts the person on directly")


class Record(Part):
    """A record, as the regime has it, beside the truth."""

    channel: str
    truth: Truth
    on: str | None = Field(None, description="address of the person on whom it fell, where that is somebody else")
    actor: str | None = Field(None, description="address of the person who acted, where that is somebody else")
    fate: Fate
    due: int | None = Field(None, description="the day on which it counts, where review delays it")
    points: Points | None = None
    points_without_error: int | None = Field(None, description="what it cost the person in the ledger without errors")
    number: int = Field(description="the channel's or the occasion's ordinal: with channel and actor the record's address")


class Request(Part):
    """A request at its gate."""

    answer: Literal["refused", "granted", "granted by privilege", "denied"]
    why: list[Literal["standing", "confinement", "family"]] = []
    wrongly: bool | None = Field(None, description="denied, and the shadow's standing would not have been")
    innocent: bool | None = Field(None, description="denied to somebody who has done nothing unlawful and broken no contract so far")
    yuan: int | None = None
    minutes: int | None = None


class Listing(Part):
    """An entry on a list, or the way off it."""

    name: str
    by: Literal["rule", "score"] | None = None
    until: int | None = Field(None, description="the day on which its term is over; the day of entry itself where it lasts no day")
    wrongful: bool | None = None
    judged: list[Literal["by error", "by association", "no unlawful or contractual act", "for lawful conduct or expression",
                         "for expression alone", "no points by own records"]] = []
    way_out: Literal["term over", "duty performed", "score recovered", "appeal granted", "list closed"] | None = None
    days: int | None = None


class Consequence(Part):
    """What entering a tier or a list set off at once, and what hangs on it from then on."""

    of: str
    names: list[str] = Field(description="of the regime's consequences")
    fine_yuan: int = 0
    detained_days: int = 0
    sanction: bool = False
    public: bool = False
    account_removed: bool = False


class Mark(Part):
    """Something that happened on a day."""

    day: int
    time: str | None = Field(None, description="of the occasion, HH:MM")
    what: What
    kind: str | None = None
    nature: str | None = None
    answer: Answer | None = None
    tier: str | None = Field(None, description="before, on an occasion; after, on a change of tier")
    tier_before: str | None = None
    lists: list[str] = []
    fear: int | None = Field(None, description="level 0 to 15, publicity included; of an event of fear: 256ths of a level")
    hardship: int | None = None
    tie_level: int | None = Field(None, description="share of ties who acted in the last period, in levels; where a response law reads it")
    evaded: str | None = Field(None, description="the channel that the person evaded")
    could_see: list[str] = Field([], description="channels that might have recorded the act")
    request: Request | None = None
    record: Record | None = None
    source: Other | None = Field(None, description="from whom points come, or on whose account")
    truth: Truth | None = None
    points: Points | None = None
    listing: Listing | None = None
    granted: bool | None = None
    consequence: Consequence | None = None
    score_before: int | None = None
    score_after: int | None = None
    mean: int | None = Field(None, description="mean score of the company")
    ties: int | None = None


class Score(Part):
    """The scores of the four ledgers from the evening of a day on."""

    day: int
    score: int
    no_error: int
    no_association: int
    shadow: int
    why: Literal["start", "settlement", "first of the month", "appeal", "change of regime"]


class Feeling(Part):
    """Fear, hardship and publicity in 256ths of a level, at a week's end."""

    day: int
    fear: int
    hardship: int
    publicity: int


class Scale(Part):
    """What the score is measured by: its limits, tiers with their lowest scores, lists with their cutoffs."""

    low: int
    high: int
    tiers: list[tuple[str, int | None]]
    lists: list[tuple[str, Literal["black", "red"], int | None]]


class Regime(Part):
    """Under what it was lived."""

    id: str
    title: str
    changes: list[str] = []
    program_digest: str


class Life(Part):
    """One life in one regime."""

    ostrakon: Literal["life/1"] = "life/1"
    note: str = "Everyone is synthetic: computed from a seed and published tables of counts."
    regime: Regime
    society: str
    seed: int
    people: int
    days: int
    start: str
    scale: Scale
    person: Person
    scores: list[Score]
    marks: list[Mark]
    feelings: list[Feeling]
    ends: "Ends"


class Ends(Part):
    """Where the person stands when the run ends, and what befell them on the way."""

    score: int
    shadow_score: int
    tier: str
    lists: list[str]
    wrongly_listed: bool = Field(description="entered a black list wrongly at least once")
    days_listed: int
    denials: int
    chilled: int
    points_lost: int = Field(description="by records on the person")
    points_lost_to_others: int = Field(description="by records on household and friends")
