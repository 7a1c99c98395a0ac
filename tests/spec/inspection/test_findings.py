"""What every finding has, over all regimes of the catalogue; the table of provisions; the count of numbers by status."""

import csv
import re

import pytest

from ostrakon.spec.find import ids
from ostrakon.spec.fit import Places
from ostrakon.spec.inspection import inspect, statuses
from ostrakon.spec.inspection.provisions import AI_ACT, GDPR, ICCPR, TABLE, provision, provisions
from ostrakon.spec.load import load_regime, load_society

VERDICTS = re.compile(r"\b(violat\w*|illegal\w*|infring\w*|breach\w*|prohibited|forbidden|unjustified|must)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", ids("regime"))
def test_every_finding_is_complete_and_no_verdict(name):
    regime = load_regime(name)
    for f in inspect(regime.model, load_society(regime.model.society).model, regime.places):
        assert f.title and f.group and f.paths and f.goes_away, f
        assert f.found.endswith(".") and re.search(r"\.yaml:\d+\Z", f.place), f
        assert bool(f.question) == f.is_legal == (f.provision in provisions()), f
        assert not f.is_legal or f.question.endswith("?"), f
        assert not VERDICTS.search(f"{f.title} {f.found} {f.question} {f.goes_away} {f.short}"), f


def test_under_none_nothing_is_found():
    regime = load_regime("none")
    for society in ids("society"):
        assert inspect(regime.model, load_society(society).model, regime.places) == []


def test_the_article_crosses_contexts_rule_by_rule():
    regime = load_regime("article-2018")
    found = inspect(regime.model, load_society("china-2020").model, regime.places)
    crossed = {(f.group, f.short) for f in found if f.id == "context_crossing"}
    assert ("late_bill", "credit → travel") in crossed and ("criticism", "speech → family") in crossed
    assert not {f for f in crossed if f[0] in ("volunteering", "charity", "blood_donation")}        # what earns points sanctions nobody
    assert not {f for f in crossed if f[1] == "speech → speech"}
    assert {f.group for f in found if f.id == "list_without_exit"} == {"blacklist", "house_arrest"}
    assert {f.group for f in found if f.id == "face_recognition"} == {"street_camera"}


def test_places_are_optional():
    regime = load_regime("article-2018")
    society = load_society("china-2020").model
    with_places, without = inspect(regime.model, society, regime.places), inspect(regime.model, society, Places())
    assert [(f.id, f.paths, f.found) for f in with_places] == [(f.id, f.paths, f.found) for f in without]
    assert {f.place for f in without} == {""}


def test_a_finding_points_at_the_line_of_its_key(look):
    found = {f.id: f for f in look("redress=null")}
    assert found["right_movement"].mark.text.strip().startswith("no_flight:")
    assert found["right_fair_hearing"].mark.text.strip().startswith("bad: {below")


# --- Provisions ---------------------------------------------------------------------------------------------------------


def test_the_table_is_read_as_it_stands():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(provisions()) == len(rows) - 1 > 20
    assert all(p.source and p.status in ("seen", "recalled, not seen") for p in provisions())


def test_a_provision_not_read_says_so():
    assert provision(ICCPR, "Art 12").standing == "from memory, check the text"
    assert provision(AI_ACT, "Art 5(1)(c)(i)").standing == "seen in Mondaq 2025-02-20"
    assert provision(GDPR, "Art 22").article.startswith("Art 22 + CJEU C-634/21")
    with pytest.raises(KeyError):
        provision(ICCPR, "Art 1")       # not Art 12, which begins so too


# --- Numbers by status --------------------------------------------------------------------------------------------------

NUMBERS = """\
ostrakon: regime/1
id: few
title: Few
summary: Numbers of every sort.
family: study
scoring:
  dimensions:
    a: {base: {value: 5, status: assumed, range: [1, 9]}, minimum: 0, maximum: {value: 9, status: claimed, source: somebody}}
rules:
  r: {kind: k, points: {value: -1, source: somebody}, repetition: {window_days: 30, points: {value: [-1, -2], status: reported, source: x}}}
tiers: [{name: all}]
lists: {l: {below: 3, term_days: null}}
burn_in_days: 2
"""


def test_numbers_are_counted_as_written():
    """Plain: minimum, window, below, burn-in. Not counted: text, nothing, ranges, defaults."""
    found = statuses(load_regime(NUMBERS))
    assert found.plain == 4
    assert {word: n for word, n in found.by_status.items() if n} == {"reported": 2, "claimed": 1, "assumed": 1, "without status": 1}
    assert str(found) == "5 numbers with a status: 2 reported (40%), 1 claimed (20%), 1 assumed (20%), 1 without status (20%); 4 plain"


def test_a_number_set_by_an_override_is_plain():
    assert statuses(load_regime(NUMBERS, ["scoring.dimensions.a.base=6"])).plain == 5
