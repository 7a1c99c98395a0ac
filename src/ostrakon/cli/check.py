"""``ostrakon check``: is this regime right, by itself and on a society?"""

from datetime import date
from typing import Annotated

import typer

from ostrakon.cli.console import out
from ostrakon.cli.tables import tables_of
from ostrakon.spec import check as checks
from ostrakon.spec.load import load_regime, load_society


def check(
    file: Annotated[str, typer.Argument(help="A regime file, or a regime of the catalogue.", metavar="FILE")],
    society: Annotated[
        str | None, typer.Option(help="The society it is to run on; the regime's own unless given.", metavar="NAME-OR-FILE")
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change the regime first. Repeat for more.", metavar="PATH=VALUE")] = None,
) -> int:
    """Check a regime against the language and a society; nothing is simulated. Exit code 2 when something is wrong."""
    regime = load_regime(file, tuple(set_ or ()), 0)
    found = load_society(society or regime.model.society)
    warnings = checks.demand(regime.model, found.model, regime.places)
    tables_of(regime, found, 1, 1, date(2020, 1, 1))
    for warning in warnings:
        print(str(warning))
    m = regime.model
    out.print(
        f"{m.id}: right. {len(m.channels)} channels, {len(m.rules)} rules, {len(m.tiers)} tiers, {len(m.lists)} lists, "
        f"{len(m.consequences)} consequences; {len(warnings)} warning{'s' * (len(warnings) != 1)}.",
        markup=False,
    )
    return 0
