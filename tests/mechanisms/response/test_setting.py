"""What the laws are told, by hand."""

import pytest

from ostrakon.mechanisms.response.setting import setting, stakes, surveillance, unwatched

CAMERA = {"context": "street", "sees": {"theft": 0.5, "late_bill": 0.5}, "by_urban": {"rural": 0.5}, "by_class": {"blurred": 0.5}}
BOOKS = {"context": "credit", "sees": {"late_bill": 0.5}}


def test_surveillance_by_hand(live, society):
    found = surveillance(live(channels={"camera": CAMERA, "books": BOOKS}), society)
    # north 3/4 of people, half urban; south rural: 3/8 urban, 5/8 rural. Camera: town 0.5 and 0.25, country 0.25 and 0.125.
    assert found[0] == pytest.approx(3 / 8 * 0.375 + 5 / 8 * 0.1875)
    # missed by both: 0.5 x (1 - camera)
    assert found[1] == pytest.approx(1 - 0.5 * (1 - found[0]))
    assert found[2:].tolist() == [0, 0, 0, 0]


def test_stakes_by_hand(live, society):
    rules = {"a": {"kind": "theft", "points": -100, "by_tier": {"low": -300}}, "b": {"kind": "late_bill", "list": "black"},
             "c": {"kind": "charity", "points": 50}, "d": {"kind": "criticism", "points": -10}}
    channels = {"camera": CAMERA, "books": BOOKS, "web": {"context": "speech", "sees": {"charity": 0.1}}}
    severity, reward = stakes(live(channels=channels, rules=rules, lists={"black": {}}), society)
    assert severity.tolist() == [0.3, 1.0, 0, 0, 0, 0]          # nobody sees criticism
    assert reward.tolist() == [0, 0, 0, 0.05, 0, 0]


def test_weights_and_later_repetitions_count(live, society):
    scores = {"dimensions": {"a": {"base": 0, "minimum": 0, "maximum": 100, "weight": 64},
                             "b": {"base": 0, "minimum": 0, "maximum": 100, "weight": 192}}}
    rule = {"kind": "theft", "dimension": "a", "repetition": {"window_days": 9, "points": [0, -20]}}
    severity, _ = stakes(live(channels={"camera": CAMERA}, scoring=scores, rules={"r": rule}), society)
    assert severity[0] == pytest.approx(20 * 64 / 25600)


def test_unwatched_is_nil(live, society):
    told = unwatched(society)
    assert not told.surveillance.any() and not told.severity.any() and not told.reward.any()
    assert told.boldness.tolist() == [1.0, 0.5, 1.0, 0.5] and told.aware.tolist() == [1, 1, 0, 0]
    watched = setting(live(channels={"camera": CAMERA}, rules={"r": {"kind": "theft", "points": -1}}), society)
    assert watched.surveillance.any() and not watched.unwatched().surveillance.any()
