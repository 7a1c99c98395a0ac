"""Association by hand."""

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import association

RULES = {"a": {"kind": "theft", "points": -8, "spillover": {"household": 0.5, "close": {"fixed": -3}}},
         "b": {"kind": "charity", "points": 8, "spillover": {"wider": 0.01}}}


def test_by_hand(live):
    tables = association.fill(live(rules=RULES, association={"company": {"dimension": "score", "of": "all", "weight": 0.125}}))
    assert tables["spill_mode"].tolist() == [[1, 2, 0], [0, 0, 1]]
    assert tables["spill"].tolist() == [[128, -3, 0], [0, 0, 3]]           # 0.01 x 256 = 2.56
    assert (tables["company_dim"], tables["company_weight"], tables["company_of"]) == (0, 32, 1)


def test_off(live):
    tables = association.fill(live(rules=RULES, association={"spillover": False}))
    assert not tables["spill_mode"].any() and not tables["spill"].any() and tables["company_dim"] == -1


def test_a_share_that_would_vanish(live):
    with pytest.raises(OstrakonError, match=r"OST4002.*rules.a.spillover.close"):
        association.fill(live(rules={"a": {"kind": "theft", "spillover": {"close": 0.001}}}))
