"""What one section of a regime demands of itself."""

import pytest
from pydantic import ValidationError

from ostrakon.spec.regime import Change, Consequence, Dimension, RegisterList, Rule, Scoring, Tier

SCORE = {"base": 5, "minimum": 0, "maximum": 10}


@pytest.mark.parametrize(("model", "data", "words"), [
    (Dimension, SCORE | {"base": 11}, "base 11 lies outside 0 to 10"),
    (Dimension, SCORE | {"base_by": {"sex": {"female": -1}}}, "base -1 lies outside 0 to 10"),
    (Dimension, {"base": 5, "minimum": 10, "maximum": 0}, "minimum 10 is above maximum 0"),
    (Scoring, {"dimensions": {"a": SCORE | {"weight": 200}}}, "sum to 200, not 256"),
    (Rule, {"kind": "x", "by_tier": {"a": 1}, "repetition": {"window_days": 1, "points": [1]}}, "cannot both be given"),
    (Rule, {"kind": "x", "list_from": 2, "list": "black"}, "needs a list and a repetition window"),
    (RegisterList, {"below": 1, "at_or_above": 2}, "entered by one of them"),
    (Consequence, {"deny": ["fly"]}, "at least one tier or list"),
    (Consequence, {"tiers": ["low"], "lists": ["black"], "household_deny": ["fly"]}, "hang on lists only"),
    (Consequence, {"tiers": ["low"], "ostracism": {"chance": 0.5}}, "hang on lists only"),
])
def test_a_section_that_contradicts_itself(model, data, words):
    with pytest.raises(ValidationError, match=words):
        model.model_validate(data)


def test_sections_are_closed_and_frozen():
    with pytest.raises(ValidationError, match=r"Extra inputs"):
        Tier.model_validate({"name": "low", "form": 3})
    tier = Tier.model_validate({"name": "low", "from": 3})
    with pytest.raises(ValidationError, match=r"frozen"):
        tier.from_ = 4


def test_repetition_may_count_without_points():
    rule = Rule.model_validate({"kind": "x", "by_tier": {"a": 1}, "list": "l", "list_from": 3, "repetition": {"window_days": 30}})
    assert rule.repetition.points == []


@pytest.mark.parametrize(("model", "data", "words"), [
    (RegisterList, {"below": 500, "leaves_at": 499}, "leave at once"),
    (RegisterList, {"colour": "red", "at_or_above": 500, "leaves_at": 501}, "leave at once"),
    (Change, {"regime": "none", "set": ["burn_in_days=3"]}, "nothing to change"),
    (Change, {"keep_scores": True}, "goes with"),
])
def test_what_would_be_ignored_or_undone_at_once_is_refused(model, data, words):
    with pytest.raises(ValidationError, match=words):
        model.model_validate(data)


def test_a_list_may_be_left_at_its_own_cutoff():
    RegisterList.model_validate({"below": 500, "leaves_at": 500})
    RegisterList.model_validate({"colour": "red", "at_or_above": 500, "leaves_at": 500})
