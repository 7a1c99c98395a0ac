"""Dumping: any plain data come back the same, and the same text comes out again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostrakon.spec.sourced import unwrap
from ostrakon.spec.text import read_text
from ostrakon.spec.write import dump_data

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
SCALARS = st.none() | st.booleans() | st.integers(-2**63, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | WORDS
KEYS = WORDS | st.integers(-9, 9) | st.sampled_from(["value", "source", "range"])
DATA = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8)


@pytest.mark.parametrize("word", ["1e5", "1.5", "012", "true", "no", "", "~", ".nan", "1:30", "2020-01-01", "a: b", "#a", "-", "null",
                                  "<<", "="])
def test_a_word_comes_back_as_a_word(word: str) -> None:
    assert read_text(dump_data({"a": word, word: 1})).data == {"a": word, word: 1}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dictionaries(KEYS, DATA, max_size=4))
def test_plain_data_come_back_the_same(data: dict[str | int, object]) -> None:
    text = dump_data(data)
    again = unwrap(read_text(text)).data
    assert repr(again) == repr(data)
    assert dump_data(again) == text
