"""The entries of a regime that are switched on, in the order of the file: what the indices of all tables refer to.

Here lives the one answer to "which number has this channel". Never here: tables.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ostrakon.errors import fail
from ostrakon.mechanisms.lookup import position
from ostrakon.numbers import stream_id
from ostrakon.spec.regime import Channel, Consequence, Dimension, Regime, RegisterList, Rule

FIXED_STREAMS = ("household", "slot", "person", "close", "wide", "scope", "rollout", "occasion", "grant", "follow")


@dataclass(frozen=True)
class Live:
    """A regime without what is switched off. Tables number channels, rules, dimensions and lists in this order."""

    regime: Regime
    channels: dict[str, Channel] = field(init=False)
    rules: dict[str, Rule] = field(init=False)
    lists: dict[str, RegisterList] = field(init=False)
    consequences: dict[str, Consequence] = field(init=False)

    def __post_init__(self) -> None:
        for part in ("channels", "rules", "lists", "consequences"):
            entries = {name: entry for name, entry in getattr(self.regime, part).items() if entry.enabled}
            object.__setattr__(self, part, entries)

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
        return list(self.lists).index(name) if name in self.lists else -1

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
