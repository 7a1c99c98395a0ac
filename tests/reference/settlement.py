"""Phase 6: pending points are added, dimensions recover, company pulls, scores and tiers are taken anew.

Here lives what happens on a settlement day to the enrolled. Never here: lists.
"""

from .arithmetic import clamp, toward_zero

WITH_ASSOCIATION = (0, 1)


def settle(twin, day: int) -> None:
    enrolled = [p for p in twin.people if p.enrolled]
    for ledger in range(4):
        for p in enrolled:
            add_pending(twin, twin.accounts[ledger][p.id])
    if twin.month_first[day]:
        for ledger in range(4):
            for p in enrolled:
                recover(twin, p, twin.accounts[ledger][p.id])
        if twin.r.company_dim >= 0:
            for ledger in WITH_ASSOCIATION:
                keep_company(twin, ledger, enrolled)
    for ledger in range(4):
        for p in enrolled:
            account = twin.accounts[ledger][p.id]
            account.score = twin.score(account)
            take_tier(twin, day, ledger, p, account)


def add_pending(twin, account) -> None:
    for d in range(twin.D):
        account.dims[d] = clamp(account.dims[d] + account.pending[d], twin.r.dim_min[d], twin.r.dim_max[d])
        account.pending[d] = 0


def recover(twin, p, account) -> None:
    """Toward base by points, then by a factor on what distance is left."""
    r = twin.r
    for d in range(twin.D):
        base, most = r.dim_base[d][p.stratum], r.recover_points[d]
        v = account.dims[d]
        v += clamp(base - v, -most, most)
        account.dims[d] = base + toward_zero((v - base) * r.recover_factor[d], 65536)


def keep_company(twin, ledger: int, enrolled) -> None:
    """All read, then all write."""
    r, d = twin.r, twin.r.company_dim
    scores = {p.id: twin.score(twin.accounts[ledger][p.id]) for p in enrolled}
    moved = {}
    for p in enrolled:
        ties = twin.active(p, 0) + (twin.active(p, 1) if r.company_of == 1 else [])
        those = [scores[q] for q in ties if twin.people[q].enrolled]
        if those:
            v, mean = twin.accounts[ledger][p.id].dims[d], sum(those) // len(those)
            moved[p.id] = clamp(v + toward_zero((mean - v) * r.company_weight, 256), r.dim_min[d], r.dim_max[d])
    for person, v in moved.items():
        twin.accounts[ledger][person].dims[d] = v


def take_tier(twin, day: int, ledger: int, p, account) -> None:
    r, before = twin.r, account.tier
    while account.score < r.tier_cut[account.tier]:
        account.tier -= 1
    while account.tier + 1 < twin.T and account.score >= r.tier_cut[account.tier + 1] + r.tier_hyst[account.tier + 1]:
        account.tier += 1
    if account.tier != before:
        twin.emit("tier", day, ledger, p.id, before, account.tier)
