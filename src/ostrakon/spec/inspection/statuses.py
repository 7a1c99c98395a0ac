"""How well the numbers of a file are known: how many have which status, and how many are plain.

Here lives the count. Never here: whether a status is right, or numbers that the file leaves to their defaults.
"""

from dataclasses import dataclass
from typing import Any

from ostrakon.spec.load import Loaded
from ostrakon.spec.text import Key, Where
from ostrakon.vocabulary import STATUSES

NO_STATUS = "without status"


@dataclass(frozen=True, slots=True)
class Statuses:
    """Numbers as written: those written with a source or status by status (every status is listed), and plain ones."""

    by_status: dict[str, int]
    plain: int

    def __str__(self) -> str:
        total = sum(self.by_status.values())
        shares = ", ".join(f"{n} {status} ({n / total:.0%})" for status, n in self.by_status.items() if n)
        return f"{total} number{'s' * (total != 1)} with a status{f': {shares}' * bool(shares)}; {self.plain} plain"


def statuses(loaded: Loaded[Any]) -> Statuses:
    """Count the numbers that the file (with its overrides) writes out; a status on a mapping or list covers what is in it."""
    by_status, plain = dict.fromkeys((*STATUSES, NO_STATUS), 0), 0
    for path in loaded.places.marks:
        value = _at(loaded.data, path)
        if not isinstance(value, int | float) or isinstance(value, bool):
            continue
        sourced = next((loaded.provenance[path[:n]] for n in range(len(path), 0, -1) if path[:n] in loaded.provenance), None)
        if sourced is None:
            plain += 1
        else:
            by_status[sourced.status or NO_STATUS] += 1
    return Statuses(by_status, plain)


def _at(data: dict[Key, Any], path: Where) -> Any:
    """The value at a path; None where the path leads nowhere."""
    here: Any = data
    for key in path:
        inside = (isinstance(here, dict) and key in here) or (isinstance(here, list) and isinstance(key, int) and key < len(here))
        here = here[key] if inside else None
    return here
