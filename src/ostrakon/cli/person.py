"""What the commands about one person share: the regime as asked for, its tables, and somebody's life under it.

Never here: what is printed of a life.
"""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from ostrakon.cli.bounds import MOST_DAYS, MOST_PEOPLE, SEEDS, day, switches, whole
from ostrakon.cli.tables import tables_of
from ostrakon.errors import OstrakonError, Problem, fail
from ostrakon.spec.check import demand
from ostrakon.spec.load import LoadedRegime, LoadedSociety, load_regime, load_role, load_society
from ostrakon.spec.source import locate

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
    asked: str                  # the same again as words of a command line

    def titled(self) -> Any:
        """What a life says of the regime."""
        from ostrakon.lives.form import Regime

        model = self.regime.model
        return Regime(id=model.id, title=model.title, changes=list(self.changes), program_digest=self.program.digest)

    def beside(self, name: str) -> "World":
        """Another regime, or a diff, for the same people with the same luck."""
        regime = load_regime(name)
        try:
            warnings = demand(regime.model, self.society.model, regime.places)
        except OstrakonError as error:
            raise OstrakonError(_misfit(name, regime.model.society, self.society.model.id), *error.problems) from None
        for warning in warnings:
            print(str(warning), file=sys.stderr)
        ours = self.scenario
        scenario, program = tables_of(regime, self.society, ours.people, ours.days, ours.start, self.program.burn_in)
        return World(regime, self.society, scenario, program, self.seed, _changes(regime, ()), self.asked)


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
    asked = _again(name, {"--society": (society, None), "--people": (people, "1000000"), "--days": (days, "365"),
                          "--start": (start, "2020-01-01"), "--seed": (seed, "1")}, {"--with": with_, "--off": off, "--set": set_})
    return World(regime, found, scenario, program, luck, _changes(regime, overrides), asked)


def _misfit(name: str, written_for: str, ours: str) -> Problem:
    remedy = f"it was written for '{written_for}': choose one that fits both lives, or --society"
    return Problem("OST8001", f"--beside {name[:80]}: this regime does not fit the society '{ours}', in which the first life is lived",
                   remedy=remedy if written_for != ours else "")


def _again(name: str, single: dict[str, tuple[str | None, str | None]], repeated: dict[str, list[str] | None]) -> str:
    """What was asked, as it could be typed after another command; what is as ever is left out."""
    words = [name]
    for option, (value, usual) in single.items():
        words += [option, value] if value is not None and value != usual else []
    for option, values in repeated.items():
        words += [word for value in values or () for word in (option, value)]
    return shlex.join(words)


def _changes(regime: LoadedRegime, overrides: Sequence[str]) -> tuple[str, ...]:
    """What a life says was changed: the overrides, and of the diffs all but the last, after which the regime is named."""
    return (*(Path(file).name for file in regime.diffs[:-1]), *overrides)


def told(world: World) -> dict[str, Any]:
    """What a file says of the run that it is about."""
    regime = world.titled()
    return {"regime": regime.id, "title": regime.title, "changes": regime.changes, "program_digest": regime.program_digest,
            "society": world.society.model.id, "people": world.scenario.people, "days": world.scenario.days,
            "start": world.scenario.start.isoformat(), "seed": world.seed}


def named(name: str | None, role: str | None) -> tuple[str, Any]:
    """The regime to look under, and the role if one is asked for: a role brings its own regime."""
    found = load_role(role) if role else None
    if name is None and found is None:
        fail("OST8001", "no regime is named", remedy="name one, such as article-2018, or give --role; ostrakon catalog lists the regimes")
    return name or _regime_of(found), found


def _regime_of(role: Any) -> str:
    """The regime of a role: of the catalogue, or a file beside the role's; a failure to find it is told at the line that names it."""
    try:
        return locate("regime", role.model.regime, role.file)[0]
    except OstrakonError as error:
        mark = role.places.of(("regime",))
        raise OstrakonError(*(p if p.line else p.at(file=mark.file, line=mark.line, column=mark.column, text=mark.text)
                              for p in error.problems)) from None
