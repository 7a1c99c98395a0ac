"""The twin: one community living through its days (section 19), written to be read beside the page.

Here live the state of people and ledgers and the order of the phases; each phase stands in a file of its own. Never
here: an import of the kernel, or anything done for speed.
"""

from collections import Counter

from . import consequences, dossiers, lists, occasions, settlement, tie_levels
from .arithmetic import TICKS, plain, wait
from .philox import stream
from .town import Town

ACTUAL, NO_ERROR, NO_ASSOCIATION, SHADOW = range(4)
SIDE_A, SIDE_B = (ACTUAL, NO_ASSOCIATION), (NO_ERROR, SHADOW)     # the person a record falls on; the true actor
OCCASION = stream("occasion")
NEVER = -1                                                        # a next time that does not come


class Account:
    """What one ledger holds about one person."""

    def __init__(self, dimensions: list[int], n_lists: int) -> None:
        self.dims = dimensions
        self.pending = [0] * len(dimensions)
        self.score = 0
        self.tier = 0
        self.lists = 0                       # bit l set when on list l
        self.until = [-1] * n_lists
        self.wanted: set[int] = set()        # lists that a rule wants an entry on, today


class State:
    """What one person carries from day to day beside the ledgers."""

    def __init__(self, r) -> None:
        n_lists = len(r.list_red)
        self.fear = self.hardship = 0
        self.histories = ([[] for _ in range(r.n_rep)], [[] for _ in range(r.n_rep)])    # side A, side B
        self.grace = [0] * n_lists                # no cutoff entry while D < grace (actual ledger)
        self.lodged = [False] * n_lists           # an appeal was lodged in this listing
        self.appeal_due = [-1] * n_lists
        self.entered = [-1] * n_lists             # day of the last entry, actual ledger
        self.detained_until = -1
        self.removed = False
        self.acted, self.tie_level = False, 0     # in this period; of the last one
        self.next_time, self.ordinal = NEVER, 0   # the next candidate and its number
        self.follow_ups: list[tuple[int, int, int]] = []    # (time, ordinal of the parent, kind)
        self.denial_hardship = 0                  # of today


class Twin:
    """A community under one regime. `live` goes through days day0 .. day1 - 1; days count from 0 at the start of burn-in."""

    def __init__(self, s, r, seed: int, region: int, community: int, n: int, month_first: list[bool]) -> None:
        self.town = Town(s, seed, region, community, n)
        self.s, self.region, self.n, self.month_first = self.town.s, region, n, month_first
        self.chance, self.people = self.town.chance, self.town.people
        self.use(plain(r))
        self.states = [State(self.r) for _ in range(n)]
        self.accounts = [[self._opening(p) for p in self.people] for _ in range(4)]
        self.publicity = 0
        self.cuts: dict[tuple[int, int], set] = {}      # causes of a cut tie: "ever", or the id of the end whose listing it is
        self.records: list = []                         # waiting to fall due
        self.false_clock: dict[int, tuple[int, int]] = {}    # stream of the channel -> next time, ordinal
        self.counts: Counter[str] = Counter()
        self.log, self.tallied = None, False
        self.tally = None                               # who counts (counts.py), if anybody does
        self.muted: frozenset[tuple[int, int, int]] = frozenset()     # (channel, actor or -1, ordinal) of records that nobody makes
        for p in self.people:
            if p.scale:
                self._advance(p, 0)

    def use(self, r) -> None:
        """Takes a regime's tables (already plain) and settles who is in its scope."""
        self.r = r
        self.T, self.L, self.D = len(r.tier_cut), len(r.list_red), len(r.dim_base)
        self.town.scope(r)

    def _opening(self, p) -> Account:
        account = Account([base[p.stratum] for base in self.r.dim_base], self.L)
        account.score = self.score(account)
        account.tier = max(t for t in range(self.T) if account.score >= self.r.tier_cut[t])
        return account

    def _advance(self, p, start: int) -> None:
        """Moves to the next candidate: the wait is word 0 of the block of the candidate before it."""
        state = self.states[p.id]
        state.next_time = start + wait(self.chance.block(OCCASION, p.id, state.ordinal)[0], p.scale)
        state.ordinal += 1

    # Small readings that several phases share

    def score(self, account: Account) -> int:
        return (sum(w * v for w, v in zip(self.r.dim_weight, account.dims, strict=True)) + 128) >> 8

    def standing(self, p, ledger: int = ACTUAL) -> int:
        account = self.accounts[ledger][p.id]
        return account.tier << self.L | account.lists

    def others(self, p) -> list[int]:
        """The other members of the household."""
        return [q for q in self.town.households[p.household] if q != p.id]

    def active(self, p, layer: int) -> list[int]:
        """Ties of a layer (0 close, 1 wider) that no cause cuts."""
        return [q for q in sorted(p.ties[layer]) if not self.cuts.get((min(p.id, q), max(p.id, q)))]

    def emit(self, name: str, day: int, *rest) -> None:
        if self.tallied:
            self.counts[name] += 1
        if self.log is not None:
            self.log.append((name, day, *rest))
        if self.tally is not None:
            self.tally.event(name, day, *rest)

    # The days

    def live(self, day0: int, day1: int, tallied: bool, log: list | None = None) -> "Twin":
        self.tallied, self.log = tallied, log
        for day in range(day0, day1):
            self.day(day)
        return self

    def day(self, day: int) -> None:
        """Phases 1 to 5 read yesterday's state: they write only what is pending, wanted, remembered or counted."""
        tiers_before = [account.tier for account in self.accounts[ACTUAL]]
        for p in self.people:
            self._occasions(p, day)
        occasions.false_records(self, day)
        dossiers.fill(self, day)
        settles = self.is_settlement(day)
        if settles:
            settlement.settle(self, day)
        entered = lists.update(self, day, settles)
        consequences.apply(self, day, tiers_before, entered)
        tie_levels.look_around(self, day)
        if self.tally is not None:
            self.tally.evening(day, settles)

    def is_settlement(self, day: int) -> bool:
        return not self.r.monthly or self.month_first[day]

    def _occasions(self, p, day: int) -> None:
        """Candidates of one person in order of time, then the follow-ups due today; only the overflow depends on which goes first."""
        state, end = self.states[p.id], TICKS * (day + 1)
        while True:
            own = p.scale > 0 and state.next_time < end
            due = min((f for f in state.follow_ups if f[0] < end), default=None)
            if due is not None and not own:
                state.follow_ups.remove(due)
                occasions.occasion(self, p, day, due[0], due[1], due[2])
            elif own:
                occasions.occasion(self, p, day, state.next_time, state.ordinal, None)
                self._advance(p, state.next_time)
            else:
                return

    def arrays(self) -> dict[str, list]:
        """The state as arrays by name: per ledger and person, or per person; ties as lists of active ids."""
        out: dict[str, list] = {}
        for name in ("dims", "pending", "score", "tier", "lists", "until"):
            out[name] = [[getattr(account, name) for account in ledger] for ledger in self.accounts]
        for name in ("fear", "hardship", "acted", "tie_level", "next_time", "ordinal", "detained_until", "removed", "grace", "lodged",
                     "appeal_due"):
            out[name] = [getattr(state, name) for state in self.states]
        out["enrolled"] = [p.enrolled for p in self.people]
        out["aware"] = [p.aware for p in self.people]
        out["active_close"] = [self.active(p, 0) for p in self.people]
        out["active_wide"] = [self.active(p, 1) for p in self.people]
        out["follow_ups"] = [sorted(state.follow_ups) for state in self.states]
        out["history_a"] = [[h[-8:] for h in state.histories[0]] for state in self.states]
        out["history_b"] = [[h[-8:] for h in state.histories[1]] for state in self.states]
        return out
