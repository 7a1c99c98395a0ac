"""Program: all tables of a society and a regime's schedule, frozen and hashed. What the kernel is given, and all it is given.

Nothing is simulated here. ``neutral`` is the regime ``none`` in the shapes of another one: it sees, scores, lists and
denies nothing, so that burn-in, places not yet reached and abolition need no other kernel.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np

from ostrakon.mechanisms.tables import RegimeTables
from ostrakon.numbers import stream_id
from ostrakon.spec.regime import Regime

USES = ("household", "slot", "person", "occasion", "grant", "follow", "scope", "close", "wide", "rollout")
COMMUNITY_SIZE = 8192
MOST_COMMUNITIES = 1 << 20          # per region: the address has 20 bits


@dataclass(frozen=True)
class Phase:
    """A Program from a day on, for a share of communities or some regions.

    ``share`` is p32, ``regions`` None for all. ``abolition``: the tables are ``neutral``. ``entry`` is the number in the
    rollout; an ``amended`` phase holds only where that entry held the day before. ``closed``: bits of lists that are off.
    ``regime``: what the tables were made from, for whoever tells of it; None where nobody is watched.
    """

    day: int
    share: int
    regions: frozenset[int] | None
    tables: RegimeTables
    abolition: bool = False
    keep_scores: bool = False
    entry: int = 0
    amended: bool = False
    closed: int = 0
    regime: Regime | None = None


def is_fresh(old: Phase, new: Phase) -> bool:
    """Whether everybody begins at base: nobody brings a score from where none was kept, or to where none is."""
    return any(phase.abolition and not phase.keep_scores for phase in (old, new))


@dataclass(frozen=True)
class Program:
    """Everything that decides a run but the seed, the number of people and the days."""

    society: Any
    regime: RegimeTables
    neutral: RegimeTables
    phases: tuple[Phase, ...]
    burn_in: int
    tiers: tuple[str, ...]
    lists: tuple[str, ...]
    channels: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 over every table, in order."""
        return tables_digest([self.society.tables, self.neutral] + [phase.tables for phase in self.phases],
                             [(p.day, p.share, sorted(p.regions or ()), p.abolition, p.keep_scores, *_beyond(p)) for p in self.phases],
                             self.burn_in)


def _beyond(phase: Phase) -> tuple[int, ...]:
    """What a phase has beside an entry of the rollout under which every list is open."""
    return (phase.entry, phase.amended, phase.closed) if phase.amended or phase.closed else ()


def tables_digest(groups: list[Any], *rest: object) -> str:
    """SHA-256 of NamedTuples of arrays and integers, with their field names, and of plain values."""
    h = hashlib.sha256()
    for group in groups:
        for name, value in group._asdict().items():
            array = np.ascontiguousarray(value)
            h.update(f"{name}{array.dtype.str}{array.shape}".encode())
            h.update(array.tobytes())
    h.update(repr(rest).encode())
    return h.hexdigest()


def streams() -> np.ndarray:
    """Stream numbers of the fixed uses, in the order of USES, int64."""
    return np.array([stream_id(use) for use in USES], dtype=np.int64)


def neutral(r: RegimeTables, will_none: np.ndarray) -> RegimeTables:
    """The regime ``none`` in the shapes of ``r``; will_none: [Z2,16,16,K] willingness under none."""
    def zero(name: str) -> np.ndarray:
        return np.zeros_like(getattr(r, name))

    names = ("hit", "wrong", "false_on", "false_keep", "review", "list_mode", "list_duty", "list_exit_mode", "appeal_on", "deny",
             "boost", "save_yuan", "save_minutes", "flags", "household_deny", "fine", "detain", "publicised", "sanctions",
             "removes", "ostracism", "seen_start")
    changes: dict[str, Any] = {name: zero(name) for name in names}
    will = np.ascontiguousarray(np.broadcast_to(will_none[:, None], r.will.shape).astype(np.uint32))
    return r._replace(rule_of=np.full_like(r.rule_of, -1), company_dim=-1, recover_points=zero("recover_points"),
                      recover_factor=np.full_like(r.recover_factor, 65536), will=will, evades=0, **changes)
