"""What is noted of everybody's life adds up to the tallies of the community, counter for counter."""

import numpy as np
import pytest

from ostrakon.engine.live import Place, live_community
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import digest_of
from ostrakon.kernel import tallies as T
from ostrakon.kernel import trace as n
from ostrakon.lives.relive import relive

# under a court list people appeal, perform and leave; under the article's regime they spill, drift and are cut off
CASES = [("article-2018", 800, 300, ()), ("court-list", 800, 400, ()), ("rongcheng", 600, 200, ()),
         ("article-2018", 500, 200, ("channels.street_camera.review={share: 0.5, catches: 0.5, errs: 0.1, delay_days: 3}",
                                     "scope.share=0.7", "rollout+={day: 120, regime: none}")),
         ("fraud-finder-michigan", 800, 200, ())]
IDS = [f"{name}{'+' * bool(changes)}" for name, _, _, changes in CASES]


@pytest.fixture(scope="module", params=CASES, ids=IDS)
def lived(request):
    """A community of which everybody was watched, its Program and the same lived by nobody's eyes."""
    name, people, days, changes = request.param
    scenario = Scenario(name, people=people, days=days, overrides=changes)
    program = compile_scenario(scenario)
    place = Place(int(np.argmax(program.society.tables.population)), 0, people)
    plain, _, _ = live_community(program, 7, place, days, scenario.month_first(program.burn_in))
    return relive(program, scenario, 7, place, None), plain


def test_a_life_that_is_watched_is_the_same_life(lived):
    watched, plain = lived
    assert digest_of(watched.tallies) == digest_of(plain)


def test_one_person_watched_alone_has_the_same_events(lived):
    watched, _ = lived
    busiest = int(np.bincount(watched.events[:, n.PERSON]).argmax())
    alone = relive(watched.program, watched.scenario, 7, watched.place, (busiest,))
    assert digest_of(alone.tallies) == digest_of(watched.tallies)
    about = (watched.events[:, n.PERSON] == busiest) | ((watched.events[:, n.WHAT] == n.RECORD) & (watched.events[:, n.OTHER] == busiest))
    ours, theirs = (sorted(map(tuple, x.tolist())) for x in (alone.events, watched.events[about]))
    assert ours == theirs


def counted(watched):
    """Flow [N,K,FLOWS], lists [N,L,LISTS], chan [C,CHANNELS] and a few counts of people from the events of tallied days."""
    e = watched.events[watched.events[:, n.DAY] >= watched.program.burn_in]
    t, cohort = watched.tallies, watched.people.cohort.astype(np.int64)
    nature = watched.program.society.tables.nature
    flow, lists, chan, people = (np.zeros_like(x) for x in (t.flow, t.lists, t.chan, t.people))

    def add(rows, *where):
        np.add.at(flow, (cohort[rows[:, n.PERSON]], rows[:, n.KIND], *where), 1)

    def of(what, **columns):
        rows = e[e[:, n.WHAT] == what]
        for name, value in columns.items():
            rows = rows[np.isin(rows[:, getattr(n, name)], value)]
        return rows

    add(of(n.OCCASION), T.CANDIDATES)
    for answer, counters in {n.DETAINED: [T.DETAINED], n.AHEAD: [T.WENT], n.CHILLED: [T.CHILLED], n.EMBOLDENED: [T.WENT, T.EMBOLDENED],
                             n.SILENCED: [T.WENT, T.SILENCED]}.items():
        for counter in counters:
            add(of(n.OCCASION, A=answer), counter)
    evaded = of(n.OCCASION)
    add(evaded[evaded[:, n.E] >= 0], T.EVADED)
    for answer, counters in {n.REFUSED: [T.REFUSED], n.GRANTED: [T.GRANTED], n.PRIVILEGED: [T.GRANTED, T.BOOSTED],
                             n.DENIED: [T.DENIED]}.items():
        for counter in counters:
            add(of(n.REQUEST, A=answer), counter)
    denied = of(n.REQUEST, A=n.DENIED)
    add(denied[denied[:, n.E] & 1 > 0], T.DENIED_WRONGLY)
    add(denied[denied[:, n.E] & 2 > 0], T.DENIED_INNOCENT)
    top = of(n.REQUEST)
    add(top[top[:, n.E] & 4 > 0], T.GRANTED_TOP)
    for column, counter in ((n.C, T.YUAN), (n.D, T.MINUTES)):
        np.add.at(flow, (cohort[top[:, n.PERSON]], top[:, n.KIND], counter), top[:, column])
    for truth, counter, of_channel in ((n.RIGHT, T.RECORD_RIGHT, T.CH_RIGHT), (n.WRONG, T.RECORD_WRONG, T.CH_WRONG),
                                       (n.FALSE, T.RECORD_FALSE, T.CH_FALSE)):
        kept = of(n.RECORD, A=truth, B=(n.KEPT, n.WAITS))
        add(kept, counter)
        np.add.at(chan, (kept[:, n.CHANNEL], of_channel), 1)
    for fate, counter, of_channel in ((n.DROPPED, T.DROPPED, T.CH_DROPPED), (n.OUT_OF_SCOPE, T.OUT_OF_SCOPE, T.CH_OUT_OF_SCOPE)):
        gone = of(n.RECORD, B=fate)
        add(gone, counter)
        np.add.at(chan, (gone[:, n.CHANNEL], of_channel), 1)
    for column, rows, gained, lost in (
            (n.B, of(n.POINTS, A=0), T.GAINED, T.LOST), (n.B, of(n.SPILL), T.SPILL_GAINED, T.SPILL_LOST),
            (n.B, of(n.POINTS, A=1), None, T.LOST_NO_ERROR), (n.C, of(n.POINTS, A=1), None, T.LOST_SHADOW),
            (n.C, of(n.SPILL), None, T.SPILL_LOST_NO_ERROR)):
        at = cohort[rows[:, n.PERSON]], rows[:, n.KIND]
        np.add.at(flow, (*at, lost), -np.minimum(rows[:, column], 0))
        if gained is not None:
            np.add.at(flow, (*at, gained), np.maximum(rows[:, column], 0))
            np.add.at(chan, (rows[:, n.CHANNEL], T.CH_LOST), -np.minimum(rows[:, column], 0))
    entry, out = of(n.ENTRY, A=0), of(n.EXIT, A=0, C=(n.TERM_OVER, n.DUTY, n.RECOVERED, n.APPEALED))
    at = cohort[entry[:, n.PERSON]], entry[:, n.B]
    np.add.at(lists, (*at, T.ENTRIES), 1)
    for bit, counter in enumerate((T.WRONGFUL, T.BY_ERROR, T.BY_ASSOCIATION, T.NO_UNLAWFUL, T.LAWFUL_ONLY, T.EXPRESSION_ONLY,
                                   T.NOTHING_OWN)):
        np.add.at(lists, (*at, counter), entry[:, n.E] >> bit & 1)
    np.add.at(lists, (cohort[out[:, n.PERSON]], out[:, n.B], T.EXIT_TERM + out[:, n.C]), 1)
    np.add.at(lists, (cohort[out[:, n.PERSON]], out[:, n.B], T.EXIT_DAYS), out[:, n.D])
    for what, counter in ((n.LODGED, T.LODGED), (n.STOPPED, T.STOPPED)):
        rows = of(what)
        np.add.at(lists, (cohort[rows[:, n.PERSON]], rows[:, n.B], counter), 1)
    decided = of(n.DECIDED)
    at = cohort[decided[:, n.PERSON]], decided[:, n.B]
    np.add.at(lists, (*at, T.APPEAL_DAYS), decided[:, n.D])
    for granted, counter in ((1, T.APPEAL_GRANTED), (0, T.APPEAL_REFUSED)):
        np.add.at(lists, (*at, counter), decided[:, n.C] == granted)
    struck = of(n.STRUCK)
    np.add.at(people, (cohort[struck[:, n.PERSON]], T.SANCTIONS), struck[:, n.D] & 1)
    np.add.at(people, (cohort[struck[:, n.PERSON]], T.FINES), struck[:, n.B])
    for rows, counter in ((struck[struck[:, n.D] & 1 > 0], T.SANCTIONED_EVER), (of(n.RECORD, B=(n.KEPT, n.WAITS)), T.RECORDED_EVER),
                          (denied, T.EVER_DENIED), (of(n.OCCASION, A=n.CHILLED), T.EVER_CHILLED)):
        np.add.at(people, (cohort[np.unique(rows[:, n.PERSON])], counter), 1)
    assert (nature[of(n.REQUEST)[:, n.KIND]] == 5).all()
    return flow, lists, chan, people


LISTS = [T.ENTRIES, T.WRONGFUL, T.BY_ERROR, T.BY_ASSOCIATION, T.NO_UNLAWFUL, T.LAWFUL_ONLY, T.EXPRESSION_ONLY, T.NOTHING_OWN, T.EXIT_TERM,
         T.EXIT_DUTY, T.EXIT_RECOVERED, T.EXIT_APPEAL, T.EXIT_DAYS, T.LODGED, T.STOPPED, T.APPEAL_DAYS, T.APPEAL_GRANTED, T.APPEAL_REFUSED]
PEOPLE = [T.SANCTIONS, T.FINES, T.SANCTIONED_EVER, T.RECORDED_EVER, T.EVER_DENIED, T.EVER_CHILLED]


def test_the_events_of_all_lives_add_up_to_the_tallies(lived):
    watched, plain = lived
    flow, lists, chan, people = counted(watched)
    for i in range(T.FLOWS):
        np.testing.assert_array_equal(flow[..., i], plain.flow[..., i], err_msg=T.FLOW_NAMES[i])
    np.testing.assert_array_equal(chan, plain.chan)
    np.testing.assert_array_equal(lists[..., LISTS], plain.lists[..., LISTS])
    np.testing.assert_array_equal(people[..., PEOPLE], plain.people[..., PEOPLE])


def test_too_little_room_is_noticed_and_made_up_for(lived):
    watched, _ = lived
    from ostrakon.kernel.community import Watch

    month_first = watched.scenario.month_first(watched.program.burn_in)
    _, _, state = live_community(watched.program, 7, watched.place, watched.scenario.days, month_first, watch=Watch(None, 10))
    assert int(state.n_trace[0]) == len(watched.events)
    np.testing.assert_array_equal(state.trace, watched.events[:10])
