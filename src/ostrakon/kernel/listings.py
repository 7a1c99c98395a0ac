"""A listing in the books: what its entry is judged to be by the other ledgers, how long it lasts, how it ends.

Here lives the counting of entries and exits. Never here: whether somebody enters or leaves (``lists``).
"""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as N
from ostrakon.kernel.community import BITS, CHARGED, WANT
from ostrakon.kernel.jit import helper, kernel
from ostrakon.kernel.occasions import E_LAWFUL, E_LISTED, E_SPOKE, E_WRONG, UNLAWFUL_OR_CONTRACTUAL

EXPRESSION_ONLY, LAWFUL_OR_EXPRESSION = 0b1000, 0b1100


@helper
def tally_entries(s, r, p, c, t, day, person, entered, shadow, no_error, no_association):
    """Each entry in the actual ledger, judged by the others on this day."""
    for m in range(r.list_red.size):
        bit = 1 << m
        if entered & bit == 0:
            continue
        count = t.lists[p.cohort[person], m]
        wrong = shadow & bit == 0
        count[T.ENTRIES] += 1
        count[T.WRONGFUL] += wrong
        count[T.BY_ERROR] += no_error & bit == 0
        count[T.BY_ASSOCIATION] += no_association & bit == 0
        charged = c.mark[person, CHARGED] & 63
        spoke = charged == EXPRESSION_ONLY
        lawful = charged & UNLAWFUL_OR_CONTRACTUAL == 0
        innocent = c.acted[person] & UNLAWFUL_OR_CONTRACTUAL == 0
        count[T.NO_UNLAWFUL] += innocent
        count[T.LAWFUL_ONLY] += lawful and charged & LAWFUL_OR_EXPRESSION != 0
        count[T.EXPRESSION_ONLY] += spoke
        count[T.NOTHING_OWN] += charged == 0
        c.unjust[person] = (c.unjust[person] & (255 - bit)) | (bit if wrong else 0)
        if c.watch[person]:
            note_entry(c, day, person, m, wrong, no_error & bit == 0, no_association & bit == 0, innocent,
                       lawful and charged & LAWFUL_OR_EXPRESSION != 0, spoke, charged == 0)
        if r.list_red[m] == 0:
            c.times_wrong[person] += wrong
            c.ever[person] |= E_LISTED | (E_WRONG if wrong else 0) | (E_SPOKE if spoke else 0) | (E_LAWFUL if innocent else 0)
        note_event(c, person, r.tier_cut.size + m)


@helper
def note_entry(c, day, person, m, wrong, by_error, by_association, innocent, lawful, spoke, own):
    judged = wrong + 2 * by_error + 4 * by_association + 8 * innocent + 16 * lawful + 32 * spoke + 64 * own
    N.note(c, day, N.ENTRY, person, 0, 0, 0, 0, 0, m, np.int64(c.until[0, m, person]), 1 if c.mark[person, WANT] & (1 << m) else 0, judged)


@helper
def leave(p, c, t, day, person, m, why):
    """The end of a listing of ledger 0."""
    count = t.lists[p.cohort[person], m]
    days = day - c.since[m, person]
    count[why] += 1
    count[T.EXIT_DAYS] += days
    weeks = t.spells[p.cohort[person], m]
    weeks[min(days // 7, weeks.shape[0] - 1), T.ENDED_WRONG if c.unjust[person] & (1 << m) else T.ENDED] += 1
    c.appeal[m, person] = 0


@helper
def cut_short(p, c, t, day, person, m):
    """A listing of which no more is known than that it lasted until the evening before this day."""
    weeks = t.spells[p.cohort[person], m]
    lasted = (day - 1 - c.since[m, person]) // 7
    weeks[min(lasted, weeks.shape[0] - 1), T.CENSORED_WRONG if c.unjust[person] & (1 << m) else T.CENSORED] += 1


@kernel
def close_listings(p, c, t, day, was):
    """Listings of ledger 0 that a change of Program on this day cut short; was [n]: bits of the lists the evening before."""
    for person in range(was.size):
        gone = was[person] & ~c.mark[person, BITS]
        for m in range(t.lists.shape[1]):
            if gone & (1 << m):
                cut_short(p, c, t, day, person, m)
                if c.watch[person]:
                    N.note(c, day, N.EXIT, person, 0, 0, 0, 0, 0, m, N.CLOSED, day - c.since[m, person], 0)


@helper
def note_event(c, person, entity):
    at = c.n_events[0]
    c.events[at, 0] = person
    c.events[at, 1] = entity
    c.n_events[0] = at + 1
