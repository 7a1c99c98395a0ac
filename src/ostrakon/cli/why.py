"""``ostrakon why``: the smallest set of records without which a person would not be on a list, and which of them are true.

Here lives the command. Never here: the search (``lives/why.py``).
"""

import json as js
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ostrakon.cli import person as p
from ostrakon.cli.console import out
from ostrakon.cli.living import announce
from ostrakon.cli.options import Society
from ostrakon.errors import fail
from ostrakon.results.file import check_new, write_new


def why(
    name: p.Name = None,
    person: p.Who = None,
    list_: Annotated[str | None, typer.Option("--list", help="Which list [default: the one entered last].", metavar="LIST")] = None,
    society: Society = None,
    people: p.People = "1000000",
    days: p.Days = "365",
    start: p.Start = "2020-01-01",
    seed: p.Seed = "1",
    set_: p.Set = None,
    with_: p.With = None,
    off: p.Off = None,
    json: Annotated[Path | None, typer.Option(help="Write the explanation to a new file.", metavar="FILE")] = None,
) -> int:
    """Explain why a synthetic person is on a list: the fewest records without which they would not be."""
    if name is None or person is None:
        fail("OST8001", "a regime and --person are needed", remedy="ostrakon why article-2018 --person ID; ostrakon find lists people")
    if json is not None:
        check_new(json, "--json")
    world = p.world(name, society, people, days, start, seed, set_, with_, off)
    announce()
    from ostrakon.lives.follow import follow
    from ostrakon.lives.why import explain

    life, lived = follow(world.program, world.scenario, world.seed, person, regime=world.titled())
    found = explain(lived, int(life.person.id.rsplit("/", 1)[1]), list_)
    _print(found, life)
    if json is not None:
        reasons = [{**asdict(r), "source": r.source.model_dump()} for r in found.reasons]
        told = {"run": p.told(world), **asdict(found), "reasons": reasons}
        write_new(json, js.dumps(told, indent=1, ensure_ascii=False) + "\n", str(json))
        out.print(f"Why       {escape(str(json))}")
    return 0


def _print(found: Any, life: Any) -> None:
    from ostrakon.lives.words import proof, reason, verdict
    from ostrakon.results.life_marks import on
    from ostrakon.results.life_page import portrait

    out.print(f"[bold]{escape(found.person)}[/]")
    out.print(escape(portrait(life.model_dump()["person"])), style="dim")
    out.print()
    out.print(escape(verdict(found, life)))
    for r in found.reasons:
        out.print(f"  [dim]{on(life.start, r.day):>11}[/]  {escape(reason(r))}", soft_wrap=True)
    out.print()
    out.print(escape(proof(found, life)), style="dim")
