"""Two lives of one person with the same luck: the first thing that is not the same in both, and why.

Here lives the comparison of marks in the order of a day. Never here: a comparison of societies (``experiments``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ostrakon.lives.form import Life, Mark
from ostrakon.results.life_marks import on, plain
from ostrakon.results.life_marks import sentence as said

STANDING = {"tier", "tier_before", "lists", "fear", "hardship", "could_see"}        # of a mark: what was, not what happens
SAME_MOMENT = ("day", "time", "what", "kind")


@dataclass(frozen=True)
class Parting:
    """The first day on which two lives are not the same, what happens in each, and why in a sentence."""

    day: int
    first: Mark | None
    second: Mark | None
    why: str


def parting(first: Life, second: Life) -> Parting | None:
    """Where two lives of one person part; None when nothing that happens differs."""
    for a, b in _side_by_side(first, second):
        if _happens(a) != _happens(b):
            day = min(m.day for m in (a, b) if m is not None)
            return Parting(day, a, b, f"The lives part on day {day} ({on(first.start, day)}). {_why(first, second, a, b)}")
    return None


def _happens(mark: Mark | None) -> object:
    return None if mark is None else mark.model_dump(exclude=STANDING)


def _side_by_side(first: Life, second: Life) -> Iterator[tuple[Mark | None, Mark | None]]:
    """Marks of the same moment together; one without its like stands alone."""
    sides = [[[m for m in life.marks if m.day == day] for day in sorted({m.day for x in (first, second) for m in x.marks})]
             for life in (first, second)]
    for today, then in zip(*sides, strict=True):
        left, right = list(today), list(then)
        for mark in today:
            like = next((m for m in right if all(getattr(m, k) == getattr(mark, k) for k in SAME_MOMENT)), None)
            if like is not None:
                left.remove(mark)
                right.remove(like)
                yield mark, like
        yield from zip_longest(left, right)


def _why(first: Life, second: Life, a: Mark | None, b: Mark | None) -> str:
    names = [_titled(first), _titled(second)]
    if names[0] == names[1]:
        names = [f"{names[0]}, as it stands", f"{names[1]}, changed"]
    if a is not None and b is not None and a.what == "occasion" and b.what == "occasion":
        if (a.record is None) != (b.record is None):
            seen, blind = (names[0], names[1]) if a.record else (names[1], names[0])
            record = a.record or b.record
            assert record is not None
            return f"Under {seen} {plain(record.channel)} record {plain(a.kind or '')}; under {blind} nobody does."
        if a.answer != b.answer:
            moved = [f"fear {m.fear}, hardship {m.hardship}, tier {m.tier}" for m in (a, b)]
            return (f"{plain(a.kind or '').capitalize()}: under {names[0]} the person {_did(a)} ({moved[0]}), "
                    f"under {names[1]} {_did(b)} ({moved[1]}).")
    told = [f"under {name} {_said(m)}" for name, m in zip(names, (a, b), strict=True)]
    return f"{told[0][0].upper()}{told[0][1:]}; {told[1]}."


def _said(mark: Mark | None) -> str:
    words = said(mark.model_dump()) if mark else "nothing of the kind happens"
    return words[0].lower() + words[1:]


def _titled(life: Life) -> str:
    return life.regime.id + ("".join(f" with {change}" for change in life.regime.changes))


def _did(mark: Mark) -> str:
    return {"went ahead": "goes ahead", "kept silent": "keeps silent", "did not": "does not", "spoke up": "speaks up",
            "detained": "is detained", "stopped by a gate": "is stopped by a gate"}[mark.answer or "did not"]
