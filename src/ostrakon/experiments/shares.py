"""An ablation in sentences: which part of an outcome comes from what, and how sure that is.

Here lives wording from numbers. Never here: a number that the ablation does not hold. Shares are told only when nothing
speaks against them: the total can be told from 0, no part works against the others, and none comes to more than the whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ostrakon.experiments.ablate import is_clear
from ostrakon.results.figures import number
from ostrakon.results.words import amount, interval

# what a hundred of an outcome are; an outcome that counts nothing one could point at is told as parts of it
COUNTED = {
    "listed": "people ever listed",
    "listed_at_end": "people on a list at the end",
    "bad_credit": "people with bad credit at the end",
    "wrongly_listed": "people ever listed wrongly",
    "ever_denied": "people ever turned away",
    "denials": "requests denied",
    "chilled": "things left unsaid for fear",
    "silenced": "things that a gate kept from being said",
    "ever_chilled": "people who ever kept silent for fear",
    "records": "records",
    "points_lost": "points lost",
    "harmed_by_association": "people who paid for others",
}
WHOLE = 100.5        # what is above is written as 101 of a hundred or more
Found = Mapping[str, Any]


def sentences(name: str, outcome: Found, parts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The sentences on one outcome. outcome, parts: as an ablation tells them."""
    yield _from_to(outcome)
    if outcome["total"]["value"] is None:
        yield ("With some of the parts off there is nothing that the outcome could be a share of, so that it has no value there, "
               "and what each part adds cannot be said.")
        return
    words = {part["name"]: _words(part) for part in parts}
    idle = [words[n] for n, found in outcome["parts"].items() if found["shapley"]["value"] == 0 and found["shapley"]["mcse"] is None]
    unclear = [words[n] for n, found in outcome["parts"].items() if not is_clear(found["shapley"]) and words[n] not in idle]
    yield from _clear(name, outcome, words)
    if unclear:
        yield f"What they add cannot be told from nothing with so many people: {'; '.join(unclear)}."
    if idle:
        yield f"Not one count changes with them, whatever else is on: {'; '.join(idle)}."


def _words(part: Mapping[str, Any]) -> str:
    """A part in words; a claim with its id, since its words alone say little of what is switched."""
    name, words = part["name"], part["words"]
    return words if name.islower() else f"{name} ({words})"


def _from_to(outcome: Found) -> str:
    title, unit = outcome["title"].removeprefix("... ").capitalize(), outcome["unit"].removeprefix("share ")
    on, off = (_value({**outcome[side], "unit": outcome["unit"]}) for side in ("on", "off"))
    return f"{title}: {on} {unit} with all of these parts on, {off} with all off."


def _value(found: Found) -> str:
    """A value with its interval."""
    if found["value"] is None:
        return "no value"
    return amount(found["value"], found["unit"]) + ("" if found["low"] is None else f" [{interval(dict(found))}]")


def _clear(name: str, outcome: Found, words: Mapping[str, str]) -> Iterator[str]:
    """What can be told apart from nothing: as shares of a hundred where that has a meaning, else in units, with the reason."""
    clear = {n: found for n, found in outcome["parts"].items() if is_clear(found["shapley"])}
    against = [words[n] for n, found in clear.items() if found["shapley"]["value"] < 0]
    if not is_clear(outcome["total"]) and not clear and outcome["total"]["mcse"] is None:
        yield "With all of these parts off the outcome is exactly the same, so there are no shares to give."
    elif not is_clear(outcome["total"]):
        yield "All of these parts together make no difference that can be told from nothing, so no shares of it are given."
    elif outcome["total"]["value"] < 0:
        yield "With all of these parts on the outcome is lower than with all off, so there is no hundred of which each could have a share."
    elif against:
        yield f"Some parts make the outcome lower, so that shares of a hundred would mislead: {'; '.join(against)}."
    elif any(found["of_outcome"]["value"] > WHOLE for found in clear.values()):
        yield "One part alone comes to more than the whole outcome, so that shares of a hundred would mislead."
    elif clear:
        yield _shares(name, outcome, clear, words)
        return
    if clear:
        yield f"What each adds, on average over the orders in which parts could join: {_list(_in_units(outcome, clear, words))}."


def _shares(name: str, outcome: Found, clear: Mapping[str, Any], words: Mapping[str, str]) -> str:
    ranked = sorted(clear, key=lambda n: -clear[n]["of_outcome"]["value"])
    told = [f"{_percent(clear[n]['of_outcome'])} {'come from ' if i == 0 else 'from '}{words[n]}" for i, n in enumerate(ranked)]
    if outcome["remainder"]["value"]:
        told.append(f"{_percent(outcome['remainder'])} would be there with all of them off")
    counted = COUNTED.get(name)
    return f"Of every 100 {counted}, {_list(told)}." if counted else f"Of 100 parts of this outcome, {_list(told)}."


def _percent(found: Found) -> str:
    low = "" if found["low"] is None else f" [{_whole(found['low'])} to {_whole(found['high'])}]"
    return _whole(found["value"]) + low


def _whole(percent: float) -> str:
    """A number of a hundred: whole, or with one figure where it is below 1."""
    return f"{percent + 0.0:.0f}" if abs(percent) >= 0.95 or percent == 0 else f"{percent:.1g}"


def _in_units(outcome: Found, clear: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    found = []
    for n, part in clear.items():
        value = {**part["shapley"], "unit": outcome["unit"]}
        found.append(f"{words[n]} {'+' if value['value'] > 0 else ''}{_value(value)}")
    return found


def _list(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def table(outcome: Found) -> list[tuple[str, ...]]:
    """Rows of (part, adds, interval, of 100, interval, off alone); the last has what is there with all parts off."""
    unit = outcome["unit"]
    rows: list[tuple[str, ...]] = [
        (name, amount(part["shapley"]["value"], unit), interval({**part["shapley"], "unit": unit}), *_of_100(part["of_outcome"]),
         amount(part["off_alone"]["value"], unit))
        for name, part in outcome["parts"].items()]
    return [*rows, ("none of them", amount(outcome["off"]["value"], unit), interval({**outcome["off"], "unit": unit}),
                    *_of_100(outcome["remainder"]), "")]


def _of_100(found: Found) -> tuple[str, str]:
    """A percentage and its interval, to a tenth."""
    said = ["-" if found[end] is None else number(round(found[end], 1)) for end in ("value", "low", "high")]
    return said[0], "-" if found["low"] is None else f"{said[1]} to {said[2]}"
