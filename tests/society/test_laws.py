"""Degrees, dispositions, reach and response classes against closed forms; groupings and rates against tables worked by hand."""

import math
from collections.abc import Callable, Iterator
from typing import get_args

import numpy as np
import pytest
from pydantic import ValidationError

from ostrakon.errors import OstrakonError
from ostrakon.kernel import tallies
from ostrakon.society import BuiltSociety
from ostrakon.society.dispositions import _below, disposition_table, reach_table, response_classes
from ostrakon.society.groupings import level_of
from ostrakon.society.kinds import candidate_rates, kind_order
from ostrakon.society.ties import degree_shares
from ostrakon.spec.load import load_society
from ostrakon.spec.society import Disposition, Foci, Layer, Reach, Right, Society
from ostrakon.vocabulary import ATTRIBUTES, RIGHTS


@pytest.mark.parametrize("layer", [Layer(mean=5, sd=3, most=31), Layer(mean=10, sd=7, most=63), Layer(mean=5, sd=1, most=63)])
def test_degrees_keep_the_mean(layer: Layer) -> None:
    found = degree_shares(layer)
    assert found @ np.arange(64) == pytest.approx(layer.mean, abs=1e-9)
    assert found[layer.most + 1:].sum() == 0


def test_degrees_without_spread_are_poisson() -> None:
    found = degree_shares(Layer(mean=5, sd=0, most=63))
    assert found[3] == pytest.approx(math.exp(-5) * 125 / 6, abs=1e-9)


def test_degrees_have_the_spread() -> None:
    found = degree_shares(Layer(mean=5, sd=3, most=63))
    assert found @ (np.arange(64) - 5.0) ** 2 == pytest.approx(9, abs=0.01)


def test_no_ties() -> None:
    assert degree_shares(Layer(mean=0, sd=0, most=0))[0] == 1


@pytest.mark.parametrize("law", ["lognormal", "gamma"])
@pytest.mark.parametrize("sd", [0.3, 1.0, 2.0])
def test_dispositions_have_mean_one(law: str, sd: float) -> None:
    table = disposition_table({"drinking": Disposition(law=law, sd=sd)})
    assert (table.sum(1) == 32 * 4096).all()
    assert (np.diff(table[3]) >= 0).all()
    assert (table[0] == 4096).all()


def test_an_exponential_disposition() -> None:
    """A gamma law with sd 1 is exponential: the mean of the top bin of 32 is ln 32 + 1."""
    table = disposition_table({"rest": Disposition(law="gamma", sd=1.0)})
    assert table[5, 31] == pytest.approx(4096 * (math.log(32) + 1), abs=1)


def test_the_incomplete_gamma_function() -> None:
    assert _below(1.0, 2.0) == pytest.approx(1 - math.exp(-2), rel=1e-12)
    assert _below(0.5, 1.0) == pytest.approx(math.erf(1.0), rel=1e-12)


def test_response_classes_are_runs() -> None:
    assert list(response_classes(4)) == [0] * 8 + [1] * 8 + [2] * 8 + [3] * 8


def test_reach_has_its_median() -> None:
    table = reach_table(Reach(median=1000, sigma=1.0, by_occupation={"journalist": 10}))
    assert (table[0, 15] * table[0, 16]) ** 0.5 == pytest.approx(1000, rel=1e-3)
    assert table[9, 31] == pytest.approx(10 * table[0, 31], rel=1e-3)


def test_strata_name_their_index(china: BuiltSociety) -> None:
    """Every combination of levels adds up to the index under which it stands."""
    for where, names in (("strata", china.strata), ("cohorts", china.cohorts), ("looks", china.looks)):
        table = getattr(china.tables, {"strata": "strata_map", "cohorts": "cohort_map", "looks": "look_map"}[where])
        for index, entry in enumerate(names):
            total = 0
            for name, level in entry.items():
                base, of = level_of(china.model, name)
                code = int((of == china.model.levels(name).index(level)).argmax())
                total += int(table[ATTRIBUTES.index(base), code])
            assert total == index
    assert len(china.strata) == 480 and len(china.cohorts) == 40 and len(china.classes) == 4


def test_age_groups(china: BuiltSociety) -> None:
    _, level = level_of(china.model, "age_group")
    assert [int(level[a]) for a in (0, 17, 18, 34, 35, 59, 60, 100)] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_kinds_stand_group_by_group(harbour: BuiltSociety) -> None:
    assert harbour.kinds == ("late_bill", "jaywalking", "criticism", "volunteering", "gaming_long", "fly", "loan")
    assert list(harbour.tables.group_start) == [0, 1, 2, 3, 3, 4, 7]
    assert harbour.tables.follow[6] == 0 and harbour.tables.follow_delay[6] == 30 * 1024
    assert harbour.ceilings == (2, 1, 1.5, 1, 1, 1, 1)


def test_a_request_touches_a_right_by_hand(harbour: BuiltSociety) -> None:
    """Of harbour town's requests a flight is movement, the first right, and a loan credit, the fifth; conduct touches none."""
    assert dict(zip(harbour.kinds, harbour.rights, strict=True)) == dict.fromkeys(harbour.kinds, -1) | {"fly": 0, "loan": 4}
    assert get_args(Right) == RIGHTS and len(RIGHTS) == tallies.RIGHTS


def test_rates_by_hand(harbour: BuiltSociety) -> None:
    rates = candidate_rates(harbour.model)
    stratum = harbour.strata.index({"sex": "female", "urban": "rural", "age_group": "child"})
    assert list(rates[stratum]) == pytest.approx([0, 20 * 0.5 * 0.5, 5 * 0.1 * 1.5, 1, 5, 0.5, 0])
    assert harbour.tables.rate[0, stratum, 5] == round((5 + 0.5) / 365 * 2**32)
    assert harbour.tables.rate[0, stratum, 3] == 0


def test_kind_rows_draw_in_proportion(china: BuiltSociety) -> None:
    t, rates = china.tables, candidate_rates(china.model)
    for stratum in (0, 137, 479):
        for g in range(6):
            low, high = int(t.group_start[g]), int(t.group_start[g + 1])
            cut, other = t.kind_cut[0, stratum, low:high].astype(float), t.kind_other[0, stratum, low:high]
            drawn = np.minimum((cut + (cut == 2**32 - 1)) / 2**32, 1)
            for j in range(high - low):
                if other[j] != j:
                    drawn[other[j]] += 1 - cut[j] / 2**32
            want = rates[stratum, low:high]
            if want.sum() > 0:
                assert np.allclose(drawn / (high - low), want / want.sum(), atol=1e-8)


def test_every_kind_is_there(china: BuiltSociety) -> None:
    wanted = {
        "jaywalking", "traffic_offence", "fare_evasion", "littering", "fraud", "public_disturbance", "late_bill", "late_tax",
        "loan_default", "court_defiance", "heavy_alcohol_purchase", "foreign_product", "gaming_long", "criticism",
        "sensitive_search", "petition", "volunteering", "blood_donation", "charity", "fly", "high_speed_rail", "hotel",
        "rent_car", "rent_home", "loan", "job", "government_job", "university", "airport_lane", "fast_lane", "private_school",
    }
    assert set(china.kinds) == wanted == set(kind_order(china.model))


def numbers(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(item, (*path, key))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def test_every_number_has_a_status() -> None:
    """Every number written in china-2020 lies under a status; gravity is a declaration of the society, not a measurement."""
    loaded = load_society("china-2020")
    written = [path for path in numbers(loaded.data) if path in loaded.marks and path[-1] != "gravity"]
    bare = [p for p in written if not any(p[:n] in loaded.provenance and loaded.provenance[p[:n]].status for n in range(1, len(p) + 1))]
    assert len(written) > 250
    assert bare == []


def test_a_group_that_leaves_out_codes_is_refused(harbour: BuiltSociety) -> None:
    data = harbour.model.model_dump()
    data["groups"]["age_group"]["levels"] = {"child": ["0-17"], "adult": ["18-60"]}
    with pytest.raises(OstrakonError) as caught:
        level_of(Society.model_validate(data), "age_group")
    assert "61" in caught.value.problems[0].found


@pytest.mark.parametrize(("path", "value"), [
    ("strata", ["sex", "weather"]), ("strata", ["sex", "sex"]), ("strata", ["age", "sex", "urban", "quintile"])])
def test_groupings_are_checked(harbour: BuiltSociety, path: str, value: list[str]) -> None:
    with pytest.raises(ValidationError):
        Society.model_validate(harbour.model.model_dump() | {path: value})


def test_a_conduct_has_no_price(harbour: BuiltSociety) -> None:
    data = harbour.model.model_dump()
    data["kinds"]["jaywalking"]["cost_yuan"] = 5
    with pytest.raises(ValidationError):
        Society.model_validate(data)


@pytest.mark.parametrize("make", [
    lambda: Reach(median=1, sigma=1, by_occupation={"jester": 2}), lambda: Disposition(law="none", sd=1), lambda: Disposition(law="gamma"),
    lambda: Foci(nearness=0.7, age=0.4)])
def test_what_would_be_ignored_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(ValidationError):
        make()
