"""Phase 7: tiers, then exits, entries and appeals, in all four ledgers."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as N
from ostrakon.kernel.community import BITS, DIRTY, ENROLLED, IN_ACTIVE, STANDING, TIER, WAITS, WANT
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.listings import leave, note_event, tally_entries
from ostrakon.kernel.occasions import know_place
from ostrakon.kernel.rng import draw, happens
from ostrakon.kernel.scoring import rescore
from ostrakon.mechanisms.tables import SANCTIONED

U = np.uint64
NEVER = 2**31 - 1


@helper
def find_calm(r, c):
    """The scores at which nothing moves somebody of a tier who is on no list: no other tier and no cutoff is near."""
    tiers = r.tier_cut.size
    for tier in range(tiers):
        low = r.tier_cut[tier]
        high = r.tier_cut[tier + 1] + r.tier_hyst[tier + 1] if tier + 1 < tiers else np.int64(NEVER)
        for m in range(r.list_red.size):
            if r.list_mode[m] == 1:
                low = max(low, r.list_cut[m])
            if r.list_mode[m] == 2:
                high = min(high, r.list_cut[m])
        c.calm[tier, 0], c.calm[tier, 1] = low, high


@device
def is_calm(c, person):
    """Every ledger's score lies where nothing moves: on most mornings this is so for nearly everybody."""
    calm = True
    for ledger in range(4):
        tier, score = c.mark[person, TIER + ledger], c.score[person, ledger]
        calm = calm and score >= c.calm[tier, 0] and score < c.calm[tier, 1]
    return calm


@helper
def update_lists(s, r, p, c, t, seed, place, day, settles, everybody):
    """Everybody, or those whose score moved, who are wanted, or whose listing may end today: nobody else can change."""
    n = c.score.shape[0]
    if everybody:
        for person in range(n):
            if c.mark[person, DIRTY] | c.mark[person, IN_ACTIVE] or not is_calm(c, person):
                one_person(s, r, p, c, t, seed, place, day, settles, person)
    else:
        for i in range(c.work[n]):
            person = c.work[i]
            wanted = c.mark[person, WANT] | c.mark[person, WANT + 1] | c.mark[person, WANT + 2] | c.mark[person, WANT + 3]
            if wanted | c.mark[person, IN_ACTIVE] or not is_calm(c, person):
                one_person(s, r, p, c, t, seed, place, day, settles, person)
        for i in range(c.active[n]):
            person = c.active[i]
            if c.mark[person, DIRTY] == 0 and c.wake[person] <= day:
                one_person(s, r, p, c, t, seed, place, day, settles, person)
    if settles:
        for i in range(c.work[n]):
            c.mark[c.work[i], DIRTY] = 0
        c.work[n] = 0
    keep_active(c)


@helper
def keep_active(c):
    n = c.score.shape[0]
    kept = 0
    for i in range(c.active[n]):
        person = c.active[i]
        if c.wake[person] >= 0:
            c.active[kept] = person
            kept += 1
        else:
            c.mark[person, IN_ACTIVE] = 0
    c.active[n] = kept


@helper
def next_look(r, c, day, person, entered):
    """The day on which somebody's lists may change though no score moved; -1 when on no list and not in grace."""
    wake = day + 1 if entered else NEVER       # a list of term 0 may enter the person again tomorrow
    listed = 0
    for ledger in range(4):
        bits = c.mark[person, BITS + ledger]
        listed |= bits
        for m in range(r.list_red.size):
            if bits & (1 << m):
                if c.until[ledger, m, person] >= 0:
                    wake = min(wake, np.int64(c.until[ledger, m, person]))
                if r.list_duty[m] > 0 or (ledger == 0 and r.appeal_on[m]):
                    wake = day + 1
    for m in range(r.list_red.size):
        if c.grace[m, person] >= day:          # one day more: a restored score meets its tier tomorrow
            wake = day + 1
    return -1 if wake == NEVER and listed == 0 else max(wake, day + 1)


@helper
def allowed(allow, p, person):
    for a in range(10):
        if allow[a, p.attr[a, person]] == 0:
            return False
    return True


@device
def cut_reached(r, c, ledger, person):
    """Could a cutoff list this score? Most people on most days: no, and nothing else need be asked."""
    score = c.score[person, ledger]
    for m in range(r.list_red.size):
        if (r.list_mode[m] == 1 and score < r.list_cut[m]) or (r.list_mode[m] == 2 and score >= r.list_cut[m]):
            return True
    return False


@device
def new_tier(r, c, ledger, person):
    tier = c.mark[person, TIER + ledger]
    score = c.score[person, ledger]
    while tier > 0 and score < r.tier_cut[tier]:
        tier -= 1
    while tier + 1 < r.tier_cut.size and score >= r.tier_cut[tier + 1] + r.tier_hyst[tier + 1]:
        tier += 1
    return tier


@helper
def one_person(s, r, p, c, t, seed, place, day, settles, person):
    """Ledgers from 3 to 0, so that the actual one can ask what the shadow did today."""
    if c.mark[person, ENROLLED] == 0:
        c.wake[person] = -1
        return
    shadow_was = c.mark[person, BITS + 3]
    was = c.mark[person, BITS]
    old_tier = c.mark[person, TIER]
    shadow_entered = 0
    error_entered = 0
    company_entered = 0
    actual_entered = 0
    for ledger in (3, 2, 1, 0):
        if settles:
            tier = new_tier(r, c, ledger, person)
            if c.watch[person] and tier != c.mark[person, TIER + ledger]:
                N.note(c, day, N.TIER, person, 0, 0, 0, 0, ledger, np.int64(c.mark[person, TIER + ledger]), np.int64(tier), 0, 0)
            c.mark[person, TIER + ledger] = tier
        entered = 0
        if c.mark[person, BITS + ledger] | c.mark[person, WANT + ledger] or (settles and cut_reached(r, c, ledger, person)):
            entered = lists_of(s, r, p, c, t, seed, place, day, settles, person, ledger, shadow_was, shadow_entered)
        if ledger == 3:
            shadow_entered = entered
        elif ledger == 2:
            company_entered = entered
        elif ledger == 1:
            error_entered = entered
        elif entered != 0:
            actual_entered = entered
            tally_entries(s, r, p, c, t, day, person, entered, c.mark[person, BITS + 3] | shadow_entered,
                          c.mark[person, BITS + 1] | error_entered, c.mark[person, BITS + 2] | company_entered)
        c.mark[person, WANT + ledger] = 0
    tier = c.mark[person, TIER]
    if tier < old_tier:
        note_event(c, person, tier)
    lists = r.list_red.size
    standing = (tier << lists) | c.mark[person, BITS]
    if standing != c.mood[person, STANDING]:
        cohort = p.cohort[person]
        c.stock[cohort, c.mood[person, STANDING]] -= 1
        c.stock[cohort, standing] += 1
        if r.flags[c.mood[person, STANDING]] & SANCTIONED:
            c.borne[person, 0] += day - c.borne[person, 1]
        c.borne[person, 1] = day
        if (r.flags[c.mood[person, STANDING]] ^ r.flags[standing]) & 1:
            c.reach_down[cohort] += p.reach[person] if r.flags[standing] & 1 else -p.reach[person]
        c.mood[person, STANDING] = standing
        know_place(r, c, person)
    if c.mark[person, BITS] != was or actual_entered != 0:
        c.changed[0] += 1
        c.changed[c.changed[0]] = person
    c.wake[person] = next_look(r, c, day, person, (shadow_entered | error_entered | company_entered | actual_entered) != 0)
    if c.wake[person] >= 0:
        activate(c, person)


@helper
def activate(c, person):
    if c.mark[person, IN_ACTIVE] != 0:
        return
    n = c.score.shape[0]
    c.mark[person, IN_ACTIVE] = 1
    c.active[c.active[n]] = person
    c.active[n] += 1


@helper
def lists_of(s, r, p, c, t, seed, place, day, settles, person, ledger, shadow_was, shadow_entered):
    """Exits, entries and appeals of one person in one ledger; returns the bits entered today."""
    before = c.mark[person, BITS + ledger]
    wanted = c.mark[person, WANT + ledger]
    entered = 0
    for m in range(r.list_red.size):
        bit = 1 << m
        appealed = False
        if before & bit:
            why = leaves(s, r, p, c, t, seed, place, day, person, ledger, m, shadow_was & bit)
            appealed = why == T.EXIT_APPEAL
            if why >= 0:
                c.mark[person, BITS + ledger] &= 255 - bit
                c.until[ledger, m, person] = -1
                if c.watch[person]:
                    days = day - c.since[m, person] if ledger == 0 else np.int64(0)
                    N.note(c, day, N.EXIT, person, 0, 0, 0, 0, ledger, m, why - T.EXIT_TERM, days, 0)
                if ledger == 0:
                    leave(p, c, t, day, person, m, why)
        if c.mark[person, BITS + ledger] & bit:
            if wanted & bit and c.until[ledger, m, person] >= 0:
                c.until[ledger, m, person] = max(c.until[ledger, m, person], day + r.list_term[m])
        elif not appealed and enters(s, r, p, c, t, seed, place, day, settles, person, ledger, m, wanted & bit,
                                     (shadow_was | shadow_entered) & bit):
            entered |= bit
            if r.list_term[m] != 0:
                c.until[ledger, m, person] = -1 if r.list_term[m] < 0 else day + r.list_term[m]
                c.mark[person, BITS + ledger] |= bit
            if ledger == 0:
                c.since[m, person] = day
                c.appeal[m, person] = 0
            elif c.watch[person]:
                N.note(c, day, N.ENTRY, person, 0, 0, 0, 0, ledger, m, np.int64(c.until[ledger, m, person]), 1 if wanted & bit else 0, 0)
        if ledger == 0 and not appealed and entered & bit == 0 and c.mark[person, BITS] & bit:
            lodge(s, r, p, c, t, seed, place, day, person, m)
    return entered


@helper
def leaves(s, r, p, c, t, seed, place, day, person, ledger, m, shadow_bit):
    """The tally name of the way out taken today, or -1."""
    k = U(seed)
    c0 = place[0] * 1048576 + place[1]
    if c.until[ledger, m, person] >= 0 and day >= c.until[ledger, m, person]:
        return T.EXIT_TERM
    if r.list_duty[m] > 0:
        word, _, _, _ = draw(k, c0, person, day, r.stream_duty[m])
        if happens(word, r.list_duty[m]):
            return T.EXIT_DUTY
    score = c.score[person, ledger]
    mode = r.list_exit_mode[m]
    if (mode == 1 and score >= r.list_exit[m]) or (mode == 2 and score < r.list_exit[m]):
        return T.EXIT_RECOVERED
    if ledger == 0 and c.appeal[m, person] == day + 1:
        _, word, _, _ = draw(k, c0, person, day, r.stream_appeal[m])
        count = t.lists[p.cohort[person], m]
        waited = day - c.lodged[m, person]
        granted = happens(word, r.appeal_chance[m, 0 if shadow_bit else 1])
        unjust = c.unjust[person] & (1 << m) != 0
        count[T.APPEAL_DAYS] += waited
        if c.watch[person]:
            N.note(c, day, N.DECIDED, person, 0, 0, 0, 0, 0, m, 1 if granted else 0, waited, 0)
        if granted:
            count[T.APPEAL_GRANTED] += 1
            count[T.GRANTED_WRONG] += unjust
            restore(r, c, day, person, m)
            return T.EXIT_APPEAL
        count[T.APPEAL_REFUSED] += 1
        count[T.REFUSED_WRONG] += unjust
        c.appeal[m, person] = -1
    return -1


@helper
def restore(r, c, day, person, m):
    """What a granted appeal gives back (docs/model.md, sections 10 and 19)."""
    start_grace(r, c, day, person, m)
    if r.appeal_restore[m] >= 1:
        for d in range(r.dim_weight.size):
            c.book[person, d, 0] = c.book[person, d, 1]
            c.book[person, d, WAITS] = 0
        rescore(r, c, 0, person)
        if c.watch[person]:
            N.note_scores(c, day, person, N.RESTORED)
    if r.appeal_restore[m] == 2:
        for slot in range(c.hist.shape[1]):
            for j in range(8):
                c.hist[person, slot, 0, j] = 0


@helper
def start_grace(r, c, day, person, m):
    c.grace[m, person] = day + r.list_grace[m]


@helper
def enters(s, r, p, c, t, seed, place, day, settles, person, ledger, m, wanted, shadow_bit):
    """Wanted by a rule, or by the cutoff on a settlement day outside grace; a review may stop it in the actual ledger."""
    score = c.score[person, ledger]
    mode = r.list_mode[m]
    by_cut = settles and ((mode == 1 and score < r.list_cut[m]) or (mode == 2 and score >= r.list_cut[m]))
    if ledger == 0 and day < c.grace[m, person]:
        by_cut = False
    if not (wanted or by_cut) or not allowed(r.list_allow[m], p, person):
        return False
    if ledger != 0 or r.list_review[m, 2] == 0:
        return True
    word, _, _, _ = draw(U(seed), place[0] * 1048576 + place[1], person, day, r.stream_review[m])
    if happens(word, r.list_review[m, 1] if shadow_bit else r.list_review[m, 0]):
        start_grace(r, c, day, person, m)
        t.lists[p.cohort[person], m, T.STOPPED] += 1
        if c.watch[person]:
            N.note(c, day, N.STOPPED, person, 0, 0, 0, 0, 0, m, 0, 0, 0)
        return False
    return True


@helper
def lodge(s, r, p, c, t, seed, place, day, person, m):
    """An appeal is lodged with the day's hazard, once per listing."""
    if r.appeal_on[m] == 0 or c.appeal[m, person] != 0 or c.aware[person] == 0 or c.since[m, person] >= day:
        return
    if not allowed(r.appeal_allow[m], p, person):
        return
    word, _, _, _ = draw(U(seed), place[0] * 1048576 + place[1], person, day, r.stream_appeal[m])
    if happens(word, r.appeal_hazard[m, p.cohort[person]]):
        c.appeal[m, person] = day + r.appeal_wait[m] + 1
        c.lodged[m, person] = day
        t.lists[p.cohort[person], m, T.LODGED] += 1
        t.lists[p.cohort[person], m, T.LODGED_WRONG] += c.unjust[person] & (1 << m) != 0
        if c.watch[person]:
            N.note(c, day, N.LODGED, person, 0, 0, 0, 0, 0, m, day + r.appeal_wait[m], 0, 0)
