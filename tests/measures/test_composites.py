"""What holds of every outcome that is more than a ratio: cuts, swapped labels, nobody there, needs; and of the names of cuts."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from measures.town import LABELS, tallies
from ostrakon.errors import OstrakonError
from ostrakon.kernel import tallies as k
from ostrakon.measures import concentration, exit_time, mobility, poverty_trap
from ostrakon.measures.cuts import cut, members
from ostrakon.measures.needs import NEEDS
from ostrakon.measures.summary import COMPOSITES, described, reduce_run, summarise

MINE = [m for part in (exit_time, mobility, poverty_trap, concentration) for m in part.MEASURES]
SEX, BOTH = cut("sex", LABELS.axes), cut("sex+minority", LABELS.axes)
SWAP = [2, 3, 0, 1]         # han and minority men for han and minority women


def group(seed: int, people: int = 100) -> k.Tallies:
    """Tallies in which cohorts differ."""
    rng = np.random.default_rng(seed)
    t = tallies(people)
    for table in (t.spells, t.burden, t.moves, t.trap):
        table[:] = rng.poisson(np.array([1, 3, 5, 8]).reshape(-1, *[1] * (table.ndim - 1)), table.shape)
    t.burden[:, 0, k.B_DAYS] = 0
    return t


def swapped(t: k.Tallies) -> k.Tallies:
    return k.Tallies(*(table[SWAP] if name not in ("chan", "series") else table for name, table in t._asdict().items()))


def measures_of(*groups: k.Tallies, by: tuple[Any, ...] = (SEX,), labels: Any = LABELS) -> dict[str, Any]:
    keyed = {(2 * i // len(groups), i): t for i, t in enumerate(groups)}
    return summarise([reduce_run(keyed, labels, by)], labels, by)


GROUPS = [group(seed) for seed in range(6)]


@pytest.mark.parametrize("measure", MINE, ids=lambda m: m.name)
def test_swapped_cohort_labels_swap_what_is_said(measure: Any) -> None:
    one, other = (measures_of(*groups)["measures"][measure.name]["by"]["sex"] for groups in (GROUPS, map(swapped, GROUPS)))
    assert one["male"] == other["female"] and one["female"] == other["male"] and one["male"] != one["female"]


@pytest.mark.parametrize("measure", MINE, ids=lambda m: m.name)
def test_a_cohort_is_told_as_if_it_were_everybody(measure: Any) -> None:
    """Of all others nothing is left in the tallies; people remain, since the design is of all."""
    alone = [k.Tallies(*(np.where(np.isin(np.arange(4), [0, 1]).reshape(-1, *[1] * (x.ndim - 1)), x, 0)
                         if name in ("spells", "burden", "moves", "trap") else x for name, x in t._asdict().items())) for t in GROUPS]
    whole = measures_of(*alone, by=())["measures"][measure.name]
    assert {**whole, "by": None} == {**whole, **measures_of(*GROUPS)["measures"][measure.name]["by"]["sex"]["male"], "by": None}


def test_a_cohort_with_nobody_in_it_is_no_zero() -> None:
    def without(t: k.Tallies) -> k.Tallies:
        return k.Tallies(*(x * np.array([1, 0, 1, 1]).reshape(-1, *[1] * (x.ndim - 1)) if name not in ("chan", "series") else x
                           for name, x in t._asdict().items()))

    found = measures_of(*map(without, GROUPS), by=(BOTH,))
    absent = {"value": None, "reason": "no people"}
    for measure in MINE:
        assert found["measures"][measure.name]["by"]["sex+minority"]["male, minority"] == absent
        assert found["measures"][measure.name]["by"]["sex+minority"]["female, minority"] != absent
    told = found["by"]["listed"]["sex+minority"]
    assert told["male, minority"] == {"value": None, "low": None, "high": None, "mcse": None, "n": 0, "reason": "no people"}
    assert told["male, han"]["value"] == 0 and "reason" not in told["male, han"]


@pytest.mark.parametrize("measure", MINE, ids=lambda m: m.name)
def test_what_a_regime_cannot_have_is_null_with_the_reason(measure: Any) -> None:
    poor = replace(LABELS, has=LABELS.has - set(measure.needs))
    told = measures_of(*GROUPS, by=(), labels=poor)["measures"][measure.name]
    assert told["value"] is None and told["reason"] == NEEDS[measure.needs[0]].lacking


def test_an_outcome_that_is_a_ratio_is_null_with_the_reason_too() -> None:
    found = measures_of(*GROUPS, labels=replace(LABELS, has=LABELS.has - {"redress", "black_list"}))
    assert found["outcomes"]["appeals_granted"]["reason"] == "nobody can appeal against a black list under this regime"
    assert found["outcomes"]["wrongful_share"]["reason"] == "the regime has no black list that can be entered"
    assert found["outcomes"]["wrongful_share"]["value"] is None and "count" not in found["outcomes"]["wrongful_share"]
    assert found["by"]["wrongful_share"]["sex"]["male"]["reason"] == "the regime has no black list that can be entered"
    assert measures_of(*GROUPS)["outcomes"]["wrongful_share"]["reason"] == "nothing to divide by: 0 people who entered a black list"


def test_a_share_of_all_people_is_a_true_zero_where_nothing_can_befall_them() -> None:
    """So that a regime can be compared with one that has no list, no tiers and no spillover."""
    found = measures_of(*GROUPS, labels=replace(LABELS, has=frozenset()))["outcomes"]
    assert [found[name]["value"] for name in ("listed", "wrongly_listed", "harmed_by_association", "bad_credit")] == [0, 0, 0, 0]


def test_combinations_hold_every_cohort_once() -> None:
    assert BOTH.labels == ("male, han", "male, minority", "female, han", "female, minority") and BOTH.of.tolist() == [0, 1, 2, 3]
    assert cut("minority+sex", LABELS.axes).of.tolist() == [0, 2, 1, 3]
    assert members((SEX, BOTH), 4).tolist() == [[1, 1, 1, 1], [1, 1, 0, 0], [0, 0, 1, 1], *np.eye(4, dtype=int).tolist()]


@pytest.mark.parametrize(("text", "found", "nearest", "remedy"), [
    ("sex+minorty", "minorty", "minority", "name attributes"), ("urban", "urban", "", "--set-society 'cohorts=[sex, minority, urban]'"),
    ("sex+", "''", "", "name attributes"), ("sex+sex", "twice", "", "--by sex")])
def test_what_is_no_cohort_attribute_is_refused_with_the_way_to_declare_it(text: str, found: str, nearest: str, remedy: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        cut(text, LABELS.axes)
    problem = caught.value.problems[0]
    assert problem.code == "OST7001" and found in problem.found and problem.nearest == nearest and remedy in problem.remedy


def test_every_measure_says_what_it_is_and_what_it_is_not() -> None:
    known = described()
    assert len({m.name for m in known}) == len(known)
    for m in known:
        assert all((m.title, m.estimand, m.unit, m.counted, m.among, m.formula, m.source, m.not_said)), m.name
        assert set(m.needs) <= set(NEEDS), m.name
    assert set(COMPOSITES) >= set(MINE)
