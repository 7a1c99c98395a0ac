"""A comparison in sentences: what differs, by how much, how sure that is, and for whom it is otherwise.

Here lives wording from numbers. Never here: a number that the comparison does not hold. A sentence is written only when the
interval of its difference leaves out 0; what could not be told apart is said in one sentence at the end.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ostrakon.results.figures import number

Comparison = Mapping[str, Any]
# measures in the order in which a reader asks: of how many, what a value is multiplied by, and what more of it do
TOLD = {
    "listed": ("Of 100,000 people", 1e5, "are listed at least once"),
    "wrongly_listed": ("Of 100,000 people", 1e5, "are listed wrongly at least once"),
    "bad_credit": ("Of 100,000 people", 1e5, "end with bad credit"),
    "ever_denied": ("Of 100,000 people", 1e5, "are turned away at least once"),
    "ever_chilled": ("Of 100,000 people", 1e5, "keep silent at least once"),
    "denials": ("Per 1,000 people", 1.0, "requests are denied"),
    "chilled": ("Of 1,000 things that would have been said", 1e3, "stay unsaid"),
}
SIDES = {"listed": ("are listed", "are not listed"), "wrongly_listed": ("are listed wrongly", "are not listed wrongly"),
         "ever_denied": ("are turned away", "are not turned away"), "ever_chilled": ("keep silent", "do not keep silent")}


def sentences(comparison: Comparison, variant: int) -> Iterator[str]:
    """The sentences on one variant, 0 for the first. comparison: with ``arms``, ``outcomes``, ``by`` and ``sides``."""
    name, base = (comparison["arms"][i]["name"] for i in (variant + 1, 0))
    found, unclear, same = [], [], []
    for measure in TOLD:
        outcome = comparison["outcomes"][measure]
        gap = outcome["differences"][variant]
        if gap["value"] == 0:
            same.append(outcome["title"].lower())
        elif gap["value"] is None or gap["low"] is None or gap["low"] <= 0 <= gap["high"]:
            unclear.append(outcome["title"].lower())
        else:
            found.append(_difference(measure, outcome, variant))
    yield from found
    yield from _who(comparison, variant, base, name)
    if same:
        yield f"The same in both: {'; '.join(same)}."
    if unclear:
        yield f"No difference can be told from chance with so many people: {'; '.join(unclear)}."


def _difference(measure: str, outcome: Mapping[str, Any], variant: int) -> str:
    """One outcome: of how many, how many more or fewer, with the interval, and from what to what."""
    of, per, do = TOLD[measure]
    gap, was, now = outcome["differences"][variant], outcome["arms"][0], outcome["arms"][variant + 1]
    low, high = sorted(abs(gap[end]) * per for end in ("low", "high"))
    more = "more" if gap["value"] > 0 else "fewer"
    return (f"{of}, {number(abs(gap['value']) * per)} {more} {do} [{number(low)} to {number(high)}]: "
            f"{number(now['value'] * per)} instead of {number(was['value'] * per)}.")


def _who(comparison: Comparison, variant: int, base: str, name: str) -> Iterator[str]:
    """Who changes sides: a fall of a hundred may be two hundred off a list and a hundred onto it."""
    for fate, (met, spared) in SIDES.items():
        cells = comparison["sides"][fate]["variants"][variant]
        gone, new = cells["only_baseline"], cells["only_variant"]
        if gone or new:
            yield f"{_people(gone)} who {met} under {base} {spared} under {name}; {_people(new)} the other way round."


def _people(n: float) -> str:
    return f"{n:,.0f} {'person' if n == 1 else 'people'}"
