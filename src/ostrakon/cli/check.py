"""``ostrakon check``: is this regime right, by itself and on a society, and what does it say?"""

from datetime import date
from typing import Annotated

import typer

from ostrakon.cli import difference, inspection
from ostrakon.cli.console import out
from ostrakon.cli.tables import same_tables, tables_of
from ostrakon.errors import Problem
from ostrakon.spec import check as checks
from ostrakon.spec.inspection import Finding, inspect, statuses
from ostrakon.spec.load import load_regime, load_society


def check(
    file: Annotated[str, typer.Argument(help="A regime file, or a regime of the catalogue.", metavar="FILE")],
    society: Annotated[
        str | None, typer.Option(help="The society it is to run on; the regime's own unless given.", metavar="NAME-OR-FILE")
    ] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", help="Stack a diff on it. Repeat for more; no two may conflict.", metavar="DIFF")
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change the regime first. Repeat for more.", metavar="PATH=VALUE")] = None,
    all_: Annotated[bool, typer.Option("--all", help="List every finding of the inspection, rule by rule.")] = False,
) -> int:
    """Check a regime against the language and a society, and inspect what it says; nothing is simulated.

    Exit code 2 when something is wrong. What the inspection finds is no error, and its questions of law are no verdict.
    """
    regime = load_regime(file, tuple(set_ or ()), 0, tuple(with_ or ()))
    found = load_society(society or regime.model.society)
    warnings = checks.demand(regime.model, found.model, regime.places)
    _, program = tables_of(regime, found, 1, 1, date(2020, 1, 1))
    for warning in warnings:
        print(str(warning))
    difference.show(regime, same_tables(regime, found, program, 1, date(2020, 1, 1)), warnings)
    m = regime.model
    out.print(
        f"{m.id}: right. {len(m.channels)} channels, {len(m.rules)} rules, {len(m.tiers)} tiers, {len(m.lists)} lists, "
        f"{len(m.consequences)} consequences; {len(warnings)} warning{'s' * (len(warnings) != 1)}.",
        markup=False,
    )
    out.print(f"{statuses(regime)}.", markup=False)
    inspection.show(_new(inspect(m, found.model, regime.places), warnings), all_)
    return 0


def _new(findings: list[Finding], warnings: list[Problem]) -> list[Finding]:
    """The findings without those that a warning has already told: a rule that no channel serves, a list without entry."""
    told = {w.path[:2] for w in warnings if w.code in ("OST2113", "OST2115")}
    return [f for f in findings if f.id not in ("rule_never_fires", "list_unreached") or f.paths[0] not in told]
