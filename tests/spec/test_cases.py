"""Every case file: the valid ones load and dump to themselves, the invalid ones give the code in their name, with a place."""

from pathlib import Path

import pytest

from ostrakon.errors import CODES, OstrakonError, Problem
from ostrakon.spec.check import check
from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society

CASES = Path(__file__).parents[2] / "spec-cases"
VALID = sorted((CASES / "valid").glob("*.yaml"))
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
# no file can hold these three: no file, a file of more than a megabyte, an id of the catalogue
WITHOUT_FILE = {"OST1001", "OST1002", "OST1201"}
WITHOUT_FILE |= {code for code in CODES if code.startswith("OST13")}        # tables in CSV: tests/spec/test_own_tables.py has their cases


def _load(path: Path):
    return load_society(path) if path.stem.startswith("society") else load_regime(path)


def _sets(path: Path) -> list[str]:
    lines = path.read_bytes().decode("latin-1").splitlines()
    return [line.removeprefix("# set: ") for line in lines if line.startswith("# set: ")]


def _problems(path: Path) -> list[Problem]:
    try:
        loaded = load_regime(path, _sets(path), 0)
    except OstrakonError as error:
        return list(error.problems)
    return check(loaded.model, load_society(CASES / "valid" / "society_small.yaml").model, loaded.places)


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_a_valid_case_loads_and_its_resolved_form_is_idempotent(path: Path) -> None:
    loaded = _load(path)
    text = dump(loaded)
    again = load_society(text) if path.stem.startswith("society") else load_regime(text)
    assert (again.data, again.provenance) == (loaded.data, loaded.provenance)
    assert dump(again) == text


@pytest.mark.parametrize("name", ["small", "full"])
def test_a_valid_regime_fits_the_small_society(name: str) -> None:
    loaded = load_regime(CASES / "valid" / f"{name}.yaml")
    assert check(loaded.model, load_society(CASES / "valid" / "society_small.yaml").model, loaded.places) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_an_invalid_case_gives_its_code_and_a_place(path: Path) -> None:
    problems = _problems(path)
    code = path.stem.split("_", 1)[0]
    assert code in {p.code for p in problems}, "\n".join(map(str, problems))
    said = next(p for p in problems if p.code == code)
    assert said.found
    if code != "OST2006":                           # what does not fit is said in one sentence
        assert said.allowed or said.remedy or said.nearest
    if code not in {"OST1003", "OST1010"}:          # a binary or an empty text has no line to show
        assert said.line > 0 and said.column > 0


def test_a_case_fails_the_test_when_its_code_is_not_given(tmp_path: Path) -> None:
    wrong = tmp_path / "OST2001_nothing_wrong.yaml"
    wrong.write_text((CASES / "valid" / "small.yaml").read_text())
    with pytest.raises(AssertionError):
        test_an_invalid_case_gives_its_code_and_a_place(wrong)


def test_there_is_a_case_for_every_code_of_a_specification() -> None:
    assert {p.stem.split("_", 1)[0] for p in INVALID} == {c for c in CODES if c[3] in "12"} - WITHOUT_FILE


NEAREST = {"OST1101": "assumed", "OST1203_misspelt": "jaywalking", "OST2001_misspelt": "points", "OST2001_top": "rules", "OST2004": "study",
           "OST2101": "jaywalking", "OST2102": "camera", "OST2103": "conduct", "OST2104": "bad", "OST2105": "low",
           "OST2001_value": "value", "OST2114_source": "guess",
           "OST2106": "occupation", "OST2107_scope": "student", "OST2107_region": "Here", "OST2119": "minority"}


@pytest.mark.parametrize("start", NEAREST)
def test_the_nearest_right_name_is_given(start: str) -> None:
    path = next(p for p in INVALID if p.stem.startswith(start))
    assert NEAREST[start] in {p.nearest for p in _problems(path) if p.code == start[:7]}


REMEDIES = {"OST2003_percent": "write 0.6, which is 60 percent", "OST2001_comma": "a fraction is written with a point: 0.5",
            "OST2003_no_for_false": "write false", "OST2003_text": "take the quotes off", "OST2002_status": "add 'value:'"}


@pytest.mark.parametrize("start", REMEDIES)
def test_the_remedy_says_how_to_write_it(start: str) -> None:
    path = next(p for p in INVALID if p.stem.startswith(start))
    assert any(p.code == start[:7] and REMEDIES[start] in p.remedy for p in _problems(path)), _problems(path)


def test_a_missing_colon_is_shown_on_its_own_line() -> None:
    problem, = _problems(CASES / "invalid" / "OST1005_colon_missing.yaml")
    assert problem.text == "update daily"
