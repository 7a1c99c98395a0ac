"""``ostrakon life``: one person, followed through a run; beside the same person under other regimes.

Here lives the command. Never here: how a life is lived again (``lives``), worded, or drawn (``results/life_page.py``).
"""

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from ostrakon.cli import person as p
from ostrakon.cli.console import err, out
from ostrakon.cli.living import announce
from ostrakon.cli.options import Society
from ostrakon.cli.search import somebody
from ostrakon.errors import fail
from ostrakon.results.file import check_new, write_new

MOST_BESIDE = 3


def life(
    name: p.Name = None,
    person: p.Who = None,
    role: p.RoleName = None,
    beside: Annotated[
        list[str] | None, typer.Option(help="The same person under another regime or diff: none. Repeat for more.", metavar="NAME-OR-FILE")
    ] = None,
    society: Society = None,
    people: p.People = "1000000",
    days: p.Days = "365",
    start: p.Start = "2020-01-01",
    seed: p.Seed = "1",
    set_: p.Set = None,
    with_: p.With = None,
    off: p.Off = None,
    everything: Annotated[bool, typer.Option("--all", help="Print what changed nothing too.")] = False,
    html: Annotated[Path | None, typer.Option(help="Draw it: a new page that opens in any browser.", metavar="FILE")] = None,
    json: Annotated[Path | None, typer.Option(help="Write it in full (schema/life.schema.json).", metavar="FILE")] = None,
) -> int:
    """Follow one synthetic person through a run: what they did, what was recorded of it, what it cost."""
    began = time.perf_counter()
    regime, found = p.named(name, role)
    if (person is None) is (found is None):
        fail("OST8001", f"{'neither' if person is None else 'both'} of --person and --role {'is' if person is None else 'are'} given",
             allowed="one of them", remedy="ostrakon find lists people and their addresses")
    if len(beside or ()) > MOST_BESIDE:
        fail("OST8001", f"--beside is given {len(beside or ())} times", allowed=f"at most {MOST_BESIDE}")
    if html is not None and json is not None and html.absolute() == json.absolute():
        fail("OST8001", f"--html and --json both name {str(html)[:200]}", remedy="name two files")
    for path, option in ((html, "--html"), (json, "--json")):
        if path is not None:
            check_new(path, option)
    here = p.world(regime, society, people, days, start, seed, set_, with_, off)
    worlds = [here, *(here.beside(other) for other in beside or ())]
    announce()
    who = person if person is not None else somebody(here, found)
    lives, told = _follow(worlds, who)
    for i, one in enumerate(lives):
        _print(one, everything, told[i][1])
    _write(html, json, lives, told)
    err.print(f"Lived again in {time.perf_counter() - began:.1f} s, of {here.scenario.people:,} people", style="dim")
    return 0


def _follow(worlds: list[p.World], who: str) -> tuple[list[Any], list[tuple[int | None, str]]]:
    """The lives, and for each the day on which it parts from the first, and a sentence on that."""
    from ostrakon.lives.beside import parting
    from ostrakon.lives.follow import follow

    lives = [follow(w.program, w.scenario, w.seed, who, regime=w.titled())[0] for w in worlds]
    told: list[tuple[int | None, str]] = [(None, "")]
    for other in lives[1:]:
        parted = parting(lives[0], other)
        told.append((parted.day, parted.why) if parted else (None, "Nothing that happens to this person differs between the two."))
    return lives, told


def _print(one: Any, everything: bool, parted: str) -> None:
    from ostrakon.results.life_marks import counted, is_quiet, on, sentence
    from ostrakon.results.life_page import ending, portrait, titled

    plain = one.model_dump(mode="json", exclude_none=True)
    out.print(f"[bold]{escape(one.person.id)}[/]  under {escape(titled(plain))}, seed {one.seed}, of {one.people:,} people")
    out.print(escape(portrait(plain["person"])), style="dim")
    if parted:
        out.print(escape(parted), style="bold")
    out.print()
    told = [m for m in plain["marks"] if everything or not is_quiet(m)]
    for mark in told:
        out.print(f"[dim]{on(one.start, mark['day']):>11} {mark.get('time', ''):5}[/]  {escape(sentence(mark))}", soft_wrap=True)
    quiet = len(plain["marks"]) - len(told)
    if quiet:
        alone = "itself (--all prints it)" if quiet == 1 else "themselves (--all prints them)"
        out.print(f"[dim]{'and ' if told else ''}{counted(quiet, 'thing')} that changed nothing by {alone}[/]", soft_wrap=True)
    elif not told:
        out.print("Nothing happens.", style="dim")
    out.print()
    out.print(escape(ending(plain)))
    out.print()


def _write(html: Path | None, json: Path | None, lives: list[Any], told: list[tuple[int | None, str]]) -> None:
    if json is not None:
        texts = [one.model_dump_json(indent=1, exclude_none=True) for one in lives]
        write_new(json, texts[0] + "\n" if len(texts) == 1 else "[" + ",\n".join(texts) + "]\n", str(json))
        out.print(f"Life      {escape(str(json))}")
    if html is not None:
        from ostrakon.results.life_page import render

        write_new(html, render([one.model_dump(mode="json", exclude_none=True) for one in lives], told), str(html))
        out.print(f"Page      {escape(str(html))}")
