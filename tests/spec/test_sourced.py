"""Sourced values: what is unwrapped, where it stands afterwards, and what is kept."""

from ostrakon.spec.sourced import Provenance, unwrap
from ostrakon.spec.text import read_text
from ostrakon.spec.write import dump_data


def test_a_sourced_value_is_its_value_and_its_fields_are_kept() -> None:
    found = unwrap(read_text("a:\n  b: {value: 0.5, source: S, quote: Q, status: claimed, range: [0, 1], note: N}\n"))
    assert found.data == {"a": {"b": 0.5}} and found.problems == []
    assert found.provenance == {("a", "b"): Provenance("S", "Q", "claimed", (0, 1), "N")}
    assert (found.marks["a", "b"].line, found.marks["a", "b"].column) == (2, 14)
    assert found.keys["a", "b"].column == 3
    assert ("a", "b", "value") not in found.marks


def test_a_mapping_with_another_key_is_left_alone() -> None:
    text = "a: {value: 1, unit: yuan}\nb: {source: x}\n"
    assert unwrap(read_text(text)).data == read_text(text).data


def test_sourced_values_inside_lists_and_mappings() -> None:
    found = unwrap(read_text("a: {value: [1, {value: 2, note: n}], source: s}\nb: [{value: x}]\n"))
    assert found.data == {"a": [1, 2], "b": ["x"]}
    assert set(found.provenance) == {("a",), ("a", 1), ("b", 0)}


def test_the_document_itself_is_never_a_sourced_value() -> None:
    assert unwrap(read_text("value: 1\nnote: n\n")).data == {"value": 1, "note": "n"}


def test_a_doubled_wrapping_keeps_the_inner_mapping() -> None:
    found = unwrap(read_text("a: {value: {value: 1}}\n"))
    assert found.data == {"a": {"value": 1}}
    assert unwrap(read_text(dump_data(found.data))).data == found.data


def test_all_wrong_fields_are_reported() -> None:
    found = unwrap(read_text("a: {value: 5, status: sure, range: [6, 7], note: 3}\nb: {value: x, range: [1, 2]}\n"
                             "c: {value: true, range: [0, 1]}\nd: {value: 1, range: [a, b]}\n"))
    assert sorted(p.code for p in found.problems) == ["OST1101", "OST1102", "OST1102", "OST1102", "OST1103", "OST1104"]


def test_the_ends_belong_to_the_range() -> None:
    assert unwrap(read_text("a: {value: 1, range: [1, 1]}\nb: {value: 2, range: [1, 2.0]}\n")).problems == []
