"""The dossier lived again by hand arrives where the kernel did, and without some records where the kernel does without them."""

from dataclasses import replace

import numpy as np
import pytest

from ostrakon.engine.live import Place
from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.errors import OstrakonError
from ostrakon.kernel import trace as n
from ostrakon.lives.dossier import Dossier, Replay
from ostrakon.lives.relive import relive
from ostrakon.lives.why import explain

REGIMES = [("article-2018", 365, ()), ("court-list", 500, ()), ("rongcheng", 300, ()), ("suining-2010", 400, ()),
           ("article-2018", 300, ("redress+={blacklist: {hazard_per_year: 6, wait_days: 20, success_if_wrong: 0.9, restores: record}}",))]


@pytest.fixture(scope="module", params=REGIMES, ids=lambda r: r[0] + "+" * bool(r[2]))
def lived(request):
    name, days, changes = request.param
    scenario = Scenario(name, people=3000, days=days, overrides=changes)
    program = compile_scenario(scenario)
    place = Place(int(np.argmax(program.society.tables.population)), 0, 3000)
    return relive(program, scenario, 3, place, None)


def alone(lived, person):
    """The same community with the events of one person: nobody has to look for them among everybody's again."""
    return replace(lived, events=lived.events[lived.events[:, n.PERSON] == person])


def steps(lived, person):
    """Score by day, as the kernel noted it last: after settlements, firsts of months and appeals."""
    e, burn = lived.events, lived.program.burn_in
    rows = e[(e[:, n.PERSON] == person) & (e[:, n.WHAT] == n.SCORE) & (e[:, n.DAY] >= burn)
             & np.isin(e[:, n.E], (n.SETTLED, n.MONTH, n.RESTORED))]
    return {int(r[n.DAY]) - burn: int(r[n.A]) for r in rows}


def test_every_score_is_met_again(lived):
    scored = np.bincount(lived.events[lived.events[:, n.WHAT] == n.POINTS, n.PERSON], minlength=3000)
    some = [int(p) for p in np.argsort(-scored)[:60]] + [int(p) for p in np.flatnonzero(lived.state.ever & 1)[:40]]
    moved = 0
    for person in some:
        if not lived.state.enrolled[person]:
            continue
        mine = alone(lived, person)
        dossier, noted = Dossier(mine, person), steps(mine, person)
        replay = Replay(dossier, dossier.all()).run(lived.scenario.days - 1)
        days, now = sorted(replay.scores), None
        for day in range(lived.scenario.days):
            now = int(replay.scores[day][0]) if day in replay.scores else now
            if day in noted:
                assert now == noted[day], (person, day)
                moved += 1
        assert days[0] == 0
    assert moved > 100


def test_without_records_the_kernel_agrees_where_nobody_else_is_touched():
    """One rule, no spillover, no company, no fear: without a record a person's score is what the dossier says."""
    scenario = Scenario("article-2018", people=800, days=200,
                        overrides=("association.spillover=false", "association.company=off", "lists.blacklist=off",
                                   "lists.house_arrest=off"))
    program = compile_scenario(scenario)
    place = Place(int(np.argmax(program.society.tables.population)), 0, 800)
    lived = relive(program, scenario, 5, place, None)
    owed = np.bincount(lived.events[lived.events[:, n.WHAT] == n.POINTS, n.PERSON], minlength=800)
    tried = 0
    for person in map(int, np.argsort(-owed)[:5]):
        dossier = Dossier(lived, person)
        for record in range(0, len(dossier.keys), 3):
            kept = dossier.all()
            kept[0, record] = False
            replay = Replay(dossier, kept).run(199)
            again = relive(program, scenario, 5, place, (person,), (dossier.keys[record],))
            assert int(again.state.score[person, 0]) == int(replay.scores[max(replay.scores)][0])
            tried += 1
    assert tried > 10


def test_an_explanation_holds_and_none_of_it_can_be_spared(lived):
    listed = [int(p) for p in np.flatnonzero(lived.state.ever & 1)]
    held = tried = 0
    for person in listed[:12]:
        try:
            found = explain(lived, person)
        except OstrakonError as error:
            assert error.problems[0].code == "OST7104"
            continue
        tried += 1
        held += found.held is True
        assert found.reasons and all(r.day <= found.until for r in found.reasons)
        dossier = Dossier(lived, person)
        which = lived.program.lists.index(found.list)
        names = {(lived.program.channels.index(r.channel), r.number) for r in found.reasons}
        chosen = [i for i, (channel, _, number) in enumerate(dossier.keys) if (channel, number) in names]
        for spared in chosen:
            kept = dossier.all()
            kept[0, [i for i in chosen if i != spared]] = False
            if len(chosen) > 1:
                assert any(x[0] for x in Replay(dossier, kept).run(found.until, which).enters.values())
    assert tried == 0 or held > 0
    if lived.program.regime.list_red.size and len(listed) > 5:
        assert tried > 0
