"""odd.md: the model of a study by ODD (Grimm et al. 2020), and the decisions in it by ODD+D (Müller et al. 2013).

Here lives what the document says of the parts of *this* regime and society: channels, rules, standing, consequences, redress and
response, each number with its status. The other documents take these parts from here. Never here: a result, or a heading (the template).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostrakon.report.facts import Facts, Md, bullets, fill, joined, name, row, several, some, table, text
from ostrakon.spec.regime import Consequence, RegisterList, Rule
from ostrakon.vocabulary import NATURES

MADE_OF = {
    "census": "the shares of {regions} regions after the census that comes with ostrakon ({census})",
    "regions": "{regions} regions written out as shares in the society file",
}
NATURE_WORDS = {"unlawful": "unlawful", "contractual": "against a contract", "lawful": "lawful", "expression": "expression",
                "prosocial": "prosocial"}


def odd(facts: Facts) -> str:
    """The document."""
    return fill("odd.md.j2", facts, **parts(facts), comparisons=list(comparisons(facts)))


def parts(f: Facts) -> dict[str, Any]:
    """What this regime and this society consist of, for a template: tables and lists in Markdown, '' for what there is none of."""
    return {
        "kinds": kinds(f), "channels": channels(f), "rules": rules(f), "dimensions": dimensions(f), "tiers": tiers(f), "lists": lists(f),
        "consequences": consequences(f), "redress": redress(f), "reviews": reviews(f), "response": response(f), "schedule": schedule(f),
        "ties": ties(f), "dispositions": dispositions(f), "off": several(off(f), ""), "made_of": population(f),
        "scope": scope(f), "aware": _where(f.regime.model.awareness.where), **flags(f),
        "references": references(f), "sees": spheres(on(f.regime.model.channels)), "decides": spheres(on(f.regime.model.consequences)),
    }


def on(entries: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of a section that are not switched off."""
    return {key: entry for key, entry in entries.items() if entry.enabled}


def off(f: Facts) -> list[str]:
    """What the file names and switches off."""
    m = f.regime.model
    sections: dict[str, Mapping[str, Any]] = {"channels": m.channels, "rules": m.rules, "lists": m.lists, "consequences": m.consequences}
    return [f"{section}.{key}" for section, entries in sections.items() for key, entry in entries.items() if not entry.enabled]


def population(f: Facts) -> Md:
    """Where the people come from, in words."""
    m = f.society.model
    form = "census" if m.population.census else "regions"
    return text(MADE_OF[form].format(regions=len(m.regions), census=m.population.census))


def kinds(f: Facts) -> Md:
    """The kinds of occasions by nature; in words which of them the regime sees, and which requests it touches."""
    m, society = f.regime.model, f.society.model
    seen = {kind for channel in on(m.channels).values() for kind in channel.sees}
    touched = {kind for one in on(m.consequences).values() for kind in (*one.deny, *one.household_deny, *one.privileges)}
    rows = []
    for nature in NATURES:
        mine = [key for key, kind in society.kinds.items() if kind.nature == nature]
        marked = touched if nature == "request" else seen
        if mine:
            rows.append(row(NATURE_WORDS.get(nature, nature), several(mine), several(key for key in mine if key in marked)))
    return table(("Nature", "Kinds in the society", "Seen by a channel (requests: denied or privileged)"), rows)


def channels(f: Facts) -> Md:
    """Each channel: where its data come from, what it sees and how it errs."""
    return table(("Channel", "Context", "Sees, with chance", "Puts on another person", "Records what never happened", "Review"),
                 [row(name(key), text(one.context), joined(Md(f"{name(k)} {f.number('regime', 'channels', key, 'sees', k)}")
                                                           for k in one.sees),
                      _wrong(f, key, one), _false(f, key, one), _review(f, "channels", key, one.review))
                  for key, one in on(f.regime.model.channels).items()])


def _wrong(f: Facts, key: str, one: Any) -> Md:
    if one.misattribution is None:
        return Md("never")
    whom = "people who look alike" if one.misattribution.among == "look_alike" else "anybody in the community"
    more = "; by class: " + several(one.misattribution.by_class) if one.misattribution.by_class else ""
    return Md(f"{f.number('regime', 'channels', key, 'misattribution', 'share')} of hits, {whom}{more}")


def _false(f: Facts, key: str, one: Any) -> Md:
    if one.false_records is None:
        return Md("never")
    rate = f.number("regime", "channels", key, "false_records", "per_person_year")
    return Md(f"{rate} a person and year; of {several(one.false_records.of)}")


def _review(f: Facts, section: str, key: str, one: Any) -> Md:
    if one is None:
        return Md("none")
    share, catches, errs = (f.number("regime", section, key, "review", word) for word in ("share", "catches", "errs"))
    return Md(f"{share} looked at; {catches} of the wrong ones stopped, {errs} of the right ones")


def reviews(f: Facts) -> Md:
    """Where a human looks before something counts; '' where nowhere."""
    m = f.regime.model
    found: list[tuple[str, str, Any]] = [("channels", key, one) for key, one in on(m.channels).items()]
    found += [("lists", key, one) for key, one in on(m.lists).items()]
    return bullets(Md(f"{'records of channel' if section == 'channels' else 'entries on list'} {name(key)}: "
                      f"{_review(f, section, key, one.review)}") for section, key, one in found if one.review is not None)


def rules(f: Facts) -> Md:
    """Each rule: points, repetition, what falls on others, and a list that it leads to directly."""
    return table(("Rule", "A record of", "Points", "Falls on others", "Puts on a list", "Written down in"),
                 [row(name(key), name(one.kind), _points(f, key, one), _spill(f, key, one), _direct(one), some(one.citation))
                  for key, one in on(f.regime.model.rules).items()])


def _points(f: Facts, key: str, one: Rule) -> Md:
    found = [f.number("regime", "rules", key, "points")]
    found += [Md(f"in tier {name(tier)} {f.number('regime', 'rules', key, 'by_tier', tier)}") for tier in one.by_tier]
    if one.repetition is not None:
        repeated = [f.number("regime", "rules", key, "repetition", "points", i) for i in range(len(one.repetition.points))]
        window = f.number("regime", "rules", key, "repetition", "window_days")
        found.append(Md(f"counted within {window} days" + (f": {', '.join(repeated)}" if repeated else "")))
    return joined(found)


def _spill(f: Facts, key: str, one: Rule) -> Md:
    if not f.regime.model.association.spillover:
        return Md("nothing (spillover is off)")
    found = []
    for whom in ("household", "close", "wider"):
        share = getattr(one.spillover, whom)
        if share is not None:
            fixed = not isinstance(share, int | float)
            path = ("rules", key, "spillover", whom, "fixed") if fixed else ("rules", key, "spillover", whom)
            found.append(Md(f"{whom} {f.number('regime', *path)}{' points' if fixed else ' of it'}"))
    return joined(found, none="nothing")


def spills(f: Facts) -> bool:
    """Whether points reach anybody but the person recorded."""
    m = f.regime.model
    return bool(m.association.company) or (m.association.spillover and any(
        any(getattr(one.spillover, whom) is not None for whom in ("household", "close", "wider")) for one in on(m.rules).values()))


def _direct(one: Rule) -> Md:
    if one.list is None:
        return Md("no")
    return Md(f"{name(one.list)}, from record {one.list_from} on" if one.list_from > 1 else name(one.list))


def dimensions(f: Facts) -> Md:
    """What is kept about each person, and how it drifts back."""
    rows = []
    for key in f.regime.model.scoring.dimensions:
        at = ("scoring", "dimensions", key)
        base, low, high, weight, points, factor = (f.number("regime", *at, *path) for path in (
            ("base",), ("minimum",), ("maximum",), ("weight",), ("recovery", "points_per_month"), ("recovery", "yearly_factor")))
        drift = Md(f"{points} points a month; distance from base x {factor} a year")
        rows.append(row(name(key), base, Md(f"{low} to {high}"), weight, drift))
    return table(("Dimension", "Base", "Limits", "Weight (of 256)", "Recovery toward base"), rows)


def tiers(f: Facts) -> Md:
    """The tiers, worst first."""
    return table(("Tier", "From the score", "More needed to climb"),
                 [row(name(one.name), "the lowest" if one.from_ is None else f.number("regime", "tiers", i, "from"),
                      f.number("regime", "tiers", i, "hysteresis")) for i, one in enumerate(f.regime.model.tiers)])


def lists(f: Facts) -> Md:
    """The lists: ways in, ways out."""
    return table(("List", "Colour", "Ways in", "Ways out", "Review"),
                 [row(name(key), one.colour, _ways_in(f, key, one), ways_out(f, key, one), _review(f, "lists", key, one.review))
                  for key, one in on(f.regime.model.lists).items()])


def _ways_in(f: Facts, key: str, one: RegisterList) -> Md:
    found = [Md(f"score {words} {f.number('regime', 'lists', key, of)}") for of, words in (("below", "below"), ("at_or_above", "from"))
             if getattr(one, of) is not None]
    found += [Md(f"rule {name(rule)}") for rule, r in on(f.regime.model.rules).items() if r.list == key]
    return joined(found, none="none")


def ways_out(f: Facts, key: str, one: RegisterList) -> Md:
    """How a listing ends; 'none' when it does not, as long as the regime lasts."""
    found = [Md(words.format(f.number("regime", "lists", key, of))) for of, words in (
        ("term_days", "term of {} days"), ("duty_per_year", "duty performed, at a rate of {} a year"),
        ("leaves_at", "score at {}")) if getattr(one, of) is not None]
    if key in (f.regime.model.redress or {}):
        found.append(Md("appeal granted"))
    return joined(found, none="none")


def consequences(f: Facts) -> Md:
    """What tiers and lists bring, the context in which it is felt and the right that the file names."""
    return table(("Consequence", "Of", "What it does", "Context", "Right named in the file"),
                 [row(name(key), several((*one.tiers, *one.lists)), does(f, key, one), some(one.context), some(one.right))
                  for key, one in on(f.regime.model.consequences).items()])


def does(f: Facts, key: str, one: Consequence) -> Md:
    """What a consequence does, in words with its numbers."""
    def said(*path: Any) -> Md:
        return f.number("regime", "consequences", key, *path)

    found = [Md(f"denies {several(one.deny)}")] if one.deny else []
    found += [Md(words) for of, words in (("suspend_expression", "stops expression"), ("remove_account", "removes the account"),
                                          ("confine", "denies all travel"), ("publicise", "makes the entry public")) if getattr(one, of)]
    found += [Md(f"a fine of {said('fine_yuan')} ({name('fine_yuan')})")] if one.fine_yuan else []
    found += [Md(f"detention of {said('detain_days')} days")] if one.detain_days else []
    found += [Md(f"denies {several(one.household_deny)} to the household")] if one.household_deny else []
    found += [Md(f"cuts each tie with chance {said('ostracism', 'chance')}")] if one.ostracism else []
    found += [_privilege(f, key, request) for request in one.privileges]
    return joined(found, none="nothing")


def _privilege(f: Facts, key: str, request: str) -> Md:
    one = f.regime.model.consequences[key].privileges[request]
    found = [Md(f"{words} {f.number('regime', 'consequences', key, 'privileges', request, of)}") for of, words in (
        ("chance", "chance"), ("saves_yuan", "money saved"), ("saves_minutes", "minutes saved")) if getattr(one, of)]
    return Md(f"better {name(request)}: {joined(found, ', ')}")


def redress(f: Facts) -> Md:
    """Appeals by list; '' where nobody can appeal."""
    rows = []
    for key, one in (f.regime.model.redress or {}).items():
        rate, wait, wrong, right = (f.number("regime", "redress", key, of) for of in (
            "hazard_per_year", "wait_days", "success_if_wrong", "success_if_right"))
        rows.append(row(name(key), rate, wait, wrong, right, one.restores, _where(one.where)))
    return table(("List", "Lodged, rate a year", "Wait, days", "Granted to the wrongly listed", "... to the rightly listed",
                  "Restores", "Who may appeal"), rows)


def _where(where: Mapping[str, Any]) -> Md:
    return joined((f"{key} {' or '.join(map(str, codes)) if isinstance(codes, list) else codes}" for key, codes in where.items()),
                  none="everybody")


def response(f: Facts) -> dict[str, Any]:
    """The laws of response and what they rest on. laws: '' when nobody changes anything."""
    r = f.society.model.response
    laws = [law for law in r.laws if law != "indifferent"]
    lines: list[Md] = []
    if "deterrence" in laws:
        effects = joined((Md(f"{nature} {f.number('society', 'response', 'fear_effect', nature)}") for nature in r.fear_effect), ", ")
        lines.append(Md(f"Fear: conduct x exp(-effect x level of fear x boldness); effects by nature: {effects}."))
        lines.append(Md("What is at stake: conduct falls with the chance of a record times what it takes, coefficient "
                        f"{f.number('society', 'response', 'deterrence')}; prosocial conduct rises with what a record gives, coefficient "
                        f"{f.number('society', 'response', 'reward')}."))
    if "hardship" in laws:
        lines.append(Md("Hardship: conduct against a contract rises with each level of hardship, coefficient "
                        f"{f.number('society', 'response', 'hardship')}, at most to the ceiling of its kind."))
    lines += [Md(f"Evasion: {name(kind)} unseen by {name(one.channel)}, "
                 f"{f.number('society', 'response', 'evasion', kind, 'share_per_level')} for each level of fear.")
              for kind, one in r.evasion.items()]
    boldness = ", ".join(f.number("society", "response", "boldness", i) for i in range(len(r.boldness)))
    return {"laws": several(laws, ""), "lines": bullets(lines), "boldness": Md(boldness), "classes": len(r.boldness),
            "group": name(r.group), "evasion": several(r.evasion)}


def schedule(f: Facts) -> Md:
    """Where and when the regime holds, and its dated changes."""
    m = f.regime.model
    found = []
    for change in m.rollout:
        where = f"in {several(change.regions)}" if change.regions else "everywhere"
        share = "" if change.share == 1 else f", in {change.share:,.10g} of the communities"
        what = "no regime" if change.regime == "none" else "the regime"
        found.append(Md(f"From day {change.day} {where}{share}: {what}"
                        + (f", with {several(change.overrides)}" if change.overrides else "") + "."))
    found += [Md(f"From {text(one.from_)}: {several(one.overrides)}.") for one in m.amendments]
    return bullets(found)


def ties(f: Facts) -> Md:
    """The two layers of ties and where they form."""
    def said(*path: str) -> Md:
        return f.number("society", "ties", *path)

    layers = [Md(f"{words}: {said(layer, 'mean')} on average, standard deviation {said(layer, 'sd')}, at most {said(layer, 'most')}.")
              for layer, words in (("close", "Close friends"), ("wide", "Wider circle"))]
    foci = Md(f"They form by nearness ({said('foci', 'nearness')} of them), age ({said('foci', 'age')}) and, for the rest, education. "
              "They are drawn once and are symmetric; household members are no ties.")
    return bullets([*layers, foci])


def dispositions(f: Facts) -> Md:
    """The latent multipliers on how often moments arise."""
    return bullets(Md(f"{name(group)}: {one.law}, standard deviation {f.number('society', 'dispositions', group, 'sd')}.")
                   for group, one in f.society.model.dispositions.items() if one.law != "none")


def references(f: Facts) -> Md:
    """The works that the regime and the society cite."""
    return bullets(Md(f"{name(key)}: {text(one.work)}" + (f"; {text(one.why)}" if one.why else ""))
                   for m in (f.regime.model, f.society.model) for key, one in m.references.items())


def comparisons(f: Facts) -> Iterator[Md]:
    """Which other parts the study has, in words."""
    e = f.evidence
    if e.changes is not None:
        yield Md(f"what would change it: {joined((arm['title'] for arm in e.changes['arms'][1:]), ', ')}")
    if e.why is not None:
        yield Md(f"what comes from what: {joined((part['words'] for part in e.why['parts']), ', ')}, switched off alone and together")
    if e.unknown is not None:
        yield Md(f"what is not known: {len(e.unknown['axes'])} values moved over their ranges")
    if e.lasting is not None:
        yield Md(f"what remains after its end on day {e.lasting['ending']['on']}")



def flags(f: Facts) -> dict[str, bool]:
    """What this regime has and what it has not, for sentences that depend on it."""
    m = f.regime.model
    does_what, sees_how = on(m.consequences).values(), on(m.channels).values()
    return {
        "spills": spills(f), "sanctions": any(takes(one) for one in does_what), "cuts": any(one.ostracism for one in does_what),
        "gates": any(one.deny or one.confine or one.household_deny or one.privileges for one in does_what),
        "has_household": any(one.household_deny for one in does_what),
        "errs": any(one.misattribution or one.false_records for one in sees_how),
    }


def takes(one: Consequence) -> bool:
    """Whether a consequence takes something from somebody; a privilege that others lack is not counted."""
    return bool(one.deny or one.suspend_expression or one.remove_account or one.confine or one.fine_yuan or one.detain_days or one.publicise
                or one.household_deny or one.ostracism)


def scope(f: Facts) -> Md:
    """Whom the regime may enrol, in words."""
    m = f.regime.model.scope
    return Md(_where(m.where) + (f", except {_where(m.exempt)}" if m.exempt else ""))


def spheres(entries: Mapping[str, Any]) -> Md:
    """Channels or consequences with the sphere of life of each."""
    return joined((Md(f"{name(key)} ({text(one.context or 'no context named')})") for key, one in entries.items()), ", ", "nothing")
