"""Records and lists against the truth, by a table worked by hand on harbour town."""

import pytest

from measures.town import LABELS, estimate, fill, flows, labels, named, tallies, told
from ostrakon.kernel import tallies as k
from ostrakon.measures.truth import COMPOSITES, MEASURES


def group(right: int) -> k.Tallies:
    """The camera sees jaywalking and gaming, the files late bills, criticism and volunteering."""
    t = flows(tallies(), {
        "jaywalking": {k.WENT: (100, 100, 100, 100), k.RECORD_RIGHT: (right, 10, 10, 10), k.RECORD_WRONG: (0, 8, 2, 0),
                       k.RECORD_FALSE: (5, 0, 0, 5)},
        "criticism": {k.WENT: (50, 50, 50, 50), k.SILENCED: (20, 0, 0, 0), k.RECORD_RIGHT: (9, 9, 9, 9)},
        "fly": {k.WENT: (900, 900, 900, 900)}})
    t.chan[LABELS.channels.index("camera"), [k.CH_RIGHT, k.CH_WRONG, k.CH_FALSE, k.CH_DROPPED]] = right + 30, 10, 10, 77
    t.chan[LABELS.channels.index("files"), k.CH_RIGHT] = 36
    fill(t.lists[:, 0], {k.ENTRIES: (10, 10, 10, 10), k.WRONGFUL: (4, 0, 0, 4), k.LIST_DAYS: (300, 100, 100, 100),
                         k.WRONGFUL_DAYS: (60, 0, 0, 60), k.SHADOW_DAYS: (400, 200, 200, 160)})
    return t


GROUPS = (group(30), group(50), group(30), group(50))


def value(name: str) -> float | None:
    return estimate(named(MEASURES, name), *GROUPS).value


def test_all_together_by_hand() -> None:
    """In a group of four cohorts 126 records are kept on average, 20 of them wrong; 580 acts can be seen, 106 are recorded rightly."""
    assert value("false_discovery_rate") == pytest.approx(20 / 126)
    assert value("recall") == pytest.approx(106 / 580)
    assert value("wrongful_entries") == pytest.approx(8 / 40)
    assert value("wrongful_days") == pytest.approx(120 / 600)
    assert value("list_recall") == pytest.approx(480 / 960)


def test_each_channel_by_hand() -> None:
    """The camera keeps 90 records a group, 20 of them wrong; of the 400 acts that it can see it has 70 rightly."""
    found = told(named(COMPOSITES, "channels_truth"), *GROUPS)["channels"]
    assert found["camera"]["false_discovery_rate"]["value"] == pytest.approx(20 / 90)
    assert found["camera"]["recall"]["value"] == pytest.approx(70 / 400)
    assert found["files"]["false_discovery_rate"]["value"] == 0
    assert found["files"]["recall"]["value"] == pytest.approx(36 / 180) and found["files"]["recall"]["n"] == 720
    rate = found["camera"]["recall"]
    assert rate["low"] < rate["value"] < rate["high"]


def test_each_kind_by_hand() -> None:
    found = told(named(COMPOSITES, "kinds_truth"), *GROUPS)["kinds"]
    assert set(found) == {"jaywalking", "gaming_long", "late_bill", "criticism", "volunteering"}
    assert found["jaywalking"]["value"] == pytest.approx(70 / 400)
    assert found["criticism"]["value"] == pytest.approx(36 / 180)
    assert found["late_bill"] == {"value": None, "low": None, "high": None, "mcse": None, "unit": "share of acts", "n": 0,
                                  "reason": "nothing to divide by: 0 acts of 'late_bill'"}


def test_each_list_by_hand() -> None:
    found = told(named(COMPOSITES, "lists_truth"), *GROUPS)["each_list"]["bad"]
    assert found["red"] is False
    assert [found[name]["value"] for name in ("wrongful_entries", "wrongful_days", "recall")] == [0.2, 0.2, 0.5]


def test_what_no_channel_of_the_run_can_see_is_left_out() -> None:
    """With the files off, criticism is no act that could have been recorded; with a pilot that ends, the camera still could."""
    off = labels("channels.files.enabled=false")
    assert estimate(named(MEASURES, "recall"), *GROUPS, names=off).value == pytest.approx(70 / 400)
    ended = labels("rollout=[{day: 0, share: 1}, {day: 90, share: 1, regime: none}]")
    assert estimate(named(MEASURES, "recall"), *GROUPS, names=ended).value == value("recall")


def test_without_a_channel_or_a_list_there_is_a_reason() -> None:
    blind = labels("channels=off", "rules=off")
    assert named(MEASURES, "recall").cannot(blind) == "no channel of this regime records anything"
    assert "no black list" in named(MEASURES, "list_recall").cannot(labels("lists=off", "redress=off", "consequences=off"))
