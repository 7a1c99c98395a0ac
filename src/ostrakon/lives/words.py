"""A life in words: a sentence for each mark, who it is, how it ends.

Here lives the wording. Never here: what happened (``tell``), or the layout of a screen or a page.
"""

from collections.abc import Callable
from datetime import date, timedelta

from ostrakon.lives.form import Life, Mark, Other, Points, Record
from ostrakon.lives.why import Explanation, Reason

ANSWERS = {"went ahead": "goes ahead", "did not": "does not go ahead", "detained": "is detained and cannot",
           "kept silent": "keeps silent; without the regime the word would have been said",
           "spoke up": "speaks up; without the regime it would not have been said",
           "stopped by a gate": "goes ahead and is stopped by a gate"}


def plain(name: str) -> str:
    """A name of the file as words.

    >>> plain("heavy_alcohol_purchase")
    'heavy alcohol purchase'
    """
    return name.replace("_", " ")


def when(life: Life, day: int) -> str:
    """The date of a day of the run."""
    return (date.fromisoformat(life.start) + timedelta(days=day)).isoformat()


def is_quiet(mark: Mark) -> bool:
    """Whether a mark changes nothing for anybody: an act that nobody recorded, a request granted or refused as ever."""
    if mark.what == "company":
        return True
    if mark.what != "occasion" or mark.record is not None or mark.answer not in ("went ahead", "did not"):
        return False
    return mark.request is None or (mark.request.answer in ("refused", "granted") and not mark.request.why)


def portrait(life: Life) -> str:
    """Who it is."""
    p = life.person
    covered = "" if p.enrolled else " The regime does not cover this person."
    unaware = "" if p.aware else " This person does not know of the regime."
    home = f"{len(p.household)} others at home" if p.household else "lives alone"
    friends = f"{len(p.close_friends)} close friend{'s' * (len(p.close_friends) != 1)}"
    return (f"{p.sex}, {p.age}, {plain(p.minority)}, {p.urban} {p.region}; {plain(p.occupation)}, {plain(p.education)}, "
            f"income {p.quintile}; {home}, {friends}, {p.acquaintances} acquaintances.{covered}{unaware}")


def ending(life: Life) -> str:
    """Where it ends."""
    e = life.ends
    if life.scale.high == life.scale.low:
        said = ["the regime keeps no score"]
    else:
        said = [f"ends with {e.score} of {life.scale.high}, tier {e.tier}"]
        said += [f"{e.shadow_score} without errors and without what others did"] if e.shadow_score != e.score else []
    said.append(f"on {', '.join(e.lists)}" if e.lists else "on no list")
    said += [f"{e.days_listed} days on a black list" + (", wrongly at entry" if e.wrongly_listed else "")] if e.days_listed else []
    said += [f"{e.denials} request{'s' * (e.denials != 1)} denied"] if e.denials else []
    said += [f"kept silent {e.chilled} time{'s' * (e.chilled != 1)}"] if e.chilled else []
    return "; ".join(said) + "."


def sentence(mark: Mark) -> str:
    """What happened, in one sentence."""
    return _SAID[mark.what](mark)


def _occasion(m: Mark) -> str:
    said = f"{plain(m.kind or '')}: {ANSWERS[m.answer or 'did not']}"
    if m.request:
        said += f"; {_request(m)}"
    if m.evaded:
        said += f", unseen by {plain(m.evaded)}"
    if m.record:
        said += f"; {_own_record(m.record)}"
    elif m.could_see:
        said += "; nobody records it"
    return said


def _request(m: Mark) -> str:
    r = m.request
    assert r is not None
    if r.answer == "denied":
        wrongly = ", wrongly" if r.wrongly else ""
        return f"denied for {' and '.join(r.why)}{wrongly}"
    if r.answer == "refused":
        return "refused, as without the regime" if not r.why else f"refused as without the regime, and closed for {' and '.join(r.why)}"
    return r.answer


def _own_record(r: Record) -> str:
    on = f"{plain(r.channel)} record it"
    if r.truth == "misattributed":
        on += f" as an act of {r.on}"
    if r.fate != "kept":
        on += f", {r.fate}"
    return on + (f", {_points(r.points)}" if r.points else "")


def _points(p: Points) -> str:
    said = f"{p.points:+d} points by rule {p.rule.name}"
    if p.repetition > 1:
        said += f", record {p.repetition} of its window"
    if p.lists:
        said += f", and onto {p.lists}"
    source = [x for x in (p.rule.article, p.rule.citation) if x]
    return said + (f" ({', '.join(source)})" if source else "")


def _whose(o: Other | None) -> str:
    if o is None:
        return "somebody"
    return {"household": f"somebody at home ({o.id})", "close friend": f"a close friend ({o.id})", "self": "the person",
            "acquaintance": f"an acquaintance ({o.id})"}.get(o.role or "", o.id)


def _others_act(m: Mark) -> str:
    assert m.record is not None
    cost = f", {_points(m.record.points)}" if m.record.points else f", {m.record.fate}"
    return f"{plain(m.record.channel)} record {plain(m.kind or '')} of {m.record.actor} as an act of this person{cost}"


def _nothing(m: Mark) -> str:
    assert m.record is not None
    cost = f", {_points(m.record.points)}" if m.record.points else f", {m.record.fate}"
    return f"{plain(m.record.channel)} record {plain(m.kind or '')} that never happened{cost}"


def _paid(m: Mark) -> str:
    assert m.points is not None
    true = {"right": "", "misattributed": ", for what was somebody else's act", "false": ", for what never happened"}[m.truth or "right"]
    return f"{_points(m.points)} through {_whose(m.source)}: {plain(m.kind or '')}{true}"


def _company(m: Mark) -> str:
    return f"the company of {m.ties} with a mean score of {m.mean} moves the score from {m.score_before}"


def _listed(m: Mark) -> str:
    assert m.listing is not None
    said = f"onto {m.listing.name} by {m.listing.by}"
    if m.listing.wrongful:
        said += ", wrongly"
    return said + (f" ({', '.join(m.listing.judged)})" if m.listing.judged else "")


def _consequence(m: Mark) -> str:
    c = m.consequence
    assert c is not None
    said = ", ".join(plain(x) for x in c.names)
    said += f"; fined {c.fine_yuan:,} yuan" if c.fine_yuan else ""
    said += f"; detained for {c.detained_days} days" if c.detained_days else ""
    return f"{c.of}: {said}" + ("; the name is made public" if c.public else "")


def _name(m: Mark) -> str:
    assert m.listing is not None
    return m.listing.name


def _way_out(m: Mark) -> str:
    assert m.listing is not None
    return f"off {m.listing.name} after {m.listing.days} days: {m.listing.way_out}"


def _decided(m: Mark) -> str:
    assert m.listing is not None
    return f"the appeal against {m.listing.name} is {'granted' if m.granted else 'refused'} after {m.listing.days} days"


_SAID: dict[str, Callable[[Mark], str]] = {
    "occasion": _occasion,
    "record of another's act": _others_act,
    "record of nothing": _nothing,
    "paid for another": _paid,
    "company": _company,
    "tier": lambda m: f"from tier {m.tier_before} to tier {m.tier}",
    "listed": _listed,
    "off a list": _way_out,
    "listing stopped": lambda m: f"a review stops an entry on {_name(m)}",
    "appeal lodged": lambda m: f"appeals against {_name(m)}",
    "appeal decided": _decided,
    "consequence": _consequence,
    "fear": lambda m: f"fear rises by {(m.fear or 0) / 256:.2g} levels: {_whose(m.source)} is sanctioned",
    "tie cut": lambda m: f"the tie to {_whose(m.source)} is cut by {_name(m)}",
}


def verdict(found: Explanation, life: Life) -> str:
    """Why somebody is on a list, in a sentence or two."""
    count, own = len(found.reasons), found.true_ones
    if count == 1:
        records, did = "this record", "it is of what this person did" if own else "it is not of what this person did"
    else:
        records, did = f"these {count} records", f"{own or 'none'} of them {'is' if own < 2 else 'are'} of what this person did"
    return (f"On {found.list} since {when(life, found.entered)}, by {found.by}. Without {records} it would not have come to that by "
            f"{when(life, found.until)}; {did}:")


def reason(r: Reason) -> str:
    """A record of the set."""
    true = {"right": "true", "misattributed": f"put on the wrong person; {r.actor or 'somebody else'} acted",
            "false": "it never happened"}[r.truth]
    whose = "" if r.source.role == "self" else f", through {_whose(r.source)}"
    return f"{r.points:+d} by rule {r.rule}: {plain(r.kind)}, recorded by {plain(r.channel)}{whose} ({r.nature}; {true})"
