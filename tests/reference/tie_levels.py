"""The end of a period: what share of somebody's ties has acted in it, in levels (section 19).

Here live who is looked at and the rounding. Never here: what anybody makes of it, which stands in the tables.
"""

CLOSE, ALL, COMMUNITY = 1, 2, 3


def look_around(twin, day: int) -> None:
    r = twin.r
    if r.tie_levels == 1 or (day + 1) % r.tie_days != 0:
        return
    acted = {p.id for p in twin.people if twin.states[p.id].acted}
    for p in twin.people:
        those = looked_at(twin, p)
        twin.states[p.id].tie_level = len(acted.intersection(those)) * (r.tie_levels - 1) // len(those) if those else 0
    for state in twin.states:
        state.acted = False


def looked_at(twin, p) -> list[int]:
    if twin.r.tie_of == COMMUNITY:
        return [q.id for q in twin.people if q.id != p.id]
    return twin.active(p, 0) + (twin.active(p, 1) if twin.r.tie_of == ALL else [])
