"""Phases 2 and 3: the choice, and requests at their gates. Acts that a channel may see are handed on to detection."""

import numpy as np

from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as N
from ostrakon.kernel.candidates import pack, unpack
from ostrakon.kernel.community import BITS, COHORT, FEAR, FREE, HARD, ODD, OK, PENDING, SOON, STANDING, TIER, TOO_MANY_FOLLOW_UPS, VOICE
from ostrakon.kernel.handle import fetch
from ostrakon.kernel.jit import device, helper
from ostrakon.kernel.rng import ALWAYS, blocks, draw, happens, sure, whole

U = np.uint64
EXPRESSION, REQUEST = 3, 5
ACT, ASK, SAYS, CARE = 1, 2, 4, 8   # State.fate of a kind: a channel sees it; a request; expression; always judged one by one (evasion)
# State.ever: listed, wrongly, denied, chilled, listed for expression only, listed with no unlawful act, recorded, sanctioned, denied for
# the family, denied wrongly, denied with no unlawful or contractual act
(E_LISTED, E_WRONG, E_DENIED, E_CHILLED, E_SPOKE, E_LAWFUL, E_RECORDED, E_SANCTIONED, E_FAMILY, E_DENIED_WRONGLY,
 E_DENIED_INNOCENT) = [1 << i for i in range(11)]
ALL_CARE = 0xFFFF               # whoever is watched is judged one by one, whatever the kind
UNLAWFUL_OR_CONTRACTUAL = 0b11
BY_STANDING, CONFINED, BY_FAMILY = 1, 2, 4       # why a gate denies
FOLLOWED = 1 << 31              # added to the parent's ordinal in the address of a follow-up
ACTED = 64                      # State.acted, above the natures: in this period, what ties may look at


@helper
def know_fates(s, r, c):
    """What a kind of occasion leads to under this regime."""
    last = c.says.size - 1
    c.says[last] = 0
    for kind in range(s.nature.size):
        fate = ASK if s.nature[kind] == REQUEST else (ACT if r.seen_start[kind + 1] > r.seen_start[kind] else 0)
        if s.nature[kind] == EXPRESSION:
            fate |= SAYS
            c.says[c.says[last]] = kind
            c.says[last] += 1
        if r.evades and r.evade_channel[kind] >= 0:
            fate |= CARE
        told = ACTED if r.tie_kinds[kind] and s.nature[kind] != REQUEST else 0
        c.fate[kind] = fate | (((1 << s.nature[kind]) | told) << 8)
    for voice in range(c.odd.shape[0]):
        for standing in range(c.odd.shape[1]):
            c.odd[voice, standing] = how_odd(r, c, voice, standing, 0, 0)


@helper
def how_odd(r, c, voice, standing, fear, hard):
    """The fates that need care in this place."""
    odd = r.flags[standing] & 1 != 0
    for j in range(c.says[c.says.size - 1] if r.tie_levels == 1 else 0):
        kind = c.says[j]
        odd |= r.will[voice, standing, fear, hard, kind] != r.will0[voice, kind]
    return CARE | SAYS if odd else CARE


@helper
def know_place(r, c, person):
    """Where the person's chances stand, and whether care is needed for what the person says: it is anything but as under ``none``.

    Asked when fear, hardship, publicity or standing change, which is much rarer than a choice.
    """
    standing, voice = np.int64(c.mood[person, STANDING]), np.int64(c.mood[person, VOICE])
    fear, hard = min(15, (np.int64(c.feel[person, FEAR]) + c.publicity[0]) >> 8), min(15, np.int64(c.feel[person, HARD]) >> 8)
    c.row[person, 0] = ((((voice * r.flags.size + standing) << 8) | (fear << 4) | hard)) * r.will0.shape[1]
    odd = np.int64(c.odd[voice, standing]) if fear | hard == 0 else how_odd(r, c, voice, standing, fear, hard)
    c.mood[person, ODD] = ALL_CARE if c.watch[person] else odd


@helper
def occasions(s, r, p, c, t, seed, place, day, streams):
    """Today's candidates, then the follow-ups due; returns how many acts a channel may see, and a status."""
    acts, asked, careful = most_candidates(r, c, day)
    entries, start = c.calendar[day - c.stretch[0]], day << 10
    for j in range(asked):
        c.ask[j, 0], c.ask[j, 1] = entries[c.asking[j], 0], entries[c.asking[j], 1]
    for j in range(careful):
        person, kind, now, number, word = unpack(entries[c.careful[j]])
        acts, asked = choose(s, r, p, c, t, day, person, kind, now, number, word, False, acts, asked)
    status = requests(s, r, p, c, t, seed, place, start, streams, asked)
    if status == OK and c.f_count[0] > 0:
        acts, asked = follow_ups(s, r, p, c, t, seed, place, day, streams, acts)
        status = requests(s, r, p, c, t, seed, place, start, streams, asked)
    return acts, status


@helper
def most_candidates(r, c, day):
    """``choose`` for all of today's candidates that need no care, without a branch: which way they go cannot be predicted.

    Care is needed by the detained, where evasion is possible, and where expression may be chilled, emboldened or stopped.
    """
    today = day - c.stretch[0]
    entries = c.calendar[today]
    will, went = r.will.reshape(r.will.size), c.went
    fates, acted, rows, moods, act, asking, apart = c.fate, c.acted, c.row, c.mood, c.act, c.asking, c.careful
    kinds, total = r.will0.shape[1], c.filled[today]
    acts = asked = careful = 0
    for e in range(total):
        fetch(moods, entries[e + SOON, 0] & 0xFFFFFF)
        a, b = entries[e, 0], entries[e, 1]
        person, kind = a & 0xFFFFFF, (a >> 24) & 0xFF
        mood = moods[person]
        fate = np.int64(fates[kind])
        plain = (fate & np.int64(mood[ODD]) == 0) & (np.int64(mood[FREE]) <= day)
        goes = ((b & ALWAYS) < np.int64(will[np.int64(rows[person, 0]) + kind])) & plain           # the word is ``sure``
        count = np.int64(mood[COHORT]) * kinds + kind
        went[count] += np.int64(plain) + (np.int64(goes) << 32)
        acted[person] |= np.int64(goes) * (fate >> 8)
        act[acts, 0], act[acts, 1] = a, b
        asking[asked] = apart[careful] = e
        acts += goes & (fate & ACT != 0)
        asked += goes & (fate & ASK != 0)
        careful += not plain
    return as_under_none(r, c, day, entries, acts, asked, careful)


@helper
def as_under_none(r, c, day, entries, acts, asked, careful):
    """What somebody of whom care is needed says goes as under ``none`` all the same, unless the word falls between both chances or a gate
    may stop it: counted as the others are, and only the rest is left to ``choose``."""
    will, will0, went = r.will.reshape(r.will.size), r.will0, c.went
    fates, acted, rows, moods, act, asking, apart, kinds = c.fate, c.acted, c.row, c.mood, c.act, c.asking, c.careful, r.will0.shape[1]
    rest = 0
    for j in range(careful):
        e = np.int64(apart[j])
        a, b = entries[e, 0], entries[e, 1]
        person, kind = a & 0xFFFFFF, (a >> 24) & 0xFF
        mood = moods[person]
        fate, word = np.int64(fates[kind]), b & ALWAYS
        goes = word < np.int64(will[np.int64(rows[person, 0]) + kind])
        would = word < np.int64(will0[np.int64(mood[VOICE]), kind])
        plain = ((goes == would) & (fate & CARE == 0) & (np.int64(mood[FREE]) <= day) & (r.flags[np.int64(mood[STANDING])] & 1 == 0)
                 & (np.int64(mood[ODD]) != ALL_CARE))
        goes = goes & plain
        went[np.int64(mood[COHORT]) * kinds + kind] += np.int64(plain) + (np.int64(goes) << 32)
        acted[person] |= np.int64(goes) * (fate >> 8)
        act[acts, 0], act[acts, 1] = a, b
        asking[asked] = apart[rest] = e
        acts += goes & (fate & ACT != 0)
        asked += goes & (fate & ASK != 0)
        rest += not plain
    return acts, asked, rest


@helper
def count_most(c, t):
    """What ``most_candidates`` has counted goes to the tallies."""
    flow, went = t.flow.reshape(T.FLOWS, t.flow.shape[1] * t.flow.shape[2]), c.went
    for j in range(went.size):
        flow[T.CANDIDATES, j] += went[j] & ALWAYS
        flow[T.WENT, j] += went[j] >> 32
        went[j] = 0


@helper
def follow_ups(s, r, p, c, t, seed, place, day, streams, acts):
    """Occasions that an earlier granted request brings today; they stop being pending."""
    c0 = place[0] * 1048576 + place[1]
    end = (day + 1) << 10
    asked = 0
    i = 0
    while i < c.f_count[0]:
        person, now, number, kind = c.follow[i, 0], c.follow[i, 1], c.follow[i, 2], c.follow[i, 3]
        if now >= end:
            i += 1
            continue
        _, _, _, word = draw(U(seed), c0, person, number, streams[5])
        c.f_count[0] -= 1
        c.f_mine[person] -= 1
        for j in range(4):
            c.follow[i, j] = c.follow[c.f_count[0], j]
        acts, asked = choose(s, r, p, c, t, day, person, kind, now, number | FOLLOWED, sure(word), True, acts, asked)
    return acts, asked


@helper
def choose(s, r, p, c, t, day, person, kind, now, number, word, followed, acts, asked):
    """Does the person go ahead? An act goes to detection, a request to its gate, silence nowhere."""
    cohort = p.cohort[person]
    t.flow[T.CANDIDATES, cohort, kind] += 1
    watched = c.watch[person] != 0
    if day < c.mood[person, FREE]:
        t.flow[T.DETAINED, cohort, kind] += 1
        if watched:
            N.note(c, day, N.OCCASION, person, kind, number, 0, 0, N.DETAINED, now, 0, np.int64(c.mood[person, STANDING]), -1)
        return acts, asked
    standing, voice = np.int64(c.mood[person, STANDING]), np.int64(c.mood[person, VOICE])
    fear, hard = min(15, (np.int64(c.feel[person, FEAR]) + c.publicity[0]) >> 8), min(15, np.int64(c.feel[person, HARD]) >> 8)
    goes = happens(word, np.int64(r.will[voice, standing, fear, hard, kind]))
    nature = s.nature[kind]
    answer = N.AHEAD if goes else N.NOT_AHEAD
    if nature == EXPRESSION and not followed and r.tie_levels == 1:
        would = happens(word, np.int64(r.will0[voice, kind]))
        if would and not goes:
            t.flow[T.CHILLED, cohort, kind] += 1
            c.ever[person] |= E_CHILLED
            c.silent[person] += 1
            answer = N.CHILLED
        if goes and not would:
            t.flow[T.EMBOLDENED, cohort, kind] += 1
            answer = N.EMBOLDENED
    silenced = goes and nature == EXPRESSION and r.flags[standing] & 1
    evades = r.evades and r.evade_channel[kind] >= 0 and nature != REQUEST and happens(
        word, np.int64(r.evade[voice, standing, fear, hard, kind]))
    if watched:
        N.note(c, day, N.OCCASION, person, kind, number, 0, 0, N.SILENCED if silenced else answer, now,
               fear + 16 * hard + 256 * (voice // (r.will.shape[0] // r.tie_levels)), standing,
               r.evade_channel[kind] if goes and evades and not silenced else -1)
    if not goes:
        return acts, asked
    t.flow[T.WENT, cohort, kind] += 1
    if nature == REQUEST:
        c.ask[asked, 0], c.ask[asked, 1] = pack(person, kind, now), number << 32
        return acts, asked + 1
    if silenced:
        t.flow[T.SILENCED, cohort, kind] += 1
        return acts, asked
    c.acted[person] |= np.int64(c.fate[kind]) >> 8
    at, last = r.seen_start[kind], r.seen_start[kind + 1]
    if at == last:
        return acts, asked
    evaded = 0
    if evades:
        evaded = r.evade_channel[kind] + 1
        t.flow[T.EVADED, cohort, kind] += 1
        if r.seen[at] == evaded - 1:
            at += 1
            if at == last:
                return acts, asked
    c.act[acts, 0], c.act[acts, 1] = pack(person, kind, now) | (evaded << 56) | ((at - r.seen_start[kind]) << 48), number << 32
    return acts + 1, asked


@helper
def requests(s, r, p, c, t, seed, place, start, streams, asked):
    """Each request of the day at its gate."""
    for i in range(asked):
        c.b_who[i], _, _, c.b_number[i], _ = unpack(c.ask[i])
    blocks(U(seed), place[0] * 1048576 + place[1], c.b_who, c.b_number, streams[4], c.w0, c.w1, c.w2, c.w3, whole(asked))
    for i in range(asked):
        person, kind, now, number, _ = unpack(c.ask[i])
        status = gate(s, r, p, c, t, start >> 10, person, kind, start + now, number, np.int64(c.w0[i]))
        if status != OK:
            return status
    return OK


@device
def gate(s, r, p, c, t, day, person, kind, now, number, word):
    """Granted, refused as under ``none``, or denied: what the same word would have granted under ``none``."""
    cohort = p.cohort[person]
    standing = np.int64(c.mood[person, STANDING])
    base = happens(word, s.grant[p.stratum[person], kind])
    why = closed_to(s, r, standing, kind) | (BY_FAMILY if r.household_deny[kind] & c.home_bits[person] else 0)
    watched = c.watch[person] != 0
    if why:
        told = deny(s, r, p, c, t, person, kind, why) if base else 0
        t.flow[T.REFUSED, cohort, kind] += not base
        if watched:
            N.note(c, day, N.REQUEST, person, kind, number, 0, 0, N.DENIED if base else N.REFUSED, why, 0, 0, told)
        return OK
    boosted = not base and happens(word, np.int64(r.boost[standing, kind]))
    if not base and not boosted:
        t.flow[T.REFUSED, cohort, kind] += 1
        if watched:
            N.note(c, day, N.REQUEST, person, kind, number, 0, 0, N.REFUSED, 0, 0, 0, 0)
        return OK
    t.flow[T.BOOSTED, cohort, kind] += boosted
    t.flow[T.GRANTED, cohort, kind] += 1
    top = c.mark[person, TIER] == r.tier_cut.size - 1
    if top:
        t.flow[T.GRANTED_TOP, cohort, kind] += 1
    yuan, minutes = max(0, s.cost_yuan[kind] - r.save_yuan[standing, kind]), max(0, s.cost_minutes[kind] - r.save_minutes[standing, kind])
    t.flow[T.YUAN, cohort, kind] += yuan
    t.flow[T.MINUTES, cohort, kind] += minutes
    if watched:
        N.note(c, day, N.REQUEST, person, kind, number, 0, 0, N.PRIVILEGED if boosted else N.GRANTED, 0, yuan, minutes, 4 if top else 0)
    if s.follow[kind] >= 0:
        return bring(s, c, person, kind, now, number & (FOLLOWED - 1))
    return OK


@device
def closed_to(s, r, standing, kind):
    """Why a gate denies this kind to this standing: bits BY_STANDING, CONFINED; 0: it does not."""
    return (BY_STANDING if r.deny[standing, kind] else 0) | (CONFINED if s.travel[kind] == 1 and r.flags[standing] & 4 else 0)


@helper
def deny(s, r, p, c, t, person, kind, why):
    """A denial, judged by the shadow; returns 1 when wrongful, plus 2 when the person has done nothing unlawful or contractual."""
    cohort = p.cohort[person]
    shadow = (np.int64(c.mark[person, TIER + 3]) << r.list_red.size) | np.int64(c.mark[person, BITS + 3])
    wrongly = closed_to(s, r, shadow, kind) == 0
    if wrongly and r.household_deny[kind]:
        for other in range(p.home[person, 0], p.home[person, 1]):
            if other != person and r.household_deny[kind] & c.mark[other, BITS + 3]:
                wrongly = False
    innocent = c.acted[person] & UNLAWFUL_OR_CONTRACTUAL == 0
    t.flow[T.DENIED, cohort, kind] += 1
    t.flow[T.DENIED_WRONGLY, cohort, kind] += wrongly
    t.flow[T.DENIED_INNOCENT, cohort, kind] += innocent
    harder(c, person, s.denial_hardship[kind])
    c.ever[person] |= (E_DENIED | (E_DENIED_WRONGLY if wrongly else 0) | (E_DENIED_INNOCENT if innocent else 0)
                       | (E_FAMILY if why == BY_FAMILY else 0))
    c.denials[person] += 1
    return (1 if wrongly else 0) + (2 if innocent else 0)


@helper
def bring(s, c, person, kind, now, number):
    """A granted request brings an occasion of another kind after a delay."""
    if c.f_mine[person] == PENDING:
        return TOO_MANY_FOLLOW_UPS
    at = c.f_count[0]
    c.follow[at, 0], c.follow[at, 1], c.follow[at, 2], c.follow[at, 3] = person, now + s.follow_delay[kind], number, s.follow[kind]
    c.f_count[0] = at + 1
    c.f_mine[person] += 1
    return OK


@device
def harder(c, person, amount):
    """Hardship that is felt from tomorrow."""
    if c.hard_add[person] == 0 and amount > 0:
        n = c.score.shape[0]
        c.hard_list[c.hard_list[n]] = person
        c.hard_list[n] += 1
    c.hard_add[person] += amount
