"""A society of two regions, four conducts, two requests, small enough that every table can be worked by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from ostrakon.mechanisms import Live
from ostrakon.spec.regime import Regime
from ostrakon.vocabulary import ATTRIBUTES, NATURES

KINDS = {"theft": "unlawful", "late_bill": "contractual", "criticism": "expression", "charity": "prosocial", "fly": "request",
         "hotel": "request"}


def grouping(**levels: dict[int, int]) -> np.ndarray:
    """[10,128]: attribute -> code -> contribution."""
    out = np.zeros((10, 128), np.int64)
    for attribute, by in levels.items():
        for code, value in by.items():
            out[ATTRIBUTES.index(attribute), code] = value
    return out


@pytest.fixture
def society():
    """North 300 people, half urban; south 100, all rural. Strata: sex x two quintile groups; cohorts: sex."""
    tables = SimpleNamespace(
        population=np.array([300, 100]), p_urban=np.array([2**31, 0]),
        strata_map=grouping(sex={1: 2}, quintile={1: 1}), cohort_map=grouping(sex={1: 1}), n_cohorts=2,
        rate=np.zeros((1, 4, 6), np.int64), nature=np.array([NATURES.index(n) for n in KINDS.values()]),
        travel=np.array([0, 0, 0, 0, 1, 0]))
    response = SimpleNamespace(laws=["indifferent"], boldness=[1.0, 0.5], fear_effect={}, deterrence=0.0, reward=0.0, hardship=0.0,
                               evasion={}, best_response=None, joining=None, ties=None)
    return SimpleNamespace(tables=tables, kinds=list(KINDS), ceilings=[1.0, 2.0, 1.0, 4.0, 1.0, 1.0],
                           rates=[1.0, 2.0, 4.0, 1.0, 1.0, 1.0], own_laws={}, classes=["plain", "blurred"],
                           codes={"region": ["north", "south"], "urban": ["rural", "urban"], "sex": ["male", "female"],
                                  "minority": ["han", "minority"], "education": ["low", "high"], "occupation": ["worker", "clerk"],
                                  "quintile": ["q1", "q2"], "internet": ["no", "yes"], "role": ["head", "other"]},
                           false_ceiling=0.5, response=response)


@pytest.fixture
def regime():
    """A factory: the smallest regime, with sections replaced."""
    def make(**sections):
        data = {"ostrakon": "regime/1", "id": "toy", "title": "Toy", "summary": "A toy.", "family": "study",
                "scoring": {"dimensions": {"score": {"base": 500, "minimum": 0, "maximum": 1000}}},
                "tiers": [{"name": "low"}, {"name": "high", "from": 400, "hysteresis": 20}]}
        return Regime.model_validate(data | sections)
    return make


@pytest.fixture
def live(regime):
    """A factory: the same regime, live."""
    return lambda **sections: Live(regime(**sections))
