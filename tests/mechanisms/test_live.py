"""What is switched on, and the addresses of its streams."""

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import live as module
from ostrakon.mechanisms.live import check_streams

CHANNEL = {"context": "street", "sees": {"theft": 0.5}}


def test_what_is_off_has_no_number(live):
    found = live(channels={"a": CHANNEL | {"enabled": False}, "b": CHANNEL}, lists={"x": {"enabled": False}, "y": {}})
    assert list(found.channels) == ["b"] and list(found.lists) == ["y"] and found.n_standings == 4
    assert (found.list_of("x", "rules"), found.list_of("y", "rules")) == (-1, 0)
    with pytest.raises(OstrakonError, match=r"rules names 'z'"):
        found.list_of("z", "rules")


def test_streams_of_one_regime_differ(live):
    check_streams(live(channels={"a": CHANNEL, "b": CHANNEL}, lists={"a": {}, "b": {}}))


def test_a_collision_is_an_error(live, monkeypatch):
    monkeypatch.setattr(module, "stream_id", lambda name: hash(name) if name != "detect/b" else hash("detect/a"))
    with pytest.raises(OstrakonError, match=r"'detect/b' and 'detect/a' have the same stream"):
        check_streams(live(channels={"a": CHANNEL, "b": CHANNEL}))
