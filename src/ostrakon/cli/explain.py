"""``ostrakon explain``: the day as a regime has it, part by part, in words.

Here lives the wording. Never here: a fact that the regime's file does not hold.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.padding import Padding

from ostrakon.cli.console import out
from ostrakon.spec.load import load_regime
from ostrakon.spec.regime import Channel, Consequence, Regime, RegisterList, Rule

ROLES = {"household": "the household", "close": "close friends", "wider": "the wider circle"}


def percent(share: float) -> str:
    """A share in words."""
    return f"{share * 100:.3g} %"


def words(names: Sequence[Any]) -> str:
    """Names as read by people."""
    shown = [str(n).replace("_", " ") for n in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else "nothing"


def _scope(r: Regime) -> Iterator[str]:
    who = "; ".join(f"{words([a])} {words(v if isinstance(v, list) else [v])}" for a, v in r.scope.where.items())
    yield f"Enrolled: {percent(r.scope.share)} of {'those with ' + who if who else 'everybody'}" + (
        f", of whom {percent(r.scope.consent)} consent." if r.scope.consent < 1 else "."
    )
    yield f"Aware of it: {percent(r.awareness.share)}. Only the aware respond and appeal."


def _channel(name: str, c: Channel) -> Iterator[str]:
    if not c.enabled:
        yield f"{words([name])}: switched off."
        return
    yield f"{words([name])} ({c.context}) records " + ", ".join(f"{words([k])} ({percent(p)})" for k, p in c.sees.items()) + "."
    if c.misattribution:
        among = "people who look alike" if c.misattribution.among == "look_alike" else "the whole community"
        yield f"  {percent(c.misattribution.share)} of its records fall on somebody else, from {among}."
    if c.false_records:
        kinds = words(list(c.false_records.of))
        yield f"  It makes {c.false_records.per_person_year:g} records per person and year of {kinds} that never happened."
    if c.review:
        yield f"  A human looks at {percent(c.review.share)} of its records and catches {percent(c.review.catches)} of the wrong ones."


def _rule(name: str, u: Rule, association: bool) -> Iterator[str]:
    if not u.enabled:
        yield f"{words([name])}: switched off."
        return
    points = ", then ".join(f"{p:+d}" for p in u.repetition.points) if u.repetition and u.repetition.points else f"{u.points:+d}"
    more = "; ".join([f"in tier {words([t])} {p:+d}" for t, p in u.by_tier.items()] + ([f"lists on {words([u.list])}"] if u.list else []))
    yield f"A record of {words([u.kind])} is worth {points} points" + (f" ({more})." if more else ".")
    spills = {role: getattr(u.spillover, role) for role in ROLES if getattr(u.spillover, role) is not None}
    if association:
        for role, spill in spills.items():
            share = f"{percent(spill)} of it" if isinstance(spill, float | int) else f"{spill.fixed:+d} points"
            yield f"  {share[0].upper()}{share[1:]} goes to {ROLES[role]}."


def _score(r: Regime) -> Iterator[str]:
    for name, d in r.scoring.dimensions.items():
        recovery = (
            "no recovery"
            if d.recovery.points_per_month == 0 and d.recovery.yearly_factor == 1
            else (f"recovery of {d.recovery.points_per_month} points a month, factor {d.recovery.yearly_factor:g} a year")
        )
        yield f"{words([name])}: starts at {d.base}, from {d.minimum} to {d.maximum}, {recovery}."
    yield "Points take effect " + ("on the same day." if r.update == "daily" else "on the first of the month.")
    company = r.association.company
    if company:
        share = f"{words([company.dimension])} moves {percent(company.weight)} of the way"
        yield f"On the first of the month {share} to the mean score of one's ties."


def _list(name: str, x: RegisterList) -> str:
    if not x.enabled:
        return f"{words([name])}: switched off."
    way = (
        f"score below {x.below}" if x.below is not None else f"score at or above {x.at_or_above}" if x.at_or_above is not None else "a rule"
    )
    exits = [f"after {x.term_days} days"] * (x.term_days is not None) + [f"at a score of {x.leaves_at}"] * (x.leaves_at is not None)
    exits += [f"by performing the duty ({x.duty_per_year:g} a year)"] if x.duty_per_year else []
    return f"{words([name])} ({x.colour}): entered by {way}; left {' or '.join(exits) if exits else 'never, unless an appeal is granted'}."


def _consequence(name: str, c: Consequence) -> str:
    if not c.enabled:
        return f"{words([name])}: switched off."
    does = [f"no {words(c.deny)}"] * bool(c.deny) + [f"easier or cheaper {words(list(c.privileges))}"] * bool(c.privileges)
    does += ["no expression"] * c.suspend_expression + ["the account removed"] * c.remove_account + ["no travel at all"] * c.confine
    does += [f"a fine of {c.fine_yuan:,} yuan"] * bool(c.fine_yuan) + [f"{c.detain_days} days of detention"] * bool(c.detain_days)
    does += ["the name made public"] * c.publicise + [f"the household: no {words(c.household_deny)}"] * bool(c.household_deny)
    does += [f"each friend leaves with chance {percent(c.ostracism.chance)}"] if c.ostracism else []
    right = f" It touches: {c.right}." if c.right else ""
    return f"{words([*c.tiers, *c.lists])}: {'; '.join(does) or 'nothing'}.{right}"


def _redress(r: Regime) -> Iterator[str]:
    if not r.redress:
        yield "Nobody can appeal."
    for name, a in (r.redress or {}).items():
        yield (
            f"{words([name])}: appeals at {a.hazard_per_year:g} a year, decided after {a.wait_days} days; "
            f"granted to {percent(a.success_if_wrong)} of the "
            f"wrongly listed and {percent(a.success_if_right)} of the others; restores the {a.restores}."
        )


def _mechanisms(r: Regime) -> Iterator[str]:
    for name, m in r.mechanisms.items():
        yield f"{name} {m.claim}. Verdict: {m.verdict}." + ("" if m.switch else " No switch.")


def parts(r: Regime) -> Iterator[tuple[str, list[str]]]:
    """(heading, sentences) in the order of the day."""
    yield "Whom it covers", list(_scope(r))
    yield "What it sees", [line for n, c in r.channels.items() for line in _channel(n, c)] or ["Nothing."]
    yield "What it counts", [line for n, u in r.rules.items() for line in _rule(n, u, r.association.spillover)] or ["Nothing."]
    yield "The score", list(_score(r))
    yield "Tiers", [f"{words([t.name])}: " + ("below the next." if t.from_ is None else f"from {t.from_}.") for t in r.tiers]
    yield "Lists", [_list(n, x) for n, x in r.lists.items()] or ["None."]
    yield "What follows", [_consequence(n, c) for n, c in r.consequences.items()] or ["Nothing."]
    yield "The way back", list(_redress(r))
    if r.mechanisms:
        yield "Claims, their standing and their switches (--off NAME)", list(_mechanisms(r))


def explain(
    name: Annotated[str, typer.Argument(help="A regime of the catalogue, or a file.")],
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change the regime first: path=value.")] = None,
) -> int:
    """Say in words what happens on a day under a regime."""
    regime = load_regime(name, tuple(set_ or ())).model
    out.print(f"[bold]{escape(regime.title)}[/] ({regime.family.replace('_', ' ')})")
    out.print(escape(regime.summary))
    for number, (heading, sentences) in enumerate(parts(regime), 1):
        out.print(f"\n[bold]{number}. {heading}[/]")
        for sentence in sentences:
            indent = 5 if sentence.startswith("  ") else 3
            text = sentence.strip()
            out.print(Padding(escape(text[0].upper() + text[1:]), (0, 0, 0, indent)))
    return 0
