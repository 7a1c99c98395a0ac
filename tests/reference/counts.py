"""The tallies of section 20 as an observer of the twin: told of every event as it happens, and looking at each day's end.

Here live counts that are sums over events and over days, by name: ``flow[cohort, kind, name]``, ``chan[channel, name]``,
``days[cohort, standing]``, ``lists[cohort, list, name]``, ``people[cohort, name]``, ``series[week, name]``,
``rights[cohort, right]``. What is told of a whole life stands in ``courses.py``. Never here: the kernel's arrays, or
anything that changes what the twin does.
"""

from collections import Counter

from .courses import Courses, Life, restricted
from .occasions import FOLLOW_UP, gate_denies, own_gate

ACTUAL, NO_ERROR, NO_ASSOCIATION, SHADOW = range(4)
UNLAWFUL, CONTRACTUAL, LAWFUL, EXPRESSION, PROSOCIAL = range(5)
BREACH = (UNLAWFUL, CONTRACTUAL)
SUSPENDED, SANCTIONED = 1, 8
WENT = ("silenced", "act", "denied", "refused", "granted")
OCCASIONS = (*WENT, "chilled", "emboldened", "detained")
MADE = {"right": ("record_right", "right"), "wrong": ("record_wrong", "wrong"), "false": ("record_false", "false")}


class Counts:
    """Tallies of one community from day ``zero`` on; ``right_of``: the right of each kind, or ''. Made before the twin's first day."""

    def __init__(self, twin, zero: int = 0, right_of: list[str] | None = None) -> None:
        self.twin, self.zero, self.right_of = twin, zero, right_of or [""] * len(twin.s.nature)
        self.lives = [Life() for _ in twin.people]
        self.flow, self.chan, self.days, self.lists, self.people, self.series, self.rights = (Counter() for _ in range(7))
        self.courses = Courses(self)
        self.entered: set[tuple[int, int, int]] = set()  # (ledger, person, list) of today
        self.denied: list[tuple[int, int, int, bool]] = []    # (person, number, kind, wrongly) of today
        self.cut: dict[tuple[int, int], int] = {}        # ties cut today
        self.late: set[int] = set()                      # who broke a law or a contract today, in a follow-up
        self.breach: set[int] = set()                    # ... ever before, burn-in included
        self.waiting: dict[int, list[int]] = {}          # days of the occasions whose points wait for a settlement

    # What the twin calls

    def event(self, name: str, day: int, *rest) -> None:
        if name == "act":
            self._breach(*rest)
        if day >= self.zero:
            getattr(self, "on_" + name.replace(" ", "_"), self._nothing)(day, *rest)
            if name in OCCASIONS:
                self._occasion(name, *rest)

    def evening(self, day: int, settled: bool) -> None:
        """Phase 9 of the day, after phase 8."""
        for person, number, kind, wrongly in self.denied:
            guilty = self.breach | self.late if number >= FOLLOW_UP else self.breach
            self._denial(person, kind, wrongly, person not in guilty)
        self.breach |= self.late
        for person in self.cut.values():
            self.of(person, "ties_cut")
        self.denied, self.late, self.entered, self.cut = [], set(), set(), {}
        if day >= self.zero:
            self._settled(day, settled)
            for p in self.twin.people:
                self._person_day(p, day)
            lived = day + 1 - self.zero
            if lived % 7 == 0:
                self._week(lived // 7 - 1)
            self.courses.evening(lived)

    def changed(self) -> None:
        """A change of Program: what was pending has lapsed."""
        self.waiting = {}

    def close(self, end: int) -> None:
        """The end of the run: ``end`` is one past its last day."""
        self.courses.close(end)

    # Small readings

    def cohort(self, person: int) -> int:
        return self.twin.people[person].cohort

    def nature(self, kind: int) -> int:
        return self.twin.s.nature[kind]

    def of(self, person: int, name: str, amount: int = 1) -> None:
        self.people[self.cohort(person), name] += amount

    def on_list(self, person: int, which: int, name: str, amount: int = 1) -> None:
        self.lists[self.cohort(person), which, name] += amount

    def black(self) -> list[int]:
        return [which for which in range(self.twin.L) if not self.twin.r.list_red[which]]

    def _nothing(self, day: int, *rest) -> None:
        """An event that nothing counts."""

    # Occasions

    def _breach(self, person: int, number: int, kind: int) -> None:
        if self.nature(kind) in BREACH:
            (self.late if number >= FOLLOW_UP else self.breach).add(person)

    def _occasion(self, name: str, person: int, number: int, kind: int, *rest) -> None:
        cell = self.cohort(person), kind
        if name != "act":
            self.flow[*cell, name] += 1
        if name in WENT:
            self.flow[*cell, "went"] += 1

    def on_candidate(self, day: int, person: int, number: int, kind: int) -> None:
        self.flow[self.cohort(person), kind, "candidates"] += 1

    def on_chilled(self, day: int, person: int, number: int, kind: int) -> None:
        self.lives[person].chilled += 1
        self.lives[person].chilled_lately += 1

    def on_evaded(self, day: int, person: int, number: int, kind: int, channel: int) -> None:
        self.flow[self.cohort(person), kind, "evaded"] += 1

    def on_denied(self, day: int, person: int, number: int, kind: int) -> None:
        p = self.twin.people[person]
        self.denied.append((person, number, kind, not gate_denies(self.twin, p, kind, SHADOW)))
        if not own_gate(self.twin, p, kind, ACTUAL):
            self.lives[person].denied_for_family = True

    def _denial(self, person: int, kind: int, wrongly: bool, innocent: bool) -> None:
        """A denial of today, judged when all candidates of today have been."""
        life, cell = self.lives[person], (self.cohort(person), kind)
        life.denials += 1
        life.denied_wrongly |= wrongly
        life.denied_innocent |= innocent
        self.flow[*cell, "denied_wrongly"] += wrongly
        self.flow[*cell, "denied_innocent"] += innocent

    def on_privileged(self, day: int, person: int, number: int, kind: int) -> None:
        self.flow[self.cohort(person), kind, "boosted"] += 1

    def on_granted(self, day: int, person: int, number: int, kind: int, yuan: int, minutes: int) -> None:
        cell, tier = (self.cohort(person), kind), self.twin.accounts[ACTUAL][person].tier
        self.flow[*cell, "yuan"] += yuan
        self.flow[*cell, "minutes"] += minutes
        self.flow[*cell, "granted_top"] += tier == self.twin.T - 1

    # Records and points

    def on_record(self, day: int, kind: int, channel: int, actor: int, target: int, truth: str) -> None:
        self._made(kind, channel, target, truth, 1)

    def on_dropped(self, day: int, kind: int, channel: int, actor: int, target: int, truth: str) -> None:
        self._made(kind, channel, target, truth, -1)
        self.flow[self.cohort(target), kind, "dropped"] += 1
        self.chan[channel, "dropped"] += 1

    def _made(self, kind: int, channel: int, target: int, truth: str, sign: int) -> None:
        in_flow, in_channel = MADE[truth] if self.twin.people[target].enrolled else ("out_of_scope", "out_of_scope")
        self.flow[self.cohort(target), kind, in_flow] += sign
        self.chan[channel, in_channel] += sign

    def on_stands(self, day: int, target: int) -> None:
        """A record that no review dropped."""
        if self.twin.people[target].enrolled:
            self.lives[target].recorded = True

    def on_rule(self, day: int, person: int, since: int) -> None:
        self.waiting.setdefault(person, []).append(since)

    def on_points(self, day: int, ledger: int, person: int, dimension: int, points: int, cause: str, kind: int, channel: int) -> None:
        own, lost, cell = cause == "own", max(0, -points), (self.cohort(person), kind)
        if ledger == ACTUAL:
            self.flow[*cell, "lost" if own else "spill_lost"] += lost
            self.flow[*cell, "gained" if own else "spill_gained"] += max(0, points)
            self.chan[channel, "lost"] += lost
            self._loss(self.lives[person], own, lost, self.nature(kind))
        elif ledger == NO_ERROR:
            self.flow[*cell, "lost_no_error" if own else "spill_lost_no_error"] += lost
        elif ledger == SHADOW:
            self.flow[*cell, "lost_shadow"] += lost

    def _loss(self, life: Life, own: bool, lost: int, nature: int) -> None:
        if lost and own:
            life.own_lost += lost
            life.natures_lost.add(nature)
        elif lost:
            life.spill_lost += lost

    def _settled(self, day: int, settled: bool) -> None:
        """How long points took from the occasion to the settlement."""
        if settled:
            for person, since in self.waiting.items():
                self.of(person, "lag_days", sum(day - since_day for since_day in since))
                self.of(person, "lag_records", len(since))
            self.waiting = {}

    # Lists

    def has(self, ledger: int, person: int, which: int) -> bool:
        """Whether another ledger is on the list after phase 7 or enters it today; it had its turn before the actual one."""
        return bool(self.twin.accounts[ledger][person].lists >> which & 1) or (ledger, person, which) in self.entered

    def on_entry(self, day: int, ledger: int, which: int, person: int) -> None:
        self.entered.add((ledger, person, which))
        if ledger != ACTUAL:
            return
        life, here = self.lives[person], [(name, bool(holds)) for name, holds in self._faults(person, which)]
        for name, holds in here:
            self.on_list(person, which, name, holds)
        fault = dict(here)
        self.on_list(person, which, "entries")
        life.entries += 1
        if not self.twin.r.list_red[which]:
            life.wrongful_entries += fault["wrongful"]
            life.marks |= {"ever", *("ever_" + name for name in ("wrongful", "expression_only", "no_unlawful") if fault[name])}
        if self.twin.r.list_term[which] != 0:
            self.courses.opened(day, person, which, fault["wrongful"])

    def _faults(self, person: int, which: int):
        """What is to be said of an entry today: by the other ledgers, and by what the person did and lost."""
        natures = self.lives[person].natures_lost
        yield "wrongful", not self.has(SHADOW, person, which)
        yield "by_error", not self.has(NO_ERROR, person, which)
        yield "by_association", not self.has(NO_ASSOCIATION, person, which)
        yield "no_unlawful", person not in self.breach | self.late
        yield "lawful_only", natures & {LAWFUL, EXPRESSION} and not natures & set(BREACH)
        yield "expression_only", natures == {EXPRESSION}
        yield "nothing_own", not natures

    def on_exit(self, day: int, ledger: int, which: int, person: int, why: str) -> None:
        if ledger != ACTUAL:
            return
        listing = self.courses.closed(day, person, which, censored=why == "left")
        if why == "left":
            return
        self.on_list(person, which, f"exit_{why}")
        self.on_list(person, which, "exit_days", day - listing.since)
        if why == "appeal":
            self._decided(day, person, which, listing, "granted")

    def on_appeal_refused(self, day: int, which: int, person: int) -> None:
        self._decided(day, person, which, self.courses.listing(person, which), "refused")

    def _decided(self, day: int, person: int, which: int, listing, how: str) -> None:
        self.on_list(person, which, f"appeal_{how}")
        self.on_list(person, which, f"{how}_wrong", listing.wrongful)
        self.on_list(person, which, "appeal_days", day - listing.lodged)

    def on_lodged(self, day: int, which: int, person: int) -> None:
        listing = self.courses.listing(person, which)
        listing.lodged = day
        self.on_list(person, which, "lodged")
        self.on_list(person, which, "lodged_wrong", listing.wrongful)

    def on_stopped(self, day: int, which: int, person: int) -> None:
        self.on_list(person, which, "stopped")

    # Consequences

    def on_sanctioned(self, day: int, person: int, entity: int) -> None:
        self.lives[person].sanctioned = True
        self.of(person, "sanctions")

    def on_fined(self, day: int, person: int, entity: int, yuan: int) -> None:
        self.of(person, "fines", yuan)

    def on_held(self, day: int, person: int, days: int) -> None:
        self.of(person, "detained_days", days)

    def on_removed(self, day: int, person: int, reach: int) -> None:
        self.of(person, "reach_lost", reach)

    def on_cut(self, day: int, low: int, high: int, which: int, person: int) -> None:
        """A tie is counted once a day, with the lowest id of those whose listing cuts it."""
        self.cut[low, high] = min(person, self.cut.get((low, high), person))

    # Days

    def _person_day(self, p, day: int) -> None:
        twin, life = self.twin, self.lives[p.id]
        standing = twin.standing(p)
        mine, truth = twin.accounts[ACTUAL][p.id].lists, twin.accounts[SHADOW][p.id].lists
        self.days[p.cohort, standing] += 1
        for right in restricted(twin, standing, self.right_of):
            self.rights[p.cohort, right] += 1
        for which in range(twin.L):
            self.on_list(p.id, which, "list_days", mine >> which & 1)
            self.on_list(p.id, which, "wrongful_days", (mine & ~truth) >> which & 1)
            self.on_list(p.id, which, "shadow_days", truth >> which & 1)
        life.days_listed += any(mine >> which & 1 for which in self.black())
        life.sanction_days += bool(twin.r.flags[standing] & SANCTIONED)
        shunned = {which for which in range(twin.L) if any(bits >> which & 1 for bits in twin.r.household_deny)}
        self.of(p.id, "family_days", any(twin.accounts[ACTUAL][q].lists >> which & 1 for q in twin.others(p) for which in shunned))
        self.of(p.id, "removed_days", twin.states[p.id].removed)
        self.of(p.id, "reach_days", p.reach if twin.r.flags[standing] & SUSPENDED else 0)

    def _week(self, week: int) -> None:
        for (_, _, name), count in self.flow.items():
            self.series[week, name] += count
        black = sum(1 << which for which in self.black())
        for p in self.twin.people:
            account, state = self.twin.accounts[ACTUAL][p.id], self.twin.states[p.id]
            self.series[week, "s_listed"] += bool(account.lists & black)
            self.series[week, "s_wrongly"] += bool(account.lists & black & ~self.twin.accounts[SHADOW][p.id].lists)
            self.series[week, "s_bottom"] += account.tier == 0
            self.series[week, "s_score"] += account.score
            self.series[week, "s_fear"] += state.fear
            self.series[week, "s_hardship"] += state.hardship
        self.series[week, "s_entries"] += sum(life.entries for life in self.lives)
