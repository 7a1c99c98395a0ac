"""``ostrakon find``: people by what they are and what befell them.

Here lives the command. Never here: the language of the question (``lives/query.py``).
"""

import json as js
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon.cli import person as p
from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.console import STOPPED_AND_SAID, err, out
from ostrakon.cli.options import Society, Workers
from ostrakon.cli.search import of_role, search
from ostrakon.errors import fail
from ostrakon.results.file import check_new, write_new

MOST_SHOWN = 10_000


def find(
    name: p.Name = None,
    question: Annotated[
        str | None, typer.Argument(help="Whom: \"occupation == 'journalist' and listed_wrongly\".", metavar="QUESTION")
    ] = None,
    role: p.RoleName = None,
    first: Annotated[str, typer.Option(help="How many of them are listed.", metavar="N")] = "10",
    society: Society = None,
    people: p.People = "1000000",
    days: p.Days = "365",
    start: p.Start = "2020-01-01",
    seed: p.Seed = "1",
    set_: p.Set = None,
    with_: p.With = None,
    off: p.Off = None,
    workers: Workers = None,
    json: Annotated[Path | None, typer.Option(help="Write what was found to a new file.", metavar="FILE")] = None,
) -> int:
    """Find synthetic people by what they are and what befell them; ``ostrakon life`` follows them."""
    regime, asked = p.named(name, role)
    if (question is None) is (asked is None):
        from ostrakon.lives.query import ALLOWED, WORDS

        fail("OST8001", "a question or --role is needed, and not both", allowed=f"{ALLOWED}; words: {', '.join(WORDS)}")
    most = whole("--first", first, 0, MOST_SHOWN)
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else None
    if json is not None:
        check_new(json, "--json")
    world = p.world(regime, society, people, days, start, seed, set_, with_, off)
    found = of_role(world, asked, most, threads) if asked else search(world, question or "", most, threads)
    share = f", {found.matched / found.people:.4%}" if found.people else ""
    out.print(f"[bold]{found.matched:,}[/] of {found.people:,} people{share}: {escape(found.question)}")
    if found.first:
        out.print(_table(found))
        out.print(f"ostrakon life {escape(world.regime.model.id)} --person {escape(found.first[0].id)} follows the first.", style="dim")
    else:
        out.print("Nobody. Rare people need more --people.", style="dim")
    if json is not None:
        write_new(json, js.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n", str(json))
    if not found.complete:
        err.print(f"stopped: {world.scenario.people - found.people:,} people were not asked", style="dim")
        return STOPPED_AND_SAID
    return 0


def _table(found: object) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Person", "Age", "Sex", "Where", "Occupation", "Score", "Tier", "Lists", "Days listed"):
        table.add_column(heading, justify="right" if heading in ("Age", "Score", "Days listed") else "left")
    for m in found.first:  # type: ignore[attr-defined]
        table.add_row(*map(escape, (m.id, str(m.age), m.sex, m.urban, m.occupation.replace("_", " "), str(m.score), m.tier,
                                    ", ".join(m.lists) or "-", str(m.days_listed))))
    return table
