"""What the commands about one person share: the regime as asked for, its tables, and somebody's life under it.

Never here: what is printed of a life.
"""

import sys
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, SEEDS, day, switches, whole
from ostrakon.cli.tables import tables_of
from ostrakon.errors import fail
from ostrakon.spec.check import demand
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_role, load_society

Name = Annotated[str | None, typer.Argument(help="A regime of the catalogue, or a file.", metavar="NAME-OR-FILE")]
Who = Annotated[str | None, typer.Option("--person", help="Who: an address such as Henan/12/4035.", metavar="ID")]
RoleName = Annotated[str | None, typer.Option("--role", help="Somebody in this role: model-customer, or a file.", metavar="NAME-OR-FILE")]
People = Annotated[str, typer.Option("--people", help="Of how many synthetic people.", metavar="N")]
Days = Annotated[str, typer.Option("--days", help="How many days.", metavar="D")]
Start = Annotated[str, typer.Option("--start", help="The first day.", metavar="DATE")]
Seed = Annotated[str, typer.Option("--seed", help="The luck.", metavar="S")]
Set = Annotated[list[str] | None, typer.Option("--set", help="Change the regime. Repeat for more.", metavar="PATH=VALUE")]
With = Annotated[list[str] | None, typer.Option("--with", help="Stack a diff on it. Repeat for more.", metavar="DIFF")]
Off = Annotated[list[str] | None, typer.Option("--off", help="Switch a mechanism or entry off. Repeat for more.", metavar="NAME-OR-PATH")]


@dataclass(frozen=True)
class World:
    """A regime on a society, read and checked, with its tables; and the luck."""

    regime: LoadedRegime
    society: LoadedSociety
    scenario: Any
    program: Any
    seed: int
    changes: tuple[str, ...]

    def titled(self) -> Any:
        """What a life says of the regime."""
        from ostrakon.lives.form import Regime

        model = self.regime.model
        return Regime(id=model.id, title=model.title, changes=list(self.changes), program_digest=self.program.digest)

    def beside(self, name: str) -> "World":
        """Another regime, or a diff, for the same people with the same luck."""
        regime = load_regime(name)
        for warning in demand(regime.model, self.society.model, regime.places):
            print(str(warning), file=sys.stderr)
        ours = self.scenario
        scenario, program = tables_of(regime, self.society, ours.people, ours.days, ours.start, self.program.burn_in)
        return World(regime, self.society, scenario, program, self.seed, regime.diffs)


def world(name: str, society: str | None, people: str, days: str, start: str, seed: str, set_: list[str] | None,
          with_: list[str] | None, off: list[str] | None) -> World:
    """Everything read and checked before anybody lives. Raises OstrakonError."""
    n, length = whole("--people", people, 1, MOST_PEOPLE), whole("--days", days, 1, MOST_DAYS)
    luck, first, diffs = whole("--seed", seed, 0, SEEDS - 1), day(start), tuple(with_ or ())
    switched = switches(load_regime(name, diffs=diffs), off) if off else ()
    overrides = (*switched, *(set_ or ()))
    regime = load_regime(name, overrides, len(switched), diffs)
    found = load_society(society or regime.model.society)
    for warning in demand(regime.model, found.model, regime.places):
        print(str(warning), file=sys.stderr)
    scenario, program = tables_of(regime, found, n, length, first)
    return World(regime, found, scenario, program, luck, (*regime.diffs, *overrides))


def named(name: str | None, role: str | None) -> tuple[str, Any]:
    """The regime to look under, and the role if one is asked for: a role brings its own regime."""
    found = load_role(role) if role else None
    if name is None and found is None:
        fail("OST8001", "no regime is named", remedy="ostrakon life article-2018 --person ID, or --role model-customer")
    return name or (found.model.regime if found else ""), found
