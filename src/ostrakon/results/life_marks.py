"""The marks of a life, from plain data in the form ``life/1``: their sorts, lanes and colours, and each in one sentence.

Here lives what a mark is drawn as and called. Never here: a picture, markup, or what a mark tells when it is opened (``life_words``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ostrakon.results.figures import signed

Data = Mapping[str, Any]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LANES = {"acts": "Own occasions", "records": "Records", "paid": "Paid for others", "requests": "Requests",
         "lists": "Tiers and lists", "struck": "Consequences", "company": "Company"}


@dataclass(frozen=True)
class Sort:
    """A sort of mark: its lane, what the legend calls it, the number of its colour in the palette. Its key names its shape."""

    lane: str
    label: str
    colour: int


SORTS = {
    "ahead": Sort("acts", "went ahead", 2),
    "not": Sort("acts", "did not go ahead", 2),
    "silent": Sort("acts", "kept silent", 5),
    "spoke": Sort("acts", "spoke up", 4),
    "gate": Sort("acts", "stopped by a gate", 1),
    "detained": Sort("acts", "detained", 1),
    "right": Sort("records", "recorded as it was", 3),
    "misattributed": Sort("records", "recorded on the wrong person", 1),
    "nothing": Sort("records", "recorded though it never happened", 1),
    "paid": Sort("paid", "paid for another's act", 5),
    "granted": Sort("requests", "request granted", 4),
    "privileged": Sort("requests", "granted by privilege", 4),
    "refused": Sort("requests", "refused, as without the regime", 2),
    "denied": Sort("requests", "denied by the regime", 1),
    "worse": Sort("lists", "into a worse tier", 1),
    "better": Sort("lists", "into a better tier", 4),
    "black": Sort("lists", "put on a black list", 1),
    "red": Sort("lists", "put on a red list", 3),
    "off": Sort("lists", "off a list", 4),
    "spared": Sort("lists", "listing stopped by review", 4),
    "lodged": Sort("lists", "appeal lodged", 2),
    "decided": Sort("lists", "appeal decided", 2),
    "consequence": Sort("struck", "consequence", 1),
    "fear": Sort("struck", "fear rises", 5),
    "cut": Sort("struck", "tie cut", 1),
    "company": Sort("company", "company moves the score", 2),
}
OF_ANSWER = {"went ahead": "ahead", "did not": "not", "kept silent": "silent", "spoke up": "spoke", "stopped by a gate": "gate",
             "detained": "detained"}
OF_GATE = {"granted": "granted", "granted by privilege": "privileged", "refused": "refused", "denied": "denied"}
OF_WHAT = {"record of nothing": "nothing", "paid for another": "paid", "company": "company", "off a list": "off",
           "listing stopped": "spared", "appeal lodged": "lodged", "appeal decided": "decided", "consequence": "consequence",
           "fear": "fear", "tie cut": "cut"}
OF_TRUTH = {"right": "right", "misattributed": "misattributed", "false": "nothing"}
ASKED = {"went ahead": "asks", "did not": "does not ask", "detained": "is detained and cannot ask"}
CHOICES = {"went ahead": "goes ahead", "did not": "does not go ahead", "detained": "is detained and cannot",
           "kept silent": "keeps silent; without the regime the word would have been said",
           "spoke up": "speaks up; without the regime it would not have been said",
           "stopped by a gate": "goes ahead and is stopped by a gate"}
ROLES = {"household": "somebody at home", "close friend": "a close friend", "acquaintance": "an acquaintance", "self": "the person"}
CLOSED = {"standing": "the person's standing", "confinement": "confinement", "family": "a list that somebody at home is on"}
GATES = {"refused": "refused, as without the regime", "granted": "granted", "granted by privilege": "granted by privilege",
         "denied": "denied"}


def plain(name: str) -> str:
    """A name of the data as words.

    >>> plain("heavy_alcohol_purchase")
    'heavy alcohol purchase'
    """
    return name.replace("_", " ")


def joined(words: Sequence[str]) -> str:
    """
    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join(x for x in (", ".join(words[:-1]), words[-1]) if x) if words else ""


def named(name: str) -> str:
    """A list in a sentence: by its name where that says that it is one, in quotes where not.

    >>> named("watch_list"), named("named_in_public")
    ('the watch list', "the list 'named in public'")
    """
    return f"the {plain(name)}" if name.endswith("list") else f"the list '{plain(name)}'"


def tiered(name: str) -> str:
    """A tier in a sentence.

    >>> tiered("bad"), tiered("a_honest")
    ('tier bad', "tier 'a honest'")
    """
    return f"tier '{plain(name)}'" if "_" in name else f"tier {name}"


def counted(n: int, one: str, many: str = "") -> str:
    """
    >>> counted(1, "mark"), counted(1234, "mark"), counted(0, "close friend")
    ('1 mark', '1,234 marks', 'no close friends')
    """
    return f"{n:,} {one}" if n == 1 else f"{f'{n:,}' if n else 'no'} {many or one + 's'}"


def on(start: str, day: int) -> str:
    """The date of a day of the run.

    >>> on("2020-01-01", 59)
    '29 Feb 2020'
    """
    d = date.fromisoformat(start) + timedelta(days=day)
    return f"{d.day} {MONTHS[d.month - 1]} {d.year}"


def sorts(mark: Data, life: Data) -> list[str]:
    """As what a mark is drawn: one sort, or that of an act and that of its record. The last is what the mark is counted as."""
    what = mark["what"]
    if what == "occasion":
        request = mark.get("request")
        first = OF_GATE[request["answer"]] if request else OF_ANSWER[mark["answer"]]
        return [first, *([OF_TRUTH[mark["record"]["truth"]]] if mark.get("record") else [])]
    if what == "record of another's act":
        return [OF_TRUTH[mark["record"]["truth"]]]
    if what == "tier":
        order = [name for name, _ in life["scale"]["tiers"]]
        return ["better" if _place(order, mark["tier"]) > _place(order, mark["tier_before"]) else "worse"]
    if what == "listed":
        return ["red" if mark["listing"]["name"] in lists_of(life, "red") else "black"]
    return [OF_WHAT[what]]


def _place(order: Sequence[str], tier: str) -> int:
    """Where a tier stands; one of an earlier regime, whose cutoffs are not told, before all others."""
    return order.index(tier) if tier in order else -1


def lists_of(life: Data, colour: str) -> list[str]:
    """Names of the black or of the red lists."""
    return [name for name, of, _ in life["scale"]["lists"] if of == colour]


def kept(life: Data) -> bool:
    """Whether there is a score: not without a regime, nor of somebody whom it does not cover and has not covered."""
    covered = life["person"].get("enrolled", True) or len(life["scores"]) > 1
    return bool(life["scale"]["high"] > life["scale"]["low"] and life["scores"] and covered)


def is_quiet(mark: Data) -> bool:
    """Whether a mark changes nothing for anybody: an act that nobody recorded, a request granted or refused as ever, company."""
    if mark["what"] != "occasion" or mark.get("record") or mark["answer"] not in ("went ahead", "did not"):
        return bool(mark["what"] == "company")
    request = mark.get("request")
    return request is None or (request["answer"] in ("refused", "granted") and not request.get("why"))


def points_of(mark: Data) -> Data | None:
    """The points that a mark cost or gave the person."""
    return mark.get("points") or (mark.get("record") or {}).get("points")


def whose(other: Data | None) -> str:
    """Somebody, by what they are to the person, with the address."""
    if not other:
        return "somebody"
    role = ROLES.get(other.get("role") or "")
    return "the person" if other.get("role") == "self" else f"{role} ({other['id']})" if role else str(other["id"])


def wrote(points: Data | None) -> str:
    """Points and their rule in a few words, with what of the article it holds."""
    if not points:
        return ""
    article = f" ({points['rule']['article']})" if points["rule"].get("article") else ""
    rule = f"rule {plain(points['rule']['name'])}{article}"
    if points.get("lists") and not points["points"]:
        return f"which lists directly by {rule}"
    return f"{signed(points['points'])} points by {rule}" + (", which lists directly" if points.get("lists") else "")


def sentence(mark: Data) -> str:
    """What happened, in one sentence without its day."""
    said = _SAID[mark["what"]](mark)
    return said[0].upper() + said[1:]


def _said_occasion(m: Data) -> str:
    said = [f"{plain(m['kind'])}: {choice(m)}"]
    if m.get("request"):
        said.append(_gate(m["request"]))
    r = m.get("record")
    if r:
        said.append(f"recorded by {plain(r['channel'])}" + (f" as an act of {r['on']}" if r.get("on") else "") + _cost(r))
    elif m.get("could_see"):
        said.append("nobody records it")
    return "; ".join(said)


def choice(m: Data) -> str:
    """What the person does at an occasion."""
    return ASKED.get(m["answer"], CHOICES[m["answer"]]) if m["nature"] == "request" else CHOICES[m["answer"]]


def _gate(request: Data) -> str:
    why = joined([CLOSED[x] for x in request.get("why") or []])
    if request["answer"] == "refused":
        return GATES["refused"] + (f"; {why} would have barred it too" if why else "")
    return GATES[request["answer"]] + (f" because of {why}" if why else "")


def _cost(record: Data) -> str:
    fate = "" if record["fate"] == "kept" else f", {record['fate']}"
    if record.get("points"):
        return f"{fate}, {wrote(record['points'])}"
    return fate or ("" if record.get("on") else ", which no rule counts")


def lasts(m: Data) -> str:
    """How long a listing is to last, where it has a term.

    >>> lasts({"day": 3, "listing": {"until": 3}}), lasts({"day": 3, "listing": {"until": 33}}), lasts({"day": 3, "listing": {}})
    (', an entry that lasts no day', ', for 30 days', '')
    """
    until = m["listing"].get("until")
    return "" if until is None else f", for {counted(until - m['day'], 'day')}" if until > m["day"] else ", an entry that lasts no day"


def _said_listed(m: Data) -> str:
    return f"put on {named(m['listing']['name'])}" + (", wrongly" if m["listing"].get("wrongful") else "") + lasts(m)


def _said_consequence(m: Data) -> str:
    c = m["consequence"]
    said = [plain(x) for x in c["names"]] or ["a sanction"]
    said += [f"a fine of {c['fine_yuan']:,} yuan"] if c.get("fine_yuan") else []
    said += [f"{counted(c['detained_days'], 'day')} of detention"] if c.get("detained_days") else []
    return f"{plain(c['of'])}: {', '.join(said)}"


def _said_others(m: Data) -> str:
    r = m["record"]
    return f"{plain(m['kind'])} of {r.get('actor') or 'somebody else'} recorded as an act of this person by {plain(r['channel'])}{_cost(r)}"


def _said_nothing(m: Data) -> str:
    return f"{plain(m['kind'])} that never happened, recorded by {plain(m['record']['channel'])}{_cost(m['record'])}"


def _moved(m: Data) -> str:
    return f"from {m['score_before']:,}" + (f" to {m['score_after']:,}" if m.get("score_after") is not None else "")


_SAID: dict[str, Callable[[Data], str]] = {
    "occasion": _said_occasion,
    "record of another's act": _said_others,
    "record of nothing": _said_nothing,
    "paid for another": lambda m: f"{wrote(m['points'])} through {whose(m.get('source'))}",
    "company": lambda m: f"the company of {counted(m['ties'], 'friend')} with a mean score of {m['mean']:,} moves the score {_moved(m)}",
    "tier": lambda m: f"from {tiered(m['tier_before'])} to {tiered(m['tier'])}",
    "listed": _said_listed,
    "off a list": lambda m: f"off {named(m['listing']['name'])} after {counted(m['listing']['days'], 'day')}: {m['listing']['way_out']}",
    "listing stopped": lambda m: f"a review stops an entry on {named(m['listing']['name'])}",
    "appeal lodged": lambda m: f"appeals against {named(m['listing']['name'])}",
    "appeal decided": lambda m: f"the appeal against {named(m['listing']['name'])} is {'granted' if m['granted'] else 'refused'}",
    "consequence": _said_consequence,
    "fear": lambda m: f"fear rises by {m['fear'] / 256:.2g} levels: {whose(m.get('source'))} is sanctioned",
    "tie cut": lambda m: f"the tie to {whose(m.get('source'))} is cut on account of {named(m['listing']['name'])}",
}
