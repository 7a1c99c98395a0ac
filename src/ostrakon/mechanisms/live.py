"""The entries of a regime that are switched on, in the order of the file: what the indices of all tables refer to.

Here lives the one answer to "which number has this channel". Programs that follow one another in a run share a frame, so
that a number means the same channel, list or history before and after. Never here: tables.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeVar

from ostrakon.errors import fail
from ostrakon.mechanisms.lookup import position
from ostrakon.numbers import stream_id
from ostrakon.spec.regime import Channel, Consequence, Dimension, Regime, RegisterList, Rule

Entry = TypeVar("Entry", Channel, RegisterList, Rule)
FIXED_STREAMS = ("household", "slot", "person", "close", "wide", "scope", "rollout", "occasion", "grant", "follow")


@dataclass(frozen=True)
class Frame:
    """What Programs of one run number alike: channels, lists and rules with a memory that are on in any of them."""

    channels: dict[str, Channel]
    lists: dict[str, RegisterList]
    repeated: tuple[str, ...]


def frame_of(regimes: Sequence[Regime]) -> Frame:
    """The frame of regimes that follow one another: in the order of the first, then what later ones add."""
    return Frame(_union([r.channels for r in regimes]), _union([r.lists for r in regimes]),
                 tuple(_union([{n: u for n, u in r.rules.items() if u.repetition} for r in regimes])))


def _union(parts: Sequence[Mapping[str, Entry]]) -> dict[str, Entry]:
    first = {name: entry for part in reversed(parts) for name, entry in part.items() if entry.enabled}
    order = dict.fromkeys(name for part in parts for name in part)
    return {name: first[name] for name in order if name in first}


@dataclass(frozen=True)
class Live:
    """A regime without what is switched off. Tables number channels, lists and histories by the frame, rules in this order.

    A channel or list of the frame that is off here is there still, blind or closed: nothing comes of it.
    """

    regime: Regime
    frame: Frame = field(default=None)  # type: ignore[assignment]
    channels: dict[str, Channel] = field(init=False)
    rules: dict[str, Rule] = field(init=False)
    lists: dict[str, RegisterList] = field(init=False)
    consequences: dict[str, Consequence] = field(init=False)

    def __post_init__(self) -> None:
        frame = self.frame or frame_of([self.regime])
        blind = {name: Channel.model_construct(context=entry.context, sees={}) for name, entry in frame.channels.items()}
        closed = {name: RegisterList(colour=entry.colour) for name, entry in frame.lists.items()}
        on = {part: {name: entry for name, entry in getattr(self.regime, part).items() if entry.enabled}
              for part in ("channels", "rules", "lists", "consequences")}
        for name, value in {**on, "frame": frame, "channels": {n: on["channels"].get(n, blind[n]) for n in blind},
                            "lists": {n: on["lists"].get(n, closed[n]) for n in closed}}.items():
            object.__setattr__(self, name, value)

    def has(self, part: Literal["channels", "lists"], name: str) -> bool:
        """Whether a channel or list is on in this regime, not only in the frame."""
        entries: Mapping[str, Channel | RegisterList] = getattr(self.regime, part)
        return name in entries and entries[name].enabled

    @property
    def closed(self) -> int:
        """Bits of the lists that are off here: whoever is on one leaves it."""
        return sum(1 << i for i, name in enumerate(self.lists) if not self.has("lists", name))

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        """Every dimension; none can be switched off."""
        return self.regime.scoring.dimensions

    @cached_property
    def tiers(self) -> list[str]:
        """Names of the tiers, worst first."""
        return [t.name for t in self.regime.tiers]

    @property
    def n_standings(self) -> int:
        """Tiers times sets of lists."""
        return len(self.tiers) << len(self.lists)

    def dimension_of(self, name: str, rule: Rule) -> int:
        """Return the dimension of a rule. Raises OST4001 when there are several and it names none."""
        if rule.dimension is None and len(self.dimensions) > 1:
            fail("OST4001", f"rules.{name} names no dimension", allowed=", ".join(self.dimensions))
        return position(rule.dimension or next(iter(self.dimensions)), self.dimensions, f"rules.{name}.dimension")

    def list_of(self, name: str, place: str) -> int:
        """Return the number of a list, or -1 when it is switched off. Raises OST4001 when there is none of that name."""
        position(name, self.regime.lists, place)
        return list(self.lists).index(name) if self.has("lists", name) else -1

    def streams(self, prefix: str, names: Iterable[str]) -> list[int]:
        """Return the stream of each name."""
        return [stream_id(f"{prefix}/{name}") for name in names]


def check_streams(live: Live) -> None:
    """Raise OST4001 when two streams of the regime, or one and a fixed one, have the same address."""
    uses: dict[str, Mapping[str, object]] = {"detect": live.channels, "false": live.channels, "false-review": live.channels,
                                             "duty": live.lists, "appeal": live.lists, "list-review": live.lists, "ostracism": live.lists}
    seen: dict[int, str] = {stream_id(name): name for name in FIXED_STREAMS}
    for prefix, entries in uses.items():
        for name in entries:
            word = f"{prefix}/{name}"
            other = seen.setdefault(stream_id(word), word)
            if other != word:
                fail("OST4001", f"'{word}' and '{other}' have the same stream", remedy=f"rename '{name}'")
