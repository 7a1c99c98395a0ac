"""Two lives of one person with the same luck: the first thing that is not the same in both, and why.

Here lives the comparison of marks in the order of a day. Never here: a comparison of societies (``experiments``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ostrakon.lives.form import Life, Mark
from ostrakon.results.life_marks import joined, named, on, plain
from ostrakon.results.life_marks import sentence as said

STANDING = {"tier", "tier_before", "lists", "fear", "hardship", "tie_level", "could_see"}        # of a mark: what was, not what happens
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
    differ = [(a, b) for a, b in _side_by_side(first, second) if _happens(a) != _happens(b)]
    if not differ:
        return None
    a, b = differ[0]
    day = _day(a, b)
    said = f"The lives part on {on(first.start, day)} (day {day}). {_why(first, second, a, b)}"
    if not _chosen(a, b):
        chosen = next((pair for pair in differ if _chosen(*pair)), None)
        said += (f" What the person does, or is answered, first differs on {on(first.start, _day(*chosen))}. {_why(first, second, *chosen)}"
                 if chosen else " What the person does, and is answered, is the same in both.")
    return Parting(day, a, b, said)


def _day(*marks: Mark | None) -> int:
    return min(m.day for m in marks if m is not None)


def _happens(mark: Mark | None) -> object:
    return None if mark is None else mark.model_dump(exclude=STANDING)


def _chosen(a: Mark | None, b: Mark | None) -> bool:
    """Whether two marks of an occasion differ in what the person does or in how the request is answered."""
    made = [(m.answer, m.request and m.request.answer) if m is not None and m.what == "occasion" else None for m in (a, b)]
    return made[0] != made[1]


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
        kind = plain(a.kind or "")
        if a.answer != b.answer:
            felt = _felt(first, second, a, b)
            return f"{kind.capitalize()}: under {names[0]} the person {_did(a)}{felt[0]}; under {names[1]} {_did(b)}{felt[1]}."
        record = a.record or b.record
        if record is not None and (a.record is None) != (b.record is None):
            seen, blind = (names[0], names[1]) if a.record else (names[1], names[0])
            return f"{kind.capitalize()}: under {seen} it is recorded by {plain(record.channel)}; under {blind} by nobody."
    told = [_said(m) for m in (a, b)]
    if told[0] == told[1] and a is not None and b is not None:
        return f"In both: {told[0]}; what differs is {joined(_differing(a, b))}."
    return f"Under {names[0]}: {told[0]}; under {names[1]}: {told[1]}."


def _felt(first: Life, second: Life, a: Mark, b: Mark) -> list[str]:
    """What of fear, hardship and standing is not the same at one occasion in two lives, in brackets."""
    same = [name for name, _ in first.scale.tiers] == [name for name, _ in second.scale.tiers]
    words = ["fear", "hardship", "tie_level"] + ["tier"] * same
    found: list[list[str]] = [[f"{word} {plain(str(getattr(m, word)))}" for word in words if getattr(a, word) != getattr(b, word)]
                              for m in (a, b)]
    for told, mark in zip(found, (a, b), strict=True):
        if a.lists != b.lists:
            told.append(f"on {joined([named(x) for x in mark.lists]) or 'no list'}")
    return [f" ({', '.join(told)})" if told else "" for told in found]


def _differing(a: Mark, b: Mark) -> list[str]:
    """Names of what differs between two marks that read the same."""
    one, other = (m.model_dump(exclude=STANDING) for m in (a, b))
    found: list[str] = []
    for key in one:
        if isinstance(one[key], dict) and isinstance(other[key], dict):
            found += [plain(f"{key} {inner}") for inner in one[key] if one[key][inner] != other[key].get(inner)]
        elif one[key] != other[key]:
            found.append(plain(key))
    return found


def _said(mark: Mark | None) -> str:
    words = said(mark.model_dump()) if mark else "nothing of the kind"
    return words[0].lower() + words[1:]


def _titled(life: Life) -> str:
    return life.regime.id + (f" with {joined(life.regime.changes)}" if life.regime.changes else "")


def _did(mark: Mark) -> str:
    return {"went ahead": "goes ahead", "kept silent": "keeps silent", "did not": "does not", "spoke up": "speaks up",
            "detained": "is detained", "stopped by a gate": "is stopped by a gate"}[mark.answer or "did not"]
