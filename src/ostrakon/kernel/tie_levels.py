"""The end of a period: what share of somebody's ties has acted in it (docs/model.md, sections 4 and 19).

Here lives the look around, and how a tie level stands in the row of willingness. Never here: what anybody makes of it, which
stands in the tables. Nothing of this runs when no law reads ties.
"""

import numpy as np

from ostrakon.kernel.community import VOICE
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.occasions import ACTED, know_place

CLOSE, ALL, COMMUNITY = 1, 2, 3     # RegimeTables.tie_of


@helper
def look_around(r, p, c, day):
    """On the last day of a period: everybody's tie level until the end of the next; then who acted is forgotten."""
    if r.tie_levels == 1 or (day + 1) % r.tie_days != 0:
        return
    acted, moods, classes = c.acted, c.mood, r.will.shape[0] // r.tie_levels
    n = acted.size
    everybody = 0
    for person in range(n):
        everybody += acts(acted, person)
    for person in range(n):
        total, m = n - 1, everybody - acts(acted, person)
        if r.tie_of != COMMUNITY:
            total, m = count(acted, p.close_start, p.close_end, p.close, c.close_cut, person)
            if r.tie_of == ALL:
                x, y = count(acted, p.wide_start, p.wide_end, p.wide, c.wide_cut, person)
                total, m = total + x, m + y
        level = (m * (r.tie_levels - 1)) // total if total > 0 else 0
        voice = np.int64(moods[person, VOICE])
        if voice // classes != level:
            moods[person, VOICE] = voice % classes + classes * level
            know_place(r, c, person)
    for person in range(n):
        acted[person] &= ACTED - 1


@device
def acts(acted, person):
    """1 when the person has acted in this period."""
    return 1 if acted[person] & ACTED else 0


@helper
def count(acted, start, end, ties, cut, person):
    """Active ties of one layer, and those of them who acted."""
    total = m = 0
    for e in range(start[person], end[person]):
        if cut[e] == 0:
            total += 1
            m += acts(acted, np.int64(ties[e]))
    return total, m
