"""A regime in words, part by part in the order of the day: every key that is set is said.

Never here: printing, or a fact that the regime's file does not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ostrakon.errors import OstrakonError
from ostrakon.spec.override import read_override
from ostrakon.spec.regime import Channel, Consequence, ListReview, Privilege, Regime, RegisterList, Rule, Spillover
from ostrakon.spec.write import one_line

ROLES = {"household": "the household", "close": "close friends", "wider": "the wider circle"}
CITED = "Works cited"


def percent(share: float) -> str:
    """A share in words."""
    return f"{share * 100:.3g} %"


def words(names: Sequence[Any]) -> str:
    """Names as read by people."""
    shown = [str(n).replace("_", " ") for n in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else "nothing"


def ordinal(n: int) -> str:
    """A number of a record.

    >>> ordinal(1), ordinal(5)
    ('1st', '5th')
    """
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n, 'th') }"


def who(where: Mapping[str, Any]) -> str:
    """A predicate on people."""
    return "; ".join(f"{words([a])} {' or '.join(map(str, v)) if isinstance(v, list) else v}" for a, v in where.items())


def times(multipliers: Mapping[Any, float]) -> str:
    """Multipliers that are not 1, by name; '' when there is none."""
    return ", ".join(f"{words([name])} x {value:g}" for name, value in multipliers.items() if value != 1)


def override(text: str) -> str:
    """A change as an amendment or a rollout entry writes it, without its sources; one that cannot be read, as it stands."""
    try:
        edit = read_override(text)
    except OstrakonError:
        return text
    if edit.how == "remove":
        return f"{edit.path} off"
    return f"{edit.path} {'with' if edit.how == 'add' else 'at'} {one_line(edit.value)}"


def schedule(r: Regime) -> Iterator[str]:
    """Burn-in and dated changes."""
    if r.burn_in_days:
        yield f"Before day 0, {r.burn_in_days} days pass under no regime and are not counted."
    for change in r.rollout:
        where = f"{percent(change.share)} of the communities" if change.share < 1 else "all communities"
        where += f" of {words(change.regions)}" if change.regions else ""
        what = "this regime holds" if change.regime == "self" else "the regime is abolished, and scores are " + (
            "kept" if change.keep_scores else "erased")
        more = f", with {'; '.join(map(override, change.overrides))}" if change.overrides else ""
        yield f"From day {change.day} on, in {where}, {what}{more}."
    for amendment in r.amendments:
        yield f"From {amendment.from_} on, wherever it holds: {'; '.join(map(override, amendment.overrides))}."


def scope(r: Regime) -> Iterator[str]:
    """Who is enrolled and who knows."""
    enrolled = f"Enrolled: {percent(r.scope.share)} of " + (f"those with {who(r.scope.where)}" if r.scope.where else "everybody")
    yield enrolled + (f", of whom {percent(r.scope.consent)} consent." if r.scope.consent < 1 else ".")
    if r.scope.exempt:
        yield f"Exempt: those with {who(r.scope.exempt)}."
    aware = f" of those with {who(r.awareness.where)}" if r.awareness.where else ""
    yield f"Aware of it: {percent(r.awareness.share)}{aware}. Only the aware respond and appeal."


def channel(name: str, c: Channel) -> Iterator[str]:
    """What a channel records, and its errors."""
    if not c.enabled:
        yield f"{words([name])}: switched off."
        return
    yield f"{words([name])} ({c.context}) records " + ", ".join(f"{words([k])} ({percent(p)})" for k, p in c.sees.items()) + "."
    places = times({"urban": c.by_urban.urban, "rural": c.by_urban.rural} | dict(c.by_region) | dict(c.by_class))
    if places:
        yield f"  These chances differ: {places}."
    if c.misattribution:
        among = "people who look alike" if c.misattribution.among == "look_alike" else "the whole community"
        more = times(c.misattribution.by_class)
        yield f"  {percent(c.misattribution.share)} of its records fall on somebody else, from {among}" + (f" ({more})." if more else ".")
    if c.false_records:
        kinds, more = words(list(c.false_records.of)), times(c.false_records.by_class)
        yield f"  It makes {c.false_records.per_person_year:g} records per person and year of {kinds} that never happened" + (
            f" ({more})." if more else ".")
    if c.review:
        late = f"; what stands is {c.review.delay_days} days late" if c.review.delay_days else ""
        yield f"  {_review(c.review, 'of its records')}{late}."


def _review(review: ListReview, what: str) -> str:
    errs = f" and {percent(review.errs)} of the right ones" if review.errs else ""
    return f"A human looks at {percent(review.share)} {what} and stops {percent(review.catches)} of the wrong ones{errs}"


def rule(name: str, u: Rule, r: Regime) -> Iterator[str]:
    """What a record is worth, where it lists, and who else pays."""
    if not u.enabled:
        yield f"{words([name])}: switched off."
        return
    by = f" by {words(u.channels)}" if u.channels else ""
    into = f" in {words([u.dimension])}" if u.dimension and len(r.scoring.dimensions) > 1 else ""
    held = f" [{u.article}]" if u.article else ""
    yield f"A record of {words([u.kind])}{by} is worth {_points(u)} points{into}.{held}"
    if u.by_tier:
        yield f"  Instead, in tier {', in tier '.join(f'{words([t])} {p:+d}' for t, p in u.by_tier.items())}."
    if u.list:
        days = u.repetition.window_days if u.repetition else 0
        nth = f"The {ordinal(u.list_from)} and later records within {days} days put" if u.list_from > 1 else "Each record puts"
        yield f"  {nth} the person on {words([u.list])}."
    if r.association.spillover:
        yield from _spillover(u.spillover)


def _points(u: Rule) -> str:
    steps = u.repetition.points if u.repetition else []
    if not u.repetition or not steps:
        return f"{u.points:+d}"
    return f"{', then '.join(f'{p:+d}' for p in steps)} (and so on; counted within {u.repetition.window_days} days)"


def _spillover(spillover: Spillover) -> Iterator[str]:
    for role, people in ROLES.items():
        spill = getattr(spillover, role)
        if isinstance(spill, float | int):
            yield f"  {percent(spill)} of it goes to {people}."
        elif spill is not None:
            yield f"  {spill.fixed:+d} points go to {people}."


def score(r: Regime) -> Iterator[str]:
    """Dimensions, when points count, and company."""
    several = len(r.scoring.dimensions) > 1
    for name, d in r.scoring.dimensions.items():
        drift = [f"{d.recovery.points_per_month} points a month"] * bool(d.recovery.points_per_month)
        drift += [f"to {d.recovery.yearly_factor:g} of the distance in a year"] * (d.recovery.yearly_factor < 1)
        recovery = f"recovery toward it: {' and '.join(drift)}" if drift else "no recovery"
        bases = "; ".join(f"{words([a])} {code}: {base}" for a, by in d.base_by.items() for code, base in by.items())
        weight = f", weight {d.weight} of 256" if several else ""
        yield f"{words([name])}: starts at {d.base}{f' ({bases})' if bases else ''}, from {d.minimum} to {d.maximum}{weight}, {recovery}."
    yield "Points are summed up " + ("every night" if r.update == "daily" else "on the first of the month") + " and hold from the next day."
    if not r.association.spillover:
        yield "No points go to others."
    if company := r.association.company:
        ties = "close friends" if company.of == "close" else "all ties"
        moves = f"{words([company.dimension])} moves {percent(company.weight)} of the way"
        yield f"On the first of the month {moves} to the mean score of {ties}."


def tiers(r: Regime) -> Iterator[str]:
    """Where each tier begins."""
    for i, tier in enumerate(r.tiers):
        upper = r.tiers[i + 1].from_ if i + 1 < len(r.tiers) else None
        begins = f"from {tier.from_}" if tier.from_ is not None else f"below {upper}" if upper is not None else "everybody"
        climb = f"; {tier.hysteresis} more to climb into it" if tier.hysteresis and i else ""
        yield f"{words([tier.name])}: {begins}{climb}."


def register(name: str, x: RegisterList, r: Regime) -> Iterator[str]:
    """How one comes onto a list and off it."""
    if not x.enabled:
        yield f"{words([name])}: switched off."
        return
    ways = [f"at a score below {x.below}"] * (x.below is not None)
    ways += [f"at a score of {x.at_or_above} or more"] * (x.at_or_above is not None)
    ways += [f"by the rule on {words([u.kind])}" for u in r.rules.values() if u.enabled and u.list == name]
    exits = [f"after {x.term_days} days" if x.term_days else "on the same day"] * (x.term_days is not None)
    exits += [f"at a score {'of' if x.colour == 'black' else 'below'} {x.leaves_at}"] * (x.leaves_at is not None)
    exits += [f"by performing the duty ({x.duty_per_year:g} a year)"] if x.duty_per_year else []
    exits += ["by an appeal granted"] * (name in (r.redress or {}))
    yield f"{words([name])} ({x.colour}): entered {' or '.join(ways) or 'by nothing'}; left {' or '.join(exits) or 'never'}."
    if x.where:
        yield f"  Only those with {who(x.where)} can be on it."
    if x.review:
        yield f"  {_review(x.review, 'of its entries')}."
    if x.grace_days:
        yield f"  After an appeal or a review, {x.grace_days} days without re-entry by score."


def _gift(kind: str, p: Privilege) -> str:
    gains = [f"granted with chance {percent(p.chance)}"] * bool(p.chance) + [f"{p.saves_yuan:,} yuan saved"] * bool(p.saves_yuan)
    gains += [f"{p.saves_minutes:,} minutes saved"] * bool(p.saves_minutes)
    return f"{words([kind])}: {words(gains)}"


def consequence(name: str, c: Consequence, r: Regime) -> Iterator[str]:
    """What a standing takes and gives."""
    if not c.enabled:
        yield f"{words([name])}: switched off."
        return
    does = [f"no {words(c.deny)}"] * bool(c.deny) + [_gift(kind, p) for kind, p in c.privileges.items()]
    does += ["no expression"] * c.suspend_expression + ["the account removed"] * c.remove_account + ["no travel at all"] * c.confine
    does += [f"a fine of {c.fine_yuan:,} yuan"] * bool(c.fine_yuan) + [f"{c.detain_days} days of detention"] * bool(c.detain_days)
    does += ["the name made public"] * c.publicise + [f"the household: no {words(c.household_deny)}"] * bool(c.household_deny)
    if c.ostracism:
        how_long = "as long as the listing lasts" if c.ostracism.until == "listing" else "for good"
        does += [f"each friend leaves with chance {percent(c.ostracism.chance)}, {how_long}"]
    lists = [x for x in c.lists if r.lists[x].enabled]
    yield f"{words([*c.tiers, *lists])}: {'; '.join(does) or 'nothing'}. ({words([name])})"
    if c.context or c.right:
        yield "  " + " ".join([f"Felt in: {c.context}."] * bool(c.context) + [f"It touches: {c.right}."] * bool(c.right))


def redress(r: Regime) -> Iterator[str]:
    """Who can appeal, with what success."""
    if not r.redress:
        yield "Nobody can appeal." if any(x.enabled for x in r.lists.values()) else "There is no list to appeal against."
    for name, a in (r.redress or {}).items():
        those = f"those with {who(a.where)}" if a.where else "the listed"
        more = "; ".join(f"{words([attribute])} {times(by)}" for attribute, by in a.hazard_by.items())
        rate = f"{a.hazard_per_year:g} a year{f' ({more})' if more else ''}"
        yield (
            f"{words([name])}: {those} appeal at {rate}, decided after {a.wait_days} days; granted to {percent(a.success_if_wrong)} of the "
            f"wrongly listed and {percent(a.success_if_right)} of the others; restores the {a.restores}."
        )


def mechanisms(r: Regime) -> Iterator[str]:
    """Each claim, its verdict, what holds it and what its switch moves."""
    for name, m in r.mechanisms.items():
        figure = f" ({m.figure})" if m.figure else ""
        yield f"{name} {m.claim}{figure}. Verdict: {m.verdict}" + (f" [{', '.join(m.sources)}]." if m.sources else ".")
        held = f"Held by: {m.held_by}. " if m.held_by else ""
        yield "  " + held + (f"Switched: {m.moves}." if m.switch else "No switch.")

def parts(r: Regime) -> Iterator[tuple[str, list[str]]]:
    """(heading, sentences) in the order of the day. A sentence that begins with two spaces belongs to the one before."""
    yield "When it holds", list(schedule(r))
    yield "Whom it covers", list(scope(r))
    yield "What it sees", [line for n, c in r.channels.items() for line in channel(n, c)] or ["Nothing."]
    yield "What it counts", [line for n, u in r.rules.items() for line in rule(n, u, r)] or ["Nothing."]
    yield "The score", list(score(r))
    yield "Tiers", list(tiers(r))
    yield "Lists", [line for n, x in r.lists.items() for line in register(n, x, r)] or ["None."]
    yield "What follows", [line for n, c in r.consequences.items() for line in consequence(n, c, r)] or ["Nothing."]
    yield "The way back", list(redress(r))
    if r.mechanisms:
        yield "Claims, their standing and their switches (--off NAME)", list(mechanisms(r))
    if r.references:
        yield CITED, [f"{name}: {cited.work}{f' ({cited.why})' if cited.why else ''}" for name, cited in r.references.items()]
