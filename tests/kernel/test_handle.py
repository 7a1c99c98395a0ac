"""Handles: lengths that compiled code knows are checked, rows that lie apart are read and written where they lie, and the small
machine-near helpers say the same compiled and not."""

from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pytest

from ostrakon.kernel.handle import fetch, handle
from ostrakon.kernel.jit import double, kernel, passed


class Some(NamedTuple):
    pairs: np.ndarray
    left: np.ndarray
    right: np.ndarray
    number: int

    FIXED = MappingProxyType({"pairs": (2,), "right": (3,)})
    APART = ("left", "right")


def some(pairs=2):
    block = np.zeros((5, 16), np.uint8)
    block[:, :4] = np.arange(20, dtype=np.uint8).reshape(5, 4)
    return Some(np.arange(5 * pairs).reshape(5, pairs), block[:, :4], block[:, 4:].view(np.int32), 7)


@kernel
def read_and_write(h, row, column):
    fetch(h.left, row)
    h.right[row, column] = h.pairs[row, 1] + h.left[row, column] + h.number
    return h.right[row, column]


def test_rows_apart_are_read_and_written_in_place():
    values = some()
    h = handle(values)
    for row in range(5):
        assert read_and_write(h, row, 2) == 2 * row + 1 + 4 * row + 2 + 7
    assert values.right[:, 2].tolist() == [2 * row + 1 + 4 * row + 2 + 7 for row in range(5)]
    assert (values.right[:, :2] == 0).all() and values.left.ravel().tolist() == list(range(20))


def test_a_length_that_is_not_the_declared_one_is_refused():
    with pytest.raises(TypeError, match="the last lengths of pairs are"):
        handle(some(pairs=3))


def test_rows_with_holes_in_them_are_refused():
    values = some()
    with pytest.raises(TypeError, match="C-contiguous"):
        handle(values._replace(left=values.left[:, ::2]))


@kernel
def both(row, person, x):
    return passed(row, person, x), double(x)


def test_compiled_helpers_say_what_the_plain_ones_say():
    rows = np.array([[3, 5, 5, 9, 1 << 24, 0, 0, 0], [0, 0, 0, 0, 0, 9, 9, 9]], np.uint32)
    for person in range(2):
        for upper in (0, 1, 3, 5, 8, 9, (1 << 24) - 1):
            x = (upper << 8) + 5
            assert both(rows, person, x) == (passed(rows, person, x), double(x))
    assert passed(rows, 0, (5 << 8) + 255) == 0b11000 and passed(rows, 1, 8 << 8) == 0b11100000
    for x in (1, 2, 3, 0xFFFFFFFF, 0x80000000, 12345):
        assert both(rows, 0, x)[1] == double(x) == int(np.float64(x).view(np.int64))
