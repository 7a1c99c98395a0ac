"""Dated changes: which Program holds when and where, and what people carry across."""

from datetime import date

import pytest

from ostrakon.engine.live import Place, phases_here
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.schedule import day_of, schedule
from ostrakon.engine.simulate import simulate
from ostrakon.kernel.tallies import CH_LOST, DETAINED, LIST_DAYS, ON_AT_END, REACH_LOST, REMOVED_DAYS
from ostrakon.program import streams
from ostrakon.society import society_of
from ostrakon.spec.fit import Places
from ostrakon.spec.load import load_regime, load_society

SOCIETY = society_of(load_society("china-2020").model)
START = date(2020, 1, 1)
POINTS = "rules.jaywalking.points=-9"
MANY = ("channels.street_camera.sees.jaywalking=0.5", "lists.blacklist.below=725", "burn_in_days=0")


def phases(*overrides, days=100):
    read = load_regime("article-2018", overrides)
    return schedule(read.model, SOCIETY, START, days, Places()).phases


def amendments(*entries):
    return "amendments=[" + ", ".join(f"{{from: {day}, set: ['{text}']}}" for day, text in entries) + "]"


def points(phase):
    return int(phase.tables.rule_points[2, 0, 0])


def run(*overrides, days=60, people=3000):
    return simulate(Scenario("article-2018", people=people, days=days, community_size=500, overrides=MANY + overrides), seed=4)


def test_days_are_counted_from_the_start_and_earlier_dates_hold_from_the_start_on():
    assert [day_of(when, START) for when in ("2019-05-01", "2020-01-01", "2020-03-01")] == [0, 0, 60]


def test_amendments_add_up_in_order_of_date_and_hold_beside_the_rollout():
    found = phases(amendments(("2020-01-11", POINTS), ("2020-01-21", "rules.late_bill.points=-11")))
    assert [(p.day, p.amended, points(p), int(p.tables.rule_points[3, 0, 0])) for p in found] == [
        (0, False, -8, -10), (10, True, -9, -10), (20, True, -9, -11)]


def test_an_amendment_before_the_start_is_part_of_the_first_phase_and_one_after_the_end_is_none():
    found = phases(amendments(("2019-01-01", POINTS), ("2021-01-01", "rules.late_bill.points=-11")))
    assert [(p.day, points(p)) for p in found] == [(0, -9)]


def test_a_pilot_is_amended_where_it_holds_and_abolition_is_not_undone():
    change = amendments(("2020-01-11", POINTS), ("2020-02-10", "rules.jaywalking.points=-10"))
    program = compile_scenario(Scenario("article-2018", people=100, days=100, overrides=(
        "rollout=[{day: 0, share: 0.5}, {day: 20, regime: none}, {day: 60, regions: [Beijing]}]", change)), None, None)
    here = [[(p.day, p.abolition, None if p.abolition else points(p)) for p in phases_here(program, 3, Place(region, k, 50), streams())]
            for region in (0, 1) for k in range(40)]
    pilot, later = [(0, False, -8), (10, False, -9)], [(60, False, -10)]
    assert {str(h) for h in here} == {str(h) for h in (
        [*pilot, (20, True, None)], [(20, True, None)], [*pilot, (20, True, None), *later], [(20, True, None), *later])}


def test_an_amendment_that_sets_what_is_there_already_changes_no_count():
    assert run(amendments(("2020-01-21", "rules.jaywalking.points=-8"))).digest == run().digest


def test_an_amendment_from_the_first_day_is_the_regime_so_written():
    assert run(amendments(("2020-01-01", POINTS))).digest == run(POINTS).digest != run().digest


def test_a_channel_that_goes_off_records_nothing_more_and_all_before_is_the_same():
    whole, first = run(days=60), run(days=20)
    cut = run(amendments(("2020-01-21", "channels.street_camera=off")), days=60)
    seen = [int(r.total.chan[0, :CH_LOST].sum()) for r in (whole, first, cut)]
    assert seen[0] > seen[1] == seen[2] > 0


def listed(result):
    """Person-days on the blacklist, and people on it at the end."""
    return [int(result.total.lists[:, 0, what].sum()) for what in (LIST_DAYS, ON_AT_END)]


def test_a_list_that_goes_off_is_left_by_all_and_one_that_comes_on_is_entered():
    off = "lists.blacklist.enabled=false"
    closed = run(amendments(("2020-01-31", "lists.blacklist=off")))
    opened = run(off, amendments(("2020-01-31", "lists.blacklist.enabled=true")))
    early, always = run(days=30), run()
    assert listed(closed) == [listed(early)[0], 0] and listed(early)[0] > 0
    assert 0 < listed(opened)[0] < listed(always)[0] and listed(opened)[1] > 0


def test_abolition_lets_detention_run_out_and_gives_no_account_back():
    struck = ("consequences.no_account.detain_days=30",)
    kept, ended = (run(*struck, *more, days=70) for more in ((), ("rollout=[{day: 0, share: 1}, {day: 30, regime: none}]",)))
    weeks = ended.total.series[:, DETAINED]                    # running sums
    assert weeks[8] > weeks[4] > 0, "who was detained when it ended stays so"
    assert weeks[9] == weeks[8], "30 days later nobody is any more"
    before, people = run(*struck, days=30).total.people, ended.total.people
    assert people[:, REACH_LOST].sum() == before[:, REACH_LOST].sum() > 0, "what was removed is not given back, and nothing more is"
    gone = before[:, REMOVED_DAYS].sum()
    assert gone + 40 <= people[:, REMOVED_DAYS].sum() <= kept.total.people[:, REMOVED_DAYS].sum()


@pytest.mark.parametrize("when", ["2020-13-01", "tomorrow", "20200101"])
def test_what_is_no_date_is_refused(when):
    with pytest.raises(Exception, match="OST2006"):
        load_regime("article-2018", [f"amendments=[{{from: '{when}', set: ['{POINTS}']}}]"])
