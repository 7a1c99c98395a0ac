"""Phase 8: what entering a tier or a list does, in the actual ledger: fines, detention, fear, publicity, cut ties.

Here lives what holds from tomorrow. Ties read here are those of the end of yesterday. Never here: tallies.
"""

from .arithmetic import happens

MOST = 4095                                   # of fear, hardship and publicity


def apply(twin, day: int, tiers_before: list[int], listed: list[tuple[int, int]]) -> None:
    """`listed` are today's (person, list) entries."""
    entries = 0
    cuts: list[tuple[tuple[int, int], object]] = []
    for p in twin.people:
        entities = [twin.T + which for person, which in listed if person == p.id]
        tier = twin.accounts[0][p.id].tier
        if tier < tiers_before[p.id]:
            entities.append(tier)
        for e in entities:
            entries += entity(twin, day, p, e)
        for e in entities:
            if e >= twin.T:
                cuts += ostracism(twin, day, p, e - twin.T)
    hold_cuts(twin, cuts)
    denials_and_caps(twin, entries)
    if (day + 1) % 7 == 0:
        decay(twin)


def entity(twin, day: int, p, e: int) -> int:
    """The consequences of one entity for one person; 1 when the entry is made public."""
    s, r, state = twin.s, twin.r, twin.states[p.id]
    state.hardship += r.fine[e] * 256 // s.yuan_per_level
    if r.fine[e] > 0:
        twin.emit("fined", day, p.id, e, r.fine[e])
    if r.detain[e] > 0:
        until = max(state.detained_until, day + r.detain[e])
        twin.emit("held", day, p.id, until - max(state.detained_until, day))
        state.detained_until = until
    if r.sanctions[e]:
        twin.emit("sanctioned", day, p.id, e)
        state.fear += s.fear[0]
        for q in twin.others(p):
            twin.states[q].fear += s.fear[1]
        for q in twin.active(p, 0):
            twin.states[q].fear += s.fear[2]
    if r.removes[e] and not state.removed:
        state.removed = True
        twin.emit("removed", day, p.id, p.reach)
    return 1 if r.publicised[e] else 0


def ostracism(twin, day: int, p, which: int) -> list:
    """The ties that entering a list cuts, each with its cause: for good, or while this person stays listed."""
    r, out = twin.r, []
    for q in twin.active(p, 0) + twin.active(p, 1):
        low, high = min(p.id, q), max(p.id, q)
        w = twin.chance.block(r.stream_ostracism[which], low + day % 4096 * 2**20, high + day // 4096 * 2**20)[0]
        if happens(w, r.ostracism[which]):
            out.append(((low, high), "ever" if r.ostracism_ever[which] else p.id))
            twin.emit("cut", day, low, high, which, p.id)
    return out


def hold_cuts(twin, cuts) -> None:
    """Adds today's causes, then lifts those of people who are on no list that ostracises for the listing only."""
    for pair, cause in cuts:
        twin.cuts.setdefault(pair, set()).add(cause)
    shunned = sum(1 << which for which in range(twin.L) if twin.r.ostracism[which] > 0 and not twin.r.ostracism_ever[which])
    for causes in twin.cuts.values():
        for cause in [c for c in causes if c != "ever"]:
            if not twin.accounts[0][cause].lists & shunned:
                causes.remove(cause)


def denials_and_caps(twin, entries: int) -> None:
    for state in twin.states:
        state.hardship = min(MOST, state.hardship + state.denial_hardship)
        state.denial_hardship = 0
        state.fear = min(MOST, state.fear)
    twin.publicity = min(MOST, twin.publicity + twin.s.fear[3] * entries * 8192 // twin.n)


def decay(twin) -> None:
    fear, hardship, publicity = twin.s.decay
    for state in twin.states:
        state.fear = state.fear * fear >> 16
        state.hardship = state.hardship * hardship >> 16
    twin.publicity = twin.publicity * publicity >> 16
