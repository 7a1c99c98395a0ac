"""Values in words: every phrase belongs to a key of the language, and every key has words."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from ostrakon.spec.load import load_regime
from ostrakon.spec.regime import Regime
from ostrakon.spec.society import Society
from ostrakon.spec.wording import PHRASES, answer, named, pattern, words

HERE = Path(__file__).parents[2] / "docs" / "reference"
SPEC = importlib.util.spec_from_file_location("make_keys_for_words", HERE / "make_keys.py")
make_keys = importlib.util.module_from_spec(SPEC)
sys.modules["make_keys_for_words"] = make_keys
SPEC.loader.exec_module(make_keys)
KEYS = {key.path for sort in make_keys.MODELS for key in make_keys.keys(sort)}
DATA = {"rules": {"late": {"kind": "late_bill"}}, "tiers": [{"name": "low"}, {"name": "good"}, {}]}


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_belongs_to_a_key(phrase: str) -> None:
    open_end = re.sub(r"(\.<(name|n)>)+$", "", phrase)
    assert any(key == open_end or key.startswith(open_end + ".") for key in KEYS)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_has_words_and_a_sort_of_answer(key: str) -> None:
    model = Society if key not in {k.path for k in make_keys.keys("regime")} else Regime
    path = tuple(0 if step == "<n>" else "x" if step == "<name>" else step for step in key.split("."))
    assert ".".join(pattern(model, path)) == key
    assert words(model, path, {}) and answer(model, path)


@pytest.mark.parametrize(("path", "told"), [
    (("rules", "late", "points"), "points of a record of late bill (rule late)"),
    (("rules", "other", "points"), "points of a record of the kind that it counts (rule other)"),
    (("rules", "late", "repetition", "points", 2), "points of the 3rd record of late bill (rule late)"),
    (("tiers", 1, "from"), "lowest score (tier good)"),
    (("tiers", 2, "from"), "lowest score (tier number 3)"),
    (("channels", "street_camera", "sees", "late_bill"), "chance that an act of late bill is recorded (channel street_camera)"),
    (("lists", "bad", "where", "age"), "who can be listed, by attribute (list bad): age"),
    (("update",), "when points take effect"),
    (("mechanisms", "A01", "held_by"), "what in this file holds it (A01)"),
])
def test_words_by_hand(path: tuple[str | int, ...], told: str) -> None:
    assert words(Regime, path, DATA) == told


def test_answers_by_hand() -> None:
    assert answer(Regime, ("update",)) == "one of daily, monthly"
    assert answer(Regime, ("lists", "bad", "term_days")) == "a whole number, or none"
    assert answer(Regime, ("consequences", "x", "publicise")) == "true or false"
    assert answer(Regime, ("awareness", "share")) == "a number"


def test_a_path_names_items_by_name() -> None:
    assert named(("tiers", 1, "from"), DATA) == "tiers.good.from"
    assert named(("tiers", 2, "from"), DATA) == "tiers.2.from"
    assert named(("rollout", 0, "day"), load_regime("none").data) == "rollout.0.day"
