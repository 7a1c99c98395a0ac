"""Spoiled cases: whatever a text, plain data or an override says, the answer is a model or Problems with a code and a place.

What must hold, and the ways of spoiling a text, are those of verification/fuzz_language.py and verification/spoil.py; the loop of
the former has a short run here.
"""

import copy
import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ostrakon.spec import load
from ostrakon.spec.text import read_path
from ostrakon.spec.write import dump_data

ROOT = Path(__file__).parents[2]
PATH = importlib.util.spec_from_file_location("fuzz_language", ROOT / "verification" / "fuzz_language.py")
fuzz = importlib.util.module_from_spec(PATH)
sys.modules["fuzz_language"] = fuzz         # a dataclass looks its module up
PATH.loader.exec_module(fuzz)
spoil = sys.modules["spoil"]

VALID = sorted((ROOT / "spec-cases" / "valid").glob("*.yaml"))
STEPS = st.lists(st.tuples(st.integers(0, len(spoil.OPERATIONS) - 1), st.integers(0, 2**20), st.integers(0, 2**20)), min_size=1, max_size=5)
QUIET = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@QUIET
@given(st.sampled_from(spoil.CORPUS), STEPS)
def test_a_spoiled_text_gives_a_model_or_problems(words: str, steps: list[tuple[int, int, int]]) -> None:
    said, _ = fuzz.try_one(spoil.spoiled(words, steps))
    assert said == []


@QUIET
@given(st.text(max_size=60))
def test_any_text_gives_problems(words: str) -> None:
    assert fuzz.try_one(words)[0] == []
    assert fuzz.try_one(words, override=True)[0] == []


@QUIET
@given(st.sampled_from(spoil.ODD), STEPS)
def test_a_spoiled_override_gives_a_model_or_problems(words: str, steps: list[tuple[int, int, int]]) -> None:
    said, _ = fuzz.try_one(spoil.spoiled(f"rules.jaywalking={words}", steps), override=True)
    assert said == []


KEYS = st.sampled_from([*spoil.WORDS, "Here", "bad", "low", "camera", "jaywalking"]) | st.integers(-3, 200) | st.text(max_size=5)
SCALARS = (st.none() | st.booleans() | st.integers(-2**63, 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | KEYS
           | st.sampled_from([0, 1, -1, 0.5, 256, 18, "18+", "jaywalking", "fly", "bad", "good", "low", "camera", "conduct"]))
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6)
CHANGES = st.tuples(st.integers(0, 10_000), st.sampled_from(["set", "key", "drop"]), VALUES, KEYS)
DATA = [(path.stem, read_path(path).data) for path in VALID]


def _places(data: Any) -> list[tuple[Any, Any]]:
    """Every holder and key of plain data."""
    if not isinstance(data, dict | list):
        return []
    pairs = list(data.items() if isinstance(data, dict) else enumerate(data))
    return [(data, key) for key, _ in pairs] + [place for _, inner in pairs for place in _places(inner)]


@QUIET
@given(st.sampled_from(DATA), st.lists(CHANGES, min_size=1, max_size=3))
def test_data_near_the_models_give_a_model_or_problems(case: tuple[str, Any], changes: list[tuple[int, str, Any, Any]]) -> None:
    data = copy.deepcopy(case[1])
    for at, how, value, key in changes:
        places = _places(data)
        holder, here = places[at % len(places)]
        if how == "drop":
            del holder[here]
        elif how == "key" and isinstance(holder, dict):
            holder[key] = value
        else:
            holder[here] = value
        if not _places(data):
            break
    words = dump_data(data)
    said, _ = fuzz.try_one(words)
    assert said == [], words


def test_the_loop_finds_nothing_and_is_the_same_again() -> None:
    corpus = spoil.CORPUS[::24]
    first, again = fuzz.fuzz(100, 3, corpus=corpus), fuzz.fuzz(100, 3, corpus=corpus)
    assert first.faults == {}
    assert first == again
    assert first.inputs == 100 and first.kept > 0 and first.lines > first.corpus_lines


def test_the_loop_finds_what_is_planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception, a place outside the text and a text that takes too long are each found."""
    words = (ROOT / "spec-cases" / "valid" / "small.yaml").read_text()
    with monkeypatch.context() as patch:
        patch.setattr(load, "within", lambda *_: [][0])
        assert fuzz.try_one(words)[0][0].startswith("IndexError")
    with monkeypatch.context() as patch:
        patch.setattr(fuzz, "STEPS", 10)
        patch.setattr(fuzz, "STEPS_EACH", 0)
        assert fuzz.try_one(words)[0][0].startswith("TooManySteps")
    problem = fuzz.validate(words.replace("points", "pionts"))[0]
    for wrong in (problem.at(line=99), problem.at(column=99), problem.at(text="x"), problem.at(line=0), problem.at(found="")):
        assert list(fuzz._told_well([wrong], words.replace("points", "pionts")))
    assert list(fuzz._told_well([problem], words.replace("points", "pionts"))) == []
