"""The memory of one community: who its people are, and everything about them that changes.

Allocation only. ``people.py`` and ``ties.py`` fill the first half, ``day.py`` lives on the second.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from ostrakon.kernel.memory import Memory

STRETCH = 16                 # days whose candidates are drawn at once, where people are not too busy for that
SOON = 16                    # candidates ahead whose mood is asked for: so much more room has a day of the calendar
CHUNK = 512                  # people whose candidates are drawn together: their words stay in the first cache
COMPANIONS = 128             # people whose ties are summed together
MOST_TIES = 63               # of a person in one layer
PENDING = 8                  # follow-ups one person may have pending
OK, TOO_MANY_CANDIDATES, TOO_MANY_FOLLOW_UPS, TOO_MANY_RECORDS, TOO_MANY_TIES = range(5)
STATUS = ("ok", "more candidates in one stretch than the calendar holds", "a person with more than 8 follow-ups pending",
          "more records waiting than the buffer holds", "more tie stubs than the buffer holds")

# columns of State.mood after the two that are State.row, of State.mark and of the last axis of State.book; what one moment reads
# lies in one cache line
STANDING, VOICE, COHORT, FREE, SIGHT, ODD = range(2, 8)
TIER, BITS, WANT, DIRTY, CHARGED, IN_ACTIVE, ENROLLED = 0, 4, 8, 12, 13, 14, 15
WAITS = 4
FEAR, HARD = 0, 1           # columns of State.feel
# columns of State.records
DUE, ORDER, ORDINAL, KIND, CHANNEL, TARGET, ACTOR, DAY = range(8)


class People(NamedTuple):
    """Fixed while the community lives. n people."""

    attr: np.ndarray         # [10,n] uint8 codes, order of ATTRIBUTES
    home: np.ndarray         # [n,2] int32 first member of the household, one past the last
    stratum: np.ndarray      # [n] uint16
    cohort: np.ndarray       # [n] uint16
    group: np.ndarray        # [n] uint8 detection class
    look: np.ndarray         # [n] int32 look-alike class
    look_start: np.ndarray   # [looks+1] int32
    look_member: np.ndarray  # [n] int32 members by class, in id order
    look_rank: np.ndarray    # [n] int32 place in the class
    bins: np.ndarray         # [6,n] uint8 dispositions
    response: np.ndarray     # [n] uint8 response class, before awareness
    reach: np.ndarray        # [n] int64
    limit: np.ndarray        # [n,8] uint32 thresholds of the first five groups: the upper 24 of 32 bits, 2**24 for never beyond; then
                             # where the alias rows of the person's stratum begin
    scale: np.ndarray        # [n] uint32 mean wait, 1/16 tick; 0: never
    close_start: np.ndarray  # [n+1] int32; the ties of p are close[close_start[p]:close_end[p]]
    close_end: np.ndarray    # [n] int32
    close: np.ndarray        # int32 neighbours
    close_back: np.ndarray   # int32 place of the same tie on the other side
    wide_start: np.ndarray
    wide_end: np.ndarray
    wide: np.ndarray
    wide_back: np.ndarray

    FIXED = dict(home=(2,), limit=(8,))        # lengths that compiled code knows (handle.py)


class State(NamedTuple):
    """What changes. Ledgers, always the last axis: 0 actual, 1 no-error, 2 no-association, 3 shadow."""

    enrolled: np.ndarray     # [n] uint8
    aware: np.ndarray        # [n] uint8
    tick: np.ndarray         # [n] int32 time of the next candidate that is in no calendar yet
    ordinal: np.ndarray      # [n] int32 its number
    stretch: np.ndarray      # [3] int64 first day in the calendar, one past the last, most days at once
    filled: np.ndarray       # [STRETCH] int64 candidates of its j-th day
    calendar: np.ndarray     # [STRETCH,cap,2] int64 packed by candidates.py: person, kind, tick of the day; ordinal, response word
    entries: np.ndarray      # [STRETCH*cap,2] int64 the same memory
    batch: np.ndarray        # [9,CHUNK+16] uint32 scratch: candidates drawn together
    of_group: np.ndarray     # [256] int64 by which thresholds lie above a word: first kind of the group, and how many it has (32 bits each)
    follow: np.ndarray       # [n*PENDING,4] int64 follow-ups pending, in no order: person, time, ordinal, kind
    f_count: np.ndarray      # [1] int64 how many
    f_mine: np.ndarray       # [n] uint8 how many of a person
    hard_list: np.ndarray    # [n+1] int64 people whose hardship grows today; [n] holds how many
    false_tick: np.ndarray   # [C] int64
    false_ordinal: np.ndarray  # [C] int64
    mood: np.ndarray         # [n,8] uint16 what a choice reads: place in the willingness table (State.row), standing, row of willingness
                             # (response class, the unaware after all the aware, by tie level), cohort, first day on which the person is not
                             # detained, urban * detection classes + detection class, what makes a kind need care (occasions.py)
    row: np.ndarray          # [n,4] uint32 the same memory; [0] the place
    feel: np.ndarray         # [n,2] uint16 fear and hardship (1/256)
    mark: np.ndarray         # [n,16] uint8 tier, list bits and lists wanted by a rule today, by ledger; 1 when points wait; natures of
                             # the records that cost the person points in ledger 0 (64: spilled); 1 when in ``active``; 1 when enrolled.
                             # Rows of mark, score and book lie in one piece, with one dimension a cache line
    book: np.ndarray         # [n,D,8] int32 dimensions by ledger, then the points that wait for settlement by ledger
    score: np.ndarray        # [n,4] int32
    total: np.ndarray        # [1] int64 sum of everybody's score of ledger 0
    felt: np.ndarray         # [n+1] int64 people with fear or hardship; [n] holds how many
    near: np.ndarray         # [n,2] int64 scratch: scores of ledgers 0 (with a count in its lowest 8 bits) and 1 of the enrolled
    so_far: np.ndarray       # [COMPANIONS*MOST_TIES+1,2] int64 scratch: sums of ``near`` along the ties of some people
    total_near: np.ndarray   # [COMPANIONS,2] int64 scratch: ... of each of them
    calm: np.ndarray         # [T,2] int64 scores from..below which nothing moves somebody of this tier who is on no list
    until: np.ndarray        # [4,L,n] int32, -1 without term
    since: np.ndarray        # [L,n] int32 day of entry, ledger 0
    grace: np.ndarray        # [L,n] int32
    appeal: np.ndarray       # [L,n] int32 0 none, due day + 1, -1 decided
    lodged: np.ndarray       # [L,n] int32
    hist: np.ndarray         # [n,n_rep,2,8] uint16 by side, day + 1 of the last records, the latest first
    home_bits: np.ndarray    # [n] uint8 lists of the other members of the household
    publicity: np.ndarray    # [1] int64
    hard_add: np.ndarray     # [n] int64 hardship of today
    removed: np.ndarray      # [n] uint8
    close_cut: np.ndarray    # uint8 per tie: 1 by the owner's listing, 2 by the other's, 4 for good
    wide_cut: np.ndarray
    work: np.ndarray         # [n+1] int64 dirty people; [n] holds how many
    active: np.ndarray       # [n+1] int64 people on a list or in grace; [n] holds how many
    wake: np.ndarray         # [n] int32 day on which somebody active must be looked at though no score moved; -1: no longer active
    records: np.ndarray      # [cap,8] int64 records that wait: due, order, ordinal, kind, channel, target, actor, day
    n_records: np.ndarray    # [1] int64
    in_order: np.ndarray     # [cap] int32 scratch: records that must be taken in order
    fate: np.ndarray         # [K] uint16 what a kind of occasion leads to (occasions.py), and eight bits higher what it leaves in ``acted``
    says: np.ndarray         # [K+1] int64 kinds that are expression; [K] holds how many
    went: np.ndarray         # [N*K] int64 candidates by cohort and kind that are in no tally yet, and how many of them went (32 bits each)
    odd: np.ndarray          # [Z2,St] uint8 what makes a kind need care without fear and hardship (occasions.py)
    careful: np.ndarray      # [busy] int32 scratch: places in the calendar of today's candidates that are judged one by one
    act: np.ndarray          # [busy,2] int64 scratch: acts of the day that a channel may see: as in the calendar, and in the upper 16
                             # bits of the first word the channel evaded + 1 (8 bits) and how many were passed (8 bits)
    ask: np.ndarray          # [busy,2] int64 scratch: requests of the day
    asking: np.ndarray       # [busy] int32 scratch: their places in the calendar
    b_who: np.ndarray        # [busy] uint32 scratch: a batch of addresses ...
    b_number: np.ndarray     # [busy] uint32
    b_stream: np.ndarray     # [busy] uint32
    b_chance: np.ndarray     # [busy] uint32
    w0: np.ndarray           # [busy] uint32 ... and the four words of each
    w1: np.ndarray
    w2: np.ndarray
    w3: np.ndarray
    lookout: np.ndarray      # [C*K] int64 scratch: what detection asks of each channel of each kind (detection.py)
    stock: np.ndarray        # [N,St] int64 people by standing
    reach_down: np.ndarray   # [N] int64 reach suspended
    acted: np.ndarray        # [n] uint8 natures of what a person has done, and ACTED (occasions.py)
    own_lost: np.ndarray     # [n] int64 points lost by own records, ledger 0
    spill_lost: np.ndarray   # [n] int64
    lag: np.ndarray          # [N,2] int64 records pending, sum of their days
    ever: np.ndarray         # [n] uint16 bits E_LISTED ... (occasions.py)
    days_listed: np.ndarray  # [n] int64
    denials: np.ndarray      # [n] int64
    times_wrong: np.ndarray  # [n] int64
    unjust: np.ndarray       # [n] uint8 bits of the listings of ledger 0 that were wrongful at entry
    borne: np.ndarray        # [n,2] int32 sanction-days up to a day, and that day: since then the standing has not changed
    silent: np.ndarray       # [n] uint16 chilled occasions of this quarter
    snap: np.ndarray         # [n,2] uint8 tier, and hardship by standing, at the last snapshot
    far: np.ndarray          # [n] uint8 scratch: distance from the nearest sanctioned person
    queue: np.ndarray        # [n+1] int32 scratch
    home_lists: np.ndarray   # [1] int64 bits of lists that deny something to the household
    family: np.ndarray       # [N] int64 people who have somebody on such a list at home
    accounts: np.ndarray     # [N] int64 people whose account is removed
    watch: np.ndarray        # [n] uint8 1 when what happens to the person is noted (trace.py)
    trace: np.ndarray        # [room,12] int64 events
    n_trace: np.ndarray      # [1] int64 how many, noted or not
    mute: np.ndarray         # [m,3] int64 records that are not made: channel, actor or -1, ordinal
    events: np.ndarray       # [cap,2] int64 person, entity entered today
    n_events: np.ndarray     # [1] int64
    changed: np.ndarray      # [1+3n] int64 [0] holds how many people follow, whose lists changed: by an end of a list, of scope, today

    FIXED = dict(calendar=(2,), entries=(2,), batch=(CHUNK + 16,), of_group=(256,), follow=(4,), mood=(8,), row=(4,),
                 feel=(2,), mark=(16,), book=(8,), score=(4,), near=(2,), so_far=(2,), total_near=(2,), calm=(2,), hist=(2, 8),
                 records=(8,), act=(2,), ask=(2,), lag=(2,), events=(2,), borne=(2,), snap=(2,), trace=(12,),
                 mute=(3,))
    APART = ("mark", "score", "book")


def busy(people: People) -> tuple[int, int]:
    """Days of the calendar in use, and room for a day's candidates: the expected number, 12 standard errors and a little more."""
    scale = people.scale[people.scale > 0].astype(float)
    per_day = float((16 * 1024 / scale).sum())
    days = int(min(STRETCH, max(1, 8 * len(people.scale) // max(1.0, per_day))))
    return days, int(per_day + 12 * per_day ** 0.5) + 64


class Watch(NamedTuple):
    """Whom to watch, room for how many events, and records that are not made: (channel, actor or -1, ordinal)."""

    who: tuple[int, ...] | None = ()        # None: everybody
    room: int = 0
    mute: tuple[tuple[int, int, int], ...] = ()

    def people(self, n: int) -> np.ndarray:
        """[n] uint8."""
        out = np.full(n, self.who is None, np.uint8)
        out[list(self.who or ())] = 1
        return out


NOBODY = Watch()


@cache
def of_group(start: tuple[int, ...]) -> np.ndarray:
    """``State.of_group``: bit j of the place says that the j-th threshold lies above; the last three bits say nothing."""
    groups = [5 - (place & 31).bit_count() for place in range(256)]
    return np.array([start[g] | (start[g + 1] - start[g]) << 32 for g in groups], np.int64)


def new_state(n: int, s: object, r: object, p: People, cap: int = 0, memory: Memory | None = None, watch: Watch = NOBODY) -> State:
    """Zeroed state for n people; cap bounds the records waiting. With ``memory`` it lasts until that starts again."""
    d, c, lists, tiers = r.dim_base.shape[0], r.wrong.shape[0], r.list_red.shape[0], r.tier_cut.shape[0]
    cohorts, rep = s.n_cohorts, max(1, r.n_rep)
    cap = cap or 4 * n + 4096
    stretch, most_a_day = busy(p)
    most = (max(most_a_day, n) + n * PENDING + 15) & ~15        # whole batches of words

    memory = memory or Memory()
    z, scratch = memory.zeros, memory.empty
    i8, i4, u1, u2, u4 = np.int64, np.int32, np.uint8, np.uint16, np.uint32
    mood = z(u2, n, 8)
    lines = z(u1, n, 32 * (1 + d))              # mark, score and book of a person
    mark, score, book = lines[:, :16], lines[:, 16:32].view(i4), lines[:, 32:].view(i4).reshape(n, d, 8)
    calendar = scratch(i8, STRETCH, most_a_day + SOON + CHUNK, 2)
    fields = dict(
        enrolled=z(u1, n), aware=z(u1, n), mood=mood, row=mood.view(u4), feel=z(u2, n, 2), mark=mark, book=book, score=score,
        total=z(i8, 1), felt=z(i8, n + 1), near=scratch(i8, n, 2),
        so_far=scratch(i8, COMPANIONS * MOST_TIES + 1, 2), total_near=scratch(i8, COMPANIONS, 2),
        tick=z(i4, n), ordinal=z(i4, n), stretch=np.array([0, 0, stretch]), filled=z(i8, STRETCH),
        calendar=calendar, entries=calendar.reshape(-1, 2), batch=scratch(u4, 9, CHUNK + 16),
        of_group=of_group(tuple(s.group_start.tolist())), follow=scratch(i8, n * PENDING, 4), f_count=z(i8, 1), f_mine=z(u1, n),
        hard_list=z(i8, n + 1), hard_add=z(i8, n), publicity=z(i8, 1),
        false_tick=z(i8, c), false_ordinal=z(i8, c), calm=z(i8, tiers, 2), until=scratch(i4, 4, lists, n),
        since=z(i4, lists, n), grace=z(i4, lists, n), appeal=z(i4, lists, n), lodged=z(i4, lists, n),
        hist=z(u2, n, rep, 2, 8), home_bits=z(u1, n), removed=z(u1, n), close_cut=z(u1, len(p.close)), wide_cut=z(u1, len(p.wide)),
        work=z(i8, n + 1), active=z(i8, n + 1), wake=z(i4, n), records=scratch(i8, cap, 8), n_records=z(i8, 1), in_order=scratch(i4, cap),
        fate=z(u2, len(s.nature)), says=z(i8, len(s.nature) + 1), went=z(i8, cohorts * len(s.nature)), odd=z(u1, *r.will.shape[:2]),
        careful=scratch(i4, most), act=scratch(i8, most, 2), ask=scratch(i8, most, 2), asking=scratch(i4, most),
        b_who=scratch(u4, most), b_number=scratch(u4, most), b_stream=scratch(u4, most), b_chance=scratch(u4, most),
        w0=scratch(u4, most), w1=scratch(u4, most), w2=scratch(u4, most), w3=scratch(u4, most),
        lookout=scratch(i8, r.hit[0, 0, 0].size),
        stock=z(i8, cohorts, tiers << lists), reach_down=z(i8, cohorts), acted=z(u1, n), own_lost=z(i8, n),
        spill_lost=z(i8, n), lag=z(i8, cohorts, 2), ever=z(u2, n), days_listed=z(i8, n), denials=z(i8, n), times_wrong=z(i8, n),
        events=scratch(i8, n * (1 + lists) + 16, 2), n_events=z(i8, 1), changed=z(i8, 1 + 3 * n),
        unjust=z(u1, n), borne=z(i4, n, 2), silent=z(u2, n), snap=z(u1, n, 2), far=scratch(u1, n), queue=scratch(i4, n + 1),
        home_lists=z(i8, 1), family=z(i8, cohorts), accounts=z(i8, cohorts),
        watch=watch.people(n), trace=np.zeros((watch.room, 12), i8), n_trace=z(i8, 1), mute=np.array(watch.mute, i8).reshape(-1, 3))
    fields["until"].fill(-1)
    return State(**fields)


def new_people(n: int, looks: int, stubs: int) -> People:
    """Unfilled people; stubs bounds the stubs of one layer."""
    i4, i8, u1, u2, u4 = np.int32, np.int64, np.uint8, np.uint16, np.uint32

    def e(dtype: type, *dims: int) -> np.ndarray:
        return np.zeros(dims, dtype=dtype)

    return People(
        e(u1, 10, n), e(i4, n, 2), e(u2, n), e(u2, n), e(u1, n), e(i4, n), e(i4, looks + 1), e(i4, n), e(i4, n), e(u1, 6, n),
        e(u1, n), e(i8, n), e(u4, n, 8), e(u4, n), e(i4, n + 1), e(i4, n), e(i4, stubs), e(i4, stubs), e(i4, n + 1), e(i4, n),
        e(i4, stubs), e(i4, stubs))
