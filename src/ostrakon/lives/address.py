"""Who is meant: a region, a community in it, a person in that, written ``Henan/12/4035``.

Here lives the way from that text to a place and back. Never here: who lives there, which nobody knows before it is lived.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ostrakon.engine.live import Place
from ostrakon.engine.simulate import communities, region_sizes, share
from ostrakon.errors import fail
from ostrakon.vocabulary import nearest

FORM = re.compile(r"(?P<region>[^/]+)/(?P<community>[0-9]{1,7})/(?P<person>[0-9]{1,7})\Z")
WRITTEN = "REGION/COMMUNITY/PERSON, as in Henan/12/4035"


@dataclass(frozen=True)
class Society:
    """What makes a person's address: how many people, in which regions, in communities of which most size."""

    regions: Sequence[str]
    population: np.ndarray
    people: int
    size: int

    def name(self, region: int) -> str:
        """A region's name as an address writes it: hyphens for spaces."""
        return self.regions[region].replace(" ", "-")

    def write(self, place: Place, person: int) -> str:
        """The address of somebody."""
        return f"{self.name(place.region)}/{place.number}/{person}"

    def read(self, said: str) -> tuple[Place, int]:
        """The community and the person. Raises OST7101: what is wrong with the address, and what there is."""
        found = FORM.match(said.strip())
        if not found:
            fail("OST7101", f"'{said[:60]}' is no address", allowed=WRITTEN, remedy="ostrakon find lists people and their addresses")
        names = [self.name(i).lower() for i in range(len(self.regions))]
        region = found["region"].strip().replace(" ", "-").lower()
        if region not in names:
            fail("OST7101", f"the society has no region '{found['region'][:40]}'", allowed=", ".join(map(self.name, range(len(names)))),
                 nearest=next((self.name(i) for i, n in enumerate(names) if n == nearest(region, names)), ""))
        at = names.index(region)
        n = region_sizes(self.population, self.people)[at]
        count = communities(n, self.size)
        where = self.name(at)
        if count == 0:
            fail("OST7101", f"nobody lives in {where} among {self.people:,} people", remedy="ask for more --people")
        number, person = int(found["community"]), int(found["person"])
        if number >= count:
            fail("OST7101", f"{where} has no community {number} among {self.people:,} people", allowed=f"0 to {count - 1}",
                 remedy="an address holds for one number of people: was it found with other --people?")
        here = share(n, count, number)
        if person >= here:
            fail("OST7101", f"community {where}/{number} has no person {person}", allowed=f"0 to {here - 1}",
                 remedy="an address holds for one number of people: was it found with other --people?")
        return Place(at, number, here), person
