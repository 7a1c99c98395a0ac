"""Phases 1 to 4: an occasion arises, the person answers, a gate or a channel meets it, a record may come of it.

Here live occasions, requests, conduct and the making of records. Never here: points, which are phase 5.
"""

from .arithmetic import TICKS, alias, happens, index, wait
from .philox import stream

EXPRESSION, REQUEST = 3, 5
SUSPENDED, CONFINED = 1, 4
FOLLOW_UP = 2**31                     # added to the parent's ordinal in detection and in the order of records
MOST_PENDING = 8
COMMUNITY = 0xFFFFFFFF                # c1 of draws that belong to nobody
OCCASION, GRANT, FOLLOW = stream("occasion"), stream("grant"), stream("follow")


class Overflow(Exception):
    """A ninth follow-up is pending for one person: the run fails."""


class Record:
    """One record. `order` is its place among the records of a day; a false one has no actor."""

    def __init__(self, order: tuple, kind: int, channel: int, actor, target, wrong: bool) -> None:
        self.order, self.kind, self.channel, self.actor, self.target, self.wrong = order, kind, channel, actor, target, wrong
        self.side_a, self.side_b = True, actor is not None
        self.due = order[0]


def occasion(twin, p, day: int, time: int, ordinal: int, follow_kind: int | None) -> None:
    """One candidate (follow_kind None) or one follow-up (ordinal is its parent's)."""
    r, state = twin.r, twin.states[p.id]
    is_follow_up = follow_kind is not None
    if is_follow_up:
        kind, w3 = follow_kind, twin.chance.block(FOLLOW, p.id, ordinal)[3]
    else:
        _, w1, w2, w3 = twin.chance.block(OCCASION, p.id, ordinal)
        kind = own_kind(twin, p, w1, w2)
    number = ordinal + FOLLOW_UP if is_follow_up else ordinal
    twin.emit("candidate", day, p.id, number, kind)
    if day <= state.detained_until:
        twin.emit("detained", day, p.id, number, kind)
        return
    fear, hardship = min(15, (state.fear + twin.publicity) >> 8), min(15, state.hardship >> 8)
    row = p.z + len(r.will) // r.tie_levels * state.tie_level
    cell = (row, twin.standing(p), fear, hardship, kind)
    ahead = happens(w3, look_up(r.will, cell))
    if twin.s.nature[kind] == EXPRESSION and not is_follow_up and r.tie_levels == 1:
        unruled = happens(w3, r.will0[p.z][kind])
        if unruled != ahead:
            twin.emit("emboldened" if ahead else "chilled", day, p.id, number, kind)
    if not ahead:
        return
    if twin.s.nature[kind] == REQUEST:
        request(twin, p, day, time, ordinal, number, kind)
    elif twin.s.nature[kind] == EXPRESSION and r.flags[twin.standing(p)] & SUSPENDED:
        twin.emit("silenced", day, p.id, number, kind)
    else:
        twin.emit("act", day, p.id, number, kind)
        state.acted |= bool(r.tie_kinds[kind])
        evaded = r.evade_channel[kind] if r.evades and happens(w3, look_up(r.evade, cell)) else -1
        if evaded >= 0 and r.seen_start[kind] < r.seen_start[kind + 1]:
            twin.emit("evaded", day, p.id, number, kind, evaded)
        conduct(twin, p, day, time, number, kind, evaded)


def look_up(table, cell):
    for i in cell:
        table = table[i]
    return table


def own_kind(twin, p, w1: int, w2: int) -> int:
    """The group by the thresholds, then the kind by the group's alias row."""
    s = twin.s
    g = next((g for g in range(5) if w1 < p.thresholds[g]), 5)
    first, end = s.group_start[g], s.group_start[g + 1]
    variant = s.variant[twin.region]
    cut, other = s.kind_cut[variant][p.stratum], s.kind_other[variant][p.stratum]
    return first + alias(w2, cut[first:end], other[first:end])


# Phase 3: requests meet gates

def request(twin, p, day: int, time: int, ordinal: int, number: int, kind: int) -> None:
    s, r, state = twin.s, twin.r, twin.states[p.id]
    w = twin.chance.block(GRANT, p.id, number)[0]
    base = happens(w, s.grant[p.stratum][kind])
    standing = twin.standing(p)
    if gate_denies(twin, p, kind, 0):
        if base:
            twin.emit("denied", day, p.id, number, kind)
            state.denial_hardship += s.denial_hardship[kind]
        else:
            twin.emit("refused", day, p.id, number, kind)
        return
    if not base and not happens(w, r.boost[standing][kind]):
        twin.emit("refused", day, p.id, number, kind)
        return
    if not base:
        twin.emit("privileged", day, p.id, number, kind)
    yuan = max(0, s.cost_yuan[kind] - r.save_yuan[standing][kind])
    minutes = max(0, s.cost_minutes[kind] - r.save_minutes[standing][kind])
    twin.emit("granted", day, p.id, number, kind, yuan, minutes)
    if s.follow[kind] >= 0:
        if len(state.follow_ups) == MOST_PENDING:
            raise Overflow(p.id, day)
        state.follow_ups.append((time + s.follow_delay[kind], ordinal, s.follow[kind]))


def own_gate(twin, p, kind: int, ledger: int) -> bool:
    """Whether the person's own standing in a ledger denies."""
    r, standing = twin.r, twin.standing(p, ledger)
    return bool(r.deny[standing][kind] or (twin.s.travel[kind] and r.flags[standing] & CONFINED))


def gate_denies(twin, p, kind: int, ledger: int) -> bool:
    """... or the lists of others in the household do."""
    return own_gate(twin, p, kind, ledger) or any(twin.r.household_deny[kind] & twin.accounts[ledger][q].lists for q in twin.others(p))


# Phase 4: detection, errors, review

def conduct(twin, p, day: int, time: int, number: int, kind: int, evaded: int) -> None:
    """Asks the channels of the kind in order; the first hit makes the one record."""
    r = twin.r
    for c in r.seen[r.seen_start[kind]:r.seen_start[kind + 1]]:
        if c == evaded:
            continue
        words = twin.chance.block(r.stream_detect[c], p.id, number)
        if happens(words[0], r.hit[twin.region][p.urban][p.detection_class][c][kind]):
            if (c, p.id, number) in twin.muted:
                return
            target = target_of(twin, p, c, words)
            record = Record((day, 0, time, p.id, number), kind, c, p.id, target, wrong=target != p.id)
            review(twin, day, record, words[3])
            return


def target_of(twin, p, c: int, words) -> int:
    if not happens(words[1], twin.r.wrong[c][p.detection_class]):
        return p.id
    community = twin.r.wrong_among[c] == 1
    those = [q.id for q in twin.people if q.id != p.id and (community or q.look == p.look)]
    return those[index(words[2], len(those))] if those else p.id


def review(twin, day: int, record: Record, w: int) -> None:
    """A dropped wrong record still stands against its true actor in the ledgers without error."""
    drop_wrong, drop_right, share = twin.r.review[record.channel]
    truth = "false" if record.actor is None else "wrong" if record.wrong else "right"
    what = (record.kind, record.channel, -1 if record.actor is None else record.actor, record.target)
    twin.emit("record", day, *what, truth)
    twin.emit("made", day, record.channel, what[2], record.order[-1])
    if happens(w, drop_wrong if record.wrong else drop_right):
        twin.emit("dropped", day, *what, truth)
        record.side_a = False
        record.side_b = record.side_b and record.wrong
    elif happens(w, share):
        twin.emit("waits", day, *what, truth)
        record.due = day + twin.r.review_delay[record.channel]
    if record.side_a:
        twin.emit("stands", day, record.target)
    twin.records.append(record)


def false_records(twin, day: int) -> None:
    """Candidates for conduct that never happened, per channel, in order of time; the clock of a channel starts at 0."""
    r, s, n = twin.r, twin.s, twin.n
    scale = max(1, s.false_wait // (65536 * n))
    for c in range(len(r.false_on)):
        if not r.false_on[c]:
            continue
        number = r.stream_false[c]
        if number not in twin.false_clock:
            twin.false_clock[number] = (wait(twin.chance.block(number, COMMUNITY, 0)[0], scale), 1)
        time, ordinal = twin.false_clock[number]
        while time < TICKS * (day + 1):
            words = twin.chance.block(number, COMMUNITY, ordinal)
            if time >= TICKS * day:                  # earlier ones fell while the channel was not in use
                false_candidate(twin, day, c, time, ordinal, words)
            time, ordinal = time + wait(words[0], scale), ordinal + 1
        twin.false_clock[number] = (time, ordinal)


def false_candidate(twin, day: int, c: int, time: int, ordinal: int, words) -> None:
    r = twin.r
    target = twin.people[index(words[1], twin.n)]
    if happens(words[2], r.false_keep[c][target.detection_class]) and (c, -1, ordinal) not in twin.muted:
        kind = alias(words[3], r.false_cut[c], r.false_other[c])
        record = Record((day, 1, time, c, ordinal), kind, c, None, target.id, wrong=True)
        review(twin, day, record, twin.chance.block(r.stream_false_review[c], COMMUNITY, ordinal)[0])
