"""reproduce.sh: the commands of a study as a script that anybody can read and run.

Never here: which commands they are (``steps``).
"""

import shlex
from collections.abc import Sequence

from ostrakon.report.steps import Made, Step, Word

FILE = "reproduce.sh"


def script(steps: Sequence[Step], version: str) -> str:
    """The script: every command as it was carried out, with its results in a new folder."""
    lines = [
        "#!/bin/sh",
        "# Lives this study again, part by part, into a new folder: ./reproduce.sh FOLDER",
        f"# It needs ostrakon {version}. The same version gives the same counts on any machine.",
        "# What `ostrakon verify .` does is more: it lives it again and compares every number.",
        "set -eu",
        'again="${1:?name a new folder for the results}"',
        'case "$again" in /*) ;; *) again="$PWD/$again" ;; esac',
        'cd "$(dirname "$0")"',
        'mkdir -p "$again"',
        *(['mkdir -p "$again"/lives'] if any(step.part.startswith("lives/") for step in steps) else []),
        "",
        *(line(step) for step in steps),
        "",
    ]
    return "\n".join(lines)


def line(step: Step) -> str:
    """One command as a shell takes it."""
    return " ".join(("ostrakon", *(_word(word) for word in step.words)))


def _word(word: Word) -> str:
    return f'"$again"/{shlex.quote(word.path)}' if isinstance(word, Made) else shlex.quote(word)
