"""An explanation in words. Never here: what a life is said to be (``results/life_marks.py``, which the page of a life shares)."""

from ostrakon.lives.form import Life
from ostrakon.lives.why import Explanation, Reason
from ostrakon.results.figures import signed
from ostrakon.results.life_marks import counted, named, on, plain, whose


def verdict(found: Explanation, life: Life) -> str:
    """Why somebody is on a list, in a sentence or two."""
    count, own = len(found.reasons), found.true_ones
    if count == 1:
        did = f"It is {'' if own else 'not '}of what this person did:"
    else:
        did = f"{'All' if own == count else own or 'None'} of them {'is' if own == 1 else 'are'} of what this person did:"
    return (f"{_listing(found, life)}, by {found.by}. Without {counted(count, 'record')}, and with everything else as it happened, "
            f"it would not have come to that. {did}")


def _listing(found: Explanation, life: Life) -> str:
    first, last = on(life.start, found.entered), on(life.start, found.until)
    if found.ended and found.until == found.entered:
        return f"Put on {named(found.list)} on {first}"
    end = f"to {last}" if found.ended else f"until the run ends on {last}"
    return f"On {named(found.list)} from {first} {end}"


def reason(r: Reason) -> str:
    """A record of the set."""
    theirs = r.source.role != "self"
    true = {"right": "true of that person" if theirs else "true",
            "misattributed": f"put on the wrong person; {r.actor or 'somebody else'} acted", "false": "it never happened"}[r.truth]
    through = f", through {whose(r.source.model_dump())}" if theirs else ""
    lists = "" if r.list_from is None else "lists directly" + (f" from {r.list_from} such records on" if r.list_from > 1 else "")
    rule = f"rule {plain(r.rule)}"
    cost = f"{rule} {lists}" if lists and not r.points else f"{signed(r.points)} by {rule}" + (f", which {lists}" if lists else "")
    return f"{cost}: {plain(r.kind)}, recorded by {plain(r.channel)}{through} ({r.nature}; {true})"


def proof(found: Explanation, life: Life) -> str:
    """What is known of the set: whether a smaller one would do, and what living again without it shows."""
    it = "it" if len(found.reasons) == 1 else "them"
    one = f"The dossier has {counted(found.records, 'record')} that could matter." if found.records > 1 else "There is no other record."
    size = "No smaller set does." if found.smallest else "None of them can be spared; whether a smaller set would do was not found out."
    held = {True: f"The community, lived again without {it}, does not put this person on the list.",
            None: f"It cannot be lived again without {it}: somebody acted whom the regime does not cover."}.get(found.held) or (
        f"Lived again without {it}, the community puts this person on the list all the same, on "
        f"{on(life.start, found.anyway or 0)}: people then do other things, and other things are recorded.")
    return " ".join([one, *([size] if found.records > 1 else []), held])
