"""Consequences by hand: two tiers, a black list (bit 0) and a red one (bit 1), so standing = tier x 4 + bits."""

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import consequences
from ostrakon.mechanisms.tables import CONFINED, PRIVILEGED, REMOVED, SANCTIONED, SUSPENDED

LISTS = {"black": {"below": 300}, "red": {"colour": "red", "at_or_above": 900}}
FLY, HOTEL = 4, 5


@pytest.fixture
def filled(live, society):
    return lambda lists=LISTS, **c: consequences.fill(live(lists=lists, consequences=c), society)


def test_gates_by_hand(filled):
    tables = filled(ban={"lists": ["black"], "deny": ["fly"]}, low={"tiers": ["low"], "deny": ["hotel"]})
    assert tables["deny"][:, FLY].tolist() == [0, 1, 0, 1, 0, 1, 0, 1]
    assert tables["deny"][:, HOTEL].tolist() == [1, 1, 1, 1, 0, 0, 0, 0]
    assert tables["deny"].sum() == 8


def test_flags_by_hand(filled):
    tables = filled(mute={"lists": ["black"], "suspend_expression": True, "remove_account": True},
                    shut={"tiers": ["low"], "confine": True}, gift={"lists": ["red"], "privileges": {"fly": {"chance": 0.5}}})
    black, low = SUSPENDED | REMOVED | SANCTIONED, CONFINED | SANCTIONED
    assert tables["flags"].tolist() == [low, low | black, low | PRIVILEGED, low | black | PRIVILEGED,
                                        0, black, PRIVILEGED, black | PRIVILEGED]
    assert tables["removes"].tolist() == [0, 0, 1, 0]


def test_of_two_gifts_the_larger_holds(filled):
    tables = filled(a={"tiers": ["high"], "privileges": {"hotel": {"chance": 0.5, "saves_yuan": 10, "saves_minutes": 1}}},
                    b={"lists": ["red"], "privileges": {"hotel": {"chance": 0.25, "saves_yuan": 30}}})
    assert tables["boost"][:, HOTEL].tolist() == [0, 0, 2**30, 2**30, 2**31, 2**31, 2**31, 2**31]
    assert tables["save_yuan"][:, HOTEL].tolist() == [0, 0, 30, 30, 10, 10, 30, 30]
    assert tables["save_minutes"][:, HOTEL].tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


def test_entry_by_hand(filled):
    # entities: low, high, black, red
    tables = filled(a={"tiers": ["low"], "lists": ["black"], "fine_yuan": 100, "detain_days": 3},
                    b={"lists": ["black"], "fine_yuan": 50, "detain_days": 2, "publicise": True}, c={"lists": ["red"], "publicise": True})
    assert tables["fine"].tolist() == [100, 0, 150, 0] and tables["detain"].tolist() == [3, 0, 3, 0]
    assert tables["publicised"].tolist() == [0, 0, 1, 0]          # an honour frightens nobody
    assert tables["sanctions"].tolist() == [1, 0, 1, 0]                     # to be praised in public is no sanction


def test_household_and_ostracism(filled):
    tables = filled(kin={"lists": ["black", "red"], "household_deny": ["hotel"]},
                    shun={"lists": ["black"], "ostracism": {"chance": 0.5, "until": "ever"}})
    assert tables["household_deny"].tolist() == [0, 0, 0, 0, 0, 3]
    assert tables["ostracism"].tolist() == [2**31, 0] and tables["ostracism_ever"].tolist() == [1, 0]


def test_a_list_off_takes_its_consequences_along(filled):
    tables = filled(lists=LISTS | {"black": {"enabled": False}}, ban={"lists": ["black", "red"], "deny": ["fly"]})
    assert tables["deny"][:, FLY].tolist() == [0, 1, 0, 1]                  # only the red list is left


def test_a_consequence_off(filled):
    assert not filled(ban={"enabled": False, "lists": ["black"], "deny": ["fly"], "fine_yuan": 1})["deny"].any()


def test_only_requests_are_denied(filled):
    with pytest.raises(OstrakonError, match=r"the conduct 'theft'"):
        filled(ban={"lists": ["black"], "deny": ["theft"]})


def test_one_ostracism_per_list(filled):
    shun = {"lists": ["black"], "ostracism": {"chance": 0.5}}
    with pytest.raises(OstrakonError, match=r"the second on its list"):
        filled(a=shun, b=shun)
