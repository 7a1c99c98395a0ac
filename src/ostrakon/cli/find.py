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
from ostrakon.results.life_marks import counted

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

        said = "a question or --role is needed" if question is None else "a question and --role are given, of which one is needed"
        fail("OST8001", said, allowed=f"{ALLOWED}; words: {', '.join(WORDS)}",
             remedy=f'ostrakon find {regime} "occupation == \'journalist\' and recorded"')
    most = whole("--first", first, 0, MOST_SHOWN)
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else None
    if json is not None:
        check_new(json, "--json")
    world = p.world(regime, society, people, days, start, seed, set_, with_, off)
    found = of_role(world, asked, most, threads) if asked else search(world, question or "", most, threads)
    share = f", {_percent(found.matched / found.people)}" if 0 < found.matched < found.people else ""
    out.print(f"[bold]{found.matched:,}[/] of {counted(found.people, 'person', 'people')}{share}: {escape(found.question)}", soft_wrap=True)
    if found.first:
        out.print(_table(found))
        command = f"ostrakon life {world.asked} --person {found.first[0].id}"
        out.print(f"The first, followed: {escape(command)}", style="dim", soft_wrap=True)
    elif not found.matched:
        out.print("Nobody. Other people are met with another --seed, rare ones with more --people.", style="dim")
    if json is not None:
        write_new(json, js.dumps({"run": p.told(world), **asdict(found)}, indent=1, ensure_ascii=False) + "\n", str(json))
        out.print(f"Found     {escape(str(json))}")
    if not found.complete:
        err.print(f"stopped: {world.scenario.people - found.people:,} people were not asked", style="dim")
        return STOPPED_AND_SAID
    return 0


def _percent(share: float) -> str:
    """
    >>> _percent(0.00012345), _percent(0.999999)
    ('0.0123 %', '99.9999 %')
    """
    percent = share * 100
    return f"{percent:.3g} %" if percent < 99.95 else f"{percent:.6g} %"


def _table(found: object) -> Table:
    """Addresses are never cut: they are what the table is for."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Person", "Age", "Sex", "Where", "Occupation", "Score", "Tier", "Lists", "Days listed"):
        right = heading in ("Age", "Score", "Days listed")
        table.add_column(heading, justify="right" if right else "left", no_wrap=heading == "Person",
                         overflow="fold" if heading != "Person" else "ignore", min_width=_width(found, heading))
    for m in found.first:  # type: ignore[attr-defined]
        table.add_row(*map(escape, (m.id, str(m.age), m.sex, m.urban, m.occupation.replace("_", " "),
                                    "-" if m.score is None else f"{m.score:,}", (m.tier or "-").replace("_", " "),
                                    ", ".join(m.lists).replace("_", " ") or "-", f"{m.days_listed:,}")))
    return table


def _width(found: object, heading: str) -> int | None:
    return max(len(m.id) for m in found.first) if heading == "Person" else None  # type: ignore[attr-defined]
