"""A day. Phases 1 to 5 read the state of the end of yesterday; effects are summed, applied at settlement and hold from
tomorrow, so the order of persons never matters (docs/model.md, sections 11 and 19)."""

from ostrakon.kernel.candidates import look_ahead
from ostrakon.kernel.community import OK
from ostrakon.kernel.consequences import apply_consequences
from ostrakon.kernel.detection import detect, false_records
from ostrakon.kernel.jit import kernel
from ostrakon.kernel.lists import update_lists
from ostrakon.kernel.month import first_of_month, note_month
from ostrakon.kernel.observe import observe
from ostrakon.kernel.occasions import count_most, occasions
from ostrakon.kernel.scoring import charge, settle
from ostrakon.kernel.tie_levels import look_around


@kernel
def live(s, r, p, c, t, seed, place, days, month_first, streams, log):
    """Live a community from day days[0] to days[1], exclusive; returns a status (community.STATUS).

    place: region, community number. days: first, end, day 0 of the tallies, 1 when everybody is evaluated on the first day.
    """
    for day in range(days[0], days[1]):
        everybody = days[3] == 1 and day == days[0]
        settles = r.monthly == 0 or month_first[day]
        acts = 0
        status = look_ahead(s, p, c, seed, place, day, days[1], streams, log)            # 1
        if status == OK:
            acts, status = occasions(s, r, p, c, t, seed, place, day, streams)           # 2, 3
        if status == OK:
            status = detect(s, r, p, c, t, seed, place, day, acts)                       # 4
        if status == OK:
            status = false_records(s, r, p, c, t, seed, place, day, log)
        if status != OK:
            return status
        charge(s, r, p, c, t, day)                                                       # 5
        if settles:
            settle(s, r, p, c, t, day)                                                   # 6
        if month_first[day]:
            first_of_month(s, r, p, c)
            note_month(r, p, c, day)
        update_lists(s, r, p, c, t, seed, place, day, settles, everybody or month_first[day])   # 7
        apply_consequences(s, r, p, c, t, seed, place, day)                              # 8
        look_around(r, p, c, day)
        observe(s, r, p, c, t, day, days[2])                                             # 9
    count_most(c, t)
    return OK
