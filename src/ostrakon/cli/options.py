"""Options that several commands share, word for word. Never here: what is done with them, or a default."""

from typing import Annotated

import typer

Society = Annotated[
    str | None, typer.Option(help="A society of the catalogue, or a file; the regime's own unless given.", metavar="NAME-OR-FILE")
]
Workers = Annotated[str | None, typer.Option(help="Threads; one per processor unless given. No number depends on it.", metavar="W")]
OnCluster = Annotated[
    str | None, typer.Option("--cluster", help="Live it on a Dask cluster instead: tcp://HOST:PORT, or local:N. No number depends on it.",
                             metavar="ADDRESS")
]
SetFirst = Annotated[list[str] | None, typer.Option("--set", help="Change the regime first. Repeat for more.", metavar="PATH=VALUE")]
WithFirst = Annotated[list[str] | None, typer.Option("--with", help="Stack a diff on it first. Repeat for more.", metavar="DIFF")]
# of studies that can be taken up again: what is not given is what the study has, so the defaults stand in the words
StudyPeople = Annotated[str | None, typer.Option("--people", help="How many synthetic people [default: 20000].", metavar="N")]
StudyDays = Annotated[str | None, typer.Option("--days", help="How many days [default: 365].", metavar="D")]
StudyStart = Annotated[str | None, typer.Option("--start", help="The first day [default: 2020-01-01].", metavar="DATE")]
StudySeed = Annotated[str | None, typer.Option("--seed", help="People, luck and sampled points follow from it [default: 1].", metavar="S")]
Yes = Annotated[bool, typer.Option("--yes", help="Go ahead however long it takes.")]
