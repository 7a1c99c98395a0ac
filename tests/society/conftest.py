"""The two shipped societies, built once."""

import pytest

from ostrakon.society import BuiltSociety, build_society
from ostrakon.society.census import DATA, Region, census_2020
from ostrakon.spec.load import load_society


@pytest.fixture(scope="session")
def china() -> BuiltSociety:
    return build_society(load_society("china-2020").model)


@pytest.fixture(scope="session")
def harbour() -> BuiltSociety:
    return build_society(load_society("harbour-town").model)


@pytest.fixture(scope="session")
def provinces() -> list[Region]:
    return census_2020(DATA)
