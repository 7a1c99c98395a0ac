"""A regime calibrated to what a run of known values counted: they come back, nothing becomes a fact, and threads change nothing."""

from pathlib import Path

import numpy as np
import pytest

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.engine.simulate import simulate
from ostrakon.errors import OstrakonError
from ostrakon.experiments.calibrate import calibrate, settings_of
from ostrakon.kernel import tallies as k
from ostrakon.spec.load import load_regime

SEEN, WRONG = "channels.street_camera.sees.jaywalking", "channels.street_camera.misattribution.share"
TRUTH = {SEEN: 0.1, WRONG: 0.4}
OFF = ("government_records", "medical_records", "financial_records", "browsing", "social_media")
SMALL = Scenario("article-2018", people=1200, days=9, community_size=300, overrides=tuple(f"channels.{name}=off" for name in OFF))
HOW = {"only": [SEEN, WRONG], "points": 25, "generations": 3, "seed": 4}


def counted(seed: int) -> tuple[float, float]:
    """Records, and wrong ones, per 1,000 people in 30 days where the values are the known ones; another seed than any point has."""
    changed = Scenario("article-2018", people=20_000, days=30, overrides=SMALL.overrides)
    changed = changed.override(*(f"{path}={value}" for path, value in TRUTH.items()))
    t = simulate(changed, seed=seed, program=compile_scenario(changed)).total
    right, wrong = (t.flow[:, :, which].sum() for which in ([k.RECORD_RIGHT], [k.RECORD_WRONG, k.RECORD_FALSE]))
    return float(right + wrong) / 20, float(wrong) / 20


def file(records: float, wrong: float) -> str:
    head = "ostrakon: targets/1\nid: known\ntitle: Counted where the values are known\ntargets:\n"
    each = "  {}: {{outcome: {}, to: 30, value: {}, error: {}, unit: 'per 1,000 people', status: reported, source: 'A run, 2026'}}\n"
    return head + each.format("all", "records", records, 10) + each.format("wrong", "records.wrong", wrong, 5)


@pytest.fixture(scope="module")
def found():
    return calibrate(SMALL, file(*counted(990)), **HOW, workers=2)


def test_known_values_come_back(found) -> None:
    rows = {row["path"]: row for row in found.result["posterior"]}
    for path, truth in TRUTH.items():
        row = rows[path]
        print(f"{path}: {row['p50']:.3f} [{row['p5']:.3f} to {row['p95']:.3f}], {truth} in truth")
        assert row["p5"] < truth < row["p95"] and row["narrowed"] < 0.9
    assert rows[SEEN]["prior"] == "log-uniform" and rows[SEEN]["narrowed"] < 0.6
    assert all(target["met"] for target in found.result["fit"])


def test_threads_change_nothing(found) -> None:
    """The first generation, and with it what the next ones follow from."""
    again = calibrate(SMALL, file(*counted(990)), **{**HOW, "generations": 1}, workers=1)
    many = len(again.result["points"])
    assert again.result["sample"]["values"] == found.result["sample"]["values"][:HOW["points"]]
    assert [p["overrides"] for p in again.result["points"]] == [p["overrides"] for p in found.result["points"][:many]]
    assert again.result["generations"][0] == found.result["generations"][0] and again.result["moves"] == found.result["moves"]


def test_the_diff_is_a_regime_whose_values_stay_assumed(found, tmp_path: Path) -> None:
    (tmp_path / "calibrated.yaml").write_text(found.diff("article-2018"))
    loaded = load_regime(tmp_path / "calibrated.yaml")
    for path in TRUTH:
        where = tuple(path.split("."))
        source, row = loaded.provenance[where], next(r for r in found.result["posterior"] if r["path"] == path)
        assert source.status == "assumed" and source.source == "calibrated to: A run, 2026"
        assert source.range == pytest.approx((row["p5"], row["p95"]), rel=1e-3)
    assert loaded.model.channels["street_camera"].sees["jaywalking"] == pytest.approx(TRUTH[SEEN], abs=0.04)


def test_tables(found) -> None:
    points, fit = found.table().to_pydict(), found.fit().to_pydict()
    assert np.sum(points["weight"]) == pytest.approx(1) and len(points["weight"]) == sum(s["points"] for s in found.result["generations"])
    assert fit["name"] == ["all", "wrong"] and found.sentences


@pytest.mark.parametrize("how, code, said", [
    ({"only": ["channels.street_camera.sees.jaywalkng"]}, "OST1203", "did you mean 'jaywalking'"),
    ({"points": 5}, "OST8001", "20 or more"),
    ({"generations": 0}, "OST8001", "generations"),
    ({"hold_out": ["al"]}, "OST8001", "did you mean 'all'"),
    ({"of": "people"}, "OST8001", "both, regime, society"),
])
def test_wrong_input(how: dict, code: str, said: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        calibrate(SMALL, file(100, 20), **{"only": [SEEN], **how})
    assert caught.value.problems[0].code == code and said in str(caught.value)


def test_settings() -> None:
    assert settings_of().most(3) == 7 + 200 * 12
    with pytest.raises(OstrakonError, match="1,000,000"):
        settings_of(1000, 1001)
