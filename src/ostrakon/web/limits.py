"""How much one page may ask for. Never here: who asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from ostrakon.errors import fail
from ostrakon.web.protocol import World


@dataclass(frozen=True)
class Limits:
    """The most that is lived for one request (people, days, arms), and how many runs of one client are under way at once."""

    people: int = 2_000_000
    days: int = 3_653
    arms: int = 4
    runs: int = 4

    def demand(self, worlds: Sequence[World]) -> None:
        """Raise OST9001 for what is too much."""
        if len(worlds) > self.arms:
            _refuse(f"{len(worlds)} worlds side by side", f"at most {self.arms}")
        for world in worlds:
            if not 1 <= world.people <= self.people:
                _refuse(f"{world.people:,} people", f"1 to {self.people:,}")
            if not 1 <= world.days <= self.days:
                _refuse(f"{world.days:,} days", f"1 to {self.days:,}")


def _refuse(what: str, allowed: str) -> None:
    fail("OST9001", what, allowed=allowed, remedy="ask for fewer here; ostrakon run has no such limit, and --people-limit raises this one")
