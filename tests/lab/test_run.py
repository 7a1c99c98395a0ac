"""A run in Python is the run of the command, number for number; it shows itself, returns tables and charts, finds and follows people."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import ostrakon as ok
from ostrakon.cli import run_command_line
from ostrakon.results.charts.drawing import rows_of
from ostrakon.results.provenance import words
from ostrakon.results.saved import open_run

SEEN = "channels.social_media.sees.criticism=0.6"
COMMAND = ["run", "article-2018", "--people", "3000", "--days", "120", "--set", SEEN, "--by", "sex+minority", "--workers", "2"]


def timeless(summary: dict[str, Any]) -> dict[str, Any]:
    return {**summary, "run": {**summary["run"], "seconds": 0}}


def test_it_is_the_run_of_the_command_and_saves_the_same_folder(run: Any, tmp_path: Path) -> None:
    assert run_command_line([*COMMAND, "--out", str(tmp_path / "command")]) == 0
    assert run.save(tmp_path / "python") == tmp_path / "python"
    both = [json.loads((tmp_path / folder / "summary.json").read_text()) for folder in ("command", "python")]
    assert timeless(both[0]) == timeless(both[1]) == timeless(run.result) and run.digest == both[0]["tally_digest"]
    files = [{p.name for p in (tmp_path / folder).iterdir()} for folder in ("command", "python")]
    assert files[0] == files[1]
    for name in ("regime.yaml", "society.yaml", "groups.csv"):
        assert (tmp_path / "command" / name).read_bytes() == (tmp_path / "python" / name).read_bytes()
    for name in ("outcomes", "by_cohort", "by_region", "weekly"):
        assert pq.read_table(tmp_path / "command" / f"{name}.parquet").equals(pq.read_table(tmp_path / "python" / f"{name}.parquet"))
    assert open_run(tmp_path / "python", ok.__version__).run["people"] == 3000


def test_its_folder_says_a_command_that_makes_it_again(run: Any, tmp_path: Path) -> None:
    run.save(tmp_path / "a")
    command = json.loads((tmp_path / "a" / "provenance.json").read_text())["command"]
    assert command[:3] == ["ostrakon", "run", "article-2018"]
    assert run_command_line([*command[1:], "--out", str(tmp_path / "b")]) == 0
    assert json.loads((tmp_path / "b" / "summary.json").read_text())["tally_digest"] == run.digest


def test_a_folder_that_is_not_free_is_refused(run: Any, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(ok.OstrakonError, match="OST8001"):
        run.save(tmp_path)
    assert (tmp_path / "x").read_text() == "mine"


def test_tables_are_frames_of_the_summary(run: Any) -> None:
    outcomes = run.table()
    row = outcomes.filter(outcomes["measure"] == "listed").row(0, named=True)
    told = run.result["outcomes"]["listed"]
    assert {key: row[key] for key in ("value", "low", "high", "n")} == {key: told[key] for key in ("value", "low", "high", "n")}
    assert run.table("weekly")["listed"].to_list() == run.result["weekly"]["listed"]["value"]
    assert [run.table(name).height > 0 for name in run.TABLES] == [True] * 4
    with pytest.raises(ok.OstrakonError, match=r"OST8001.*no table 'wekly'"):
        run.table("wekly")


def test_estimates_are_of_everybody_or_by_level(run: Any) -> None:
    told = run.result["outcomes"]["wrongly_listed"]
    whole = run.estimate("wrongly_listed")
    assert isinstance(whole, ok.Estimate) and (whole.value, whole.low, whole.n) == (told["value"], told["low"], told["n"])
    assert whole.estimand == told["estimand"] and whole.unit == "share of people"
    by = run.estimate("wrongly_listed", by="minority")
    assert by.keys() == {"han", "minority"} and by["han"].unit == "share of people"
    assert sum(one.value * one.n for one in by.values()) / whole.n == pytest.approx(whole.value)
    assert set(run.estimate("listed", by="sex+minority")) == {"male, han", "male, minority", "female, han", "female, minority"}
    # A cut that the run was not asked for is made from its counts.
    assert run.estimate("listed", by="sex+urban").keys() >= {"male, rural"}
    assert run.measure("exit_time")["lists"] == run.result["measures"]["exit_time"]["lists"]
    with pytest.raises(ok.OstrakonError, match=r"OST7002.*exit_time is more than one number"):
        run.estimate("exit_time")
    with pytest.raises(ok.OstrakonError, match=r"OST7002.*'wrongly_lsted'"):
        run.estimate("wrongly_lsted")
    with pytest.raises(ok.OstrakonError, match="OST7001"):
        run.estimate("listed", by="sexx")


def test_charts_have_a_title_and_say_what_was_lived(run: Any) -> None:
    spec = run.chart("weekly", measures=["records"], title="Records go on").to_dict()
    assert spec["title"]["text"] == "Records go on" and "3,000 synthetic people" in spec["title"]["subtitle"]
    assert run.chart().to_dict()["title"]["text"] == "Headline outcomes with their intervals"
    bins = [row for row in rows_of(run.chart("scores").to_dict()) if row["of"] == "score"]
    assert (bins[0]["from"], bins[-1]["to"]) == (0, 801)
    with pytest.raises(ok.OstrakonError, match=r"OST7403.*needs a comparison"):
        run.chart("changes")


def test_it_shows_itself_as_text_and_html(run: Any) -> None:
    text, page = repr(run), run._repr_html_()
    assert "3,000 synthetic people, 120 days from 2020-01-01, society china-2020, seed 1" in text and "Everyone is synthetic" in text
    value = f"{run.result['outcomes']['listed']['value'] * 100:.3g} %"
    assert f"Listed at least once: {value} of people [" in text and f"<td>{value}</td>" in page
    run.result["regime"] = {**run.result["regime"], "title": "<b>x</b>"}
    assert "<b>x</b>" not in run._repr_html_()


def test_people_are_found_and_followed(run: Any, tmp_path: Path) -> None:
    found = run.find("listed_wrongly", limit=2)
    whole = run.estimate("wrongly_listed")
    assert len(found) == round(whole.value * whole.n) > 2 and found.table().height == 2 and found.ids[0] in repr(found)
    life = run.follow(found.ids[0])
    assert life.life.person.id == found.ids[0] and life.sentences and life.sentences[0] in repr(life)
    assert "<iframe srcdoc=" in life._repr_html_()
    assert life.save(tmp_path / "life.html").read_text() == life.page
    with pytest.raises(ok.OstrakonError, match="OST8001"):
        life.save(tmp_path / "life.html")
    with pytest.raises(ok.OstrakonError, match="OST7101"):
        run.follow("Nowhere/0/0")
    with pytest.raises(ok.OstrakonError, match="OST7102"):
        run.find("ocupation == 'x'")
    for wrong in ({}, {"person": "Henan/0/0", "role": "model-customer"}):
        with pytest.raises(ok.OstrakonError, match="either a person's address or a role"):
            run.follow(**wrong)


def test_replicates_are_pooled_and_reported_as_they_finish() -> None:
    seen: list[tuple[int, int]] = []
    two = ok.run("none", people=500, days=10, replicates=2, progress=lambda done, total: seen.append((done, total)))
    assert two.result["run"]["replicates"] == 2 and len(two.tallies) == 2 and (500, 500) in seen
    assert two.estimate("listed").n == 1000


@pytest.mark.parametrize(("wrong", "said"), [
    ({"people": 0}, "--people is 0"), ({"people": "many"}, "--people is 'many'"), ({"days": 1.5}, r"--days is '1\.5'"),
    ({"start": "2020-13-01"}, "--start"), ({"seed": -1}, "--seed"), ({"replicates": 0}, "replicates is 0"),
    ({"set": "rules.jaywalkin.points=1"}, "OST1203"), ({"with_": "nothing-there"}, "OST1201"), ({"off": "A99"}, "no such mechanism")])
def test_wrong_input_is_refused_before_anybody_lives(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(ok.OstrakonError, match=said):
        ok.run("article-2018", **{"people": 100, "days": 5, **wrong})


def test_warnings_are_kept_and_shown(tmp_path: Path) -> None:
    (tmp_path / "late.yaml").write_text("ostrakon: diff/1\nid: late\ntitle: Late\nextends: article-2018\n"
                                        "from:\n  2030-01-01:\n    set: {rules.jaywalking.points: -1}\n")
    late = ok.run("article-2018", people=200, days=5, with_=tmp_path / "late.yaml")
    assert len(late.warnings) == 1 and "OST2123" in late.warnings[0] and late.warnings[0] in repr(late)


def test_a_text_of_a_regime_stands_in_the_folder_only() -> None:
    assert words("run", ["a: 1\nb: 2"], {"people": 5}) == ["ostrakon", "run", "regime.yaml", "--people", "5"]
