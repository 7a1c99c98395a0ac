"""What looking for people shares: a progress bar, a role's question, and the first who is in it. Never here: a life."""

from typing import Any

from rich.markup import escape

from ostrakon.cli.console import err, progress
from ostrakon.cli.living import announce, processors
from ostrakon.cli.person import World
from ostrakon.errors import OstrakonError, fail


def search(world: World, text: str, most: int, workers: int | None = None) -> Any:
    """Live the society and ask the question; what was found."""
    from ostrakon.lives.find import find, question

    asked = question(text, world.program)
    announce()
    with progress(world.scenario.people, world.scenario.days + world.program.burn_in, "looking") as show:
        return find(world.program, world.scenario, world.seed, asked, most=most, workers=workers or processors(), progress=show)


def of_role(world: World, role: Any, most: int, workers: int | None = None) -> Any:
    """The same for a role; a question that does not fit is told at its place in the role's file."""
    try:
        return search(world, role.model.where, most, workers)
    except OstrakonError as error:
        mark = role.places.of(("where",))
        raise OstrakonError(*(p.at(file=mark.file, line=mark.line, column=mark.column, text=mark.text) if p.code == "OST7102" else p
                              for p in error.problems)) from None


def somebody(world: World, role: Any) -> str:
    """The address of the first person in a role. Raises OST7103 when there is nobody."""
    found = of_role(world, role, 1)
    err.print(f"{escape(role.model.title)}: {escape(role.model.told)} ({role.model.status}; {escape(role.model.cited)})", style="dim")
    if not found.first:
        fail("OST7103", f"nobody of {found.people:,} people is in the role '{role.model.id}' under {world.regime.model.id}",
             allowed=role.model.where, remedy="try another --seed, or more --people")
    return str(found.first[0].id)
