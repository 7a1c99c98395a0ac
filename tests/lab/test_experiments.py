"""Experiments in Python are those of the commands, number for number, and save their folders."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ostrakon as ok
from ostrakon.cli import run_command_line
from ostrakon.results.charts.folder import parts_of

SEEN = "channels.social_media.sees.criticism=0.6"
CROSSING, TARGETS = "channels.street_camera.sees.jaywalking", str(Path(__file__).with_name("counted.yaml"))
WITHOUT = [f"channels.{name}=off" for name in ("government_records", "medical_records", "financial_records", "browsing", "social_media")]
SMALL: dict[str, Any] = {"people": 1500, "seed": 1, "workers": 2}
# file -> (what Python says, the same as a command line)
CASES: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "comparison": (lambda: ok.compare("article-2018", "none", off="A07", days=200, **SMALL),
                   ["compare", "article-2018", "none", "--off", "A07", "--days", "200"]),
    "ablation": (lambda: ok.ablate("article-2018", ["errors", "spillover"], days=60, set=SEEN, **SMALL),
                 ["ablate", "article-2018", "--parts", "errors,spillover", "--days", "60", "--set", SEEN]),
    "sweep": (lambda: ok.sweep("article-2018", "rules.jaywalking.points=-200,-1", days=30, **SMALL),
              ["sweep", "article-2018", "--vary", "rules.jaywalking.points=-200,-1", "--days", "30"]),
    "sensitivity": (lambda: ok.sensitivity("article-2018", only="channels.social_media.sees", days=60, **SMALL),
                    ["sensitivity", "article-2018", "--only", "channels.social_media.sees", "--days", "60"]),
    "uncertainty": (lambda: ok.uncertainty("article-2018", only="channels.social_media", points=8, of="regime", days=20, **SMALL),
                    ["uncertainty", "article-2018", "--only", "channels.social_media", "--points", "8", "--of", "regime", "--days", "20"]),
    "precision": (lambda: ok.precision("article-2018", outcome="records", within="5%", pilot=2, days=20, **SMALL),
                  ["precision", "article-2018", "--outcome", "records", "--within", "5%", "--pilot", "2", "--days", "20"]),
    "calibration": (lambda: ok.calibrate("article-2018", TARGETS, only=CROSSING, points=20, generations=1, set=WITHOUT, **SMALL),
                    ["calibrate", "article-2018", "--targets", TARGETS, "--only", CROSSING, "--points", "20", "--generations", "1",
                     *(word for one in WITHOUT for word in ("--set", one))]),
    "abolition": (lambda: ok.abolish("article-2018", on=35, after=42, set=SEEN, **SMALL),
                  ["abolish", "article-2018", "--on", "35", "--after", "42", "--set", SEEN]),
}
LINE = ["--people", "1500", "--seed", "1", "--workers", "2"]
CHARTS = {"comparison": "changes", "ablation": "why", "sensitivity": "tornado", "abolition": "lasting"}


@pytest.fixture(scope="module")
def lived() -> dict[str, Any]:
    return {name: make() for name, (make, _) in CASES.items()}


def timeless(result: dict[str, Any]) -> dict[str, Any]:
    """Without how long it took, and without the words in which it was asked."""
    def without(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: without(value) for key, value in one.items() if key not in ("seconds", "asked")}
        return [without(value) for value in one] if isinstance(one, list) else one

    return dict(without(json.loads(json.dumps(result))))


@pytest.mark.parametrize("name", ["comparison", "ablation", "sweep", "abolition", "calibration"])
def test_the_result_and_the_folder_are_those_of_the_command(name: str, lived: dict[str, Any], tmp_path: Path) -> None:
    study = lived[name]
    assert run_command_line([*CASES[name][1], *LINE, "--out", str(tmp_path / "command")]) == 0
    study.save(tmp_path / "python")
    said, kept = (json.loads((tmp_path / folder / f"{name}.json").read_text()) for folder in ("command", "python"))
    assert timeless(said) == timeless(kept) == timeless(study.result)
    assert {p.name for p in (tmp_path / "command").iterdir()} == {p.name for p in (tmp_path / "python").iterdir()}
    for file in ("outcomes.csv", "parts.csv", "posterior.csv", f"{name}.csv"):
        if (tmp_path / "command" / file).exists():
            assert (tmp_path / "command" / file).read_bytes() == (tmp_path / "python" / file).read_bytes()
    if (journal := tmp_path / "command" / "points.jsonl").exists():
        counts = [[json.loads(line).get("counts") for line in (tmp_path / folder / journal.name).read_text().splitlines()]
                  for folder in ("command", "python")]
        assert counts[0] == counts[1] and len(counts[0]) == len(study.records) + 1
    command = json.loads((tmp_path / "python" / "provenance.json").read_text())["command"]
    assert command[:3] == ["ostrakon", CASES[name][1][0], "article-2018"]


@pytest.mark.parametrize("name", ["sensitivity", "precision", "uncertainty"])
def test_the_command_in_the_folder_asks_for_the_same(name: str, lived: dict[str, Any], tmp_path: Path) -> None:
    lived[name].save(tmp_path / "a")
    command = json.loads((tmp_path / "a" / "provenance.json").read_text())["command"]
    assert set(CASES[name][1]) <= {*command, "--outcome"}
    assert run_command_line([*command[1:], "--workers", "2", "--out", str(tmp_path / "b")]) == 0
    assert timeless(json.loads((tmp_path / "b" / f"{name}.json").read_text())) == timeless(lived[name].result)


def test_what_was_calibrated_is_a_diff_in_which_nothing_became_a_fact(lived: dict[str, Any], tmp_path: Path) -> None:
    found = lived["calibration"]
    (tmp_path / "calibrated.yaml").write_text(found.diff())
    source = ok.load_regime(str(tmp_path / "calibrated.yaml")).provenance[tuple(CROSSING.split("."))]
    assert source.status == "assumed" and source.range is not None and source.range[0] < source.range[1]
    assert found.table("posterior").height == len(found.result["sample"]["weights"])


@pytest.mark.parametrize("name", CASES)
def test_it_shows_itself_and_returns_a_table(name: str, lived: dict[str, Any]) -> None:
    study = lived[name]
    assert study.sentences and all(one in repr(study) for one in study.sentences) and "1,500 synthetic people" in repr(study)
    assert study._repr_html_().count("<li>") >= len(study.sentences)
    assert study.table().height > 0 and [study.table(table).width > 0 for table in study.TABLES]
    if name in CHARTS:
        assert study.chart().to_dict()["title"]["subtitle"].startswith("article-2018: 1,500 synthetic people")
    else:
        with pytest.raises(ok.OstrakonError, match=f"OST7403.*no chart of {name}"):
            study.chart()


def test_a_comparison_tells_each_variant_apart(lived: dict[str, Any], tmp_path: Path) -> None:
    found = lived["comparison"]
    assert found.variants == ["none", "article-2018 without A07"]
    assert found.told("none") == found.result["sentences"][0] and "Under none instead of article-2018:" in repr(found)
    sides = found.sides()
    cell = sides.filter((sides["fate"] == "listed") & (sides["variant"] == "none") & sides["attribute"].is_null()).row(0, named=True)
    assert cell["both"] == found.result["sides"]["listed"]["variants"][0]["both"] and cell["neither"] > 1000
    with pytest.raises(ok.OstrakonError, match=r"OST8001.*no variant 'nome'"):
        found.told("nome")
    found.save(tmp_path / "changes")
    assert list(parts_of(tmp_path)) == ["changes"]


@pytest.mark.parametrize(("call", "said"), [
    (lambda: ok.compare("none"), "0 variants"),
    (lambda: ok.compare("article-2018", "none", people=0), "people is 0"),
    (lambda: ok.ablate("article-2018", "errors", orders=5), "--orders is 5"),
    (lambda: ok.ablate("article-2018", "nothing"), "has no such part"),
    (lambda: ok.sweep("article-2018", "rules.jaywalking.points=-1,-2", design="random"), "--design random"),
    (lambda: ok.sensitivity("article-2018", outcome="conduct.unlawful"), "there is no such outcome"),
    (lambda: ok.precision("article-2018", within="0"), "--within is '0'"),
    (lambda: ok.calibrate("article-2018", TARGETS, only=CROSSING, points=5), "--points is 5"),
    (lambda: ok.calibrate("article-2018", "ostrakon: targets/1\nid: a\n"), "OST"),
    (lambda: ok.abolish("article-2018", on=3), "--on is 3")])
def test_wrong_input_is_refused(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(ok.OstrakonError, match=said):
        call()


def test_every_public_name_is_there() -> None:
    assert all(getattr(ok, name) is not None for name in ok.__all__)
    with pytest.raises(AttributeError, match="it has"):
        _ = ok.nothing
