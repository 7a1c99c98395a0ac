"""The whole: every field filled, shapes and types as the table page says, and the catalogue's regimes."""

from pathlib import Path

import numpy as np
import pytest
import yaml

import ostrakon
from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import build_regime_tables
from ostrakon.mechanisms.live import FIXED_STREAMS
from ostrakon.numbers import stream_id
from ostrakon.vocabulary import NATURES

SMALL = {"deny": np.uint8, "enrol_allow": np.uint8, "exempt": np.uint8, "aware_allow": np.uint8, "list_allow": np.uint8,
         "appeal_allow": np.uint8, "hit": np.uint32, "boost": np.uint32, "will": np.uint32, "will0": np.uint32, "evade": np.uint32}
REGIMES = Path(ostrakon.__file__).parent / "catalog" / "regimes"


def check_types(tables):
    for name, value in tables._asdict().items():
        if isinstance(value, np.ndarray):
            assert value.dtype == SMALL.get(name, np.int64) and value.flags.c_contiguous, name
        else:
            assert type(value) is int, name


def test_the_smallest_regime_sees_nobody(regime, society):
    tables = build_regime_tables(regime(), society)
    check_types(tables)
    assert tables.hit.shape == (2, 2, 2, 0, 6) and tables.rule_points.shape == (0, 8, 2) and tables.deny.shape == (2, 6)
    assert list(tables.seen_start) == [0] * 7 and tables.spill.shape == (0, 3)
    assert (tables.will[:, 0, 0, 0, :] == tables.will0).all()


def test_building_twice_gives_the_same(regime, society):
    first, second = (build_regime_tables(regime(), society) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))


def unwrapped(value):
    if isinstance(value, dict):
        if "value" in value and set(value) <= {"value", "source", "status", "range", "note"}:
            return value["value"]
        return {k: unwrapped(v) for k, v in value.items()}
    return [unwrapped(v) for v in value] if isinstance(value, list) else value


@pytest.fixture
def article(regime):
    data = unwrapped(yaml.safe_load((REGIMES / "article-2018" / "regime.yaml").read_text(encoding="utf-8")))
    return type(regime()).model_validate(data)


@pytest.fixture
def wide(society):
    """A society with every kind that the article's regime names."""
    kinds = {"jaywalking": "unlawful", "littering": "unlawful", "fare_evasion": "unlawful", "traffic_offence": "unlawful",
             "public_disturbance": "unlawful", "late_bill": "contractual", "late_tax": "contractual",
             "heavy_alcohol_purchase": "lawful", "foreign_product": "lawful", "sensitive_search": "expression",
             "criticism": "expression", "volunteering": "prosocial", "blood_donation": "prosocial", "charity": "prosocial"}
    asked = ("fly", "high_speed_rail", "hotel", "rent_car", "rent_home", "loan", "job", "government_job", "university", "airport_lane")
    kinds |= dict.fromkeys(asked, "request")
    society.kinds, society.ceilings = list(kinds), [2.0] * len(kinds)
    society.tables.nature = np.array([NATURES.index(n) for n in kinds.values()])
    society.tables.travel = np.zeros(len(kinds), np.int64)
    return society


def test_the_article_builds(article, wide):
    tables = build_regime_tables(article, wide)
    check_types(tables)
    assert tables.flags.shape == (16,) and len(article.mechanisms) == 31
    blacklisted = 1 << 2 | 1
    assert tables.deny[blacklisted, wide.kinds.index("fly")] == 1 and tables.deny[0, wide.kinds.index("fly")] == 0
    assert tables.rule_of[:, wide.kinds.index("foreign_product")].max() == -1
    assert tables.appeal_on.sum() == 0 and list(tables.list_term) == [-1, -1]


def test_streams_go_by_name(regime, society):
    channel = {"context": "street", "sees": {"theft": 0.5}}
    one = build_regime_tables(regime(channels={"b": channel}), society)
    two = build_regime_tables(regime(channels={"a": channel, "b": channel}), society)
    assert one.stream_detect[0] == two.stream_detect[1] == stream_id("detect/b")
    assert len({stream_id(name) for name in FIXED_STREAMS}) == len(FIXED_STREAMS)


def test_too_many_standings(regime, society):
    tiers = [{"name": "t0"}] + [{"name": f"t{i}", "from": i} for i in range(1, 9)]
    lists = {f"l{i}": {"below": 1} for i in range(3)}
    with pytest.raises(OstrakonError, match=r"OST4001.*2 response classes x 72 standings"):
        build_regime_tables(regime(tiers=tiers, lists=lists), society)
