"""The outcomes of a run as a table on the terminal. Never here: a number that summary.json does not hold."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ostrakon.cli.view import PLAIN, View, estimates, view_tables
from ostrakon.results.words import amount, cohort, counted, duration, interval, is_share, times_as_often, words_of_part, worst

BLOCKS = (
    (
        "Listed",
        (
            "listed",
            "wrongly_listed",
            "wrongful_share",
            "still_wrongly_listed",
            "listed_by_error",
            "listed_by_association",
            "listed_no_breach",
            "listed_for_expression",
        ),
    ),
    (
        "Scored",
        (
            "bad_credit",
            "points_lost",
            "points_to_error",
            "points_to_association",
            "harmed_by_association",
            "bystanders_per_sanctioned",
            "false_discovery_rate",
        ),
    ),
    ("Turned away", ("ever_denied", "denied_wrongly", "denied_no_breach", "denials")),
    ("Silent", ("chilled", "silenced", "ever_chilled", "silent_untouched")),
    ("Redress", ("appeals_lodged", "appeals_granted", "wrongful_appeals_won")),
)
# Of what is more than one ratio the numbers that stand for the rest, by block: title, and the way to it in summary.json.
COMPOSED = {
    "Listed": (("Half of wrongful ended by", "exit_time", "all black lists, wrongful, median"),
               ("Sanction-days of top 1 %", "concentration", "top 1 percent")),
}


def _composed(summary: dict[str, Any], block: str) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a block that have a value."""
    found = [(title, dict(estimates(summary["measures"][name], "")).get(way)) for title, name, way in COMPOSED.get(block, ())]
    return [(title, dict(told)) for title, told in found if told and told["value"] is not None]


def absent(summary: dict[str, Any], names: Sequence[str]) -> str:
    """Why no outcome of a block can be had under this regime; '' when one can, or when they have different reasons."""
    reasons = {summary["outcomes"][name].get("reason", "") for name in names}
    return str(reasons.pop()) if len(reasons) == 1 else ""


def outcomes_table(summary: dict[str, Any]) -> Table:
    """Every headline outcome with its interval, in blocks."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Outcome")
    table.add_column("Value", justify="right", style="bold")
    table.add_column("95 % interval", justify="right")
    table.add_column("People", justify="right")
    table.add_column("Unit", style="dim")
    for title, names in BLOCKS:
        if absent(summary, names):
            continue
        table.add_section()
        table.add_row(f"[bold]{title}[/]")
        for name in names:
            o = summary["outcomes"][name]
            unit = o["unit"].removeprefix("share ") if is_share(o["unit"]) else o["unit"]
            table.add_row("  " + escape(o["title"]), amount(o["value"], o["unit"]), interval(o), counted(o), unit)
        for words, o in _composed(summary, title):
            unit = o["unit"].removeprefix("share ") if is_share(o["unit"]) else o["unit"]
            table.add_row("  " + escape(words), amount(o["value"], o["unit"]), interval(o), "", unit)
    return table


BORNE = {"wrongly_listed": "are listed wrongly", "listed": "are listed", "ever_denied": "are turned away"}
MOST_BORNE = 3


def who_bears_it(summary: dict[str, Any]) -> list[str]:
    """Sentences on the cohorts that clearly bear more than everybody else, by the first outcome of which that can be said."""
    for measure, do in BORNE.items():
        if found := worst(summary["disparity"][measure], MOST_BORNE):
            told = [f"{cohort(row['cohort']).capitalize()} {do} {times_as_often(row)}." for row in found]
            return [*told, ""]
    return []


def print_summary(console: Console, summary: dict[str, Any], folder: Path | None, seconds: float, view: View = PLAIN) -> None:
    """Title, table, what ``view`` asks for, where the page is (None: it could not be saved) and how long it took."""
    run, regime = summary["run"], summary["regime"]
    console.print()
    console.print(f"[bold]{escape(regime['title'])}[/]")
    many = f", {run['replicates']} replicates" if run["replicates"] > 1 else ""
    long = f"{run['days']:,} day{'s' * (run['days'] != 1)} from {run['start']}"
    console.print(
        f"{run['people']:,} synthetic people, {long}, society {escape(summary['society']['id'])}, "
        f"seed {run['seed']}{many}",
        style="dim",
    )
    if summary["diffs"]:
        console.print("by: " + escape(", ".join(summary["diffs"])), style="dim")
    if summary["overrides"]:
        console.print("changed: " + escape("; ".join(summary["overrides"])), style="dim")
    if not run["complete"]:
        console.print(f"[bold]Stopped early.[/] {escape(words_of_part(run))}")
    console.print()
    console.print(outcomes_table(summary))
    console.print()
    for title, names in BLOCKS:
        if reason := absent(summary, names):
            console.print(f"[bold]{title}[/]: not told; {escape(reason)}.")
    for table in view_tables(summary, view):
        console.print(table)
        console.print()
    for line in who_bears_it(summary):
        console.print(escape(line))
    console.print("Everyone is synthetic. Intervals cover chance alone, not whether the regime is described rightly.", style="dim")
    console.print(f"Page      {escape(str(folder / 'index.html')) if folder else 'not saved'}", soft_wrap=True)
    console.print(f"Digest    {summary['tally_digest'][:16]}  [dim](the same program and seed give the same on any machine)[/]")
    console.print(f"Took      {duration(seconds)}")
