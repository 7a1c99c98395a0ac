"""Plans of points: which values are lived, counted by hand, and what is refused before anything runs."""

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.experiments.plan import (
    Axis,
    at,
    bounds_at,
    found_at,
    over,
    overrides,
    points_of,
    read_axes,
    size_of,
    varied,
    written,
)
from ostrakon.spec.load import load_regime

REGIME = load_regime("article-2018")
JAY, SHARE = "rules.jaywalking.points", "scope.share"


def axes(*texts, design="grid"):
    return read_axes(REGIME, texts, design)


def test_a_grid_is_every_combination_in_the_order_asked():
    found = points_of(axes(f"{JAY}=-40:-4:3", f"{SHARE}=1,0.5"), "grid", None, 1)
    assert found == [("-40", "1"), ("-40", "0.5"), ("-22", "1"), ("-22", "0.5"), ("-4", "1"), ("-4", "0.5")]
    assert overrides(axes(f"{JAY}=-40:-4:3", f"{SHARE}=1,0.5"), found[3]) == ("rules.jaywalking.points=-22", "scope.share=0.5")


def test_whole_numbers_are_rounded_and_stand_once():
    assert axes("lists.blacklist.below=500:502:9")[0].values == ("500", "501", "502")
    assert axes(f"{SHARE}=0:1:3")[0].values == ("0", "0.5", "1")


def test_ranges_are_cut_to_what_the_language_accepts_and_that_is_noted():
    axis = axes(f"{SHARE}=-1:2:3")[0]
    assert (axis.low, axis.high, axis.clipped) == (0, 1, True) and axis.values == ("0", "0.5", "1")
    assert not axes(f"{SHARE}=0.2:1:3")[0].clipped
    assert axes(f"{SHARE}=0.5,2")[0].values == ("0.5", "2")                 # single values stay: such a point is told as refused


@pytest.mark.parametrize("path, low, high, whole", [
    ("scope.share", 0, 1, False),
    ("channels.street_camera.sees.jaywalking", 0, 1, False),
    ("rules.criticism.spillover.close", -1, 1, False),
    ("rules.criticism.list_from", 1, 8, True),
    ("rules.heavy_alcohol_purchase.repetition.points.2", -1_000_000, 1_000_000, True),
    ("tiers.1.from", -1_000_000, 1_000_000, True),
    ("burn_in_days", 0, 25_000, True),
])
def test_bounds_are_those_of_the_language(path, low, high, whole):
    found = bounds_at(found_at(REGIME, path, "--vary")[0])
    assert (found.low, found.high, found.whole) == (low, high, whole)


def test_every_range_of_a_preset_has_bounds_and_lies_within_them():
    for where, source in REGIME.provenance.items():
        if source.range:
            found = bounds_at(where)
            assert found is not None and found.low <= source.range[0] <= source.range[1] <= found.high, where


@pytest.mark.parametrize("design", ["lhs", "sobol"])
def test_sampled_points_fill_each_range_evenly_and_the_seed_places_them(design):
    varying = axes("channels.street_camera.sees.jaywalking=0.001:0.2", f"{SHARE}=0.5:1", "update=daily,monthly", design=design)
    found = points_of(varying, design, 16, 7)
    assert len(found) == 16 and found == points_of(varying, design, 16, 7) != points_of(varying, design, 16, 8)
    for i, axis in enumerate(varying[:2]):
        shares = [(float(values[i]) - axis.low) / (axis.high - axis.low) for values in found]
        assert sorted(int(share * 16) for share in shares) == list(range(16))       # one in each sixteenth
    assert sorted(values[2] for values in found) == ["daily"] * 8 + ["monthly"] * 8


def test_shares_become_values():
    found = at([Axis("a", low=0, high=10, whole=True), Axis("b", low=-1, high=1)], np.array([[0.26, 0.75], [1, 0]]))
    assert found == [("3", "0.5"), ("10", "-1")]


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-9, 12345678.25, -0.0, 5e4])
def test_what_is_written_is_read_as_the_same_number(value):
    assert varied(REGIME, [f"channels.street_camera.false_records.of.jaywalking={written(abs(value), False)}"]).model.channels[
        "street_camera"].false_records.of["jaywalking"] == pytest.approx(abs(value), rel=1e-9)


def test_a_point_is_the_regime_with_overrides_and_nothing_else():
    assert varied(REGIME, ()).data == REGIME.data
    changed = varied(REGIME, ["rules.jaywalking.points=-9"])
    assert changed.data == load_regime("article-2018", ["rules.jaywalking.points=-9"]).data != REGIME.data
    with pytest.raises(OstrakonError, match="OST2108"):
        varied(REGIME, ["tiers.2.from=771"])


@pytest.mark.parametrize("text, design, code, said", [
    ("rules.jaywaking.points=-40:-4:5", "grid", "OST1203", "did you mean 'jaywalking'"),
    (f"{SHARE}=1:0.5:3", "grid", "OST8001", "upside down"),
    (f"{SHARE}=0.5:0.5:3", "grid", "OST8001", "no two values"),
    (f"{SHARE}=2:3:3", "grid", "OST8001", "allowed: 0 to 1"),
    (f"{SHARE}=0:1", "grid", "OST8001", "LOW:HIGH:N"),
    (f"{SHARE}=0:1:3", "lhs", "OST8001", "--points"),
    (f"{SHARE}=0:1:1", "grid", "OST8001", "2 to 10,000"),
    (f"{SHARE}=0:1:100000", "grid", "OST8001", "2 to 10,000"),
    (f"{SHARE}=0.5,0.5", "grid", "OST8001", "twice"),
    (f"{SHARE}=0.5,", "grid", "OST8001", "commas"),
    (f"{SHARE}=a:b", "grid", "OST8001", "no range"),
    (f"{SHARE}=0.1:0.9:1000000000", "grid", "OST8001", "1,000,000,000 values"),
    ("update=1:2:3", "grid", "OST8001", "takes no number"),
    (SHARE, "grid", "OST8001", "allowed: PATH=LOW:HIGH:N"),
    ("=1", "grid", "OST8001", "allowed: PATH=LOW:HIGH:N"),
])
def test_bad_ranges_are_refused_at_once(text, design, code, said):
    with pytest.raises(OstrakonError) as caught:
        axes(text, design=design)
    assert caught.value.problems[0].code == code and said in str(caught.value)


def test_nothing_or_one_thing_twice_cannot_vary():
    for texts in ((), (f"{SHARE}=0,1", f"{SHARE}=0.5,1"), ("rules.jaywalking=off,off2", f"{JAY}=1,2")):
        with pytest.raises(OstrakonError, match="OST8001"):
            axes(*texts)


def test_plans_too_large_are_refused_before_they_are_made():
    many = [Axis(f"a{i}", tuple(map(str, range(1000)))) for i in range(9)]
    with pytest.raises(OstrakonError, match="1,000,000,000,000,000,000,000,000,000 points"):
        size_of(many, "grid", None)
    with pytest.raises(OstrakonError, match="power of 2"):
        size_of(many, "sobol", 100)
    assert size_of(many[:2], "grid", None) == 1_000_000 and size_of(many, "lhs", 100) == 100


def test_a_range_is_clipped_where_a_source_reaches_too_far():
    assert over(("scope", "share"), 1.0, 0.5, 1.5, "x").high == 1
