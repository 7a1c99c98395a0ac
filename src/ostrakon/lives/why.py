"""Why somebody is on a list: the smallest set of records without which they would not be.

Here lives the search for that set, and the proof: the community lived again without those records. Never here: scoring (``dossier``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np

from ostrakon.errors import fail
from ostrakon.kernel import trace as n
from ostrakon.kernel.community import BITS
from ostrakon.lives.dossier import ACTUAL, Dossier, Item, Kept, Replay
from ostrakon.lives.follow import society_of
from ostrakon.lives.form import Other
from ostrakon.lives.relive import Lived, relive
from ostrakon.lives.tell import ROLES, TRUTHS, Teller
from ostrakon.vocabulary import nearest

TRIED = 200_000             # dossiers, at most, before the search is content with a set from which none can be spared
BATCH = 4096


@dataclass(frozen=True)
class Reason:
    """A record of the set: what was recorded, on whom, what is true of it, and what it cost the person."""

    day: int
    kind: str
    nature: str
    channel: str
    truth: str
    source: Other               # on whom it fell: the person, or somebody from whom points spilled
    actor: str | None           # who acted, where that is not the one on whom it fell; None for what never happened
    points: int
    rule: str
    list_from: int | None       # from which such record on the rule puts on this list directly; None: it does not
    number: int


@dataclass(frozen=True)
class Explanation:
    """The set, out of ``records`` in the dossier; whether no smaller one exists; what living again without it shows.

    until: the last day on the list; ``entered`` itself for an entry that lasts no day. ended: whether the person is off before the run is
    over. held: True when the person, the community lived again without these records, does not come onto the list by ``until``; False
    when other records lead there all the same, on day ``anyway``; None when it could not be tried.
    """

    person: str
    list: str
    entered: int
    until: int
    ended: bool
    by: str
    reasons: tuple[Reason, ...]
    records: int
    smallest: bool
    held: bool | None
    anyway: int | None = None

    @property
    def true_ones(self) -> int:
        """How many of the records are of what the person did."""
        return sum(1 for r in self.reasons if r.truth == "right" and r.source.role == "self")


def explain(lived: Lived, person: int, name: str | None = None) -> Explanation:
    """Why a watched person is on a black list (``name``, or the one entered last). Raises OST7104 where there is nothing to explain."""
    program = lived.program
    which, entered, by_rule = _entry(lived, person, name)
    until, ended = _last_day(lived, person, which, entered)
    dossier = Dossier(lived, person)
    search = _Search(dossier, which, entered, until)
    chosen, smallest = search.smallest()
    teller = Teller(lived, society_of(program, lived.scenario), person)
    reasons = tuple(sorted((_reason(dossier, teller, record, which) for record in chosen), key=lambda r: r.day))
    held, anyway = _held(dossier, which, search.since, until, chosen)
    return Explanation(teller.who(person).id, program.lists[which], entered, until, ended, "rule" if by_rule else "score", reasons,
                       len(search.candidates), smallest, held, anyway)


def _entry(lived: Lived, person: int, name: str | None) -> tuple[int, int, bool]:
    """(list, day, whether by a rule) of the last entry on a black list."""
    e, program = lived.events, lived.program
    rows = e[(e[:, n.WHAT] == n.ENTRY) & (e[:, n.PERSON] == person) & (e[:, n.A] == ACTUAL) & (e[:, n.DAY] >= program.burn_in)]
    wanted = _wanted(program.lists, program.regime.list_red.tolist(), name)
    rows = rows[np.isin(rows[:, n.B], wanted)]
    if not len(rows):
        where = f"the list '{program.lists[wanted[0]]}'" if len(wanted) == 1 else "a black list"
        fail("OST7104", f"this person was never put on {where} in this run",
             remedy="ostrakon find, with the question listed and the same options, names people who were")
    return int(rows[-1, n.B]), int(rows[-1, n.DAY]) - program.burn_in, bool(rows[-1, n.D])


def _wanted(lists: Sequence[str], red: Sequence[int], name: str | None) -> list[int]:
    """Numbers of the black lists that are meant: the named one, or all."""
    black = [m for m, is_red in enumerate(red) if not is_red]
    if not black:
        fail("OST7104", "the regime has no black list" + (", and a red one is no sanction" if lists else ""),
             remedy="choose a regime with one, such as article-2018")
    if name is None:
        return black
    known = [lists[m] for m in black]
    if name not in known:
        found = f"'{name[:40]}' is a red list, and no sanction" if name in lists else f"the regime has no list '{name[:40]}'"
        fail("OST7104", found, allowed=", ".join(known), nearest=nearest(name, known))
    return [lists.index(name)]


def _last_day(lived: Lived, person: int, which: int, entered: int) -> tuple[int, bool]:
    """The last day on the list, and whether the run goes on without: the end of the run, or the evening before the way off; the day of
    entry where there are none."""
    e, burn = lived.events, lived.program.burn_in
    out = e[(e[:, n.WHAT] == n.EXIT) & (e[:, n.PERSON] == person) & (e[:, n.A] == ACTUAL) & (e[:, n.B] == which)
            & (e[:, n.DAY] > entered + burn)]
    if len(out):
        return int(out[0, n.DAY]) - burn - 1, True
    on = int(lived.state.mark[person, BITS]) >> which & 1
    return (lived.scenario.days - 1, False) if on else (entered, True)


class _Search:
    """Sets of records, tried by size."""

    def __init__(self, dossier: Dossier, which: int, entered: int, until: int) -> None:
        self.dossier, self.which, self.entered, self.until = dossier, which, entered, until
        items = dossier.items[ACTUAL]
        self.since = self._free_since()
        # what costs points or could, counts toward repetition or lists directly, up to the last day; all others cannot matter
        mattered = (i for i in items if i.day <= until and (i.points < 0 or i.slot >= 0 or i.lists or self._may_cost(i)))
        self.candidates = sorted({i.record for i in mattered},
                                 key=lambda record: sum(i.points for i in items if i.record == record and i.day <= until))
        self.tried = 0

    def _may_cost(self, item: Item) -> bool:
        """Whether an own record costs points in some tier or repetition; which, depends on the other records."""
        return item.own and bool((self.dossier.lived.at(item.day)[0].rule_points[item.rule] < 0).any())

    def _free_since(self) -> int:
        """The day from which an entry must not happen: after the way off, or the entry for no day, that came before this entry."""
        e, burn = self.dossier.lived.events, self.dossier.lived.program.burn_in
        e = e[(e[:, n.PERSON] == self.dossier.person) & (e[:, n.A] == ACTUAL) & (e[:, n.B] == self.which) & (e[:, n.DAY] >= burn)]
        out = e[(e[:, n.WHAT] == n.EXIT) & (e[:, n.DAY] <= self.entered + burn), n.DAY]
        earlier = e[(e[:, n.WHAT] == n.ENTRY) & (e[:, n.DAY] < self.entered + burn), n.DAY] + 1
        return max((int(day) - burn for day in (*out[-1:], *earlier[-1:])), default=0)

    def free(self, sets: Sequence[Sequence[int]]) -> np.ndarray:
        """[S] whether the person enters the list on no day when these records are missing."""
        kept: Kept = np.ones((len(sets), len(self.dossier.keys)), dtype=bool)
        for row, missing in enumerate(sets):
            kept[row, list(missing)] = False
        self.tried += len(sets)
        replay = Replay(self.dossier, kept).run(self.until, self.which)
        entered = np.zeros(len(sets), dtype=bool)
        for day, enters in replay.enters.items():
            if day >= self.since:
                entered |= enters
        return ~entered

    def smallest(self) -> tuple[list[int], bool]:
        """The set, and whether it is known that none is smaller."""
        if not self.free([self.candidates])[0]:
            fail("OST7104", "no records of the dossier explain it: the person is on the list without any",
                 remedy="look at the score at the start and the list's cutoff")
        spare = self._greedy()
        for size in range(1, len(spare)):
            if self.tried + _choices(len(self.candidates), size) > TRIED:
                return self._irreducible(spare), False
            for batch in _batches(combinations(self.candidates, size)):
                good = np.flatnonzero(self.free(batch))
                if len(good):
                    return list(batch[int(good[0])]), True
        return self._irreducible(spare), True

    def _greedy(self) -> list[int]:
        """Records left out one after the other, the costliest first, until the person is free."""
        sets = [self.candidates[: k + 1] for k in range(len(self.candidates))]
        return list(sets[int(np.flatnonzero(self.free(sets))[0])])

    def _irreducible(self, chosen: list[int]) -> list[int]:
        """Without those that can be spared, from the least costly on."""
        spared = True
        while spared:
            spared = False
            for record in reversed(chosen[:]):
                fewer = [x for x in chosen if x != record]
                if fewer and self.free([fewer])[0]:
                    chosen, spared = fewer, True
        return chosen


def _choices(n_records: int, size: int) -> int:
    out = 1
    for i in range(size):
        out = out * (n_records - i) // (i + 1)
    return out


def _batches(found: Iterator[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    while batch := list(islice(found, BATCH)):
        yield batch


def _reason(dossier: Dossier, teller: Teller, record: int, which: int) -> Reason:
    items: list[Item] = [i for i in dossier.items[ACTUAL] if i.record == record]
    first, (channel, actor, number) = items[0], dossier.keys[record]
    r = dossier.lived.at(first.day)[0]
    list_from = int(r.rule_list_at[first.rule]) if first.lists and r.rule_list[first.rule] == which else None
    elsewhere = teller.who(actor).id if actor >= 0 and actor != first.source else None
    return Reason(first.day, teller.kinds[first.kind], teller.nature[first.kind], teller.program.channels[channel], TRUTHS[first.truth],
                  Other(id=teller.who(first.source).id, role=ROLES[first.role]), elsewhere, sum(i.points for i in items),
                  teller.rule(first.day, first.rule).name, list_from, number)


def _held(dossier: Dossier, which: int, since: int, until: int, chosen: Sequence[int]) -> tuple[bool | None, int | None]:
    """Live the community again without these records: whether nothing brings the person onto the list, and the day on which it does."""
    mute = [dossier.keys[i] for i in chosen]
    if any(actor < 0 and all(i.truth != n.FALSE for i in dossier.items[ACTUAL] if i.record == record)
           for record, (_, actor, _) in zip(chosen, mute, strict=True)):
        return None, None               # somebody acted whom the regime does not cover: the record has no address
    lived, person = dossier.lived, dossier.person
    again, burn = relive(lived.program, lived.scenario, lived.seed, lived.place, (person,), tuple(mute)), lived.program.burn_in
    e = again.events[np.isin(again.events[:, n.WHAT], (n.ENTRY, n.EXIT))]
    on, last = False, -1                # on the list before ``since`` by an earlier entry that goes on
    for row in e[(e[:, n.PERSON] == person) & (e[:, n.A] == ACTUAL) & (e[:, n.B] == which)]:
        day = int(row[n.DAY]) - burn
        if day > until:
            break
        if row[n.WHAT] == n.ENTRY and day >= since:
            return False, day
        on, last = bool(row[n.WHAT] == n.ENTRY and again.at(day)[0].list_term[which] != 0), day
    return (False, last) if on else (True, None)
