"""Every case file: the valid ones resolve to the form beside them, the invalid ones give the messages beside them, with a place."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from ostrakon.errors import CODES, Problem
from ostrakon.spec.diff import Diff
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.marginals import WrittenSociety
from ostrakon.spec.regime import Regime
from ostrakon.spec.shape import fields, is_model, options, types_at
from ostrakon.spec.sourced import FIELDS, unwrap
from ostrakon.spec.text import read_path
from ostrakon.vocabulary import STATUSES

CASES = Path(__file__).parents[2] / "spec-cases"
SPEC = importlib.util.spec_from_file_location("make_golden", CASES / "make_golden.py")
make = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(make)
VALID, INVALID = make.VALID, make.INVALID
RUN = "run: python spec-cases/make_golden.py, and read what it changes"
# no case can hold these: a file of more than a megabyte, and tables in CSV, whose cases are those of tests/spec/test_own_tables.py
WITHOUT_FILE = {"OST1002"} | {code for code in CODES if code.startswith("OST13")}


def _problems(path: Path) -> list[Problem]:
    return make.case(path).problems()


# --- valid cases


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_a_valid_case_resolves_to_the_form_beside_it_and_that_to_itself(path: Path) -> None:
    held = (CASES / "valid" / "resolved" / path.name).read_bytes()
    loaded = make.case(path).load()
    assert dump(loaded).encode() == held, RUN
    load = load_society if make.case(path).is_society else load_regime
    again = load(held.decode())
    assert dump(again).encode() == held
    assert (again.data, again.provenance) == (loaded.data, loaded.provenance)


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_a_valid_case_checks_with_no_warning_but_the_one_it_is_about(path: Path) -> None:
    assert {p.code for p in _problems(path)} == set(make.case(path).said("warns")), make.messages(path)


def test_every_valid_case_says_in_its_first_line_what_it_shows() -> None:
    first = {path.stem: read.removeprefix("\ufeff") for path in VALID if (read := path.read_text(encoding="utf-8").splitlines()[0])}
    assert [name for name, line in first.items() if not line.startswith("# ") or not line.endswith(".")] == []
    assert len(VALID) >= 140


def test_a_resolved_form_that_is_not_the_case_is_told() -> None:
    """The comparison can fail: another case's form is not this one's."""
    one, other = (CASES / "valid" / "resolved" / name for name in ("small.yaml", "full.yaml"))
    assert make.resolved(CASES / "valid" / "small.yaml").encode() == one.read_bytes() != other.read_bytes()


# --- every key, every word and every field of a source has a case


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and every section below it."""
    found = {model: None}
    for one in found:
        yield one
        new = [kind for annotation in fields(one).values() for kind in _leaves(annotation) if is_model(kind) and kind not in found]
        if new:
            yield from (inner for kind in new for inner in _models(kind))


def _leaves(annotation: Any) -> Iterator[Any]:
    """What an annotation is made of: models, closed lists of words and plain types."""
    for kind in options(annotation):
        inner = [x for x in get_args(kind) if not isinstance(x, str)] if get_origin(kind) is not Literal else []
        yield from (leaf for x in inner for leaf in _leaves(x)) if inner else (kind,)


def _used(model: type[BaseModel], data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every key of a section, and every word of a closed list, that data use: (section, key) and (all words, word)."""
    here = data
    for key in path:
        here = here[key]
    if isinstance(here, dict | list):
        kinds = [kind for kind in types_at(model, path) if is_model(kind)]
        for key in here if isinstance(here, dict) else range(len(here)):
            yield from ((_owner(kind, key), key) for kind in kinds if key in fields(kind))
            yield from _used(model, data, (*path, key))
    else:
        yield from ((_words(kind), here) for kind in types_at(model, path) if get_origin(kind) is Literal and here in get_args(kind))


def _words(kind: Any) -> str:
    return " or ".join(get_args(kind))


def _owner(kind: type[BaseModel], key: str) -> str:
    """The section that declares a key first, so that a section derived from another shares its cases."""
    return next(one.__name__ for one in reversed(kind.__mro__) if is_model(one) and one is not BaseModel and key in fields(one))


FORMS: dict[str, type[BaseModel]] = {"regime/1": Regime, "society/1": WrittenSociety, "diff/1": Diff}


def _all_used() -> set[tuple[str, str]]:
    plain = [unwrap(read_path(path)).data for path in VALID]
    return {found for data in plain for found in _used(FORMS[data["ostrakon"]], data)}


def _declared() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    models = {kind for form in FORMS.values() for kind in _models(form)}
    keys = {(_owner(model, key), key) for model in models for key in fields(model)}
    leaves = [leaf for model in models for annotation in fields(model).values() for leaf in _leaves(annotation)]
    return keys, {(_words(leaf), word) for leaf in leaves if get_origin(leaf) is Literal for word in get_args(leaf)}


def test_every_key_and_every_word_of_the_language_is_in_a_valid_case() -> None:
    keys, words = _declared()
    assert len(keys) > 150 and len(words) > 40
    assert (keys | words) - _all_used() == set()


def test_a_new_key_without_a_case_is_missed() -> None:
    class Longer(Regime):
        unheard_of: int = 0

    keys = {(_owner(Longer, key), key) for key in fields(Longer)}
    assert keys - _all_used() == {("Longer", "unheard_of")}


def test_every_field_and_status_of_a_source_is_in_a_valid_case() -> None:
    found = [source for path in VALID for source in unwrap(read_path(path)).provenance.values()]
    assert {key for source in found for key in source.as_dict()} == FIELDS - {"value"}
    assert {source.status for source in found} == {"", *STATUSES}


# --- invalid cases


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_an_invalid_case_gives_its_code_and_a_place(path: Path) -> None:
    problems = _problems(path)
    code = path.stem.split("_", 1)[0]
    assert code in {p.code for p in problems}, "\n".join(map(str, problems))
    said = next(p for p in problems if p.code == code)
    assert said.found
    if code != "OST2006":                           # what does not fit is said in one sentence
        assert said.allowed or said.remedy or said.nearest
    if path.stem != "OST1010_empty":                # an empty text has no line to show
        assert said.line > 0 and said.column > 0
        assert said.text


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_an_invalid_case_gives_the_messages_beside_it(path: Path) -> None:
    assert make.messages(path) == path.with_suffix(".txt").read_text(encoding="utf-8"), RUN


def test_a_case_fails_the_test_when_its_code_is_not_given(tmp_path: Path) -> None:
    wrong = tmp_path / "OST2001_nothing_wrong.yaml"
    wrong.write_text((CASES / "valid" / "small.yaml").read_text())
    with pytest.raises(AssertionError):
        test_an_invalid_case_gives_its_code_and_a_place(wrong)


def test_there_is_a_case_for_every_code_of_a_specification() -> None:
    assert {p.stem.split("_", 1)[0] for p in INVALID} == {c for c in CODES if c[3] in "12"} - WITHOUT_FILE


def test_the_messages_of_many_kinds_of_mistake_are_held() -> None:
    held = [path.with_suffix(".txt").read_text(encoding="utf-8") for path in INVALID]
    codes = {word for text in held for word in text.split() if word in CODES}
    assert len(codes) >= 50
    assert len(set(held)) == len(held) >= 220
    assert all(f"  more: {Problem(path.stem[:7], '').page}\n" in text for path, text in zip(INVALID, held, strict=True))


def test_no_file_of_a_case_that_is_no_more_is_left() -> None:
    assert make.stale() == []


def test_no_message_names_a_place_outside_the_repository() -> None:
    root = str(CASES.parent)
    assert not [path.name for path in INVALID if root in path.with_suffix(".txt").read_text(encoding="utf-8")]


NEAREST = {"OST1101": "assumed", "OST1203_misspelt": "jaywalking", "OST2001_misspelt": "points",
           "OST2001_top": "rules", "OST2004_family": "study",
           "OST2101_miss": "jaywalking", "OST2102_rule": "camera", "OST2103_rule": "conduct", "OST2104_cons": "bad", "OST2105_cons": "low",
           "OST2001_value": "value", "OST2114_source": "guess",
           "OST2106_scope": "occupation", "OST2107_scope": "student", "OST2107_region": "Here", "OST2119_class": "minority"}


@pytest.mark.parametrize("start", NEAREST)
def test_the_nearest_right_name_is_given(start: str) -> None:
    path = next(p for p in INVALID if p.stem.startswith(start))
    assert NEAREST[start] in {p.nearest for p in _problems(path) if p.code == start[:7]}


REMEDIES = {"OST2003_percent": "write 0.6, which is 60 percent", "OST2001_comma_for": "a fraction is written with a point: 0.5",
            "OST2003_no_for_false": "write false", "OST2003_text_for_number": "take the quotes off", "OST2002_status": "add 'value:'"}


@pytest.mark.parametrize("start", REMEDIES)
def test_the_remedy_says_how_to_write_it(start: str) -> None:
    path = next(p for p in INVALID if p.stem.startswith(start))
    assert any(p.code == start[:7] and REMEDIES[start] in p.remedy for p in _problems(path)), _problems(path)


def test_a_missing_colon_is_shown_on_its_own_line() -> None:
    problem, = _problems(CASES / "invalid" / "OST1005_colon_missing.yaml")
    assert problem.text == "update daily"
