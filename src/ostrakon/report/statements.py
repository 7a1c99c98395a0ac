"""Statements: sentences of the report that hold numbers of the folder, each number with the place where it stands there.

Here live places, numbers on their way into a sentence, and the sentence made of them. Never here: which sentence is said (``chapters``),
or its words (``messages``). A place is a file of the folder and a JSON pointer in it (RFC 6901): ``run/summary.json#/run/people``.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ostrakon.report.messages import Messages, rounded

BASES = (100, 1_000, 10_000, 100_000, 1_000_000)
MOST_DIGITS = 6
LEAST = 10              # people of so many: a base is large enough when the value is as large, so that people are told in whole numbers


@dataclass(frozen=True)
class Node:
    """A value of the folder and where it stands."""

    file: str
    path: tuple[str | int, ...]
    value: Any

    def __getitem__(self, key: str | int) -> "Node":
        return Node(self.file, (*self.path, key), self.value[key])

    def at(self, *keys: str | int) -> "Node | None":
        """The value below these keys; None where a key is not there, or the value is null."""
        here: Node = self
        for key in keys:
            if here.value is None or (isinstance(here.value, Mapping) and key not in here.value):
                return None
            here = here[key]
        return None if here.value is None else here

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """The values of a mapping by their keys."""
        return ((key, self[key]) for key in self.value)

    def rows(self) -> Iterator["Node"]:
        """The values of a list."""
        return (self[i] for i in range(len(self.value)))

    @property
    def place(self) -> str:
        """File and pointer."""
        return self.file + "#" + "".join(f"/{str(key).replace('~', '~0').replace('/', '~1')}" for key in self.path)


@dataclass(frozen=True)
class Number:
    """A number of the folder as it is told: times ``factor``, with so many digits after the point; the sign left out when ``bare``."""

    node: Node
    factor: float = 1.0
    digits: int = 0
    entries: bool = False       # not the value but how many entries it has
    bare: bool = False

    @property
    def value(self) -> float:
        """What is printed, before rounding."""
        found = len(self.node.value) if self.entries else self.node.value
        told = float(found) * self.factor
        return abs(told) if self.bare else told

    @property
    def printed(self) -> Any:
        """For a message."""
        return rounded(self.value, self.digits)


@dataclass(frozen=True)
class Name:
    """A text of the folder that a language may have a name for. ``as_it_is``: a title, which is not broken into words where it has none."""

    node: Node
    as_it_is: bool = False


@dataclass(frozen=True)
class Spread:
    """A value with its interval, in one unit: low and high end, or the value alone where no interval can be given."""

    value: Number
    low: Number | None
    high: Number | None

    def text(self, words: Messages) -> str:
        """As a part of a sentence."""
        if self.low is None or self.high is None:
            return words.say("range-bare", value=self.value.printed)
        low, high = (words.number(end.value, end.digits) for end in (self.low, self.high))
        return low if low == high else words.say("range", low=self.low.printed, high=self.high.printed)


Given = Number | Name | Spread | int | float | str


def digits_of(value: float, low: float | None, high: float | None) -> int:
    """Digits after the point: so many that the interval is two units wide or more, or the value shows two of its own, and no end that
    is not 0 is printed as 0."""
    known = low is not None and high is not None and high > low
    size = min((high - low) / 2, *(2 * abs(end) for end in (low, high) if end)) if known else abs(value) / 10  # type: ignore[operator]
    return max(0, min(MOST_DIGITS, -math.floor(math.log10(size)))) if size > 0 else 0


def spread(told: Node, factor: float = 1.0, *, bare: bool = False, swap: bool = False) -> Spread:
    """The value of an outcome and its interval. bare: without signs. swap: the ends change places, as those of a fall do."""
    ends = [told.at(end) for end in (("high", "low") if swap else ("low", "high"))]
    low, high = (None if end is None else end.value * factor for end in ends)
    first, last = (low, high) if not swap else (high, low)
    digits = digits_of(told["value"].value * factor, first, last)
    known = [Number(end, factor, digits, bare=bare) for end in ends if end is not None]
    return Spread(Number(told["value"], factor, digits, bare=bare), *(known if len(known) == 2 else (None, None)))


def base_of(share: float) -> int:
    """Of how many people a share is told."""
    return next((base for base in BASES if share * base >= LEAST), BASES[-1])


@dataclass(frozen=True)
class Statement:
    """A sentence. arguments: those that come from the folder; shown: how each is printed in ``text``. rests_on: values that are not printed
    and by which the sentence was chosen, such as a count of 0 behind "nobody"."""

    id: str
    message: str
    text: str
    arguments: Mapping[str, Number | Name] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    rests_on: tuple[Node, ...] = ()
    strong: str = ""            # its interval as it stands in the text

    def as_json(self) -> dict[str, Any]:
        """For statements.json."""
        return {"id": self.id, "message": self.message, "text": self.text,
                "arguments": {name: {"value": one.node.value if not (isinstance(one, Number) and one.entries) else len(one.node.value),
                                     "place": one.node.place, "printed": self.shown[name],
                                     **({"is": "number of entries"} if isinstance(one, Number) and one.entries else {})}
                              for name, one in self.arguments.items()},
                "rests_on": [{"place": node.place, **({} if isinstance(node.value, Mapping | list) else {"value": node.value})}
                             for node in self.rests_on]}


def stated(words: Messages, id_: str, message: str, given: Mapping[str, Given], rests_on: Sequence[Node] = ()) -> Statement:
    """A sentence made of a message and what it is given. Raises ``LookupError`` when it is given what the message does not ask for."""
    if unused := given.keys() - words.variables.get(message, frozenset()):
        raise LookupError(f"message {message} in {words.language} does not ask for {', '.join(sorted(unused))}")
    arguments: dict[str, Number | Name] = {}
    filled: dict[str, Any] = {}
    for name, one in given.items():
        if isinstance(one, Spread):
            ends = {"low": one.low, "high": one.high} if one.low and one.high else {"value": one.value}
            arguments |= {f"{name}.{end}": number for end, number in ends.items() if number is not None}
            filled[name] = one.text(words)
        elif isinstance(one, Number):
            arguments[name], filled[name] = one, one.printed
        elif isinstance(one, Name):
            arguments[name], filled[name] = one, _named(one, words)
        else:
            filled[name] = one
    shown = {name: words.number(one.value, one.digits) if isinstance(one, Number) else _named(one, words)
             for name, one in arguments.items()}
    return Statement(id_, message, words.say(message, **filled), arguments, shown, tuple(rests_on),
                     next((filled[name] for name, one in given.items() if isinstance(one, Spread)), ""))


def _named(one: Name, words: Messages) -> str:
    return words.title(str(one.node.value)) if one.as_it_is else words.name(str(one.node.value))


def repeated(statements: Sequence[Statement]) -> list[str]:
    """Ids that more than one statement has."""
    ids = [one.id for one in statements]
    return sorted({one for one in ids if ids.count(one) > 1})
