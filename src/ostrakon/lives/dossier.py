"""A person's dossier: the records that moved their points, and the rules by which points become a score and a listing, again.

Here lives scoring once more, for one person and many dossiers at a time, each with other records missing; everything else stays as it
happened. The kernel's phases 5 to 7 decide (docs/model.md, section 19); a test holds the two together. Never here: which records to
leave out (``why``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ostrakon.kernel import trace as n
from ostrakon.lives.relive import Lived
from ostrakon.mechanisms.tables import REPEATS, RegimeTables
from ostrakon.program import Phase, is_fresh

Key = tuple[int, int, int]          # channel, who acted or -1, number
Ints = npt.NDArray[np.int64]
Kept = npt.NDArray[np.bool_]        # [S,K] which records each dossier has
ACTUAL, NO_ERROR = 0, 1


@dataclass(frozen=True)
class Item:
    """What one record did to the person in one ledger, on one day."""

    day: int
    record: int                     # position in Dossier.keys
    rule: int
    slot: int                       # of the rule's memory of repetition, -1 none
    lists: bool                     # whether the rule can list directly
    kind: int
    points: int                     # as it happened; of an own record the rule gives them anew
    own: bool                       # on the person, not spilled from somebody
    source: int                     # on whom it fell
    role: int                       # who that is to the person
    truth: int


@dataclass
class Dossier:
    """Everything in the trace that moves the ledgers of one person."""

    lived: Lived
    person: int
    keys: list[Key] = field(default_factory=list)
    items: dict[int, list[Item]] = field(default_factory=lambda: {ACTUAL: [], NO_ERROR: []})
    company: dict[int, tuple[int, int]] = field(default_factory=dict)   # day -> mean of the ties, by ledger
    restored: dict[int, int] = field(default_factory=dict)          # day -> list whose appeal gave points back
    grace: dict[int, list[tuple[int, int]]] = field(default_factory=dict)   # list -> (day, until) without entry by the score
    barred: set[tuple[int, int]] = field(default_factory=set)       # (day, list) without any entry: stopped by a review, or just left

    def __post_init__(self) -> None:
        burn = self.lived.program.burn_in
        place: dict[Key, int] = {}
        events = self.lived.events[self.lived.events[:, n.PERSON] == self.person]
        for row in events:
            e = [int(x) for x in row]
            day = e[n.DAY] - burn
            r = self.lived.at(day)[0]
            if e[n.WHAT] == n.POINTS:
                self._add(e[n.A], day, e, self._actor(e), True, place)
            elif e[n.WHAT] == n.SPILL:
                for ledger, points in ((ACTUAL, e[n.B]), (NO_ERROR, e[n.C])):
                    if points:
                        self._add(ledger, day, e, (e[n.D] >> 2) - 1, False, place, points)
            elif e[n.WHAT] == n.COMPANY:
                self.company[day] = e[n.B], e[n.D]
            elif e[n.WHAT] == n.EXIT and e[n.A] == ACTUAL and e[n.C] == n.APPEALED:
                self.grace.setdefault(e[n.B], []).append((day, day + int(r.list_grace[e[n.B]])))
                self.barred.add((day, e[n.B]))
                if r.appeal_restore[e[n.B]]:
                    self.restored[day] = e[n.B]
            elif e[n.WHAT] == n.STOPPED:
                self.barred.add((day, e[n.B]))
                self.grace.setdefault(e[n.B], []).append((day, day + int(r.list_grace[e[n.B]])))

    def _actor(self, e: Sequence[int]) -> int:
        """Who acted: a regime that does not cover them does not say, the record's own event does."""
        if e[n.OTHER] >= 0 or e[n.NUMBER] >= n.UNREAL:
            return e[n.OTHER]
        x = self.lived.events
        same = ((x[:, n.WHAT] == n.RECORD) & (x[:, n.CHANNEL] == e[n.CHANNEL]) & (x[:, n.NUMBER] == e[n.NUMBER])
                & (x[:, n.PERSON] == self.person))
        return int(x[same][-1, n.OTHER]) if same.any() else -1

    def _add(self, ledger: int, day: int, e: Sequence[int], actor: int, own: bool, place: dict[Key, int], points: int = 0) -> None:
        key = (e[n.CHANNEL], actor, e[n.NUMBER] & (n.UNREAL - 1))
        if key not in place:
            place[key] = len(self.keys)
            self.keys.append(key)
        r = self.lived.at(day)[0]
        slot, lists = int(r.rule_rep[e[n.E]]), own and bool(r.rule_list[e[n.E]] >= 0)
        truth = (n.FALSE if e[n.NUMBER] >= n.UNREAL else n.RIGHT if actor == self.person else n.WRONG) if own else e[n.D] & 3
        self.items[ledger].append(Item(day, place[key], e[n.E], slot, lists, e[n.KIND], e[n.B] if own else points, own,
                                       self.person if own else e[n.OTHER], n.SELF if own else e[n.A], truth))

    def all(self) -> Kept:
        """[1,K] the dossier as it is."""
        return np.ones((1, len(self.keys)), dtype=bool)


@dataclass
class Replay:
    """Ledgers of S dossiers through the days; after ``run``, scores by day and days of entry."""

    dossier: Dossier
    kept: Kept
    ledger: int = ACTUAL

    def run(self, until: int, watch: int = -1) -> "Replay":
        """Go through the days 0 to ``until``. watch: the list whose entries are noted."""
        d, lived = self.dossier, self.dossier.lived
        size, program = len(self.kept), lived.program
        self.stratum = int(lived.people.stratum[d.person])
        self.by_day: dict[int, list[tuple[int, Item]]] = {}
        for i, item in enumerate(d.items[self.ledger]):
            self.by_day.setdefault(item.day, []).append((i, item))
        month_first = lived.scenario.month_first(program.burn_in)[program.burn_in :]
        starts = {phase.day: phase for phase in lived.phases}
        tiers = len(program.tiers)
        self.dims: Ints = np.zeros((size, len(program.regime.dim_weight)), np.int64)
        self.pending = np.zeros_like(self.dims)
        self.tier: Ints = np.zeros(size, np.int64)
        self.forgotten = -1                             # records until this day no longer count for repetition
        self.scores: dict[int, Ints] = {}
        self.enters: dict[int, npt.NDArray[np.bool_]] = {}
        before: Phase | None = None
        for day in range(until + 1):
            first = day in starts
            if first:
                self._cross(before, starts[day], tiers)
                before = starts[day]
            if before is None or before.abolition:
                continue
            if first or day in self.by_day or month_first[day] or (self.ledger == ACTUAL and day in self.dossier.restored):
                self._day(day, before.tables, bool(month_first[day]), watch)
            elif watch >= 0 and not before.tables.monthly:
                self.enters[day] = self._by_score(day, before.tables, self._score(before.tables), watch)
        return self

    def _cross(self, before: Phase | None, phase: Phase, tiers: int) -> None:
        r = phase.tables
        self.pending[:] = 0
        if before is None or is_fresh(before, phase):
            self.dims[:] = r.dim_base[:, self.stratum]
            score = self._score(r)
            self.tier = np.full(len(score), tiers - 1, np.int64)
            while (falls := (self.tier > 0) & (score < r.tier_cut[self.tier])).any():
                self.tier -= falls

    def _score(self, r: RegimeTables) -> Ints:
        return np.asarray((self.dims @ r.dim_weight + 128) >> 8)

    def _day(self, day: int, r: RegimeTables, month: bool, watch: int) -> None:
        wanted = np.zeros(len(self.kept), dtype=bool)
        for i, item in self.by_day.get(day, ()):
            here = self.kept[:, item.record]
            points: Ints | int = item.points
            if item.own:
                count = self._count(i, item, r)
                points = r.rule_points[item.rule, count - 1, self.tier]
                if r.rule_list[item.rule] == watch >= 0:
                    wanted |= here & (count >= r.rule_list_at[item.rule])
            self.pending[:, r.rule_dim[item.rule]] += np.where(here, points, 0)
        settles = not r.monthly or month
        if settles:
            self.dims = np.clip(self.dims + self.pending, r.dim_min, r.dim_max)
            self.pending[:] = 0
        if month:
            self._month(day, r)
        score = self._score(r)
        if settles:
            self._tiers(r, score)
        self.scores[day] = score
        if watch >= 0:
            self.enters[day] = wanted & ((day, watch) not in self.dossier.barred) | (self._by_score(day, r, score, watch) & settles)
        if self.ledger == ACTUAL and day in self.dossier.restored:
            self._restore(day, r)
            self.scores[day] = self._score(r)

    def _count(self, number: int, item: Item, r: RegimeTables) -> Ints:
        """[S] how many records of the rule's window there are, this one included, at most eight."""
        count = np.ones(len(self.kept), np.int64)
        if item.slot < 0:
            return count
        for other in self.dossier.items[self.ledger][:number]:
            if other.own and other.slot == item.slot and item.day - other.day < r.rule_window[item.rule] and other.day > self.forgotten:
                count += self.kept[:, other.record]
        return np.minimum(count, REPEATS)

    def _month(self, day: int, r: RegimeTables) -> None:
        base = r.dim_base[:, self.stratum]
        v = self.dims + np.clip(base - self.dims, -r.recover_points, r.recover_points)
        self.dims = base + _toward_zero((v - base) * r.recover_factor, 16)
        if r.company_dim >= 0 and day in self.dossier.company:
            d = r.company_dim
            mean = self.dossier.company[day][self.ledger]
            moved = self.dims[:, d] + _toward_zero((mean - self.dims[:, d]) * r.company_weight, 8)
            self.dims[:, d] = np.clip(moved, r.dim_min[d], r.dim_max[d])

    def _tiers(self, r: RegimeTables, score: Ints) -> None:
        while (falls := (self.tier > 0) & (score < r.tier_cut[self.tier])).any():
            self.tier = self.tier - falls
        last = len(r.tier_cut) - 1
        above = np.minimum(self.tier + 1, last)
        while (rises := (self.tier < last) & (score >= r.tier_cut[above] + r.tier_hyst[above])).any():
            self.tier = self.tier + rises
            above = np.minimum(self.tier + 1, last)

    def _by_score(self, day: int, r: RegimeTables, score: Ints, which: int) -> npt.NDArray[np.bool_]:
        if (day, which) in self.dossier.barred or any(since <= day < until for since, until in self.dossier.grace.get(which, ())):
            return np.zeros(len(score), dtype=bool)
        mode, cut = r.list_mode[which], r.list_cut[which]
        return np.asarray((mode == 1) & (score < cut) | (mode == 2) & (score >= cut))

    def _restore(self, day: int, r: RegimeTables) -> None:
        """A granted appeal sets the actual ledger to the one without errors."""
        other = Replay(self.dossier, self.kept, NO_ERROR).run(day)
        self.dims, self.pending = other.dims.copy(), np.zeros_like(self.pending)
        if r.appeal_restore[self.dossier.restored[day]] == 2:
            self.forgotten = day


def _toward_zero(x: Ints, shift: int) -> Ints:
    return np.where(x >= 0, x >> shift, -((-x) >> shift))
