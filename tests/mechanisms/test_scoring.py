"""Scoring by hand."""

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import scoring

CHANNELS = {"camera": {"context": "street", "sees": {"theft": 0.5}}, "books": {"context": "credit", "sees": {"late_bill": 1.0}}}
SCORES = {"dimensions": {"money": {"base": 10, "minimum": 0, "maximum": 20, "weight": 64, "recovery": {"points_per_month": 2}},
                         "manners": {"base": 50, "minimum": 0, "maximum": 100, "weight": 192, "base_by": {"quintile": {"q2": 60}},
                                     "recovery": {"yearly_factor": 0.5}}}}


def test_rules_by_hand(live, society):
    rules = {"a": {"kind": "theft", "dimension": "manners", "points": -5, "by_tier": {"high": -9}},
             "off": {"enabled": False, "kind": "theft", "points": -100},
             "b": {"kind": "late_bill", "channels": ["books"], "dimension": "money", "list": "black", "list_from": 3,
                   "repetition": {"window_days": 31, "points": [0, -1, -4]}}}
    tables = scoring.fill(live(channels=CHANNELS, rules=rules, scoring=SCORES, lists={"black": {}}), society)
    assert tables["rule_of"].tolist() == [[0, -1, -1, -1, -1, -1], [0, 1, -1, -1, -1, -1]]
    assert tables["rule_points"][0].tolist() == [[-5, -9]] * 8
    assert tables["rule_points"][1, :, 0].tolist() == [0, -1, -4, -4, -4, -4, -4, -4]
    assert tables["rule_dim"].tolist() == [1, 0] and tables["n_rep"] == 1
    assert tables["rule_rep"].tolist() == [-1, 0] and tables["rule_window"].tolist() == [0, 31]
    assert tables["rule_list"].tolist() == [-1, 0] and tables["rule_list_at"].tolist() == [1, 3]


def test_a_rule_reads_only_its_channels(live, society):
    tables = scoring.fill(live(channels=CHANNELS, rules={"a": {"kind": "theft", "channels": ["books"], "points": -1}}), society)
    assert tables["rule_of"][:, 0].tolist() == [-1, 0]


def test_dimensions_by_hand(live, society):
    tables = scoring.fill(live(scoring=SCORES), society)
    assert tables["dim_base"].tolist() == [[10, 10, 10, 10], [50, 60, 50, 60]]
    assert [tables[f"dim_{x}"].tolist() for x in ("min", "max", "weight")] == [[0, 0], [20, 100], [64, 192]]
    assert tables["recover_points"].tolist() == [2, 0] and tables["recover_factor"][0] == 65536
    assert (tables["recover_factor"][1] / 65536) ** 12 == pytest.approx(0.5, rel=1e-4)


def test_two_rules_for_one_record(live, society):
    rules = {"a": {"kind": "theft", "points": -1}, "b": {"kind": "theft", "channels": ["camera"], "points": -2}}
    with pytest.raises(OstrakonError, match=r"rules 'a' and 'b' score the same record of theft"):
        scoring.rule_of(live(channels=CHANNELS, rules=rules), society)


def test_a_rule_must_say_where(live, society):
    with pytest.raises(OstrakonError, match=r"rules.a names no dimension"):
        scoring.fill(live(scoring=SCORES, rules={"a": {"kind": "theft"}}), society)


def test_unused_rules_score_nothing(live, society):
    assert (scoring.rule_of(live(channels=CHANNELS), society) == np.full((2, 6), -1)).all()
