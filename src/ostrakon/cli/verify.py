"""``ostrakon verify``: whether a folder is as it was made, and whether it comes out the same when it is lived again.

Here lives the command. Never here: a check (``report/verify.py``) or its wording (``report/verdict.py``).

Exit codes: 0 the same, 1 not the same, 2 nothing there can be verified.
"""

import io
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.markup import escape
from rich.table import Table

from ostrakon import __version__
from ostrakon.cli.bounds import MOST_WORKERS, whole
from ostrakon.cli.console import STOPPED, err, out
from ostrakon.cli.living import announce, processors
from ostrakon.cli.options import Workers, Yes
from ostrakon.cli.study import LONG, command
from ostrakon.errors import fail
from ostrakon.results.words import duration

NOT_THE_SAME = 1


def verify(
    folder: Annotated[Path, typer.Argument(help="The folder of a study, or of a run.", metavar="DIR")],
    quick: Annotated[bool, typer.Option("--quick", help="Live only a few groups of the run's communities again.")] = False,
    workers: Workers = None,
    yes: Yes = False,
) -> int:
    """Check the files of a study or a run, live it again from its own specification, and compare every number."""
    from ostrakon.report import verify as checks
    from ostrakon.report.again import again
    from ostrakon.report.evidence import evidence_of

    began = time.perf_counter()
    threads = whole("--workers", workers, 1, MOST_WORKERS) if workers is not None else min(processors(), MOST_WORKERS)
    evidence = evidence_of(folder, __version__)
    announce()
    if quick:
        found = checks.verify_sample(evidence, threads, _say)
    else:
        _say_how_long(sum(part.seconds for part in again(evidence)), yes)
        found = checks.verify(evidence, lambda words: _quietly(words, threads), _say)
    _print(found, evidence)
    out.print(f"Took      {duration(time.perf_counter() - began)}")
    return 0 if found.is_same else NOT_THE_SAME


def _say(what: str) -> None:
    err.print(escape(what), style="dim")


def _say_how_long(seconds: float, yes: bool) -> None:
    """It takes what the study took; what takes hours is lived only when told to go ahead."""
    _say(f"Living it again takes about as long as it took: {duration(seconds)} then. --quick takes a sample.")
    if seconds > LONG and not yes:
        fail("OST8001", f"this took {duration(seconds)}", allowed=f"{duration(LONG)} without --yes", remedy="say --quick, or --yes")


def _quietly(words: Sequence[str], threads: int) -> tuple[int, str]:
    """Carry out a command without what it prints; what it complains of is returned."""
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        code = command([*words, "--workers", str(threads)] if words[0] != "life" else words)
    if code == STOPPED:
        raise KeyboardInterrupt
    return code, said.getvalue()


def _print(found: Any, evidence: Any) -> None:
    """The verdict first, then why, then which values, then what was checked."""
    from ostrakon.report import verdict

    out.print(f"\n[bold]{escape(verdict.verdict(found))}[/]", soft_wrap=True)
    for reason in verdict.reasons(found):
        out.print(f"  * {escape(reason)}", soft_wrap=True)
    told = list(verdict.details(found))
    if told:
        out.print("\nWhich values:")
        for line in told:
            out.print(f"  {escape(line)}", soft_wrap=True)
    if found.parts:
        table = Table("Part", "Program", "Counts", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for heading in ("Values", "Different"):
            table.add_column(heading, justify="right")
        for row in verdict.parts(found):
            table.add_row(*(escape(cell) for cell in row))
        out.print()
        out.print(table)
    _print_files(found, evidence)


def _print_files(found: Any, evidence: Any) -> None:
    """What is known of the files, and of the machine."""
    from ostrakon.report.evidence import CHECKSUMS

    wrong = sum(fault.kind in ("changed", "missing", "unlisted") for fault in found.faults)
    if (evidence.folder / CHECKSUMS).is_file():
        out.print(f"\nFiles     {'all as ' + CHECKSUMS + ' says' if not wrong else f'{wrong:,} not as {CHECKSUMS} says'}")
    else:
        out.print(f"\nFiles     there is no {CHECKSUMS}, so nobody can say whether one was changed")
    if found.machine:
        out.print(f"Machine   another: {escape('; '.join(found.machine))}", soft_wrap=True)


