"""Response laws of one's own, given with a scenario."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import OstrakonError
from ostrakon.kernel import tallies as k
from ostrakon.measures.chilled import MEASURES
from ostrakon.measures.labels import labels_of

PLAIN = Scenario("none", "harbour-town", people=400, days=60)
LOOKED = replace(PLAIN, society_overrides=("response.ties={of: all, kinds: [criticism], levels: 5}",))


def quiet(told):
    return 1.0 - told.of("expression")


def afraid_of_silence(told):
    return 1.0 - told.of("expression") * (np.arange(5.0) == 0)[:, None, None, None, None, None]


def went(scenario, nature):
    run = simulate(scenario, seed=3, workers=1)
    kinds = labels_of(run.program, run.program.society.cohorts, scenario.days).of_nature(nature)
    return int(run.total.flow[:, kinds, k.WENT].sum())


def test_a_law_of_ones_own_holds_without_a_regime_and_touches_its_kinds_alone():
    own = replace(PLAIN, laws={"quiet": quiet})
    assert went(own, "expression") == 0 < went(PLAIN, "expression")
    assert went(own, "unlawful") == went(PLAIN, "unlawful")


def test_who_speaks_only_when_others_do_never_begins():
    assert went(replace(LOOKED, laws={"mirror": afraid_of_silence}), "expression") == 0
    assert went(replace(LOOKED, laws={"same": lambda told: np.ones((5, 1, 1, 1, 1, 1))}), "expression") == went(PLAIN, "expression")


def test_it_shows_in_the_digest_by_what_it_gives():
    digests = [compile_scenario(replace(PLAIN, laws=laws)).digest for laws in ({}, {"one": lambda told: np.ones(1)}, {"quiet": quiet})]
    assert digests[0] == digests[1] != digests[2]


def test_a_program_can_be_sent_elsewhere_without_the_law():
    program = compile_scenario(replace(PLAIN, laws={"here": lambda told: np.ones(1)}))
    assert pickle.loads(pickle.dumps(program)).digest == program.digest


def test_chilled_is_not_judged_where_a_law_reads_ties():
    for scenario, why in ((PLAIN, ""), (LOOKED, ""), (replace(LOOKED, laws={"mirror": afraid_of_silence}), "a response law reads ties")):
        program = compile_scenario(scenario)
        names = labels_of(program, program.society.cohorts, 365)
        assert all(m.cannot(names).startswith(why) and bool(m.cannot(names)) == bool(why) for m in MEASURES)


def test_a_law_may_not_ask_above_the_ceiling():
    with pytest.raises(OstrakonError, match=r"OST4003.*'jaywalking'"):
        compile_scenario(replace(PLAIN, laws={"more": lambda told: 1.0 + told.of("unlawful")}))
