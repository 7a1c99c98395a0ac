"""What is told of a whole life: listings and their durations, sanction-days, mobility, distance, and the books at the end.

Here live the counts of section 20 that need more than one day: ``spells``, ``burden``, ``moves``, ``trap``, ``distance``, ``hist``,
``scores``, ``tiers``. Never here: the kernel's arrays.
"""

from collections import Counter
from dataclasses import dataclass, field

from .arithmetic import clamp

ACTUAL, SHADOW = 0, 3
SUSPENDED, REMOVED, CONFINED, SANCTIONED = 1, 2, 4, 8
SNAPSHOT, QUARTER = 28, 91
FAR, UNREACHED = 4, 5
HIST_BINS, SCORE_BINS, BURDEN_BINS = 16, 64, 88


@dataclass
class Life:
    """Counters of one person, from 0 at the end of burn-in."""

    chilled: int = 0
    chilled_lately: int = 0               # since the last quarter's end
    denials: int = 0
    denied_wrongly: bool = False
    denied_innocent: bool = False
    denied_for_family: bool = False
    recorded: bool = False
    sanctioned: bool = False
    own_lost: int = 0
    spill_lost: int = 0
    natures_lost: set = field(default_factory=set)     # natures of the records on oneself that cost points
    marks: set = field(default_factory=set)            # what was true of an entry on a black list at least once
    entries: int = 0
    wrongful_entries: int = 0
    days_listed: int = 0
    sanction_days: int = 0


@dataclass
class Listing:
    """From its entry to its exit."""

    since: int
    wrongful: bool
    lodged: int = -1


class Courses:
    """The part of Counts that looks over more than a day."""

    def __init__(self, counts) -> None:
        self.counts, self.twin = counts, counts.twin
        self.open: dict[tuple[int, int], Listing] = {}
        self.then: list[tuple[int, int]] = []                  # tier and state of everybody at the last snapshot
        self.spells, self.burden, self.moves, self.trap, self.distance = (Counter() for _ in range(5))
        self.hist, self.scores, self.tiers, self.tiers_shadow = (Counter() for _ in range(4))

    # Listings

    def opened(self, day: int, person: int, which: int, wrongful: bool) -> None:
        self.open[person, which] = Listing(day, wrongful)

    def listing(self, person: int, which: int) -> Listing:
        return self.open[person, which]

    def closed(self, day: int, person: int, which: int, censored: bool) -> Listing:
        """The listing that ends on this day, or is cut short before it."""
        listing = self.open.pop((person, which))
        weeks = (day - 1 - listing.since if censored else day - listing.since) // 7
        name = ("censored" if censored else "ended") + ("_wrong" if listing.wrongful else "")
        self.spells[self.counts.cohort(person), which, weeks, name] += 1
        return listing

    # The end of a day

    def evening(self, lived: int) -> None:
        if lived % SNAPSHOT == 1:
            self._snapshot()
        if lived % QUARTER == 0:
            self._distances()

    def _snapshot(self) -> None:
        now = [(self.twin.accounts[ACTUAL][p.id].tier, self._state(p)) for p in self.twin.people]
        for p, (tier, state), (new_tier, new_state) in zip(self.twin.people, self.then, now, strict=False):
            self.trap[p.cohort, state, new_state] += 1
            self.moves[p.cohort, tier, new_tier] += p.enrolled
        self.then = now

    def _state(self, p) -> int:
        level = self.twin.states[p.id].hardship >> 8
        sanctioned = bool(self.twin.r.flags[self.twin.standing(p)] & SANCTIONED)
        return 4 * sanctioned + sum(level >= least for least in (1, 4, 8))

    def _distances(self) -> None:
        reached = self._steps()
        for p in self.twin.people:
            life = self.counts.lives[p.id]
            steps = min(FAR, reached[p.id]) if p.id in reached else UNREACHED
            cell = p.cohort, int(life.recorded or life.sanctioned), steps
            self.distance[*cell, "people"] += 1
            self.distance[*cell, "silent"] += life.chilled_lately > 0
            self.distance[*cell, "chilled"] += life.chilled_lately
            life.chilled_lately = 0

    def _steps(self) -> dict[int, int]:
        """Steps from the nearest person sanctioned so far, for everybody who can be reached."""
        reached = {p.id: 0 for p in self.twin.people if self.counts.lives[p.id].sanctioned}
        edge, steps = set(reached), 0
        while edge:
            steps += 1
            edge = {q for one in edge for q in self._neighbours(self.twin.people[one])} - set(reached)
            reached |= dict.fromkeys(edge, steps)
        return reached

    def _neighbours(self, p) -> list[int]:
        return self.twin.others(p) + self.twin.active(p, 0) + self.twin.active(p, 1)

    # The end of the run

    def close(self, end: int) -> None:
        for person, which in sorted(self.open):
            self.closed(end, person, which, censored=True)
        for p in self.twin.people:
            self._close(p, self.counts.lives[p.id])

    def _close(self, p, life: Life) -> None:
        account, truth, state = self.twin.accounts[ACTUAL][p.id], self.twin.accounts[SHADOW][p.id], self.twin.states[p.id]
        black = [which for which in self.counts.black() if account.lists >> which & 1]
        wrongly = [which for which in black if not truth.lists >> which & 1]
        for which in range(self.twin.L):
            here, right = account.lists >> which & 1, truth.lists >> which & 1
            self.counts.on_list(p.id, which, "on_at_end", here)
            self.counts.on_list(p.id, which, "wrongful_at_end", here and not right)
        for name in life.marks:
            self.counts.on_list(p.id, 0, name)
        for name, amount in (
                ("people", 1), ("enrolled", p.enrolled), ("score", account.score), ("score_shadow", truth.score), ("fear", state.fear),
                ("hardship", state.hardship), ("ever_listed", "ever" in life.marks), ("ever_wrongly", "ever_wrongful" in life.marks),
                ("listed_at_end", bool(black)), ("wrongly_at_end", bool(wrongly)), ("ever_denied", life.denials > 0),
                ("ever_chilled", life.chilled > 0), ("ever_denied_wrongly", life.denied_wrongly),
                ("ever_denied_innocent", life.denied_innocent), ("sanctioned_ever", life.sanctioned), ("recorded_ever", life.recorded),
                ("harmed_by_association", life.spill_lost > 0), ("lost_by_uninvolved", life.spill_lost if not life.own_lost else 0),
                ("bystanders", not life.sanctioned and (life.spill_lost > 0 or life.denied_for_family))):
            self.counts.of(p.id, name, int(amount))
        self.tiers[p.cohort, account.tier] += 1
        self.tiers_shadow[p.cohort, truth.tier] += 1
        self.scores[p.cohort, self._score_bin(account.score)] += 1
        for name, count in (("days", life.days_listed), ("denials", life.denials), ("wrongful", life.wrongful_entries)):
            self.hist[p.cohort, name, min(HIST_BINS - 1, count.bit_length())] += 1
        self.burden[p.cohort, burden_bin(life.sanction_days), "people"] += 1
        self.burden[p.cohort, burden_bin(life.sanction_days), "days"] += life.sanction_days

    def _score_bin(self, score: int) -> int:
        r = self.twin.r
        low, high = (sum(w * v for w, v in zip(r.dim_weight, limits, strict=True)) >> 8 for limits in (r.dim_min, r.dim_max))
        return clamp((score - low) * SCORE_BINS // (high - low + 1), 0, SCORE_BINS - 1)


def burden_bin(x: int) -> int:
    """Every count up to 15, then eight bins an octave."""
    if x < 16:
        return x
    o = x.bit_length() - 1
    return min(BURDEN_BINS - 1, 16 + 8 * (o - 4) + (x >> (o - 3) & 7))


def restricted(twin, standing: int, right_of: list[str]) -> set[str]:
    """The rights that a standing restricts. right_of: the right of each kind, or ''."""
    flags = twin.r.flags[standing]
    touched = {"expression"} if flags & (SUSPENDED | REMOVED) else set()
    for kind, right in enumerate(right_of):
        if right and (twin.r.deny[standing][kind] or (flags & CONFINED and twin.s.travel[kind])):
            touched.add(right)
    return touched
