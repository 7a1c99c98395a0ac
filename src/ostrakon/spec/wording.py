"""A value of a regime or a society in words: what it is, and how it is answered; and its path as people write it.

Here live phrases for the values that an entry of the catalogue gives; a value without a phrase is told by the models' own
description. Never here: a value, and nothing that a value would change (but the names that an entry gives to its parts).
"""

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from ostrakon.spec.shape import is_model, names_at, type_words, types_at
from ostrakon.spec.text import Key, Where

# Path with <name> and <n> for free names and places -> phrase. {0}, {1} ... are those names, {kind} is the kind of a rule.
PHRASES = {
    "society": "society that it runs on",
    "update": "when points take effect",
    "scope.where": "who is enrolled, by attribute",
    "scope.exempt": "who is exempt from enrolment, by attribute",
    "scope.share": "share enrolled of those allowed",
    "scope.consent": "share who consent, of those asked",
    "awareness.where": "who can know of the regime, by attribute",
    "awareness.share": "share aware of the regime, of those who can know",
    "channels.<name>.enabled": "whether it is in force (channel {0})",
    "channels.<name>.context": "sphere of life that its data come from (channel {0})",
    "channels.<name>.sees": "chance that an act is recorded, by kind (channel {0})",
    "channels.<name>.sees.<name>": "chance that an act of {1} is recorded (channel {0})",
    "channels.<name>.by_urban": "multiplier on the chance of a record, urban and rural (channel {0})",
    "channels.<name>.by_urban.urban": "multiplier on the chance of a record in urban places (channel {0})",
    "channels.<name>.by_urban.rural": "multiplier on the chance of a record in rural places (channel {0})",
    "channels.<name>.by_region": "multiplier on the chance of a record, by region (channel {0})",
    "channels.<name>.by_region.<name>": "multiplier on the chance of a record in {1} (channel {0})",
    "channels.<name>.by_class": "multiplier on the chance of a record, by detection class (channel {0})",
    "channels.<name>.by_class.<name>": "multiplier on the chance of a record of people of class {1} (channel {0})",
    "channels.<name>.misattribution.share": "share of records that land on somebody who did not act (channel {0})",
    "channels.<name>.misattribution.among": "who can be mistaken for the actor (channel {0})",
    "channels.<name>.misattribution.by_class": "multiplier on the share of mistaken records, by class of the actor (channel {0})",
    "channels.<name>.false_records.per_person_year": "records of what never happened, per person and year (channel {0})",
    "channels.<name>.false_records.of": "weight among the false records, by kind (channel {0})",
    "channels.<name>.false_records.of.<name>": "weight of {1} among the false records (channel {0})",
    "channels.<name>.false_records.by_class": "multiplier on false records, by class of the person hit (channel {0})",
    "channels.<name>.review.share": "share of records that a human looks at (channel {0})",
    "channels.<name>.review.catches": "share stopped, of the wrong records looked at (channel {0})",
    "channels.<name>.review.errs": "share stopped all the same, of the right records looked at (channel {0})",
    "channels.<name>.review.delay_days": "days by which a reviewed record that stands is late (channel {0})",
    "scoring.dimensions.<name>.base": "points at which everyone starts (dimension {0})",
    "scoring.dimensions.<name>.base_by": "points at which people start, by attribute (dimension {0})",
    "scoring.dimensions.<name>.minimum": "lowest number of points (dimension {0})",
    "scoring.dimensions.<name>.maximum": "highest number of points (dimension {0})",
    "scoring.dimensions.<name>.weight": "weight in the score, in 1/256 (dimension {0})",
    "scoring.dimensions.<name>.recovery.points_per_month": "points that come back in a month, toward the start (dimension {0})",
    "scoring.dimensions.<name>.recovery.yearly_factor": "what is left of the distance from the start after a year (dimension {0})",
    "rules.<name>.enabled": "whether it is in force (rule {0})",
    "rules.<name>.kind": "kind of conduct that it counts (rule {0})",
    "rules.<name>.channels": "channels whose records it counts (rule {0})",
    "rules.<name>.dimension": "dimension that the points of a record of {kind} go to (rule {0})",
    "rules.<name>.points": "points of a record of {kind} (rule {0})",
    "rules.<name>.by_tier": "points of a record of {kind}, by tier of the person (rule {0})",
    "rules.<name>.by_tier.<name>": "points of a record of {kind} for a person in tier {1} (rule {0})",
    "rules.<name>.repetition.window_days": "days for which a record of {kind} counts as a repetition (rule {0})",
    "rules.<name>.repetition.points": "points of the 1st, 2nd ... record of {kind} (rule {0})",
    "rules.<name>.repetition.points.<n>": "points of the {1} record of {kind} (rule {0})",
    "rules.<name>.list": "list that a record of {kind} puts the person on (rule {0})",
    "rules.<name>.list_from": "number of the record of {kind} from which on it lists (rule {0})",
    "rules.<name>.spillover.household": "share of the points of a record of {kind} that goes to each of the household (rule {0})",
    "rules.<name>.spillover.household.fixed": "points of a record of {kind} that go to each of the household (rule {0})",
    "rules.<name>.spillover.close": "share of the points of a record of {kind} that goes to each close friend (rule {0})",
    "rules.<name>.spillover.close.fixed": "points of a record of {kind} that go to each close friend (rule {0})",
    "rules.<name>.spillover.wider": "share of the points of a record of {kind} that goes to each of the wider circle (rule {0})",
    "rules.<name>.spillover.wider.fixed": "points of a record of {kind} that go to each of the wider circle (rule {0})",
    "rules.<name>.citation": "where it is written down (rule {0})",
    "association.spillover": "whether points go to those close to the person",
    "association.company.dimension": "dimension that the company one keeps moves",
    "association.company.of": "whose mean score counts as one's company",
    "association.company.weight": "share of the way to the mean score of one's company, a month",
    "tiers": "names of the tiers and where they begin, worst first",
    "tiers.<n>.name": "name (tier {0})",
    "tiers.<n>.from": "lowest score (tier {0})",
    "tiers.<n>.hysteresis": "points above the lowest score that are needed to climb into it (tier {0})",
    "lists.<name>.colour": "black or red (list {0})",
    "lists.<name>.below": "score below which a person enters (list {0})",
    "lists.<name>.at_or_above": "score from which on a person enters (list {0})",
    "lists.<name>.term_days": "days that a person stays (list {0})",
    "lists.<name>.duty_per_year": "rate per year at which the listed perform their duty and leave (list {0})",
    "lists.<name>.leaves_at": "score at which a person leaves (list {0})",
    "lists.<name>.where": "who can be listed, by attribute (list {0})",
    "lists.<name>.review.share": "share of listings that a human looks at (list {0})",
    "lists.<name>.review.catches": "share stopped, of the wrong listings looked at (list {0})",
    "lists.<name>.review.errs": "share stopped all the same, of the right listings looked at (list {0})",
    "lists.<name>.grace_days": "days without re-entry by score after an appeal or a review (list {0})",
    "consequences.<name>.tiers": "tiers that it falls on (consequence {0})",
    "consequences.<name>.lists": "lists that it falls on (consequence {0})",
    "consequences.<name>.deny": "requests denied (consequence {0})",
    "consequences.<name>.privileges.<name>.chance": "chance that a request for {1} is granted (consequence {0})",
    "consequences.<name>.privileges.<name>.saves_yuan": "yuan saved on each request granted, {1} (consequence {0})",
    "consequences.<name>.privileges.<name>.saves_minutes": "minutes saved on each request granted, {1} (consequence {0})",
    "consequences.<name>.suspend_expression": "whether expression is made impossible (consequence {0})",
    "consequences.<name>.remove_account": "whether the account and its reach are lost (consequence {0})",
    "consequences.<name>.confine": "whether every travel request is denied (consequence {0})",
    "consequences.<name>.fine_yuan": "fine in yuan on entry (consequence {0})",
    "consequences.<name>.detain_days": "days of detention from entry (consequence {0})",
    "consequences.<name>.publicise": "whether the entry is made public (consequence {0})",
    "consequences.<name>.household_deny": "requests denied to the rest of the household (consequence {0})",
    "consequences.<name>.ostracism.chance": "chance that a tie is cut (consequence {0})",
    "consequences.<name>.ostracism.until": "how long a cut tie stays cut (consequence {0})",
    "consequences.<name>.context": "sphere of life in which it is felt (consequence {0})",
    "consequences.<name>.right": "right that it touches (consequence {0})",
    "redress": "who may appeal, by list",
    "redress.<name>.where": "who may appeal, by attribute (list {0})",
    "redress.<name>.hazard_per_year": "appeals of a listed person per year (list {0})",
    "redress.<name>.hazard_by": "multiplier on the rate of appeals, by attribute (list {0})",
    "redress.<name>.wait_days": "days until an appeal is decided (list {0})",
    "redress.<name>.success_if_wrong": "chance that an appeal of a wrongly listed person is granted (list {0})",
    "redress.<name>.success_if_right": "chance that an appeal of a rightly listed person is granted (list {0})",
    "redress.<name>.restores": "what a granted appeal restores (list {0})",
    "rollout.<n>.day": "day from which on it holds (change {0})",
    "rollout.<n>.share": "share of the communities that it holds in (change {0})",
    "rollout.<n>.regions": "regions that it holds in (change {0})",
    "burn_in_days": "days lived under no regime before day 0",
    "population.regions.<name>.people": "people ({0})",
    "population.regions.<name>.urban": "share of people in urban places ({0})",
    "population.regions.<name>.male": "share of people who are male ({0})",
    "population.regions.<name>.minority": "share of people of a minority ({0})",
    "population.regions.<name>.ages": "weight of a census age band ({0})",
    "population.regions.<name>.education": "weight of a level of education ({0})",
    "population.regions.<name>.jobs": "share of all people in a group of occupations ({0})",
    "population.regions.<name>.households.mean_size": "mean size of a household ({0})",
    "population.regions.<name>.households.one_person": "share of households of one person ({0})",
    "population.regions.<name>.households.one_generation": "share of households of one generation, one person included ({0})",
    "population.regions.<name>.households.two_generation": "share of households of two generations ({0})",
    "population.regions.<name>.households.three_generation": "share of households of three generations ({0})",
    "population.regions.<name>.households.four_generation": "share of households of four generations ({0})",
    "population.regions.<name>.households.collective": "share of people in collective households ({0})",
    "population.internet.urban": "share of urban people who are online",
    "population.internet.rural": "share of rural people who are online",
    "population.internet.by_age": "share online before fitting, from each age on",
    "population.carved.journalists": "journalists as a share of all people",
    "population.carved.civil_servants": "civil servants as a share of all people",
    "population.quintile_urban_ratio": "odds of being one income quintile up, urban over rural people",
    "ties.close.mean": "mean number of close friends",
    "ties.close.sd": "standard deviation of the number of close friends",
    "ties.close.most": "most close friends that a person has",
    "ties.wide.mean": "mean size of the wider circle",
    "ties.wide.sd": "standard deviation of the size of the wider circle",
    "ties.wide.most": "most people in a wider circle",
    "ties.foci.nearness": "share of ties that form by nearness",
    "ties.foci.age": "share of ties that form by age",
    "dispositions.<name>.law": "law of the multiplier ({0})",
    "dispositions.<name>.sd": "standard deviation of the multiplier ({0})",
    "response.boldness": "multiplier on the effect of fear, by response class",
    "response.fear_effect": "effect of a level of fear, by nature of the conduct",
    "response.deterrence": "strength of deterrence by surveillance and severity",
    "response.reward": "strength of the pull of points to be gained",
    "response.hardship": "effect of a level of hardship on paying late",
    "response.best_response.grades.<name>": "how much {0} says, among the grades of one conduct",
    "response.best_response.worth": "what a grade of 1 is worth, by response class",
    "response.best_response.stake": "what it costs to lose the whole range of the score",
    "response.joining.at": "share of ties at which people join, by response class",
    "response.joining.alone": "what is left of the rate of conduct that counts below that share",
    "response.ties.of": "whose acts people look at",
    "response.ties.kinds": "conduct that people look at",
    "response.ties.days": "days of a period after which people look around",
    "response.ties.levels": "levels in which the share of ties who acted is told",
    "response.evasion.<name>.share_per_level": "share who evade the channel, per level of fear ({0})",
    "fear.own": "levels of fear that one's own sanction adds",
    "fear.household": "levels of fear that a sanction in the household adds",
    "fear.close": "levels of fear that a close friend's sanction adds",
    "fear.publicity": "levels of fear per publicised entry in a community of 8,192",
    "fear.weekly_decay": "share of fear left after a week",
    "fear.publicity_decay": "share of the fear of publicised entries left after a week",
    "hardship.weekly_decay": "share of hardship left after a week",
    "hardship.yuan_per_level": "fine in yuan that adds one level of hardship",
    "false_ceiling": "most false records per channel, person and year",
    "reach.median": "median number of followers",
    "reach.sigma": "standard deviation of the logarithm of the number of followers",
    "reach.by_occupation": "multiplier on the number of followers, by occupation",
    "reach.by_occupation.<name>": "multiplier on the number of followers ({0})",
    "kinds.<name>.nature": "nature ({0})",
    "kinds.<name>.gravity": "gravity, 1 to 5 ({0})",
    "kinds.<name>.rate": "occasions per person and year ({0})",
    "kinds.<name>.by": "multiplier on the rate, by attribute ({0})",
    "kinds.<name>.ceiling": "highest rate over the base rate that a response may ask for ({0})",
    "kinds.<name>.grant": "chance of a grant under no regime ({0})",
    "kinds.<name>.grant_by": "multiplier on the chance of a grant, by attribute ({0})",
    "kinds.<name>.denial_hardship": "levels of hardship that a denial adds ({0})",
    "kinds.<name>.cost_yuan": "cost in yuan ({0})",
    "kinds.<name>.cost_minutes": "minutes taken ({0})",
    "kinds.<name>.follow.after_days": "days until what a grant brings ({0})",
}
_RAW = ("rules", "channels", "lists", "consequences", "scoring", "tiers", "redress")   # their entries are named as in the file


def words(model: type[BaseModel], path: Where, data: Any) -> str:
    """What the value at a path is, in words; `data` gives the names of tiers and the kinds of rules, no value."""
    steps = pattern(model, path)
    for n in range(len(path), 0, -1):
        names = [_name(path, i, steps[i], data) for i in range(n) if steps[i].startswith("<")]
        rest = ", ".join(_name(path, i, steps[i], data) for i in range(n, len(path)))
        if phrase := PHRASES.get(".".join(steps[:n])):
            told = phrase.format(*names, kind=_kind(path, data))
        elif said := _description(model, path[:n]):
            told = said + (f" ({', '.join(names)})" if names else "")
        else:
            continue
        return f"{told}: {rest}" if rest else told
    return " ".join(_name(path, i, steps[i], data) for i in range(len(path)))


def pattern(model: type[BaseModel], path: Where) -> list[str]:
    """The path with `<name>` for each free name and `<n>` for each place in a list."""
    out: list[str] = []
    for i, key in enumerate(path):
        declared = str(key) in names_at(model, path[:i])
        lists = any(_made_of(kind) is list for kind in types_at(model, path[:i]))
        out.append(str(key) if declared else "<n>" if isinstance(key, int) and lists else "<name>")
    return out


def answer(model: type[BaseModel], path: Where) -> str:
    """The sort of value that stands at a path, in words: `a whole number`, `one of daily, monthly`."""
    kinds = types_at(model, path)
    allowed = [str(word) for kind in kinds if _made_of(kind) is Literal for word in get_args(kind)]
    if allowed:
        return f"one of {', '.join(allowed)}" + (", or none" if type(None) in kinds else "")
    return type_words([kind for kind in kinds if kind is not type(None)]) + (", or none" if type(None) in kinds else "")


def named(path: Where, data: Any) -> str:
    """The path as people write it, an item of a list by its `name` where it has one: `tiers.good.from`."""
    return ".".join(str(_item(data, path[:i], key) or key) for i, key in enumerate(path))


def at(data: Any, path: Where) -> Any:
    """What stands at a path of plain data; None when the path leads nowhere."""
    for key in path:
        if isinstance(data, dict):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return None
    return data


def ordinal(n: int) -> str:
    """A place in a list, from 1.

    >>> ordinal(1), ordinal(5), ordinal(11)
    ('1st', '5th', '11th')
    """
    return f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def _made_of(kind: Any) -> Any:
    return get_origin(kind)


def _item(data: Any, path: Where, key: Key) -> str:
    here = at(data, path)
    name = at(here, (key, "name")) if isinstance(here, list) else None
    return name if isinstance(name, str) else ""


def _name(path: Where, i: int, step: str, data: Any) -> str:
    """A name on the way of a path, as it stands in a phrase."""
    key = path[i]
    if step == "<n>" and isinstance(key, int):
        return _item(data, path[:i], key) or (ordinal(key + 1) if i == len(path) - 1 else f"number {key + 1}")
    return str(key) if (i == 1 and path[0] in _RAW) or path[0] == "scoring" else str(key).replace("_", " ")


def _kind(path: Where, data: Any) -> str:
    found = at(data, (*path[:2], "kind")) if path[:1] == ("rules",) else None
    return str(found).replace("_", " ") if isinstance(found, str) else "the kind that it counts"


def _description(model: type[BaseModel], path: Where) -> str:
    """What the models say of the field at a path; '' when they say nothing."""
    for kind in types_at(model, path[:-1]):             # a free name is no field, and finds nothing
        for name, info in kind.model_fields.items() if is_model(kind) else ():
            if (info.alias or name) == path[-1]:
                return info.description or ""
    return ""
