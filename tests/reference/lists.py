"""Phase 7: exits, entries and appeals, for each enrolled person, ledger and list.

Here lives being on a list and getting off it. Never here: what an entry does to a person, which is phase 8.
"""

from .arithmetic import happens

ACTUAL, NO_ERROR, NO_ASSOCIATION, SHADOW = range(4)
BELOW, AT_OR_ABOVE = 1, 2


def update(twin, day: int, settles: bool) -> list[tuple[int, int]]:
    """Returns the (person, list) entries of the actual ledger. The shadow goes first: a review asks what it does today."""
    entered = []
    for p in twin.people:
        if p.enrolled:
            entered += [(p.id, which) for which in person(twin, day, settles, p)]
        for ledger in range(4):
            twin.accounts[ledger][p.id].wanted.clear()
    return entered


def person(twin, day: int, settles: bool, p) -> list[int]:
    shadow_before = twin.accounts[SHADOW][p.id].lists
    shadow_enters: set[int] = set()
    entries: list[int] = []
    for ledger in (SHADOW, NO_ASSOCIATION, NO_ERROR, ACTUAL):
        for which in range(twin.L):
            barred = leave(twin, day, p, ledger, which, shadow_before)
            wrong = not (shadow_before >> which & 1 or which in shadow_enters)
            if not barred and enter(twin, day, settles, p, ledger, which, wrong):
                if ledger == SHADOW:
                    shadow_enters.add(which)
                if ledger == ACTUAL:
                    entries.append(which)
            if ledger == ACTUAL:
                lodge(twin, day, p, which)
    return entries


def is_on(account, which: int) -> bool:
    return bool(account.lists >> which & 1)


# 1. Exits

def leave(twin, day: int, p, ledger: int, which: int, shadow_before: int) -> bool:
    """Whether an appeal took the person off today, which bars any entry today."""
    account, state = twin.accounts[ledger][p.id], twin.states[p.id]
    if not is_on(account, which):
        return False
    why = way_out(twin, day, p, ledger, which, account, shadow_before)
    if why is None:
        return False
    account.lists &= ~(1 << which)
    account.until[which] = -1
    twin.emit("exit", day, ledger, which, p.id, why)
    if ledger == ACTUAL:
        state.lodged[which], state.appeal_due[which] = False, -1
        if why == "appeal":
            restore(twin, day, p, which)
    return why == "appeal"


def way_out(twin, day: int, p, ledger: int, which: int, account, shadow_before: int) -> str | None:
    r, state = twin.r, twin.states[p.id]
    if account.until[which] >= 0 and day >= account.until[which]:
        return "term"
    if happens(twin.chance.block(r.stream_duty[which], p.id, day)[0], r.list_duty[which]):
        return "duty"
    if meets(r.list_exit_mode[which], account.score, r.list_exit[which], at_or_above=1, below=2):
        return "recovered"
    if ledger == ACTUAL and state.appeal_due[which] == day:
        state.appeal_due[which] = -1
        wrongly = 0 if shadow_before >> which & 1 else 1
        if happens(twin.chance.block(r.stream_appeal[which], p.id, day)[1], r.appeal_chance[which][wrongly]):
            return "appeal"
        twin.emit("appeal refused", day, which, p.id)
    return None


def meets(mode: int, score: int, cut: int, at_or_above: int, below: int) -> bool:
    return (mode == at_or_above and score >= cut) or (mode == below and score < cut)


def restore(twin, day: int, p, which: int) -> None:
    r, state = twin.r, twin.states[p.id]
    state.grace[which] = day + r.list_grace[which]
    if r.appeal_restore[which] >= 1:
        account = twin.accounts[ACTUAL][p.id]
        account.dims = list(twin.accounts[NO_ERROR][p.id].dims)
        account.pending = [0] * twin.D
        account.score = twin.score(account)
    if r.appeal_restore[which] == 2:
        for history in state.histories[0]:
            history.clear()


# 2. Entries

def enter(twin, day: int, settles: bool, p, ledger: int, which: int, wrong: bool) -> bool:
    """Whether an entry happens. It is counted even when the term is 0 and the person is not on the list afterwards."""
    r, state, account = twin.r, twin.states[p.id], twin.accounts[ledger][p.id]
    wanted = which in account.wanted
    term = r.list_term[which]
    if is_on(account, which):
        if wanted and term >= 0:
            account.until[which] = max(account.until[which], day + term)
        return False
    if not p.allowed(r.list_allow[which]):
        return False
    if not wanted and not (settles and by_cutoff(twin, day, p, ledger, which)):
        return False
    if ledger == ACTUAL and happens(twin.chance.block(r.stream_review[which], p.id, day)[0], r.list_review[which][0 if wrong else 1]):
        state.grace[which] = day + r.list_grace[which]
        twin.emit("stopped", day, which, p.id)
        return False
    twin.emit("entry", day, ledger, which, p.id)
    if term != 0:
        account.lists |= 1 << which
        account.until[which] = day + term if term > 0 else -1
    if ledger == ACTUAL:
        state.entered[which], state.lodged[which], state.appeal_due[which] = day, False, -1
    return True


def by_cutoff(twin, day: int, p, ledger: int, which: int) -> bool:
    r, account = twin.r, twin.accounts[ledger][p.id]
    if ledger == ACTUAL and day < twin.states[p.id].grace[which]:
        return False
    return meets(r.list_mode[which], account.score, r.list_cut[which], at_or_above=AT_OR_ABOVE, below=BELOW)


# 3. Appeals

def lodge(twin, day: int, p, which: int) -> None:
    r, state = twin.r, twin.states[p.id]
    if not is_on(twin.accounts[ACTUAL][p.id], which) or state.entered[which] == day or state.lodged[which]:
        return
    if not (r.appeal_on[which] and p.aware and p.allowed(r.appeal_allow[which])):
        return
    if happens(twin.chance.block(r.stream_appeal[which], p.id, day)[0], r.appeal_hazard[which][p.cohort]):
        state.lodged[which], state.appeal_due[which] = True, day + r.appeal_wait[which]
        twin.emit("lodged", day, which, p.id)
