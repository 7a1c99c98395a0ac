"""Standing by hand."""

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import standing


def test_tiers_by_hand(live, society):
    tables = standing.fill(live(update="monthly"), society)
    assert tables["tier_cut"].tolist() == [-2**31, 400] and tables["tier_hyst"].tolist() == [0, 20] and tables["monthly"] == 1


@pytest.mark.parametrize("tiers", [[{"name": "a", "from": 1}], [{"name": "a"}, {"name": "b"}],
                                   [{"name": "a"}, {"name": "b", "from": 5}, {"name": "c", "from": 5}]])
def test_tiers_out_of_order(live, society, tiers):
    with pytest.raises(OstrakonError, match=r"tiers begin at"):
        standing.fill(live(tiers=tiers), society)


def test_lists_by_hand(live, society):
    lists = {"black": {"below": 300, "term_days": 730, "leaves_at": 450, "grace_days": 30, "where": {"age": "18+"},
                       "review": {"share": 0.5, "catches": 1.0}},
             "off": {"enabled": False, "below": 100},
             "red": {"colour": "red", "at_or_above": 900, "leaves_at": 850},
             "court": {"duty_per_year": 365.0}}
    tables = standing.fill(live(lists=lists), society)
    assert tables["list_red"].tolist() == [0, 1, 0]
    assert tables["list_mode"].tolist() == [1, 2, 0] and tables["list_cut"].tolist() == [300, 900, 0]
    assert tables["list_term"].tolist() == [730, -1, -1] and tables["list_grace"].tolist() == [30, 0, 0]
    assert tables["list_exit_mode"].tolist() == [1, 2, 0] and tables["list_exit"].tolist() == [450, 850, 0]
    assert tables["list_review"].tolist() == [[2**31, 0, 2**31], [0, 0, 0], [0, 0, 0]]
    assert tables["list_allow"][0, 2].sum() == 110 and tables["list_allow"][1].all()
    assert tables["list_duty"].tolist() == [0, 0, 2714937127]               # (1 - 1/e) x 2**32


def test_streams_differ_by_use(live, society):
    tables = standing.fill(live(lists={"black": {"below": 1}}), society)
    assert tables["stream_duty"][0] != tables["stream_review"][0]
