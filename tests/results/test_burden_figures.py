"""The page's sections on what befalls people say what the summary holds, and nothing of what it lacks."""

from copy import deepcopy
from typing import Any

import pytest

from ostrakon.results.burden_figures import burden_figures


def told(value: float | None, unit: str = "share", n: int = 200) -> dict[str, Any]:
    ends = {"low": None, "high": None} if value is None else {"low": value * 0.9, "high": value * 1.1}
    return {"value": value, **ends, "mcse": None, "unit": unit, "n": n} | ({"reason": "nothing to divide by"} if value is None else {})


MEASURES = {
    "silence_by_distance": {"untouched": {"1": {"silent": told(0.3)}, "4 or more": {"silent": told(None, n=0)}},
                            "all_untouched": {"silent": told(0.13)}, "others": {"silent": told(0.35)}},
    "channels_truth": {"channels": {"camera": {"recall": told(0.17)}, "post_office": {"recall": told(None, n=0)}}},
    "lists_truth": {"each_list": {"bad": {"red": False, "wrongful_entries": told(0.2), "wrongful_days": told(0.1), "recall": told(0.5)}}},
    "amplification": {"contrasts": {"camera, misattribution, minority": {
        "wrongly_listed": told(0.5, "times"), "recorded_wrongly": told(2.0, "times")}}, "excluded": []},
}


@pytest.fixture
def whole(summary: dict[str, Any]) -> dict[str, Any]:
    found = deepcopy(summary) | {"measures": MEASURES}
    for name, outcome in found["outcomes"].items():
        if name.startswith("rights."):
            value = {"rights.movement": 800.0, "rights.family": 40.0}.get(name, 0.0)
            outcome.update(told(value, "days per 1,000 people"), title=name.partition(".")[2].capitalize())
    return found


def section(found: list[dict[str, Any]], start: str) -> dict[str, Any]:
    return next(figure for figure in found if figure["heading"].startswith(start))


def test_every_section_has_its_numbers(whole: dict[str, Any]) -> None:
    found = burden_figures(whole)
    assert len(found) == 6 and all("<svg" in str(figure["svg"]) for figure in found)
    assert section(found, "Movement is restricted")["rows"][0] == ["Movement", "800", "720 to 880", "200"]
    assert section(found, "2 % of denials")["rows"][0][:2] == ["fly", "20 %"]
    assert section(found, "Silence reaches")["rows"] == [
        ["at 1 step", "30 %", "27 to 33 %", "200"], ["at 4 or more steps", "nothing to divide by", "-", "0"],
        ["all others", "35 %", "31.5 to 38.5 %", "200"]]
    assert section(found, "How much of what happens")["rows"][1][:2] == ["post office", "nothing to divide by"]
    assert [row[1] for row in section(found, "Lists against")["rows"]] == ["20 %", "10 %", "50 %"]
    assert [row[:2] for row in section(found, "How much of a sensor")["rows"]] == [
        ["camera, misattribution, minority: listed wrongly", "0.5"], ["camera, misattribution, minority: recorded wrongly", "2"]]


def test_what_cannot_be_had_has_no_section(whole: dict[str, Any]) -> None:
    whole["measures"] = {name: {"value": None, "reason": "why"} for name in MEASURES}
    whole["outcomes"]["wrongful_denial_share"]["value"] = None
    assert [figure["heading"] for figure in burden_figures(whole)] == ["Movement is restricted on the most days"]


def test_rights_restricted_alike_are_named_together(whole: dict[str, Any]) -> None:
    for name in ("rights.work", "rights.account"):
        whole["outcomes"][name]["value"] = 800.0
    assert "Movement, work and account are restricted on the most days" in {figure["heading"] for figure in burden_figures(whole)}


def test_nothing_that_happened_has_no_section(whole: dict[str, Any]) -> None:
    for name, outcome in whole["outcomes"].items():
        if name.startswith("rights.") or name == "wrongful_denial_share":
            outcome["value"] = 0.0
    silent = whole["measures"] = deepcopy(MEASURES)
    for row in (*silent["silence_by_distance"]["untouched"].values(), silent["silence_by_distance"]["others"]):
        row["silent"] = told(0.0)
    assert {figure["heading"] for figure in burden_figures(whole)} == {
        "How much of what happens each channel records rightly", "Lists against the shadow ledger",
        "How much of a sensor's bias reaches people"}
