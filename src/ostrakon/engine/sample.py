"""The groups of a run: the digest of each, and some of them lived once more to see that it comes out the same.

Here live the groups of communities (by region and number modulo 10, those of the jackknife) as something that can be checked
apart. Never here: the file in which their digests stand (``results/groups.py``), or which of them are chosen.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ostrakon.engine.crew import Crew, crew_of, group_of
from ostrakon.engine.scenario import Scenario
from ostrakon.engine.simulate import Living, RunTallies, add, digest_of, places
from ostrakon.kernel.tallies import Tallies
from ostrakon.program import Program

Key = tuple[int, int]


@dataclass(frozen=True)
class Group:
    """One group of communities of a run. digest: SHA-256 over its tallies, equal exactly when every count is."""

    region: int
    number: int
    communities: int
    people: int
    digest: str

    @property
    def key(self) -> Key:
        """Which it is."""
        return self.region, self.number


def groups_of(run: RunTallies, scenario: Scenario) -> tuple[Group, ...]:
    """All groups of a run that is complete. Raises ValueError for one that is not: its groups are not whole."""
    if not run.complete:
        raise ValueError("the run was cut short")
    found = sizes(run.program, scenario)
    return tuple(Group(*key, *found[key], digest_of(tallies)) for key, tallies in sorted(run.groups.items()))


def sizes(program: Program, scenario: Scenario) -> dict[Key, tuple[int, int]]:
    """(communities, people) of every group."""
    found: dict[Key, tuple[int, int]] = {}
    for place in places(program.society.tables.population, scenario.people, scenario.community_size):
        communities, people = found.get(group_of(place), (0, 0))
        found[group_of(place)] = communities + 1, people + place.people
    return found


def relive(program: Program, scenario: Scenario, seed: int, keys: Collection[Key], workers: int | Crew = 2,
           progress: Callable[[int], None] | None = None) -> dict[Key, str]:
    """Live these groups alone; the digest of each. progress(people done) is called as communities finish."""
    chosen, found, done = frozenset(keys), dict[Key, Tallies](), 0
    todo = (place for place in places(program.society.tables.population, scenario.people, scenario.community_size)
            if group_of(place) in chosen)
    for where, counts in crew_of(workers).share(todo, Living(program, seed, scenario.days, scenario.month_first(program.burn_in))):
        add(found, group_of(where[0]), counts)
        done += sum(place.people for place in where)
        if progress is not None:
            progress(done)
    return {key: digest_of(tallies) for key, tallies in sorted(found.items())}
