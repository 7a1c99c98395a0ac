"""The court list: its calibrated numbers are those that the published flows give, and a small life of the list agrees with them.

The closed forms are worked by hand where that can be done. The run has 150,000 people from the first day of the list to the end
of 2018; its bounds are 4.5 standard errors wide (binomial and Poisson), so that were the seed changed and the numbers right,
this file would fail with a chance below 1 in 50,000.
"""

import sys
from datetime import date
from math import exp, isnan, sqrt
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "verification"))

import court_list as runs
import court_list_flows as flows

from ostrakon.spec.load import load_regime

PEOPLE, WIDE = 150_000, 4.5


def test_the_regime_holds_the_derived_numbers() -> None:
    file, alike = flows.in_file()
    assert alike and flows.agrees(file, flows.derive())


@pytest.mark.parametrize("place", ["evasion", "refusal", "duty"])
def test_a_wrong_number_is_found(place: str) -> None:
    file, _ = flows.in_file()
    wrong = flows.Derived(**(vars(file) | {place: vars(file)[place] + 0.002}))
    assert not flows.agrees(wrong, flows.derive())


def test_leavers_by_hand() -> None:
    """A steady stream at rate r: within [a, a + 1] years of age of the list, 1 - exp(-r a) (1 - exp(-r)) / r leave per entry."""
    rate, age = 0.3, flows.day_of(date(2018, 1, 1)) / 365
    assert flows.leavers(rate, 2018, False) == pytest.approx(1 - exp(-rate * age) * (1 - exp(-rate)) / rate, abs=1e-4)
    assert flows.leavers(rate, 2023, True) == pytest.approx(1 - exp(-2 * rate), abs=1e-4)
    assert flows.leavers(rate, 2018, False, since=date(2018, 7, 1)) < flows.leavers(rate, 2018, False)


def test_what_is_solved_gives_back_what_was_asked() -> None:
    rate = flows.duty_rate()
    share = flows.timed_share(rate)
    assert flows.leavers(rate, 2018, False) == pytest.approx(flows.C04)
    timed = flows.leavers(rate, 2023, True, since=flows.TERM_FROM) + flows.leavers(rate, 2023, False, until=flows.TERM_FROM)
    assert share * timed + (1 - share) * flows.leavers(rate, 2023, False) == pytest.approx(flows.C05)
    first, second = flows.chances(0.9, share)
    assert first + (1 - first) * second == pytest.approx(0.9) and first / 0.9 == pytest.approx(share)
    p = flows.detection(0.8, 0.1)
    assert p * exp(-0.1 * p) == pytest.approx(0.8) and isnan(flows.detection(0.95, 0.1))


@pytest.mark.parametrize("published", [flows.C04_LOW, flows.C04_HIGH])
def test_the_ranges_of_the_regime_hold_the_other_readings(published: float) -> None:
    low, high = load_regime(flows.REGIME).provenance["lists", "evaders", "duty_per_year"].range or (0, 0)
    assert low <= flows.duty_rate(published) <= high
    assert 0 < flows.timed_share(flows.duty_rate(published)) < 1


def test_the_rule_as_written() -> None:
    regime = load_regime(flows.REGIME).model
    assert (regime.lists["evaders"].term_days, regime.lists["refusers"].term_days) == (flows.TERM, None)
    assert all(entry.where == {"age": "18+"} for entry in regime.lists.values())
    assert all(rule.points == 0 and rule.list for rule in regime.rules.values())


def year_2018(*overrides: str) -> tuple[float, float, float]:
    """Entries expected, entries and exits of 2018 in a small life of the list."""
    before, after = (runs.lived(date(year, 1, 1), PEOPLE, overrides) for year in (2018, 2019))
    year = after.since(before)
    counts = {name: float(value.sum()) for name, value in year.values.items()}
    assert counts["term"] == 0
    return flows.ENTRIES_2018 * flows.PERSONS / year.per_run, counts["entries"], counts["duty"] + counts["appeal"]


def beyond(expected: float, entries: float, exits: float) -> tuple[float, float]:
    """How many standard errors entries and the ratio of exits lie off. Both counts are nearly Poisson and nearly independent."""
    ratio = exits / entries
    return abs(entries - expected) / sqrt(expected), abs(ratio - flows.C04) / (ratio * sqrt(1 / entries + 1 / exits))


def test_a_small_life_of_the_list_meets_entries_and_exits() -> None:
    assert max(beyond(*year_2018())) < WIDE


def test_wrong_numbers_miss_them() -> None:
    wrong = year_2018("channels.evasion_findings.sees.court_defiance=0.2", "channels.refusal_findings.sees.court_defiance=0.4",
                      "lists.evaders.duty_per_year=0.06", "lists.refusers.duty_per_year=0.06")
    assert min(beyond(*wrong)) > WIDE


def test_a_verdict_can_be_either() -> None:
    found = runs.lived(date(2015, 1, 1), 20_000).millions("entries")
    assert found.low is not None and found.high is not None
    assert runs.verdict(found, found.low, found.high) == "met"
    assert runs.verdict(found, found.high * 2, found.high * 3) == "not met: too low"
    assert runs.verdict(found, 0.0, found.low / 2) == "not met: too high"


def test_the_page_is_about_this_regime() -> None:
    file, _ = flows.in_file()
    text = runs.PAGE.read_text(encoding="utf-8")
    shares = f"{file.evasion} of the first channel, {file.refusal} of the second"
    assert all(words in text for words in ("are those derived", f"{file.duty} a year on both lists", shares))
