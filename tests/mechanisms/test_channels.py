"""Channels by hand."""

import numpy as np
import pytest

from ostrakon.errors import OstrakonError
from ostrakon.mechanisms import channels
from ostrakon.numbers import ALWAYS

CAMERA = {"context": "street", "sees": {"theft": 0.5, "criticism": 0.0}, "by_urban": {"rural": 0.5}, "by_region": {"south": 0.5},
          "by_class": {"blurred": 0.25}}
BOOKS = {"context": "credit", "sees": {"late_bill": 1.0, "theft": 0.125},
         "review": {"share": 0.5, "catches": 0.5, "errs": 0.25, "delay_days": 3}}


def test_hits_by_hand(live, society):
    hit = channels.fill(live(channels={"camera": CAMERA, "books": BOOKS}), society)["hit"]
    half = 2**31
    # region, urban (0 rural), class: 0.5 x urban x region x class
    assert hit[:, :, :, 0, 0].tolist() == [[[half // 2, half // 8], [half, half // 4]], [[half // 4, half // 16], [half // 2, half // 8]]]
    assert (hit[:, :, :, 1, 1] == ALWAYS).all() and (hit[:, :, :, 1, 0] == 2**29).all()
    assert not hit[:, :, :, 0, 1:].any() and not hit[:, :, :, 1, 2:].any()


def test_order_is_that_of_the_file_and_nil_is_not_asked(live, society):
    tables = channels.fill(live(channels={"camera": CAMERA, "books": BOOKS}), society)
    assert tables["seen_start"].tolist() == [0, 2, 3, 3, 3, 3, 3] and tables["seen"].tolist() == [0, 1, 1]
    turned = channels.fill(live(channels={"books": BOOKS, "camera": CAMERA}), society)
    assert turned["seen"].tolist() == [0, 1, 0] and turned["stream_detect"].tolist() == tables["stream_detect"].tolist()[::-1]


def test_a_channel_off_leaves_no_trace(live, society):
    tables = channels.fill(live(channels={"camera": CAMERA | {"enabled": False}, "books": BOOKS}), society)
    assert tables["hit"].shape == (2, 2, 2, 1, 6) and tables["seen"].tolist() == [0, 0]


def test_review_is_nested(live, society):
    tables = channels.fill(live(channels={"camera": CAMERA, "books": BOOKS}), society)
    assert tables["review"].tolist() == [[0, 0, 0], [2**30, 2**29, 2**31]] and tables["review_delay"].tolist() == [0, 3]


def test_more_than_certain_is_refused(live, society):
    with pytest.raises(OstrakonError, match=r"channels.camera.sees.theft reaches 1.5"):
        channels.fill(live(channels={"camera": CAMERA | {"by_region": {"north": 3.0}}}), society)


def test_a_request_cannot_be_seen(live, society):
    with pytest.raises(OstrakonError, match=r"the request 'fly'"):
        channels.fill(live(channels={"camera": CAMERA | {"sees": {"fly": 0.5}}}), society)


def test_unknown_class(live, society):
    with pytest.raises(OstrakonError, match=r"allowed: plain, blurred"):
        channels.chances(live(channels={"camera": CAMERA | {"by_class": {"blurry": 2.0}}}), society)


def test_chances_are_exact(live, society):
    exact = channels.chances(live(channels={"camera": CAMERA}), society)
    assert np.unique(exact[..., 0]).tolist() == [0.03125, 0.0625, 0.125, 0.25, 0.5]
