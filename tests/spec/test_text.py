"""Reading YAML: what words become, where they stand, and what is refused however it is written."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostrakon.errors import OstrakonError
from ostrakon.spec import text as reader
from ostrakon.spec.load import load_regime, validate
from ostrakon.spec.text import MOST_BYTES, read_path, read_text

SMALL = (Path(__file__).parents[2] / "spec-cases" / "valid" / "small.yaml").read_text()


def codes(text: str) -> list[str]:
    with pytest.raises(OstrakonError) as caught:
        read_text(text)
    return [p.code for p in caught.value.problems]


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "OFF", "y", "012", "0o14", "0x1F", "1_000", "1:30", "190:20:30",
                                  "2020-01-01", "2020-01-01T00:00:00Z", "+", "1e", "e5", ".", "nan", "inf", "=", "<<"])
def test_words_that_other_readers_convert_stay_words(word: str) -> None:
    assert read_text(f"a: {word}").data["a"] == word


@pytest.mark.parametrize(("word", "value"), [("12", 12), ("-5", -5), ("+5", 5), ("0", 0), ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5),
                                             ("1.", 1.0), ("true", True), ("False", False), ("null", None), ("~", None), ("", None),
                                             ("'12'", "12"), ('"true"', "true"), ("9223372036854775807", 2**63 - 1)])
def test_words_that_are_values(word: str, value: object) -> None:
    got = read_text(f"a: {word}").data["a"]
    assert got == value and type(got) is type(value)


def test_every_value_and_key_has_its_place() -> None:
    document = read_text("a: 1\nb:\n  c: [x, y]\n")
    assert {where: (m.line, m.column) for where, m in document.marks.items()} == {
        (): (1, 1), ("a",): (1, 4), ("b",): (3, 3), ("b", "c"): (3, 6), ("b", "c", 0): (3, 7), ("b", "c", 1): (3, 10)}
    assert {where: (m.line, m.column) for where, m in document.keys.items()} == {("a",): (1, 1), ("b",): (2, 1), ("b", "c"): (3, 3)}
    assert document.marks["b", "c"].text == "  c: [x, y]"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        read_text(end.join(["# caf\u00e9 \U0001f600", "a: 1", "a: 2"]))
    problem, = caught.value.problems
    assert (problem.code, problem.line, problem.column, problem.text) == ("OST1007", 3, 1, "a: 2")


def test_a_file_of_a_hundred_megabytes_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.yaml"
    with big.open("wb") as stream:
        stream.truncate(100_000_000)
    monkeypatch.setattr(reader, "decode", lambda *_: pytest.fail("the text was decoded"))
    with pytest.raises(OstrakonError) as caught:
        read_path(big)
    assert [p.code for p in caught.value.problems] == ["OST1002"]


def test_the_limit_is_exact() -> None:
    assert read_text("a: " + "x" * (MOST_BYTES - 3)).data
    assert codes("a: " + "x" * (MOST_BYTES - 2)) == ["OST1002"]


@pytest.mark.parametrize("name", ["missing.yaml", ".", "a\0b.yaml", "x" * 300 + ".yaml"])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(OstrakonError) as caught:
        read_path(tmp_path / name)
    assert [p.code for p in caught.value.problems] == ["OST1001"]


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_path(path).data == {"a": 1}


@pytest.mark.parametrize("depth", [33, 40, 500_000])
@pytest.mark.parametrize("sign", ["[", "{a: ", "- "])
def test_nesting_is_bounded(depth: int, sign: str) -> None:
    depth = min(depth, (MOST_BYTES - 10) // len(sign))
    assert codes("a:\n " + sign * depth) == ["OST1011"]


def test_the_deepest_nesting_allowed() -> None:
    assert read_text("a: " + "[" * 32 + "]" * 32).data
    assert codes("a: " + "[" * 33 + "]" * 33) == ["OST1011"]


SIGNS = "abz019 \n\t:-[]{},#&*!|>'\"%@`?.~<=\\\0\x85\u2028\ufeff\u00e9\ud800\U0001f600"
ALPHABET = st.sampled_from([*SIGNS, "\n  ", ": ", "- ", "---\n"])


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_any_text_gives_data_or_problems(text: str) -> None:
    try:
        assert isinstance(read_text(text).data, dict)
    except OstrakonError as error:
        assert error.problems


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=60))
def test_any_bytes_give_data_or_problems(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    try:
        read_path(path)
    except OstrakonError as error:
        assert error.problems


VALUES = st.sampled_from(["null", "true", "-1", "1.5", "x", "[]", "{}", "[1, x]", "{a: 1}", "{value: 1}", "{value: 1, range: [2, 3]}",
                          "9" * 30, "[[[]]]", "off", "jaywalking", "{fixed: 1}", "''", "1e308", "-9223372036854775808",
                          "{1: 2}", "{value: {value: {}}}"])


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, SMALL.count(" ") - 1), VALUES, st.integers(0, 12))
def test_a_regime_with_one_place_changed_gives_a_model_or_problems(place: int, value: str, length: int) -> None:
    parts = SMALL.split(" ")
    at = len(" ".join(parts[:place]))
    text = SMALL[:at + 1] + value + SMALL[at + 1 + length:]
    problems = validate(text)
    try:
        load_regime(text)
    except OstrakonError as error:
        assert error.problems and problems
    else:
        assert all(p.is_warning for p in problems)


def test_a_character_that_yaml_does_not_take_is_shown_at_its_place() -> None:
    with pytest.raises(OstrakonError) as caught:
        read_text("a: 1\r\nb: x\x07y\n")
    problem, = caught.value.problems
    assert (problem.code, problem.line, problem.column, problem.text) == ("OST1005", 2, 5, "b: x\x07y")
    assert str(problem).splitlines()[1:3] == ["    b: x y", "        ^"]
