"""Names to numbers, by hand."""

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms.lookup import by_code, codes_of, conduct, level_of, mask, position, request

AGE, SEX, QUINTILE = 2, 3, 7


def test_a_wrong_name_answers_with_the_right_one():
    with pytest.raises(OstrakonError, match=r"did you mean 'late_bill'"):
        position("late_bil", ["theft", "late_bill"], "rules.x.kind")


def test_requests_and_conducts_are_told_apart(society):
    assert (conduct(society, "charity", "x"), request(society, "hotel", "x")) == (3, 5)
    with pytest.raises(OstrakonError, match=r"the request 'fly'"):
        conduct(society, "fly", "x")
    with pytest.raises(OstrakonError, match=r"the conduct 'theft'"):
        request(society, "theft", "x")


@pytest.mark.parametrize(("word", "low", "high"), [("18+", 18, 127), ("16-60", 16, 60), (7, 7, 7), ("7", 7, 7)])
def test_ages(society, word, low, high):
    assert codes_of(society, "age", word, "where") == list(range(low, high + 1))


@pytest.mark.parametrize("word", ["old", "60-16", "18-", "200"])
def test_wrong_ages(society, word):
    with pytest.raises(OstrakonError, match=r"names the age"):
        codes_of(society, "age", word, "where")


def test_mask_by_hand(society):
    found = mask(society, {"age": "18-20", "sex": ["female"]}, "where")
    assert found.sum(axis=1).tolist() == [128, 128, 3, 1, 128, 128, 128, 128, 128, 128]
    assert found[AGE, 18:21].all() and found[SEX, 1] == 1


def test_levels_of_a_grouping(society):
    # strata = 2 x sex + quintile
    of_code, of_index = level_of(society.tables.strata_map, 4, "sex")
    assert of_code[:2].tolist() == [0, 1] and of_index.tolist() == [0, 0, 1, 1]
    assert level_of(society.tables.strata_map, 4, "quintile")[1].tolist() == [0, 1, 0, 1]
    assert level_of(society.tables.strata_map, 4, "role")[1].tolist() == [0, 0, 0, 0]


def test_values_by_code(society):
    strata = society.tables.strata_map
    assert by_code(society, strata, 4, "quintile", {"q2": 7}, 1, "x").tolist() == [1, 7, 1, 7]
    assert by_code(society, strata, 4, "role", {"head": 7, "other": 7}, 1, "x").tolist() == [7] * 4
    with pytest.raises(OstrakonError, match=r"differs within one group"):
        by_code(society, strata, 4, "role", {"head": 7}, 1, "x")


def test_a_map_that_is_no_product_is_refused(society):
    with pytest.raises(OstrakonError, match=r"a product of levels"):
        level_of(society.tables.strata_map + np.eye(10, 128, dtype=np.int64), 4, "sex")
