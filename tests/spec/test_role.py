"""Roles: the shipped ones are whole, cite what they tell, and ask what their regime can answer; others are refused at their line."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from ostrakon.engine.scenario import Scenario, compile_scenario
from ostrakon.errors import OstrakonError
from ostrakon.lives.find import question
from ostrakon.spec.find import ids, path_of
from ostrakon.spec.load import load_role

SCHEMA = json.loads((Path(__file__).parents[2] / "schema" / "role.schema.json").read_text(encoding="utf-8"))
TEXT = """ostrakon: role/1
id: elder
title: An elder
told: Somebody is old.
source: a
status: assumed
regime: none
where: age > 60
references: {a: {work: A made-up work, why: it tells of it}}
"""


@pytest.mark.parametrize("name", ids("role"))
def test_a_shipped_role_fits_its_schema_and_its_regime(name: str) -> None:
    role = load_role(name).model
    assert role.id == name and role.told and role.cited == role.references[role.source].work
    jsonschema.validate(yaml.safe_load(path_of("role", name).read_text(encoding="utf-8")), SCHEMA)
    assert question(role.where, compile_scenario(Scenario(role.regime, people=1, days=1))).text == role.where


def test_there_are_the_two_lives_that_the_article_tells() -> None:
    assert {"model-customer", "blacklisted-journalist"} <= set(ids("role"))


def test_a_role_of_ones_own_loads_and_fits_the_schema() -> None:
    role = load_role(TEXT).model
    assert (role.id, role.cited, role.note) == ("elder", "A made-up work", "")
    jsonschema.validate(yaml.safe_load(TEXT), SCHEMA)


@pytest.mark.parametrize(("source", "cited"), [("A newspaper of 3 May", "A newspaper of 3 May"), ("a", "A made-up work")])
def test_a_source_is_a_name_or_the_work_in_words(source: str, cited: str) -> None:
    assert load_role(TEXT.replace("source: a", f"source: {source}")).model.cited == cited


WRONG = [("status: assumed", "statu: assumed", "OST2001", 6), ("status: assumed", "status: sure", "OST2004", 6),
         ("id: elder", "id: An Elder", "OST2006", 2), ("role/1", "role/2", "OST2004", 1), ("source: a", "source: b", "OST2114", 5),
         ("where: age > 60", f"where: {'x' * 2001}", "OST2005", 8), ("where: age > 60", "where: [age]", "OST2003", 8)]


@pytest.mark.parametrize(("old", "new", "code", "line"), WRONG, ids=[f"{code}-{line}" for _, _, code, line in WRONG])
def test_a_wrong_role_is_refused_at_its_line(old: str, new: str, code: str, line: int) -> None:
    assert old in TEXT
    with pytest.raises(OstrakonError) as error:
        load_role(TEXT.replace(old, new))
    assert [(p.code, p.line) for p in error.value.problems if p.code == code] == [(code, line)], str(error.value)


def test_the_example_on_the_page_of_lives_is_a_role_that_can_be_asked() -> None:
    page = (Path(__file__).parents[2] / "docs" / "lives.md").read_text(encoding="utf-8")
    role = load_role(re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1]).model
    assert question(role.where, compile_scenario(Scenario(role.regime, people=1, days=1)))
