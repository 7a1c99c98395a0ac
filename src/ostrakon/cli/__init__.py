"""The command line: one thin file per command. Never here: a computation that a script would want to call.

Exit codes: 0 done, 1 a fault of ostrakon, 2 wrong input, 130 ended by Ctrl-C.
"""

import os
import sys
from collections.abc import Sequence

import typer

from ostrakon.cli import (
    ablate,
    abolish,
    calibrate,
    catalog,
    check,
    compare,
    diff,
    documents,
    explain,
    export,
    figure,
    find,
    life,
    new,
    precision,
    report,
    resolve,
    resume,
    run,
    sensitivity,
    serve,
    study,
    sweep,
    uncertainty,
    verify,
    why,
)
from ostrakon.cli.console import STOPPED, STOPPED_AND_SAID, complain
from ostrakon.errors import OstrakonError, Problem

WRONG_INPUT = 2

app = typer.Typer(
    name="ostrakon",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Run a social-scoring regime on a synthetic society and measure what it does to people.",
)
app.command("run")(run.run)
app.command("resume")(resume.resume)
app.command("compare")(compare.compare)
app.command("diff")(diff.diff)
app.command("ablate")(ablate.ablate)
app.command("abolish")(abolish.abolish)
app.command("sweep")(sweep.sweep)
app.command("sensitivity")(sensitivity.sensitivity)
app.command("uncertainty")(uncertainty.uncertainty)
app.command("calibrate")(calibrate.calibrate)
app.command("precision")(precision.precision)
app.command("study")(study.study)
app.command("verify")(verify.verify)
app.command("report")(report.report)
app.command("serve")(serve.serve)
app.command("export")(export.export)
app.command("find")(find.find)
app.command("life")(life.life)
app.command("why")(why.why)
app.command("figure")(figure.figure)
app.command("documents")(documents.documents)
app.command("check")(check.check)
app.command("resolve")(resolve.resolve)
app.command("new")(new.new)
app.command("explain")(explain.explain)
app.command("catalog")(catalog.catalog)


def _stopped() -> int:
    print("stopped; nothing was written", file=sys.stderr)
    return STOPPED


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code and raises nothing."""
    try:
        code = app(args=list(arguments), prog_name="ostrakon", standalone_mode=False)
        if code == STOPPED:
            return _stopped()
        return STOPPED if code == STOPPED_AND_SAID else code if isinstance(code, int) else 0
    except OstrakonError as error:
        complain(error)
        return WRONG_INPUT
    except typer.TyperException as error:
        if not arguments:
            print(error.format_message())
            return 0
        complain(OstrakonError(Problem("OST8001", error.format_message(), remedy="ostrakon --help, or ostrakon COMMAND --help")))
        return WRONG_INPUT
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except BrokenPipeError:
        # The reader of our output has gone; writing more, even on the way out, would only complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
