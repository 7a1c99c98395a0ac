"""Every chart: its numbers are those of the folder, its picture is one image that can stand on any page."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.results.charts import CHARTS, chart, draw, picture, theme, why_not
from ostrakon.results.charts.drawing import SVG, rows_of
from ostrakon.results.charts.rows import as_csv, guarded, scaled

Parts = dict[str, Any]
TAGS = {"svg", "g", "path", "line", "rect", "text", "tspan", "title", "desc", "defs", "clipPath"}
OPTIONS: dict[str, dict[str, Any]] = {"cohorts": {"by": "sex", "measure": "listed"}}


def rows(name: str, parts: Parts, **options: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(draw(name, parts, **options).csv)))


def close(text: str, value: float | None, factor: float = 1.0) -> bool:
    return text == "" if value is None else float(text) == pytest.approx(value * factor)


@pytest.mark.parametrize("name", CHARTS)
def test_each_is_drawn_as_one_image_of_its_own_the_same_each_time(name: str, parts: Parts) -> None:
    options = OPTIONS.get(name, {})
    drawing = draw(name, parts, title="A <sentence> & more", **options)
    assert draw(name, parts, title="A <sentence> & more", **options) == drawing
    root = ET.fromstring(drawing.svg)
    assert root.tag == f"{{{SVG}}}svg" and root.get("role") == "img" and "width" not in root.attrib and "height" not in root.attrib
    title, says = root[0], root[1]
    assert root.get("aria-labelledby") == f"{title.get('id')} {says.get('id')}"
    assert (title.text, says.text) == ("A <sentence> & more", CHARTS[name].shows)
    for element in root.iter():
        assert element is root or not any(key in element.attrib for key in ("role", "class", "style", "aria-label"))
        assert element.tag.removeprefix(f"{{{SVG}}}") in TAGS
    assert "http" not in drawing.svg.replace(f'xmlns="{SVG}"', "")
    assert json.loads(drawing.vega_lite) == drawing.spec and drawing.spec["title"]["text"] == "A <sentence> & more"
    assert "NaN" not in drawing.svg and "undefined" not in drawing.svg
    # Letters and lines take the colours of the page.
    fixed = {colour for key in ("fill", "stroke") for colour in re.findall(rf'\b{key}="(#[0-9a-fA-F]+|rgb[^"]*|[a-z]+)"', drawing.svg)}
    assert fixed <= {"none", "transparent"} and f"var(--ink, {theme.INK})" in drawing.svg


def test_identifiers_of_two_charts_on_a_page_are_apart(parts: Parts) -> None:
    many = (("weekly", ""), ("exit", ""), ("outcomes", ""), ("outcomes", "Another"))
    drawn = [draw(name, parts, title=title).svg for name, title in many]
    found = [re.findall(r'\bid="([^"]+)"', svg) for svg in drawn]
    everything = [one for ids in found for one in ids]
    assert len(everything) == len(set(everything)) >= 2 * len(drawn)
    for svg, ids in zip(drawn, found, strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


def test_outcomes_are_those_of_the_summary_in_percent(parts: Parts) -> None:
    found = parts["run"]["outcomes"]
    told = rows("outcomes", parts)
    assert {"listed", "wrongly_listed", "denials"} <= {row["measure"] for row in told}
    for row in told:
        one = found[row["measure"]]
        factor = 100.0 if one["unit"].startswith("share") else 1.0
        assert all(close(row[end], one[end], factor) for end in ("value", "low", "high"))
    assert [row["measure"] for row in rows("outcomes", parts, measures=["chilled", "records"])] == ["chilled", "records"]


def test_what_is_far_rarer_is_enlarged_in_a_panel_of_its_own(parts: Parts) -> None:
    found = parts["run"]["outcomes"]
    found["listed"]["value"], found["wrongly_listed"]["value"], found["sanctioned"]["value"] = 0.5, 0.4, 0.01
    told = {row["measure"]: row["panel"] for row in rows("outcomes", parts, measures=["listed", "wrongly_listed", "sanctioned"])}
    assert told == {"listed": "percent of people", "wrongly_listed": "percent of people", "sanctioned": "percent of people, enlarged"}


def test_where_all_is_zero_the_axis_still_begins_there(parts: Parts) -> None:
    for name in ("listed", "denials"):
        parts["run"]["outcomes"][name] |= {"value": 0.0, "low": None, "high": None}
    spec = draw("outcomes", parts, measures=["listed", "denials", "chilled"]).spec
    reach = {row["measure"]: row.get("_reach") for row in rows_of(spec)}
    assert reach == {"listed": 1.0, "denials": 1.0, "chilled": None} and "_reach" not in draw("outcomes", parts).csv


def test_a_regime_of_one_tier_has_no_lowest_one(parts: Parts) -> None:
    assert {row["measure"] for row in rows("weekly", parts)} == {"listed", "bad_credit", "chilled", "mean_fear"}
    parts["run"]["distributions"]["tiers"] = {"everyone": 1.0}
    assert {row["measure"] for row in rows("weekly", parts)} == {"listed", "chilled", "mean_fear"}


def test_what_has_no_value_says_why_instead(parts: Parts) -> None:
    parts["run"]["outcomes"]["denials"] |= {"value": None, "low": None, "high": None, "reason": "nothing to <divide> by"}
    drawing = draw("outcomes", parts, measures=["listed", "denials"])
    assert "nothing to &lt;divide&gt; by" in drawing.svg and "nothing to <divide> by" in drawing.csv


def test_weekly_and_lasting_hold_every_week_with_its_interval(parts: Parts) -> None:
    told = rows("weekly", parts, measures=["records"])
    course = parts["run"]["weekly"]["records"]
    assert [float(row["value"]) for row in told] == pytest.approx(course["value"])
    assert all(close(row["low"], low) for row, low in zip(told, course["low"], strict=True))
    assert [float(row["week"]) for row in told] == [i + 1 for i in range(200 // 7)]
    found = parts["lasting"]["outcomes"]["records"]["weeks"]["arms"]
    again = rows("lasting", parts, measures=["records"])
    assert {row["series"] for row in again} == {"goes on", "ends", "never was"}
    assert [float(row["value"]) for row in again if row["series"] == "ends"] == pytest.approx(found[1]["value"])


def test_scores_hold_the_histogram_between_its_limits(parts: Parts) -> None:
    told = rows("scores", parts, limits=(0, 640))
    bins = [row for row in told if row["of"] == "score"]
    assert len(bins) == 64 and [float(row["from"]) for row in bins] == [10.0 * i for i in range(64)]
    assert sum(float(row["value"]) for row in bins) == pytest.approx(100)
    tiers = parts["run"]["distributions"]
    assert [float(row["value"]) / 100 for row in told if row["of"] == "tier"] == pytest.approx(
        [*tiers["tiers"].values(), *tiers["tiers_shadow"].values()])


def test_cohorts_are_the_levels_or_the_ratios(parts: Parts) -> None:
    levels = parts["run"]["by"]["listed"]["quintile"]
    told = rows("cohorts", parts, measure="listed", by="quintile")
    assert [row["label"] for row in told] == ["poorest fifth", "second fifth", "third fifth", "fourth fifth", "richest fifth"]
    assert all(close(row["value"], one["value"], 100) for row, one in zip(told, levels.values(), strict=True))
    pairs = {(one["ratio"], one["low"]) for one in parts["run"]["disparity"]["listed"]["cohorts"]}
    assert {(float(row["value"]), float(row["low"])) for row in rows("cohorts", parts, measure="listed")} <= pairs
    with pytest.raises(OstrakonError, match=r"OST7403.*not cut by 'sexx'"):
        draw("cohorts", parts, measure="listed", by="sexx")


def test_channels_tell_what_is_wrong_and_the_interval_of_it(parts: Parts) -> None:
    found = parts["run"]["channels"]["financial_records"]
    truth = parts["run"]["measures"]["channels_truth"]["channels"]["financial_records"]["false_discovery_rate"]
    told = [row for row in rows("channels", parts) if row["label"].startswith("financial records")]
    records = found["right"] + found["misattributed"] + found["false"]
    assert [float(row["value"]) for row in told] == pytest.approx(
        [100 * n / records for n in (found["misattributed"], found["false"], found["misattributed"] + found["false"])])
    assert close(told[2]["low"], truth["low"], 100) and told[2]["low"]
    assert close(told[2]["value"], truth["value"], 100)         # counted twice, by channel and as a measure


def test_spread_is_as_the_measures_say(parts: Parts) -> None:
    measures = parts["run"]["measures"]
    lorenz = measures["concentration"]["lorenz"]["value"]
    assert [float(row["value"]) / 100 for row in rows("concentration", parts)] == pytest.approx(lorenz)
    matrix = measures["mobility"]["matrix"]["value"]
    told = rows("mobility", parts)
    assert [None if row["value"] == "" else float(row["value"]) / 100 for row in told] == pytest.approx(
        [value for line in matrix for value in line], nan_ok=True)
    longer = measures["exit_time"]["lists"]["all black lists"]["all"]["longer"]["value"]
    assert [float(row["value"]) / 100 for row in rows("exit", parts) if row["series"] == "all listings"] == pytest.approx(
        [value for value in longer if value is not None])
    near = measures["silence_by_distance"]["untouched"]["1"]["silent"]
    assert close(rows("distance", parts)[0]["value"], near["value"], 100)
    rights = {row["label"]: row["value"] for row in rows("rights", parts)}
    assert float(rights["movement"]) == parts["run"]["outcomes"]["rights.movement"]["value"]


def test_changes_and_sides_are_those_of_the_comparison(parts: Parts) -> None:
    found, variant = parts["changes"], "article-2018 without A07"
    told = [row for row in rows("changes", parts) if row["measure"] == "bad_credit"]
    assert [row["series"] for row in told] == ["none", variant] and told[0]["unit"] == "percentage points of people"
    gaps = found["outcomes"]["bad_credit"]["differences"]
    assert [float(row["value"]) for row in told] == pytest.approx([100 * gap["value"] for gap in gaps])
    assert {row["series"] for row in rows("changes", parts, variants=[variant])} == {variant}
    cells = found["sides"]["ever_chilled"]["variants"][1]
    sides = [row for row in rows("sides", parts, variants=[variant]) if row["label"] == "Kept silent at least once"]
    assert [float(row["people"]) for row in sides] == [cells["only_baseline"], cells["only_variant"]]
    with pytest.raises(OstrakonError, match=r"OST7403.*there is no variant 'nome' in it; nearest: none"):
        draw("changes", parts, variants=["nome"])


def test_why_and_tornado_are_those_of_their_studies(parts: Parts) -> None:
    found = parts["why"]["outcomes"]["wrongly_listed"]
    told = {row["part"]: row for row in rows("why", parts)}
    assert all(close(told[name][end], one["shapley"][end], 100) for name, one in found["parts"].items() for end in ("value", "low", "high"))
    assert close(told[""]["value"], found["off"]["value"], 100) and close(told[""]["high"], found["off"]["high"], 100)
    assert close(sum(float(one["value"]) for one in told.values()), found["on"]["value"], 100), "all comes from the parts or from none"
    first = parts["unknown"]["outcomes"]["wrongly_listed"]["parameters"][0]
    ends = rows("tornado", parts)[:2]
    assert [row["at"] for row in ends] == [end["at"] for end in first["ends"]] and {row["label"] for row in ends} == {first["path"]}
    assert [float(row["value"]) for row in ends] == pytest.approx([100 * end["value"] for end in first["ends"]])


@pytest.mark.parametrize(("method", "index", "factor"), [("sobol", "ST", 100.0), ("morris", "mu_star", 100.0)])
def test_other_methods_show_their_index(method: str, index: str, factor: float, parts: Parts) -> None:
    study = parts["unknown"]
    study["method"] = method
    for i, one in enumerate(study["outcomes"]["wrongly_listed"]["parameters"]):
        one[index] = {"value": 0.25 * (i == 0), "low": 0.1, "high": 0.4, "mcse": None}
    told = rows("tornado", parts)
    assert [(float(row["value"]), float(row["high"])) for row in told] == [(0.25 * factor, 0.4 * factor)]


def test_every_word_passes_through_the_reader_s_language(parts: Parts) -> None:
    """Said in capitals with a mark, no English is left; names of the regime's own are not ours to translate."""
    own = {"criticism"}
    for name in CHARTS:
        svg = draw(name, parts, say=lambda text: f"§{text.upper()}", **OPTIONS.get(name, {})).svg
        texts = [element.text or "" for element in ET.fromstring(svg).iter() if element.tag.endswith(("}text", "}tspan"))]
        words = [text for text in texts if re.search(r"[a-z]{3}", text) and text not in own]
        assert not [text for text in words if "." not in text], (name, words)
        assert any(text.startswith("§") for text in texts), name


def test_names_with_markup_or_formulas_are_text(parts: Parts) -> None:
    name = "=HYPERLINK(<b>'x'</b>)"
    parts["changes"]["arms"][1]["name"] = name
    drawing = draw("changes", parts)
    assert "<b>" not in drawing.svg and "=HYPERLINK(&lt;b&gt;'x'&lt;/b&gt;)" in drawing.svg
    assert f"'{name}" in {row["series"] for row in csv.DictReader(io.StringIO(drawing.csv))}
    assert draw("sides", parts).svg.count("=HYPERLINK(&lt;b&gt;") >= 1


def test_a_name_that_is_an_expression_of_vega_is_not_run(parts: Parts) -> None:
    parts["changes"]["arms"][1]["name"] = "' + warn('x') + '\\"
    assert "' + warn('x') + '\\" in draw("changes", parts).svg


def test_cells_that_begin_like_formulas_get_an_apostrophe_and_numbers_do_not() -> None:
    assert [guarded(x) for x in ("=1", "+1", "-1", "@x", "\tx", "\rx", "x=1", -1.5, None)] == [
        "'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "x=1", -1.5, ""]
    assert as_csv([{"a": "=1", "b": 2, "_c": 3, "d": None}]) == "a,b\r\n'=1,2\r\n"


def test_units_of_shares_are_percent() -> None:
    assert scaled("share of people") == (100.0, "percent of people") and scaled("days") == (1.0, "days")


@pytest.mark.parametrize("format_", ["svg", "pdf", "png"])
def test_a_file_of_its_own_has_its_title(format_: str, parts: Parts) -> None:
    spec = draw("why", parts, title="What adds what", note="30 people").spec
    first, second = picture(spec, format_), picture(spec, format_)
    starts = {"svg": b"<svg", "pdf": b"%PDF", "png": b"\x89PNG"}
    assert first.startswith(starts[format_])
    assert first == second or format_ == "pdf"
    if format_ == "svg":
        assert b"What adds what" in first and b"30 people" in first and b"var(" not in first
    if format_ == "png":
        wide = [int.from_bytes(picture(spec, "png", dpi)[16:20], "big") for dpi in (96, 288)]
        assert wide[1] == pytest.approx(3 * wide[0], abs=3) and 550 <= wide[0] <= 680


def test_what_is_not_there_is_refused(parts: Parts) -> None:
    with pytest.raises(OstrakonError, match=r"OST7402.*'wekly'"):
        chart("wekly", parts)
    with pytest.raises(OstrakonError, match=r"OST7402.*weekly with mesures"):
        chart("weekly", parts, mesures=["listed"])
    with pytest.raises(OstrakonError, match=r"OST7403.*why needs an ablation"):
        chart("why", {"run": parts["run"], "why": None})
    assert why_not("why", {}) and not why_not("why", parts)


def broken(parts: Parts) -> Iterator[tuple[str, str]]:
    run = parts["run"]
    for name in ("exit_time", "mobility", "concentration", "silence_by_distance"):
        run["measures"][name] = {"value": None, "reason": "no list in this regime"}
    for one in run["channels"].values():
        one["misattributed"] = one["false"] = 0.0
    run["distributions"] |= {"tiers": {"everyone": 1.0}, "scores": [1.0, 0.0]}
    run["weekly"] = {"day": []}
    for name, one in run["outcomes"].items():
        one["value"] = 0.0 if name.startswith("rights") else None
    yield from (("exit", "no list in"), ("mobility", "no list in"), ("concentration", "no list in"), ("distance", "no list in"),
                ("channels", "no channel made a wrong"), ("scores", "the same score"),
                ("weekly", "no whole week"), ("rights", "no right is"), ("outcomes", "none of these"))
    for gap in parts["changes"]["outcomes"].values():
        for one in gap["differences"]:
            one["value"] = 0.0
    for fate in parts["changes"]["sides"].values():
        for cells in fate["variants"]:
            cells["only_baseline"] = cells["only_variant"] = 0.0
    for one in parts["unknown"]["outcomes"]["wrongly_listed"]["parameters"]:
        one["ignorance"] = 0.0
    parts["why"]["outcomes"]["wrongly_listed"]["total"]["value"] = None
    for one in parts["lasting"]["outcomes"].values():
        for gap in one["weeks"]["differences"] if one["weeks"] else ():
            gap["value"] = 0.0
    yield from (("changes", "no outcome differs"), ("sides", "nobody changes"), ("tornado", "no unknown moves"), ("why", "has no value"),
                ("lasting", "nothing that is counted"))


def test_nothing_to_show_is_said_with_its_reason(parts: Parts) -> None:
    for name, reason in broken(parts):
        assert reason in why_not(name, parts), name


def test_the_rows_of_a_specification_are_those_that_are_drawn(parts: Parts) -> None:
    spec = draw("why", parts).spec
    assert [row["part"] for row in rows_of(spec)] == [row["part"] for row in rows("why", parts)]
