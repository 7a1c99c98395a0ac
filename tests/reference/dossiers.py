"""Phase 5: records that fall due become points, wishes for a listing, and spillover.

Here lives what a rule does with a record. Never here: adding points to a dimension, which is the settlement's.
"""

from .arithmetic import toward_zero

ACTUAL, NO_ERROR, NO_ASSOCIATION, SHADOW = range(4)
NONE, SHARE, FIXED = range(3)


def fill(twin, day: int) -> None:
    due = sorted((record for record in twin.records if record.due <= day), key=lambda record: record.order)
    twin.records = [record for record in twin.records if record.due > day]
    for record in due:
        if record.side_a:
            if twin.people[record.target].enrolled:
                falls(twin, day, record, 0, twin.people[record.target])
            else:
                twin.emit("outside", day, record.kind, record.channel, -1 if record.actor is None else record.actor, record.target)
        if record.side_b and twin.people[record.actor].enrolled:
            falls(twin, day, record, 1, twin.people[record.actor])


def falls(twin, day: int, record, side: int, p) -> None:
    """One side of a record falls on p; the first ledger of a side is the one with association."""
    r = twin.r
    q = r.rule_of[record.channel][record.kind]
    if q < 0:
        return
    count = repetition(twin, day, q, side, p)
    if side == 0:
        twin.emit("rule", day, p.id, record.order[0])
    with_association, without = ((ACTUAL, NO_ASSOCIATION), (NO_ERROR, SHADOW))[side]
    for ledger in (with_association, without):
        account = twin.accounts[ledger][p.id]
        points = r.rule_points[q][min(count, 8) - 1][account.tier]
        add(twin, day, ledger, p.id, q, points, "own", record)
        if r.rule_list[q] >= 0 and count >= r.rule_list_at[q]:
            account.wanted.add(r.rule_list[q])
        if ledger == with_association:
            spill(twin, day, ledger, p, q, points, record)


def repetition(twin, day: int, q: int, side: int, p) -> int:
    slot = twin.r.rule_rep[q]
    if slot < 0:
        return 1
    history = twin.states[p.id].histories[side][slot]
    history.append(day)
    return sum(1 for e in history[-8:] if day - e < twin.r.rule_window[q])


def spill(twin, day: int, ledger: int, p, q: int, points: int, record) -> None:
    layers = (("household", twin.others(p)), ("close", twin.active(p, 0)), ("wide", twin.active(p, 1)))
    for (name, those), mode, amount in zip(layers, twin.r.spill_mode[q], twin.r.spill[q], strict=True):
        if mode == NONE:
            continue
        for other in those:
            if twin.people[other].enrolled:
                add(twin, day, ledger, other, q, toward_zero(points * amount, 256) if mode == SHARE else amount, name, record)


def add(twin, day: int, ledger: int, person: int, q: int, points: int, cause: str, record) -> None:
    dimension = twin.r.rule_dim[q]
    twin.accounts[ledger][person].pending[dimension] += points
    twin.emit("points", day, ledger, person, dimension, points, cause, record.kind, record.channel)
