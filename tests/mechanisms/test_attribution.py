"""Attribution by hand."""

import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import attribution
from ostrakon.numbers import ALWAYS

FALSE = {"per_person_year": 0.125, "of": {"theft": 3, "criticism": 1}, "by_class": {"blurred": 4.0}}
CAMERA = {"context": "street", "sees": {"theft": 0.5}, "false_records": FALSE,
          "misattribution": {"share": 0.125, "among": "look_alike", "by_class": {"blurred": 2.0}}}
BOOKS = {"context": "credit", "sees": {"late_bill": 1.0}, "misattribution": {"share": 0.25}}


def test_by_hand(live, society):
    tables = attribution.fill(live(channels={"camera": CAMERA, "books": BOOKS}), society)
    assert tables["wrong"].tolist() == [[2**29, 2**30], [2**30, 2**30]] and tables["wrong_among"].tolist() == [0, 1]
    # the ceiling is 0.5 a year: 0.125 / 0.5 and 0.5 / 0.5
    assert tables["false_on"].tolist() == [1, 0] and tables["false_keep"].tolist() == [[2**30, ALWAYS], [0, 0]]
    # weights 3, 0, 1, 0, 0, 0 over a mean of 4/6
    cut, other = tables["false_cut"][0].tolist(), tables["false_other"][0].tolist()
    share = [0.0] * 6
    for j in range(6):
        part = 1.0 if other[j] == j else cut[j] / 2**32
        share[j] += part / 6
        share[other[j]] += (1 - part) / 6
    assert share == pytest.approx([0.75, 0, 0.25, 0, 0, 0], abs=1e-9)


def test_above_the_ceiling(live, society):
    with pytest.raises(OstrakonError, match=r"reaches 0.75 per person"):
        attribution.fill(live(channels={"camera": CAMERA | {"false_records": FALSE | {"by_class": {"plain": 6.0}}}}), society)


def test_more_than_all(live, society):
    with pytest.raises(OstrakonError, match=r"misattribution reaches 1.25"):
        attribution.fill(live(channels={"c": BOOKS | {"misattribution": {"share": 0.25, "by_class": {"plain": 5.0}}}}), society)


def test_no_weight(live, society):
    with pytest.raises(OstrakonError, match=r"no weight above 0"):
        attribution.fill(live(channels={"c": CAMERA | {"false_records": {"per_person_year": 0.1, "of": {"theft": 0}}}}), society)


def test_perfect_channels_err_never(live, society):
    tables = attribution.fill(live(channels={"c": {"context": "x", "sees": {"theft": 1.0}}}), society)
    assert not tables["wrong"].any() and not tables["false_on"].any() and not tables["false_keep"].any()
