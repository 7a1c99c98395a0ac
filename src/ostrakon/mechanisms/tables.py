"""The regime as integer lookup tables: what it sees, scores, lists and takes away.

Here lives the shape of the tables and their meaning; each mechanism's module fills its own. ``p32`` and alias rows are
as in ``society/tables.py``, and arrays are int64 unless a type is given.

Standing = tier << L | list bits (bit l set when on list l), L the number of lists; tiers run from worst (0) to best.
An *entity* is a tier (0..T-1) or a list (T + l): what happens once, on the day it is entered, hangs on it.
"""

from typing import NamedTuple

import numpy as np

Table = np.ndarray

REPEATS = 8                                   # repetition is counted up to 8
SUSPENDED, REMOVED, CONFINED, SANCTIONED, PRIVILEGED = 1, 2, 4, 8, 16


class RegimeTables(NamedTuple):
    """Tables of a regime. C channels, Q rules, D dimensions, T tiers, L lists, St = T << L standings, K kinds, X
    detection classes, E = T + L entities, S strata, N cohorts, Z response classes, L tie levels."""

    enrol_allow: Table      # [10,128] uint8; enrolled when every attribute's code is allowed
    exempt: Table           # [10,128] uint8; ... and not (has_exempt and every code is in exempt)
    has_exempt: int
    enrol_share: int        # p32
    enrol_consent: int      # p32
    aware_allow: Table      # [10,128] uint8
    aware_share: int        # p32
    seen_start: Table       # [K+1] channels that see kind k: seen[seen_start[k]:seen_start[k+1]], in the regime's order
    seen: Table
    hit: Table              # [R,2,X,C,K] uint32 p32 by region, urban, class, channel, kind
    wrong: Table            # [C,X] p32 misattribution, by the actor's class
    wrong_among: Table      # [C] 0 look-alike class, 1 community
    false_on: Table         # [C]
    false_keep: Table       # [C,X] p32 rate / ceiling, by the class of the person it falls on
    false_cut: Table        # [C,K] alias rows over kinds
    false_other: Table
    review: Table           # [C,3] p32: drop a wrong record; drop a right one; share reviewed (each nested in the next)
    review_delay: Table     # [C] days
    rule_of: Table          # [C,K] rule or -1
    rule_dim: Table         # [Q]
    rule_points: Table      # [Q,8,T] points by repetition - 1 and tier
    rule_rep: Table         # [Q] repetition slot, or -1
    rule_window: Table      # [Q] days
    rule_list: Table        # [Q] list or -1
    rule_list_at: Table     # [Q] listed from this repetition on, 1..8
    spill_mode: Table       # [Q,3] household, close, wider: 0 none, 1 share, 2 fixed
    spill: Table            # [Q,3] share / 256, or points
    n_rep: int
    dim_base: Table         # [D,S]
    dim_min: Table          # [D]
    dim_max: Table          # [D]
    dim_weight: Table       # [D] sums to 256
    recover_points: Table   # [D] points per month toward base
    recover_factor: Table   # [D] monthly factor / 65536 on the distance from base; 65536 none
    company_dim: int        # -1 none
    company_weight: int     # / 256
    company_of: int         # 0 close, 1 close and wider
    monthly: int            # 1 when points wait for the first of the month
    tier_cut: Table         # [T] lowest score of the tier; tier 0 has -2**31
    tier_hyst: Table        # [T]
    list_red: Table         # [L] 1 for a red list
    list_mode: Table        # [L] cutoff: 0 none, 1 score below, 2 score at or above
    list_cut: Table         # [L]
    list_term: Table        # [L] days, -1 none
    list_duty: Table        # [L] p32 per day
    list_exit_mode: Table   # [L] 0 none, 1 leaves at score >= list_exit, 2 leaves at score < list_exit
    list_exit: Table        # [L]
    list_allow: Table       # [L,10,128] uint8 who can be listed
    list_review: Table      # [L,3] p32: stop a wrong listing; stop a right one; share reviewed
    list_grace: Table       # [L] days without cutoff re-entry after an appeal granted or a listing stopped
    appeal_on: Table        # [L]
    appeal_hazard: Table    # [L,N] p32 per day
    appeal_allow: Table     # [L,10,128] uint8
    appeal_wait: Table      # [L] days, >= 1
    appeal_chance: Table    # [L,2] p32: rightly listed, wrongly listed
    appeal_restore: Table   # [L] 0 listing, 1 points, 2 record
    deny: Table             # [St,K] uint8
    boost: Table            # [St,K] uint32 p32 chance of a privileged request (0: no boost)
    save_yuan: Table        # [St,K]
    save_minutes: Table     # [St,K]
    flags: Table            # [St] bits SUSPENDED ...
    household_deny: Table   # [K] list bits of other household members that deny kind k
    fine: Table             # [E] yuan
    detain: Table           # [E] days
    publicised: Table       # [E]
    sanctions: Table        # [E] 1 when entering is a sanction
    removes: Table          # [E] 1 when entering removes the account
    ostracism: Table        # [L] p32 per tie
    ostracism_ever: Table   # [L] 1 for good
    will: Table             # [Z2,St,16,16,K] uint32 p32; Z2 = 2 * Z * L: aware classes, then unaware ones, for each tie level
    will0: Table            # [Z2,K] uint32 p32 under none, no fear, no hardship; only asked when L = 1
    evade: Table            # [Z2,St,16,16,K] or [1,1,1,1,1] uint32 p32 <= will
    evades: int             # 1 when evade is in use
    evade_channel: Table    # [K] channel evaded or -1
    tie_levels: int         # L; 1 when no law reads ties
    tie_of: int             # whose acts: 1 close ties, 2 close and wider, 3 everybody else in the community
    tie_days: int           # length of a period
    tie_kinds: Table        # [K] 1 for conduct that counts
    stream_detect: Table    # [C] streams by name
    stream_false: Table     # [C]
    stream_false_review: Table  # [C]
    stream_duty: Table      # [L]
    stream_appeal: Table    # [L]
    stream_review: Table    # [L]
    stream_ostracism: Table # [L]
