"""Wrongful denial against a table worked by hand on harbour town."""

import pytest

from measures.town import LABELS, estimate, fill, flows, named, tallies
from ostrakon.kernel import tallies as k
from ostrakon.measures.wrongful_denial import MEASURES, by_request


def group(wrongly: int) -> k.Tallies:
    t = flows(tallies(), {
        "fly": {k.DENIED: (6, 0, 0, 4), k.DENIED_WRONGLY: (wrongly, 0, 0, 2), k.DENIED_INNOCENT: (1, 0, 0, 0)},
        "loan": {k.DENIED: (0, 10, 20, 0), k.DENIED_WRONGLY: (0, 1, 0, 0), k.DENIED_INNOCENT: (0, 2, 3, 0)},
        "criticism": {k.DENIED: (900, 0, 0, 0), k.DENIED_WRONGLY: (900, 0, 0, 0)}})
    fill(t.people, {k.EVER_DENIED_WRONGLY: (wrongly, 1, 0, 1), k.EVER_DENIED_INNOCENT: (1, 2, 3, 0)})
    return t


GROUPS = (group(1), group(3), group(1), group(3))


def value(name: str) -> float | None:
    return estimate(named(MEASURES, name), *GROUPS).value


def test_by_hand() -> None:
    """Four groups of 400 people; 40 denials in each, wrongful 4 or 6 of them; criticism is no request."""
    assert value("wrongful_denial_share") == pytest.approx(20 / 160)
    assert value("wrongful_denials") == pytest.approx(1000 * 20 / 1600)
    assert value("denied_wrongly") == pytest.approx((3 + 5 + 3 + 5) / 1600)
    assert value("denials_no_breach") == pytest.approx(24 / 160)
    assert value("denied_no_breach") == pytest.approx(24 / 1600)


def test_each_request_has_both_shares() -> None:
    found = {m.name: estimate(m, *GROUPS) for m in by_request(LABELS)}
    assert {name: e.value for name, e in found.items()} == {
        "wrongful_denial_share.fly": pytest.approx(16 / 40), "wrongful_denial_share.loan": pytest.approx(4 / 120),
        "denials_no_breach.fly": pytest.approx(4 / 40), "denials_no_breach.loan": pytest.approx(20 / 120)}
    fly = found["wrongful_denial_share.fly"]
    assert fly.n == 40 and fly.low is not None and fly.high is not None and fly.low < 0.4 < fly.high


def test_without_a_denial_there_is_no_share() -> None:
    found = estimate(named(MEASURES, "wrongful_denial_share"), tallies(), tallies())
    assert found.value is None and found.n == 0
    assert estimate(named(MEASURES, "denied_wrongly"), tallies(), tallies()).value == 0
