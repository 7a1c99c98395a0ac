"""The language of societies: who people are, how often moments arise, how people respond.

Here live the pydantic models of a society file, the names of attribute codes, and what must hold inside one file. Never
here: a number about any society, the reading of census tables, or how anything becomes a table. The text layer has
unwrapped ``{value, source, ...}`` before these models see a number.
"""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from ostrakon.spec.cited import Reference
from ostrakon.spec.part import Chance, Code, Multiplier, Name, Part, SocietyId
from ostrakon.spec.response import GROUPS as GROUPS
from ostrakon.spec.response import Group, Nature, Response

Weight = Annotated[float, Field(ge=0, le=1e12)]
Level = Annotated[float, Field(ge=0, le=15)]
By = dict[str, dict[str, Multiplier]]

Right = Literal["movement", "expression", "work", "education", "credit", "housing"]
LEAST_SD = 0.02     # a gamma so narrow has a shape of 2,500; the bins of a much narrower one take hours to find
MAX_STRATA, MAX_COHORTS, MAX_CLASSES, MAX_KINDS = 512, 256, 16, 64

PROVINCES = ("Beijing", "Tianjin", "Hebei", "Shanxi", "Inner Mongolia", "Liaoning", "Jilin", "Heilongjiang", "Shanghai", "Jiangsu",
             "Zhejiang", "Anhui", "Fujian", "Jiangxi", "Shandong", "Henan", "Hubei", "Hunan", "Guangdong", "Guangxi", "Hainan",
             "Chongqing", "Sichuan", "Guizhou", "Yunnan", "Tibet", "Shaanxi", "Gansu", "Qinghai", "Ningxia", "Xinjiang")
AGE_BANDS = ("0", "1-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59",
             "60-64", "65-69", "70-74", "75-79", "80-84", "85+")
EDUCATIONS = ("none", "preschool", "primary", "junior_secondary", "senior_secondary", "junior_college", "bachelor_plus")
JOBS = ("heads", "professional", "clerical", "services", "agriculture", "manufacturing", "other_work")
OCCUPATIONS = ("not_employed", "student", *JOBS, "journalist", "civil_servant")
QUINTILES = ("q1", "q2", "q3", "q4", "q5")
ROLES = ("head", "spouse", "child", "parent", "grandparent", "grandchild", "other", "collective")
FIXED_CODES = {
    "urban": ("rural", "urban"), "age": tuple(str(a) for a in range(101)), "sex": ("male", "female"), "minority": ("han", "minority"),
    "education": EDUCATIONS, "occupation": OCCUPATIONS, "quintile": QUINTILES, "internet": ("no", "yes"), "role": ROLES,
}


class Households(Part):
    """Households of a region: shares of households by generations, one-person ones within one_generation, and mean size."""

    mean_size: float = Field(gt=1, le=8)
    one_person: Chance
    one_generation: Chance = Field(description="includes one-person households")
    two_generation: Chance
    three_generation: Chance
    four_generation: Chance
    collective: Chance = Field(0.0, description="share of people in collective households")


class BySex(Part):
    """A table for each sex."""

    male: dict[str, Weight]
    female: dict[str, Weight]


def _told_apart(given: Any) -> str:
    """Which form of a table is meant, so that a mistake is told of that form alone."""
    return "by_sex" if isinstance(given, BySex) or (isinstance(given, dict) and {"male", "female"} & set(given)) else "both"


Weights = Annotated[Annotated[dict[str, Weight], Tag("both")] | Annotated[BySex, Tag("by_sex")], Discriminator(_told_apart)]


class RegionShares(Part):
    """A region written out in the file, in place of a census."""

    people: int = Field(ge=10, le=10**10, description="a count of people; below 10 a cell could be somebody, and is refused")
    urban: Chance
    male: Chance
    minority: Chance
    ages: Weights = Field(description="census age band -> weight, the same for both sexes or for each of them")
    education: Weights = Field(
        description="education -> weight among those aged 3 and over, the same for both sexes or for each of them")
    jobs: dict[str, Weight] = Field(description="job -> share of all people; the rest is not employed or studies")
    households: Households


class Internet(Part):
    """Who is online: shares by urbanity, and relative weights by age band (lower age -> share of the band's people online)."""

    urban: Chance
    rural: Chance
    by_age: dict[int, Chance] = Field(min_length=1, description="lowest age of a band -> share online before fitting")


class Carved(Part):
    """Small occupations cut out of larger groups: persons in the nation, or a share of people for inline regions."""

    journalists: Chance = Field(description="journalists as a share of all people, out of professional")
    civil_servants: Chance = Field(description="civil servants as a share of all people, out of heads and clerical")


class Population(Part):
    """Who people are: a census shipped with the catalogue, or regions written out. Tables in CSV have become regions here."""

    census: Literal["cn2020"] | None = None
    regions: dict[Annotated[str, Field(min_length=1, max_length=60)], RegionShares] = Field({}, max_length=127)
    internet: Internet
    carved: Carved
    quintile_urban_ratio: float = Field(gt=0, le=100, description="odds of one quintile up for urban over rural people (1: no gradient)")

    @model_validator(mode="after")
    def _one_source(self) -> "Population":
        if (self.census is None) == (not self.regions):
            raise ValueError("give one of 'census', 'regions' and 'tables'")
        return self


class Layer(Part):
    """Degrees of one layer of ties: negative binomial (Poisson when sd is least), cut at `most`, the mean kept."""

    mean: float = Field(ge=0, le=60)
    sd: float = Field(ge=0, le=60)
    most: int = Field(ge=0, le=63)


class Foci(Part):
    """Where ties form, as shares: the rest of nearness and age is education."""

    nearness: Chance
    age: Chance

    @model_validator(mode="after")
    def _shares(self) -> "Foci":
        if self.nearness + self.age > 1:
            raise ValueError(f"nearness and age add to {self.nearness + self.age:g}; at most 1")
        return self


class Ties(Part):
    """Close friends and the wider circle."""

    close: Layer
    wide: Layer
    foci: Foci


class Disposition(Part):
    """A latent multiplier of mean 1."""

    law: Literal["none", "lognormal", "gamma"]
    sd: float = Field(0.0, ge=0, le=10, description="standard deviation of the multiplier")

    @model_validator(mode="after")
    def _spread(self) -> "Disposition":
        if (self.law == "none") != (self.sd == 0):
            raise ValueError("law 'none' has no spread, and every other law has an sd above 0")
        if 0 < self.sd < LEAST_SD:
            raise ValueError(f"sd {self.sd:g} is too small to tell from none; at least {LEAST_SD}, or law 'none'")
        return self


class Fear(Part):
    """Levels of fear that one sanction adds, and what of it is left after a week."""

    own: Level
    household: Level
    close: Level
    publicity: Level = Field(description="levels per publicised entry in a community of 8,192")
    weekly_decay: Chance
    publicity_decay: Chance


class Hardship(Part):
    """What of hardship is left after a week, and the fine that adds one level."""

    weekly_decay: Chance
    yuan_per_level: int = Field(ge=1, le=10**9)


class Reach(Part):
    """Followers: lognormal with a median by occupation."""

    median: float = Field(ge=0, le=1e8)
    sigma: float = Field(ge=0, le=5, description="standard deviation of the logarithm")
    by_occupation: dict[str, Multiplier] = Field(default={})

    @model_validator(mode="after")
    def _occupations(self) -> "Reach":
        for word in self.by_occupation:
            if word not in OCCUPATIONS:
                raise ValueError(f"by_occupation names '{word}'; allowed: {', '.join(OCCUPATIONS)}")
        return self


class Grouped(Part):
    """A coarser attribute: levels of codes of another; age codes may be ranges such as '18-34'. One level may be 'rest'."""

    of: Literal["region", "age", "education", "occupation", "quintile", "role"]
    levels: dict[str, list[Code] | Code] = Field(min_length=1)


class Follow(Part):
    """What a granted request brings later."""

    kind: Name
    after_days: float = Field(ge=1, le=3650)


class Kind(Part):
    """A kind of occasion: a conduct or a request. `rate` is that of a person all of whose multipliers are 1."""

    nature: Nature
    gravity: int = Field(1, ge=1, le=5)
    group: Group = "rest"
    rate: float = Field(ge=0, le=2000, description="occasions per person-year at which the person would act")
    by: By = Field({}, description="strata attribute -> level -> multiplier on the rate; 1 unless given")
    ceiling: float = Field(1.0, ge=1, le=20, description="highest rate over base rate that a response law may ask for")
    grant: Chance = Field(1.0, description="requests: chance of a grant under no regime")
    grant_by: By = Field({}, description="the same, multipliers on the grant chance")
    denial_hardship: Level = Field(0.0, description="levels of hardship that a denial adds")
    cost_yuan: int = Field(0, ge=0, le=10**8)
    cost_minutes: int = Field(0, ge=0, le=10**7)
    travel: bool = False
    right: Right | None = Field(None, description="requests: the right that a denial restricts")
    follow: Follow | None = None

    @model_validator(mode="after")
    def _requests(self) -> "Kind":
        given = {"grant", "grant_by", "denial_hardship", "cost_yuan", "cost_minutes", "travel", "right", "follow"} & self.model_fields_set
        changed = [k for k in sorted(given) if getattr(self, k) != type(self).model_fields[k].default]
        if self.nature != "request" and changed:
            raise ValueError(f"only a request has {', '.join(changed)}")
        return self


class Society(Part):
    """A society file."""

    ostrakon: Literal["society/1"]
    id: SocietyId
    title: str
    summary: str
    references: dict[Name, Reference] = Field({}, description="short name -> the work cited, with the reason why")
    population: Population
    ties: Ties
    dispositions: dict[Group, Disposition] = Field({}, description="groups not named have no spread")
    response: Response
    fear: Fear
    hardship: Hardship
    false_ceiling: float = Field(gt=0, le=100, description="most false records per channel, person and year")
    reach: Reach
    groups: dict[Name, Grouped] = Field(default={})
    strata: list[str] = Field(description="attributes and groups on which rates depend")
    cohorts: list[str] = Field(description="attributes and groups by which outcomes are told apart")
    classes: list[str] = Field(description="... by which channels may err differently")
    looks: list[str] = Field(description="... that make people be taken for each other")
    kinds: dict[Name, Kind] = Field(min_length=1, max_length=MAX_KINDS)

    @property
    def regions(self) -> tuple[str, ...]:
        """The names of the regions, in table order."""
        return PROVINCES if self.population.census == "cn2020" else tuple(self.population.regions)

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """The code names of each attribute, in table order."""
        return {"region": self.regions, **FIXED_CODES}

    def levels(self, name: str) -> tuple[str, ...]:
        """The level names of an attribute or group. Raises KeyError when there is none of that name."""
        return tuple(self.groups[name].levels) if name in self.groups else self.codes[name]

    def grouping(self, name: str) -> list[dict[str, str]]:
        """What each index of 'strata', 'cohorts', 'classes' or 'looks' stands for; the first attribute varies slowest."""
        out: list[dict[str, str]] = [{}]
        for attribute in getattr(self, name):
            out = [{**entry, attribute: level} for entry in out for level in self.levels(attribute)]
        return out

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the detection classes, such as 'male_han'."""
        return tuple("_".join(entry.values()) or "everybody" for entry in self.grouping("classes"))

    @model_validator(mode="after")
    def _names_hold(self) -> "Society":
        known = {*self.codes, *self.groups}
        for word in sorted(set(self.groups) & set(self.codes)):
            raise ValueError(f"group '{word}' has the name of an attribute")
        for where, most in (("strata", MAX_STRATA), ("cohorts", MAX_COHORTS), ("classes", MAX_CLASSES), ("looks", MAX_COHORTS)):
            self._grouping_holds(where, most, known)
        for kind_id, kind in self.kinds.items():
            self._kind_holds(kind_id, kind)
        for where, words in (("evasion", self.response.evasion), ("best_response.grades", self._graded),
                             ("ties.kinds", self.response.ties.kinds if self.response.ties else ())):
            self._conduct_holds(f"response.{where}", list(words), any_nature=where == "evasion")
        self._grades_hold()
        return self

    @property
    def _graded(self) -> dict[str, float]:
        return self.response.best_response.grades if self.response.best_response else {}

    def _conduct_holds(self, where: str, words: list[str], any_nature: bool) -> None:
        for word in words:
            if word not in self.kinds:
                raise ValueError(f"{where} names the unknown kind '{word}'")
            if self.kinds[word].nature == "request" and not any_nature:
                raise ValueError(f"{where} names the request '{word}'; only conduct counts")

    def _grades_hold(self) -> None:
        """Who holds back says a milder grade, at a rate that must be theirs in every stratum: so grades vary alike."""
        for word in self._graded:
            first, kind = self.kinds[next(iter(self._graded))], self.kinds[word]
            if kind.rate == 0:
                raise ValueError(f"response.best_response.grades names '{word}', whose rate is 0: nobody would say it")
            if (kind.group, kind.by) != (first.group, first.by):
                raise ValueError(f"grades of one conduct share 'group' and 'by'; '{word}' differs from '{next(iter(self._graded))}'")

    def _grouping_holds(self, where: str, most: int, known: set[str]) -> None:
        names = getattr(self, where)
        for name in names:
            if name not in known:
                raise ValueError(f"{where} names '{name}'; allowed: {', '.join(sorted(known))}")
        bases = [self.groups[n].of if n in self.groups else n for n in names]
        if len(set(bases)) < len(bases):
            raise ValueError(f"{where} uses one attribute twice")
        count = len(self.grouping(where))
        if count > most:
            raise ValueError(f"{where} makes {count} combinations; at most {most}")

    def _kind_holds(self, kind_id: str, kind: Kind) -> None:
        for table in (kind.by, kind.grant_by):
            for name, levels in table.items():
                if name not in self.strata:
                    raise ValueError(f"kind '{kind_id}' depends on '{name}', which is not in strata ({', '.join(self.strata)})")
                for level in levels:
                    if level not in self.levels(name):
                        raise ValueError(f"kind '{kind_id}': '{name}' has no level '{level}' ({', '.join(self.levels(name))})")
        if kind.follow and kind.follow.kind not in self.kinds:
            raise ValueError(f"kind '{kind_id}' is followed by the unknown kind '{kind.follow.kind}'")
        if kind.follow and self.kinds[kind.follow.kind].follow:
            raise ValueError(f"kind '{kind_id}' is followed by '{kind.follow.kind}', itself followed: a chain would share its luck")
