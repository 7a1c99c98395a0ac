"""The schemas: they are those that the models give, take every file of the catalogue, and refuse what the reader refuses."""

import copy
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, model_validator

from ostrakon.spec.dump import dump
from ostrakon.spec.find import ids, path_of
from ostrakon.spec.load import load_regime, load_society
from ostrakon.spec.regime import Regime
from ostrakon.spec.text import read_path, read_text

ROOT = Path(__file__).parents[2]
CASES = ROOT / "spec-cases"
SPEC = importlib.util.spec_from_file_location("make_schema", ROOT / "schema" / "make_schema.py")
make = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(make)

FILES = [*(CASES / "valid").glob("*.yaml"), *(path_of(sort, name) for sort in ("regime", "society") for name in ids(sort))]


def as_json(data: Any) -> Any:
    """Data as JSON has them, where every key is text."""
    if isinstance(data, dict):
        return {str(key): as_json(value) for key, value in data.items()}
    return [as_json(value) for value in data] if isinstance(data, list) else data


@cache
def validator(file: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "schema" / file).read_text(encoding="utf-8")))


def faults(file: str, data: Any) -> list[str]:
    """What a schema finds wrong with data."""
    return [f"{'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator(file).iter_errors(as_json(data))]


def resolved(path: Path) -> dict[Any, Any]:
    society = str(read_path(path).data.get("ostrakon")).startswith("society")
    return read_text(dump(load_society(path) if society else load_regime(path))).data


@pytest.mark.parametrize("form", make.FORMS, ids=lambda form: form.file)
def test_a_schema_is_the_one_that_the_models_give(form: Any) -> None:
    held = (ROOT / "schema" / form.file).read_text(encoding="utf-8")
    assert held == make.text(form), "run: python schema/make_schema.py"
    Draft202012Validator.check_schema(json.loads(held))
    assert json.loads(held)["$id"] == form.file


def test_no_other_file_lies_beside_the_schemas() -> None:
    assert {path.name for path in (ROOT / "schema").glob("*.json")} == {form.file for form in make.FORMS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_is_valid_as_written_and_as_resolved(path: Path) -> None:
    written, whole = read_path(path).data, resolved(path)
    assert faults(make.form_of(written).file, written) == []
    assert faults(make.form_of(whole, complete=True).file, whole) == []


@pytest.mark.parametrize("path", [CASES / "valid" / "full.yaml", CASES / "valid" / "society_small.yaml"], ids=lambda path: path.stem)
def test_the_resolved_schema_misses_every_key_that_is_left_out(path: Path) -> None:
    data = resolved(path)
    file = make.form_of(data, complete=True).file
    for key in data:
        assert faults(file, {k: v for k, v in data.items() if k != key})


SMALL = read_path(CASES / "valid" / "small.yaml").data
NUMBER = ("channels", "camera", "sees", "jaywalking")
WRONG: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "misspelt key of the whole": (("ruels",), {}),
    "misspelt key of a section": (("rules", "jaywalking", "ponts"), -5),
    "text for a number": (("rules", "jaywalking", "points"), "-5"),
    "a fraction of a point": (("rules", "jaywalking", "points"), -5.5),
    "true for a number": (("rules", "jaywalking", "points"), True),
    "a number for text": (("title",), 5),
    "a word that is not allowed": (("family",), "as_imagined"),
    "a chance above 1": (NUMBER, 1.5),
    "a name with a capital": (("rules", "Jaywalking"), {"kind": "jaywalking"}),
    "no tier": (("tiers",), []),
    "another language": (("ostrakon",), "regime/2"),
    "bad status": (NUMBER, {"value": 0.6, "status": "guessed"}),
    "a source without a value": (NUMBER, {"source": "none", "status": "assumed"}),
    "a misspelt field of a source": (NUMBER, {"value": 0.6, "sorce": "none"}),
    "a value of the wrong type with a source": (NUMBER, {"value": "much", "status": "assumed"}),
    "a value out of bounds with a source": (NUMBER, {"value": 1.5, "status": "assumed"}),
    "a range of three": (NUMBER, {"value": 0.6, "range": [0, 0.5, 1]}),
    "a range beside a word": (("family",), {"value": "study", "range": [0, 1]}),
    "a source that is a number": (NUMBER, {"value": 0.6, "source": 5}),
    "a wrong value in a section with a source": (("rules", "jaywalking"), {"value": {"kind": "jaywalking", "points": "-5"}, "source": "x"}),
}


def with_(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    out = copy.deepcopy(data)
    here = out
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    return out


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_refused(wrong: tuple[tuple[str | int, ...], Any]) -> None:
    assert faults("regime.schema.json", with_(SMALL, *wrong))
    assert faults("regime.resolved.schema.json", with_(resolved(CASES / "valid" / "small.yaml"), *wrong))


@pytest.mark.parametrize("key", ["ostrakon", "id", "title", "summary", "family", "scoring", "tiers"])
def test_a_key_without_a_default_is_missed(key: str) -> None:
    assert faults("regime.schema.json", {k: v for k, v in SMALL.items() if k != key})


def test_a_whole_section_may_be_sourced_and_what_lies_in_it_too() -> None:
    rule = {"value": {"kind": "jaywalking", "points": {"value": -5, "status": "assumed", "range": [-9, 0]}}, "source": "x"}
    assert faults("regime.schema.json", with_(SMALL, ("rules", "jaywalking"), rule)) == []


# what a schema of shapes can see; other codes are of names, order and sense, or stop the reading
SEEN = ("OST1101", "OST1102_range_of_three", "OST1104", "OST2001", "OST2002", "OST2003", "OST2004", "OST2005")
WHOLE = "OST2003_fraction_for_whole"      # -5.0 is a whole number to a schema, and none to the reader
# what is wrong stands in an override: on the command line, or in a dated change
ELSEWHERE = {"OST2003_rollout_switch", "OST2003_override_empty", "OST2005_override_empties"}
INVALID = [path for path in sorted((CASES / "invalid").glob("*.yaml"))
           if path.name.startswith(SEEN) and path.stem not in {WHOLE, *ELSEWHERE}]
FILE = {"regime": "regime.schema.json", "society": "society.schema.json", "diff": "diff.schema.json"}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_case_of_shape_is_refused(path: Path) -> None:
    data = read_path(path).data
    assert faults(FILE.get(str(data["ostrakon"]).split("/")[0], "regime.schema.json"), data)


@pytest.mark.parametrize("path", sorted(path for folder in ("valid", "parts") for path in (CASES / folder).glob("*.yaml")
                                        if b"ostrakon: diff/1" in path.read_bytes()), ids=lambda path: path.stem)
def test_a_diff_fits_its_schema_and_a_section_of_a_regime_does_not(path: Path) -> None:
    data = read_path(path).data
    assert faults("diff.schema.json", data) == []
    for wrong in ({"rules": {}}, {"set": ["rules"]}, {"remove": "rules"}, {"from": {"2020": {}}}, {"ostrakon": "regime/1"}, {"extends": 1}):
        assert faults("diff.schema.json", {**data, **wrong})


def test_the_one_case_of_shape_that_a_schema_takes() -> None:
    assert faults("regime.schema.json", read_path(CASES / "invalid" / f"{WHOLE}.yaml").data) == []


def test_the_short_form_of_a_reference_is_written_but_never_resolved() -> None:
    data = with_(SMALL, ("references",), {"law": "Regulation 1"})
    assert faults("regime.schema.json", data) == []
    assert faults("regime.resolved.schema.json", with_(resolved(CASES / "valid" / "full.yaml"), ("references", "law"), "Regulation 1"))


def test_a_model_with_a_short_form_must_be_in_the_table() -> None:
    class Base(BaseModel):
        pass

    class Loose(Base):
        points: int

        @model_validator(mode="before")
        @classmethod
        def _any(cls, found: Any) -> Any:
            return found

    with pytest.raises(ValueError, match="Loose takes a short form"):
        make.schema(make.Form("x.json", Loose, False, "x", "x"))
    assert make.schema(make.Form("x.json", Regime, False, "x", "x"))["title"] == "x"


def test_a_file_of_no_form_has_none() -> None:
    with pytest.raises(LookupError):
        make.form_of({"ostrakon": "regime/9"})
