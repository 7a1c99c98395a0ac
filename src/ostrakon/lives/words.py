"""An explanation in words. Never here: what a life is said to be (``results/life_marks.py``, which the page of a life shares)."""

from ostrakon.lives.form import Life
from ostrakon.lives.why import Explanation, Reason
from ostrakon.results.life_marks import on, plain, whose


def verdict(found: Explanation, life: Life) -> str:
    """Why somebody is on a list, in a sentence or two."""
    count, own = len(found.reasons), found.true_ones
    if count == 1:
        records, did = "this record", "it is of what this person did" if own else "it is not of what this person did"
    else:
        records, did = f"these {count} records", f"{own or 'none'} of them {'is' if own < 2 else 'are'} of what this person did"
    return (f"On {found.list} since {on(life.start, found.entered)}, by {found.by}. Without {records} it would not have come to that by "
            f"{on(life.start, found.until)}; {did}:")


def reason(r: Reason) -> str:
    """A record of the set."""
    true = {"right": "true", "misattributed": f"put on the wrong person; {r.actor or 'somebody else'} acted",
            "false": "it never happened"}[r.truth]
    through = "" if r.source.role == "self" else f", through {whose(r.source.model_dump())}"
    return f"{r.points:+d} by rule {plain(r.rule)}: {plain(r.kind)}, recorded by {plain(r.channel)}{through} ({r.nature}; {true})"
