"""``ostrakon resolve``: the resolved form of a file, and nothing else, on standard output.

Never here: the order of resolution (``spec/load.py``) or the writing of text (``spec/dump.py``).
"""

import sys
from typing import Annotated

import typer

from ostrakon.spec.dump import dump
from ostrakon.spec.load import load_regime, load_society


def resolve(
    file: Annotated[str, typer.Argument(help="A regime or a society: a file, or an entry of the catalogue.", metavar="FILE")],
    society: Annotated[bool, typer.Option("--society", help="FILE is a society.")] = False,
    with_: Annotated[
        list[str] | None, typer.Option("--with", help="Stack a diff on it. Repeat for more; no two may conflict.", metavar="DIFF")
    ] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Change it first. Repeat for more.", metavar="PATH=VALUE")] = None,
) -> int:
    """Print a regime or a society with every default written out, as YAML. What is printed is valid input again."""
    changes = tuple(set_ or ())
    found = load_society(file, changes, 0) if society else load_regime(file, changes, 0, tuple(with_ or ()))
    # A specification is UTF-8 with line feeds, whatever the terminal's encoding and the system's line ends are.
    sys.stdout.buffer.write(dump(found).encode())
    sys.stdout.flush()
    return 0
