"""What the regime is, in words: whose claim it is, what it sees, what it counts, and what follows.

Here lives what is read from the regime's file. Names are as the file gives them, or as a language calls them. Never here: a number of
the run, or whether such a regime exists.
"""

from collections.abc import Iterator

from ostrakon.report.chapters.base import Cell, Chapter, Heading, Listing, Statement, Table, Teller, all_of, chapter
from ostrakon.report.statements import Name, Number
from ostrakon.spec.regime import Consequence, Regime, RegisterList, Rule

MOST_RULES = 16


def regime(teller: Teller) -> Chapter | None:
    """The chapter."""
    t, r = teller, teller.evidence.regime.model
    return chapter("regime", t, all_of(_standing(t, r), *_changed(t)), _summary(t, r), all_of(*_score(t, r)), _rules(t, r), *_lists(t, r),
                   _follows(t, r), all_of(_redress(t, r)), _claims(t, r))


def _standing(t: Teller, r: Regime) -> Statement:
    """Whose description it is."""
    return t.state("regime-standing", f"regime-{r.family.replace('_', '-')}", title=Name(t.run["regime"]["title"], True))


def _changed(t: Teller) -> Iterator[Statement]:
    """What was changed of it for this run."""
    changes = [str(one) for one in (*t.run["diffs"].value, *t.run["overrides"].value)]
    if changes:
        yield t.state("regime-changed", "regime-changed", what="; ".join(changes), rests_on=(t.run["diffs"], t.run["overrides"]))


def _summary(t: Teller, r: Regime) -> Listing:
    return Listing((Cell(r.summary, t.is_foreign),), t.say("regime-summary"))


def _score(t: Teller, r: Regime) -> Iterator[Statement]:
    rules = [rule for rule in r.rules.values() if rule.enabled]
    if not rules:
        yield t.state("regime-nothing", "regime-nothing-counted", rests_on=(t.regime,))
        return
    yield t.state("regime-score", f"regime-counts-{r.update}", rules=Number(t.regime["rules"], entries=True),
                  channels=Number(t.regime["channels"], entries=True))
    dimensions = t.regime["scoring"]["dimensions"]
    for name, d in dimensions.items():
        if d["minimum"].value == d["maximum"].value:
            continue                # a number that never moves
        yield t.state(f"regime-score-{name}", "regime-dimension", name=t.words.name(name), base=Number(d["base"]), low=Number(d["minimum"]),
                      high=Number(d["maximum"]))
    spills = r.association.spillover and any(any((s.household, s.close, s.wider)) for s in (rule.spillover for rule in rules))
    if spills or r.association.company:
        yield t.state("regime-association", "regime-association-both" if spills and r.association.company else
                      "regime-association-points" if spills else "regime-association-company", rests_on=(t.regime,))
    else:
        yield t.state("regime-association", "regime-association-no", rests_on=(t.regime,))


def _rules(t: Teller, r: Regime) -> Table | None:
    """What is counted, the heaviest first."""
    found = [rule for rule in r.rules.values() if rule.enabled]
    if not found:
        return None
    order = sorted(found, key=lambda rule: (rule.list is None, min(_steps(rule))))
    rows = [(Cell(t.words.name(rule.kind)), Cell(_points(t, rule), number=True), Cell(_puts(t, rule)), Cell(_others(t, r, rule)))
            for rule in order[:MOST_RULES]]
    return Table(t.say("table-rules"), tuple(t.say(f"head-{name}") for name in ("conduct", "points", "lists", "others-pay")), tuple(rows),
                 folded=True)


def _steps(rule: Rule) -> list[int]:
    return list(rule.repetition.points) if rule.repetition and rule.repetition.points else [rule.points]


def _points(t: Teller, rule: Rule) -> str:
    return " → ".join(t.say("points-up" if points > 0 else "points-down" if points < 0 else "number", value=abs(points))
                      for points in _steps(rule))


def _puts(t: Teller, rule: Rule) -> str:
    if rule.list is None:
        return t.say("nothing")
    days = rule.repetition.window_days if rule.repetition else 0
    name = t.words.name(rule.list)
    return t.say("puts-from", list=name, n=rule.list_from, days=days) if rule.list_from > 1 else name


def _others(t: Teller, r: Regime, rule: Rule) -> str:
    roles = [role for role in ("household", "close", "wider") if getattr(rule.spillover, role) is not None]
    if not r.association.spillover or not roles:
        return t.say("nothing")
    return t.words.joined([t.say(f"role-{role}") for role in roles])


def _lists(t: Teller, r: Regime) -> Iterator[Heading | Table | None]:
    lists = {name: entry for name, entry in r.lists.items() if entry.enabled}
    if not lists and len(r.tiers) < 2:
        return
    yield Heading(t.say("heading-standing"))
    if len(r.tiers) > 1:
        steps = [(Cell(t.words.name(tier.name)), Cell(t.say("tier-below" if tier.from_ is None else "tier-from", value=tier.from_)))
                 for tier in reversed(r.tiers)]
        yield Table(t.say("table-tiers"), (t.say("head-tier"), t.say("head-begins")), tuple(steps))
    if lists:
        rows = [(Cell(t.words.name(name)), Cell(t.say(f"colour-{entry.colour}")), Cell(_entered(t, r, name, entry)),
                 Cell(_left(t, r, name, entry))) for name, entry in lists.items()]
        yield Table(t.say("table-lists"), tuple(t.say(f"head-{name}") for name in ("list", "colour", "entered", "left")), tuple(rows))


def _entered(t: Teller, r: Regime, name: str, entry: RegisterList) -> str:
    ways = [t.say("enter-below", value=entry.below)] if entry.below is not None else []
    ways += [t.say("enter-from", value=entry.at_or_above)] if entry.at_or_above is not None else []
    ways += [t.say("enter-rule", kind=t.words.name(rule.kind)) for rule in r.rules.values() if rule.enabled and rule.list == name]
    return t.words.joined(ways) or t.say("nothing")


def _left(t: Teller, r: Regime, name: str, entry: RegisterList) -> str:
    ways = [t.say("leave-term", days=entry.term_days)] if entry.term_days is not None else []
    ways += [t.say("leave-duty")] if entry.duty_per_year else []
    ways += [t.say("leave-score", value=entry.leaves_at)] if entry.leaves_at is not None else []
    ways += [t.say("leave-appeal")] if name in (r.redress or {}) else []
    return t.words.joined(ways) or t.say("leave-never")


def _follows(t: Teller, r: Regime) -> Table | None:
    rows = [(Cell(t.words.name(name)), Cell(t.words.names([*c.tiers, *(one for one in c.lists if r.lists[one].enabled)])),
             Cell(t.words.joined(_does(t, c)))) for name, c in r.consequences.items() if c.enabled]
    rows = [row for row in rows if row[2].text]
    if not rows:
        return None
    return Table(t.say("table-consequences"), tuple(t.say(f"head-{name}") for name in ("consequence", "standing", "does")), tuple(rows),
                 folded=True)


def _does(t: Teller, c: Consequence) -> list[str]:
    does = [t.say("does-deny", what=t.words.names(c.deny))] if c.deny else []
    does += [t.say("does-privilege", what=t.words.names(c.privileges))] if c.privileges else []
    does += [t.say(f"does-{word}") for word, on in (("silence", c.suspend_expression), ("account", c.remove_account),
                                                   ("confine", c.confine), ("publicise", c.publicise)) if on]
    does += [t.say("does-fine", value=c.fine_yuan)] if c.fine_yuan else []
    does += [t.say("does-detain", days=c.detain_days)] if c.detain_days else []
    does += [t.say("does-household", what=t.words.names(c.household_deny))] if c.household_deny else []
    return does + ([t.say("does-ostracism")] if c.ostracism else [])


def _redress(t: Teller, r: Regime) -> Statement | None:
    if not any(entry.enabled for entry in r.lists.values()):
        return None
    redress = t.regime.at("redress")
    if redress is None or not redress.value:
        return t.state("regime-redress", "regime-no-redress", rests_on=(t.regime,))
    return t.state("regime-redress", "regime-redress", lists=t.words.names(redress.value), rests_on=(redress,))


def _claims(t: Teller, r: Regime) -> Table | None:
    """The claims that the regime holds, each with its verdict, in the words of its file."""
    if not r.mechanisms:
        return None
    rows = [(Cell(name), Cell(m.claim, t.is_foreign), Cell(m.verdict, t.is_foreign)) for name, m in r.mechanisms.items()]
    return Table(t.say("table-claims", n=len(rows)), tuple(t.say(f"head-{name}") for name in ("code", "claim", "verdict")), tuple(rows),
                 folded=True)


