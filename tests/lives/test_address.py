"""Addresses lead to exactly the people there are, and back; everything else is refused with what there is."""

import numpy as np
import pytest

from ostrakon.engine.simulate import places
from ostrakon.errors import OstrakonError
from ostrakon.lives.address import Society

REGIONS = ("North", "Inner Land", "Empty")
POPULATION = np.array([700, 300, 0])
HERE = Society(REGIONS, POPULATION, 1000, 256)


def test_every_person_has_one_address_that_leads_back() -> None:
    seen = set()
    for place in places(POPULATION, 1000, 256):
        for person in range(place.people):
            address = HERE.write(place, person)
            assert HERE.read(address) == (place, person)
            seen.add(address)
    assert len(seen) == 1000


@pytest.mark.parametrize("said", ["inner-land/0/5", "Inner-Land/0/5", " INNER-LAND/0/5 ", "Inner Land/0/5", "Inner-Land/00/005"])
def test_capitals_blanks_and_zeros_do_not_matter(said: str) -> None:
    place, person = HERE.read(said)
    assert (place.region, place.number, person) == (1, 0, 5)


@pytest.mark.parametrize(("said", "says"), [
    ("", "'' is no address"), ("North", "is no address"), ("North/0", "is no address"), ("North/0/1/", "is no address"),
    ("North//1", "is no address"), ("/0/1", "is no address"), ("North/0/-1", "is no address"), ("North/0/1.5", "is no address"),
    ("North/0/x", "is no address"), ("North/0/\u0661", "is no address"), ("North/0/12345678", "is no address"),
    ("North/0/1\n2", "is no address"), ("x" * 5000, "is no address"), ("0/0/1", "no region '0'"),
    ("Nroth/0/1", "did you mean 'North'?"), ("South/0/1", "allowed: North, Inner-Land, Empty"),
    ("North/3/0", "no community 3 among 1,000 people"), ("North/3/0", "allowed: 0 to 2"),
    ("North/0/233", "no person 233"), ("North/0/233", "allowed: 0 to 232"), ("North/2/234", "allowed: 0 to 233"),
    ("Empty/0/0", "nobody lives in Empty among 1,000 people"), ("Empty/0/0", "--people"),
])
def test_whoever_is_not_there_is_refused(said: str, says: str) -> None:
    with pytest.raises(OstrakonError) as error:
        HERE.read(said)
    (problem,) = error.value.problems
    assert problem.code == "OST7101" and says in str(problem) and len(str(problem)) < 1000
    assert problem.allowed or problem.remedy


def test_an_address_holds_for_one_number_of_people() -> None:
    last = HERE.write(list(places(POPULATION, 1000, 256))[2], 233)
    fewer = Society(REGIONS, POPULATION, 400, 256)
    with pytest.raises(OstrakonError, match="was it found with other --people"):
        fewer.read(last)
