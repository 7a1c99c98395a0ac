"""A change of Program: what crosses by name, what lapses, who is left where.

Here lives the last paragraph of section 19. Never here: names; the caller has matched them and gives positions.
"""

from dataclasses import dataclass

from .arithmetic import plain


@dataclass(frozen=True)
class Crossing:
    """Positions matched by name; -1 where there is no such name. `erase` is abolition without keep_scores."""

    tier_to: tuple[int, ...]          # for each old tier, the new one
    list_from: tuple[int, ...]        # for each new list, the old one
    dim_from: tuple[int, ...]         # for each new dimension, the old one
    slot_from: tuple[int, ...]        # for each new repetition slot, the old one
    erase: bool = False


def change(twin, day: int, r, by: Crossing) -> None:
    """Puts the twin under the regime r before the occasions of the day."""
    for state in twin.states:
        cross_state(state, by)
    old_lists = [[account.lists for account in ledger] for ledger in twin.accounts]
    twin.records = []
    twin.use(plain(r))
    if twin.tally is not None:
        twin.tally.changed()
    for ledger in range(4):
        for p in twin.people:
            cross_account(twin, p, ledger, by)
            report_left(twin, day, ledger, p, old_lists[ledger][p.id], by)


def cross_state(state, by: Crossing) -> None:
    def crossed(values, nothing):
        return [nothing if old < 0 else values[old] for old in by.list_from]

    state.grace, state.lodged = crossed(state.grace, 0), crossed(state.lodged, False)
    state.appeal_due, state.entered = crossed(state.appeal_due, -1), crossed(state.entered, -1)
    state.histories = tuple([[] if old < 0 else side[old] for old in by.slot_from] for side in state.histories)


def cross_account(twin, p, ledger: int, by: Crossing) -> None:
    r, account = twin.r, twin.accounts[ledger][p.id]
    base = [row[p.stratum] for row in r.dim_base]
    kept = p.enrolled and not by.erase
    account.dims = [account.dims[old] if kept and old >= 0 else base[d] for d, old in enumerate(by.dim_from)]
    account.pending = [0] * twin.D
    account.score = twin.score(account)
    named = by.tier_to[account.tier] if p.enrolled else -1
    account.tier = named if named >= 0 else max(t for t in range(twin.T) if account.score >= r.tier_cut[t])
    on = [p.enrolled and old >= 0 and bool(account.lists >> old & 1) for old in by.list_from]
    account.until = [account.until[old] if here else -1 for here, old in zip(on, by.list_from, strict=True)]
    account.lists = sum(1 << which for which, here in enumerate(on) if here)
    if ledger == 0:
        state = twin.states[p.id]              # an appeal ends with its listing
        state.lodged = [lodged and here for lodged, here in zip(state.lodged, on, strict=True)]
        state.appeal_due = [due if here else -1 for due, here in zip(state.appeal_due, on, strict=True)]


def report_left(twin, day: int, ledger: int, p, old_lists: int, by: Crossing) -> None:
    """An exit for each list that did not cross; lists are numbered as under the old Program."""
    crossed = {old for which, old in enumerate(by.list_from) if old >= 0 and twin.accounts[ledger][p.id].lists >> which & 1}
    for which in range(old_lists.bit_length()):
        if old_lists >> which & 1 and which not in crossed:
            twin.emit("exit", day, ledger, which, p.id, "left")
