"""Every number of a preset says where it comes from, or is named here as neutral."""

import pytest

from ostrakon.spec.find import ids
from ostrakon.spec.load import load_regime, read_source
from ostrakon.spec.sourced import unwrap
from ostrakon.spec.text import Where

# regime -> plain numbers that are neutral: one kind alone needs no weight, and a scheme that holds everywhere from the start
NEUTRAL: dict[str, dict[Where, float]] = {
    "article-2018": {
        ("channels", "street_camera", "false_records", "of", "jaywalking"): 1,
        ("channels", "financial_records", "false_records", "of", "late_bill"): 1,
        ("rollout", 0, "day"): 0,
        ("rollout", 0, "share"): 1.0,
    },
    "none": {("scoring", "dimensions", "score", what): 0 for what in ("base", "minimum", "maximum")},
    "watch-list": {("channels", c, "false_records", "of", "weapons_offence"): 1 for c in ("refusal_screening", "search_screening")}
                  | {("scoring", "dimensions", "none_kept", what): 0 for what in ("base", "minimum", "maximum")},
    "fraud-finder-michigan": {("channels", c, "false_records", "of", "benefit_misreport"): 1 for c in ("computer", "computer_and_staff")}
                             | {("scoring", "dimensions", "none_kept", what): 0 for what in ("base", "minimum", "maximum")},
    "fraud-finder-rotterdam": {("scoring", "dimensions", "age", "minimum"): 0}
                              | {("scoring", "dimensions", d, what): 0
                                 for d in ("language", "sex", "file", "found") for what in ("base", "maximum")},
    "credit-file": {},
    "court-list": {("scoring", "dimensions", "score", what): 0 for what in ("base", "minimum", "maximum")},
    "rongcheng": {("channels", "police_records", "false_records", "of", "traffic_offence"): 1},
    "rongcheng-village": {("channels", "gatherers", "false_records", "of", "littering"): 1},
    "city-app": {("channels", "payment_records", "false_records", "of", "late_bill"): 1},
    "suqian": {("channels", "payment_records", "false_records", "of", "late_bill"): 1},
    "suining-2010": {
        ("channels", "bank_and_utility_reports", "false_records", "of", "loan_default"): 1,
        ("channels", "department_reports", "false_records", "of", "traffic_offence"): 1,
        ("rollout", 0, "day"): 0,
        ("rollout", 0, "share"): 1.0,
    },
    "suzhou-civility": {
        ("channels", "traffic_police", "false_records", "of", "traffic_offence"): 1,
        ("rollout", 0, "day"): 0,
        ("rollout", 0, "share"): 1.0,
    },
    "zhima-behaviour-25": {},
    "zhima": {
        ("channels", "payments", "false_records", "of", "late_bill"): 1,
        ("rollout", 0, "day"): 0,
        ("rollout", 0, "share"): 1.0,
    },
}


def plain_numbers(value: object, sourced: set[Where], path: Where = ()) -> dict[Where, float]:
    """Numbers as written that have no status, by path."""
    if path in sourced:
        return {}
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {at: n for key, item in pairs for at, n in plain_numbers(item, sourced, (*path, key)).items()}
    return {path: value} if isinstance(value, int | float) and not isinstance(value, bool) else {}


@pytest.mark.parametrize("name", ids("regime"))
def test_a_number_has_a_status_or_is_neutral(name: str) -> None:
    plain = unwrap(read_source("regime", name))
    found = plain_numbers(plain.data, {path for path, p in plain.provenance.items() if p.status})
    assert found == NEUTRAL[name]


def test_a_number_without_a_status_is_found() -> None:
    assert plain_numbers({"a": {"b": [1, 2]}, "c": True, "d": "3"}, {("a", "b", 0)}) == {("a", "b", 1): 2}


@pytest.mark.parametrize("name", ids("regime"))
def test_what_is_assumed_has_a_range_and_what_is_not_has_a_source(name: str) -> None:
    for path, found in load_regime(name).provenance.items():
        assert (found.range is not None) if found.status == "assumed" else found.source, path
